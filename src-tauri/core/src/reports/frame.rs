//! What every report of a book shares: the language, the currency, the letterhead.

use super::format::{self, Locale};
use super::labels::Labels;
use super::value::{Cell, Letterhead, Report};
use crate::customers::reach::{has_wishes, may_reach};
use crate::customers::{Channel, Customer};
use crate::entity::{Kind, codec};
use crate::facts::{Facts, Table};
use crate::money::Money;
use crate::normalise::day::in_order;
use crate::settings::Settings;
use crate::{Id, Result};
use chrono::NaiveDate;
use iso_currency::Currency;
use rust_decimal::Decimal;

/// Language, currency and letterhead of a book's reports.
pub(super) struct Frame {
    pub labels: &'static Labels,
    pub locale: Locale,
    pub currency: Currency,
    pub settings: Settings,
    pub today: NaiveDate,
}

impl Frame {
    /// From the settings of the book.
    pub fn of(facts: &Facts, today: NaiveDate) -> Self {
        Self::with(facts.settings(), today)
    }

    /// From these settings.
    pub fn with(settings: Settings, today: NaiveDate) -> Self {
        Self {
            labels: Labels::of(&settings.language),
            locale: Locale::for_language(&settings.language),
            currency: settings.currency(),
            settings,
            today,
        }
    }

    /// As [`Frame::of`], but in the language of the customer where the program speaks it.
    pub fn for_customer(facts: &Facts, today: NaiveDate, customer: Option<Id>) -> Self {
        let mut settings = facts.settings();
        let row = customer.and_then(|id| facts.table(Kind::Customer).present(id));
        let language = row
            .map(|row| {
                facts.table(Kind::Customer).text(row, crate::customers::LANGUAGE).trim().to_lowercase()
            })
            .filter(|language| ["de", "en"].iter().any(|known| language.starts_with(known)));
        if let Some(language) = language.filter(|l| settings.language.get(..2) != l.get(..2)) {
            settings.language = language;
        }
        Self::with(settings, today)
    }

    /// A report with a title and letterhead and nothing else yet.
    pub fn report(&self, name: &str, title: &str) -> Report {
        let contact = [&self.settings.phone, &self.settings.email, &self.settings.tax_number];
        let address = self.settings.address.lines().map(str::trim).filter(|line| !line.is_empty());
        Report {
            name: name.to_owned(),
            title: title.to_owned(),
            period: None,
            letterhead: Letterhead {
                business: self.settings.business_name.clone(),
                lines: address
                    .chain(contact.into_iter().map(String::as_str).filter(|line| !line.is_empty()))
                    .map(str::to_owned)
                    .collect(),
                logo: Vec::new(),
            },
            recipient: None,
            filters: Vec::new(),
            kpis: Vec::new(),
            charts: Vec::new(),
            tables: Vec::new(),
            notes: Vec::new(),
            created: self.today,
            letter: None,
        }
    }

    /// An amount in minor units as a cell.
    pub fn money(&self, minor: i64) -> Cell {
        Cell::Money(Money::new(minor, self.currency))
    }

    /// What one of something costs, in major units of the book's currency and with as many places as it has.
    pub fn price(&self, price: Decimal) -> Cell {
        Cell::Price(price, self.currency)
    }

    /// An amount in minor units as a drawing has it, in major units.
    pub fn major(&self, minor: i64) -> f64 {
        minor as f64 / 10_f64.powi(crate::money::digits(self.currency) as i32)
    }

    /// A cell as people read it.
    pub fn text(&self, cell: &Cell) -> String {
        format::text(cell, &self.locale)
    }
}

/// A label with its `{}` replaced, from left to right.
pub(super) fn filled(label: &str, parts: &[&str]) -> String {
    parts.iter().fold(label.to_owned(), |text, part| text.replacen("{}", part, 1))
}

/// A day from the number that the columns keep; the first day there is for 0.
pub(super) fn day_of(number: i32) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(number).unwrap_or_default()
}

/// The text of the first entry of a list of parts, read without decoding the record:
/// the first telephone number, the town of the first address.
pub(super) fn first_part(table: &Table, row: u32, list: u16, sub: u16) -> String {
    codec::raw_field(table.bytes(row), list)
        .and_then(|list| codec::list_items(list).next())
        .and_then(|part| codec::raw_part_field(part, sub))
        .and_then(|text| std::str::from_utf8(text).ok())
        .unwrap_or_default()
        .to_owned()
}

/// The first telephone number of a customer, as typed; for those who do not wish to be called
/// it says so instead, since what is printed is called.
pub(super) fn phone(facts: &Facts, labels: &Labels, customer: u32) -> String {
    let table = facts.table(Kind::Customer);
    let refuses = |customer: Customer| !may_reach(&customer, Channel::Call);
    if has_wishes(facts, customer) && facts.get(table.id(customer)).is_ok_and(refuses) {
        return labels.no_calls.to_owned();
    }
    first_part(table, customer, 12, 2)
}

/// First and last day, refused when they are the wrong way round.
pub(super) fn period(
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    first: NaiveDate,
    today: NaiveDate,
) -> Result<(NaiveDate, NaiveDate)> {
    let last = to.unwrap_or(today);
    let from = from.unwrap_or_else(|| first.min(last));
    in_order(from, last)?;
    Ok((from, last))
}
