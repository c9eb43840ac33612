//! A shop with an open book, and short ways to say what is done in it.

use chrono::{TimeZone, Utc};
use regulars_api::{ApiError, Ask, Event, Host, Session};
use regulars_core::book::Source;
use regulars_core::clock::{Clock, ManualClock};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// The morning on which every journey begins: a Monday.
pub const MORNING: (i32, u32, u32) = (2026, 3, 2);

struct Surroundings {
    clock: Arc<ManualClock>,
    folder: PathBuf,
    answer: Mutex<Option<PathBuf>>,
}

impl Host for Surroundings {
    fn clock(&self) -> Arc<dyn Clock> {
        self.clock.clone()
    }
    fn pick_file(&self, _: &Ask<'_>) -> Option<PathBuf> {
        self.answer.lock().unwrap().take()
    }
    fn pick_folder(&self, _: &Ask<'_>) -> Option<PathBuf> {
        self.answer.lock().unwrap().take()
    }
    fn save_file(&self, _: &Ask<'_>) -> Option<PathBuf> {
        self.answer.lock().unwrap().take()
    }
    fn books_folder(&self) -> PathBuf {
        self.folder.clone()
    }
    fn config_folder(&self) -> PathBuf {
        self.folder.join("config")
    }
    fn passing_folder(&self) -> PathBuf {
        self.folder.join("opened")
    }
    fn user_name(&self) -> String {
        "Mia".into()
    }
    fn source(&self) -> Source {
        Source::Window
    }
}

pub struct Shop {
    folder: tempfile::TempDir,
    pub session: Session,
    clock: Arc<ManualClock>,
    heard: Arc<Mutex<Vec<Value>>>,
    surroundings: Arc<Surroundings>,
}

impl Shop {
    /// A new, empty book in euro.
    pub fn new() -> Self {
        let shop = Self::closed();
        shop.ask("book.create", json!({ "name": "Linden", "currency": "EUR", "country": "DE" }));
        shop
    }

    /// The program without a book.
    pub fn closed() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(ManualClock::new(Utc::now(), 7));
        let answer = Mutex::default();
        let surroundings =
            Arc::new(Surroundings { clock: clock.clone(), folder: folder.path().to_owned(), answer });
        let heard = Arc::new(Mutex::new(Vec::new()));
        let listener = heard.clone();
        let session = Session::new(surroundings.clone(), move |event: Event| {
            listener.lock().unwrap().push(json!(event));
        });
        let shop = Self { folder, session, clock, heard, surroundings };
        shop.go_to(MORNING);
        shop
    }

    /// Moves the clock to nine in the morning of a day.
    pub fn go_to(&self, (year, month, day): (i32, u32, u32)) {
        self.clock.set(Utc.with_ymd_and_hms(year, month, day, 9, 0, 0).unwrap());
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) -> String {
        std::fs::write(self.path(name), text).unwrap();
        self.path(name).display().to_string()
    }

    /// What the next file dialog answers with.
    pub fn answer(&self, path: &Path) {
        *self.surroundings.answer.lock().unwrap() = Some(path.to_owned());
    }

    pub fn try_to(&self, name: &str, payload: Value) -> Result<Value, ApiError> {
        self.session.call(name, payload)
    }

    /// A call that must succeed.
    pub fn ask(&self, name: &str, payload: Value) -> Value {
        self.try_to(name, payload).unwrap_or_else(|error| panic!("{name}: {}", error.message))
    }

    /// A call that must be refused.
    pub fn refused(&self, name: &str, payload: Value) -> ApiError {
        self.try_to(name, payload).expect_err(name)
    }

    /// A call that starts work; waits for the work and gives its result.
    pub fn job(&self, name: &str, payload: Value) -> Value {
        let started = self.ask(name, payload);
        self.wait();
        let state = self.ask("jobs.get", json!({ "id": started["job"] }));
        assert_eq!(state["state"], "done", "{name}: {state}");
        state["result"].clone()
    }

    /// Waits for all work that was started.
    pub fn wait(&self) {
        self.session.wait_for_jobs();
    }

    /// Saves a new record and gives it back as it is then.
    pub fn add(&self, kind: &str, values: Value) -> Value {
        self.ask("records.save", json!({ "kind": kind, "values": values }))["record"].clone()
    }

    pub fn change(&self, kind: &str, record: &Value, values: Value) -> Value {
        self.ask("records.save", json!({ "kind": kind, "id": record["id"], "values": values }))
    }

    pub fn get(&self, kind: &str, record: &Value) -> Value {
        self.ask("records.get", json!({ "kind": kind, "id": record["id"] }))["record"].clone()
    }

    /// How many records a condition finds.
    pub fn count(&self, kind: &str, condition: &str) -> u64 {
        self.ask("records.count", json!({ "kind": kind, "where": condition }))["count"].as_u64().unwrap()
    }

    /// One column of a list, in its order.
    pub fn column(&self, request: Value, field: &str) -> Vec<String> {
        let mut request = request;
        request["limit"] = json!(1000);
        let page = self.ask("records.list", request);
        let rows = page["rows"].as_array().unwrap();
        rows.iter().map(|row| row[field].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// The events since the last time they were asked for.
    pub fn heard(&self) -> Vec<Value> {
        std::mem::take(&mut *self.heard.lock().unwrap())
    }
}
