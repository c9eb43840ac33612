//! Tracks: named lists of steps that are started on a customer, a deal or a case. One step is
//! open at a time; when it is done the next one follows, until the customer answers.

use crate::book::Tx;
use crate::customers::reach::may_reach;
use crate::customers::{Channel, Customer};
use crate::entity::Kind;
use crate::filter::parse;
use crate::follow_ups::FollowUp;
use crate::interactions::{Direction, Interaction, InteractionChannel};
use crate::settings::words::OwnWords;
use crate::{Error, Id, Result, entity, part, say};
use chrono::{Days, NaiveDate};

part! {
    /// One step of a track.
    pub struct TrackStep {
        /// What is to be done.
        1 subject: String {},
        /// So many days after the start, or after the step before was done.
        2 after_days: i64 {},
        /// How to reach them.
        3 channel: Option<Channel> {},
        /// Only for customers for whom this holds: `sales_count = 0`.
        4 only_if: String {},
    }
}

entity! {
    /// A named list of steps.
    pub struct Track : Track = "track" {
        /// What it is called.
        1 name: String { required: true, unique: true, searched: true, listed: true, section: "track" },
        /// Whether an answer of the customer ends it.
        2 stop_on_answer: bool { listed: true, section: "track" },
        /// What is done, in this order.
        3 steps: Vec<TrackStep> { section: "track" },
    }
}

/// Days that a step waits at the most; what is meant to come later is a mistyped number.
const LONGEST_WAIT: i64 = 3_650;

/// Refuses steps without a subject, with a delay below zero or beyond ten years, or a condition that cannot
/// be understood.
pub(crate) fn check(track: &Track) -> Result<()> {
    if track.steps.is_empty() {
        return Err(Error::invalid("track", "steps", say!("A track needs at least one step.")));
    }
    for (index, step) in track.steps.iter().enumerate() {
        let wrong =
            |field: &str, message| Err(Error::invalid("track", format!("steps.{index}.{field}"), message));
        if step.subject.is_empty() {
            return wrong("subject", say!("Say what is to be done in this step."));
        }
        if step.after_days < 0 {
            return wrong(
                "after_days",
                say!("A step cannot come before the one before it. Give 0 or more days."),
            );
        }
        if step.after_days > LONGEST_WAIT {
            return wrong("after_days", say!("A step cannot wait longer than ten years. Give fewer days."));
        }
        if let Err(error) = parse(&step.only_if) {
            return wrong("only_if", error.sentence());
        }
    }
    Ok(())
}

/// What a track is about.
#[derive(Clone, Copy, Debug, Default)]
pub struct About {
    /// A deal.
    pub deal: Option<Id>,
    /// A case.
    pub case: Option<Id>,
}

/// Starts a track for a customer, about something or not. Returns its first follow-up;
/// [`Error::Conflict`] when no step is for this customer, or the track runs already,
/// [`Error::Invalid`] when the case is another customer's.
pub fn start(tx: &mut Tx<'_>, track: Id, customer: Id, about: About) -> Result<Id> {
    crate::cases::belong::check(tx, "follow_up", about.case, &[customer])?;
    let runs = open_steps(tx, customer).into_iter().any(|step| step.track_id == Some(track));
    if runs {
        return Err(Error::Conflict(say!(
            "This track already runs for this customer. Finish or stop it first."
        )));
    }
    let model = FollowUp {
        customer_id: Some(customer),
        deal_id: about.deal,
        case_id: about.case,
        track_id: Some(track),
        ..FollowUp::default()
    };
    step_after(tx, &model, 0, tx.today())?
        .ok_or_else(|| Error::Conflict(say!("None of the steps of this track is for this customer.")))
}

/// Brings the step after one that is done into the book.
pub(crate) fn go_on(tx: &mut Tx<'_>, done: &FollowUp) -> Result<()> {
    if done.track_id.is_some() {
        step_after(tx, done, usize::try_from(done.track_step).unwrap_or(usize::MAX), tx.today())?;
    }
    Ok(())
}

