//! A running program's side of the api: the open book, its jobs and its listeners.

use crate::error::ApiError;
use crate::event::Event;
use crate::host::{Fonts, Host};
use crate::language::nouns::OwnWords;
use crate::language::{Language, SpokenLanguage};
use crate::review::Review;
use crate::told::Reminded;
use crate::types::{Change, JobStarted, JobState};
use regulars_core::book::{Book, By, Changed, Source};
use regulars_core::entity::Kind;
use regulars_core::jobs::{JobState as CoreState, JobView, JobWatch, Jobs};
use regulars_core::store::Watch;
use regulars_core::{Id, Sentence, say};
use serde_json::Value as Json;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// Tells every window something.
pub(crate) type Teller = Arc<dyn Fn(Event) + Send + Sync>;

/// What commands run on.
pub struct Session {
    book: Arc<RwLock<Option<Arc<Book>>>>,
    host: Arc<dyn Host>,
    jobs: Jobs<Json>,
    tell: Teller,
    language: Arc<SpokenLanguage>,
    not_opened: RwLock<Option<Sentence>>,
    /// The reminders of the book that was asked about last: windows take turns, so that none of
    /// them tells what another has told.
    reminded: Mutex<Option<(Id, Reminded)>>,
    review: Arc<Review>,
}

impl Session {
    /// A session without a book. `tell` hears every event.
    pub fn new(host: Arc<dyn Host>, tell: impl Fn(Event) + Send + Sync + 'static) -> Self {
        let language: Arc<SpokenLanguage> = Arc::default();
        let spoken = language.clone();
        let book: Arc<RwLock<Option<Arc<Book>>>> = Arc::default();
        let open = book.clone();
        let tell: Teller = Arc::new(move |event: Event| {
            // What moves on may be told in the midst of a write, when nothing can be read of the book.
            let book = || open.read().unwrap_or_else(PoisonError::into_inner).clone();
            let nouns = event.is_result().then(book).flatten();
            let nouns = nouns.and_then(|book| OwnWords::of(&book, spoken.get()));
            tell(event.in_words(nouns.as_ref(), spoken.get()));
        });
        let told = tell.clone();
        let jobs = Jobs::new(move |view: JobView<Json>| told(Event::Job { job: job_state(view) }));
        let (not_opened, reminded, review) = (RwLock::default(), Mutex::default(), Arc::default());
        Self { book, host, jobs, tell, language, not_opened, reminded, review }
    }

    /// Runs one command of the table; see [`crate::schema`].
    pub fn call(&self, name: &str, payload: Json) -> Result<Json, ApiError> {
        // A day may have begun, or a job changed something, since the last command; then what this one changed.
        self.review();
        let outcome = crate::schema::call(self, name, payload);
        self.review();
        match outcome {
            Ok(mut reply) => {
                if let Some(nouns) = self.nouns() {
                    nouns.say_all(&mut reply);
                }
                self.language.get().say_all(&mut reply);
                Ok(reply)
            }
            Err(error) => {
                let error = match self.nouns() {
                    Some(nouns) => ApiError { message: nouns.say(error.message), ..error },
                    None => error,
                };
                Err(self.language.get().say_error(error))
            }
        }
    }

    fn review(&self) {
        if let Ok(book) = self.book() {
            self.review.run(&book, || self.by(&book), &self.tell);
        }
    }

    /// What customers are called in the open book, where that is not customers.
    fn nouns(&self) -> Option<OwnWords> {
        let book = self.book().ok()?;
        OwnWords::of(&book, self.language.get())
    }

    /// A sentence in the words of the window's language, with the book's own word for customers.
    pub fn words(&self, sentence: &Sentence) -> String {
        let own = self.nouns().map(|nouns| nouns.say(sentence.clone()));
        self.language.get().say(own.as_ref().unwrap_or(sentence))
    }

    /// The language that is spoken.
    pub(crate) fn language(&self) -> Language {
        self.language.get()
    }

