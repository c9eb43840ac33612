//! How long a follow-up takes: a fair of three days, a talk of two hours.

use super::FollowUp;
use super::facts::{FollowUpRow, NO_TIME, on_home_wall};
use crate::entity::Kind;
use crate::facts::Facts;
use chrono::{Duration, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;

/// How long something with a time takes in a calendar when nobody has said it, in minutes.
const MINUTES: i64 = 30;
/// The most days that one may take.
pub(super) const MOST_DAYS: i64 = 366;
/// The most minutes: those of a day, as there are days besides.
pub(super) const MOST_MINUTES: i64 = 24 * 60;

/// The last day on the owner's wall on which a follow-up is, counted from the common era: it is not late before that
/// day is over.
pub(crate) fn last_day_here(facts: &Facts, row: u32) -> i32 {
    let table = facts.table(Kind::FollowUp);
    let FollowUpRow { due, minute, .. } = facts.follow_ups.get(row);
    last((due, minute), table.typed(row, FollowUp::DAYS), table.typed(row, FollowUp::MINUTES))
}

/// How many days ago the last day of an open follow-up of a customer was, of several the one that waits longest; 0
/// when none is late. Days count from the common era, as do those of the columns.
pub(crate) fn longest_late(facts: &Facts, customer: u32, today: i32) -> i32 {
    let next = facts.customers.totals(customer).next_follow_up;
    // Most have nothing that began before today, and then nothing of theirs has to be read.
    if next == 0 || next >= today {
        return 0;
    }
    let open = facts.customers.follow_ups(customer).iter().filter(|row| facts.follow_ups.get(**row).open);
    open.map(|row| today - last_day_here(facts, *row)).max().unwrap_or(0).max(0)
}

/// The last day of what begins on a day at a minute of it ([`NO_TIME`] for any) and takes so long. What goes on beyond
/// midnight is on the next day too; what ends with it is not, and neither is what nobody has said the length of.
fn last((first, minute): (i32, u16), days: Option<i64>, minutes: Option<i64>) -> i32 {
    let last = first + after_first(days);
    match minutes {
        Some(minutes) if minute != NO_TIME && minutes > 0 => {
            let end = i64::from(minute) + minutes.min(MOST_MINUTES) - 1;
            last + (end / MOST_MINUTES) as i32
        }
        _ => last,
    }
}

/// How many days the last of so many comes after the first.
fn after_first(days: Option<i64>) -> i32 {
    days.map_or(0, |days| (days.clamp(1, MOST_DAYS) - 1) as i32)
}

impl FollowUp {
    /// Its time; `None` for any time of the day.
    pub(crate) fn time(&self) -> Option<NaiveTime> {
        NaiveTime::parse_from_str(&self.due_time, "%H:%M").ok()
    }

    /// From its beginning to its end; whole days where it has no time.
    pub(crate) fn lasts(&self) -> Duration {
        let after_first = i64::from(after_first(self.days));
        if self.time().is_none() {
            return Duration::days(after_first + 1);
        }
        Duration::days(after_first) + Duration::minutes(self.duration_minutes.unwrap_or(MINUTES))
    }

    /// When it is over: midnight after its last day where it has no time.
    pub(crate) fn ends(&self) -> NaiveDateTime {
        let begins = self.due_date.and_time(self.time().unwrap_or(NaiveTime::MIN));
        begins.checked_add_signed(self.lasts()).unwrap_or(begins)
    }

    /// The last day on which it is on the wall of `home`, counted from the common era.
    pub(crate) fn last_day(&self, home: Tz) -> i32 {
        last(
            on_home_wall(self.due_date, &self.due_time, &self.due_zone, home),
            self.days,
            self.duration_minutes,
        )
    }

    /// Takes a length over; what it is already stays as it was typed.
    pub(crate) fn set_length(&mut self, lasts: Duration) {
        if self.lasts() == lasts {
            return;
        }
        let minutes = lasts.num_minutes().clamp(1, MOST_DAYS * MOST_MINUTES);
        let days = (minutes - 1) / MOST_MINUTES + 1;
        self.days = Some(days).filter(|days| *days > 1);
        if self.time().is_some() {
            let rest = minutes - (days - 1) * MOST_MINUTES;
            let usual = lasts.num_minutes() <= 0 || days == 1 && rest == MINUTES;
            self.duration_minutes = Some(rest).filter(|_| !usual);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::tests::{by, shop};
    use crate::customers::Channel;
    use crate::customers::facts::day_number;
    use crate::filter::parse;
    use crate::late::{Present, late_field};
    use crate::reports::catalog::{self, ReportParams};
    use crate::reports::value::Cell;
    use crate::today::due;
    use chrono::NaiveDate;

    #[test]
    fn every_length_comes_back_and_ends_on_the_day_that_is_meant() {
        let at = |time: &str| FollowUp {
            due_date: "2026-03-06".parse().unwrap(),
            due_time: time.into(),
            ..FollowUp::default()
        };
        for (time, hours, kept, last) in [
            ("", 24, (None, None), "2026-03-06"),
            ("", 72, (Some(3), None), "2026-03-08"),
            ("09:00", 2, (None, Some(120)), "2026-03-06"),
            ("09:00", 56, (Some(3), Some(480)), "2026-03-08"),
            ("18:00", 42, (Some(2), Some(1080)), "2026-03-08"),
            ("09:00", 24, (None, Some(1440)), "2026-03-07"),
            ("22:00", 8, (None, Some(480)), "2026-03-07"),
            ("22:00", 2, (None, Some(120)), "2026-03-06"),
            ("22:00", 26, (Some(2), Some(120)), "2026-03-07"),
        ] {
            let mut task = at(time);
            task.set_length(Duration::hours(hours));
            assert_eq!((task.days, task.duration_minutes), kept, "{time} {hours} hours");
            assert_eq!(task.lasts(), Duration::hours(hours));
            let day: NaiveDate = last.parse().unwrap();
            assert_eq!(task.last_day(Tz::UTC), day_number(day), "{time} {hours} hours");
            let home = tempfile::tempdir().unwrap();
            let book = shop(&home.path().join("shop"));
            let mut settings = book.facts().settings();
            settings.zone = "UTC".into();
            book.transact(&by(), "Settings", |tx| tx.save(&mut settings)).unwrap();
            task.subject = "Fair".into();
            task.channel = Some(Channel::Visit);
            book.transact(&by(), "Fair", |tx| tx.save(&mut task)).unwrap();
            let facts = book.facts();
            for (today, late) in [(day, false), (day.succ_opt().unwrap(), true)] {
                let said = format!("{time} {hours} hours on {today}");
                let now = today.and_time(NaiveTime::MIN).and_utc();
                let shown = late_field(&task, &facts, Present { now, today });
                assert_eq!(shown.is_some(), late, "red in lists and the calendar: {said}");
                let due = due(&facts, today);
                assert_eq!(
                    (due.overdue.len(), due.today.len()),
                    (late.into(), (!late).into()),
                    "Today: {said}"
                );
                let report =
                    catalog::build(&facts, today, "follow_ups_due", &ReportParams::default()).unwrap();
                let overdue = &report.tables[0].rows;
                assert_eq!(overdue.len(), usize::from(late), "the report: {said}");
                let days = overdue.first().map(|row| row[1].clone());
                assert_eq!(days, late.then_some(Cell::Int(1)), "late by the day after its last: {said}");
                let list = catalog::build(&facts, today, "day_list", &ReportParams::default()).unwrap();
                let [stop] = &list.tables[0].rows[..] else { panic!("the list of the day has it: {said}") };
                let Cell::Text(what) = &stop[1] else { panic!("{stop:?}") };
                assert_eq!(what.contains("overdue since"), late, "the list of the day: {said}: {what}");
                let overdue = parse("done != true and last_day < today").unwrap();
                let overdue = overdue.compile(&facts, Kind::FollowUp, today).unwrap();
                let listed = facts.select(Kind::FollowUp, Some(&overdue)).len();
                assert_eq!(listed, usize::from(late), "the view of what is overdue: {said}");
            }
        }
        let mut usual = at("09:00");
        for none in [Duration::zero(), Duration::minutes(MINUTES)] {
            usual.set_length(none);
            assert_eq!((usual.days, usual.duration_minutes), (None, None), "nobody has said how long");
        }
        usual.set_length(Duration::days(40_000));
        assert_eq!(usual.days, Some(MOST_DAYS), "what no form would take does not come in either");
    }
    #[test]
    fn what_is_late_in_the_evening_and_whose_length_nobody_has_said_ends_with_its_day() {
        let day: NaiveDate = "2026-03-06".parse().unwrap();
        for (minutes, zone, last) in [
            (None, "", 0),
            (Some(0), "", 0),
            (Some(15), "", 0),
            (Some(16), "", 1),
            (Some(15), "America/New_York", 1),
        ] {
            let task = FollowUp {
                due_date: day,
                due_time: "23:45".into(),
                due_zone: zone.into(),
                duration_minutes: minutes,
                ..FollowUp::default()
            };
            assert_eq!(task.last_day(Tz::UTC) - day_number(day), last, "{minutes:?} {zone}");
        }
    }
}
