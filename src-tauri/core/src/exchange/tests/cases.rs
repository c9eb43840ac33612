//! Cases of other programs: help desks, workshops, spreadsheets.

use super::*;
use crate::cases::{Case, CaseKind, CasePriority, CaseStatus};
use crate::interactions::InteractionChannel;

const PEOPLE: &str = "Number,Name,Email\n\
    K1,Anna Berg,anna@berg.example\nK2,Carl Dorn,carl@dorn.example\nK3,Carl Dorn,c.dorn@work.example\n";

const TICKETS: &str = "Ticket;Betreff;Status;Priorität;Kunde;E-Mail;Zuständig;Erstellt;Gelöst;Typ\n\
    4711;Rad quietscht;in Bearbeitung;dringend;Anna Berg;;Mia;05.03.2026 14:30;;Reparatur\n\
    4712;Falsche Farbe;Gelöst;mittel;;carl@dorn.example;Tom;13.03.2026 09:00;14.03.2026 10:15;Reklamation\n\
    4713;Wo ist es;neu;hoch;Carl Dorn;;;06.03.2026;;Rohrpost\n\
    4714;Geht nicht;neu;hoch;Dora Ende;;;06.03.2026;;Frage\n\
    4715;Brennt;lodernd;hoch;K1;;;06.03.2026;;Frage\n\
    4716;Frage zur Rechnung;wartet;sehr eilig;K1;;;06.03.2026;;Frage\n\
    4717;Ein Wort;wartend;niedrig;K1;;;07.03.2026;;Rohrpost\n";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.bring("people.csv", PEOPLE, OnDuplicate::Skip, false);
    desk
}

#[test]
fn cases_of_another_program_come_in_with_their_customers_and_times() {
    let desk = desk();
    let path = desk.file("tickets.csv", TICKETS);
    let plan = inspect(&path, None, &desk.book).unwrap();
    assert_eq!(plan.kind, ImportKind::Cases, "a list of tickets is known for what it is");
    let goes: Vec<String> = plan.columns.iter().map(|c| c.field.clone().unwrap_or_default()).collect();
    let wanted = "external_number subject status priority customer.name customer.emails.address assignee \
        received resolved_at case_kind";
    assert_eq!(goes.join(" "), wanted);
    let result = desk.bring("tickets.csv", TICKETS, OnDuplicate::Skip, false);
    assert_eq!((result.created, result.failed), (3, 4), "{:?}", result.errors);
    let cases: Vec<Case> = all(&desk.book);
    let one = |number: &str| cases.iter().find(|case| case.external_number == number).unwrap();
    let squeak = one("4711");
    assert_eq!((squeak.status, squeak.priority), (CaseStatus::Open, CasePriority::Urgent));
    assert_eq!((squeak.case_kind, squeak.assignee.as_str()), (CaseKind::Repair, "Mia"));
    assert!(squeak.number.starts_with("CASE-2026-"), "this book's own number beside theirs");
    assert_eq!(
        squeak.received.to_rfc3339(),
        "2026-03-05T14:30:00+00:00",
        "the time of the day counts: answers are measured by it"
    );
    let colour = one("4712");
    assert_eq!((colour.status, colour.priority), (CaseStatus::Resolved, CasePriority::Normal));
    assert_eq!(
        colour.resolved_at.map(|at| at.to_rfc3339()).as_deref(),
        Some("2026-03-14T10:15:00+00:00"),
        "and not the day it was brought in"
    );
    assert!(!colour.resolution.is_empty(), "a settled case says how, even if only that it was elsewhere");
    let odd = one("4717");
    assert_eq!((odd.status, odd.meta.notes.as_str()), (CaseStatus::Waiting, "Typ: Rohrpost"));
}

#[test]
fn a_row_that_cannot_be_placed_is_refused_with_its_line_and_reason() {
    let desk = desk();
    let result = desk.bring("tickets.csv", TICKETS, OnDuplicate::Skip, false);
    let told: Vec<(u64, &str, String)> = (result.errors.iter().filter(|error| !error.kept))
        .map(|error| (error.line, error.column.as_str(), error.message.to_string()))
        .collect();
    let starts = [
        (4, "", "“Carl Dorn” could be any of 2 customers."),
        (5, "", "There is no customer “Dora Ende” in the book."),
        (6, "Status", "“lodernd” is not known here."),
        (7, "Priorität", "“sehr eilig” is not known here."),
    ];
    let about_rows: Vec<_> = told.iter().filter(|(_, column, _)| column != &"Typ").collect();
    assert_eq!(about_rows.len(), starts.len(), "{told:?}");
    for ((line, column, message), (there, named, begin)) in about_rows.into_iter().zip(starts) {
        assert_eq!((*line, *column), (there, named), "{message}");
        assert!(message.starts_with(begin), "{message}");
    }
}

#[test]
fn cases_brought_in_twice_are_there_once_and_one_undo_takes_them_back() {
    let desk = desk();
    let first = desk.bring("tickets.csv", TICKETS, OnDuplicate::Skip, false);
    let again = desk.bring("tickets.csv", TICKETS, OnDuplicate::Skip, false);
    assert_eq!((again.created, again.skipped, again.op), (0, 3, None), "{:?}", again.errors);
    let same = desk.bring("tickets.csv", TICKETS, OnDuplicate::Update, false);
    assert_eq!((same.created, same.updated), (0, 0), "nothing has changed: {:?}", same.errors);
    let later = TICKETS.replace("in Bearbeitung;dringend", "geschlossen;dringend");
    let changed = desk.bring("tickets.csv", &later, OnDuplicate::Update, false);
    assert_eq!((changed.created, changed.updated), (0, 1), "{:?}", changed.errors);
    let closed = |case: &Case| case.external_number == "4711" && case.status == CaseStatus::Closed;
    assert!(all::<Case>(&desk.book).iter().any(closed));
    desk.book.undo(&by(), changed.op, &Unwatched).unwrap();
    desk.book.undo(&by(), first.op, &Unwatched).unwrap();
    assert!(all::<Case>(&desk.book).is_empty(), "one step takes back the whole import");
}

