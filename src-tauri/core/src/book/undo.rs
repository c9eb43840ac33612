//! Undo and redo: the inverse of an operation, written as a new one.

use super::{Book, By, Changed, Tx};
use crate::entity::{Kind, diff::diff};
use crate::settings::is_internal;
use crate::store::{Change, Watch};
use crate::{Error, Id, Result};
use ahash::AHashSet;

/// What an undo did.
#[derive(Debug)]
pub struct Undone {
    /// The label of what was taken back or brought back.
    pub label: String,
    /// Which records changed.
    pub changed: Vec<Changed>,
    /// Sentences about what had to stay because it was changed later.
    pub kept: Vec<String>,
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
            return Err(Error::Conflict(
                "This is itself an undo. Use redo to bring back what it took away.".into(),
            ));
        }
        self.take_back(by, op, 1, &format!("Undo: {}", summary.head.label), summary.head.label.clone(), watch)
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
        label: &str,
        shown: String,
        watch: &dyn Watch,
    ) -> Result<Undone> {
        let (_, changes) = self.store.read_operation(self.summary(op)?.first_pos)?;
        let outcome = self.commit(by, label, Some(op), mode, watch, |tx| {
            let mut kept = Vec::new();
            for (change, _) in changes.iter().rev() {
                invert(tx, change, &mut kept)?;
            }
            // Redo follows its undo with nothing in between, so nothing newer can need what it removes.
            if mode == 1 {
                keep_what_is_used(tx, &mut kept);
            }
            Ok(kept)
        })?;
        if outcome.op.is_none() {
            return Err(Error::Conflict(format!(
                "“{shown}” cannot be taken back any more: everything it changed has been changed again since."
            )));
        }
        Ok(Undone { label: shown, changed: outcome.changed, kept: outcome.value })
    }
}

fn invert(tx: &mut Tx<'_>, change: &Change, kept: &mut Vec<String>) -> Result<()> {
    let Some(kind) = Kind::from_code(change.kind) else {
        return Ok(());
    };
    // Numbers that were given stay given: a series never goes back.
    if kind == Kind::Series {
        return Ok(());
    }
    let current = tx.current(kind, change.id);
    if current == change.after {
        tx.stage(kind, change.id, change.before.clone());
        return Ok(());
    }
    let (Some(current), Some(after)) = (&current, &change.after) else {
        kept.push(format!(
            "A {} was removed or brought back later and stays as it is.",
            kind.name().replace('_', "-")
        ));
        return Ok(());
    };
    let decode = kind.def().decode;
    let mut record = decode(change.id, current)?;
    let title = || tx.facts().title_of(kind, change.id).unwrap_or_default();
    let Some(before) = &change.before else {
        kept.push(format!("“{}” was changed later and stays in the book.", title()));
        return Ok(());
    };
    let (before, after) = (decode(change.id, before)?, decode(change.id, after)?);
    for changed in diff(Some(&*before), Some(&*after)) {
        if record.value(changed.field) == changed.after {
            record
                .set_value(changed.field, changed.before)
                .map_err(|why| Error::invalid(kind.name(), changed.field.name, format!("This {why}.")))?;
        } else {
            kept.push(format!(
                "“{}”: {} was changed later and stays.",
                title(),
                changed.field.name.replace('_', " ")
            ));
        }
    }
    tx.stage(kind, change.id, Some(record.encode().into()));
    Ok(())
}

/// A record that something else has come to refer to must not vanish.
fn keep_what_is_used(tx: &mut Tx<'_>, kept: &mut Vec<String>) {
    let facts = tx.facts();
    let removed: Vec<(Kind, u32, Id)> = tx
        .removed()
        .filter(|(kind, _)| !is_internal(*kind))
        .filter_map(|(kind, id)| Some((kind, facts.table(kind).present(id)?, id)))
        .collect();
    let gone = |kind, row| tx.staged(kind, facts.table(kind).id(row)) == Some(None);
    // The only question that has to look at every sale is asked only when a product goes.
    let used_products: AHashSet<u32> = if removed.iter().any(|(kind, ..)| *kind == Kind::Product) {
        (facts.table(Kind::Sale).present_rows())
            .filter(|sale| !gone(Kind::Sale, *sale))
            .flat_map(|sale| facts.sales.lines(sale).iter().map(|line| line.product))
            .collect()
    } else {
        AHashSet::new()
    };
    let mut used = Vec::new();
    for (kind, row, id) in removed {
        let still = match kind {
            Kind::Customer => {
                facts.customers.sales(row).iter().any(|r| !gone(Kind::Sale, *r))
                    || facts.customers.follow_ups(row).iter().any(|r| !gone(Kind::FollowUp, *r))
                    || facts.customers.interactions(row).iter().any(|r| !gone(Kind::Interaction, *r))
            }
            Kind::Product => used_products.contains(&row),
            Kind::Campaign => facts.campaigns.targets(row).iter().any(|r| !gone(Kind::Target, *r)),
            _ => false,
        };
        if still {
            used.push((kind, id, facts.title(kind, row)));
        }
    }
    for (kind, id, title) in used {
        tx.unstage(kind, id);
        kept.push(format!("“{title}” is used by something newer and stays in the book."));
    }
}
