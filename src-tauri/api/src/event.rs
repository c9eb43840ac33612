//! What the api tells without being asked.

use crate::language::Language;
use crate::types::{Change, JobState};
use regulars_core::Sentence;
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
    /// A reminder was told in one of the windows, or seen to: ask for those that stand.
    Reminders,
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

impl Event {
    /// The event with its sentences in a language.
    pub(crate) fn in_language(self, language: Language) -> Self {
        match self {
            Self::Job { mut job } => {
                job.label = language.say(&Sentence::read(&job.label));
                language.say_all(&mut job.result);
                job.error = job.error.map(|error| language.say_error(error));
                Self::Job { job }
            }
            Self::Notice { message } => Self::Notice { message: language.say(&Sentence::read(&message)) },
            other => other,
        }
    }
}
