//! Keeping the materialised store equal to the journal: open it, prove it, bring
//! it up to date, and rebuild it when it is broken. The journal is the truth, so
//! nothing here can lose a confirmed change that the journal still holds.

use super::engine::{self, Engine, Put, Record, State};
use super::fsx;
use super::guard::{Broken, Handle};
use super::mark;
use super::notes::Notes;
use super::rebuild;
use super::scan::{Damage, Frame, View, complete_frames, complete_frames_from};
use super::sums::Sums;
use super::types::KindCode;
use crate::error::{Error, Result};
use crate::ids::Id;
use crate::say;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Up to this many changes go to the store as one transaction.
const ATOMIC: usize = 512;
/// While catching up, changes are written in batches of about this many.
const BATCH: usize = 2000;
/// sled does not survive a disk that fills up under it, so it is left alone when
/// there is less than this many bytes beside what is to be written.
const ROOM: u64 = 8 << 20;

/// Why something could not be done with the store.
pub(super) enum Trouble {
    /// The store itself.
    Broken(Broken),
    /// Everything else (journal, folders).
    Other(Error),
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Self::Other(error)
    }
}

impl From<Broken> for Trouble {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}

/// The materialised store of an open book.
pub(super) struct Material {
    pub(super) dir: PathBuf,
    pub(super) book: Id,
    pub(super) watchdog: Duration,
    pub(super) notes: Notes,
    pub(super) engine: Option<Handle>,
    pub(super) state: State,
    /// Operations' frames applied since the last flush.
    pub unflushed: u64,
    /// Something was repaired, so an archive should be taken at once.
    pub wants_archive: bool,
    /// Set when the store knows operations the journal has lost: no more writing
    /// until the book is opened again.
    pub ahead: Arc<AtomicBool>,
    /// The disk has filled up under the store, which is why it breaks.
    pub(super) filled: bool,
    /// Some records could not be brought to their last confirmed state.
    pub lost: bool,
    /// The book is being closed: long work ends early and is done at the next opening.
    pub stop: Arc<AtomicBool>,
}

impl Material {
    pub fn new(dir: PathBuf, book: Id, watchdog: Duration, notes: Notes) -> Self {
        Self {
            dir,
            book,
            watchdog,
            notes,
            engine: None,
            state: State::default(),
            unflushed: 0,
            wants_archive: false,
            ahead: Arc::default(),
            filled: false,
            lost: false,
            stop: Arc::default(),
        }
    }

    /// Where the store stands.
    pub fn seq(&self) -> u64 {
        self.state.seq
    }

    /// Count and hash of what it holds, as kept from the journal.
    pub fn sums(&self) -> &Sums {
        &self.state.sums
    }

    /// Opens the store as it lies on the disk and says where it stands, without
    /// rebuilding it. `None` if it cannot be used as it is.
    pub fn peek(&mut self) -> Option<&State> {
        let opened = self.open_as_it_is();
        // Whether all of it is sound is found out by `ready`, with the journal.
        self.engine = None;
        match opened {
            Ok(true) => Some(&self.state),
            _ => None,
        }
    }

    /// Brings the store to the view's end, whatever it takes.
    pub fn ready(&mut self, view: &View) -> Result<()> {
        if self.engine.is_none() {
            return self.open(view);
        }
        if self.state.seq > view.seq {
            return Err(self.ahead());
        }
        match self.catch_up(view) {
            Ok(()) => Ok(()),
            Err(trouble) => self.start_over(view, trouble),
        }
    }

    /// [`Material::ready`] without the proof, for one who reads all of it at once:
    /// [`Material::pages`] is the proof then.
    pub fn ready_to_read(&mut self, view: &View) -> Result<()> {
        if self.engine.is_none() {
            let opened = matches!(self.open_as_it_is(), Ok(true)) && self.state.seq <= view.seq;
            if opened && self.catch_up(view).is_ok() {
                return Ok(());
            }
            self.engine = None;
        }
        self.ready(view)
    }

    /// The store knows operations that the journal has lost without a trace. The
    /// next opening finds the mark and repairs it; until then nothing is written.
    fn ahead(&self) -> Error {
        mark::write(&self.dir, self.state.seq);
        self.ahead.store(true, Ordering::Relaxed);
        Error::Damaged {
            path: self.dir.join("journal"),
            message: say!(
                "The journal has lost its last entries, but the store still has them. Close the book and open \
                      it again, and it will be repaired."
            ),
        }
    }

    /// [`Material::ready`], and everything surely on the disk.
    pub fn settle(&mut self, view: &View) -> Result<()> {
        self.ready(view)?;
        if self.unflushed == 0 {
            return Ok(());
        }
        if let Err(broken) = self.call(|engine| engine.flush()) {
            self.start_over(view, broken.into())?;
            self.call(|engine| engine.flush()).map_err(|broken| self.error(broken))?;
        }
        self.unflushed = 0;
        Ok(())
    }

