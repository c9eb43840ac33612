//! Days as people type them, and the years that can be meant.

use crate::exchange::csv::date::{self, DateOrder};
use crate::facts::text::fold;
use crate::{Error, Result, Sentence, say};
use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, TimeDelta};
use std::ops::RangeInclusive;

/// Years in which a shop of today does something: sells, promises, is paid.
pub const OF_BUSINESS: RangeInclusive<i32> = 1970..=2200;

/// Years in which a customer was born, up to that of today.
pub const FIRST_BIRTH: i32 = 1900;

/// Years of a date of the owner's own: a house may be older than its shop.
pub const OF_ANYTHING: RangeInclusive<i32> = 1000..=2999;

/// Refuses a span of days that ends before it begins.
pub fn in_order(from: NaiveDate, to: NaiveDate) -> Result<()> {
    if to < from {
        return Err(Error::Conflict(say!(
            "The period ends on {}, before it begins on {}. Exchange the two days.",
            to,
            from
        )));
    }
    Ok(())
}

/// Reads a day that can mean one day only: `2026-03-31`, `31.03.2026`, `31 March 2026`, `31/03/2026`. The year
/// has four digits, since nobody is asked which century is meant.
pub fn parse(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    if let Ok(day) = text.parse() {
        return Some(day);
    }
    let year = text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4);
    if year { written(text, 2000) } else { None }
}

/// Reads a day as somebody types it for something of today: what [`parse`] reads, `tomorrow`, `today+2w`, `+3`,
/// and years of two digits (`24.12.26`), which mean the century that ends ten years from now.
pub fn typed(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = text.trim();
    parse(text).or_else(|| from(text, today)).or_else(|| written(text, today.year()))
}

/// Reads a day as [`typed`] does, and the time behind it where there is one: `2026-11-01 10:00`,
/// `tomorrow 14:30`.
pub fn typed_moment(text: &str, today: NaiveDate) -> Option<(NaiveDate, Option<NaiveTime>)> {
    if let Some(day) = typed(text, today) {
        return Some((day, None));
    }
    let (day, time) = text.trim().rsplit_once([' ', 'T', ','])?;
    // One with a zone says itself which moment it is.
    let bare = |c: char| c.is_ascii_digit() || matches!(c.to_ascii_lowercase(), ':' | 'a' | 'p' | 'm');
    if !time.chars().all(bare) {
        return None;
    }
    Some((typed(day.trim_end_matches([' ', ',']), today)?, Some(date::time(time)?)))
}

/// A day in digits or with the name of its month; never one that could be two days.
fn written(text: &str, this_year: i32) -> Option<NaiveDate> {
    if text.contains(':') {
        return None;
    }
    let orders = date::orders(text)?;
    let order = match (date::needs_order(text), orders.dmy, orders.mdy) {
        (false, ..) => DateOrder::Ymd,
        (true, true, false) => DateOrder::Dmy,
        (true, false, true) => DateOrder::Mdy,
        _ => return None,
    };
    date::parse(text, order, this_year).map(|moment| moment.day)
}

/// Days with a name of their own, and by how many they lie after today.
const NAMED: [(&str, i64); 9] = [
    ("today", 0),
    ("heute", 0),
    ("tomorrow", 1),
    ("morgen", 1),
    ("yesterday", -1),
    ("gestern", -1),
    ("day after tomorrow", 2),
    ("ubermorgen", 2),
    ("vorgestern", -2),
];

/// A day told from today: `tomorrow`, `today-90d`, `-90d`, `today+2w`, `today-3m`, `today-1y`, `+3`.
pub fn from(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let word = fold(text.trim());
    if let Some((_, days)) = NAMED.iter().find(|(name, _)| *name == word) {
        return today.checked_add_signed(TimeDelta::days(*days));
    }
    let offset = word.strip_prefix("today").unwrap_or(&word);
    let (back, amount) = match (offset.strip_prefix('-'), offset.strip_prefix('+')) {
        (Some(amount), _) => (true, amount),
        (_, Some(amount)) => (false, amount),
        _ => return None,
    };
    let unit = amount.chars().last().filter(char::is_ascii_alphabetic);
    let count: u32 = unit.map_or(Some(amount), |unit| amount.strip_suffix(unit))?.parse().ok()?;
    let days = |n: u64| {
        if back { today.checked_sub_days(Days::new(n)) } else { today.checked_add_days(Days::new(n)) }
    };
    let months = |n: u32| {
        if back { today.checked_sub_months(Months::new(n)) } else { today.checked_add_months(Months::new(n)) }
    };
    match unit.unwrap_or('d') {
        'd' => days(count.into()),
        'w' => days(u64::from(count) * 7),
        'm' => months(count),
        'y' => months(count.checked_mul(12)?),
        _ => None,
    }
}

/// What is wrong with the year of a day, if it lies outside.
pub fn wrong_year(day: NaiveDate, years: &RangeInclusive<i32>) -> Option<Sentence> {
    let year = format!("{:04}", day.year());
    (!years.contains(&day.year())).then(|| {
        say!(
            "The year {} cannot be meant here. Give one from {} to {}.",
            year,
            years.start().to_string(),
            years.end().to_string()
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_people_type_it_and_never_guessed() {
        let day = |text| parse(text).map(|day| day.to_string());
        for text in [
            "2026-03-31",
            "31.03.2026",
            "31.3.2026",
            "31 March 2026",
            "31. März 2026",
            "31/03/2026",
            "03/31/2026",
        ] {
            assert_eq!(day(text).as_deref(), Some("2026-03-31"), "{text}");
        }
        for text in ["03/04/2026", "31.03.26", "tomorrow", "31.02.2026", "2026-03-31T14:05:00Z", ""] {
            assert_eq!(day(text), None, "“{text}” is no one day");
        }
    }

    #[test]
    fn a_day_told_from_today_is_read_with_the_time_behind_it() {
        let today = "2026-11-23".parse().unwrap();
        let read = |text| {
            typed_moment(text, today).map(|(day, time)| match time {
                Some(time) => format!("{day} {}", time.format("%H:%M")),
                None => day.to_string(),
            })
        };
        for (text, wanted) in [
            ("24.12.26", "2026-12-24"),
            ("3.1.99", "1999-01-03"),
            ("12/31/26", "2026-12-31"),
            ("24 Dec 26", "2026-12-24"),
            ("tomorrow", "2026-11-24"),
            ("Morgen", "2026-11-24"),
            ("übermorgen", "2026-11-25"),
            ("day after tomorrow", "2026-11-25"),
            ("yesterday", "2026-11-22"),
            ("today", "2026-11-23"),
            ("+3", "2026-11-26"),
            ("today+2w", "2026-12-07"),
            ("-1y", "2025-11-23"),
            ("2026-11-01 10:00", "2026-11-01 10:00"),
            ("2026-11-01T10:00", "2026-11-01 10:00"),
            ("24.12.26 14:30", "2026-12-24 14:30"),
            ("24.12.2026, 14:30", "2026-12-24 14:30"),
            ("tomorrow 9:15", "2026-11-24 09:15"),
            ("day after tomorrow 9:15", "2026-11-25 09:15"),
        ] {
            assert_eq!(read(text).as_deref(), Some(wanted), "{text}");
        }
        for text in [
            "03/04/26",
            "31.02.26",
            "soon",
            "tomorrow 25:00",
            "2026-11-01T10:00:00Z",
            "2026-11-01 10:00+02:00",
            "10:00",
            "2026",
            "26",
            "+",
            "+3x",
            "",
        ] {
            assert_eq!(read(text), None, "“{text}” is no one day");
        }
    }
}
