//! Merging two customers that are one, and taking them apart again.
//!
//! The one that stays takes in what the other knows and everything that refers to it.
//! The other goes to the trash with the name of the one it became; its number stays
//! findable. [`Book::unmerge`](crate::book::Book::unmerge) reads from the journal what
//! the merge did and takes that back, and nothing that came after.

mod fields;
mod targets;

pub use fields::{Beside, Take, beside};

use super::{Customer, MERGED_INTO, debtors};
use crate::book::Tx;
use crate::custom_fields::CustomFields;
use crate::entity::{AnyRecord, Kind};
use crate::facts::Facts;
use crate::follow_ups::latest;
use crate::{Error, Id, Result, say};

/// More steps from a merged customer to the one it is now mean a circle.
const LONGEST_CHAIN: usize = 64;

/// What a merge did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The customer that stays.
    pub id: Id,
    /// Records that now belong to it.
    pub moved: usize,
}

/// Makes one of two customers. `takes` says for the named fields whose value stays;
/// the others are taken as [`beside`] proposes. [`Error::Conflict`] when it is one and
/// the same, or one of them is in the trash or merged already.
pub fn merge(tx: &mut Tx<'_>, stays: Id, goes: Id, takes: &[(&str, Take)]) -> Result<Merged> {
    let mut winner: Customer = tx.get(stays)?;
    let mut loser: Customer = tx.get(goes)?;
    if stays == goes {
        return Err(Error::Conflict(say!("These are not two customers but one. Choose another one.")));
    }
    for customer in [&winner, &loser] {
        if customer.meta.trashed_at.is_some() {
            // What was merged already is not brought back either; that says what helps.
            check_restore(tx, customer)?;
            let title = tx.facts().title_of(Kind::Customer, customer.meta.id).unwrap_or_default();
            return Err(Error::Conflict(say!(
                "“{}” is in the trash. Bring it back first, then merge.",
                title
            )));
        }
    }
    for (name, _) in takes {
        if tx.facts().custom.field(Kind::Customer, name).is_none_or(|field| field.read_only) {
            return Err(Error::invalid(
                "customer",
                *name,
                say!("A customer has no field “{}” to choose.", name),
            ));
        }
    }
    fields::combine(&tx.facts().custom, &mut winner, &loser, takes)?;
    tx.save(&mut winner)?;
    if winner.debtor_account != loser.debtor_account {
        debtors::keep_posted(tx, goes, &loser.debtor_account)?;
    }
    targets::combine(tx, stays, goes)?;
    let moved = tx.repoint(Kind::Customer, goes, stays)?;
    targets::drop_pairs_of_one(tx, stays);
    // Who belonged to one of the two may stand above the other.
    super::circles::check_merged(&tx.get(stays)?, tx)?;
    latest::merged(tx, stays)?;
    loser.meta.trashed_at = Some(tx.now());
    loser.merged_into = Some(stays);
    tx.stage_record(&mut loser);
    Ok(Merged { id: stays, moved })
}

/// The customer that this one is now: itself, or the one it was merged into.
pub fn current(facts: &Facts, id: Id) -> Id {
    follow(id, |id| facts.get::<Customer>(id).ok()?.merged_into)
}

/// [`current`] as a transaction sees it.
pub(crate) fn current_in(tx: &Tx<'_>, id: Id) -> Id {
    follow(id, |id| tx.of_customer::<Option<Id>>(id, MERGED_INTO)?)
}

/// Takes out of a customer what came to name the customer itself when two became one.
pub(crate) fn refer_to_others(custom: &CustomFields, customer: &mut Customer) -> Result<()> {
    let own = customer.meta.id;
    for reference in [&mut customer.company_id, &mut customer.referred_by] {
        if *reference == Some(own) {
            *reference = None;
        }
    }
    customer.relations.retain(|relation| relation.customer_id != own);
    fields::let_go(custom, customer, &[own])
}

/// The end of a chain of merges; `into` says what one was merged into.
pub(crate) fn follow(mut id: Id, into: impl Fn(Id) -> Option<Id>) -> Id {
    for _ in 0..LONGEST_CHAIN {
        match into(id) {
            Some(next) => id = next,
            None => break,
        }
    }
    id
}

/// Refuses to change what lives on in another customer: whoever typed it into an open form would never see it again.
pub(crate) fn check_change(tx: &Tx<'_>, customer: &Customer) -> Result<()> {
    let Some(into) = customer.merged_into else { return Ok(()) };
    let title = |id| tx.facts().title_of(Kind::Customer, id).unwrap_or_default();
    Err(Error::invalid(
        "customer",
        "merged_into",
        say!(
            "“{}” was merged into “{}”. Change that one, or take the two apart first.",
            title(customer.meta.id),
            title(into)
        ),
    ))
}

/// Refuses to bring back what lives on in another customer.
pub(crate) fn check_restore(tx: &Tx<'_>, record: &dyn AnyRecord) -> Result<()> {
    let Some(into) = record.downcast::<Customer>().and_then(|customer| customer.merged_into) else {
        return Ok(());
    };
    let title = |id| tx.facts().title_of(Kind::Customer, id).unwrap_or_default();
    Err(Error::Conflict(say!(
        "“{}” was merged into “{}”. Take the two apart instead of bringing one back.",
        title(record.id()),
        title(into)
    )))
}

#[cfg(test)]
mod tests;
