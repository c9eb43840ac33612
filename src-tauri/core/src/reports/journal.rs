//! Every document and payment of a period as postings, for any bookkeeping program.

use super::catalog::ReportParams;
use super::frame::Frame;
use super::ledger::{begin, customer, documents, span, sums, taxes, words};
use super::payments_journal::{method, paid};
use super::value::{Cell, Column, Report, Table};
use crate::Id;
use crate::Result;
use crate::customers::DEBTOR_ACCOUNT;
use crate::entity::Kind;
use crate::facts::Facts;
use crate::sales::PaymentMethod;
use crate::sales::rates::Rules;
use crate::settings::Settings;
use chrono::NaiveDate;

/// One side of a booking, in minor units of the book's currency.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Posting {
    pub date: NaiveDate,
    pub document: String,
    pub account: String,
    pub contra: String,
    pub text: String,
    /// Positive on the debit side, negative on the credit side.
    pub amount: i64,
}

/// The accounts that postings go to: those of the settings, else the usual ones of SKR 03.
pub(super) struct Accounts {
    pub receivables: String,
    pub cash: String,
    pub bank: String,
    pub revenue: String,
    pub tax: String,
    pub differences: String,
    pub exchange_gain: String,
    pub exchange_loss: String,
    /// Whether every customer has an account of its own.
    own: bool,
}

impl Accounts {
    pub fn of(settings: &Settings) -> Self {
        let or = |own: &str, usual: &str| if own.trim().is_empty() { usual } else { own.trim() }.to_owned();
        Self {
            receivables: or(&settings.account_receivables, "1400"),
            cash: or(&settings.account_cash, "1000"),
            bank: or(&settings.account_bank, "1200"),
            revenue: or(&settings.account_revenue, "8400"),
            tax: or(&settings.account_tax, "1776"),
            differences: or(&settings.account_differences, "2400"),
            exchange_gain: or(&settings.account_exchange_gain, "2660"),
            exchange_loss: or(&settings.account_exchange_loss, "2150"),
            own: settings.debtor_accounts,
        }
    }

    /// The account a customer's debts stand on: the one that a document of closed books was posted to, else that
    /// customer's own, where there is one.
    pub fn debtor(&self, facts: &Facts, customer: Option<Id>, posted: &str) -> String {
        if self.own && !posted.is_empty() {
            return posted.to_owned();
        }
        let table = facts.table(Kind::Customer);
        let row = customer.filter(|_| self.own).and_then(|id| table.present(id));
        let own = row.map(|row| table.text(row, DEBTOR_ACCOUNT)).filter(|own| !own.is_empty());
        own.unwrap_or(&self.receivables).to_owned()
    }

    /// Where a gain (or, negative, a loss) by exchange goes.
    pub fn exchange(&self, amount: i64) -> &str {
        if amount < 0 { &self.exchange_loss } else { &self.exchange_gain }
    }

    /// Where money of this kind goes.
    pub fn money(&self, method: PaymentMethod) -> &str {
        match method {
            PaymentMethod::Cash => &self.cash,
            PaymentMethod::WriteOff => &self.differences,
            PaymentMethod::Card | PaymentMethod::Transfer | PaymentMethod::Cheque | PaymentMethod::Other => {
                &self.bank
            }
        }
    }
}

/// The postings of a period by day; those of one document or payment come to nothing in sum.
pub(super) fn postings(facts: &Facts, frame: &Frame, from: NaiveDate, to: NaiveDate) -> Vec<Posting> {
    let words = words(frame);
    let accounts = Accounts::of(&frame.settings);
    let rules = Rules::of(&frame.settings);
    let mut all = Vec::new();
    for sale in documents(facts, Some(from), to) {
        let figures = sale.in_book();
        let text = customer(facts, frame, &sale);
        let debtor = accounts.debtor(facts, sale.customer_id, &sale.posted_account);
        let mut add = |account: &str, contra: &str, amount: i64| {
            if amount != 0 {
                all.push(Posting {
                    date: sale.date,
                    document: sale.number.clone(),
                    account: account.to_owned(),
                    contra: contra.to_owned(),
                    text: text.clone(),
                    amount,
                });
            }
        };
        add(&debtor, "", figures.total);
        for part in taxes(&sale, &rules) {
            let (net, tax) = part.in_book(&sale.currency);
            let revenue = if part.booking_code.is_empty() { &accounts.revenue } else { &part.booking_code };
            if part.place == 0 {
                add(revenue, &debtor, -net);
            }
            add(&accounts.tax, &debtor, -tax);
        }
        let rounding = figures.total - figures.net - figures.tax;
        add(&accounts.differences, &debtor, -rounding);
    }
    for paid in paid(facts, frame, from, to) {
        let money = accounts.money(paid.method).to_owned();
        let text = format!("{} {}", paid.customer, method(words, paid.method)).trim().to_owned();
        let one = |account: &str, contra: &str, amount: i64| Posting {
            date: paid.date,
            document: paid.number.clone(),
            account: account.to_owned(),
            contra: contra.to_owned(),
            text: text.clone(),
            amount,
        };
        let debtor = accounts.debtor(facts, paid.customer_id, &paid.posted_account);
        all.push(one(&money, &debtor, paid.amount));
        all.push(one(&debtor, &money, -paid.settled));
        let exchanged = paid.exchanged();
        if exchanged != 0 {
            all.push(one(accounts.exchange(exchanged), &debtor, -exchanged));
        }
    }
    all.sort_by_key(|posting| posting.date);
    all
}

/// The report for [`ReportParams::from`] to [`ReportParams::to`].
pub(super) fn build(facts: &Facts, frame: &Frame, params: &ReportParams) -> Result<Report> {
    let words = words(frame);
    let (from, to) = span(facts, frame, params)?;
    let postings = postings(facts, frame, from, to);
    let debit: i64 = postings.iter().map(|p| p.amount.max(0)).sum();
    let credit: i64 = postings.iter().map(|p| -p.amount.min(0)).sum();
    let kpis = [(words.debit, debit), (words.credit_side, credit)];
    let mut report = begin(frame, "journal", words.journal, (from, to), &kpis);
    let some = |minor: i64| if minor == 0 { Cell::Empty } else { frame.money(minor) };
    report.tables.push(Table {
        title: String::new(),
        columns: vec![
            Column::text(words.date, 1.0),
            Column::text(words.document, 1.5).together(),
            Column::text(words.account, 0.9),
            Column::text(words.contra, 0.9),
            Column::text(words.text, 2.2),
            Column::figure(words.debit, 1.2),
            Column::figure(words.credit_side, 1.2),
        ],
        rows: postings
            .iter()
            .map(|p| {
                vec![
                    Cell::Date(p.date),
                    Cell::words(&p.document),
                    Cell::words(&p.account),
                    Cell::words(&p.contra),
                    Cell::words(&p.text),
                    some(p.amount.max(0)),
                    some(-p.amount.min(0)),
                ]
            })
            .collect(),
        totals: sums(words.total, 5, vec![frame.money(debit), frame.money(credit)]),
    });
    report.notes.push(words.book_note.into());
    Ok(report)
}
