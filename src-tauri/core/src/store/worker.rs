//! The thread behind an open book: opens and proves the materialised store, keeps
//! it up to date, flushes it now and then, and looks through the old journal files.

use super::backup;
use super::check::steps;
use super::gaps;
use super::material::Material;
use super::notes::Notes;
use super::scan::{Damage, Depth, Scan, Step, View};
use super::segment::{HEADER, pos};
use crate::error::{Error, Result};
use crate::{Sentence, say};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{Duration, Instant};

const FLUSH_EVERY: Duration = Duration::from_millis(500);
const FLUSH_AT: u64 = 1000;
/// Changes that come this close together go to the store at once. It only follows
/// the journal, and must not keep the disk from whoever waits for the next change.
const GATHER: Duration = Duration::from_millis(100);

/// What the window's threads and the worker share.
pub(super) struct Shared {
    pub dir: PathBuf,
    pub view: RwLock<View>,
    pub material: Mutex<Material>,
    pub notes: Notes,
    /// See [`Material::ahead`].
    pub ahead: Arc<AtomicBool>,
    /// See [`Material::stop`].
    halt: Arc<AtomicBool>,
    signal: Mutex<Signal>,
    wake: Condvar,
}

#[derive(Default)]
struct Signal {
    work: bool,
    stop: bool,
    /// Work waits until the read model is there.
    held: bool,
    /// The worker looks again by itself, so that a change need not wake it.
    gathering: bool,
}

impl Shared {
    pub fn new(dir: PathBuf, view: View, material: Material, notes: Notes, held: bool) -> Self {
        let signal = Mutex::new(Signal { work: true, held, ..Signal::default() });
        let (ahead, halt) = (Arc::clone(&material.ahead), Arc::clone(&material.stop));
        let (view, material) = (RwLock::new(view), Mutex::new(material));
        Self { dir, view, material, notes, ahead, halt, signal, wake: Condvar::new() }
    }

    /// What a reader may see at this moment.
    pub fn view(&self) -> View {
        self.view.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Exclusive use of the materialised store.
    pub fn material(&self) -> MutexGuard<'_, Material> {
        self.material.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells the worker that there is something to do.
    pub fn notify(&self) {
        let mut signal = self.signal();
        signal.work = true;
        if !signal.gathering {
            self.wake.notify_all();
        }
    }

    /// Tells the worker that it need not hold back any longer.
    pub fn release(&self) {
        self.signal().held = false;
        self.wake.notify_all();
    }

    /// Tells the worker to end.
    pub fn stop(&self) {
        self.halt.store(true, Ordering::Relaxed);
        self.signal().stop = true;
        self.wake.notify_all();
    }

    fn signal(&self) -> MutexGuard<'_, Signal> {
        self.signal.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for work, at most `patience`; `None` when it is time to end.
    fn wait(&self, patience: Duration) -> Option<bool> {
        let until = Instant::now() + patience;
        let mut signal = self.signal();
        loop {
            if signal.stop {
                return None;
            }
            if signal.held {
                signal = self.wake.wait(signal).unwrap_or_else(PoisonError::into_inner);
                continue;
            }
            let left = until.saturating_duration_since(Instant::now());
            if signal.work || left.is_zero() {
                return Some(std::mem::take(&mut signal.work));
            }
            signal = self.wake.wait_timeout(signal, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Lets more work come in; `false` when it is time to end.
    fn gather(&self) -> bool {
        let until = Instant::now() + GATHER;
        let mut signal = self.signal();
        signal.gathering = true;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            if signal.stop || left.is_zero() {
                (signal.work, signal.gathering) = (false, false);
                return !signal.stop;
            }
            signal = self.wake.wait_timeout(signal, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn stopping(&self) -> bool {
        self.signal().stop
    }
}

/// Runs until [`Shared::stop`].
pub(super) fn run(shared: &Shared) {
    let mut looked_through = false;
    let mut told: Option<Sentence> = None;
    let mut flushed = Instant::now();
    while let Some(work) = shared.wait(FLUSH_EVERY) {
        if work && looked_through && !shared.gather() {
            return;
        }
        let result = round(shared, work, &mut flushed);
        if shared.stopping() {
            return;
        }
        let problem = result.err().map(|error| match error {
            Error::DiskFull { path } => say!(
                "The disk that holds {} is almost full. Everything that was saved is safe in the journal; free some \
                 space so that the store of the book can follow.",
                path.display().to_string()
            ),
            other => other.sentence(),
        });
        if let Some(sentence) = problem.as_ref().filter(|sentence| told.as_ref() != Some(*sentence)) {
            // Every confirmed change is safe in the journal; this is tried again.
            shared.notes.add(sentence.clone());
        }
        let healthy = problem.is_none();
        told = problem;
        if healthy && !looked_through {
            looked_through = true;
            if let Err(error) = look_through(shared) {
                shared.notes.add(error.sentence());
            }
        }
    }
}

/// One turn: bring the store up to date, flush when it is time, archive after a repair.
fn round(shared: &Shared, work: bool, flushed: &mut Instant) -> Result<()> {
    let mut material = shared.material();
    let view = shared.view();
    if work || material.seq() != view.seq {
        material.ready(&view)?;
    }
    if material.unflushed >= FLUSH_AT || (material.unflushed > 0 && flushed.elapsed() >= FLUSH_EVERY) {
        material.settle(&view)?;
        *flushed = Instant::now();
    }
    if material.wants_archive {
        material.wants_archive = false;
        drop(material);
        backup::after_repair(shared)?;
    }
    Ok(())
}

/// Reads the closed journal files once, to find damage while the store is still
/// there to make up for it.
fn look_through(shared: &Shared) -> Result<()> {
    let view = shared.view();
    let Some((last, closed)) = view.segments.split_last() else { return Ok(()) };
    let sealed = View { segments: closed.to_vec(), end: pos(*last, HEADER), ..view.clone() };
    let mut scan = Scan::from_start(&sealed, Damage::StepOver);
    let mut new = Vec::new();
    loop {
        if shared.stopping() {
            return Ok(());
        }
        match scan.next(Depth::Whole)? {
            Step::End => break,
            Step::Gap(gap) if view.gaps.contains(&gap) => {}
            Step::Gap(gap) => new.push(gap),
            Step::Frame(_) => {}
        }
    }
    if new.is_empty() {
        return Ok(());
    }
    let frames: u64 = new.iter().map(|gap| gap.frames()).sum();
    let mut shared_view = shared.view.write().unwrap_or_else(PoisonError::into_inner);
    shared_view.gaps.extend(new);
    let gaps = shared_view.gaps.clone();
    drop(shared_view);
    gaps::write(&shared.dir, &gaps)?;
    shared.notes.add(say!(
        "An older journal file is damaged: the history of {} cannot be read back. All customers, \
         sales and other records are there as they were.",
        steps(frames)
    ));
    shared.material().wants_archive = true;
    shared.notify();
    Ok(())
}

/// The error for work on a book that was opened only for looking.
pub(super) fn read_only(dir: &std::path::Path) -> Error {
    Error::File {
        path: dir.into(),
        message: say!("This book was opened for reading only. Open it normally to change something."),
    }
}
