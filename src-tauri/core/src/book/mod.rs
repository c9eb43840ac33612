//! A book: one folder of data. Open it, read it through [`Facts`], change it only
//! through [`Book::transact`]; undo, history and live changes come from there.

mod all;
mod attached;
mod change;
mod history;
mod loading;
mod operations;
mod purge;
mod references;
mod rehearse;
mod repoint;
mod transact;
mod tx;
mod undo;
mod unmerge;

pub use change::{Changed, merge_changed};
pub use history::HistoryEntry;
pub use operations::Operation;
pub use transact::Outcome;
pub use tx::Tx;
pub use undo::Undone;

use crate::Sentence;
use crate::clock::{Clock, day_on};
use crate::entity::Entity;
use crate::facts::{Facts, Sections};
use crate::say;
use crate::settings::{SETTINGS_ID, Settings};
use crate::store::{ArchiveReport, CheckReport, Manifest, OpenOptions, SidecarWriter, Store, Watch};
use crate::{Error, Id, Result};
use chrono::NaiveDate;
use chrono_tz::Tz;
use operations::Operations;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::Duration;

/// Who does something, and by which way it came.
#[derive(Clone, Debug)]
pub struct By {
    /// The name of the person at this seat.
    pub actor: String,
    /// How it came.
    pub source: Source,
}

/// By which way a change came into the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Source {
    /// Somebody at the window.
    Window = 0,
    /// The command line.
    CommandLine = 1,
    /// A file that was brought in.
    Import = 2,
    /// The program itself.
    Program = 3,
}

impl Source {
    /// The word used in histories.
    pub fn word(code: u8) -> &'static str {
        match code {
            0 => "window",
            1 => "command line",
            2 => "import",
            _ => "program",
        }
    }
}

/// What a new book needs to know.
pub struct NewBook {
    /// The shop's name.
    pub name: String,
    /// ISO 4217 code.
    pub currency: String,
    /// ISO 3166 code.
    pub country: String,
    /// Who works at this seat.
    pub user_name: String,
}

type Listener = Box<dyn Fn(&[Changed], u64) + Send + Sync>;

/// Progress that nobody watches and nobody cancels.
pub struct Unwatched;

impl Watch for Unwatched {
    fn step(&self, _done: u64, _total: u64) -> bool {
        true
    }
}

/// The newest format this program reads and writes.
pub const FORMAT: u32 = crate::store::FORMAT;

/// An open book.
pub struct Book {
    store: Store,
    facts: RwLock<Facts>,
    writer: Mutex<Writer>,
    operations: Mutex<Option<Operations>>,
    clock: Arc<dyn Clock>,
    /// The zone that the settings name, once more: whoever holds the read model may ask for it
    /// without waiting for a writer who waits for them.
    zone: Mutex<Option<Tz>>,
    listeners: Mutex<Vec<Listener>>,
}

/// What only the one who writes may touch.
#[derive(Default)]
struct Writer {
    hlc: u64,
    checkpoint: u64,
}

/// A lock that a panic elsewhere does not close for good: the data behind it is
/// replaced as a whole or not at all.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

impl Book {
    /// Makes a new book in a folder that does not exist or is empty. It speaks English.
    pub fn create(dir: &Path, new: &NewBook, clock: Arc<dyn Clock>) -> Result<Self> {
        Self::create_in(dir, new, "", clock)
    }

    /// [`Book::create`] in a language, given as a tag such as `de`: that of its documents and of
    /// what the program itself writes into it, such as the names of the stages of deals.
    pub fn create_in(dir: &Path, new: &NewBook, language: &str, clock: Arc<dyn Clock>) -> Result<Self> {
        check_new(new)?;
        let now = clock.now();
        let id = || Id::from_parts(now.timestamp_millis().max(0) as u64, clock.entropy());
        let manifest = Manifest {
            format: FORMAT,
            book_id: id(),
            seat_id: id(),
            created: now.to_rfc3339(),
            name: new.name.clone(),
        };
        let store = Store::create(dir, &manifest)?;
        let book = Self::over(store, Facts::default(), clock);
        let by = By { actor: new.user_name.clone(), source: Source::Program };
        book.transact(&by, say!("New book"), |tx| {
            let mut settings = Settings::blank(SETTINGS_ID);
            settings.business_name = new.name.clone();
            settings.currency = new.currency.to_uppercase();
            settings.country = new.country.to_uppercase();
            settings.user_name = new.user_name.clone();
            settings.payment_terms_days = 14;
            if !language.is_empty() {
                language.clone_into(&mut settings.language);
                language.clone_into(&mut settings.series_language);
                settings.stages = crate::deals::stages::usual(language);
            }
            tx.save(&mut settings)
        })?;
        Ok(book)
    }

    /// Opens a book. It is usable when this returns; the materialised store is
    /// checked and brought up to date behind it, and what was repaired is told by
    /// [`Book::notices`].
    pub fn open(dir: &Path, clock: Arc<dyn Clock>) -> Result<Self> {
        Self::open_watched(dir, clock, &Unwatched)
    }

    /// [`Book::open`], telling how far it has come where the read model must be made anew, which
    /// takes seconds for a large book. It cannot be stopped: half a read model is none.
    pub fn open_watched(dir: &Path, clock: Arc<dyn Clock>, watch: &dyn Watch) -> Result<Self> {
        let options =
            OpenOptions { watchdog: Duration::from_secs(20), hold_back: true, ..OpenOptions::default() };
        let store = Store::open(dir, &options)?;
        let from_sidecar = store.take_sidecar().and_then(|s| Facts::from_sidecar(s.seq, s.sections));
        // Only what the sidecar holds need not be written into it again.
        let checkpoint = from_sidecar.as_ref().map_or(0, |facts| facts.seq);
        let facts = match from_sidecar {
            Some(facts) => facts,
            None => loading::facts_without_sidecar(&store, watch)?,
        };
        let book = Self::over(store, facts, clock);
        book.catch_up()?;
        lock(&book.writer).checkpoint = checkpoint;
        book.store.follow();
        Ok(book)
    }

