//! Customers as vCards (RFC 2426, RFC 6350, and version 2.1 as telephones still write it): a
//! file of them is read as a table with one card a row, so that looking at it, choosing what
//! goes where, trying, undoing and recognising who is in the book already are those of any
//! other table; and customers out, as cards of version 3.0, which everything reads.

mod card;
mod table;
mod write;

pub(super) use table::Table;
pub use write::{save, text};

/// Whether a file begins as one of cards does.
pub(super) fn begins(head: &[u8]) -> bool {
    let head = head.strip_prefix("\u{feff}".as_bytes()).unwrap_or(head).trim_ascii_start();
    head.get(..11).is_some_and(|start| start.eq_ignore_ascii_case(b"BEGIN:VCARD"))
}

#[cfg(test)]
mod tests;
