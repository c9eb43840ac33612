//! Removing records for good.

use super::Tx;
use super::references::referred_to;
use crate::entity::Kind;
use crate::facts::State;
use crate::say;
use crate::settings::is_internal;
use crate::{Error, Id, Result};
use ahash::AHashSet;

impl Tx<'_> {
    /// Removes a record from the trash for good; its history and undo still know it.
    /// Refused for what is not in the trash, or is still referred to.
    pub fn purge(&mut self, kind: Kind, id: Id) -> Result<()> {
        let facts = self.facts();
        let table = facts.table(kind);
        let row = table.present(id).ok_or(Error::NotFound { kind: kind.name(), id })?;
        if is_internal(kind) || table.state(row) != State::Trashed {
            return Err(Error::Conflict(say!(
                "Only what is in the trash can be removed for good. Delete it first."
            )));
        }
        let title = facts.title(kind, row);
        if !referred_to(self, &AHashSet::from_iter([(kind, id)])).is_empty() {
            return Err(Error::Conflict(say!(
                "“{}” still has sales, follow-ups or other records that refer to it, so it stays in the trash.",
                title
            )));
        }
        if kind == Kind::Customer {
            for pair in crate::customers::duplicates::distinct::with(facts, id) {
                self.remove(Kind::Distinct, pair);
            }
        }
        self.remove(kind, id);
        Ok(())
    }
}
