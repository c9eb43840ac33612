//! What an entry says beside its day: how long, where and with whom; and what is written about it here.

use super::*;

fn entry(body: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:one@else.example\n{body}\nEND:VEVENT\nEND:VCALENDAR\n"
    )
}

/// How long a follow-up lasts in days and minutes, and its last day.
fn length(task: &FollowUp) -> (Option<i64>, Option<i64>, String) {
    (task.days, task.duration_minutes, last_day(task).to_string())
}

/// The last day on the wall on which it is meant.
fn last_day(task: &FollowUp) -> chrono::NaiveDate {
    let home = task.zone(chrono_tz::Tz::UTC);
    chrono::NaiveDate::from_num_days_from_ce_opt(task.last_day(home)).unwrap()
}

#[test]
fn what_lasts_longer_than_its_day_comes_in_and_goes_out_so() {
    for (body, days, minutes, last) in [
        ("DTSTART;VALUE=DATE:20260303\nDTEND;VALUE=DATE:20260306", Some(3), None, "2026-03-05"),
        ("DTSTART;VALUE=DATE:20260303\nDURATION:P3D", Some(3), None, "2026-03-05"),
        (
            "DTSTART;TZID=Europe/Berlin:20260303T090000\nDTEND;TZID=Europe/Berlin:20260304T170000",
            Some(2),
            Some(480),
            "2026-03-04",
        ),
        (
            "DTSTART;TZID=Europe/Berlin:20260303T090000\nDTEND;TZID=Europe/Berlin:20260303T120000",
            None,
            Some(180),
            "2026-03-03",
        ),
        (
            "DTSTART;TZID=Europe/Berlin:20260303T090000\nDTEND;TZID=Europe/Berlin:20260303T093000",
            None,
            None,
            "2026-03-03",
        ),
        ("DTSTART;VALUE=DATE:20260303\nDTEND;VALUE=DATE:20260304", None, None, "2026-03-03"),
        ("DTSTART;VALUE=DATE:20260303", None, None, "2026-03-03"),
    ] {
        let desk = Desk::new();
        let file = entry(&format!("SUMMARY:Fair\n{body}"));
        desk.bring(&file);
        let task = &desk.tasks()[0];
        assert_eq!(task.due_date.to_string(), "2026-03-03");
        assert_eq!(
            length(task),
            (days, minutes, last.to_owned()),
            "whoever plans around it must see it: {body}"
        );
        assert_eq!(desk.bring(&file).same, 1, "the same file changes nothing");
        let out = desk.written();
        for line in body.lines().filter(|line| line.starts_with("DTEND")) {
            assert!(out.contains(line), "another calendar must see it as long: {line}\n{out}");
        }
        assert_eq!(desk.bring(&out).same, 1, "and neither does what goes out");
        desk.bring(&file.replace("SUMMARY:Fair", "SUMMARY:Fair\nLOCATION:Hall 3"));
        let task = desk.tasks().remove(0);
        assert_eq!(
            (task.place.as_str(), task.meta.notes.as_str()),
            ("Hall 3", ""),
            "a place said later, too"
        );
        assert!(desk.written().contains("LOCATION:Hall 3"), "and it goes out");
    }
}

#[test]
fn a_fair_that_is_planned_here_comes_back_from_the_calendar_as_long_and_there() {
    let desk = Desk::new();
    desk.save(FollowUp {
        subject: "Fair".into(),
        place: "Hall 3, Bonn".into(),
        days: Some(3),
        due_date: "2026-03-05".parse().unwrap(),
        ..FollowUp::default()
    });
    let out = desk.written();
    assert!(out.contains("DTEND;VALUE=DATE:20260308") && out.contains("LOCATION:Hall 3\\, Bonn"), "{out}");
    assert_eq!(desk.bring(&out).same, 1);
    let longer = out.replace("DTEND;VALUE=DATE:20260308", "DTEND;VALUE=DATE:20260309");
    desk.bring(&longer.replace("Hall 3\\, Bonn", "Hall 4"));
    let task = desk.tasks().remove(0);
    assert_eq!(
        (task.days, task.place.as_str()),
        (Some(4), "Hall 4"),
        "what was changed there is changed here"
    );
}

#[test]
fn what_takes_no_time_has_no_end_of_its_own_and_a_whole_day_has_no_minutes() {
    let desk = Desk::new();
    let mut task = FollowUp {
        subject: "Ring".into(),
        due_date: "2026-03-05".parse().unwrap(),
        due_time: "09:00".into(),
        duration_minutes: Some(0),
        ..FollowUp::default()
    };
    desk.save(task.clone());
    let out = desk.written();
    assert!(
        out.contains("T090000") && !out.contains("DTEND"),
        "no calendar may take an end at the beginning: {out}"
    );
    assert_eq!(desk.bring(&out).same, 1);
    task = desk.tasks().remove(0);
    task.duration_minutes = Some(90);
    desk.save(task);
    let out = desk.written();
    let whole: Vec<&str> = out
        .lines()
        .filter(|line| !line.starts_with("DTEND"))
        .map(|line| if line.starts_with("DTSTART") { "DTSTART;VALUE=DATE:20260305" } else { line })
        .collect();
    desk.bring(&whole.join("\r\n"));
    let task = desk.tasks().remove(0);
    let (time, minutes) = (task.due_time.as_str(), task.duration_minutes);
    assert_eq!((time, minutes), ("", None), "they would be there again with the next time that is typed");
}

