//! Archives: the whole book in one file of our own format, proven by reading it
//! back. An archive inside the book's own `archive/` folder holds the records
//! only, because journal and attachments lie beside it; any other is complete.

use super::block::{BlockReader, BlockWriter};
use super::codec::{Reader, Writer};
use super::engine::{Put, Record};
use super::frame::MAX_FRAME;
use super::fsx::{at, beside, files_under, sync_parent};
use super::manifest::Manifest;
use super::scan::View;
use super::segment::{SegmentFile, path_of, unpos};
use super::sums::Sums;
use super::types::{ArchiveReport, KindCode, Watch};
use crate::error::{Error, Result};
use crate::say;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Component, Path, PathBuf};

const HEAD: u8 = b'H';
const RECORDS: u8 = b'R';
const JOURNAL: u8 = b'J';
const FILE: u8 = b'F';
const END: u8 = b'E';
/// Journal and attachments are stored in pieces of this many bytes.
const PIECE: usize = 1 << 20;

/// What an archive says at its beginning.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Head {
    pub manifest: Manifest,
    pub seq: u64,
    /// The journal position after the last operation contained.
    pub end: u64,
    /// Whether the journal contained reaches back to the first operation without a gap.
    pub history: bool,
}

/// One thing in an archive.
pub(super) enum Item {
    Records(Vec<Put>),
    /// A piece of a journal segment: number, offset, bytes.
    Journal(u32, u64, Vec<u8>),
    /// A piece of a file: path in the book, offset, bytes.
    File(PathBuf, u64, Vec<u8>),
}

/// Writes an archive step by step: head, records, journal, files, end.
pub(super) struct ArchiveWriter {
    target: PathBuf,
    temp: PathBuf,
    blocks: BlockWriter,
    head: Head,
    sums: Sums,
    /// CRC over all journal and file bytes, to compare with what is read back.
    extra: u32,
    files: u64,
}

impl ArchiveWriter {
    pub fn create(target: &Path, head: Head) -> Result<Self> {
        let temp = beside(target, "new");
        let mut blocks = BlockWriter::create(&temp)?;
        let mut out = Writer::default();
        out.u64(head.seq);
        out.u64(head.end);
        out.u8(u8::from(head.history));
        out.blob(head.manifest.to_text()?.as_bytes());
        blocks.block(HEAD, &out.bytes)?;
        Ok(Self { target: target.into(), temp, blocks, head, sums: Sums::default(), extra: 0, files: 0 })
    }

    pub fn records(&mut self, page: &[Record]) -> Result<()> {
        for batch in batches(page) {
            let mut out = Writer::default();
            for record in batch {
                self.sums.add(record.kind, record.id, &record.bytes);
                out.u8(record.kind);
                out.id(record.id);
                out.u64(record.pos);
                out.blob(&record.bytes);
            }
            self.blocks.block(RECORDS, &out.bytes)?;
        }
        Ok(())
    }

    /// Adds the journal up to the view's end.
    pub fn journal(&mut self, view: &View, watch: &dyn Watch) -> Result<()> {
        let (last, end) = unpos(view.end);
        for (index, segment) in view.segments.iter().filter(|segment| **segment <= last).enumerate() {
            // A segment that has vanished is a known gap; the rest is still worth keeping.
            let Ok(mut file) = SegmentFile::open(&view.dir, *segment) else { continue };
            let len = if *segment == last { end.min(file.len()) } else { file.len() };
            let mut offset = 0;
            while offset < len {
                let size = PIECE.min((len - offset) as usize);
                let bytes = file.bytes(offset, size)?.unwrap_or_default().to_vec();
                if bytes.len() != size {
                    return Err(Error::io(
                        path_of(&view.dir, *segment),
                        &std::io::ErrorKind::UnexpectedEof.into(),
                    ));
                }
                let mut out = Writer::default();
                out.u32(*segment);
                out.u64(offset);
                self.piece(JOURNAL, out, &bytes)?;
                offset += size as u64;
                go_on(watch, index as u64, view.segments.len() as u64)?;
            }
        }
        Ok(())
    }

