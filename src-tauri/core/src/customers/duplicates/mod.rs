//! One customer once: finding customers that are in the book twice.
//!
//! Candidates are pairs that share one of many keys ([`keys`]); each is compared field
//! by field ([`compare`]), and what agrees or contradicts adds up to a score from 0 to
//! 100 with its reasons. The weights are tenths of a bit: by how much an agreement of
//! this kind is more usual between two records of one customer than between two
//! customers. They come from how names, numbers and days are spread and mistyped in
//! general, not from any one book.

mod address;
mod compare;
pub mod distinct;
mod keys;
mod nicknames;
mod profile;
mod scan;
mod similar;
mod words;

pub(crate) use address::contained as addresses_contained;
pub use compare::Reason;
pub use distinct::Distinct;
pub use scan::{Prepared, Scan, scan};
pub use similar::similar;

use crate::Id;

/// The lowest score that is worth showing: one is more likely than two.
pub const LIKELY: u8 = 50;

/// From here on hardly anybody would doubt it.
pub const CERTAIN: u8 = 90;

/// Two customers that may be one.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The one that came into the book first.
    pub a: Id,
    /// The other one.
    pub b: Id,
    /// From 0 to 100.
    pub score: u8,
    /// Why, the weightiest first.
    pub reasons: Vec<Reason>,
}

#[cfg(test)]
mod tests;
