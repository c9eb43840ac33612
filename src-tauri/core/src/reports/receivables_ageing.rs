//! What customers owe, by how long it is due.

use super::catalog::ReportParams;
use super::frame::Frame;
use super::ledger::{begin, customer, open_documents, open_on, span, sums, words};
use super::value::{Cell, Column, Report, Table};
use crate::Result;
use crate::entity::Kind;
use crate::facts::Facts;
use crate::payments::{Receipt, cash::live};
use crate::sales::rates::Rules;
use std::collections::BTreeMap;

/// Not due, up to 30, 60 and 90 days late, older, and the customer's credit.
const COLUMNS: usize = 6;
const CREDIT: usize = 5;

/// The report at the end of [`ReportParams::to`].
pub(super) fn build(facts: &Facts, frame: &Frame, params: &ReportParams) -> Result<Report> {
    let words = words(frame);
    let (from, to) = span(facts, frame, &ReportParams { from: None, ..params.clone() })?;
    let rules = Rules::of(&frame.settings);
    let mut customers: BTreeMap<(String, Option<crate::Id>), [i64; COLUMNS]> = BTreeMap::new();
    for sale in open_documents(facts, to) {
        let open = open_on(&sale, to, &rules);
        if open == 0 {
            continue;
        }
        let late = (to - sale.due_date.unwrap_or(sale.date)).num_days();
        let column = match late {
            ..=0 => 0,
            1..=30 => 1,
            31..=60 => 2,
            61..=90 => 3,
            _ => 4,
        };
        let of = (customer(facts, frame, &sale), sale.customer_id);
        customers.entry(of).or_default()[column] += open;
    }
    for receipt in live::<Receipt>(facts).iter().filter(|receipt| receipt.date <= to) {
        let name = receipt.customer_id.and_then(|id| facts.title_of(Kind::Customer, id)).unwrap_or_default();
        customers.entry((name, receipt.customer_id)).or_default()[CREDIT] -= receipt.unallocated;
    }
    customers.retain(|_, amounts| amounts.iter().any(|amount| *amount != 0));
    let mut all = [0_i64; COLUMNS];
    for amounts in customers.values() {
        all.iter_mut().zip(amounts).for_each(|(sum, amount)| *sum += amount);
    }
    let figures = |amounts: &[i64; COLUMNS], always: bool| {
        let mut cells: Vec<Cell> = amounts
            .iter()
            .map(|minor| if *minor == 0 && !always { Cell::Empty } else { frame.money(*minor) })
            .collect();
        cells.push(frame.money(amounts.iter().sum()));
        cells
    };
    let kpis = [(words.open, all.iter().sum()), (words.older, all[4]), (words.credit, all[CREDIT])];
    let mut report = begin(frame, "receivables_ageing", words.receivables_ageing, (from, to), &kpis);
    let mut columns = vec![Column::text(words.customer, 2.4)];
    let headings = [
        words.not_due,
        words.up_to_30,
        words.up_to_60,
        words.up_to_90,
        words.older,
        words.credit,
        words.total,
    ];
    columns.extend(headings.map(|heading| Column::figure(heading, 1.1)));
    report.tables.push(Table {
        title: String::new(),
        columns,
        rows: customers
            .iter()
            .map(|((name, _), amounts)| {
                let mut row = vec![Cell::words(name)];
                row.extend(figures(amounts, false));
                row
            })
            .collect(),
        totals: sums(words.total, 1, figures(&all, true)),
    });
    report.notes.push(words.book_note.into());
    Ok(report)
}