    /// Adds one file of the book by its relative path.
    pub fn file(&mut self, dir: &Path, relative: &Path, watch: &dyn Watch) -> Result<()> {
        let path = dir.join(relative);
        let mut file = at(&path, File::open(&path))?;
        let mut offset = 0;
        self.files += 1;
        loop {
            let mut bytes = Vec::new();
            at(&path, (&mut file).take(PIECE as u64).read_to_end(&mut bytes))?;
            // An empty file is one empty piece, so that it is there again afterwards.
            if bytes.is_empty() && offset > 0 {
                return Ok(());
            }
            let mut out = Writer::default();
            out.blob(wire_path(relative).as_bytes());
            out.u64(offset);
            self.piece(FILE, out, &bytes)?;
            offset += bytes.len() as u64;
            go_on(watch, offset, offset)?;
            if bytes.len() < PIECE {
                return Ok(());
            }
        }
    }

    fn piece(&mut self, tag: u8, mut out: Writer, bytes: &[u8]) -> Result<()> {
        out.bytes.extend_from_slice(bytes);
        self.extra = crc32c::crc32c_append(self.extra, bytes);
        self.blocks.block(tag, &out.bytes)
    }

    /// Closes the file, reads it back completely, compares, and gives it its name.
    /// `expected` are the sums the store keeps; they must agree with what was written.
    pub fn finish(mut self, expected: &Sums, watch: &dyn Watch) -> Result<ArchiveReport> {
        if self.sums != *expected {
            return Err(not_as_expected(&self.target));
        }
        let mut out = Writer::default();
        out.u32(self.blocks.chain);
        out.u64(self.files);
        out.u32(self.extra);
        self.sums.put(&mut out);
        self.blocks.block(END, &out.bytes)?;
        self.blocks.finish()?;
        let (head, found) = read(&self.temp, watch, &mut |_| Ok(()))?;
        if head != self.head
            || found.sums != self.sums
            || found.files != self.files
            || found.extra != self.extra
        {
            return Err(not_as_expected(&self.target));
        }
        at(&self.target, fs::rename(&self.temp, &self.target))?;
        sync_parent(&self.target)?;
        Ok(report(&head, &found))
    }
}

fn not_as_expected(path: &Path) -> Error {
    Error::Damaged {
        path: path.into(),
        message: say!(
            "The archive did not read back as it was written, so it was not kept. Try again, on another disk if \
                  this happens twice."
        ),
    }
}

/// What reading an archive to its end established.
pub(super) struct Contents {
    pub sums: Sums,
    pub files: u64,
    extra: u32,
    bytes: u64,
}

/// The report for an archive that was read completely.
pub(super) fn report(head: &Head, found: &Contents) -> ArchiveReport {
    ArchiveReport {
        seq: head.seq,
        records: found.sums.total(),
        per_kind: found.sums.counts(),
        history: head.history,
        files: found.files,
        bytes: found.bytes,
    }
}

/// Only the beginning of an archive.
pub(super) fn read_head(path: &Path) -> Result<Head> {
    let mut blocks = BlockReader::open(path)?;
    first_block(&mut blocks)
}

fn first_block(blocks: &mut BlockReader) -> Result<Head> {
    match blocks.next()? {
        Some((HEAD, raw)) => parse_head(&raw).ok_or_else(|| blocks.damaged()),
        _ => Err(blocks.damaged()),
    }
}

/// Reads an archive from beginning to end, checks everything there is to check, and
/// hands its contents out on the way (so they are only to be trusted at the end).
pub(super) fn read(
    path: &Path,
    watch: &dyn Watch,
    each: &mut dyn FnMut(Item) -> Result<()>,
) -> Result<(Head, Contents)> {
    let mut blocks = BlockReader::open(path)?;
    let head = first_block(&mut blocks)?;
    let mut found = Contents { sums: Sums::default(), files: 0, extra: 0, bytes: blocks.len };
    while let Some((tag, raw)) = blocks.next()? {
        go_on(watch, blocks.done, blocks.len)?;
        let item = match tag {
            RECORDS => parse_records(&raw, &mut found.sums).map(Item::Records),
            JOURNAL => parse_journal(&raw),
            FILE => parse_file(&raw),
            END => {
                let right = parse_end(&raw, blocks.chain, &found) && blocks.next()?.is_none();
                return if right { Ok((head, found)) } else { Err(blocks.damaged()) };
            }
            _ => None,
        };
        let item = item.ok_or_else(|| blocks.damaged())?;
        match &item {
            Item::File(_, offset, bytes) => {
                found.files += u64::from(*offset == 0);
                found.extra = crc32c::crc32c_append(found.extra, bytes);
            }
            Item::Journal(_, _, bytes) => found.extra = crc32c::crc32c_append(found.extra, bytes),
            Item::Records(_) => {}
        }
        each(item)?;
    }
    Err(blocks.damaged())
}