#[test]
fn times_that_cannot_be_are_told_and_not_kept() {
    let desk = desk();
    let text = "Ticket,Subject,Status,Priority,Requester,Via,Created,Resolved\n\
        1,Squeak,Solved,Low,anna@berg.example,Chat,2026-11-05,2026-11-01\n\
        2,Squeal,New,Low,anna@berg.example,Laden,0027-01-01,\n\
        3,Creak,Solved,Low,anna@berg.example,Laden,2026-11-01,2026-11-05\n";
    let result = desk.bring("tickets.csv", text, OnDuplicate::Skip, false);
    let lines: Vec<_> = result.errors.iter().filter(|error| !error.kept).map(|error| error.line).collect();
    assert_eq!((result.created, lines), (1, vec![2, 3]), "{:?}", result.errors);
    let kept = all::<Case>(&desk.book);
    assert_eq!(kept[0].channel, Some(InteractionChannel::Shop), "what was said in the shop");
}

#[test]
fn cases_without_a_number_are_known_by_customer_subject_and_time() {
    let desk = desk();
    let text = "Subject,Status,Priority,Requester,Created,Due by\n\
        Squeak,open,p,anna@berg.example,2026-03-05,2026-03-07\n\
        Squeak,open,high,anna@berg.example,2026-03-05,2026-03-07\n\
        Squeak,Closed,high,anna@berg.example,2026-04-05,\n";
    let path = desk.file("tickets.csv", text);
    let plan = inspect(&path, Some(ImportKind::Cases), &desk.book).unwrap();
    let options = ImportOptions::default();
    let bring = || {
        import::run(&desk.book, &by(), &path, plan.kind, &plan.mapping(), &options, false, &Unwatched)
            .unwrap()
    };
    let result = bring();
    assert_eq!((result.created, result.failed), (2, 1), "{:?}", result.errors);
    assert_eq!(bring().skipped, 2, "a second time doubles nothing");
    let first = all::<Case>(&desk.book).into_iter().find(|case| case.status == CaseStatus::Open).unwrap();
    assert_eq!(
        first.resolve_by.map(|by| by.to_rfc3339()).as_deref(),
        Some("2026-03-07T23:59:00+00:00"),
        "what is promised for a day is late when the day is over"
    );
}

#[test]
fn a_moment_in_a_column_of_days_is_the_day_on_the_owners_wall() {
    use crate::follow_ups::FollowUp;
    use crate::settings::{SETTINGS_ID, Settings};
    for (zone, days, done) in [
        ("Europe/Berlin", ["2026-04-01", "2026-03-31", "2026-03-31"], "2026-03-30T22:00:00+00:00"),
        ("America/New_York", ["2026-03-31", "2026-03-31", "2026-03-31"], "2026-03-31T04:00:00+00:00"),
    ] {
        let desk = Desk::new();
        let mut settings: Settings = desk.book.facts().get(SETTINGS_ID).unwrap();
        settings.zone = zone.into();
        desk.book.transact(&by(), "Zone", |tx| tx.save(&mut settings)).unwrap();
        let file = "Task,Due date,Done,Completed at\n\
            a,2026-03-31T22:30:00Z,yes,2026-03-31\n\
            b,2026-03-31T00:00:00Z,yes,2026-03-31\n\
            c,2026-03-31,yes,2026-03-31\n";
        let result = desk.bring("tasks.csv", file, OnDuplicate::Skip, false);
        assert_eq!((result.created, result.failed), (3, 0), "{:?}", result.errors);
        let mut tasks: Vec<FollowUp> = all(&desk.book);
        tasks.sort_by(|a, b| a.subject.cmp(&b.subject));
        let due: Vec<String> = tasks.iter().map(|task| task.due_date.to_string()).collect();
        assert_eq!(due, days, "{zone}: at midnight a program that has no time has written a day");
        for task in tasks {
            assert_eq!(task.done_at.map(|at| at.to_rfc3339()).as_deref(), Some(done), "{zone}");
        }
    }
}

#[test]
fn a_second_row_with_the_number_of_another_is_told_with_its_line() {
    let desk = desk();
    let text = "Ticketnummer;Betreff;Kunde;Status;Erstellt\n\
        4711;Rad quietscht;K1;neu;05.03.2026\n\
        4711;Lampe dunkel;K1;neu;06.03.2026\n\
        4711;Rad quietscht;K1;neu;05.03.2026\n";
    let result = desk.bring("tickets.csv", text, OnDuplicate::Skip, false);
    assert_eq!((result.created, result.skipped, result.failed), (1, 1, 1), "{:?}", result.errors);
    let [told] = &result.errors[..] else { panic!("one row would be lost: {:?}", result.errors) };
    assert_eq!((told.line, told.column.as_str(), told.value.as_str()), (3, "Ticketnummer", "4711"));
    assert!(
        told.message.to_string().starts_with("Line 2 of the file has the number 4711 already"),
        "{told:?}"
    );
    let again = desk.bring("tickets.csv", text, OnDuplicate::Skip, false);
    assert_eq!((again.skipped, again.failed), (2, 1), "and again, for it still is not in the book");
    let changed = desk.bring("tickets.csv", text, OnDuplicate::Update, false);
    assert_eq!((changed.updated, changed.failed), (2, 0), "who wants the later row to count says so");
}
