//! Filing a message with the customers it is from or for.

use super::read::{Mailbox, Message};
use super::whose::Whose;
use crate::book::{Book, By, Changed};
use crate::cases::{Case, belong};
use crate::customers::{Customer, Email};
use crate::deals::Deal;
use crate::entity::{Kind, codec};
use crate::facts::{Facts, State};
use crate::interactions::{Direction, Interaction, InteractionChannel};
use crate::sentence::by_count;
use crate::settings::words::OwnWords;
use crate::{Id, Result, Sentence, say};
use chrono::{DateTime, Duration, TimeZone, Utc};
use chrono_tz::Tz;

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
    /// What is worth knowing of what was filed: what was left out, a date that cannot be.
    pub notes: Vec<Sentence>,
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
        let whose = Whose::of(&facts)?;
        filed.out = message.from.iter().any(|mailbox| whose.is_own(mailbox));
        // An answer is from its sender; whoever got a copy of it was not spoken to by us.
        let sides = if filed.out { [&message.to, &message.from] } else { [&message.from, &message.to] };
        let mut found: Vec<Id> = Vec::new();
        let mut only_got_it = false;
        for (place, side) in sides.into_iter().enumerate() {
            for mailbox in side.iter().filter(|mailbox| !whose.is_own(mailbox)) {
                match whose.customer(mailbox)? {
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
    let mut dated = None;
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
            let at;
            (at, dated) = when(message, tx.now(), tx.zone());
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
    filed.notes.extend(dated);
    if message.left_out > 0 {
        filed.notes.push(by_count(
            message.left_out as u64,
            say!("1 small picture of the text was left out."),
            say!("{} small pictures of the text were left out.", message.left_out),
        ));
    }
    Ok(filed)
}

/// The moment that counts for a message, with a sentence where it is not the one that the message names.
/// A clock that is wrong elsewhere must not put it into the future here.
fn when(message: &Message, now: DateTime<Utc>, zone: Tz) -> (DateTime<Utc>, Option<Sentence>) {
    let can_be = |at: &DateTime<Utc>| *at <= now + Duration::days(1);
    // An hour that the clocks here leave out in spring is taken as if they went on.
    let here = |wall| zone.from_local_datetime(&wall).earliest().map_or(wall.and_utc(), |at| at.to_utc());
    let written = message.at.or(message.wall.map(here));
    let arrived = message.arrived.filter(can_be);
    match (written, arrived) {
        (Some(at), _) if can_be(&at) => (at, None),
        (Some(_), Some(at)) => (
            at,
            Some(say!("It says that it was written on a day to come, so the time of its arrival counts.")),
        ),
        (Some(_), None) => {
            (now, Some(say!("It says that it was written on a day to come, so it stands under today.")))
        }
        (None, Some(at)) => {
            (at, Some(say!("It does not say when it was written, so the time of its arrival counts.")))
        }
        (None, None) => (now, Some(say!("It does not say when it was written, so it stands under today."))),
    }
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
