//! Recording a payment.

use super::{DocumentKind, Payment, Sale, SaleStatus};
use crate::book::Tx;
use crate::{Error, Id, Result};

/// Adds a payment to an invoice or credit note and returns the document. A payment
/// may not exceed what is due; money back is a negative payment.
pub fn pay(tx: &mut Tx<'_>, id: Id, payment: Payment) -> Result<Sale> {
    let mut sale: Sale = tx.get(id)?;
    let refuse = |message: &str| Err(Error::invalid("sale", "amount", message));
    if !matches!(sale.document_kind, DocumentKind::Invoice | DocumentKind::CreditNote) {
        return refuse(
            "Only invoices and credit notes take payments. Make an invoice of this document first.",
        );
    }
    if matches!(sale.status, SaleStatus::Draft | SaleStatus::Cancelled) {
        return refuse("This document is not valid, so it takes no payment.");
    }
    if payment.amount == 0 {
        return refuse("Give the amount that was paid.");
    }
    let after = sale.due - payment.amount;
    if sale.due.signum() == payment.amount.signum() && after.signum() == -sale.due.signum() {
        return refuse("This is more than is due. Record the rest against another invoice.");
    }
    sale.payments.push(payment);
    tx.save(&mut sale)?;
    Ok(sale)
}
