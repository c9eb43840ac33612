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

#[test]
fn a_message_is_read_whatever_it_was_encoded_in() {
    let read = message(QUOTED);
    assert_eq!(read.subject, "Küchentische");
    assert_eq!(read.from, [Mailbox { name: "Jörg Müller".into(), address: "joerg@mueller.example".into() }]);
    let to: Vec<&str> = read.to.iter().map(|one| one.address.as_str()).collect();
    assert_eq!(to, ["hello@linden.example", "mara@linden.example", "max@roth.example"]);
    assert_eq!(read.text, "Guten Tag,\nder Tisch ist schön geworden.");
    assert_eq!(read.at.unwrap().to_rfc3339(), "2026-03-04T04:30:00+00:00", "the moment, whatever the zone");
    assert_eq!(read.id, "one@mueller.example");

    let latin = b"From: a@b.example\r\nTo: c@d.example\r\nSubject: =?iso-8859-1?Q?Gr=FC=DFe?=\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\nSch\xf6ne Gr\xfc\xdfe\r\n";
    let read = parse(latin).unwrap();
    assert_eq!((read.subject.as_str(), read.text.as_str()), ("Grüße", "Schöne Grüße"));
    assert_eq!(read.at, None, "a message without a day is still one");
    assert!(!read.id.is_empty() && read.id == parse(latin).unwrap().id, "the same file is the same message");

    let html = message(
        "
From: a@b.example
To: c@d.example
Subject: Offer
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: base64

PGh0bWw+PHN0eWxlPnB7Y29sb3I6cmVkfTwvc3R5bGU+PHA+R3V0ZW4gVGFnPC9wPjxwPkRhcyAmYW1wOyBkYXM8L3A+PC9odG1sPg==
",
    );
    assert!(html.text.contains("Guten Tag") && html.text.contains("Das & das"), "{}", html.text);
    assert!(!html.text.contains('<') && !html.text.contains("color"), "{}", html.text);
}

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

#[test]
fn what_came_with_a_message_are_its_files_without_the_pictures_of_a_signature() {
    let read = message(NESTED);
    assert_eq!(read.text, "Here is the plan.", "said once, not again as a page");
    let names: Vec<&str> = read.parts.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(names, ["Pläne.pdf", "Measures.eml"]);
    assert_eq!(read.parts[0].bytes, b"%PDF-1.4\n");
    assert!(String::from_utf8_lossy(&read.parts[1].bytes).contains("2 m"));
    let long = format!("\nFrom: a@b.example\nTo: c@d.example\nSubject: Long\n\n{}\n", "word ".repeat(9_000));
    let read = message(&long);
    assert!(read.text.len() <= 20_000);
    assert_eq!(read.parts[0].name, "Long.eml", "nothing of a long message is lost");
}

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
fn what_is_no_message_is_refused_with_a_sentence() {
    let desk = desk();
    for (bytes, said) in [
        (b"\xd0\xcf\x11\xe0\xa1\xb1".as_slice(), "Outlook"),
        (b"".as_slice(), "no e-mail"),
        (b"\x00\x01\x02\xff\xfe".as_slice(), "no e-mail"),
        (b"Just some text\nwithout a head".as_slice(), "no e-mail"),
        (b"BEGIN:VCARD\r\nFN:x\r\nEND:VCARD\r\n".as_slice(), "no e-mail"),
    ] {
        let path = desk.home.path().join("message.eml");
        std::fs::write(&path, bytes).unwrap();
        let refused = read(&path).unwrap_err();
        assert!(matches!(refused, Error::File { .. }) && refused.to_string().contains(said), "{refused}");
    }
    assert!(read(&desk.home.path().join("missing.eml")).is_err());
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

#[test]
fn a_photo_in_the_text_is_kept_and_the_sign_of_a_letterhead_is_not() {
    let picture = |id: &str, bytes: usize| {
        format!(
            "--x\r\nContent-Type: image/png; name=\"{id}.png\"\r\nContent-ID: <{id}>\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n",
            "QUJD".repeat(bytes / 3)
        )
    };
    let mail = format!(
        "From: Ida <ida@example.org>\r\nTo: shop@example.org\r\nDate: Fri, 20 Nov 2026 12:40 GMT\r\nSubject: The crack\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>See <img src=cid:photo></p>\r\n{}{}--x--\r\n",
        picture("photo", 60_000),
        picture("logo", 3_000)
    );
    let message = parse(mail.as_bytes()).unwrap();
    let names: Vec<&str> = message.parts.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(names, ["photo.png"], "what somebody pasted is what the message is about");
    assert_eq!(
        message.at.map(|at| at.to_rfc3339()).as_deref(),
        Some("2026-11-20T12:40:00+00:00"),
        "a date without seconds is a date all the same"
    );
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

#[test]
fn a_mark_of_the_encoding_before_the_first_line_does_no_harm() {
    let read =
        parse(b"\xef\xbb\xbfFrom: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\n\r\nHello\r\n").unwrap();
    assert_eq!((read.from[0].address.as_str(), read.text.as_str()), ("a@b.example", "Hello"));
}

#[test]
fn what_has_no_name_is_called_by_what_it_is() {
    let mail = message(
        "
From: ida@berg.example
To: hello@linden.example
Subject: Meeting
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: multipart/alternative; boundary=y

--y
Content-Type: text/plain

Please come.
--y
Content-Type: text/calendar; method=REQUEST; charset=utf-8

BEGIN:VCALENDAR
END:VCALENDAR
--y--
--x
Content-Type: text/calendar; name=\"meeting.ics\"

BEGIN:VCALENDAR
END:VCALENDAR
--x
Content-Type: image/gif; name=sign.gif
Content-ID: <sign>
Content-Transfer-Encoding: base64

R0lGODlh
--x--
",
    );
    let names: Vec<&str> = mail.parts.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(names, ["invitation.ics", "meeting.ics"], "a calendar can be opened as one");
    assert_eq!((mail.left_out, mail.text.as_str()), (1, "Please come."));
    let desk = desk();
    let filed = file(&desk.book, &by(), &mail, About::default()).unwrap();
    let said: Vec<String> = filed.notes.iter().map(ToString::to_string).collect();
    assert!(
        said.iter().any(|said| said.starts_with("1 small picture")),
        "it is told what is not there: {said:?}"
    );
}
