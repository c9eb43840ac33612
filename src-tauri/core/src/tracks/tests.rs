use super::*;
use crate::book::Book;
use crate::book::tests::{blank, by};
use crate::book::{By, Source};
use crate::cases::{Case, CaseStatus};
use crate::clock::ManualClock;
use crate::custom_fields::{CustomField, CustomType};
use crate::customers::{Customer, CustomerKind};
use crate::deals::{Deal, Outcome, moves};
use crate::entity::Entity;
use crate::follow_ups::complete::complete;
use crate::interactions::{Direction, Interaction, InteractionChannel};
use chrono::{NaiveDate, TimeZone, Utc};
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
        [("Send silver card".into(), "2026-03-08".into())],
        "who is gold today may be silver when it comes"
    );
    assert_eq!(reviewed(&shop), 0, "nothing is asked before its day");
    shop.clock.set(Utc.with_ymd_and_hms(2026, 3, 8, 9, 0, 0).unwrap());
    assert_eq!(reviewed(&shop), 1);
    assert_eq!(
        open(&shop),
        [("Call".into(), "2026-03-12".into())],
        "a step for silver customers is left out for gold, and the next one is no later for it"
    );
}

fn reviewed(shop: &Shop) -> usize {
    let by = By { source: Source::Program, ..by() };
    shop.book.transact(&by, "Review", review).unwrap().value
}

fn begin(shop: &Shop, customer: Id, about: About) -> Id {
    shop.book.transact(&by(), "Start", |tx| start(tx, shop.track, customer, about)).unwrap().value
}

fn deal(shop: &Shop, customer: Id, title: &str) -> Id {
    save(&shop.book, Deal { title: title.into(), customer_id: customer, amount: 100, ..Deal::default() })
}

fn abouts(shop: &Shop) -> Vec<Option<Id>> {
    let facts = shop.book.facts();
    let table = facts.table(Kind::FollowUp);
    let open = (0..table.len()).filter(|row| facts.follow_ups.open_due(*row).is_some());
    open.map(|row| facts.get::<FollowUp>(table.id(row)).unwrap().deal_id).collect()
}

#[test]
fn a_step_that_is_moot_when_its_day_comes_is_not_asked_for() {
    let shop = shop();
    let ask = save(
        &shop.book,
        Track {
            name: "Ask again".into(),
            steps: vec![step("Ask", 0, ""), step("Ask again", 7, "sales_count = 0")],
            ..Track::default()
        },
    );
    let first =
        shop.book.transact(&by(), "Start", |tx| start(tx, ask, shop.anna, About::default())).unwrap().value;
    shop.book.transact(&by(), "Done", |tx| complete(tx, first, "")).unwrap();
    save(
        &shop.book,
        crate::sales::Sale {
            customer_id: Some(shop.anna),
            lines: vec![crate::sales::tests::line(1, 80)],
            ..Default::default()
        },
    );
    assert_eq!(open(&shop).len(), 1);
    shop.clock.set(Utc.with_ymd_and_hms(2026, 3, 10, 9, 0, 0).unwrap());
    let undo = shop.book.undo_state().unwrap().0.unwrap().op;
    assert_eq!(reviewed(&shop), 1, "whoever has bought since is not asked whether they want to");
    assert_eq!(open(&shop), []);
    assert_eq!(
        shop.book.undo_state().unwrap().0.unwrap().op,
        undo,
        "Undo takes back what somebody did, not what the program did behind them"
    );
}

#[test]
fn a_condition_on_what_is_gone_holds_nobody_up() {
    let shop = shop();
    let wood = CustomField {
        label: "Wood".into(),
        record_kind: "customer".into(),
        field_type: CustomType::Text,
        ..CustomField::default()
    };
    let wood = save(&shop.book, wood);
    let track = Track {
        name: "Oil".into(),
        steps: vec![step("Ask", 0, ""), step("Send oil", 1, "wood = oak")],
        ..Track::default()
    };
    let track = save(&shop.book, track);
    let first =
        shop.book.transact(&by(), "Start", |tx| start(tx, track, shop.anna, About::default())).unwrap().value;
    shop.book.transact(&by(), "Remove", |tx| tx.trash(Kind::CustomField, wood)).unwrap();
    shop.book.transact(&by(), "Done", |tx| complete(tx, first, "")).unwrap();
    assert_eq!(open(&shop), [("Send oil".into(), "2026-03-03".into())], "nobody is forgotten over it");
    shop.clock.set(Utc.with_ymd_and_hms(2026, 3, 4, 9, 0, 0).unwrap());
    assert_eq!(reviewed(&shop), 0);
    let facts = shop.book.facts();
    let table = facts.table(Kind::FollowUp);
    let noted = (0..table.len()).filter_map(|row| facts.get::<FollowUp>(table.id(row)).ok());
    let notes: Vec<String> = noted.filter(|one| !one.done).map(|one| one.meta.notes).collect();
    assert!(notes[0].contains("wood = oak"), "and the step says that it could not be asked: {notes:?}");
    drop(facts);
    let mut kept: Track = shop.book.facts().get(track).unwrap();
    kept.name = "Oil for oak".into();
    assert!(shop.book.transact(&by(), "Rename", |tx| tx.save(&mut kept)).is_ok());
}

