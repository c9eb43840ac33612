//! Reading tables of text: encoding, dialect, heading, rows, and what each column
//! holds. Nothing here knows customers or sales.

pub mod column;
pub mod date;
pub mod decode;
pub mod dialect;
mod dos;
pub mod encoding;
pub mod footer;
pub mod header;
pub mod number;
pub mod source;
mod words;

pub use ::csv::StringRecord as Record;
pub use column::{Column, Detected};
pub use source::{Rows, Source};

#[cfg(test)]
mod tests;