    /// Speaks another language from now on.
    pub fn speak(&self, language: Language) {
        self.language.set(language);
    }

    /// The surroundings.
    pub fn host(&self) -> &Arc<dyn Host> {
        &self.host
    }

    /// The typefaces of this computer, for papers.
    pub(crate) fn fonts(&self) -> Fonts {
        Fonts(self.host.clone())
    }

    /// The open book; the error says that none is.
    pub fn book(&self) -> Result<Arc<Book>, ApiError> {
        self.book.read().unwrap_or_else(PoisonError::into_inner).clone().ok_or_else(ApiError::no_book)
    }

    /// What was told of a book's reminders at this seat, for one window at a time.
    pub(crate) fn reminded<R>(&self, book: &Book, work: impl FnOnce(&mut Reminded) -> R) -> R {
        let mut kept = self.reminded.lock().unwrap_or_else(PoisonError::into_inner);
        let id = book.manifest().book_id;
        let mut reminded = match kept.take() {
            Some((of, reminded)) if of == id => reminded,
            _ => Reminded::of(&*self.host, book),
        };
        let done = work(&mut reminded);
        *kept = Some((id, reminded));
        done
    }

    /// Who does what is done here.
    pub fn by(&self, book: &Book) -> By {
        by(&*self.host, book)
    }

    /// Tells everybody.
    pub fn tell(&self, event: Event) {
        (self.tell)(event);
    }

    /// Opens a book before any window asks for one. Why it could not be opened is kept,
    /// because nobody is there yet to be told; see [`Session::not_opened`].
    pub fn open_first(&self, path: &str) {
        let opened = crate::schema::call(self, "book.open", serde_json::json!({ "path": path }));
        if let Err(error) = opened {
            *self.not_opened.write().unwrap_or_else(PoisonError::into_inner) = Some(error.message);
        }
    }

    /// Why the first book was not opened; nothing once a book is open.
    pub fn not_opened(&self) -> Option<Sentence> {
        let why = self.not_opened.read().unwrap_or_else(PoisonError::into_inner).clone();
        why.filter(|_| self.book().is_err())
    }

    /// Makes a book the open one and closes the one before.
    pub fn set_book(&self, book: Option<Book>) {
        self.opener().set(book);
    }

    /// What a job needs to make a book the open one.
    pub fn opener(&self) -> Opener {
        Opener {
            book: self.book.clone(),
            tell: self.tell.clone(),
            host: self.host.clone(),
            review: self.review.clone(),
        }
    }

    /// Starts a job.
    pub fn start(
        &self,
        label: Sentence,
        work: impl FnOnce(&JobWatch<Json>) -> regulars_core::Result<Json> + Send + 'static,
    ) -> JobStarted {
        JobStarted { job: self.jobs.start(label, work).to_string() }
    }

    /// A look at a job.
    pub fn job(&self, id: &str) -> Result<JobState, ApiError> {
        id.parse().ok().and_then(|id| self.jobs.get(id)).map(job_state).ok_or_else(|| ApiError {
            code: "not_found",
            message: say!("This work is over and forgotten."),
            field: None,
        })
    }

    /// Asks a job to stop.
    pub fn cancel(&self, id: &str) {
        if let Ok(id) = id.parse() {
            self.jobs.cancel(id);
        }
    }

    /// Waits for all jobs and closes the book; the last thing a program does.
    pub fn shut_down(&self) {
        self.jobs.wait_all();
        self.set_book(None);
    }

    /// Waits for all jobs.
    pub fn wait_for_jobs(&self) {
        self.jobs.wait_all();
    }
}

/// Above so many customers the first mistyped search would be slow to answer.
const WORTH_WARMING: u32 = 10_000;

/// Makes a book the open one, from inside a job.
pub struct Opener {
    book: Arc<RwLock<Option<Arc<Book>>>>,
    tell: Teller,
    host: Arc<dyn Host>,
    review: Arc<Review>,
}

