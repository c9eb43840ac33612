//! How long a follow-up takes: a fair of three days, a talk of two hours.

use super::FollowUp;
use crate::entity::Kind;
use crate::facts::Facts;
use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};

/// How long something with a time takes in a calendar when nobody has said it, in minutes.
const MINUTES: i64 = 30;
/// The most days that one may take.
pub(super) const MOST_DAYS: i64 = 366;
/// The most minutes: those of a day, as there are days besides.
pub(super) const MOST_MINUTES: i64 = 24 * 60;

/// The last day on the owner's wall on which a follow-up is, counted from the common era: it is not late before that
/// day is over.
pub(crate) fn last_day_here(facts: &Facts, row: u32) -> i32 {
    let days: Option<i64> = facts.table(Kind::FollowUp).typed(row, FollowUp::DAYS);
    facts.follow_ups.get(row).due + after_first(days)
}

/// How many days the last of so many comes after the first.
fn after_first(days: Option<i64>) -> i32 {
    days.map_or(0, |days| (days.clamp(1, MOST_DAYS) - 1) as i32)
}

impl FollowUp {
    /// How many days its last day comes after its first.
    pub(crate) fn days_after_first(&self) -> i32 {
        after_first(self.days)
    }

    /// Its time; `None` for any time of the day.
    pub(crate) fn time(&self) -> Option<NaiveTime> {
        NaiveTime::parse_from_str(&self.due_time, "%H:%M").ok()
    }

    /// From its beginning to its end; whole days where it has no time.
    pub(crate) fn lasts(&self) -> Duration {
        let after_first = i64::from(self.days_after_first());
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

    /// The last day on which it is.
    pub(crate) fn last_day(&self) -> NaiveDate {
        let ends = self.ends().date();
        if self.time().is_none() { ends.pred_opt().unwrap_or(ends) } else { ends }
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
        ] {
            let mut task = at(time);
            task.set_length(Duration::hours(hours));
            assert_eq!((task.days, task.duration_minutes), kept, "{time} {hours} hours");
            assert_eq!(task.lasts(), Duration::hours(hours));
            assert_eq!(task.last_day().to_string(), last, "{time} {hours} hours");
        }
        let mut usual = at("09:00");
        for none in [Duration::zero(), Duration::minutes(MINUTES)] {
            usual.set_length(none);
            assert_eq!((usual.days, usual.duration_minutes), (None, None), "nobody has said how long");
        }
        usual.set_length(Duration::days(40_000));
        assert_eq!(usual.days, Some(MOST_DAYS), "what no form would take does not come in either");
    }
}
