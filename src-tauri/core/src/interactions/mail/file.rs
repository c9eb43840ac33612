//! Filing a message with the customers it is from or for.

use super::read::{Mailbox, Message};
use crate::book::{Book, By, Changed};
use crate::cases::{Case, belong};
use crate::customers::{Customer, CustomerKind, Email};
use crate::deals::Deal;
use crate::entity::{Kind, codec};
use crate::facts::text::fold;
use crate::facts::{Facts, State};
use crate::interactions::{Direction, Interaction, InteractionChannel};
use crate::normalise::email;
use crate::settings::words::OwnWords;
use crate::staff::Staff;
use crate::{Id, Result, Sentence, say};
use chrono::Duration;

/// What somebody said that a message belongs to.
#[derive(Clone, Copy, Debug, Default)]
pub struct About {
    /// This customer, whoever wrote it.
    pub customer: Option<Id>,
    /// A deal.
    pub deal: Option<Id>,
    /// A case.
    pub case: Option<Id>,
    /// Whether the address that nobody was found by belongs to that customer from now on.
    pub remember: bool,
}

/// What became of a message.
#[derive(Clone, Debug, Default)]
pub struct Filed {
    /// The interactions that the message is now, one for each customer; also those from before.
    pub interactions: Vec<Id>,
    /// Their customers, in the same order.
    pub customers: Vec<Id>,
    /// Whether it was from us.
    pub out: bool,
    /// Whether it was filed before, so that nothing was done.
    pub already: bool,
    /// Those outside of the shop whose address no customer has.
    pub unknown: Vec<Mailbox>,
    /// What was done, for undo.
    pub label: Option<Sentence>,
    /// Which records changed.
    pub changed: Vec<Changed>,
    /// The operation; `None` when nothing was filed.
    pub op: Option<Id>,
}

/// Files a message: with the customer it is from, or with those it is for when it is from us, known by
/// any of their addresses; or with the customer it is said to belong to, whoever wrote it. What is about a
/// case is filed with those who have to do with it. What came with it is attached. What a program sent by
/// itself is filed too, but is nobody's answer. A message is filed with a customer once. Without a customer nothing is done and `unknown` says who was not found; the first of
/// them may be remembered as an address of the customer that is named.
pub fn file(book: &Book, by: &By, message: &Message, about: About) -> Result<Filed> {
    let mut filed = Filed::default();
    let (whom, known) = {
        let facts = book.facts();
        let own = own_addresses(&facts)?;
        let is_own = |mailbox: &&Mailbox| own.contains(&mailbox.address);
        filed.out = message.from.iter().any(|mailbox| is_own(&mailbox));
        // An answer is from its sender; whoever got a copy of it was not spoken to by us.
        let sides = if filed.out { [&message.to, &message.from] } else { [&message.from, &message.to] };
        let mut found: Vec<Id> = Vec::new();
        let mut only_got_it = false;
        for (place, side) in sides.into_iter().enumerate() {
            for mailbox in side.iter().filter(|mailbox| !is_own(mailbox)) {
                match owner_of(&facts, mailbox)? {
                    Some(id) if !found.contains(&id) => found.push(id),
                    Some(_) => {}
                    None => filed.unknown.push(mailbox.clone()),
                }
            }
            if !found.is_empty() {
                only_got_it = place == 1;
                break;
            }
        }
        if let Some(id) = about.customer {
            facts.get::<Customer>(id)?;
            only_got_it &= found.contains(&id);
            found = vec![id];
        }
        if let (true, Some(deal)) = (found.is_empty(), about.deal) {
            found.push(facts.get::<Deal>(deal)?.customer_id);
        }
        if let (None, Some(case)) = (about.customer, about.case) {
            let case: Case = facts.get(case)?;
            found.retain(|id| belong::belongs(&facts, &case, *id));
            if found.is_empty() {
                only_got_it = false;
                found.push(case.customer_id);
            }
        }
        // Whoever is only among those it is for has answered nothing: most often somebody of the shop
        // wrote it from an address that the book does not have.
        filed.out |= only_got_it;
        let known: Vec<Option<Id>> = found.iter().map(|id| before(&facts, &message.id, *id)).collect();
        (found, known)
    };
    filed.customers = whom;
    let theirs = filed.unknown.first().filter(|_| about.remember).zip(about.customer);
    if filed.customers.is_empty() || (theirs.is_none() && known.iter().all(Option::is_some)) {
        filed.already = !filed.customers.is_empty();
        filed.interactions = known.into_iter().flatten().collect();
        return Ok(filed);
    }
    let mut files = Vec::new();
    for part in &message.parts {
        files.push(book.keep_bytes(&part.name, &part.bytes)?);
    }
    let title = filed.customers.first().and_then(|id| book.facts().title_of(Kind::Customer, *id));
    let label = say!("E-mail with {}", title.unwrap_or_default());
    let words = OwnWords::of(&book.facts().settings().language);
    let done = book.transact(by, &label, |tx| {
        belong::check(tx, "interaction", about.case, &filed.customers)?;
        if let Some((mailbox, id)) = theirs {
            let mut customer: Customer = tx.get(id)?;
            customer.emails.push(Email { label: String::new(), address: mailbox.address.clone() });
            tx.save(&mut customer)?;
        }
        let mut made = Vec::new();
        for (customer, before) in filed.customers.iter().zip(&known) {
            if let Some(id) = before {
                made.push(*id);
                continue;
            }
            let now = tx.now();
            // A clock that is wrong elsewhere must not put it into the future here.
            let at = message.at.filter(|at| *at <= now + Duration::days(1)).unwrap_or(now);
            let mut interaction = Interaction {
                customer_id: *customer,
                channel: InteractionChannel::Email,
                direction: if filed.out { Direction::Out } else { Direction::In },
                at,
                summary: summary(message),
                deal_id: about.deal,
                case_id: about.case,
                message_id: message.id.clone(),
                automatic: message.automatic,
                outcome: if message.automatic { words.automatic.into() } else { String::new() },
                ..Interaction::default()
            };
            interaction.meta.attachments.clone_from(&files);
            made.push(tx.save(&mut interaction)?);
        }
        Ok(made)
    })?;
    filed.interactions = done.value;
    filed.changed = done.changed;
    filed.op = done.op;
    filed.label = Some(label);
    Ok(filed)
}

