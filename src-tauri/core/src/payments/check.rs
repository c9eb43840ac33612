//! The rules of receipts and of the cash book.

use super::{CashEntry, CashEntryKind, Receipt, cash};
use crate::book::Tx;
use crate::entity::Kind;
use crate::sales::{DocumentKind, Sale, SaleStatus};
use crate::{Error, Result, say};
use chrono::Datelike;

/// Gives a receipt its number and works out what it leaves over. Refuses one of nothing, one
/// that pays more than it is, and one that pays what takes no money.
pub fn receipt(receipt: &mut Receipt, tx: &mut Tx<'_>) -> Result<()> {
    let refuse = |field: &str, message| Err(Error::invalid("receipt", field, message));
    receipt.allocations.retain(|part| part.amount != 0);
    if receipt.amount == 0 && receipt.allocations.is_empty() {
        return refuse("amount", say!("Give the amount that was paid."));
    }
    if receipt.date.year() == 1 {
        receipt.date = tx.today();
    }
    let mut sum = 0_i64;
    for (index, part) in receipt.allocations.iter().enumerate() {
        let sale: Sale = tx.get(part.sale_id)?;
        let field = || format!("allocations.{index}.sale_id");
        let takes = matches!(sale.document_kind, DocumentKind::Invoice | DocumentKind::CreditNote)
            && matches!(sale.status, SaleStatus::Open | SaleStatus::Paid);
        if !takes {
            return refuse(
                &field(),
                say!("{} takes no payment: it is no valid invoice or credit note.", sale.number),
            );
        }
        if !sale.currency.is_empty() {
            return refuse(
                &field(),
                say!(
                    "{} is in {}. Record its payment on the document itself, in its own currency.",
                    sale.number,
                    sale.currency
                ),
            );
        }
        if sale.customer_id != receipt.customer_id && receipt.customer_id.is_some() {
            return refuse(&field(), say!("{} is another customer's document.", sale.number));
        }
        sum = sum.saturating_add(part.amount);
    }
    receipt.unallocated = receipt.amount.saturating_sub(sum);
    // Credit notes may be set against invoices, so only the sum has to fit.
    let beyond = receipt.unallocated != 0 && receipt.unallocated.signum() != receipt.amount.signum();
    if beyond {
        return refuse(
            "allocations",
            say!("More is put onto documents than was paid. Lower one of the amounts."),
        );
    }
    if receipt.unallocated != 0 && receipt.customer_id.is_none() {
        return refuse(
            "customer_id",
            say!("What is left over is the customer's credit. Say whose, or put all of it onto documents."),
        );
    }
    if receipt.number.is_empty() {
        let prefix = tx.facts().prefixes().receipt;
        receipt.number = tx.next_number(Kind::Receipt, &format!("{prefix}-{}", receipt.date.year()), 4)?;
    }
    Ok(())
}

/// Works out what should have been in the till when it was counted.
pub fn cash_entry(entry: &mut CashEntry, tx: &Tx<'_>) -> Result<()> {
    if entry.date.year() == 1 {
        entry.date = tx.today();
    }
    match entry.entry_kind {
        CashEntryKind::Movement => {
            (entry.expected, entry.difference) = (0, 0);
            if entry.amount == 0 {
                return Err(Error::invalid(
                    "cash_entry",
                    "amount",
                    say!("Say how much was put into the till, or with a minus how much was taken out."),
                ));
            }
        }
        CashEntryKind::Count => {
            entry.expected = cash::balance(tx.facts(), entry.date);
            entry.difference = entry.amount.saturating_sub(entry.expected);
        }
    }
    Ok(())
}
