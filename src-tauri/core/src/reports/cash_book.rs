//! The cash book: what was in the till, what came and went, and what was counted.

use super::catalog::ReportParams;
use super::frame::Frame;
use super::ledger::{begin, span, sums, words};
use super::value::{Cell, Column, Report, Table};
use crate::Result;
use crate::facts::Facts;
use crate::payments::cash;

/// The report for [`ReportParams::from`] to [`ReportParams::to`].
pub(super) fn build(facts: &Facts, frame: &Frame, params: &ReportParams) -> Result<Report> {
    let words = words(frame);
    let (from, to) = span(facts, frame, params)?;
    let lines = cash::lines(facts, to);
    let opening: i64 = lines.iter().filter(|line| line.date < from).map(|line| line.amount).sum();
    let (mut balance, mut came, mut went) = (opening, 0_i64, 0_i64);
    let some = |minor: i64| if minor == 0 { Cell::Empty } else { frame.money(minor) };
    let mut rows = vec![vec![
        Cell::Date(from),
        Cell::words(words.opening),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        frame.money(opening),
        Cell::Empty,
        Cell::Empty,
    ]];
    for line in lines.iter().filter(|line| line.date >= from) {
        balance += line.amount;
        came += line.amount.max(0);
        went += line.amount.min(0);
        rows.push(vec![
            Cell::Date(line.date),
            Cell::words(&line.what),
            Cell::words(&line.customer),
            some(line.amount.max(0)),
            some(line.amount.min(0)),
            frame.money(balance),
            line.counted.map_or(Cell::Empty, |counted| frame.money(counted)),
            line.counted.map_or(Cell::Empty, |counted| some(counted - balance)),
        ]);
    }
    let kpis = [(words.opening, opening), (words.in_, came), (words.out, went), (words.closing, balance)];
    let mut report = begin(frame, "cash_book", words.cash_book, (from, to), &kpis);
    report.tables.push(Table {
        title: String::new(),
        columns: vec![
            Column::text(words.date, 1.0),
            Column::text(words.text, 1.8),
            Column::text(words.customer, 1.8),
            Column::figure(words.in_, 1.1),
            Column::figure(words.out, 1.1),
            Column::figure(words.balance, 1.1),
            Column::figure(words.counted, 1.1),
            Column::figure(words.difference, 1.0),
        ],
        rows,
        totals: sums(words.closing, 3, vec![frame.money(came), frame.money(went), frame.money(balance)]),
    });
    Ok(report)
}
