//! Purchases and credit notes of one customer, written in whatever order. Of which purchases the customer is reminded
//! is what a simple account of the whole book says, which knows nothing of the order of writing.

use super::*;
use crate::book::tests::{blank, by};
use crate::book::{Book, Unwatched};
use crate::clock::{Clock, ManualClock};
use crate::entity::Entity;
use crate::sales::tests::{kept, line, sale};
use crate::sales::{Line, SaleStatus};
use chrono::{Days, TimeDelta};
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::sync::Arc;

#[derive(Clone, Debug)]
enum Step {
    Buy {
        day: u64,
        pieces: i64,
    },
    BringBack {
        day: u64,
        pieces: i64,
    },
    /// Cancels the document that was written as this one, if there are so many.
    Cancel(usize),
}

struct Shop {
    book: Book,
    clock: Arc<ManualClock>,
    customer: Id,
    product: Id,
    written: Vec<Sale>,
    _home: tempfile::TempDir,
}

fn saved<E: Entity>(book: &Book, mut record: E) -> Id {
    book.transact(&by(), "Save", |tx| tx.save(&mut record)).unwrap().value
}

impl Shop {
    fn new(service_from_latest: bool) -> Self {
        let home = tempfile::tempdir().unwrap();
        let (book, clock) = blank(&home.path().join("shop"));
        let customer = saved(&book, Customer { last_name: "Berg".into(), ..Customer::default() });
        let filter = Product {
            name: "Filter".into(),
            service_interval_months: Some(6),
            service_from_latest,
            ..Product::default()
        };
        let product = saved(&book, filter);
        Self { book, clock, customer, product, written: Vec::new(), _home: home }
    }

    fn does(&mut self, step: &Step) {
        self.clock.set(self.clock.now() + TimeDelta::minutes(5));
        let (kind, day, pieces) = match *step {
            Step::Buy { day, pieces } => (DocumentKind::Invoice, day, pieces),
            Step::BringBack { day, pieces } => (DocumentKind::CreditNote, day, -pieces),
            Step::Cancel(which) => {
                if let Some(id) = self.written.get(which).map(|one| one.meta.id) {
                    let mut document: Sale = self.book.facts().get(id).unwrap();
                    document.status = SaleStatus::Cancelled;
                    kept(&self.book, &mut document).unwrap();
                    self.written[which] = document;
                }
                return;
            }
        };
        let goods = Line { product_id: Some(self.product), quantity: pieces.into(), ..line(1, 10) };
        let mut document = sale(kind, vec![goods]);
        document.customer_id = Some(self.customer);
        document.returns_goods = pieces < 0;
        document.date = document.date.checked_add_days(Days::new(day)).unwrap();
        kept(&self.book, &mut document).unwrap();
        self.written.push(document);
    }

    /// The invoices, as they were written, of which the customer is to be reminded of service.
    fn reminded(&self) -> Vec<usize> {
        let facts = self.book.facts();
        let table = facts.table(Kind::FollowUp);
        let tasks = table.present_rows().filter(|row| facts.follow_ups.open_due(*row).is_some());
        let sales = tasks.filter_map(|row| facts.get::<FollowUp>(table.id(row)).unwrap().sale_id);
        let mut which: Vec<usize> = sales
            .map(|sale| self.written.iter().position(|document| document.meta.id == sale).unwrap())
            .collect();
        which.sort_unstable();
        which
    }

    /// The same by a heap of what was bought, from which each credit note takes what lies on top.
    fn expected(&self, service_from_latest: bool) -> Vec<usize> {
        let mut standing: Vec<(usize, &Sale)> = self.written.iter().enumerate().collect();
        standing.retain(|(_, document)| document.status != SaleStatus::Cancelled);
        standing.sort_by_key(|(which, document)| {
            (document.date, document.document_kind == DocumentKind::CreditNote, *which)
        });
        let mut heap: Vec<usize> = Vec::new();
        for (which, document) in standing {
            let pieces = document.lines[0].quantity;
            let mut left = pieces.abs();
            while left > Decimal::ZERO {
                if pieces.is_sign_negative() {
                    heap.pop();
                } else {
                    heap.push(which);
                }
                left -= Decimal::ONE;
            }
        }
        if service_from_latest {
            heap.drain(..heap.len().saturating_sub(1));
        }
        heap.sort_unstable();
        heap.dedup();
        heap
    }
}

fn buy(day: u64) -> Step {
    Step::Buy { day, pieces: 1 }
}

fn bring_back(day: u64) -> Step {
    Step::BringBack { day, pieces: 1 }
}

#[test]
fn a_purchase_that_is_written_after_a_return_leaves_the_customer_with_one_of_two() {
    for latest in [true, false] {
        let mut shop = Shop::new(latest);
        [buy(88), bring_back(97)].iter().for_each(|step| shop.does(step));
        assert_eq!(shop.reminded(), [] as [usize; 0], "it came back");
        shop.does(&buy(88));
        assert_eq!(shop.reminded(), [0], "one of two came back: the other is to be looked after");
        shop.book.undo(&by(), None, &Unwatched).unwrap();
        assert_eq!(shop.reminded(), [] as [usize; 0], "undo takes that back too");
    }
}

#[test]
fn what_was_written_after_its_return_is_thought_of_once_another_came_back_instead() {
    for latest in [true, false] {
        let mut shop = Shop::new(latest);
        [bring_back(97), buy(80), buy(90)].iter().for_each(|step| shop.does(step));
        assert_eq!(shop.reminded(), [1], "the return is that of the later one");
        shop.does(&Step::Cancel(0));
        assert_eq!(shop.reminded(), shop.expected(latest), "and both stay when nothing came back after all");
        let mut shop = Shop::new(latest);
        [buy(0), buy(60), bring_back(70), Step::Cancel(1)].iter().for_each(|step| shop.does(step));
        assert_eq!(shop.reminded(), [] as [usize; 0], "of two one came back and one was never sold");
    }
}

#[test]
fn what_an_earlier_return_took_comes_back_when_a_later_one_is_cancelled() {
    for latest in [true, false] {
        let mut shop = Shop::new(latest);
        let steps = [buy(0), bring_back(29), bring_back(0), buy(1), Step::Cancel(2)];
        steps.iter().for_each(|step| shop.does(step));
        assert_eq!(shop.reminded(), [0], "of two one came back, the later one");
    }
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0_u64..120, 1_i64..3).prop_map(|(day, pieces)| Step::Buy { day, pieces }),
        3 => (0_u64..120, 1_i64..3).prop_map(|(day, pieces)| Step::BringBack { day, pieces }),
        2 => (0_usize..8).prop_map(Step::Cancel),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_customer_is_reminded_of_what_they_still_have_in_whatever_order_it_was_written(
        latest: bool,
        steps in prop::collection::vec(step(), 1..9),
    ) {
        let mut shop = Shop::new(latest);
        for step in &steps {
            shop.does(step);
            prop_assert_eq!(shop.reminded(), shop.expected(latest), "after {:?}", step);
        }
    }
}
