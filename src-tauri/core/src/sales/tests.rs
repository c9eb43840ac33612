mod chain;

use super::pay::pay;
use super::*;
use crate::book::{Book, By, NewBook, Source};
use crate::clock::ManualClock;
use crate::{Error, Result};
use chrono::{TimeZone, Utc};
use std::sync::Arc;

pub(crate) fn by() -> By {
    By { actor: "Ana".into(), source: Source::Window }
}

pub(crate) fn shop(home: &tempfile::TempDir) -> Book {
    let clock = Arc::new(ManualClock::new(Utc.with_ymd_and_hms(2026, 3, 2, 9, 0, 0).unwrap(), 3));
    let new = NewBook {
        name: "Linden Workshop".into(),
        currency: "EUR".into(),
        country: "DE".into(),
        user_name: "Ana".into(),
    };
    Book::create(&home.path().join("shop"), &new, clock).unwrap()
}

pub(crate) fn line(quantity: i64, price: i64) -> Line {
    Line {
        description: "Shelf".into(),
        quantity: quantity.into(),
        unit_price: price.into(),
        ..Line::default()
    }
}

pub(crate) fn sale(kind: DocumentKind, lines: Vec<Line>) -> Sale {
    Sale { document_kind: kind, date: "2026-01-15".parse().unwrap(), lines, ..Sale::default() }
}

pub(crate) fn kept(book: &Book, sale: &mut Sale) -> Result<()> {
    book.transact(&by(), "Save", |tx| tx.save(sale)).map(|_| ())
}

/// Saves a document as a file may that says what happened elsewhere.
pub(crate) fn corrected(book: &Book, sale: &mut Sale) -> Result<()> {
    let by = By { actor: "Ana".into(), source: Source::Import };
    book.transact(&by, "Import", |tx| tx.save(sale)).map(|_| ())
}

pub(crate) fn paid(book: &Book, sale: &Sale, amount: i64) -> Result<Sale> {
    let payment = Payment { date: "2026-03-02".parse().unwrap(), amount, ..Payment::default() };
    book.transact(&by(), "Pay", |tx| pay(tx, sale.meta.id, payment)).map(|outcome| outcome.value)
}

pub(crate) fn field_of(error: &Error) -> &str {
    match error {
        Error::Invalid { field, .. } => field,
        _ => "",
    }
}

#[test]
fn a_credit_note_typed_with_positive_amounts_takes_revenue_away_instead_of_adding_it() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let mut note = sale(DocumentKind::CreditNote, vec![line(2, 100), line(-1, 30)]);
    note.shipping = 500;
    note.payments.push(Payment { amount: 17_500, ..Payment::default() });
    kept(&book, &mut note).unwrap();
    assert_eq!(note.total, -17_500, "the whole document is turned, its deduction and its shipping too");
    assert_eq!((note.due, note.status), (0, SaleStatus::Paid), "what was paid with it was paid back");
    let revenue: i64 = book.facts().sales.by_month().map(|(_, net)| net).sum();
    assert_eq!(revenue, -17_500);
    kept(&book, &mut note).unwrap();
    assert_eq!(note.total, -17_500, "saving it again must not turn it back");
}

#[test]
fn a_credit_note_that_is_negative_already_stays_as_it_was_typed() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let mut note = sale(DocumentKind::CreditNote, vec![line(-2, 100), line(1, 30)]);
    kept(&book, &mut note).unwrap();
    assert_eq!(note.lines[1].quantity, 1.into(), "a fee that is kept back is part of the note");
    assert_eq!(note.total, -17_000);
}

#[test]
fn money_that_an_invoice_took_is_not_turned_with_it() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let mut document = sale(DocumentKind::Invoice, vec![line(1, 100)]);
    kept(&book, &mut document).unwrap();
    document = paid(&book, &document, 10_000).unwrap();
    document.document_kind = DocumentKind::CreditNote;
    corrected(&book, &mut document).unwrap();
    assert_eq!((document.total, document.paid), (-10_000, 10_000), "the money did come in");
}

#[test]
fn a_settled_document_takes_no_more_money_and_gives_no_more_back_than_it_took() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let mut invoice = sale(DocumentKind::Invoice, vec![line(1, 100)]);
    kept(&book, &mut invoice).unwrap();
    assert!(paid(&book, &invoice, -100).is_err(), "there is nothing to pay back yet");
    assert!(paid(&book, &invoice, 10_001).is_err(), "a cent too many");
    paid(&book, &invoice, 10_000).unwrap();
    let error = paid(&book, &invoice, 1).unwrap_err();
    assert!(error.to_string().contains("nothing is due"), "{error}");
    assert!(paid(&book, &invoice, -10_001).is_err(), "more than was paid");
    assert_eq!(paid(&book, &invoice, -4_000).unwrap().due, 4_000, "money back is a negative payment");
    let mut note = sale(DocumentKind::CreditNote, vec![line(-1, 50)]);
    kept(&book, &mut note).unwrap();
    assert!(paid(&book, &note, 5_000).is_err(), "nobody pays us for a credit note");
    assert_eq!(paid(&book, &note, -5_000).unwrap().status, SaleStatus::Paid);
}

