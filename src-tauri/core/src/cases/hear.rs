//! What a case learns from what is said about it.

use super::{Case, CaseStatus};
use crate::Result;
use crate::book::Tx;
use crate::interactions::{Direction, Interaction, InteractionChannel};

/// The first word to the customer is the first response, and makes a new case an open one; a word
/// from them makes one that waited for it open again. A note is a word to nobody.
pub(crate) fn hear(interaction: &Interaction, tx: &mut Tx<'_>) -> Result<()> {
    let Some(id) = interaction.case_id.filter(|_| interaction.channel != InteractionChannel::Note) else {
        return Ok(());
    };
    let known = tx.get::<Interaction>(interaction.meta.id).is_ok_and(|before| {
        (before.case_id, before.direction, before.channel)
            == (Some(id), interaction.direction, interaction.channel)
    });
    let Some(mut case) = tx.get::<Case>(id).ok().filter(|_| !known) else { return Ok(()) };
    let changed = match interaction.direction {
        Direction::Out => {
            // What was said before it came in cannot have answered it.
            let at = interaction.at.max(case.received);
            let first = case.first_response.is_none_or(|before| at < before);
            if first {
                case.first_response = Some(at);
            }
            if first && case.status == CaseStatus::New {
                case.status = CaseStatus::Open;
            }
            first
        }
        // What they wrote before it was put aside is no answer to what it waits for.
        Direction::In => {
            let answered = case.status == CaseStatus::Waiting && interaction.at >= case.meta.updated_at;
            if answered {
                case.status = CaseStatus::Open;
            }
            answered
        }
    };
    if changed {
        tx.save(&mut case)?;
    }
    Ok(())
}
