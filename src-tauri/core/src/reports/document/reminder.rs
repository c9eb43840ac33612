//! A letter about everything of a customer that is late, friendlier or firmer by its level.

use super::{begin, slip, words};
use crate::entity::Kind;
use crate::facts::Facts;
use crate::money::{Money, round_minor};
use crate::reports::frame::{Frame, filled};
use crate::reports::ledger;
use crate::reports::value::{Cell, Column, Report, Table};
use crate::sales::{DocumentKind, Sale};
use crate::settings::Settings;
use crate::{Error, Result, say};
use rust_decimal::Decimal;

/// What the reminders cost in major units, from the first level on, as the settings say
/// (`0; 5; 10`); the last counts for all levels after it.
fn fees(settings: &Settings) -> Vec<Decimal> {
    let parts = settings.dunning_fees.split([';', '/', ' ']).map(|part| part.trim().replace(',', "."));
    parts.filter_map(|part| part.parse().ok()).collect()
}

/// The letter for the level that was last noted of the document, or the first before any was.
pub(super) fn build(facts: &Facts, frame: &Frame, sale: &Sale) -> Result<Report> {
    let level = open(facts, frame, sale)?.iter().map(|one| one.dunning_level).max().unwrap_or(0);
    of_level(facts, frame, sale, level)
}

/// The letter of a level, 1 to 3, about everything of the document's customer that is late.
pub(super) fn of_level(facts: &Facts, frame: &Frame, sale: &Sale, level: i64) -> Result<Report> {
    if sale.document_kind != DocumentKind::Invoice || !sale.counts() || sale.due <= 0 {
        return Err(Error::Conflict(say!("{} owes nothing, so there is nothing to remind of.", sale.number)));
    }
    let words = words(frame);
    let mut late = open(facts, frame, sale)?;
    late.sort_by_key(|one| (one.due_date, one.date, one.number.clone()));
    let level = level.clamp(1, 3) as usize - 1;
    let (mut report, mut letter) = begin(facts, frame, "reminder", words.reminder[level], sale.customer_id)?;
    letter.particulars.insert(0, (words.date.to_owned(), Cell::Date(frame.today)));
    letter.opening.push(words.salutation.to_owned());
    letter.opening.push(words.reminder_opening[level].to_owned());
    let ledger = ledger::words(frame);
    let open: i64 = late.iter().map(|one| one.in_book().due).sum();
    report.tables.push(Table {
        title: String::new(),
        columns: vec![
            Column::text(ledger.invoice, 1.6).together(),
            Column::text(ledger.date, 1.0),
            Column::text(ledger.due, 1.0),
            Column::figure(ledger.days_late, 0.8),
            Column::figure(ledger.total, 1.2),
            Column::figure(ledger.open, 1.2),
        ],
        rows: late
            .iter()
            .map(|one| {
                let days = one.due_date.map_or(0, |due| (frame.today - due).num_days());
                vec![
                    Cell::words(&one.number),
                    Cell::Date(one.date),
                    one.due_date.map_or(Cell::Empty, Cell::Date),
                    Cell::Int(days),
                    frame.money(one.in_book().total),
                    frame.money(one.in_book().due),
                ]
            })
            .collect(),
        totals: None,
    });
    letter.carried = Some(5);
    let fees = fees(&frame.settings);
    let fee = fees.get(level).or(fees.last()).and_then(|fee| round_minor(*fee, frame.currency)).unwrap_or(0);
    let mut rows = Vec::new();
    if fee != 0 {
        rows.push(vec![Cell::words(ledger.open), frame.money(open)]);
        rows.push(vec![Cell::words(words.reminder_fee), frame.money(fee)]);
    }
    let total = open.saturating_add(fee);
    report.tables.push(Table {
        title: String::new(),
        columns: vec![Column::text("", 4.0), Column::figure("", 1.2)],
        rows,
        totals: Some(vec![Cell::words(ledger.total), frame.money(total)]),
    });
    letter.closing.push(words.reminder_closing[level].to_owned());
    let reference = match late.as_slice() {
        [one] => one.number.clone(),
        _ => late.iter().map(|one| one.number.as_str()).collect::<Vec<_>>().join(", "),
    };
    letter.payment = slip(frame, Money::new(total, frame.currency), &reference);
    report.notes.push(filled(words.reminder_paid, &[&frame.text(&Cell::Date(frame.today))]));
    report.letter = Some(letter);
    Ok(report)
}

/// The customer's invoices that are late; that of the letter is always among them.
fn open(facts: &Facts, frame: &Frame, sale: &Sale) -> Result<Vec<Sale>> {
    let row = sale.customer_id.and_then(|id| facts.table(Kind::Customer).present(id));
    let Some(row) = row else { return Ok(vec![sale.clone()]) };
    let table = facts.table(Kind::Sale);
    let mut late = Vec::new();
    for document in facts.customers.sales(row) {
        let facts_of = facts.sales.get(*document);
        if !facts_of.invoice || facts_of.due <= 0 {
            continue;
        }
        let one: Sale = facts.get(table.id(*document))?;
        if one.meta.id == sale.meta.id || one.due_date.is_some_and(|due| due < frame.today) {
            late.push(one);
        }
    }
    Ok(late)
}
