//! Real files that nobody here wrote, read and brought in. The folder is named by
//! `REGULARS_CORPUS`; without it the suite says so and passes.

// A test may stop at the first thing that is not as it should be; clippy knows that only of functions marked as tests.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod bring;
mod cards;
mod duplicates;
mod phones;
mod read;

use regulars_core::book::{Book, By, NewBook, Source};
use regulars_core::clock::ManualClock;
use regulars_core::exchange::{ImportKind, ImportOptions, ImportResult, OnDuplicate, import, inspect};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The folder of the corpus, if there is one.
pub fn corpus() -> Option<PathBuf> {
    match std::env::var_os("REGULARS_CORPUS") {
        Some(dir) => Some(PathBuf::from(dir)),
        None => {
            println!("REGULARS_CORPUS is not set, so nothing was compared with real files.");
            None
        }
    }
}

/// An empty book of a shop in `country`.
pub fn book(dir: &Path, currency: &str, country: &str) -> Book {
    let now = "2026-11-22T09:00:00Z".parse().expect("a moment");
    let new = NewBook {
        name: "Corpus".into(),
        currency: currency.into(),
        country: country.into(),
        user_name: "Test".into(),
    };
    Book::create(&dir.join("book"), &new, Arc::new(ManualClock::new(now, 7))).expect("a new book")
}

/// Brings a file in as the program proposes by itself.
pub fn bring_in(book: &Book, path: &Path, kind: Option<ImportKind>, dry_run: bool) -> ImportResult {
    let plan = inspect(path, kind, book).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let options = ImportOptions {
        date_order: plan.date_order,
        on_duplicate: OnDuplicate::Skip,
        ..ImportOptions::default()
    };
    let by = By { actor: "Test".into(), source: Source::Import };
    import::run(
        book,
        &by,
        path,
        plan.kind,
        &plan.mapping(),
        &options,
        dry_run,
        &regulars_core::book::Unwatched,
    )
    .unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}
