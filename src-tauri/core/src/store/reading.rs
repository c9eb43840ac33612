//! Reading an open book: current records, history, the read model's sidecar.

use super::engine::Record;
use super::memory;
use super::scan::{self, Damage, Depth, Scan, Step, View, complete_frames};
use super::segment::{SegmentFile, path_of, unpos};
use super::sidecar::{self, SidecarWriter};
use super::sums::Sums;
use super::types::{Change, EachOperation, KindCode, OpHead, OpSummary, Placed, RecordSink, Sidecar};
use super::{Store, worker};
use crate::error::{Error, Result};
use crate::ids::Id;

impl Store {
    /// The read model's sidecar, if it is whole, not newer than the journal, and
    /// everything after it can be replayed.
    pub fn take_sidecar(&self) -> Option<Sidecar> {
        let view = self.shared.view();
        let found = sidecar::read(self.dir()).filter(|found| found.seq <= view.seq)?;
        is_sound_after(&view, found.seq).then_some(found)
    }

    /// Replaces the read model's sidecar by what `fill` writes; `seq` is the last
    /// operation it contains.
    pub fn write_sidecar(
        &self,
        seq: u64,
        fill: &mut dyn FnMut(&mut SidecarWriter<'_>) -> Result<()>,
    ) -> Result<()> {
        if self.journal.is_none() {
            return Err(worker::read_only(self.dir()));
        }
        sidecar::write(self.dir(), seq, fill)
    }

    /// Calls `each` with every operation after `seq`, oldest first: head, sequence
    /// number, changes with their positions. [`Error::Damaged`] if one of them
    /// cannot be read; the current records are then to be had from [`Store::load`].
    pub fn replay_after(&self, seq: u64, each: &mut EachOperation<'_>) -> Result<()> {
        let view = self.shared.view();
        if let Some(place) = gap_after(&view, seq) {
            return Err(scan::missing(&view, place));
        }
        let mut gathered = Vec::new();
        let left_out = complete_frames::<Error>(&view, Damage::Refuse, seq, &mut |frame| {
            gathered.extend(frame.changes.into_iter().map(|change| (change, frame.pos)));
            match frame.head.closing {
                true => each(&frame.head.op, frame.seq, std::mem::take(&mut gathered)),
                false => Ok(()),
            }
        })?;
        if left_out > 0 {
            return Err(scan::missing(&view, view.end));
        }
        Ok(())
    }

    /// Hands out all current records, waiting for the materialised store if need
    /// be, and answers the operation they stand at. If damage shows only now, the
    /// answer is [`Error::Damaged`] and calling again (with a fresh sink) works.
    pub fn load(&self, sink: &mut dyn RecordSink) -> Result<u64> {
        let (view, _) = self.pages(&mut |page| {
            page.iter().try_for_each(|record| sink.record(record.kind, record.id, record.pos, &record.bytes))
        })?;
        Ok(view.seq)
    }

    /// [`Store::load`] in about half the time, for one who can start over: when it
    /// fails, what was handed out is worthless, and [`Store::load`] repairs the store.
    pub fn load_at_once(&self, sink: &mut dyn RecordSink) -> Result<u64> {
        let view = self.shared.pages_at_once(&mut |page| {
            page.iter().try_for_each(|record| sink.record(record.kind, record.id, record.pos, &record.bytes))
        })?;
        Ok(view.seq)
    }

    /// All current records page by page, with the view they belong to and their sums.
    pub(super) fn pages(&self, each: &mut dyn FnMut(&[Record]) -> Result<()>) -> Result<(View, Sums)> {
        if self.journal.is_none() {
            let view = self.shared.view();
            let sums = memory::pages(&view, self.manifest.book_id, each)?;
            return Ok((view, sums));
        }
        self.shared.pages(each)
    }

    /// An operation by the position of its first frame: its head, and its changes
    /// with their positions.
    pub fn read_operation(&self, first_pos: u64) -> Result<(OpHead, Vec<Placed>)> {
        let (head, _, changes) = scan::operation_at(&self.shared.view(), first_pos)?;
        Ok((head, changes))
    }

    /// One record's change in the frame at `pos`, with the operation's head and the
    /// sequence number of its closing frame. Following [`Change::prev`] gives the
    /// record's history.
    pub fn read_change(&self, pos: u64, kind: KindCode, id: Id) -> Result<(OpHead, u64, Change)> {
        let view = self.shared.view();
        let missing = || scan::missing(&view, pos);
        let (segment, offset) = unpos(pos);
        if pos >= view.end || !path_of(&view.dir, segment).exists() {
            return Err(missing());
        }
        let mut file = SegmentFile::open(&view.dir, segment)?;
        let (_, frame) = scan::read_frame(&mut file, offset, Depth::Changes)?.ok_or_else(missing)?;
        let wanted = |change: &Change| change.kind == kind && change.id == id;
        let change = frame.changes.into_iter().find(wanted).ok_or_else(missing)?;
        if frame.head.closing {
            return Ok((frame.head.op, frame.seq, change));
        }
        let mut scan = Scan::from_pos(&view, Damage::StepOver, pos);
        while let Step::Frame(next) = scan.next(Depth::Head)? {
            if next.head.closing {
                return Ok((frame.head.op, next.seq, change));
            }
        }
        Err(missing())
    }

    /// All operations in the journal, oldest first. Only heads are read; operations
    /// that are not completely there are left out.
    pub fn operations(&self) -> Result<Vec<OpSummary>> {
        let view = self.shared.view();
        let mut scan = Scan::from_start(&view, Damage::StepOver);
        let mut found: Vec<OpSummary> = Vec::new();
        let mut open: Option<(OpSummary, u64)> = None;
        loop {
            let frame = match scan.next(Depth::Head)? {
                Step::End => return Ok(found),
                Step::Gap(_) => {
                    open = None;
                    continue;
                }
                Step::Frame(frame) => frame,
            };
            let (part, closing) = (frame.head.part, frame.head.closing);
            if part == 0 {
                let op = frame.head.op;
                open = Some((OpSummary { head: op, seq: frame.seq, first_pos: frame.pos, records: 0 }, 0));
            }
            open = open.filter(|(_, parts)| *parts == part);
            if let Some((summary, parts)) = &mut open {
                summary.records += frame.head.changes;
                summary.seq = frame.seq;
                *parts += 1;
            }
            if closing {
                found.extend(open.take().map(|(summary, _)| summary));
            }
        }
    }
}

/// Whether every frame after `seq` can be read, so that a replay will not stop half way.
fn is_sound_after(view: &View, seq: u64) -> bool {
    if seq >= view.seq {
        return true;
    }
    let mut scan = Scan::from_seq(view, Damage::Refuse, seq + 1);
    let mut depth = Depth::Head;
    loop {
        match scan.next(depth) {
            Ok(Step::End) => return true,
            Ok(Step::Frame(frame)) if frame.seq >= seq => depth = Depth::Whole,
            Ok(Step::Frame(_)) => {}
            Ok(Step::Gap(gap)) if gap.frames() == 0 || gap.last_seq <= seq => {}
            Ok(Step::Gap(_)) | Err(_) => return false,
        }
    }
}

/// The position of a remembered gap that swallowed operations after `seq`.
fn gap_after(view: &View, seq: u64) -> Option<u64> {
    let gap = view.gaps.iter().find(|gap| gap.frames() > 0 && gap.last_seq > seq)?;
    Some(super::segment::pos(gap.segment, gap.from))
}
