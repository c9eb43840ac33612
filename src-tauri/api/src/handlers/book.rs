//! Opening, making, checking and backing up books.

use super::written;
use crate::error::ApiError;
use crate::host::Ask;
use crate::language::Language;
use crate::session::Session;
use crate::types::*;
use regulars_core::book::{self, Book, NewBook};
use regulars_core::demo::DemoOptions;
use regulars_core::say;
use serde_json::json;
use std::path::{Path, PathBuf};

pub fn status(session: &Session, _: Empty) -> Result<AppStatus, ApiError> {
    let today = session.book().map_or_else(|_| session.host().clock().today(), |book| book.today());
    let book = session.book().ok().map(|book| BookInfo {
        path: book.dir().display().to_string(),
        name: book.facts().settings().business_name,
        book_id: book.manifest().book_id.to_string(),
        notices: written(&book.notices()),
    });
    Ok(AppStatus {
        book,
        not_opened: session.not_opened().map(|why| why.written()),
        recent: crate::recent::list(&**session.host()),
        version: env!("CARGO_PKG_VERSION").into(),
        today: today.to_string(),
    })
}

/// A folder for a new book: the one named, or one beside the others that is free.
fn new_folder(session: &Session, path: Option<&str>, name: &str) -> PathBuf {
    if let Some(path) = path {
        return PathBuf::from(path);
    }
    let folder = session.host().books_folder();
    let wanted = book::folder_name(name);
    let stem = wanted.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let numbered = (2..).map(|n| folder.join(format!("{stem} {n}.regulars")));
    std::iter::once(folder.join(&wanted))
        .chain(numbered)
        .find(|p| !p.exists())
        .unwrap_or_else(|| folder.join(wanted))
}

fn make_parent(dir: &Path) -> Result<(), ApiError> {
    match dir.parent() {
        Some(parent) => {
            std::fs::create_dir_all(parent).map_err(|e| regulars_core::Error::io(parent, &e).into())
        }
        None => Ok(()),
    }
}

/// Core speaks the window's language from now on.
pub fn speak(session: &Session, request: SpeakRequest) -> Result<Empty, ApiError> {
    session.speak(Language::of(&request.language));
    Ok(Empty {})
}

pub fn create(session: &Session, request: NewBookRequest) -> Result<Option<PathReply>, ApiError> {
    let dir = new_folder(session, request.path.as_deref(), &request.name);
    if request.path.is_none() {
        make_parent(&dir)?;
    }
    let new = NewBook {
        name: request.name,
        currency: request.currency,
        country: request.country,
        user_name: session.host().user_name(),
    };
    let language = request.language.unwrap_or_else(|| session.language().tag().into());
    let book = Book::create_in(&dir, &new, &language, session.host().clock())?;
    session.set_book(Some(book));
    Ok(Some(PathReply { path: dir.display().to_string() }))
}

pub fn demo(session: &Session, request: DemoRequest) -> Result<JobStarted, ApiError> {
    let language = request.language.unwrap_or_else(|| session.language().tag().into());
    let name = regulars_core::demo::name(&language);
    let dir = new_folder(session, request.path.as_deref(), name);
    if request.path.is_none() {
        make_parent(&dir)?;
    }
    let clock = session.host().clock();
    let opener = session.opener();
    let user_name = session.host().user_name();
    let usual = DemoOptions::default();
    let options = DemoOptions {
        customers: request.customers.clamp(50, 100_000),
        years: request.years.unwrap_or(usual.years).clamp(1, 20),
        seed: request.seed.unwrap_or(usual.seed),
        ..usual
    };
    Ok(session.start(say!("Building the demo shop"), move |watch| {
        let new = NewBook { name: name.into(), currency: "EUR".into(), country: "DE".into(), user_name };
        let book = Book::create_in(&dir, &new, &language, clock)?;
        let filled = regulars_core::demo::fill(&book, &opener.by(&book), &options, watch);
        if let Err(error) = filled {
            drop(book);
            // Only what this job has just made is removed again.
            if let Err(left) = std::fs::remove_dir_all(&dir) {
                tracing::warn!("the unfinished demo shop stays at {}: {left}", dir.display());
            }
            return Err(error);
        }
        book.checkpoint();
        opener.set(Some(book));
        Ok(json!({ "path": dir.display().to_string() }))
    }))
}

pub fn open(session: &Session, request: PathRequest) -> Result<Option<PathReply>, ApiError> {
    let ask = Ask { title: &session.words(&say!("Open a book")), name: "", endings: &[] };
    let Some(dir) = request.path.map(PathBuf::from).or_else(|| session.host().pick_folder(&ask)) else {
        return Ok(None);
    };
    session.opener().close_if_at(&dir);
    let book = session.opener().open(&dir)?;
    session.set_book(Some(book));
    Ok(Some(PathReply { path: dir.display().to_string() }))
}

pub fn close(session: &Session, _: Empty) -> Result<Empty, ApiError> {
    session.set_book(None);
    Ok(Empty {})
}

pub fn check(session: &Session, _: Empty) -> Result<JobStarted, ApiError> {
    let book = session.book()?;
    Ok(session.start(say!("Checking the book"), move |watch| {
        let report = book.check(watch)?;
        Ok(json!(CheckReply { ok: report.ok, sentences: written(&report.sentences) }))
    }))
}

pub fn backup(session: &Session, request: PathRequest) -> Result<Option<JobStarted>, ApiError> {
    let book = session.book()?;
    let name = format!("{} {}.regulars-backup", book.facts().settings().business_name, book.today());
    let ask =
        Ask { title: &session.words(&say!("Save a backup")), name: &name, endings: &["regulars-backup"] };
    let Some(file) = request.path.map(PathBuf::from).or_else(|| session.host().save_file(&ask)) else {
        return Ok(None);
    };
    Ok(Some(session.start(say!("Saving a backup and reading it back"), move |watch| {
        let report = book.backup(&file, watch)?;
        Ok(json!(FileWritten {
            path: file.display().to_string(),
            notices: vec![
                say!("{} records were written and read back without a difference.", report.records).written(),
            ],
        }))
    })))
}

pub fn restore(session: &Session, request: RestoreRequest) -> Result<Option<JobStarted>, ApiError> {
    let host = session.host().clone();
    let ask =
        Ask { title: &session.words(&say!("Choose a backup")), name: "", endings: &["regulars-backup"] };
    let Some(archive) = request.archive.map(PathBuf::from).or_else(|| host.pick_file(&ask)) else {
        return Ok(None);
    };
    let stem = archive.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let dir = new_folder(session, request.path.as_deref(), &stem);
    if request.path.is_none() {
        make_parent(&dir)?;
    }
    let opener = session.opener();
    Ok(Some(session.start(say!("Restoring a backup"), move |watch| {
        let report = book::restore(&archive, &dir, watch)?;
        opener.set(Some(opener.open(&dir)?));
        Ok(json!({ "path": dir.display().to_string(), "records": report.records }))
    })))
}
