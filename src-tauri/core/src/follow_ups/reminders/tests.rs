//! Reminders on the wall, whatever the clocks do.

use super::*;
use crate::book::Book;
use crate::book::tests::{blank_by, by};
use crate::clock::ManualClock;
use crate::customers::Customer;
use crate::deals::Deal;
use crate::follow_ups::Reminder;
use crate::follow_ups::complete::{complete, snooze};
use chrono::Datelike;
use std::sync::Arc;

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn book(home: &tempfile::TempDir, now: &str) -> (Book, Arc<ManualClock>) {
    blank_by(&home.path().join("shop"), ManualClock::new(moment(now), 3))
}

fn task(day: &str, time: &str, minutes: &[i64], rule: &str) -> FollowUp {
    FollowUp {
        subject: format!("{day} {time} {rule}"),
        due_date: day.parse().unwrap(),
        due_time: time.into(),
        reminders: minutes.iter().map(|m| Reminder { minutes_before: *m }).collect(),
        recurrence: rule.into(),
        ..FollowUp::default()
    }
}

fn save(book: &Book, mut task: FollowUp) -> Id {
    book.transact(&by(), "Task", |tx| tx.save(&mut task)).unwrap().value
}

#[test]
fn a_reminder_that_can_never_come_stops_no_other_one() {
    let home = tempfile::tempdir().unwrap();
    let (book, _) = book(&home, "2026-03-01T00:00:00Z");
    save(&book, task("2026-03-02", "10:00", &[999_999_999_999_999, -999_999_999_999_999, 15], ""));
    let due = between(
        &book.facts(),
        "UTC".parse().unwrap(),
        moment("2026-03-01T00:00:00Z"),
        moment("2026-03-03T00:00:00Z"),
    );
    let due: Vec<_> = due.unwrap().into_iter().map(|due| due.at).collect();
    assert_eq!(due, [moment("2026-03-02T09:45:00Z")], "or the owner would not be reminded of anything");
}

#[test]
fn a_time_of_the_wall_clock_is_right_when_the_clocks_change() {
    let berlin: Tz = "Europe/Berlin".parse().unwrap();
    let at = |day: &str, time: &str| {
        let time = NaiveTime::parse_from_str(time, "%H:%M").unwrap();
        on_the_wall(day.parse().unwrap(), time, berlin).to_rfc3339()
    };
    assert_eq!(at("2026-03-28", "09:00"), "2026-03-28T08:00:00+00:00");
    assert_eq!(at("2026-03-29", "09:00"), "2026-03-29T07:00:00+00:00", "nine is nine on the wall");
    assert_eq!(
        at("2026-03-29", "02:30"),
        "2026-03-29T01:00:00+00:00",
        "half past two is left out that night"
    );
    assert_eq!(
        at("2026-10-25", "02:30"),
        "2026-10-25T00:30:00+00:00",
        "and comes twice this night: the first counts"
    );
}

#[test]
fn a_snoozed_reminder_comes_when_the_snooze_ends() {
    let home = tempfile::tempdir().unwrap();
    let (book, _) = book(&home, "2026-03-02T07:00:00Z");
    let id = save(&book, task("2026-03-02", "10:00", &[60, 0], ""));
    let due = |from: &str, to: &str| between(&book.facts(), Tz::UTC, moment(from), moment(to)).unwrap();
    assert_eq!(due("2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z").len(), 2);
    assert_eq!(
        due("2026-03-02T09:00:00Z", "2026-03-02T10:00:00Z").len(),
        1,
        "after the first moment up to the second"
    );
    book.transact(&by(), "Snooze", |tx| snooze(tx, id, moment("2026-03-02T12:00:00Z"))).unwrap();
    let left = due("2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z");
    assert_eq!(left, [Due { at: moment("2026-03-02T12:00:00Z"), id }]);
}

