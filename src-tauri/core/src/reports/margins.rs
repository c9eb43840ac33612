//! What sales earn beyond what the goods cost; the sums behind the two margin reports.

use super::catalog::ReportParams;
use super::frame::Frame;
use super::ledger::{begin, documents, span, sums, words};
use super::value::{Cell, Column, Report, Table};
use crate::Result;
use crate::facts::Facts;
use crate::money::round_minor;
use crate::sales::{Line, Sale};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Revenue and cost in minor units of the book's currency, and how many.
#[derive(Clone, Copy, Default)]
struct Sums {
    quantity: Decimal,
    net: i64,
    cost: i64,
}

/// A margin report: `name_of` says under what each line of a document counts, and what has no
/// line (shipping) too.
pub(super) fn build(
    facts: &Facts,
    frame: &Frame,
    params: &ReportParams,
    (name, title, heading): (&str, &str, &str),
    with_quantity: bool,
    name_of: impl Fn(&Sale, Option<&Line>) -> String,
) -> Result<Report> {
    let words = words(frame);
    let (from, to) = span(facts, frame, params)?;
    let mut groups: BTreeMap<String, Sums> = BTreeMap::new();
    let mut all = Sums::default();
    for sale in documents(facts, Some(from), to) {
        let mut rest = sale.in_book().net;
        for line in &sale.lines {
            let net = if sale.currency.is_empty() { line.net } else { line.book_net };
            let cost = line.cost.unwrap_or_default().checked_mul(line.quantity);
            let cost = cost.and_then(|cost| round_minor(cost, frame.currency)).unwrap_or_default();
            rest -= net;
            let sums = groups.entry(name_of(&sale, Some(line))).or_default();
            sums.quantity += line.quantity;
            sums.net += net;
            sums.cost += cost;
            all.net += net;
            all.cost += cost;
        }
        if rest != 0 {
            groups.entry(name_of(&sale, None)).or_default().net += rest;
            all.net += rest;
        }
    }
    let figures = |of: &Sums, quantity: bool| {
        let margin = of.net - of.cost;
        let share = Decimal::from(margin)
            .checked_mul(Decimal::ONE_HUNDRED)
            .and_then(|m| m.checked_div(Decimal::from(of.net)));
        let mut cells = Vec::new();
        if with_quantity {
            cells.push(if quantity { Cell::Decimal(of.quantity.normalize()) } else { Cell::Empty });
        }
        cells.extend([frame.money(of.net), frame.money(of.cost), frame.money(margin)]);
        cells.push(share.map_or(Cell::Empty, |share| Cell::Percent(share.round_dp(1))));
        cells
    };
    let mut order: Vec<(&String, &Sums)> = groups.iter().collect();
    order.sort_by_key(|(name, of)| (std::cmp::Reverse(of.net - of.cost), *name));
    let kpis = [(words.revenue, all.net), (words.cost, all.cost), (words.margin, all.net - all.cost)];
    let mut report = begin(frame, name, title, (from, to), &kpis);
    let mut columns = vec![Column::text(heading, 3.0)];
    if with_quantity {
        columns.push(Column::figure(words.quantity, 0.9));
    }
    columns.extend(
        [words.revenue, words.cost, words.margin, words.margin_percent]
            .map(|label| Column::figure(label, 1.2)),
    );
    report.tables.push(Table {
        title: String::new(),
        columns,
        rows: order
            .into_iter()
            .map(|(name, of)| {
                let mut row = vec![Cell::words(name)];
                row.extend(figures(of, true));
                row
            })
            .collect(),
        totals: sums(words.total, 1, figures(&all, false)),
    });
    report.notes.extend([words.margin_note.into(), words.book_note.into()]);
    Ok(report)
}
