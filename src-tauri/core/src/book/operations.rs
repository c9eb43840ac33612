//! The list of operations, newest last: what can be undone and redone.

use super::{Book, lock};
use crate::Sentence;
use crate::say;
use crate::store::{OpHead, OpSummary};
use crate::{Error, Id, Result};
use ahash::AHashMap;

/// One operation as people see it.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its identity.
    pub op: Id,
    /// Its number.
    pub seq: u64,
    /// When, in milliseconds since 1970.
    pub at_millis: i64,
    /// Who.
    pub actor: String,
    /// By which way.
    pub source: &'static str,
    /// What, in a few words.
    pub label: Sentence,
    /// How many records.
    pub records: u64,
    /// Whether it has been taken back.
    pub undone: bool,
    /// Whether it takes another one back, or brings it back.
    pub is_undo: bool,
    /// Whether it can be taken back: the making of the book and what is undone cannot.
    pub can_undo: bool,
}

/// All operations, and the two stacks.
#[derive(Default)]
pub(super) struct Operations {
    all: Vec<OpSummary>,
    by_id: AHashMap<Id, usize>,
    undo: Vec<usize>,
    redo: Vec<usize>,
    /// Those that could not be taken back: whoever asks again is offered the one before, not the
    /// same refusal for ever.
    passed_over: Vec<usize>,
}

impl Operations {
    fn push(&mut self, summary: OpSummary) {
        let index = self.all.len();
        let target = summary.head.undoes.and_then(|id| self.by_id.get(&id).copied());
        match (summary.head.mode, target) {
            (1, Some(target)) => {
                self.undo.retain(|other| *other != target);
                // What stood in the way of older ones may be gone with it.
                self.passed_over.retain(|other| *other > target);
                self.redo.push(index);
            }
            (2, Some(target)) => {
                self.redo.retain(|other| *other != target);
                self.undo.push(index);
            }
            _ => {
                // What the program did by itself is not what somebody wants to take back.
                if !by_itself(&summary) {
                    self.undo.push(index);
                }
                self.redo.clear();
            }
        }
        self.by_id.insert(summary.head.op, index);
        self.all.push(summary);
    }

    fn shown(&self, index: usize) -> Operation {
        let summary = &self.all[index];
        Operation {
            op: summary.head.op,
            seq: summary.seq,
            at_millis: summary.head.at_millis,
            actor: summary.head.actor.clone(),
            source: super::Source::word(summary.head.source),
            label: Sentence::read(&summary.head.label),
            records: summary.records,
            undone: summary.head.mode != 1 && !by_itself(summary) && !self.undo.contains(&index),
            is_undo: summary.head.mode == 1,
            can_undo: index > 0 && summary.head.mode != 1 && self.undo.contains(&index),
        }
    }
}

/// Whether nobody asked for an operation. The making of the book is one of these.
fn by_itself(summary: &OpSummary) -> bool {
    summary.head.source == super::Source::Program as u8
}

impl Book {
    pub(super) fn with_operations<R>(&self, ask: impl FnOnce(&Operations) -> R) -> Result<R> {
        let mut guard = lock(&self.operations);
        if guard.is_none() {
            let mut operations = Operations::default();
            self.store.operations()?.into_iter().for_each(|summary| operations.push(summary));
            *guard = Some(operations);
        }
        guard.as_ref().map(ask).ok_or(Error::NothingTo("undo"))
    }

    pub(super) fn note_operation(&self, head: OpHead, seq: u64, first_pos: u64, records: u64) {
        // Before the list was first asked for, the journal itself is the list.
        if let Some(operations) = lock(&self.operations).as_mut() {
            operations.push(OpSummary { head, seq, first_pos, records });
        }
    }

    /// A page of the operations, newest first, and how many there are.
    pub fn operations(&self, offset: usize, limit: usize) -> Result<(Vec<Operation>, usize)> {
        self.with_operations(|ops| {
            let total = ops.all.len();
            ((0..total).rev().skip(offset).take(limit).map(|i| ops.shown(i)).collect(), total)
        })
    }

    /// The operation that undo would take back, and the undo that redo would take
    /// back, with the label of what comes again. The making of the book itself is not
    /// offered.
    pub fn undo_state(&self) -> Result<(Option<Operation>, Option<Operation>)> {
        self.with_operations(|ops| {
            let offered = ops.undo.iter().rev().find(|i| !ops.passed_over.contains(i));
            let undo = offered.filter(|i| **i > 0).map(|i| ops.shown(*i));
            let redo = ops.redo.last().map(|i| {
                let again = ops.all[*i].head.undoes.and_then(|id| ops.by_id.get(&id));
                let shown = ops.shown(*i);
                match again {
                    Some(again) => Operation { label: Sentence::read(&ops.all[*again].head.label), ..shown },
                    None => shown,
                }
            });
            (undo, redo)
        })
    }

    /// Offers an operation no longer that could not be taken back.
    pub(super) fn pass_over(&self, op: Id) {
        if let Some(operations) = lock(&self.operations).as_mut()
            && let Some(index) = operations.by_id.get(&op).copied()
        {
            operations.passed_over.push(index);
        }
    }

    pub(super) fn summary(&self, op: Id) -> Result<OpSummary> {
        self.with_operations(|ops| ops.by_id.get(&op).map(|i| ops.all[*i].clone()))?
            .ok_or_else(|| Error::Conflict(say!("This operation is not in the history of the book.")))
    }
}