#[test]
fn the_next_step_of_a_deal_is_told_on_its_morning_and_once() {
    let home = tempfile::tempdir().unwrap();
    let (book, _) = book(&home, "2026-03-02T07:00:00Z");
    let anna = Customer { last_name: "Weber".into(), ..Customer::default() };
    let anna = book.transact(&by(), "Anna", |tx| tx.save(&mut anna.clone())).unwrap().value;
    let plan = |id: Option<Id>, day: &str| {
        let mut deal: Deal = id.map(|id| book.facts().get(id).unwrap()).unwrap_or_default();
        (deal.title, deal.customer_id) = ("Kitchen".into(), anna);
        (deal.next_step, deal.next_step_on) = ("Send the plan".into(), Some(day.parse().unwrap()));
        book.transact(&by(), "Deal", |tx| tx.save(&mut deal)).unwrap().value
    };
    let deal = plan(None, "2026-03-03");
    let berlin: Tz = "Europe/Berlin".parse().unwrap();
    let mut told = Told::default();
    let mut news = |now: &str| told.news(&book.facts(), berlin, moment(now)).unwrap();
    assert_eq!(news("2026-03-03T07:59:00Z"), [], "nobody is woken for it");
    assert_eq!(news("2026-03-03T08:00:00Z"), [Due { at: moment("2026-03-03T08:00:00Z"), id: deal }]);
    assert_eq!(news("2026-03-03T09:00:00Z"), [], "it is told once");
    let stands = |day: &str| stands(&book.facts(), deal, day.parse().unwrap());
    assert!(stands("2026-03-03"), "until somebody has seen to it");
    plan(Some(deal), "2026-03-05");
    assert!(!stands("2026-03-03"), "what was put off waits for its new day");
    assert_eq!(news("2026-03-05T08:00:00Z").len(), 1, "and is told on that");
    plan(Some(deal), "2026-02-01");
    assert_eq!(news("2026-03-05T09:00:00Z"), [], "what was left undone for weeks is no news");
    plan(Some(deal), "2026-03-06");
    let mut same = FollowUp { deal_id: Some(deal), ..task("2026-03-06", "", &[], "") };
    same.subject = "Send the plan".into();
    let same = save(&book, same);
    assert_eq!(news("2026-03-06T09:00:00Z"), [], "a follow-up tells the same, and has reminders of its own");
    book.transact(&by(), "Remove", |tx| tx.trash(Kind::FollowUp, same)).unwrap();
    assert_eq!(news("2026-03-06T09:00:00Z").len(), 1);
}

#[test]
fn a_call_across_the_sea_is_remembered_at_the_customers_time() {
    let home = tempfile::tempdir().unwrap();
    let (book, _) = book(&home, "2026-03-02T07:00:00Z");
    let berlin: Tz = "Europe/Berlin".parse().unwrap();
    let over_there = FollowUp {
        due_zone: "America/New_York".into(),
        ..task("2026-03-16", "10:00", &[0], "FREQ=WEEKLY;INTERVAL=2")
    };
    let id = save(&book, over_there);
    let due = |from: &str, to: &str| between(&book.facts(), berlin, moment(from), moment(to)).unwrap();
    assert_eq!(
        due("2026-03-16T00:00:00Z", "2026-03-17T00:00:00Z"),
        [Due { at: moment("2026-03-16T14:00:00Z"), id }],
        "ten in New York is three in the afternoon here, while only they have summer time"
    );
    let next = book.transact(&by(), "Done", |tx| complete(tx, id, "")).unwrap().value.1.unwrap();
    assert_eq!(
        due("2026-03-30T00:00:00Z", "2026-03-31T00:00:00Z"),
        [Due { at: moment("2026-03-30T14:00:00Z"), id: next }],
        "the next of the series is at ten there too"
    );
    let nowhere = FollowUp { due_zone: "Mars/Base".into(), ..task("2026-03-16", "10:00", &[], "") };
    let refused = book.transact(&by(), "Task", |tx| tx.save(&mut nowhere.clone())).unwrap_err();
    assert!(refused.to_string().contains("America/New_York"), "{refused}");
}

#[test]
fn a_book_without_a_zone_goes_by_the_wall_of_its_computer() {
    let home = tempfile::tempdir().unwrap();
    let clock = ManualClock::new(moment("2026-07-01T22:30:00Z"), 3).in_zone(chrono_tz::Europe::Berlin);
    let (book, _) = blank_by(&home.path().join("shop"), clock);
    assert_eq!(book.today(), "2026-07-02".parse().unwrap(), "it is past midnight there");
    let id = save(&book, task("2026-07-02", "10:00", &[0], ""));
    let due = |book: &Book| {
        let day = (moment("2026-07-02T00:00:00Z"), moment("2026-07-03T00:00:00Z"));
        between(&book.facts(), book.zone(), day.0, day.1).unwrap()
    };
    assert_eq!(due(&book), [Due { at: moment("2026-07-02T08:00:00Z"), id }], "ten is ten on the wall");
    let mut settings = book.facts().settings();
    settings.zone = "America/New_York".into();
    book.transact(&by(), "Moved", |tx| tx.save(&mut settings)).unwrap();
    assert_eq!(due(&book), [Due { at: moment("2026-07-02T14:00:00Z"), id }], "the book's own comes first");
}

