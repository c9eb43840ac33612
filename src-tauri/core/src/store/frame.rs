//! One frame of the journal:
//!
//! ```text
//! len u32 | crc u32 | seq u64 | payload (len bytes)
//! payload = head_len u32 | head_crc u32 | head | body
//! ```
//!
//! `crc` is the CRC32C of seq and payload, `head_crc` that of len, seq, head_len
//! and head: the head alone can be trusted without reading the body. The head
//! begins with the format's version. Numbers are little-endian.

use super::codec::{Reader, Writer};
use super::types::{Change, KindCode, OpHead};
use crate::ids::Id;
use crc32c::{crc32c, crc32c_append};
use std::borrow::Cow;

/// Bytes before a frame's head.
pub(super) const PREFIX: usize = 24;
/// No frame is longer than this, all in all.
pub(super) const MAX_FRAME: usize = 8 << 20;
/// A frame of a big operation is closed when its changes reach this many bytes.
pub(super) const TARGET_BODY: usize = 1 << 20;
/// The largest change that can be stored: it needs a frame of its own, with its head.
pub(super) const MAX_CHANGE: usize = MAX_FRAME - (256 << 10);
const MAX_HEAD: usize = 128 << 10;
/// Smaller bodies are not worth the compressor's time.
const COMPRESS_FROM: usize = 4096;

const CLOSING: u8 = 1;
const COMPRESSED: u8 = 2;

/// The first bytes of a frame.
#[derive(Clone, Copy, Debug)]
pub(super) struct Prefix {
    len: u32,
    crc: u32,
    pub seq: u64,
    head_len: u32,
    head_crc: u32,
}

impl Prefix {
    /// Reads a prefix; `None` if these numbers cannot start a frame.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let mut input = Reader::new(bytes);
        let prefix = Self {
            len: input.u32()?,
            crc: input.u32()?,
            seq: input.u64()?,
            head_len: input.u32()?,
            head_crc: input.u32()?,
        };
        let fits = prefix.len as usize <= MAX_FRAME
            && prefix.head_len as usize <= MAX_HEAD
            && prefix.len >= 8 + prefix.head_len
            && prefix.seq > 0;
        fits.then_some(prefix)
    }

    /// The length of the whole frame in bytes.
    pub fn frame_len(&self) -> usize {
        16 + self.len as usize
    }

    /// The length of prefix and head in bytes.
    pub fn head_end(&self) -> usize {
        PREFIX + self.head_len as usize
    }

    /// Reads the head from the frame's first [`Prefix::head_end`] bytes.
    pub fn head(&self, bytes: &[u8]) -> Option<FrameHead> {
        let head = bytes.get(PREFIX..self.head_end())?;
        (head_crc(self.len, self.seq, head) == self.head_crc).then(|| FrameHead::decode(head))?
    }

    /// Whether the whole frame (all its bytes) is as it was written.
    pub fn is_whole(&self, frame: &[u8]) -> bool {
        frame.len() == self.frame_len() && crc32c(&frame[8..]) == self.crc
    }
}

fn head_crc(len: u32, seq: u64, head: &[u8]) -> u32 {
    let crc = crc32c_append(crc32c(&len.to_le_bytes()), &seq.to_le_bytes());
    crc32c_append(crc32c_append(crc, &(head.len() as u32).to_le_bytes()), head)
}

/// The part of a frame that is readable without its body.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FrameHead {
    pub version: u8,
    pub closing: bool,
    compressed: bool,
    /// Which frame of its operation, from 0.
    pub part: u64,
    /// How many changes the body holds.
    pub changes: u64,
    raw_len: u64,
    pub op: OpHead,
}

impl FrameHead {
    fn encode(&self) -> Vec<u8> {
        let mut out = Writer::default();
        out.u8(self.version);
        out.u8((u8::from(self.closing) * CLOSING) | (u8::from(self.compressed) * COMPRESSED));
        out.varint(self.part);
        out.varint(self.changes);
        out.varint(self.raw_len);
        out.id(self.op.op);
        out.u64(self.op.at_millis as u64);
        out.u64(self.op.hlc);
        out.id(self.op.seat);
        out.blob(self.op.actor.as_bytes());
        out.u8(self.op.source);
        out.blob(self.op.label.as_bytes());
        out.id(self.op.undoes.unwrap_or_default());
        out.u8(self.op.mode);
        out.bytes
    }

    fn decode(bytes: &[u8]) -> Option<Self> {
        let mut input = Reader::new(bytes);
        let version = input.u8()?;
        if !(1..=2).contains(&version) {
            return None;
        }
        let flags = input.u8()?;
        let (part, changes) = (input.varint()?, input.varint()?);
        // Format 1 had no compression, so its raw length is that of the body.
        let raw_len = if version == 1 { 0 } else { input.varint()? };
        let op = OpHead {
            op: input.id()?,
            at_millis: input.u64()? as i64,
            hlc: input.u64()?,
            seat: input.id()?,
            actor: input.text()?,
            source: input.u8()?,
            label: input.text()?,
            undoes: Some(input.id()?).filter(|id| !id.is_nil()),
            mode: input.u8()?,
        };
        let closing = flags & CLOSING != 0;
        let compressed = flags & COMPRESSED != 0;
        input.is_done().then_some(Self { version, closing, compressed, part, changes, raw_len, op })
    }

