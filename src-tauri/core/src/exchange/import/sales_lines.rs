//! The lines of sales: what a row says about one, and the products they speak of.

use super::products::Catalog;
use super::reading::{Draft, Elements};
use super::sales::Doc;
use crate::book::Tx;
use crate::entity::Value;
use crate::exchange::target::Special;
use crate::facts::text::fold;
use crate::products::Product;
use crate::sales::Line;
use crate::{Error, Result};
use ahash::AHashMap;
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// What a row says about one line.
pub(super) struct RowLine {
    /// Its fields.
    pub line: Line,
    /// Whether a quantity was given; otherwise it is one.
    pub has_quantity: bool,
    /// Whether a price of one unit was given.
    pub has_price: bool,
    /// What it comes to, when that was given.
    pub amount: Option<Decimal>,
    /// What is taken off, when that was given as an amount.
    pub discount: Option<Decimal>,
}

/// Takes the line out of what a row says; `None` when the row has none.
pub(super) fn take(draft: &mut Draft) -> Option<RowLine> {
    let amount = draft.amount(Special::LineAmount);
    let discount = draft.amount(Special::LineDiscount).filter(|d| !d.is_zero());
    draft.special.retain(|(s, ..)| !matches!(s, Special::LineAmount | Special::LineDiscount));
    let place = draft.parts.iter().position(|(list, _)| list.name == "lines");
    let elements = place.map(|p| draft.parts.remove(p).1).unwrap_or_default();
    let fields = elements.values().next().cloned().unwrap_or_default();
    if fields.is_empty() && amount.is_none() {
        return None;
    }
    let given = |name: &str| fields.iter().any(|(f, _)| f.name == name);
    let (has_quantity, has_price) = (given("quantity"), given("unit_price"));
    let line = to_line(&elements)?;
    let said =
        amount.is_some() || has_price || !line.sku.is_empty() || !line.description.is_empty() || has_quantity;
    said.then_some(RowLine { line, has_quantity, has_price, amount, discount })
}

/// The line in the element of a list. The values come from the declaration of a
/// line, so they fit.
fn to_line(elements: &Elements) -> Option<Line> {
    use crate::entity::FieldValue;
    let Some(fields) = elements.values().next() else {
        return Some(Line::default());
    };
    Line::from_value(Value::Part(fields.iter().map(|(f, v)| (f.name, v.clone())).collect())).ok()
}

/// Makes the products that lines speak of and the book does not have, each with
/// the price it was last sold at. Returns how many were made. One that breaks a rule
/// (a tax rate above 100 %) is left out here; its line is then refused by the same rule.
pub(super) fn make_products(tx: &mut Tx<'_>, catalog: &mut Catalog, docs: &[Doc]) -> Result<u64> {
    struct New {
        product: Product,
        on: Option<NaiveDate>,
        named: bool,
    }
    let mut order: Vec<New> = Vec::new();
    let mut index: AHashMap<String, usize> = AHashMap::new();
    for doc in docs {
        let on = match doc.head.get("date") {
            Some(Value::Date(day)) => Some(*day),
            _ => None,
        };
        for row in &doc.lines {
            let (sku, name) = (&row.line.sku, &row.line.description);
            if sku.is_empty() && name.is_empty() || catalog.find(sku, name).is_some() {
                continue;
            }
            let key =
                if sku.is_empty() { format!("name {}", fold(name)) } else { format!("sku {}", fold(sku)) };
            let place = *index.entry(key).or_insert_with(|| {
                let product = Product {
                    sku: sku.clone(),
                    name: if name.is_empty() { sku.clone() } else { one_line(name) },
                    unit: row.line.unit.clone(),
                    ..Product::default()
                };
                order.push(New { product, on: None, named: false });
                order.len() - 1
            });
            let new = &mut order[place];
            let price = row.line.unit_price;
            if price > Decimal::ZERO && new.on.is_none_or(|last| on.is_none_or(|on| on >= last)) {
                new.product.price = price;
                new.product.tax_rate = row.line.tax_rate;
                new.product.cost = row.line.cost.or(new.product.cost);
                new.on = on.or(new.on);
            }
            // A line that was paid for carries the real name; corrections of stock carry remarks.
            if !new.named && !name.is_empty() && (price > Decimal::ZERO || new.product.name == *sku) {
                new.product.name = one_line(name);
                new.named = price > Decimal::ZERO;
            }
        }
    }
    let mut made = 0;
    for mut new in order {
        match tx.save(&mut new.product) {
            Ok(_) => {
                catalog.add(&new.product);
                made += 1;
            }
            Err(Error::Invalid { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(made)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
