//! Making the read model of a book whose sidecar does not say it: read everything,
//! then work out what depends on it, and tell how far that has come.

use super::Book;
use crate::facts::Facts;
use crate::store::{RecordSink, Store, Watch};
use crate::{Id, Result};

/// All of the work, in the units that are told.
const WHOLE: u64 = 1000;
/// Where reading ends and working out begins: the share of the time that reading
/// took with 100,000 customers.
const READ: u64 = 250;

/// A part of the whole work, told as steps of the whole.
struct Part<'a> {
    watch: &'a dyn Watch,
    from: u64,
    to: u64,
}

impl Watch for Part<'_> {
    fn step(&self, done: u64, total: u64) -> bool {
        if let Some(part) = ((self.to - self.from) * done.min(total)).checked_div(total) {
            self.watch.step(self.from + part, WHOLE);
        }
        // Nobody can stop it: half a read model is none.
        true
    }
}

/// The read model built from the journal where that reaches back to the first
/// operation and is not much longer than what it leads to, else from the store.
pub(super) fn facts_without_sidecar(store: &Store, watch: &dyn Watch) -> Result<Facts> {
    let mut facts = Facts::default();
    let each = &mut |kind, id, pos, bytes: Option<&[u8]>| facts.load_change(kind, id, pos, bytes);
    let Some(seq) = store.load_from_journal(each, &Part { watch, from: 0, to: READ }) else {
        return facts_from_store(store, watch);
    };
    Ok(derived(facts, seq, watch))
}

/// The read model built from the materialised store alone.
pub(super) fn facts_from_store(store: &Store, watch: &dyn Watch) -> Result<Facts> {
    struct Loader(Facts);
    impl RecordSink for Loader {
        fn record(&mut self, kind: u8, id: Id, pos: u64, bytes: &[u8]) -> Result<()> {
            self.0.load(kind, id, pos, bytes)
        }
    }
    let mut loader = Loader(Facts::default());
    let seq = match store.load_at_once(&mut loader) {
        Ok(seq) => seq,
        Err(_) => {
            loader = Loader(Facts::default());
            store.load(&mut loader)?
        }
    };
    Ok(derived(loader.0, seq, watch))
}

fn derived(mut facts: Facts, seq: u64, watch: &dyn Watch) -> Facts {
    facts.derive_watched(&Part { watch, from: READ, to: WHOLE });
    facts.seq = seq;
    facts
}

impl Book {
    /// Takes in what the journal holds beyond the read model.
    pub(super) fn catch_up(&self) -> Result<()> {
        let mut facts = self.facts_mut();
        let from = facts.seq;
        self.store.replay_after(from, &mut |_, seq, changes| {
            let now: Vec<_> = changes
                .iter()
                .filter_map(|(c, pos)| {
                    Some((crate::entity::Kind::from_code(c.kind)?, c.id, *pos, c.after.as_deref()))
                })
                .collect();
            facts.apply(&now);
            facts.seq = seq;
            Ok(())
        })?;
        self.keep_zone(&mut facts);
        Ok(())
    }
}
