//! What is late: the day or moment of a record that has passed without what was to happen by then.

use crate::book::Book;
use crate::customers::facts::day_number;
use crate::deals::{Deal, Outcome};
use crate::entity::{AnyRecord, Kind};
use crate::facts::Facts;
use crate::follow_ups::FollowUp;
use crate::follow_ups::length::longest_late;
use crate::sales::chain::stage;
use crate::sales::{DocumentKind, Sale};
use chrono::{DateTime, NaiveDate, Utc};

/// The present, against which promises are held.
#[derive(Clone, Copy, Debug)]
pub struct Present {
    /// The moment.
    pub now: DateTime<Utc>,
    /// The day on the owner's wall.
    pub today: NaiveDate,
}

impl Present {
    /// What the book's clock says, and the owner's wall.
    pub fn of(book: &Book) -> Self {
        Self { now: book.clock().now(), today: book.today() }
    }
}

/// The field that says by when something should have happened that has not: a follow-up is not done, an invoice
/// not paid, an order not delivered, the next step of a deal not taken, a customer not called, a promise not kept.
/// What is done, won, delivered or paid waits for nothing, whatever its day.
pub fn late_field(record: &dyn AnyRecord, facts: &Facts, present: Present) -> Option<&'static str> {
    let any = record.as_any();
    let kind = record.def().kind;
    let row = facts.table(kind).present(record.meta().id);
    let before = |day: Option<NaiveDate>| day.is_some_and(|day| day < present.today);
    match kind {
        Kind::FollowUp => {
            let follow_up = any.downcast_ref::<FollowUp>()?;
            // A fair of three days is late when its third day is over.
            let last = follow_up.last_day(facts.zone());
            (!follow_up.done && last < day_number(present.today)).then_some("due_date")
        }
        Kind::Sale => {
            let sale = any.downcast_ref::<Sale>()?;
            if sale.document_kind == DocumentKind::Order {
                let waits = || matches!(stage(facts, sale), "open" | "part_delivered");
                return (before(sale.promised_date) && waits()).then_some("promised_date");
            }
            (facts.sales.get(row?).due > 0 && before(sale.due_date)).then_some("due_date")
        }
        Kind::Deal => {
            let deal = any.downcast_ref::<Deal>()?;
            (deal.status == Outcome::Open && before(deal.next_step_on)).then_some("next_step_on")
        }
        Kind::Customer => {
            let late = longest_late(facts, row?, day_number(present.today)) > 0;
            late.then_some("next_follow_up")
        }
        Kind::Case => {
            let promise = facts.cases.get(row?).promise?;
            (promise.by < present.now).then_some("promised")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::tests::{by, shop};
    use crate::cases::Case;
    use crate::sales::make::make;
    use crate::sales::{Line, SaleStatus};
    use chrono::Duration;

    #[test]
    fn only_what_is_still_awaited_is_late_once_its_day_has_passed() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home.path().join("shop"));
        let present = Present::of(&book);
        let yesterday = present.today.pred_opt().unwrap();
        let customer_id = book.facts().table(Kind::Customer).id(0);
        let late = |record: &dyn AnyRecord| late_field(record, &book.facts(), present);

        let mut task = FollowUp {
            subject: "Call".into(),
            due_date: yesterday,
            customer_id: Some(customer_id),
            ..FollowUp::default()
        };
        let mut case = Case {
            subject: "Squeaks".into(),
            customer_id,
            respond_by: Some(present.now + Duration::hours(1)),
            ..Case::default()
        };
        book.transact(&by(), "Plan", |tx| tx.save(&mut task).and_then(|_| tx.save(&mut case))).unwrap();
        assert_eq!(late(&task), Some("due_date"));
        let customer = book.facts().get_any(Kind::Customer, customer_id).unwrap();
        assert_eq!(late(&*customer), Some("next_follow_up"), "whoever waits for a call waits too");
        assert_eq!(late(&case), None, "an hour is left");
        let soon = Present { now: present.now + Duration::hours(2), ..present };
        assert_eq!(late_field(&case, &book.facts(), soon), Some("promised"), "to the minute, not to the day");
        let today = FollowUp { due_date: present.today, ..task.clone() };
        assert_eq!(late(&today), None, "there is time until the evening");
        let done = FollowUp { done: true, ..task.clone() };
        assert_eq!(late(&done), None, "what is done waits for nothing");
        let fair = FollowUp { days: Some(2), ..task.clone() };
        assert_eq!(late(&fair), None, "what began yesterday and takes two days is still going on");
        let over = FollowUp { due_date: yesterday.pred_opt().unwrap(), ..fair };
        assert_eq!(late(&over), Some("due_date"), "its second day is over");

        let mut deal = Deal { next_step_on: Some(yesterday), ..Deal::default() };
        assert_eq!(late(&deal), Some("next_step_on"));
        deal.status = Outcome::Won;
        assert_eq!(late(&deal), None);
    }

    #[test]
    fn an_order_is_late_from_the_day_after_the_promised_one_until_it_is_delivered() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home.path().join("shop"));
        let present = Present::of(&book);
        let line = Line {
            description: "Chair".into(),
            quantity: 1.into(),
            unit_price: 10.into(),
            ..Line::default()
        };
        let mut order = Sale {
            document_kind: DocumentKind::Order,
            status: SaleStatus::Open,
            date: present.today,
            promised_date: present.today.pred_opt(),
            lines: vec![line],
            ..Sale::default()
        };
        book.transact(&by(), "Order", |tx| tx.save(&mut order)).unwrap();
        assert_eq!(late_field(&order, &book.facts(), present), Some("promised_date"));
        let today = Sale { promised_date: Some(present.today), ..order.clone() };
        assert_eq!(late_field(&today, &book.facts(), present), None, "it may still be brought today");
        let cancelled = Sale { status: SaleStatus::Cancelled, ..order.clone() };
        assert_eq!(late_field(&cancelled, &book.facts(), present), None, "nobody waits for it");
        book.transact(&by(), "Deliver", |tx| {
            make(tx, order.meta.id, DocumentKind::Delivery, &[], None).map(|_| ())
        })
        .unwrap();
        assert_eq!(late_field(&order, &book.facts(), present), None, "the promise was kept");
    }
}
