//! The read model as bytes: records and search texts as they stand in memory, so
//! that a large book opens without reading the store. Columns and totals are
//! worked out again; the store checks the bytes before they come here.

use super::Facts;
use crate::Id;
use crate::entity::Kind;
use crate::entity::codec::{put_varint, take_varint};

/// Changes whenever the layout or what is folded into search texts changes; an
/// older sidecar is then ignored and written anew.
const LAYOUT: u64 = 1;

impl Facts {
    /// The bytes of the sidecar.
    pub fn to_sidecar(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put_varint(&mut out, LAYOUT);
        for kind in Kind::ALL {
            let table = self.table(kind);
            let rows: Vec<u32> = table.present_rows().collect();
            put_varint(&mut out, rows.len() as u64);
            for row in rows {
                out.extend_from_slice(&table.id(row).0);
                put_varint(&mut out, table.position(row));
                for bytes in [table.bytes(row), table.search.get(row)] {
                    put_varint(&mut out, bytes.len() as u64);
                    out.extend_from_slice(bytes);
                }
            }
        }
        out
    }

    /// Reads a sidecar; `None` when it is of another layout or incomplete.
    pub fn from_sidecar(seq: u64, mut bytes: &[u8]) -> Option<Self> {
        let bytes = &mut bytes;
        if take_varint(bytes)? != LAYOUT {
            return None;
        }
        let mut facts = Facts::default();
        for kind in Kind::ALL {
            let count = take_varint(bytes)?;
            let table = facts.table_mut(kind);
            for _ in 0..count {
                let (id, rest) = bytes.split_at_checked(16)?;
                *bytes = rest;
                let id = Id(id.try_into().ok()?);
                let position = take_varint(bytes)?;
                let record = take(bytes)?;
                let text = std::str::from_utf8(take(bytes)?).ok()?;
                let row = table.put(id, position, Some(record));
                table.search.set(row, text);
            }
        }
        if !bytes.is_empty() {
            return None;
        }
        facts.derive_columns();
        facts.seq = seq;
        Some(facts)
    }
}

fn take<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let len = usize::try_from(take_varint(bytes)?).ok()?;
    let (value, rest) = bytes.split_at_checked(len)?;
    *bytes = rest;
    Some(value)
}
