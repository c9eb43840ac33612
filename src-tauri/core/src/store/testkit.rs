//! What the store's own tests share: heads, records, a small model to compare
//! with, and a disk that fails on demand.

use super::*;
use crate::ids::Id;
use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::AtomicI64;

/// An operation's head with every field filled.
pub fn op_head(number: u64) -> OpHead {
    OpHead {
        op: id(1_000_000 + number),
        at_millis: 1_800_000_000_000 + number as i64,
        hlc: number << 16,
        seat: id(7),
        actor: "Mária".into(),
        source: 2,
        label: format!("Edit {number}"),
        undoes: number.is_multiple_of(3).then(|| id(9)),
        mode: u8::from(number.is_multiple_of(3)),
    }
}

/// The identity with this number.
pub fn id(number: u64) -> Id {
    let mut bytes = [0x55; 16];
    bytes[8..].copy_from_slice(&number.to_be_bytes());
    Id(bytes)
}

/// A new book's description.
pub fn manifest() -> Manifest {
    Manifest {
        format: FORMAT,
        book_id: id(100),
        seat_id: id(101),
        created: "2026-11-22T09:00:00Z".into(),
        name: "Flowers & more".into(),
    }
}

/// When the journal's disk fails: after how many more writes or syncs (negative: never).
#[derive(Clone)]
pub struct Faults {
    pub full_after: Arc<AtomicI64>,
    pub sync_fails_after: Arc<AtomicI64>,
}

impl Default for Faults {
    fn default() -> Self {
        Self { full_after: Arc::new(AtomicI64::new(-1)), sync_fails_after: Arc::new(AtomicI64::new(-1)) }
    }
}

impl Faults {
    pub fn write(&self) -> Option<io::Error> {
        due(&self.full_after).then(|| io::ErrorKind::StorageFull.into())
    }

    pub fn sync(&self) -> Option<io::Error> {
        due(&self.sync_fails_after).then(|| io::Error::other("simulated"))
    }
}

/// Counts down to the one failure; afterwards everything works again.
fn due(counter: &AtomicI64) -> bool {
    counter.load(Ordering::SeqCst) >= 0 && counter.fetch_sub(1, Ordering::SeqCst) == 0
}

/// The current records as they should be, and where each was last written.
#[derive(Clone, Default, PartialEq)]
pub struct Model {
    pub records: BTreeMap<(KindCode, Id), (u64, Vec<u8>)>,
}

/// Short, because a failed comparison prints two of them.
impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let short = |(key, (pos, bytes)): (&(KindCode, Id), &(u64, Vec<u8>))| {
            format!("{}/{:?}@{pos:x}:{:x}", key.0, &key.1.0[14..], crc32c::crc32c(bytes))
        };
        f.debug_list().entries(self.records.iter().take(40).map(short)).finish()
    }
}

impl RecordSink for Model {
    fn record(&mut self, kind: KindCode, id: Id, pos: u64, bytes: &[u8]) -> Result<()> {
        let old = self.records.insert((kind, id), (pos, bytes.to_vec()));
        assert!(old.is_none(), "a record is handed out once");
        Ok(())
    }
}

impl Model {
    /// Writes records (no bytes = remove) through the store and keeps the model in step.
    pub fn commit(
        &mut self,
        store: &Store,
        writes: &[(KindCode, u64, Option<Vec<u8>>)],
    ) -> Result<Committed> {
        let head = op_head(store.seq() + 1);
        let changes: Vec<Change> = writes
            .iter()
            .map(|(kind, number, after)| {
                let old = self.records.get(&(*kind, id(*number)));
                Change {
                    kind: *kind,
                    id: id(*number),
                    prev: old.map_or(0, |(pos, _)| *pos),
                    before: old.map(|(_, bytes)| bytes.clone().into()),
                    after: after.clone().map(Into::into),
                }
            })
            .collect();
        let done = store.commit(&head, changes, &NoWatch)?;
        for ((kind, number, after), pos) in writes.iter().zip(&done.positions) {
            match after {
                Some(bytes) => self.records.insert((*kind, id(*number)), (*pos, bytes.clone())),
                None => self.records.remove(&(*kind, id(*number))),
            };
        }
        Ok(done)
    }

    /// What the store holds now.
    pub fn of(store: &Store) -> Self {
        let mut found = Self::default();
        let seq = store.load(&mut found).expect("the records can be loaded");
        assert_eq!(seq, store.seq(), "loading stands at the last confirmed operation");
        found
    }
}

/// Opens a book with default options.
pub fn open(dir: &Path) -> Store {
    Store::open(dir, &OpenOptions::default()).expect("the book opens")
}

/// Some bytes that differ by number and do not compress to nothing.
pub fn bytes(seed: u64, len: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    (0..len)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 32) as u8 & 0x3f
        })
        .collect()
}
