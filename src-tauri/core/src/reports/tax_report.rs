//! Net amounts and tax of a period per rate, in all and month by month.

use super::catalog::ReportParams;
use super::frame::Frame;
use super::ledger::{begin, documents, span, sums, taxes, words};
use super::value::{Cell, Column, Report, Table};
use crate::Result;
use crate::facts::Facts;
use crate::sales::TaxSum;
use crate::sales::rates::Rules;
use crate::settings::tax::TaxTreatment;
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// What tells one line of the report from another.
type Key = (u8, Decimal, String, i64, String);

/// The net amount of its class, and the tax.
#[derive(Clone, Copy, Default)]
struct Sums {
    net: i64,
    tax: i64,
}

/// The report for [`ReportParams::from`] to [`ReportParams::to`].
pub(super) fn build(facts: &Facts, frame: &Frame, params: &ReportParams) -> Result<Report> {
    let words = words(frame);
    let (from, to) = span(facts, frame, params)?;
    let rules = Rules::of(&frame.settings);
    let mut all: BTreeMap<Key, Sums> = BTreeMap::new();
    let mut months: BTreeMap<(NaiveDate, Key), Sums> = BTreeMap::new();
    let (mut net, mut tax) = (0_i64, 0_i64);
    for sale in documents(facts, Some(from), to) {
        let month = sale.date.with_day(1).unwrap_or(sale.date);
        for part in taxes(&sale, &rules) {
            let (own_net, own_tax) = part.in_book(&sale.currency);
            // Only the first tax of a class has its net amount, or it would count twice.
            let counted = if part.place == 0 { own_net } else { 0 };
            net += counted;
            tax += own_tax;
            for sums in [all.entry(key(&part)).or_default(), months.entry((month, key(&part))).or_default()] {
                sums.net += counted;
                sums.tax += own_tax;
            }
        }
    }
    let kpis = [(words.net, net), (words.tax, tax)];
    let mut report = begin(frame, "tax_report", words.tax_report, (from, to), &kpis);
    let line = |(treatment, rate, class, _, name): &Key, sums: &Sums| {
        let named = [name, class].into_iter().find(|name| !name.is_empty());
        let name = named.map_or(words.tax, String::as_str);
        vec![
            Cell::words(name),
            // All decimals: a rate of 9.975 % is not one of 10 %.
            Cell::Decimal(rate.normalize()),
            Cell::words(match TaxTreatment::ALL.get(usize::from(*treatment)) {
                Some(TaxTreatment::Exempt) => words.exempt,
                Some(TaxTreatment::ReverseCharge) => words.reverse_charge,
                Some(TaxTreatment::Export) => words.export,
                Some(TaxTreatment::IntraEu) => words.intra_eu,
                Some(TaxTreatment::OutOfScope) => words.out_of_scope,
                _ => words.standard,
            }),
            frame.money(sums.net),
            frame.money(sums.tax),
        ]
    };
    let columns = || {
        vec![
            Column::text(words.tax, 2.0),
            Column::figure(words.rate, 0.8),
            Column::text(words.treatment, 1.6),
            Column::figure(words.net, 1.3),
            Column::figure(words.tax, 1.3),
        ]
    };
    let totals = |before| sums(words.total, before, vec![frame.money(net), frame.money(tax)]);
    report.tables.push(Table {
        title: words.by_rate.into(),
        columns: columns(),
        rows: all.iter().map(|(key, sums)| line(key, sums)).collect(),
        totals: totals(3),
    });
    let mut monthly = columns();
    monthly.insert(0, Column::text(words.month, 1.0));
    report.tables.push(Table {
        title: words.by_month.into(),
        columns: monthly,
        rows: months
            .iter()
            .map(|((month, key), sums)| {
                let mut row = line(key, sums);
                row.insert(0, Cell::words(frame.labels.month_of(*month)));
                row
            })
            .collect(),
        totals: totals(4),
    });
    report.notes.push(words.book_note.into());
    Ok(report)
}

fn key(tax: &TaxSum) -> Key {
    (tax.treatment as u8, tax.rate, tax.tax_class.clone(), tax.place, tax.tax_name.clone())
}
