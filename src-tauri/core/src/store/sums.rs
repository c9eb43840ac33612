//! Count and additive hash of the current records, per kind. Both can be kept up
//! to date change by change and compared with a full scan: what a scan misses or
//! makes up shows.

use super::codec::{Reader, Writer};
use super::types::{Change, KindCode};
use crate::ids::Id;
use std::collections::BTreeMap;

/// Per kind: how many records, and the sum (wrapping) of their hashes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sums {
    kinds: BTreeMap<KindCode, (u64, u64)>,
}

impl Sums {
    pub fn add(&mut self, kind: KindCode, id: Id, bytes: &[u8]) {
        self.shift(kind, 1, record_hash(kind, id, bytes));
    }

    /// Takes a change into account by its before and after images.
    pub fn apply(&mut self, change: &Change) {
        if let Some(before) = &change.before {
            let hash = record_hash(change.kind, change.id, before);
            self.shift(change.kind, u64::MAX, hash.wrapping_neg());
        }
        if let Some(after) = &change.after {
            self.add(change.kind, change.id, after);
        }
    }

    fn shift(&mut self, kind: KindCode, count: u64, hash: u64) {
        let sum = self.kinds.entry(kind).or_default();
        *sum = (sum.0.wrapping_add(count), sum.1.wrapping_add(hash));
        // An empty kind equals one that never was.
        if *sum == (0, 0) {
            self.kinds.remove(&kind);
        }
    }

    /// How many records there are of each kind.
    pub fn counts(&self) -> Vec<(KindCode, u64)> {
        self.kinds.iter().map(|(kind, (count, _))| (*kind, *count)).collect()
    }

    /// How many records there are altogether.
    pub fn total(&self) -> u64 {
        self.kinds.values().map(|(count, _)| count).sum()
    }

    pub fn put(&self, out: &mut Writer) {
        out.varint(self.kinds.len() as u64);
        for (kind, (count, hash)) in &self.kinds {
            out.u8(*kind);
            out.u64(*count);
            out.u64(*hash);
        }
    }

    pub fn get(input: &mut Reader<'_>) -> Option<Self> {
        let len = input.varint()?;
        let kinds =
            (0..len).map(|_| Some((input.u8()?, (input.u64()?, input.u64()?)))).collect::<Option<_>>()?;
        Some(Self { kinds })
    }
}

/// A 64-bit hash of one record: words are mixed in by multiplication and rotation
/// and finished with SplitMix64's finaliser (Steele, Lea, Flood 2014). It is part
/// of the file format and must not change.
fn record_hash(kind: KindCode, id: Id, bytes: &[u8]) -> u64 {
    let mix = |hash: u64, word: u64| (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    let mut hash = mix(u64::from(kind) + 1, bytes.len() as u64);
    for part in [&id.0[..], bytes] {
        let mut words = part.chunks_exact(8);
        for word in &mut words {
            hash = mix(hash, word.try_into().map_or(0, u64::from_le_bytes));
        }
        let mut last = [0; 8];
        last[..words.remainder().len()].copy_from_slice(words.remainder());
        hash = mix(hash, u64::from_le_bytes(last));
    }
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(before: Option<&[u8]>, after: Option<&[u8]>) -> Change {
        Change {
            kind: 3,
            id: Id([5; 16]),
            prev: 0,
            before: before.map(Into::into),
            after: after.map(Into::into),
        }
    }

    #[test]
    fn changes_lead_to_the_same_sums_as_a_scan_of_the_result() {
        let mut kept = Sums::default();
        kept.apply(&change(None, Some(b"a")));
        kept.apply(&change(Some(b"a"), Some(b"ab")));
        let mut scanned = Sums::default();
        scanned.add(3, Id([5; 16]), b"ab");
        assert_eq!(kept, scanned, "a healthy store must not look damaged");
        kept.apply(&change(Some(b"ab"), None));
        assert_eq!(kept, Sums::default(), "removing the last record leaves nothing behind");
    }

    #[test]
    fn the_hash_is_frozen() {
        let hash = record_hash(1, Id([2; 16]), b"nineteen bytes long");
        assert_eq!(hash, record_hash(1, Id([2; 16]), b"nineteen bytes long"));
        let golden = expect_test::expect![[r#"6e758df0206cfc25"#]];
        golden.assert_eq(&format!("{hash:x}"));
    }
}
