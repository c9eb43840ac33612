//! Leads: prospects with a lead card, and what becomes of them.

use super::{Customer, CustomerKind, Role, merge};
use crate::book::{Source, Tx};
use crate::deals::{Deal, DealContact, stages};
use crate::entity::Kind;
use crate::{Error, Id, Result, choice, say};

choice! {
    /// How far a lead has come.
    pub enum LeadStatus {
        /// Nobody has spoken to them yet.
        New = 0 "new",
        /// Spoken to.
        Contacted = 1 "contacted",
        /// They want something that we have.
        Qualified = 2 "qualified",
        /// A deal came of it.
        Converted = 3 "converted",
        /// Nothing comes of it.
        Lost = 4 "lost",
    }
}

choice! {
    /// How promising a lead is.
    pub enum Rating {
        /// Maybe one day.
        Cold = 0 "cold",
        /// Interested.
        Warm = 1 "warm",
        /// Wants to buy soon.
        Hot = 2 "hot",
    }
}

/// Whether somebody is a lead: listed as one, and a deal can be made of them. A status alone makes nobody one.
pub fn is_lead(role: Role) -> bool {
    role == Role::Prospect
}

/// [`is_lead`], of the word by which a role is written.
pub fn is_lead_word(word: &str) -> bool {
    Role::ALL.iter().any(|role| role.word() == word && is_lead(*role))
}

/// Whether somebody is a lead that can be converted: one that is not in the trash.
pub fn is_open(customer: &Customer) -> bool {
    is_lead(customer.role) && customer.meta.trashed_at.is_none()
}

/// Whether somebody is a lead or was one, for what is counted of leads.
pub fn was_lead(role: Role, status: Option<LeadStatus>) -> bool {
    is_lead(role) || matches!(status, Some(LeadStatus::Converted | LeadStatus::Lost))
}

/// Keeps role and status of a lead in step, and what it may bring above nothing.
pub(super) fn check(customer: &mut Customer, tx: &Tx<'_>, is_new: bool) -> Result<()> {
    if customer.lead_amount.is_some_and(|amount| amount < 0) {
        return Err(Error::invalid(
            "customer",
            "lead_amount",
            say!("What is expected cannot be below zero."),
        ));
    }
    let before = (!is_new).then(|| tx.get::<Customer>(customer.meta.id)).transpose()?;
    let (was, said) = before.map_or((None, None), |before| (Some(before.role), before.lead_status));
    if is_lead(customer.role) {
        return prospect(customer, tx, said);
    }
    match customer.lead_status {
        None | Some(LeadStatus::Converted) => {}
        // Whoever buys although nobody pressed a button for it has become a customer all the same.
        Some(_) if was.is_some_and(is_lead) && customer.role == Role::Customer => {
            customer.lead_status = Some(LeadStatus::Converted);
            customer.lead_converted_at = Some(tx.now());
        }
        Some(_) if was.is_some_and(is_lead) => customer.lead_status = None,
        // A list of leads does not say of each that it is a prospect.
        Some(_) if is_new && customer.role == Role::Customer => customer.role = Role::Prospect,
        Some(LeadStatus::Lost) if said == customer.lead_status => {}
        Some(_) if said == customer.lead_status => customer.lead_status = None,
        Some(_) => {
            return Err(Error::invalid(
                "customer",
                "lead_status",
                say!("Only a prospect is a lead. Make a prospect of this customer first, or plan a deal."),
            ));
        }
    }
    Ok(())
}

/// Lets what two cards that become one say of a lead fit together: whoever is a customer by the one card is no
/// lead by the other.
pub(super) fn keep_in_step(customer: &mut Customer) {
    if !is_lead(customer.role) && customer.lead_status != Some(LeadStatus::Converted) {
        customer.lead_status = None;
    }
    if is_lead(customer.role) && customer.lead_status == Some(LeadStatus::Converted) {
        customer.role = Role::Customer;
    }
}

/// A prospect without a status is a new lead, and so is one that was converted once; one that is said to be
/// converted is a customer.
fn prospect(customer: &mut Customer, tx: &Tx<'_>, said: Option<LeadStatus>) -> Result<()> {
    match customer.lead_status {
        None => customer.lead_status = Some(LeadStatus::New),
        Some(LeadStatus::Converted) if said == Some(LeadStatus::Converted) => {
            customer.lead_status = Some(LeadStatus::New);
            customer.lead_converted_at = None;
        }
        Some(LeadStatus::Converted) => {
            customer.role = Role::Customer;
            // A file tells what happened, but not when.
            let now = (tx.source() != Source::Import).then(|| tx.now());
            customer.lead_converted_at = customer.lead_converted_at.or(now);
        }
        Some(_) => {}
    }
    Ok(())
}

/// What came of a lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Converted {
    /// The customer: the company when there is one, else the person.
    pub customer: Id,
    /// The person at the company, when there is one.
    pub contact: Option<Id>,
    /// The deal.
    pub deal: Id,
}

