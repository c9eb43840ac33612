//! The lines of sales: what a row says about one, and the products they speak of.

use super::draft::{Draft, Elements};
use super::products::Catalog;
use super::sales::Doc;
use super::taxes::Taxes;
use crate::book::Tx;
use crate::entity::Value;
use crate::exchange::target::Special;
use crate::facts::Facts;
use crate::products::Product;
use crate::sales::{Line, Sale};
use crate::{Error, Id, Result, Sentence};
use ahash::AHashMap;
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// What a row says about one line.
#[derive(Clone)]
pub(super) struct RowLine {
    /// The day that the row says.
    pub day: Option<NaiveDate>,
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
    /// Whether a rate of tax was given.
    pub has_tax: bool,
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
    let (has_quantity, has_price, has_tax) = (given("quantity"), given("unit_price"), given("tax_rate"));
    let line = to_line(&elements)?;
    let said =
        amount.is_some() || has_price || !line.sku.is_empty() || !line.description.is_empty() || has_quantity;
    said.then_some(RowLine { day: draft.day(), line, has_quantity, has_price, amount, discount, has_tax })
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

/// A product that a line speaks of and the book does not have.
pub(super) struct NewProduct {
    /// It, with what is known so far.
    pub product: Product,
    /// The day of the sale its price is from.
    on: Option<NaiveDate>,
    /// Whether it has its real name.
    named: bool,
    /// Whether a line told its tax.
    taxed: bool,
}

impl NewProduct {
    fn of(line: &Line, id: Id) -> Self {
        let name = if line.description.is_empty() { &line.sku } else { &line.description };
        let mut product = Product {
            sku: line.sku.clone(),
            name: one_line(name),
            unit: line.unit.clone(),
            ..Product::default()
        };
        product.meta.id = id;
        Self { product, on: None, named: false, taxed: false }
    }

    /// Takes over what a line says: the price is the one it was last sold at.
    fn learn(&mut self, RowLine { line, has_tax, .. }: &RowLine, on: Option<NaiveDate>) {
        let price = line.unit_price;
        if price > Decimal::ZERO && self.on.is_none_or(|last| on.is_none_or(|on| on >= last)) {
            self.product.price = price;
            if *has_tax {
                self.product.tax_rate = line.tax_rate;
                self.taxed = true;
            }
            self.product.cost = line.cost.or(self.product.cost);
            self.on = on.or(self.on);
        }
        // A line that was paid for carries the real name; corrections of stock carry remarks.
        let name = &line.description;
        if !self.named && !name.is_empty() && (price > Decimal::ZERO || self.product.name == line.sku) {
            self.product.name = one_line(name);
            self.named = price > Decimal::ZERO;
        }
    }
}

/// The products of the book, and those that this import makes.
pub(super) struct Goods {
    catalog: Catalog,
    made: AHashMap<Id, NewProduct>,
    taxes: Taxes,
}

impl Goods {
    pub fn of(facts: &Facts) -> Self {
        let taxes = Taxes::of(&facts.settings());
        Self { catalog: Catalog::of(facts), made: AHashMap::new(), taxes }
    }

    /// The products that the lines of a document speak of and that there are not yet.
    pub fn missing(&self, tx: &Tx<'_>, doc: &Doc) -> Missing {
        let mut missing = Missing::default();
        for RowLine { line, .. } in &doc.lines {
            if !has_name(line) || self.find(line, &missing).is_some() {
                continue;
            }
            let new = NewProduct::of(line, tx.new_id());
            missing.catalog.add(&new.product);
            missing.products.push(new);
        }
        for row in &doc.lines {
            let line = &row.line;
            let id = missing.catalog.find(&line.sku, &line.description);
            if let Some(new) = missing.products.iter_mut().find(|new| Some(new.product.meta.id) == id) {
                new.learn(row, doc.day());
            }
        }
        missing
    }

    /// The product that a line speaks of.
    pub fn find(&self, line: &Line, missing: &Missing) -> Option<Id> {
        let find = |catalog: &Catalog| catalog.find(&line.sku, &line.description);
        if has_name(line) { find(&self.catalog).or_else(|| find(&missing.catalog)) } else { None }
    }

    /// Keeps the products of a document that was taken, and what it says about those
    /// made before. Returns how many are new.
    pub fn taken(&mut self, doc: &Doc, missing: Missing) -> u64 {
        let count = missing.products.len() as u64;
        for new in missing.products {
            self.catalog.add(&new.product);
            self.made.insert(new.product.meta.id, new);
        }
        for row in &doc.lines {
            let line = &row.line;
            let id = self.catalog.find(&line.sku, &line.description);
            if let Some(new) = id.and_then(|id| self.made.get_mut(&id)) {
                new.learn(row, doc.day());
            }
        }
        count
    }

    /// Saves the new products once more, now that all documents have told about them, each in its
    /// class of tax. Returns what the owner is told of it.
    pub fn finish(mut self, tx: &mut Tx<'_>) -> Result<Option<Sentence>> {
        for mut new in self.made.into_values() {
            let rate = new.product.tax_rate;
            match new.taxed {
                true => self.taxes.rated(&mut new.product, rate),
                false => self.taxes.usual(&mut new.product),
            }
            self.taxes.given += u64::from(!new.taxed);
            match tx.save(&mut new.product) {
                // One that would now break a rule stays as it was made.
                Ok(_) | Err(Error::Invalid { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(self.taxes.told())
    }
}

/// The products that one document needs and that there are not yet.
#[derive(Default)]
pub(super) struct Missing {
    products: Vec<NewProduct>,
    catalog: Catalog,
}

impl Missing {
    /// Stages them. One that breaks a rule is left out and the lines stand without a
    /// product; when they break the same rule, the document is refused by it.
    pub fn stage<'a>(
        &mut self,
        tx: &mut Tx<'_>,
        sales: impl IntoIterator<Item = &'a mut Sale>,
    ) -> Result<()> {
        let mut sales: Vec<&mut Sale> = sales.into_iter().collect();
        let mut kept = Vec::new();
        for mut new in std::mem::take(&mut self.products) {
            match tx.save(&mut new.product) {
                Ok(_) => kept.push(new),
                Err(Error::Invalid { .. }) => {
                    let id = Some(new.product.meta.id);
                    let lines = sales.iter_mut().flat_map(|sale| &mut sale.lines);
                    lines.filter(|l| l.product_id == id).for_each(|l| l.product_id = None);
                }
                Err(error) => return Err(error),
            }
        }
        self.products = kept;
        Ok(())
    }
}

fn has_name(line: &Line) -> bool {
    !line.sku.is_empty() || !line.description.is_empty()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
