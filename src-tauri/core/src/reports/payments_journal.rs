//! Every payment of a period, and what came in by which way.

use super::catalog::ReportParams;
use super::frame::Frame;
use super::ledger::{begin, customer, paid_documents, payments, span, sums, words};
use super::ledger_labels::LedgerLabels;
use super::value::{Cell, Column, Report, Table};
use crate::entity::Kind;
use crate::facts::Facts;
use crate::payments::{Receipt, cash::live};
use crate::sales::PaymentMethod;
use crate::sales::rates::Rules;
use crate::{Id, Result};
use chrono::NaiveDate;

/// One payment in the book's currency.
pub(super) struct Paid {
    pub date: NaiveDate,
    pub number: String,
    pub customer: String,
    pub customer_id: Option<Id>,
    /// The account it was posted to, where that is not the customer's any more.
    pub posted_account: String,
    pub method: PaymentMethod,
    pub reference: String,
    /// What came in.
    pub amount: i64,
    /// What of the document it settled; less or more than came in where the rate had changed.
    pub settled: i64,
}

impl Paid {
    /// What was gained (or, negative, lost) by exchange.
    pub fn exchanged(&self) -> i64 {
        self.amount - self.settled
    }
}

/// The payments of a period by day: on documents, and what receipts left over as credit.
pub(super) fn paid(facts: &Facts, frame: &Frame, from: NaiveDate, to: NaiveDate) -> Vec<Paid> {
    let rules = Rules::of(&frame.settings);
    let mut all = Vec::new();
    for sale in paid_documents(facts, from, to) {
        for (payment, settled) in payments(&sale, &rules) {
            all.push(Paid {
                date: payment.date,
                number: sale.number.clone(),
                customer: customer(facts, frame, &sale),
                customer_id: sale.customer_id,
                posted_account: sale.posted_account.clone(),
                method: payment.method,
                reference: payment.reference.clone(),
                amount: rules.received(&sale, payment, settled),
                settled,
            });
        }
    }
    for receipt in live::<Receipt>(facts).into_iter().filter(|receipt| receipt.unallocated != 0) {
        let name = receipt.customer_id.and_then(|id| facts.title_of(Kind::Customer, id)).unwrap_or_default();
        all.push(Paid {
            date: receipt.date,
            number: receipt.number,
            customer: name,
            customer_id: receipt.customer_id,
            posted_account: receipt.posted_account,
            method: receipt.method,
            reference: receipt.reference,
            amount: receipt.unallocated,
            settled: receipt.unallocated,
        });
    }
    all.retain(|paid| (from..=to).contains(&paid.date));
    all.sort_by(|a, b| (a.date, &a.number).cmp(&(b.date, &b.number)));
    all
}

/// A way to pay in words.
pub(super) fn method(words: &LedgerLabels, method: PaymentMethod) -> &'static str {
    match method {
        PaymentMethod::Cash => words.cash,
        PaymentMethod::Card => words.card,
        PaymentMethod::Transfer => words.transfer,
        PaymentMethod::Cheque => words.cheque,
        PaymentMethod::Other => words.other,
        PaymentMethod::WriteOff => words.written_off,
    }
}

/// The report for [`ReportParams::from`] to [`ReportParams::to`].
pub(super) fn build(facts: &Facts, frame: &Frame, params: &ReportParams) -> Result<Report> {
    let words = words(frame);
    let (from, to) = span(facts, frame, params)?;
    let paid = paid(facts, frame, from, to);
    let of =
        |method: PaymentMethod| paid.iter().filter(|p| p.method == method).map(|p| p.amount).sum::<i64>();
    let all: i64 = paid.iter().map(|p| p.amount).sum();
    let lost = of(PaymentMethod::WriteOff);
    let exchanged: i64 = paid.iter().map(Paid::exchanged).sum();
    let differs = paid.iter().any(|one| one.exchanged() != 0);
    let mut kpis = vec![(words.received, all - lost), (words.written_off, lost)];
    if differs {
        kpis.push((words.exchange_difference, exchanged));
    }
    let mut report = begin(frame, "payments_journal", words.payments_journal, (from, to), &kpis);
    report.tables.push(Table {
        title: words.by_method.into(),
        columns: vec![Column::text(words.method, 3.0), Column::figure(words.amount, 1.2)],
        rows: PaymentMethod::ALL
            .iter()
            .filter(|way| paid.iter().any(|p| p.method == **way))
            .map(|way| vec![Cell::words(method(words, *way)), frame.money(of(*way))])
            .collect(),
        totals: sums(words.total, 1, vec![frame.money(all)]),
    });
    let mut columns = vec![
        Column::text(words.date, 1.0),
        Column::text(words.document, 1.5).together(),
        Column::text(words.customer, 2.2),
        Column::text(words.method, 1.1),
        Column::text(words.reference, 1.6),
        Column::figure(words.amount, 1.2),
    ];
    let mut figures = vec![frame.money(all)];
    // What was settled is told only where it is not what came in.
    if differs {
        columns.push(Column::figure(words.settled, 1.2));
        columns.push(Column::figure(words.exchange_difference, 1.2));
        figures.extend([frame.money(all - exchanged), frame.money(exchanged)]);
    }
    let row = |p: &Paid| {
        let mut row = vec![
            Cell::Date(p.date),
            Cell::words(&p.number),
            Cell::words(&p.customer),
            Cell::words(method(words, p.method)),
            Cell::words(&p.reference),
            frame.money(p.amount),
        ];
        if differs {
            row.extend([frame.money(p.settled), frame.money(p.exchanged())]);
        }
        row
    };
    report.tables.push(Table {
        title: words.payments_journal.into(),
        columns,
        rows: paid.iter().map(row).collect(),
        totals: sums(words.total, 5, figures),
    });
    report.notes.push(words.book_note.into());
    Ok(report)
}
