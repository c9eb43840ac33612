//! Finishing a follow-up and planning the next one of a series.

use super::{FollowUp, recurrence};
use crate::book::Tx;
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

/// Brings the next one of a series into the book and takes the rule from the one
/// that is done, so that the series goes on in one place only.
pub(super) fn plan_next(tx: &mut Tx<'_>, done: &mut FollowUp) -> Result<Option<Id>> {
    let rule = std::mem::take(&mut done.recurrence);
    if rule.is_empty() {
        return Ok(None);
    }
    let after = done.due_date.max(tx.today());
    let Some((due, rest)) = recurrence::next(&rule, done.due_date, after)? else {
        return Ok(None);
    };
    let mut next = done.clone();
    next.meta = crate::entity::Meta {
        tags: done.meta.tags.clone(),
        notes: done.meta.notes.clone(),
        ..Default::default()
    };
    next.due_date = due;
    next.recurrence = rest;
    next.done = false;
    next.done_at = None;
    next.outcome.clear();
    tx.save(&mut next).map(Some)
}

/// Moves a follow-up to another day.
pub fn postpone(tx: &mut Tx<'_>, id: Id, due: NaiveDate) -> Result<FollowUp> {
    let mut follow_up: FollowUp = tx.get(id)?;
    follow_up.due_date = due;
    tx.save(&mut follow_up)?;
    Ok(follow_up)
}
