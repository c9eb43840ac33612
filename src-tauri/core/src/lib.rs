//! The customer book of a small business: records, journal, store, read model,
//! filters, exchange and reports. No window, no wire format, no system clock.

pub mod clock;
pub mod error;
pub mod ids;
pub mod money;
pub mod reports;
pub mod store;

pub use error::{Error, Result};
pub use ids::Id;
