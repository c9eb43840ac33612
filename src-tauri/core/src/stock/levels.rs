//! What can be promised: what is there, less what others were promised already.

use crate::entity::Kind;
use crate::facts::Facts;
use crate::products::{PRODUCT_KIND, Product, ProductKind, variants};
use crate::sales::chain::progress;
use crate::sales::facts::LineRow;
use crate::sales::{DocumentKind, Line, Sale};
use crate::{Id, Result};
use rust_decimal::Decimal;

/// The stock of one product.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Levels {
    /// Whether its stock is kept at all.
    pub tracked: bool,
    /// How many are there.
    pub on_hand: Decimal,
    /// How many of them open orders wait for.
    pub reserved: Decimal,
    /// What is there at each place.
    pub places: Vec<(String, Decimal)>,
    /// What one cost on average.
    pub average_cost: Decimal,
}

impl Levels {
    /// How many can be promised.
    pub fn available(&self) -> Decimal {
        self.on_hand - self.reserved
    }
}

/// The stock of a product. Of a bundle: how many its parts make; of a product with options:
/// that of all its variants.
pub fn levels(facts: &Facts, id: Id) -> Result<Levels> {
    let product: Product = facts.get(id)?;
    if !product.options.is_empty() {
        return of_variants(facts, id);
    }
    if product.product_kind == ProductKind::Bundle {
        return bundle(facts, &product);
    }
    let row = facts.table(Kind::Product).row(id).unwrap_or(u32::MAX);
    let stock = facts.stock.product(row);
    Ok(Levels {
        tracked: product.track_stock,
        on_hand: stock.on_hand(),
        reserved: reserved(facts, &open_orders(facts), row, None),
        places: stock.places.clone(),
        average_cost: stock.average_cost,
    })
}

fn of_variants(facts: &Facts, id: Id) -> Result<Levels> {
    let mut all = Levels::default();
    for variant in variants::of(facts, id).iter().filter(|variant| !variant.meta.archived) {
        let own = levels(facts, variant.meta.id)?;
        all.tracked |= own.tracked;
        all.on_hand += own.on_hand;
        all.reserved += own.reserved;
        for (place, quantity) in own.places {
            match all.places.binary_search_by(|(known, _)| known.cmp(&place)) {
                Ok(at) => all.places[at].1 += quantity,
                Err(at) => all.places.insert(at, (place, quantity)),
            }
        }
    }
    Ok(all)
}

/// What one of a product costs at the moment: what one cost on average, or else what the
/// product says; of a bundle, what its parts cost. `None` when nothing is known.
pub fn cost_of(facts: &Facts, product: &Product) -> Option<Decimal> {
    if product.product_kind == ProductKind::Bundle && !product.components.is_empty() {
        let parts = product.components.iter().map(|part| {
            let own: Product = facts.get(part.product_id).ok()?;
            // A bundle is made of goods, not of bundles.
            let cost = if own.product_kind == ProductKind::Bundle { own.cost } else { cost_of(facts, &own) };
            cost?.checked_mul(part.quantity)
        });
        return parts.sum::<Option<Decimal>>().or(product.cost);
    }
    let row = facts.table(Kind::Product).row(product.meta.id);
    let average = row.map(|row| facts.stock.product(row).average_cost).filter(|cost| !cost.is_zero());
    average.or(product.cost)
}

fn bundle(facts: &Facts, product: &Product) -> Result<Levels> {
    let mut all: Option<Levels> = None;
    let mut cost = Decimal::ZERO;
    for part in product.components.iter().filter(|part| part.quantity > Decimal::ZERO) {
        let own = levels_of_part(facts, part.product_id)?;
        cost += own.average_cost * part.quantity;
        if !own.tracked {
            continue;
        }
        let whole = |quantity: Decimal| (quantity / part.quantity).floor();
        let fewer = all.as_ref().is_none_or(|most| whole(own.available()) < most.available());
        if fewer {
            let on_hand = whole(own.on_hand);
            let reserved = on_hand - whole(own.available());
            all = Some(Levels { tracked: true, on_hand, reserved, ..Levels::default() });
        }
    }
    Ok(Levels { average_cost: cost, ..all.unwrap_or_default() })
}

/// A bundle is made of goods, not of bundles.
fn levels_of_part(facts: &Facts, id: Id) -> Result<Levels> {
    match facts.get::<Product>(id)?.product_kind {
        ProductKind::Bundle => Ok(Levels::default()),
        _ => levels(facts, id),
    }
}

/// Rows of the orders that wait for goods.
fn open_orders(facts: &Facts) -> Vec<u32> {
    let orders = facts.sales.all().iter().enumerate().filter(|(_, sale)| sale.order);
    orders.map(|(row, _)| row as u32).collect()
}

