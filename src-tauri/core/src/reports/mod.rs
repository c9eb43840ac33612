//! Reports: data first, then screen, PDF and CSV from the same value.

pub mod catalog;
pub mod csv;
mod customer_list;
mod follow_ups_due;
pub mod format;
mod frame;
mod labels;
pub mod pdf;
mod sales_summary;
mod statement;
#[cfg(test)]
mod tests;
pub mod value;
mod words;
