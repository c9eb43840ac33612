//! The rules of a follow-up.

use super::length::{MOST_DAYS, MOST_MINUTES};
use super::{FollowUp, recurrence};
use crate::book::Tx;
use crate::cases::{Case, belong};
use crate::customers::Customer;
use crate::customers::reach::may_reach;
use crate::entity::{Kind, said};
use crate::say;
use crate::{Error, Result};
use chrono::NaiveTime;

/// Reads the time and the recurrence rule, and keeps `done` and `done_at` together. A
/// series goes on however its follow-up is ticked off: by the button or in the form.
pub fn check(follow_up: &mut FollowUp, tx: &mut Tx<'_>) -> Result<()> {
    if !follow_up.due_time.is_empty() {
        // Always with two digits, as the hours of a day are put in order by their text.
        follow_up.due_time = NaiveTime::parse_from_str(follow_up.due_time.trim(), "%H:%M")
            .map_err(|_| Error::invalid("follow_up", "due_time", say!("This must be a time such as 14:30.")))?
            .format("%H:%M")
            .to_string();
    }
    if !follow_up.due_zone.is_empty() && follow_up.due_zone.parse::<chrono_tz::Tz>().is_err() {
        return Err(Error::invalid(
            "follow_up",
            "due_zone",
            say!(
                "“{}” is not a time zone. Use a name such as Europe/Berlin or America/New_York.",
                follow_up.due_zone
            ),
        ));
    }
    if follow_up.days.is_some_and(|days| !(1..=MOST_DAYS).contains(&days)) {
        return Err(Error::invalid("follow_up", "days", say!("This must be days from 1 to {}.", MOST_DAYS)));
    }
    if follow_up.duration_minutes.is_some_and(|minutes| !(0..=MOST_MINUTES).contains(&minutes)) {
        let wrong = say!("This must be minutes from 0 to {}.", MOST_MINUTES);
        return Err(Error::invalid("follow_up", "duration_minutes", wrong));
    }
    if follow_up.due_date == chrono::NaiveDate::default() {
        return Err(Error::invalid("follow_up", "due_date", say!("Give the day on which it is due.")));
    }
    if !follow_up.recurrence.is_empty() {
        // What was put off beyond the end of its series, or came of one, was fine when it was planned.
        let planned = match tx.get::<FollowUp>(follow_up.meta.id) {
            Ok(before) => before.recurrence == follow_up.recurrence,
            Err(_) => follow_up.after_id.is_some(),
        };
        if !planned {
            recurrence::check(&follow_up.recurrence, follow_up.due_date)?;
        }
    }
    if follow_up.customer_id.is_none()
        && let Some(case) = follow_up.case_id.and_then(|id| tx.get::<Case>(id).ok())
    {
        follow_up.customer_id = Some(case.customer_id);
    }
    let goes_on = !follow_up.recurrence.is_empty() || follow_up.track_id.is_some();
    if goes_on && follow_up.done && tx.get::<FollowUp>(follow_up.meta.id).is_ok_and(|before| !before.done) {
        super::complete::plan_next(tx, follow_up)?;
        crate::tracks::go_on(tx, follow_up)?;
    }
    match (follow_up.done, follow_up.done_at) {
        (true, None) => follow_up.done_at = Some(tx.now()),
        (false, Some(_)) => follow_up.done_at = None,
        _ => {}
    }
    Ok(())
}

/// Nobody plans anew what a customer does not wish, or about a case of somebody else; what was
/// planned before stays as it is.
pub(crate) fn check_typed(follow_up: &FollowUp, tx: &Tx<'_>) -> Result<()> {
    let before: Option<FollowUp> = tx.facts().get(follow_up.meta.id).ok();
    let about = |one: &FollowUp| (one.case_id, one.customer_id);
    if before.as_ref().is_none_or(|before| about(before) != about(follow_up)) {
        belong::check(tx, "follow_up", follow_up.case_id, follow_up.customer_id.as_slice())?;
    }
    let (Some(channel), Some(customer)) = (follow_up.channel, follow_up.customer_id) else { return Ok(()) };
    let new = before.is_none_or(|b| b.channel != Some(channel) || b.customer_id != Some(customer));
    if !new || follow_up.done || tx.get::<Customer>(customer).is_ok_and(|c| may_reach(&c, channel)) {
        return Ok(());
    }
    let title = tx.facts().title_of(Kind::Customer, customer).unwrap_or_default();
    Err(Error::invalid(
        "follow_up",
        "channel",
        say!(
            "“{}” does not wish to be reached like this ({}). Choose another way, or change “Never contact by” if that is no longer so.",
            title,
            said::channel(channel)
        ),
    ))
}
