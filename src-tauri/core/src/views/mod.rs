//! Saved views: a list with its conditions, order and columns under a name, shared by
//! everybody who uses the book.

use crate::entity;

pub(crate) mod check;

entity! {
    /// A list as somebody keeps it.
    pub struct View : View = "view" {
        /// What its tab says.
        1 name: String { required: true, searched: true, listed: true, section: "view" },
        /// The kind of record it lists, e.g. `customer`.
        2 record_kind: String { required: true, listed: true, section: "view" },
        /// Its conditions in the filter language; empty for all.
        3 condition: String { section: "view" },
        /// The fields it is sorted by, downwards with a minus before the name; empty for the usual order.
        4 sort: Vec<String> { section: "view" },
        /// The columns after the first; empty for the usual ones.
        5 columns: Vec<String> { section: "view" },
    }
}
