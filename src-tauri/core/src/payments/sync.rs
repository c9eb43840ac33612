//! Receipts and the payments on the documents they pay are one truth: saving a receipt
//! writes the payments, in the same transaction.

use super::{Allocation, Receipt};
use crate::book::{Source, Tx};
use crate::entity::Kind;
use crate::sales::{Payment, Sale};
use crate::{Id, Result};

/// Makes the payments of the documents what the receipt says; none when it is in the trash.
pub fn follow(receipt: &Receipt, tx: &mut Tx<'_>) -> Result<()> {
    // A file of ours has the payments on its documents already.
    if tx.source() == Source::Import {
        return Ok(());
    }
    let before: Option<Receipt> = tx.facts().get(receipt.meta.id).ok();
    let valid = receipt.meta.trashed_at.is_none();
    let wanted: &[Allocation] = if valid { &receipt.allocations } else { &[] };
    let mut documents: Vec<Id> = wanted.iter().map(|part| part.sale_id).collect();
    documents.extend(before.iter().flat_map(|r| &r.allocations).map(|part| part.sale_id));
    documents.sort_unstable();
    documents.dedup();
    for id in documents.into_iter().filter(|id| !id.is_nil()) {
        if !tx.exists(Kind::Sale, id) {
            continue;
        }
        let mut sale: Sale = tx.get(id)?;
        let old = sale.payments.clone();
        let at = old.iter().position(|p| p.receipt_id == Some(receipt.meta.id)).unwrap_or(old.len());
        sale.payments.retain(|payment| payment.receipt_id != Some(receipt.meta.id));
        let own = wanted.iter().filter(|part| part.sale_id == id).map(|part| Payment {
            date: receipt.date,
            method: receipt.method,
            amount: part.amount,
            reference: receipt.reference.clone(),
            receipt_id: Some(receipt.meta.id),
            ..Payment::default()
        });
        for (index, payment) in own.enumerate() {
            sale.payments.insert((at + index).min(sale.payments.len()), payment);
        }
        if sale.payments != old {
            tx.save(&mut sale)?;
        }
    }
    Ok(())
}
