//! Regular customers who have been quiet for longer than their own rhythm.

use crate::customers::Customer;
use crate::customers::reach::{has_wishes, may_be_reached};
use crate::entity::Kind;
use crate::facts::{Facts, State};
use chrono::NaiveDate;
use rayon::prelude::*;

/// A customer who is overdue by their own measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Quiet {
    /// Row of the customer.
    pub row: u32,
    /// The median number of days between two purchases.
    pub interval: i32,
    /// Days since the last purchase.
    pub since: i32,
    /// Day of the last purchase, counted from the common era.
    pub last: i32,
    /// What they have bought so far, minor units without tax.
    pub revenue: i64,
}

/// Fewer purchases than this say nothing about a rhythm.
const ENOUGH_PURCHASES: usize = 4;
/// Whoever has been away for longer than this is a former customer, not a quiet one.
const LONGEST_DAYS: i32 = 730;

/// Customers with at least four days of purchase whose last one is more than twice
/// their median interval ago, the most valuable first.
pub fn quiet(facts: &Facts, today: NaiveDate) -> Vec<Quiet> {
    let today = crate::customers::facts::day_number(today);
    let table = facts.table(Kind::Customer);
    let mut found: Vec<Quiet> = (0..table.len())
        .into_par_iter()
        .filter(|row| {
            table.state(*row) == State::Live && facts.customers.sales(*row).len() >= ENOUGH_PURCHASES
        })
        .filter_map(|row| {
            let mut days: Vec<i32> = facts
                .customers
                .sales(row)
                .iter()
                .map(|sale| facts.sales.get(*sale))
                .filter(|sale| sale.counts && sale.invoice && sale.day <= today)
                .map(|sale| sale.day)
                .collect();
            days.sort_unstable();
            days.dedup();
            if days.len() < ENOUGH_PURCHASES {
                return None;
            }
            let mut gaps: Vec<i32> = days.windows(2).map(|pair| pair[1] - pair[0]).collect();
            gaps.sort_unstable();
            let interval = gaps[gaps.len() / 2];
            let last = *days.last()?;
            let since = today - last;
            let quiet = since > 2 * interval && since >= interval + 7 && since <= LONGEST_DAYS;
            quiet.then(|| Quiet { row, interval, since, last, revenue: facts.customers.totals(row).revenue })
        })
        .collect();
    found.sort_by_key(|q| (std::cmp::Reverse(q.revenue), q.row));
    // Whoever wants to be left alone is not to be asked why they are quiet.
    found.retain(|quiet| {
        let customer = || facts.get::<Customer>(table.id(quiet.row));
        !has_wishes(facts, quiet.row) || customer().is_ok_and(|customer| may_be_reached(&customer))
    });
    found
}
