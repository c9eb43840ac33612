//! The rules of a campaign.

use super::Campaign;
use crate::book::Tx;
use crate::entity::Kind;
use crate::filter::parse;
use crate::say;
use crate::{Error, Result};

/// The segment must be a condition on customers, and the days in order.
pub fn check(campaign: &Campaign, tx: &Tx<'_>) -> Result<()> {
    parse(&campaign.segment)
        .and_then(|filter| filter.compile(tx.facts(), Kind::Customer, tx.today()))
        .map_err(|error| Error::invalid("campaign", "segment", error.sentence()))?;
    if let (Some(start), Some(end)) = (campaign.start_date, campaign.end_date)
        && end < start
    {
        return Err(Error::invalid("campaign", "end_date", say!("The last day is before the first.")));
    }
    Ok(())
}
