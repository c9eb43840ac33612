//! Writing the journal: one operation at a time, durable when it is confirmed,
//! without a trace when it is not.

use super::frame::{self, MAX_CHANGE, TARGET_BODY, change_size};
use super::fsx::{at, sync_dir};
use super::segment::{HEADER, Header, path_of, pos};
use super::types::{Change, OpHead, Watch};
use crate::error::{Error, Result};
use crate::ids::Id;
use crate::say;
use std::fs::{File, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A new segment is begun when one has reached this many bytes.
const SEGMENT: u64 = 64 << 20;
/// The file is made longer by so many zeros at a time: syncing bytes that replace
/// others is quicker than syncing a file that has grown.
const SPARE: u64 = 256 << 10;
/// Larger operations are not worth room in advance.
const SMALL: usize = 16 << 10;

/// The writing end. There is one per open book.
pub(super) struct Journal {
    dir: PathBuf,
    book: Id,
    file: File,
    segment: u32,
    offset: u64,
    /// The file's length; from `offset` to here are zeros.
    len: u64,
    next_seq: u64,
    /// After a failed sync nobody knows what is on the disk; only reopening tells.
    poisoned: bool,
    /// Segments longer than this are left for a new one; smaller in tests.
    pub segment_limit: u64,
    #[cfg(test)]
    pub faults: super::testkit::Faults,
}

/// An operation that is on the disk.
pub(super) struct Appended {
    pub seq: u64,
    /// Per change, the position of its frame.
    pub positions: Vec<u64>,
    /// The position behind the closing frame.
    pub end: u64,
    /// Segments begun on the way.
    pub segments: Vec<u32>,
}

impl Journal {
    /// Begins a new segment; its first frame will be `next_seq`.
    pub fn begin(dir: &Path, book: Id, segment: u32, next_seq: u64) -> Result<Self> {
        let file = new_segment(dir, book, segment, next_seq)?;
        Ok(Self::with(dir, book, file, (segment, HEADER, HEADER), next_seq))
    }

    /// Goes on at the end of a segment.
    pub fn resume(dir: &Path, book: Id, segment: u32, offset: u64, next_seq: u64) -> Result<Self> {
        let path = path_of(dir, segment);
        let mut file = at(&path, OpenOptions::new().write(true).open(&path))?;
        at(&path, file.seek(SeekFrom::Start(offset)))?;
        let len = at(&path, file.metadata())?.len();
        Ok(Self::with(dir, book, file, (segment, offset, len), next_seq))
    }

    fn with(dir: &Path, book: Id, file: File, place: (u32, u64, u64), next_seq: u64) -> Self {
        let (segment, offset, len) = place;
        Self {
            dir: dir.into(),
            book,
            file,
            segment,
            offset,
            len,
            next_seq,
            poisoned: false,
            segment_limit: SEGMENT,
            #[cfg(test)]
            faults: super::testkit::Faults::default(),
        }
    }

    /// Refuses all further writes: the disk and the program no longer agree.
    pub fn poison(&mut self) {
        self.poisoned = true;
    }

    /// Writes the operation and makes it durable. When this fails or is stopped,
    /// the journal is as before; when even that cannot be promised, all further
    /// writes are refused.
    pub fn append(&mut self, op: &OpHead, changes: &[Change], watch: &dyn Watch) -> Result<Appended> {
        if self.poisoned {
            return Err(refused(&self.dir));
        }
        let start = (self.segment, self.offset, self.next_seq);
        let mut done = Appended { seq: 0, positions: Vec::new(), end: 0, segments: Vec::new() };
        match self.write_frames(op, changes, watch, &mut done).and_then(|()| self.make_room(start.1)) {
            Ok(()) => {}
            Err(error) => {
                self.take_back(start, &done.segments)?;
                return Err(error);
            }
        }
        if let Err(error) = self.sync() {
            self.poisoned = true;
            return Err(unconfirmed(&self.dir, &error));
        }
        done.seq = self.next_seq - 1;
        done.end = pos(self.segment, self.offset);
        Ok(done)
    }

    fn write_frames(
        &mut self,
        op: &OpHead,
        changes: &[Change],
        watch: &dyn Watch,
        done: &mut Appended,
    ) -> Result<()> {
        let batches = batches(&self.dir, changes)?;
        for (part, batch) in batches.iter().enumerate() {
            if !watch.step(batch.start as u64, changes.len() as u64) {
                return Err(Error::Cancelled);
            }
            if self.offset >= self.segment_limit {
                self.roll(done)?;
            }
            let closing = part + 1 == batches.len();
            let bytes = frame::encode(self.next_seq, part as u64, closing, op, &changes[batch.clone()]);
            let place = pos(self.segment, self.offset);
            self.write(&bytes)?;
            done.positions.resize(batch.end, place);
            self.offset += bytes.len() as u64;
            self.next_seq += 1;
        }
        Ok(())
    }

    /// Lengthens the file when the operation that began at `start` has used up its
    /// room. It is synced with the operation; a full disk only makes the next syncs slower.
    fn make_room(&mut self, start: u64) -> Result<()> {
        let used = self.offset.checked_sub(start).is_some_and(|used| used <= SMALL as u64);
        if self.offset <= self.len || !used {
            self.len = self.len.max(self.offset);
            return Ok(());
        }
        self.len = self.offset;
        let zeros = vec![0; SPARE as usize];
        if self.file.write_all(&zeros).is_ok() {
            self.len += SPARE;
        }
        let path = path_of(&self.dir, self.segment);
        at(&path, self.file.seek(SeekFrom::Start(self.offset))).map(|_| ())
    }

    fn roll(&mut self, done: &mut Appended) -> Result<()> {
        let path = path_of(&self.dir, self.segment);
        // Only the last file may end in room that is not used.
        at(&path, self.file.set_len(self.offset))?;
        at(&path, self.sync())?;
        // Noted before it exists, so that taking back also removes a half-made file.
        done.segments.push(self.segment + 1);
        self.file = new_segment(&self.dir, self.book, self.segment + 1, self.next_seq)?;
        self.segment += 1;
        (self.offset, self.len) = (HEADER, HEADER);
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        #[cfg(test)]
        if let Some(error) = self.faults.write() {
            // A full disk takes part of a write before it refuses the rest.
            let _ = self.file.write_all(&bytes[..bytes.len() / 2]);
            return Err(Error::io(&self.dir, &error));
        }
        self.file.write_all(bytes).map_err(|error| Error::io(&self.dir, &error))
    }

    fn sync(&mut self) -> std::io::Result<()> {
        #[cfg(test)]
        if let Some(error) = self.faults.sync() {
            return Err(error);
        }
        self.file.sync_data()
    }

    /// Removes what an operation has written so far.
    fn take_back(&mut self, start: (u32, u64, u64), begun: &[u32]) -> Result<()> {
        let undone = (|| {
            for segment in begun {
                let path = path_of(&self.dir, *segment);
                match std::fs::remove_file(&path) {
                    Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                        return Err(Error::io(path, &error));
                    }
                    _ => {}
                }
            }
            let (segment, offset, next_seq) = start;
            let path = path_of(&self.dir, segment);
            if !begun.is_empty() {
                self.file = at(&path, OpenOptions::new().write(true).open(&path))?;
                sync_dir(&self.dir.join("journal"))?;
            }
            at(&path, self.file.set_len(offset))?;
            at(&path, self.file.seek(SeekFrom::Start(offset)))?;
            at(&path, self.sync())?;
            (self.segment, self.offset, self.len, self.next_seq) = (segment, offset, offset, next_seq);
            Ok(())
        })();
        self.poisoned |= undone.is_err();
        undone
    }
}

