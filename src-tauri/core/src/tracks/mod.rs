//! Tracks: named lists of steps that are started on a customer, a deal or a case. One step is
//! open at a time; when it is done the next one follows, until the customer answers or what it
//! is about is decided.

use crate::book::Tx;
use crate::customers::Channel;
use crate::entity::Kind;
use crate::filter::parse;
use crate::follow_ups::FollowUp;
use crate::{Error, Id, Result, entity, part, say};

mod ends;
mod keys;
mod steps;

pub(crate) use ends::{follow_case, follow_deal, hear};
pub(crate) use steps::go_on;
pub use steps::{left_out, review};

part! {
    /// One step of a track.
    pub struct TrackStep {
        /// What is to be done.
        1 subject: String {},
        /// So many days after the start, or after the step before was done.
        2 after_days: i64 {},
        /// How to reach them.
        3 channel: Option<Channel> {},
        /// Only for customers for whom this holds when the step comes due: `sales_count = 0`.
        4 only_if: String {},
        /// What running tracks know it by: given once and kept wherever it moves.
        5 key: i64 {},
    }
}

part! {
    /// A step that was removed.
    pub struct GoneStep {
        /// The key it had.
        1 key: i64 {},
        /// The key of the first that stood behind it and stayed; 0 for none.
        2 next: i64 {},
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
        /// Steps that it had, for whoever is still at one of them.
        4 gone: Vec<GoneStep> { read_only: true, section: "track", importable: false },
    }
}

/// Days that a step waits at the most; what is meant to come later is a mistyped number.
const LONGEST_WAIT: i64 = 3_650;

/// Refuses steps without a subject, with a delay below zero or beyond ten years, or a condition that
/// cannot be asked of a customer. One that was kept before stays as it is: a field may have gone since. Gives keys
/// to new steps.
pub(crate) fn check(track: &mut Track, tx: &Tx<'_>) -> Result<()> {
    let before: Option<Track> = tx.get(track.meta.id).ok();
    keys::give(track, before.as_ref());
    let kept = |condition: &str| {
        before.as_ref().is_some_and(|track| track.steps.iter().any(|step| step.only_if == condition))
    };
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
        let asked = || parse(&step.only_if)?.compile(tx.facts(), Kind::Customer, tx.today());
        if !kept(&step.only_if)
            && let Err(error) = asked()
        {
            return wrong("only_if", error.sentence());
        }
    }
    Ok(())
}

/// What a track is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// A deal.
    pub deal: Option<Id>,
    /// A case.
    pub case: Option<Id>,
}

impl About {
    /// What a step is about.
    fn of(step: &FollowUp) -> Self {
        Self { deal: step.deal_id, case: step.case_id }
    }

    /// Whether it is about the customer as such.
    fn is_nothing(self) -> bool {
        self == Self::default()
    }
}

/// Starts a track for a customer, about something or not. It may run for each of their deals and cases,
/// once for each. Returns its first follow-up; [`Error::Conflict`] when no step is for this customer, or
/// the track runs already, [`Error::Invalid`] when the case is another customer's.
pub fn start(tx: &mut Tx<'_>, track: Id, customer: Id, about: About) -> Result<Id> {
    crate::cases::belong::check(tx, "follow_up", about.case, &[customer])?;
    let same = |step: &FollowUp| step.track_id == Some(track) && About::of(step) == about;
    if steps::open(tx, customer).iter().any(same) {
        return Err(Error::Conflict(if about.is_nothing() {
            say!("This track already runs for this customer. Finish or stop it first.")
        } else {
            say!("This track already runs about this. Finish or stop it first.")
        }));
    }
    let model = FollowUp {
        customer_id: Some(customer),
        deal_id: about.deal,
        case_id: about.case,
        track_id: Some(track),
        ..FollowUp::default()
    };
    steps::after(tx, &model, None, tx.today())?
        .ok_or_else(|| Error::Conflict(say!("None of the steps of this track is for this customer.")))
}

/// Ends the tracks of a customer by hand: their open steps are done with this outcome. Only one track,
/// or only what is about a deal or a case, where that is said. Returns how many there were.
pub fn stop(
    tx: &mut Tx<'_>,
    customer: Id,
    track: Option<Id>,
    about: Option<About>,
    outcome: &str,
) -> Result<usize> {
    let steps: Vec<FollowUp> = steps::open(tx, customer)
        .into_iter()
        .filter(|step| track.is_none() || step.track_id == track)
        .filter(|step| about.is_none_or(|about| About::of(step) == about))
        .collect();
    for step in &steps {
        steps::close(tx, step.clone(), outcome)?;
    }
    Ok(steps.len())
}

#[cfg(test)]
mod tests;
