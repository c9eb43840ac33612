//! The dated next steps of open deals: what is to be done with somebody although no follow-up says so.

use super::{Deal, Outcome, stages};
use crate::customers::facts::day_number;
use crate::entity::Kind;
use crate::facts::text::fold;
use crate::facts::{Facts, State};
use crate::follow_ups::FollowUp;
use crate::follow_ups::facts::{FollowUpRow, NO_TIME};
use crate::{Id, Result};
use ahash::AHashMap;
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
    let table = facts.table(Kind::Deal);
    let mut found: Vec<NextStep> = stages::live(facts)
        .filter_map(|row| {
            let day = table.typed::<Option<NaiveDate>>(row, Deal::NEXT_STEP_ON).filter(|day| *day <= last)?;
            let open = table.typed::<Outcome>(row, Deal::STATUS) == Outcome::Open;
            open.then_some(NextStep { row, day })
        })
        .collect();
    if !found.is_empty() {
        let planned = planned(facts, last);
        found.retain(|step| {
            let words = fold(table.text(step.row, Deal::NEXT_STEP).trim());
            let due = planned.get(&(table.id(step.row), words));
            due.is_none_or(|due| *due > day_number(step.day))
        });
    }
    found.sort_unstable_by_key(|step| (step.day, step.row));
    found
}

/// The dated next step of an open deal, whether or not a follow-up tells the same; `None` for any other record.
pub fn of(facts: &Facts, deal: Id) -> Option<NextStep> {
    let table = facts.table(Kind::Deal);
    let row = table.present(deal)?;
    let open = table.state(row) == State::Live && table.typed::<Outcome>(row, Deal::STATUS) == Outcome::Open;
    let day = table.typed::<Option<NaiveDate>>(row, Deal::NEXT_STEP_ON).filter(|_| open)?;
    Some(NextStep { row, day })
}

/// When the open follow-ups of deals are first due up to a day, by the deal and their folded subject. Whoever they are
/// with, they may be agreed upon with somebody else than the deal's customer.
fn planned(facts: &Facts, last: NaiveDate) -> AHashMap<(Id, String), i32> {
    let tasks = facts.table(Kind::FollowUp);
    let mut planned: AHashMap<(Id, String), i32> = AHashMap::new();
    for (row, task) in (0u32..).zip(facts.follow_ups.all()) {
        if !task.open || task.due > day_number(last) {
            continue;
        }
        let Some(deal) = tasks.typed::<Option<Id>>(row, FollowUp::DEAL) else { continue };
        let first =
            planned.entry((deal, fold(tasks.text(row, FollowUp::SUBJECT).trim()))).or_insert(task.due);
        *first = task.due.min(*first);
    }
    planned
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