/// The subject, and below it what the message says.
fn summary(message: &Message) -> String {
    let sender = || message.from.first().map(|from| from.address.clone()).unwrap_or_default();
    match (message.subject.as_str(), message.text.as_str()) {
        ("", "") => sender(),
        ("", text) => text.to_owned(),
        (subject, "") => subject.to_owned(),
        (subject, text) => format!("{subject}\n\n{text}"),
    }
}

/// The addresses of the shop and of those who work there.
fn own_addresses(facts: &Facts) -> Result<Vec<String>> {
    let mut own = vec![email::key(&facts.settings().email)];
    let table = facts.table(Kind::Staff);
    for row in table.present_rows().filter(|row| table.state(*row) != State::Trashed) {
        own.push(email::key(&facts.get::<Staff>(table.id(row))?.email));
    }
    own.retain(|address| !address.is_empty());
    Ok(own)
}

/// The customer with this address among theirs. Of several it is the one who is called as the
/// message says, else the company, else the one who was first in the book.
fn owner_of(facts: &Facts, mailbox: &Mailbox) -> Result<Option<Id>> {
    let table = facts.table(Kind::Customer);
    let mut rows = Vec::new();
    table.search.find(&fold(&mailbox.address), |row| {
        rows.push(row);
        true
    });
    rows.sort_unstable();
    rows.retain(|row| matches!(table.state(*row), State::Live | State::Archived));
    let mut best: Option<(usize, Id)> = None;
    for row in rows {
        let customer: Customer = facts.get(table.id(row))?;
        if customer.emails.iter().all(|own| email::key(&own.address) != mailbox.address) {
            continue;
        }
        let named = fold(&facts.title(Kind::Customer, row)) == fold(&mailbox.name);
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

/// The interaction that this message already is with a customer.
fn before(facts: &Facts, message: &str, customer: Id) -> Option<Id> {
    let row = facts.table(Kind::Customer).present(customer)?;
    let table = facts.table(Kind::Interaction);
    let same = |row: &&u32| {
        codec::raw_field(table.bytes(**row), Interaction::MESSAGE_ID) == Some(message.as_bytes())
            && matches!(table.state(**row), State::Live | State::Archived)
    };
    facts.customers.interactions(row).iter().find(same).map(|row| table.id(*row))
}
