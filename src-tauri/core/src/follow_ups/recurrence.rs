//! When a follow-up comes again: RFC 5545 rules, as whole days.

use crate::say;
use crate::{Error, Result};
use chrono::{Datelike, NaiveDate, NaiveTime, TimeZone};
use rrule::{RRule, RRuleSet, Tz, Unvalidated};

/// Looking further ahead than this many occurrences means the rule is of no use; it
/// is enough for one of every day in a hundred years.
const LOOK_AHEAD: usize = 36_600;

fn wrong(rule: &str) -> Error {
    Error::invalid(
        "follow_up",
        "recurrence",
        say!("“{}” is not a rule of recurrence. It should look like FREQ=WEEKLY;INTERVAL=2.", rule),
    )
}

fn set(rule: &str, start: NaiveDate) -> Result<RRuleSet> {
    // The library takes "every zero weeks" for a rule.
    if part(rule, "INTERVAL").is_some_and(|interval| interval.parse() == Ok(0)) {
        return Err(wrong(rule));
    }
    let parsed: RRule<Unvalidated> = rule.parse().map_err(|_| wrong(rule))?;
    let start = Tz::UTC.from_utc_datetime(&start.and_time(NaiveTime::MIN));
    parsed.build(start).map_err(|_| wrong(rule))
}

/// The value of a part of the rule, such as the `2` of `INTERVAL=2`.
fn part<'a>(rule: &'a str, name: &str) -> Option<&'a str> {
    let rule = rule.split_once(':').map_or(rule, |(_, parts)| parts);
    let parts = rule.split(';').filter_map(|part| part.split_once('='));
    parts.into_iter().find(|(n, _)| n.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
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
    let rule = keep_day(rule, start);
    let days = set(&rule, start)?.limit();
    let days = days.into_iter().map(|moment| moment.date_naive());
    let Some((index, day)) = days.enumerate().take(LOOK_AHEAD).find(|(_, day)| *day > after) else {
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
    Ok(Some((day, rest)))
}

/// "Monthly" from the 31st, and "yearly" from 29 February, mean the last day where
/// there is no such day. RFC 5545 would leave those months out, so the rule is told:
/// the last that there is of the days from the 28th to the one that is meant. The
/// rule keeps the day that is meant, for the next due day no longer shows it.
fn keep_day(rule: &str, start: NaiveDate) -> String {
    let days = || (28..=start.day()).map(|day| day.to_string()).collect::<Vec<_>>().join(",");
    let free = |names: &[&str]| names.iter().all(|name| part(rule, name).is_none());
    let placed = ["BYMONTHDAY", "BYDAY", "BYSETPOS", "BYYEARDAY", "BYWEEKNO"];
    match part(rule, "FREQ").map(str::to_uppercase).as_deref() {
        Some("MONTHLY") if start.day() > 28 && free(&placed) => {
            format!("{rule};BYMONTHDAY={};BYSETPOS=-1", days())
        }
        Some("YEARLY") if start.day() == 29 && start.month() == 2 && free(&placed) && free(&["BYMONTH"]) => {
            format!("{rule};BYMONTH=2;BYMONTHDAY={};BYSETPOS=-1", days())
        }
        _ => rule.to_owned(),
    }
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
            ("FREQ=YEARLY", "2024-02-29", "2024-02-29", Some("2025-02-28")),
            ("FREQ=MONTHLY", "2026-01-31", "2026-01-31", Some("2026-02-28")),
            ("FREQ=MONTHLY", "2026-01-30", "2026-03-15", Some("2026-03-30")),
            ("FREQ=MONTHLY;INTERVAL=2", "2025-12-29", "2025-12-29", Some("2026-02-28")),
            ("FREQ=DAILY", "2010-01-05", "2026-03-02", Some("2026-03-03")),
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
    fn a_series_from_the_end_of_a_month_stays_there_and_does_not_creep() {
        let series = |rule: &str, start: &str, times: usize| {
            let (mut rule, mut due, mut days) = (rule.to_owned(), day(start), Vec::new());
            for _ in 0..times {
                (due, rule) = next(&rule, due, due).unwrap().unwrap();
                check(&rule).unwrap();
                days.push(due.to_string());
            }
            days.join(" ")
        };
        assert_eq!(
            series("FREQ=MONTHLY", "2026-01-31", 4),
            "2026-02-28 2026-03-31 2026-04-30 2026-05-31",
            "a short month must not move the months after it"
        );
        assert_eq!(series("FREQ=MONTHLY", "2026-01-29", 2), "2026-02-28 2026-03-29");
        assert_eq!(
            series("FREQ=YEARLY", "2024-02-29", 4),
            "2025-02-28 2026-02-28 2027-02-28 2028-02-29",
            "a birthday on leap day comes every year"
        );
        assert_eq!(series("FREQ=YEARLY", "2024-08-31", 2), "2025-08-31 2026-08-31");
    }

    #[test]
    fn nonsense_is_refused_with_an_example() {
        let sentence = check("every now and then").unwrap_err().to_string();
        assert!(sentence.contains("FREQ=WEEKLY"), "{sentence}");
        assert!(check("FREQ=WEEKLY;INTERVAL=0").is_err(), "every zero weeks is no rule");
    }
}
