//! Undo and redo: the inverse of an operation, written as a new one.

use super::references::referred_to;
use super::{Book, By, Changed, Source, Tx};
use crate::entity::codec::field_value;
use crate::entity::{Kind, diff::diff, said};
use crate::rules::Back;
use crate::settings::is_internal;
use crate::store::{Change, Watch};
use crate::{Error, Id, Result};
use crate::{Sentence, say};
use ahash::AHashSet;

/// What an undo did.
#[derive(Debug)]
pub struct Undone {
    /// The label of what was taken back or brought back.
    pub label: Sentence,
    /// Which records changed.
    pub changed: Vec<Changed>,
    /// Sentences about what had to stay because it was changed later, or went along because it came later.
    pub kept: Vec<Sentence>,
}

impl Book {
    /// Takes an operation back: the given one, or the newest that is not undone.
    /// Fields that were changed again later stay as they are and are reported.
    pub fn undo(&self, by: &By, op: Option<Id>, watch: &dyn Watch) -> Result<Undone> {
        let op = match op {
            Some(op) => op,
            None => self.undo_state()?.0.ok_or(Error::NothingTo("undo"))?.op,
        };
        let summary = self.summary(op)?;
        if summary.head.mode == 1 {
            return Err(Error::Conflict(say!(
                "This is itself an undo. Use redo to bring back what it took away."
            )));
        }
        let label = Sentence::read(&summary.head.label);
        self.take_back(by, op, 1, &say!("Undone: {}", label), label.clone(), watch)
    }

    /// Brings back what the newest undo took away.
    pub fn redo(&self, by: &By, watch: &dyn Watch) -> Result<Undone> {
        let undo = self.undo_state()?.1.ok_or(Error::NothingTo("redo"))?;
        self.take_back(by, undo.op, 2, &undo.label, undo.label.clone(), watch)
    }

    fn take_back(
        &self,
        by: &By,
        op: Id,
        mode: u8,
        label: &Sentence,
        shown: Sentence,
        watch: &dyn Watch,
    ) -> Result<Undone> {
        let summary = self.summary(op)?;
        let (_, changes) = self.store.read_operation(summary.first_pos)?;
        // What a file brought in has the numbers of another program, which has them still; and
        // a redo brings back exactly what there was.
        let exact = summary.head.source == Source::Import as u8 || mode != 1;
        // Whoever has set what number comes next may set it back as long as none was given since.
        let only_series = changes.iter().all(|(change, _)| change.kind == Kind::Series as u8);
        let outcome = self.commit(by, label, Some(op), mode, watch, |tx| {
            let mut kept = Vec::new();
            for (change, _) in changes.iter().rev() {
                if only_series || change.kind != Kind::Series as u8 {
                    invert(tx, change, exact, &mut kept)?;
                }
            }
            // Redo follows its undo with nothing in between, so nothing newer can need what it removes.
            if mode == 1 {
                keep_what_is_used(tx, &mut kept);
                let tasks: Vec<Id> = changes
                    .iter()
                    .filter(|(change, _)| change.kind == Kind::FollowUp as u8)
                    .map(|(change, _)| change.id)
                    .collect();
                for task in crate::follow_ups::complete::keep_one_series(tx, &tasks)? {
                    kept.push(say!(
                        "The series goes on with a later one, so “{}” is to be done once.",
                        task.subject
                    ));
                }
            }
            Ok(kept)
        })?;
        if outcome.op.is_none() {
            self.pass_over(op);
            if only_series {
                return Err(Error::Conflict(say!(
                    "“{}” cannot be taken back any more: numbers have been given since, and what was given stays \
                     given.",
                    shown
                )));
            }
            return Err(Error::Conflict(say!(
                "“{}” cannot be taken back any more: everything it changed has been changed again since.",
                shown
            )));
        }
        Ok(Undone { label: shown, changed: outcome.changed, kept: outcome.value })
    }
}

