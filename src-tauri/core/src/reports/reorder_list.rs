//! What to order: products of which fewer can be promised than the shop wants to have, with
//! the supplier that asks least.

use super::frame::Frame;
use super::ledger::words;
use super::value::{Cell, Column, Kpi, Report, Table};
use crate::entity::{Entity, Kind};
use crate::facts::text::natural;
use crate::facts::{Facts, State};
use crate::products::Product;
use crate::stock::levels::levels;
use crate::{Id, Result};
use rust_decimal::Decimal;

/// Who delivers a number of a product for least, at what price and in how many days.
fn cheapest(product: &Product, quantity: Decimal) -> (Option<Id>, Option<Decimal>, Option<i64>) {
    let offers = product.vendor_prices.iter().filter(|offer| offer.min_quantity <= quantity);
    match offers.min_by_key(|offer| (offer.price, offer.lead_time_days)) {
        Some(offer) => (
            offer.supplier_id.or(product.supplier_id),
            Some(offer.price),
            offer.lead_time_days.or(product.lead_time_days),
        ),
        None => (product.supplier_id, product.cost, product.lead_time_days),
    }
}

/// The report as of today.
pub(super) fn build(facts: &Facts, frame: &Frame) -> Result<Report> {
    let words = words(frame);
    let mut report = frame.report("reorder_list", words.reorder_list);
    let table = facts.table(Kind::Product);
    let mut rows = Vec::new();
    for row in table.present_rows().filter(|row| table.state(*row) == State::Live) {
        if !facts.stock.is_tracked(row) {
            continue;
        }
        let product = Product::decode(table.id(row), table.bytes(row))?;
        let Some(level) = product.reorder_level else { continue };
        let stock = levels(facts, product.meta.id)?;
        if stock.available() >= level {
            continue;
        }
        let missing = level - stock.available();
        let quantity = product.reorder_quantity.map_or(missing, |usual| usual.max(missing));
        let (supplier, price, days) = cheapest(&product, quantity);
        rows.push(vec![
            Cell::words(supplier.and_then(|id| facts.title_of(Kind::Customer, id)).unwrap_or_default()),
            Cell::words(&product.sku),
            Cell::words(&product.name),
            Cell::Decimal(stock.on_hand.normalize()),
            Cell::Decimal(stock.reserved.normalize()),
            Cell::Decimal(level.normalize()),
            Cell::Decimal(quantity.normalize()),
            price.map_or(Cell::Empty, |price| frame.price(price)),
            days.map_or(Cell::Empty, Cell::Int),
        ]);
    }
    let text = |cell: &Cell| natural(&frame.text(cell));
    rows.sort_by_cached_key(|row| (text(&row[0]), text(&row[2])));
    let count = Cell::Int(rows.len() as i64);
    report.kpis.push(Kpi { label: words.to_order.into(), value: count, note: String::new() });
    report.tables.push(Table {
        title: String::new(),
        columns: vec![
            Column::text(words.supplier, 1.8),
            Column::text(words.sku, 1.1).together(),
            Column::text(words.product, 2.2),
            Column::figure(words.on_hand, 0.9),
            Column::figure(words.reserved, 0.9),
            Column::figure(words.level, 1.0),
            Column::figure(words.to_order, 0.9),
            Column::figure(words.price, 0.9),
            Column::figure(words.days, 0.6),
        ],
        rows,
        totals: None,
    });
    Ok(report)
}
