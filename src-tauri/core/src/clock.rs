//! Time comes from the caller. Core never asks the system what time it is.

use chrono::{DateTime, NaiveDate, Utc};
pub use chrono_tz::Tz;
use std::sync::Mutex;

/// Where the time and the local calendar day come from.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> DateTime<Utc>;
    /// The zone of this computer; it counts where the book names none.
    fn zone(&self) -> Tz {
        Tz::UTC
    }
    /// The day where no book is open that could name a zone; [`crate::book::Book::today`] is that of a book.
    fn today(&self) -> NaiveDate {
        day_on(self.now(), self.zone())
    }
    /// Ten random bytes for a new identity.
    fn entropy(&self) -> [u8; 10];
}

/// The day of a moment on a wall.
pub fn day_on(moment: DateTime<Utc>, zone: Tz) -> NaiveDate {
    moment.with_timezone(&zone).date_naive()
}

/// A clock for tests and the demo shop: it stands still until it is moved, and
/// its randomness comes from a seed.
pub struct ManualClock {
    state: Mutex<(DateTime<Utc>, u64)>,
    zone: Tz,
}

impl ManualClock {
    /// A clock that stands at `now` and draws its randomness from `seed`.
    pub fn new(now: DateTime<Utc>, seed: u64) -> Self {
        Self { state: Mutex::new((now, seed)), zone: Tz::UTC }
    }

    /// The same on a wall in another zone.
    pub fn in_zone(self, zone: Tz) -> Self {
        Self { zone, ..self }
    }

    /// Moves the clock to `now`, forwards or backwards.
    pub fn set(&self, now: DateTime<Utc>) {
        self.lock().0 = now;
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, (DateTime<Utc>, u64)> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Clock for ManualClock {
    fn now(&self) -> DateTime<Utc> {
        self.lock().0
    }

    fn zone(&self) -> Tz {
        self.zone
    }

    fn entropy(&self) -> [u8; 10] {
        // SplitMix64 (Steele, Lea, Flood 2014): any seed gives distinct, well-mixed numbers.
        let mut state = self.lock();
        let mut bytes = [0; 10];
        for chunk in bytes.chunks_mut(8) {
            state.1 = state.1.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = state.1;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            chunk.copy_from_slice(&(z ^ (z >> 31)).to_le_bytes()[..chunk.len()]);
        }
        bytes
    }
}

#[cfg(test)]
mod tests;
