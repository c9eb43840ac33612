//! The one way to change a book.

use super::{Book, By, Changed, Tx, Unwatched, lock, merge_changed};
use crate::entity::Kind;
use crate::sentence::Say;
use crate::store::{OpHead, Watch};
use crate::{Id, Result, Sentence};

/// What a transaction did.
#[derive(Debug)]
pub struct Outcome<R> {
    /// What the closure returned.
    pub value: R,
    /// Which records changed.
    pub changed: Vec<Changed>,
    /// The operation's identity; `None` when nothing changed.
    pub op: Option<Id>,
    /// The operation's number.
    pub seq: u64,
}

impl Book {
    /// Runs `work` on a staging area; when it succeeds, everything it staged is
    /// journalled and synced as one operation, then becomes visible. When it fails,
    /// nothing has happened. `label` says in a few words what was done.
    pub fn transact<R>(
        &self,
        by: &By,
        label: impl Say,
        work: impl FnOnce(&mut Tx<'_>) -> Result<R>,
    ) -> Result<Outcome<R>> {
        self.transact_watched(by, label, &Unwatched, work)
    }

    /// [`Book::transact`] for big operations: `watch` sees the writing and may
    /// cancel it, which leaves the book as it was.
    pub fn transact_watched<R>(
        &self,
        by: &By,
        label: impl Say,
        watch: &dyn Watch,
        work: impl FnOnce(&mut Tx<'_>) -> Result<R>,
    ) -> Result<Outcome<R>> {
        self.commit(by, &label.said(), None, 0, watch, work)
    }

    pub(super) fn commit<R>(
        &self,
        by: &By,
        label: &Sentence,
        undoes: Option<Id>,
        mode: u8,
        watch: &dyn Watch,
        work: impl FnOnce(&mut Tx<'_>) -> Result<R>,
    ) -> Result<Outcome<R>> {
        let mut writer = lock(&self.writer);
        let now = self.clock().now();
        let (value, changes) = {
            let facts = self.facts();
            let mut tx = Tx::new(&facts, &self.store, self.clock(), now, by);
            let value = work(&mut tx)?;
            let changes = tx.into_changes();
            crate::payments::closing::check(
                &facts,
                changes.iter().filter_map(|c| {
                    Some((Kind::from_code(c.kind)?, c.id, c.before.as_deref(), c.after.as_deref()))
                }),
            )?;
            (value, changes)
        };
        if changes.is_empty() {
            return Ok(Outcome { value, changed: Vec::new(), op: None, seq: self.seq() });
        }
        let millis = now.timestamp_millis();
        // A hybrid clock: never behind the last stamp, even when the wall clock is set back.
        writer.hlc = (writer.hlc + 1).max((millis.max(0) as u64) << 16);
        let op = Id::from_parts(millis.max(0) as u64, self.clock().entropy());
        let head = OpHead {
            op,
            at_millis: millis,
            hlc: writer.hlc,
            seat: self.manifest().seat_id,
            actor: by.actor.clone(),
            source: by.source as u8,
            label: label.written(),
            undoes,
            mode,
        };
        let committed = self.store.commit(&head, &changes, watch)?;
        {
            let mut facts = self.facts_mut();
            let rows: Vec<_> = changes
                .iter()
                .zip(&committed.positions)
                .filter_map(|(c, position)| {
                    Some((Kind::from_code(c.kind)?, c.id, *position, c.after.as_deref()))
                })
                .collect();
            facts.apply(&rows);
            facts.seq = committed.seq;
            self.keep_zone(&mut facts);
        }
        let changed = merge_changed(changes.iter().filter_map(|c| Some((Kind::from_code(c.kind)?, c.id))));
        let first = committed.positions.first().copied().unwrap_or_default();
        self.note_operation(head, committed.seq, first, changes.len() as u64);
        drop(writer);
        for listener in lock(&self.listeners).iter() {
            listener(&changed, committed.seq);
        }
        Ok(Outcome { value, changed, op: Some(op), seq: committed.seq })
    }
}
