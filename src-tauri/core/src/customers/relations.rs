//! Who has to do with whom: companies with their people, households, associations, partners,
//! and who sent whom.

use super::Customer;
use crate::book::Tx;
use crate::customers::Relation;
use crate::entity::Kind;
use crate::facts::text::fold;
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
        let how = if relation.member { How::Company } else { How::Related };
        add(relation.customer_id, how, &relation.role);
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
            let how = if relation.member { How::Member } else { How::NamedBy };
            add(other.meta.id, how, &relation.role);
        }
    }
    found.sort_by_cached_key(|one| {
        (one.how as u8, facts.title_of(Kind::Customer, one.customer).unwrap_or_default(), one.customer)
    });
    Ok(found)
}

/// Says that two customers have to do with each other: `customer` belongs to the company `other` with
/// `role` as position, was sent by it, or names it as related. With `over` this is over instead.
/// Nobody leaves a group by joining another one: who belongs to a company already belongs to both from then on.
/// [`Error::Invalid`] for what only the other one can say.
pub fn relate(tx: &mut Tx<'_>, customer: Id, other: Id, how: How, role: &str, over: bool) -> Result<Id> {
    let mut record: Customer = tx.get(customer)?;
    tx.get::<Customer>(other)?;
    match how {
        How::Company if over => leave(&mut record, other),
        How::Company => join(tx, &mut record, other, role.trim()),
        How::ReferredBy if over => record.referred_by = record.referred_by.filter(|id| *id != other),
        How::ReferredBy => record.referred_by = Some(other),
        How::Related => {
            record.relations.retain(|one| one.member || one.customer_id != other);
            if !over {
                let role = role.trim().to_owned();
                record.relations.push(Relation { customer_id: other, role, member: false });
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

/// Makes somebody belong to a group: as the company they belong to where there is none yet, else beside it.
fn join(tx: &Tx<'_>, record: &mut Customer, group: Id, role: &str) {
    let first = record.company_id.filter(|id| tx.exists(Kind::Customer, *id));
    if first.is_none_or(|id| id == group) {
        record.company_id = Some(group);
        if !role.is_empty() {
            role.clone_into(&mut record.job_title);
        }
        return;
    }
    // Whoever was only named as what they are there is a member from now on, not named twice.
    let same = |one: &&mut Relation| {
        one.customer_id == group && (one.member || role.is_empty() || fold(&one.role) == fold(role))
    };
    match record.relations.iter_mut().find(same) {
        Some(there) => {
            there.member = true;
            if !role.is_empty() {
                role.clone_into(&mut there.role);
            }
        }
        None => record.relations.push(Relation { customer_id: group, role: role.to_owned(), member: true }),
    }
}

/// Takes somebody out of a group. Where it was the first, the next one takes its place with what they are there.
fn leave(record: &mut Customer, group: Id) {
    record.relations.retain(|one| !(one.member && one.customer_id == group));
    if record.company_id != Some(group) {
        return;
    }
    let next = record.relations.iter().position(|one| one.member).map(|index| record.relations.remove(index));
    if let Some(next) = &next {
        record.job_title.clone_from(&next.role);
        record.department.clear();
    }
    record.company_id = next.map(|next| next.customer_id);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::tests::{by, shop};
    use crate::customers::timeline::timeline;
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

    #[test]
    fn who_joins_a_club_stays_in_the_household() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home.path().join("shop"));
        let add =
            |mut customer: Customer| book.transact(&by(), "New", |tx| tx.save(&mut customer)).unwrap().value;
        let group = |name: &str, company_form| Customer {
            kind: CustomerKind::Company,
            company_name: name.into(),
            company_form,
            ..Customer::default()
        };
        let family = add(group("Family Berg", CompanyForm::Household));
        let club = add(group("Rowing club", CompanyForm::Association));
        let ida = add(Customer { last_name: "Berg".into(), ..Customer::default() });
        let relate = |other, role: &str, over| {
            let how = How::Company;
            book.transact(&by(), "Relate", |tx| super::relate(tx, ida, other, how, role, over)).unwrap();
        };
        relate(family, "mother", false);
        let named = |tx: &mut Tx<'_>| super::relate(tx, ida, club, How::Related, "treasurer", false);
        book.transact(&by(), "Name", named).unwrap();
        relate(club, "", false);
        let seen = |id| -> Vec<(Id, How, String)> {
            let all = relations(&book.facts(), id).unwrap();
            all.into_iter().map(|one| (one.customer, one.how, one.role)).collect()
        };
        assert_eq!(
            seen(ida),
            [(family, How::Company, "mother".to_owned()), (club, How::Company, "treasurer".to_owned())],
            "nobody leaves home by rowing"
        );
        assert_eq!(seen(club), [(ida, How::Member, "treasurer".to_owned())]);
        let talk = crate::interactions::Interaction {
            customer_id: ida,
            summary: "Asked about the boats".into(),
            at: book.clock().now(),
            ..Default::default()
        };
        book.transact(&by(), "Talk", |tx| tx.save(&mut talk.clone())).unwrap();
        for group in [family, club] {
            let (items, _) = timeline(&book.facts(), group, None, 0, 10).unwrap();
            assert_eq!(items.len(), 1, "each group sees what its people say, by whichever membership");
        }
        relate(family, "mother", true);
        assert_eq!(seen(ida), [(club, How::Company, "treasurer".to_owned())]);
        let now: Customer = book.facts().get(ida).unwrap();
        assert_eq!((now.company_id, now.job_title.as_str()), (Some(club), "treasurer"));
        assert!(now.relations.is_empty(), "what is left is what they belong to first");
        assert_eq!(timeline(&book.facts(), family, None, 0, 10).unwrap().1, 0);
        relate(club, "", true);
        assert_eq!(seen(ida), []);
    }
}
