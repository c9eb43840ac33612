//! One document as it goes to the customer: lines, sums, taxes and the sentences it needs.

use super::frame::Frame;
use super::ledger::{taxes, words};
use super::statement::address;
use super::value::{Cell, Column, Report, Table};
use crate::customers::Customer;
use crate::entity::Kind;
use crate::facts::Facts;
use crate::money::Money;
use crate::sales::rates::Rules;
use crate::sales::{DocumentKind, Sale};
use crate::{Id, Result};
use chrono::NaiveDate;

/// The document with this identity. Its amounts are in its own currency.
pub fn build(facts: &Facts, today: NaiveDate, id: Id) -> Result<Report> {
    let frame = Frame::of(facts, today);
    let words = words(&frame);
    let sale: Sale = facts.get(id)?;
    let rules = Rules::of(&frame.settings);
    let currency = rules.currency_of(&sale)?;
    let money = |minor: i64| Cell::Money(Money::new(minor, currency));
    let kind = match sale.document_kind {
        DocumentKind::Invoice => words.invoice,
        DocumentKind::Quote => words.quote,
        DocumentKind::Order => words.order,
        DocumentKind::CreditNote => words.credit_note,
        DocumentKind::Delivery => words.delivery,
    };
    let mut report = frame.report("document", format!("{kind} {}", sale.number).trim());
    report.created = sale.date;
    if let Some(row) = sale.customer_id.and_then(|id| facts.table(Kind::Customer).present(id)) {
        let customer: Customer = facts.get(facts.table(Kind::Customer).id(row))?;
        report.recipient = Some(address(facts, &frame, &customer, row));
    }
    // Prices have at least the decimals of the currency, and more when they were given more.
    let price = |price: rust_decimal::Decimal| {
        let mut shown = price.normalize();
        shown.rescale(shown.scale().max(crate::money::digits(currency)));
        shown
    };
    let some = |percent: rust_decimal::Decimal| {
        if percent.is_zero() { Cell::Empty } else { Cell::Percent(percent.normalize()) }
    };
    report.tables.push(Table {
        title: String::new(),
        columns: vec![
            Column::text(words.text, 3.2),
            Column::figure(words.quantity, 0.8),
            Column::text(words.unit, 0.8),
            Column::figure(words.price, 1.1),
            Column::figure(words.discount, 0.8),
            Column::figure(words.tax, 0.8),
            Column::figure(words.amount, 1.2),
        ],
        rows: sale
            .lines
            .iter()
            .map(|line| {
                vec![
                    Cell::words(&line.description),
                    Cell::Decimal(line.quantity.normalize()),
                    Cell::words(&line.unit),
                    Cell::Decimal(price(line.unit_price)),
                    some(line.discount),
                    Cell::Percent(line.tax_rate.normalize()),
                    money(line.amount),
                ]
            })
            .collect(),
        totals: None,
    });
    if sale.document_kind != DocumentKind::Delivery {
        report.tables.push(totals(&sale, words, &money, &taxes(&sale, &rules)));
    }
    if let Some(due) = sale.due_date.filter(|_| sale.counts() && sale.due > 0) {
        report.notes.push(format!("{}: {}", words.due, frame.text(&Cell::Date(due))));
    }
    if let Some(until) = sale.valid_until.filter(|_| sale.document_kind == DocumentKind::Quote) {
        report.notes.push(format!("{}: {}", words.valid_until, frame.text(&Cell::Date(until))));
    }
    let mut notes: Vec<String> = sale.taxes.iter().map(|tax| tax.tax_note.clone()).collect();
    notes.retain(|note| !note.is_empty());
    notes.dedup();
    report.notes.extend(notes);
    Ok(report)
}

/// The sums under the lines: each tax on what it is charged, and what is to be paid.
fn totals(
    sale: &Sale,
    words: &super::ledger_labels::LedgerLabels,
    money: &dyn Fn(i64) -> Cell,
    taxes: &[crate::sales::TaxSum],
) -> Table {
    let mut rows = Vec::new();
    let mut add = |label: String, minor: i64| rows.push(vec![Cell::words(label), money(minor)]);
    if sale.discount_total != 0 {
        add(words.discount.to_owned(), -sale.discount_total);
    }
    if sale.shipping != 0 {
        add(words.shipping_cost.to_owned(), sale.shipping);
    }
    add(words.net.to_owned(), sale.net);
    for tax in taxes.iter().filter(|tax| tax.tax != 0 || !tax.tax_note.is_empty()) {
        let name = if tax.tax_name.is_empty() { words.tax } else { &tax.tax_name };
        add(format!("{name} {} %", tax.rate.normalize()), tax.tax);
    }
    if sale.rounding != 0 {
        add(words.rounding.to_owned(), sale.rounding);
    }
    if sale.paid != 0 {
        add(words.total.to_owned(), sale.total);
        add(words.received.to_owned(), -sale.paid);
    }
    let (label, last) = if sale.paid == 0 { (words.total, sale.total) } else { (words.open, sale.due) };
    Table {
        title: String::new(),
        columns: vec![Column::text("", 4.0), Column::figure("", 1.2)],
        rows,
        totals: Some(vec![Cell::words(label), money(last)]),
    }
}
