//! The rules of a campaign.

use super::Campaign;
use crate::book::Tx;
use crate::entity::Kind;
use crate::filter::parse;
use crate::say;
use crate::{Error, Result};
use rust_decimal::Decimal;

/// The segment must be a condition on customers, and the days in order. A segment that was kept before
/// stays, also when a field that it names is gone: the rest of the campaign goes on.
pub fn check(campaign: &Campaign, tx: &Tx<'_>) -> Result<()> {
    let before: Option<Campaign> = tx.get(campaign.meta.id).ok();
    if before.is_none_or(|before| before.segment != campaign.segment) {
        parse(&campaign.segment)
            .and_then(|filter| filter.compile(tx.facts(), Kind::Customer, tx.today()))
            .map_err(|error| Error::invalid("campaign", "segment", error.sentence()))?;
    }
    if let (Some(start), Some(end)) = (campaign.start_date, campaign.end_date)
        && end < start
    {
        return Err(Error::invalid("campaign", "end_date", say!("The last day is before the first.")));
    }
    offer(campaign)
}

/// An offer takes something off, and only what there is.
fn offer(campaign: &Campaign) -> Result<()> {
    let refuse = |field, message| Err(Error::invalid("campaign", field, message));
    if campaign.offer_discount < Decimal::ZERO || campaign.offer_discount > Decimal::ONE_HUNDRED {
        return refuse("offer_discount", say!("A discount is a percentage between 0 and 100."));
    }
    if campaign.offer_price.is_some_and(|price| price < Decimal::ZERO) {
        return refuse("offer_price", say!("A price cannot be below zero."));
    }
    if campaign.offer_price.is_some() && campaign.offer_product_id.is_none() {
        return refuse("offer_product_id", say!("Say which product has this price."));
    }
    if campaign.offer_terms_days.is_some_and(|days| !(0..=3650).contains(&days)) {
        return refuse("offer_terms_days", say!("Give a number of days to pay, from 0 to 3650."));
    }
    Ok(())
}
