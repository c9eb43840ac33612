//! Today: whom to call and why, and how the week is going.

mod cases;
pub mod matter;
mod quiet;
mod week;

pub use cases::{DueCase, cases, reason};
pub use quiet::{Quiet, quiet};
pub use week::{Week, week};

use crate::customers::facts::day_number;
use crate::entity::Kind;
use crate::facts::Facts;
use chrono::NaiveDate;
use chrono_tz::Tz;

/// How many things are due on a day or before: follow-ups, and promises of cases by the day on a wall.
/// The same that the page of the day shows, as far as it shows all.
pub fn count(facts: &Facts, today: NaiveDate, zone: Tz) -> usize {
    let day = day_number(today);
    let follow_ups = (0..facts.table(Kind::FollowUp).len())
        .filter(|row| facts.follow_ups.open_due(*row).is_some_and(|due| due <= day));
    follow_ups.count() + facts.cases.promised_by(today, zone).count()
}

/// Rows of the follow-ups that are still to be done, by when they are due.
pub struct Due {
    /// Before today, the oldest first.
    pub overdue: Vec<u32>,
    /// Today.
    pub today: Vec<u32>,
    /// In the next seven days.
    pub upcoming: Vec<u32>,
}

/// How many rows of each list are worth showing on one page.
const SHOWN: usize = 100;

/// The open follow-ups around a day, at most a hundred of each group, urgent ones first.
pub fn due(facts: &Facts, today: NaiveDate) -> Due {
    let day = day_number(today);
    let table = facts.table(Kind::FollowUp);
    let mut due = Due { overdue: Vec::new(), today: Vec::new(), upcoming: Vec::new() };
    for row in 0..table.len() {
        match facts.follow_ups.open_due(row) {
            Some(d) if d < day => due.overdue.push(row),
            Some(d) if d == day => due.today.push(row),
            Some(d) if d <= day + 7 => due.upcoming.push(row),
            _ => {}
        }
    }
    for list in [&mut due.overdue, &mut due.today, &mut due.upcoming] {
        list.sort_by_key(|row| {
            let priority: crate::follow_ups::Priority = table.typed(*row, 7);
            let urgent = match priority {
                crate::follow_ups::Priority::High => 0,
                crate::follow_ups::Priority::Normal => 1,
                crate::follow_ups::Priority::Low => 2,
            };
            (
                facts.follow_ups.get(*row).due,
                table.text(*row, 6).is_empty(),
                table.text(*row, 6).to_owned(),
                urgent,
            )
        });
        list.truncate(SHOWN);
    }
    due
}
