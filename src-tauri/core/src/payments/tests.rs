use super::receive::{beyond_limit, oldest_first, use_credit, write_off};
use super::*;
use crate::book::{Book, Unwatched};
use crate::clock::ManualClock;
use crate::customers::Customer;
use crate::entity::Entity;
use crate::sales::tests::{by, field_of, kept, line, sale, shop};
use crate::sales::{DocumentKind, Sale, SaleStatus};
use crate::{Error, Result};
use proptest::prelude::*;

fn saved<E: Entity>(book: &Book, mut record: E) -> Result<E> {
    book.transact(&by(), "Save", |tx| tx.save(&mut record))?;
    Ok(record)
}

fn anna(book: &Book) -> Customer {
    let anna = Customer { last_name: "Jensen".into(), credit_limit: Some(15_000), ..Customer::default() };
    saved(book, anna).unwrap()
}

fn invoice(book: &Book, customer: &Customer, price: i64, day: &str) -> Sale {
    let mut invoice = sale(DocumentKind::Invoice, vec![line(1, price)]);
    (invoice.customer_id, invoice.date) = (Some(customer.meta.id), day.parse().unwrap());
    kept(book, &mut invoice).unwrap();
    invoice
}

fn receipt(customer: &Customer, amount: i64, allocations: Vec<Allocation>) -> Receipt {
    let date = "2026-03-02".parse().unwrap();
    Receipt { customer_id: Some(customer.meta.id), date, amount, allocations, ..Receipt::default() }
}

fn now(book: &Book, sale: &Sale) -> Sale {
    book.facts().get(sale.meta.id).unwrap()
}

fn balance(book: &Book, customer: &Customer) -> i64 {
    let facts = book.facts();
    let row = facts.table(Kind::Customer).row(customer.meta.id).unwrap();
    facts.customers.totals(row).balance
}

#[test]
fn one_payment_settles_the_oldest_first_and_leaves_a_credit() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let anna = anna(&book);
    let (second, first) = (invoice(&book, &anna, 50, "2026-02-01"), invoice(&book, &anna, 100, "2026-01-01"));
    let parts = oldest_first(&book.facts(), anna.meta.id, 12_000);
    assert_eq!(
        parts.iter().map(|p| (p.sale_id, p.amount)).collect::<Vec<_>>(),
        [(first.meta.id, 10_000), (second.meta.id, 2_000)]
    );
    let all = oldest_first(&book.facts(), anna.meta.id, 20_000);
    let paid = saved(&book, receipt(&anna, 20_000, all)).unwrap();
    assert_eq!((paid.number.as_str(), paid.unallocated), ("PAY-2026-0001", 5_000));
    assert_eq!(now(&book, &second).status, SaleStatus::Paid);
    assert_eq!(balance(&book, &anna), -5_000, "what is left over is the customer's credit");
    let third = invoice(&book, &anna, 80, "2026-03-01");
    book.transact(&by(), "Use", |tx| use_credit(tx, paid.meta.id)).unwrap();
    assert_eq!((now(&book, &third).due, balance(&book, &anna)), (3_000, 3_000));
    book.undo(&by(), None, &Unwatched).unwrap();
    assert_eq!(
        (now(&book, &third).due, balance(&book, &anna)),
        (8_000, 3_000),
        "the sum is the same either way"
    );
    book.transact(&by(), "Trash", |tx| tx.trash(Kind::Receipt, paid.meta.id)).unwrap();
    assert_eq!(
        (now(&book, &first).due, balance(&book, &anna)),
        (10_000, 23_000),
        "without it nothing is paid"
    );
}

#[test]
fn what_cannot_be_is_said_in_a_sentence() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let anna = anna(&book);
    let bill = invoice(&book, &anna, 50, "2026-02-01");
    let part = |amount| vec![Allocation { sale_id: bill.meta.id, amount }];
    let refused = |receipt: Receipt| field_of(&saved(&book, receipt).unwrap_err()).to_owned();
    assert_eq!(refused(receipt(&anna, 5_000, part(6_000))), "allocations", "more than was paid");
    assert_eq!(refused(receipt(&anna, 0, Vec::new())), "amount");
    assert_eq!(refused(Receipt { customer_id: None, ..receipt(&anna, 6_000, part(5_000)) }), "customer_id");
    let quote = Sale { date: bill.date, document_kind: DocumentKind::Quote, ..Sale::default() };
    let quote = saved(&book, Sale { lines: bill.lines.clone(), ..quote }).unwrap();
    let of_quote = vec![Allocation { sale_id: quote.meta.id, amount: 1 }];
    assert_eq!(refused(receipt(&anna, 1, of_quote)), "allocations.0.sale_id");
    let ben = saved(&book, Customer { last_name: "Berg".into(), ..Customer::default() }).unwrap();
    assert_eq!(refused(receipt(&ben, 5_000, part(5_000))), "allocations.0.sale_id", "another customer's");
    assert_eq!(beyond_limit(&book.facts(), anna.meta.id, 12_000), Some((15_000, 2_000)));
    assert_eq!(beyond_limit(&book.facts(), anna.meta.id, 10_000), None, "up to the limit is within it");
}

