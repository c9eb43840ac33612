//! Everything that happened with a customer, newest first.

use super::company::with_members;
use crate::cases::Case;
use crate::cases::facts::CaseRow;
use crate::deals::Deal;
use crate::entity::{Kind, codec};
use crate::facts::{Facts, State};
use crate::follow_ups::reminders::on_the_wall;
use crate::interactions::InteractionChannel;
use crate::{Error, Id, Result};
use ahash::AHashSet;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use rayon::prelude::*;

/// One thing that happened, or is to happen.
pub struct TimelineItem {
    /// Which kind of record.
    pub kind: Kind,
    /// Which record.
    pub id: Id,
    /// Whose it is: for a company, maybe that of one of its people.
    pub customer: Id,
    /// When; things with a day but no time carry its beginning in UTC, whatever the zone.
    pub at: DateTime<Utc>,
    /// In a few words.
    pub title: String,
    /// More of it.
    pub detail: String,
    /// Minor units with tax, for sales.
    pub amount: Option<i64>,
    /// Whether nothing is left to do about it.
    pub done: bool,
    /// How somebody was reached, for interactions.
    pub channel: Option<InteractionChannel>,
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
    let whose = with_members(facts, row);
    let of_each = whose.iter().flat_map(|row| {
        [
            (*row, Kind::Sale, facts.customers.sales(*row)),
            (*row, Kind::FollowUp, facts.customers.follow_ups(*row)),
            (*row, Kind::Interaction, facts.customers.interactions(*row)),
            (*row, Kind::Case, facts.customers.cases(*row)),
        ]
    });
    // A talk with several of a company stands in its timeline once.
    let mut seen: AHashSet<(Kind, u32)> = AHashSet::new();
    let mut items = Vec::new();
    for (customer, kind, rows) in of_each {
        if only.is_some_and(|only| only != kind) {
            continue;
        }
        let customer = facts.table(Kind::Customer).id(customer);
        let table = facts.table(kind);
        let here = |row: &u32| {
            matches!(table.state(*row), State::Live | State::Archived) && seen.insert((kind, *row))
        };
        items.extend(rows.iter().copied().filter(here).map(|row| item(facts, kind, row, customer)));
    }
    Ok(page(facts, items, offset, limit))
}

/// The same of one deal or case: what was said, planned and written about it, with whomever.
/// Also says whose it is.
pub fn about(
    facts: &Facts,
    matter: Kind,
    id: Id,
    only: Option<Kind>,
    (offset, limit): (usize, usize),
) -> Result<(Id, (Vec<TimelineItem>, usize))> {
    let (customer, sale, tags) = match matter {
        Kind::Case => {
            let case: Case = facts.get(id)?;
            (case.customer_id, case.sale_id, [(Kind::FollowUp, 40, 2), (Kind::Interaction, 40, 1)])
        }
        _ => {
            let deal: Deal = facts.get(id)?;
            (deal.customer_id, deal.sale_id, [(Kind::FollowUp, 20, 2), (Kind::Interaction, 10, 1)])
        }
    };
    let mut items = Vec::new();
    for (kind, tag, whose) in tags {
        if only.is_some_and(|only| only != kind) {
            continue;
        }
        let table = facts.table(kind);
        let about = |row: &u32| {
            matches!(table.state(*row), State::Live | State::Archived)
                && codec::raw_field(table.bytes(*row), tag).is_some()
                && table.typed::<Option<Id>>(*row, tag) == Some(id)
        };
        let rows: Vec<u32> = (0..table.len()).into_par_iter().filter(about).collect();
        items.extend(rows.into_iter().map(|row| {
            let with: Option<Id> = table.typed(row, whose);
            item(facts, kind, row, with.unwrap_or(customer))
        }));
    }
    let sale = sale.and_then(|sale| facts.table(Kind::Sale).present(sale));
    if only.is_none_or(|only| only == Kind::Sale)
        && let Some(row) = sale.filter(|row| facts.table(Kind::Sale).state(*row) != State::Trashed)
    {
        items.push(item(facts, Kind::Sale, row, customer));
    }
    Ok((customer, page(facts, items, offset, limit)))
}

/// The newest first, and of these the part that is asked for. A day begins when it does on the
/// owner's wall: what was said in the evening comes before what was sold on the next day.
fn page(
    facts: &Facts,
    mut items: Vec<TimelineItem>,
    offset: usize,
    limit: usize,
) -> (Vec<TimelineItem>, usize) {
    let began = |item: &TimelineItem| match item.kind {
        Kind::Sale | Kind::FollowUp => on_the_wall(item.at.date_naive(), NaiveTime::MIN, facts.zone()),
        _ => item.at,
    };
    items.sort_by_cached_key(|item| (std::cmp::Reverse(began(item)), item.id));
    let total = items.len();
    (items.into_iter().skip(offset).take(limit).collect(), total)
}

fn item(facts: &Facts, kind: Kind, row: u32, customer: Id) -> TimelineItem {
    let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc();
    let table = facts.table(kind);
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
        Kind::Case => {
            let CaseRow { open, .. } = facts.cases.get(row);
            let said = if text(17).is_empty() { text(4) } else { text(17) };
            (table.typed(row, 13), text(3), said, None, !open)
        }
        _ => (table.typed(row, 4), text(6), text(7), None, true),
    };
    let channel = (kind == Kind::Interaction).then(|| table.typed(row, 2));
    TimelineItem { kind, id: table.id(row), customer, at, title, detail, amount, done, channel }
}