#[test]
fn too_much_money_can_go_back_after_an_invoice_became_smaller() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let mut invoice = sale(DocumentKind::Invoice, vec![line(2, 100)]);
    kept(&book, &mut invoice).unwrap();
    invoice = paid(&book, &invoice, 20_000).unwrap();
    invoice.lines[0].quantity = 1.into();
    corrected(&book, &mut invoice).unwrap();
    assert_eq!(invoice.due, -10_000);
    assert!(paid(&book, &invoice, 100).is_err(), "an overpaid invoice takes no more");
    assert_eq!(paid(&book, &invoice, -10_000).unwrap().due, 0);
}

#[test]
fn an_invoice_made_of_a_quote_is_one_of_the_invoices_series() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let mut document = sale(DocumentKind::Quote, vec![line(1, 100)]);
    kept(&book, &mut document).unwrap();
    assert_eq!(document.number, "QUO-2026-0001");
    document.document_kind = DocumentKind::Invoice;
    kept(&book, &mut document).unwrap();
    assert_eq!(document.number, "INV-2026-0001", "or the series of the invoices has a gap");
    assert_eq!(document.external_number, "QUO-2026-0001", "the customer still has the quote in hand");
    assert_eq!(document.date, "2026-03-02".parse().unwrap(), "it is an invoice from today on");
    assert!(document.due_date > Some(document.date), "its days run from today, not from the quote");
}

#[test]
fn an_invoice_with_a_number_of_its_own_keeps_it_and_its_day() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let mut document = sale(DocumentKind::Order, vec![line(1, 100)]);
    kept(&book, &mut document).unwrap();
    document.document_kind = DocumentKind::Invoice;
    document.number = "INV-77".into();
    kept(&book, &mut document).unwrap();
    assert_eq!((document.number.as_str(), document.date), ("INV-77", "2026-01-15".parse().unwrap()));
}

#[test]
fn a_number_cannot_be_taken_away() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let mut invoice = sale(DocumentKind::Invoice, vec![line(1, 100)]);
    kept(&book, &mut invoice).unwrap();
    invoice.number.clear();
    let error = kept(&book, &mut invoice).unwrap_err();
    assert_eq!(field_of(&error), "number", "{error}");
}

#[test]
fn an_empty_document_goes_nowhere_and_takes_no_number() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    for &document_kind in DocumentKind::ALL {
        let mut empty = Sale { document_kind, ..Sale::default() };
        empty.lines = vec![Line { description: "  ".into(), unit_price: 5.into(), ..Line::default() }];
        let refused = kept(&book, &mut empty).expect_err("nobody gets a document about nothing");
        assert_eq!(field_of(&refused), "lines", "it is said where it is mended");
        assert!(refused.to_string().contains("keep it as a draft"), "{refused}");
    }
    let mut draft = Sale { status: SaleStatus::Draft, ..Sale::default() };
    kept(&book, &mut draft).expect("a draft may be empty");
    draft.status = SaleStatus::Open;
    kept(&book, &mut draft).expect_err("leaving the draft is going out");
    draft.lines.push(line(1, 80));
    kept(&book, &mut draft).expect("a sale at the counter names nobody");
    assert!(draft.number.ends_with("-0001"), "what was refused took no number: {}", draft.number);
}

#[test]
fn a_price_alone_is_a_sale_at_the_till_and_gets_a_word() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let till = |status| Sale {
        status,
        lines: vec![Line { quantity: 1.into(), unit_price: "12.50".parse().unwrap(), ..Line::default() }],
        ..Sale::default()
    };
    let mut sale = till(SaleStatus::Open);
    kept(&book, &mut sale).expect("a shop's till takes an amount with nothing else");
    assert_eq!((sale.total, sale.lines[0].description.as_str()), (1250, "Sundry"), "paper says something");
    let mut draft = till(SaleStatus::Draft);
    kept(&book, &mut draft).unwrap();
    assert_eq!(draft.lines[0].description, "", "the words may still come");
    let mut settings = book.facts().settings();
    settings.language = "de".into();
    book.transact(&by(), "German", |tx| tx.save(&mut settings)).unwrap();
    draft.status = SaleStatus::Open;
    kept(&book, &mut draft).unwrap();
    assert_eq!(draft.lines[0].description, "Diverses");
}

#[test]
fn an_empty_document_of_another_program_comes_in_and_may_be_noted_upon() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let mut old = Sale { number: "A-1".into(), ..Sale::default() };
    corrected(&book, &mut old).expect("files tell what happened elsewhere");
    old.meta.notes = "Written by mistake".into();
    kept(&book, &mut old).expect("what stands in the book stays open to notes");
}
