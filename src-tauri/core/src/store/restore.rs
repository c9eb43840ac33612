//! Turning an archive back into a book: into a folder beside, proven there, then
//! given its name.

use super::FORMAT;
use super::archive::{self, Head, Item};
use super::create::{must_be_free, put_in_place, remove_leftover, skeleton};
use super::engine::State;
use super::fsx::{at, beside, sync_dir};
use super::guard::{Broken, Handle};
use super::journal::Journal;
use super::manifest::Manifest;
use super::mark;
use super::scan::{Damage, View, complete_frames};
use super::segment::{self, unpos};
use super::sums::Sums;
use super::types::{ArchiveReport, KindCode, Watch};
use crate::error::{Error, Result};
use crate::ids::Id;
use crate::say;
use std::fs::{self, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::time::Duration;

const WATCHDOG: Duration = Duration::from_secs(60);

/// Restores an archive into a folder that does not exist or is empty. Everything
/// is written beside it, read back and compared before the folder gets its name;
/// on failure nothing is left.
pub fn restore(archive: &Path, dir: &Path, watch: &dyn Watch) -> Result<ArchiveReport> {
    must_be_free(dir)?;
    let head = archive::read_head(archive)?;
    if head.manifest.format > FORMAT {
        let found = head.manifest.format;
        return Err(Error::NewerFormat { path: archive.into(), found, known: FORMAT });
    }
    let work = beside(dir, "restoring");
    remove_leftover(&work)?;
    let restored = (|| {
        at(&work, fs::create_dir(&work))?;
        skeleton(&work)?;
        let report = unpack(archive, &head, &work, watch)?;
        put_in_place(&work, dir)?;
        Ok(report)
    })();
    if restored.is_err() {
        let _ = fs::remove_dir_all(&work);
    }
    restored
}

fn unpack(archive: &Path, head: &Head, work: &Path, watch: &dyn Watch) -> Result<ArchiveReport> {
    let trouble = |broken: Broken| match broken {
        Broken::Full => Error::DiskFull { path: work.into() },
        Broken::Failed(why) => Error::Damaged {
            path: work.into(),
            message: say!("The store of the restored book could not be written ({}). Try another disk.", why),
        },
    };
    let engine = Handle::open(work, WATCHDOG).map_err(trouble)?;
    let (read_head, found) = archive::read(archive, watch, &mut |item| match item {
        Item::Records(puts) => engine.call(move |engine| engine.apply(&puts, None, false)).map_err(trouble),
        Item::Journal(segment, offset, bytes) => {
            write_piece(&segment::path_of(work, segment), offset, &bytes)
        }
        Item::File(path, offset, bytes) => write_piece(&work.join(path), offset, &bytes),
    })?;
    if read_head != *head {
        return Err(differs(archive));
    }
    let segments = segment::list(work)?;
    let has_journal = !segments.is_empty();
    if !has_journal {
        // New frames must not be mistaken for those the records still point to.
        drop(Journal::begin(work, head.manifest.book_id, unpos(head.end).0 + 1, head.seq + 1)?);
    }
    if !head.history {
        // The journal alone cannot rebuild this book, so its base stays with it.
        let base = work.join("archive").join("restored.regulars");
        at(&base, fs::copy(archive, &base))?;
        at(&base, fs::File::open(&base).and_then(|file| file.sync_all()))?;
        sync_dir(&work.join("archive"))?;
    }
    let place = if has_journal { head.end } else { 0 };
    let state = State { seq: head.seq, place, sums: found.sums.clone() };
    engine.call(move |engine| engine.apply(&[], Some(&state), false)).map_err(trouble)?;
    engine.call(|engine| engine.flush()).map_err(trouble)?;
    if stored_sums(&engine).map_err(trouble)? != found.sums {
        return Err(differs(archive));
    }
    drop(engine);
    if head.history {
        prove_history(work, segments, head, &found.sums, archive)?;
    }
    mark::write(work, head.seq);
    sync_tree(work)?;
    let format = if has_journal { head.manifest.format } else { FORMAT };
    Manifest { format, ..head.manifest.clone() }.write(work)?;
    Ok(archive::report(head, &found))
}

/// Reads back what was written into the store.
fn stored_sums(engine: &Handle) -> std::result::Result<Sums, Broken> {
    let mut sums = Sums::default();
    let mut after: Option<(KindCode, Id)> = None;
    loop {
        let page = engine.call(move |engine| engine.page(after))?;
        let Some(last) = page.last() else { return Ok(sums) };
        after = Some((last.kind, last.id));
        page.iter().for_each(|record| sums.add(record.kind, record.id, &record.bytes));
    }
}

/// The journal, read back from its beginning, must lead to the same records.
fn prove_history(
    work: &Path,
    segments: Vec<u32>,
    head: &Head,
    expected: &Sums,
    archive: &Path,
) -> Result<()> {
    let view = View { dir: work.into(), segments, gaps: Vec::new(), end: head.end, seq: head.seq };
    let mut sums = Sums::default();
    let mut last = 0;
    let left_out = complete_frames::<Error>(&view, Damage::Refuse, 0, &mut |frame| {
        frame.changes.iter().for_each(|change| sums.apply(change));
        last = frame.seq;
        Ok(())
    })?;
    if left_out > 0 || last != head.seq || sums != *expected {
        return Err(differs(archive));
    }
    Ok(())
}

fn differs(archive: &Path) -> Error {
    Error::Damaged {
        path: archive.into(),
        message: say!(
            "The restored book does not agree with the archive's own figures, so it was not kept. Use another \
                  backup, or try again on another disk."
        ),
    }
}

fn write_piece(path: &Path, offset: u64, bytes: &[u8]) -> Result<()> {
    if let Some(parent) = path.parent() {
        at(parent, fs::create_dir_all(parent))?;
    }
    let opened = OpenOptions::new().write(true).create(true).truncate(false).open(path);
    let mut file = at(path, opened)?;
    at(path, file.seek(SeekFrom::Start(offset)))?;
    at(path, file.write_all(bytes))
}

/// Brings journal and attachments to the disk, with their folders.
fn sync_tree(work: &Path) -> Result<()> {
    for part in ["journal", "files"] {
        let root = work.join(part);
        for file in super::fsx::files_under(&root)? {
            let path = root.join(file);
            at(&path, fs::File::open(&path).and_then(|file| file.sync_all()))?;
            super::fsx::sync_parent(&path)?;
        }
        sync_dir(&root)?;
    }
    sync_dir(&work.join("store"))
}
