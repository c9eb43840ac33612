//! Dates whose year may be unknown: `1980-03-31` or `--03-31`.

use super::day;
use crate::exchange::csv::date::{DateOrder, without_year};
use chrono::NaiveDate;

/// Whether the text is such a date. 29 February may stand without a year.
pub fn valid(text: &str) -> bool {
    match text.strip_prefix("--") {
        Some(day) => format!("2000-{day}").parse::<NaiveDate>().is_ok(),
        None => text.parse::<NaiveDate>().is_ok(),
    }
}

/// The date that somebody typed as they write it: `31.03.1980`, `31 March`.
pub fn read(text: &str) -> Option<String> {
    let day = day::parse(text).map(|day| day.to_string());
    day.or_else(|| without_year(text, DateOrder::Dmy))
}

/// The day with its year, when the year is known.
pub fn full(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}