#[test]
fn a_night_shift_that_goes_on_until_this_morning_is_not_over() {
    let desk = Desk::new();
    let shift = |day: &str| {
        let end = day.parse::<u32>().unwrap() + 1;
        entry(&format!("SUMMARY:Shift\nDTSTART:{day}T220000\nDTEND:{end}T060000"))
    };
    let (today, day) = (desk.book.today(), |day: chrono::NaiveDate| day.format("%Y%m%d").to_string());
    assert_eq!(
        desk.bring(&shift(&day(today - chrono::Days::new(2)))).left_out,
        1,
        "that of the night before is"
    );
    desk.bring(&shift(&day(today - chrono::Days::new(1))));
    assert_eq!(last_day(&desk.tasks()[0]), today);
    let due = crate::today::due(&desk.book.facts(), today);
    assert_eq!((due.overdue.len(), due.today.len()), (0, 1), "and Today says the same");
}

#[test]
fn what_began_before_today_and_still_lasts_is_not_over() {
    let desk = Desk::new();
    desk.bring(&entry("SUMMARY:Fair\nDTSTART;VALUE=DATE:20260227\nDTEND;VALUE=DATE:20260310"));
    assert_eq!(length(&desk.tasks()[0]), (Some(11), None, "2026-03-09".to_owned()));
    let over = entry("SUMMARY:Fair\nDTSTART;VALUE=DATE:20260220\nDTEND;VALUE=DATE:20260225");
    assert_eq!(desk.bring(&over.replace("one@", "two@")).left_out, 1, "nobody can go there any more");
}

#[test]
fn what_we_wrote_into_the_note_stays_when_the_calendar_says_something_new() {
    let said = |text: &str| {
        let described = if text.is_empty() { String::new() } else { format!("\nDESCRIPTION:{text}") };
        entry(&format!("SUMMARY:Measure\nDTSTART;VALUE=DATE:20260303{described}"))
    };
    let noted = |desk: &Desk, note: &str| {
        let mut task = desk.tasks().remove(0);
        task.meta.notes = note.into();
        desk.save(task);
    };
    let note = |desk: &Desk| desk.tasks().remove(0).meta.notes;
    let desk = Desk::new();
    desk.bring(&said("Bring the plan"));
    noted(&desk, "Bring the plan\nours: bring tape");
    assert_eq!(desk.bring(&said("Bring the plan")).same, 1, "nothing is new");
    desk.bring(&said("Bring both plans").replace("20260303", "20260304"));
    assert_eq!(note(&desk), "Bring both plans\nours: bring tape", "its words are renewed, ours stay");
    desk.bring(&said(""));
    assert_eq!(note(&desk), "ours: bring tape", "and stay when it says nothing any more");
    desk.bring(&said("Bring it all"));
    assert_eq!(note(&desk), "Bring it all\n\nours: bring tape");
    assert_eq!(desk.bring(&desk.written()).same, 1, "what goes out comes back as it is");

    let replaced = Desk::new();
    replaced.bring(&said("Bring the plan"));
    noted(&replaced, "ours: bring tape");
    replaced.bring(&said("Bring the plan").replace("20260303", "20260304"));
    assert_eq!(
        note(&replaced),
        "ours: bring tape",
        "what was taken out here does not come back by another day"
    );
    replaced.bring(&said("Bring both plans"));
    assert_eq!(note(&replaced), "Bring both plans\n\nours: bring tape", "what is new is not lost either");
}

#[test]
fn place_and_people_stay_and_the_one_customer_among_them_is_whose_it_is() {
    let desk = Desk::new();
    let mail = |address: &str| crate::customers::Email { address: address.into(), ..Default::default() };
    let ida = desk.save(Customer {
        last_name: "Berg".into(),
        emails: vec![mail("ida@berg.example")],
        phones: vec![Phone { number: "030 901820".into(), ..Phone::default() }],
        ..Customer::default()
    });
    let mut settings = desk.book.facts().settings();
    settings.email = "hello@linden.example".into();
    desk.save(settings);
    let one = entry(
        "SUMMARY:Measure\nDTSTART;VALUE=DATE:20260303\nLOCATION:Hall 3\\, Bonn\nDESCRIPTION:Bring the plan\n\
         ORGANIZER;CN=Linden:mailto:hello@linden.example\nATTENDEE;CN=Ida Berg:MAILTO:Ida@Berg.example\n\
         ATTENDEE;CN=Max Roth:mailto:max@roth.example",
    );
    desk.bring(&one);
    let task = desk.tasks().remove(0);
    assert_eq!(task.customer_id, Some(ida), "an invitation to one customer is about that customer");
    assert_eq!(task.place, "Hall 3, Bonn");
    assert_eq!(task.meta.notes, "With: Max Roth (max@roth.example)\n\nBring the plan");
    assert_eq!(desk.bring(&one).same, 1);
    assert_eq!(desk.bring(&desk.written()).same, 1, "her telephone does not come back as a note");

    let other = desk.save(Customer {
        last_name: "Roth".into(),
        emails: vec![mail("max@roth.example")],
        ..Customer::default()
    });
    let two = one.replace("one@else.example", "two@else.example");
    desk.bring(&two);
    let both = desk.tasks().into_iter().find(|task| task.calendar_uid.starts_with("two")).unwrap();
    assert_eq!(both.customer_id, None, "of two customers ({ida}, {other}) neither is guessed");
    assert!(
        both.meta.notes.contains("With: Ida Berg (ida@berg.example), Max Roth (max@roth.example)"),
        "{}",
        both.meta.notes
    );
}
