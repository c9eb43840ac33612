//! Messages filed with whom they are of.

mod reading;

use super::read::parse;
use super::*;
use crate::book::tests::{by, shop};
use crate::book::{Book, Unwatched};
use crate::cases::{Case, CaseStatus};
use crate::customers::{Customer, CustomerKind, Email};
use crate::follow_ups::FollowUp;
use crate::interactions::{Direction, Interaction, InteractionChannel};
use crate::settings::{SETTINGS_ID, Settings};
use crate::staff::Staff;
use crate::tracks::{Track, TrackStep, start};
use crate::{Error, Id};

/// A message with the line ends that mail has.
fn message(text: &str) -> Message {
    parse(text.trim_start().replace('\n', "\r\n").as_bytes()).unwrap()
}

const QUOTED: &str = "
From: =?UTF-8?Q?J=C3=B6rg_M=C3=BCller?= <Joerg@Mueller.example>
To: Linden Workshop <hello@linden.example>, <mara@linden.example>
Cc: \"Roth, Max\" <max@roth.example>
Subject: =?utf-8?B?S8O8Y2hlbnRpc2NoZQ==?=
Date: Tue, 3 Mar 2026 23:30:00 -0500
Message-ID: <one@mueller.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Guten Tag,
der Tisch ist sch=C3=B6n=
 geworden.
";

const NESTED: &str = "
From: Ida Berg <ida@berg.example>
To: hello@linden.example
Subject: Plan
Message-ID: <plan@berg.example>
Date: Mon, 02 Mar 2026 08:00:00 +0100
Content-Type: multipart/mixed; boundary=outer

--outer
Content-Type: multipart/related; boundary=middle

--middle
Content-Type: multipart/alternative; boundary=inner

--inner
Content-Type: text/plain; charset=utf-8

Here is the plan.
--inner
Content-Type: text/html; charset=utf-8

<p>Here is the <b>plan</b>.</p><img src=\"cid:logo\">
--inner--
--middle
Content-Type: image/png; name=logo.png
Content-ID: <logo>
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--middle--
--outer
Content-Type: application/pdf; name=\"=?UTF-8?Q?Pl=C3=A4ne.pdf?=\"
Content-Disposition: attachment; filename*=UTF-8''Pl%C3%A4ne.pdf
Content-Transfer-Encoding: base64

JVBERi0xLjQK
--outer
Content-Type: message/rfc822

From: roth@else.example
To: ida@berg.example
Subject: Measures

2 m
--outer--
";

struct Desk {
    book: Book,
    home: tempfile::TempDir,
    ida: Id,
    max: Id,
}

fn desk() -> Desk {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home.path().join("shop"));
    let mut settings: Settings = book.facts().get(SETTINGS_ID).unwrap();
    settings.email = "Hello@Linden.example".into();
    let mut mara = Staff { name: "Mara".into(), email: "mara@linden.example".into(), ..Staff::default() };
    let person = |name: &str, addresses: &[&str]| Customer {
        last_name: name.into(),
        emails: addresses.iter().map(|a| Email { address: (*a).into(), ..Email::default() }).collect(),
        ..Customer::default()
    };
    let mut ida = person("Berg", &["office@berg.example", "Ida@Berg.example"]);
    let mut max = person("Roth", &["max@roth.example"]);
    book.transact(&by(), "Desk", |tx| {
        tx.save(&mut settings)?;
        tx.save(&mut mara)?;
        tx.save(&mut ida)?;
        tx.save(&mut max)
    })
    .unwrap();
    Desk { book, home, ida: ida.meta.id, max: max.meta.id }
}

fn talk(book: &Book, id: Id) -> Interaction {
    book.facts().get(id).unwrap()
}

#[test]
fn a_message_is_filed_with_whom_it_is_from_and_only_once() {
    let desk = desk();
    let filed = file(&desk.book, &by(), &message(NESTED), About::default()).unwrap();
    assert_eq!((filed.customers.as_slice(), filed.out, filed.already), ([desk.ida].as_slice(), false, false));
    let kept = talk(&desk.book, filed.interactions[0]);
    assert_eq!((kept.channel, kept.direction), (InteractionChannel::Email, Direction::In));
    assert_eq!(kept.summary, "Plan\n\nHere is the plan.");
    assert_eq!(kept.at.to_rfc3339(), "2026-03-02T07:00:00+00:00");
    assert_eq!(kept.meta.attachments.len(), 2);
    assert_eq!(desk.book.read_file(&kept.meta.attachments[0]).unwrap(), b"%PDF-1.4\n");
    let again = file(&desk.book, &by(), &message(NESTED), About::default()).unwrap();
    assert!(again.already && again.op.is_none());
    assert_eq!(again.interactions, filed.interactions, "and it says where it is");
    desk.book.undo(&by(), filed.op, &Unwatched).unwrap();
    assert!(
        !file(&desk.book, &by(), &message(NESTED), About::default()).unwrap().already,
        "after undo it can be filed"
    );
}

