//! `book.toml`: which format the folder has and whose book it is. A copy lies in
//! the journal's folder, so that one bad block cannot make a book unopenable.

use super::fsx::{at, write_whole};
use super::segment::{self, SegmentFile};
use crate::Sentence;
use crate::error::{Error, Result};
use crate::ids::Id;
use crate::say;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;

const NAME: &str = "book.toml";
const COPY: &str = "journal/book.toml";
const NOTE: &str = "# This folder is a customer book of Regulars. Copy or move it as a whole.\n";

/// What identifies a book.
#[derive(Clone, Debug, PartialEq)]
pub struct Manifest {
    /// The format of the folder.
    pub format: u32,
    /// The book; copies and backups keep it.
    pub book_id: Id,
    /// This copy of the book.
    pub seat_id: Id,
    /// When it was created, as the caller writes moments (RFC 3339).
    pub created: String,
    /// The name the owner gave it.
    pub name: String,
}

/// The file as written: identities as text.
#[derive(Serialize, Deserialize)]
struct Wire {
    format: u32,
    book_id: String,
    seat_id: String,
    created: String,
    name: String,
}

impl Manifest {
    /// The text of `book.toml`.
    pub(super) fn to_text(&self) -> Result<String> {
        let wire = Wire {
            format: self.format,
            book_id: self.book_id.to_string(),
            seat_id: self.seat_id.to_string(),
            created: self.created.clone(),
            name: self.name.clone(),
        };
        let text = toml::to_string(&wire).map_err(|error| Error::Damaged {
            path: NAME.into(),
            message: say!("The book's description cannot be written: {}.", error.to_string()),
        })?;
        Ok(format!("{NOTE}{text}"))
    }

    /// Reads the text of a `book.toml`; `None` if it is none.
    pub(super) fn from_text(text: &str) -> Option<Self> {
        let wire: Wire = toml::from_str(text).ok()?;
        Some(Self {
            format: wire.format,
            book_id: wire.book_id.parse().ok()?,
            seat_id: wire.seat_id.parse().ok()?,
            created: wire.created,
            name: wire.name,
        })
    }

    /// Writes `book.toml` and its copy; the journal's folder must exist.
    pub(super) fn write(&self, dir: &Path) -> Result<()> {
        let text = self.to_text()?;
        write_whole(&dir.join(COPY), &[text.as_bytes()])?;
        write_whole(&dir.join(NAME), &[text.as_bytes()])
    }

    /// Reads `book.toml`, or its copy if that is unreadable. The second value says
    /// what had to be repaired. Nothing is written.
    pub(super) fn read(dir: &Path) -> Result<(Self, Option<Sentence>)> {
        let meta = at(dir, fs::metadata(dir))?;
        if !meta.is_dir() {
            return Err(Error::File {
                path: dir.into(),
                message: say!("This is a file, not a book. A book is a folder with a book.toml in it."),
            });
        }
        let path = dir.join(NAME);
        let main = fs::read(&path);
        // The journal knows whose it is, which shows a damaged identity.
        let book = journal_book(dir);
        let belongs = |found: &Self| book.is_none_or(|book| book == found.book_id);
        let parsed = main.as_ref().ok().and_then(|bytes| Self::from_bytes(bytes));
        if let Some(found) = parsed.filter(belongs) {
            return Ok((found, None));
        }
        let copy = fs::read(dir.join(COPY)).ok().and_then(|bytes| Self::from_bytes(&bytes));
        if let Some(copy) = copy.filter(belongs) {
            let note =
                say!("The file book.toml was damaged or missing; its copy in the journal folder was used.");
            return Ok((copy, Some(note)));
        }
        match main {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(Error::File {
                path: dir.into(),
                message: say!(
                    "This folder is not a book: it has no book.toml. Choose the book's own folder."
                ),
            }),
            Err(error) => Err(Error::io(path, &error)),
            Ok(_) => Err(Error::Damaged {
                path,
                message: say!(
                    "The book's description is damaged and so is its copy. Restore the book from a backup."
                ),
            }),
        }
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        std::str::from_utf8(bytes).ok().and_then(Self::from_text)
    }
}

/// The book's identity by the header of its first journal file.
fn journal_book(dir: &Path) -> Option<Id> {
    let first = segment::list(dir).ok()?.first().copied()?;
    let header = SegmentFile::open(dir, first).ok()?.header().ok()??;
    Some(header.book)
}
