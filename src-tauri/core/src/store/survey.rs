//! What a journal's end looks like when the book is opened: clean, torn by a
//! crash, or damaged after the fact. Only the last segments are read.

use super::gaps::{self, Gap};
use super::scan::{Damage, Depth, Scan, Step, View};
use super::segment::{self, HEADER, SegmentFile, pos, unpos};
use crate::error::Result;
use crate::ids::Id;
use std::path::Path;

/// What was found. Positions as in the journal.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// Damage with readable frames after it.
    pub gaps: Vec<Gap>,
    /// Where unreadable bytes begin that nothing readable follows.
    pub trailing: Option<u64>,
    /// The last file ends in zeros: room that the journal had made for itself when
    /// the program was stopped. Like a file that ends there, they are no damage.
    pub spare: bool,
    /// Sequence number of the last complete operation's closing frame.
    pub closed_seq: u64,
    /// The position behind that frame.
    pub closed_end: u64,
    /// The last readable frame, complete operation or not.
    pub last_seq: u64,
    /// The position behind everything readable.
    pub last_end: u64,
    /// An operation begins after the first gap, so what came before was confirmed.
    begun_after_gap: bool,
    /// Not even the first file's header is readable, which was synced before the
    /// book existed.
    pub headless: bool,
}

impl Survey {
    /// Whether something confirmed is unreadable, given the highest sequence number
    /// that is known (from elsewhere) to have been confirmed. Otherwise what is
    /// unreadable or incomplete belongs to an operation that never happened.
    pub fn is_damage(&self, confirmed: u64) -> bool {
        let gap_confirmed =
            self.gaps.first().is_some_and(|gap| self.begun_after_gap || confirmed >= gap.first_seq);
        confirmed > self.closed_seq || gap_confirmed
    }

    /// Whether anything at all is out of the ordinary.
    pub fn is_clean(&self) -> bool {
        self.gaps.is_empty() && self.trailing.is_none() && !self.headless
    }
}

/// Reads the journal's last segments; the view's end and seq are set from it by the caller.
pub(super) fn survey(dir: &Path) -> Result<(View, Survey)> {
    let segments = segment::list(dir)?;
    let mut view = View { dir: dir.into(), segments, gaps: gaps::read(dir), end: 0, seq: 0 };
    let Some(&last) = view.segments.last() else { return Ok((view, Survey::default())) };
    let len = SegmentFile::open(dir, last)?.len();
    view.end = pos(last, len.max(HEADER));
    let mut found = Survey::default();
    for index in (0..view.segments.len()).rev() {
        let first = view.segments[index];
        found = look(&view, first)?;
        if found.closed_end > pos(first, HEADER) {
            break;
        }
        if index == 0 {
            let header = SegmentFile::open(dir, first)?.header()?;
            found.headless = header.is_none() && found.last_end == pos(first, HEADER);
        }
    }
    Ok((view, found))
}

fn look(view: &View, first: u32) -> Result<Survey> {
    let header = SegmentFile::open(&view.dir, first)?.header()?;
    let before = header.map_or(0, |header| header.first_seq.saturating_sub(1));
    let start = pos(first, HEADER);
    let mut found = Survey {
        closed_seq: before,
        closed_end: start,
        last_seq: before,
        last_end: start,
        ..Survey::default()
    };
    let mut scan = Scan::from_segment(view, Damage::StepOver, first);
    // How many parts of the operation being read are there; none = it cannot be complete.
    let mut parts: Option<(u64, Id)> = None;
    loop {
        match scan.next(Depth::Whole)? {
            Step::End => return Ok(found),
            Step::Gap(gap) if view.gaps.contains(&gap) => {
                // A remembered gap was confirmed then, so it counts as read.
                parts = None;
                found.last_seq = found.last_seq.max(gap.last_seq);
                found.last_end = scan.place();
                (found.closed_seq, found.closed_end) = (found.last_seq, found.last_end);
            }
            Step::Gap(gap) if scan.place() >= view.end && gap.last_seq < gap.first_seq => {
                let from = gap.from.max(HEADER);
                let last = view.segments.last() == Some(&gap.segment);
                found.spare = last && SegmentFile::open(&view.dir, gap.segment)?.is_zero_from(from)?;
                found.trailing = (!found.spare).then_some(pos(gap.segment, from));
                return Ok(found);
            }
            Step::Gap(gap) => {
                parts = None;
                found.gaps.push(gap);
            }
            Step::Frame(frame) => {
                let op = frame.head.op.op;
                parts = match parts {
                    _ if frame.head.part == 0 => Some((1, op)),
                    Some((count, same)) if count == frame.head.part && same == op => Some((count + 1, op)),
                    _ => None,
                };
                found.begun_after_gap |= frame.head.part == 0 && !found.gaps.is_empty();
                (found.last_seq, found.last_end) = (frame.seq, scan.place());
                if frame.head.closing && parts.is_some() {
                    (found.closed_seq, found.closed_end) = (frame.seq, scan.place());
                }
            }
        }
    }
}

/// Forgets everything after the last complete operation, in a journal whose rest
/// was never confirmed: later segments are removed, the last one is cut.
pub(super) fn cut(view: &mut View, found: &Survey) -> Result<()> {
    use super::fsx::{at, sync_dir};
    let (keep, offset) = unpos(found.closed_end);
    let journal = view.dir.join("journal");
    while let Some(last) = view.segments.pop_if(|segment| *segment > keep) {
        let path = segment::path_of(&view.dir, last);
        at(&path, std::fs::remove_file(&path))?;
    }
    let path = segment::path_of(&view.dir, keep);
    let file = at(&path, std::fs::OpenOptions::new().write(true).open(&path))?;
    at(&path, file.set_len(offset))?;
    at(&path, file.sync_all())?;
    sync_dir(&journal)
}
