//! Recording a payment.

use super::{DocumentKind, Payment, Sale, SaleStatus};
use crate::Sentence;
use crate::book::Tx;
use crate::say;
use crate::{Error, Id, Result};

/// Adds a payment to an invoice or credit note and returns the document. A payment
/// may not exceed what is due; money back is a negative payment and may not exceed
/// what was paid. For a credit note it is the other way round.
pub fn pay(tx: &mut Tx<'_>, id: Id, payment: Payment) -> Result<Sale> {
    let mut sale: Sale = tx.get(id)?;
    let refuse = |message: Sentence| Err(Error::invalid("sale", "amount", message));
    if !matches!(sale.document_kind, DocumentKind::Invoice | DocumentKind::CreditNote) {
        return refuse(say!(
            "Only invoices and credit notes take payments. Make an invoice of this document first."
        ));
    }
    if matches!(sale.status, SaleStatus::Draft | SaleStatus::Cancelled) {
        return refuse(say!("This document is not valid, so it takes no payment."));
    }
    if payment.amount == 0 {
        return refuse(say!("Give the amount that was paid."));
    }
    if beyond(sale.total, sale.paid.saturating_add(payment.amount)) > beyond(sale.total, sale.paid) {
        let wrong_way = sale.total.signum() * payment.amount.signum() < 0;
        return refuse(if wrong_way && sale.total < 0 {
            say!("Money for a credit note goes back to the customer: give it with a minus before it.")
        } else if wrong_way {
            say!("This is more than was paid, so it cannot be paid back.")
        } else if sale.due.signum() * sale.total.signum() > 0 {
            say!("This is more than is due. Record the rest against another invoice.")
        } else {
            say!("This document is settled: nothing is due. Record the money against another invoice.")
        });
    }
    sale.payments.push(payment);
    tx.save(&mut sale)?;
    Ok(sale)
}

/// How much was paid beyond a total, or paid back beyond nothing.
fn beyond(total: i64, paid: i64) -> u64 {
    paid.abs_diff(paid.clamp(total.min(0), total.max(0)))
}

/// Refuses a sale as it was typed when its payments come to more than its total.
/// Payments that stood in the book already may: an invoice can become smaller after
/// it was paid. Files are not asked, for what happened elsewhere happened.
pub fn check_typed(sale: &Sale, before: Option<&Sale>) -> Result<()> {
    let of_receipts = |sale: &Sale| -> Vec<_> {
        let parts = sale.payments.iter().filter_map(|p| Some((p.receipt_id?, p.amount, p.date)));
        parts.collect()
    };
    if before.map(of_receipts).unwrap_or_default() != of_receipts(sale) {
        return Err(Error::invalid(
            "sale",
            "payments",
            say!("This payment is a part of a receipt that may pay several documents. Change the receipt."),
        ));
    }
    let stood = before.map_or(0, |b| b.paid);
    if beyond(sale.total, sale.paid) <= beyond(sale.total, stood) {
        return Ok(());
    }
    Err(Error::invalid(
        "sale",
        "payments",
        say!("The payments come to more than the document. Record the rest against another invoice."),
    ))
}
