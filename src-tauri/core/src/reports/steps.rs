//! How a period is cut into days, weeks, months or years, and what was sold in it.

use super::frame::{Frame, day_of};
use crate::customers::facts::day_number;
use crate::facts::Facts;
use crate::sales::facts::SaleRow;
use chrono::{Datelike, Days, Months, NaiveDate};

/// The documents that count between two days, with their rows.
pub(super) fn within(facts: &Facts, from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = (u32, &SaleRow)> {
    let days = day_number(from)..=day_number(to);
    facts
        .sales
        .all()
        .iter()
        .enumerate()
        .filter(move |(_, sale)| sale.counts && days.contains(&sale.day))
        .map(|(row, sale)| (row as u32, sale))
}

/// The day of the first document that counts; `today` where there is none.
pub(super) fn first_day(facts: &Facts, today: NaiveDate) -> NaiveDate {
    let days = facts.sales.all().iter().filter(|sale| sale.counts).map(|sale| sale.day);
    days.min().map_or(today, day_of)
}

/// The period of equal length before: as many months when it is whole months, else as many days.
pub(super) fn before(from: NaiveDate, to: NaiveDate) -> (NaiveDate, NaiveDate) {
    let last = from.checked_sub_days(Days::new(1)).unwrap_or(from);
    let next = to.checked_add_days(Days::new(1)).unwrap_or(to);
    let start = if from.day() == 1 && next.day() == 1 {
        let months = (next.year() - from.year()) * 12 + next.month() as i32 - from.month() as i32;
        from.checked_sub_months(Months::new(months.max(0) as u32))
    } else {
        from.checked_sub_days(Days::new((next - from).num_days().max(0) as u64))
    };
    (start.unwrap_or(last), last)
}

/// Whole months from one day to another, the first counting as 0.
pub(super) fn month_index(day: NaiveDate) -> i32 {
    day.year() * 12 + day.month0() as i32
}

/// The first day of such a month.
pub(super) fn month_start(index: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(index.div_euclid(12), index.rem_euclid(12) as u32 + 1, 1).unwrap_or_default()
}

/// How finely a period is drawn.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Step {
    Day,
    Week,
    Month,
    Year,
}

impl Step {
    /// The step for a period: a drawing has room for some 50 of them.
    pub fn of(from: NaiveDate, to: NaiveDate) -> Self {
        match (to - from).num_days() {
            ..=31 => Step::Day,
            32..=120 => Step::Week,
            121..=1460 => Step::Month,
            _ => Step::Year,
        }
    }

    /// The number of the step that a day lies in; the numbers of neighbours follow each other.
    pub fn index(self, day: NaiveDate) -> i32 {
        match self {
            Step::Day => day_number(day),
            // Day 1 of the common era was a Monday.
            Step::Week => (day_number(day) - 1).div_euclid(7),
            Step::Month => month_index(day),
            Step::Year => day.year(),
        }
    }

    /// What a step is called below a drawing and in a table.
    pub fn label(self, index: i32, frame: &Frame) -> String {
        match self {
            Step::Day => {
                let day = day_of(index);
                format!("{}.{}.", day.day(), day.month())
            }
            Step::Week => format!("{}{}", frame.labels.week, day_of(index * 7 + 1).iso_week().week()),
            Step::Month => frame.labels.month_of(month_start(index)),
            Step::Year => index.to_string(),
        }
    }
}
