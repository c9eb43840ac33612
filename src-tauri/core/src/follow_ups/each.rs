//! One follow-up for each of many customers, so many a working day.

use super::FollowUp;
use crate::book::Tx;
use crate::customers::Channel;
use crate::customers::Customer;
use crate::customers::reach::{may_be_reached, may_reach};
use crate::{Error, Id, Result, say};
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// What is to be done for each.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// What is to be done.
    pub subject: String,
    /// On which day the first is due.
    pub due: NaiveDate,
    /// Who does it; may be empty.
    pub assignee: String,
    /// How to reach them.
    pub channel: Option<Channel>,
    /// So many on one day and the next ones on the next working day; 0 for all on one day.
    pub per_day: usize,
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Planned {
    /// Follow-ups made.
    pub made: usize,
    /// Customers who do not wish to be reached like this, and got none.
    pub left_out: usize,
    /// The day of the last; `None` when there is none.
    pub last: Option<NaiveDate>,
}

/// Plans a follow-up for each customer in the order in which they are given. Whoever may not be reached by
/// the channel, or by any when none is said, gets none.
pub fn plan(tx: &mut Tx<'_>, customers: &[Id], plan: &Plan) -> Result<Planned> {
    if plan.subject.trim().is_empty() {
        return Err(Error::invalid("follow_up", "subject", say!("Say what is to be done.")));
    }
    let mut planned = Planned::default();
    let mut day = if plan.per_day > 0 { working_day(plan.due) } else { plan.due };
    for id in customers {
        let customer: Customer = tx.get(*id)?;
        let may = plan.channel.map_or_else(|| may_be_reached(&customer), |way| may_reach(&customer, way));
        if !may || customer.meta.trashed_at.is_some() {
            planned.left_out += 1;
            continue;
        }
        if plan.per_day > 0 && planned.made > 0 && planned.made % plan.per_day == 0 {
            day = working_day(day.checked_add_days(Days::new(1)).unwrap_or(day));
        }
        tx.save(&mut FollowUp {
            subject: plan.subject.trim().to_owned(),
            customer_id: Some(*id),
            due_date: day,
            assignee: plan.assignee.trim().to_owned(),
            channel: plan.channel,
            ..FollowUp::default()
        })?;
        planned.made += 1;
        planned.last = Some(day);
    }
    Ok(planned)
}

/// The day itself, or the Monday after it when it is on a weekend.
fn working_day(day: NaiveDate) -> NaiveDate {
    let later = match day.weekday() {
        Weekday::Sat => 2,
        Weekday::Sun => 1,
        _ => 0,
    };
    day.checked_add_days(Days::new(later)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::tests::{by, shop};
    use crate::entity::Kind;
    use crate::facts::Facts;

    fn days(facts: &Facts) -> Vec<String> {
        let table = facts.table(Kind::FollowUp);
        let rows = table.present_rows();
        let mut days: Vec<String> =
            rows.map(|row| facts.get::<FollowUp>(table.id(row)).unwrap().due_date.to_string()).collect();
        days.sort();
        days
    }

    #[test]
    fn so_many_a_day_over_working_days_and_nobody_who_does_not_wish_it() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home.path().join("shop"));
        let ids: Vec<Id> = (0..6)
            .map(|n| {
                let forbidden = if n == 2 { vec![Channel::Call] } else { Vec::new() };
                let mut customer = Customer {
                    last_name: format!("Customer {n}"),
                    forbidden_channels: forbidden,
                    ..Customer::default()
                };
                book.transact(&by(), "Customer", |tx| tx.save(&mut customer)).unwrap().value
            })
            .collect();
        // 2026-03-05 is a Thursday.
        let wish = Plan {
            subject: " Ask about the spring catalogue ".into(),
            due: "2026-03-05".parse().unwrap(),
            assignee: "Maja".into(),
            channel: Some(Channel::Call),
            per_day: 2,
        };
        let done = book.transact(&by(), "Plan", |tx| plan(tx, &ids, &wish)).unwrap().value;
        let last = "2026-03-09".parse().ok();
        assert_eq!(done, Planned { made: 5, left_out: 1, last }, "who may not be called is left out");
        assert_eq!(
            days(&book.facts()),
            ["2026-03-05", "2026-03-05", "2026-03-06", "2026-03-06", "2026-03-09"],
            "the weekend is skipped"
        );
        book.undo(&by(), None, &crate::book::Unwatched).unwrap();
        assert_eq!(days(&book.facts()).len(), 0, "one step takes all of them back");
        let all = Plan { per_day: 0, due: "2026-03-07".parse().unwrap(), ..wish.clone() };
        book.transact(&by(), "Plan", |tx| plan(tx, &ids, &all)).unwrap();
        assert_eq!(
            days(&book.facts()),
            vec!["2026-03-07"; 5],
            "one day that was chosen stays, be it a Saturday"
        );
        let none = Plan { subject: "  ".into(), ..wish };
        assert!(book.transact(&by(), "Plan", |tx| plan(tx, &ids, &none)).is_err());
    }
}
