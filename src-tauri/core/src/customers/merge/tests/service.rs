//! Reminders of products of which the last purchase counts, when those who bought them become one and two again.

mod returned;

use super::*;
use crate::products::Product;
use crate::sales::DocumentKind;
use chrono::{Days, TimeDelta};

struct Filters {
    book: Book,
    clock: Arc<ManualClock>,
    ann: Id,
    anne: Id,
    filter: Id,
    _home: tempfile::TempDir,
}

fn filters() -> Filters {
    let home = tempfile::tempdir().unwrap();
    let (book, clock) = book(&home);
    let [ann, anne] = ["Ann", "Anne"].map(|first_name| {
        let name =
            Customer { first_name: first_name.into(), last_name: "Berg".into(), ..Customer::default() };
        save(&book, name)
    });
    let filter = Product {
        name: "Filter".into(),
        service_interval_months: Some(6),
        service_from_latest: true,
        ..Product::default()
    };
    let filter = save(&book, filter);
    Filters { book, clock, ann, anne, filter, _home: home }
}

impl Filters {
    /// Everything happens an hour after what was before.
    fn later(&self) {
        self.clock.set(self.book.clock().now() + TimeDelta::hours(1));
    }

    /// An invoice of so many days after the first of August.
    fn buys(&self, customer: Id, days: u64) -> Id {
        self.later();
        let line = Line {
            description: "Filter".into(),
            product_id: Some(self.filter),
            quantity: Decimal::ONE,
            unit_price: Decimal::from(10),
            ..Line::default()
        };
        let invoice = Sale {
            document_kind: DocumentKind::Invoice,
            customer_id: Some(customer),
            date: day("2026-08-01").checked_add_days(Days::new(days)).unwrap(),
            lines: vec![line],
            ..Sale::default()
        };
        save(&self.book, invoice)
    }

    fn joined(&self) {
        self.later();
        joined(&self.book, self.ann, self.anne);
    }

    fn apart(&self) {
        self.later();
        self.book.unmerge(&by(), self.anne).unwrap();
    }

    fn tasks(&self) -> Vec<FollowUp> {
        let facts = self.book.facts();
        let table = facts.table(Kind::FollowUp);
        table.present_rows().map(|row| facts.get(table.id(row)).unwrap()).collect()
    }

    /// Of which sale a customer is still reminded.
    fn reminded(&self, customer: Id) -> Vec<Id> {
        let open = |task: &FollowUp| task.customer_id == Some(customer) && task.meta.trashed_at.is_none();
        self.tasks().into_iter().filter(open).filter_map(|task| task.sale_id).collect()
    }

    fn throws_away(&self, sale: Id) {
        self.later();
        let task = self.tasks().into_iter().find(|task| task.sale_id == Some(sale)).unwrap().meta.id;
        self.book.transact(&by(), "By hand", |tx| tx.trash(Kind::FollowUp, task)).unwrap();
    }
}

#[test]
fn of_what_both_had_bought_only_the_last_is_thought_of_while_they_are_one() {
    let shop = filters();
    let (first, second) = (shop.buys(shop.ann, 0), shop.buys(shop.anne, 60));
    shop.joined();
    assert_eq!(shop.reminded(shop.ann), [second], "one filter, one reminder");
    shop.apart();
    assert_eq!((shop.reminded(shop.ann), shop.reminded(shop.anne)), (vec![first], vec![second]));
}

#[test]
fn what_one_buys_while_they_are_one_leaves_the_other_her_own_reminder() {
    let shop = filters();
    let (_, second) = (shop.buys(shop.ann, 0), shop.buys(shop.anne, 60));
    shop.joined();
    let third = shop.buys(shop.ann, 90);
    assert_eq!(shop.reminded(shop.ann), [third]);
    shop.apart();
    assert_eq!(shop.reminded(shop.ann), [third], "hers of August ended when she bought again");
    assert_eq!(
        shop.reminded(shop.anne),
        [second],
        "and Anne, who has bought nothing since, is not forgotten"
    );
    shop.book.undo(&by(), None, &Unwatched).unwrap();
    assert_eq!(shop.reminded(shop.ann), [third]);
}

#[test]
fn what_was_thrown_away_by_hand_comes_back_neither_way() {
    let shop = filters();
    let (_, second) = (shop.buys(shop.ann, 0), shop.buys(shop.anne, 60));
    shop.joined();
    shop.throws_away(second);
    let third = shop.buys(shop.ann, 90);
    shop.apart();
    assert_eq!((shop.reminded(shop.ann), shop.reminded(shop.anne)), (vec![third], vec![]));
}

#[test]
fn a_note_that_is_as_the_merge_left_it_is_divided_again_whatever_was_undone() {
    let shop = filters();
    let noted = |id, text: &str| {
        shop.later();
        let mut one: Customer = shop.book.facts().get(id).unwrap();
        one.meta.notes = text.into();
        save(&shop.book, one);
    };
    let note = |id| shop.book.facts().get::<Customer>(id).unwrap().meta.notes;
    let undo = || {
        shop.later();
        shop.book.undo(&by(), None, &Unwatched).unwrap();
    };
    noted(shop.ann, "ann");
    noted(shop.anne, "anne");
    shop.joined();
    let both = note(shop.ann);
    noted(shop.ann, &format!("{both}\nlater"));
    shop.apart();
    undo();
    undo();
    assert_eq!(note(shop.ann), both);
    shop.apart();
    assert_eq!((note(shop.ann).as_str(), note(shop.anne).as_str()), ("ann", "anne"));
    shop.joined();
    undo();
    undo();
    shop.apart();
    assert_eq!(note(shop.ann), "ann", "a merge that was undone is not the one to be taken back");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn merging_and_taking_apart_leaves_every_reminder_as_it_was(
        purchases in prop::collection::vec((any::<bool>(), 0_u64..120, any::<bool>()), 1..6),
        meanwhile in prop::collection::vec(0_u64..150, 0..3),
    ) {
        let shop = filters();
        for (ann, days, thrown) in &purchases {
            let sale = shop.buys(if *ann { shop.ann } else { shop.anne }, *days);
            if *thrown {
                shop.throws_away(sale);
            }
        }
        let before = everything(&shop.book);
        let annes = shop.reminded(shop.anne);
        shop.joined();
        prop_assert!(shop.reminded(shop.ann).len() <= 1, "one customer is reminded of one filter once");
        shop.apart();
        prop_assert_eq!(&everything(&shop.book), &before);
        shop.joined();
        meanwhile.iter().for_each(|days| { shop.buys(shop.ann, *days); });
        shop.apart();
        prop_assert_eq!(shop.reminded(shop.anne), annes, "what Ann has bought is nothing of Anne\u{2019}s");
        prop_assert!(meanwhile.is_empty() || shop.reminded(shop.ann).len() <= 1, "nor is Ann reminded twice");
    }
}
