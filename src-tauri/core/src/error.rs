//! What can go wrong, as one type. The window shows a sentence per code, so a
//! variant exists only where the person at the screen can do something different.

use crate::ids::Id;
use crate::{Sentence, say};
use std::fmt;
use std::path::PathBuf;

/// The result of everything in core that can fail.
pub type Result<T> = std::result::Result<T, Error>;

/// Everything that can go wrong. The texts are whole sentences for the owner of
/// the shop: what happened, where, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A value breaks a rule of its field.
    Invalid {
        /// The kind of record, e.g. `customer`.
        kind: &'static str,
        /// The field's name as declared, e.g. `first_name`.
        field: String,
        /// The sentence.
        message: Sentence,
    },
    /// The record is not in the book (any more).
    NotFound {
        /// The kind of record.
        kind: &'static str,
        /// Its identity.
        id: Id,
    },
    /// A condition of a list, segment or `--where` cannot be understood.
    Filter(Sentence),
    /// A file cannot be read or written.
    File {
        /// The file or folder.
        path: PathBuf,
        /// What is wrong and what to do.
        message: Sentence,
    },
    /// The disk holding the book is full; nothing was written.
    DiskFull {
        /// The book's folder.
        path: PathBuf,
    },
    /// Another process has this book open.
    Locked {
        /// The book's folder.
        path: PathBuf,
        /// Who holds it, as far as known.
        holder: String,
    },
    /// The book was written by a newer program.
    NewerFormat {
        /// The book's folder or archive.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// The newest this program knows.
        known: u32,
    },
    /// The book is damaged beyond what could be repaired by itself.
    Damaged {
        /// The damaged file or folder.
        path: PathBuf,
        /// What is wrong, what is safe and what to do.
        message: Sentence,
    },
    /// There is nothing (left) to undo or redo.
    NothingTo(&'static str),
    /// The operation cannot be undone as a whole.
    Conflict(Sentence),
    /// The person cancelled the work; nothing was changed.
    Cancelled,
}

impl Error {
    /// An [`Error::File`] from an I/O error, with the sentence that helps.
    /// A full disk becomes [`Error::DiskFull`].
    pub fn io(path: impl Into<PathBuf>, error: &std::io::Error) -> Self {
        use std::io::ErrorKind as K;
        let path = path.into();
        let message = match error.kind() {
            K::StorageFull | K::QuotaExceeded => return Self::DiskFull { path },
            K::NotFound => say!("There is no such file or folder. Check the name."),
            K::PermissionDenied => {
                say!("You may not read or write here. Choose another place or ask for permission.")
            }
            K::ReadOnlyFilesystem => say!("This disk is read-only. Choose another place."),
            K::IsADirectory => say!("This is a folder, not a file. Choose a file in it."),
            K::NotADirectory => say!("This is a file, not a folder."),
            K::AlreadyExists => say!("There is already something with this name. Choose another name."),
            _ => say!("The disk reported an error: {}.", error.to_string()),
        };
        Self::File { path, message }
    }

    /// An [`Error::Invalid`].
    pub fn invalid(kind: &'static str, field: impl Into<String>, message: Sentence) -> Self {
        Self::Invalid { kind, field: field.into(), message }
    }

    /// What the person is told, with its values apart.
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Invalid { message, .. } | Self::Filter(message) | Self::Conflict(message) => {
                message.clone()
            }
            Self::NotFound { kind, .. } => say!(
                "This {} is no longer in the book. It may have been removed in another window.",
                crate::entity::said::one(kind)
            ),
            Self::File { path, message } | Self::Damaged { path, message } => {
                say!("{}: {}", path.display().to_string(), message)
            }
            Self::DiskFull { path } => say!(
                "The disk is full, so nothing was saved. Free some space on the disk that holds {} and try again.",
                path.display().to_string()
            ),
            Self::Locked { path, holder } => say!(
                "{} is open in another window of Regulars ({}). Use that window, or close it first.",
                path.display().to_string(),
                holder
            ),
            Self::NewerFormat { path, found, known } => say!(
                "{} was written by a newer version of Regulars (format {}, this program reads up to {}). Please install the newer version.",
                path.display().to_string(),
                found,
                known
            ),
            Self::NothingTo("redo") => say!("There is nothing to redo."),
            Self::NothingTo(_) => say!("There is nothing to undo."),
            Self::Cancelled => say!("Cancelled. Nothing was changed."),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.sentence().fmt(f)
    }
}
