//! What each command does: convert, call core, convert back. No rule of the
//! business lives here.

pub mod book;
pub mod calendar;
pub mod calling;
pub mod campaigns;
pub mod cases;
pub mod catalogue;
pub mod chain;
pub mod customers;
pub mod datev;
pub mod deals;
pub mod duplicates;
pub mod exchange;
pub mod fields;
pub mod files;
pub mod follow_ups;
pub mod jobs;
pub mod letters;
pub mod mail;
pub mod merge;
pub mod nearby;
pub mod operations;
pub mod paper;
pub mod payments;
pub mod records;
pub mod reports;
pub mod sales;
pub mod schema;
pub mod search;
pub mod stock;
pub mod templates;
pub mod today;
pub mod window;

use crate::error::ApiError;
use crate::types::Saved;
use crate::wire;
use chrono::{DateTime, Days, NaiveDate};
use regulars_core::book::{Book, Outcome};
use regulars_core::entity::{AnyRecord, FieldValue, Kind, Value};
use regulars_core::filter::{Compiled, Filter};
use regulars_core::late::Present;
use regulars_core::money::Decimal;
use regulars_core::normalise::day::in_order;
use regulars_core::{Error, Id, Sentence, say};

/// A kind by its wire name.
pub(crate) fn kind(name: &str) -> Result<Kind, ApiError> {
    Kind::from_name(name).ok_or_else(|| {
        let known: Vec<&str> = Kind::ALL.iter().map(|k| k.name()).collect();
        ApiError::invalid(
            "kind",
            say!("There are no records of the kind “{}”. There are: {}.", name, known.join(", ")),
        )
    })
}

/// An identity from the wire.
pub(crate) fn id(text: &str, kind: Kind) -> Result<Id, ApiError> {
    text.parse().map_err(|_| ApiError::from(Error::NotFound { kind: kind.name(), id: Id::default() }))
}

/// Identities from the wire.
pub(crate) fn ids(texts: &[String], kind: Kind) -> Result<Vec<Id>, ApiError> {
    texts.iter().map(|text| id(text, kind)).collect()
}

/// A day from the wire.
pub(crate) fn day(text: &str, field: &str) -> Result<NaiveDate, ApiError> {
    regulars_core::normalise::day::parse(text).ok_or_else(|| {
        ApiError::invalid(wire::camel(field), say!("“{}” is not a date. Write it as 31 March 2026.", text))
    })
}

/// A calendar shows at the most so many days after the first.
const LONGEST_SPAN: u64 = 366;

/// The first and the last day of a page of the calendar, from the wire.
pub(crate) fn span(from: &str, to: &str) -> Result<(NaiveDate, NaiveDate), ApiError> {
    let (from, to) = (day(from, "from")?, day(to, "to")?);
    in_order(from, to)?;
    Ok((from, to.min(from.checked_add_days(Days::new(LONGEST_SPAN)).unwrap_or(to))))
}

/// A decimal from the wire.
pub(crate) fn decimal(text: &str, field: &str) -> Result<Decimal, ApiError> {
    text.trim().parse().map_err(|_| ApiError {
        code: "invalid",
        message: say!("“{}” is not a number such as 12.50.", text),
        field: Some(wire::camel(field)),
    })
}

/// A word of a choice from the wire.
pub(crate) fn word<T: FieldValue>(text: &str, field: &str) -> Result<T, ApiError> {
    T::from_value(Value::Text(text.to_owned())).map_err(|why| ApiError {
        code: "invalid",
        message: say!("This {}.", why),
        field: Some(wire::camel(field)),
    })
}

/// Sentences for the wire.
pub(crate) fn written(sentences: &[Sentence]) -> Vec<String> {
    sentences.iter().map(Sentence::written).collect()
}

/// A moment for the wire.
pub(crate) fn moment(millis: i64) -> String {
    DateTime::from_timestamp_millis(millis)
        .map(|at| at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true))
        .unwrap_or_default()
}

/// Checks a filter for a kind in the book's own terms.
pub(crate) fn compile(book: &Book, kind: Kind, filter: &Filter) -> Result<Compiled, ApiError> {
    Ok(filter.compile(&book.facts(), kind, book.today())?)
}

/// The reply to a write that is about one record.
pub(crate) fn saved<R>(
    book: &Book,
    outcome: &Outcome<R>,
    kind: Kind,
    id: Id,
    label: &Sentence,
) -> Result<Saved, ApiError> {
    let facts = book.facts();
    let record = facts.get_any(kind, id)?;
    Ok(Saved {
        record: wire::record(&*record, &facts, Present::of(book)),
        titles: wire::titles(&facts, std::iter::once::<&dyn AnyRecord>(&*record)),
        changed: crate::session::changes(&outcome.changed),
        undo_label: label.written(),
        op_id: outcome.op.map(|op| op.to_string()),
        next: None,
        left_out: None,
    })
}
