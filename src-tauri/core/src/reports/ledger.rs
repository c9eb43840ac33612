//! What the reports for the accountant share: the documents of a period with their figures
//! in the book's currency.

use super::catalog::ReportParams;
use super::frame::{Frame, period};
use super::ledger_labels::LedgerLabels;
use super::value::{Cell, Kpi, Report};
use crate::Result;
use crate::customers::facts::day_number;
use crate::entity::{Entity, FieldValue, Kind, codec};
use crate::facts::Facts;
use crate::sales::facts::SaleRow;
use crate::sales::rates::Rules;
use crate::sales::{DocumentKind, PAID_ON, PAYMENTS, Payment, Sale, TaxSum, totals};
use chrono::NaiveDate;
use rayon::prelude::*;

/// The words of these reports in the book's language.
pub(super) fn words(frame: &Frame) -> &'static LedgerLabels {
    LedgerLabels::of(&frame.settings.language)
}

/// First and last day of a report; without a first one, from the first document on.
pub(super) fn span(facts: &Facts, frame: &Frame, params: &ReportParams) -> Result<(NaiveDate, NaiveDate)> {
    let counted = facts.sales.all().iter().filter(|sale| sale.counts);
    let first = counted.map(|sale| sale.day).min().map_or(frame.today, super::frame::day_of);
    period(params.from, params.to, first, frame.today)
}

/// The valid invoices and credit notes of a period, by day and number.
pub(super) fn documents(facts: &Facts, from: Option<NaiveDate>, to: NaiveDate) -> Vec<Sale> {
    chosen(facts, from, to, |_, _| true)
}

/// Those up to a day that were not settled at its end, and some that were.
pub(super) fn open_documents(facts: &Facts, to: NaiveDate) -> Vec<Sale> {
    chosen(facts, None, to, |row, bytes| row.due != 0 || is_paid(bytes, |day| day > to))
}

/// Those on which something was paid in a period, whenever they are of.
pub(super) fn paid_documents(facts: &Facts, from: NaiveDate, to: NaiveDate) -> Vec<Sale> {
    chosen(facts, None, NaiveDate::MAX, |_, bytes| is_paid(bytes, |day| (from..=to).contains(&day)))
}

/// The valid invoices and credit notes of some days that `keep` wants, by its columns and its
/// bytes. Most of ten years of documents need not be decoded for what is open today.
fn chosen(
    facts: &Facts,
    from: Option<NaiveDate>,
    to: NaiveDate,
    keep: impl Fn(&SaleRow, &[u8]) -> bool + Sync,
) -> Vec<Sale> {
    let table = facts.table(Kind::Sale);
    let days = from.map_or(i32::MIN, day_number)..=day_number(to);
    let mut documents: Vec<Sale> = facts
        .sales
        .all()
        .par_iter()
        .enumerate()
        .filter(|(_, sale)| sale.counts && days.contains(&sale.day))
        .filter(|(row, sale)| keep(sale, table.bytes(*row as u32)))
        .filter_map(|(row, _)| Sale::decode(table.id(row as u32), table.bytes(row as u32)).ok())
        .collect();
    documents.par_sort_by(|a, b| (a.date, &a.number, a.meta.id).cmp(&(b.date, &b.number, b.meta.id)));
    documents
}

/// Whether a document has a payment of a day that is wanted, read without the rest of it.
fn is_paid(bytes: &[u8], wanted: impl Fn(NaiveDate) -> bool) -> bool {
    let Some(payments) = codec::raw_field(bytes, PAYMENTS) else { return false };
    codec::list_items(payments).any(|payment| {
        codec::raw_part_field(payment, PAID_ON).and_then(NaiveDate::decode).is_some_and(&wanted)
    })
}

/// The payments of a document with their amounts in the book's currency: each is the
/// difference of two converted sums, so that the parts are the whole.
pub(super) fn payments<'a>(sale: &'a Sale, rules: &Rules) -> Vec<(&'a Payment, i64)> {
    let converted = |amount| rules.in_book(sale, amount).unwrap_or_default();
    let mut so_far = 0_i64;
    sale.payments
        .iter()
        .map(|payment| {
            let before = converted(so_far);
            so_far = so_far.saturating_add(payment.amount);
            (payment, converted(so_far) - before)
        })
        .collect()
}

/// What was open of a document at the end of a day.
pub(super) fn open_on(sale: &Sale, to: NaiveDate, rules: &Rules) -> i64 {
    let paid: i64 = payments(sale, rules).iter().filter(|(p, _)| p.date <= to).map(|(_, a)| a).sum();
    sale.in_book().total - paid
}

/// The taxes of a document; worked out for one that was written before they were kept.
pub(super) fn taxes(sale: &Sale, rules: &Rules) -> Vec<TaxSum> {
    if !sale.taxes.is_empty() || sale.lines.is_empty() {
        return sale.taxes.clone();
    }
    let mut again = sale.clone();
    match totals::compute(&mut again, rules) {
        Ok(()) => again.taxes,
        Err(_) => Vec::new(),
    }
}

/// Who a document is for.
pub(super) fn customer(facts: &Facts, frame: &Frame, sale: &Sale) -> String {
    let name = sale.customer_id.and_then(|id| facts.title_of(Kind::Customer, id));
    name.unwrap_or_else(|| frame.labels.counter.to_owned())
}

/// What a document is, in the book's language.
pub(super) fn kind(frame: &Frame, sale: &Sale) -> &'static str {
    match sale.document_kind {
        DocumentKind::CreditNote => words(frame).credit_note,
        _ => words(frame).invoice,
    }
}

/// A report over a period with its title and key figures.
pub(super) fn begin(
    frame: &Frame,
    name: &str,
    title: &str,
    period: (NaiveDate, NaiveDate),
    kpis: &[(&str, i64)],
) -> Report {
    let mut report = frame.report(name, title);
    report.period = Some(period);
    report.kpis = kpis
        .iter()
        .map(|(label, minor)| Kpi {
            label: (*label).to_owned(),
            value: frame.money(*minor),
            note: String::new(),
        })
        .collect();
    report
}

/// A row of sums: its heading, then nothing up to the figures.
pub(super) fn sums(label: &str, before: usize, figures: Vec<Cell>) -> Option<Vec<Cell>> {
    let mut row = vec![Cell::words(label)];
    row.resize(before, Cell::Empty);
    row.extend(figures);
    Some(row)
}
