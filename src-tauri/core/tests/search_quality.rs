//! How well the search understands people who mistype, on the demo shop.
//!
//! Before it forgave slips (every word had to be somewhere in the record as typed) it
//! found 9 of the fifty; the first run with slips forgiven found 48 among the first five,
//! and since a title counts more than a text it is 50, 48 of them in the first place.

// A test may stop at the first thing that is not as it should be; clippy knows that only of functions marked as tests.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use regulars_core::book::{Book, By, NewBook, Source, Unwatched};
use regulars_core::clock::ManualClock;
use regulars_core::demo::{self, DemoOptions};
use regulars_core::entity::Kind;
use regulars_core::facts::find::find;
use std::sync::Arc;

const QUERIES: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/search-queries.txt"));

fn shop(home: &tempfile::TempDir) -> Book {
    let clock = Arc::new(ManualClock::new("2026-03-02T09:00:00Z".parse().unwrap(), 7));
    let new = NewBook {
        name: "Linden".into(),
        currency: "EUR".into(),
        country: "DE".into(),
        user_name: "Ana".into(),
    };
    let book = Book::create(&home.path().join("shop"), &new, clock).unwrap();
    let by = By { actor: "Ana".into(), source: Source::Program };
    demo::fill(&book, &by, &DemoOptions::default(), &Unwatched).unwrap();
    book
}

#[test]
fn somebody_who_mistypes_still_finds_whom_they_meant() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let facts = book.facts();
    let customers = facts.table(Kind::Customer);
    let (mut asked, mut found, mut first, mut missed) = (0, 0, 0, Vec::new());
    for line in QUERIES.lines().filter(|line| !line.starts_with('#')) {
        let (query, expected) = line.split_once(" > ").unwrap();
        asked += 1;
        let hits = find(&facts, query, 5);
        let is_it = |hit: &regulars_core::facts::find::Hit| match hit.kind {
            Kind::Customer => customers.present(hit.id).is_some_and(|row| customers.text(row, 1) == expected),
            _ => hit.title == expected,
        };
        match hits.iter().position(is_it) {
            Some(place) => {
                found += 1;
                first += usize::from(place == 0);
            }
            None => missed.push(line),
        }
    }
    println!("{found} of {asked} among the first five, {first} first; not: {missed:#?}");
    assert_eq!(asked, 50);
    assert!(found >= 50, "{missed:#?}");
}