fn go_on(watch: &dyn Watch, done: u64, total: u64) -> Result<()> {
    if watch.step(done, total) { Ok(()) } else { Err(Error::Cancelled) }
}

fn parse_head(raw: &[u8]) -> Option<Head> {
    let mut input = Reader::new(raw);
    let (seq, end, history) = (input.u64()?, input.u64()?, input.u8()? != 0);
    Some(Head { manifest: Manifest::from_text(&input.text()?)?, seq, end, history })
}

fn parse_records(raw: &[u8], sums: &mut Sums) -> Option<Vec<Put>> {
    let mut input = Reader::new(raw);
    let mut puts = Vec::new();
    while !input.is_done() {
        let (kind, id, pos, bytes): (KindCode, _, _, _) =
            (input.u8()?, input.id()?, input.u64()?, input.blob()?);
        sums.add(kind, id, bytes);
        puts.push(Put { kind, id, pos, bytes: Some(bytes.into()) });
    }
    Some(puts)
}

fn parse_journal(raw: &[u8]) -> Option<Item> {
    let mut input = Reader::new(raw);
    let (segment, offset) = (input.u32()?, input.u64()?);
    (segment > 0).then(|| Item::Journal(segment, offset, input.rest().to_vec()))
}

fn parse_file(raw: &[u8]) -> Option<Item> {
    let mut input = Reader::new(raw);
    let (path, offset) = (PathBuf::from(input.text()?), input.u64()?);
    // A path that leads out of the book is an attack, not an attachment.
    let inside =
        path.starts_with("files") && path.components().all(|part| matches!(part, Component::Normal(_)));
    inside.then(|| Item::File(path, offset, input.rest().to_vec()))
}

fn parse_end(raw: &[u8], chain: u32, found: &Contents) -> bool {
    let mut input = Reader::new(raw);
    let end = (|| Some((input.u32()?, input.u64()?, input.u32()?, Sums::get(&mut input)?)))();
    end.is_some_and(|(chained, files, extra, sums)| {
        chained == chain && files == found.files && extra == found.extra && sums == found.sums
    })
}

/// Cuts a page into blocks that stay well below the limit.
fn batches(page: &[Record]) -> Vec<&[Record]> {
    let (mut batches, mut start, mut size) = (Vec::new(), 0, 0);
    for (index, record) in page.iter().enumerate() {
        if size > 0 && size + record.bytes.len() > MAX_FRAME {
            batches.push(&page[start..index]);
            (start, size) = (index, 0);
        }
        size += record.bytes.len() + 40;
    }
    batches.push(&page[start..]);
    batches
}

/// A relative path with forward slashes, whatever the system writes.
fn wire_path(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// Removes what an interrupted archive left in the book's own folder.
pub(super) fn remove_unfinished(dir: &Path) {
    let folder = dir.join("archive");
    for path in files_under(&folder).unwrap_or_default() {
        if path.extension().is_some_and(|ending| ending == "new") {
            // One that cannot be removed only takes space.
            let _ = fs::remove_file(folder.join(path));
        }
    }
}

/// The archives in the book's own folder that stand at or before `seq`, newest first,
/// by what their heads say.
pub(super) fn candidates(dir: &Path, seq: u64) -> Vec<(PathBuf, Head)> {
    let folder = dir.join("archive");
    let mut found: Vec<(PathBuf, Head)> = files_under(&folder)
        .unwrap_or_default()
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| ending != "new"))
        .map(|path| folder.join(path))
        .filter_map(|path| read_head(&path).ok().map(|head| (path, head)))
        .filter(|(_, head)| head.seq <= seq)
        .collect();
    found.sort_by_key(|(_, head)| std::cmp::Reverse(head.seq));
    found
}
