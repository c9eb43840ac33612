use super::{by, field_of, kept, line, paid, sale, shop};
use crate::book::{Book, Unwatched};
use crate::sales::chain::{self, events, family, progress};
use crate::sales::make::{Pick, accept, make};
use crate::sales::*;
use crate::{Error, Result};
use chrono::NaiveDate;

fn made(book: &Book, of: &Sale, to: DocumentKind, picks: &[(i64, i64)]) -> Result<Sale> {
    let picks: Vec<Pick> =
        picks.iter().map(|(key, quantity)| Pick { key: *key, quantity: (*quantity).into() }).collect();
    book.transact(&by(), "Make", |tx| make(tx, of.meta.id, to, &picks, None)).map(|outcome| outcome.value)
}

fn day(text: &str) -> Option<NaiveDate> {
    Some(text.parse().unwrap())
}

#[test]
fn a_quote_goes_all_the_way_to_the_credit_note_in_parts() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let mut quote = sale(DocumentKind::Quote, vec![line(5, 100), line(2, 40)]);
    (quote.discount_amount, quote.shipping) = (1_001, 590);
    kept(&book, &mut quote).unwrap();
    let order = made(&book, &quote, DocumentKind::Order, &[]).unwrap();
    assert_eq!((order.number.as_str(), order.total), ("ORD-2026-0001", quote.total));
    let quote: Sale = book.facts().get(quote.meta.id).unwrap();
    assert_eq!(quote.accepted_on, day("2026-03-02"), "an order made of it accepts a quote");
    let first = made(&book, &order, DocumentKind::Delivery, &[(1, 3)]).unwrap();
    let second = made(&book, &order, DocumentKind::Delivery, &[]).unwrap();
    assert_eq!(second.lines.iter().map(|l| l.quantity).collect::<Vec<_>>(), [2.into(), 2.into()]);
    let error = made(&book, &order, DocumentKind::Delivery, &[(1, 1)]).unwrap_err();
    assert_eq!(error.to_string(), "Of “Shelf” only 0 can still be taken over (delivery).");
    let invoices = [&first, &second].map(|of| made(&book, of, DocumentKind::Invoice, &[]).unwrap());
    assert_eq!(
        invoices.iter().map(|i| i.total).sum::<i64>(),
        quote.total,
        "two invoices are to the cent what the quote promised, its discount and shipping once"
    );
    assert!(
        matches!(made(&book, &order, DocumentKind::Invoice, &[]), Err(Error::Conflict(_))),
        "all invoiced"
    );
    let note = made(&book, &invoices[0], DocumentKind::CreditNote, &[(1, 1)]).unwrap();
    assert!(note.total < 0 && note.lines[0].quantity == (-1).into());
    let rest = made(&book, &invoices[0], DocumentKind::CreditNote, &[]).unwrap();
    assert_eq!(note.total + rest.total, -invoices[0].total, "credited in two parts it is the whole again");
    let facts = book.facts();
    let lines = progress(&facts, &facts.get(order.meta.id).unwrap());
    let five = rust_decimal::Decimal::from(5);
    assert_eq!((lines[0].delivered, lines[0].invoiced, lines[0].credited), (five, five, 3.into()));
    let chain = family(&facts, &note).unwrap();
    assert_eq!((chain.len(), chain[0].number.as_str()), (8, "QUO-2026-0001"), "links lead both ways");
    assert!(events(&chain).iter().any(|event| event.what == "accepted"));
}

#[test]
fn a_cancelled_document_gives_its_goods_back_to_the_order() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let mut order = sale(DocumentKind::Order, vec![line(2, 100)]);
    kept(&book, &mut order).unwrap();
    let mut invoice = made(&book, &order, DocumentKind::Invoice, &[]).unwrap();
    invoice.status = SaleStatus::Cancelled;
    kept(&book, &mut invoice).unwrap();
    let again = made(&book, &order, DocumentKind::Invoice, &[]).unwrap();
    assert_eq!(again.number, "INV-2026-0002", "the cancelled one stays and keeps its number");
}

#[test]
fn a_document_that_others_came_from_stays_what_it_is() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let mut order = sale(DocumentKind::Order, vec![line(2, 100)]);
    kept(&book, &mut order).unwrap();
    made(&book, &order, DocumentKind::Delivery, &[(1, 1)]).unwrap();
    order.document_kind = DocumentKind::Invoice;
    let error = kept(&book, &mut order).unwrap_err();
    assert_eq!(field_of(&error), "document_kind", "the delivery would hang in the air: {error}");
}

#[test]
fn a_quote_is_accepted_while_it_is_valid() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let mut quote = sale(DocumentKind::Quote, vec![line(1, 100)]);
    quote.valid_until = day("2026-02-01");
    kept(&book, &mut quote).unwrap();
    let accepted = |on| book.transact(&by(), "Accept", |tx| accept(tx, quote.meta.id, on));
    assert_eq!(field_of(&accepted(None).unwrap_err()), "valid_until");
    assert_eq!(accepted(day("2026-01-31")).unwrap().value.accepted_on, day("2026-01-31"));
}

#[test]
fn a_deposit_is_taken_off_the_invoice_that_follows() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let mut lines = vec![line(3, 33), line(1, 50)];
    (lines[0].tax_rate, lines[1].tax_rate) = (19.into(), 7.into());
    let mut order = sale(DocumentKind::Order, lines);
    order.discount = 3.into();
    kept(&book, &mut order).unwrap();
    let deposit = book
        .transact(&by(), "Deposit", |tx| recurring::deposit(tx, order.meta.id, 30.into(), "Deposit"))
        .unwrap()
        .value;
    assert!(deposit.total > 0 && deposit.taxes.len() == 2, "each tax has its part of it");
    let invoice = made(&book, &order, DocumentKind::Invoice, &[]).unwrap();
    assert_eq!(deposit.total + invoice.total, order.total, "nothing is asked for twice");
    assert_eq!(deposit.tax + invoice.tax, order.tax);
}

