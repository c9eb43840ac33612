//! Which interactions belong to which customer.

use crate::Id;
use crate::customers::facts::Related;
use crate::entity::{Kind, codec};
use crate::facts::{Facts, State, Touched};

/// The customer's row of each interaction, by row.
#[derive(Default)]
pub struct InteractionFacts {
    customers: Vec<u32>,
}

/// Moves an interaction to its customer.
pub fn derive(facts: &mut Facts, row: u32, _touched: &mut Touched) {
    let table = facts.table(Kind::Interaction);
    let customer: Option<Id> = codec::typed_field(table.bytes(row), 1);
    let present = matches!(table.state(row), State::Live | State::Archived);
    let to = customer.filter(|_| present).map_or(u32::MAX, |id| facts.table_mut(Kind::Customer).reserve(id));
    let rows = &mut facts.interactions.customers;
    if rows.len() <= row as usize {
        rows.resize(row as usize + 1, u32::MAX);
    }
    let from = std::mem::replace(&mut rows[row as usize], to);
    facts.customers.relate(Related::Interactions, row, from, to);
}