#[test]
fn a_message_from_us_is_filed_with_those_it_is_for() {
    let desk = desk();
    let sent = message(
        "
From: Mara <mara@linden.example>
To: ida@berg.example, new@else.example
Cc: max@roth.example, hello@linden.example
Subject: Offer
Date: Mon, 02 Mar 2026 08:00:00 +0100
Message-ID: <offer@linden.example>

Please find …
",
    );
    let filed = file(&desk.book, &by(), &sent, About::default()).unwrap();
    assert_eq!(filed.customers, [desk.ida, desk.max]);
    assert!(
        filed.out && filed.interactions.iter().all(|id| talk(&desk.book, *id).direction == Direction::Out)
    );
    let unknown: Vec<&str> = filed.unknown.iter().map(|one| one.address.as_str()).collect();
    assert_eq!(unknown, ["new@else.example"], "and who is not in the book is told");
}

#[test]
fn whoever_is_not_known_can_be_named_or_made_a_customer() {
    let desk = desk();
    let strange = QUOTED.replace("max@roth.example", "nobody@roth.example");
    let filed = file(&desk.book, &by(), &message(&strange), About::default()).unwrap();
    assert!(filed.interactions.is_empty() && filed.op.is_none(), "nothing is filed with a guess");
    assert_eq!(
        filed.unknown[0],
        Mailbox { name: "Jörg Müller".into(), address: "joerg@mueller.example".into() }
    );
    let filed =
        file(&desk.book, &by(), &message(&strange), About { customer: Some(desk.max), ..About::default() })
            .unwrap();
    assert_eq!(filed.customers, [desk.max], "dropped on a customer it is theirs");
    assert!(
        file(
            &desk.book,
            &by(),
            &message(&strange),
            About { customer: Some(Id([9; 16])), ..About::default() }
        )
        .is_err()
    );
    let desk = self::desk();
    let copied = file(&desk.book, &by(), &message(QUOTED), About::default()).unwrap();
    assert_eq!(copied.customers, [desk.max], "a customer who got a copy, when the sender is nobody's");
    let kept = talk(&desk.book, copied.interactions[0]);
    assert!(copied.out && kept.direction == Direction::Out, "who only got it has not written to us");
}

#[test]
fn an_address_can_be_kept_with_whom_it_was_said_to_be_of() {
    let desk = desk();
    let strange = message(&QUOTED.replace("max@roth.example", "nobody@roth.example"));
    let named = About { customer: Some(desk.max), ..About::default() };
    file(&desk.book, &by(), &strange, named).unwrap();
    let addresses = || desk.book.facts().get::<Customer>(desk.max).unwrap().emails;
    let before = addresses();
    assert!(before.iter().all(|one| one.address != "joerg@mueller.example"), "only who asks for it gets it");

    let filed = file(&desk.book, &by(), &strange, About { remember: true, ..named }).unwrap();
    assert_eq!(
        addresses().last().unwrap().address,
        "joerg@mueller.example",
        "also of one that is filed already"
    );
    let again = file(&desk.book, &by(), &strange, About::default()).unwrap();
    assert_eq!(again.customers, [desk.max], "the next one is found by itself");
    assert_eq!(again.interactions, filed.interactions, "and the message is there once");
    desk.book.undo(&by(), filed.op, &Unwatched).unwrap();
    assert_eq!(addresses(), before, "one Undo takes it back");
}

#[test]
fn of_several_with_one_address_the_one_is_meant_who_is_named() {
    let desk = desk();
    let mut firm = Customer {
        kind: CustomerKind::Company,
        company_name: "Berg Ltd".into(),
        emails: vec![Email { address: "ida@berg.example".into(), ..Email::default() }],
        ..Customer::default()
    };
    desk.book.transact(&by(), "Firm", |tx| tx.save(&mut firm)).unwrap();
    let from = |name: &str| message(&NESTED.replace("Ida Berg", name));
    let whom = |name: &str| file(&desk.book, &by(), &from(name), About::default()).unwrap().customers[0];
    assert_eq!(whom("Somebody"), firm.meta.id, "a shared address is the company's");
    assert_eq!(whom("Berg"), desk.ida);
}