#[test]
fn an_order_that_recurs_is_invoiced_on_each_of_its_days() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let mut order = sale(DocumentKind::Order, vec![line(1, 30)]);
    (order.recurrence, order.next_on) = ("FREQ=MONTHLY;COUNT=3".into(), day("2026-01-31"));
    kept(&book, &mut order).unwrap();
    let until = |to: &str| {
        let to = to.parse().unwrap();
        book.transact(&by(), "Recurring", |tx| recurring::run(tx, to)).unwrap().value.len()
    };
    assert_eq!(
        (until("2026-03-02"), until("2026-03-02")),
        (2, 0),
        "each day once, however often it is asked"
    );
    assert_eq!((until("2027-03-02"), until("2028-01-01")), (1, 0), "and no more than the rule says");
    let facts = book.facts();
    let days: Vec<_> = chain::made_from(&facts, order.meta.id).iter().map(|i| i.date.to_string()).collect();
    assert_eq!(days, ["2026-01-31", "2026-02-28", "2026-03-31"]);
}

#[test]
fn an_issued_invoice_is_corrected_by_a_credit_note_only() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let mut invoice = sale(DocumentKind::Invoice, vec![line(1, 100)]);
    kept(&book, &mut invoice).unwrap();
    let refused = |change: fn(&mut Sale)| {
        let mut changed: Sale = book.facts().get(invoice.meta.id).unwrap();
        change(&mut changed);
        kept(&book, &mut changed).map_or_else(|error| field_of(&error).to_owned(), |()| String::new())
    };
    assert_eq!(refused(|s| s.lines[0].unit_price = 90.into()), "lines");
    assert_eq!(refused(|s| s.date = "2026-02-01".parse().unwrap()), "date");
    assert_eq!(refused(|s| s.number = "INV-1".into()), "number");
    assert_eq!(refused(|s| s.status = SaleStatus::Draft), "status");
    assert_eq!(
        refused(|s| s.tracking = "XY 12".into()),
        "",
        "what happens to the goods is still written down"
    );
    assert!(book.transact(&by(), "Trash", |tx| tx.trash(Kind::Sale, invoice.meta.id)).is_err());
    paid(&book, &invoice, 5_000).unwrap();
    assert_eq!(refused(|s| s.status = SaleStatus::Cancelled), "status", "money was paid on it");
}

#[test]
fn a_number_is_neither_missing_nor_given_twice() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let mut draft = sale(DocumentKind::Invoice, vec![line(1, 1)]);
    draft.status = SaleStatus::Draft;
    kept(&book, &mut draft).unwrap();
    assert_eq!(draft.number, "", "a draft can be thrown away, so it has no number yet");
    kept(&book, &mut sale(DocumentKind::Invoice, vec![line(1, 1)])).unwrap();
    let undone = book.undo(&by(), None, &Unwatched).unwrap();
    assert!(undone.kept[0].to_string().starts_with("INV-2026-0001 stays as cancelled"), "{:?}", undone.kept);
    draft.status = SaleStatus::Open;
    kept(&book, &mut draft).unwrap();
    assert_eq!(draft.number, "INV-2026-0002");
    assert!(book.undo(&by(), None, &Unwatched).is_err(), "what is issued stays issued");
    let facts = book.facts();
    let mut numbers: Vec<String> =
        facts.table(Kind::Sale).present_rows().map(|row| facts.title(Kind::Sale, row)).collect();
    numbers.sort();
    assert_eq!(numbers, ["INV-2026-0001", "INV-2026-0002"]);
    let series = crate::settings::series_id("INV-2026");
    let back = book.transact(&by(), "Reset", |tx| {
        let mut series: crate::settings::Series = tx.get(series)?;
        series.next = 1;
        tx.save(&mut series)
    });
    assert!(back.unwrap_err().to_string().contains("cannot be set back"));
}

#[test]
fn quotes_orders_and_deliveries_keep_their_numbers_too() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    for (kind, series) in [
        (DocumentKind::Quote, "QUO-2026"),
        (DocumentKind::Order, "ORD-2026"),
        (DocumentKind::Delivery, "DN-2026"),
    ] {
        let mut first = sale(kind, vec![line(1, 1)]);
        kept(&book, &mut first).unwrap();
        let undone = book.undo(&by(), None, &Unwatched).unwrap();
        assert!(undone.kept[0].to_string().starts_with(&format!("{series}-0001 stays")), "{:?}", undone.kept);
        let left: Sale = book.facts().get(first.meta.id).unwrap();
        assert_eq!((left.status, left.lines.len()), (SaleStatus::Cancelled, 0), "nothing but the number");
        let mut second = sale(kind, vec![line(1, 1)]);
        kept(&book, &mut second).unwrap();
        assert_eq!(second.number, format!("{series}-0002"), "and nobody gets it again");
        second.channel = "phone".into();
        kept(&book, &mut second).unwrap();
        book.undo(&by(), None, &Unwatched).unwrap();
        let back: Sale = book.facts().get(second.meta.id).unwrap();
        assert_eq!(back.status, SaleStatus::Open, "a later change is taken back as before");
    }
}
