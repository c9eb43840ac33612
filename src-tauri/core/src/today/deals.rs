//! Deals whose next step is due: whoever waits for it is not forgotten.

use crate::deals::Deal;
use crate::deals::next::{NextStep, until};
use crate::facts::Facts;
use crate::{Sentence, say};
use chrono::{Days, NaiveDate};

/// At most so many are worth showing on one page.
const SHOWN: usize = 100;

/// The next steps of open deals for today or before, what is longest overdue first.
pub fn deals(facts: &Facts, today: NaiveDate) -> Vec<NextStep> {
    let mut due = until(facts, today);
    due.truncate(SHOWN);
    due
}

/// The next steps of open deals in the days after today, in their order.
pub fn deals_ahead(facts: &Facts, today: NaiveDate) -> Vec<NextStep> {
    let last = today.checked_add_days(Days::new(u64::from(super::AHEAD))).unwrap_or(today);
    let mut ahead = until(facts, last);
    ahead.retain(|step| step.day > today);
    ahead.truncate(SHOWN);
    ahead
}

/// Why a deal is one for today or for the day that it is on.
pub fn reason_of_step(deal: &Deal, day: NaiveDate, today: NaiveDate) -> Sentence {
    let what = match deal.next_step.trim().trim_end_matches('.') {
        "" => say!("Next step of “{}”", deal.title),
        step => say!("Next step of “{}”: {}", deal.title, step),
    };
    match (today - day).num_days() {
        ..=-2 => say!("{}, due in {} days.", what, (day - today).num_days()),
        -1 => say!("{}, due tomorrow.", what),
        0 => say!("{}, due today.", what),
        1 => say!("{}, due since yesterday.", what),
        days => say!("{}, {} days late.", what, days),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Id;
    use crate::book::tests::{by, shop};
    use crate::book::{Book, Unwatched};
    use crate::entity::Kind;
    use crate::follow_ups::FollowUp;
    use crate::today::{count, due};
    use chrono_tz::UTC;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn deal(book: &Book, title: &str, step: &str, on: Option<&str>) -> Id {
        let mut deal = Deal {
            title: title.into(),
            customer_id: book.facts().table(Kind::Customer).id(0),
            next_step: step.into(),
            next_step_on: on.map(day),
            ..Deal::default()
        };
        book.transact(&by(), "Deal", |tx| tx.save(&mut deal)).unwrap().value
    }

    fn told(book: &Book, today: &str) -> Vec<String> {
        let (facts, today) = (book.facts(), day(today));
        let told = deals(&facts, today).into_iter().map(|step| {
            let deal: Deal = facts.get(facts.table(Kind::Deal).id(step.row)).unwrap();
            reason_of_step(&deal, step.day, today).to_string()
        });
        told.collect()
    }

    #[test]
    fn whose_deal_has_a_step_that_is_due_is_on_the_list_until_it_is_decided() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home.path().join("shop"));
        deal(&book, "Shelf", "", Some("2026-03-01"));
        deal(&book, "Table", "Measure the room", Some("2026-03-02"));
        let late = deal(&book, "Conservatory", "Call about the offer.", Some("2026-02-21"));
        deal(&book, "Bench", "Send samples", Some("2026-03-03"));
        deal(&book, "Bed", "Some time", None);
        let before = [
            "Next step of “Conservatory”: Call about the offer, 9 days late.",
            "Next step of “Shelf”, due since yesterday.",
            "Next step of “Table”: Measure the room, due today.",
        ];
        assert_eq!(
            told(&book, "2026-03-02"),
            before,
            "what waits longest comes first, and tomorrow's not yet"
        );
        let ahead = |today: &str| {
            let (facts, today) = (book.facts(), day(today));
            let steps = deals_ahead(&facts, today).into_iter();
            let told = steps.map(|step| {
                let deal: Deal = facts.get(facts.table(Kind::Deal).id(step.row)).unwrap();
                reason_of_step(&deal, step.day, today).to_string()
            });
            told.collect::<Vec<_>>()
        };
        assert_eq!(ahead("2026-03-02"), ["Next step of “Bench”: Send samples, due tomorrow."]);
        assert_eq!(
            ahead("2026-02-24"),
            [
                "Next step of “Shelf”, due in 5 days.",
                "Next step of “Table”: Measure the room, due in 6 days.",
                "Next step of “Bench”: Send samples, due in 7 days."
            ],
            "the seven days after today, and nothing that is late already"
        );
        assert_eq!(count(&book.facts(), day("2026-03-02"), UTC), 3, "one rule for the page and the number");
        let mut lost: Deal = book.facts().get(late).unwrap();
        (lost.stage, lost.reason) = ("lost".into(), "Too dear".into());
        book.transact(&by(), "Lose", |tx| tx.save(&mut lost)).unwrap();
        assert_eq!(told(&book, "2026-03-02"), before[1..], "nothing is to be done for what is decided");
        book.undo(&by(), None, &Unwatched).unwrap();
        assert_eq!(told(&book, "2026-03-02"), before, "it was not decided after all");
        book.transact(&by(), "Trash", |tx| tx.trash(Kind::Deal, late)).unwrap();
        assert_eq!(told(&book, "2026-03-02"), before[1..]);
    }

    #[test]
    fn a_step_that_a_follow_up_of_the_deal_stands_for_is_told_once() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home.path().join("shop"));
        let (table, shelf) = (
            deal(&book, "Table", "Call about the offer", Some("2026-03-01")),
            deal(&book, "Shelf", "Measure", Some("2026-03-01")),
        );
        let plan = |subject: &str, about: Id, due: &str| {
            let mut task = FollowUp {
                subject: subject.into(),
                customer_id: Some(book.facts().table(Kind::Customer).id(0)),
                deal_id: Some(about),
                due_date: day(due),
                ..FollowUp::default()
            };
            book.transact(&by(), "Plan", |tx| tx.save(&mut task)).unwrap();
            task
        };
        plan("Something else", table, "2026-03-01");
        assert_eq!(told(&book, "2026-03-02").len(), 2, "another thing of the same day stands for neither");
        plan("Call about the offer", table, "2026-03-05");
        assert_eq!(
            told(&book, "2026-03-02").len(),
            2,
            "nor does what comes only after the deal was to be seen to"
        );
        let mut call = plan("call about the offer ", table, "2026-03-01");
        assert_eq!(told(&book, "2026-03-02"), ["Next step of “Shelf”: Measure, due since yesterday."]);
        let mut wall = plan("Measure", shelf, "2026-02-27");
        assert_eq!(told(&book, "2026-03-02"), Vec::<String>::new());
        wall.customer_id = None;
        book.transact(&by(), "With the carpenter", |tx| tx.save(&mut wall)).unwrap();
        assert_eq!(told(&book, "2026-03-02"), Vec::<String>::new(), "whoever it is agreed upon with");
        call.done = true;
        book.transact(&by(), "Done", |tx| tx.save(&mut call)).unwrap();
        assert_eq!(
            told(&book, "2026-03-02"),
            ["Next step of “Table”: Call about the offer, due since yesterday."],
            "what was done while the deal says that it is still to be done is asked about"
        );
    }

    #[test]
    fn what_takes_several_days_is_one_of_today_until_the_last_of_them_is_over() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home.path().join("shop"));
        let mut fair = FollowUp {
            subject: "Fair".into(),
            due_date: day("2026-03-01"),
            days: Some(3),
            ..FollowUp::default()
        };
        book.transact(&by(), "Plan", |tx| tx.save(&mut fair)).unwrap();
        let on = |today: &str| {
            let due = due(&book.facts(), day(today));
            (due.overdue.len(), due.today.len(), due.upcoming.len())
        };
        assert_eq!(on("2026-02-28"), (0, 0, 1));
        assert_eq!(on("2026-03-01"), (0, 1, 0));
        assert_eq!(on("2026-03-03"), (0, 1, 0), "nobody is late at a fair that is still open");
        assert_eq!(on("2026-03-04"), (1, 0, 0), "now it is asked what came of it");
    }
}
