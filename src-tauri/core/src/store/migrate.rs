//! Converting a book of an older format: archive first, write a new folder, prove
//! it, swap. The old folder is kept beside the new one.
//!
//! Format 1 had no compression and no `prev` in its changes; everything else is as
//! in format 2. The operations are copied one by one with the missing link added.

use super::archive::{ArchiveWriter, Head};
use super::create::{remove_leftover, skeleton};
use super::engine::Record;
use super::fsx::{at, beside, files_under, free_name, sync_dir, sync_parent};
use super::journal::Journal;
use super::lock::Lock;
use super::manifest::Manifest;
use super::notes::Notes;
use super::scan::{Damage, View, complete_frames};
use super::sums::Sums;
use super::survey;
use super::types::{Change, KindCode, NoWatch, OpHead};
use super::{FORMAT, segment};
use crate::error::{Error, Result};
use crate::ids::Id;
use crate::say;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder where the converted book is prepared.
fn workplace(dir: &Path) -> PathBuf {
    beside(dir, "converting")
}

/// If a conversion was interrupted between the two renames of the swap, the second
/// one is done now.
pub(super) fn finish_interrupted(dir: &Path) -> Result<()> {
    let work = workplace(dir);
    // The manifest is written last, so a folder that has one is complete.
    if !dir.exists() && work.join("book.toml").exists() {
        at(dir, fs::rename(&work, dir))?;
        sync_parent(dir)?;
    }
    Ok(())
}

/// Converts the book; the lock on the old folder is exchanged for one on the new.
pub(super) fn migrate(dir: &Path, manifest: &Manifest, lock: Lock, notes: &Notes) -> Result<Lock> {
    if manifest.format == 0 {
        return Err(Error::Damaged {
            path: dir.join("book.toml"),
            message: say!("The book says it has format 0, which never existed. Restore it from a backup."),
        });
    }
    let work = workplace(dir);
    remove_leftover(&work)?;
    let made = convert(dir, manifest, &work);
    if let Err(error) = made {
        let _ = fs::remove_dir_all(&work);
        return Err(error);
    }
    let old = free_name(dir.parent().unwrap_or(Path::new("")), &old_stem(dir, manifest.format));
    drop(lock);
    at(dir, fs::rename(dir, &old))?;
    at(dir, fs::rename(&work, dir))?;
    sync_parent(dir)?;
    notes.add(say!(
        "This book was converted to the format of this version. The book as it was before lies in {}.",
        old.display().to_string()
    ));
    Lock::take(dir)
}

fn old_stem(dir: &Path, format: u32) -> String {
    let name = dir.file_name().unwrap_or_default().to_string_lossy();
    format!("{name}.format-{format}")
}

fn convert(dir: &Path, manifest: &Manifest, work: &Path) -> Result<()> {
    let (mut view, found) = survey::survey(dir)?;
    if !found.gaps.is_empty() || found.trailing.is_some_and(|_| found.closed_seq == 0) {
        return Err(Error::Damaged {
            path: dir.join("journal"),
            message: say!(
                "The journal of this older book is damaged, so it is not converted. Restore a backup."
            ),
        });
    }
    (view.end, view.seq) = (found.closed_end, found.closed_seq);
    at(work, fs::create_dir(work))?;
    skeleton(work)?;
    let sums = archive_first(dir, manifest, &view)?;
    copy_operations(&view, manifest.book_id, work)?;
    prove(work, &sums)?;
    for folder in ["files", "archive"] {
        copy_folder(&dir.join(folder), &work.join(folder))?;
    }
    Manifest { format: FORMAT, ..manifest.clone() }.write(work)?;
    sync_dir(work)
}

/// Takes an archive of the old book before anything else, in its own folder.
fn archive_first(dir: &Path, manifest: &Manifest, view: &View) -> Result<Sums> {
    let folder = dir.join("archive");
    at(&folder, fs::create_dir_all(&folder))?;
    let path = folder.join(format!("before-format-{FORMAT}.regulars"));
    let head = Head { manifest: manifest.clone(), seq: view.seq, end: view.end, history: false };
    let mut writer = ArchiveWriter::create(&path, head)?;
    let mut page: HashMap<(KindCode, Id), Record> = HashMap::new();
    let mut sums = Sums::default();
    complete_frames::<Error>(view, Damage::Refuse, 0, &mut |frame| {
        for change in frame.changes {
            sums.apply(&change);
            let Change { kind, id, after, .. } = change;
            match after {
                Some(bytes) => {
                    page.insert((kind, id), Record { kind, id, pos: frame.pos, bytes: bytes.into() })
                }
                None => page.remove(&(kind, id)),
            };
        }
        Ok(())
    })?;
    let page: Vec<Record> = page.into_values().collect();
    writer.records(&page)?;
    writer.finish(&sums, &NoWatch)?;
    Ok(sums)
}

/// Writes every operation anew, each record's change pointing to the one before.
fn copy_operations(view: &View, book: Id, work: &Path) -> Result<()> {
    let mut journal = Journal::begin(work, book, 1, 1)?;
    let mut last: HashMap<(KindCode, Id), u64> = HashMap::new();
    let mut gathered: Vec<Change> = Vec::new();
    let mut last_seq = 0;
    complete_frames::<Error>(view, Damage::Refuse, 0, &mut |frame| {
        last_seq = frame.seq;
        gathered.extend(frame.changes);
        if !frame.head.closing {
            return Ok(());
        }
        write_operation(&mut journal, &frame.head.op, std::mem::take(&mut gathered), &mut last)
    })?;
    if last_seq == view.seq { Ok(()) } else { Err(not_converted(&segment::path_of(work, 1))) }
}

fn write_operation(
    journal: &mut Journal,
    op: &OpHead,
    mut changes: Vec<Change>,
    last: &mut HashMap<(KindCode, Id), u64>,
) -> Result<()> {
    for change in &mut changes {
        change.prev = last.get(&(change.kind, change.id)).copied().unwrap_or(0);
    }
    let done = journal.append(op, &changes, &NoWatch)?;
    for (change, pos) in changes.iter().zip(done.positions) {
        last.insert((change.kind, change.id), pos);
    }
    Ok(())
}

/// The new journal, read back, must lead to the same records as the old one.
fn prove(work: &Path, expected: &Sums) -> Result<()> {
    let (mut view, found) = survey::survey(work)?;
    (view.end, view.seq) = (found.closed_end, found.closed_seq);
    let mut sums = Sums::default();
    complete_frames::<Error>(&view, Damage::Refuse, 0, &mut |frame| {
        frame.changes.iter().for_each(|change| sums.apply(change));
        Ok(())
    })?;
    if sums == *expected {
        return Ok(());
    }
    Err(not_converted(&segment::path_of(work, 1)))
}

fn not_converted(path: &Path) -> Error {
    Error::Damaged {
        path: path.into(),
        message: say!(
            "The converted book did not read back as it was written, so the old one was left as it is. Try \
                  again, on another disk if this happens twice."
        ),
    }
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    for file in files_under(from)? {
        let target = to.join(&file);
        if let Some(parent) = target.parent() {
            at(parent, fs::create_dir_all(parent))?;
        }
        at(&target, fs::copy(from.join(&file), &target))?;
        at(&target, fs::File::open(&target).and_then(|copy| copy.sync_all()))?;
        sync_parent(&target)?;
    }
    sync_dir(to)
}
