//! What is issued stays as it is: the customer has it in hand, and the books have it too.

use super::{DocumentKind, Sale, SaleStatus, totals};
use crate::book::{Source, Tx};
use crate::entity::AnyRecord;
use crate::rules::Back;
use crate::say;
use crate::{Error, Result};

/// Whether a document is or was a claim for money under a number of its own.
pub(super) fn is_issued(sale: &Sale) -> bool {
    matches!(sale.document_kind, DocumentKind::Invoice | DocumentKind::CreditNote)
        && sale.status != SaleStatus::Draft
}

/// Refuses to change an issued invoice or credit note in what is printed on it. Notes,
/// payments, the due day and what happened to the goods may still be written down, and it may
/// be cancelled as long as nothing was paid.
pub(super) fn check_unchanged(sale: &Sale, before: &Sale) -> Result<()> {
    if !is_issued(before) {
        return Ok(());
    }
    let number = &before.number;
    let refuse = |field: &str| {
        Err(Error::invalid(
            "sale",
            field,
            say!(
                "{} is issued, so it stays as it is. Write a credit note for what is wrong with it, and a new invoice.",
                number
            ),
        ))
    };
    if sale.document_kind != before.document_kind {
        return refuse("document_kind");
    }
    if sale.number != before.number {
        return refuse("number");
    }
    if sale.customer_id != before.customer_id {
        return refuse("customer_id");
    }
    if sale.date != before.date {
        return refuse("date");
    }
    let worded = |sale: &Sale| -> Vec<_> {
        let words = |l: &super::Line| (l.product_id, l.sku.clone(), l.description.clone(), l.unit.clone());
        sale.lines.iter().map(words).collect()
    };
    if !totals::same_inputs(sale, before) || worded(sale) != worded(before) {
        return refuse("lines");
    }
    if sale.status == SaleStatus::Draft {
        return refuse("status");
    }
    if sale.status == SaleStatus::Cancelled
        && before.status != SaleStatus::Cancelled
        && !before.payments.is_empty()
    {
        return Err(Error::invalid(
            "sale",
            "status",
            say!(
                "Money was paid on {}, so it cannot be cancelled. Pay it back first, or write a credit note.",
                number
            ),
        ));
    }
    Ok(())
}

/// Refuses a document that goes out and says nothing: it would take a number for nothing, and an
/// empty invoice would be settled at once. A price alone says something, as on a till. Files tell what happened elsewhere, and on an empty
/// document from the time before this rule things may still be noted.
pub(crate) fn check_says_something(sale: &Sale, tx: &Tx<'_>, is_new: bool) -> Result<()> {
    let says = |sale: &Sale| {
        sale.lines
            .iter()
            .any(|line| line.product_id.is_some() || !line.description.trim().is_empty() || line.is_sundry())
    };
    if sale.status == SaleStatus::Draft || tx.source() == Source::Import || says(sale) {
        return Ok(());
    }
    let before: Option<Sale> = if is_new { None } else { tx.get(sale.meta.id).ok() };
    let stood = |before: Sale| {
        before.status != SaleStatus::Draft && before.document_kind == sale.document_kind && !says(&before)
    };
    if before.is_some_and(stood) {
        return Ok(());
    }
    Err(Error::invalid(
        "sale",
        "lines",
        say!(
            "Nothing stands on this document yet. Add a line with a product, a description or a price, or keep it as a draft."
        ),
    ))
}

/// Refuses to throw away what has a place among the numbers.
pub(crate) fn check_trash(sale: &Sale) -> Result<()> {
    if is_issued(sale) && !sale.number.is_empty() {
        return Err(Error::Conflict(say!(
            "{} keeps its place among the numbers, so it cannot be deleted. Cancel it, or write a credit note.",
            sale.number
        )));
    }
    Ok(())
}

/// What becomes of a document when a change of it is taken back: one that got its number
/// by the change keeps it, so that the series has no gap and nobody gets the number again.
/// Of one that was made by the change the number stays, cancelled. A quote, an order or a
/// delivery note that was there before is as before, but for its number.
pub(crate) fn back(before: Option<&Sale>, after: &Sale) -> Back {
    let number = &after.number;
    if number.is_empty() || before.is_some_and(|before| before.number == *number) {
        return Back::AsBefore;
    }
    if before.is_some_and(|before| !before.number.is_empty()) && !is_issued(after) {
        return Back::AsBefore;
    }
    if before.is_some() {
        return Back::Stays(say!("{} is issued and stays. Write a credit note to take it back.", number));
    }
    let remains = Sale {
        meta: after.meta.clone(),
        number: number.clone(),
        document_kind: after.document_kind,
        status: SaleStatus::Cancelled,
        date: after.date,
        ..Sale::default()
    };
    Back::Remains(
        remains.encode(),
        say!("{} stays as cancelled, so that its number is neither missing nor given again.", number),
    )
}