#[test]
fn an_answer_ends_the_track_that_waits_for_it() {
    let desk = desk();
    let step = TrackStep { subject: "Ask again".into(), after_days: 5, ..TrackStep::default() };
    let mut track =
        Track { name: "Offer".into(), stop_on_answer: true, steps: vec![step], ..Track::default() };
    let task = desk.book.transact(&by(), "Track", |tx| {
        let track = tx.save(&mut track)?;
        start(tx, track, desk.ida, crate::tracks::About::default())
    });
    // The track is there only after its own operation.
    let task = match task {
        Ok(done) => done.value,
        Err(_) => {
            desk.book
                .transact(&by(), "Start", |tx| {
                    start(tx, track.meta.id, desk.ida, crate::tracks::About::default())
                })
                .unwrap()
                .value
        }
    };
    let sent = message(
        "
From: Mara at home <mara@private.example>
To: ida@berg.example
Subject: Offer
Message-ID: <home@private.example>

Did you have time to look at it?
",
    );
    for about in [About::default(), About { customer: Some(desk.ida), ..About::default() }] {
        file(&desk.book, &by(), &sent, about).unwrap();
        assert!(
            !desk.book.facts().get::<FollowUp>(task).unwrap().done,
            "what we wrote from an address nobody entered is no answer of theirs"
        );
    }
    let late = message(&NESTED.replace("02 Mar 2026", "01 Dec 2026").replace("Mon,", ""));
    let now = desk.book.clock().now();
    let filed = file(&desk.book, &by(), &late, About::default()).unwrap();
    assert!(talk(&desk.book, filed.interactions[0]).at <= now, "nothing is filed in the future");
    assert!(desk.book.facts().get::<FollowUp>(task).unwrap().done, "they have answered");
}

#[test]
fn a_message_that_a_program_sent_is_kept_and_is_nobodys_answer() {
    for (head, automatic) in [
        ("Auto-Submitted: auto-replied", true),
        ("auto-submitted: Auto-Generated; owner=desk", true),
        ("Auto-Submitted: no", false),
        ("Auto-Submitted: no (a person wrote it)", false),
        ("Precedence: bulk", true),
        ("Precedence: auto_reply", true),
        ("Precedence: Junk", true),
        ("Precedence: first-class", false),
        ("X-Autoreply: yes", true),
        ("X-Autoreply: no", false),
        ("X-Mailer: Auto-Submitted", false),
    ] {
        let read = message(&NESTED.replacen("Subject:", &format!("{head}\nSubject:"), 1));
        assert_eq!(read.automatic, automatic, "{head}");
    }
    let desk = desk();
    let step = TrackStep { subject: "Ask again".into(), after_days: 5, ..TrackStep::default() };
    let mut track =
        Track { name: "Offer".into(), stop_on_answer: true, steps: vec![step], ..Track::default() };
    desk.book.transact(&by(), "Track", |tx| tx.save(&mut track)).unwrap();
    let begin =
        |tx: &mut crate::book::Tx<'_>| start(tx, track.meta.id, desk.ida, crate::tracks::About::default());
    let task = desk.book.transact(&by(), "Start", begin).unwrap().value;
    let mut case = Case { subject: "Door".into(), customer_id: desk.ida, ..Case::default() };
    case.status = CaseStatus::Waiting;
    let case = desk.book.transact(&by(), "Case", |tx| tx.save(&mut case)).unwrap().value;
    let late = NESTED.replace("Mon, 02 Mar 2026", "01 Dec 2026");
    let away = late.replacen("Subject: Plan", "Auto-Submitted: auto-replied\nSubject: I am away", 1);
    let about = About { case: Some(case), ..About::default() };
    let filed = file(&desk.book, &by(), &message(&away), about).unwrap();
    let kept = talk(&desk.book, filed.interactions[0]);
    assert!(kept.automatic && kept.outcome.contains("automatically"), "the timeline says so: {kept:?}");
    let facts = desk.book.facts();
    assert!(!facts.get::<FollowUp>(task).unwrap().done, "they have not answered; somebody must ask again");
    assert_eq!(facts.get::<Case>(case).unwrap().status, CaseStatus::Waiting, "and the case waits on");
    let now = desk.book.clock().now();
    let contact =
        crate::customers::contacted::contacted(&facts, desk.ida, now, desk.book.today(), false).unwrap();
    assert!(contact.is_none(), "nobody was in touch with them");
    drop(facts);
    let answer = late.replacen("plan@berg", "answer@berg", 1);
    file(&desk.book, &by(), &message(&answer), about).unwrap();
    let facts = desk.book.facts();
    assert!(facts.get::<FollowUp>(task).unwrap().done, "when they do, it ends");
    assert_eq!(facts.get::<Case>(case).unwrap().status, CaseStatus::Open);
}

