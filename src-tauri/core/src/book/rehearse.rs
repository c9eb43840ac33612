//! What a transaction would come to, without writing anything.

use super::{Book, By, Tx};
use crate::Result;

impl Book {
    /// Runs `work` on a staging area that is then let go: for what is still being typed
    /// and must look as it would in the book. It waits for no writer.
    pub fn rehearse<R>(&self, by: &By, work: impl FnOnce(&mut Tx<'_>) -> Result<R>) -> Result<R> {
        let facts = self.facts();
        let mut tx = Tx::new(&facts, &self.store, self.clock(), self.clock().now(), by);
        work(&mut tx)
    }
}
