//! Files of our own: each record as it was, under its own identity.

use super::draft::CellError;
use super::{Done, Job, OnDuplicate};
use crate::Sentence;
use crate::book::Tx;
use crate::entity::said;
use crate::entity::{AnyRecord, FieldDef, FieldType, Kind, Value};
use crate::exchange::beside::Beside;
use crate::exchange::csv::source::guarded;
use crate::exchange::exact::{self, Cell};
use crate::exchange::plan::is_blank;
use crate::follow_ups::service;
use crate::money::{Currency, digits};
use crate::sales::rates::currency_of_amount;
use crate::say;
use crate::{Error, Id, Result};
use csv::StringRecord;
use std::collections::{BTreeMap, BTreeSet};

type Elements = BTreeMap<usize, Vec<(&'static str, Value)>>;

/// A record and the rows that tell of it.
struct Entry {
    id: Id,
    lines: Vec<u64>,
    record: Box<dyn AnyRecord>,
    lists: Vec<(&'static FieldDef, Elements)>,
    errors: Vec<(u64, CellError)>,
}

/// What the amounts of a file are in.
struct Money {
    kind: Kind,
    book: Currency,
    /// The column that says in which currency a document is.
    column: Option<usize>,
}

fn currency_column(kind: Kind, cells: &[Option<Cell>]) -> Option<usize> {
    let says = |cell: &Option<Cell>| matches!(cell, Some(Cell::Field(field)) if field.name == "currency");
    cells.iter().position(says).filter(|_| kind == Kind::Sale)
}

pub(super) fn run(job: &mut Job<'_>, tx: &mut Tx<'_>, kind: Kind) -> Result<()> {
    let cells: Vec<Option<Cell>> = (job.analysis.source.heading.names.iter())
        .map(|header| Cell::parse(&tx.facts().custom, kind, header))
        .collect();
    let money = Money { kind, book: tx.facts().settings().currency(), column: currency_column(kind, &cells) };
    let mut rows = job.analysis.source.rows()?;
    let mut row = StringRecord::new();
    let mut waiting = Vec::new();
    let mut ahead = Vec::new();
    let mut entry: Option<Entry> = None;
    let mut done = 0;
    while let Some(line) = rows.next(&mut row)? {
        if is_blank(&row) {
            continue;
        }
        done += 1;
        if done % 64 == 0 && !job.watch.step(done, job.result.rows) {
            return Err(Error::Cancelled);
        }
        let own = row.get(0).unwrap_or_default();
        let Ok(id) = own.trim().parse::<Id>() else {
            let message = say!("“{}” is not the identity of a record. Leave this column as it was.", own);
            job.cells_failed(line, vec![CellError { column: 0, value: own.to_owned(), message }]);
            continue;
        };
        if entry.as_ref().is_none_or(|e| e.id != id) {
            let mut blank = (kind.def().blank)(id);
            keep_hidden(&mut *blank, tx, &cells);
            let next = Entry { id, lines: Vec::new(), record: blank, lists: Vec::new(), errors: Vec::new() };
            if let Some(finished) = entry.replace(next) {
                waiting.extend(take(job, tx, kind, finished, &mut ahead)?);
            }
        }
        if let Some(entry) = &mut entry {
            entry.read(line, &row, &cells, &money, &job.beside);
        }
    }
    if let Some(last) = entry {
        waiting.extend(take(job, tx, kind, last, &mut ahead)?);
    }
    settle(job, tx, kind, waiting, &mut ahead)?;
    if kind == Kind::Sale {
        service::returned(tx)?;
    }
    job.result.notices.extend(job.beside.notice());
    ahead.retain(|(kind, id)| !tx.exists(*kind, *id));
    for kind in ahead.into_iter().map(|(kind, _)| kind).collect::<BTreeSet<_>>() {
        job.result.notices.push(say!(
            "Fields of your own lead to {} that are not in this book yet. Bring in the file with them too.",
            said::many(kind)
        ));
    }
    Ok(())
}

/// A table says nothing of files it has no column for and of fields that were removed; what records have in
/// them stays.
fn keep_hidden(record: &mut dyn AnyRecord, tx: &Tx<'_>, cells: &[Option<Cell>]) {
    let kind = record.def().kind;
    if let Ok(before) = tx.get_any(kind, record.id()) {
        let told = |tag: u16| cells.iter().flatten().any(|cell| cell.field().tag == tag);
        let untold = |field: &&FieldDef| exact::holds_files(field) && !told(field.tag);
        for field in record.def().all_fields().filter(untold) {
            // It is the record's own value, so the record takes it.
            let _ = record.set_value(field, before.value(field));
        }
        let own = || tx.facts().custom.of(kind).iter();
        let carried = |tag: u16| own().any(|f| f.tag == tag && exact::carried(f)) || told(tag);
        let hidden = before.meta().custom.iter().filter(|(tag, _)| !carried(*tag));
        record.meta_mut().custom = hidden.cloned().collect();
    }
}

/// Records that refer to one further down wait for it. What then still refers to
/// nothing is told.
fn settle(
    job: &mut Job<'_>,
    tx: &mut Tx<'_>,
    kind: Kind,
    mut waiting: Vec<Entry>,
    ahead: &mut Vec<(Kind, Id)>,
) -> Result<()> {
    loop {
        let before = waiting.len();
        let mut still = Vec::new();
        for entry in waiting {
            still.extend(take(job, tx, kind, entry, ahead)?);
        }
        waiting = still;
        if waiting.len() == before {
            break;
        }
    }
    for entry in waiting {
        if let Some((field, missing)) = missing(&*entry.record, tx) {
            let message = say!(
                "The {} it refers to is not in this book. Bring in the file with the {} first.",
                said::one(missing.name()),
                said::many(missing)
            );
            job.note(&entry.lines, Err(Error::invalid(kind.name(), field, message)))?;
        }
    }
    Ok(())
}

/// Puts a record into the book; gives it back when it refers to one that is not
/// there (yet).
fn take(
    job: &mut Job<'_>,
    tx: &mut Tx<'_>,
    kind: Kind,
    mut entry: Entry,
    ahead: &mut Vec<(Kind, Id)>,
) -> Result<Option<Entry>> {
    if !entry.errors.is_empty() {
        for (line, error) in entry.errors {
            job.cells_failed(line, vec![error]);
        }
        job.failed.extend(entry.lines);
        return Ok(None);
    }
    let there = tx.exists(kind, entry.id);
    if there && matches!(job.on_duplicate, OnDuplicate::Skip | OnDuplicate::Fill) {
        job.note(&entry.lines, Ok(Done::Skipped))?;
        return Ok(None);
    }
    for (list, elements) in std::mem::take(&mut entry.lists) {
        let parts = Value::List(elements.into_values().map(Value::Part).collect());
        if let Err(why) = entry.record.set_value(list, parts) {
            let refused = Error::invalid(kind.name(), list.name, say!("This {}.", why));
            job.note(&entry.lines, Err(refused))?;
            return Ok(None);
        }
    }
    if missing(&*entry.record, tx).is_some() {
        return Ok(Some(entry));
    }
    let done = if there { Done::Updated } else { Done::Created };
    let outcome = save_ahead(tx, &mut *entry.record, ahead).map(|_| done);
    job.note(&entry.lines, outcome)?;
    Ok(None)
}

/// Saves a record whose own fields may lead to what a later file brings: customers to products and products to
/// customers, so that neither file could come first. What they lead to is noted in `ahead`.
fn save_ahead(tx: &mut Tx<'_>, record: &mut dyn AnyRecord, ahead: &mut Vec<(Kind, Id)>) -> Result<()> {
    let mut kept = Vec::new();
    for field in tx.facts().custom.of(record.def().kind) {
        if let (Some(kind), Value::Id(id)) = (field.ref_kind, record.value(field))
            && id != record.id()
            && !tx.exists(kind, id)
        {
            // An empty one is taken by every relation.
            let _ = record.set_value(field, Value::Null);
            kept.push((field, id));
            ahead.push((kind, id));
        }
    }
    tx.save_any(record)?;
    if !kept.is_empty() {
        for (field, id) in kept {
            let _ = record.set_value(field, Value::Id(id));
        }
        tx.stage_record(record);
    }
    Ok(())
}

impl Entry {
    fn read(
        &mut self,
        line: u64,
        row: &StringRecord,
        cells: &[Option<Cell>],
        money: &Money,
        beside: &Beside,
    ) {
        let code = money.column.and_then(|column| row.get(column)).unwrap_or_default();
        let nth = self.lines.len();
        self.lines.push(line);
        for (column, (cell, text)) in cells.iter().zip(row).enumerate() {
            let Some(cell) = cell else { continue };
            let text = match text.strip_prefix('\'') {
                Some(rest) if guarded(rest) => rest,
                _ => text,
            };
            if text.is_empty() {
                continue;
            }
            let field = cell.field();
            let decimals = digits(currency_of_amount(money.kind, field.name, code, money.book));
            let read = match exact::holds_files(field) {
                true => Ok(beside.value(text)),
                false => exact::value(field, text, decimals),
            };
            let read = read.and_then(|value| self.put(*cell, nth, value));
            if let Err(message) = read {
                let value = text.chars().take(200).collect();
                self.errors.push((line, CellError { column, value, message }));
            }
        }
    }

    fn put(&mut self, cell: Cell, nth: usize, value: Value) -> std::result::Result<(), Sentence> {
        let (list, index, sub) = match cell {
            // What the document has once stands in each of its rows.
            Cell::Field(_) if nth > 0 => return Ok(()),
            Cell::Field(field) => {
                return self.record.set_value(field, value).map_err(|why| say!("This {}.", why));
            }
            Cell::Part(list, index, sub) => (list, index, sub),
            Cell::Line(list, sub) => (list, nth, sub),
        };
        let place = match self.lists.iter().position(|(l, _)| l.tag == list.tag) {
            Some(place) => place,
            None => {
                self.lists.push((list, Elements::new()));
                self.lists.len() - 1
            }
        };
        self.lists[place].1.entry(index).or_default().push((sub.name, value));
        Ok(())
    }
}

/// The first field that refers to a record which is not in the book, and its kind.
fn missing(record: &dyn AnyRecord, tx: &Tx<'_>) -> Option<(&'static str, Kind)> {
    let gone = |field: &FieldDef, value: &Value| match (field.ref_kind, value) {
        (Some(kind), Value::Id(id)) => (!tx.exists(kind, *id)).then_some(kind),
        _ => None,
    };
    record.def().fields.iter().find_map(|field| {
        let value = record.value(field);
        let kind = match (field.ty, &value) {
            (FieldType::Parts, Value::List(items)) => items.iter().find_map(|item| {
                let Value::Part(parts) = item else { return None };
                parts.iter().find_map(|(name, value)| {
                    let sub = field.part.iter().find(|s| s.name == *name)?;
                    gone(sub, value)
                })
            }),
            _ => gone(field, &value),
        };
        kind.map(|kind| (field.name, kind))
    })
}
