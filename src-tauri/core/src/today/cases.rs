//! Cases whose promise is due: an answer or a solution that the customer waits for.

use crate::cases::facts::Promise;
use crate::clock::day_on;
use crate::facts::Facts;
use crate::{Sentence, say};
use chrono::NaiveDate;
use chrono_tz::Tz;

/// A case of which something was promised up to today.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DueCase {
    /// Row of the case.
    pub row: u32,
    /// What was promised.
    pub promise: Promise,
    /// The day of it on the wall.
    pub day: NaiveDate,
}

/// At most so many are worth showing on one page.
const SHOWN: usize = 50;

/// The cases of which something was promised for today or before, what is longest overdue first.
pub fn cases(facts: &Facts, today: NaiveDate, zone: Tz) -> Vec<DueCase> {
    let rows = facts.cases.promised_by(today, zone);
    let due = rows.filter_map(|row| {
        let promise = facts.cases.get(row).promise?;
        Some(DueCase { row, promise, day: day_on(promise.by, zone) })
    });
    due.take(SHOWN).collect()
}

/// Why a case is one for today.
pub fn reason(due: &DueCase, today: NaiveDate, zone: Tz) -> Sentence {
    let days = (today - due.day).num_days();
    let time = || due.promise.by.with_timezone(&zone).format("%H:%M").to_string();
    match (due.promise.answer, days) {
        (true, ..=0) => say!("An answer was promised by {} today.", time()),
        (true, 1) => say!("An answer was promised for yesterday."),
        (true, days) => say!("An answer has been due for {} days.", days),
        (false, ..=0) => say!("A solution was promised by {} today.", time()),
        (false, 1) => say!("A solution was promised for yesterday."),
        (false, days) => say!("A solution has been due for {} days.", days),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::tests::{by, shop};
    use crate::cases::{Case, CaseStatus};
    use crate::entity::Kind;
    use chrono::{DateTime, Utc};

    #[test]
    fn whoever_was_promised_something_by_today_is_on_the_list() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home.path().join("shop"));
        let customer_id = book.facts().table(Kind::Customer).id(0);
        let at = |text: &str| Some(text.parse::<DateTime<Utc>>().unwrap());
        let make = |subject: &str, respond_by, resolve_by, status| {
            let mut case = Case {
                subject: subject.into(),
                customer_id,
                received: at("2026-02-20T08:00:00Z").unwrap(),
                respond_by,
                resolve_by,
                status,
                resolution: "Done".into(),
                ..Case::default()
            };
            book.transact(&by(), "Case", |tx| tx.save(&mut case)).unwrap();
        };
        let zone: Tz = "America/New_York".parse().unwrap();
        let today: NaiveDate = "2026-03-02".parse().unwrap();
        make("late", None, at("2026-02-27T12:00:00Z"), CaseStatus::Waiting);
        // Half past three in the night of London is still the second of March in New York.
        make("tonight", at("2026-03-03T03:30:00Z"), at("2026-03-09T12:00:00Z"), CaseStatus::New);
        make("tomorrow", at("2026-03-03T15:00:00Z"), None, CaseStatus::New);
        make("settled", None, at("2026-02-27T12:00:00Z"), CaseStatus::Resolved);
        make("no promise", None, None, CaseStatus::Open);
        let facts = book.facts();
        let due = cases(&facts, today, zone);
        let told: Vec<(String, String)> = due
            .iter()
            .map(|due| (facts.title(Kind::Case, due.row), reason(due, today, zone).to_string()))
            .collect();
        assert_eq!(
            told,
            [
                ("late".to_owned(), "A solution has been due for 3 days.".to_owned()),
                ("tonight".to_owned(), "An answer was promised by 22:30 today.".to_owned()),
            ],
            "what is overdue first, by the clock on the owner's wall"
        );
    }

    #[test]
    fn the_number_beside_today_is_that_of_the_page_around_midnight_too() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home.path().join("shop"));
        let customer_id = book.facts().table(Kind::Customer).id(0);
        let zone: Tz = "Pacific/Auckland".parse().unwrap();
        let today: NaiveDate = "2026-03-02".parse().unwrap();
        // Midnight in Auckland is eleven in the morning of London.
        for (moment, due) in
            [("2026-03-02T10:59:00Z", 1), ("2026-03-02T11:01:00Z", 1), ("2026-03-01T11:01:00Z", 2)]
        {
            let mut case = Case {
                subject: moment.into(),
                customer_id,
                received: "2026-02-20T08:00:00Z".parse().unwrap(),
                respond_by: Some(moment.parse().unwrap()),
                ..Case::default()
            };
            book.transact(&by(), "Case", |tx| tx.save(&mut case)).unwrap();
            let facts = book.facts();
            assert_eq!(cases(&facts, today, zone).len(), due, "{moment}");
            assert_eq!(
                super::super::count(&facts, today, zone),
                due,
                "one rule for the page and the number: {moment}"
            );
        }
        let mut first: Case = book.facts().get(book.facts().table(Kind::Case).id(0)).unwrap();
        first.status = CaseStatus::Closed;
        first.resolution = "Done".into();
        book.transact(&by(), "Case", |tx| tx.save(&mut first)).unwrap();
        assert_eq!(super::super::count(&book.facts(), today, zone), 1, "what is settled is promised no more");
    }
}
