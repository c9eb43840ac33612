//! When a follow-up comes again: RFC 5545 rules, as whole days.

use crate::say;
use crate::{Error, Result};
use chrono::{Datelike, NaiveDate, NaiveTime, TimeZone};
use rrule::{RRule, RRuleSet, Tz, Unvalidated};

/// Looking further ahead than this many occurrences means the rule is of no use; it
/// is enough for one of every day in a hundred years.
const LOOK_AHEAD: usize = 36_600;

/// What comes more often than daily.
const SMALLER: [&str; 3] = ["HOURLY", "MINUTELY", "SECONDLY"];

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
    // A follow-up has a day; what comes every hour or minute would be over before it is looked at.
    if part(rule, "FREQ").is_some_and(|often| SMALLER.iter().any(|small| often.eq_ignore_ascii_case(small))) {
        return Err(wrong(rule));
    }
    let plain: Vec<String> = rule
        .split(';')
        .filter(|part| !part.trim_start().to_ascii_uppercase().starts_with(FROM_DONE))
        .map(until_a_day)
        .collect();
    let parsed: RRule<Unvalidated> = plain.join(";").parse().map_err(|_| wrong(rule))?;
    let start = Tz::UTC.from_utc_datetime(&start.and_time(NaiveTime::MIN));
    parsed.build(start).map_err(|_| wrong(rule))
}

/// An end such as `UNTIL=20261201` or `UNTIL=20261201T225959Z`, which calendars write by the day or the
/// moment, as the day it is; other parts as they are.
fn until_a_day(part: &str) -> String {
    match part.split_once('=') {
        Some((name, end)) if name.trim().eq_ignore_ascii_case("UNTIL") => match end.trim().get(..8) {
            Some(day) if day.bytes().all(|byte| byte.is_ascii_digit()) => format!("UNTIL={day}T000000Z"),
            _ => part.to_owned(),
        },
        _ => part.to_owned(),
    }
}

/// The value of a part of the rule, such as the `2` of `INTERVAL=2`.
fn part<'a>(rule: &'a str, name: &str) -> Option<&'a str> {
    let rule = rule.split_once(':').map_or(rule, |(_, parts)| parts);
    let parts = rule.split(';').filter_map(|part| part.split_once('='));
    parts.into_iter().find(|(n, _)| n.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}

/// Refuses a rule that cannot be understood, and one by which nothing would ever fall due when counted from
/// `start`: on the 30th of February, zero times, until a day before it begins.
pub fn check(rule: &str, start: NaiveDate) -> Result<()> {
    let endless = without_end(rule);
    let days = set(&keep_day(&endless, start, start.day()), start)?;
    let never = |message| Err(Error::invalid("follow_up", "recurrence", message));
    // The library reads the end only where it lies after the beginning, so it is read here.
    set(rule, start.min(end_of(rule).unwrap_or(start)))?;
    if part(rule, "COUNT").is_some_and(|count| count.parse() == Ok(0)) {
        return never(say!("“{}” comes zero times. Leave the recurrence empty for what comes once.", rule));
    }
    if let Some(end) = end_of(rule).filter(|end| *end < start) {
        return never(say!("This would end on {}, before it begins on {}. Choose a later end.", end, start));
    }
    if days.limit().into_iter().next().is_none() {
        return never(say!("“{}” names a day that never comes. Choose a day that there is.", rule));
    }
    Ok(())
}

/// The day on which a rule ends, where it names one.
fn end_of(rule: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(part(rule, "UNTIL")?.get(..8)?, "%Y%m%d").ok()
}

/// A rule without its end, whether by a day or by a number of times.
fn without_end(rule: &str) -> String {
    let ends = |part: &&str| {
        let name = part.split('=').next().unwrap_or_default().trim().to_ascii_uppercase();
        name != "UNTIL" && name != "COUNT"
    };
    rule.split(';').filter(ends).collect::<Vec<_>>().join(";")
}

/// The part of a rule that counts from the day it was done instead of the day it was due:
/// `FREQ=DAILY;INTERVAL=30;X-FROM=DONE` is thirty days after done.
const FROM_DONE: &str = "X-FROM";

/// Where a series stands: the day it is due, and the day of the month that is meant when a
/// short month had none such.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The day.
    pub due: NaiveDate,
    /// 29, 30 or 31 where that is meant; else 0.
    pub series_day: i64,
}

