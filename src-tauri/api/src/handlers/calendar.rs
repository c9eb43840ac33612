//! Follow-ups and next steps of deals as calendar files, and the one that is kept up to date in a folder.

use crate::error::ApiError;
use crate::event::Event;
use crate::session::{Session, Teller};
use crate::types::*;
use regulars_core::book::{Book, By, Changed, Source};
use regulars_core::entity::Kind;
use regulars_core::exchange::calendar;
use regulars_core::say;
use regulars_core::sentence::by_count;
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
            notices: done_there(brought.done),
            problems: brought.problems.iter().map(|sentence| sentence.written()).collect(),
            op_id: brought.op.map(|op| op.to_string()),
        }))
    }))
}

/// What is worth knowing of tasks that were completed elsewhere.
fn done_there(count: usize) -> Vec<String> {
    let told = by_count(
        count as u64,
        say!("One task was completed there already and comes in as done."),
        say!("{} tasks were completed there already and come in as done.", count),
    );
    if count == 0 { Vec::new() } else { vec![told.written()] }
}

/// The calendar of a book in the folder of its settings.
struct Kept {
    book: Weak<Book>,
    tell: Teller,
    /// It is about to be written.
    waiting: AtomicBool,
    /// The last attempt failed, and the person was told so.
    failing: AtomicBool,
}

/// Keeps the calendar file in the folder of the settings up to date from now on. A folder that is gone is told once,
/// since other people read that calendar.
pub(crate) fn keep(book: &Arc<Book>, tell: Teller) {
    let (waiting, failing) = (AtomicBool::default(), AtomicBool::default());
    let kept = Arc::new(Kept { book: Arc::downgrade(book), tell, waiting, failing });
    let again = kept.clone();
    book.listen(move |changed: &[Changed], _| {
        let told = |kind| matches!(kind, Kind::FollowUp | Kind::Deal | Kind::Customer | Kind::Settings);
        if changed.iter().any(|change| told(change.kind)) {
            soon(&again);
        }
    });
    // What was changed while another program kept the book, or by the command line.
    soon(&kept);
}

fn soon(kept: &Arc<Kept>) {
    let wanted = |book: Arc<Book>| !book.facts().settings().calendar_folder.is_empty();
    if kept.waiting.swap(true, Ordering::Relaxed) || !kept.book.upgrade().is_some_and(wanted) {
        kept.waiting.store(false, Ordering::Relaxed);
        return;
    }
    let kept = kept.clone();
    std::thread::spawn(move || {
        std::thread::sleep(SOON);
        kept.waiting.store(false, Ordering::Relaxed);
        let Some(book) = kept.book.upgrade() else { return };
        match calendar::keep(&book) {
            Ok(_) => kept.failing.store(false, Ordering::Relaxed),
            // The next change tries again; nothing of the book hangs on it.
            Err(error) => {
                tracing::warn!("the calendar in the folder: {error}");
                if !kept.failing.swap(true, Ordering::Relaxed) {
                    (kept.tell)(Event::Notice { message: error.sentence().written() });
                }
            }
        }
    });
}