    fn over(store: Store, facts: Facts, clock: Arc<dyn Clock>) -> Self {
        let book = Self {
            store,
            facts: RwLock::new(facts),
            writer: Mutex::default(),
            operations: Mutex::default(),
            clock,
            zone: Mutex::default(),
            listeners: Mutex::default(),
        };
        book.keep_zone(&mut book.facts_mut());
        book
    }

    fn facts_mut(&self) -> RwLockWriteGuard<'_, Facts> {
        self.facts.write().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Takes the zone of the wall from the settings as they now are.
    fn keep_zone(&self, facts: &mut Facts) {
        let named = facts.keep_zone(self.clock.zone());
        *lock(&self.zone) = named;
    }

    /// The read model. Hold it only as long as one question takes: writers wait.
    pub fn facts(&self) -> RwLockReadGuard<'_, Facts> {
        self.facts.read().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// The zone of the owner's wall: the one that the settings name, else this computer's.
    pub fn zone(&self) -> Tz {
        (*lock(&self.zone)).unwrap_or_else(|| self.clock.zone())
    }

    /// The day on the owner's wall.
    pub fn today(&self) -> NaiveDate {
        day_on(self.clock().now(), self.zone())
    }

    /// The clock everything in this book goes by.
    pub fn clock(&self) -> &dyn Clock {
        &*self.clock
    }

    /// The book's folder.
    pub fn dir(&self) -> &Path {
        self.store.dir()
    }

    /// What `book.toml` says.
    pub fn manifest(&self) -> &Manifest {
        self.store.manifest()
    }

    /// Sentences about what was repaired since it was opened.
    pub fn notices(&self) -> Vec<Sentence> {
        self.store.notices()
    }

    /// The number of the last operation.
    pub fn seq(&self) -> u64 {
        self.store.seq()
    }

    /// Calls `listener` after every transaction with what changed.
    pub fn listen(&self, listener: impl Fn(&[Changed], u64) + Send + Sync + 'static) {
        lock(&self.listeners).push(Box::new(listener));
    }

    /// Writes the sidecar, so that the next opening is quick. Worth it after an
    /// import and when the book is closed. Everything is safe without it, so a failure
    /// (a full disk) is only noted for the developers.
    pub fn checkpoint(&self) {
        if let Err(error) = self.write_sidecar() {
            tracing::warn!("the next opening will be slower: {error}");
        }
    }

    fn write_sidecar(&self) -> Result<()> {
        // Asked before the read model is held: a transaction takes the two in this order.
        let written = lock(&self.writer).checkpoint;
        let facts = self.facts();
        let seq = facts.seq;
        if written == seq {
            return Ok(());
        }
        let mut facts = Some(facts);
        self.store.write_sidecar(seq, &mut |out| match facts.take() {
            // Let go before the disk is waited for.
            Some(facts) => facts.write_sidecar(out),
            None => Ok(()),
        })?;
        lock(&self.writer).checkpoint = seq;
        Ok(())
    }

    /// Writes a backup and proves it by reading it back.
    pub fn backup(&self, file: &Path, watch: &dyn Watch) -> Result<ArchiveReport> {
        self.store.archive(file, watch)
    }

    /// Reads everything on disk and compares it with what it should be.
    pub fn check(&self, watch: &dyn Watch) -> Result<CheckReport> {
        let mut report = self.store.check(watch)?;
        let rebuilt = loading::facts_from_store(&self.store, &Unwatched)?;
        if let Some(difference) = self.facts().difference(&rebuilt) {
            report.ok = false;
            report.sentences.push(difference);
        }
        Ok(report)
    }

    /// Waits until the materialised store holds everything, for measuring and tests.
    pub fn settle(&self) -> Result<()> {
        self.store.settle()
    }

    /// Closes the book in good order. Dropping it is safe too; the next opening
    /// is then slower.
    pub fn close(self) -> Result<()> {
        self.checkpoint();
        self.store.close()
    }
}

/// The read model's bytes go into the store's file; neither knows the other.
impl Sections for SidecarWriter<'_> {
    fn put(&mut self, bytes: &[u8]) -> Result<()> {
        SidecarWriter::put(self, bytes)
    }
    fn end_section(&mut self) -> Result<()> {
        SidecarWriter::end_section(self)
    }
}

/// Makes a book from a backup in a new folder.
pub fn restore(archive: &Path, dir: &Path, watch: &dyn Watch) -> Result<ArchiveReport> {
    crate::store::restore(archive, dir, watch)
}

/// The folder name of a book of this name: `Linden Workshop.regulars`.
pub fn folder_name(name: &str) -> PathBuf {
    let safe: String =
        name.chars().map(|c| if c.is_control() || r#"/\:*?"<>|"#.contains(c) { ' ' } else { c }).collect();
    let safe = safe.trim().trim_end_matches('.');
    PathBuf::from(format!("{}.regulars", if safe.is_empty() { "My shop" } else { safe }))
}

fn check_new(new: &NewBook) -> Result<()> {
    if iso_currency::Currency::from_code(&new.currency.to_uppercase()).is_none() {
        return Err(Error::invalid(
            "settings",
            "currency",
            say!("“{}” is not a currency. Use its three letters, such as EUR, USD or CHF.", new.currency),
        ));
    }
    Ok(())
}

#[cfg(test)]
pub(crate) mod tests;
