//! Days as people type them, and the years that can be meant.

use crate::exchange::csv::date::{self, DateOrder};
use crate::{Sentence, say};
use chrono::{Datelike, NaiveDate};
use std::ops::RangeInclusive;

/// Years in which a shop of today does something: sells, promises, is paid.
pub const OF_BUSINESS: RangeInclusive<i32> = 1970..=2200;

/// Years in which a customer was born, up to that of today.
pub const FIRST_BIRTH: i32 = 1900;

/// Years of a date of the owner's own: a house may be older than its shop.
pub const OF_ANYTHING: RangeInclusive<i32> = 1000..=2999;

/// Reads a day that can mean one day only: `2026-03-31`, `31.03.2026`, `31 March 2026`, `31/03/2026`. The year
/// has four digits, since nobody is asked which century is meant.
pub fn parse(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    if let Ok(day) = text.parse() {
        return Some(day);
    }
    let year = text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4);
    if !year || text.contains(':') {
        return None;
    }
    let orders = date::orders(text)?;
    let order = match (date::needs_order(text), orders.dmy, orders.mdy) {
        (false, ..) => DateOrder::Ymd,
        (true, true, false) => DateOrder::Dmy,
        (true, false, true) => DateOrder::Mdy,
        _ => return None,
    };
    date::parse(text, order, 2000).map(|moment| moment.day)
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
}
