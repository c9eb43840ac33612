//! The list of books that were opened before, in the program's own folder.

use crate::host::Host;
use crate::types::Recent;
use regulars_core::book::Book;
use std::path::PathBuf;

const KEPT: usize = 8;

fn file(host: &dyn Host) -> PathBuf {
    host.config_folder().join("recent.json")
}

/// The books, the last one first. One that is not there now stays in the list: its disk may
/// only not be plugged in, and its owner is told so rather than led into another book.
pub fn list(host: &dyn Host) -> Vec<Recent> {
    let Ok(bytes) = std::fs::read(file(host)) else {
        return Vec::new();
    };
    let mut books: Vec<Recent> = serde_json::from_slice(&bytes).unwrap_or_default();
    for book in &mut books {
        book.missing = !PathBuf::from(&book.path).join("book.toml").is_file();
    }
    books
}

/// Puts a book at the top of the list. A list that cannot be written is a
/// convenience lost, not an error.
pub fn remember(host: &dyn Host, book: &Book) {
    let path = book.dir().display().to_string();
    let mut books = list(host);
    books.retain(|other| other.path != path);
    books.insert(0, Recent { path, name: book.facts().settings().business_name, missing: false });
    books.truncate(KEPT);
    let written = std::fs::create_dir_all(host.config_folder())
        .and_then(|()| std::fs::write(file(host), serde_json::to_vec(&books).unwrap_or_default()));
    if let Err(error) = written {
        tracing::warn!("the list of recent books: {error}");
    }
}
