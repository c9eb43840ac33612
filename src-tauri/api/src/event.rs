//! What the api tells without being asked.

use crate::error::ApiError;
use crate::language::Language;
use crate::language::nouns::OwnWords;
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
    /// The lists of a book that is being opened are made anew; told for every hundredth part.
    Opening {
        /// How much is done.
        done: u64,
        /// Of how much.
        total: u64,
    },
    /// A reminder was told in one of the windows, or seen to: ask for those that stand.
    Reminders,
    /// Files were dropped on the window.
    FileDropped {
        /// Their paths.
        paths: Vec<String>,
        /// Where they were let go of, from the left of the window, in its points.
        x: f64,
        /// And from its top.
        y: f64,
    },
    /// Something to tell, in a sentence.
    Notice {
        /// The sentence.
        message: String,
    },
}

impl Event {
    /// Whether it says what came of a job.
    pub(crate) fn is_result(&self) -> bool {
        matches!(self, Self::Job { job } if job.error.is_some() || !job.result.is_null())
    }

    /// The event with its sentences in the owner's word for customers and in a language.
    pub(crate) fn in_words(self, nouns: Option<&OwnWords>, language: Language) -> Self {
        let own = |sentence: Sentence| match nouns {
            Some(nouns) => nouns.say(sentence),
            None => sentence,
        };
        match self {
            Self::Job { mut job } => {
                job.label = language.show(&own(Sentence::read(&job.label)));
                if let Some(nouns) = nouns {
                    nouns.say_all(&mut job.result);
                }
                language.say_all(&mut job.result);
                job.error = job.error.map(|error| ApiError { message: own(error.message), ..error });
                job.error = job.error.map(|error| language.say_error(error));
                Self::Job { job }
            }
            Self::Notice { message } => {
                Self::Notice { message: language.show(&own(Sentence::read(&message))) }
            }
            other => other,
        }
    }
}