/// The first day of the rule, counted from `place`, that lies after `after`, and the rule
/// that is left from there (a `COUNT` shrinks by what has passed). `None` when the rule
/// has ended. `done` is the day on which the one before was done.
pub fn next(rule: &str, place: Place, after: NaiveDate, done: NaiveDate) -> Result<Option<(Place, String)>> {
    let from_done = counts_from_done(rule);
    let (start, after) = if from_done { (done, done) } else { (place.due, after) };
    let meant = if from_done { start.day() } else { meant_day(place) };
    if end_of(rule).is_some_and(|end| end < start) {
        return Ok(None);
    }
    let days = set(&keep_day(rule, start, meant), start)?.limit();
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
    let series_day = if meant > 28 { i64::from(meant) } else { 0 };
    Ok(Some((Place { due: day, series_day }, rest)))
}

/// Whether a rule counts from the day it was done.
pub fn counts_from_done(rule: &str) -> bool {
    part(rule, FROM_DONE).is_some_and(|from| from.eq_ignore_ascii_case("DONE"))
}

/// The rule as calendars understand it; `None` for none, and for one that counts from the
/// day it was done, which they cannot know.
pub fn for_calendars(rule: &str, place: Place) -> Option<String> {
    (!rule.is_empty() && !counts_from_done(rule)).then(|| keep_day(rule, place.due, meant_day(place)))
}

/// Whether two rules say the same in another order, as calendars write them.
pub fn same(one: &str, other: &str) -> bool {
    let parts = |rule: &str| {
        let mut parts: Vec<String> = rule.split(';').map(|part| part.trim().to_ascii_uppercase()).collect();
        parts.sort_unstable();
        parts
    };
    parts(one) == parts(other)
}

/// [`next`] for what keeps only a day and a rule: the day of the month that is meant goes
/// into the rule.
pub fn next_day(rule: &str, start: NaiveDate, after: NaiveDate) -> Result<Option<(NaiveDate, String)>> {
    let rule = keep_day(rule, start, start.day());
    let place = Place { due: start, series_day: 0 };
    Ok(next(&rule, place, after, start)?.map(|(place, rest)| (place.due, rest)))
}

/// The days on which a series that stands at `place` comes again, after `after` and up to `until`: each is the one
/// that [`next`] would give if those before it were done on their days. None of a rule that counts from the day
/// it was done, for nobody knows that day yet.
pub fn coming(rule: &str, place: Place, after: NaiveDate, until: NaiveDate) -> Result<Vec<NaiveDate>> {
    if rule.is_empty() || counts_from_done(rule) || end_of(rule).is_some_and(|end| end < place.due) {
        return Ok(Vec::new());
    }
    let days = set(&keep_day(rule, place.due, meant_day(place)), place.due)?.limit();
    let mut days = days.into_iter().map(|moment| moment.date_naive()).peekable();
    // The start counts even when the rule does not name it.
    let unnamed = days.peek().is_some_and(|first| *first != place.due);
    let times = part(rule, "COUNT").and_then(|count| count.parse::<usize>().ok());
    let most = times.map_or(LOOK_AHEAD, |times| times.saturating_sub(usize::from(unnamed)).max(1));
    let days = days.take(most.min(LOOK_AHEAD)).take_while(|day| *day <= until);
    Ok(days.filter(|day| *day > after.max(place.due)).collect())
}

/// Every day on which a rule that begins on one day comes until another, that day included.
pub(crate) fn days_until(rule: &str, start: NaiveDate, until: NaiveDate) -> Result<Vec<NaiveDate>> {
    let days = set(rule, start)?.limit();
    let days = days.into_iter().map(|moment| moment.date_naive());
    Ok(days.take(LOOK_AHEAD).take_while(|day| *day <= until).collect())
}

/// The day of the month a series means: that on which it is due, or a later one when it
/// stands at the end of a month that has none such.
fn meant_day(place: Place) -> u32 {
    let last = place.due.succ_opt().is_some_and(|next| next.day() == 1);
    let meant = u32::try_from(place.series_day).unwrap_or(0);
    if last && (29..=31).contains(&meant) { meant.max(place.due.day()) } else { place.due.day() }
}

