//! Follow-ups out into a calendar and back.

mod beside;
mod steps;
mod zones;

use super::*;
use crate::book::tests::{by, shop};
use crate::book::{Book, Unwatched};
use crate::customers::{Address, Channel, Customer, Phone};
use crate::entity::{Entity, Kind};
use crate::follow_ups::{FollowUp, Priority, Reminder};
use crate::settings::Settings;
use crate::{Error, Id};
use std::path::PathBuf;

pub(super) struct Desk {
    dir: tempfile::TempDir,
    book: Book,
}

impl Desk {
    /// A shop in Berlin on 2 March 2026.
    pub fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let book = shop(&dir.path().join("shop"));
        let desk = Self { dir, book };
        let mut settings: Settings = desk.book.facts().settings();
        settings.zone = "Europe/Berlin".into();
        desk.save(settings);
        desk
    }

    fn save<E: Entity>(&self, mut record: E) -> Id {
        self.book.transact(&by(), "Save", |tx| tx.save(&mut record)).unwrap().value
    }

    fn file(&self, text: &str) -> PathBuf {
        let path = self.dir.path().join("calendar.ics");
        std::fs::write(&path, text.replace('\n', "\r\n").replace("\r\r", "\r")).unwrap();
        path
    }

    pub fn bring(&self, text: &str) -> Brought {
        bring(&self.book, &by(), &self.file(text), false).unwrap()
    }

    pub fn tasks(&self) -> Vec<FollowUp> {
        let facts = self.book.facts();
        let table = facts.table(Kind::FollowUp);
        let mut all: Vec<FollowUp> =
            table.present_rows().map(|row| facts.get(table.id(row)).unwrap()).collect();
        all.sort_by_key(|task| (task.due_date, task.due_time.clone()));
        all
    }

    fn written(&self) -> String {
        text(&self.book.facts(), self.book.zone(), None).unwrap().0
    }
}

fn rich(desk: &Desk) -> Vec<FollowUp> {
    let anna = desk.save(Customer {
        last_name: "Anna, the \"second\"; née X".into(),
        phones: vec![Phone { number: "030 901820".into(), ..Phone::default() }],
        addresses: vec![Address { street: "Weg 1".into(), city: "Bonn".into(), ..Address::default() }],
        ..Customer::default()
    });
    let day = |text: &str| text.parse().unwrap();
    for task in [
        FollowUp {
            subject:
                "Measure the hall, twice; with a very long subject that has to be folded: ÄÖÜ äöü ß 漢字"
                    .into(),
            customer_id: Some(anna),
            due_date: day("2026-03-30"),
            due_time: "09:30".into(),
            channel: Some(Channel::Visit),
            priority: Priority::High,
            reminders: vec![Reminder { minutes_before: 60 }, Reminder { minutes_before: 1_440 }],
            ..FollowUp::default()
        },
        FollowUp {
            subject: "Monthly from the end".into(),
            due_date: day("2026-03-31"),
            recurrence: "FREQ=MONTHLY".into(),
            reminders: vec![Reminder { minutes_before: 0 }, Reminder { minutes_before: 1_440 }],
            ..FollowUp::default()
        },
        FollowUp {
            subject: "Thirty days after done".into(),
            due_date: day("2026-04-01"),
            recurrence: "FREQ=DAILY;INTERVAL=30;X-FROM=DONE".into(),
            ..FollowUp::default()
        },
    ] {
        desk.save(task);
    }
    desk.tasks()
}

#[test]
fn what_goes_out_comes_back_as_the_same_follow_ups() {
    let desk = Desk::new();
    rich(&desk);
    desk.save(FollowUp {
        subject: "Ring New York".into(),
        due_date: "2026-04-02".parse().unwrap(),
        due_time: "20:15".into(),
        due_zone: "America/New_York".into(),
        ..FollowUp::default()
    });
    let before = desk.tasks();
    let ics = desk.written();
    assert!(ics.lines().all(|line| line.trim_end_matches('\r').len() <= 75), "calendars refuse long lines");
    for told in [
        "DTSTART;TZID=Europe/Berlin:20260330T093000",
        "TRIGGER:-PT60M",
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
        "DTSTART;VALUE=DATE:20260331",
        // Whole days begin at midnight; the reminder is at nine, or at nine the day before.
        "TRIGGER:PT540M",
        "TRIGGER:-PT900M",
        // Eight in the evening there is another day here; it goes out and comes back as it was meant.
        "TZID:America/New_York",
        "DTSTART;TZID=America/New_York:20260402T201500",
        "PRIORITY:1",
        "LOCATION:Weg 1\\,  Bonn",
    ] {
        assert!(ics.replace("\r\n ", "").contains(told), "{told} must be in it:\n{ics}");
    }
    assert!(!ics.contains("X-FROM"), "no calendar knows when it will be done");
    let brought = desk.bring(&ics);
    assert_eq!((brought.entries, brought.same, brought.created, brought.op), (4, 4, 0, None), "{brought:?}");
    assert_eq!(desk.tasks(), before);
}

