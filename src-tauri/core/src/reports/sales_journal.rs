//! Every invoice and credit note of a period with its net amount, tax and total.

use super::catalog::ReportParams;
use super::frame::Frame;
use super::ledger::{begin, customer, documents, kind, span, sums, words};
use super::value::{Cell, Column, Report, Table};
use crate::Result;
use crate::facts::Facts;

/// The report for [`ReportParams::from`] to [`ReportParams::to`].
pub(super) fn build(facts: &Facts, frame: &Frame, params: &ReportParams) -> Result<Report> {
    let words = words(frame);
    let (from, to) = span(facts, frame, params)?;
    let (mut net, mut tax, mut rounding, mut total) = (0_i64, 0_i64, 0_i64, 0_i64);
    let rows = documents(facts, Some(from), to)
        .iter()
        .map(|sale| {
            let figures = sale.in_book();
            let rounded = figures.total - figures.net - figures.tax;
            net += figures.net;
            tax += figures.tax;
            rounding += rounded;
            total += figures.total;
            vec![
                Cell::Date(sale.date),
                Cell::words(&sale.number),
                Cell::words(kind(frame, sale)),
                Cell::words(customer(facts, frame, sale)),
                frame.money(figures.net),
                frame.money(figures.tax),
                if rounded == 0 { Cell::Empty } else { frame.money(rounded) },
                frame.money(figures.total),
            ]
        })
        .collect();
    let kpis = [(words.net, net), (words.tax, tax), (words.total, total)];
    let mut report = begin(frame, "sales_journal", words.sales_journal, (from, to), &kpis);
    let figures = [net, tax, rounding, total].map(|minor| frame.money(minor)).to_vec();
    report.tables.push(Table {
        title: String::new(),
        columns: vec![
            Column::text(words.date, 1.0),
            Column::text(words.number, 1.5).together(),
            Column::text(words.document, 1.1),
            Column::text(words.customer, 2.2),
            Column::figure(words.net, 1.2),
            Column::figure(words.tax, 1.1),
            Column::figure(words.rounding, 0.8),
            Column::figure(words.total, 1.2),
        ],
        rows,
        totals: sums(words.total, 4, figures),
    });
    report.notes.push(words.book_note.into());
    Ok(report)
}