/// How many of a product (by its row) open orders still wait for, one order aside.
fn reserved(facts: &Facts, orders: &[u32], product: u32, aside: Option<Id>) -> Decimal {
    let table = facts.table(Kind::Sale);
    let products = facts.table(Kind::Product);
    let bundle = |row: u32| {
        row < products.len() && products.typed::<ProductKind>(row, PRODUCT_KIND) == ProductKind::Bundle
    };
    let mut waiting = Decimal::ZERO;
    for row in orders {
        // A bundle may hold the product; few orders name either.
        let named = |line: &LineRow| line.product == product || bundle(line.product);
        if aside == Some(table.id(*row)) || !facts.sales.lines(*row).iter().any(named) {
            continue;
        }
        let Ok(order) = facts.get::<Sale>(table.id(*row)) else { continue };
        for (line, progress) in order.lines.iter().zip(progress(facts, &order)) {
            let left = progress.left(DocumentKind::Order, DocumentKind::Delivery).max(Decimal::ZERO);
            for (id, quantity) in goods(facts, line.product_id, left) {
                if products.row(id) == Some(product) {
                    waiting += quantity;
                }
            }
        }
    }
    waiting
}

/// The goods behind a line: the product itself, or what a bundle is made of.
pub fn goods(facts: &Facts, product: Option<Id>, quantity: Decimal) -> Vec<(Id, Decimal)> {
    let Some(id) = product else { return Vec::new() };
    match facts.get::<Product>(id) {
        Ok(product) if product.product_kind == ProductKind::Bundle => {
            product.components.iter().map(|part| (part.product_id, part.quantity * quantity)).collect()
        }
        _ => vec![(id, quantity)],
    }
}

/// A line of a document that asks for more than can be promised.
#[derive(Clone, Debug, PartialEq)]
pub struct Shortage {
    /// The first line that asks for it, from 0.
    pub line: usize,
    /// The product.
    pub product: Id,
    /// What it is called.
    pub name: String,
    /// How many the document asks for.
    pub wanted: Decimal,
    /// How many can be promised to it.
    pub available: Decimal,
    /// How many of the line there is enough for; of a bundle only whole ones.
    pub takes: Decimal,
}

/// What a document asks for beyond what can be promised to it.
pub fn shortages(facts: &Facts, sale: &Sale) -> Vec<Shortage> {
    let asks = matches!(
        sale.document_kind,
        DocumentKind::Order | DocumentKind::Delivery | DocumentKind::Invoice | DocumentKind::Quote
    );
    if !asks || !facts.stock.in_use() {
        return Vec::new();
    }
    let mut wanted: Vec<(usize, Id, Decimal)> = Vec::new();
    for (index, line) in sale.lines.iter().enumerate() {
        for (id, quantity) in goods(facts, line.product_id, line.quantity) {
            match wanted.iter_mut().find(|(_, known, _)| *known == id) {
                Some((.., sum)) => *sum += quantity,
                None => wanted.push((index, id, quantity)),
            }
        }
    }
    // What the order behind it waits for is meant for this very document.
    let aside = sale.from_id.or(Some(sale.meta.id));
    let products = facts.table(Kind::Product);
    let orders = open_orders(facts);
    let mut short = Vec::new();
    for (line, product, wanted) in wanted {
        let Some(row) = products.row(product).filter(|row| facts.stock.is_tracked(*row)) else { continue };
        let moved: Decimal = movements_of(facts, sale.meta.id, row);
        let available = facts.stock.product(row).on_hand() + moved - reserved(facts, &orders, row, aside);
        if wanted > available {
            let takes = takes(facts, &sale.lines[line], product, wanted - available);
            let name = facts.title(Kind::Product, row);
            short.push(Shortage { line, product, name, wanted, available, takes });
        }
    }
    short
}

/// How many of a line are left when so many of one of its goods are missing.
fn takes(facts: &Facts, line: &Line, product: Id, missing: Decimal) -> Decimal {
    let of_one = |(id, quantity): (Id, Decimal)| (id == product).then_some(quantity);
    let one: Decimal = goods(facts, line.product_id, Decimal::ONE).into_iter().filter_map(of_one).sum();
    let left = missing.checked_div(one).map_or(Decimal::ZERO, |less| line.quantity - less);
    let left = if line.product_id == Some(product) { left } else { left.floor() };
    left.max(Decimal::ZERO).normalize()
}

/// How many of a product a document has taken already.
fn movements_of(facts: &Facts, sale: Id, product: u32) -> Decimal {
    let table = facts.table(Kind::StockMovement);
    let own = facts.stock.of_sale(sale).iter().filter(|row| facts.stock.movements(product).contains(row));
    own.map(|row| -table.typed::<Decimal>(*row, 4)).sum()
}
