//! Sales: one document with its lines, from quote to credit note.

use crate::entity::{FieldType, Kind};
use crate::settings::tax::{TaxRounding, TaxTreatment};
use crate::{Id, choice, entity, part};
use chrono::NaiveDate;
use rust_decimal::Decimal;

pub mod chain;
pub(crate) mod check;
mod deposits;
pub mod draft;
pub mod facts;
mod issued;
mod lines;
pub mod make;
pub mod pay;
pub mod rates;
pub mod recurring;
mod spread;
pub mod totals;

pub(crate) use issued::{back, check_says_something, check_trash};

/// The tag of [`Sale::taxes`], for reading it alone.
pub(crate) const TAXES: u16 = 30;
/// The tag of [`Sale::status`], for reading it alone.
pub(crate) const STATUS: u16 = 3;

/// The tag of [`Sale::payments`].
pub(crate) const PAYMENTS: u16 = 14;
/// The tag of [`Payment::date`].
pub(crate) const PAID_ON: u16 = 1;
/// The tag of [`Sale::from_id`].
pub(crate) const FROM: u16 = 36;

choice! {
    /// What the document is.
    pub enum DocumentKind {
        /// A claim for money: the usual sale.
        Invoice = 0 "invoice",
        /// An offer.
        Quote = 1 "quote",
        /// A promise to deliver.
        Order = 2 "order",
        /// Takes an invoice back, wholly or partly; its total is negative, and one typed
        /// with a positive total is turned when it is saved.
        CreditNote = 3 "credit_note",
        /// Goods that go to the customer.
        Delivery = 4 "delivery",
    }
}

choice! {
    /// Where the document stands. `paid` follows from the payments.
    pub enum SaleStatus {
        /// Valid and not settled.
        Open = 0 "open",
        /// Not valid yet.
        Draft = 1 "draft",
        /// Settled.
        Paid = 2 "paid",
        /// No longer valid; kept.
        Cancelled = 3 "cancelled",
    }
}

choice! {
    /// How money came in.
    pub enum PaymentMethod {
        /// Notes and coins.
        Cash = 0 "cash",
        /// Debit or credit card.
        Card = 1 "card",
        /// Bank transfer.
        Transfer = 2 "transfer",
        /// Cheque.
        Cheque = 3 "cheque",
        /// Any other way.
        Other = 4 "other",
        /// No money came: what was due is given up.
        WriteOff = 5 "write_off",
    }
}

part! {
    /// One line of a document. Amounts are computed by [`totals`], never typed.
    pub struct Line {
        /// The product, when it is one of the list.
        1 product_id: Option<Id> { ref_kind: Some(Kind::Product) },
        /// The product's code at the time.
        2 sku: String { searched: true },
        /// What was sold, as printed.
        3 description: String { searched: true },
        /// How many; negative for returns.
        4 quantity: Decimal {},
        /// Piece, hour, kg …
        5 unit: String {},
        /// Price of one unit in major units.
        6 unit_price: Decimal {},
        /// Discount in percent.
        7 discount: Decimal { ty: FieldType::Percent },
        /// Tax rate in percent; that of the tax class when the line has one.
        8 tax_rate: Decimal { ty: FieldType::Percent },
        /// Cost of one unit at the time, in major units.
        9 cost: Option<Decimal> {},
        /// After discounts, without tax, in minor units.
        10 net: i64 { ty: FieldType::Money, read_only: true },
        /// The line's tax in minor units.
        11 tax: i64 { ty: FieldType::Money, read_only: true },
        /// Net and tax.
        12 total: i64 { ty: FieldType::Money, read_only: true },
        /// Taken off the line beside the percentage, in minor units.
        13 discount_amount: i64 { ty: FieldType::Money },
        /// The class of tax in the settings; empty for a bare rate.
        14 tax_class: String {},
        /// What the line comes to before the document's discount, with or without tax as
        /// the prices are; what is shown beside it.
        15 amount: i64 { ty: FieldType::Money, read_only: true },
        /// Net in the book's currency; 0 when the document is in it.
        16 book_net: i64 { ty: FieldType::Money, read_only: true },
        /// What other documents call this line; 0 for its place, counted from 1.
        17 key: i64 {},
        /// The line of the document this one was made from; 0 for none.
        18 source_key: i64 {},
        /// The deposit invoice that this line takes off.
        19 deposit_of: Option<Id> {},
        /// Why it has this price, as it was told.
        20 price_reason: String {},
    }
}

