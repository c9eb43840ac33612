//! The cash book: every movement of cash, day by day.

use super::{CashEntry, CashEntryKind, Receipt};
use crate::entity::{Entity, Kind};
use crate::facts::{Facts, State};
use crate::sales::{PaymentMethod, Sale};
use chrono::NaiveDate;

/// One line of the cash book.
#[derive(Clone, Debug, PartialEq)]
pub struct CashLine {
    /// On which day.
    pub date: NaiveDate,
    /// The document, the receipt, or what was typed.
    pub what: String,
    /// Who paid, if anybody is named.
    pub customer: String,
    /// What came in (negative: went out), in minor units; 0 for a count.
    pub amount: i64,
    /// What was counted, for a count.
    pub counted: Option<i64>,
}

/// Every line up to a day, in order. Documents in another currency count in the book's.
pub fn lines(facts: &Facts, to: NaiveDate) -> Vec<CashLine> {
    let mut lines = Vec::new();
    let customer =
        |id: Option<crate::Id>| id.and_then(|id| facts.title_of(Kind::Customer, id)).unwrap_or_default();
    let rules = crate::sales::rates::Rules::of(&facts.settings());
    for sale in documents(facts) {
        let mut so_far = 0_i64;
        for payment in &sale.payments {
            // The difference of two rounded sums, so that the parts are the whole.
            let before = rules.in_book(&sale, so_far).unwrap_or_default();
            so_far += payment.amount;
            let settled = rules.in_book(&sale, so_far).unwrap_or_default() - before;
            let amount = rules.received(&sale, payment, settled);
            if payment.method == PaymentMethod::Cash && payment.date <= to {
                lines.push(CashLine {
                    date: payment.date,
                    what: sale.number.clone(),
                    customer: customer(sale.customer_id),
                    amount,
                    counted: None,
                });
            }
        }
    }
    for receipt in live::<Receipt>(facts) {
        if receipt.method == PaymentMethod::Cash && receipt.unallocated != 0 && receipt.date <= to {
            lines.push(CashLine {
                date: receipt.date,
                what: receipt.number.clone(),
                customer: customer(receipt.customer_id),
                amount: receipt.unallocated,
                counted: None,
            });
        }
    }
    for entry in live::<CashEntry>(facts).into_iter().filter(|entry| entry.date <= to) {
        let count = entry.entry_kind == CashEntryKind::Count;
        lines.push(CashLine {
            date: entry.date,
            what: entry.what.clone(),
            customer: String::new(),
            amount: if count { 0 } else { entry.amount },
            counted: count.then_some(entry.amount),
        });
    }
    lines.sort_by(|a, b| (a.date, a.counted.is_some(), &a.what).cmp(&(b.date, b.counted.is_some(), &b.what)));
    lines
}

/// What is in the till at the end of a day.
pub fn balance(facts: &Facts, on: NaiveDate) -> i64 {
    lines(facts, on).iter().map(|line| line.amount).sum()
}

/// The valid documents that were paid on.
pub(crate) fn documents(facts: &Facts) -> impl Iterator<Item = Sale> + '_ {
    let table = facts.table(Kind::Sale);
    facts
        .sales
        .all()
        .iter()
        .enumerate()
        .filter(|(_, sale)| sale.counts)
        .filter_map(move |(row, _)| Sale::decode(table.id(row as u32), table.bytes(row as u32)).ok())
}

/// The records of a kind that are neither archived nor in the trash.
pub(crate) fn live<E: Entity>(facts: &Facts) -> Vec<E> {
    let table = facts.table(E::KIND);
    let rows = table.present_rows().filter(|row| table.state(*row) == State::Live);
    rows.filter_map(|row| E::decode(table.id(row), table.bytes(row)).ok()).collect()
}
