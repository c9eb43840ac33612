//! All current records straight from the journal. For a book whose journal is
//! whole and not much longer than what it leads to, reading it through is several
//! times quicker than a scan of the materialised store, and needs none.

use super::Store;
use super::backup::reaches_back;
use super::engine;
use super::frame::FrameHead;
use super::scan::View;
use super::segment::{HEADER, SegmentFile, path_of, pos};
use super::types::{KindCode, Watch};
use crate::ids::Id;
use rayon::prelude::*;
use std::path::Path;

/// A journal up to this size is always read through.
const SHORT: u64 = 16 << 20;
/// So many bytes of frames are unpacked side by side.
const BATCH: usize = 4 << 20;

/// Takes the changes one by one: kind, identity, position of the frame, and the
/// bytes from then on (none: it is gone).
pub type EachChange<'a> = dyn FnMut(KindCode, Id, u64, Option<&[u8]>) + Send + 'a;

/// A frame as it lies in the file, and after unpacking as it was before packing.
struct Packed {
    pos: u64,
    head: FrameHead,
    body: Vec<u8>,
}

impl Store {
    /// Hands out every change there ever was, oldest first, and answers the operation
    /// they lead to. `None` (perhaps after some) when the journal does not reach back
    /// to the first operation, is damaged, or is so much longer than the store that
    /// [`Store::load`] is quicker. `watch` is told the bytes that were read; it cannot
    /// stop the reading.
    pub fn load_from_journal(&self, each: &mut EachChange<'_>, watch: &dyn Watch) -> Option<u64> {
        let view = self.shared.view();
        let len = |path: &Path| std::fs::metadata(path).map_or(0, |meta| meta.len());
        let journal: u64 = view.segments.iter().map(|segment| len(&path_of(&view.dir, *segment))).sum();
        let store = len(&engine::folder(&view.dir).join("db"));
        if !reaches_back(&view) || (store > 0 && journal > store.max(SHORT)) {
            return None;
        }
        let mut frames = Frames::new(&view);
        let mut unpacked: Vec<Packed> = Vec::new();
        loop {
            let packed = frames.take()?;
            watch.step(frames.read, journal);
            if packed.is_empty() && unpacked.is_empty() {
                return frames.is_complete().then_some(view.seq);
            }
            let (handed_out, next) = rayon::join(
                || unpacked.iter().try_for_each(|frame| hand_out(frame, each)),
                || packed.into_par_iter().map(unpack).collect::<Option<Vec<_>>>(),
            );
            handed_out?;
            unpacked = next?;
        }
    }
}

fn unpack(frame: Packed) -> Option<Packed> {
    let body = frame.head.unpacked(&frame.body)?.into_owned();
    Some(Packed { body, ..frame })
}

fn hand_out(frame: &Packed, each: &mut EachChange<'_>) -> Option<()> {
    frame.head.each_change(&frame.body, &mut |change| each(change.kind, change.id, frame.pos, change.after))
}

/// The journal's frames in order, as long as each follows the one before.
struct Frames<'v> {
    view: &'v View,
    index: usize,
    file: Option<SegmentFile>,
    offset: u64,
    seq: u64,
    /// The next frame's part of its operation.
    part: u64,
    /// Bytes that were read so far.
    read: u64,
}

impl<'v> Frames<'v> {
    fn new(view: &'v View) -> Self {
        Self { view, index: 0, file: None, offset: HEADER, seq: 0, part: 0, read: 0 }
    }

    /// Whether all confirmed operations were read, the last one to its end.
    fn is_complete(&self) -> bool {
        self.seq == self.view.seq && self.part == 0
    }

    /// The next frames, none at the end; `None` when one cannot be read.
    fn take(&mut self) -> Option<Vec<Packed>> {
        let mut frames = Vec::new();
        let mut size = 0;
        while size < BATCH {
            let Some(&segment) = self.view.segments.get(self.index) else { break };
            let place = pos(segment, self.offset);
            if place >= self.view.end {
                break;
            }
            let file = match &mut self.file {
                Some(file) => file,
                none => none.insert(SegmentFile::open(&self.view.dir, segment).ok()?),
            };
            if self.offset == file.len() {
                (self.index, self.file, self.offset) = (self.index + 1, None, HEADER);
                continue;
            }
            let found = file.head(self.offset).ok()??;
            let body = file.body(self.offset, &found.prefix).ok()??.to_vec();
            if found.prefix.seq != self.seq + 1 || found.head.part != self.part {
                return None;
            }
            self.seq += 1;
            self.part = if found.head.closing { 0 } else { self.part + 1 };
            self.offset += found.prefix.frame_len() as u64;
            self.read += found.prefix.frame_len() as u64;
            size += body.len();
            frames.push(Packed { pos: place, head: found.head, body });
        }
        Some(frames)
    }
}