/// Stages what a change replaced. Series are left out before, where the operation gave their
/// numbers to something: numbers that were given stay given.
fn invert(tx: &mut Tx<'_>, change: &Change, exact: bool, kept: &mut Vec<Sentence>) -> Result<()> {
    let Some(kind) = Kind::from_code(change.kind) else {
        return Ok(());
    };
    if kind == Kind::Settings && change.before.is_none() {
        return Err(Error::Conflict(say!("The making of the book itself cannot be taken back.")));
    }
    let current = tx.current(kind, change.id);
    if current == change.after {
        if let Some(taken) = taken_since(tx, kind, change)? {
            kept.push(taken);
            return Ok(());
        }
        let becomes = match &change.after {
            Some(after) if !exact => crate::rules::back(kind, change.id, change.before.as_deref(), after)?,
            _ => Back::AsBefore,
        };
        let back = match becomes {
            Back::AsBefore => change.before.clone(),
            Back::Remains(bytes, why) => {
                kept.push(why);
                Some(bytes.into())
            }
            Back::Stays(why) => {
                kept.push(why);
                return Ok(());
            }
        };
        // Whom it named before may have been merged since.
        if let Some(bytes) = back.as_deref() {
            let mut record = (kind.def().decode)(change.id, bytes)?;
            if tx.follow_merged(&mut *record)? {
                tx.stage_record(&mut *record);
                return Ok(());
            }
        }
        tx.stage(kind, change.id, back);
        return Ok(());
    }
    let (Some(current), Some(after)) = (&current, &change.after) else {
        kept.push(say!("A {} was removed or brought back later and stays as it is.", said::one(kind.name())));
        return Ok(());
    };
    let decode = kind.def().decode;
    let mut record = decode(change.id, current)?;
    let title = tx.facts().title_of(kind, change.id).unwrap_or_default();
    let Some(before) = &change.before else {
        kept.push(say!("“{}” was changed later and stays in the book.", title));
        return Ok(());
    };
    let (before, after) = (decode(change.id, before)?, decode(change.id, after)?);
    for changed in diff(&tx.facts().custom, Some(&*before), Some(&*after)) {
        if record.value(changed.field) == changed.after {
            record
                .set_value(changed.field, changed.before)
                .map_err(|why| Error::invalid(kind.name(), changed.field.name, say!("This {}.", why)))?;
        } else if !changed.field.read_only {
            kept.push(say!("“{}”: {} was changed later and stays.", title, said::field(changed.field)));
        }
    }
    // What follows from other fields (totals, what is still due) is worked out anew.
    match tx.save_any(&mut *record) {
        Ok(_) => Ok(()),
        Err(Error::Invalid { message, .. }) => {
            kept.push(say!("“{}” stays as it is: {}", title, message));
            Ok(())
        }
        Err(error) => Err(error),
    }
}

/// A sentence when the value that would come back (a number, a product's code) has
/// been given to another record since.
fn taken_since(tx: &mut Tx<'_>, kind: Kind, change: &Change) -> Result<Option<Sentence>> {
    let Some(before) = &change.before else { return Ok(None) };
    for field in kind.def().fields.iter().filter(|field| field.unique) {
        let value = field_value(before, field);
        if change.after.as_ref().is_some_and(|after| field_value(after, field) == value) {
            continue;
        }
        if let Err(Error::Invalid { message, .. }) =
            tx.check_unique(kind, field, change.id, &value.to_plain())
        {
            let title = tx.facts().title_of(kind, change.id).unwrap_or_default();
            return Ok(Some(say!("“{}” stays as it is: {}", title, message)));
        }
    }
    Ok(None)
}

/// A record that something else has come to refer to must not vanish, and neither
/// must what that record refers to itself.
fn keep_what_is_used(tx: &mut Tx<'_>, kept: &mut Vec<Sentence>) {
    let mut removed: AHashSet<(Kind, Id)> = tx.removed().filter(|(kind, _)| !is_internal(*kind)).collect();
    while !removed.is_empty() {
        let used = referred_to(tx, &removed);
        if used.is_empty() {
            return;
        }
        for (kind, id) in used {
            removed.remove(&(kind, id));
            tx.unstage(kind, id);
            let title = tx.facts().title_of(kind, id).unwrap_or_default();
            kept.push(say!("“{}” is used by something newer and stays in the book.", title));
        }
    }
}
