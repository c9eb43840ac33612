//! One cell that cannot be taken does not keep a customer or a case out of the book: the row comes in without it,
//! what stood there is kept in the note, and the person is told line and column.

use super::draft::{CellError, Draft};
use super::{ImportError, ImportKind, Job};
use crate::book::Tx;
use crate::customers::Customer;
use crate::entity::{AnyRecord, FieldDef, Value};
use crate::exchange::target::Place;
use crate::normalise::email;
use crate::{Error, Result, say};

/// What says whom not to call is never left out in silence, and a number or name makes the customer.
const NEEDED: [&str; 8] = [
    "number",
    "kind",
    "first_name",
    "last_name",
    "company_name",
    "forbidden_channels",
    "consents",
    "archived",
];

/// How far a case is, how much it matters and when it came in are never left out in silence.
const SPARED_OF_CASES: [&str; 4] = ["case_kind", "channel", "satisfaction", "refunded"];

/// A row breaks no more rules than it has fields.
const MOST: usize = 24;

/// Whether a row can do without the cells of a column.
pub(super) fn is_spared(kind: ImportKind, place: &Place) -> bool {
    match place {
        Place::Field(field) if kind == ImportKind::Cases => SPARED_OF_CASES.contains(&field.name),
        Place::Field(_) | Place::Part { .. } if kind != ImportKind::Customers => false,
        Place::Field(field) | Place::Part { list: field, .. } => is_optional(field),
        Place::Customer(_) | Place::Special(_) => false,
    }
}

fn is_optional(field: &FieldDef) -> bool {
    !field.required && !NEEDED.contains(&field.name)
}

/// Adds to the note what stood in a cell, once.
pub(super) fn keep(notes: &mut String, column: &str, value: &str) {
    let line = if column.is_empty() { value.to_owned() } else { format!("{column}: {value}") };
    if notes.lines().all(|there| there != line) {
        if !notes.is_empty() {
            notes.push('\n');
        }
        notes.push_str(&line);
    }
}

/// The cells of a row that could not be read, as they are told.
pub(super) fn refused(job: &Job<'_>, draft: &Draft, line: u64) -> Vec<ImportError> {
    let told = |cell: &CellError| ImportError {
        line,
        column: job.header(cell.column),
        value: cell.value.clone(),
        message: cell.message.clone(),
        kept: true,
    };
    draft.refused.iter().map(told).collect()
}

/// Takes out addresses that are none before the book is asked who it is: a second import of the same file must
/// find the customer that came in without them.
pub(super) fn without_wrong_mail(
    job: &Job<'_>,
    customer: &mut Customer,
    line: u64,
    told: &mut Vec<ImportError>,
) {
    while let Some(value) = take_out(job, customer, "emails") {
        let message =
            say!("“{}” is not an e-mail address. It should look like name@example.com.", value.clone());
        told.push(ImportError {
            line,
            column: job.column_of("customer", "emails"),
            value,
            message,
            kept: true,
        });
    }
}

/// Saves a customer without the values that a rule refuses and that it can do without. What was left out is
/// added to `told`.
pub(super) fn save(
    job: &Job<'_>,
    tx: &mut Tx<'_>,
    customer: &mut Customer,
    line: u64,
    told: &mut Vec<ImportError>,
) -> Result<()> {
    for _ in 0..MOST {
        let (field, message) = match tx.save(customer) {
            Err(Error::Invalid { kind: "customer", field, message }) => (field, message),
            other => return other.map(|_| ()),
        };
        let Some(value) = take_out(job, customer, &field) else {
            return Err(Error::Invalid { kind: "customer", field, message });
        };
        let column = job.column_of("customer", &field);
        let name = if column.is_empty() { field.replace('_', " ") } else { column.clone() };
        keep(&mut customer.meta.notes, &name, &value);
        told.push(ImportError { line, column, value, message, kept: true });
    }
    tx.save(customer).map(|_| ())
}

/// Takes out what a rule has against a field; `None` when the customer cannot do without it or the
/// file is not where it comes from.
fn take_out(job: &Job<'_>, customer: &mut Customer, field: &str) -> Option<String> {
    if field.starts_with("emails") {
        let wrong = customer.emails.iter().position(|one| !email::plausible(&email::tidy(&one.address)))?;
        return Some(customer.emails.remove(wrong).address);
    }
    let mut fields = job.reading.columns.iter().flatten().filter_map(|column| match &column.place {
        Place::Field(own) if own.name == field && is_optional(own) => Some(*own),
        _ => None,
    });
    let own = fields.next()?;
    let record: &mut dyn AnyRecord = customer;
    let value = record.value(own).to_plain();
    record.set_value(own, Value::Null).ok()?;
    (!value.is_empty()).then_some(value)
}
