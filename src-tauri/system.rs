//! This computer: its clock, its randomness, its folders.

use chrono::{DateTime, Local, NaiveDate, Utc};
use regulars_core::clock::Clock;
use std::path::PathBuf;

/// The computer's own clock and zone.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    fn today(&self) -> NaiveDate {
        Local::now().date_naive()
    }

    fn entropy(&self) -> [u8; 10] {
        rand::random()
    }
}

/// Where new books go: the documents folder, or the home folder; `REGULARS_BOOKS`
/// overrules it.
pub fn books_folder() -> PathBuf {
    match std::env::var_os("REGULARS_BOOKS") {
        Some(folder) => PathBuf::from(folder),
        None => dirs::document_dir()
            .or_else(dirs::home_dir)
            .unwrap_or_else(|| PathBuf::from("."))
            .join("Regulars"),
    }
}

/// Where the program keeps its own few settings; `REGULARS_CONFIG` overrules it,
/// so that tests do not touch those of a person.
pub fn config_folder() -> PathBuf {
    match std::env::var_os("REGULARS_CONFIG") {
        Some(folder) => PathBuf::from(folder),
        None => dirs::config_dir().unwrap_or_else(|| PathBuf::from(".")).join("regulars"),
    }
}

/// Who works here, as the computer knows them.
pub fn user_name() -> String {
    let known = whoami::realname().unwrap_or_default();
    if known.trim().is_empty() || known == "Unknown" { "Owner".into() } else { known }
}
