//! Walking the journal frame by frame, across segments and remembered gaps.

use super::frame::FrameHead;
use super::gaps::Gap;
use super::segment::{HEADER, SegmentFile, path_of, pos, unpos};
use super::types::{Change, OpHead, Placed};
use crate::error::{Error, Result};
use crate::say;
use std::path::PathBuf;

/// What a reader of the journal may see: files, known gaps and the committed end.
#[derive(Clone, Debug)]
pub(super) struct View {
    pub dir: PathBuf,
    /// The segments' numbers, ascending.
    pub segments: Vec<u32>,
    pub gaps: Vec<Gap>,
    /// Position after the last committed frame.
    pub end: u64,
    /// Sequence number of the last committed frame.
    pub seq: u64,
}

/// A frame with its place. `changes` is empty unless they were asked for.
pub(super) struct Frame {
    pub pos: u64,
    pub seq: u64,
    pub head: FrameHead,
    pub changes: Vec<Change>,
}

/// What comes next in a scan.
pub(super) enum Step {
    Frame(Frame),
    /// A remembered gap, or (in a tolerant scan) one just found.
    Gap(Gap),
    End,
}

/// What a scan does about damage that is not among the remembered gaps.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Damage {
    /// Stop with [`Error::Damaged`].
    Refuse,
    /// Look for the next readable frame and report the gap between.
    StepOver,
}

/// How much of each frame a scan reads and checks.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Depth {
    /// The head only.
    Head,
    /// Every byte, but the changes are not taken apart.
    Whole,
    /// Every byte, and the changes are handed out.
    Changes,
}

/// A walk over the frames.
pub(super) struct Scan<'v> {
    view: &'v View,
    damage: Damage,
    index: usize,
    offset: u64,
    /// The sequence number that must come next, once one was seen.
    expect: Option<u64>,
    file: Option<SegmentFile>,
    /// A gap whose last missing number is known only when the next frame is.
    open_gap: Option<Gap>,
}

impl<'v> Scan<'v> {
    /// From the first frame of the journal.
    pub fn from_start(view: &'v View, damage: Damage) -> Self {
        Self { view, damage, index: 0, offset: 0, expect: None, file: None, open_gap: None }
    }

    /// From the beginning of one segment.
    pub fn from_segment(view: &'v View, damage: Damage, segment: u32) -> Self {
        let index = view.segments.partition_point(|number| *number < segment);
        Self { index, ..Self::from_start(view, damage) }
    }

    /// From a frame's position.
    pub fn from_pos(view: &'v View, damage: Damage, at: u64) -> Self {
        let (segment, offset) = unpos(at);
        let start = Self::from_segment(view, damage, segment);
        // If that file is gone, the next one is read from its beginning.
        let there = view.segments.get(start.index) == Some(&segment);
        Self { offset: if there { offset } else { 0 }, ..start }
    }

    /// From the segment that holds the frame numbered `seq` (frames before it in
    /// that segment come first). Where headers are unreadable it starts earlier.
    pub fn from_seq(view: &'v View, damage: Damage, seq: u64) -> Self {
        let mut start = 0;
        for (index, segment) in view.segments.iter().enumerate().rev() {
            let header = SegmentFile::open(&view.dir, *segment).and_then(|mut file| file.header());
            if matches!(header, Ok(Some(header)) if header.first_seq <= seq) {
                start = index;
                break;
            }
        }
        Self { index: start, ..Self::from_start(view, damage) }
    }

    /// Where the next frame would be.
    pub fn place(&self) -> u64 {
        self.view
            .segments
            .get(self.index)
            .map_or(self.view.end, |segment| pos(*segment, self.offset.max(HEADER)))
    }

    /// The next frame, gap or the end.
    pub fn next(&mut self, depth: Depth) -> Result<Step> {
        loop {
            let Some(&segment) = self.view.segments.get(self.index) else { return Ok(self.finish()) };
            if pos(segment, self.offset) >= self.view.end {
                return Ok(self.finish());
            }
            if self.file.is_none() {
                match SegmentFile::open(&self.view.dir, segment) {
                    Ok(file) => self.file = Some(file),
                    Err(error) if self.damage == Damage::Refuse => return Err(error),
                    Err(_) => {
                        self.begin_gap(segment, 0);
                        self.next_segment();
                        continue;
                    }
                }
                if self.offset == 0 {
                    self.enter(segment)?;
                }
            }
            if let Some(gap) = self.known_gap(segment) {
                self.expect = Some(gap.last_seq + 1);
                if gap.to == u64::MAX {
                    self.next_segment()
                } else {
                    self.offset = gap.to
                }
                return Ok(Step::Gap(gap));
            }
            let Some(file) = self.file.as_mut() else { continue };
            if self.offset == file.len() && self.open_gap.is_none() {
                self.next_segment();
                continue;
            }
            match read_frame(file, self.offset, depth)? {
                Some((len, frame)) if self.expect.is_none_or(|seq| seq == frame.seq) => {
                    if let Some(gap) = self.close_gap(frame.seq) {
                        return Ok(Step::Gap(gap));
                    }
                    self.offset += len;
                    self.expect = Some(frame.seq + 1);
                    return Ok(Step::Frame(Frame { pos: pos(segment, self.offset - len), ..frame }));
                }
                _ if self.damage == Damage::Refuse => return Err(damaged(file.path().into(), self.offset)),
                _ => self.step_over(segment)?,
            }
        }
    }

