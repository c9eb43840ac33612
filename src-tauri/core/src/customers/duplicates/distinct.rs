//! Pairs of whom somebody has said: these are two people. They are not proposed again.

use crate::book::Tx;
use crate::customers::merge::current_in;
use crate::entity::Kind;
use crate::facts::{Facts, State};
use crate::{Error, Id, Result, entity, say};
use ahash::AHashSet;

entity! {
    /// Two customers that look alike and are not one.
    pub struct Distinct : Distinct = "distinct" {
        /// One of them.
        1 first_id: Id { required: true, ref_kind: Some(Kind::Customer), section: "pair" },
        /// The other.
        2 second_id: Id { required: true, ref_kind: Some(Kind::Customer), section: "pair" },
    }
}

/// Two identities in the order in which pairs are kept: the older one first.
pub fn pair(a: Id, b: Id) -> (Id, Id) {
    if a <= b { (a, b) } else { (b, a) }
}

/// Remembers that two customers are not one. Saying it twice changes nothing.
pub fn not_the_same(tx: &mut Tx<'_>, a: Id, b: Id) -> Result<()> {
    for id in [a, b] {
        if !tx.exists(Kind::Customer, id) {
            return Err(Error::NotFound { kind: "customer", id });
        }
    }
    let [a, b] = [a, b].map(|id| current_in(tx, id));
    if a == b {
        return Err(Error::Conflict(say!("These are not two customers but one. Choose another one.")));
    }
    let (first_id, second_id) = pair(a, b);
    if !all(tx.facts()).contains(&(first_id, second_id)) {
        tx.save(&mut Distinct { first_id, second_id, ..Distinct::default() })?;
    }
    Ok(())
}

/// Every pair that was told apart.
pub fn all(facts: &Facts) -> AHashSet<(Id, Id)> {
    let table = facts.table(Kind::Distinct);
    let live = (0..table.len()).filter(|row| table.state(*row) == State::Live);
    live.map(|row| pair(table.typed(row, 1), table.typed(row, 2))).collect()
}

/// What was said about one customer, to go with it.
pub(crate) fn with(facts: &Facts, id: Id) -> Vec<Id> {
    let table = facts.table(Kind::Distinct);
    let about = |row: &u32| table.typed::<Id>(*row, 1) == id || table.typed::<Id>(*row, 2) == id;
    table.present_rows().filter(about).map(|row| table.id(row)).collect()
}

/// `Anna Jensen, Anna Jansen`.
pub(crate) fn title(facts: &Facts, row: u32) -> String {
    let table = facts.table(Kind::Distinct);
    let name = |tag| facts.title_of(Kind::Customer, table.typed(row, tag)).unwrap_or_default();
    format!("{}, {}", name(1), name(2))
}
