//! What credit notes that name no invoice take of what purchases have planned. Such a note brings back the latest
//! purchase before its day, whenever that is written: which one it is may become another with every purchase and every
//! cancellation.

use super::kept::{Account, Kept, alone};
use super::service::{is_for, sold};
use super::wishes::{self, asks};
use super::{FollowUp, latest};
use crate::book::Tx;
use crate::customers::Customer;
use crate::customers::reach::may_be_reached;
use crate::entity::Kind;
use crate::products::Product;
use crate::sales::{DocumentKind, Sale};
use crate::{Id, Result};
use ahash::{AHashMap, AHashSet};
use std::collections::BTreeSet;

/// Takes back what purchases had planned of which nothing is left any more, and gives back what was taken of those
/// that are left now. `sales` are such credit notes that were written just now, and invoices that were, or of which
/// more or less is left: those of customers without such a credit note are passed over.
pub(super) fn came_back(tx: &mut Tx<'_>, sales: &[Id]) -> Result<()> {
    let (mut now, mut before) = (Kept::now(tx), Kept::before());
    let about = about(tx, sales, &mut now)?;
    if about.is_empty() {
        return Ok(());
    }
    let customers: AHashSet<Id> = about.iter().map(|(customer, _)| *customer).collect();
    let mut planned: AHashMap<Id, Vec<FollowUp>> = AHashMap::new();
    for task in latest::of_sales(tx, &customers) {
        planned.entry(task.sale_id.unwrap_or_default()).or_default().push(task);
    }
    let mut bought = Vec::new();
    for (customer, product) in about {
        let (was, is) = (before.account(tx, customer)?, now.account(tx, customer)?);
        let since = [was.noted(), is.noted()].into_iter().flatten().min();
        let product: Product = tx.get(product)?;
        let of = |sale: &Id| planned.get(sale).into_iter().flatten().filter(|task| is_for(task, &product));
        let (stood, stands) = (was.standing(product.meta.id), is.standing(product.meta.id));
        for task in stood.difference(&stands).flat_map(of).filter(|task| !task.done) {
            if task.meta.trashed_at.is_none() {
                tx.trash(Kind::FollowUp, task.meta.id)?;
            }
        }
        for task in stands.difference(&stood).flat_map(of).filter(|task| !task.done) {
            // What was thrown away before there was a credit note was not taken by one.
            if since.is_some() && task.meta.trashed_at >= since {
                tx.restore(Kind::FollowUp, task.meta.id)?;
            }
        }
        let mut asking: Vec<Id> = stands.difference(&stood).copied().collect();
        asking.extend(is.latest(product.meta.id).filter(|last| was.latest(product.meta.id) != Some(*last)));
        asking.retain(|sale| of(sale).next().is_none());
        asking.sort_unstable();
        asking.dedup();
        for sale in asking {
            ask(tx, sale, (customer, &product), &is)?;
        }
        bought.push((customer, product));
    }
    latest::settle(tx, &bought)
}

/// Customers and products of which more or less may be left now.
fn about(tx: &Tx<'_>, sales: &[Id], now: &mut Kept) -> Result<BTreeSet<(Id, Id)>> {
    let mut about: BTreeSet<(Id, Id)> = BTreeSet::new();
    for id in sales {
        for sale in [tx.get::<Sale>(*id).ok(), tx.facts().get(*id).ok()].into_iter().flatten() {
            let Some(customer) = sale.customer_id else { continue };
            if alone(&sale) {
                about.extend(now.back(tx, &sale)?.into_iter().map(|(product, _)| (customer, product)));
            } else if sale.document_kind == DocumentKind::Invoice && now.is_noted(tx, customer) {
                let products = sold(tx, &sale)?.into_iter().filter(asks);
                about.extend(products.map(|product| (customer, product.meta.id)));
            }
        }
    }
    Ok(about)
}

/// Plans what a purchase asks for that had nothing left when it was written, or was not the last one.
fn ask(tx: &mut Tx<'_>, sale: Id, (customer, product): (Id, &Product), account: &Account) -> Result<()> {
    if !asks(product) || !tx.get::<Customer>(customer).is_ok_and(|customer| may_be_reached(&customer)) {
        return Ok(());
    }
    let sale: Sale = tx.get(sale)?;
    let (language, today) = (tx.facts().settings().language, tx.today());
    let last = account.latest(product.meta.id) == Some(sale.meta.id);
    let coming = wishes::coming(&language, &sale, product, today, || Ok(last))?;
    wishes::ask(tx, &sale, (customer, product), coming).map(|_| ())
}

#[cfg(test)]
mod tests;
