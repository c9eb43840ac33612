//! Taking two merged customers apart again, however much later: what the merge did is
//! read from the journal and taken back field by field, and what came after stays.

use super::repoint::turn;
use super::{Book, By, Tx, Undone, Unwatched};
use crate::customers::Customer;
use crate::customers::merge::current_in;
use crate::entity::diff::diff;
use crate::entity::{AnyRecord, FieldDef, FieldType, Kind, Value, said};
use crate::settings::is_internal;
use crate::store::Change;
use crate::{Error, Id, Result, Sentence, say};

impl Book {
    /// Brings a merged customer back with everything that was moved away from it. What
    /// was added to the other one since stays there; fields that were changed since
    /// stay as they are and are told. [`Error::Conflict`] when it was never merged.
    pub fn unmerge(&self, by: &By, id: Id) -> Result<Undone> {
        let into = self.facts().get::<Customer>(id)?.merged_into;
        let title = |id| self.facts().title_of(Kind::Customer, id).unwrap_or_default();
        let Some(into) = into else {
            return Err(Error::Conflict(say!(
                "“{}” was not merged into another customer, so there is nothing to take apart.",
                title(id)
            )));
        };
        let merges = self.history(Kind::Customer, id)?;
        let merged = |entry: &&super::HistoryEntry| {
            entry.fields.iter().any(|f| f.field.name == "merged_into" && f.before.is_empty())
        };
        let op = merges.iter().find(merged).map(|entry| entry.op).ok_or_else(|| {
            Error::Conflict(say!(
                "The history of the book does not reach back to this merge, so it cannot be taken apart."
            ))
        })?;
        let (_, changes) = self.store.read_operation(self.summary(op)?.first_pos)?;
        let label = say!("Take apart {} and {}", title(id), title(into));
        let outcome = self.commit(by, &label, None, 0, &Unwatched, |tx| {
            let mut kept = Vec::new();
            for (change, _) in changes.iter().rev() {
                take_back(tx, change, &mut kept)?;
            }
            Ok(kept)
        })?;
        Ok(Undone { label, changed: outcome.changed, kept: outcome.value })
    }
}

fn take_back(tx: &mut Tx<'_>, change: &Change, kept: &mut Vec<Sentence>) -> Result<()> {
    let Some(kind) = Kind::from_code(change.kind).filter(|kind| !is_internal(*kind)) else { return Ok(()) };
    let current = tx.current(kind, change.id);
    let Some(before) = &change.before else { return Ok(()) };
    if current == change.after {
        let decode = kind.def().decode;
        let mut record = decode(change.id, before)?;
        return if mend(tx, &mut *record)? {
            tx.stage_record(&mut *record);
            Ok(())
        } else {
            tx.stage(kind, change.id, Some(before.clone()));
            Ok(())
        };
    }
    let (Some(current), Some(after)) = (current, &change.after) else {
        kept.push(say!("A {} was removed or brought back later and stays as it is.", said::one(kind.name())));
        return Ok(());
    };
    let decode = kind.def().decode;
    let (before, after) = (decode(change.id, before)?, decode(change.id, after)?);
    let mut record = decode(change.id, &current)?;
    for changed in diff(&tx.facts().custom, Some(&*before), Some(&*after)) {
        let now = record.value(changed.field);
        match separated(tx, changed.field, &changed.before, &changed.after, now) {
            Some(value) => record
                .set_value(changed.field, value)
                .map_err(|why| Error::invalid(kind.name(), changed.field.name, say!("This {}.", why)))?,
            None if !changed.field.read_only => kept.push(say!(
                "“{}”: {} was changed later and stays.",
                tx.facts().title_of(kind, change.id).unwrap_or_default(),
                said::field(changed.field)
            )),
            None => {}
        }
    }
    mend(tx, &mut *record)?;
    tx.stage_record(&mut *record);
    Ok(())
}

/// The value of a field without what the merge did to it; `None` when that was changed
/// since and cannot be told from the rest.
fn separated(tx: &Tx<'_>, field: &FieldDef, before: &Value, after: &Value, now: Value) -> Option<Value> {
    if now == *after {
        return Some(before.clone());
    }
    match (before, after, now) {
        // The customer it was moved to may itself have been merged since.
        (_, Value::Id(after), Value::Id(now)) if field.ref_kind == Some(Kind::Customer) => {
            (current_in(tx, *after) == current_in(tx, now)).then(|| before.clone())
        }
        (before, Value::List(after), Value::List(now)) => {
            let before = match before {
                Value::List(items) => items.as_slice(),
                _ => &[],
            };
            let came = |item: &Value| after.contains(item) && !before.contains(item);
            let mut items: Vec<Value> = now.into_iter().filter(|item| !came(item)).collect();
            for gone in before.iter().filter(|item| !after.contains(item)) {
                if !items.contains(gone) {
                    items.push(gone.clone());
                }
            }
            Some(Value::List(items))
        }
        (Value::Text(before), Value::Text(after), Value::Text(now)) if field.ty == FieldType::LongText => {
            let added = after.strip_prefix(before.as_str()).filter(|added| !added.is_empty())?;
            now.contains(added).then(|| Value::Text(now.replacen(added, "", 1)))
        }
        _ => None,
    }
}

/// Turns references to customers that were merged since to those they are now, and
/// empties references to what is gone. Says whether there were any.
fn mend(tx: &Tx<'_>, record: &mut dyn AnyRecord) -> Result<bool> {
    let mut mended = false;
    for field in record.def().fields.iter().filter(|field| field.name != "merged_into") {
        let (Some(kind), Value::Id(id)) = (field.ref_kind, record.value(field)) else { continue };
        if !tx.exists(kind, id) {
            if !field.required {
                record.set_value(field, Value::Null).map_err(|why| Error::Conflict(say!("This {}.", why)))?;
                mended = true;
            }
        } else if kind == Kind::Customer {
            let now = current_in(tx, id);
            if now != id {
                mended |= turn(record, Kind::Customer, id, now)?;
            }
        }
    }
    Ok(mended)
}
