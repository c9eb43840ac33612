//! Leaves out the steps of tracks that have come due for somebody for whom they no longer are. No question does this
//! by the way: it is done when a book is opened, when a day begins, and after each change, for what a step is only
//! for (`sales_count = 0`) may hang on any record. So whoever reads, in the window, in a list of the command line or
//! by a reminder, finds what is due and nothing else.

use crate::event::Event;
use crate::session::Teller;
use chrono::Datelike;
use regulars_core::book::{Book, By, Source};
use regulars_core::{Result, say, tracks};
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};

/// Whether the steps of the open book have to be looked through again.
#[derive(Default)]
pub(crate) struct Review {
    /// Something changed, or the book was just opened.
    wanted: AtomicBool,
    /// The day, counted from the common era, on which they were looked through last.
    day: AtomicI32,
    /// The last attempt failed, and the person was told so.
    failing: AtomicBool,
}

impl Review {
    /// Asks for another look.
    pub fn want(&self) {
        self.wanted.store(true, Ordering::Relaxed);
    }

    /// Another book is the open one.
    pub fn begin(&self) {
        self.failing.store(false, Ordering::Relaxed);
        self.want();
    }

    /// Looks through the steps where that is wanted or a day began. What cannot be written, on a full disk say, is
    /// told once; the next change and the next day try again.
    pub fn run(&self, book: &Book, by: impl FnOnce() -> By, tell: &Teller) {
        let today = book.today();
        let new_day = self.day.swap(today.num_days_from_ce(), Ordering::Relaxed) != today.num_days_from_ce();
        if !self.wanted.swap(false, Ordering::Relaxed) && !new_day {
            return;
        }
        if tracks::left_out(&book.facts(), today).is_empty() {
            return;
        }
        let by = By { source: Source::Program, ..by() };
        let label = say!("Leave out steps of tracks that are for nobody now");
        self.heed(book.transact(&by, &label, tracks::review).map(|_| ()), tell);
    }

    /// Tells what went wrong, once until it goes well again.
    fn heed(&self, outcome: Result<()>, tell: &Teller) {
        let Err(error) = outcome else {
            self.failing.store(false, Ordering::Relaxed);
            return;
        };
        tracing::warn!("steps of tracks: {error}");
        if !self.failing.swap(true, Ordering::Relaxed) {
            let message = say!(
                "Steps of tracks that are for nobody now could not be left out, so they stay in the lists. {}",
                error.sentence()
            );
            tell(Event::Notice { message: message.written() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use regulars_core::{Error, Sentence};
    use std::sync::{Arc, Mutex};

    #[test]
    fn a_failure_is_told_once_until_it_goes_well_again() {
        let heard: Arc<Mutex<Vec<String>>> = Arc::default();
        let ears = heard.clone();
        let tell: Teller = Arc::new(move |event| {
            if let Event::Notice { message } = event {
                ears.lock().unwrap().push(message);
            }
        });
        let review = Review::default();
        let full = || Err(Error::Conflict(Sentence::plain("The disk is full.")));
        review.heed(full(), &tell);
        review.heed(full(), &tell);
        assert_eq!(heard.lock().unwrap().len(), 1, "nobody is told at every change");
        assert!(heard.lock().unwrap()[0].contains("The disk is full."), "and is told why");
        review.heed(Ok(()), &tell);
        review.heed(full(), &tell);
        assert_eq!(heard.lock().unwrap().len(), 2, "another failure is news");
    }
}
