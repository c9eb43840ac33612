//! The rules of the settings.

use super::{SETTINGS_ID, Series, Settings};
use crate::book::Tx;
use crate::entity::Kind;
use crate::normalise::email;
use crate::say;
use crate::{Error, Result};
use iso_currency::Currency;
use rust_decimal::Decimal;

/// The country and the currency must exist; the currency stays once there are sales: their amounts are in it.
pub fn check(settings: &mut Settings, tx: &Tx<'_>) -> Result<()> {
    if settings.meta.id != SETTINGS_ID {
        return Err(Error::Conflict(say!(
            "A book has its settings already. Change them instead of making others."
        )));
    }
    settings.currency = settings.currency.to_uppercase();
    settings.country = settings.country.to_uppercase();
    let Some(currency) = Currency::from_code(&settings.currency) else {
        return Err(Error::invalid(
            "settings",
            "currency",
            say!("Use the three letters of a currency, such as EUR, USD or CHF."),
        ));
    };
    // Phone numbers are read as they are dialled there.
    if !settings.country.is_empty() && !known_country(&settings.country) {
        return Err(Error::invalid(
            "settings",
            "country",
            say!("“{}” is not a country. Use its two letters, such as DE, US or CH.", settings.country),
        ));
    }
    settings.iban = settings.iban.trim().to_uppercase();
    if !settings.iban.is_empty() && crate::payments::epc::iban(&settings.iban).is_none() {
        return Err(Error::invalid(
            "settings",
            "iban",
            say!(
                "“{}” is not an account number (IBAN): a digit is missing, too many or exchanged.",
                settings.iban
            ),
        ));
    }
    address(settings, &tx.facts().settings().email)?;
    if !(0..=12).contains(&settings.fiscal_year_month) {
        return Err(Error::invalid(
            "settings",
            "fiscal_year_month",
            say!("The business year begins in a month from 1 to 12."),
        ));
    }
    if settings.payment_terms_days < 0 {
        return Err(Error::invalid(
            "settings",
            "payment_terms_days",
            say!("An invoice cannot be due before its own day. Give 0 or more days."),
        ));
    }
    if !settings.zone.is_empty() && settings.zone.parse::<chrono_tz::Tz>().is_err() {
        return Err(Error::invalid(
            "settings",
            "zone",
            say!(
                "“{}” is not a time zone. Use a name such as Europe/Berlin or America/New_York.",
                settings.zone
            ),
        ));
    }
    if settings.logo.len() > 1 || settings.logo.iter().any(|file| !file.is_printable_picture()) {
        return Err(Error::invalid(
            "settings",
            "logo",
            say!("The logo must be one picture, as a PNG or JPEG file."),
        ));
    }
    crate::deals::stages::check(settings, tx)?;
    let facts = tx.facts();
    let before = facts.settings();
    super::tax::check(&settings.tax_rates, &before.tax_rates, tx)?;
    let coins = settings.cash_rounding * Decimal::from(10_i64.pow(crate::money::digits(currency)));
    if settings.cash_rounding < Decimal::ZERO || !coins.is_integer() {
        return Err(Error::invalid(
            "settings",
            "cash_rounding",
            say!("Give the smallest coin, such as 0.05, or 0 when every amount can be paid."),
        ));
    }
    if facts.table(Kind::Sale).present_rows().next().is_some() && before.currency() != currency {
        return Err(Error::invalid(
            "settings",
            "currency",
            say!("The book already has sales in {}, so its currency can no longer change.", before.currency),
        ));
    }
    crate::products::check::tax_rate("settings", "default_tax_rate", settings.default_tax_rate)
}

/// The address of the business stands on its letters. One that a book has had for long hinders no other setting.
fn address(settings: &mut Settings, before: &str) -> Result<()> {
    settings.email = email::tidy(&settings.email);
    if settings.email.is_empty() || settings.email == before || email::plausible(&settings.email) {
        return Ok(());
    }
    Err(Error::invalid(
        "settings",
        "email",
        say!("“{}” is not an e-mail address. It should look like name@example.com.", settings.email),
    ))
}

