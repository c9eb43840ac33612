//! A customer's statement of account: what was charged, what was paid, what is open.

use super::catalog::ReportParams;
use super::document::{self, begin};
use super::frame::{Frame, filled, period};
use super::ledger::{open_on, payments};
use super::value::{Cell, Column, Kpi, Report, Table};
use crate::customers::{Customer, CustomerKind};
use crate::entity::{Entity, Kind};
use crate::facts::Facts;
use crate::money::Money;
use crate::normalise::phone::region_of;
use crate::payments::Receipt;
use crate::sales::rates::Rules;
use crate::sales::{DocumentKind, Sale};
use crate::say;
use crate::{Error, Result};
use chrono::NaiveDate;

/// One line of the account. Amounts in minor units with tax.
struct Entry {
    date: NaiveDate,
    text: String,
    due: Option<NaiveDate>,
    charged: i64,
    paid: i64,
}

/// The report for [`ReportParams::customer`].
pub(super) fn build(facts: &Facts, frame: &Frame, params: &ReportParams) -> Result<Report> {
    let words = frame.labels;
    let id = params.customer.ok_or_else(|| {
        Error::Conflict(say!("A statement is about one customer. Choose the customer it is for."))
    })?;
    let table = facts.table(Kind::Customer);
    let row = table.present(id).ok_or(Error::NotFound { kind: "customer", id })?;
    // Payments have no column of their own; one customer's documents are few.
    let documents: Vec<Sale> = facts
        .customers
        .sales(row)
        .iter()
        .filter(|sale| facts.sales.get(**sale).counts)
        .map(|sale| facts.get(facts.table(Kind::Sale).id(*sale)))
        .collect::<Result<_>>()?;
    let first = documents.iter().map(|sale| sale.date).min().unwrap_or(frame.today);
    let (from, to) = period(params.from, params.to, first, frame.today)?;

    let receipts = facts.payments.receipts(row).iter();
    let receipts: Vec<Receipt> =
        receipts.map(|receipt| facts.get(facts.table(Kind::Receipt).id(*receipt))).collect::<Result<_>>()?;
    let entries = entries(&documents, &receipts, frame);
    let opening: i64 = entries.iter().filter(|e| e.date < from).map(|e| e.charged - e.paid).sum();
    let mut balance = opening;
    let (mut charged, mut paid) = (0_i64, 0_i64);
    let mut rows = vec![vec![
        Cell::Date(from),
        Cell::words(words.opening_balance),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        frame.money(opening),
    ]];
    let amount = |minor: i64| if minor == 0 { Cell::Empty } else { frame.money(minor) };
    for entry in entries.iter().filter(|e| (from..=to).contains(&e.date)) {
        balance += entry.charged - entry.paid;
        charged += entry.charged;
        paid += entry.paid;
        rows.push(vec![
            Cell::Date(entry.date),
            Cell::words(&entry.text),
            entry.due.map_or(Cell::Empty, Cell::Date),
            amount(entry.charged),
            amount(entry.paid),
            frame.money(balance),
        ]);
    }

    let (mut report, mut letter) = begin(facts, frame, "customer_statement", words.statement, Some(id))?;
    report.period = Some((from, to));
    let kpi =
        |label: &str, minor: i64| Kpi { label: label.into(), value: frame.money(minor), note: String::new() };
    report.kpis = vec![
        kpi(words.opening_balance, opening),
        kpi(words.charged, charged),
        kpi(words.paid, paid),
        kpi(words.closing_balance, balance),
    ];
    report.tables.push(Table {
        title: words.movements.into(),
        columns: vec![
            Column::text(words.date, 1.1),
            Column::text(words.entry, 3.0),
            Column::figure(words.due, 1.1),
            Column::figure(words.charged, 1.3),
            Column::figure(words.paid, 1.3),
            Column::figure(words.balance, 1.3),
        ],
        rows,
        totals: Some(vec![
            Cell::Date(to),
            Cell::words(words.closing_balance),
            Cell::Empty,
            frame.money(charged),
            frame.money(paid),
            frame.money(balance),
        ]),
    });
    let open = open_items(&documents, frame, to);
    report.notes.push(if open.rows.is_empty() { words.settled_note } else { words.statement_note }.into());
    if !open.rows.is_empty() {
        report.tables.push(open);
    }
    let paper = document::words(frame);
    letter.particulars.insert(0, (paper.date.to_owned(), Cell::Date(frame.today)));
    letter.opening.push(paper.statement_opening.to_owned());
    let number = letter.particulars.last().map(|(_, cell)| frame.text(cell)).unwrap_or_default();
    letter.payment = document::slip(frame, Money::new(balance, frame.currency), &number);
    report.letter = Some(letter);
    Ok(report)
}

