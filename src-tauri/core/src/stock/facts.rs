//! What is in stock of each product, worked out from its movements.

use super::{MovementReason, StockMovement};
use crate::Id;
use crate::entity::{Entity, Kind};
use crate::facts::{Facts, State, Touched};
use ahash::AHashMap;
use rust_decimal::Decimal;

/// The tag of `Product::track_stock`.
const TRACKED: u16 = crate::products::TRACK_STOCK;

/// What is there of one product.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProductStock {
    /// How many at each place, in the order of their names.
    pub places: Vec<(String, Decimal)>,
    /// What one cost on average, weighted by what came in; 0 when nothing did.
    pub average_cost: Decimal,
}

impl ProductStock {
    /// How many there are in all.
    pub fn on_hand(&self) -> Decimal {
        self.places.iter().map(|(_, quantity)| *quantity).sum()
    }

    /// How many there are at a place.
    pub fn at(&self, location: &str) -> Decimal {
        self.places.iter().find(|(place, _)| place == location).map_or(Decimal::ZERO, |(_, q)| *q)
    }

    fn add(&mut self, location: &str, quantity: Decimal) {
        match self.places.binary_search_by(|(place, _)| place.as_str().cmp(location)) {
            Ok(at) => self.places[at].1 += quantity,
            Err(at) => self.places.insert(at, (location.to_owned(), quantity)),
        }
    }
}

/// Stock per row of the products' table.
#[derive(Default)]
pub struct StockFacts {
    products: Vec<ProductStock>,
    movements: Vec<Vec<u32>>,
    tracked: Vec<bool>,
    in_use: usize,
    of_row: AHashMap<u32, (u32, Option<Id>)>,
    of_sale: AHashMap<Id, Vec<u32>>,
}

impl StockFacts {
    /// What is there of a product, by its row.
    pub fn product(&self, row: u32) -> &ProductStock {
        static NONE: ProductStock = ProductStock { places: Vec::new(), average_cost: Decimal::ZERO };
        self.products.get(row as usize).unwrap_or(&NONE)
    }

    /// Rows of a product's movements, by its row.
    pub fn movements(&self, row: u32) -> &[u32] {
        self.movements.get(row as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// Rows of the movements that a document made.
    pub fn of_sale(&self, sale: Id) -> &[u32] {
        self.of_sale.get(&sale).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether the stock of a product is kept.
    pub fn is_tracked(&self, row: u32) -> bool {
        self.tracked.get(row as usize).copied().unwrap_or_default()
    }

    /// Whether the stock of any product is kept.
    pub fn in_use(&self) -> bool {
        self.in_use > 0
    }

    fn reserve(&mut self, row: u32) {
        let len = row as usize + 1;
        if self.products.len() < len {
            self.products.resize(len, ProductStock::default());
            self.movements.resize(len, Vec::new());
            self.tracked.resize(len, false);
        }
    }
}

/// Notes whether the stock of a product is kept.
pub fn derive_product(facts: &mut Facts, row: u32) {
    let tracked = facts.table(Kind::Product).typed::<bool>(row, TRACKED);
    facts.stock.reserve(row);
    let before = std::mem::replace(&mut facts.stock.tracked[row as usize], tracked);
    facts.stock.in_use = facts.stock.in_use + usize::from(tracked) - usize::from(before);
}

/// Moves a movement to its product and its document.
pub fn derive(facts: &mut Facts, row: u32, touched: &mut Touched) {
    let table = facts.table(Kind::StockMovement);
    let valid = matches!(table.state(row), State::Live | State::Archived) && !table.bytes(row).is_empty();
    let now = valid.then(|| (table.typed::<Id>(row, 1), table.typed::<Option<Id>>(row, 9)));
    let now = now.map(|(product, sale)| (facts.table_mut(Kind::Product).reserve(product), sale));
    let stock = &mut facts.stock;
    let before = match now {
        Some(now) => stock.of_row.insert(row, now),
        None => stock.of_row.remove(&row),
    };
    if let Some((product, sale)) = before {
        stock.movements[product as usize].retain(|other| *other != row);
        touched.products.insert(product);
        if let Some(list) = sale.and_then(|sale| stock.of_sale.get_mut(&sale)) {
            list.retain(|other| *other != row);
        }
    }
    if let Some((product, sale)) = now {
        stock.reserve(product);
        insert(&mut stock.movements[product as usize], row);
        touched.products.insert(product);
        if let Some(sale) = sale {
            insert(stock.of_sale.entry(sale).or_default(), row);
        }
    }
}

fn insert(list: &mut Vec<u32>, row: u32) {
    let at = list.partition_point(|other| *other < row);
    list.insert(at, row);
}

/// Works out what is there of a product from its movements, by day.
pub fn recompute(facts: &mut Facts, product: u32) {
    let table = facts.table(Kind::StockMovement);
    let mut movements: Vec<StockMovement> = facts
        .stock
        .movements(product)
        .iter()
        .filter_map(|row| StockMovement::decode(table.id(*row), table.bytes(*row)).ok())
        .collect();
    // On one day goods come in before they go out, whatever was typed first.
    movements.sort_by_key(|m| (m.date, m.quantity.is_sign_negative(), m.meta.id));
    let mut stock = ProductStock::default();
    let mut on_hand = Decimal::ZERO;
    for movement in &movements {
        let quantity = movement.quantity;
        if movement.reason == MovementReason::Transfer {
            stock.add(&movement.location, -quantity);
            stock.add(&movement.to_location, quantity);
            continue;
        }
        if quantity.is_sign_positive() {
            let cost = movement.unit_cost.unwrap_or(stock.average_cost);
            let before = on_hand.max(Decimal::ZERO);
            // (what was there × its cost + what came × its cost) / all of it
            let value = (before.checked_mul(stock.average_cost))
                .and_then(|old| quantity.checked_mul(cost).and_then(|new| old.checked_add(new)));
            stock.average_cost =
                value.and_then(|v| v.checked_div(before + quantity)).map_or(cost, |cost| cost.round_dp(6));
        }
        on_hand += quantity;
        stock.add(&movement.location, quantity);
    }
    stock.places.retain(|(_, quantity)| !quantity.is_zero());
    facts.stock.reserve(product);
    facts.stock.products[product as usize] = stock;
}

/// [`recompute`] for every product that has moved.
pub fn recompute_all(facts: &mut Facts) {
    for product in 0..facts.stock.movements.len() as u32 {
        if !facts.stock.movements(product).is_empty() {
            recompute(facts, product);
        }
    }
}
