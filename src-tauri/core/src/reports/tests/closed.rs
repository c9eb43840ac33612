//! What was reported of a closed time stays as it was reported.

use super::ledger::{accounts, saved, troubled};
use super::{ReportParams, made};
use crate::Id;
use crate::customers::merge::merge;
use crate::customers::{Customer, debtors};
use crate::payments::Receipt;
use crate::reports::datev;
use crate::sales::tests::{by, kept, line, sale};
use crate::sales::{DocumentKind, Payment, Sale};
use crate::settings::{SETTINGS_ID, Settings};

#[test]
fn nothing_is_written_into_a_closed_period() {
    let home = tempfile::tempdir().unwrap();
    let book = troubled(&home);
    let mut early = sale(DocumentKind::Invoice, vec![line(1, 10)]);
    let op = book.transact(&by(), "Early", |tx| tx.save(&mut early)).unwrap().op;
    let mut settings: Settings = book.facts().get(SETTINGS_ID).unwrap();
    settings.closed_until = Some("2026-01-31".parse().unwrap());
    saved(&book, settings);
    let refused = |result: crate::Result<()>| {
        let error = result.unwrap_err().to_string();
        assert!(error.contains("closed up to 2026-01-31"), "{error}");
    };
    let old = || sale(DocumentKind::Invoice, vec![line(1, 10)]);
    refused(kept(&book, &mut old()));
    let mut now = old();
    now.date = "2026-02-01".parse().unwrap();
    kept(&book, &mut now).unwrap();
    refused(book.undo(&by(), op, &crate::book::Unwatched).map(|_| ()));
    let mut note = now.clone();
    note.meta.notes = "Called about it".into();
    kept(&book, &mut note).unwrap();
    let mut settings: Settings = book.facts().get(SETTINGS_ID).unwrap();
    settings.closed_until = None;
    saved(&book, settings);
    kept(&book, &mut old()).unwrap();
}

#[test]
fn a_customer_that_is_in_the_book_twice_becomes_one_although_the_books_are_closed() {
    let home = tempfile::tempdir().unwrap();
    let book = troubled(&home);
    let [stays, goes] = ["Braun", "Brown"]
        .map(|name| saved(&book, Customer { last_name: name.into(), ..Customer::default() }).meta.id);
    let mut early = sale(DocumentKind::Invoice, vec![line(1, 10)]);
    early.customer_id = Some(goes);
    kept(&book, &mut early).unwrap();
    let paid = saved(
        &book,
        Receipt { date: early.date, amount: 500, customer_id: Some(goes), ..Receipt::default() },
    );
    let mut settings: Settings = book.facts().get(SETTINGS_ID).unwrap();
    settings.closed_until = Some("2026-01-31".parse().unwrap());
    saved(&book, settings);
    let whose = || {
        let facts = book.facts();
        let sale: Sale = facts.get(early.meta.id).unwrap();
        let receipt: Receipt = facts.get(paid.meta.id).unwrap();
        [sale.customer_id, receipt.customer_id]
    };
    let merged = |stays, goes| book.transact(&by(), "Merge", |tx| merge(tx, stays, goes, &[])).map(|_| ());
    merged(stays, goes).unwrap();
    assert_eq!(whose(), [Some(stays); 2], "the figures of that time are what they were");
    book.undo(&by(), None, &crate::book::Unwatched).unwrap();
    assert_eq!(whose(), [Some(goes); 2]);
    merged(stays, goes).unwrap();
    book.unmerge(&by(), goes).unwrap();
    assert_eq!(whose(), [Some(goes); 2], "and they can be taken apart");
    let mut other: Receipt = book.facts().get(paid.meta.id).unwrap();
    other.customer_id = Some(stays);
    let refused = book.transact(&by(), "Save", |tx| tx.save(&mut other)).unwrap_err().to_string();
    assert!(refused.contains("closed up to 2026-01-31"), "money of somebody else is another: {refused}");
}

#[test]
fn the_journal_of_a_closed_time_is_the_same_after_two_customers_became_one() {
    let home = tempfile::tempdir().unwrap();
    let book = troubled(&home);
    let customer = |name: &str, account: &str| Customer {
        last_name: name.into(),
        debtor_account: account.into(),
        ..Customer::default()
    };
    let mut stays = saved(&book, customer("Braun", "10001"));
    let goes = saved(&book, customer("Braun", "10002")).meta.id;
    let bill = |id: Id, day: &str| {
        let mut bill = sale(DocumentKind::Invoice, vec![line(1, 10)]);
        (bill.customer_id, bill.date) = (Some(id), day.parse().unwrap());
        kept(&book, &mut bill).unwrap();
        bill
    };
    let early = bill(goes, "2026-01-10");
    let own = bill(stays.meta.id, "2026-01-11");
    saved(&book, Receipt { date: early.date, amount: 500, customer_id: Some(goes), ..Receipt::default() });
    let open = bill(goes, "2026-02-10");
    let mut settings: Settings = book.facts().get(SETTINGS_ID).unwrap();
    (settings.closed_until, settings.debtor_accounts) = (Some("2026-01-31".parse().unwrap()), true);
    saved(&book, settings);
    let january = || {
        let params = ReportParams {
            from: Some("2026-01-01".parse().unwrap()),
            to: Some("2026-01-31".parse().unwrap()),
            ..ReportParams::default()
        };
        (made(&book, "journal", &params).tables, datev::render(&book.facts(), book.today(), &params).unwrap())
    };
    let before = january();
    book.transact(&by(), "Merge", |tx| merge(tx, stays.meta.id, goes, &[])).unwrap();
    assert_eq!(january(), before, "what the tax office has was posted to these accounts");
    let account = |id: Id| book.facts().get::<Sale>(id).unwrap().posted_account;
    assert_eq!(account(open.meta.id), "", "what is still open moves with the customer");
    let paid = book.transact(&by(), "Pay", |tx| {
        crate::sales::pay::pay(
            tx,
            early.meta.id,
            Payment { amount: 500, date: tx.today(), ..Payment::default() },
        )
    });
    paid.unwrap();
    let on = accounts(&book);
    assert_eq!(on["10002"], 0, "what is paid later settles the debt where it stands");
    stays = book.facts().get(stays.meta.id).unwrap();
    stays.debtor_account = "10077".into();
    saved(&book, stays.clone());
    assert_eq!(january(), before, "a customer who gets another account keeps the old one there");
    assert_eq!(account(own.meta.id), "10001");
    let new = saved(&book, Customer { last_name: "New".into(), ..Customer::default() }).meta.id;
    book.transact(&by(), "Number", |tx| debtors::number(tx, &[new])).unwrap();
    assert_eq!(book.facts().get::<Customer>(new).unwrap().debtor_account, "10078");
    book.unmerge(&by(), goes).unwrap();
    assert_eq!(january(), before);
    assert_eq!(account(early.meta.id), "", "and taken apart, each has their own again");
}
