//! The read model as bytes: records and search texts as they stand in memory, so
//! that a large book opens without reading the store. Columns and totals are
//! worked out again; the store checks the bytes before they come here.
//!
//! First the records of all kinds, which are then read where they stand; behind
//! them per kind: number of records; identities; journal positions; lengths of the
//! records; lengths of the search texts; the search texts, each with its end mark.

use super::Facts;
use super::search::{END, SearchText};
use super::table::Base;
use crate::Id;
use crate::entity::Kind;
use std::sync::Arc;

/// Changes whenever the layout or what is folded into search texts changes; an
/// older sidecar is then ignored and written anew.
const LAYOUT: u64 = 2;

/// Layout and length of the records.
const HEAD: usize = 16;

impl Facts {
    /// The bytes of the sidecar.
    pub fn to_sidecar(&self) -> Vec<u8> {
        let tables: Vec<_> = Kind::ALL.into_iter().map(|kind| self.table(kind)).collect();
        let records = |table: &super::Table| -> usize {
            table.present_rows().map(|row| table.bytes(row).len() + table.search.get(row).len() + 33).sum()
        };
        let mut out = Vec::with_capacity(tables.iter().map(|table| records(table) + 64).sum());
        put(&mut out, LAYOUT);
        put(&mut out, 0);
        for table in &tables {
            table.present_rows().for_each(|row| out.extend_from_slice(table.bytes(row)));
        }
        let end = (out.len() - HEAD) as u64;
        out[8..HEAD].copy_from_slice(&end.to_le_bytes());
        for table in tables {
            let rows: Vec<u32> = table.present_rows().collect();
            put(&mut out, rows.len() as u64);
            rows.iter().for_each(|row| out.extend_from_slice(&table.id(*row).0));
            rows.iter().for_each(|row| put(&mut out, table.position(*row)));
            rows.iter().for_each(|row| put_len(&mut out, table.bytes(*row)));
            rows.iter().for_each(|row| put_len(&mut out, table.search.get(*row)));
            for text in rows.iter().map(|row| table.search.get(*row)).filter(|text| !text.is_empty()) {
                out.extend_from_slice(text);
                out.push(END);
            }
        }
        out
    }

    /// Reads a sidecar; `None` when it is of another layout or incomplete. The
    /// records stay where they are in the bytes.
    pub fn from_sidecar(seq: u64, mut whole: Vec<u8>) -> Option<Self> {
        let mut bytes = whole.as_slice();
        if take_u64(&mut bytes)? != LAYOUT {
            return None;
        }
        let records = usize::try_from(take_u64(&mut bytes)?).ok()?;
        take(&mut bytes, records)?;
        let mut lists = Vec::new();
        for _ in Kind::ALL {
            lists.push(Lists::take(&mut bytes)?);
        }
        if !bytes.is_empty() {
            return None;
        }
        // The lists are copied by now; only the records stay.
        whole.truncate(HEAD + records);
        whole.shrink_to_fit();
        let whole = Arc::new(whole);
        let mut facts = Facts::default();
        let mut start = HEAD;
        for (kind, lists) in Kind::ALL.into_iter().zip(lists) {
            let end = start + lists.lens.iter().map(|len| *len as usize).sum::<usize>();
            let table = facts.table_mut(kind);
            table.fill(lists.ids, lists.positions, &lists.lens, Base::new(&whole, start..end)?);
            table.search = lists.search;
            start = end;
        }
        facts.derive_columns();
        facts.seq = seq;
        Some(facts)
    }
}

/// What the sidecar says of one kind, the records themselves aside.
struct Lists {
    ids: Vec<Id>,
    positions: Vec<u64>,
    lens: Vec<u32>,
    search: SearchText,
}

impl Lists {
    fn take(bytes: &mut &[u8]) -> Option<Self> {
        let count = usize::try_from(take_u64(bytes)?).ok()?;
        let ids = chunks::<16>(bytes, count)?.map(Id).collect();
        let positions = chunks::<8>(bytes, count)?.map(u64::from_le_bytes).collect();
        let lens = chunks::<4>(bytes, count)?.map(u32::from_le_bytes).collect();
        let texts: Vec<u32> = chunks::<4>(bytes, count)?.map(u32::from_le_bytes).collect();
        let marked = texts.iter().filter(|len| **len > 0).map(|len| *len as usize + 1).sum();
        let mut search = SearchText::default();
        search.fill(&texts, take(bytes, marked)?.to_vec());
        Some(Self { ids, positions, lens, search })
    }
}

fn put(out: &mut Vec<u8>, number: u64) {
    out.extend_from_slice(&number.to_le_bytes());
}

fn put_len(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
}

fn take_u64(bytes: &mut &[u8]) -> Option<u64> {
    let (value, rest) = bytes.split_first_chunk::<8>()?;
    *bytes = rest;
    Some(u64::from_le_bytes(*value))
}

fn take<'a>(bytes: &mut &'a [u8], len: usize) -> Option<&'a [u8]> {
    let (value, rest) = bytes.split_at_checked(len)?;
    *bytes = rest;
    Some(value)
}

/// A list of `count` entries of `N` bytes each.
fn chunks<'a, const N: usize>(
    bytes: &mut &'a [u8],
    count: usize,
) -> Option<impl Iterator<Item = [u8; N]> + 'a> {
    let list = take(bytes, count.checked_mul(N)?)?;
    let (entries, _) = list.as_chunks::<N>();
    Some(entries.iter().copied())
}