    /// All current records, page by page. The caller has made it [`ready`](Self::ready).
    pub fn pages(&mut self, each: &mut dyn FnMut(&[Record]) -> Result<()>) -> Result<()> {
        let mut sums = Sums::default();
        let mut after: Option<(KindCode, Id)> = None;
        loop {
            let page = match self.call(move |engine| engine.page(after)) {
                Ok(page) => page,
                Err(broken) => return Err(self.give_up(broken)),
            };
            let Some(last) = page.last() else { break };
            after = Some((last.kind, last.id));
            page.iter().for_each(|record| sums.add(record.kind, record.id, &record.bytes));
            each(&page)?;
        }
        if sums != self.state.sums {
            return Err(self.give_up(Broken::Failed("records are missing or too many".into())));
        }
        Ok(())
    }

    /// Reads everything and compares it with what the journal says must be there;
    /// a store that fails is rebuilt and `false` is the answer.
    pub fn prove(&mut self, view: &View) -> Result<bool> {
        match self.scan_sums() {
            Ok(sums) if sums == self.state.sums => Ok(true),
            Ok(_) => {
                let broken = Broken::Failed("records are missing or too many".into());
                self.start_over(view, broken.into()).map(|()| false)
            }
            Err(broken) => self.start_over(view, broken.into()).map(|()| false),
        }
    }

    /// The store's view of things is over; the next use opens it anew.
    fn give_up(&mut self, broken: Broken) -> Error {
        self.engine = None;
        match broken {
            Broken::Full => Error::DiskFull { path: self.dir.clone() },
            Broken::Failed(why) => Error::Damaged {
                path: engine::folder(&self.dir),
                message: say!(
                    "The store turned out to be damaged while it was read ({}). Nothing confirmed is lost: it is \
                     rebuilt from the journal. Please try again.",
                    why
                ),
            },
        }
    }

    pub(super) fn error(&self, broken: Broken) -> Error {
        match broken {
            Broken::Full => Error::DiskFull { path: self.dir.clone() },
            Broken::Failed(why) => Error::Damaged {
                path: engine::folder(&self.dir),
                message: say!(
                    "The store could not be rebuilt ({}). Everything confirmed is safe in the journal. Copy the \
                     book to another disk and open it there.",
                    why
                ),
            },
        }
    }

