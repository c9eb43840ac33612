use super::*;
use crate::book::Book;
use crate::book::tests::{blank, by};
use crate::clock::ManualClock;
use crate::entity::Entity;
use crate::follow_ups::complete::complete;
use chrono::{TimeZone, Utc};
use std::sync::Arc;

struct Shop {
    book: Book,
    clock: Arc<ManualClock>,
    anna: Id,
    track: Id,
    _home: tempfile::TempDir,
}

fn save<E: Entity>(book: &Book, mut record: E) -> Id {
    book.transact(&by(), "Save", |tx| tx.save(&mut record)).unwrap().value
}

fn step(subject: &str, after_days: i64, only_if: &str) -> TrackStep {
    TrackStep { subject: subject.into(), after_days, only_if: only_if.into(), ..TrackStep::default() }
}

fn shop() -> Shop {
    let home = tempfile::tempdir().unwrap();
    let (book, clock) = blank(&home.path().join("shop"));
    let anna =
        save(&book, Customer { last_name: "Weber".into(), tier: "gold".into(), ..Customer::default() });
    let steps =
        vec![step("Thank them", 0, ""), step("Send silver card", 3, "tier = silver"), step("Call", 7, "")];
    let track =
        save(&book, Track { name: "Welcome".into(), stop_on_answer: true, steps, ..Track::default() });
    Shop { book, clock, anna, track, _home: home }
}

fn open(shop: &Shop) -> Vec<(String, String)> {
    let facts = shop.book.facts();
    let table = facts.table(Kind::FollowUp);
    (0..table.len())
        .filter(|row| facts.follow_ups.open_due(*row).is_some())
        .map(|row| (table.text(row, 1).to_owned(), table.typed::<NaiveDate>(row, 5).to_string()))
        .collect()
}

#[test]
fn one_step_is_open_at_a_time_and_the_next_counts_from_when_it_was_done() {
    let shop = shop();
    let first = shop
        .book
        .transact(&by(), "Start", |tx| start(tx, shop.track, shop.anna, About::default()))
        .unwrap()
        .value;
    assert_eq!(open(&shop), [("Thank them".into(), "2026-03-02".into())]);
    let twice = shop.book.transact(&by(), "Start", |tx| start(tx, shop.track, shop.anna, About::default()));
    assert!(twice.unwrap_err().to_string().contains("already runs"));
    shop.clock.set(Utc.with_ymd_and_hms(2026, 3, 5, 9, 0, 0).unwrap());
    shop.book.transact(&by(), "Done", |tx| complete(tx, first, "")).unwrap();
    assert_eq!(
        open(&shop),
        [("Call".into(), "2026-03-12".into())],
        "a step for silver customers is left out for gold"
    );
}

#[test]
fn an_answer_ends_the_track_and_a_note_of_ours_does_not() {
    let shop = shop();
    shop.book.transact(&by(), "Start", |tx| start(tx, shop.track, shop.anna, About::default())).unwrap();
    let talk = |channel, direction| Interaction {
        customer_id: shop.anna,
        channel,
        direction,
        at: shop.book.clock().now(),
        summary: "Spoke".into(),
        ..Interaction::default()
    };
    save(&shop.book, talk(InteractionChannel::Call, Direction::Out));
    save(&shop.book, talk(InteractionChannel::Note, Direction::In));
    assert_eq!(open(&shop).len(), 1);
    save(&shop.book, talk(InteractionChannel::Email, Direction::In));
    assert_eq!(open(&shop), [], "whoever answers is not sent the next reminder");
}

#[test]
fn a_track_that_could_not_be_followed_is_refused() {
    let shop = shop();
    let broken =
        [step("", 0, ""), step("Call", -1, ""), step("Call", 99_999_999, ""), step("Call", 0, "colour")];
    for steps in broken.map(|step| vec![step]).into_iter().chain([vec![]]) {
        let mut track = Track { name: "Broken".into(), steps, ..Track::default() };
        assert!(shop.book.transact(&by(), "Save", |tx| tx.save(&mut track)).is_err());
    }
}
