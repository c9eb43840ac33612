//! The journal as a file in the manner of DATEV (Buchungsstapel, EXTF 700): one row per
//! document and tax with the gross amount, one per payment, in Windows-1252 with CRLF.

use super::catalog::ReportParams;
use super::format;
use super::frame::Frame;
use super::journal::Accounts;
use super::ledger::{customer, documents, span, taxes};
use super::payments_journal::paid;
use super::value::Cell;
use crate::Result;
use crate::facts::Facts;
use crate::money::digits;
use crate::sales::rates::Rules;
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

/// The columns, as DATEV names them.
const COLUMNS: &str = "Umsatz (ohne Soll/Haben-Kz);Soll/Haben-Kennzeichen;WKZ Umsatz;Kurs;Basis-Umsatz;WKZ Basis-Umsatz;Konto;Gegenkonto (ohne BU-Schlüssel);BU-Schlüssel;Belegdatum;Belegfeld 1;Belegfeld 2;Skonto;Buchungstext";

/// One row: which accounts, how much (negative: the other way round), what for.
struct Row<'a> {
    amount: i64,
    account: &'a str,
    contra: &'a str,
    date: NaiveDate,
    document: &'a str,
    text: &'a str,
}

/// The bytes of the file for [`ReportParams::from`] to [`ReportParams::to`].
pub fn render(facts: &Facts, today: NaiveDate, params: &ReportParams) -> Result<Vec<u8>> {
    let frame = Frame::of(facts, today);
    let (from, to) = span(facts, &frame, params)?;
    let accounts = Accounts::of(&frame.settings);
    let rules = Rules::of(&frame.settings);
    let length = accounts.receivables.len().clamp(4, 8);
    let day = |date: NaiveDate| date.format("%Y%m%d").to_string();
    let mut text = format!(
        "\"EXTF\";700;21;\"Buchungsstapel\";13;{}000000000;;\"RE\";\"\";\"\";1001;1;{};{length};{};{};\"\";\"\";1;0;0;\"{}\";;\"\";;;\"\";;;\"\";\"\"\r\n{COLUMNS}\r\n",
        day(today),
        day(from.with_ordinal(1).unwrap_or(from)),
        day(from),
        day(to),
        frame.currency.code(),
    );
    for sale in documents(facts, Some(from), to) {
        let name = customer(facts, &frame, &sale);
        let figures = sale.in_book();
        let parts = taxes(&sale, &rules);
        let mut add = |contra: &str, amount: i64| {
            let (account, document) = (accounts.receivables.as_str(), sale.number.as_str());
            write(
                &mut text,
                &frame,
                &Row { amount, account, contra, date: sale.date, document, text: &name },
            );
        };
        for first in parts.iter().filter(|part| part.place == 0) {
            let of_class =
                parts.iter().filter(|p| p.tax_class == first.tax_class && p.treatment == first.treatment);
            let tax: i64 = match first.tax_class.is_empty() {
                true => first.in_book(&sale.currency).1,
                false => of_class.map(|part| part.in_book(&sale.currency).1).sum(),
            };
            let own = first.booking_code.as_str();
            add(if own.is_empty() { &accounts.revenue } else { own }, first.in_book(&sale.currency).0 + tax);
        }
        add(&accounts.differences, figures.total - figures.net - figures.tax);
    }
    for paid in paid(facts, &frame, from, to) {
        let (account, contra) = (accounts.money(paid.method), accounts.receivables.as_str());
        let (document, amount, date) = (paid.number.as_str(), paid.amount, paid.date);
        write(&mut text, &frame, &Row { amount, account, contra, date, document, text: &paid.customer });
    }
    Ok(encoding_rs::WINDOWS_1252.encode(&text).0.into_owned())
}

fn write(out: &mut String, frame: &Frame, row: &Row<'_>) {
    if row.amount == 0 {
        return;
    }
    let amount = format::exact(&Cell::Decimal(Decimal::new(row.amount.abs(), digits(frame.currency))));
    let quoted = |text: &str, most: usize| {
        let short: String = text.chars().filter(|c| !c.is_control()).take(most).collect();
        format!("\"{}\"", short.replace('"', "\"\""))
    };
    let line = [
        amount.replace('.', ","),
        if row.amount < 0 { "\"H\"" } else { "\"S\"" }.to_owned(),
        quoted(frame.currency.code(), 3),
        String::new(),
        String::new(),
        String::new(),
        row.account.to_owned(),
        row.contra.to_owned(),
        String::new(),
        row.date.format("%d%m").to_string(),
        quoted(row.document, 36),
        String::new(),
        String::new(),
        quoted(row.text, 60),
    ];
    out.push_str(&line.join(";"));
    out.push_str("\r\n");
}
