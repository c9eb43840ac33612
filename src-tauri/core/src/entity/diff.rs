//! What changed between two versions of a record, field by field. History, undo
//! and merging all read this.

use super::{AnyRecord, FieldDef, Value};
use crate::custom_fields::CustomFields;

/// One field that differs.
pub struct FieldChange {
    /// The field.
    pub field: &'static FieldDef,
    /// Its value before; `Null` when the record was new.
    pub before: Value,
    /// Its value after; `Null` when the record was removed.
    pub after: Value,
}

/// Fields whose change says nothing to a person.
const BOOKKEEPING: &[&str] = &["updated_at", "created_at", "created_by"];

/// The fields that differ, in the order of the declaration, then those of the owner's
/// own. A missing record counts as one with every field empty.
pub fn diff(
    custom: &CustomFields,
    before: Option<&dyn AnyRecord>,
    after: Option<&dyn AnyRecord>,
) -> Vec<FieldChange> {
    let Some(def) = before.or(after).map(AnyRecord::def) else {
        return Vec::new();
    };
    diff_of(def.all_fields().chain(custom.of(def.kind).iter().copied()), before, after)
}

/// [`diff`] in these fields of a kind.
pub(crate) fn diff_of(
    fields: impl Iterator<Item = &'static FieldDef>,
    before: Option<&dyn AnyRecord>,
    after: Option<&dyn AnyRecord>,
) -> Vec<FieldChange> {
    fields
        .filter(|field| !BOOKKEEPING.contains(&field.name))
        .filter_map(|field| {
            let old = before.map(|r| r.value(field)).unwrap_or_default();
            let new = after.map(|r| r.value(field)).unwrap_or_default();
            let same = old == new || (old.is_empty() && new.is_empty());
            (!same).then_some(FieldChange { field, before: old, after: new })
        })
        .collect()
}
