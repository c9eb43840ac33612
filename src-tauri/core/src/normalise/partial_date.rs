//! Dates whose year may be unknown: `1980-03-31` or `--03-31`.

use chrono::NaiveDate;

/// Whether the text is such a date. 29 February may stand without a year.
pub fn valid(text: &str) -> bool {
    match text.strip_prefix("--") {
        Some(day) => format!("2000-{day}").parse::<NaiveDate>().is_ok(),
        None => text.parse::<NaiveDate>().is_ok(),
    }
}
