//! Errors on the wire: a code for the window's table, and the sentence.

use regulars_core::{Error, Sentence, say};
use serde::ser::{Serialize, SerializeStruct, Serializer};
use ts_rs::TS;

/// What a refused call answers. A code exists only where the window treats it
/// differently.
#[derive(Clone, Debug, TS)]
#[ts(rename_all = "camelCase")]
pub struct ApiError {
    /// `invalid`, `not_found`, `filter`, `file`, `disk_full`, `locked`,
    /// `newer_format`, `damaged`, `nothing_to`, `conflict`, `cancelled`,
    /// `no_book` or `internal`.
    pub code: &'static str,
    /// A whole sentence for the person at the screen.
    #[ts(type = "string")]
    pub message: Sentence,
    /// The field it is about, in the wire's spelling.
    pub field: Option<String>,
}

impl ApiError {
    /// The call itself was malformed: a mistake in a program, not of a person.
    pub fn malformed(message: impl Into<String>) -> Self {
        Self { code: "internal", message: Sentence::plain(message), field: None }
    }

    /// Something that was asked for cannot be; `field` in the wire's spelling.
    pub fn invalid(field: impl Into<String>, message: Sentence) -> Self {
        Self { code: "invalid", message, field: Some(field.into()) }
    }

    /// No book is open.
    pub fn no_book() -> Self {
        Self { code: "no_book", message: say!("No book is open. Open one first."), field: None }
    }
}

/// On the way out the sentence keeps its marks until the session says it in the window's language.
impl Serialize for ApiError {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut object = to.serialize_struct("ApiError", 3)?;
        object.serialize_field("code", self.code)?;
        object.serialize_field("message", &self.message.written())?;
        object.serialize_field("field", &self.field)?;
        object.end()
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
        Self { code, message: error.sentence(), field }
    }
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        Self::from(&error)
    }
}
