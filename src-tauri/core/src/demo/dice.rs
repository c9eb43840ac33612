//! Chance from a seed: the same seed always throws the same dice.

use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// A sequence of throws.
pub(super) struct Dice(ChaCha8Rng);

impl Dice {
    /// The sequence of a seed.
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// A number from 0 to below `count`; 0 when there is nothing to choose from.
    pub fn below(&mut self, count: u32) -> u32 {
        if count == 0 { 0 } else { self.0.random_range(0..count) }
    }

    /// A number between two, both included.
    pub fn between(&mut self, low: u32, high: u32) -> u32 {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// True in this share of the throws.
    pub fn chance(&mut self, share: f64) -> bool {
        self.share() < share
    }

    /// A number from 0 to below 1.
    pub fn share(&mut self) -> f64 {
        self.0.random()
    }

    /// One of several; the slice must not be empty.
    pub fn pick<'a, T: ?Sized>(&mut self, items: &[&'a T]) -> &'a T {
        items[self.below(items.len() as u32) as usize]
    }

    /// An index, chosen in proportion to the weights.
    pub fn weighted(&mut self, weights: impl Iterator<Item = f64> + Clone) -> usize {
        let mut left = self.share() * weights.clone().sum::<f64>();
        let mut last = 0;
        for (index, weight) in weights.enumerate() {
            last = index;
            if left < weight {
                return index;
            }
            left -= weight;
        }
        last
    }

    /// A waiting time with this mean, memoryless but never longer than four times the mean.
    pub fn wait(&mut self, mean: f64) -> f64 {
        (-(1.0 - self.share()).ln() * mean).min(mean * 4.0)
    }

    /// Ten bytes for an identity.
    pub fn bytes(&mut self) -> [u8; 10] {
        let mut bytes = [0; 10];
        self.0.fill_bytes(&mut bytes);
        bytes
    }

    /// A pattern with its `#` replaced by digits.
    pub fn digits(&mut self, pattern: &str) -> String {
        pattern.chars().map(|c| if c == '#' { char::from(b'0' + self.below(10) as u8) } else { c }).collect()
    }
}
