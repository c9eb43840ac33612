//! The rules of an interaction.

use super::Interaction;
use crate::book::Tx;
use crate::cases::{Case, belong};
use crate::deals::Deal;
use crate::{Error, Id, Result, say};
use chrono::Duration;

/// A conversation of a week is a slip of the keys.
const LONGEST_MINUTES: i64 = 7 * 24 * 60;

/// What is noted about a deal or a case was said to its customer unless somebody else is named; an
/// answer of the customer ends the tracks that wait for one. What a program sent is a word of nobody.
pub fn check(interaction: &mut Interaction, tx: &mut Tx<'_>, is_new: bool) -> Result<()> {
    if interaction.customer_id.is_nil()
        && let Some(deal) = interaction.deal_id.and_then(|id| tx.get::<Deal>(id).ok())
    {
        interaction.customer_id = deal.customer_id;
    }
    if interaction.customer_id.is_nil()
        && let Some(case) = interaction.case_id.and_then(|id| tx.get::<Case>(id).ok())
    {
        interaction.customer_id = case.customer_id;
    }
    // Each stands in it once.
    let mut seen = vec![interaction.customer_id, Id::default()];
    interaction.people.retain(|one| {
        let new = !seen.contains(&one.customer_id);
        seen.push(one.customer_id);
        new
    });
    if interaction.automatic {
        return Ok(());
    }
    crate::cases::hear::hear(interaction, tx)?;
    crate::tracks::hear(interaction, tx, is_new)
}

/// Nobody writes down anew what was said about a case to somebody who has nothing to do with it.
pub(crate) fn check_typed(interaction: &Interaction, tx: &Tx<'_>) -> Result<()> {
    let wrong = |field: &str, message| Err(Error::invalid("interaction", field, message));
    if interaction.duration_minutes.is_some_and(|minutes| !(0..=LONGEST_MINUTES).contains(&minutes)) {
        return wrong("duration_minutes", say!("This must be minutes from 0 to {}.", LONGEST_MINUTES));
    }
    // The clocks of two computers differ a little, and somebody on a journey is hours ahead.
    if interaction.at > tx.now() + Duration::days(1) {
        return wrong("at", say!("Nothing has been said on a day to come. Plan a follow-up instead."));
    }
    let before: Option<Interaction> = tx.facts().get(interaction.meta.id).ok();
    let everybody: Vec<Id> = interaction.everybody().collect();
    let same = |before: &Interaction| {
        before.case_id == interaction.case_id && before.everybody().eq(everybody.iter().copied())
    };
    if before.as_ref().is_some_and(same) {
        return Ok(());
    }
    belong::check(tx, "interaction", interaction.case_id, &everybody)
}
