//! Receiving money from a customer, and settling what will not come.

use super::{Allocation, Receipt};
use crate::book::Tx;
use crate::entity::Kind;
use crate::facts::Facts;
use crate::sales::{Payment, PaymentMethod, Sale};
use crate::{Error, Id, Result, say};
use chrono::NaiveDate;

/// A customer's open documents in the book's currency, the oldest due day first.
pub fn open_documents(facts: &Facts, customer: Id) -> Vec<Sale> {
    let Some(row) = facts.table(Kind::Customer).row(customer) else { return Vec::new() };
    let table = facts.table(Kind::Sale);
    let rows = facts.customers.sales(row).iter().filter(|sale| facts.sales.get(**sale).due != 0);
    let mut open: Vec<Sale> = rows.filter_map(|sale| facts.get::<Sale>(table.id(*sale)).ok()).collect();
    open.retain(|sale| sale.currency.is_empty());
    open.sort_by_key(|sale| (sale.due_date.unwrap_or(sale.date), sale.date, sale.meta.id));
    open
}

/// How an amount pays a customer's open documents, the oldest first; what is left over is
/// the customer's credit. Money that goes back is set against credit notes.
pub fn oldest_first(facts: &Facts, customer: Id, amount: i64) -> Vec<Allocation> {
    let mut left = amount;
    let mut parts = Vec::new();
    for sale in open_documents(facts, customer) {
        if left == 0 {
            break;
        }
        if sale.due.signum() != left.signum() {
            continue;
        }
        let part = if sale.due.abs() < left.abs() { sale.due } else { left };
        left -= part;
        parts.push(Allocation { sale_id: sale.meta.id, amount: part });
    }
    parts
}

/// Puts the credit a receipt left over onto the customer's open documents, the oldest
/// first. Returns the receipt.
pub fn use_credit(tx: &mut Tx<'_>, receipt: Id) -> Result<Receipt> {
    let mut receipt: Receipt = tx.get(receipt)?;
    let Some(customer) = receipt.customer_id.filter(|_| receipt.unallocated != 0) else {
        return Err(Error::Conflict(say!("{} has nothing left to put onto documents.", receipt.number)));
    };
    for part in oldest_first(tx.facts(), customer, receipt.unallocated) {
        match receipt.allocations.iter_mut().find(|known| known.sale_id == part.sale_id) {
            Some(known) => known.amount += part.amount,
            None => receipt.allocations.push(part),
        }
    }
    tx.save(&mut receipt)?;
    Ok(receipt)
}

/// Writes off what is still due of a document: it is settled, and no money came.
pub fn write_off(tx: &mut Tx<'_>, sale: Id, on: Option<NaiveDate>, why: &str) -> Result<Sale> {
    let due = tx.get::<Sale>(sale)?.due;
    let payment = Payment {
        date: on.unwrap_or(tx.today()),
        method: PaymentMethod::WriteOff,
        amount: due,
        reference: why.trim().to_owned(),
        ..Payment::default()
    };
    crate::sales::pay::pay(tx, sale, payment)
}

/// What a customer would owe with another amount, when that is more than the credit limit:
/// the limit, and by how much it is passed. Minor units of the book's currency.
pub fn beyond_limit(facts: &Facts, customer: Id, more: i64) -> Option<(i64, i64)> {
    let limit = facts.get::<crate::customers::Customer>(customer).ok()?.credit_limit?;
    let row = facts.table(Kind::Customer).row(customer)?;
    let owed = facts.customers.totals(row).balance.saturating_add(more);
    (owed > limit).then_some((limit, owed - limit))
}
