//! Whose an address is: the shop's own, or a customer's.

use super::read::Mailbox;
use crate::customers::{Customer, CustomerKind};
use crate::entity::Kind;
use crate::facts::text::fold;
use crate::facts::{Facts, State};
use crate::normalise::email;
use crate::staff::Staff;
use crate::{Id, Result};

/// The addresses of a book.
pub(crate) struct Whose<'a> {
    facts: &'a Facts,
    /// Those of the shop and of those who work there.
    own: Vec<String>,
}

impl<'a> Whose<'a> {
    /// Of this book.
    pub fn of(facts: &'a Facts) -> Result<Self> {
        let mut own = vec![email::key(&facts.settings().email)];
        let table = facts.table(Kind::Staff);
        for row in table.present_rows().filter(|row| table.state(*row) != State::Trashed) {
            own.push(email::key(&facts.get::<Staff>(table.id(row))?.email));
        }
        own.retain(|address| !address.is_empty());
        Ok(Self { facts, own })
    }

    /// Whether it is one of ours.
    pub fn is_own(&self, mailbox: &Mailbox) -> bool {
        self.own.contains(&mailbox.address)
    }

    /// The customer with this address among theirs. Of several it is the one who is called as the
    /// message says, else the company, else the one who was first in the book.
    pub fn customer(&self, mailbox: &Mailbox) -> Result<Option<Id>> {
        if mailbox.address.is_empty() {
            return Ok(None);
        }
        let table = self.facts.table(Kind::Customer);
        let mut rows = Vec::new();
        table.search.find(&fold(&mailbox.address), |row| {
            rows.push(row);
            true
        });
        rows.sort_unstable();
        rows.retain(|row| matches!(table.state(*row), State::Live | State::Archived));
        let mut best: Option<(usize, Id)> = None;
        for row in rows {
            let customer: Customer = self.facts.get(table.id(row))?;
            if customer.emails.iter().all(|own| email::key(&own.address) != mailbox.address) {
                continue;
            }
            let named = fold(&self.facts.title(Kind::Customer, row)) == fold(&mailbox.name);
            let rank = match customer.kind {
                _ if named => 0,
                CustomerKind::Company => 1,
                CustomerKind::Person => 2,
            };
            if best.is_none_or(|(known, _)| rank < known) {
                best = Some((rank, customer.meta.id));
            }
        }
        Ok(best.map(|(_, id)| id))
    }
}
