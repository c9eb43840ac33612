//! What goes into the store and what it answers: changes, operations, reports.

use crate::Sentence;
use crate::error::Result;
use crate::ids::Id;
use std::time::Duration;

/// The number of a kind of record (customer, sale, …). The store gives it no meaning.
pub type KindCode = u8;

/// One record's change within an operation. A record appears at most once per
/// operation. Creating has no `before`, removing has no `after`.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Which kind of record.
    pub kind: KindCode,
    /// Which record.
    pub id: Id,
    /// Position of the frame that last wrote this record; 0 = none.
    pub prev: u64,
    /// The record's bytes before the operation.
    pub before: Option<Box<[u8]>>,
    /// The record's bytes after the operation.
    pub after: Option<Box<[u8]>>,
}

/// A change and the position of the frame that holds it.
pub type Placed = (Change, u64);

/// Who did what, when: the part of an operation that is not about one record.
#[derive(Clone, Debug, PartialEq)]
pub struct OpHead {
    /// The operation's own identity.
    pub op: Id,
    /// When, in milliseconds since 1970, UTC.
    pub at_millis: i64,
    /// The hybrid logical clock's stamp.
    pub hlc: u64,
    /// The seat (this copy of the book) that wrote it.
    pub seat: Id,
    /// The person who did it.
    pub actor: String,
    /// Where it came from (window, import, rule, …), as the caller numbers it.
    pub source: u8,
    /// What it was, for the history: `Import of 312 customers`.
    pub label: String,
    /// The operation this one takes back.
    pub undoes: Option<Id>,
    /// 0 normal, 1 undo, 2 redo.
    pub mode: u8,
}

/// One operation as listed by [`super::Store::operations`].
#[derive(Clone, Debug)]
pub struct OpSummary {
    /// Who did what, when.
    pub head: OpHead,
    /// The sequence number of its closing frame.
    pub seq: u64,
    /// The position of its first frame.
    pub first_pos: u64,
    /// How many records it changed.
    pub records: u64,
}

/// What [`super::Store::commit`] answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Committed {
    /// The sequence number of the operation's closing frame.
    pub seq: u64,
    /// Per change, in the caller's order, the position of the frame that holds it.
    pub positions: Vec<u64>,
}

/// How to open a book.
#[derive(Clone, Debug)]
pub struct OpenOptions {
    /// The newest book format the program knows, normally [`super::FORMAT`].
    pub program_format: u32,
    /// How long the materialised store may show no sign of life before it counts as broken.
    pub watchdog: Duration,
    /// Look without touching: no lock, no repair, no materialised store, no commits.
    pub read_only: bool,
    /// Leave the materialised store alone until [`super::Store::follow`] is called,
    /// so that all processors are the read model's until it can be asked.
    pub hold_back: bool,
}

impl Default for OpenOptions {
    fn default() -> Self {
        Self {
            program_format: super::FORMAT,
            watchdog: Duration::from_secs(20),
            read_only: false,
            hold_back: false,
        }
    }
}

/// The read model's own file, as opaque bytes, and the operation it stands at.
#[derive(Clone, Debug, PartialEq)]
pub struct Sidecar {
    /// The sequence number of the last operation the bytes contain.
    pub seq: u64,
    /// The sections as they were given to [`super::Store::write_sidecar`].
    pub sections: Vec<Vec<u8>>,
}

/// Takes the operations one by one while they are replayed: head, sequence number
/// of the closing frame, changes with their positions.
pub type EachOperation<'a> = dyn FnMut(&OpHead, u64, Vec<Placed>) -> Result<()> + 'a;

/// Takes the records one by one while they are loaded.
pub trait RecordSink {
    /// One current record. `pos` is the frame that last wrote it.
    fn record(&mut self, kind: KindCode, id: Id, pos: u64, bytes: &[u8]) -> Result<()>;
}

/// Follows long work and may stop it.
pub trait Watch: Sync {
    /// Called often with the amount done; `false` stops the work.
    fn step(&self, done: u64, total: u64) -> bool;
}

/// A [`Watch`] that never stops anything.
pub struct NoWatch;

impl Watch for NoWatch {
    fn step(&self, _done: u64, _total: u64) -> bool {
        true
    }
}

/// What an archive holds, established by reading it back.
#[derive(Clone, Debug, PartialEq)]
pub struct ArchiveReport {
    /// The last operation contained.
    pub seq: u64,
    /// Current records.
    pub records: u64,
    /// Current records per kind.
    pub per_kind: Vec<(KindCode, u64)>,
    /// Whether the history (the journal) is contained.
    pub history: bool,
    /// Attached files contained.
    pub files: u64,
    /// The archive's size in bytes.
    pub bytes: u64,
}

/// What [`super::Store::check`] found.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckReport {
    /// Whether everything is as it should be.
    pub ok: bool,
    /// What was checked and what was found, for the owner.
    pub sentences: Vec<Sentence>,
    /// Operations read back from the journal.
    pub operations: u64,
    /// Current records read back from the materialised store.
    pub records: u64,
}
