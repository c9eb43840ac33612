//! The encoding of a record: a version byte, then for every field that is not
//! empty its tag, the length of its value and the value (postcard). A reader
//! skips tags it does not know and leaves fields without bytes empty, so fields
//! can be added without rewriting a book.

use super::value::Value;
use super::{FieldDef, FieldValue};
use crate::say;
use crate::{Error, Id, Result};

/// The version byte this program writes.
pub const RECORD_VERSION: u8 = 1;

/// Bytes that most records do not exceed; room for so many is made at once.
pub const USUAL_RECORD: usize = 512;

/// The same for one field.
pub const USUAL_FIELD: usize = 64;

/// Appends an unsigned number, seven bits a byte, lowest first (LEB128).
pub fn put_varint(out: &mut Vec<u8>, mut n: u64) {
    while n >= 0x80 {
        out.push((n as u8 & 0x7f) | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

/// Reads what [`put_varint`] wrote and advances `bytes` past it.
pub fn take_varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut n = 0_u64;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        n |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(n);
        }
    }
    None
}

/// Appends one field unless it has its empty value.
pub fn encode_field<T: FieldValue>(tag: u16, value: &T, scratch: &mut Vec<u8>, out: &mut Vec<u8>) {
    if value.is_default() {
        return;
    }
    let start = scratch.len();
    value.encode(scratch);
    put_varint(out, tag.into());
    put_varint(out, (scratch.len() - start) as u64);
    out.extend_from_slice(&scratch[start..]);
    scratch.truncate(start);
}

/// Calls `each` with the tag and bytes of every field; `None` when the bytes end
/// in the middle of one.
pub fn decode_parts<'a>(
    mut bytes: &'a [u8],
    mut each: impl FnMut(u16, &'a [u8]) -> Option<()>,
) -> Option<()> {
    while !bytes.is_empty() {
        let tag = u16::try_from(take_varint(&mut bytes)?).ok()?;
        let len = usize::try_from(take_varint(&mut bytes)?).ok()?;
        let (value, rest) = bytes.split_at_checked(len)?;
        bytes = rest;
        each(tag, value)?;
    }
    Some(())
}

/// The fields part of an encoded record, after its version byte.
pub fn body(record: &[u8]) -> Option<&[u8]> {
    match record.split_first()? {
        (&RECORD_VERSION, rest) => Some(rest),
        _ => None,
    }
}

/// The raw bytes of one field of an encoded record, without decoding the others.
pub fn raw_field(record: &[u8], tag: u16) -> Option<&[u8]> {
    let mut bytes = body(record)?;
    while !bytes.is_empty() {
        let found = u16::try_from(take_varint(&mut bytes)?).ok()?;
        let len = usize::try_from(take_varint(&mut bytes)?).ok()?;
        let (value, rest) = bytes.split_at_checked(len)?;
        if found == tag {
            return Some(value);
        }
        bytes = rest;
    }
    None
}

/// One field of an encoded record as a value. A field without bytes has its
/// default (`open`, 0, no); one that may be missing altogether, and every field of
/// a record that is gone, is `Null`.
pub fn field_value(record: &[u8], field: &FieldDef) -> Value {
    match raw_field(record, field.tag) {
        Some(raw) => (field.decode)(raw).unwrap_or_default(),
        None if record.is_empty() => Value::Null,
        None => (field.blank)(),
    }
}

/// The typed value of one field of an encoded record; its default when empty.
pub fn typed_field<T: FieldValue>(record: &[u8], tag: u16) -> T {
    raw_field(record, tag).and_then(T::decode).unwrap_or_default()
}

/// The error for bytes that are no record.
pub fn not_a_record(kind: &'static str, id: Id) -> Error {
    Error::Damaged {
        path: std::path::PathBuf::from("store"),
        message: say!(
            "The {} {} cannot be read. Run `regulars check` on the book; a backup may hold it unharmed.",
            super::said::one(kind),
            id
        ),
    }
}

/// The error of [`not_a_record`], as a result's tail.
pub fn or_damaged<T>(value: Option<T>, kind: &'static str, id: Id) -> Result<T> {
    value.ok_or_else(|| not_a_record(kind, id))
}

/// A hash that never changes between programs and machines (FNV-1a, 64 bits).
pub fn stable_hash(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The raw bytes of one field of a part (which has no version byte).
pub fn raw_part_field(mut part: &[u8], tag: u16) -> Option<&[u8]> {
    while !part.is_empty() {
        let found = u16::try_from(take_varint(&mut part)?).ok()?;
        let len = usize::try_from(take_varint(&mut part)?).ok()?;
        let (value, rest) = part.split_at_checked(len)?;
        if found == tag {
            return Some(value);
        }
        part = rest;
    }
    None
}

/// The raw bytes of each item of an encoded list.
pub fn list_items(mut list: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        if list.is_empty() {
            return None;
        }
        let len = usize::try_from(take_varint(&mut list)?).ok()?;
        let (item, rest) = list.split_at_checked(len)?;
        list = rest;
        Some(item)
    })
}
