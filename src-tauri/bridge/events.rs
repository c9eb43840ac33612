//! Events for pages that ask again and again (long polling).

use regulars_api::Event;
use serde_json::{Value as Json, json};
use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Events kept for slow pages.
const KEPT: usize = 10_000;
/// A page that hears nothing for this long asks again.
const PATIENCE: Duration = Duration::from_secs(20);

/// The last events, numbered from 2: 0 is a page that has heard nothing yet, 1 the
/// number it is told when nothing has happened either.
pub struct EventLog {
    state: Mutex<(u64, VecDeque<Json>)>,
    more: Condvar,
}

impl Default for EventLog {
    fn default() -> Self {
        Self { state: Mutex::new((1, VecDeque::new())), more: Condvar::new() }
    }
}

impl EventLog {
    /// Adds an event and wakes the pages that wait.
    pub fn push(&self, event: &Event) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.0 += 1;
        state.1.push_back(json!(event));
        if state.1.len() > KEPT {
            state.1.pop_front();
        }
        self.more.notify_all();
    }

    /// The events after a number; waits a while when there are none yet. A page's
    /// first question (0) is answered at once with the newest number.
    pub fn after(&self, number: u64) -> Json {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if number == 0 {
            return json!({ "next": state.0, "events": [] });
        }
        let (state, _) = self
            .more
            .wait_timeout_while(state, PATIENCE, |state| state.0 <= number)
            .unwrap_or_else(PoisonError::into_inner);
        let missed = usize::try_from(state.0.saturating_sub(number)).unwrap_or(usize::MAX).min(state.1.len());
        let events: Vec<&Json> = state.1.iter().skip(state.1.len() - missed).collect();
        json!({ "next": state.0.max(number), "events": events })
    }
}
