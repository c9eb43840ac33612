//! What is on the shelves, an order on its way from one document to the next, and an
//! invoice that is late: what the screens of stock, documents and reminders are tried on.

use super::goods::Goods;
use super::language::Language;
use super::people::Person;
use super::{Maker, days_after, days_before};
use crate::Result;
use crate::book::Tx;
use crate::products::{Product, VendorPrice};
use crate::sales::make::{Pick, make};
use crate::sales::{DocumentKind, Line, Sale};
use crate::settings::Settings;
use crate::settings::tax::TaxRate;
use crate::stock::{MovementReason, StockMovement};
use rust_decimal::Decimal;

/// Goods whose stock is kept, how many came, and below which number they are ordered again.
const KEPT: [(&str, i64, i64); 5] = [
    ("CHR-WIN", 24, 8),
    ("CHR-STO-BAR", 12, 6),
    ("SHE-WAL-90", 15, 5),
    ("CAR-OIL-250", 40, 20),
    ("GIF-BOA-OAK", 3, 10),
];

/// Gives the settings classes of tax and an account to pay into, where there are none yet.
pub(super) fn letterhead(settings: &mut Settings, language: Language) {
    if settings.iban.is_empty() {
        // The example of the registry of account numbers; no money can go there.
        settings.iban = "DE89 3704 0044 0532 0130 00".into();
    }
    if settings.dunning_fees.is_empty() {
        settings.dunning_fees = "0; 5; 10".into();
    }
    let usual = settings.default_tax_rate;
    if settings.tax_rates.is_empty() && !usual.is_zero() {
        let class = |name: &str, rate: Decimal| TaxRate {
            tax_class: language.say(name).into(),
            rate,
            ..TaxRate::default()
        };
        settings.tax_rates.push(class("Standard", usual));
        if settings.country == "DE" {
            settings.tax_rates.push(class("Reduced", Decimal::from(7)));
        }
    }
}

/// Fills the shelves and takes an order from its first word to a reminder.
pub(super) fn fill(tx: &mut Tx<'_>, goods: &Goods, people: &[Person], maker: &Maker<'_>) -> Result<()> {
    let suppliers: Vec<_> = people.iter().filter(|person| person.company).take(2).collect();
    for (sku, quantity, level) in KEPT {
        let Some(item) = goods.items.iter().find(|item| item.sku == sku) else { continue };
        let mut product: Product = tx.get(item.id)?;
        product.track_stock = true;
        product.reorder_level = Some(level.into());
        product.vendor_prices = suppliers
            .iter()
            .enumerate()
            .map(|(place, supplier)| VendorPrice {
                supplier_id: Some(supplier.id),
                price: (item.cost * Decimal::new(100 + 4 * place as i64, 2)).round_dp(2),
                lead_time_days: Some(14 - 9 * place as i64),
                ..VendorPrice::default()
            })
            .collect();
        tx.save(&mut product)?;
        let mut came = StockMovement {
            product_id: item.id,
            date: days_before(maker.today, 30),
            reason: MovementReason::Purchase,
            quantity: quantity.into(),
            unit_cost: Some(item.cost),
            ..StockMovement::default()
        };
        tx.save(&mut came)?;
    }
    let Some(buyer) = people.iter().rev().find(|person| person.company) else { return Ok(()) };
    let mut order = document(DocumentKind::Order, buyer, goods, maker, &[(KEPT[0].0, 6), (KEPT[2].0, 4)], 12);
    order.promised_date = Some(days_after(maker.today, 6));
    order.po_number = "PO-20817".into();
    maker.language.translate(&mut order)?;
    tx.save(&mut order)?;
    let first = [Pick { key: 1, quantity: Decimal::from(4) }];
    let mut delivery =
        make(tx, order.meta.id, DocumentKind::Delivery, &first, Some(days_before(maker.today, 5)))?;
    delivery.shipped_date = Some(delivery.date);
    delivery.carrier = maker.language.say("Parcel service").into();
    delivery.tracking = "JD014600003RU".into();
    tx.save(&mut delivery)?;
    make(tx, delivery.meta.id, DocumentKind::Invoice, &[], Some(days_before(maker.today, 4)))?;
    let mut late =
        document(DocumentKind::Invoice, buyer, goods, maker, &[(KEPT[1].0, 2), (KEPT[3].0, 5)], 44);
    late.due_date = Some(days_before(maker.today, 30));
    late.dunning_level = 1;
    late.dunned_on = Some(days_before(maker.today, 20));
    maker.language.translate(&mut late)?;
    tx.save(&mut late)?;
    Ok(())
}

fn document(
    kind: DocumentKind,
    buyer: &Person,
    goods: &Goods,
    maker: &Maker<'_>,
    lines: &[(&str, i64)],
    age: u32,
) -> Sale {
    let named = |(sku, quantity): &(&str, i64)| {
        let item = goods.items.iter().find(|item| item.sku == *sku)?;
        Some(Line {
            product_id: Some(item.id),
            sku: item.sku.clone(),
            description: item.name.into(),
            quantity: (*quantity).into(),
            unit: item.unit.into(),
            unit_price: item.price_on(maker.today, maker.today),
            tax_rate: maker.tax_rate(),
            tax_class: maker.settings.tax_rates.first().map(|tax| tax.tax_class.clone()).unwrap_or_default(),
            cost: Some(item.cost),
            ..Line::default()
        })
    };
    Sale {
        document_kind: kind,
        customer_id: Some(buyer.id),
        date: days_before(maker.today, age),
        channel: "phone".into(),
        prices_include_tax: maker.settings.prices_include_tax,
        lines: lines.iter().filter_map(named).collect(),
        ..Sale::default()
    }
}
