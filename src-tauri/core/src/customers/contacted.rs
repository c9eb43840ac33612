//! Who has been in touch with a customer lately, so that nobody does it twice.

use super::company::everybody;
use crate::entity::{Entity, Kind, codec};
use crate::facts::{Facts, State};
use crate::interactions::{Direction, Interaction, InteractionChannel};
use crate::{Error, Id, Result, Sentence, say};
use chrono::{DateTime, Duration, NaiveDate, Utc};

/// What is longer ago than this does not keep anybody from calling again.
const RECENT: Duration = Duration::days(14);

/// The last contact with a customer or somebody of the same company.
pub struct Contacted {
    /// The interaction.
    pub id: Id,
    /// With whom, which may be a colleague.
    pub customer: Id,
    /// When.
    pub at: DateTime<Utc>,
    /// Who of the shop wrote it down.
    pub by: String,
    /// How.
    pub channel: InteractionChannel,
    /// Who began it.
    pub direction: Direction,
    /// What it was about.
    pub summary: String,
    /// `Already contacted by Mara two days ago …`
    pub sentence: Sentence,
}

/// The newest contact of the last fourteen days, with the customer or anybody of the same
/// company; notes and what a program sent are no contact. `today` is the owner's day.
pub fn contacted(facts: &Facts, id: Id, now: DateTime<Utc>, today: NaiveDate) -> Result<Option<Contacted>> {
    let row = facts.table(Kind::Customer).present(id).ok_or(Error::NotFound { kind: "customer", id })?;
    let table = facts.table(Kind::Interaction);
    let mut newest: Option<(DateTime<Utc>, u32)> = None;
    for member in everybody(facts, row) {
        for talk in facts.customers.interactions(member).iter().copied() {
            let at: DateTime<Utc> = table.typed(talk, 4);
            let channel: InteractionChannel = table.typed(talk, 2);
            let counts = matches!(table.state(talk), State::Live | State::Archived)
                && channel != InteractionChannel::Note
                && codec::raw_field(table.bytes(talk), Interaction::AUTOMATIC).is_none()
                && at <= now
                && now - at <= RECENT;
            if counts && newest.is_none_or(|newest| newest < (at, talk)) {
                newest = Some((at, talk));
            }
        }
    }
    let Some((at, talk)) = newest else { return Ok(None) };
    let talk = Interaction::decode(table.id(talk), table.bytes(talk))?;
    let with = facts.title_of(Kind::Customer, talk.customer_id).unwrap_or_default();
    let days = (today - facts.day_of(at)).num_days().max(0);
    let sentence = sentence(&talk, &with, talk.customer_id == id, days);
    Ok(Some(Contacted {
        id: talk.meta.id,
        customer: talk.customer_id,
        at,
        by: talk.meta.created_by,
        channel: talk.channel,
        direction: talk.direction,
        summary: talk.summary,
        sentence,
    }))
}

fn sentence(talk: &Interaction, with: &str, same: bool, days: i64) -> Sentence {
    let when = match days {
        0 => say!("today"),
        1 => say!("yesterday"),
        days => say!("{} days ago", days),
    };
    let by = &talk.meta.created_by;
    match (talk.direction, same) {
        (Direction::Out, true) => say!("Already contacted by {} {}.", by, when),
        (Direction::Out, false) => {
            say!("{} of the same company was already contacted by {} {}.", with, by, when)
        }
        (Direction::In, true) => say!("Was in touch with {} {}.", by, when),
        (Direction::In, false) => say!("{} of the same company was in touch with {} {}.", with, by, when),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::tests::shop;
    use crate::book::{Book, By, Source};
    use crate::customers::timeline::timeline;
    use crate::customers::{Customer, CustomerKind};

    fn as_user(name: &str) -> By {
        By { actor: name.into(), source: Source::Window }
    }

    fn save<E: Entity>(book: &Book, by: &str, mut record: E) -> Id {
        book.transact(&as_user(by), "Save", |tx| tx.save(&mut record)).unwrap().value
    }

    fn talk(book: &Book, by: &str, customer: Id, channel: InteractionChannel, hours_ago: i64) -> Id {
        let at = book.clock().now() - Duration::hours(hours_ago);
        let summary = format!("{} {hours_ago}", channel.word());
        save(book, by, Interaction { customer_id: customer, channel, at, summary, ..Interaction::default() })
    }

    #[test]
    fn a_second_call_to_the_same_company_is_warned_of() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home.path().join("shop"));
        let company = save(
            &book,
            "Mara",
            Customer {
                kind: CustomerKind::Company,
                company_name: "Hotel Linde".into(),
                ..Customer::default()
            },
        );
        let person = |name: &str| {
            let company_id = Some(company);
            save(&book, "Mara", Customer { last_name: name.into(), company_id, ..Customer::default() })
        };
        let (anna, bert) = (person("Anna"), person("Bert"));
        let seen = |id| {
            let found = contacted(&book.facts(), id, book.clock().now(), book.today()).unwrap();
            found.map(|found| (found.by, found.sentence.to_string()))
        };
        assert_eq!(seen(anna), None);
        talk(&book, "Mara", anna, InteractionChannel::Call, 24 * 20);
        talk(&book, "Mara", anna, InteractionChannel::Note, 1);
        assert_eq!(seen(anna), None, "long ago and a note are no reason to wait");
        talk(&book, "Jonas", anna, InteractionChannel::Email, 48);
        assert_eq!(seen(anna).unwrap().1, "Already contacted by Jonas 2 days ago.");
        let told = seen(bert).unwrap().1;
        assert_eq!(told, "Anna of the same company was already contacted by Jonas 2 days ago.");
        assert!(seen(company).is_some(), "the company is its people");
        let facts = book.facts();
        let (items, total) = timeline(&facts, company, None, 0, 10).unwrap();
        assert_eq!(total, 3, "the timeline of a company shows everything of everyone");
        assert!(items.iter().all(|item| item.customer == anna));
        assert_eq!(timeline(&facts, bert, None, 0, 10).unwrap().1, 0, "that of a person their own");
        drop(facts);
        let mut moved: Customer = book.facts().get(anna).unwrap();
        moved.company_id = None;
        save(&book, "Mara", moved);
        assert_eq!(timeline(&book.facts(), company, None, 0, 10).unwrap().1, 0, "until they leave it");
        assert!(seen(bert).is_none());
    }
}