/// Ends the tracks of a customer by hand: their open steps are done with this outcome.
/// Returns how many there were.
pub fn stop(tx: &mut Tx<'_>, customer: Id, track: Option<Id>, outcome: &str) -> Result<usize> {
    let steps: Vec<FollowUp> = open_steps(tx, customer)
        .into_iter()
        .filter(|step| track.is_none() || step.track_id == track)
        .collect();
    for step in &steps {
        close(tx, step.clone(), outcome)?;
    }
    Ok(steps.len())
}

/// An answer ends the tracks that wait for one.
pub(crate) fn hear(interaction: &Interaction, tx: &mut Tx<'_>, is_new: bool) -> Result<()> {
    let answer =
        is_new && interaction.direction == Direction::In && interaction.channel != InteractionChannel::Note;
    if !answer || tx.facts().table(Kind::Track).is_empty() {
        return Ok(());
    }
    let steps: Vec<FollowUp> = interaction.everybody().flat_map(|id| open_steps(tx, id)).collect();
    for step in steps {
        let track = step.track_id.and_then(|id| tx.get::<Track>(id).ok());
        // What was said before the track began is no answer to it.
        if track.is_some_and(|track| track.stop_on_answer) && interaction.at >= step.meta.created_at {
            close(tx, step, OwnWords::of(&tx.facts().settings().language).answered)?;
        }
    }
    Ok(())
}

/// Marks a step as done without the next one following.
fn close(tx: &mut Tx<'_>, mut step: FollowUp, outcome: &str) -> Result<()> {
    step.track_id = None;
    step.done = true;
    outcome.clone_into(&mut step.outcome);
    tx.save(&mut step).map(|_| ())
}

fn open_steps(tx: &Tx<'_>, customer: Id) -> Vec<FollowUp> {
    let facts = tx.facts();
    let Some(row) = facts.table(Kind::Customer).present(customer) else { return Vec::new() };
    let table = facts.table(Kind::FollowUp);
    let open =
        facts.customers.follow_ups(row).iter().filter(|row| facts.follow_ups.open_due(**row).is_some());
    open.filter_map(|row| tx.get::<FollowUp>(table.id(*row)).ok())
        .filter(|step| step.track_id.is_some() && !step.done)
        .collect()
}

/// Saves the first step from `index` on that is for the customer.
fn step_after(tx: &mut Tx<'_>, model: &FollowUp, index: usize, from: NaiveDate) -> Result<Option<Id>> {
    let (Some(track_id), Some(customer)) = (model.track_id, model.customer_id) else { return Ok(None) };
    let track: Track = tx.get(track_id)?;
    let person: Customer = tx.get(customer)?;
    for (place, step) in track.steps.iter().enumerate().skip(index) {
        if !applies(tx, customer, &step.only_if)?
            || step.channel.is_some_and(|channel| !may_reach(&person, channel))
        {
            continue;
        }
        let days = Days::new(step.after_days.max(0) as u64);
        let mut next = FollowUp {
            subject: step.subject.clone(),
            customer_id: Some(customer),
            deal_id: model.deal_id,
            case_id: model.case_id,
            assignee: model.assignee.clone(),
            channel: step.channel,
            due_date: from.checked_add_days(days).unwrap_or(from),
            track_id: Some(track_id),
            track_step: place as i64 + 1,
            after_id: Some(model.meta.id).filter(|id| !id.is_nil()),
            ..FollowUp::default()
        };
        return tx.save(&mut next).map(Some);
    }
    Ok(None)
}

fn applies(tx: &Tx<'_>, customer: Id, condition: &str) -> Result<bool> {
    if condition.trim().is_empty() {
        return Ok(true);
    }
    let facts = tx.facts();
    let filter = parse(condition)?.compile(facts, Kind::Customer, tx.today())?;
    Ok(facts.table(Kind::Customer).present(customer).is_some_and(|row| filter.matches(facts, row)))
}

#[cfg(test)]
mod tests;