/// "Monthly" from the 31st, and "yearly" from 29 February, mean the last day where
/// there is no such day. RFC 5545 would leave those months out, so the rule is told:
/// the last that there is of the days from the 28th to the one that is meant.
fn keep_day(rule: &str, start: NaiveDate, meant: u32) -> String {
    let days = || (28..=meant).map(|day| day.to_string()).collect::<Vec<_>>().join(",");
    let free = |names: &[&str]| names.iter().all(|name| part(rule, name).is_none());
    let placed = ["BYMONTHDAY", "BYDAY", "BYSETPOS", "BYYEARDAY", "BYWEEKNO"];
    match part(rule, "FREQ").map(str::to_uppercase).as_deref() {
        Some("MONTHLY") if meant > 28 && free(&placed) => {
            format!("{rule};BYMONTHDAY={};BYSETPOS=-1", days())
        }
        Some("YEARLY") if meant == 29 && start.month() == 2 && free(&placed) && free(&["BYMONTH"]) => {
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

    fn after_that(rule: &str, start: &str, after: &str) -> Option<(Place, String)> {
        next(rule, Place { due: day(start), series_day: 0 }, day(after), day(after)).unwrap()
    }

    #[test]
    fn so_many_days_after_done_count_from_then() {
        let place = Place { due: day("2026-01-05"), series_day: 0 };
        let rule = "FREQ=DAILY;INTERVAL=30;X-FROM=DONE";
        check(rule, place.due).unwrap();
        let (next, rest) = next(rule, place, day("2026-01-20"), day("2026-01-20")).unwrap().unwrap();
        assert_eq!((next.due, rest.as_str()), (day("2026-02-19"), rule), "and not from when it was due");
    }

    #[test]
    fn a_due_day_that_was_moved_means_what_it_says() {
        let place = Place { due: day("2026-02-15"), series_day: 31 };
        let (next, _) = next("FREQ=MONTHLY", place, place.due, place.due).unwrap().unwrap();
        assert_eq!((next.due, next.series_day), (day("2026-03-15"), 0));
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
            ("FREQ=DAILY;UNTIL=20260106", "2026-01-05", "2026-01-05", Some("2026-01-06")),
            ("FREQ=DAILY;UNTIL=20260106", "2026-01-06", "2026-01-06", None),
            ("FREQ=DAILY;UNTIL=20260106T225959Z", "2026-01-05", "2026-01-05", Some("2026-01-06")),
            ("FREQ=DAILY;UNTIL=20260106T120000", "2026-01-05", "2026-01-05", Some("2026-01-06")),
            ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-12-01", "2026-12-20", Some("2026-12-29")),
            ("FREQ=MONTHLY;BYDAY=2TU", "2026-12-08", "2026-12-08", Some("2027-01-12")),
        ];
        for (rule, start, after, expected) in cases {
            let found = after_that(rule, start, after).map(|(place, _)| place.due);
            assert_eq!(found, expected.map(day), "{rule} from {start} after {after}");
        }
    }

    #[test]
    fn a_count_shrinks_so_that_the_series_ends_when_it_was_meant_to() {
        let (place, rest) = after_that("FREQ=DAILY;COUNT=3", "2026-01-05", "2026-01-05").unwrap();
        assert_eq!((place.due, rest.as_str()), (day("2026-01-06"), "FREQ=DAILY;COUNT=2"));
        let (place, rest) = next(&rest, place, place.due, place.due).unwrap().unwrap();
        assert_eq!((place.due, rest.as_str()), (day("2026-01-07"), "FREQ=DAILY;COUNT=1"));
        assert_eq!(next(&rest, place, place.due, place.due).unwrap(), None, "three times means three times");
    }

    #[test]
    fn a_series_from_the_end_of_a_month_stays_there_and_does_not_creep() {
        let series = |rule: &str, start: &str, times: usize| {
            let mut place = Place { due: day(start), series_day: 0 };
            let mut days = Vec::new();
            for _ in 0..times {
                let (next, rest) = next(rule, place, place.due, place.due).unwrap().unwrap();
                assert_eq!(rest, rule, "the rule stays one that people recognise");
                place = next;
                days.push(place.due.to_string());
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
    fn the_days_ahead_are_those_that_come_when_each_is_done_on_its_day() {
        let cases = [
            ("FREQ=DAILY", "2026-01-05", 0),
            ("FREQ=DAILY;COUNT=3", "2026-01-05", 0),
            ("FREQ=DAILY;COUNT=1", "2026-01-05", 0),
            ("FREQ=WEEKLY;BYDAY=TU;COUNT=4", "2026-01-05", 0),
            ("FREQ=WEEKLY;UNTIL=20260301", "2026-01-05", 0),
            ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR", "2026-01-09", 0),
            ("FREQ=MONTHLY", "2026-01-31", 0),
            ("FREQ=MONTHLY", "2026-02-28", 31),
            ("FREQ=MONTHLY;INTERVAL=2;COUNT=3", "2025-12-29", 0),
            ("FREQ=MONTHLY;BYDAY=-1FR", "2026-01-30", 0),
            ("FREQ=YEARLY", "2024-02-29", 0),
            ("FREQ=WEEKLY;UNTIL=20260110", "2026-01-12", 0),
        ];
        let until = day("2028-03-01");
        for (rule, start, series_day) in cases {
            let first = Place { due: day(start), series_day };
            let (mut place, mut left, mut expected) = (first, rule.to_owned(), Vec::new());
            while let Some((later, rest)) = next(&left, place, place.due, place.due).unwrap() {
                if later.due > until {
                    break;
                }
                expected.push(later.due);
                (place, left) = (later, rest);
            }
            assert_eq!(coming(rule, first, first.due, until).unwrap(), expected, "{rule} from {start}");
        }
        let late = Place { due: day("2026-01-05"), series_day: 0 };
        let ahead = coming("FREQ=WEEKLY", late, day("2026-01-20"), day("2026-02-02")).unwrap();
        assert_eq!(ahead, [day("2026-01-26"), day("2026-02-02")], "what was missed does not come again");
        let done = coming("FREQ=DAILY;INTERVAL=30;X-FROM=DONE", late, late.due, until).unwrap();
        assert_eq!(done, [], "thirty days after a day that nobody knows yet is no day to promise");
    }

    #[test]
    fn a_rule_that_can_never_fall_due_is_refused_and_a_rare_one_stays() {
        let never = [
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
            "FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31",
            "FREQ=YEARLY;BYMONTH=4,6,9,11;BYMONTHDAY=31",
            "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
            "FREQ=DAILY;COUNT=0",
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;X-FROM=DONE",
            "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29",
            "FREQ=WEEKLY;UNTIL=20260101",
            "FREQ=WEEKLY;UNTIL=20260101T120000Z",
        ];
        for rule in never {
            let started = std::time::Instant::now();
            let refused = check(rule, day("2026-01-05")).unwrap_err().to_string();
            assert!(
                !refused.contains("It should look like"),
                "{rule} is well written, so say what is wrong: {refused}"
            );
            assert!(started.elapsed().as_secs() < 3, "{rule} must not keep anybody waiting");
        }
        let rare = [
            ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2026-01-05"),
            ("FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", "2024-02-29"),
            ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", "2026-01-05"),
            ("FREQ=YEARLY", "2024-02-29"),
            ("FREQ=MONTHLY", "2026-01-31"),
            ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-01-05"),
            ("FREQ=MONTHLY;BYDAY=5MO", "2026-01-05"),
            ("FREQ=YEARLY;BYYEARDAY=366", "2026-01-05"),
            ("FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO", "2026-01-05"),
            ("FREQ=MONTHLY;BYMONTHDAY=31", "2026-04-05"),
            ("FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31", "2026-01-05"),
            ("FREQ=WEEKLY;UNTIL=20260105", "2026-01-05"),
            ("FREQ=DAILY;COUNT=1", "2026-01-05"),
        ];
        for (rule, start) in rare {
            assert!(check(rule, day(start)).is_ok(), "{rule} from {start} comes, if seldom");
        }
    }

    #[test]
    fn the_last_of_a_series_can_be_done_when_it_was_put_off_beyond_the_end() {
        assert_eq!(after_that("FREQ=WEEKLY;UNTIL=20260110", "2026-01-12", "2026-01-12"), None);
    }

    proptest::proptest! {
        #[test]
        fn a_rule_is_refused_exactly_when_no_year_has_its_day(
            month in 1_u32..=12, of_month in 1_u32..=31, yearly in proptest::bool::ANY,
        ) {
            let often = if yearly { "YEARLY" } else { "MONTHLY" };
            let rule = format!("FREQ={often};BYMONTH={month};BYMONTHDAY={of_month}");
            let there = NaiveDate::from_ymd_opt(2024, month, of_month).is_some();
            proptest::prop_assert_eq!(check(&rule, day("2026-07-15")).is_ok(), there, "{}", rule);
        }
    }

    #[test]
    fn nonsense_is_refused_with_an_example() {
        let sentence = check("every now and then", day("2026-01-05")).unwrap_err().to_string();
        assert!(sentence.contains("FREQ=WEEKLY"), "{sentence}");
        assert!(check("FREQ=WEEKLY;INTERVAL=0", day("2026-01-05")).is_err(), "every zero weeks is no rule");
        for often in ["FREQ=HOURLY", "FREQ=MINUTELY;INTERVAL=5", "freq=secondly"] {
            assert!(check(often, day("2026-01-05")).is_err(), "{often}: the series would end unseen");
        }
    }
}