#[test]
fn a_track_runs_once_for_each_deal_and_an_answer_about_one_leaves_the_other() {
    let shop = shop();
    let (kitchen, table) = (deal(&shop, shop.anna, "Kitchen"), deal(&shop, shop.anna, "Table"));
    let about = |deal| About { deal: Some(deal), case: None };
    for deal in [kitchen, table] {
        begin(&shop, shop.anna, about(deal));
    }
    let twice = shop.book.transact(&by(), "Start", |tx| start(tx, shop.track, shop.anna, about(kitchen)));
    assert!(twice.is_err(), "nobody is reminded of one deal twice");
    let mail = |deal| Interaction {
        customer_id: shop.anna,
        channel: InteractionChannel::Email,
        direction: Direction::In,
        at: shop.book.clock().now(),
        summary: "Yes".into(),
        deal_id: deal,
        ..Interaction::default()
    };
    save(&shop.book, mail(Some(kitchen)));
    assert_eq!(abouts(&shop), [Some(table)], "what they said of the kitchen says nothing of the table");
    begin(&shop, shop.anna, About::default());
    save(&shop.book, mail(None));
    assert_eq!(abouts(&shop), [], "an answer about nothing in particular may be about anything");
}

/// Changes the steps of the track as somebody does in the form.
fn change(shop: &Shop, edit: impl FnOnce(&mut Vec<TrackStep>)) {
    let mut track: Track = shop.book.facts().get(shop.track).unwrap();
    edit(&mut track.steps);
    save(&shop.book, track);
}

/// Does what is open now and returns what comes next.
fn done_and_next(shop: &Shop) -> Vec<String> {
    let table = |facts: &crate::facts::Facts| {
        let rows = 0..facts.table(Kind::FollowUp).len();
        let mut open = rows.filter(|row| facts.follow_ups.open_due(*row).is_some());
        open.next().map(|row| facts.table(Kind::FollowUp).id(row))
    };
    let id = table(&shop.book.facts()).unwrap();
    shop.book.transact(&by(), "Done", |tx| complete(tx, id, "")).unwrap();
    open(shop).into_iter().map(|(subject, _)| subject).collect()
}

#[test]
fn a_track_that_is_changed_while_it_runs_neither_skips_nor_repeats_a_step() {
    let plain = |subject| step(subject, 1, "");
    let running = || {
        let shop = shop();
        change(&shop, |steps| *steps = ["A", "B", "C", "D"].map(plain).to_vec());
        begin(&shop, shop.anna, About::default());
        assert_eq!(done_and_next(&shop), ["B"]);
        shop
    };
    let shop = running();
    change(&shop, |steps| steps.insert(0, plain("Before")));
    assert_eq!(done_and_next(&shop), ["C"], "an insertion before it must not bring B again");
    let shop = running();
    change(&shop, |steps| steps.insert(2, plain("Between")));
    assert_eq!(done_and_next(&shop), ["Between"], "what was put behind it comes");
    let shop = running();
    change(&shop, |steps| drop(steps.remove(0)));
    assert_eq!(done_and_next(&shop), ["C"], "the removal of one before it must not skip C");
    let shop = running();
    change(&shop, |steps| drop(steps.remove(1)));
    assert_eq!(open(&shop)[0].0, "B", "what is planned can still be done");
    change(&shop, |steps| steps.insert(0, plain("Before")));
    assert_eq!(done_and_next(&shop), ["C"], "a removed step goes on with the one that stood after it");
    let shop = running();
    change(&shop, |steps| steps.swap(1, 3));
    assert_eq!(done_and_next(&shop), [""; 0], "B is the last one now");
    let shop = running();
    change(&shop, |steps| steps.swap(1, 2));
    assert_eq!(done_and_next(&shop), ["D"], "C stands before it now");
    shop.book.undo(&by(), None, &crate::book::Unwatched).unwrap();
    shop.book.undo(&by(), None, &crate::book::Unwatched).unwrap();
    assert_eq!(done_and_next(&shop), ["C"], "and the track is what it was after an undo");
}

