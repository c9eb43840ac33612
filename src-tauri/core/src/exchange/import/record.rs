//! From what a row says to a record of its kind.

use super::draft::{Draft, list_value};
use crate::entity::{AnyRecord, FieldDef, FieldType, Value};
use crate::say;
use crate::{Error, Result};

/// Writes the filled cells of a row into a record. Lists are replaced.
pub fn apply(record: &mut dyn AnyRecord, draft: &Draft) -> Result<()> {
    apply_fields(record, draft)?;
    for (list, elements) in &draft.parts {
        set(record, list, list_value(elements))?;
    }
    Ok(())
}

/// Writes the filled cells that are no lists of parts into a record. Tags are added
/// to those it has.
pub fn apply_fields(record: &mut dyn AnyRecord, draft: &Draft) -> Result<()> {
    for (field, value) in &draft.fields {
        let value = match (field.ty, record.value(field), value) {
            (FieldType::Tags, Value::List(mut old), Value::List(new)) => {
                old.extend(new.iter().cloned());
                Value::List(old)
            }
            _ => value.clone(),
        };
        set(record, field, value)?;
    }
    Ok(())
}

/// Writes the filled cells that are no lists of parts into those fields of a record that are empty.
pub fn fill_fields(record: &mut dyn AnyRecord, draft: &Draft) -> Result<()> {
    for (field, value) in &draft.fields {
        if record.value(field).is_empty() {
            set(record, field, value.clone())?;
        }
    }
    Ok(())
}

fn set(record: &mut dyn AnyRecord, field: &FieldDef, value: Value) -> Result<()> {
    let kind = record.def().name;
    let shown = value.to_plain();
    record.set_value(field, value).map_err(|why| {
        let shown: String = shown.chars().take(80).collect();
        Error::invalid(kind, field.name, say!("“{}” {}.", shown, why))
    })
}
