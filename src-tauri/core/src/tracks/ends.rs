//! What ends a track before its last step: an answer, and the end of the deal or case it is about.

use super::{About, Track, steps};
use crate::Id;
use crate::Result;
use crate::book::Tx;
use crate::cases::Case;
use crate::customers::Customer;
use crate::deals::{Deal, Outcome};
use crate::entity::Kind;
use crate::follow_ups::FollowUp;
use crate::interactions::{Direction, Interaction, InteractionChannel};
use crate::settings::words::OwnWords;

/// An answer ends the tracks that wait for one: of everybody who took part and of the company they work
/// for. One that is filed with a deal or a case leaves alone the tracks about another.
pub(crate) fn hear(interaction: &Interaction, tx: &mut Tx<'_>, is_new: bool) -> Result<()> {
    let answer =
        is_new && interaction.direction == Direction::In && interaction.channel != InteractionChannel::Note;
    if !answer || tx.facts().table(Kind::Track).is_empty() {
        return Ok(());
    }
    let about = About { deal: interaction.deal_id, case: interaction.case_id };
    let mut whose: Vec<Id> = interaction.everybody().collect();
    let companies: Vec<Id> = whose.iter().filter_map(|id| tx.get::<Customer>(*id).ok()?.company_id).collect();
    whose.extend(companies);
    whose.extend(with_deal(tx, about.deal));
    for step in open(tx, whose) {
        let track = step.track_id.and_then(|id| tx.get::<Track>(id).ok());
        // What was said before the track began is no answer to it.
        let waits = track.is_some_and(|track| track.stop_on_answer) && interaction.at >= step.meta.created_at;
        if waits && answers(about, About::of(&step)) {
            steps::close(tx, step, OwnWords::of(&tx.facts().settings().language).answered)?;
        }
    }
    Ok(())
}

/// Whether what was said about something answers a track that is about something.
fn answers(said: About, track: About) -> bool {
    let same = |said: Option<Id>, track: Option<Id>| said.is_some() && said == track;
    said.is_nothing() || track.is_nothing() || same(said.deal, track.deal) || same(said.case, track.case)
}

/// A deal that is won or lost is asked about no more.
pub(crate) fn follow_deal(deal: &Deal, tx: &mut Tx<'_>) -> Result<()> {
    let before: Option<Deal> = tx.facts().get(deal.meta.id).ok();
    if deal.status == Outcome::Open || before.is_none_or(|before| before.status != Outcome::Open) {
        return Ok(());
    }
    let words = OwnWords::of(&tx.facts().settings().language);
    let outcome = if deal.status == Outcome::Won { words.deal_won } else { words.deal_lost };
    let whose = with_deal(tx, Some(deal.meta.id));
    end(tx, whose, |step| step.deal_id == Some(deal.meta.id), outcome)
}

/// A case that is settled is asked about no more. What is started on it after that goes on when it is
/// closed: that is how one asks later whether all is well.
pub(crate) fn follow_case(case: &Case, tx: &mut Tx<'_>) -> Result<()> {
    let before: Option<Case> = tx.facts().get(case.meta.id).ok();
    if !case.status.is_done() || before.is_none_or(|before| before.status.is_done()) {
        return Ok(());
    }
    // A colleague at the same company may be whom we tell.
    let (facts, customers) = (tx.facts(), tx.facts().table(Kind::Customer));
    let members = customers.present(case.customer_id).map_or(&[][..], |row| facts.customers.members(row));
    let mut whose: Vec<Id> = members.iter().map(|row| customers.id(*row)).collect();
    whose.push(case.customer_id);
    let outcome = OwnWords::of(&tx.facts().settings().language).case_settled;
    end(tx, whose, |step| step.case_id == Some(case.meta.id), outcome)
}

/// The customer of a deal and everybody who has a part in it.
fn with_deal(tx: &Tx<'_>, deal: Option<Id>) -> Vec<Id> {
    let Some(deal) = deal.and_then(|id| tx.get::<Deal>(id).ok()) else { return Vec::new() };
    std::iter::once(deal.customer_id).chain(deal.contacts.iter().map(|one| one.customer_id)).collect()
}

fn end(tx: &mut Tx<'_>, whose: Vec<Id>, ends: impl Fn(&FollowUp) -> bool, outcome: &str) -> Result<()> {
    for step in open(tx, whose).into_iter().filter(ends) {
        steps::close(tx, step, outcome)?;
    }
    Ok(())
}

/// The open steps of several customers, each once.
fn open(tx: &Tx<'_>, mut whose: Vec<Id>) -> Vec<FollowUp> {
    whose.sort_unstable();
    whose.dedup();
    whose.into_iter().flat_map(|id| steps::open(tx, id)).collect()
}
