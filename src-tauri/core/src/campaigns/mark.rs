//! Marking what became of the targets of a campaign.

use super::Target;
use crate::book::Tx;
use crate::customers::Customer;
use crate::customers::reach::has_way;
use crate::entity::Kind;
use crate::{Error, Id, Result, choice};
use crate::{Sentence, say};
use ahash::AHashSet;
use chrono::NaiveDate;

choice! {
    /// What can happen to a target.
    pub enum TargetEvent {
        /// It was sent.
        Sent = 0 "sent",
        /// They answered.
        Responded = 1 "responded",
        /// It came back.
        Bounced = 2 "bounced",
        /// They asked to be left alone.
        OptedOut = 3 "opted_out",
    }
}

/// What happened, as the label of an operation names it.
pub fn said(event: TargetEvent) -> Sentence {
    match event {
        TargetEvent::Sent => say!("sent"),
        TargetEvent::Responded => say!("answered"),
        TargetEvent::Bounced => say!("bounced"),
        TargetEvent::OptedOut => say!("opted out"),
    }
}

/// Marks the targets of these customers (all of them when `customers` is empty, but as sent only those of whom
/// the book has what the channel needs).
/// An answer implies that it was sent. Opting out also forbids the campaign's
/// channel on the customer. Returns how many targets were marked.
pub fn mark(
    tx: &mut Tx<'_>,
    id: Id,
    customers: &[Id],
    event: TargetEvent,
    on: NaiveDate,
    response: &str,
) -> Result<u32> {
    let facts = tx.facts();
    let campaign: super::Campaign = tx.get(id)?;
    let row = facts.table(Kind::Campaign).present(id).ok_or(Error::NotFound { kind: "campaign", id })?;
    let wanted: AHashSet<Id> = customers.iter().copied().collect();
    let (mut marked, mut without) = (0, 0);
    for target in facts.campaigns.targets(row) {
        let mut target: Target = facts.get(facts.table(Kind::Target).id(*target))?;
        if !wanted.is_empty() && !wanted.contains(&target.customer_id) {
            continue;
        }
        // Nothing was sent to whom it could not be sent, unless somebody says so of just them.
        if event == TargetEvent::Sent && wanted.is_empty() && target.sent_at.is_none() {
            let customer: Customer = tx.get(target.customer_id)?;
            if !has_way(&customer, campaign.channel) {
                without += 1;
                continue;
            }
        }
        let sent = target.sent_at.get_or_insert(on);
        match event {
            TargetEvent::Sent => *sent = on,
            TargetEvent::Responded => {
                target.responded_at = Some(on);
                target.response = response.trim().to_owned();
            }
            TargetEvent::Bounced => target.bounced_at = Some(on),
            TargetEvent::OptedOut => {
                target.opted_out_at = Some(on);
                let mut customer: Customer = tx.get(target.customer_id)?;
                if !customer.forbidden_channels.contains(&campaign.channel) {
                    customer.forbidden_channels.push(campaign.channel);
                    tx.save(&mut customer)?;
                }
            }
        }
        tx.save(&mut target)?;
        marked += 1;
    }
    if marked == 0 && without > 0 {
        return Err(Error::Conflict(say!(
            "The book has no number or address for any of them ({}), so nothing can have been sent.",
            without
        )));
    }
    if marked == 0 {
        return Err(Error::Conflict(say!(
            "None of these customers is on the campaign's list. Draw up the list first."
        )));
    }
    Ok(marked)
}
