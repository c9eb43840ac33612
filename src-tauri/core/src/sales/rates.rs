//! The rules a document is worked out by: its currency and the taxes there are.

use super::{Payment, PaymentMethod, Sale};
use crate::entity::Kind;
use crate::money::{Currency, digits, round_minor};
use crate::say;
use crate::settings::Settings;
use crate::settings::tax::{TaxRounding, TaxTreatment};
use crate::{Error, Result};
use rust_decimal::Decimal;

/// What of the settings decides what a document comes to.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The book's currency.
    pub currency: Currency,
    /// Where new documents round their tax.
    pub tax_rounding: TaxRounding,
    /// New documents are rounded to multiples of this, in major units; 0 for none.
    pub cash_rounding: Decimal,
    classes: Vec<TaxClass>,
}

/// One class of tax with the taxes it is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct TaxClass {
    /// What lines call it; empty for a rate that is no class of the settings.
    pub name: String,
    /// The taxes, in the order in which they are charged.
    pub taxes: Vec<Tax>,
    /// Why it is charged or not.
    pub treatment: TaxTreatment,
    /// The sentence the document must carry.
    pub note: String,
}

/// One tax of a class.
#[derive(Clone, Debug, PartialEq)]
pub struct Tax {
    /// As printed.
    pub name: String,
    /// In percent.
    pub rate: Decimal,
    /// Charged on the taxes before it as well.
    pub compound: bool,
    /// Its share of the net amount in percent, the taxes it is charged on included.
    pub effective: Decimal,
    /// The key of bookkeeping programs.
    pub booking_code: String,
}

impl TaxClass {
    /// A rate without a name.
    pub fn plain(rate: Decimal) -> Self {
        let tax =
            Tax { name: String::new(), rate, compound: false, effective: rate, booking_code: String::new() };
        Self { name: String::new(), taxes: vec![tax], treatment: TaxTreatment::Standard, note: String::new() }
    }

    /// A rate that a document names although the settings no longer know its class, or
    /// do not know it yet: the name is all there is to print.
    pub fn named(name: &str, rate: Decimal) -> Self {
        let mut class = Self { name: name.to_owned(), ..Self::plain(rate) };
        class.taxes.iter_mut().for_each(|tax| name.clone_into(&mut tax.name));
        class
    }

    /// What all its taxes come to, in percent of the net amount.
    pub fn rate(&self) -> Decimal {
        self.taxes.iter().map(|tax| tax.effective).sum()
    }
}

impl Rules {
    /// A book in this currency without declared taxes.
    pub fn plain(currency: Currency) -> Self {
        Self { currency, tax_rounding: TaxRounding::Line, cash_rounding: Decimal::ZERO, classes: Vec::new() }
    }

    /// The rules of a book.
    pub fn of(settings: &Settings) -> Self {
        let mut classes: Vec<TaxClass> = Vec::new();
        for entry in &settings.tax_rates {
            let at = classes.iter().position(|class| class.name == entry.tax_class).unwrap_or_else(|| {
                classes.push(TaxClass {
                    name: entry.tax_class.clone(),
                    taxes: Vec::new(),
                    treatment: entry.treatment,
                    note: entry.tax_note.clone(),
                });
                classes.len() - 1
            });
            let class = &mut classes[at];
            let before = if entry.compound { class.rate() } else { Decimal::ZERO };
            // Charged on net and earlier taxes: r × (100 + earlier) / 100 percent of the net amount.
            let effective = entry
                .rate
                .checked_mul(Decimal::ONE_HUNDRED + before)
                .map_or(entry.rate, |rate| rate / Decimal::ONE_HUNDRED);
            class.taxes.push(Tax {
                name: if entry.tax_name.is_empty() { &entry.tax_class } else { &entry.tax_name }.clone(),
                rate: entry.rate,
                compound: entry.compound,
                effective: effective.normalize(),
                booking_code: entry.booking_code.clone(),
            });
        }
        Self {
            currency: settings.currency(),
            tax_rounding: settings.tax_rounding,
            cash_rounding: settings.cash_rounding,
            classes,
        }
    }

    /// The classes of the settings.
    pub fn classes(&self) -> &[TaxClass] {
        &self.classes
    }

    /// A class by its name.
    pub fn class(&self, name: &str) -> Option<&TaxClass> {
        self.classes.iter().find(|class| class.name == name)
    }

    /// Gives a new document what the settings say about rounding.
    pub fn begin(&self, sale: &mut Sale) {
        sale.tax_rounding = self.tax_rounding;
        sale.cash_rounding = self.cash_rounding;
    }

    /// The currency of a document; refused when it is none, or its rate is missing.
    pub fn currency_of(&self, sale: &Sale) -> Result<Currency> {
        let Some(currency) = foreign(sale, self.currency) else { return Ok(self.currency) };
        let Some(currency) = Currency::from_code(&currency) else {
            return Err(Error::invalid(
                "sale",
                "currency",
                say!("Use the three letters of a currency, such as EUR, USD or CHF."),
            ));
        };
        if sale.exchange_rate <= Decimal::ZERO {
            return Err(Error::invalid(
                "sale",
                "exchange_rate",
                say!("Say how much one {} is in {}.", currency.code(), self.currency.code()),
            ));
        }
        Ok(currency)
    }

    /// An amount of a document (minor units) in the book's currency, by the document's
    /// rate. `None` when it leaves the range of money.
    pub fn in_book(&self, sale: &Sale, amount: i64) -> Option<i64> {
        let Some(currency) = foreign(sale, self.currency).and_then(|code| Currency::from_code(&code)) else {
            return Some(amount);
        };
        let major = Decimal::new(amount, digits(currency)).checked_mul(sale.exchange_rate)?;
        round_minor(major, self.currency)
    }

    /// What a payment brought in the book's currency, where `settled` is what of the document
    /// it settled by the document's own rate: the amount at the payment's rate, when it has
    /// one. What is written off brought nothing else. What differs from `settled` is a gain
    /// (or, negative, a loss) by exchange.
    pub fn received(&self, sale: &Sale, payment: &Payment, settled: i64) -> i64 {
        let rated = payment.exchange_rate > Decimal::ZERO && payment.method != PaymentMethod::WriteOff;
        let currency = foreign(sale, self.currency).and_then(|code| Currency::from_code(&code));
        let Some(currency) = currency.filter(|_| rated) else { return settled };
        Decimal::new(payment.amount, digits(currency))
            .checked_mul(payment.exchange_rate)
            .and_then(|major| round_minor(major, self.currency))
            .unwrap_or(settled)
    }
}

/// The currency that an amount of a kind of record is in, by the name of its field: a document
/// has its own (`code`), but for what says what it comes to in the book's.
pub fn currency_of_amount(kind: Kind, field: &str, code: &str, book: Currency) -> Currency {
    let own = kind == Kind::Sale && !field.starts_with("book_");
    let code = code.trim().to_uppercase();
    Currency::from_code(&code).filter(|_| own).unwrap_or(book)
}

/// The code of a document's currency when it is not the book's.
fn foreign(sale: &Sale, book: Currency) -> Option<String> {
    let code = sale.currency.trim().to_uppercase();
    (!code.is_empty() && code != book.code()).then_some(code)
}
