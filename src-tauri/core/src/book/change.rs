//! What a transaction changed, for those who show it.

use crate::Id;
use crate::entity::Kind;

/// Records of one kind that changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    /// The kind.
    pub kind: Kind,
    /// Which ones; empty when there are too many to name.
    pub ids: Vec<Id>,
}

/// Above this many records a change is told as "many of this kind".
const NAMED: usize = 200;

/// Groups changed records by kind.
pub fn merge_changed(records: impl Iterator<Item = (Kind, Id)>) -> Vec<Changed> {
    let mut all: Vec<Changed> = Vec::new();
    for (kind, id) in records {
        match all.iter_mut().find(|c| c.kind == kind) {
            Some(changed) => changed.ids.push(id),
            None => all.push(Changed { kind, ids: vec![id] }),
        }
    }
    for changed in &mut all {
        if changed.ids.len() > NAMED {
            changed.ids.clear();
        }
    }
    all
}
