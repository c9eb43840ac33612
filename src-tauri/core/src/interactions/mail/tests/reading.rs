//! Messages as they are read, before they belong to anybody.

use super::*;

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