part! {
    /// What a document has of one tax. Several taxes of one class follow each other by
    /// their place; the first of them has the net amount of the class.
    pub struct TaxSum {
        /// The class; empty for a bare rate.
        1 tax_class: String {},
        /// As printed.
        2 tax_name: String {},
        /// In percent.
        3 rate: Decimal { ty: FieldType::Percent },
        /// What it is charged on, in minor units.
        4 net: i64 { ty: FieldType::Money },
        /// What it comes to.
        5 tax: i64 { ty: FieldType::Money },
        /// Which of the taxes of its class, from 0.
        6 place: i64 {},
        /// Why it is charged or not.
        7 treatment: TaxTreatment {},
        /// The sentence the document carries for it.
        8 tax_note: String {},
        /// The key of bookkeeping programs.
        9 booking_code: String {},
        /// The net amount in the book's currency; 0 when the document is in it.
        10 book_net: i64 { ty: FieldType::Money },
        /// The tax in the book's currency.
        11 book_tax: i64 { ty: FieldType::Money },
    }
}

part! {
    /// Money received (or, negative, paid back) for a document.
    pub struct Payment {
        /// On which day.
        1 date: NaiveDate {},
        /// How.
        2 method: PaymentMethod {},
        /// How much, in minor units.
        3 amount: i64 { ty: FieldType::Money },
        /// Slip or transfer reference.
        4 reference: String {},
        /// The receipt it is a part of.
        5 receipt_id: Option<Id> {},
        /// How much one unit of the document's currency was in the book's on that day; 0 for
        /// what the document says. What differs is a gain or loss by exchange.
        6 exchange_rate: Decimal {},
    }
}

entity! {
    /// A quote, order, invoice or credit note.
    pub struct Sale : Sale = "sale" {
        /// What people see: `INV-2026-0007`.
        1 number: String { unique: true, searched: true, listed: true, section: "document" },
        /// What the document is.
        2 document_kind: DocumentKind { section: "document", listed: true },
        /// Where it stands.
        3 status: SaleStatus { section: "document", listed: true },
        /// Who bought; empty for a sale over the counter.
        4 customer_id: Option<Id> { ref_kind: Some(Kind::Customer), section: "document", listed: true },
        /// Day of the document.
        5 date: NaiveDate { required: true, section: "document", listed: true },
        /// Day by which it is to be paid.
        6 due_date: Option<NaiveDate> { section: "document" },
        /// Shop, phone, web, rep, dealer …
        7 channel: String { section: "document" },
        /// The customer's own order number.
        8 po_number: String { searched: true, section: "document" },
        /// The campaign it answers.
        9 campaign_id: Option<Id> { ref_kind: Some(Kind::Campaign), section: "document", importable: false },
        /// What was sold.
        10 lines: Vec<Line> { searched: true, section: "lines" },
        /// Discount on the whole document in percent.
        11 discount: Decimal { ty: FieldType::Percent, section: "lines" },
        /// Shipping in minor units, with or without tax as the prices are.
        12 shipping: i64 { ty: FieldType::Money, section: "lines" },
        /// Whether the unit prices include tax.
        13 prices_include_tax: bool { section: "lines" },
        /// Payments so far.
        14 payments: Vec<Payment> { section: "payments" },
        /// Sum of the lines' net and shipping.
        15 net: i64 { ty: FieldType::Money, read_only: true, importable: false, section: "totals" },
        /// Sum of the lines' tax.
        16 tax: i64 { ty: FieldType::Money, read_only: true, importable: false, section: "totals" },
        /// Net and tax.
        17 total: i64 { ty: FieldType::Money, read_only: true, importable: false, listed: true, section: "totals" },
        /// Sum of the payments.
        18 paid: i64 { ty: FieldType::Money, read_only: true, importable: false, section: "totals" },
        /// Still to be paid.
        19 due: i64 { ty: FieldType::Money, read_only: true, importable: false, listed: true, section: "totals" },
        /// The number it had in the program it was imported from, or as the quote or order
        /// it was made of.
        20 external_number: String { searched: true, section: "document" },
        /// Discount on the whole document beside the percentage, in minor units.
        21 discount_amount: i64 { ty: FieldType::Money, section: "lines" },
        /// The class of tax on the shipping; empty for a bare rate.
        22 shipping_tax_class: String { section: "lines" },
        /// The rate of tax on the shipping, in percent.
        23 shipping_tax_rate: Decimal { ty: FieldType::Percent, section: "lines" },
        /// Where tax is rounded.
        24 tax_rounding: TaxRounding { section: "lines" },
        /// The total is a multiple of this, in major units; 0 for any amount.
        25 cash_rounding: Decimal { section: "lines" },
        /// ISO 4217 code of the document's currency; empty for the book's. All amounts of the
        /// document but the `book_…` ones are in it.
        26 currency: String { section: "document" },
        /// How much one unit of the document's currency is in the book's.
        27 exchange_rate: Decimal { section: "document" },
        /// The tax on the shipping.
        28 shipping_tax: i64 { ty: FieldType::Money, read_only: true, importable: false, section: "totals" },
        /// What rounding to coins added to net and tax.
        29 rounding: i64 { ty: FieldType::Money, read_only: true, importable: false, section: "totals" },
        /// The taxes of the document, in ascending order of the rates.
        30 taxes: Vec<TaxSum> { read_only: true, importable: false, section: "totals" },
        /// Net in the book's currency; 0 when the document is in it, as are the next three.
        31 book_net: i64 { ty: FieldType::Money, read_only: true, importable: false, section: "totals" },
        /// Tax in the book's currency.
        32 book_tax: i64 { ty: FieldType::Money, read_only: true, importable: false, section: "totals" },
        /// The total in the book's currency.
        33 book_total: i64 { ty: FieldType::Money, read_only: true, importable: false, section: "totals" },
        /// Still to be paid in the book's currency.
        34 book_due: i64 { ty: FieldType::Money, read_only: true, importable: false, section: "totals" },
        /// What the discounts on the whole document take off its lines.
        35 discount_total: i64 { ty: FieldType::Money, read_only: true, importable: false, section: "totals" },
        /// The document it was made from.
        36 from_id: Option<Id> { ref_kind: Some(Kind::Sale), read_only: true, importable: false, section: "chain" },
        /// Last day on which a quote can be accepted.
        37 valid_until: Option<NaiveDate> { section: "document" },
        /// When a quote was accepted.
        38 accepted_on: Option<NaiveDate> { section: "delivery" },
        /// When a quote was declined.
        39 declined_on: Option<NaiveDate> { section: "delivery" },
        /// The day that was promised.
        40 promised_date: Option<NaiveDate> { section: "delivery" },
        /// When the goods left.
        41 shipped_date: Option<NaiveDate> { section: "delivery" },
        /// When they arrived.
        42 delivered_date: Option<NaiveDate> { section: "delivery" },
        /// Who carries them.
        43 carrier: String { section: "delivery" },
        /// The carrier's number.
        44 tracking: String { searched: true, section: "delivery" },
        /// It asks for money before the goods; later invoices take it off.
        45 deposit: bool { read_only: true, importable: false, section: "chain" },
        /// When an order is invoiced again, as an RFC 5545 rule.
        46 recurrence: String { section: "chain" },
        /// The day of the next such invoice.
        47 next_on: Option<NaiveDate> { section: "chain" },
        /// Whether goods leave the stock, or come back, with it.
        48 moves_stock: bool { read_only: true, importable: false, section: "chain" },
        /// Where the goods leave from, or come back to.
        49 location: String { section: "delivery" },
        /// Whether the goods of a credit note come back.
        50 returns_goods: bool { section: "delivery" },
        /// The campaign's word that the customer gave.
        51 offer_code: String { section: "document" },
        /// The level of the last reminder.
        52 dunning_level: i64 { section: "payments" },
        /// When it went out.
        53 dunned_on: Option<NaiveDate> { section: "payments" },
        /// The customer's account it was posted to, where that is another by now.
        54 posted_account: String { read_only: true, importable: false, section: "payments" },
    }
}

