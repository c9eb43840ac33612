//! What a file says of an invoice that is in the book already and of which something has come back since: rows with
//! less than nothing, a document below zero under its number, money that was paid back. It becomes credit notes made
//! from that invoice, so that customers, money and reminders are as if all had stood in one file.

use super::sales::Doc;
use super::sales_build::{self, Maker, method, paid_on};
use crate::exchange::target::Special;
use crate::sales::rates::Rules;
use crate::sales::{DocumentKind, Line, Payment, Sale, SaleStatus, totals};
use crate::say;
use crate::{Error, Id, Result};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// What a document tells of an invoice of the book.
#[derive(Default)]
pub(super) struct Returned {
    /// The credit notes that the book does not have yet.
    pub notes: Vec<Sale>,
    /// What was paid back and no credit note of the book says.
    pub refund: Option<Sale>,
    /// Whether the document says nothing else of the invoice.
    pub only: bool,
    /// The document without what came back, where it says both.
    pub rest: Option<Doc>,
}

/// How a document speaks of an invoice.
#[derive(Clone, Copy)]
pub(super) struct Told {
    /// Whether it names the customer of the invoice, or none.
    pub theirs: bool,
    /// Whether the invoice follows the file. Otherwise a file that says other things of it than the book does says
    /// nothing certain of what came back either.
    pub update: bool,
}

/// What `doc`, which is `fresh` when it is built for itself, says came back of an invoice. `notes` are the credit
/// notes made from it.
pub(super) fn look(
    sold: &Sale,
    notes: &[Sale],
    doc: &Doc,
    fresh: &Sale,
    maker: &Maker<'_>,
    told: Told,
) -> Result<Returned> {
    let mut found = Returned::default();
    let stands = !matches!(sold.status, SaleStatus::Draft | SaleStatus::Cancelled);
    if sold.document_kind != DocumentKind::Invoice || !stands {
        return Ok(found);
    }
    found.only = fresh.document_kind == DocumentKind::CreditNote;
    if found.only {
        if !told.theirs {
            let message =
                say!("The sale of this number is another customer's, so this takes nothing back of it.");
            return Err(Error::invalid("sale", "customer_id", message));
        }
        let notes_told = match doc.lines.is_empty() {
            true => vec![fresh.clone()],
            false => by_day(doc, (0..doc.lines.len()).collect(), fresh, maker)?,
        };
        found.notes = unknown(notes_told, notes, sold, maker)?;
        let left = sold.total + counted(notes).map(|note| note.total).sum::<i64>();
        if left + found.notes.iter().map(|note| note.total).sum::<i64>() < 0 {
            let message = say!("More comes back by this than is left of the sale.");
            return Err(Error::invalid("sale", "", message));
        }
        return Ok(found);
    }
    if !told.theirs {
        return Ok(found);
    }
    let (back, stay) = apart(doc, fresh, sold);
    if !back.is_empty() && !stay.is_empty() {
        let notes_told = by_day(doc, back, fresh, maker)?;
        let rest = fresh.total - notes_told.iter().map(|note| note.total).sum::<i64>();
        if told.update || rest == sold.total {
            found.notes = unknown(notes_told, notes, sold, maker)?;
            let mut doc_left = part(doc, &stay);
            if !doc.amounts.is_empty() && doc_left.amounts.is_empty() {
                doc_left.amounts.push(Decimal::new(rest, sales_build::places(fresh, maker.rules)));
            }
            doc_left.head = doc.head.clone();
            found.rest = Some(doc_left);
        }
    }
    if let Some(all) = sales_build::refund(sold, doc, maker.rules)? {
        let before: i64 = notes.iter().chain(&found.notes).map(|note| note.total).sum();
        let left: i64 = sold.total + counted(notes).chain(&found.notes).map(|note| note.total).sum::<i64>();
        found.refund = sales_build::refund_of(sold, all.total - before, left, maker.rules)?;
    }
    Ok(found)
}

/// Completes a credit note for an invoice, with the others made from it: what is still to be paid of the invoice is
/// to be paid no more, and only the rest was paid back.
pub(super) fn settle(note: &mut Sale, sold: &Sale, notes: &[Sale], doc: &Doc, rules: &Rules) -> Result<()> {
    note.payments.clear();
    note.status = SaleStatus::Open;
    totals::compute(note, rules)?;
    let open = (sold.due + counted(notes).map(|note| note.due).sum::<i64>()).max(0);
    let amount = (note.total + open).min(0);
    if amount != 0 {
        let date = paid_on(doc).filter(|day| *day >= note.date).unwrap_or(note.date);
        note.payments.push(Payment { date, method: method(doc), amount, ..Payment::default() });
        totals::compute(note, rules)?;
    }
    let goods = |line: &Line| line.product_id.is_some();
    let all = sold.total + note.total + counted(notes).map(|note| note.total).sum::<i64>();
    note.returns_goods |= match note.lines.iter().any(goods) {
        true => sales_build::brings_goods(note, doc),
        false => sold.total > 0 && all <= 0,
    };
    Ok(())
}

