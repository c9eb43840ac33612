//! Finishing a follow-up and planning the next one of a series.

use super::{FollowUp, recurrence};
use crate::book::Tx;
use crate::customers::reach::may_reach;
use crate::customers::{Channel, Customer};
use crate::say;
use crate::{Error, Id, Result};
use chrono::NaiveDate;

/// Marks a follow-up as done with its outcome. One that recurs brings its next
/// one into the book: on the first day of its rule after both the old due day and
/// today, so that a long holiday does not leave a heap of missed ones. Returns the
/// finished one and the identity of the next.
pub fn complete(tx: &mut Tx<'_>, id: Id, outcome: &str) -> Result<(FollowUp, Option<Id>)> {
    let mut done: FollowUp = tx.get(id)?;
    if done.done {
        return Err(Error::Conflict(say!("This follow-up is already done.")));
    }
    done.done = true;
    done.done_at = Some(tx.now());
    done.outcome = outcome.trim().to_owned();
    let next = plan_next(tx, &mut done)?;
    tx.save(&mut done)?;
    Ok((done, next))
}

/// Plans what comes after a follow-up that is done: for the same customer, about the same and
/// by the same person, in the same way as long as the customer wishes it.
pub fn plan_after(tx: &mut Tx<'_>, done: &FollowUp, subject: &str, due: NaiveDate) -> Result<Id> {
    let customer = done.customer_id.and_then(|id| tx.get::<Customer>(id).ok());
    let wished = |channel: &Channel| customer.as_ref().is_none_or(|customer| may_reach(customer, *channel));
    let same = subject.trim().is_empty();
    let mut next = FollowUp {
        subject: if same { done.subject.clone() } else { subject.trim().to_owned() },
        // Something else to be done is of a person's own, and stays when the goods go back.
        product_id: done.product_id.filter(|_| same),
        customer_id: done.customer_id,
        sale_id: done.sale_id,
        campaign_id: done.campaign_id,
        deal_id: done.deal_id,
        case_id: done.case_id,
        assignee: done.assignee.clone(),
        due_zone: done.due_zone.clone(),
        channel: done.channel.filter(wished),
        due_date: due,
        ..FollowUp::default()
    };
    tx.save(&mut next)
}

/// Brings the next one of a series into the book and takes the rule from the one
/// that is done, so that the series goes on in one place only.
pub(super) fn plan_next(tx: &mut Tx<'_>, done: &mut FollowUp) -> Result<Option<Id>> {
    let rule = std::mem::take(&mut done.recurrence);
    if rule.is_empty() {
        return Ok(None);
    }
    let today = tx.today();
    let place = recurrence::Place { due: done.due_date, series_day: done.series_day };
    let Some((place, rest)) = recurrence::next(&rule, place, done.due_date.max(today), today)? else {
        return Ok(None);
    };
    let mut next = done.clone();
    next.meta = crate::entity::Meta {
        tags: done.meta.tags.clone(),
        notes: done.meta.notes.clone(),
        ..Default::default()
    };
    next.due_date = place.due;
    next.series_day = place.series_day;
    next.after_id = Some(done.meta.id);
    next.snoozed_until = None;
    next.recurrence = rest;
    next.done = false;
    next.done_at = None;
    next.outcome.clear();
    tx.save(&mut next).map(Some)
}

/// After an undo: a follow-up that is open again takes back neither its series nor its
/// track when the next one of it has stayed, because it was changed since; else there
/// would be two of them. Returns those that are to be done once only.
pub(crate) fn keep_one_series(tx: &mut Tx<'_>, reopened: &[Id]) -> Result<Vec<FollowUp>> {
    let mut once = Vec::new();
    for id in reopened {
        let Ok(mut record) = tx.get::<FollowUp>(*id) else { continue };
        let goes_on = !record.recurrence.is_empty() || record.track_id.is_some();
        if record.done || !goes_on || !has_successor(tx, *id) {
            continue;
        }
        record.recurrence.clear();
        record.track_id = None;
        tx.stage_record(&mut record);
        once.push(record);
    }
    Ok(once)
}

/// Whether the series goes on with a later one. Those between that were thrown away are
/// passed over: the series went on behind them.
fn has_successor(tx: &Tx<'_>, id: Id) -> bool {
    let table = tx.facts().table(crate::entity::Kind::FollowUp);
    let mut behind: Vec<(Id, u32)> =
        table.present_rows().filter_map(|row| Some((table.typed::<Option<Id>>(row, 23)?, row))).collect();
    let mut before = vec![id];
    while let Some(id) = before.pop() {
        let (next, rest): (Vec<_>, Vec<_>) = behind.into_iter().partition(|(after, _)| *after == id);
        behind = rest;
        for row in next.into_iter().map(|(_, row)| row) {
            match tx.get::<FollowUp>(table.id(row)) {
                Ok(next) if next.meta.trashed_at.is_none() => return true,
                _ => before.push(table.id(row)),
            }
        }
    }
    false
}

/// Waits with a follow-up's reminders until a moment; its due day stays.
pub fn snooze(tx: &mut Tx<'_>, id: Id, until: chrono::DateTime<chrono::Utc>) -> Result<FollowUp> {
    let mut follow_up: FollowUp = tx.get(id)?;
    if follow_up.done {
        return Err(Error::Conflict(say!("This follow-up is already done.")));
    }
    follow_up.snoozed_until = Some(until);
    tx.save(&mut follow_up)?;
    Ok(follow_up)
}

/// Moves a follow-up to another day.
pub fn postpone(tx: &mut Tx<'_>, id: Id, due: NaiveDate) -> Result<FollowUp> {
    let mut follow_up: FollowUp = tx.get(id)?;
    follow_up.due_date = due;
    tx.save(&mut follow_up)?;
    Ok(follow_up)
}
