//! What a product costs whom, when and how many, with the reason.

use super::{ListPrice, Product};
use crate::campaigns::{Campaign, CampaignStatus};
use crate::customers::Customer;
use crate::entity::{Entity, Kind};
use crate::facts::{Facts, State};
use crate::money::{Money, round_minor};
use crate::sales::Sale;
use crate::sales::rates::Rules;
use crate::{Error, Id, Result, Sentence, say};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// Who asks for how many, and when.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Question {
    /// Which product.
    pub product: Id,
    /// Who buys; `None` over the counter.
    pub customer: Option<Id>,
    /// On which day.
    pub date: NaiveDate,
    /// How many.
    pub quantity: Decimal,
    /// The campaign's word that the customer gave; may be empty.
    pub code: String,
    /// ISO 4217 code of the document's currency; empty for the book's.
    pub currency: String,
    /// How much one unit of it is in the book's currency.
    pub exchange_rate: Decimal,
}

/// A price with its reason.
#[derive(Clone, Debug, PartialEq)]
pub struct Price {
    /// Of one unit, in major units, before the discount.
    pub unit_price: Decimal,
    /// In percent.
    pub discount: Decimal,
    /// Why, as a sentence or two.
    pub reason: Sentence,
    /// The campaign whose offer it is.
    pub campaign: Option<Id>,
}

/// What one unit of a product costs. A price of the customer's own goes before one of the
/// customer's tier, and that before one for everyone; of several the lowest. Then comes the
/// higher of the customer's standing discount and the best offer of a campaign; they are not
/// added up. A price of the customer's own carries no standing discount.
pub fn price_for(facts: &Facts, question: &Question) -> Result<Price> {
    let product: Product = facts.get(question.product)?;
    let customer: Option<Customer> = question.customer.map(|id| facts.get(id)).transpose()?;
    let (unit_price, mut reason, own) = unit_price(&product, customer.as_ref(), question);
    let standing = customer.as_ref().and_then(|c| c.discount).filter(|_| !own).unwrap_or_default();
    let offer = best_offer(facts, &product, question);
    let (discount, campaign) = match offer {
        Some((campaign, percent)) if percent > standing => {
            let why = say!("{} % off by the campaign “{}”.", percent.normalize(), campaign.name);
            reason = say!("{} {}", reason, why);
            (percent, Some(campaign.meta.id))
        }
        _ => {
            if !standing.is_zero() {
                let why = say!("{} % off as agreed with this customer.", standing.normalize());
                reason = say!("{} {}", reason, why);
            }
            (standing, None)
        }
    };
    let (unit_price, reason) = in_currency(facts, question, unit_price, reason)?;
    Ok(Price { unit_price, discount, reason, campaign })
}

/// A price of the book in the currency of the document, to its smallest unit by the house
/// rule: `price ÷ rate`.
fn in_currency(
    facts: &Facts,
    question: &Question,
    price: Decimal,
    reason: Sentence,
) -> Result<(Decimal, Sentence)> {
    let rules = Rules::of(&facts.settings());
    let document = Sale {
        currency: question.currency.clone(),
        exchange_rate: question.exchange_rate,
        ..Sale::default()
    };
    let currency = rules.currency_of(&document)?;
    if currency == rules.currency {
        return Ok((price, reason));
    }
    let exchanged = price.checked_div(question.exchange_rate).and_then(|price| round_minor(price, currency));
    let exchanged = exchanged.ok_or_else(|| {
        Error::invalid("sale", "exchange_rate", say!("At this rate the price is more than a sale can hold."))
    })?;
    let from =
        say!("{} {} at {}.", price.normalize(), rules.currency.code(), question.exchange_rate.normalize());
    Ok((Money::new(exchanged, currency).to_decimal(), say!("{} {}", reason, from)))
}

/// The price of a unit, why, and whether it is the customer's own.
fn unit_price(
    product: &Product,
    customer: Option<&Customer>,
    question: &Question,
) -> (Decimal, Sentence, bool) {
    let tier = customer.map_or("", |c| c.tier.as_str());
    let rank = |price: &ListPrice| match price.customer_id {
        Some(id) => (Some(id) == question.customer).then_some(0),
        None if price.price_list.is_empty() => Some(2),
        None => price.price_list.eq_ignore_ascii_case(tier).then_some(1),
    };
    let valid = |price: &&ListPrice| {
        price.valid_from.is_none_or(|from| from <= question.date)
            && price.valid_until.is_none_or(|until| question.date <= until)
            && price.min_quantity <= question.quantity.abs()
    };
    let fitting = product.prices.iter().filter(valid).filter_map(|price| Some((rank(price)?, price)));
    let best = fitting.min_by(|(a, one), (b, two)| (a, one.price).cmp(&(b, two.price)));
    let Some((rank, price)) = best else {
        return (product.price, say!("The usual price."), false);
    };
    let reason = match rank {
        0 => say!("The price of this customer."),
        1 => say!("The price of “{}”.", price.price_list),
        _ => say!("The price at this time."),
    };
    let reason = if price.min_quantity > Decimal::ONE {
        say!("{} From {} on.", reason, price.min_quantity.normalize())
    } else {
        reason
    };
    (price.price, reason, rank == 0)
}

/// The campaign that takes most off a product for this customer on this day.
fn best_offer(facts: &Facts, product: &Product, question: &Question) -> Option<(Campaign, Decimal)> {
    let table = facts.table(Kind::Campaign);
    let rows = table.present_rows().filter(|row| table.state(*row) == State::Live);
    let fits = |row: u32, campaign: &Campaign| {
        let asked = match campaign.offer_code.trim() {
            "" => is_target(facts, row, question.customer),
            code => code.eq_ignore_ascii_case(question.code.trim()),
        };
        let category = campaign.offer_category.trim();
        asked
            && campaign.status != CampaignStatus::Done
            && campaign.offer_discount > Decimal::ZERO
            && campaign.start_date.is_none_or(|from| from <= question.date)
            && campaign.end_date.is_none_or(|until| question.date <= until)
            && (category.is_empty() || category.eq_ignore_ascii_case(product.category.trim()))
    };
    rows.filter_map(|row| Some((row, Campaign::decode(table.id(row), table.bytes(row)).ok()?)))
        .filter(|(row, campaign)| fits(*row, campaign))
        .map(|(_, campaign)| (campaign.offer_discount, campaign))
        .max_by(|(a, one), (b, two)| (a, &two.name).cmp(&(b, &one.name)))
        .map(|(percent, campaign)| (campaign, percent))
}

fn is_target(facts: &Facts, campaign: u32, customer: Option<Id>) -> bool {
    let targets = facts.table(Kind::Target);
    let of = |row: &u32| targets.typed::<Id>(*row, 2);
    customer.is_some_and(|id| facts.campaigns.targets(campaign).iter().any(|row| of(row) == id))
}
