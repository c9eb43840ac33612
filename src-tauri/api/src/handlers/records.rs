//! Generic work on records of any kind.

use super::{compile, id, ids, kind, moment, saved};
use crate::brief::Brief;
use crate::error::ApiError;
use crate::session::{Session, changes};
use crate::types::*;
use crate::wire;
use regulars_core::Id;
use regulars_core::book::{Book, Tx};
use regulars_core::customers::leads;
use regulars_core::deals::{Deal, stages};
use regulars_core::entity::said;
use regulars_core::entity::{AnyRecord, Kind, Value};
use regulars_core::facts::{Facts, ListQuery, State};
use regulars_core::filter::{Condition, Filter, Op, parse};
use regulars_core::late::Present;
use regulars_core::rules::{check_changed, check_typed};
use regulars_core::settings::SETTINGS_ID;
use regulars_core::{Sentence, say};
use serde_json::Value as Json;

/// Rows that go over at once, at the most.
const LARGEST_PAGE: usize = 1_000;

/// A filter given as text, as a tree, as both (both must hold) or not at all.
pub(crate) fn filter(text: Option<&str>, tree: Option<&FilterJson>) -> Result<Option<Filter>, ApiError> {
    let text = text.filter(|t| !t.trim().is_empty()).map(parse).transpose()?;
    let tree = tree.map(from_tree).transpose()?;
    Ok(match (text, tree) {
        (Some(a), Some(b)) => Some(Filter::All(vec![a, b])),
        (a, b) => a.or(b),
    })
}

fn from_tree(tree: &FilterJson) -> Result<Filter, ApiError> {
    let list = |parts: &[FilterJson]| parts.iter().map(from_tree).collect::<Result<Vec<_>, _>>();
    Ok(match tree {
        FilterJson::All { all } => Filter::All(list(all)?),
        FilterJson::Any { any } => Filter::Any(list(any)?),
        FilterJson::None { none } => Filter::None(list(none)?),
        FilterJson::Condition { field, op, value } => {
            let op = Op::from_written(op)
                .ok_or_else(|| ApiError::malformed(format!("There is no comparison {op}.")))?;
            let plain = |v: &Json| v.as_str().map_or_else(|| v.to_string(), str::to_owned);
            let values = match value {
                Json::Null => Vec::new(),
                Json::Array(items) => items.iter().map(plain).collect(),
                other => vec![plain(other)],
            };
            let field = field.split('.').map(wire::snake).collect::<Vec<_>>().join(".");
            Filter::Condition(Condition { field, op, values })
        }
    })
}

fn records(facts: &Facts, kind: Kind, rows: &[u32]) -> Result<Vec<Box<dyn AnyRecord>>, ApiError> {
    let table = facts.table(kind);
    Ok(rows.iter().map(|row| facts.get_any(kind, table.id(*row))).collect::<Result<_, _>>()?)
}

/// [`page`] whose rows leave out what a blank record has. Of a customer that is half
/// of what would have to be written and read for every keystroke in a search field.
fn brief_page(
    facts: &Facts,
    kind: Kind,
    rows: &[u32],
    total: usize,
    present: Present,
) -> Result<Page, ApiError> {
    let records = records(facts, kind, rows)?;
    let brief = Brief::of(facts, kind, present);
    Ok(Page {
        rows: records.iter().map(|r| brief.row(&**r)).collect(),
        blank: Some(brief.blank()),
        total,
        similar: false,
        titles: wire::titles(facts, records.iter().map(|r| &**r)),
        seq: facts.seq,
    })
}

/// Rows of a table as a page.
pub(crate) fn page(
    facts: &Facts,
    kind: Kind,
    rows: &[u32],
    total: usize,
    present: Present,
) -> Result<Page, ApiError> {
    let records = records(facts, kind, rows)?;
    Ok(Page {
        rows: records.iter().map(|r| wire::record(&**r, facts, present)).collect(),
        blank: None,
        total,
        similar: false,
        titles: wire::titles(facts, records.iter().map(|r| &**r)),
        seq: facts.seq,
    })
}