#[test]
fn a_track_of_an_earlier_version_goes_on_where_it_was() {
    let shop = shop();
    change(&shop, |steps| *steps = ["A", "B", "C"].map(|subject| step(subject, 1, "")).to_vec());
    begin(&shop, shop.anna, About::default());
    done_and_next(&shop);
    // As it was kept before steps had keys.
    shop.book
        .transact(&by(), "Old", |tx| {
            let mut track: Track = tx.get(shop.track)?;
            track.steps.iter_mut().for_each(|step| step.key = 0);
            tx.stage_record(&mut track);
            for mut step in steps::open(tx, shop.anna) {
                step.step_key = 0;
                tx.stage_record(&mut step);
            }
            Ok(())
        })
        .unwrap();
    change(&shop, |steps| steps.insert(0, step("Before", 1, "")));
    assert_eq!(done_and_next(&shop), ["C"]);
}

#[test]
fn the_contact_of_a_company_answers_for_it() {
    let shop = shop();
    let acme = Customer { kind: CustomerKind::Company, company_name: "Acme".into(), ..Customer::default() };
    let acme = save(&shop.book, acme);
    let mut anna: Customer = shop.book.facts().get(shop.anna).unwrap();
    anna.company_id = Some(acme);
    save(&shop.book, anna);
    let kitchen = deal(&shop, acme, "Kitchen");
    begin(&shop, acme, About { deal: Some(kitchen), case: None });
    save(
        &shop.book,
        Interaction {
            customer_id: shop.anna,
            channel: InteractionChannel::Email,
            direction: Direction::In,
            at: shop.book.clock().now(),
            summary: "Yes".into(),
            ..Interaction::default()
        },
    );
    assert_eq!(open(&shop), [], "Acme is not asked again when its contact has answered");
}

#[test]
fn what_is_decided_is_asked_about_no_more() {
    let shop = shop();
    let (won, lost) = (deal(&shop, shop.anna, "Kitchen"), deal(&shop, shop.anna, "Table"));
    for (id, stage) in [(won, "won"), (lost, "lost")] {
        let mut about: Deal = shop.book.facts().get(id).unwrap();
        begin(&shop, shop.anna, About { deal: Some(id), case: None });
        about.reason = "Price".into();
        shop.book.transact(&by(), "Move", |tx| moves::move_to(tx, about, stage, None)).unwrap();
        assert_ne!(shop.book.facts().get::<Deal>(id).unwrap().status, Outcome::Open);
        assert_eq!(open(&shop), [], "nobody asks about a deal that is {stage}");
    }
    let mut case = Case { subject: "Drawer sticks".into(), customer_id: shop.anna, ..Case::default() };
    case.meta.id = save(&shop.book, case.clone());
    let mut case: Case = shop.book.facts().get(case.meta.id).unwrap();
    let about = About { deal: None, case: Some(case.meta.id) };
    begin(&shop, shop.anna, about);
    (case.status, case.resolution) = (CaseStatus::Resolved, "Planed".into());
    save(&shop.book, case.clone());
    assert_eq!(open(&shop), [], "a settled case asks for nothing");
    begin(&shop, shop.anna, about);
    let mut case: Case = shop.book.facts().get(case.meta.id).unwrap();
    case.status = CaseStatus::Closed;
    save(&shop.book, case);
    assert_eq!(open(&shop).len(), 1, "whether all is well is asked after it was settled");
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
    let broken = [
        step("", 0, ""),
        step("Call", -1, ""),
        step("Call", 99_999_999, ""),
        step("Call", 0, "colour"),
        step("Call", 0, "colour = red"),
    ];
    for steps in broken.map(|step| vec![step]).into_iter().chain([vec![]]) {
        let mut track = Track { name: "Broken".into(), steps, ..Track::default() };
        assert!(shop.book.transact(&by(), "Save", |tx| tx.save(&mut track)).is_err());
    }
}
