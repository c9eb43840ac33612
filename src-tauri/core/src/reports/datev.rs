//! The journal as a file in the manner of DATEV (Buchungsstapel, EXTF 700, format version 13
//! of DATEV's published interface): one row per document and tax with the gross amount, one
//! per payment, in Windows-1252 with CRLF. A row names day and month only, so a file is about
//! one business year.

use super::catalog::ReportParams;
use super::format;
use super::frame::Frame;
use super::journal::Accounts;
use super::ledger::{customer, documents, span, taxes};
use super::payments_journal::paid;
use super::value::Cell;
use crate::facts::Facts;
use crate::money::digits;
use crate::sales::rates::Rules;
use crate::settings::Settings;
use crate::{Error, Result, say};
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
    let last = params.to.unwrap_or(today);
    let begins = year_of(last, frame.settings.fiscal_year_month);
    // Without a first day: as much of the business year as there is.
    let from = params.from.unwrap_or(begins.min(last));
    let (from, to) = span(facts, &frame, &ReportParams { from: Some(from), ..params.clone() })?;
    if from < begins {
        return Err(Error::Conflict(say!(
            "The days from {} to {} lie in two business years. A file for DATEV holds one: write one for each.",
            from,
            to
        )));
    }
    let accounts = Accounts::of(&frame.settings);
    let rules = Rules::of(&frame.settings);
    let days = format!("{};{}", day(from), day(to));
    let mut text = head(&frame, "21;\"Buchungsstapel\";13", begins, &days, "1;0;0");
    text.push_str(COLUMNS);
    text.push_str("\r\n");
    for sale in documents(facts, Some(from), to) {
        let name = customer(facts, &frame, &sale);
        let figures = sale.in_book();
        let parts = taxes(&sale, &rules);
        let debtor = accounts.debtor(facts, sale.customer_id, &sale.posted_account);
        let mut add = |contra: &str, amount: i64| {
            let (account, document) = (debtor.as_str(), sale.number.as_str());
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
        let debtor = accounts.debtor(facts, paid.customer_id, &paid.posted_account);
        let (document, amount, date) = (paid.number.as_str(), paid.amount, paid.date);
        let mut add = |account: &str, contra: &str, amount: i64| {
            write(&mut text, &frame, &Row { amount, account, contra, date, document, text: &paid.customer });
        };
        add(accounts.money(paid.method), &debtor, amount);
        // The debt is settled by its own rate; what came in beyond it was gained.
        let exchanged = paid.exchanged();
        add(&debtor, accounts.exchange(exchanged), exchanged);
    }
    Ok(encoding_rs::WINDOWS_1252.encode(&text).0.into_owned())
}

/// A day as the head of a file has it.
pub(super) fn day(date: NaiveDate) -> String {
    date.format("%Y%m%d").to_string()
}

/// The first line of a file: whose it is, which format, and from which business year.
pub(super) fn head(frame: &Frame, format: &str, begins: NaiveDate, days: &str, kind: &str) -> String {
    let (adviser, client) = numbers(&frame.settings).unwrap_or(UNKNOWN);
    let length = frame.settings.account_length();
    format!(
        "\"EXTF\";700;{format};{}000000000;;\"RE\";\"\";\"\";{adviser};{client};{};{length};{days};\"\";\"\";{kind};\"{}\";;\"\";;;\"\";;;\"\";\"\"\r\n",
        day(frame.today),
        day(begins),
        frame.currency.code(),
    )
}

/// What stands in a file without numbers of its own; DATEV's own examples begin there.
const UNKNOWN: (u32, u32) = (1001, 1);

/// The adviser's and the client's number in the settings; `None` unless both can be such:
/// 1001 to 9999999 and 1 to 99999.
pub fn numbers(settings: &Settings) -> Option<(u32, u32)> {
    let adviser = settings.datev_adviser.trim().parse().ok()?;
    let client = settings.datev_client.trim().parse().ok()?;
    ((1001..=9_999_999).contains(&adviser) && (1..=99_999).contains(&client)).then_some((adviser, client))
}

/// The first day of the business year a day lies in.
pub(super) fn year_of(day: NaiveDate, month: i64) -> NaiveDate {
    let month = u32::try_from(month).ok().filter(|month| (1..=12).contains(month)).unwrap_or(1);
    let year = if day.month() < month { day.year() - 1 } else { day.year() };
    NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(day)
}

/// The signs DATEV takes in the number of a document.
fn allowed(c: char) -> bool {
    c.is_ascii_alphanumeric() || "$&%*+-/".contains(c)
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
        quoted(&row.document.replace(|c: char| !allowed(c), "-"), 36),
        String::new(),
        String::new(),
        quoted(row.text, 60),
    ];
    out.push_str(&line.join(";"));
    out.push_str("\r\n");
}
