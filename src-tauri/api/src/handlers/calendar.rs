//! Follow-ups as calendar files, and the one that is kept up to date in a folder.

use crate::error::ApiError;
use crate::session::Session;
use crate::types::*;
use regulars_core::book::{Book, By, Changed, Source};
use regulars_core::entity::Kind;
use regulars_core::exchange::calendar;
use regulars_core::say;
use serde_json::json;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};
use std::time::Duration;

/// Changes within this time are written at once.
const SOON: Duration = Duration::from_millis(700);

pub fn import(session: &Session, request: CalendarRequest) -> Result<JobStarted, ApiError> {
    let book = session.book()?;
    let by = By { source: Source::Import, ..session.by(&book) };
    let path = PathBuf::from(&request.path);
    let label = if request.dry_run { say!("Trying the import") } else { say!("Bringing the file in") };
    Ok(session.start(label, move |_| {
        let brought = calendar::bring(&book, &by, &path, request.dry_run)?;
        Ok(json!(CalendarResult {
            dry_run: request.dry_run,
            entries: brought.entries,
            created: brought.created,
            updated: brought.updated,
            same: brought.same,
            left_out: brought.left_out,
            problems: brought.problems.iter().map(|sentence| sentence.written()).collect(),
            op_id: brought.op.map(|op| op.to_string()),
        }))
    }))
}

/// Keeps the calendar file in the folder of the settings up to date from now on.
pub(crate) fn keep(book: &Arc<Book>) {
    let weak = Arc::downgrade(book);
    let waiting = Arc::new(AtomicBool::new(false));
    let again = (weak.clone(), waiting.clone());
    book.listen(move |changed: &[Changed], _| {
        let told = |kind| matches!(kind, Kind::FollowUp | Kind::Customer | Kind::Settings);
        if changed.iter().any(|change| told(change.kind)) {
            soon(&again.0, &again.1);
        }
    });
    // What was changed while another program kept the book, or by the command line.
    soon(&weak, &waiting);
}

fn soon(book: &Weak<Book>, waiting: &Arc<AtomicBool>) {
    let wanted = |book: Arc<Book>| !book.facts().settings().calendar_folder.is_empty();
    if waiting.swap(true, Ordering::Relaxed) || !book.upgrade().is_some_and(wanted) {
        waiting.store(false, Ordering::Relaxed);
        return;
    }
    let (book, waiting) = (book.clone(), waiting.clone());
    std::thread::spawn(move || {
        std::thread::sleep(SOON);
        waiting.store(false, Ordering::Relaxed);
        let Some(book) = book.upgrade() else { return };
        if let Err(error) = calendar::keep(&book) {
            // The next change tries again; nothing of the book hangs on it.
            tracing::warn!("the calendar in the folder: {error}");
        }
    });
}
