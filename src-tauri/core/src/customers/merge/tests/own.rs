//! Fields of the owner's own that lead to customers or keep files.

use super::*;
use crate::custom_fields::{CustomField, CustomType};
use crate::entity::FieldDef;

fn field(book: &Book, made: CustomField) -> &'static FieldDef {
    let (kind, label) = (Kind::from_name(&made.record_kind).unwrap(), made.label.clone());
    save(book, made);
    book.facts().custom.of(kind).iter().copied().find(|field| field.label == label).unwrap()
}

/// A field of a kind of record that leads to a customer.
pub(super) fn relation(book: &Book, of: &str) -> &'static FieldDef {
    let made = CustomField {
        label: "Brother".into(),
        record_kind: of.into(),
        field_type: CustomType::Relation,
        refers_to: "customer".into(),
        ..CustomField::default()
    };
    field(book, made)
}

/// A field of customers that keeps files.
pub(super) fn files(book: &Book) -> &'static FieldDef {
    let made = CustomField {
        label: "Photos".into(),
        record_kind: "customer".into(),
        field_type: CustomType::File,
        ..CustomField::default()
    };
    field(book, made)
}

fn set(book: &Book, (kind, id): (Kind, Id), field: &'static FieldDef, value: Value) {
    book.transact(&by(), "Set", |tx| {
        let mut record = tx.get_any(kind, id)?;
        record.set_value(field, value).unwrap();
        tx.save_any(&mut *record)
    })
    .unwrap();
}

pub(super) fn lead(book: &Book, record: (Kind, Id), field: &'static FieldDef, to: Option<Id>) {
    set(book, record, field, to.map_or(Value::Null, Value::Id));
}

pub(super) fn keep(book: &Book, id: Id, field: &'static FieldDef, names: &[&str]) {
    use crate::entity::FieldValue;
    let files = names.iter().map(|name| book.keep_bytes(name, name.as_bytes()).unwrap().to_value());
    set(book, (Kind::Customer, id), field, Value::List(files.collect()));
}

/// The customer to which a record leads, whichever kind the field is of.
pub(super) fn leads_to(book: &Book, id: Id, field: &FieldDef) -> Option<Id> {
    let facts = book.facts();
    let kind = Kind::ALL.into_iter().find(|kind| facts.table(*kind).present(id).is_some()).unwrap();
    match facts.get_any(kind, id).unwrap().value(field) {
        Value::Id(to) => Some(to),
        _ => None,
    }
}

#[test]
fn a_field_that_was_removed_goes_along_and_comes_back_with_the_rest() {
    let Twice { book, stays, goes, task, _home, .. } = twice();
    let brother = relation(&book, "follow_up");
    lead(&book, (Kind::FollowUp, task), brother, Some(goes));
    let table = |book: &Book| book.facts().table(Kind::CustomField).id(0);
    let definition = table(&book);
    book.transact(&by(), "Remove", |tx| tx.trash(Kind::CustomField, definition)).unwrap();
    joined(&book, stays, goes);
    book.transact(&by(), "Back", |tx| tx.restore(Kind::CustomField, definition)).unwrap();
    assert_eq!(leads_to(&book, task, brother), Some(stays), "it leads to whom both are now");
    book.transact(&by(), "Remove", |tx| tx.trash(Kind::CustomField, definition)).unwrap();
    book.transact(&by(), "Edit", |tx| {
        let mut record: FollowUp = tx.get(task)?;
        record.subject = "Call later".into();
        tx.save(&mut record)
    })
    .unwrap();
    book.unmerge(&by(), goes).unwrap();
    book.transact(&by(), "Back", |tx| tx.restore(Kind::CustomField, definition)).unwrap();
    assert_eq!(leads_to(&book, task, brother), Some(goes), "and back to whom it meant");
    assert_eq!(book.facts().get::<FollowUp>(task).unwrap().subject, "Call later");
}

#[test]
fn a_form_that_was_open_may_still_name_who_was_merged_since() {
    let Twice { book, stays, goes, task, _home, .. } = twice();
    let brother = relation(&book, "follow_up");
    joined(&book, stays, goes);
    lead(&book, (Kind::FollowUp, task), brother, Some(goes));
    assert_eq!(leads_to(&book, task, brother), Some(stays));
}
