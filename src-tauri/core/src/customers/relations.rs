//! Who has to do with whom: companies with their people, households, associations, partners,
//! and who sent whom.

use super::Customer;
use crate::book::Tx;
use crate::customers::Relation;
use crate::entity::Kind;
use crate::facts::{Facts, State};
use crate::{Error, Id, Result, choice, say};
use memchr::memmem;
use rayon::prelude::*;

choice! {
    /// How two customers have to do with each other, seen from one of them.
    pub enum How {
        /// The company they belong to.
        Company = 0 "company",
        /// Belongs to them.
        Member = 1 "member",
        /// Named by them as related.
        Related = 2 "related",
        /// Names them as related.
        NamedBy = 3 "named_by",
        /// Sent them to us.
        ReferredBy = 4 "referred_by",
        /// Was sent to us by them.
        Referred = 5 "referred",
    }
}

/// Somebody who has to do with a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Who.
    pub customer: Id,
    /// How.
    pub how: How,
    /// What the one is to the other: the position in the company, the role that was given.
    pub role: String,
}

/// Everybody who has to do with a customer, whoever of the two says so.
pub fn relations(facts: &Facts, id: Id) -> Result<Vec<Related>> {
    let own: Customer = facts.get(id)?;
    let table = facts.table(Kind::Customer);
    let here = |id: Id| {
        table.present(id).is_some_and(|row| matches!(table.state(row), State::Live | State::Archived))
    };
    let mut found = Vec::new();
    let mut add = |customer: Id, how: How, role: &str| {
        if here(customer) && customer != id {
            found.push(Related { customer, how, role: role.to_owned() });
        }
    };
    if let Some(company) = own.company_id {
        add(company, How::Company, &own.job_title);
    }
    if let Some(other) = own.referred_by {
        add(other, How::ReferredBy, "");
    }
    for relation in &own.relations {
        add(relation.customer_id, How::Related, &relation.role);
    }
    // An identity stands in the encoding as it is, so its bytes tell which records name it.
    let finder = memmem::Finder::new(&id.0);
    let rows: Vec<u32> =
        (0..table.len()).into_par_iter().filter(|row| finder.find(table.bytes(*row)).is_some()).collect();
    for row in rows {
        let other: Customer = facts.get(table.id(row))?;
        if other.company_id == Some(id) {
            add(other.meta.id, How::Member, &other.job_title);
        }
        if other.referred_by == Some(id) {
            add(other.meta.id, How::Referred, "");
        }
        for relation in other.relations.iter().filter(|relation| relation.customer_id == id) {
            add(other.meta.id, How::NamedBy, &relation.role);
        }
    }
    found.sort_by_cached_key(|one| {
        (one.how as u8, facts.title_of(Kind::Customer, one.customer).unwrap_or_default(), one.customer)
    });
    Ok(found)
}

/// Says that two customers have to do with each other: `customer` belongs to the company `other` with
/// `role` as position, was sent by it, or names it as related. With `over` this is over instead.
/// [`Error::Invalid`] for what only the other one can say.
pub fn relate(tx: &mut Tx<'_>, customer: Id, other: Id, how: How, role: &str, over: bool) -> Result<Id> {
    let mut record: Customer = tx.get(customer)?;
    tx.get::<Customer>(other)?;
    match how {
        How::Company if over => record.company_id = record.company_id.filter(|id| *id != other),
        How::Company => {
            record.company_id = Some(other);
            if !role.trim().is_empty() {
                role.trim().clone_into(&mut record.job_title);
            }
        }
        How::ReferredBy if over => record.referred_by = record.referred_by.filter(|id| *id != other),
        How::ReferredBy => record.referred_by = Some(other),
        How::Related => {
            record.relations.retain(|one| one.customer_id != other);
            if !over {
                record.relations.push(Relation { customer_id: other, role: role.trim().to_owned() });
            }
        }
        How::Member | How::NamedBy | How::Referred => {
            return Err(Error::invalid(
                "customer",
                "how",
                say!(
                    "Give the company that somebody belongs to, how they are related, or who referred them; the other side follows by itself."
                ),
            ));
        }
    }
    tx.save(&mut record)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::tests::{by, shop};
    use crate::customers::{CompanyForm, CustomerKind, Role, merge};

    #[test]
    fn companies_households_and_partners_are_seen_from_both_sides() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home.path().join("shop"));
        let add =
            |mut customer: Customer| book.transact(&by(), "New", |tx| tx.save(&mut customer)).unwrap().value;
        let person = |name: &str| Customer { last_name: name.into(), ..Customer::default() };
        let firm = |name: &str, company_form| Customer {
            kind: CustomerKind::Company,
            company_name: name.into(),
            company_form,
            ..Customer::default()
        };
        let hotel = add(firm("Hotel Adler", CompanyForm::Business));
        let family = add(firm("Family Berg", CompanyForm::Household));
        let club = add(firm("Rowing club", CompanyForm::Association));
        let mill = add(Customer { role: Role::Supplier, ..firm("Sawmill", CompanyForm::Business) });
        let (ida, max) = (add(person("Berg")), add(person("Roth")));
        let relate = |customer, other, how, role: &str| {
            book.transact(&by(), "Relate", |tx| super::relate(tx, customer, other, how, role, false))
        };
        relate(ida, hotel, How::Company, "Manager").unwrap();
        relate(ida, family, How::Related, "mother").unwrap();
        relate(ida, club, How::Related, "treasurer").unwrap();
        relate(hotel, mill, How::Related, "supplies the timber").unwrap();
        relate(max, ida, How::ReferredBy, "").unwrap();
        let seen = |id| -> Vec<(String, &'static str, String)> {
            let facts = book.facts();
            let all = relations(&facts, id).unwrap();
            all.into_iter()
                .map(|one| (facts.title_of(Kind::Customer, one.customer).unwrap(), one.how.word(), one.role))
                .collect()
        };
        let row = |name: &str, how: &'static str, role: &str| (name.to_owned(), how, role.to_owned());
        assert_eq!(
            seen(ida),
            [
                row("Hotel Adler", "company", "Manager"),
                row("Family Berg", "related", "mother"),
                row("Rowing club", "related", "treasurer"),
                row("Roth", "referred", ""),
            ],
            "one person at work, at home and in a club"
        );
        assert_eq!(
            seen(hotel),
            [row("Berg", "member", "Manager"), row("Sawmill", "related", "supplies the timber")]
        );
        assert_eq!(seen(club), [row("Berg", "named_by", "treasurer")]);
        relate(ida, club, How::Related, "president").unwrap();
        assert_eq!(
            seen(club),
            [row("Berg", "named_by", "president")],
            "said again it is said anew, not twice"
        );
        assert!(relate(ida, ida, How::Related, "x").is_err(), "nobody has to do with themselves");
        assert!(relate(ida, max, How::Member, "").is_err());
        let twin = add(person("Berg"));
        relate(twin, family, How::Related, "mother").unwrap();
        relate(twin, ida, How::Related, "double").unwrap();
        book.transact(&by(), "Merge", |tx| merge::merge(tx, ida, twin, &[])).unwrap();
        assert_eq!(seen(family), [row("Berg", "named_by", "mother")], "two that are one are named once");
        book.transact(&by(), "Over", |tx| super::relate(tx, ida, hotel, How::Company, "", true)).unwrap();
        assert_eq!(seen(hotel).len(), 1);
    }
}
