//! What suppliers ask for the same product, side by side.

use super::frame::Frame;
use super::ledger::words;
use super::value::{Cell, Column, Report, Table};
use crate::Result;
use crate::entity::{Entity, Kind};
use crate::facts::text::natural;
use crate::facts::{Facts, State};
use crate::products::Product;
use rust_decimal::Decimal;

/// The report as of today: every product with prices of suppliers, the cheapest first, and
/// how much more the others ask.
pub(super) fn build(facts: &Facts, frame: &Frame) -> Result<Report> {
    let words = words(frame);
    let mut report = frame.report("vendor_prices", words.vendor_prices);
    let table = facts.table(Kind::Product);
    let mut products = Vec::new();
    for row in table.present_rows().filter(|row| table.state(*row) == State::Live) {
        let product = Product::decode(table.id(row), table.bytes(row))?;
        if !product.vendor_prices.is_empty() {
            products.push(product);
        }
    }
    products.sort_by_cached_key(|product| (natural(&product.name), natural(&product.sku)));
    let mut rows = Vec::new();
    for product in &mut products {
        product.vendor_prices.sort_by_key(|offer| (offer.price, offer.lead_time_days));
        let least = product.vendor_prices.first().map_or(Decimal::ZERO, |offer| offer.price);
        for offer in &product.vendor_prices {
            let supplier = offer.supplier_id.and_then(|id| facts.title_of(Kind::Customer, id));
            let more = (offer.price - least) * Decimal::ONE_HUNDRED;
            rows.push(vec![
                Cell::words(&product.name),
                Cell::words(supplier.unwrap_or_default()),
                Cell::words(&offer.supplier_sku),
                if offer.min_quantity.is_zero() {
                    Cell::Empty
                } else {
                    Cell::Decimal(offer.min_quantity.normalize())
                },
                frame.price(offer.price),
                match more.checked_div(least) {
                    Some(more) if !more.is_zero() => Cell::Percent(more.round_dp(1)),
                    _ => Cell::Empty,
                },
                offer.lead_time_days.or(product.lead_time_days).map_or(Cell::Empty, Cell::Int),
            ]);
        }
    }
    report.tables.push(Table {
        title: String::new(),
        columns: vec![
            Column::text(words.product, 2.2),
            Column::text(words.supplier, 1.8),
            Column::text(words.sku, 1.0).together(),
            Column::figure(words.from_quantity, 0.8),
            Column::figure(words.price, 0.9),
            Column::figure(words.dearer, 0.9),
            Column::figure(words.days, 0.6),
        ],
        rows,
        totals: None,
    });
    Ok(report)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::products::VendorPrice;
    use crate::reports::catalog::{ReportParams, build};
    use crate::sales::tests::{by, shop};

    #[test]
    fn the_cheapest_comes_first_and_the_others_say_how_much_more_they_ask() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home);
        let offer = |code: &str, price: i64| VendorPrice {
            supplier_sku: code.into(),
            price: price.into(),
            ..VendorPrice::default()
        };
        let mut chair = Product {
            name: "Chair".into(),
            vendor_prices: vec![offer("DEAR", 50), offer("CHEAP", 40), offer("SAME", 40)],
            ..Product::default()
        };
        book.transact(&by(), "Chair", |tx| tx.save(&mut chair)).unwrap();
        let params = ReportParams::default();
        let report = build(&book.facts(), book.today(), "vendor_prices", &params).unwrap();
        let shown: Vec<_> =
            report.tables[0].rows.iter().map(|row| (row[2].clone(), row[5].clone())).collect();
        assert_eq!(shown[0], (Cell::words("CHEAP"), Cell::Empty));
        assert_eq!(shown[1], (Cell::words("SAME"), Cell::Empty), "equally cheap is not dearer");
        assert_eq!(shown[2], (Cell::words("DEAR"), Cell::Percent(Decimal::new(250, 1))));
    }
}
