//! The fields of the owner's own: which there are, and removing one. They are made and
//! changed with `records.save` like any record.

use super::{id, kind};
use crate::error::ApiError;
use crate::language::Language;
use crate::session::{Session, changes};
use crate::types::*;
use regulars_core::book::Book;
use regulars_core::custom_fields::{CustomField, RECORDS, Uses, put_in_order, used};
use regulars_core::entity::{Kind, said};
use regulars_core::facts::text::fold;
use regulars_core::facts::{Facts, computed_fields};
use regulars_core::{Id, Sentence, say};
use serde_json::Value as Json;

fn all(facts: &Facts) -> Result<Vec<CustomField>, ApiError> {
    let table = facts.table(Kind::CustomField);
    let all: Result<Vec<CustomField>, _> = table.present_rows().map(|row| facts.get(table.id(row))).collect();
    Ok(all?)
}

pub fn list(session: &Session, request: FieldsRequest) -> Result<FieldList, ApiError> {
    let book = session.book()?;
    let wanted = request.kind.as_deref().map(kind).transpose()?;
    let facts = book.facts();
    let mut fields = all(&facts)?;
    fields.retain(|field| wanted.is_none_or(|kind| kind.name() == field.record_kind));
    fields.sort_by(|a, b| (&a.record_kind, a.position).cmp(&(&b.record_kind, b.position)));
    let fields = fields.into_iter().map(|field| OwnField {
        used: used(&facts, &field),
        id: field.meta.id.to_string(),
        name: crate::wire::camel(&format!("custom_{}", field.slug)),
        removed: field.meta.trashed_at.is_some(),
        field_type: field.field_type.word().into(),
        label: field.label,
        kind: field.record_kind,
        options: field.options,
        refers_to: field.refers_to,
        unit: field.unit,
        required: field.required,
        heading: field.heading,
        position: field.position,
        shown_in_lists: field.shown_in_lists,
    });
    Ok(FieldList {
        fields: fields.collect(),
        kinds: RECORDS.iter().map(|kind| kind.name().to_owned()).collect(),
    })
}

/// Gives fields their places in one operation.
pub fn order(session: &Session, request: OrderRequest) -> Result<Written, ApiError> {
    let book = session.book()?;
    let ids = super::ids(&request.ids, Kind::CustomField)?;
    let label = say!("Changed the order of the fields");
    let outcome = book.transact(&session.by(&book), &label, |tx| put_in_order(tx, &ids))?;
    let op_id = outcome.op.map(|op| op.to_string());
    Ok(Written { changed: changes(&outcome.changed), undo_label: label.written(), op_id })
}

pub fn remove(session: &Session, request: IdRequest) -> Result<FieldRemoved, ApiError> {
    let book = session.book()?;
    let id = id(&request.id, Kind::CustomField)?;
    let field: CustomField = book.facts().get(id)?;
    let used = used(&book.facts(), &field);
    let named = Uses::of(&book.facts(), &field).sentence();
    let label = say!("Removed the field “{}”", field.label);
    let outcome = book.transact(&session.by(&book), &label, |tx| tx.trash(Kind::CustomField, id))?;
    let sentence = match used {
        0 => say!("“{}” was removed. No record had a value in it.", field.label),
        _ => say!(
            "“{}” is hidden. Its values stay (records with one: {}) and are there again when the field is brought back from the trash.",
            field.label,
            used
        ),
    };
    let sentence = match named {
        Some(named) => say!("{} {}", sentence, named),
        None => sentence,
    };
    Ok(FieldRemoved {
        used,
        sentence: sentence.written(),
        changed: changes(&outcome.changed),
        undo_label: label.written(),
        op_id: outcome.op.map(|op| op.to_string()),
    })
}

/// Refuses a label by which the program calls a field of its own in a language that it speaks; the names
/// themselves are refused by the rules of core.
pub(super) fn check_label(book: &Book, existing: Option<Id>, values: &Row) -> Result<(), ApiError> {
    let Some(label) = values.get("label").and_then(Json::as_str) else { return Ok(()) };
    let facts = book.facts();
    let before: Option<CustomField> = existing.and_then(|id| facts.get(id).ok());
    if before.as_ref().is_some_and(|before| before.label == label) {
        return Ok(());
    }
    let of =
        values.get("recordKind").and_then(Json::as_str).or(before.as_ref().map(|b| b.record_kind.as_str()));
    let Some(kind) = of.and_then(Kind::from_name) else { return Ok(()) };
    let called = |sentence: Sentence| fold(&Language::German.say(&sentence)) == fold(label);
    let computed = computed_fields(kind).iter();
    let computed =
        computed.map(|field| Sentence::Said { pattern: field.name.replace('_', " "), values: Vec::new() });
    if kind.def().all_fields().map(said::field).chain(computed).any(called) {
        let message = say!(
            "There is a field “{}” already: the program itself calls one so, in one of its languages. Choose another name, such as “{} 2”.",
            label,
            label
        );
        return Err(regulars_core::Error::invalid("custom_field", "label", message).into());
    }
    Ok(())
}
