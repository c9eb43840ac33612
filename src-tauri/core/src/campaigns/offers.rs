//! What a campaign offers, and to whom: a discount, a price, days to pay.

use super::{Campaign, CampaignStatus};
use crate::Id;
use crate::entity::{Entity, Kind};
use crate::facts::text::natural;
use crate::facts::{Facts, State};
use crate::products::{Product, categories};
use crate::sales::Sale;
use chrono::NaiveDate;

/// Who asks on which day, with which word.
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    /// Who; `None` over the counter.
    pub customer: Option<Id>,
    /// When.
    pub date: NaiveDate,
    /// The campaign's word that the customer gave; may be empty.
    pub code: &'a str,
}

/// The campaigns whose offer is for whoever asks: those with the word, and those without one
/// that have the customer on their list. By name, so that of equal offers it is always the same.
pub fn of(facts: &Facts, asking: Asking<'_>) -> Vec<Campaign> {
    let table = facts.table(Kind::Campaign);
    let rows = table.present_rows().filter(|row| table.state(*row) == State::Live);
    let mut found: Vec<Campaign> = rows
        .filter_map(|row| {
            let campaign = Campaign::decode(table.id(row), table.bytes(row)).ok()?;
            let asked = match campaign.offer_code.trim() {
                "" => is_target(facts, row, asking.customer),
                code => code.eq_ignore_ascii_case(asking.code.trim()),
            };
            let open = campaign.status != CampaignStatus::Done
                && campaign.start_date.is_none_or(|from| from <= asking.date)
                && campaign.end_date.is_none_or(|until| asking.date <= until);
            (asked && open).then_some(campaign)
        })
        .collect();
    found.sort_by_cached_key(|campaign| natural(&campaign.name));
    found
}

/// Whether an offer is for this product: the one it names, with its variants, or one of its
/// group and the groups within.
pub fn is_for(campaign: &Campaign, product: &Product) -> bool {
    let named = campaign.offer_product_id;
    named.is_none_or(|id| id == product.meta.id || Some(id) == product.parent_id)
        && categories::within(&product.category, &campaign.offer_category)
}

/// The days to pay that campaigns give a document, and the campaign that gives most. What a
/// quote or an order was made with holds for the documents made from it, whenever they are.
pub fn terms(facts: &Facts, sale: &Sale) -> Option<(i64, Campaign)> {
    let asking = Asking { customer: sale.customer_id, date: sale.date, code: &sale.offer_code };
    let mut campaigns = of(facts, asking);
    let kept = sale.campaign_id.filter(|_| sale.from_id.is_some());
    campaigns.extend(kept.and_then(|id| facts.get::<Campaign>(id).ok()));
    campaigns.retain(|campaign| campaign.offer_terms_days.is_some());
    if campaigns.is_empty() {
        return None;
    }
    let products: Vec<Product> =
        sale.lines.iter().filter_map(|line| facts.get(line.product_id?).ok()).collect();
    // An offer for everything holds for words without a product too.
    let everything = |campaign: &Campaign| {
        campaign.offer_product_id.is_none() && campaign.offer_category.trim().is_empty()
    };
    campaigns
        .into_iter()
        .filter(|campaign| everything(campaign) || products.iter().any(|one| is_for(campaign, one)))
        .filter_map(|campaign| Some((campaign.offer_terms_days?, campaign)))
        .max_by_key(|(days, _)| *days)
}

fn is_target(facts: &Facts, campaign: u32, customer: Option<Id>) -> bool {
    let targets = facts.table(Kind::Target);
    let of = |row: &u32| targets.typed::<Id>(*row, 2);
    customer.is_some_and(|id| facts.campaigns.targets(campaign).iter().any(|row| of(row) == id))
}
