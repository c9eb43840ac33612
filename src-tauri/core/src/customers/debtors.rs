//! The accounts of customers in a bookkeeping program (in Germany: Debitoren, the accounts
//! 10000 to 69999 where others have four digits).

use super::{Customer, DEBTOR_ACCOUNT};
use crate::book::Tx;
use crate::entity::{Entity, Kind};
use crate::facts::{Facts, State};
use crate::payments::Receipt;
use crate::sales::Sale;
use crate::settings::Settings;
use crate::{Error, Id, Result, say};
use ahash::AHashSet;
use std::ops::RangeInclusive;

/// The numbers that accounts of customers can have: one digit more than other accounts, and
/// beginning with 1 to 6.
pub fn range(settings: &Settings) -> RangeInclusive<u64> {
    let first = 10_u64.pow(settings.account_length());
    first..=first * 7 - 1
}

/// Refuses an account that is none of a customer.
pub(super) fn check(customer: &mut Customer, settings: &Settings) -> Result<()> {
    customer.debtor_account = customer.debtor_account.trim().to_owned();
    let range = range(settings);
    let fits = customer.debtor_account.parse().is_ok_and(|number: u64| range.contains(&number));
    if customer.debtor_account.is_empty() || fits {
        return Ok(());
    }
    Err(Error::invalid(
        "customer",
        "debtor_account",
        say!("The account of a customer is a number from {} to {}.", *range.start(), *range.end()),
    ))
}

/// Lets the closed time stay on the account on which it was reported: called before a customer gets another
/// account, or becomes part of one who has another. What is paid later on such a document settles it there too.
pub(crate) fn keep_posted(tx: &mut Tx<'_>, customer: Id, account: &str) -> Result<()> {
    let facts = tx.facts();
    let settings = facts.settings();
    let row = facts.table(Kind::Customer).present(customer);
    let (Some(until), Some(row)) = (settings.closed_until.filter(|_| settings.debtor_accounts), row) else {
        return Ok(());
    };
    if account.is_empty() {
        return Ok(());
    }
    let (sales, receipts) = (facts.table(Kind::Sale), facts.table(Kind::Receipt));
    for row in facts.customers.sales(row) {
        let mut sale: Sale = tx.get(sales.id(*row))?;
        let closed = sale.date <= until || sale.payments.iter().any(|payment| payment.date <= until);
        if closed && sale.counts() && sale.posted_account.is_empty() {
            sale.posted_account = account.to_owned();
            tx.stage_record(&mut sale);
        }
    }
    for row in facts.payments.receipts(row) {
        let mut receipt: Receipt = tx.get(receipts.id(*row))?;
        if receipt.date <= until && receipt.posted_account.is_empty() {
            receipt.posted_account = account.to_owned();
            tx.stage_record(&mut receipt);
        }
    }
    Ok(())
}

/// [`keep_posted`] for a customer that was just staged with another account.
pub(crate) fn follow(customer: &Customer, tx: &mut Tx<'_>) -> Result<()> {
    let table = tx.facts().table(Kind::Customer);
    let Some(row) = table.present(customer.meta.id) else { return Ok(()) };
    let before = table.text(row, DEBTOR_ACCOUNT);
    if before == customer.debtor_account { Ok(()) } else { keep_posted(tx, customer.meta.id, before) }
}

/// The customers that have a document or money in the book and no account yet, in the order
/// in which they came.
pub fn without(facts: &Facts) -> Vec<Id> {
    let table = facts.table(Kind::Customer);
    let billed: AHashSet<u32> =
        facts.sales.all().iter().filter(|sale| sale.counts).map(|sale| sale.customer).collect();
    let lacks = |row: &u32| {
        table.text(*row, DEBTOR_ACCOUNT).is_empty()
            && (billed.contains(row) || !facts.payments.receipts(*row).is_empty())
    };
    let mut found: Vec<Id> = table.present_rows().filter(lacks).map(|row| table.id(row)).collect();
    found.sort_unstable();
    found
}

/// Gives each of the customers the next account. No account is given twice, not even that
/// of a customer in the trash or of one that is no more. Refused when there are no more.
pub fn number(tx: &mut Tx<'_>, customers: &[Id]) -> Result<()> {
    let facts = tx.facts();
    let table = facts.table(Kind::Customer);
    let range = range(&facts.settings());
    let mut taken: AHashSet<u64> =
        table.present_rows().filter_map(|row| table.text(row, DEBTOR_ACCOUNT).parse().ok()).collect();
    for (kind, tag) in [(Kind::Sale, Sale::POSTED_ACCOUNT), (Kind::Receipt, Receipt::POSTED_ACCOUNT)] {
        let posted = facts.table(kind);
        taken.extend(posted.present_rows().filter_map(|row| posted.text(row, tag).parse::<u64>().ok()));
    }
    let last = taken.iter().copied().filter(|number| range.contains(number)).max();
    let after = last.map_or(*range.start(), |last| last + 1);
    // Behind the last one first: a gap may be a customer of the bookkeeping program.
    let mut free = (after..=*range.end()).chain(range.clone()).filter(|number| !taken.contains(number));
    let mut given: AHashSet<u64> = AHashSet::new();
    for id in customers {
        let next = free.find(|number| given.insert(*number)).ok_or_else(|| {
            Error::Conflict(say!(
                "All accounts for customers from {} to {} are given. Use one account for all of them, or longer numbers.",
                *range.start(),
                *range.end()
            ))
        })?;
        let mut customer: Customer = tx.get(*id)?;
        customer.debtor_account = next.to_string();
        tx.save(&mut customer)?;
    }
    Ok(())
}

/// The customers that have an account, by it.
pub fn numbered(facts: &Facts) -> Vec<Customer> {
    let table = facts.table(Kind::Customer);
    let rows = table
        .present_rows()
        .filter(|row| table.state(*row) != State::Trashed && !table.text(*row, DEBTOR_ACCOUNT).is_empty());
    let mut found: Vec<Customer> =
        rows.filter_map(|row| Customer::decode(table.id(row), table.bytes(row)).ok()).collect();
    found.sort_by_key(|customer| {
        (customer.debtor_account.parse::<u64>().unwrap_or(u64::MAX), customer.meta.id)
    });
    found
}
