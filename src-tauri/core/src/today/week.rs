//! The figures of a week.

use crate::customers::facts::day_number;
use crate::entity::{Kind, meta};
use crate::facts::{Facts, State};
use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};

/// Figures from a Monday to a Sunday.
#[derive(Clone, Debug, PartialEq)]
pub struct Week {
    /// The Monday.
    pub from: NaiveDate,
    /// The last day that counts.
    pub to: NaiveDate,
    /// Minor units without tax.
    pub revenue: i64,
    /// Invoices.
    pub sales: usize,
    /// Customers who came into the book.
    pub new_customers: usize,
    /// Follow-ups finished.
    pub follow_ups_done: usize,
}

/// The week of a day: from its Monday to the day itself, so that an unfinished
/// week is compared with the same part of the one before.
pub fn week(facts: &Facts, day: NaiveDate) -> Week {
    let from = day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into())).unwrap_or(day);
    let (first, last) = (day_number(from), day_number(day));
    let sales = facts.sales.all().iter().filter(|s| s.counts && (first..=last).contains(&s.day));
    let (revenue, count) = sales.fold((0, 0), |(sum, n), s| (sum + s.net, n + usize::from(s.invoice)));
    let within = |at: Option<DateTime<Utc>>| at.is_some_and(|at| (from..=day).contains(&facts.day_of(at)));
    let customers = facts.table(Kind::Customer);
    let follow_ups = facts.table(Kind::FollowUp);
    Week {
        from,
        to: day,
        revenue,
        sales: count,
        new_customers: customers
            .present_rows()
            .filter(|row| {
                customers.state(*row) != State::Trashed
                    && within(Some(customers.typed(*row, meta::CREATED_AT)))
            })
            .count(),
        follow_ups_done: follow_ups
            .present_rows()
            .filter(|row| follow_ups.state(*row) != State::Trashed && within(follow_ups.typed(*row, 12)))
            .count(),
    }
}