impl Sale {
    /// The tag of [`Sale::posted_account`], for reading it alone.
    pub(crate) const POSTED_ACCOUNT: u16 = 54;

    /// Net, tax, total and what is due, in the book's currency.
    pub fn in_book(&self) -> BookFigures {
        match self.currency.is_empty() {
            true => BookFigures { net: self.net, tax: self.tax, total: self.total, due: self.due },
            false => BookFigures {
                net: self.book_net,
                tax: self.book_tax,
                total: self.book_total,
                due: self.book_due,
            },
        }
    }

    /// Whether it is a claim for money or takes one back, and valid.
    pub fn counts(&self) -> bool {
        matches!(self.document_kind, DocumentKind::Invoice | DocumentKind::CreditNote)
            && matches!(self.status, SaleStatus::Open | SaleStatus::Paid)
    }
}

impl Line {
    /// What other documents call the line that stands at this place (from 0).
    pub fn key_at(&self, index: usize) -> i64 {
        if self.key == 0 { index as i64 + 1 } else { self.key }
    }
}

/// A document's figures in minor units of the book's currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BookFigures {
    /// Without tax.
    pub net: i64,
    /// The tax.
    pub tax: i64,
    /// With tax, and rounded to coins.
    pub total: i64,
    /// Still to be paid.
    pub due: i64,
}

impl TaxSum {
    /// The net amount of its class and its tax in the book's currency, for a document with
    /// this currency.
    pub fn in_book(&self, currency: &str) -> (i64, i64) {
        if currency.is_empty() { (self.net, self.tax) } else { (self.book_net, self.book_tax) }
    }
}

#[cfg(test)]
pub(crate) mod tests;