#[test]
fn who_travels_is_reminded_once_and_of_what_is_changed_anew() {
    let home = tempfile::tempdir().unwrap();
    let (book, _) = book(&home, "2026-03-02T00:00:00Z");
    let id = save(&book, task("2026-03-02", "09:00", &[0, 60], ""));
    let mut told = Told::default();
    let mut news = |zone: Tz, now: &str| -> Vec<String> {
        let news = told.news(&book.facts(), zone, moment(now)).unwrap();
        news.into_iter().map(|due| due.at.format("%d %H:%M").to_string()).collect()
    };
    let (berlin, new_york, tokyo) =
        (chrono_tz::Europe::Berlin, chrono_tz::America::New_York, chrono_tz::Asia::Tokyo);
    assert_eq!(news(berlin, "2026-03-02T07:30:00Z"), ["02 07:00"], "an hour before");
    for (zone, now) in [
        (new_york, "2026-03-02T13:30:00Z"),
        (tokyo, "2026-03-02T07:35:00Z"),
        (berlin, "2026-03-02T07:40:00Z"),
    ] {
        let again = news(zone, now);
        assert!(!again.iter().any(|at| at.ends_with("13:00")), "{zone} has it not again: {again:?}");
    }
    assert_eq!(news(berlin, "2026-03-02T08:30:00Z"), [""; 0], "it was nine in Tokyo long before");
    for now in ["2026-03-02T14:30:00Z", "2026-03-02T18:00:00Z"] {
        assert_eq!(news(new_york, now), [""; 0], "what was told stays told where it is nine only now");
    }
    let change = |edit: &dyn Fn(&mut FollowUp)| {
        let mut task: FollowUp = book.facts().get(id).unwrap();
        edit(&mut task);
        book.transact(&by(), "Change", |tx| tx.save(&mut task)).unwrap();
    };
    change(&|task| task.subject = "Another word".into());
    assert_eq!(news(berlin, "2026-03-02T18:00:00Z"), [""; 0], "another word is no other reminder");
    change(&|task| task.due_date = "2026-03-03".parse().unwrap());
    assert_eq!(news(berlin, "2026-03-03T18:00:00Z"), ["03 07:00", "03 08:00"], "another day is");
    change(&|task| task.due_zone = "America/New_York".into());
    assert_eq!(news(berlin, "2026-03-03T18:00:00Z"), ["03 13:00", "03 14:00"], "and another place");
}

#[test]
fn what_an_earlier_version_told_is_not_told_again() {
    let home = tempfile::tempdir().unwrap();
    let (book, _) = book(&home, "2026-03-02T00:00:00Z");
    let id = save(&book, task("2026-03-02", "09:00", &[0], ""));
    let kept = Due { at: moment("2026-03-02T08:00:00Z"), id };
    let mut told = Told::of(std::iter::empty(), [kept].into_iter());
    let now = moment("2026-03-02T20:00:00Z");
    assert_eq!(told.news(&book.facts(), chrono_tz::Europe::Berlin, now).unwrap(), []);
    assert_eq!((told.all().count(), told.moments().count()), (1, 0), "and is known as what it is");
    assert_eq!(told.news(&book.facts(), chrono_tz::America::New_York, now).unwrap(), []);
}

