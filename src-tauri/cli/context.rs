//! What every subcommand shares: the session, the output, waiting for jobs.

use crate::cli_host::Dialogs;
use chrono::{DateTime, NaiveTime, SecondsFormat, Utc};
use regulars_api::types::{JobStarted, JobState};
use regulars_api::{ApiError, Event, Session};
use regulars_core::Sentence;
use regulars_core::exchange::csv::number;
use regulars_core::follow_ups::reminders::on_the_wall;
use regulars_core::money::Decimal;
use regulars_core::normalise::day;
use regulars_core::reports::format::Locale;
use regulars_core::sentence::by_count;
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
        // What went wrong beside a command is said on standard error; its result is still whole.
        let told = |event: Event| {
            if let Event::Notice { message } = event {
                complain(&message);
            }
        };
        Self { session: Session::new(Arc::new(Dialogs::default()), told), json }
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

    /// So many of something, in the book's own words: `1 member`, `12 members`.
    pub fn count(&self, count: impl TryInto<u64>, one: Sentence, many: Sentence) -> String {
        let count = count.try_into().unwrap_or_default();
        format!("{count} {}", self.session.words(&by_count(count, one, many)))
    }

    /// A number as somebody types it: with a point, or as numbers are written in the language of the book
    /// (`12,50`, `1.250,00`). Three digits behind what parts thousands there are thousands, as in the window.
    pub fn decimal(&self, text: &str) -> Option<Decimal> {
        number::typed(text, self.decimal_sign())
    }

    /// The decimal sign of the book's language; a point without a book.
    pub fn decimal_sign(&self) -> char {
        let book = self.session.book().ok();
        book.map_or('.', |book| Locale::for_language(&book.facts().settings().language).decimal)
    }

    /// [`Context::decimal`] as the api takes it. What cannot be read goes on as it is, to be refused where its
    /// field is known.
    pub fn number(&self, text: &str) -> String {
        self.decimal(text).map_or_else(|| text.to_owned(), |number| number.to_string())
    }

    /// A day as somebody types it (`24.12.26`, `tomorrow`) as the api takes it. What cannot be read goes on
    /// as it is, to be refused where its field is known.
    pub fn day(&self, text: &str) -> Result<String, ApiError> {
        let read = day::typed(text, self.session.book()?.today());
        Ok(read.map_or_else(|| text.to_owned(), |day| day.to_string()))
    }

    /// [`Context::day`] where it may be left open.
    pub fn maybe_day(&self, text: Option<&str>) -> Result<Option<String>, ApiError> {
        text.map(|text| self.day(text)).transpose()
    }

    /// A moment as somebody types it (`2026-11-01 10:00`, `tomorrow 14:30`), on the wall of the shop. A day
    /// alone is its first minute, or its last one where something is promised for it.
    pub fn moment(&self, text: &str, promised: bool) -> Result<String, ApiError> {
        let book = self.session.book()?;
        let Some((day, time)) = day::typed_moment(text, book.today()) else { return Ok(text.to_owned()) };
        let last = NaiveTime::from_hms_opt(23, 59, 0).filter(|_| promised);
        let at = on_the_wall(day, time.or(last).unwrap_or(NaiveTime::MIN), book.zone());
        Ok(at.to_rfc3339_opts(SecondsFormat::Secs, true))
    }

    /// A moment of a reply as people read it: day and time on the wall of the shop. What is no moment, or a
    /// day alone, stays as it is.
    pub fn wall(&self, text: &str) -> String {
        let Ok(at) = text.parse::<DateTime<Utc>>() else { return text.to_owned() };
        let Ok(book) = self.session.book() else { return text.to_owned() };
        at.with_timezone(&book.zone()).format("%Y-%m-%d %H:%M").to_string()
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
