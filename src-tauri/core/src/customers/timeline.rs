//! Everything that happened with a customer, newest first.

use super::company::with_members;
use crate::entity::Kind;
use crate::facts::{Facts, State};
use crate::{Error, Id, Result};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

/// One thing that happened, or is to happen.
pub struct TimelineItem {
    /// Which kind of record.
    pub kind: Kind,
    /// Which record.
    pub id: Id,
    /// Whose it is: for a company, maybe that of one of its people.
    pub customer: Id,
    /// When; things with a day but no time stand at its beginning.
    pub at: DateTime<Utc>,
    /// In a few words.
    pub title: String,
    /// More of it.
    pub detail: String,
    /// Minor units with tax, for sales.
    pub amount: Option<i64>,
    /// Whether nothing is left to do about it.
    pub done: bool,
}

/// A page of the customer's timeline and how many things there are in all; of one
/// kind only, or of every kind. That of a company has what happened with its people too.
pub fn timeline(
    facts: &Facts,
    id: Id,
    only: Option<Kind>,
    offset: usize,
    limit: usize,
) -> Result<(Vec<TimelineItem>, usize)> {
    let row = facts.table(Kind::Customer).present(id).ok_or(Error::NotFound { kind: "customer", id })?;
    let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc();
    let mut items = Vec::new();
    let whose = with_members(facts, row);
    let of_each = whose.iter().flat_map(|row| {
        [
            (*row, Kind::Sale, facts.customers.sales(*row)),
            (*row, Kind::FollowUp, facts.customers.follow_ups(*row)),
            (*row, Kind::Interaction, facts.customers.interactions(*row)),
        ]
    });
    for (customer, kind, rows) in of_each {
        if only.is_some_and(|only| only != kind) {
            continue;
        }
        let customer = facts.table(Kind::Customer).id(customer);
        let table = facts.table(kind);
        for row in rows.iter().copied().filter(|r| matches!(table.state(*r), State::Live | State::Archived)) {
            let text = |tag| table.text(row, tag).to_owned();
            let (at, title, detail, amount, done) = match kind {
                Kind::Sale => {
                    let sale = facts.sales.get(row);
                    let first = table
                        .def
                        .field("lines")
                        .map(|f| table.value(row, f))
                        .and_then(|lines| match lines {
                            crate::entity::Value::List(lines) => lines.into_iter().next(),
                            _ => None,
                        })
                        .map(|line| match line {
                            crate::entity::Value::Part(fields) => fields
                                .into_iter()
                                .find(|(n, _)| *n == "description")
                                .map(|(_, v)| v.to_plain())
                                .unwrap_or_default(),
                            other => other.to_plain(),
                        });
                    (
                        midnight(table.typed(row, 5)),
                        text(1),
                        first.unwrap_or_default(),
                        Some(sale.total),
                        sale.due == 0,
                    )
                }
                Kind::FollowUp => {
                    let done: bool = table.typed(row, 11);
                    (midnight(table.typed(row, 5)), text(1), text(13), None, done)
                }
                _ => (table.typed(row, 4), text(6), text(7), None, true),
            };
            items.push(TimelineItem { kind, id: table.id(row), customer, at, title, detail, amount, done });
        }
    }
    items.sort_by_key(|item| (std::cmp::Reverse(item.at), item.id));
    let total = items.len();
    Ok((items.into_iter().skip(offset).take(limit).collect(), total))
}
