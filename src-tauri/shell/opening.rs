//! The last book is opened while the window is being made: neither waits for the
//! other, and the pages' first question waits for both.

use regulars_api::Session;
use serde_json::json;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// Whether the book that was open last has been opened, or found not to open.
#[derive(Default)]
pub(super) struct Opening {
    over: Mutex<bool>,
    told: Condvar,
}

impl Opening {
    /// Opens the last book on a thread of its own.
    pub(super) fn begin(session: &Arc<Session>) -> Arc<Self> {
        let opening = Arc::new(Self::default());
        let (theirs, session) = (End(opening.clone()), session.clone());
        let opener = std::thread::Builder::new().name("regulars-opening".into());
        let begun = opener.spawn(move || {
            open_last(&session);
            drop(theirs);
        });
        if let Err(error) = begun {
            tracing::warn!("the last book is not opened by itself: {error}");
        }
        opening
    }

    /// Waits until it is over.
    pub(super) fn wait(&self) {
        let mut over = self.over.lock().unwrap_or_else(PoisonError::into_inner);
        while !*over {
            over = self.told.wait(over).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// Says that the opening is over when it goes, whatever happened on its thread.
struct End(Arc<Opening>);

impl Drop for End {
    fn drop(&mut self) {
        *self.0.over.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.0.told.notify_all();
    }
}

/// Opens the book named by `REGULARS_BOOK`, or the one that was open last; when
/// that cannot be done, also because it is not there, the welcome screen says why and
/// which books there are. Another book is never opened in its place: nobody looks at
/// the name before writing.
fn open_last(session: &Session) {
    let named = std::env::var("REGULARS_BOOK").ok().filter(|path| !path.is_empty());
    let last = || {
        let status = session.call("app.status", json!({})).ok()?;
        status["recent"][0]["path"].as_str().map(str::to_owned)
    };
    if let Some(path) = named.or_else(last) {
        session.open_first(&path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn whoever_waits_goes_on_even_when_the_opening_ends_badly() {
        let opening = Arc::new(Opening::default());
        let end = End(opening.clone());
        let broken = std::thread::spawn(move || {
            let _end = end;
            std::thread::sleep(Duration::from_millis(20));
            panic!("a book that cannot be read");
        });
        opening.wait();
        assert!(broken.join().is_err(), "the window came up although the thread did not end well");
    }
}