/// Documents and payments in the order of their days; a document before the payments of its day.
fn entries(documents: &[Sale], receipts: &[Receipt], frame: &Frame) -> Vec<Entry> {
    let words = frame.labels;
    let rules = Rules::of(&frame.settings);
    let mut entries = Vec::new();
    for sale in documents {
        let credit = sale.document_kind == DocumentKind::CreditNote;
        let label = if credit { words.credit_note } else { words.invoice };
        entries.push(Entry {
            date: sale.date,
            text: filled(label, &[&sale.number]),
            due: sale.due_date.filter(|_| !credit),
            charged: sale.in_book().total,
            paid: 0,
        });
        entries.extend(payments(sale, &rules).into_iter().map(|(payment, paid)| Entry {
            date: payment.date,
            text: filled(words.payment_for, &[&sale.number]),
            due: None,
            charged: 0,
            paid,
        }));
    }
    // What was paid beyond the documents is the customer's credit.
    entries.extend(receipts.iter().filter(|receipt| receipt.unallocated != 0).map(|receipt| Entry {
        date: receipt.date,
        text: filled(words.payment_for, &[&receipt.number]),
        due: None,
        charged: 0,
        paid: receipt.unallocated,
    }));
    entries.sort_by_key(|entry| (entry.date, entry.charged == 0));
    entries
}

/// What of the documents up to a day was not settled by that day.
fn open_items(documents: &[Sale], frame: &Frame, to: NaiveDate) -> Table {
    let words = frame.labels;
    let rules = Rules::of(&frame.settings);
    let mut sum = 0;
    let mut rows = Vec::new();
    for sale in documents.iter().filter(|sale| sale.date <= to) {
        let open = open_on(sale, to, &rules);
        if open == 0 {
            continue;
        }
        sum += open;
        let late = sale.due_date.map(|due| (to - due).num_days()).filter(|days| *days > 0);
        rows.push(vec![
            Cell::words(&sale.number),
            Cell::Date(sale.date),
            sale.due_date.map_or(Cell::Empty, Cell::Date),
            late.map_or(Cell::Empty, Cell::Int),
            frame.money(sale.in_book().total),
            frame.money(open),
        ]);
    }
    let mut totals = vec![Cell::words(words.total)];
    totals.resize(5, Cell::Empty);
    totals.push(frame.money(sum));
    Table {
        title: words.open_items.into(),
        columns: vec![
            Column::text(words.number, 1.6).together(),
            Column::text(words.date, 1.1),
            Column::text(words.due, 1.1),
            Column::figure(words.days_late, 1.0),
            Column::figure(words.amount, 1.3),
            Column::figure(words.open, 1.3),
        ],
        rows,
        totals: Some(totals),
    }
}

/// The lines of the address block: who, care of whom, street, town, and the
/// country when it is not the shop's own.
pub(super) fn address(facts: &Facts, frame: &Frame, customer: &Customer, row: u32) -> Vec<String> {
    let name = facts.title(Customer::KIND, row);
    let mut lines = Vec::new();
    if customer.kind == CustomerKind::Person && !customer.company_name.is_empty() {
        lines.push(customer.company_name.clone());
    }
    lines.push(name);
    lines.dedup();
    let Some(address) = customer.addresses.first() else {
        return lines;
    };
    lines.extend(address.street.lines().map(str::to_owned));
    let region = region_of(&address.country);
    let town = match region.as_deref() {
        Some("US" | "CA" | "AU") => format!("{}, {} {}", address.city, address.state, address.postal_code),
        Some("GB" | "IE") => {
            lines.push(address.city.clone());
            address.postal_code.clone()
        }
        Some("IN") => format!("{} {}", address.city, address.postal_code),
        _ => format!("{} {}", address.postal_code, address.city),
    };
    lines.push(town.trim().trim_start_matches(',').trim().to_owned());
    // A country that is not known by its name is one all the same.
    let abroad = region.map_or(!address.country.trim().is_empty(), |region| region != frame.settings.country);
    if abroad {
        lines.push(address.country.trim().to_uppercase());
    }
    lines.retain(|line| !line.is_empty());
    lines
}