#[test]
fn what_will_not_come_is_written_off_and_what_is_late_is_reminded_of() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let anna = anna(&book);
    let bill = invoice(&book, &anna, 50, "2026-01-01");
    // Due on 15 January, 46 days before 2 March: past 7, 21 and 35 days.
    let late = dunning::late(&book.facts(), book.today());
    assert_eq!((late[0].days, late[0].level, late[0].next), (46, 0, 3));
    let reminded =
        book.transact(&by(), "Remind", |tx| dunning::remind(tx, bill.meta.id, None)).unwrap().value;
    assert_eq!((reminded.dunning_level, reminded.dunned_on), (1, Some(book.today())));
    let off =
        book.transact(&by(), "Write off", |tx| write_off(tx, bill.meta.id, None, "Insolvent")).unwrap().value;
    assert_eq!((off.due, off.status, off.payments[0].method), (0, SaleStatus::Paid, PaymentMethod::WriteOff));
    assert!(dunning::late(&book.facts(), book.today()).is_empty());
    let again = book.transact(&by(), "Remind", |tx| dunning::remind(tx, bill.meta.id, None));
    assert!(matches!(again, Err(Error::Conflict(_))), "nothing is owed any more");
}

#[test]
fn the_till_is_counted_against_what_should_be_in_it() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let anna = anna(&book);
    let bill = invoice(&book, &anna, 50, "2026-02-01");
    let entry = |kind, amount, what: &str| CashEntry {
        date: "2026-03-02".parse().unwrap(),
        entry_kind: kind,
        amount,
        what: what.into(),
        ..CashEntry::default()
    };
    saved(&book, entry(CashEntryKind::Movement, 10_000, "Change")).unwrap();
    let paid = vec![Allocation { sale_id: bill.meta.id, amount: 5_000 }];
    saved(&book, receipt(&anna, 6_000, paid)).unwrap();
    let count = saved(&book, entry(CashEntryKind::Count, 15_950, "Evening")).unwrap();
    assert_eq!((count.expected, count.difference), (16_000, -50), "credit in cash is in the till as well");
    let lines = cash::lines(&book.facts(), count.date);
    assert_eq!((lines.len(), lines.last().unwrap().counted), (4, Some(15_950)), "the count closes the day");
}

#[derive(Clone, Debug)]
enum Act {
    Bill(i64),
    Pay(i64),
    Credit(u8),
    Drop(u8),
    Undo,
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 100, ..ProptestConfig::default() })]

    #[test]
    fn balances_agree_in_any_order_of_operations(acts in prop::collection::vec(prop_oneof![
        4 => (1_i64..500).prop_map(Act::Bill), 4 => (1_i64..60_000).prop_map(Act::Pay),
        2 => any::<u8>().prop_map(Act::Credit), 1 => any::<u8>().prop_map(Act::Drop), 1 => Just(Act::Undo),
    ], 1..25)) {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home);
        let anna = anna(&book);
        let mut done = 0;
        for act in acts {
            let (seq, back) = (book.seq(), matches!(act, Act::Undo));
            let receipts: Vec<Receipt> = cash::live(&book.facts());
            let pick = |which: u8| receipts.get(which as usize % receipts.len().max(1)).map(|r| r.meta.id);
            match act {
                Act::Bill(price) => { invoice(&book, &anna, price, "2026-02-01"); }
                Act::Pay(amount) => {
                    let parts = oldest_first(&book.facts(), anna.meta.id, amount);
                    saved(&book, receipt(&anna, amount, parts)).unwrap();
                }
                Act::Credit(which) => if let Some(id) = pick(which) { let _ = book.transact(&by(), "Use", |tx| use_credit(tx, id)); },
                Act::Drop(which) => if let Some(id) = pick(which) { book.transact(&by(), "Drop", |tx| tx.trash(Kind::Receipt, id)).unwrap(); },
                Act::Undo if done == 0 => {}
                Act::Undo => { let _ = book.undo(&by(), None, &Unwatched); }
            }
            let receipts: Vec<Receipt> = cash::live(&book.facts());
            if book.seq() > seq {
                done = if back { done - 1 } else { done + 1 };
            }
            let billed: i64 = cash::documents(&book.facts()).map(|sale| sale.total).sum();
            let on_documents: i64 = cash::documents(&book.facts()).map(|sale| sale.paid).sum();
            let received: i64 = receipts.iter().map(|r| r.amount).sum();
            let left: i64 = receipts.iter().map(|r| r.unallocated).sum();
            prop_assert_eq!(received, on_documents + left, "every cent is on a document or is credit");
            prop_assert_eq!(balance(&book, &anna), billed - received);
        }
        let dir = home.path().join("shop");
        let before = balance(&book, &anna);
        book.close().unwrap();
        let clock = std::sync::Arc::new(ManualClock::new("2026-03-03T09:00:00Z".parse().unwrap(), 9));
        let book = Book::open(&dir, clock).unwrap();
        prop_assert_eq!(balance(&book, &anna), before, "and opened again it is the same");
    }
}
