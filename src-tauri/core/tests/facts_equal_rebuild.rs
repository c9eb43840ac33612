//! The read model is never rebuilt for one change, and must yet always say what
//! one built from scratch would say: after any sequence of operations, and after
//! closing and opening with the sidecar, with an old sidecar, and without one.

// A test may stop at the first thing that is not as it should be; clippy knows that only of functions marked as tests.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod steps;

use proptest::prelude::*;
use regulars_core::book::Book;
use regulars_core::entity::Kind;
use regulars_core::facts::order::{Order, sort_key};
use regulars_core::facts::{Facts, State, field};
use steps::{apply, book, clock, contents, step};

/// The read model built anew from nothing but the records.
fn rebuilt(facts: &Facts) -> Facts {
    let mut fresh = Facts::default();
    // Backwards, so that references come before what they refer to.
    for kind in Kind::ALL.into_iter().rev() {
        let table = facts.table(kind);
        for row in table.present_rows() {
            fresh.load(kind as u8, table.id(row), table.position(row), table.bytes(row)).unwrap();
        }
    }
    fresh.derive_all();
    fresh
}

/// Whether the orders that lists have kept are those that sorting anew would give.
fn orders_hold(facts: &Facts) -> bool {
    let kept = [(Kind::Customer, "name"), (Kind::Sale, "date"), (Kind::FollowUp, "due_date")];
    kept.into_iter().all(|(kind, name)| {
        let field = field(kind, name).unwrap();
        let anew = Order::build(facts.table(kind).len(), |row| sort_key(&facts.value(kind, row, field)));
        let present = |row: &u32| facts.table(kind).state(*row) != State::Gone;
        let order = facts.order(kind, field);
        let kept = order.rows().iter().copied().filter(present);
        kept.eq(anew.rows().iter().copied().filter(present))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn the_read_model_equals_one_built_from_scratch(steps in prop::collection::vec(step(), 1..40)) {
        let dir = tempfile::tempdir().unwrap();
        let book = book(&dir.path().join("shop"));
        for step in &steps {
            let before = contents(&book);
            if apply(&book, step).is_err() {
                prop_assert_eq!(&before, &contents(&book), "a refusal must change nothing: {:?}", step);
            }
            let facts = book.facts();
            prop_assert_eq!(facts.difference(&rebuilt(&facts)), None, "after {:?}", step);
            prop_assert!(orders_hold(&facts), "a list would be out of order after {:?}", step);
        }
    }

    #[test]
    fn opening_a_book_gives_the_same_read_model(
        first in prop::collection::vec(step(), 1..15),
        second in prop::collection::vec(step(), 1..15),
    ) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("shop");
        let mut shop = book(&path);
        first.iter().for_each(|step| drop(apply(&shop, step)));
        shop.checkpoint();
        second.iter().for_each(|step| drop(apply(&shop, step)));
        let wanted = rebuilt(&shop.facts());
        // Dropped, not closed: the sidecar stands at the end of the first part.
        for round in ["an old sidecar and the journal", "a new sidecar", "no sidecar"] {
            drop(shop);
            if round == "no sidecar" {
                std::fs::remove_file(path.join("facts.cache")).unwrap();
            }
            shop = Book::open(&path, clock(2)).unwrap();
            prop_assert_eq!(shop.facts().difference(&wanted), None, "opened from {}", round);
            prop_assert_eq!(wanted.difference(&shop.facts()), None, "opened from {}", round);
            prop_assert!(orders_hold(&shop.facts()), "a list would be out of order, opened from {}", round);
            shop.checkpoint();
        }
    }
}
