//! Record identities: UUIDv7, so that newer records sort after older ones and two
//! seats can create records without asking each other.

use std::fmt;
use std::str::FromStr;

/// The identity of a record, an operation, a book or a seat (128 bits, UUIDv7).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Id(pub [u8; 16]);

impl Id {
    /// An identity from a moment (milliseconds since 1970) and ten random bytes.
    /// The caller brings both, so that tests and the demo shop are repeatable.
    pub fn from_parts(unix_millis: u64, random: [u8; 10]) -> Self {
        Self(*uuid::Builder::from_unix_timestamp_millis(unix_millis, &random).into_uuid().as_bytes())
    }

    /// Whether this is the all-zero identity that stands for "none".
    pub fn is_nil(&self) -> bool {
        self.0 == [0; 16]
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        uuid::Uuid::from_bytes(self.0).hyphenated().fmt(f)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The text was no UUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not an identity of a record")]
pub struct NotAnId;

impl FromStr for Id {
    type Err = NotAnId;
    fn from_str(text: &str) -> Result<Self, NotAnId> {
        uuid::Uuid::parse_str(text).map(|u| Self(*u.as_bytes())).map_err(|_| NotAnId)
    }
}
