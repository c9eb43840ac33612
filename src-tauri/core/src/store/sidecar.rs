//! `facts.cache`: the read model's own file. The store keeps it whole and says
//! which operation it stands at; what is in it is not the store's business.

use super::codec::{Reader, Writer};
use super::fsx::write_whole;
use super::types::Sidecar;
use crate::error::Result;
use crc32c::crc32c;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

const MAGIC: &[u8; 8] = b"RGFACTS\n";
const VERSION: u32 = 1;
const HEADER: usize = 36;

/// Its place in a book's folder.
pub(super) fn path(dir: &Path) -> PathBuf {
    dir.join("facts.cache")
}

/// Replaces the sidecar.
pub(super) fn write(dir: &Path, seq: u64, bytes: &[u8]) -> Result<()> {
    let mut head = Writer::default();
    head.bytes.extend_from_slice(MAGIC);
    head.u32(VERSION);
    head.u64(seq);
    head.u64(bytes.len() as u64);
    head.u32(crc32c(bytes));
    let crc = crc32c(&head.bytes);
    head.u32(crc);
    write_whole(&path(dir), &[&head.bytes, bytes])
}

/// The header's (seq, length, checksum), if it is undamaged.
fn head(bytes: &[u8]) -> Option<(u64, u64, u32)> {
    let mut input = Reader::new(bytes);
    if input.take(8)? != MAGIC || input.u32()? != VERSION {
        return None;
    }
    let found = (input.u64()?, input.u64()?, input.u32()?);
    (input.u32()? == crc32c(bytes.get(..HEADER - 4)?)).then_some(found)
}

/// The operation the sidecar stands at, from its header alone.
pub(super) fn seq(dir: &Path) -> Option<u64> {
    let mut start = [0; HEADER];
    File::open(path(dir)).ok()?.read_exact(&mut start).ok()?;
    head(&start).map(|(seq, _, _)| seq)
}

/// The whole sidecar; `None` if it is missing or damaged in any way.
pub(super) fn read(dir: &Path) -> Option<Sidecar> {
    let mut file = File::open(path(dir)).ok()?;
    let mut start = [0; HEADER];
    file.read_exact(&mut start).ok()?;
    let (seq, len, crc) = head(&start)?;
    let held = file.metadata().ok()?.len().checked_sub(HEADER as u64)?;
    if held != len {
        return None;
    }
    // Read behind the header, so that a large body need not be moved afterwards.
    let mut bytes = Vec::with_capacity(usize::try_from(len).ok()?);
    file.read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 == len && crc32c(&bytes) == crc).then_some(Sidecar { seq, bytes })
}
