use super::steps::{Resolution, close, reopen, resolve};
use super::*;
use crate::book::Book;
use crate::book::tests::{blank, by};
use crate::clock::ManualClock;
use crate::customers::Customer;
use crate::entity::Entity;
use crate::follow_ups::FollowUp;
use crate::interactions::{Direction, Interaction};
use crate::rules::check_typed;
use crate::{Error, Result};
use chrono::Duration;
use std::sync::Arc;

struct Desk {
    book: Book,
    clock: Arc<ManualClock>,
    anna: Id,
    _home: tempfile::TempDir,
}

fn desk() -> Desk {
    let home = tempfile::tempdir().unwrap();
    let (book, clock) = blank(&home.path().join("shop"));
    let anna = save(&book, Customer { last_name: "Berg".into(), ..Customer::default() }).unwrap();
    Desk { book, clock, anna, _home: home }
}

/// Saves a record as somebody types it.
fn save<E: Entity>(book: &Book, mut record: E) -> Result<Id> {
    let saved = book.transact(&by(), "Save", |tx| {
        let id = tx.save(&mut record)?;
        check_typed(&mut record, tx)?;
        Ok(id)
    });
    saved.map(|done| done.value)
}

impl Desk {
    fn case(&self, subject: &str) -> Id {
        save(&self.book, Case { subject: subject.into(), customer_id: self.anna, ..Case::default() }).unwrap()
    }

    fn get(&self, id: Id) -> Case {
        self.book.facts().get(id).unwrap()
    }

    fn say(&self, case: Id, channel: InteractionChannel, direction: Direction) {
        let at = self.book.clock().now();
        let said = Interaction {
            case_id: Some(case),
            channel,
            direction,
            at,
            summary: "Said".into(),
            ..Interaction::default()
        };
        save(&self.book, said).unwrap();
    }

    fn later(&self, minutes: i64) -> DateTime<Utc> {
        self.clock.set(self.book.clock().now() + Duration::minutes(minutes));
        self.book.clock().now()
    }
}

fn field_of(error: Error) -> String {
    match error {
        Error::Invalid { field, .. } => field,
        other => panic!("not a matter of a field: {other}"),
    }
}

#[test]
fn a_new_case_has_a_number_of_its_own_that_is_given_once() {
    let desk = desk();
    let (first, second) = (desk.case("Wobbles"), desk.case("Squeaks"));
    assert_eq!(desk.get(first).number, "CASE-2026-0001");
    assert_eq!(desk.get(second).number, "CASE-2026-0002");
    assert_eq!(desk.get(first).received, desk.book.clock().now(), "it came in now unless somebody says when");
    desk.book.undo(&by(), None, &crate::book::Unwatched).unwrap();
    assert_eq!(desk.get(desk.case("Creaks")).number, "CASE-2026-0003", "what was given is not given again");
}

#[test]
fn what_cannot_be_is_refused_at_its_field() {
    let desk = desk();
    let now = desk.book.clock().now();
    let case =
        || Case { subject: "Wobbles".into(), customer_id: desk.anna, received: now, ..Case::default() };
    let before = Some(now - Duration::minutes(1));
    for (wrong, field) in [
        (Case { resolve_by: before, ..case() }, "resolve_by"),
        (Case { respond_by: before, ..case() }, "respond_by"),
        (Case { refunded: -1, ..case() }, "refunded"),
        (Case { satisfaction: Some(6), ..case() }, "satisfaction"),
        (Case { satisfaction: Some(0), ..case() }, "satisfaction"),
        (Case { status: CaseStatus::Closed, ..case() }, "resolution"),
        (Case { status: CaseStatus::Resolved, resolution: "  ".into(), ..case() }, "resolution"),
        (Case { subject: String::new(), ..case() }, "subject"),
        (Case { customer_id: Id::default(), ..case() }, "customer_id"),
    ] {
        assert_eq!(field_of(save(&desk.book, wrong).unwrap_err()), field);
    }
}

#[test]
fn the_first_word_to_the_customer_is_the_first_response() {
    let desk = desk();
    let id = desk.case("Wobbles");
    desk.later(5);
    desk.say(id, InteractionChannel::Note, Direction::Out);
    desk.say(id, InteractionChannel::Call, Direction::In);
    assert_eq!(
        (desk.get(id).first_response, desk.get(id).status),
        (None, CaseStatus::New),
        "nobody answered"
    );
    let answered = desk.later(5);
    desk.say(id, InteractionChannel::Email, Direction::Out);
    assert_eq!(desk.get(id).first_response, Some(answered));
    assert_eq!(desk.get(id).status, CaseStatus::Open, "somebody is at it now");
    desk.later(60);
    desk.say(id, InteractionChannel::Call, Direction::Out);
    assert_eq!(desk.get(id).first_response, Some(answered), "later words change nothing");
    desk.book.undo(&by(), None, &crate::book::Unwatched).unwrap();
    desk.book.undo(&by(), None, &crate::book::Unwatched).unwrap();
    assert_eq!(
        (desk.get(id).first_response, desk.get(id).status),
        (None, CaseStatus::New),
        "what is taken back has not answered anything"
    );
}

