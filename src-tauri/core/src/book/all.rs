//! All records of a kind as a transaction sees them.

use super::Tx;
use crate::entity::Entity;

impl Tx<'_> {
    /// Every record of a kind that is in the book or staged, those in the trash too. For
    /// kinds of which there are few.
    pub fn all<E: Entity>(&self) -> Vec<E> {
        let table = self.facts().table(E::KIND);
        let known: Vec<_> = table.present_rows().map(|row| table.id(row)).collect();
        let new = self.staged_ids(E::KIND).filter(|id| !known.contains(id));
        let ids: Vec<_> = known.iter().copied().chain(new).collect();
        ids.into_iter().filter_map(|id| self.get(id).ok()).collect()
    }
}
