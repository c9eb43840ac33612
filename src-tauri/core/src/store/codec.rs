//! Little helpers to write and read the store's own bytes: fixed little-endian
//! numbers, varint lengths, byte strings. Reading never panics: a short or odd
//! input is `None`.

use crate::ids::Id;

/// Appends values to a byte buffer.
#[derive(Default)]
pub(super) struct Writer {
    pub bytes: Vec<u8>,
}

impl Writer {
    pub fn u8(&mut self, value: u8) {
        self.bytes.push(value);
    }

    pub fn u32(&mut self, value: u32) {
        self.bytes.extend_from_slice(&value.to_le_bytes());
    }

    pub fn u64(&mut self, value: u64) {
        self.bytes.extend_from_slice(&value.to_le_bytes());
    }

    pub fn id(&mut self, id: Id) {
        self.bytes.extend_from_slice(&id.0);
    }

    /// LEB128: seven bits a byte, the low ones first.
    pub fn varint(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.bytes.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.bytes.push(value as u8);
    }

    /// A varint length and the bytes.
    pub fn blob(&mut self, blob: &[u8]) {
        self.varint(blob.len() as u64);
        self.bytes.extend_from_slice(blob);
    }
}

/// Reads values from the front of a byte slice.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        let (head, rest) = self.rest.split_at_checked(len)?;
        self.rest = rest;
        Some(head)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    pub fn u8(&mut self) -> Option<u8> {
        self.array().map(|[byte]| byte)
    }

    pub fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    pub fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_le_bytes)
    }

    pub fn id(&mut self) -> Option<Id> {
        self.array().map(Id)
    }

    pub fn varint(&mut self) -> Option<u64> {
        let mut value = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.u8()?;
            let bits = u64::from(byte & 0x7f);
            if shift == 63 && bits > 1 {
                return None;
            }
            value |= bits << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    pub fn blob(&mut self) -> Option<&'a [u8]> {
        let len = usize::try_from(self.varint()?).ok()?;
        self.take(len)
    }

    pub fn text(&mut self) -> Option<String> {
        String::from_utf8(self.blob()?.to_vec()).ok()
    }

    /// Whether everything was read; trailing bytes mean another format.
    pub fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_back(number in any::<u64>(), blob in proptest::collection::vec(any::<u8>(), 0..300)) {
            let mut out = Writer::default();
            out.varint(number);
            out.blob(&blob);
            out.u64(number);
            let mut input = Reader::new(&out.bytes);
            prop_assert_eq!(input.varint(), Some(number));
            prop_assert_eq!(input.blob(), Some(&blob[..]));
            prop_assert_eq!(input.u64(), Some(number));
            prop_assert!(input.is_done());
        }

        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            let mut input = Reader::new(&bytes);
            let _ = input.varint();
            let _ = input.text();
            let _ = input.id();
        }
    }
}
