//! The movements that documents make by themselves.

use super::levels::goods;
use super::{MovementReason, StockMovement};
use crate::book::{Source, Tx};
use crate::entity::{Entity, Kind};
use crate::sales::{DocumentKind, Sale, SaleStatus};
use crate::{Id, Result};
use rust_decimal::Decimal;

/// Makes the movements of a document what they must be, in the same transaction: after it
/// was issued, changed or cancelled.
pub fn follow(sale: &Sale, tx: &mut Tx<'_>) -> Result<()> {
    let facts = tx.facts();
    let rows = facts.stock.of_sale(sale.meta.id);
    // A file of ours brings the movements of its documents itself.
    if tx.source() == Source::Import || (rows.is_empty() && !facts.stock.in_use()) {
        return Ok(());
    }
    let table = facts.table(Kind::StockMovement);
    let mut old: Vec<StockMovement> =
        rows.iter().filter_map(|row| StockMovement::decode(table.id(*row), table.bytes(*row)).ok()).collect();
    for (product, quantity) in wanted(sale, tx) {
        let known = old.iter().position(|movement| movement.product_id == product);
        match known.map(|at| old.swap_remove(at)) {
            Some(same) if same.quantity == quantity && same.date == sale.date => {}
            Some(mut changed) => {
                (changed.quantity, changed.date) = (quantity, sale.date);
                tx.save(&mut changed)?;
            }
            None => {
                let back = quantity.is_sign_positive();
                let mut movement = StockMovement {
                    product_id: product,
                    date: sale.date,
                    reason: if back { MovementReason::Return } else { MovementReason::Sale },
                    quantity,
                    location: sale.location.clone(),
                    why: sale.number.clone(),
                    sale_id: Some(sale.meta.id),
                    ..StockMovement::default()
                };
                tx.save(&mut movement)?;
            }
        }
    }
    for gone in old {
        tx.remove(Kind::StockMovement, gone.meta.id);
    }
    Ok(())
}

/// What a document moves of each product, in the order of its lines.
fn wanted(sale: &Sale, tx: &Tx<'_>) -> Vec<(Id, Decimal)> {
    let valid = matches!(sale.status, SaleStatus::Open | SaleStatus::Paid) && sale.meta.trashed_at.is_none();
    let mut sums: Vec<(Id, Decimal)> = Vec::new();
    if !valid || !sale.moves_stock {
        return sums;
    }
    let facts = tx.facts();
    let products = facts.table(Kind::Product);
    for (id, quantity) in sale.lines.iter().flat_map(|line| goods(facts, line.product_id, line.quantity)) {
        if !products.row(id).is_some_and(|row| facts.stock.is_tracked(row)) {
            continue;
        }
        match sums.iter_mut().find(|(known, _)| *known == id) {
            Some((_, sum)) => *sum -= quantity,
            None => sums.push((id, -quantity)),
        }
    }
    sums.retain(|(_, quantity)| !quantity.is_zero());
    sums
}

/// Whether a document takes goods out of stock or brings them back, decided once: goods
/// leave with the delivery note, or with the invoice when there is none.
pub fn moves(sale: &Sale, tx: &Tx<'_>) -> bool {
    match sale.document_kind {
        DocumentKind::Delivery => true,
        DocumentKind::CreditNote => sale.returns_goods,
        DocumentKind::Invoice if sale.deposit => false,
        DocumentKind::Invoice => {
            let Some(parent) = sale.from_id.and_then(|id| tx.get::<Sale>(id).ok()) else { return true };
            let delivered = || {
                let made = crate::sales::chain::made_from(tx.facts(), parent.meta.id);
                made.iter().any(|sale| sale.document_kind == DocumentKind::Delivery)
            };
            parent.document_kind != DocumentKind::Delivery && !delivered()
        }
        DocumentKind::Quote | DocumentKind::Order => false,
    }
}
