//! Errors on the wire: a code for the window's table, and the sentence.

use regulars_core::Error;
use serde::Serialize;
use ts_rs::TS;

/// What a refused call answers. A code exists only where the window treats it
/// differently.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ApiError {
    /// `invalid`, `not_found`, `filter`, `file`, `disk_full`, `locked`,
    /// `newer_format`, `damaged`, `nothing_to`, `conflict`, `cancelled`,
    /// `no_book` or `internal`.
    pub code: &'static str,
    /// A whole sentence for the person at the screen.
    pub message: String,
    /// The field it is about, in the wire's spelling.
    pub field: Option<String>,
}

impl ApiError {
    /// The call itself was malformed: a mistake in a program, not of a person.
    pub fn malformed(message: impl Into<String>) -> Self {
        Self { code: "internal", message: message.into(), field: None }
    }

    /// No book is open.
    pub fn no_book() -> Self {
        Self { code: "no_book", message: "No book is open. Open one first.".into(), field: None }
    }
}

impl From<&Error> for ApiError {
    fn from(error: &Error) -> Self {
        let code = match error {
            Error::Invalid { .. } => "invalid",
            Error::NotFound { .. } => "not_found",
            Error::Filter(_) => "filter",
            Error::File { .. } => "file",
            Error::DiskFull { .. } => "disk_full",
            Error::Locked { .. } => "locked",
            Error::NewerFormat { .. } => "newer_format",
            Error::Damaged { .. } => "damaged",
            Error::NothingTo(_) => "nothing_to",
            Error::Conflict(_) => "conflict",
            Error::Cancelled => "cancelled",
        };
        let field = match error {
            Error::Invalid { field, .. } => Some(crate::wire::camel_path(field)),
            _ => None,
        };
        Self { code, message: error.to_string(), field }
    }
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        Self::from(&error)
    }
}
