//! Customers of whom one has brought something back by a credit note that names no invoice become one and two again.

use super::*;

impl Filters {
    /// A credit note without an invoice, of so many days after the first of August.
    fn brings_back(&self, customer: Id, days: u64) -> Id {
        self.later();
        let line = Line {
            description: "Filter".into(),
            product_id: Some(self.filter),
            quantity: -Decimal::ONE,
            unit_price: Decimal::from(10),
            ..Line::default()
        };
        let note = Sale {
            document_kind: DocumentKind::CreditNote,
            customer_id: Some(customer),
            date: day("2026-08-01").checked_add_days(Days::new(days)).unwrap(),
            lines: vec![line],
            returns_goods: true,
            ..Sale::default()
        };
        save(&self.book, note)
    }

    fn both(&self) -> (Vec<Id>, Vec<Id>) {
        (self.reminded(self.ann), self.reminded(self.anne))
    }
}

#[test]
fn what_one_brought_back_takes_the_other_no_reminder_when_they_become_one() {
    for anne_brings_it in [false, true] {
        let shop = filters();
        let (first, second) = (shop.buys(shop.ann, 0), shop.buys(shop.anne, 60));
        shop.brings_back(if anne_brings_it { shop.anne } else { shop.ann }, 70);
        let left = if anne_brings_it { (vec![first], vec![]) } else { (vec![], vec![second]) };
        assert_eq!(shop.both(), left, "Anne brings it: {anne_brings_it}");
        let before = everything(&shop.book);
        shop.joined();
        let one = [left.0.clone(), left.1.clone()].concat();
        assert_eq!(
            shop.both(),
            (one.clone(), vec![]),
            "of two filters one is left, and it is looked after: Anne brought it: {anne_brings_it}"
        );
        shop.apart();
        assert_eq!(shop.both(), left, "Anne brings it: {anne_brings_it}");
        assert_eq!(everything(&shop.book), before, "as if they had never been one");
        shop.book.undo(&by(), None, &Unwatched).unwrap();
        assert_eq!(shop.both(), (one, vec![]), "undo makes them one again");
    }
}

#[test]
fn of_two_filters_the_one_that_did_not_come_back_is_looked_after_also_when_they_are_two_again() {
    let shop = filters();
    let (first, second) = (shop.buys(shop.ann, 0), shop.buys(shop.anne, 60));
    shop.joined();
    assert_eq!(shop.reminded(shop.ann), [second]);
    shop.brings_back(shop.ann, 70);
    assert_eq!(shop.reminded(shop.ann), [first], "the latest came back, so the one before counts");
    shop.apart();
    assert!(shop.reminded(shop.ann).len() <= 1 && shop.reminded(shop.anne).len() <= 1);
    assert!(
        !shop.reminded(shop.anne).is_empty() || !shop.reminded(shop.ann).is_empty(),
        "one of two filters is left"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn merging_and_taking_apart_leaves_every_reminder_as_it_was_whatever_came_back(
        what in prop::collection::vec((any::<bool>(), 0_u64..120, prop::bool::weighted(0.35)), 1..7),
    ) {
        let shop = filters();
        for (ann, days, back) in &what {
            let customer = if *ann { shop.ann } else { shop.anne };
            if *back { shop.brings_back(customer, *days); } else { shop.buys(customer, *days); }
        }
        let (before, left) = (everything(&shop.book), shop.both());
        shop.joined();
        let reminded = usize::from(!left.0.is_empty() || !left.1.is_empty());
        prop_assert_eq!(shop.reminded(shop.ann).len(), reminded, "whoever has one is reminded of it once");
        shop.apart();
        prop_assert_eq!(&everything(&shop.book), &before);
    }
}
