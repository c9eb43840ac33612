//! Generic work on records, and the list of operations.

use super::FilterJson;

crate::types::wire_types! {
    /// One record.
    RecordRequest {
        /// Which kind.
        #[ts(type = "Kind")]
        kind: String,
        /// Which record.
        id: String,
    }
    /// Several records of a kind.
    RecordsRequest {
        /// Which kind.
        #[ts(type = "Kind")]
        kind: String,
        /// Which records.
        ids: Vec<String>,
    }
    /// How many records match.
    CountRequest {
        /// Which kind.
        #[ts(type = "Kind")]
        kind: String,
        /// The filter as text.
        r#where: Option<String>,
        /// The filter as a tree.
        filter: Option<FilterJson>,
    }
    /// How many records match, and the filter in words.
    CountReply {
        /// How many.
        count: usize,
        /// In plain words.
        sentence: String,
    }
    /// A further field to sort by.
    SortBy {
        /// The field.
        field: String,
        /// Downwards.
        descending: bool,
    }
    /// A page of a list.
    ListRequest {
        /// Which kind.
        #[ts(type = "Kind")]
        kind: String,
        /// The filter as a tree.
        filter: Option<FilterJson>,
        /// The filter as text.
        r#where: Option<String>,
        /// Words to search for.
        search: Option<String>,
        /// The field to sort by.
        sort: Option<String>,
        /// Downwards.
        descending: bool,
        /// Further fields for rows that are equal so far.
        then: Option<Vec<SortBy>>,
        /// What the words searched for most likely mean comes first, where no field is named to sort by.
        nearest: bool,
        /// Rows to skip.
        offset: usize,
        /// Rows to return.
        limit: usize,
        /// The archived ones instead.
        archived: bool,
        /// Those in the trash instead.
        trash: bool,
        /// Leave out of the rows what [`Page::blank`](super::Page) says once for all of them.
        brief: bool,
    }
    /// A page of something simple.
    PageRequest {
        /// Rows to skip.
        offset: usize,
        /// Rows to return.
        limit: usize,
    }
    /// A page of something about one record.
    PageOfRequest {
        /// Which record.
        id: String,
        /// Rows to skip.
        offset: usize,
        /// Rows to return.
        limit: usize,
    }
    /// One record by its identity.
    IdRequest {
        /// The identity.
        id: String,
    }
    /// Records that changed.
    Change {
        /// Which kind.
        #[ts(type = "Kind")]
        kind: String,
        /// Which records; empty for many.
        ids: Vec<String>,
    }
    /// What a write without a record of its own answers.
    Written {
        /// What changed.
        changed: Vec<Change>,
        /// What undo would say.
        undo_label: String,
        /// The operation, for an undo of exactly this; null when nothing changed.
        op_id: Option<String>,
    }
    /// Which operation to undo.
    UndoRequest {
        /// Null for the newest.
        op_id: Option<String>,
    }
    /// What an undo or redo did.
    UndoReply {
        /// What was taken or brought back.
        label: String,
        /// What changed.
        changed: Vec<Change>,
        /// What had to stay, in sentences.
        kept: Vec<String>,
    }
    /// What undo and redo would do.
    UndoState {
        /// The label of what undo would take back.
        undo: Option<String>,
        /// The label of what redo would bring back.
        redo: Option<String>,
    }
    /// One operation.
    Operation {
        /// Its identity.
        op_id: String,
        /// Its number.
        seq: u64,
        /// When.
        at: String,
        /// Who.
        actor: String,
        /// By which way.
        source: String,
        /// What.
        label: String,
        /// How many records.
        records: u64,
        /// Taken back since.
        undone: bool,
        /// Takes another one back.
        is_undo: bool,
        /// Can be taken back.
        can_undo: bool,
    }
}
