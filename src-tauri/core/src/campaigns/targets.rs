//! Drawing up the target list of a campaign.

use super::{Campaign, CampaignStatus, Target};
use crate::book::Tx;
use crate::customers::Customer;
use crate::customers::reach::{has_way, may_reach};
use crate::entity::{Kind, said};
use crate::filter::parse;
use crate::say;
use crate::{Error, Id, Result};
use ahash::AHashSet;

/// Who matches a segment and is not on the list all the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Those who do not wish to be reached in this way.
    pub refused: u32,
    /// Those of whom the book has no number or address for it.
    pub without: u32,
}

/// Runs the segment over the customers as they are now and freezes the result as
/// the campaign's target list. Customers already on the list stay; those who may
/// not be reached by the campaign's channel, who withdrew their consent to it, or of whom
/// the book does not know what the channel needs are left out. Returns the campaign and
/// who was left out.
pub fn freeze(tx: &mut Tx<'_>, id: Id) -> Result<(Campaign, LeftOut)> {
    let mut campaign: Campaign = tx.get(id)?;
    let facts = tx.facts();
    let filter = parse(&campaign.segment)?.compile(facts, Kind::Customer, tx.today())?;
    let listed: AHashSet<Id> = match facts.table(Kind::Campaign).present(id) {
        Some(row) => {
            let table = facts.table(Kind::Target);
            facts.campaigns.targets(row).iter().map(|target| table.typed(*target, 2)).collect()
        }
        None => AHashSet::new(),
    };
    let mut left_out = LeftOut::default();
    let mut added = 0;
    for row in facts.select(Kind::Customer, Some(&filter)) {
        let customer: Customer = facts.get(facts.table(Kind::Customer).id(row))?;
        if listed.contains(&customer.meta.id) {
            continue;
        }
        if !may_reach(&customer, campaign.channel) {
            left_out.refused += 1;
            continue;
        }
        if !has_way(&customer, campaign.channel) {
            left_out.without += 1;
            continue;
        }
        let mut target = Target { campaign_id: id, customer_id: customer.meta.id, ..Target::default() };
        tx.save(&mut target)?;
        added += 1;
    }
    if added == 0 && listed.is_empty() {
        let why = match left_out.refused + left_out.without {
            0 => say!("Nobody matches this segment, so there is no one to send to. Widen it."),
            all => say!(
                "None of the customers of this segment ({}) can be reached in this way ({}): they do not wish it, or the book has no number or address for it. Choose another channel or widen the segment.",
                all,
                said::channel(campaign.channel)
            ),
        };
        return Err(Error::invalid("campaign", "segment", why));
    }
    campaign.frozen_at = Some(tx.now());
    if campaign.start_date.is_none() {
        campaign.start_date = Some(tx.today());
    }
    if campaign.status == CampaignStatus::Planned {
        campaign.status = CampaignStatus::Running;
    }
    tx.save(&mut campaign)?;
    Ok((campaign, left_out))
}
