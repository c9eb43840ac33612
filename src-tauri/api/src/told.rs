//! Which reminders have been told, kept in the program's own folder so that a restart
//! neither repeats nor forgets any.

use crate::host::Host;
use chrono::DateTime;
use regulars_core::follow_ups::reminders::{Due, Told};
use std::path::PathBuf;

fn file(host: &dyn Host) -> PathBuf {
    host.config_folder().join("reminders.json")
}

/// What was told before.
pub fn read(host: &dyn Host) -> Told {
    let bytes = std::fs::read(file(host)).unwrap_or_default();
    let list: Vec<(String, i64)> = serde_json::from_slice(&bytes).unwrap_or_default();
    let due = |(id, millis): (String, i64)| {
        Some(Due { at: DateTime::from_timestamp_millis(millis)?, id: id.parse().ok()? })
    };
    Told::of(list.into_iter().filter_map(due))
}

/// Keeps what was told. A list that cannot be written may tell something again after a
/// restart; that is no error.
pub fn write(host: &dyn Host, told: &Told) {
    let list: Vec<(String, i64)> =
        told.all().map(|due| (due.id.to_string(), due.at.timestamp_millis())).collect();
    let written = std::fs::create_dir_all(host.config_folder())
        .and_then(|()| std::fs::write(file(host), serde_json::to_vec(&list).unwrap_or_default()));
    if let Err(error) = written {
        tracing::warn!("the list of told reminders: {error}");
    }
}