#[test]
fn an_answer_takes_up_what_waits_for_it() {
    let desk = desk();
    let id = desk.case("Which oil?");
    let mut case = desk.get(id);
    case.status = CaseStatus::Waiting;
    save(&desk.book, case).unwrap();
    desk.later(5);
    desk.say(id, InteractionChannel::Email, Direction::In);
    assert_eq!(desk.get(id).status, CaseStatus::Open, "or nobody would look at it again");
}

#[test]
fn a_case_is_settled_closed_and_taken_up_again() {
    let desk = desk();
    let id = desk.case("Wobbles");
    let run = |step: &dyn Fn(&mut crate::book::Tx<'_>) -> Result<Id>| {
        desk.book.transact(&by(), "Step", |tx| step(tx))
    };
    let silent = Resolution::default();
    assert_eq!(field_of(run(&|tx| resolve(tx, id, &silent)).unwrap_err()), "resolution");
    let how = Resolution { text: "New leg".into(), cause: "Material".into(), refunded: Some(1_500) };
    let resolved = desk.later(10);
    run(&|tx| resolve(tx, id, &how)).unwrap();
    let case = desk.get(id);
    assert_eq!((case.status, case.resolved_at, case.closed_at), (CaseStatus::Resolved, Some(resolved), None));
    assert_eq!((case.cause.as_str(), case.refunded), ("Material", 1_500));
    assert!(run(&|tx| resolve(tx, id, &how)).unwrap_err().to_string().contains("resolved already"));
    let closed = desk.later(10);
    run(&|tx| close(tx, id, &silent)).unwrap();
    let case = desk.get(id);
    assert_eq!((case.resolved_at, case.closed_at), (Some(resolved), Some(closed)), "each has its own time");
    assert!(run(&|tx| close(tx, id, &silent)).unwrap_err().to_string().contains("closed already"));
    run(&|tx| reopen(tx, id)).unwrap();
    let case = desk.get(id);
    assert_eq!((case.status, case.resolved_at, case.closed_at), (CaseStatus::Open, None, None));
    assert_eq!(case.resolution, "New leg", "what was tried stays to be read");
    assert!(run(&|tx| reopen(tx, id)).unwrap_err().to_string().contains("open already"));
}

#[test]
fn what_is_promised_next_says_where_it_stands_in_the_queue() {
    let desk = desk();
    let now = desk.book.clock().now();
    let id = desk.case("Wobbles");
    let (soon, late) = (now + Duration::hours(2), now + Duration::days(3));
    let promised = |desk: &Desk| {
        let facts = desk.book.facts();
        let row = facts.table(Kind::Case).present(id).unwrap();
        facts.cases.get(row).promise
    };
    assert_eq!(promised(&desk), None);
    let mut case = desk.get(id);
    (case.respond_by, case.resolve_by) = (Some(soon), Some(late));
    save(&desk.book, case).unwrap();
    assert_eq!(promised(&desk), Some(facts::Promise { by: soon, answer: true }));
    desk.say(id, InteractionChannel::Call, Direction::Out);
    assert_eq!(promised(&desk), Some(facts::Promise { by: late, answer: false }), "the answer was given");
    let mut case = desk.get(id);
    (case.status, case.resolution) = (CaseStatus::Resolved, "New leg".into());
    save(&desk.book, case).unwrap();
    assert_eq!(promised(&desk), None, "nothing is owed any more");
}

#[test]
fn what_is_about_a_case_is_with_those_it_is_of() {
    let desk = desk();
    let company = save(
        &desk.book,
        Customer {
            company_name: "Hotel Krone".into(),
            kind: crate::customers::CustomerKind::Company,
            ..Customer::default()
        },
    )
    .unwrap();
    let porter = save(
        &desk.book,
        Customer { last_name: "Moser".into(), company_id: Some(company), ..Customer::default() },
    )
    .unwrap();
    let case =
        save(&desk.book, Case { subject: "Door".into(), customer_id: company, ..Case::default() }).unwrap();
    let plan = |customer_id| FollowUp {
        subject: "Look at it".into(),
        customer_id,
        case_id: Some(case),
        due_date: desk.book.today(),
        ..FollowUp::default()
    };
    let refused = save(&desk.book, plan(Some(desk.anna))).unwrap_err();
    assert!(refused.to_string().contains("“Door” is a case of “Hotel Krone”"), "{refused}");
    assert_eq!(field_of(refused), "case_id");
    let planned = save(&desk.book, plan(Some(porter))).expect("who works there has to do with it");
    let own = save(&desk.book, plan(None)).unwrap();
    let own: FollowUp = desk.book.facts().get(own).unwrap();
    assert_eq!(own.customer_id, Some(company), "the case says for whom");
    let said = Interaction {
        customer_id: desk.anna,
        case_id: Some(case),
        channel: InteractionChannel::Call,
        at: desk.book.clock().now(),
        summary: "Wrong".into(),
        ..Interaction::default()
    };
    assert_eq!(field_of(save(&desk.book, said).unwrap_err()), "case_id");
    assert_eq!(desk.get(case).first_response, None, "what was refused answered nobody");
    // The case moves to somebody else: what was planned before can still be done.
    let mut moved = desk.get(case);
    moved.customer_id = desk.anna;
    save(&desk.book, moved).unwrap();
    let mut done: FollowUp = desk.book.facts().get(planned).unwrap();
    done.done = true;
    save(&desk.book, done).expect("a task must never become one that cannot be finished");
}
