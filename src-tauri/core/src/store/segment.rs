//! One file of the journal: `journal/00000001.log`. It starts with a header
//! (magic, format, number, first sequence number, book) and holds frames.

use super::codec::{Reader, Writer};
use super::frame::{FrameHead, PREFIX, Prefix};
use super::fsx::at;
use crate::error::Result;
use crate::ids::Id;
use crc32c::crc32c;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// Bytes before the first frame.
pub(super) const HEADER: u64 = 48;
const MAGIC: &[u8; 8] = b"RGJOURNL";
const WINDOW: usize = 128 << 10;

/// A position in the journal: the segment's number above, the offset below.
pub(super) fn pos(segment: u32, offset: u64) -> u64 {
    u64::from(segment) << 40 | offset
}

/// Takes a position apart again.
pub(super) fn unpos(pos: u64) -> (u32, u64) {
    ((pos >> 40) as u32, pos & ((1 << 40) - 1))
}

/// The file of a segment.
pub(super) fn path_of(dir: &Path, segment: u32) -> PathBuf {
    dir.join("journal").join(format!("{segment:08}.log"))
}

/// The numbers of all segments in a book's folder, ascending.
pub(super) fn list(dir: &Path) -> Result<Vec<u32>> {
    let folder = dir.join("journal");
    let mut numbers = Vec::new();
    for entry in at(&folder, std::fs::read_dir(&folder))? {
        let name = at(&folder, entry)?.file_name();
        let number: Option<u32> =
            name.to_str().and_then(|name| name.strip_suffix(".log")).and_then(|stem| stem.parse().ok());
        numbers.extend(number.filter(|number| *number > 0));
    }
    numbers.sort_unstable();
    Ok(numbers)
}

/// What a segment says about itself.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Header {
    pub version: u32,
    pub segment: u32,
    pub first_seq: u64,
    pub book: Id,
}

impl Header {
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Writer::default();
        out.bytes.extend_from_slice(MAGIC);
        out.u32(self.version);
        out.u32(self.segment);
        out.u64(self.first_seq);
        out.id(self.book);
        out.u32(0);
        let crc = crc32c(&out.bytes);
        out.u32(crc);
        out.bytes
    }

    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let mut input = Reader::new(bytes);
        if input.take(8)? != MAGIC {
            return None;
        }
        let header =
            Self { version: input.u32()?, segment: input.u32()?, first_seq: input.u64()?, book: input.id()? };
        input.u32()?;
        (input.u32()? == crc32c(&bytes[..44])).then_some(header)
    }
}

/// A frame found in a segment.
pub(super) struct Found {
    pub prefix: Prefix,
    pub head: FrameHead,
}

/// Reads a segment through a window, so that neither one small frame nor a whole
/// file costs more than it must.
pub(super) struct SegmentFile {
    path: PathBuf,
    file: File,
    len: u64,
    start: u64,
    window: Vec<u8>,
}

impl SegmentFile {
    pub fn open(dir: &Path, segment: u32) -> Result<Self> {
        let path = path_of(dir, segment);
        let file = at(&path, File::open(&path))?;
        let len = at(&path, file.metadata())?.len();
        Ok(Self { path, file, len, start: 0, window: Vec::new() })
    }

    /// The file's length when it was opened, in bytes.
    pub fn len(&self) -> u64 {
        self.len
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The bytes at `offset`; `None` if the file ends before.
    pub fn bytes(&mut self, offset: u64, len: usize) -> Result<Option<&[u8]>> {
        if offset + len as u64 > self.len {
            return Ok(None);
        }
        let inside = offset >= self.start && offset + len as u64 <= self.start + self.window.len() as u64;
        if !inside {
            let want = len.max(WINDOW.min((self.len - offset) as usize));
            self.window.clear();
            at(&self.path, self.file.seek(SeekFrom::Start(offset)))?;
            let got = at(&self.path, (&mut self.file).take(want as u64).read_to_end(&mut self.window))?;
            self.start = offset;
            if got < len {
                return Ok(None);
            }
        }
        let from = (offset - self.start) as usize;
        Ok(self.window.get(from..from + len))
    }

    /// Whether there is nothing but zeros from `offset` to the end.
    pub fn is_zero_from(&mut self, mut offset: u64) -> Result<bool> {
        while offset < self.len {
            let len = WINDOW.min((self.len - offset) as usize);
            match self.bytes(offset, len)? {
                Some(bytes) if bytes.iter().all(|byte| *byte == 0) => offset += len as u64,
                _ => return Ok(false),
            }
        }
        Ok(true)
    }

    /// The segment's header, if it is readable.
    pub fn header(&mut self) -> Result<Option<Header>> {
        Ok(self.bytes(0, HEADER as usize)?.and_then(Header::decode))
    }

    /// The frame's head at `offset`, if there is one.
    pub fn head(&mut self, offset: u64) -> Result<Option<Found>> {
        let Some(prefix) = self.bytes(offset, PREFIX)?.and_then(Prefix::parse) else { return Ok(None) };
        if offset + prefix.frame_len() as u64 > self.len {
            return Ok(None);
        }
        let head = self.bytes(offset, prefix.head_end())?.and_then(|bytes| prefix.head(bytes));
        Ok(head.map(|head| Found { prefix, head }))
    }

    /// The body's bytes of the frame at `offset`; `None` if the frame is damaged.
    pub fn body(&mut self, offset: u64, prefix: &Prefix) -> Result<Option<&[u8]>> {
        let frame = self.bytes(offset, prefix.frame_len())?.filter(|frame| prefix.is_whole(frame));
        Ok(frame.and_then(|frame| frame.get(prefix.head_end()..)))
    }

    /// The first undamaged frame at or after `offset` whose sequence number is at
    /// least `seq`.
    pub fn resync(&mut self, mut offset: u64, seq: u64) -> Result<Option<(u64, u64)>> {
        while offset + PREFIX as u64 <= self.len {
            if let Some(found) = self.head(offset)?.filter(|found| found.prefix.seq >= seq)
                && self.body(offset, &found.prefix)?.is_some()
            {
                return Ok(Some((offset, found.prefix.seq)));
            }
            offset += 1;
        }
        Ok(None)
    }
}