    /// The frame's body as it was before packing.
    pub fn unpacked<'a>(&self, body: &'a [u8]) -> Option<Cow<'a, [u8]>> {
        if !self.compressed {
            return Some(Cow::Borrowed(body));
        }
        let len = usize::try_from(self.raw_len).ok().filter(|len| *len <= MAX_FRAME)?;
        zstd::bulk::decompress(body, len).ok().map(Cow::Owned)
    }

    /// Calls `each` with the changes of an unpacked body; `None` if it is not whole.
    pub fn each_change<'a>(&self, raw: &'a [u8], each: &mut dyn FnMut(ChangeRef<'a>)) -> Option<()> {
        let mut input = Reader::new(raw);
        let mut count = 0;
        while !input.is_done() {
            each(get_change(&mut input, self.version)?);
            count += 1;
        }
        (count == self.changes).then_some(())
    }

    /// Reads the changes from the frame's body.
    pub fn body(&self, body: &[u8]) -> Option<Vec<Change>> {
        let raw = self.unpacked(body)?;
        let mut changes = Vec::with_capacity(usize::try_from(self.changes).ok()?.min(raw.len()));
        self.each_change(&raw, &mut |change| changes.push(change.to_owned()))?;
        Some(changes)
    }
}

/// A [`Change`] whose images are still in the frame.
pub(super) struct ChangeRef<'a> {
    pub kind: KindCode,
    pub id: Id,
    prev: u64,
    before: Option<&'a [u8]>,
    pub after: Option<&'a [u8]>,
}

impl ChangeRef<'_> {
    fn to_owned(&self) -> Change {
        let (before, after) = (self.before.map(Into::into), self.after.map(Into::into));
        Change { kind: self.kind, id: self.id, prev: self.prev, before, after }
    }
}

fn put_change(out: &mut Writer, change: &Change) {
    out.u8(change.kind);
    out.id(change.id);
    out.u8(u8::from(change.before.is_some()) | (u8::from(change.after.is_some()) << 1));
    out.varint(change.prev);
    for image in [&change.before, &change.after].into_iter().flatten() {
        out.blob(image);
    }
}

fn get_change<'a>(input: &mut Reader<'a>, version: u8) -> Option<ChangeRef<'a>> {
    let (kind, id, flags) = (input.u8()?, input.id()?, input.u8()?);
    let prev = if version == 1 { 0 } else { input.varint()? };
    let before = if flags & 1 != 0 { Some(input.blob()?) } else { None };
    let after = if flags & 2 != 0 { Some(input.blob()?) } else { None };
    Some(ChangeRef { kind, id, prev, before, after })
}

/// An upper bound of the bytes a change takes in a body.
pub(super) fn change_size(change: &Change) -> usize {
    let image = |image: &Option<Box<[u8]>>| image.as_ref().map_or(0, |bytes| bytes.len() + 10);
    28 + image(&change.before) + image(&change.after)
}

/// Builds the bytes of one frame.
pub(super) fn encode(seq: u64, part: u64, closing: bool, op: &OpHead, changes: &[Change]) -> Vec<u8> {
    let mut raw = Writer::default();
    for change in changes {
        put_change(&mut raw, change);
    }
    let raw = raw.bytes;
    let packed = if raw.len() > COMPRESS_FROM { zstd::bulk::compress(&raw, 1).ok() } else { None };
    let packed = packed.filter(|packed| packed.len() < raw.len());
    let head = FrameHead {
        version: 2,
        closing,
        compressed: packed.is_some(),
        part,
        changes: changes.len() as u64,
        raw_len: raw.len() as u64,
        op: op.clone(),
    };
    seal(seq, &head.encode(), packed.as_deref().unwrap_or(&raw))
}

/// Puts prefix, head and body together.
fn seal(seq: u64, head: &[u8], body: &[u8]) -> Vec<u8> {
    let len = (8 + head.len() + body.len()) as u32;
    let mut out = Writer { bytes: Vec::with_capacity(16 + len as usize) };
    out.u32(len);
    out.u32(0);
    out.u64(seq);
    out.u32(head.len() as u32);
    out.u32(head_crc(len, seq, head));
    out.bytes.extend_from_slice(head);
    out.bytes.extend_from_slice(body);
    let crc = crc32c(&out.bytes[8..]);
    out.bytes[4..8].copy_from_slice(&crc.to_le_bytes());
    out.bytes
}

#[cfg(test)]
mod tests {
    use super::super::testkit::op_head;
    use super::*;
    use proptest::prelude::*;

    fn read(bytes: &[u8]) -> Option<(FrameHead, Vec<Change>)> {
        let prefix = Prefix::parse(bytes)?;
        if !prefix.is_whole(bytes) {
            return None;
        }
        let head = prefix.head(bytes)?;
        let changes = head.body(&bytes[prefix.head_end()..])?;
        Some((head, changes))
    }

    fn image() -> impl Strategy<Value = Option<Box<[u8]>>> {
        proptest::option::of(proptest::collection::vec(any::<u8>(), 0..6000).prop_map(Vec::into_boxed_slice))
    }

    fn change() -> impl Strategy<Value = Change> {
        (any::<u8>(), any::<[u8; 16]>(), any::<u64>(), image(), image())
            .prop_map(|(kind, id, prev, before, after)| Change { kind, id: Id(id), prev, before, after })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn a_frame_is_read_back_as_it_was_written(changes in proptest::collection::vec(change(), 0..6), seq in 1..u64::MAX) {
            let bytes = encode(seq, 3, true, &op_head(7), &changes);
            let (head, read) = read(&bytes).expect("a written frame is readable");
            prop_assert_eq!(read, changes);
            prop_assert_eq!(head.op, op_head(7));
        }

        #[test]
        fn any_bytes_are_looked_at_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            prop_assert_eq!(read(&bytes), None);
        }

        #[test]
        fn no_flipped_bit_goes_unnoticed(changes in proptest::collection::vec(change(), 1..3), at in any::<prop::sample::Index>(), bit in 0..8u8) {
            let mut bytes = encode(9, 0, true, &op_head(1), &changes);
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
            prop_assert_eq!(read(&bytes), None);
        }
    }
}
