//! Taking two merged customers apart again, however much later: what the merge did is
//! read from the journal and taken back field by field, and what came after stays.

use super::{Book, By, HistoryEntry, Tx, Undone, Unwatched};
use crate::customers::Customer;
use crate::customers::merge::current_in;
use crate::entity::diff::diff_of;
use crate::entity::{AnyRecord, FieldDef, FieldType, Kind, Value, said};
use crate::follow_ups::latest;
use crate::settings::is_internal;
use crate::store::{Change, OpSummary};
use crate::{Error, Id, Result, Sentence, say};
use ahash::AHashSet;

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
        let merge = self.merge_of(id)?;
        let (_, changes) = self.store.read_operation(merge.first_pos)?;
        let label = say!("Took {} and {} apart", title(id), title(into));
        let outcome = self.commit(by, &label, None, 0, &Unwatched, |tx| {
            let mut kept = Vec::new();
            for (change, _) in changes.iter().rev() {
                take_back(tx, change, &mut kept)?;
            }
            let back: AHashSet<Id> = changes.iter().map(|(change, _)| change.id).collect();
            let stays = current_in(tx, into);
            kept.extend(along(tx, id, stays, &back, merge.head.at_millis)?);
            latest::apart(tx, [stays, id], merge.head.at_millis)?;
            Ok(kept)
        })?;
        Ok(Undone { label, changed: outcome.changed, kept: outcome.value })
    }

    /// The operation by which a customer was merged. Where an undo has merged them again, it is the one that counted
    /// before what was undone: the undo itself knows only what stood there when they were taken apart.
    fn merge_of(&self, id: Id) -> Result<OpSummary> {
        let history = self.history(Kind::Customer, id)?;
        let merged = |entry: &HistoryEntry| {
            entry.fields.iter().any(|f| f.field.name == "merged_into" && f.before.is_empty())
        };
        let mut entries = history.iter();
        while let Some(entry) = entries.find(|entry| merged(entry)) {
            let merge = self.summary(entry.op)?;
            let Some(undone) = merge.head.undoes else { return Ok(merge) };
            if !entries.any(|entry| entry.op == undone) {
                break;
            }
        }
        Err(Error::Conflict(say!(
            "The history of the book does not reach back to this merge, so it cannot be taken apart."
        )))
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
    let fields = tx.facts().custom.every(kind);
    for changed in diff_of(fields, Some(&*before), Some(&*after)) {
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

/// Kinds of records that belong to one customer and may belong to another record of the same.
const OF_ONE: [Kind; 6] =
    [Kind::Deal, Kind::Case, Kind::Sale, Kind::FollowUp, Kind::Interaction, Kind::Receipt];

/// Lets what came since the merge go along with what it belongs to: the next one of a series, the invoice
/// made of an order, what was said about a case. It came to the one that stayed only because the other was
/// in it. `back` is what the merge has changed. Returns a sentence about each.
fn along(tx: &mut Tx<'_>, goes: Id, stays: Id, back: &AHashSet<Id>, merged_at: i64) -> Result<Vec<Sentence>> {
    let facts = tx.facts();
    let mut came: Vec<(Kind, Box<dyn AnyRecord>)> = Vec::new();
    let mut moved: AHashSet<Id> = AHashSet::new();
    for kind in OF_ONE {
        let table = facts.table(kind);
        let Some(whose) = kind.def().field("customer_id") else { continue };
        for row in table.present_rows() {
            let id = table.id(row);
            if back.contains(&id) {
                if tx.get_any(kind, id)?.value(whose) == Value::Id(goes) {
                    moved.insert(id);
                }
            } else if table.value(row, whose) == Value::Id(stays) {
                let record = facts.get_any(kind, id)?;
                if record.meta().created_at.timestamp_millis() >= merged_at {
                    came.push((kind, record));
                }
            }
        }
    }
    let mut told = Vec::new();
    // One thing leads to the next, so the rest is looked at again until nothing more goes.
    while let Some(at) = came.iter().position(|(_, record)| belongs(&**record, &moved)) {
        let (kind, mut record) = came.swap_remove(at);
        let Some(whose) = kind.def().field("customer_id") else { continue };
        let why = |why| Error::invalid(kind.name(), whose.name, say!("This {}.", why));
        record.set_value(whose, Value::Id(goes)).map_err(why)?;
        moved.insert(record.id());
        tx.stage_record(&mut *record);
        told.push(say!(
            "“{}” came later and went along with what it belongs to.",
            facts.title_of(kind, record.id()).unwrap_or_default()
        ));
    }
    Ok(told)
}

/// Whether a record belongs to one of these, and in its lists to none but these.
fn belongs(record: &dyn AnyRecord, moved: &AHashSet<Id>) -> bool {
    let mut named = Vec::new();
    for field in record.def().fields.iter().filter(|field| field.ref_kind != Some(Kind::Customer)) {
        match record.value(field) {
            Value::Id(id) if moved.contains(&id) => return true,
            Value::List(items) => {
                let of_one = |name: &str| {
                    let sub = field.part.iter().find(|sub| sub.name == name);
                    sub.and_then(|sub| sub.ref_kind).is_some_and(|kind| OF_ONE.contains(&kind))
                };
                for part in items
                    .iter()
                    .filter_map(|item| if let Value::Part(part) = item { Some(part) } else { None })
                {
                    named.extend(part.iter().filter(|(name, _)| of_one(name)).filter_map(|(_, value)| {
                        match value {
                            Value::Id(id) => Some(*id),
                            _ => None,
                        }
                    }));
                }
            }
            _ => {}
        }
    }
    !named.is_empty() && named.iter().all(|id| moved.contains(id))
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
    let fields = tx.facts().custom.every(record.def().kind);
    for field in fields.filter(|field| field.name != "merged_into") {
        let (Some(kind), Value::Id(id)) = (field.ref_kind, record.value(field)) else { continue };
        if !tx.exists(kind, id) && !field.required {
            record.set_value(field, Value::Null).map_err(|why| Error::Conflict(say!("This {}.", why)))?;
            mended = true;
        }
    }
    Ok(tx.follow_merged(record)? || mended)
}
