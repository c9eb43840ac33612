//! The rules of an interaction.

use super::Interaction;
use crate::book::Tx;
use crate::deals::Deal;
use crate::{Id, Result};

/// What is noted about a deal was said to its customer unless somebody else is named; an
/// answer of the customer ends the tracks that wait for one.
pub fn check(interaction: &mut Interaction, tx: &mut Tx<'_>, is_new: bool) -> Result<()> {
    if interaction.customer_id.is_nil()
        && let Some(deal) = interaction.deal_id.and_then(|id| tx.get::<Deal>(id).ok())
    {
        interaction.customer_id = deal.customer_id;
    }
    // Each stands in it once.
    let mut seen = vec![interaction.customer_id, Id::default()];
    interaction.people.retain(|one| {
        let new = !seen.contains(&one.customer_id);
        seen.push(one.customer_id);
        new
    });
    crate::tracks::hear(interaction, tx, is_new)
}