pub fn list(session: &Session, request: ListRequest) -> Result<Page, ApiError> {
    let book = session.book()?;
    let kind = kind(&request.kind)?;
    let filter = filter(request.r#where.as_deref(), request.filter.as_ref())?;
    let compiled = filter.map(|f| compile(&book, kind, &f)).transpose()?;
    let sort = request.sort.as_deref().filter(|s| !s.is_empty()).map(wire::snake);
    let then: Vec<(String, bool)> =
        request.then.iter().flatten().map(|by| (wire::snake(&by.field), by.descending)).collect();
    let facts = book.facts();
    let listed = facts.list(&ListQuery {
        kind,
        filter: compiled.as_ref(),
        search: request.search.as_deref().unwrap_or_default(),
        sort: sort.as_deref(),
        descending: request.descending,
        then: &then,
        nearest: request.nearest,
        state: match (request.trash, request.archived) {
            (true, _) => State::Trashed,
            (false, true) => State::Archived,
            (false, false) => State::Live,
        },
        offset: request.offset,
        limit: request.limit.min(LARGEST_PAGE),
    })?;
    let page = if request.brief { brief_page } else { page };
    let page = page(&facts, kind, &listed.rows, listed.total, Present::of(&book))?;
    Ok(Page { similar: listed.similar, ..page })
}

pub fn count(session: &Session, request: CountRequest) -> Result<CountReply, ApiError> {
    let book = session.book()?;
    let kind = kind(&request.kind)?;
    let filter =
        filter(request.r#where.as_deref(), request.filter.as_ref())?.unwrap_or(Filter::All(Vec::new()));
    let compiled = compile(&book, kind, &filter)?;
    let facts = book.facts();
    Ok(CountReply {
        count: facts.select(kind, Some(&compiled)).len(),
        sentence: filter.sentence_in(&facts, kind).written(),
    })
}

/// A record as a reply.
pub(crate) fn reply(book: &Book, kind: Kind, id: Id) -> Result<RecordReply, ApiError> {
    let facts = book.facts();
    let record = facts.get_any(kind, id)?;
    Ok(RecordReply {
        record: wire::record(&*record, &facts, Present::of(book)),
        titles: wire::titles(&facts, std::iter::once::<&dyn AnyRecord>(&*record)),
        warnings: Vec::new(),
        shortages: Vec::new(),
    })
}

pub fn get(session: &Session, request: RecordRequest) -> Result<RecordReply, ApiError> {
    let kind = kind(&request.kind)?;
    reply(&*session.book()?, kind, id(&request.id, kind)?)
}

pub fn settings(session: &Session, _: Empty) -> Result<RecordReply, ApiError> {
    reply(&*session.book()?, Kind::Settings, SETTINGS_ID)
}

pub fn save(session: &Session, request: SaveRequest) -> Result<Saved, ApiError> {
    let book = session.book()?;
    let kind = kind(&request.kind)?;
    let existing = request.id.as_deref().map(|text| id(text, kind)).transpose()?;
    // A book has one record of settings, whether it is named or not.
    let existing = existing.or((kind == Kind::Settings).then_some(SETTINGS_ID));
    if let (Kind::Settings, Some(Json::String(folder))) = (kind, request.values.get("calendarFolder")) {
        regulars_core::exchange::calendar::check_folder(folder)?;
    }
    if kind == Kind::CustomField {
        super::fields::check_label(&book, existing, &request.values)?;
    }
    let mut refused = None;
    let label = match (existing, existing.and_then(|id| book.facts().title_of(kind, id))) {
        (None, _) if is_lead(kind, &request.values) => say!("New lead"),
        (None, _) => say!("New {}", said::one(kind.name())),
        (Some(_), title) => say!("Changed {}", named(title, kind)),
    };
    let outcome = book.transact(&session.by(&book), &label, |tx| {
        let mut record = match existing {
            Some(id) => tx.get_any(kind, id)?,
            None => blank(tx, kind),
        };
        write(tx, &mut *record, &request.values, &mut refused)
    });
    let outcome = outcome.map_err(|error| refused.take().unwrap_or_else(|| error.into()))?;
    saved(&book, &outcome, kind, outcome.value, &label)
}

/// A new record with what new ones start with.
fn blank(tx: &Tx<'_>, kind: Kind) -> Box<dyn AnyRecord> {
    let mut blank = (kind.def().blank)(Id::default());
    regulars_core::defaults::fill(&mut *blank, tx);
    blank
}

/// Gives a record its values and saves it, as something that was typed.
fn write(
    tx: &mut Tx<'_>,
    record: &mut dyn AnyRecord,
    values: &Row,
    refused: &mut Option<ApiError>,
) -> regulars_core::Result<Id> {
    if let Err(error) = wire::apply(record, values, tx.facts()) {
        return Err(hold(refused, error));
    }
    // The pipeline of a deal follows from its stage; for a new one it says which stage is meant.
    if let (Some(deal), Some(Json::String(typed))) =
        (record.as_any_mut().downcast_mut::<Deal>(), values.get("pipeline"))
        && deal.meta.id.is_nil()
    {
        stages::set_out(tx.facts(), deal, typed)?;
    }
    let id = tx.save_any(record)?;
    check_typed(record, tx)?;
    Ok(id)
}

/// Many new records as one operation: all of them or, when one is refused, none.
pub fn create_many(session: &Session, request: CreateManyRequest) -> Result<Written, ApiError> {
    let book = session.book()?;
    let kind = kind(&request.kind)?;
    let mut refused = None;
    let label = say!("New: {} {}", request.records.len(), said::many(kind));
    let outcome = book.transact(&session.by(&book), &label, |tx| {
        request.records.iter().try_for_each(|values| {
            let mut record = blank(tx, kind);
            write(tx, &mut *record, values, &mut refused).map(|_| ())
        })
    });
    let outcome = outcome.map_err(|error| refused.take().unwrap_or_else(|| error.into()))?;
    let op_id = outcome.op.map(|op| op.to_string());
    Ok(Written { changed: changes(&outcome.changed), undo_label: label.written(), op_id })
}

/// Whether a new record is somebody who may become a customer.
fn is_lead(kind: Kind, values: &Row) -> bool {
    kind == Kind::Customer && values.get("role").and_then(Json::as_str).is_some_and(leads::is_lead_word)
}

/// A label such as `Deleted 3 customers` or `Deleted Anna Jensen`.
fn label(book: &Book, verb: fn(Sentence) -> Sentence, kind: Kind, ids: &[Id]) -> Sentence {
    verb(match ids {
        [one] => named(book.facts().title_of(kind, *one), kind),
        many => say!("{} {}", many.len(), said::many(kind)),
    })
}

/// A record by its title, or by what it is when it has none. The settings bear the name of
/// the business, but a history that says the business was changed would be read wrongly.
fn named(title: Option<String>, kind: Kind) -> Sentence {
    let title = title.filter(|title| !title.is_empty() && kind != Kind::Settings);
    title.map_or_else(|| said::one(kind.name()), Sentence::Plain)
}

/// One operation over many records: all of them or, when one is refused, none.
fn write_each(
    session: &Session,
    request: &RecordsRequest,
    verb: fn(Sentence) -> Sentence,
    mut each: impl FnMut(&mut Tx<'_>, Kind, Id) -> regulars_core::Result<()>,
) -> Result<Written, ApiError> {
    let book = session.book()?;
    let kind = kind(&request.kind)?;
    let ids = ids(&request.ids, kind)?;
    let label = label(&book, verb, kind, &ids);
    let outcome =
        book.transact(&session.by(&book), &label, |tx| ids.iter().try_for_each(|id| each(tx, kind, *id)))?;
    let op_id = outcome.op.map(|op| op.to_string());
    Ok(Written { changed: changes(&outcome.changed), undo_label: label.written(), op_id })
}

/// The same change to each of the records, as one operation.
pub fn save_many(session: &Session, request: SaveManyRequest) -> Result<Written, ApiError> {
    let SaveManyRequest { kind, ids, values, add_tags, remove_tags } = request;
    // Whoever tags a hundred customers is not the one to fill in what each of them lacks.
    let own = values.keys().any(|name| name.starts_with("custom"));
    let mut refused = None;
    let written = write_each(
        session,
        &RecordsRequest { kind, ids },
        |what| say!("Changed {}", what),
        |tx, kind, id| {
            let mut record = tx.get_any(kind, id)?;
            let applied = retag(&mut *record, &add_tags, &remove_tags)
                .and_then(|()| wire::apply(&mut *record, &values, tx.facts()));
            if let Err(error) = applied {
                return Err(hold(&mut refused, error));
            }
            tx.save_any(&mut *record)?;
            if own { check_typed(&mut *record, tx) } else { check_changed(&mut *record, tx) }
        },
    );
    written.map_err(|error| refused.take().unwrap_or(error))
}

fn retag(record: &mut dyn AnyRecord, add: &[String], remove: &[String]) -> Result<(), ApiError> {
    if add.is_empty() && remove.is_empty() {
        return Ok(());
    }
    let def = record.def();
    let field =
        def.field("tags").ok_or_else(|| ApiError::malformed(format!("A {} has no tags.", def.name)))?;
    let mut tags = match record.value(field) {
        Value::List(tags) => tags,
        _ => Vec::new(),
    };
    tags.retain(|tag| !remove.iter().any(|gone| tag.to_plain() == *gone));
    for tag in add {
        if !tags.iter().any(|there| there.to_plain() == *tag) {
            tags.push(Value::Text(tag.clone()));
        }
    }
    record.set_value(field, Value::List(tags)).map_err(|why| ApiError::invalid("tags", say!("This {}.", why)))
}

/// Keeps an error in the wire's own terms, with its field, while core rolls back.
fn hold(refused: &mut Option<ApiError>, error: ApiError) -> regulars_core::Error {
    let message = error.message.clone();
    *refused = Some(error);
    regulars_core::Error::Conflict(message)
}

pub fn trash(session: &Session, request: RecordsRequest) -> Result<Written, ApiError> {
    write_each(session, &request, |what| say!("Deleted {}", what), |tx, kind, id| tx.trash(kind, id))
}

pub fn restore(session: &Session, request: RecordsRequest) -> Result<Written, ApiError> {
    write_each(session, &request, |what| say!("Restored {}", what), |tx, kind, id| tx.restore(kind, id))
}

pub fn purge(session: &Session, request: RecordsRequest) -> Result<Written, ApiError> {
    write_each(session, &request, |what| say!("Removed {} for good", what), |tx, kind, id| tx.purge(kind, id))
}

pub fn history(session: &Session, request: RecordRequest) -> Result<HistoryReply, ApiError> {
    let book = session.book()?;
    let kind = kind(&request.kind)?;
    let entries = book.history(kind, id(&request.id, kind)?)?;
    let facts = book.facts();
    let shown = |field: &regulars_core::entity::FieldDef, value: &regulars_core::entity::Value| match (
        value,
        field.ref_kind,
    ) {
        (regulars_core::entity::Value::Id(id), Some(of)) => {
            Json::String(facts.title_of(of, *id).unwrap_or_else(|| id.to_string()))
        }
        (value, _) => wire::to_json(value),
    };
    Ok(HistoryReply {
        entries: entries
            .into_iter()
            .map(|e| HistoryEntry {
                seq: e.seq,
                at: moment(e.at_millis),
                actor: e.actor,
                source: e.source.into(),
                label: e.label.written(),
                op_id: e.op.to_string(),
                created: e.created,
                removed: e.removed,
                fields: e
                    .fields
                    .iter()
                    .map(|f| FieldDiff {
                        field: wire::camel(f.field.name),
                        before: shown(f.field, &f.before),
                        after: shown(f.field, &f.after),
                    })
                    .collect(),
            })
            .collect(),
    })
}
