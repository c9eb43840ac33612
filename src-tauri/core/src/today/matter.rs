//! What a line of Today is about: the money at stake, and the one action that helps most.

use crate::Id;
use crate::cases::Case;
use crate::customers::reach::may_reach;
use crate::customers::{Channel, Customer, reach};
use crate::deals::Deal;
use crate::entity::Kind;
use crate::facts::Facts;
use crate::follow_ups::FollowUp;
use crate::sales::Sale;

/// The money a line is about, in minor units.
#[derive(Clone, Debug, PartialEq)]
pub enum Stake {
    /// What is due of the sale it is about, or its total when nothing is, with tax.
    Sale {
        /// The sale's number.
        number: String,
        /// How much.
        amount: i64,
    },
    /// What the deal it is about is worth, without tax.
    Deal(i64),
    /// What the customer owes, with tax.
    Owes(i64),
    /// What the customer bought so far, without tax.
    Bought(i64),
}

/// The action that helps most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Ring.
    Call,
    /// Write.
    Write,
    /// Look at it.
    Open,
    /// Plan a follow-up.
    Plan,
}

/// What there is to a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Matter {
    /// The money at stake; none when no figure is known.
    pub stake: Option<Stake>,
    /// The best action.
    pub action: Action,
    /// A `tel:` link, if they may be called.
    pub call: Option<String>,
    /// A `mailto:` link, if they may be written to.
    pub write: Option<String>,
    /// They do not wish to be reached in the way that is asked for.
    pub refused: bool,
}

/// The matter of a follow-up: what it asks for, then what the customer prefers, then what there is.
pub fn of_follow_up(facts: &Facts, item: &FollowUp) -> Matter {
    let customer = item.customer_id.and_then(|id| facts.get::<Customer>(id).ok());
    let sale = item.sale_id.and_then(|id| facts.get::<Sale>(id).ok());
    let stake = match sale {
        Some(sale) => Some(of_sale(sale)),
        None => item.customer_id.and_then(|id| stake_of(facts, id)),
    };
    matter(customer.as_ref(), item.channel, Action::Open, stake)
}

/// The matter of a case: its sale, or what there is to the customer; they are reached as they prefer.
pub fn of_case(facts: &Facts, case: &Case) -> Matter {
    let customer = facts.get::<Customer>(case.customer_id).ok();
    let sale = case.sale_id.and_then(|id| facts.get::<Sale>(id).ok());
    let stake = match sale {
        Some(sale) => Some(of_sale(sale)),
        None => stake_of(facts, case.customer_id),
    };
    matter(customer.as_ref(), None, Action::Open, stake)
}

/// The matter of a deal's next step: what the deal is worth; they are reached as they prefer.
pub fn of_deal(facts: &Facts, deal: &Deal) -> Matter {
    let customer = facts.get::<Customer>(deal.customer_id).ok();
    let worth = (deal.amount > 0).then_some(Stake::Deal(deal.amount));
    matter(customer.as_ref(), None, Action::Open, worth.or_else(|| stake_of(facts, deal.customer_id)))
}

/// The matter of somebody who is worth a word, such as a customer who has been quiet or has a
/// birthday; without a way to reach them a follow-up is planned.
pub fn of_customer(facts: &Facts, row: u32) -> Matter {
    let id = facts.table(Kind::Customer).id(row);
    let customer = facts.get::<Customer>(id).ok();
    matter(customer.as_ref(), None, Action::Plan, stake_of(facts, id))
}

fn of_sale(sale: Sale) -> Stake {
    Stake::Sale { amount: if sale.due > 0 { sale.due } else { sale.total }, number: sale.number }
}

fn stake_of(facts: &Facts, customer: Id) -> Option<Stake> {
    let row = facts.table(Kind::Customer).present(customer)?;
    let totals = facts.customers.totals(row);
    if totals.balance > 0 {
        Some(Stake::Owes(totals.balance))
    } else {
        (totals.revenue > 0).then_some(Stake::Bought(totals.revenue))
    }
}

fn matter(
    customer: Option<&Customer>,
    asked: Option<Channel>,
    otherwise: Action,
    stake: Option<Stake>,
) -> Matter {
    let (call, write) = (customer.and_then(reach::call_link), customer.and_then(reach::write_link));
    let wish = asked.or_else(|| customer.and_then(|customer| customer.preferred_channel));
    let action = match wish {
        Some(Channel::Email) if write.is_some() => Action::Write,
        Some(Channel::Visit | Channel::Letter) => otherwise,
        _ if call.is_some() => Action::Call,
        _ if write.is_some() => Action::Write,
        _ => otherwise,
    };
    let refused = asked.is_some_and(|channel| customer.is_some_and(|customer| !may_reach(customer, channel)));
    Matter { stake, action, call, write, refused }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customers::{Email, Phone};

    fn both() -> Customer {
        Customer {
            phones: vec![Phone { number: "030 1".into(), e164: "+49301".into(), ..Phone::default() }],
            emails: vec![Email { address: "a@b.example".into(), ..Email::default() }],
            ..Customer::default()
        }
    }

    fn action(customer: &Customer, asked: Option<Channel>) -> Action {
        matter(Some(customer), asked, Action::Open, None).action
    }

    #[test]
    fn the_follow_up_asks_first_then_the_customer_then_what_there_is() {
        assert_eq!(action(&both(), Some(Channel::Email)), Action::Write);
        assert_eq!(
            action(&Customer { preferred_channel: Some(Channel::Email), ..both() }, None),
            Action::Write
        );
        assert_eq!(action(&both(), None), Action::Call);
        let no_number = Customer { phones: Vec::new(), ..both() };
        assert_eq!(action(&no_number, Some(Channel::Call)), Action::Write, "a letter is better than nothing");
        assert_eq!(action(&both(), Some(Channel::Visit)), Action::Open, "a visit is not a call");
    }

    #[test]
    fn a_refused_way_is_never_offered() {
        let refused = Customer { forbidden_channels: vec![Channel::Call, Channel::Email], ..both() };
        assert_eq!(action(&refused, Some(Channel::Call)), Action::Open);
        assert_eq!(
            matter(None, None, Action::Plan, None).action,
            Action::Plan,
            "nobody to reach: a plan helps most"
        );
    }
}