    pub(super) fn call<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Engine) -> std::result::Result<T, Broken> + Send + 'static,
    ) -> std::result::Result<T, Broken> {
        match &self.engine {
            Some(handle) => handle.call(work),
            None => Err(Broken::Failed("the store is not open".into())),
        }
    }

    fn scan_sums(&self) -> std::result::Result<Sums, Broken> {
        let mut sums = Sums::default();
        let mut after: Option<(KindCode, Id)> = None;
        loop {
            let page = self.call(move |engine| engine.page(after))?;
            let Some(last) = page.last() else { return Ok(sums) };
            after = Some((last.kind, last.id));
            page.iter().for_each(|record| sums.add(record.kind, record.id, &record.bytes));
        }
    }

    /// Opens what is there, unread. `false`: there is no filled store.
    fn open_as_it_is(&mut self) -> std::result::Result<bool, Broken> {
        let folder = engine::folder(&self.dir);
        if fsx::beside(&folder, "unfinished").exists() || !folder.join("db").exists() {
            return Ok(false);
        }
        engine::remove_snapshots(&self.dir, false);
        self.engine = Some(Handle::open(&self.dir, self.watchdog)?);
        match self.call(|engine| engine.state())? {
            Some(state) => self.state = state,
            None => return Ok(false),
        }
        Ok(true)
    }

    /// Opens what is there, brings it up to date and then reads all of it. In this
    /// order, because a crash in the middle of a big operation leaves a part of it
    /// in the store, and only replaying makes that whole.
    fn open_and_prove(&mut self, view: &View) -> std::result::Result<bool, Trouble> {
        if !self.open_as_it_is()? {
            return Ok(false);
        }
        if self.state.seq > view.seq {
            return Err(self.ahead().into());
        }
        self.catch_up(view)?;
        match self.scan_sums()? == self.state.sums {
            true => Ok(true),
            false => Err(Broken::Failed("records are missing or too many".into()).into()),
        }
    }

    /// Opens the store; first as it is, then without sled's snapshots, then anew.
    fn open(&mut self, view: &View) -> Result<()> {
        for attempt in 0..2 {
            match self.open_and_prove(view) {
                Ok(true) => return Ok(()),
                Ok(false) => {
                    self.engine = None;
                    // A new book has no store yet, and half a store was never one.
                    let unfinished = fsx::beside(&engine::folder(&self.dir), "unfinished").exists();
                    return self.rebuild(view, view.seq > 0 && !unfinished, None);
                }
                Err(Trouble::Other(error)) => {
                    // Not proven, so the next use begins again.
                    self.engine = None;
                    return Err(error);
                }
                Err(Trouble::Broken(Broken::Full)) => return Err(self.full()),
                Err(Trouble::Broken(Broken::Failed(why))) => {
                    self.engine = None;
                    if fsx::is_full(&self.dir) {
                        return Err(self.full());
                    }
                    if attempt == 1 {
                        return self.rebuild(view, true, Some(why));
                    }
                    engine::remove_snapshots(&self.dir, true);
                }
            }
        }
        Ok(())
    }

    fn full(&mut self) -> Error {
        (self.engine, self.filled) = (None, true);
        Error::DiskFull { path: self.dir.clone() }
    }

    /// After trouble in the middle of work: a full disk waits, a broken store is rebuilt.
    fn start_over(&mut self, view: &View, trouble: Trouble) -> Result<()> {
        match trouble {
            Trouble::Other(error) => Err(error),
            Trouble::Broken(Broken::Full) => {
                (self.engine, self.filled) = (None, true);
                // sled repeats an old error for ever, so the disk itself is asked.
                if fsx::is_full(&self.dir) { Err(self.full()) } else { self.open(view) }
            }
            Trouble::Broken(Broken::Failed(why)) => {
                self.engine = None;
                if fsx::is_full(&self.dir) {
                    return Err(self.full());
                }
                self.rebuild(view, true, Some(why))
            }
        }
    }

    pub(super) fn write_state(&self) -> std::result::Result<(), Broken> {
        let state = self.state.clone();
        self.call(move |engine| engine.apply(&[], Some(&state), false))
    }

    /// Applies the journal's operations after the store's own position.
    pub(super) fn catch_up(&mut self, view: &View) -> std::result::Result<(), Trouble> {
        if self.engine.is_none() {
            return Err(Broken::Failed("the store is not open".into()).into());
        }
        if self.state.seq >= view.seq {
            return Ok(());
        }
        // Noted before the store moves on, so that the store is never ahead of the mark.
        mark::write(&self.dir, view.seq);
        let before = self.state.seq;
        let missing = rebuild::missing_frames(view, before);
        let mut batch = Batch { state: self.state.clone(), puts: Vec::new(), inside: false };
        let place = self.state.place;
        let mut apply = |frame: Frame| self.take_frame(&mut batch, frame);
        let left_out = if place > 0 {
            complete_frames_from(view, Damage::StepOver, place, before, &mut apply)?
        } else {
            complete_frames(view, Damage::StepOver, before, &mut apply)?
        };
        // Frames that could not be read belong to the past as well.
        let skipped = batch.state.seq < view.seq;
        batch.state = State { seq: view.seq, place: view.end, ..batch.state };
        self.write_batch(&mut batch)?;
        if left_out > 0 || missing > 0 || skipped {
            self.tell_lost(missing.max(left_out));
            // The before images no longer fit, so the sums are taken from what is there.
            self.state.sums = self.scan_sums()?;
            self.write_state()?;
            self.wants_archive = true;
        }
        Ok(())
    }

    fn take_frame(&mut self, batch: &mut Batch, frame: Frame) -> std::result::Result<(), Trouble> {
        for change in frame.changes {
            batch.state.sums.apply(&change);
            batch.puts.push(Put { kind: change.kind, id: change.id, pos: frame.pos, bytes: change.after });
        }
        batch.inside = !frame.head.closing;
        if frame.head.closing {
            batch.state.seq = frame.seq;
            // Where exactly the next frame begins is known only at the view's end.
            batch.state.place = frame.pos;
        }
        if batch.puts.len() >= BATCH {
            if self.stop.load(Ordering::Relaxed) {
                return Err(Error::Cancelled.into());
            }
            self.write_batch(batch)?;
        }
        Ok(())
    }

    /// Writes what has gathered. In the middle of an operation only the records are
    /// written: the state still says "before it", and replaying it is harmless.
    fn write_batch(&mut self, batch: &mut Batch) -> std::result::Result<(), Trouble> {
        let bytes: usize =
            batch.puts.iter().filter_map(|put| put.bytes.as_ref()).map(|bytes| bytes.len()).sum();
        if !fsx::has_room(&self.dir, ROOM + 4 * bytes as u64) {
            return Err(Error::DiskFull { path: self.dir.clone() }.into());
        }
        let puts = std::mem::take(&mut batch.puts);
        let count = puts.len() as u64;
        let state = (!batch.inside).then(|| batch.state.clone());
        let atomic = state.is_some() && puts.len() <= ATOMIC;
        let written = state.clone();
        self.call(move |engine| engine.apply(&puts, state.as_ref(), atomic))?;
        if let Some(state) = written {
            self.state = state;
        }
        self.unflushed += count.max(1);
        Ok(())
    }
}

struct Batch {
    state: State,
    puts: Vec<Put>,
    /// An operation has begun and its closing frame is still to come.
    inside: bool,
}
