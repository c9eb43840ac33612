//! The documents that were not settled by a day.

use super::catalog::ReportParams;
use super::frame::Frame;
use super::ledger::{begin, customer, open_documents, open_on, span, sums, words};
use super::value::{Cell, Column, Report, Table};
use crate::Result;
use crate::facts::Facts;
use crate::money::Money;
use crate::sales::Sale;
use crate::sales::rates::Rules;
use chrono::NaiveDate;

/// The report up to [`ReportParams::to`].
pub(super) fn build(facts: &Facts, frame: &Frame, params: &ReportParams) -> Result<Report> {
    let words = words(frame);
    let (from, to) = span(facts, frame, &ReportParams { from: None, ..params.clone() })?;
    let rules = Rules::of(&frame.settings);
    let (mut total, mut open_sum) = (0_i64, 0_i64);
    let mut rows = Vec::new();
    let documents = open_documents(facts, to);
    let foreign = documents.iter().any(|sale| !sale.currency.is_empty() && open_on(sale, to, &rules) != 0);
    for sale in documents {
        let open = open_on(&sale, to, &rules);
        if open == 0 {
            continue;
        }
        let whole = sale.in_book().total;
        total += whole;
        open_sum += open;
        let late = sale.due_date.map(|due| (to - due).num_days()).filter(|days| *days > 0 && open > 0);
        let mut row = vec![
            Cell::words(&sale.number),
            Cell::words(customer(facts, frame, &sale)),
            Cell::Date(sale.date),
            sale.due_date.map_or(Cell::Empty, Cell::Date),
            late.map_or(Cell::Empty, Cell::Int),
            frame.money(whole),
            frame.money(open),
        ];
        if foreign {
            row.push(own_currency(&sale, to, &rules)?);
        }
        rows.push(row);
    }
    let mut report = begin(frame, "open_items", words.open_items, (from, to), &[(words.open, open_sum)]);
    let mut columns = vec![
        Column::text(words.number, 1.5).together(),
        Column::text(words.customer, 2.4),
        Column::text(words.date, 1.0),
        Column::text(words.due, 1.0),
        Column::figure(words.days_late, 0.9),
        Column::figure(words.total, 1.2),
        Column::figure(words.open, 1.2),
    ];
    if foreign {
        columns.push(Column::figure(words.own_currency, 1.2));
    }
    let mut totals = sums(words.total, 5, vec![frame.money(total), frame.money(open_sum)]);
    if let Some(row) = totals.as_mut().filter(|_| foreign) {
        row.push(Cell::Empty);
    }
    report.tables.push(Table { title: String::new(), columns, rows, totals });
    report.notes.push(words.book_note.into());
    Ok(report)
}

/// What is open of a document in another currency, in that currency.
fn own_currency(sale: &Sale, to: NaiveDate, rules: &Rules) -> Result<Cell> {
    if sale.currency.is_empty() {
        return Ok(Cell::Empty);
    }
    let paid: i64 = sale.payments.iter().filter(|p| p.date <= to).map(|p| p.amount).sum();
    Ok(Cell::Money(Money::new(sale.total - paid, rules.currency_of(sale)?)))
}