/// Tells the windows how far the opening of a book has come.
struct OpeningTold {
    tell: Teller,
    /// The last hundredth part that was told.
    told: AtomicU64,
}

impl Watch for OpeningTold {
    fn step(&self, done: u64, total: u64) -> bool {
        let percent = done.saturating_mul(100).checked_div(total).unwrap_or(0);
        if self.told.swap(percent, Ordering::Relaxed) != percent {
            (self.tell)(Event::Opening { done, total });
        }
        true
    }
}

impl Opener {
    /// Opens a book and tells meanwhile how far it has come; it is not the open one yet.
    pub fn open(&self, dir: &Path) -> regulars_core::Result<Book> {
        let watch = OpeningTold { tell: self.tell.clone(), told: AtomicU64::new(0) };
        Book::open_watched(dir, self.host.clock(), &watch)
    }

    /// Makes a book the open one and closes the one before in good order.
    pub fn set(&self, book: Option<Book>) {
        let tell = self.tell.clone();
        let open = book.is_some();
        if let Some(book) = &book {
            crate::recent::remember(&*self.host, book);
            let review = self.review.clone();
            book.listen(move |changed, seq| {
                review.want();
                tell(Event::Changed { seq, changed: changes(changed) });
            });
            // Before anybody reads of it, the command line too, which opens a book for one list.
            self.review.begin();
            self.review.run(book, || by(&*self.host, book), &self.tell);
        }
        let book = book.map(Arc::new);
        if let Some(book) = &book {
            crate::handlers::calendar::keep(book, self.tell.clone());
        }
        if let Some(book) = &book
            && self.host.source() == Source::Window
            && book.facts().table(Kind::Customer).len() > WORTH_WARMING
        {
            let weak = Arc::downgrade(book);
            std::thread::spawn(move || weak.upgrade().inspect(|book| book.facts().warm_search()));
        }
        let before = std::mem::replace(&mut *self.book.write().unwrap_or_else(PoisonError::into_inner), book);
        if let Some(before) = before {
            close(before);
        }
        (self.tell)(Event::Book { open });
    }

    /// Who does what a job does in this book.
    pub fn by(&self, book: &Book) -> By {
        by(&*self.host, book)
    }

    /// Closes the open book if it is the one in this folder: its lock must be free
    /// before a book can be put in its place.
    pub fn close_if_at(&self, dir: &Path) {
        let same = self
            .book
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .as_ref()
            .is_some_and(|book| book.dir() == dir);
        if same {
            self.set(None);
        }
    }
}

fn by(host: &dyn Host, book: &Book) -> By {
    let named = book.facts().settings().user_name;
    By { actor: if named.is_empty() { host.user_name() } else { named }, source: host.source() }
}

fn close(book: Arc<Book>) {
    let outcome = match Arc::try_unwrap(book) {
        Ok(book) => book.close(),
        // A job still reads it; it closes when the job lets go, and is safe until then.
        Err(shared) => {
            shared.checkpoint();
            Ok(())
        }
    };
    if let Err(error) = outcome {
        tracing::warn!("closing the book: {error}");
    }
}

/// Changed records for the wire.
pub fn changes(changed: &[Changed]) -> Vec<Change> {
    changed
        .iter()
        .map(|c| Change { kind: c.kind.name().into(), ids: c.ids.iter().map(ToString::to_string).collect() })
        .collect()
}

fn job_state(view: JobView<Json>) -> JobState {
    let (state, result, error) = match view.state {
        CoreState::Running => ("running", Json::Null, None),
        CoreState::Done(result) => ("done", result, None),
        CoreState::Failed(error) => ("failed", Json::Null, Some(ApiError::from(&*error))),
        CoreState::Cancelled => ("cancelled", Json::Null, None),
    };
    JobState {
        id: view.id.to_string(),
        label: view.label.written(),
        state,
        done: view.done,
        total: view.total,
        result,
        error,
    }
}
