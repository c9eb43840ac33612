//! The coming days of what comes again, behind the one that is open.

use super::FollowUp;
use super::facts::on_home_wall;
use super::recurrence::{self, Place};
use crate::book::Book;
use crate::customers::facts::day_number;
use crate::entity::Kind;
use chrono::{Days, NaiveDate};

/// One day on which an open follow-up will come again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Coming {
    /// The day of the owner's wall, counted from the common era.
    pub day: i32,
    /// The minute of that day; [`super::facts::NO_TIME`] for any.
    pub minute: u16,
    /// Row of the follow-up that is open now.
    pub row: u32,
}

/// More than this in one span nobody looks at.
const MOST: usize = 2_000;

/// The days of all open series from one day of the owner's wall to another, both included, in order. The open
/// follow-up itself is not among them, and neither is what would have come before today: a late one that is done
/// goes on after today. What counts from the day it is done has no day to show.
pub fn coming(book: &Book, from: NaiveDate, to: NaiveDate) -> Vec<Coming> {
    let (today, facts) = (book.today(), book.facts());
    let table = facts.table(Kind::FollowUp);
    // What is meant in another zone may stand on the day beside the written one.
    let beside = |day: NaiveDate, later: bool| match later {
        true => day.checked_add_days(Days::new(1)).unwrap_or(day),
        false => day.checked_sub_days(Days::new(1)).unwrap_or(day),
    };
    let (first, last) = (beside(from, false), beside(to, true));
    let span = day_number(from)..=day_number(to);
    let mut found = Vec::new();
    for row in (0..table.len()).filter(|row| facts.follow_ups.open_due(*row).is_some()) {
        if table.text(row, FollowUp::RECURRENCE).is_empty() {
            continue;
        }
        let Ok(task) = facts.get::<FollowUp>(table.id(row)) else { continue };
        let place = Place { due: task.due_date, series_day: task.series_day };
        let after = today.max(beside(first, false));
        // A rule of another program that we cannot follow has an open follow-up all the same.
        let days = recurrence::coming(&task.recurrence, place, after, last).unwrap_or_default();
        found.extend(days.into_iter().filter_map(|day| {
            let (day, minute) = on_home_wall(day, &task.due_time, &task.due_zone, facts.zone());
            span.contains(&day).then_some(Coming { day, minute, row })
        }));
    }
    found.sort_unstable();
    found.truncate(MOST);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Id;
    use crate::book::tests::{blank, by};
    use crate::follow_ups::complete::complete;
    use crate::settings::{SETTINGS_ID, Settings};

    fn shown(book: &Book, from: &str, to: &str) -> Vec<String> {
        let found = coming(book, from.parse().unwrap(), to.parse().unwrap());
        let facts = book.facts();
        let said = |one: &Coming| {
            let day = NaiveDate::from_num_days_from_ce_opt(one.day).unwrap();
            let time = super::super::facts::clock_of(one.minute);
            format!("{} {day} {time}", facts.title(Kind::FollowUp, one.row)).trim_end().to_owned()
        };
        found.iter().map(said).collect()
    }

    fn plan(book: &Book, task: FollowUp) -> Id {
        let mut task = task;
        book.transact(&by(), "Plan", |tx| tx.save(&mut task)).unwrap().value
    }

    fn weekly(subject: &str, due: &str) -> FollowUp {
        FollowUp {
            subject: subject.into(),
            due_date: due.parse().unwrap(),
            recurrence: "FREQ=WEEKLY".into(),
            ..FollowUp::default()
        }
    }

    #[test]
    fn a_series_shows_where_it_goes_on_and_nothing_that_is_done_or_gone_does() {
        let home = tempfile::tempdir().unwrap();
        let (book, _) = blank(&home.path().join("shop"));
        plan(&book, weekly("Order flour", "2026-03-04"));
        plan(&book, FollowUp { recurrence: String::new(), ..weekly("Once", "2026-03-04") });
        let from_done = "FREQ=DAILY;INTERVAL=3;X-FROM=DONE";
        plan(&book, FollowUp { recurrence: from_done.into(), ..weekly("When done", "2026-03-04") });
        let trashed = plan(&book, weekly("Gone", "2026-03-03"));
        book.transact(&by(), "Bin", |tx| tx.trash(Kind::FollowUp, trashed)).unwrap();
        let late = plan(&book, weekly("Late", "2026-02-19"));
        assert_eq!(
            shown(&book, "2026-02-23", "2026-03-18"),
            ["Late 2026-03-05", "Order flour 2026-03-11", "Late 2026-03-12", "Order flour 2026-03-18",],
            "the open one stands for itself, and what was missed does not come again"
        );
        book.transact(&by(), "Done", |tx| complete(tx, late, "")).unwrap();
        assert_eq!(
            shown(&book, "2026-03-01", "2026-03-12"),
            ["Order flour 2026-03-11", "Late 2026-03-12"],
            "the one that was planned by it is open now, and no day of it is shown twice"
        );
    }

    #[test]
    fn a_series_agreed_upon_elsewhere_stands_at_the_hour_it_has_here_in_summer_and_in_winter() {
        let home = tempfile::tempdir().unwrap();
        let (book, _) = blank(&home.path().join("shop"));
        let mut settings: Settings = book.facts().get(SETTINGS_ID).unwrap();
        settings.zone = "Europe/Berlin".into();
        book.transact(&by(), "Settings", |tx| tx.save(&mut settings)).unwrap();
        let there = FollowUp { due_time: "20:00".into(), ..weekly("New York", "2026-03-03") };
        plan(&book, FollowUp { due_zone: "America/New_York".into(), ..there });
        plan(&book, FollowUp { due_time: "10:00".into(), ..weekly("Here", "2026-03-23") });
        assert_eq!(
            shown(&book, "2026-03-11", "2026-04-08"),
            [
                "New York 2026-03-11 01:00",
                "New York 2026-03-18 01:00",
                "New York 2026-03-25 01:00",
                "Here 2026-03-30 10:00",
                "New York 2026-04-01 02:00",
                "Here 2026-04-06 10:00",
                "New York 2026-04-08 02:00",
            ],
            "their clocks go forward three weeks before ours, and a time of ours stays what it is"
        );
    }
}
