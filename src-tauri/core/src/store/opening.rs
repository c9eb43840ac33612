//! Opening the journal: telling a crash's torn end from damage, and going on
//! after either without losing what was confirmed.

use super::archive;
use super::check;
use super::gaps::{self, Gap};
use super::journal::Journal;
use super::mark;
use super::material::Material;
use super::notes::Notes;
use super::scan::View;
use super::segment::{HEADER, pos, unpos};
use super::sidecar;
use super::survey::{self, Survey};
use crate::error::{Error, Result};
use crate::ids::Id;
use crate::say;
use std::path::Path;

/// Opens the journal for writing.
///
/// A torn end is what a crash leaves of an operation that was never confirmed, and
/// is cut off. Bytes that are unreadable although their operation was confirmed
/// (the mark, the sidecar, the store or an archive knows it, or later operations
/// follow) are damage: the file is left as it is, a new segment is begun, and
/// reading steps over the gap from then on.
pub(super) fn open_journal(
    dir: &Path,
    book: Id,
    material: &mut Material,
    notes: &Notes,
) -> Result<(View, Journal)> {
    let (mut view, found) = survey::survey(dir)?;
    let mut used = view.segments.last().copied().unwrap_or(0);
    let mut confirmed = mark::read(dir).max(sidecar::seq(dir).unwrap_or(0));
    let ordinary = found.is_clean() && confirmed <= found.closed_seq && !view.segments.is_empty();
    if !ordinary {
        // Something is odd, so every witness is asked before a byte is cut off.
        let archived = archive::candidates(dir, u64::MAX);
        for (_, head) in archived.iter().filter(|(_, head)| head.manifest.book_id == book) {
            confirmed = confirmed.max(head.seq);
            used = used.max(unpos(head.end).0);
        }
        if let Some(state) = material.peek() {
            confirmed = confirmed.max(state.seq);
            used = used.max(unpos(state.place).0);
        }
    }
    if confirmed == 0 && (view.segments.is_empty() || found.headless) {
        return Err(Error::Damaged {
            path: dir.join("journal"),
            message: say!(
                "The journal of this book is missing or empty, and there is no store and no archive to make up \
                      for it. Restore the book from a backup."
            ),
        });
    }
    if ordinary || (!view.segments.is_empty() && !found.is_damage(confirmed)) {
        let (segment, offset) = unpos(found.closed_end);
        let clean = found.is_clean() && found.last_end == found.closed_end;
        if !clean || view.segments.last() != Some(&segment) {
            survey::cut(&mut view, &found)?;
        }
        (view.end, view.seq) = (found.closed_end, found.closed_seq);
        // An archive after a repair may not have been finished before the book was closed.
        material.wants_archive = lacks_archive(dir, &view.gaps);
        let journal = Journal::resume(dir, book, segment, offset, view.seq + 1)?;
        return Ok((view, journal));
    }
    let journal = begin_after_damage(&mut view, book, &found, confirmed, used + 1)?;
    material.wants_archive = true;
    // The sidecar may lack what cannot be replayed any more; the read model is
    // built from the store instead.
    let _ = std::fs::remove_file(sidecar::path(dir));
    let missing = steps(&view.gaps, &found);
    // What exactly is left is known only when the store has been read.
    let kept = material.ready(&view).is_ok() && !material.lost;
    notes.add(match (missing, kept) {
        (0, true) => {
            say!("The journal was damaged, but nothing is missing from it. A new journal file was begun.")
        }
        (count, true) => say!(
            "The journal was damaged: the history of {} could not be read back. All customers, \
             sales and other records are there as they were. A new journal file was begun.",
            check::steps(count)
        ),
        (count, false) => say!(
            "The journal was damaged: the history of {} could not be read back. A new journal file \
             was begun.",
            check::steps(count)
        ),
    });
    Ok((view, journal))
}

/// Whether a remembered gap is bridged by no archive, so that a rebuild would lose something.
fn lacks_archive(dir: &Path, gaps: &[Gap]) -> bool {
    let needed = gaps.iter().filter(|gap| gap.frames() > 0).map(|gap| gap.last_seq).max();
    needed
        .is_some_and(|seq| archive::candidates(dir, u64::MAX).first().is_none_or(|(_, head)| head.seq < seq))
}

/// How many frames the newly found damage covers.
fn steps(gaps: &[Gap], found: &Survey) -> u64 {
    let new = |gap: &&Gap| gap.last_seq > found.last_seq || found.gaps.contains(gap);
    gaps.iter().filter(new).map(Gap::frames).sum()
}

/// Leaves the damaged end as it is and begins the segment `next`, a number no
/// position was ever given in, behind everything confirmed.
fn begin_after_damage(
    view: &mut View,
    book: Id,
    found: &Survey,
    confirmed: u64,
    next: u32,
) -> Result<Journal> {
    let journal_folder = view.dir.join("journal");
    super::fsx::at(&journal_folder, std::fs::create_dir_all(&journal_folder))?;
    let last_seq = confirmed.max(found.last_seq);
    let last = view.segments.last().copied();
    view.gaps.extend(&found.gaps);
    if let Some(last) = last
        && (found.trailing.is_some() || found.spare || confirmed > found.last_seq)
    {
        let (segment, from) = unpos(found.trailing.unwrap_or(found.last_end));
        let first_seq = found.last_seq + 1;
        view.gaps.push(Gap { segment, from, to: u64::MAX, first_seq, last_seq });
        for segment in segment + 1..=last {
            let first_seq = last_seq + 1;
            view.gaps.push(Gap { segment, from: HEADER, to: u64::MAX, first_seq, last_seq });
        }
    }
    // The segment first: gaps that are remembered without it would hide what is
    // appended to the old one.
    let journal = Journal::begin(&view.dir, book, next, last_seq + 1)?;
    gaps::write(&view.dir, &view.gaps)?;
    view.segments.push(next);
    view.end = pos(next, HEADER);
    view.seq = last_seq;
    mark::write(&view.dir, last_seq);
    Ok(journal)
}