#[test]
fn what_was_changed_in_the_calendar_is_changed_here() {
    let desk = Desk::new();
    let before = rich(&desk);
    let moved = desk.written().replace("20260330T093000", "20260330T140000");
    let brought = desk.bring(&moved);
    assert_eq!((brought.updated, brought.same, brought.created), (1, 2, 0), "{brought:?}");
    let after = desk.tasks();
    assert_eq!(after[0].due_time, "14:00");
    assert_eq!(
        after[0].subject, before[0].subject,
        "the customer's name behind it is not part of the subject"
    );
    assert_eq!(after[0].customer_id, before[0].customer_id);
    desk.book.undo(&by(), brought.op, &Unwatched).unwrap();
    assert_eq!(desk.tasks()[0].due_time, "09:30", "one undo takes the file back");
}

const FOREIGN: &str = "BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:abc@elsewhere
DTSTART;TZID=America/New_York:20260310T090000
SUMMARY:Call with New York
DESCRIPTION:About the chairs\\, all six
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-PT15M
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:utc@elsewhere
DTSTART:20260701T100000Z
SUMMARY:In summer
END:VEVENT
BEGIN:VEVENT
UID:old@elsewhere
DTSTART;VALUE=DATE:20200101
SUMMARY:Long ago
END:VEVENT
BEGIN:VEVENT
UID:series@elsewhere
DTSTART;VALUE=DATE:20200106
RRULE:FREQ=WEEKLY;BYDAY=MO
SUMMARY:Every Monday
END:VEVENT
BEGIN:VTODO
UID:todo@elsewhere
DTSTART:20260301T080000
DUE:20260305T120000
SUMMARY:A task
END:VTODO
BEGIN:VEVENT
UID:none@elsewhere
SUMMARY:Without a date
END:VEVENT
END:VCALENDAR
";

#[test]
fn a_calendar_from_elsewhere_comes_in_once_and_on_the_wall_of_the_shop() {
    let desk = Desk::new();
    let tried = bring(&desk.book, &by(), &desk.file(FOREIGN), true).unwrap();
    assert_eq!((tried.created, desk.tasks().len()), (4, 0), "a trial writes nothing");
    let brought = desk.bring(FOREIGN);
    assert_eq!((brought.entries, brought.created, brought.left_out), (6, 4, 1), "{brought:?}");
    assert_eq!(brought.problems.len(), 1, "what has no date is told: {:?}", brought.problems);
    let seen: Vec<String> =
        desk.tasks().iter().map(|t| format!("{} {} {}", t.due_date, t.due_time, t.subject)).collect();
    assert_eq!(
        seen,
        [
            "2026-03-02  Every Monday",
            "2026-03-05 12:00 A task",
            // New York has put its clocks forward by then, Berlin has not.
            "2026-03-10 14:00 Call with New York",
            "2026-07-01 12:00 In summer",
        ]
    );
    let call = desk.tasks().into_iter().find(|t| t.subject.starts_with("Call")).unwrap();
    assert_eq!(call.reminders, [Reminder { minutes_before: 15 }]);
    assert_eq!(call.meta.notes, "About the chairs, all six");
    let again = desk.bring(FOREIGN);
    assert_eq!((again.created, again.updated), (0, 0), "the same file twice makes nothing twice: {again:?}");
    assert!(desk.written().contains("UID:abc@elsewhere"), "and it goes out under its own identity");
    let done = desk.bring(&FOREIGN.replace("SUMMARY:A task", "SUMMARY:A task\nSTATUS:COMPLETED"));
    assert_eq!(done.updated, 1, "{done:?}");
    assert!(desk.tasks().iter().any(|task| task.done && task.subject == "A task"));
}

