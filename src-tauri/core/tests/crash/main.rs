//! The crash harness: a child process writes and acknowledges, is killed, loses
//! power or has its files damaged; then the book is opened and compared, record by
//! record, with what was acknowledged.
//!
//! The short form runs with the other tests. `REGULARS_KILLS`, `REGULARS_CUTS` and
//! `REGULARS_DAMAGE` set the number of trials, `REGULARS_SEED` the random numbers.
//! Run with `--nocapture` to see the tables.

#![cfg(target_os = "linux")]
// All of this is test code, where a failure shall stop the test.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

mod damage;
mod disk;
mod full;
mod kill;
mod power;
mod workload;

/// A number from the environment.
fn setting(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// Repeatable random numbers: SplitMix64 (Steele, Lea, Flood 2014).
#[derive(Clone)]
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `limit` (0 if that is 0).
    pub fn below(&mut self, limit: u64) -> u64 {
        if limit == 0 { 0 } else { self.roll() % limit }
    }
}

/// Counts outcomes and prints them as a table.
#[derive(Default)]
struct Tally(std::collections::BTreeMap<String, u64>);

impl Tally {
    fn count(&mut self, outcome: impl Into<String>) {
        *self.0.entry(outcome.into()).or_default() += 1;
    }

    fn print(&self, title: &str) {
        println!("\n{title}");
        for (outcome, count) in &self.0 {
            println!("{count:>7}  {outcome}");
        }
    }
}
