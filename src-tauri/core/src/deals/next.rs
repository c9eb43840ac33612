//! The dated next steps of open deals: what is to be done with somebody although no follow-up says so.

use super::{Deal, Outcome, stages};
use crate::customers::facts::day_number;
use crate::entity::Kind;
use crate::facts::Facts;
use crate::facts::text::fold;
use crate::follow_ups::FollowUp;
use crate::follow_ups::facts::{FollowUpRow, NO_TIME};
use crate::{Id, Result};
use chrono::NaiveDate;

/// The next step of an open deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextStep {
    /// Row of the deal.
    pub row: u32,
    /// By when.
    pub day: NaiveDate,
}

/// The next steps up to a day, the oldest first. Whoever plans a follow-up of the deal for the same thing, and for no
/// later day, is reminded by that one already.
pub fn until(facts: &Facts, last: NaiveDate) -> Vec<NextStep> {
    let mut found: Vec<NextStep> = stages::live(facts)
        .filter_map(|row| {
            let table = facts.table(Kind::Deal);
            let day = table.typed::<Option<NaiveDate>>(row, Deal::NEXT_STEP_ON).filter(|day| *day <= last)?;
            let open = table.typed::<Outcome>(row, Deal::STATUS) == Outcome::Open;
            (open && !is_planned(facts, row, day)).then_some(NextStep { row, day })
        })
        .collect();
    found.sort_unstable_by_key(|step| (step.day, step.row));
    found
}

/// Whether an open follow-up of the deal says the same, by that day.
fn is_planned(facts: &Facts, row: u32, day: NaiveDate) -> bool {
    let (deals, tasks) = (facts.table(Kind::Deal), facts.table(Kind::FollowUp));
    let Some(customer) = facts.table(Kind::Customer).present(deals.typed(row, Deal::CUSTOMER)) else {
        return false;
    };
    let words = fold(deals.text(row, Deal::NEXT_STEP).trim());
    facts.customers.follow_ups(customer).iter().any(|task| {
        let Some(due) = facts.follow_ups.open_due(*task) else { return false };
        tasks.typed::<Option<Id>>(*task, FollowUp::DEAL) == Some(deals.id(row))
            && due <= day_number(day)
            && fold(tasks.text(*task, FollowUp::SUBJECT).trim()) == words
    })
}

impl NextStep {
    /// It as the follow-up that it amounts to, with its columns, for lists that have both.
    pub fn as_follow_up(&self, facts: &Facts) -> Result<(FollowUp, FollowUpRow)> {
        let deal: Deal = facts.get(facts.table(Kind::Deal).id(self.row))?;
        let subject = match deal.next_step.trim() {
            "" => deal.title,
            step => format!("{step} ({})", deal.title),
        };
        let customer = facts.table(Kind::Customer).present(deal.customer_id).unwrap_or(u32::MAX);
        let at = FollowUpRow { due: day_number(self.day), minute: NO_TIME, customer, open: true };
        let task = FollowUp {
            subject,
            customer_id: Some(deal.customer_id).filter(|_| customer != u32::MAX),
            deal_id: Some(deal.meta.id),
            due_date: self.day,
            assignee: deal.owner,
            ..FollowUp::default()
        };
        Ok((task, at))
    }
}
