//! The electronic invoice of EN 16931: what an invoice or credit note says, as data that
//! other programs book without a person. It is made from the figures on the document and
//! computes no amount of its own, so that paper and data cannot differ.
//!
//! Amounts are minor units of the invoice's currency. Those of a credit note are positive,
//! as its type says which way they go (UNTDID 1001: 380 invoice, 381 credit note,
//! 386 invoice for a deposit).

mod build;
mod codes;
#[cfg(test)]
mod tests;
mod xml;

use crate::Sentence;
use crate::money::Currency;
use chrono::NaiveDate;
use rust_decimal::Decimal;

pub use build::{build, why_not};
pub(in crate::reports) use build::{of, too_fine};
pub use xml::write;

/// The name the data has inside the PDF (Factur-X 1.0, 6.2.2).
pub const FILE_NAME: &str = "factur-x.xml";

/// An invoice as data. The terms in brackets are those of EN 16931-1.
#[derive(Clone, Debug, PartialEq)]
pub struct EInvoice {
    /// The number (BT-1).
    pub number: String,
    /// What it is (BT-3).
    pub code: u16,
    /// Its day (BT-2).
    pub date: NaiveDate,
    /// When it is to be paid (BT-9).
    pub due_date: Option<NaiveDate>,
    /// Its currency (BT-5).
    pub currency: Currency,
    /// Who sells (BG-4).
    pub seller: Party,
    /// Who buys (BG-7).
    pub buyer: Party,
    /// The customer's own order number (BT-13).
    pub order_number: String,
    /// The delivery note it charges (BT-16).
    pub delivery_note: String,
    /// When the goods or services came (BT-72).
    pub delivered: Option<NaiveDate>,
    /// Where the goods went, if not to the buyer (BG-15).
    pub ship_to: Option<Postal>,
    /// The invoices it refers to (BG-3).
    pub preceding: Vec<(String, NaiveDate)>,
    /// How it is, or was, paid (BG-16).
    pub means: Option<Means>,
    /// The lines (BG-25).
    pub lines: Vec<Line>,
    /// Discounts on and charges beside the lines, such as shipping (BG-20, BG-21).
    pub adjustments: Vec<Adjustment>,
    /// The tax by category and rate (BG-23).
    pub taxes: Vec<Breakdown>,
    /// The tax in the currency of the books, where that is another (BT-6, BT-111).
    pub book_tax: Option<(Currency, i64)>,
    /// Sum of the lines (BT-106).
    pub lines_total: i64,
    /// Without tax (BT-109).
    pub net: i64,
    /// The tax (BT-110).
    pub tax: i64,
    /// What rounding to coins adds (BT-114).
    pub rounding: i64,
    /// What was paid (BT-113).
    pub prepaid: i64,
    /// What the receiver's program will miss, each with what to do about it.
    pub lacks: Vec<Sentence>,
}

impl EInvoice {
    /// What all adjustments of a direction come to (BT-107 discounts, BT-108 charges).
    pub fn adjusted(&self, charge: bool) -> i64 {
        self.adjustments.iter().filter(|one| one.charge == charge).map(|one| one.amount).sum()
    }

    /// With tax (BT-112).
    pub fn total(&self) -> i64 {
        self.net + self.tax
    }

    /// Still to be paid (BT-115).
    pub fn due(&self) -> i64 {
        self.total() - self.prepaid + self.rounding
    }
}

/// The seller or the buyer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    /// By what others tell the seller apart who has no VAT number (BT-29).
    pub identifier: String,
    /// The name (BT-27, BT-44).
    pub name: String,
    /// Who to ask there.
    pub contact: String,
    /// Telephone.
    pub phone: String,
    /// E-mail address, which is the electronic address too (BT-34, BT-49).
    pub email: String,
    /// Where.
    pub postal: Postal,
    /// VAT identification number with its country (BT-31, BT-48).
    pub vat_id: String,
    /// Number at the tax office (BT-32).
    pub tax_number: String,
}

/// A postal address. Everything but the country may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Postal {
    /// At most three lines.
    pub lines: Vec<String>,
    /// Postal code.
    pub postal_code: String,
    /// Town.
    pub city: String,
    /// ISO 3166 code.
    pub country: String,
}

/// How money comes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Means {
    /// UNTDID 4461: 10 cash, 20 cheque, 30 transfer, 48 card, 58 SEPA transfer.
    pub code: u16,
    /// The account to pay into.
    pub iban: String,
    /// In whose name.
    pub holder: String,
    /// The bank's code.
    pub bic: String,
}

/// What tax is charged for or why it is not (UNTDID 5305).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    /// Standard or reduced rate.
    S,
    /// Zero rate.
    Z,
    /// Exempt.
    E,
    /// Reverse charge.
    AE,
    /// Supply to another country of the European Union.
    K,
    /// Export.
    G,
    /// Not subject to tax.
    O,
}

/// One line. `quantity × price − discount` is its net amount.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What the document calls it (BT-126).
    pub key: i64,
    /// The product's code (BT-155).
    pub sku: String,
    /// Name, and more words about it (BT-153, BT-154).
    pub name: String,
    /// The rest of the words.
    pub description: String,
    /// How many (BT-129).
    pub quantity: Decimal,
    /// UN/ECE recommendation 20 (BT-130).
    pub unit: &'static str,
    /// Price of one without tax, never negative (BT-146).
    pub price: Decimal,
    /// Taken off (BT-136) or, negative, added to (BT-141) the line.
    pub discount: i64,
    /// What it comes to before discounts on the document (BT-131).
    pub net: i64,
    /// The category of its tax (BT-151).
    pub category: Category,
    /// The rate of its tax in percent (BT-152).
    pub rate: Decimal,
}

/// A discount on or a charge beside the lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Adjustment {
    /// Added, not taken off.
    pub charge: bool,
    /// How much, never negative (BT-92, BT-99).
    pub amount: i64,
    /// Why, for people (BT-97, BT-104).
    pub reason: String,
    /// Why, for programs: UNTDID 5189 or 7161 (BT-98, BT-105).
    pub reason_code: &'static str,
    /// The category of its tax.
    pub category: Category,
    /// The rate of its tax in percent.
    pub rate: Decimal,
}

/// What is charged at one rate.
#[derive(Clone, Debug, PartialEq)]
pub struct Breakdown {
    /// The category (BT-118).
    pub category: Category,
    /// In percent (BT-119).
    pub rate: Decimal,
    /// On how much (BT-116).
    pub basis: i64,
    /// How much (BT-117).
    pub tax: i64,
    /// Why none is charged (BT-120).
    pub reason: String,
}
