//! The fields of the owner's own.

use super::Change;

crate::types::wire_types! {
    /// Whose fields.
    FieldsRequest {
        /// Of which kind of record; null for all.
        #[ts(type = "Kind | null")]
        kind: Option<String>,
    }
    /// One field of the owner's own.
    OwnField {
        /// The definition, a record of the kind `custom_field`.
        id: String,
        /// What it is called.
        label: String,
        /// Of which records.
        #[ts(type = "Kind")]
        kind: String,
        /// Its name in records, lists and filters.
        name: String,
        /// text, long_text, number, money, date, choice, yes_no, phone, email, link, tags, time, file, relation, quantity, percent or address.
        field_type: String,
        /// The words of a choice.
        options: Vec<String>,
        /// The kind of record that a relation leads to; empty for any other field.
        #[ts(type = "Kind | ''")]
        refers_to: String,
        /// What a quantity is counted in; empty for any other field.
        unit: String,
        /// Must be filled in when a record is typed.
        required: bool,
        /// The heading of the form under which it stands.
        heading: String,
        /// Where it stands, the lowest first.
        position: i64,
        /// Is a column of lists.
        shown_in_lists: bool,
        /// How many records have a value in it.
        used: usize,
        /// Hidden, in the trash.
        removed: bool,
    }
    /// The fields of the owner's own.
    FieldList {
        /// By kind, in their order; removed ones too.
        fields: Vec<OwnField>,
        /// The kinds that can have some.
        #[ts(type = "Kind[]")]
        kinds: Vec<String>,
    }
    /// Another order of the fields of one kind of record.
    OrderRequest {
        /// The definitions in the order they are to have.
        ids: Vec<String>,
    }
    /// What removing a field did.
    FieldRemoved {
        /// How many records have a value in it, which stays.
        used: usize,
        /// The same in a sentence.
        sentence: String,
        /// What changed.
        changed: Vec<Change>,
        /// What undo would say.
        undo_label: String,
        /// The operation, for an undo of exactly this.
        op_id: Option<String>,
    }
}