impl Drop for Journal {
    /// Gives unused room back. Without it the next opening finds zeros, and knows them.
    fn drop(&mut self) {
        if self.len > self.offset && !self.poisoned {
            let _ = self.file.set_len(self.offset);
        }
    }
}

/// Cuts the changes into frames' worth; an operation without changes is one frame.
fn batches(dir: &Path, changes: &[Change]) -> Result<Vec<Range<usize>>> {
    let mut batches = Vec::new();
    let (mut start, mut size) = (0, 0);
    for (index, change) in changes.iter().enumerate() {
        let more = change_size(change);
        if more > MAX_CHANGE {
            return Err(Error::File {
                path: dir.into(),
                message: say!(
                    "One record takes {} MB with its previous version; the limit is {} MB. Keep long texts and \
                     pictures as attachments.",
                    more >> 20,
                    MAX_CHANGE >> 20
                ),
            });
        }
        if size > 0 && size + more > TARGET_BODY {
            batches.push(start..index);
            (start, size) = (index, 0);
        }
        size += more;
    }
    batches.push(start..changes.len());
    Ok(batches)
}

/// Creates a segment's file with its header, durably.
fn new_segment(dir: &Path, book: Id, segment: u32, first_seq: u64) -> Result<File> {
    let path = path_of(dir, segment);
    let mut file = at(&path, OpenOptions::new().write(true).create_new(true).open(&path))?;
    let header = Header { version: super::FORMAT, segment, first_seq, book };
    at(&path, file.write_all(&header.encode()))?;
    at(&path, file.sync_all())?;
    sync_dir(&dir.join("journal"))?;
    Ok(file)
}

fn refused(dir: &Path) -> Error {
    Error::File {
        path: dir.into(),
        message: say!(
            "An earlier change could not be confirmed by the disk, so nothing more is written. Close the book \
                  and open it again; everything confirmed before is there."
        ),
    }
}

fn unconfirmed(dir: &Path, error: &std::io::Error) -> Error {
    Error::File {
        path: dir.into(),
        message: say!(
            "The disk did not confirm the last change ({}). It may or may not be there. Close the book and open \
             it again, and look at your last entry; check the disk if this happens twice.",
            error
        ),
    }
}
