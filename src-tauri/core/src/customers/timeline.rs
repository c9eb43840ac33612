//! Everything that happened with a customer, newest first.

use super::company::with_members;
use crate::cases::Case;
use crate::cases::facts::CaseRow;
use crate::deals::{Deal, Outcome, Stage, StageMove, stages};
use crate::entity::{Kind, codec};
use crate::facts::{Facts, State};
use crate::follow_ups::reminders::on_the_wall;
use crate::interactions::InteractionChannel;
use crate::{Error, Id, Result, say};
use ahash::AHashSet;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use rayon::prelude::*;

/// One thing that happened, or is to happen.
pub struct TimelineItem {
    /// Which kind of record.
    pub kind: Kind,
    /// Which record.
    pub id: Id,
    /// Which of several things that happened with this record, from 0.
    pub nth: usize,
    /// Whose it is: for a company, maybe that of one of its people.
    pub customer: Id,
    /// When; things with a day but no time carry its beginning in UTC, whatever the zone.
    pub at: DateTime<Utc>,
    /// In a few words.
    pub title: String,
    /// More of it.
    pub detail: String,
    /// Minor units, for sales with tax and for deals without.
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
    if only.is_none_or(|only| only == Kind::Deal) {
        items.extend(dealings(facts, &whose));
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

/// The way of the deals of these customers: each step from stage to stage is a thing that happened.
fn dealings(facts: &Facts, whose: &[u32]) -> Vec<TimelineItem> {
    let whose: AHashSet<Id> = whose.iter().map(|row| facts.table(Kind::Customer).id(*row)).collect();
    let table = facts.table(Kind::Deal);
    let theirs = |row: &u32| {
        matches!(table.state(*row), State::Live | State::Archived)
            && whose.contains(&table.typed::<Id>(*row, Deal::CUSTOMER))
    };
    let rows: Vec<u32> = (0..table.len()).into_par_iter().filter(theirs).collect();
    let stages = if rows.is_empty() { Vec::new() } else { stages::of(&facts.settings()) };
    let deals = rows.into_iter().filter_map(|row| facts.get::<Deal>(table.id(row)).ok());
    deals.flat_map(|deal| moves(&stages, &deal)).collect()
}

fn moves(all: &[Stage], deal: &Deal) -> Vec<TimelineItem> {
    let last = deal.stage_log.len().saturating_sub(1);
    let amount = Some(deal.amount).filter(|amount| *amount != 0);
    let one = |(nth, step): (usize, &StageMove)| {
        let stage = stages::of_key(all, &step.to);
        let name = stage.map_or(&step.to, |stage| &stage.name);
        // Why it was decided is known of the last time only.
        let reason = if nth == last { deal.reason.as_str() } else { "" };
        let said = match stage.map(|stage| stage.outcome).unwrap_or_default() {
            Outcome::Won if reason.is_empty() => say!("Won."),
            Outcome::Won => say!("Won: {}", reason),
            Outcome::Lost if reason.is_empty() => say!("Lost."),
            Outcome::Lost => say!("Lost: {}", reason),
            Outcome::Open if step.from.is_empty() => say!("New deal in “{}”.", name),
            Outcome::Open => say!("Moved to “{}”.", name),
        };
        TimelineItem {
            kind: Kind::Deal,
            id: deal.meta.id,
            nth,
            customer: deal.customer_id,
            at: step.at,
            title: deal.title.clone(),
            detail: said.written(),
            amount,
            done: true,
            channel: None,
        }
    };
    deal.stage_log.iter().enumerate().map(one).collect()
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
    items.sort_by_cached_key(|item| (std::cmp::Reverse(began(item)), item.id, std::cmp::Reverse(item.nth)));
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
    TimelineItem { kind, id: table.id(row), nth: 0, customer, at, title, detail, amount, done, channel }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::tests::{blank, by};
    use crate::customers::{Customer, CustomerKind};
    use crate::deals::moves::move_to;
    use chrono::Duration;

    #[test]
    fn the_way_of_a_deal_is_told_step_by_step_and_at_its_company_too() {
        let home = tempfile::tempdir().unwrap();
        let (book, clock) = blank(&home.path().join("shop"));
        let acme =
            Customer { kind: CustomerKind::Company, company_name: "Acme".into(), ..Customer::default() };
        let mut acme = acme;
        let acme = book.transact(&by(), "Save", |tx| tx.save(&mut acme)).unwrap().value;
        let mut anna = Customer { last_name: "Weber".into(), company_id: Some(acme), ..Customer::default() };
        let anna = book.transact(&by(), "Save", |tx| tx.save(&mut anna)).unwrap().value;
        let mut deal =
            Deal { title: "Kitchen".into(), customer_id: anna, amount: 480_000, ..Deal::default() };
        let id = book.transact(&by(), "Save", |tx| tx.save(&mut deal)).unwrap().value;
        for (stage, reason) in [("talking", ""), ("lost", "Too dear"), ("talking", ""), ("won", "")] {
            clock.set(book.clock().now() + Duration::hours(1));
            let mut deal: Deal = book.facts().get(id).unwrap();
            deal.reason = reason.into();
            book.transact(&by(), "Move", |tx| move_to(tx, deal, stage, None)).unwrap();
        }
        let told = |whose, only| {
            let (items, _) = timeline(&book.facts(), whose, only, 0, 10).unwrap();
            assert!(items.iter().all(|item| item.customer == anna && item.amount == Some(480_000)));
            let said = items.iter().map(|item| crate::Sentence::read(&item.detail).to_string());
            said.collect::<Vec<_>>()
        };
        let way = ["Won.", "Moved to “Talking”.", "Lost.", "Moved to “Talking”.", "New deal in “New”."];
        assert_eq!(told(anna, None), way, "the newest first; an old reason is not said of another end");
        assert_eq!(told(acme, Some(Kind::Deal)), way, "the company has what its people have");
        assert_eq!(told(anna, Some(Kind::Sale)).len(), 0);
        book.transact(&by(), "Bin", |tx| tx.trash(Kind::Deal, id)).unwrap();
        assert_eq!(told(anna, None).len(), 0, "what is in the trash has not happened");
    }
}
