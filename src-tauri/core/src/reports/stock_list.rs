//! The stocktaking list: what should be there and what it is worth, to be counted.

use super::frame::Frame;
use super::ledger::{sums, words};
use super::value::{Cell, Column, Kpi, Report, Table};
use crate::Result;
use crate::facts::Facts;
use crate::money::round_minor;
use crate::stock::sheet::rows;

/// The report as of today.
pub(super) fn build(facts: &Facts, frame: &Frame) -> Result<Report> {
    let words = words(frame);
    let mut report = frame.report("stock_list", words.stock_list);
    let mut worth = 0_i64;
    let rows: Vec<Vec<Cell>> = rows(facts, None)
        .into_iter()
        .map(|row| {
            let value = row.expected.checked_mul(row.average_cost);
            let value = value.and_then(|value| round_minor(value, frame.currency)).unwrap_or_default();
            worth += value;
            vec![
                Cell::words(row.sku),
                Cell::words(row.name),
                Cell::words(row.location),
                Cell::Decimal(row.expected.normalize()),
                Cell::Empty,
                frame.price(row.average_cost.round_dp(4)),
                frame.money(value),
            ]
        })
        .collect();
    report.kpis.push(Kpi { label: words.value.into(), value: frame.money(worth), note: String::new() });
    report.tables.push(Table {
        title: String::new(),
        columns: vec![
            Column::text(words.sku, 1.2).together(),
            Column::text(words.product, 2.6),
            Column::text(words.location, 1.0),
            Column::figure(words.expected, 1.0),
            Column::figure(words.counted, 1.0),
            Column::figure(words.cost, 1.0),
            Column::figure(words.value, 1.2),
        ],
        rows,
        totals: sums(words.total, 6, vec![frame.money(worth)]),
    });
    Ok(report)
}
