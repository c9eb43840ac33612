//! Sales: one document with its lines, from quote to credit note.

use crate::entity::{FieldType, Kind};
use crate::{Id, choice, entity, part};
use chrono::NaiveDate;
use rust_decimal::Decimal;

pub(crate) mod check;
pub mod facts;
pub mod pay;
pub mod totals;

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
        /// Tax rate in percent.
        8 tax_rate: Decimal { ty: FieldType::Percent },
        /// Cost of one unit at the time, in major units.
        9 cost: Option<Decimal> {},
        /// After discounts, without tax, in minor units.
        10 net: i64 { ty: FieldType::Money, read_only: true },
        /// The line's tax in minor units.
        11 tax: i64 { ty: FieldType::Money, read_only: true },
        /// Net and tax.
        12 total: i64 { ty: FieldType::Money, read_only: true },
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
        /// Shipping in minor units, without further tax.
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
    }
}

#[cfg(test)]
mod tests;
