//! Today: whom to call and why, and how the week is going.

mod cases;
mod deals;
pub mod matter;
mod quiet;
mod week;

pub use cases::{DueCase, cases, reason};
pub use deals::{deals, deals_ahead, reason_of_step};
pub use quiet::{Quiet, quiet};
pub use week::{Week, week};

use crate::customers::facts::day_number;
use crate::entity::Kind;
use crate::facts::Facts;
use crate::follow_ups::length::last_day_here;
use chrono::NaiveDate;
use chrono_tz::Tz;

/// How many things are due on a day or before: follow-ups, next steps of deals, and promises of cases by the day on
/// a wall.
/// The same that the page of the day shows, as far as it shows all.
pub fn count(facts: &Facts, today: NaiveDate, zone: Tz) -> usize {
    let day = day_number(today);
    let follow_ups = (0..facts.table(Kind::FollowUp).len())
        .filter(|row| facts.follow_ups.open_due(*row).is_some_and(|due| due <= day));
    let steps = crate::deals::next::until(facts, today).len();
    follow_ups.count() + steps + facts.cases.promised_by(today, zone).count()
}

/// Rows of the follow-ups that are still to be done, by when they are due.
pub struct Due {
    /// Over before today, the oldest first.
    pub overdue: Vec<u32>,
    /// Today, or begun before and still going on.
    pub today: Vec<u32>,
    /// In the [`AHEAD`] days after it.
    pub upcoming: Vec<u32>,
}

/// The next days are so many.
const AHEAD: u16 = 7;

/// How many rows of each list are worth showing on one page.
const SHOWN: usize = 100;

/// The open follow-ups around a day, at most a hundred of each group, urgent ones first.
pub fn due(facts: &Facts, today: NaiveDate) -> Due {
    let day = day_number(today);
    let table = facts.table(Kind::FollowUp);
    let mut due = Due { overdue: Vec::new(), today: Vec::new(), upcoming: Vec::new() };
    for row in 0..table.len() {
        match facts.follow_ups.open_due(row) {
            Some(d) if d < day && last_day_here(facts, row) < day => due.overdue.push(row),
            Some(d) if d <= day => due.today.push(row),
            Some(d) if d <= day + i32::from(AHEAD) => due.upcoming.push(row),
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
            let at = facts.follow_ups.get(*row);
            (at.due, at.minute, urgent)
        });
        list.truncate(SHOWN);
    }
    due
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::tests::{by, shop};
    use crate::follow_ups::FollowUp;
    use crate::settings::{SETTINGS_ID, Settings};

    #[test]
    fn what_is_agreed_upon_in_another_zone_stands_on_the_day_and_at_the_time_of_the_wall_here() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home.path().join("shop"));
        let live_in = |zone: &str| {
            let mut settings: Settings = book.facts().get(SETTINGS_ID).unwrap();
            settings.zone = zone.into();
            book.transact(&by(), "Settings", |tx| tx.save(&mut settings)).unwrap();
        };
        let plan = |subject: &str, day: &str, time: &str, zone: &str| {
            let mut task = FollowUp {
                subject: subject.into(),
                due_date: day.parse().unwrap(),
                due_time: time.into(),
                due_zone: zone.into(),
                ..FollowUp::default()
            };
            book.transact(&by(), "Task", |tx| tx.save(&mut task)).unwrap();
        };
        live_in("Europe/Berlin");
        plan("eleven here", "2026-03-02", "11:00", "");
        plan("half past five in the afternoon", "2026-03-03", "01:30", "Asia/Tokyo");
        plan("tomorrow morning", "2026-03-02", "20:00", "America/Los_Angeles");
        plan("any time", "2026-03-02", "", "Asia/Tokyo");
        plan("nine here", "2026-03-02", "03:00", "America/New_York");
        let day = "2026-03-02".parse().unwrap();
        let names = |facts: &Facts, rows: &[u32]| -> Vec<String> {
            rows.iter().map(|row| facts.title(Kind::FollowUp, *row)).collect()
        };
        let today = || names(&book.facts(), &due(&book.facts(), day).today);
        let here = ["nine here", "eleven here", "half past five in the afternoon", "any time"];
        assert_eq!(today(), here, "whoever goes through the day from above misses nothing");
        assert_eq!(names(&book.facts(), &due(&book.facts(), day).upcoming), ["tomorrow morning"]);
        let listed = |filter: &str| {
            let facts = book.facts();
            let filter = crate::filter::parse(filter).unwrap().compile(&facts, Kind::FollowUp, day).unwrap();
            let by = |name: &str| (name.to_owned(), false);
            let rows = facts.list(&crate::facts::ListQuery {
                kind: Kind::FollowUp,
                filter: Some(&filter),
                sort: Some("due_date"),
                then: &[by("due_time")],
                search: "",
                descending: false,
                nearest: false,
                state: crate::facts::State::Live,
                offset: 0,
                limit: 10,
            });
            names(&facts, &rows.unwrap().rows)
        };
        assert_eq!(listed("due_date = today"), here, "a list of today holds what the page of today does");
        assert_eq!(listed("due_date = 2026-03-03"), ["tomorrow morning"]);
        assert_eq!(listed("due_time = 05:00"), ["tomorrow morning"]);
        live_in("America/Los_Angeles");
        assert!(
            today().contains(&"tomorrow morning".to_owned()),
            "a shop that moves has other days from then on: {:?}",
            today()
        );
        assert!(listed("due_date = today").contains(&"tomorrow morning".to_owned()), "and its lists too");
        let first = ["nine here", "half past five in the afternoon"];
        assert_eq!(listed("due_date <= today")[..2], first, "in the order of the days there");
    }
}
