//! Which interactions belong to which customer.

use crate::Id;
use crate::customers::facts::Related;
use crate::entity::{Entity, Kind, codec};
use crate::facts::{Facts, State, Touched};
use crate::interactions::Interaction;
use ahash::AHashMap;

/// The tag of [`Interaction::people`].
const PEOPLE: u16 = 14;

/// The customer's row of each interaction, by row, and the rows of who else was there.
#[derive(Default)]
pub struct InteractionFacts {
    customers: Vec<u32>,
    others: AHashMap<u32, Vec<u32>>,
}

/// Moves an interaction to its customer and to whoever else was there.
pub fn derive(facts: &mut Facts, row: u32, _touched: &mut Touched) {
    let table = facts.table(Kind::Interaction);
    let customer: Option<Id> = codec::typed_field(table.bytes(row), 1);
    let present = matches!(table.state(row), State::Live | State::Archived);
    // Few have others, so only those are read as a whole.
    let others: Vec<Id> = match codec::raw_field(table.bytes(row), PEOPLE).filter(|_| present) {
        Some(_) => Interaction::decode(table.id(row), table.bytes(row))
            .map(|talk| talk.everybody().skip(1).collect())
            .unwrap_or_default(),
        None => Vec::new(),
    };
    let to = customer.filter(|_| present).map_or(u32::MAX, |id| facts.table_mut(Kind::Customer).reserve(id));
    let mut others: Vec<u32> =
        others.into_iter().map(|id| facts.table_mut(Kind::Customer).reserve(id)).collect();
    // After a merge somebody may stand in it twice.
    others.sort_unstable();
    others.dedup();
    others.retain(|other| *other != to);
    let before = match others.is_empty() {
        true => facts.interactions.others.remove(&row),
        false => facts.interactions.others.insert(row, others.clone()),
    };
    for gone in before.unwrap_or_default() {
        facts.customers.relate(Related::Interactions, row, gone, u32::MAX);
    }
    let rows = &mut facts.interactions.customers;
    if rows.len() <= row as usize {
        rows.resize(row as usize + 1, u32::MAX);
    }
    let from = std::mem::replace(&mut rows[row as usize], to);
    facts.customers.relate(Related::Interactions, row, from, to);
    for other in others {
        facts.customers.relate(Related::Interactions, row, u32::MAX, other);
    }
}
