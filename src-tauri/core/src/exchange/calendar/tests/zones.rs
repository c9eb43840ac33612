//! Times in calendars: by which clocks they are meant, whoever wrote them.

use super::*;

#[test]
fn a_time_that_the_clocks_leave_out_comes_in_after_it() {
    let desk = Desk::new();
    let event = |zone: &str, at: &str| {
        let text = format!(
            "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:{at}@elsewhere\nSUMMARY:Call\n\
             DTSTART;TZID={zone}:{at}\nEND:VEVENT\nEND:VCALENDAR\n"
        );
        let brought = desk.bring(&text);
        assert_eq!((brought.created, brought.problems.len()), (1, 0), "{brought:?}");
        let uid = format!("{at}@elsewhere");
        let task = desk.tasks().into_iter().find(|task| task.calendar_uid == uid).unwrap();
        format!("{} {}", task.due_date, task.due_time)
    };
    assert_eq!(event("Europe/Berlin", "20260329T023000"), "2026-03-29 03:30");
    // Half past two is half past three in New York then, six hours behind Berlin before its own change.
    assert_eq!(event("America/New_York", "20260308T023000"), "2026-03-08 08:30");
    assert_eq!(
        event("Europe/Berlin", "20261025T023000"),
        "2026-10-25 02:30",
        "what comes twice is the first"
    );
    assert_eq!(
        event("tzone://Microsoft/Utc", "20260701T090000"),
        "2026-07-01 11:00",
        "as Exchange writes it"
    );
    assert_eq!(event("\"tzone://Microsoft/Utc\"", "20260701T100000"), "2026-07-01 12:00", "or ought to");
}

#[test]
fn the_zone_tells_when_the_clocks_change() {
    let desk = Desk::new();
    rich(&desk);
    let ics = desk.written();
    let zone = &ics[ics.find("BEGIN:VTIMEZONE").unwrap()..ics.find("END:VTIMEZONE").unwrap()];
    for told in [
        "BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST",
        "BEGIN:STANDARD\r\nDTSTART:20261025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET",
        "DTSTART:20370329T020000",
    ] {
        assert!(zone.contains(told), "{told} must be in\n{zone}");
    }
}

/// An event at nine on 1 July 2026 of a zone by this name, with what the file says of the zone.
fn at_nine(name: &str, described: &str, rule: &str) -> String {
    format!(
        "BEGIN:VCALENDAR
VERSION:2.0
{described}BEGIN:VEVENT
UID:one@elsewhere
DTSTART;TZID=\"{name}\":20260701T090000
{rule}SUMMARY:Call
END:VEVENT
END:VCALENDAR
"
    )
}

/// The clocks of a zone as Outlook describes them, which change on these days of the year.
fn clocks(name: &str, offsets: [&str; 2], days: [&str; 2], place: &str) -> String {
    let [standard, daylight] = offsets;
    let part = |kind: &str, from: &str, to: &str, day: &str| {
        format!(
            "BEGIN:{kind}
DTSTART:16010101T020000
RRULE:FREQ=YEARLY;{day}
TZOFFSETFROM:{from}
TZOFFSETTO:{to}
END:{kind}
"
        )
    };
    let (winter, summer) =
        (part("STANDARD", daylight, standard, days[0]), part("DAYLIGHT", standard, daylight, days[1]));
    format!(
        "BEGIN:VTIMEZONE
TZID:{name}
{place}{winter}{summer}END:VTIMEZONE
"
    )
}

const EUROPE: [&str; 2] = ["BYDAY=-1SU;BYMONTH=10", "BYDAY=-1SU;BYMONTH=3"];

#[test]
fn a_zone_is_known_by_the_names_that_windows_and_outlook_have_for_it() {
    for (name, time) in [
        ("W. Europe Standard Time", "09:00"),
        ("Eastern Standard Time", "15:00"),
        ("GMT Standard Time", "10:00"),
        ("India Standard Time", "05:30"),
        ("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "09:00"),
        ("(UTC-08:00) Pacific Time (US & Canada)", "18:00"),
        ("/freeassociation.sourceforge.net/America/New_York", "15:00"),
        ("/softwarestudio.org/Olson_20011030_5/America/Chicago", "16:00"),
    ] {
        let desk = Desk::new();
        let brought = desk.bring(&at_nine(name, "", ""));
        assert_eq!(brought.problems, [], "{name}");
        assert_eq!(desk.tasks()[0].due_time, time, "nine in {name}");
        let series = Desk::new();
        series.bring(&at_nine(name, "", "RRULE:FREQ=WEEKLY\n"));
        let task = &series.tasks()[0];
        let there = task.due_zone.parse().unwrap_or(chrono_tz::Europe::Berlin);
        assert_eq!(task.due_time, "09:00", "a series stays at nine there: {name}, {there}");
    }
}

#[test]
fn a_zone_that_nobody_knows_is_what_the_file_says_of_it_or_told() {
    let bring = |text: &str| {
        let desk = Desk::new();
        let brought = desk.bring(text);
        let task = desk.tasks().remove(0);
        let told: Vec<String> = brought.problems.iter().map(ToString::to_string).collect();
        (task.due_time, task.due_zone, told)
    };
    let own = "Customized Time Zone";
    let (time, _, told) = bring(&at_nine(own, &clocks(own, ["-0500", "-0400"], EUROPE, ""), ""));
    assert_eq!((time.as_str(), told.len()), ("15:00", 0), "its summer is four hours behind Greenwich");
    let winter =
        at_nine(own, &clocks(own, ["-0500", "-0400"], EUROPE, ""), "").replace("20260701", "20261201");
    assert_eq!(bring(&winter).0, "15:00", "and its winter five, as here");
    // What stands in the name is no summer time.
    let half = "(UTC-03:30) Somewhere";
    let (time, ..) = bring(&at_nine(half, &clocks(half, ["-0330", "-0230"], EUROPE, ""), ""));
    assert_eq!(time, "13:30");
    let placed = clocks(own, ["+0000", "+0000"], EUROPE, "X-LIC-LOCATION:America/Denver\n");
    assert_eq!(bring(&at_nine(own, &placed, "")).0, "17:00", "a place says more than offsets");

    let weekly = "RRULE:FREQ=WEEKLY\n";
    let (time, zone, told) = bring(&at_nine(own, &clocks(own, ["+0100", "+0200"], EUROPE, ""), weekly));
    assert_eq!((time.as_str(), zone.as_str(), told.len()), ("09:00", "", 0), "these are the clocks of home");
    let (time, zone, told) = bring(&at_nine(own, &clocks(own, ["-0500", "-0400"], EUROPE, ""), weekly));
    assert_eq!((time.as_str(), zone.as_str()), ("15:00", ""));
    assert!(told[0].contains(own) && told[0].contains("clocks here"), "{told:?}");
    for name in ["Mars Standard Time", "(UTC+01:00) Nowhere"] {
        let (time, _, told) = bring(&at_nine(name, "", ""));
        assert_eq!(time, "09:00");
        assert!(told[0].contains(name), "an hour that may be wrong is told: {told:?}");
    }
}
