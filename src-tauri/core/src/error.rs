//! What can go wrong, as one type. The window shows a sentence per code, so a
//! variant exists only where the person at the screen can do something different.

use crate::ids::Id;
use std::path::PathBuf;

/// The result of everything in core that can fail.
pub type Result<T> = std::result::Result<T, Error>;

/// Everything that can go wrong. The texts are whole sentences for the owner of
/// the shop: what happened, where, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A value breaks a rule of its field.
    #[error("{message}")]
    Invalid {
        /// The kind of record, e.g. `customer`.
        kind: &'static str,
        /// The field's name as declared, e.g. `first_name`.
        field: String,
        /// The sentence.
        message: String,
    },
    /// The record is not in the book (any more).
    #[error("This {kind} is no longer in the book. It may have been removed in another window.")]
    NotFound {
        /// The kind of record.
        kind: &'static str,
        /// Its identity.
        id: Id,
    },
    /// A condition of a list, segment or `--where` cannot be understood.
    #[error("{0}")]
    Filter(String),
    /// A file cannot be read or written.
    #[error("{}: {message}", path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What is wrong and what to do.
        message: String,
    },
    /// The disk holding the book is full; nothing was written.
    #[error("The disk is full, so nothing was saved. Free some space on the disk that holds {} and try again.", path.display())]
    DiskFull {
        /// The book's folder.
        path: PathBuf,
    },
    /// Another process has this book open.
    #[error("{} is open in another window of Regulars ({holder}). Use that window, or close it first.", path.display())]
    Locked {
        /// The book's folder.
        path: PathBuf,
        /// Who holds it, as far as known.
        holder: String,
    },
    /// The book was written by a newer program.
    #[error("{} was written by a newer version of Regulars (format {found}, this program reads up to {known}). Please install the newer version.", path.display())]
    NewerFormat {
        /// The book's folder or archive.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// The newest this program knows.
        known: u32,
    },
    /// The book is damaged beyond what could be repaired by itself.
    #[error("{}: {message}", path.display())]
    Damaged {
        /// The damaged file or folder.
        path: PathBuf,
        /// What is wrong, what is safe and what to do.
        message: String,
    },
    /// There is nothing (left) to undo or redo.
    #[error("There is nothing to {0}.")]
    NothingTo(&'static str),
    /// The operation cannot be undone as a whole.
    #[error("{0}")]
    Conflict(String),
    /// The person cancelled the work; nothing was changed.
    #[error("Cancelled. Nothing was changed.")]
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
            K::NotFound => "There is no such file or folder. Check the name.".into(),
            K::PermissionDenied => {
                "You may not read or write here. Choose another place or ask for permission.".into()
            }
            K::ReadOnlyFilesystem => "This disk is read-only. Choose another place.".into(),
            K::IsADirectory => "This is a folder, not a file. Choose a file in it.".into(),
            K::NotADirectory => "This is a file, not a folder.".into(),
            K::AlreadyExists => "There is already something with this name. Choose another name.".into(),
            _ => format!("The disk reported an error: {error}."),
        };
        Self::File { path, message }
    }

    /// An [`Error::Invalid`].
    pub fn invalid(kind: &'static str, field: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Invalid { kind, field: field.into(), message: message.into() }
    }
}