#[test]
fn a_message_about_a_case_goes_to_those_who_have_to_do_with_it_whoever_wrote_it() {
    let desk = desk();
    let save = |customer_id| {
        let mut case = crate::cases::Case { subject: "Door".into(), customer_id, ..Default::default() };
        desk.book.transact(&by(), "Case", |tx| tx.save(&mut case)).unwrap().value
    };
    let case = save(desk.max);
    let about = About { case: Some(case), ..About::default() };
    let filed = file(&desk.book, &by(), &message(NESTED), about).unwrap();
    assert_eq!(
        filed.customers,
        [desk.max],
        "the sender has nothing to do with it, so it is kept with whose it is"
    );
    let kept: Interaction = desk.book.facts().get(filed.interactions[0]).unwrap();
    assert_eq!(kept.case_id, Some(case));
    let wrong = About { customer: Some(desk.ida), ..about };
    let refused = file(&desk.book, &by(), &message(NESTED), wrong).unwrap_err();
    assert!(refused.to_string().contains("is a case of"), "{refused}");
}

/// When the only interaction of a message is, and what was said of it.
fn dated(desk: &Desk, head: &str) -> (String, Vec<String>) {
    let mail = message(&format!(
        "\nFrom: ida@berg.example\nTo: hello@linden.example\nSubject: x\n{head}\n\nHello\n"
    ));
    let filed = file(&desk.book, &by(), &mail, About::default()).unwrap();
    let kept: Interaction = desk.book.facts().get(filed.interactions[0]).unwrap();
    (kept.at.format("%Y-%m-%d %H:%M").to_string(), filed.notes.iter().map(ToString::to_string).collect())
}

#[test]
fn a_date_that_is_missing_or_cannot_be_is_told() {
    let desk = desk();
    let now = desk.book.clock().now().format("%Y-%m-%d").to_string();
    let way = "Received: from b by c; Sun, 1 Mar 2026 12:05:00 +0100\nReceived: from a by b; Sun, 1 Mar 2026 12:01:00 +0100";
    let (at, said) = dated(&desk, way);
    assert_eq!(at, "2026-03-01 11:05", "the last computer on its way got it");
    assert!(said.len() == 1 && said[0].contains("its arrival"), "{said:?}");
    let (at, said) = dated(&desk, "X-Nothing: more");
    assert!(at.starts_with(&now) && said[0].contains("does not say when"), "{at} {said:?}");
    let (at, said) = dated(&desk, &format!("{way}\nDate: Thu, 1 Jan 2099 10:00:00 +0100"));
    assert_eq!(at, "2026-03-01 11:05", "nothing was written in 2099");
    assert!(said[0].contains("a day to come"), "{said:?}");
    let (at, said) = dated(&desk, "Date: Thu, 1 Jan 2099 10:00:00 +0100");
    assert!(at.starts_with(&now) && said[0].contains("a day to come"), "{at} {said:?}");
    let (at, said) = dated(&desk, &format!("{way}\nDate: Sat, 31 Feb 2026 10:00:00 +0100"));
    assert_eq!((at.as_str(), said.len()), ("2026-03-01 11:05", 1), "there is no such day: {said:?}");
    let (at, said) = dated(&desk, "Date: Sun, 1 Mar 2026 10:00:00 MEZ");
    assert_eq!((at.as_str(), said.len()), ("2026-03-01 09:00", 0), "what is plain needs no words");
    let (at, said) = dated(&desk, "Date: 2026-03-01T10:00:00Z");
    assert_eq!((at.as_str(), said.len()), ("2026-03-01 10:00", 0));
}
