//! Whether what is said or planned about a case is with those it is of.

use super::Case;
use crate::book::Tx;
use crate::customers::Customer;
use crate::entity::Kind;
use crate::facts::Facts;
use crate::{Error, Id, Result, say};

/// Refuses what is about a case of somebody else: of the customers one must be whose case it is,
/// the company they work for, or a colleague of theirs; a household or an association is one too.
pub(crate) fn check(tx: &Tx<'_>, kind: &'static str, case: Option<Id>, customers: &[Id]) -> Result<()> {
    let Some(case) = case.and_then(|id| tx.get::<Case>(id).ok()) else { return Ok(()) };
    if customers.iter().any(|customer| has_to_do(&case, *customer, |id| groups_in(tx, id))) {
        return Ok(());
    }
    let title = tx.facts().title_of(Kind::Customer, case.customer_id).unwrap_or_default();
    Err(Error::invalid(
        kind,
        "case_id",
        say!("“{}” is a case of “{}”. Choose a case of this customer.", case.subject, title),
    ))
}

/// Whether a customer of the book has to do with a case.
pub(crate) fn belongs(facts: &Facts, case: &Case, customer: Id) -> bool {
    has_to_do(case, customer, |id| {
        facts.get::<Customer>(id).map(|customer| customer.groups()).unwrap_or_default()
    })
}

fn groups_in(tx: &Tx<'_>, id: Id) -> Vec<Id> {
    tx.get::<Customer>(id).map(|customer| customer.groups()).unwrap_or_default()
}

fn has_to_do(case: &Case, customer: Id, groups: impl Fn(Id) -> Vec<Id>) -> bool {
    let whose = case.customer_id;
    if customer == whose {
        return true;
    }
    let (theirs, own) = (groups(customer), groups(whose));
    theirs.contains(&whose) || own.contains(&customer) || theirs.iter().any(|group| own.contains(group))
}
