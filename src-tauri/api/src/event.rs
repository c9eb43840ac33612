//! What the api tells without being asked.

use crate::types::{Change, JobState};
use serde::Serialize;

/// Something every open window should know.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Event {
    /// Records changed.
    Changed {
        /// The operation's number.
        seq: u64,
        /// Which records.
        changed: Vec<Change>,
    },
    /// A job moved on.
    Job {
        /// Where it stands.
        job: JobState,
    },
    /// A book was opened or closed.
    Book {
        /// Whether one is open now.
        open: bool,
    },
    /// Files were dropped on the window.
    FileDropped {
        /// Their paths.
        paths: Vec<String>,
    },
    /// Something to tell, in a sentence.
    Notice {
        /// The sentence.
        message: String,
    },
}