    /// Steps behind a segment's header. The header repeats what the name and the
    /// frames say, so a damaged one costs nothing.
    fn enter(&mut self, segment: u32) -> Result<()> {
        self.offset = HEADER;
        if self.expect.is_none()
            && self.open_gap.is_none()
            && let Some(file) = self.file.as_mut()
        {
            let header = file.header()?.filter(|header| header.segment == segment);
            self.expect = header.map(|header| header.first_seq);
        }
        Ok(())
    }

    /// Moves to the next readable frame and remembers that something is missing.
    fn step_over(&mut self, segment: u32) -> Result<()> {
        self.begin_gap(segment, self.offset);
        let least = self.open_gap.map_or(1, |gap| gap.first_seq);
        let Some(file) = self.file.as_mut() else { return Ok(()) };
        match file.resync(self.offset, least)? {
            Some((offset, seq)) => {
                self.offset = offset;
                self.expect = Some(seq);
                if let Some(gap) = self.open_gap.as_mut().filter(|gap| gap.segment == segment) {
                    gap.to = offset;
                }
            }
            None => self.next_segment(),
        }
        Ok(())
    }

    fn begin_gap(&mut self, segment: u32, from: u64) {
        // Damage running over several segments is one gap per segment in the
        // view's list, but the missing numbers are counted once, in the first.
        let first_seq = self.expect.unwrap_or(1);
        self.open_gap.get_or_insert(Gap { segment, from, to: u64::MAX, first_seq, last_seq: 0 });
        self.expect = None;
    }

    /// Ends an open gap at a readable frame.
    fn close_gap(&mut self, seq: u64) -> Option<Gap> {
        self.open_gap.take().map(|gap| Gap { last_seq: seq - 1, ..gap })
    }

    fn finish(&mut self) -> Step {
        match self.open_gap.take() {
            // Nothing readable follows: how much is missing is for others to know.
            Some(gap) => Step::Gap(Gap { last_seq: gap.first_seq.saturating_sub(1), ..gap }),
            None => Step::End,
        }
    }

    fn known_gap(&self, segment: u32) -> Option<Gap> {
        // A gap of no bytes (a segment is missing before this one) is passed once.
        let ahead = |gap: &Gap| gap.to > self.offset || self.expect.is_some_and(|seq| seq <= gap.last_seq);
        let here = |gap: &&Gap| gap.segment == segment && gap.from.max(HEADER) == self.offset && ahead(gap);
        self.view.gaps.iter().find(here).copied()
    }

    fn next_segment(&mut self) {
        self.index += 1;
        self.offset = 0;
        self.file = None;
    }
}

/// Reads the frame at `offset`; `None` if there is no undamaged one.
pub(super) fn read_frame(file: &mut SegmentFile, offset: u64, depth: Depth) -> Result<Option<(u64, Frame)>> {
    let Some(found) = file.head(offset)? else { return Ok(None) };
    let mut changes = Vec::new();
    if depth != Depth::Head {
        let Some(body) = file.body(offset, &found.prefix)? else { return Ok(None) };
        if depth == Depth::Changes {
            match found.head.body(body) {
                Some(read) => changes = read,
                None => return Ok(None),
            }
        }
    }
    let frame = Frame { pos: offset, seq: found.prefix.seq, head: found.head, changes };
    Ok(Some((found.prefix.frame_len() as u64, frame)))
}

/// The error for an unreadable place in the journal.
pub(super) fn damaged(path: PathBuf, offset: u64) -> Error {
    Error::Damaged {
        path,
        message: say!(
            "The history is damaged at byte {}. Close the book and open it again: it will be repaired from \
             its store or its latest archive.",
            offset
        ),
    }
}

