//! The list of books that were opened before, in the program's own folder.

use crate::host::Host;
use crate::types::Recent;
use regulars_core::book::Book;
use std::path::PathBuf;

const KEPT: usize = 8;

fn file(host: &dyn Host) -> PathBuf {
    host.config_folder().join("recent.json")
}

/// Books that are still there, the last one first.
pub fn list(host: &dyn Host) -> Vec<Recent> {
    let Ok(bytes) = std::fs::read(file(host)) else {
        return Vec::new();
    };
    let books: Vec<Recent> = serde_json::from_slice(&bytes).unwrap_or_default();
    books.into_iter().filter(|book| PathBuf::from(&book.path).join("book.toml").is_file()).collect()
}

/// Puts a book at the top of the list. A list that cannot be written is a
/// convenience lost, not an error.
pub fn remember(host: &dyn Host, book: &Book) {
    let path = book.dir().display().to_string();
    let mut books = list(host);
    books.retain(|other| other.path != path);
    books.insert(0, Recent { path, name: book.facts().settings().business_name });
    books.truncate(KEPT);
    let written = std::fs::create_dir_all(host.config_folder())
        .and_then(|()| std::fs::write(file(host), serde_json::to_vec(&books).unwrap_or_default()));
    if let Err(error) = written {
        tracing::warn!("the list of recent books: {error}");
    }
}