#[test]
fn ten_years_of_reminders_are_told_once_each_whatever_the_clock_does() {
    let home = tempfile::tempdir().unwrap();
    let (book, clock) = book(&home, "2024-01-01T00:00:00Z");
    for (day, time, rule) in [
        ("2024-02-29", "", "FREQ=YEARLY"),
        ("2024-01-31", "08:15", "FREQ=MONTHLY"),
        ("2024-01-09", "02:30", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("2024-01-31", "23:59", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("2024-01-10", "", "FREQ=DAILY;INTERVAL=45;X-FROM=DONE"),
    ] {
        save(&book, task(day, time, &[0, 1_440], rule));
    }
    let zone = chrono_tz::Europe::Berlin;
    let mut told = Told::default();
    // Somebody else at the same book is somewhere else every day.
    let places = [zone, chrono_tz::America::Los_Angeles, chrono_tz::Asia::Tokyo, chrono_tz::Pacific::Apia];
    let mut abroad = Told::default();
    let mut heard: BTreeMap<Id, u32> = BTreeMap::new();
    let mut count: BTreeMap<(Id, DateTime<Utc>), u32> = BTreeMap::new();
    let mut expected: BTreeSet<Due> = BTreeSet::new();
    let end = moment("2034-01-01T00:00:00Z");
    let mut now = moment("2024-01-01T06:00:00Z");
    let mut step = 0_u32;
    while now < end {
        clock.set(now);
        {
            let facts = book.facts();
            expected.extend(between(&facts, zone, moment("2023-01-01T00:00:00Z"), now).unwrap());
            for due in told.news(&facts, zone, now).unwrap() {
                *count.entry((due.id, due.at)).or_default() += 1;
            }
            let place = places[step as usize % places.len()];
            for due in abroad.news(&facts, place, now).unwrap() {
                *heard.entry(due.id).or_default() += 1;
            }
            // Now and then the clock is set back ten years for a look, and forward again.
            if step.is_multiple_of(97) {
                for back in [now - Duration::days(3_650), now - Duration::hours(5)] {
                    for due in told.news(&facts, zone, back).unwrap() {
                        *count.entry((due.id, due.at)).or_default() += 1;
                    }
                }
            }
        }
        let late: Vec<Id> = {
            let facts = book.facts();
            let table = facts.table(Kind::FollowUp);
            let today = now.date_naive().num_days_from_ce();
            let is_late = |row: &u32| facts.follow_ups.open_due(*row).is_some_and(|due| due < today - 1);
            (0..table.len()).filter(is_late).map(|row| table.id(row)).collect()
        };
        for id in late {
            book.transact(&by(), "Done", |tx| complete(tx, id, "")).unwrap();
        }
        step += 1;
        now += Duration::hours(18);
    }
    assert!(expected.len() > 1_000, "{}", expected.len());
    let doubled: Vec<_> = count.iter().filter(|(_, times)| **times > 1).collect();
    assert!(doubled.is_empty(), "nothing is told twice: {doubled:?}");
    let doubled: Vec<_> = heard.iter().filter(|(_, times)| **times > 2).collect();
    assert!(doubled.is_empty(), "each has two reminders, in whatever zones its days are spent: {doubled:?}");
    let home_heard: BTreeSet<Id> = count.keys().map(|(id, _)| *id).collect();
    let unheard: Vec<_> = home_heard.iter().filter(|id| !heard.contains_key(id)).collect();
    assert!(unheard.is_empty(), "nobody who travels misses what was told at home: {unheard:?}");
    // Counted apart from the program: the last day of every month at a quarter past eight,
    // and every second Tuesday at half past two, on the wall in Berlin.
    let told_at = |part: &str| -> BTreeSet<String> {
        let facts = book.facts();
        let ids = count.keys().filter(|(id, _)| facts.get::<FollowUp>(*id).unwrap().subject.contains(part));
        ids.map(|(_, at)| at.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string()).collect()
    };
    let days = || (0..3_640).map(|n| NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + Duration::days(n));
    let monthly = told_at("08:15 FREQ=MONTHLY");
    let month_ends = days().filter(|day| day.succ_opt().unwrap().day() == 1);
    assert!(month_ends.clone().count() == 119);
    for day in month_ends {
        assert!(monthly.contains(&format!("{day} 08:15")), "the end of the month {day} is remembered");
    }
    let fortnight = told_at("FREQ=WEEKLY");
    let tuesdays = days().skip(8).step_by(14);
    for day in tuesdays {
        // On the last Sunday in March that time is left out; a Tuesday always has it.
        assert!(fortnight.contains(&format!("{day} 02:30")), "the Tuesday {day} is remembered");
    }
    let lost: Vec<_> = expected.iter().filter(|due| !count.contains_key(&(due.id, due.at))).collect();
    assert!(lost.is_empty(), "nothing is forgotten: {lost:?}");
}