/// Calls `each` with the frames of every complete operation after `seq`, in
/// order; the last frame of an operation has `closing` set. Answers how many
/// operations were left out because part of them is unreadable.
pub(super) fn complete_frames<E: From<Error>>(
    view: &View,
    damage: Damage,
    seq: u64,
    each: &mut dyn FnMut(Frame) -> std::result::Result<(), E>,
) -> std::result::Result<u64, E> {
    if seq >= view.seq {
        return Ok(0);
    }
    let mut scan = Scan::from_seq(view, damage, seq + 1);
    walk(view, &mut scan, seq, each)
}

/// [`complete_frames`] from a known position on.
pub(super) fn complete_frames_from<E: From<Error>>(
    view: &View,
    damage: Damage,
    place: u64,
    seq: u64,
    each: &mut dyn FnMut(Frame) -> std::result::Result<(), E>,
) -> std::result::Result<u64, E> {
    walk(view, &mut Scan::from_pos(view, damage, place), seq, each)
}

fn walk<E: From<Error>>(
    view: &View,
    scan: &mut Scan<'_>,
    seq: u64,
    each: &mut dyn FnMut(Frame) -> std::result::Result<(), E>,
) -> std::result::Result<u64, E> {
    let mut left_out = 0;
    let mut inside = false;
    loop {
        // Frames that are not wanted are passed by their heads only.
        let wanted = scan.expect.is_some_and(|next| next > seq);
        let frame = match scan.next(if wanted { Depth::Changes } else { Depth::Head })? {
            Step::End => return Ok(left_out),
            Step::Gap(gap) => {
                inside = false;
                left_out += u64::from(gap.frames() > 0 && gap.last_seq > seq);
                continue;
            }
            Step::Frame(frame) if frame.seq <= seq => continue,
            Step::Frame(frame) => frame,
        };
        if frame.head.part == 0 {
            inside = frame.head.closing || is_whole(view, scan.damage, &frame)?;
        }
        if !inside {
            continue;
        }
        // The first frame of all has no predecessor and was read without its body.
        let frame = match if wanted { Ok(frame) } else { reread(view, &frame) } {
            Ok(frame) => frame,
            Err(_) if scan.damage == Damage::StepOver => {
                (inside, left_out) = (false, left_out + 1);
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        inside = !frame.head.closing;
        each(frame)?;
    }
}

fn reread(view: &View, frame: &Frame) -> Result<Frame> {
    let (segment, offset) = unpos(frame.pos);
    let mut file = SegmentFile::open(&view.dir, segment)?;
    match read_frame(&mut file, offset, Depth::Changes)? {
        Some((_, read)) => Ok(Frame { pos: frame.pos, ..read }),
        None => Err(damaged(path_of(&view.dir, segment), offset)),
    }
}

/// Whether the operation that begins with this frame is there to its closing
/// frame. Bodies are read in a tolerant scan, because a damaged one counts as missing.
fn is_whole(view: &View, damage: Damage, first: &Frame) -> Result<bool> {
    let mut scan = Scan::from_pos(view, damage, first.pos);
    let mut part = 0;
    let depth = if damage == Damage::StepOver { Depth::Whole } else { Depth::Head };
    loop {
        match scan.next(depth)? {
            Step::Frame(frame) if frame.head.part == part && frame.head.op.op == first.head.op.op => {
                if frame.head.closing {
                    return Ok(true);
                }
                part += 1;
            }
            _ => return Ok(false),
        }
    }
}

/// Reads a whole operation that begins at `first`: its head, the sequence number
/// of its closing frame, and its changes with their positions.
pub(super) fn operation_at(view: &View, first: u64) -> Result<(OpHead, u64, Vec<Placed>)> {
    let mut scan = Scan::from_pos(view, Damage::Refuse, first);
    let mut changes = Vec::new();
    let mut part = 0;
    while let Step::Frame(frame) = scan.next(Depth::Changes)? {
        if frame.head.part != part || (part == 0 && frame.pos != first) {
            break;
        }
        part += 1;
        changes.extend(frame.changes.into_iter().map(|change| (change, frame.pos)));
        if frame.head.closing {
            return Ok((frame.head.op, frame.seq, changes));
        }
    }
    Err(missing(view, first))
}

/// The error for a position that holds no readable operation.
pub(super) fn missing(view: &View, place: u64) -> Error {
    let (segment, offset) = unpos(place);
    Error::Damaged {
        path: path_of(&view.dir, segment),
        message: say!(
            "This part of the history (byte {}) is not in the book any more; it was damaged, or the book was \
             restored from an archive without history. The customers and sales themselves are not affected.",
            offset
        ),
    }
}