#[test]
fn a_series_of_another_zone_keeps_its_days_and_its_hour_there() {
    let desk = Desk::new();
    let evening = "BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:evening@elsewhere
DTSTART;TZID=America/New_York:20260303T200000
RRULE:FREQ=WEEKLY;BYDAY=TU
SUMMARY:Evening call
END:VEVENT
END:VCALENDAR
";
    desk.bring(evening);
    let [task] = desk.tasks().try_into().unwrap();
    assert_eq!(
        (task.due_date.to_string(), task.due_time.as_str(), task.due_zone.as_str()),
        ("2026-03-03".to_owned(), "20:00", "America/New_York"),
        "Tuesday evening there is Wednesday here, which “every Tuesday” would never meet"
    );
    desk.book
        .transact(&by(), "Done", |tx| crate::follow_ups::complete::complete(tx, task.meta.id, ""))
        .unwrap();
    let next = desk.tasks().into_iter().find(|task| !task.done).unwrap();
    assert_eq!(
        (next.due_date.to_string(), next.due_time.as_str(), next.due_zone.as_str()),
        ("2026-03-10".to_owned(), "20:00", "America/New_York"),
        "it stays at eight there, though the clocks there have changed"
    );
    assert!(desk.written().contains("DTSTART;TZID=America/New_York:20260310T200000"));
}

#[test]
fn what_differs_from_a_series_is_told_because_the_series_comes_in_whole() {
    let desk = Desk::new();
    let brought = desk.bring(
        "BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:rounds@elsewhere
DTSTART;VALUE=DATE:20260309
RRULE:FREQ=WEEKLY;BYDAY=MO
EXDATE;VALUE=DATE:20260316
SUMMARY:Rounds
END:VEVENT
BEGIN:VEVENT
UID:rounds@elsewhere
RECURRENCE-ID;VALUE=DATE:20260323
DTSTART;VALUE=DATE:20260324
SUMMARY:Rounds
END:VEVENT
END:VCALENDAR
",
    );
    assert_eq!((brought.created, brought.left_out), (1, 1), "{brought:?}");
    let told: Vec<String> = brought.problems.iter().map(ToString::to_string).collect();
    assert!(
        told[0].contains("taken out") && told[0].contains("Rounds"),
        "nobody is sent on the free day unawares: {told:?}"
    );
    assert!(
        told[1].contains("from 2026-03-23 to 2026-03-24"),
        "nor on the old day of what was moved: {told:?}"
    );
}

#[test]
fn what_was_done_elsewhere_comes_in_as_done_and_is_counted() {
    let desk = Desk::new();
    let todo = |lines: &str| {
        format!(
            "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VTODO\nUID:done@elsewhere\nSUMMARY:Send the offer\n\
             STATUS:COMPLETED\nCOMPLETED:20260210T230000Z\n{lines}END:VTODO\nEND:VCALENDAR\n"
        )
    };
    let brought = desk.bring(&todo("DUE;VALUE=DATE:20260206\n"));
    assert_eq!((brought.entries, brought.created, brought.done, brought.left_out), (1, 1, 1, 0));
    let [task] = desk.tasks().try_into().unwrap();
    assert!(task.done, "what somebody has done is not due again");
    assert_eq!(task.due_date.to_string(), "2026-02-06");
    assert_eq!(task.done_at.unwrap().to_rfc3339(), "2026-02-10T23:00:00+00:00");
    let again = desk.bring(&todo("DUE;VALUE=DATE:20260206\n"));
    assert_eq!((again.created, again.same, again.left_out), (0, 1, 0), "{again:?}");
    let undated = desk.bring(&todo("").replace("done@", "undated@"));
    assert_eq!((undated.created, undated.problems.len()), (1, 0), "{undated:?}");
    assert!(desk.tasks().iter().any(|task| task.due_date.to_string() == "2026-02-11"), "as it was here");
}

#[test]
fn what_is_no_calendar_is_refused_and_nonsense_does_no_harm() {
    let desk = Desk::new();
    for text in ["", "Name;City\nAnna;Bonn\n", "BEGIN:VCARD\nVERSION:3.0\nFN:Anna\nEND:VCARD\n"] {
        let refused = bring(&desk.book, &by(), &desk.file(text), false);
        assert!(matches!(refused, Err(Error::File { .. })), "{text:?}");
    }
    for cut in (0..FOREIGN.len()).step_by(7).filter(|at| FOREIGN.is_char_boundary(*at)) {
        let _ = bring(&desk.book, &by(), &desk.file(&FOREIGN[..cut]), true);
    }
    let wild =
        FOREIGN.replace("FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;INTERVAL=0").replace("20260310T", "20261340T");
    let brought = desk.bring(&wild);
    assert!(brought.created >= 1 && !brought.problems.is_empty(), "{brought:?}");
}
