//! Circles: nobody belongs to those who belong to them, and nobody was sent by whom they sent.

use super::{Customer, Relation};
use crate::book::Tx;
use crate::entity::Kind;
use crate::{Error, Id, Result, say};
use ahash::AHashSet;

/// The tags by which a step further up is read without the rest of the customer.
const COMPANY: u16 = 9;
const REFERRED_BY: u16 = 25;
const RELATIONS: u16 = 35;

/// Refuses a customer by whom a circle would close. What stood in the book before is left alone, so that a
/// customer of an older book can still be changed.
pub(super) fn check(customer: &Customer, tx: &Tx<'_>) -> Result<()> {
    let before: Option<Customer> = tx.facts().get(customer.meta.id).ok();
    let same = |known: fn(&Customer) -> Vec<Id>| {
        before.as_ref().is_some_and(|before| known(before) == known(customer))
    };
    if !same(Customer::groups) {
        belonging(customer, tx)?;
    }
    if !same(|customer| customer.referred_by.into_iter().collect()) {
        sending(customer, tx)?;
    }
    Ok(())
}

/// Refuses a circle that comes of two customers becoming one.
pub(super) fn check_merged(customer: &Customer, tx: &Tx<'_>) -> Result<()> {
    belonging(customer, tx)?;
    sending(customer, tx)
}

fn belonging(customer: &Customer, tx: &Tx<'_>) -> Result<()> {
    let above = |id| {
        let main = tx.of_customer::<Option<Id>>(id, COMPANY).flatten();
        let others = tx.of_customer::<Vec<Relation>>(id, RELATIONS).unwrap_or_default();
        main.into_iter()
            .chain(others.into_iter().filter(|one| one.member).map(|one| one.customer_id))
            .collect()
    };
    match leads_back(customer.meta.id, customer.groups(), above) {
        Some(through) => Err(Error::invalid(
            "customer",
            "company_id",
            say!(
                "“{}” belongs to this customer already, directly or through others. Two cannot belong to each other.",
                tx.facts().title_of(Kind::Customer, through).unwrap_or_default()
            ),
        )),
        None => Ok(()),
    }
}

fn sending(customer: &Customer, tx: &Tx<'_>) -> Result<()> {
    let above = |id| tx.of_customer::<Option<Id>>(id, REFERRED_BY).flatten().into_iter().collect();
    match leads_back(customer.meta.id, customer.referred_by.into_iter().collect(), above) {
        Some(through) => Err(Error::invalid(
            "customer",
            "referred_by",
            say!(
                "“{}” was recommended by this customer, directly or through others. Two cannot have recommended each other.",
                tx.facts().title_of(Kind::Customer, through).unwrap_or_default()
            ),
        )),
        None => Ok(()),
    }
}

/// The first of `next` from whom steps upwards come back to `own`.
fn leads_back(own: Id, next: Vec<Id>, above: impl Fn(Id) -> Vec<Id>) -> Option<Id> {
    let mut seen = AHashSet::new();
    next.into_iter().find(|first| {
        let mut open = vec![*first];
        while let Some(id) = open.pop() {
            if id == own {
                return true;
            }
            if seen.insert(id) {
                open.extend(above(id));
            }
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Book;
    use crate::book::tests::{by, shop};
    use crate::customers::{CustomerKind, merge};

    fn save(book: &Book, mut customer: Customer) -> Result<Id> {
        book.transact(&by(), "Save", |tx| tx.save(&mut customer)).map(|outcome| outcome.value)
    }

    fn firm(name: &str, company_id: Option<Id>) -> Customer {
        Customer { kind: CustomerKind::Company, company_name: name.into(), company_id, ..Customer::default() }
    }

    fn changed(book: &Book, id: Id, change: impl FnOnce(&mut Customer)) -> Result<Id> {
        let mut customer: Customer = book.facts().get(id).unwrap();
        change(&mut customer);
        save(book, customer)
    }

    #[test]
    fn nobody_belongs_to_who_belongs_to_them() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home.path().join("shop"));
        let holding = save(&book, firm("Holding", None)).unwrap();
        let hotel = save(&book, firm("Hotel", Some(holding))).unwrap();
        let bar = save(&book, firm("Bar", Some(hotel))).unwrap();
        for above in [hotel, bar] {
            let refused = changed(&book, holding, |one| one.company_id = Some(above)).unwrap_err();
            let said = refused.to_string();
            assert!(
                said.contains("belongs to this customer already"),
                "a tree of companies has a top: {said}"
            );
        }
        let as_member = changed(&book, holding, |one| {
            one.relations.push(Relation { customer_id: bar, role: String::new(), member: true });
        });
        assert!(as_member.is_err(), "nor by a second membership");
        changed(&book, holding, |one| {
            one.relations.push(Relation { customer_id: bar, role: "guest".into(), member: false });
        })
        .expect("who is only named belongs to nobody");
        // Of one group a circle comes when it becomes the one that stands above it.
        let twin = save(&book, firm("Bar", None)).unwrap();
        changed(&book, holding, |one| one.company_id = Some(twin)).unwrap();
        let joined = book.transact(&by(), "Merge", |tx| merge::merge(tx, bar, twin, &[]));
        assert!(joined.unwrap_err().to_string().contains("belongs to this customer already"));
        assert_eq!(book.facts().get::<Customer>(holding).unwrap().company_id, Some(twin), "nothing happened");
    }

    #[test]
    fn nobody_was_sent_by_whom_they_sent() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home.path().join("shop"));
        let person =
            |name: &str, referred_by| Customer { last_name: name.into(), referred_by, ..Customer::default() };
        let anna = save(&book, person("Anna", None)).unwrap();
        let ben = save(&book, person("Ben", Some(anna))).unwrap();
        let cleo = save(&book, person("Cleo", Some(ben))).unwrap();
        for by_whom in [ben, cleo] {
            let refused = changed(&book, anna, |one| one.referred_by = Some(by_whom)).unwrap_err();
            assert!(refused.to_string().contains("was recommended by this customer"), "{refused}");
        }
        // A circle that an older book has keeps nobody from changing what has nothing to do with it.
        book.transact(&by(), "As before", |tx| {
            let mut old: Customer = tx.get(anna)?;
            old.referred_by = Some(cleo);
            tx.stage_record(&mut old);
            Ok(())
        })
        .unwrap();
        changed(&book, anna, |one| one.first_name = "Anne".into()).expect("the circle was there before");
        changed(&book, anna, |one| one.referred_by = None).expect("and can be opened");
    }
}
