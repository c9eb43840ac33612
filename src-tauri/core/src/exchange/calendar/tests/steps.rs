//! The next steps of deals in a calendar.

use super::*;
use crate::deals::Deal;

#[test]
fn the_next_step_of_a_deal_is_in_the_calendar_and_does_not_come_back_as_a_follow_up() {
    let desk = Desk::new();
    let anna = desk.save(Customer { last_name: "Weber".into(), ..Customer::default() });
    let mut deal = Deal { title: "Kitchen".into(), customer_id: anna, ..Deal::default() };
    (deal.next_step, deal.next_step_on) = ("Send the plan".into(), "2026-03-05".parse().ok());
    let deal = desk.save(deal);
    let written = desk.written();
    for line in [
        format!("UID:{deal}-step@regulars"),
        "DTSTART;VALUE=DATE:20260305".to_owned(),
        "SUMMARY:Send the plan (Kitchen) – Weber".to_owned(),
        "TRIGGER:PT540M".to_owned(),
    ] {
        assert!(written.replace("\r\n ", "").contains(&line), "{line} is missing in {written}");
    }
    let brought = desk.bring(&written);
    assert_eq!((brought.created, brought.updated, brought.same), (0, 0, 1), "the deal tells it already");
    assert!(desk.tasks().is_empty());
    let other = Desk::new();
    assert_eq!(other.bring(&written).created, 1, "another book has no such deal, so nothing is lost there");
    let moved = desk.book.facts().get::<Deal>(deal).unwrap();
    desk.save(Deal { next_step_on: "2026-03-09".parse().ok(), ..moved });
    let again = desk.written();
    assert!(again.contains(&format!("UID:{deal}-step")), "the same entry moves there, too");
    assert!(again.contains("DATE:20260309") && !again.contains("DATE:20260305"), "{again}");
}

#[test]
fn what_comes_on_leap_day_comes_back_as_it_was() {
    let desk = Desk::new();
    let rules = ["FREQ=YEARLY", "FREQ=YEARLY;INTERVAL=2;COUNT=3"];
    for rule in rules {
        desk.save(FollowUp {
            subject: rule.into(),
            due_date: "2028-02-29".parse().unwrap(),
            recurrence: rule.into(),
            ..FollowUp::default()
        });
    }
    let brought = desk.bring(&desk.written());
    assert_eq!((brought.updated, brought.same), (0, 2), "nobody has touched it");
    let mut kept: Vec<String> = desk.tasks().into_iter().map(|task| task.recurrence).collect();
    kept.sort_unstable();
    assert_eq!(kept, rules, "and the rule stays one that people recognise");
}