fn counted(notes: &[Sale]) -> impl Iterator<Item = &Sale> {
    notes.iter().filter(|note| !matches!(note.status, SaleStatus::Draft | SaleStatus::Cancelled))
}

/// The rows of a document that say what came back, and the others. What the invoice itself says in the book, such as
/// a voucher, did not come back.
fn apart(doc: &Doc, fresh: &Sale, sold: &Sale) -> (Vec<usize>, Vec<usize>) {
    let mut own: Vec<Key> = sold.lines.iter().filter(|line| takes(line)).map(key).collect();
    let mut place = 0;
    let (mut back, mut stay) = (Vec::new(), Vec::new());
    for (index, row) in doc.lines.iter().enumerate() {
        let line = fresh.lines.get(place);
        place += 1 + usize::from(row.discount.is_some());
        match line.filter(|line| takes(line)) {
            Some(line) if !strike(&mut own, &key(line)) => back.push(index),
            _ => stay.push(index),
        }
    }
    (back, stay)
}

fn takes(line: &Line) -> bool {
    line.quantity.is_sign_negative() != line.unit_price.is_sign_negative()
}

/// What a line is known by.
type Key = (Option<Id>, String, Decimal, Decimal);

fn key(line: &Line) -> Key {
    let words = if line.product_id.is_some() { String::new() } else { line.description.clone() };
    (line.product_id, words, line.quantity, line.unit_price)
}

/// Strikes one of several out; whether there was one.
fn strike(all: &mut Vec<Key>, one: &Key) -> bool {
    let place = all.iter().position(|other| other == one);
    place.map(|place| all.swap_remove(place)).is_some()
}

/// What came back as one credit note for each day.
fn by_day(doc: &Doc, rows: Vec<usize>, fresh: &Sale, maker: &Maker<'_>) -> Result<Vec<Sale>> {
    let mut days: BTreeMap<NaiveDate, Vec<usize>> = BTreeMap::new();
    for row in rows {
        days.entry(doc.lines[row].day.unwrap_or(fresh.date)).or_default().push(row);
    }
    if days.len() == 1 && days.values().all(|rows| rows.len() == doc.lines.len()) {
        return Ok(vec![fresh.clone()]);
    }
    let notes = days.into_iter().map(|(day, rows)| {
        let mut note = sales_build::build(&part(doc, &rows), None, maker)?;
        note.date = day;
        note.document_kind = DocumentKind::CreditNote;
        Ok(note)
    });
    notes.collect()
}

/// A document with some of its rows.
fn part(doc: &Doc, rows: &[usize]) -> Doc {
    let mut head = doc.head.clone();
    head.fields.retain(|(field, _)| !matches!(field.name, "document_kind" | "status" | "shipping"));
    head.special.retain(|(special, ..)| {
        !matches!(special, Special::Discount | Special::Tax | Special::Refunded | Special::Cancelled)
    });
    let lines = rows.iter().map(|row| doc.lines[*row].clone()).collect();
    // Amounts that differ are those of the lines; one and the same is that of the whole.
    let each = doc.amounts.len() == doc.lines.len() && doc.amounts.iter().any(|one| *one != doc.amounts[0]);
    let amounts = if each { rows.iter().map(|row| doc.amounts[*row]).collect() } else { Vec::new() };
    Doc { rows: doc.rows.clone(), credit: doc.credit, head, lines, amounts }
}

/// Of credit notes what the book does not know yet, each as one for the invoice.
fn unknown(told: Vec<Sale>, notes: &[Sale], sold: &Sale, maker: &Maker<'_>) -> Result<Vec<Sale>> {
    let mut new = Vec::new();
    for mut note in told {
        let there = notes.iter().filter(|known| known.date == note.date);
        let mut there: Vec<Key> = there.flat_map(|known| &known.lines).map(key).collect();
        note.lines.retain(|line| !strike(&mut there, &key(line)));
        if note.lines.is_empty() {
            continue;
        }
        note.number.clear();
        note.due_date = None;
        note.external_number = match sold.external_number.as_str() {
            "" => String::new(),
            number => format!("{number} return"),
        };
        if note.currency.is_empty() {
            note.currency.clone_from(&sold.currency);
            note.exchange_rate = sold.exchange_rate;
        }
        note.customer_id = sold.customer_id;
        totals::compute(&mut note, maker.rules)?;
        new.push(note);
    }
    Ok(new)
}
