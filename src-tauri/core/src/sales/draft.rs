//! A document that is still being typed, as it would stand in the book.

use super::{Sale, check};
use crate::Result;
use crate::book::{Book, By};
use crate::entity::Kind;

/// The document with all that saving would fill in: words and cost of its lines, totals,
/// the day it is due. A number is not given before it is kept, so a new document has none.
/// Refused as saving would be, but for one without lines, which is what typing begins with.
/// Nothing is written.
pub fn as_saved(book: &Book, by: &By, sale: &Sale) -> Result<Sale> {
    book.rehearse(by, |tx| {
        let mut kept = sale.clone();
        let is_new = sale.meta.id.is_nil() || !tx.exists(Kind::Sale, sale.meta.id);
        check::check(&mut kept, tx, is_new)?;
        if kept.number != sale.number {
            kept.number.clear();
        }
        Ok(kept)
    })
}
