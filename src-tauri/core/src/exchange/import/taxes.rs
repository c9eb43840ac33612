//! The tax of products that come in: a class of the settings, known by its name or its rate.
//!
//! A sale takes the tax of its product, so one that came in without any would be sold without tax
//! and nobody would notice until the accountant does.

use super::draft::Draft;
use crate::facts::text::fold;
use crate::products::Product;
use crate::sales::rates::{Rules, TaxClass};
use crate::settings::Settings;
use crate::{Sentence, say};
use rust_decimal::Decimal;

/// The taxes of the settings.
pub(super) struct Taxes {
    rules: Rules,
    usual: Decimal,
    /// So many new products got the usual tax, since nothing was said of theirs.
    pub given: u64,
}

impl Taxes {
    pub fn of(settings: &Settings) -> Self {
        Self { rules: Rules::of(settings), usual: settings.default_tax_rate, given: 0 }
    }

    /// Gives a product the class that its row names or whose rate it names. Returns whether it names any;
    /// words that the settings do not have, such as those of a web shop, are no class here.
    pub fn settle(&self, product: &mut Product, draft: &Draft) -> bool {
        let rate = draft.get("tax_rate").map(|_| product.tax_rate);
        if draft.get("tax_class").is_none() {
            return self.given_rate(product, rate);
        }
        let named = fold(&product.tax_class);
        if let Some(class) = self.rules.classes().iter().find(|class| fold(&class.name) == named) {
            put(product, class);
            return true;
        }
        let words = std::mem::take(&mut product.tax_class).replace(',', ".");
        let percent: Option<Decimal> = words.trim_end_matches([' ', '%', '\u{a0}', '\u{202f}']).parse().ok();
        let rate =
            percent.filter(|percent| (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(percent)).or(rate);
        self.given_rate(product, rate)
    }

    fn given_rate(&self, product: &mut Product, rate: Option<Decimal>) -> bool {
        let Some(rate) = rate else { return false };
        self.rated(product, rate);
        true
    }

    /// A product at a rate: in the first class of it, or at the bare rate where the settings have none.
    pub fn rated(&self, product: &mut Product, rate: Decimal) {
        product.tax_rate = rate;
        if self.rules.class(&product.tax_class).is_some_and(|class| class.rate() == rate) {
            return;
        }
        product.tax_class.clear();
        let mut of_rate = self.rules.classes().iter().filter(|class| class.rate() == rate);
        match (of_rate.next(), of_rate.next()) {
            // Nothing says which of several reasons not to charge a tax is meant.
            (Some(_), Some(_)) if rate.is_zero() => {}
            (Some(class), _) => put(product, class),
            (None, _) => {}
        }
    }

    /// The usual tax of the business, for a product of which nothing is said.
    pub fn usual(&self, product: &mut Product) {
        match self.rules.classes().first() {
            Some(first) if self.usual.is_zero() => put(product, first),
            _ => self.rated(product, self.usual),
        }
    }

    /// What the owner is told of it.
    pub fn told(&self) -> Option<Sentence> {
        let count = self.given;
        if count == 0 {
            return None;
        }
        let mut example = Product::default();
        self.usual(&mut example);
        let (class, rate) = (example.tax_class, example.tax_rate.normalize().to_string());
        Some(match (class.is_empty(), example.tax_rate.is_zero()) {
            (false, _) => say!(
                "New products without a tax that the settings know: {}. They got the usual one, “{}” ({} %).",
                count,
                class,
                rate
            ),
            (true, false) => {
                say!(
                    "New products without a tax in the file: {}. They got the usual rate, {} %.",
                    count,
                    rate
                )
            }
            (true, true) => say!(
                "New products without a tax in the file: {}. The settings name no usual one either, so they are sold without tax.",
                count
            ),
        })
    }
}

fn put(product: &mut Product, class: &TaxClass) {
    class.name.clone_into(&mut product.tax_class);
    product.tax_rate = class.rate();
}
