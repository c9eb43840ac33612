//! What the deals may bring, month by month.

use super::{Outcome, facts as worth, stages};
use crate::entity::Kind;
use crate::facts::Facts;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// What is expected in one month, in minor units without tax.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Month {
    /// The first day; `None` for open deals without an expected day.
    pub month: Option<NaiveDate>,
    /// Open deals.
    pub open: usize,
    /// What they are worth.
    pub amount: i64,
    /// The same by their chances.
    pub weighted: i64,
    /// What was won in the month already.
    pub won: i64,
}

/// The months with open deals, or deals won since the beginning of this year, in order;
/// deals that should have been decided by now count for the month of `today`.
pub fn forecast(facts: &Facts, today: NaiveDate) -> Vec<Month> {
    let all = stages::of(&facts.settings());
    let table = facts.table(Kind::Deal);
    let first = |day: NaiveDate| day.with_day(1).unwrap_or(day);
    let mut months: BTreeMap<(bool, Option<NaiveDate>), Month> = BTreeMap::new();
    for row in stages::live(facts) {
        let stage = stages::of_key(&all, stages::key_of(facts, row));
        let outcome = stage.map_or(Outcome::Open, |stage| stage.outcome);
        let day: Option<NaiveDate> = table.typed(row, if outcome == Outcome::Open { 6 } else { 17 });
        let month = match outcome {
            Outcome::Lost => continue,
            Outcome::Won if day.is_none_or(|day| day.year() < today.year()) => continue,
            Outcome::Won => day.map(first),
            Outcome::Open => day.map(|day| first(day.max(today))),
        };
        let entry = months.entry((month.is_none(), month)).or_default();
        entry.month = month;
        if outcome == Outcome::Won {
            entry.won += worth::amount(facts, row);
        } else {
            entry.open += 1;
            entry.amount += worth::amount(facts, row);
            entry.weighted += worth::weighted(facts, row, stage);
        }
    }
    months.into_values().collect()
}
