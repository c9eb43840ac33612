//! `facts.cache`: the read model's own file. The store keeps it whole and says
//! which operation it stands at; what is in it is not the store's business.
//!
//! A header, then sections one after the other, then a table with each section's
//! length and checksum. It is written in one pass through a small buffer and read
//! by all processors at once, so that neither costs a large book a second copy of
//! itself or a second of waiting.

use super::codec::{Reader, Writer};
use super::fsx::{at, write_through};
use super::types::Sidecar;
use crate::error::Result;
use crc32c::{crc32c, crc32c_append, crc32c_combine};
use rayon::prelude::*;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

const MAGIC: &[u8; 8] = b"RGFACTS\n";
const VERSION: u32 = 2;
const HEADER: usize = 40;
/// Bytes that gather before they are written.
const BUFFER: usize = 256 << 10;
/// Bytes that one thread reads at a time.
const PART: usize = 4 << 20;

/// Its place in a book's folder.
pub(super) fn path(dir: &Path) -> PathBuf {
    dir.join("facts.cache")
}

/// Takes the sidecar's bytes, section by section.
pub struct SidecarWriter<'f> {
    file: &'f mut File,
    path: PathBuf,
    buffer: Vec<u8>,
    len: u64,
    crc: u32,
    table: Vec<(u64, u32)>,
}

impl SidecarWriter<'_> {
    /// Adds bytes to the section under way.
    pub fn put(&mut self, bytes: &[u8]) -> Result<()> {
        if self.buffer.len() + bytes.len() > BUFFER {
            self.flush()?;
        }
        if bytes.len() > BUFFER {
            return self.write(bytes);
        }
        self.buffer.extend_from_slice(bytes);
        Ok(())
    }

    /// Ends the section under way; the next bytes belong to a new one.
    pub fn end_section(&mut self) -> Result<()> {
        self.flush()?;
        self.table.push((self.len, self.crc));
        (self.len, self.crc) = (0, 0);
        Ok(())
    }

    fn flush(&mut self) -> Result<()> {
        let gathered = std::mem::take(&mut self.buffer);
        self.write(&gathered)?;
        self.buffer = gathered;
        self.buffer.clear();
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        at(&self.path, self.file.write_all(bytes))?;
        self.len += bytes.len() as u64;
        self.crc = crc32c_append(self.crc, bytes);
        Ok(())
    }
}

/// Replaces the sidecar by what `fill` writes; an unfinished section counts as one.
pub(super) fn write(
    dir: &Path,
    seq: u64,
    fill: &mut dyn FnMut(&mut SidecarWriter<'_>) -> Result<()>,
) -> Result<()> {
    let path = path(dir);
    write_through(&path, &mut |file| {
        at(&path, file.write_all(&[0; HEADER]))?;
        let mut out = SidecarWriter {
            file,
            path: path.clone(),
            buffer: Vec::with_capacity(BUFFER),
            len: 0,
            crc: 0,
            table: Vec::new(),
        };
        fill(&mut out)?;
        if !out.buffer.is_empty() || out.len > 0 {
            out.end_section()?;
        }
        let mut table = Writer::default();
        for (len, crc) in &out.table {
            table.u64(*len);
            table.u32(*crc);
        }
        let mut head = Writer::default();
        head.bytes.extend_from_slice(MAGIC);
        head.u32(VERSION);
        head.u64(seq);
        head.u64(out.table.iter().map(|(len, _)| len).sum());
        head.u32(out.table.len() as u32);
        head.u32(crc32c(&table.bytes));
        let crc = crc32c(&head.bytes);
        head.u32(crc);
        at(&path, file.write_all(&table.bytes))?;
        at(&path, file.seek(SeekFrom::Start(0)))?;
        at(&path, file.write_all(&head.bytes))
    })
}

/// What the header says.
struct Head {
    seq: u64,
    /// Length of all sections together.
    len: u64,
    sections: u32,
    table_crc: u32,
}

/// The header, if it is undamaged.
fn head(bytes: &[u8]) -> Option<Head> {
    let mut input = Reader::new(bytes);
    if input.take(8)? != MAGIC || input.u32()? != VERSION {
        return None;
    }
    let found =
        Head { seq: input.u64()?, len: input.u64()?, sections: input.u32()?, table_crc: input.u32()? };
    (input.u32()? == crc32c(bytes.get(..HEADER - 4)?)).then_some(found)
}

/// The operation the sidecar stands at, from its header alone.
pub(super) fn seq(dir: &Path) -> Option<u64> {
    let mut start = [0; HEADER];
    File::open(path(dir)).ok()?.read_exact(&mut start).ok()?;
    head(&start).map(|head| head.seq)
}

/// The whole sidecar; `None` if it is missing or damaged in any way.
pub(super) fn read(dir: &Path) -> Option<Sidecar> {
    let path = path(dir);
    let mut file = File::open(&path).ok()?;
    let mut start = [0; HEADER];
    file.read_exact(&mut start).ok()?;
    let head = head(&start)?;
    let table_len = u64::from(head.sections) * 12;
    let whole = (HEADER as u64).checked_add(head.len)?.checked_add(table_len)?;
    if file.metadata().ok()?.len() != whole {
        return None;
    }
    file.seek(SeekFrom::Start(whole - table_len)).ok()?;
    let mut table = Vec::new();
    file.read_to_end(&mut table).ok()?;
    if crc32c(&table) != head.table_crc {
        return None;
    }
    let mut input = Reader::new(&table);
    let mut sections = Vec::new();
    let mut offset = HEADER as u64;
    while !input.is_done() {
        let (len, crc) = (input.u64()?, input.u32()?);
        sections.push((offset, len, crc));
        offset = offset.checked_add(len)?;
    }
    if offset != whole - table_len {
        return None;
    }
    let sections = sections
        .into_par_iter()
        .map(|(offset, len, crc)| section(&path, offset, usize::try_from(len).ok()?, crc))
        .collect::<Option<_>>()?;
    Some(Sidecar { seq: head.seq, sections })
}

/// One section, its parts read and checked side by side.
fn section(path: &Path, offset: u64, len: usize, crc: u32) -> Option<Vec<u8>> {
    let mut bytes = vec![0; len];
    let parts: Vec<(u32, usize)> = bytes
        .par_chunks_mut(PART)
        .enumerate()
        .map(|(index, part)| {
            // A file has one reading place, so everyone opens it for themselves.
            let mut file = File::open(path).ok()?;
            file.seek(SeekFrom::Start(offset + (index * PART) as u64)).ok()?;
            file.read_exact(part).ok()?;
            Some((crc32c(part), part.len()))
        })
        .collect::<Option<_>>()?;
    let found = parts.into_iter().fold(0, |whole, (part, len)| crc32c_combine(whole, part, len));
    (found == crc).then_some(bytes)
}
