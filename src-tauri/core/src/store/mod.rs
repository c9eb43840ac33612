//! The book on disk. The journal is the truth and the durability, sled holds the
//! current records, the sidecar belongs to the read model, archives are the backup.
//!
//! ```text
//! book.toml  lock  journal/00000001.log …  store/  facts.cache  files/  archive/
//! ```
//!
//! A change is confirmed when its frame is synced in the journal ([`Store::commit`]).
//! The materialised store follows on a thread of its own; when it breaks it is put
//! aside and rebuilt, and the owner reads one sentence about it ([`Store::notices`]).

mod archive;
mod attached;
mod backup;
mod block;
mod bulk;
mod check;
mod codec;
mod create;
mod engine;
mod frame;
mod fsx;
mod gaps;
mod guard;
mod journal;
mod lock;
mod manifest;
mod mark;
mod material;
mod memory;
mod migrate;
mod notes;
mod opening;
mod reading;
mod rebuild;
mod restore;
mod scan;
mod segment;
mod sidecar;
mod sums;
mod survey;
mod types;
mod worker;

#[cfg(test)]
mod testkit;
#[cfg(test)]
mod tests;

pub use attached::Kept;
pub use bulk::EachChange;
pub use manifest::Manifest;
pub use restore::restore;
pub use sidecar::SidecarWriter;
pub use types::{
    ArchiveReport, Change, CheckReport, Committed, EachOperation, KindCode, NoWatch, OpHead, OpSummary,
    OpenOptions, RecordSink, Sidecar, Watch,
};

use crate::Sentence;
use crate::error::{Error, Result};
use journal::Journal;
use lock::Lock;
use material::Material;
use notes::Notes;
use std::path::Path;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use worker::Shared;

/// The book format this program writes.
pub const FORMAT: u32 = 2;

/// An open book's storage. Dropping it closes the book; everything confirmed is
/// already safe then.
pub struct Store {
    manifest: Manifest,
    shared: Arc<Shared>,
    /// The writing end; `None` when the book was opened for reading only.
    journal: Option<Mutex<Journal>>,
    worker: Option<JoinHandle<()>>,
    /// Declared last: the book is free for others only when everything else is closed.
    _lock: Option<Lock>,
}

impl Store {
    /// Creates a new, empty book and opens it. The folder must not exist or be
    /// empty; on failure nothing is left behind.
    pub fn create(dir: &Path, manifest: &Manifest) -> Result<Self> {
        create::create(dir, manifest)?;
        Self::open(dir, &OpenOptions::default())
    }

    /// Opens a book. Returns as soon as the journal is sound and can be read and
    /// written; the materialised store is opened, proven and brought up to date
    /// behind it. An older format is converted first, keeping the old folder.
    pub fn open(dir: &Path, options: &OpenOptions) -> Result<Self> {
        migrate::finish_interrupted(dir)?;
        let (mut manifest, mut note) = Manifest::read(dir)?;
        if manifest.format > options.program_format {
            let known = options.program_format;
            return Err(Error::NewerFormat { path: dir.into(), found: manifest.format, known });
        }
        let notes = Notes::default();
        if options.read_only {
            note.into_iter().for_each(|sentence| notes.add(sentence));
            return memory::open(dir, manifest, options, notes);
        }
        let mut lock = Lock::take(dir)?;
        if manifest.format < FORMAT {
            lock = migrate::migrate(dir, &manifest, lock, &notes)?;
            (manifest, note) = Manifest::read(dir)?;
        }
        if let Some(sentence) = note {
            notes.add(sentence);
            manifest.write(dir)?;
        }
        archive::remove_unfinished(dir);
        attached::remove_unfinished(dir);
        let book = manifest.book_id;
        let mut material = Material::new(dir.into(), book, options.watchdog, notes.clone());
        let (view, journal) = opening::open_journal(dir, book, &mut material, &notes)?;
        let shared = Arc::new(Shared::new(dir.into(), view, material, notes, options.hold_back));
        let worker = start_worker(&shared)?;
        let (journal, worker) = (Some(Mutex::new(journal)), Some(worker));
        Ok(Self { manifest, shared, journal, worker, _lock: Some(lock) })
    }

    /// What identifies this book.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The book's folder.
    pub fn dir(&self) -> &Path {
        &self.shared.dir
    }

    /// Plain sentences about what was found and repaired since opening; more may
    /// come while the materialised store is being opened.
    pub fn notices(&self) -> Vec<Sentence> {
        self.shared.notes.list()
    }

    /// The sequence number of the last confirmed operation; 0 in a new book.
    pub fn seq(&self) -> u64 {
        self.shared.view.read().unwrap_or_else(PoisonError::into_inner).seq
    }

    /// Writes an operation and makes it durable. When this returns `Ok`, it survives
    /// a crash and a power cut. On any error (full disk: [`Error::DiskFull`], the
    /// watch says no: [`Error::Cancelled`]) the book is as before and stays usable,
    /// except after a failed sync, when it must be opened again.
    pub fn commit(
        &self,
        head: &OpHead,
        changes: impl AsRef<[Change]>,
        watch: &dyn Watch,
    ) -> Result<Committed> {
        let journal = self.journal.as_ref().ok_or_else(|| worker::read_only(self.dir()))?;
        let mut journal = journal.lock().unwrap_or_else(PoisonError::into_inner);
        if self.shared.ahead.load(Ordering::Relaxed) {
            journal.poison();
        }
        let done = journal.append(head, changes.as_ref(), watch)?;
        let mut view = self.shared.view.write().unwrap_or_else(PoisonError::into_inner);
        view.segments.extend(&done.segments);
        (view.end, view.seq) = (done.end, done.seq);
        drop(view);
        self.shared.notify();
        Ok(Committed { seq: done.seq, positions: done.positions })
    }

    /// Lets the materialised store be opened, after [`OpenOptions::hold_back`].
    pub fn follow(&self) {
        self.shared.release();
    }

    /// Waits until the materialised store holds everything and is on the disk.
    pub fn settle(&self) -> Result<()> {
        if self.journal.is_none() {
            return Ok(());
        }
        let mut material = self.shared.material();
        let view = self.shared.view();
        material.settle(&view)
    }

    /// Closes the book after settling it.
    pub fn close(self) -> Result<()> {
        self.settle()
    }
}

fn start_worker(shared: &Arc<Shared>) -> Result<JoinHandle<()>> {
    let theirs = Arc::clone(shared);
    let builder = std::thread::Builder::new().name("regulars-worker".into());
    builder.spawn(move || worker::run(&theirs)).map_err(|error| Error::io(&shared.dir, &error))
}

impl Drop for Store {
    fn drop(&mut self) {
        self.shared.stop();
        if let Some(worker) = self.worker.take() {
            let _ = worker.join();
        }
    }
}
