//! Reports: data first, then screen, PDF and CSV from the same value.

pub mod csv;
pub mod format;
pub mod pdf;
pub mod value;
mod words;
