//! What every subcommand shares: the session, the output, waiting for jobs.

use crate::cli_host::Dialogs;
use regulars_api::types::{JobStarted, JobState};
use regulars_api::{ApiError, Session};
use regulars_core::Sentence;
use serde::de::DeserializeOwned;
use serde_json::{Value as Json, json};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// How often a waiting command looks at its job.
const LOOK: Duration = Duration::from_millis(20);

/// What every subcommand runs with.
pub struct Context {
    /// The api.
    pub session: Session,
    json: bool,
}

impl Context {
    /// A session of its own.
    pub fn new(json: bool) -> Self {
        Self { session: Session::new(Arc::new(Dialogs::default()), |_| {}), json }
    }

    /// Opens a book and tells on standard error what was repaired.
    pub fn open(&self, book: &Path) -> Result<(), ApiError> {
        self.session.call("book.open", json!({ "path": book }))?;
        for notice in self.session.book()?.notices() {
            complain(&notice.to_string());
        }
        Ok(())
    }

    /// Calls the api and reads the reply.
    pub fn call<R: DeserializeOwned>(&self, name: &str, payload: Json) -> Result<R, ApiError> {
        serde_json::from_value(self.session.call(name, payload)?)
            .map_err(|e| ApiError::malformed(format!("The reply of {name}: {e}.")))
    }

    /// Starts a job, shows its progress on a terminal, and returns its result.
    pub fn job(&self, name: &str, payload: Json) -> Result<Json, ApiError> {
        let Some(JobStarted { job }) = self.call(name, payload)? else {
            return Err(ApiError::malformed("No file was named."));
        };
        let shown = std::io::stderr().is_terminal();
        loop {
            let state: JobState = self.session.job(&job)?;
            if state.state == "running" {
                if shown && state.total > 0 {
                    eprint!("\r{} … {} %  ", state.label, state.done.saturating_mul(100) / state.total);
                }
                std::thread::sleep(LOOK);
                continue;
            }
            if shown {
                eprint!("\r\x1b[K");
            }
            return match state.error {
                Some(error) => Err(error),
                None if state.state == "cancelled" => Err(ApiError {
                    code: "cancelled",
                    message: Sentence::plain("Cancelled. Nothing was changed."),
                    field: None,
                }),
                // Asked for by name, its sentences are said in the language of the session.
                None => Ok(self.session.call("jobs.get", json!({ "id": job }))?["result"].take()),
            };
        }
    }

    /// Answers: the document with `--json`, otherwise the text.
    pub fn answer(&self, document: &Json, text: impl FnOnce() -> String) {
        let line = if self.json { document.to_string() } else { text() };
        let mut out = std::io::stdout().lock();
        // A reader that went away (`| head`) is no error of ours.
        let _ = writeln!(out, "{line}");
    }
}

/// One plain sentence on standard error.
pub fn complain(sentence: &str) {
    let _ = writeln!(std::io::stderr(), "{sentence}");
}

/// A path as the api takes it: absolute, so that it means the same everywhere.
pub fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