/// A series only goes on: a number that was given is never given again.
pub fn series(series: &Series, tx: &Tx<'_>) -> Result<()> {
    let given = tx.facts().get::<Series>(series.meta.id).map_or(0, |before| before.next);
    if series.next < given {
        return Err(Error::invalid(
            "series",
            "next",
            say!(
                "{} has been counted up to {}. A series of numbers cannot be set back, or a number would be given twice.",
                series.name,
                given - 1
            ),
        ));
    }
    Ok(())
}

/// Whether this is the code of a country, and not another way to write one.
fn known_country(code: &str) -> bool {
    crate::normalise::phone::region_of(code).as_deref() == Some(code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Book, By, NewBook, Source};
    use crate::clock::ManualClock;
    use crate::customers::Customer;
    use crate::entity::Entity;
    use crate::settings::SETTINGS_ID;
    use chrono::{TimeZone, Utc};
    use std::sync::Arc;

    fn create(home: &tempfile::TempDir, country: &str) -> Result<Book> {
        let clock = Arc::new(ManualClock::new(Utc.with_ymd_and_hms(2026, 3, 2, 9, 0, 0).unwrap(), 3));
        let new = NewBook {
            name: "Linden".into(),
            currency: "EUR".into(),
            country: country.into(),
            user_name: "Ana".into(),
        };
        Book::create(&home.path().join("shop"), &new, clock)
    }

    fn refused<E: Entity>(book: &Book, mut record: E) -> String {
        let by = By { actor: "Ana".into(), source: Source::Window };
        match book.transact(&by, "Change", |tx| tx.save(&mut record)) {
            Err(Error::Invalid { field, .. }) => field,
            _ => String::new(),
        }
    }

    #[test]
    fn a_country_that_does_not_exist_is_refused_as_a_currency_is() {
        let home = tempfile::tempdir().unwrap();
        let book = create(&home, "DE").unwrap();
        let settings: Settings = book.facts().get(SETTINGS_ID).unwrap();
        let with = |country: &str| Settings { country: country.into(), ..settings.clone() };
        assert_eq!(refused(&book, with("QQ")), "country", "phone numbers would be read as those of nowhere");
        for country in ["ch", "GB", "US", ""] {
            assert_eq!(refused(&book, with(country)), "", "{country} is one, and none may be given");
        }
        let late = Settings { payment_terms_days: -1, ..settings.clone() };
        assert_eq!(refused(&book, late), "payment_terms_days");
    }

    #[test]
    fn the_address_of_the_business_is_checked_as_every_other_is() {
        let home = tempfile::tempdir().unwrap();
        let book = create(&home, "DE").unwrap();
        let settings: Settings = book.facts().get(SETTINGS_ID).unwrap();
        let with = |email: &str| Settings { email: email.into(), ..settings.clone() };
        assert_eq!(refused(&book, with("not an email")), "email", "it would stand on every letter");
        assert_eq!(refused(&book, with(" hello@linden.example ")), "");
        let kept: Settings = book.facts().get(SETTINGS_ID).unwrap();
        assert_eq!(kept.email, "hello@linden.example");
        assert_eq!(refused(&book, Settings { email: String::new(), ..kept }), "", "there may be none");
    }

    #[test]
    fn a_book_has_its_settings_once() {
        let home = tempfile::tempdir().unwrap();
        let book = create(&home, "DE").unwrap();
        let mut second = Settings { currency: "EUR".into(), ..Settings::default() };
        let by = By { actor: "Ana".into(), source: Source::Window };
        let refused = book.transact(&by, "Second", |tx| tx.save(&mut second)).unwrap_err();
        assert!(refused.to_string().contains("settings already"), "{refused}");
    }

    #[test]
    fn terms_of_a_customer_that_no_invoice_could_follow_are_refused() {
        let home = tempfile::tempdir().unwrap();
        let book = create(&home, "DE").unwrap();
        let anna = Customer { last_name: "Jensen".into(), ..Customer::default() };
        for percent in [-1, 101] {
            let generous = Customer { discount: Some(percent.into()), ..anna.clone() };
            assert_eq!(refused(&book, generous), "discount", "{percent} %");
        }
        let early = Customer { payment_terms_days: Some(-5), ..anna.clone() };
        assert_eq!(refused(&book, early), "payment_terms_days");
        let usual = Customer { discount: Some(100.into()), payment_terms_days: Some(0), ..anna };
        assert_eq!(refused(&book, usual), "");
    }
}
