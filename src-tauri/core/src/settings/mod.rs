//! The one record about the business itself, and the series of numbers.

use crate::attachments::Attachment;
use crate::entity::{FieldType, Kind};
use crate::stock::NegativeStock;
use crate::{Id, entity};
use chrono::NaiveDate;
use iso_currency::Currency;
use rust_decimal::Decimal;

pub(crate) mod check;
pub mod nouns;
pub mod tax;
pub(crate) mod words;

use tax::{TaxRate, TaxRounding};

/// The identity of the settings record; there is one in every book.
pub const SETTINGS_ID: Id = Id([0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);

/// The tag of [`Settings::closed_until`], for reading it alone.
pub(crate) const CLOSED_UNTIL: u16 = 45;

/// The tag of [`Settings::country`], for reading it alone.
pub(crate) const COUNTRY: u16 = 7;

/// The tag of [`Settings::series_language`], for reading it alone.
pub(crate) const SERIES_LANGUAGE: u16 = 104;

/// Tag of [`Settings::zone`].
pub(crate) const ZONE: u16 = 61;

entity! {
    /// What the book knows about the business.
    pub struct Settings : Settings = "settings" {
        /// The shop's name, on every document.
        1 business_name: String { required: true, section: "business" },
        /// Its address, as printed.
        2 address: String { ty: FieldType::LongText, section: "business" },
        /// VAT or tax number.
        3 tax_number: String { section: "business" },
        /// E-mail address.
        4 email: String { section: "business" },
        /// Telephone.
        5 phone: String { section: "business" },
        /// ISO 4217 code of the book's currency.
        6 currency: String { required: true, section: "money" },
        /// ISO 3166 code of the country; numbers without a prefix are read as there.
        7 country: String { section: "business" },
        /// Language of documents, as a tag such as `de`.
        8 language: String { section: "business" },
        /// Tax rate for new products and lines, in percent.
        9 default_tax_rate: Decimal { ty: FieldType::Percent, section: "money" },
        /// Whether prices include tax.
        10 prices_include_tax: bool { section: "money" },
        /// Days until an invoice is due.
        11 payment_terms_days: i64 { section: "money" },
        /// Who works at this seat.
        12 user_name: String { section: "business" },
        /// Light, dark or system.
        13 theme: String { section: "appearance" },
        /// Comfortable or compact.
        14 density: String { section: "appearance" },
        /// The taxes there are.
        40 tax_rates: Vec<TaxRate> { section: "money" },
        /// Where new documents round their tax.
        41 tax_rounding: TaxRounding { section: "money" },
        /// New documents come to a multiple of this, in major units (0.05); 0 for any amount.
        42 cash_rounding: Decimal { section: "money" },
        /// What happens when more is sold than there is.
        43 negative_stock: NegativeStock { section: "stock" },
        /// Days after the due day on which reminders go out, such as `7, 21, 35`.
        44 dunning_days: String { section: "money" },
        /// Nothing of this day or before may be written any more.
        45 closed_until: Option<NaiveDate> { section: "money" },
        /// The bookkeeping program's account for what customers owe.
        46 account_receivables: String { section: "money" },
        /// Its account for the till.
        47 account_cash: String { section: "money" },
        /// Its account for the bank.
        48 account_bank: String { section: "money" },
        /// Its account for revenue, where a tax names none of its own.
        49 account_revenue: String { section: "money" },
        /// Its account for the tax that is owed.
        50 account_tax: String { section: "money" },
        /// Its account for rounding and what is written off.
        51 account_differences: String { section: "money" },
        /// Its account for what is gained because a currency rose before it was paid.
        101 account_exchange_gain: String { section: "money" },
        /// Its account for what is lost because a currency fell before it was paid.
        102 account_exchange_loss: String { section: "money" },
        /// Whether every customer has an account of its own in the bookkeeping program.
        103 debtor_accounts: bool { section: "money" },
        /// VAT identification number, such as `DE123456789`.
        70 vat_number: String { section: "business" },
        /// What letters carry at their foot: register, managing directors, opening hours.
        71 letter_foot: String { ty: FieldType::LongText, section: "business" },
        /// The bank's name.
        72 bank_name: String { section: "money" },
        /// The account customers pay into.
        73 iban: String { section: "money" },
        /// The bank's code, for payments from abroad.
        74 bic: String { section: "money" },
        /// In whose name the account is; empty for the business.
        75 account_holder: String { section: "money" },
        /// What the first, second and last reminder cost, in major units, such as `0; 5; 10`.
        76 dunning_fees: String { section: "money" },
        /// The adviser's number at DATEV.
        77 datev_adviser: String { section: "money" },
        /// The client's number there.
        78 datev_client: String { section: "money" },
        /// The month in which the business year begins, 1 to 12; 0 for January.
        79 fiscal_year_month: i64 { section: "money" },
        /// Categories of products that are there before a product is.
        100 categories: Vec<String> { read_only: true, importable: false, section: "categories" },
        /// The language that the book was made in, in which its numbers begin (`INV`, `RE`). It stays
        /// when the language changes, or a year would have invoices of two series; empty in books
        /// from before, whose numbers are English.
        104 series_language: String { read_only: true, importable: false, section: "business" },
        /// The zone of the clock on the wall, as an IANA name such as `Europe/Berlin`; empty for
        /// that of the computer.
        61 zone: String { section: "business" },
        /// The picture at the head of documents: one PNG or JPEG, or none.
        62 logo: Vec<Attachment> { ty: FieldType::Files, importable: false, section: "business" },
        /// A folder in which a calendar file with the open follow-ups is kept up to date.
        63 calendar_folder: String { section: "business", importable: false },
        /// What a customer is called here: member, patient, donor … Empty for customer.
        64 customer_noun: String { section: "business" },
        /// What several of them are called.
        65 customer_nouns: String { section: "business" },
        /// The stages of deals, pipeline by pipeline in their order; none for the usual ones.
        60 stages: Vec<crate::deals::Stage> { section: "deals" },
    }
}

entity! {
    /// The next number of a series without gaps.
    pub struct Series : Series = "series" {
        /// The series, e.g. `INV-2026`.
        1 name: String { required: true, section: "series" },
        /// The number that will be given next.
        2 next: i64 { section: "series" },
    }
}

impl Settings {
    /// How many digits the accounts of the bookkeeping program have: those of the one for what
    /// customers owe, 4 to 8. The account of one customer has a digit more.
    pub fn account_length(&self) -> u32 {
        match self.account_receivables.trim().chars().count() {
            0 => 4,
            digits => digits.clamp(4, 8) as u32,
        }
    }

    /// The book's currency; euro when the code is not one of ISO 4217.
    pub fn currency(&self) -> Currency {
        Currency::from_code(&self.currency).unwrap_or(Currency::EUR)
    }
}

/// The identity of a series record, derived from its name so that a series exists once.
pub fn series_id(name: &str) -> Id {
    let hash = crate::entity::codec::stable_hash(name.as_bytes());
    let mut id = [0xfe; 16];
    id[8..].copy_from_slice(&hash.to_be_bytes());
    Id(id)
}

/// What [`Kind::Series`] and [`Kind::Settings`] have in common: they belong to the
/// book, not to a list, and are never trashed.
pub fn is_internal(kind: Kind) -> bool {
    matches!(kind, Kind::Settings | Kind::Series)
}
