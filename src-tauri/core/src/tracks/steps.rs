//! The steps of tracks: which is open, which comes next, and which is for nobody any more.

use super::{Track, TrackStep};
use crate::book::Tx;
use crate::customers::Customer;
use crate::customers::facts::day_number;
use crate::customers::reach::may_reach;
use crate::entity::{Kind, codec};
use crate::facts::Facts;
use crate::filter::parse;
use crate::follow_ups::FollowUp;
use crate::settings::words::OwnWords;
use crate::{Id, Result};
use chrono::{Days, NaiveDate};

/// Brings the step after one that is done into the book.
pub(crate) fn go_on(tx: &mut Tx<'_>, done: &FollowUp) -> Result<()> {
    if done.track_id.is_some() {
        after(tx, done, Some(done.key_of_step()), tx.today())?;
    }
    Ok(())
}

/// The open steps of the tracks of a customer.
pub(super) fn open(tx: &Tx<'_>, customer: Id) -> Vec<FollowUp> {
    let facts = tx.facts();
    let Some(row) = facts.table(Kind::Customer).present(customer) else { return Vec::new() };
    let table = facts.table(Kind::FollowUp);
    let open =
        facts.customers.follow_ups(row).iter().filter(|row| facts.follow_ups.open_due(**row).is_some());
    open.filter_map(|row| tx.get::<FollowUp>(table.id(*row)).ok())
        .filter(|step| step.track_id.is_some() && !step.done)
        .collect()
}

/// Marks a step as done without the next one following.
pub(super) fn close(tx: &mut Tx<'_>, mut step: FollowUp, outcome: &str) -> Result<()> {
    step.track_id = None;
    step.done = true;
    outcome.clone_into(&mut step.outcome);
    tx.save(&mut step).map(|_| ())
}

/// Saves the first step behind that with a key, or of all, that may be for the customer. Whether its condition holds is
/// asked on the day it is due, for much may happen until then: at once when that is today.
pub(super) fn after(
    tx: &mut Tx<'_>,
    model: &FollowUp,
    behind: Option<i64>,
    from: NaiveDate,
) -> Result<Option<Id>> {
    let (Some(track_id), Some(customer)) = (model.track_id, model.customer_id) else { return Ok(None) };
    // The track may have been thrown away for good; what it planned can still be done.
    let Ok(track) = tx.get::<Track>(track_id) else { return Ok(None) };
    let person: Customer = tx.get(customer)?;
    let first = behind.map_or(0, |key| track.place_behind(key));
    for (place, step) in track.steps.iter().enumerate().skip(first) {
        let days = Days::new(step.after_days.max(0) as u64);
        let due_date = from.checked_add_days(days).unwrap_or(from).max(tx.today());
        let holds = asked(tx.facts(), tx.today(), customer, step);
        let left_out = holds == Some(false) && due_date <= tx.today();
        if left_out || step.channel.is_some_and(|channel| !may_reach(&person, channel)) {
            continue;
        }
        let mut next = FollowUp {
            subject: step.subject.clone(),
            customer_id: Some(customer),
            deal_id: model.deal_id,
            case_id: model.case_id,
            assignee: model.assignee.clone(),
            channel: step.channel,
            due_date,
            track_id: Some(track_id),
            track_step: place as i64 + 1,
            step_key: track.key_at(place),
            after_id: Some(model.meta.id).filter(|id| !id.is_nil()),
            ..FollowUp::default()
        };
        if holds.is_none() {
            next.meta.notes = unasked(tx.facts(), step);
        }
        return tx.save(&mut next).map(Some);
    }
    Ok(None)
}

/// The open steps that are due on `today` and whose condition does not hold for their customer now.
pub fn left_out(facts: &Facts, today: NaiveDate) -> Vec<Id> {
    if facts.table(Kind::Track).is_empty() {
        return Vec::new();
    }
    let table = facts.table(Kind::FollowUp);
    let last = day_number(today);
    let due = |row: &u32| facts.follow_ups.open_due(*row).is_some_and(|due| due <= last);
    let found =
        (0..table.len()).filter(due).filter(|row| codec::raw_field(table.bytes(*row), TRACK).is_some());
    found.map(|row| table.id(row)).filter(|id| is_left_out(facts, today, *id)).collect()
}

/// Tag of [`FollowUp::track_id`].
const TRACK: u16 = 21;

fn is_left_out(facts: &Facts, today: NaiveDate, step: Id) -> bool {
    let of = || {
        let step: FollowUp = facts.get(step).ok()?;
        let track: Track = facts.get(step.track_id?).ok()?;
        asked(facts, today, step.customer_id?, planned(&track, &step)?)
    };
    of() == Some(false)
}

/// The step of the track that a follow-up was planned for, as the track has it now; one that was removed asks
/// for nothing any more.
fn planned<'a>(track: &'a Track, step: &FollowUp) -> Option<&'a TrackStep> {
    track.steps.get(track.place_of(step.key_of_step())?)
}

/// Ends the steps that [`left_out`] names and brings those after them, which wait as long as if the one
/// left out had never been. Returns how many were left out.
pub fn review(tx: &mut Tx<'_>) -> Result<usize> {
    let steps = left_out(tx.facts(), tx.today());
    let words = OwnWords::of(&tx.facts().settings().language);
    for id in &steps {
        let step: FollowUp = tx.get(*id)?;
        let track = step.track_id.map(|id| tx.get::<Track>(id)).transpose()?;
        let waited =
            track.as_ref().and_then(|track| planned(track, &step)).map_or(0, |s| s.after_days.max(0));
        let from = step.due_date.checked_sub_days(Days::new(waited as u64)).unwrap_or(step.due_date);
        close(tx, step.clone(), words.left_out)?;
        after(tx, &step, Some(step.key_of_step()), from)?;
    }
    Ok(steps.len())
}

/// Whether the condition of a step holds for a customer; `None` when it can no longer be asked, because
/// a field or a word that it names is gone. The step then comes with a note: nobody is forgotten over it.
fn asked(facts: &Facts, today: NaiveDate, customer: Id, step: &TrackStep) -> Option<bool> {
    if step.only_if.trim().is_empty() {
        return Some(true);
    }
    let filter = parse(&step.only_if).and_then(|filter| filter.compile(facts, Kind::Customer, today)).ok()?;
    Some(facts.table(Kind::Customer).present(customer).is_some_and(|row| filter.matches(facts, row)))
}

/// What is noted on a step whose condition cannot be asked.
fn unasked(facts: &Facts, step: &TrackStep) -> String {
    OwnWords::of(&facts.settings().language).not_asked.replace("{}", step.only_if.trim())
}
