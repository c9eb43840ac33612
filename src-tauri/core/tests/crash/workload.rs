//! What the child does. Operation number n writes the same records in every run
//! with the same seed, so the parent knows the book after any number of them.

use crate::Dice;
use regulars_core::Id;
use regulars_core::error::Result;
use regulars_core::store::{Change, KindCode, Manifest, NoWatch, OpHead, OpenOptions, RecordSink, Store};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// How heavy the operations are.
#[derive(Clone, Copy, PartialEq)]
pub enum Weight {
    /// Imports of thousands of records and archives among the edits.
    Heavy,
    /// Mostly edits, so that a recorded run stays small.
    Light,
}

/// The current records: bytes by kind and number.
#[derive(Clone, Default, PartialEq)]
pub struct Records(pub BTreeMap<(KindCode, Id), Vec<u8>>);

impl RecordSink for Records {
    fn record(&mut self, kind: KindCode, id: Id, _pos: u64, bytes: &[u8]) -> Result<()> {
        self.0.insert((kind, id), bytes.to_vec());
        Ok(())
    }
}

impl Records {
    /// How many records differ, are missing or too many.
    pub fn differences(&self, other: &Self) -> usize {
        let missing = self.0.iter().filter(|(key, bytes)| other.0.get(key) != Some(bytes)).count();
        missing + other.0.keys().filter(|key| !self.0.contains_key(key)).count()
    }

    /// Applies operation number `n`.
    pub fn apply(&mut self, seed: u64, n: u64, weight: Weight) {
        for (kind, number, bytes) in writes(seed, n, weight) {
            match bytes {
                Some(bytes) => self.0.insert((kind, id(number)), bytes),
                None => self.0.remove(&(kind, id(number))),
            };
        }
    }

    /// The records after operations 1 to `n`.
    pub fn after(seed: u64, n: u64, weight: Weight) -> Self {
        let mut records = Self::default();
        (1..=n).for_each(|n| records.apply(seed, n, weight));
        records
    }
}

pub fn id(number: u64) -> Id {
    Id::from_parts(1_700_000_000_000 + number, [7; 10])
}

fn content(dice: &mut Dice, len: u64) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(len as usize + 8);
    while bytes.len() < len as usize {
        // Half of it repeats, like the text of real records.
        bytes.extend_from_slice(&dice.roll().to_le_bytes());
        bytes.extend_from_slice(b" regular");
    }
    bytes.truncate(len as usize);
    bytes
}

/// What operation number `n` writes; no bytes = remove. No record twice.
fn writes(seed: u64, n: u64, weight: Weight) -> Vec<(KindCode, u64, Option<Vec<u8>>)> {
    let mut dice = Dice(seed ^ n.wrapping_mul(0x1234_5678_9abc_def1));
    let mut found = BTreeMap::new();
    let big = if weight == Weight::Heavy { 17 } else { 61 };
    if n.is_multiple_of(big) {
        let first = dice.below(2000);
        for number in first..first + 3000 {
            found.insert((3, number), Some(content(&mut dice, 900)));
        }
    } else if n.is_multiple_of(13) {
        found.insert((2, dice.below(6)), Some(content(&mut dice, 150_000)));
    }
    for _ in 0..1 + dice.below(4) {
        let gone = dice.below(6) == 0;
        let len = dice.below(600);
        let key = (1 + dice.below(3) as KindCode, dice.below(400));
        found.insert(key, (!gone).then(|| content(&mut dice, len)));
    }
    found.into_iter().map(|((kind, number), bytes)| (kind, number, bytes)).collect()
}

pub fn manifest() -> Manifest {
    Manifest {
        format: regulars_core::store::FORMAT,
        book_id: id(1),
        seat_id: id(2),
        created: "2026-11-22T09:00:00Z".into(),
        name: "Crash shop".into(),
    }
}

/// Performs operation number `n` on the book, whose records are `records`.
pub fn perform(store: &Store, records: &mut Records, seed: u64, n: u64, weight: Weight) -> Result<()> {
    let changes = writes(seed, n, weight).into_iter().map(|(kind, number, after)| Change {
        kind,
        id: id(number),
        prev: 0,
        before: records.0.get(&(kind, id(number))).map(|bytes| bytes.clone().into()),
        after: after.map(Into::into),
    });
    let head = OpHead {
        op: id(1_000_000 + n),
        at_millis: 1_700_000_000_000 + n as i64,
        hlc: n,
        seat: id(2),
        actor: "owner".into(),
        source: 1,
        label: format!("{n}"),
        undoes: None,
        mode: 0,
    };
    store.commit(&head, changes.collect::<Vec<_>>(), &NoWatch)?;
    records.apply(seed, n, weight);
    Ok(())
}

/// How many operations the book contains, by the label of the last one.
pub fn operations_done(store: &Store) -> u64 {
    let operations = store.operations().expect("the history can be listed");
    operations.last().map_or(0, |last| last.head.label.parse().expect("labels are numbers"))
}

/// The child: opens or creates the book and works until it is killed or done.
/// Acknowledgements go to standard output and, if asked for, to a file.
#[test]
fn child_process() {
    let Ok(dir) = std::env::var("REGULARS_CRASH_BOOK") else { return };
    let dir = Path::new(&dir);
    let seed = crate::setting("REGULARS_CRASH_SEED", 1);
    let count = crate::setting("REGULARS_CRASH_COUNT", u64::MAX);
    let light = std::env::var_os("REGULARS_CRASH_LIGHT").is_some();
    let weight = if light { Weight::Light } else { Weight::Heavy };
    let mut acks = std::env::var_os("REGULARS_CRASH_ACKS")
        .map(|path| std::fs::OpenOptions::new().append(true).create(true).open(path).unwrap());
    let store = if dir.exists() {
        Store::open(dir, &OpenOptions::default()).unwrap()
    } else {
        Store::create(dir, &manifest()).unwrap()
    };
    let mut records = Records::default();
    store.load(&mut records).unwrap();
    let first = operations_done(&store) + 1;
    for n in first..first.saturating_add(count) {
        perform(&store, &mut records, seed, n, weight).unwrap();
        let line = format!("A {n}\n");
        if let Some(acks) = &mut acks {
            acks.write_all(line.as_bytes()).unwrap();
        }
        let mut out = std::io::stdout().lock();
        out.write_all(line.as_bytes()).and_then(|()| out.flush()).unwrap();
        drop(out);
        if n.is_multiple_of(11) {
            store.write_sidecar(store.seq(), &mut |out| out.put(&n.to_le_bytes())).unwrap();
        }
        if n.is_multiple_of(if weight == Weight::Heavy { 9 } else { 40 }) {
            let name = format!("archive/{n}.regulars");
            store.archive(&dir.join(name), &NoWatch).unwrap();
            store.archive(&dir.with_extension("backup"), &NoWatch).unwrap();
        }
    }
    store.close().unwrap();
}
