//! The customers with their accounts as a file in the manner of DATEV (Debitoren/Kreditoren,
//! EXTF 700, category 16, format version 5 of DATEV's published interface), in Windows-1252
//! with CRLF. It goes before the journal, so that its accounts have names.

use super::datev::{head, year_of};
use super::frame::Frame;
use crate::customers::{Address, Customer, CustomerKind, debtors};
use crate::facts::Facts;
use crate::normalise::phone::region_of;
use chrono::NaiveDate;

/// The columns, as DATEV names them.
const COLUMNS: &str = "Konto;Name (Adressattyp Unternehmen);Unternehmensgegenstand;Name (Adressattyp natürl. Person);Vorname (Adressattyp natürl. Person);Name (Adressattyp keine Angabe);Adressattyp;Kurzbezeichnung;EU-Land;EU-UStID;Anrede;Titel/Akad. Grad;Adelstitel;Namensvorsatz;Adressart;Straße;Postfach;Postleitzahl;Ort;Land;Versandzusatz;Adresszusatz;Abweichende Anrede;Abw. Zustellbezeichnung 1;Abw. Zustellbezeichnung 2;Kennz. Korrespondenzadresse;Adresse Gültig von;Adresse Gültig bis;Telefon;Bemerkung (Telefon);Telefon GL;Bemerkung (Telefon GL);E-Mail";

/// The bytes of the file, and how many customers are in it.
pub fn render(facts: &Facts, today: NaiveDate) -> (Vec<u8>, usize) {
    let frame = Frame::of(facts, today);
    let begins = year_of(today, frame.settings.fiscal_year_month);
    let mut text = head(&frame, "16;\"Debitoren/Kreditoren\";5", begins, ";", ";;");
    text.push_str(COLUMNS);
    text.push_str("\r\n");
    let customers = debtors::numbered(facts);
    for customer in &customers {
        text.push_str(&row(customer, &frame.settings.country).join(";"));
        text.push_str("\r\n");
    }
    (encoding_rs::WINDOWS_1252.encode(&text).0.into_owned(), customers.len())
}

/// Text within quotes, no longer than DATEV takes it.
fn quoted(text: &str, most: usize) -> String {
    let short: String = text.trim().chars().filter(|c| !c.is_control()).take(most).collect();
    format!("\"{}\"", short.replace('"', "\"\""))
}

fn row(customer: &Customer, home: &str) -> Vec<String> {
    let none = Address::default();
    let address = customer.addresses.first().unwrap_or(&none);
    let country = region_of(&address.country).unwrap_or_else(|| home.to_owned());
    let company = customer.kind == CustomerKind::Company;
    let first = [&customer.first_name, &customer.middle_name].map(String::as_str).join(" ");
    let own = |of_company: bool, text: &str, most: usize| {
        quoted(if of_company == company { text } else { "" }, most)
    };
    let last = if customer.last_name.is_empty() { &customer.company_name } else { &customer.last_name };
    let vat: String = customer.tax_id.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
    let (land, number) = match vat.split_at_checked(2) {
        Some((land, rest)) if land.chars().all(|c| c.is_ascii_uppercase()) => (land, rest),
        _ => ("", ""),
    };
    let street = address.street.lines().map(str::trim).collect::<Vec<_>>().join(", ");
    let phone = customer.phones.first().map_or("", |phone| phone.number.as_str());
    let email = customer.emails.first().map_or("", |email| email.address.as_str());
    let mut cells = vec![
        customer.debtor_account.clone(),
        own(true, &customer.company_name, 50),
        quoted(if company { &customer.industry } else { "" }, 50),
        own(false, last, 30),
        own(false, &first, 30),
        quoted("", 50),
        // 1 a person, 2 a company.
        quoted(if company { "2" } else { "1" }, 1),
        quoted(&customer.number, 15),
        quoted(land, 2),
        quoted(number, 13),
        quoted(&customer.salutation, 30),
        quoted("", 25),
        quoted("", 15),
        quoted("", 14),
        // A street, not a box.
        quoted("STR", 3),
        quoted(&street, 36),
        quoted("", 10),
        quoted(&address.postal_code, 10),
        quoted(&address.city, 30),
        quoted(&country, 2),
    ];
    cells.resize(28, String::new());
    cells.extend([quoted(phone, 60), quoted("", 40), quoted("", 60), quoted("", 40), quoted(email, 60)]);
    cells
}