/// Makes a customer and a deal of a lead, with nothing typed twice: a person with a
/// company's name becomes the contact of that company, which is found in the book or
/// made; amount, source and next step go into the deal. `title` names the deal unless
/// it is empty; it sets out in `pipeline`, or in the first one where that is empty.
/// `into` says which customer of the book the lead is, so that nobody is in it twice:
/// the lead is merged into that one, or, a person into a company, becomes its contact.
/// [`Error::Conflict`] when it is no open lead or that customer is in the trash,
/// [`Error::Invalid`] at `pipeline` when there is no such one.
pub fn convert(tx: &mut Tx<'_>, id: Id, title: &str, pipeline: &str, into: Option<Id>) -> Result<Converted> {
    let mut lead: Customer = tx.get(id)?;
    if !is_lead(lead.role) && lead.meta.trashed_at.is_none() {
        let name = name_of(tx, id)?;
        return Err(Error::Conflict(match lead.role {
            Role::Customer => say!(
                "{} ({}) is a customer already and no lead. Plan a deal for this customer instead.",
                name,
                &lead.number
            ),
            _ => say!(
                "{} ({}) is no prospect, so there is no lead to convert. Plan a deal instead.",
                name,
                &lead.number
            ),
        }));
    }
    if !is_open(&lead) {
        return Err(Error::Conflict(say!(
            "This is no open lead. Only a prospect that was not converted yet can become a deal."
        )));
    }
    let stage = match pipeline.trim() {
        "" => String::new(),
        named => stages::first_of(&stages::of(&tx.facts().settings()), named)?.key.clone(),
    };
    lead.role = Role::Customer;
    lead.lead_status = Some(LeadStatus::Converted);
    lead.lead_converted_at = Some(tx.now());
    let (customer, contact) = match into {
        Some(into) => join(tx, &mut lead, merge::current_in(tx, into))?,
        None => {
            let company = company_of(tx, &mut lead)?;
            tx.save(&mut lead)?;
            company.map_or((id, None), |company| (company, Some(id)))
        }
    };
    let name = match title.trim() {
        "" => name_of(tx, customer)?,
        title => title.to_owned(),
    };
    let mut deal = Deal {
        title: name,
        stage,
        customer_id: customer,
        amount: lead.lead_amount.unwrap_or_default(),
        source: lead.source.clone(),
        next_step: lead.lead_next_step.clone(),
        owner: lead.owner.clone(),
        contacts: contact
            .map(|customer_id| DealContact { customer_id, role: lead.job_title.clone() })
            .into_iter()
            .collect(),
        ..Deal::default()
    };
    let deal = tx.save(&mut deal)?;
    Ok(Converted { customer, contact, deal })
}

/// Lets a lead be the customer who is there already; a person becomes the contact of a company. Returns whom the
/// deal is for and its contact.
fn join(tx: &mut Tx<'_>, lead: &mut Customer, into: Id) -> Result<(Id, Option<Id>)> {
    let known: Customer = tx.get(into)?;
    if known.meta.trashed_at.is_some() {
        return Err(Error::Conflict(say!(
            "“{}” is in the trash. Bring it back first, or choose another one.",
            name_of(tx, into)?
        )));
    }
    if lead.kind == CustomerKind::Person && known.kind == CustomerKind::Company {
        lead.company_id = Some(into);
        tx.save(lead)?;
        return Ok((into, Some(lead.meta.id)));
    }
    tx.save(lead)?;
    merge::merge(tx, into, lead.meta.id, &[])?;
    // The merge believes the card that stays, which may not know yet that a deal came of it.
    let mut one: Customer = tx.get(into)?;
    one.lead_status = lead.lead_status;
    one.lead_converted_at = lead.lead_converted_at;
    tx.save(&mut one)?;
    Ok((into, None))
}

/// The company a person of a lead works for, found by its name or made. A company buys for itself, also when
/// it belongs to another one.
fn company_of(tx: &mut Tx<'_>, lead: &mut Customer) -> Result<Option<Id>> {
    if lead.kind == CustomerKind::Company {
        return Ok(None);
    }
    if lead.company_id.is_some() {
        return Ok(lead.company_id);
    }
    if lead.company_name.is_empty() || (lead.first_name.is_empty() && lead.last_name.is_empty()) {
        return Ok(None);
    }
    let company = match known_company(tx, &lead.company_name) {
        Some(known) => known,
        None => tx.save(&mut Customer {
            kind: CustomerKind::Company,
            company_name: lead.company_name.clone(),
            addresses: lead.addresses.clone(),
            website: lead.website.clone(),
            industry: lead.industry.clone(),
            source: lead.source.clone(),
            owner: lead.owner.clone(),
            territory: lead.territory.clone(),
            referred_by: lead.referred_by,
            ..Customer::default()
        })?,
    };
    lead.company_id = Some(company);
    Ok(Some(company))
}

fn known_company(tx: &Tx<'_>, name: &str) -> Option<Id> {
    let facts = tx.facts();
    let table = facts.table(Kind::Customer);
    let wanted = crate::facts::text::fold(name);
    let mut found = None;
    table.search.find(&wanted, |row| {
        let company: CustomerKind = table.typed(row, 2);
        let same = company == CustomerKind::Company
            && table.state(row) == crate::facts::State::Live
            && crate::facts::text::fold(table.text(row, 8)) == wanted;
        if same {
            found = Some(table.id(row));
        }
        !same
    });
    found
}

fn name_of(tx: &Tx<'_>, id: Id) -> Result<String> {
    let c: Customer = tx.get(id)?;
    let person = [&c.first_name, &c.last_name]
        .into_iter()
        .filter(|t| !t.is_empty())
        .cloned()
        .collect::<Vec<_>>()
        .join(" ");
    let both =
        if c.kind == CustomerKind::Company { [c.company_name, person] } else { [person, c.company_name] };
    Ok(both.into_iter().find(|name| !name.is_empty()).unwrap_or(c.number))
}
