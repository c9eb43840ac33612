//! The history of a record: its versions in the journal, newest first.

use super::{Book, Source};
use crate::Sentence;
use crate::entity::Kind;
use crate::entity::diff::{FieldChange, diff};
use crate::{Error, Id, Result};

/// One change of a record.
pub struct HistoryEntry {
    /// The operation's number.
    pub seq: u64,
    /// The operation's identity.
    pub op: Id,
    /// When, in milliseconds since 1970.
    pub at_millis: i64,
    /// Who.
    pub actor: String,
    /// By which way.
    pub source: &'static str,
    /// What the operation was called.
    pub label: Sentence,
    /// The record came into the book.
    pub created: bool,
    /// The record left the book.
    pub removed: bool,
    /// The fields that changed.
    pub fields: Vec<FieldChange>,
}

impl Book {
    /// Everything that happened to a record, newest first. Works for records in
    /// the trash and for removed ones too.
    pub fn history(&self, kind: Kind, id: Id) -> Result<Vec<HistoryEntry>> {
        let mut position = {
            let facts = self.facts();
            let table = facts.table(kind);
            table.row(id).map(|row| table.position(row)).ok_or(Error::NotFound { kind: kind.name(), id })?
        };
        let custom = self.facts().custom.clone();
        let decode = kind.def().decode;
        let mut entries = Vec::new();
        while position != 0 {
            let (head, seq, change) = self.store.read_change(position, kind as u8, id)?;
            let before = change.before.as_deref().map(|b| decode(id, b)).transpose()?;
            let after = change.after.as_deref().map(|b| decode(id, b)).transpose()?;
            entries.push(HistoryEntry {
                seq,
                op: head.op,
                at_millis: head.at_millis,
                actor: head.actor,
                source: Source::word(head.source),
                label: Sentence::read(&head.label),
                created: before.is_none(),
                removed: after.is_none(),
                fields: diff(&custom, before.as_deref(), after.as_deref()),
            });
            if change.prev >= position {
                // The chain only ever leads back; anything else is damage.
                break;
            }
            position = change.prev;
        }
        Ok(entries)
    }
}
