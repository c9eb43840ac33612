//! When a follow-up comes again: RFC 5545 rules, as whole days.

use crate::{Error, Result};
use chrono::{Datelike, NaiveDate, NaiveTime, TimeZone};
use rrule::{RRule, RRuleSet, Tz, Unvalidated};

/// Looking further ahead than this many occurrences means the rule is of no use.
const LOOK_AHEAD: u16 = 4_000;

fn wrong(rule: &str) -> Error {
    Error::invalid(
        "follow_up",
        "recurrence",
        format!("“{rule}” is not a rule of recurrence. It should look like FREQ=WEEKLY;INTERVAL=2."),
    )
}

fn set(rule: &str, start: NaiveDate) -> Result<RRuleSet> {
    let parsed: RRule<Unvalidated> = rule.parse().map_err(|_| wrong(rule))?;
    let start = Tz::UTC.from_utc_datetime(&start.and_time(NaiveTime::MIN));
    parsed.build(start).map_err(|_| wrong(rule))
}

/// Refuses a rule that cannot be understood.
pub fn check(rule: &str) -> Result<()> {
    let day = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or_default();
    set(rule, day).map(|_| ())
}

/// The first day of the rule, counted from `start`, that lies after `after`, and
/// the rule that is left from there (a `COUNT` shrinks by what has passed). `None`
/// when the rule has ended.
pub fn next(rule: &str, start: NaiveDate, after: NaiveDate) -> Result<Option<(NaiveDate, String)>> {
    let days = set(rule, start)?.limit().all(LOOK_AHEAD).dates;
    let days: Vec<NaiveDate> = days.into_iter().map(|d| d.date_naive()).collect();
    let Some((index, day)) = days.iter().enumerate().find(|(_, day)| **day > after).map(|(i, d)| (i, *d))
    else {
        return Ok(None);
    };
    // The occurrences before the next one; the start counts even when the rule does not name it.
    let passed = index.max(1) as u32;
    let rest = rule
        .split(';')
        .map(|part| match part.split_once('=') {
            Some((name, count)) if name.eq_ignore_ascii_case("COUNT") => {
                let left = count.trim().parse::<u32>().unwrap_or(1).saturating_sub(passed).max(1);
                format!("COUNT={left}")
            }
            _ => part.to_owned(),
        })
        .collect::<Vec<_>>()
        .join(";");
    Ok(Some((day, keep_day_of_month(rest, start))))
}

/// "Monthly" from the 31st must not wander to the 28th after a February, so the
/// rule is told its day once.
fn keep_day_of_month(rule: String, start: NaiveDate) -> String {
    let upper = rule.to_uppercase();
    if upper.contains("FREQ=MONTHLY")
        && !upper.contains("BYDAY")
        && !upper.contains("BYMONTHDAY")
        && start.day() > 28
    {
        return format!("{rule};BYMONTHDAY={}", start.day());
    }
    rule
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_next_day_follows_the_rule_and_not_the_delay() {
        let cases = [
            ("FREQ=WEEKLY;INTERVAL=2", "2026-01-05", "2026-01-05", Some("2026-01-19")),
            ("FREQ=WEEKLY", "2026-01-05", "2026-03-01", Some("2026-03-02")),
            ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-31", "2026-01-31", Some("2026-02-28")),
            ("FREQ=YEARLY", "2024-02-29", "2024-02-29", Some("2028-02-29")),
            ("FREQ=DAILY;COUNT=1", "2026-01-05", "2026-01-05", None),
            ("FREQ=WEEKLY;UNTIL=20260110T000000Z", "2026-01-05", "2026-01-05", None),
        ];
        for (rule, start, after, expected) in cases {
            let found = next(rule, day(start), day(after)).unwrap().map(|(d, _)| d);
            assert_eq!(found, expected.map(day), "{rule} from {start} after {after}");
        }
    }

    #[test]
    fn a_count_shrinks_so_that_the_series_ends_when_it_was_meant_to() {
        let (due, rest) = next("FREQ=DAILY;COUNT=3", day("2026-01-05"), day("2026-01-05")).unwrap().unwrap();
        assert_eq!((due, rest.as_str()), (day("2026-01-06"), "FREQ=DAILY;COUNT=2"));
        let (due, rest) = next(&rest, due, due).unwrap().unwrap();
        assert_eq!((due, rest.as_str()), (day("2026-01-07"), "FREQ=DAILY;COUNT=1"));
        assert_eq!(next(&rest, due, due).unwrap(), None, "three times means three times");
    }

    #[test]
    fn nonsense_is_refused_with_an_example() {
        let sentence = check("every now and then").unwrap_err().to_string();
        assert!(sentence.contains("FREQ=WEEKLY"), "{sentence}");
    }
}
