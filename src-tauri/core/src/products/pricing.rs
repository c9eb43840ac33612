//! What a product costs whom, when and how many, with the reason.

use super::{ListPrice, Product};
use crate::campaigns::Campaign;
use crate::campaigns::offers::{self, Asking};
use crate::customers::Customer;
use crate::facts::Facts;
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
/// customer's standing discount or the best offer of a campaign, whichever makes it cheaper;
/// they are not added up. A price of the customer's own carries no standing discount.
pub fn price_for(facts: &Facts, question: &Question) -> Result<Price> {
    let product: Product = facts.get(question.product)?;
    let customer: Option<Customer> = question.customer.map(|id| facts.get(id)).transpose()?;
    let (unit_price, mut reason, own) = unit_price(&product, customer.as_ref(), question);
    let standing = customer.as_ref().and_then(|c| c.discount).filter(|_| !own).unwrap_or_default();
    let asking = Asking { customer: question.customer, date: question.date, code: &question.code };
    let campaigns = offers::of(facts, asking);
    let agreed = unit_price * (Decimal::ONE_HUNDRED - standing) / Decimal::ONE_HUNDRED;
    let offer = best_offer(&campaigns, &product, unit_price).filter(|offer| offer.comes_to() < agreed);
    let (unit_price, discount, mut campaign) = match offer {
        Some(offer) => {
            let name = &offer.campaign.name;
            reason = match offer.campaign.offer_price {
                Some(_) => say!("The price of the campaign “{}”.", name),
                None => {
                    let why = say!("{} % off by the campaign “{}”.", offer.discount.normalize(), name);
                    say!("{} {}", reason, why)
                }
            };
            (offer.unit_price, offer.discount, Some(offer.campaign.meta.id))
        }
        None => {
            if !standing.is_zero() {
                let why = say!("{} % off as agreed with this customer.", standing.normalize());
                reason = say!("{} {}", reason, why);
            }
            (unit_price, standing, None)
        }
    };
    let terms = campaigns.iter().filter(|one| offers::is_for(one, &product));
    let terms = terms.filter_map(|one| Some((one.offer_terms_days?, one))).max_by_key(|(days, _)| *days);
    if let Some((days, by)) = terms {
        let why = say!("{} days to pay by the campaign “{}”.", days, by.name);
        reason = say!("{} {}", reason, why);
        campaign = campaign.or(Some(by.meta.id));
    }
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

/// What a campaign makes of a price.
struct Offered {
    campaign: Campaign,
    unit_price: Decimal,
    discount: Decimal,
}

impl Offered {
    fn comes_to(&self) -> Decimal {
        self.unit_price * (Decimal::ONE_HUNDRED - self.discount) / Decimal::ONE_HUNDRED
    }
}

/// The campaign with which a product costs least, of those that make it cheaper.
fn best_offer(campaigns: &[Campaign], product: &Product, unit_price: Decimal) -> Option<Offered> {
    let offered = campaigns.iter().filter(|campaign| offers::is_for(campaign, product)).filter_map(|one| {
        let campaign = one.clone();
        match one.offer_price {
            Some(price) => (price < unit_price).then_some(Offered {
                campaign,
                unit_price: price,
                discount: Decimal::ZERO,
            }),
            None => {
                let discount = one.offer_discount;
                (discount > Decimal::ZERO).then_some(Offered { campaign, unit_price, discount })
            }
        }
    });
    offered.min_by_key(Offered::comes_to)
}
