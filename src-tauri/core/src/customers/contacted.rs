//! Who has been in touch with a customer lately, so that nobody does it twice.

use super::company::everybody;
use super::{CompanyForm, Customer};
use crate::entity::{Entity, Kind, codec};
use crate::facts::{Facts, State};
use crate::interactions::{Direction, Interaction, InteractionChannel};
use crate::{Error, Id, Result, Sentence, say};
use chrono::{DateTime, Duration, NaiveDate, Utc};

/// What is longer ago than this does not keep anybody from calling again.
const RECENT: Duration = Duration::days(14);

/// The last contact with a customer or somebody of the same company, household or association.
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

/// The newest contact with the customer or anybody of the same company; notes and what a program sent are
/// no contact. Only that of the last fourteen days, unless it is asked whether there `ever` was one. `today`
/// is the owner's day.
pub fn contacted(
    facts: &Facts,
    id: Id,
    now: DateTime<Utc>,
    today: NaiveDate,
    ever: bool,
) -> Result<Option<Contacted>> {
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
                && (ever || now - at <= RECENT);
            if counts && newest.is_none_or(|newest| newest < (at, talk)) {
                newest = Some((at, talk));
            }
        }
    }
    let Some((at, talk)) = newest else { return Ok(None) };
    let talk = Interaction::decode(table.id(talk), table.bytes(talk))?;
    let days = (today - facts.day_of(at)).num_days().max(0);
    let other = if talk.customer_id == id { None } else { Some(other(facts, row, talk.customer_id)?) };
    let sentence = sentence(&talk, other, days);
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

/// Somebody else who was spoken to, and what they share with the customer of this row.
fn other(facts: &Facts, row: u32, with: Id) -> Result<Sentence> {
    let name = facts.title_of(Kind::Customer, with).unwrap_or_default();
    let table = facts.table(Kind::Customer);
    let at = table.present(with);
    let of = |row: u32| facts.customers.groups(row);
    // A company that was spoken to itself needs no words about whose it is.
    if at.is_some_and(|at| of(row).contains(&at)) {
        return Ok(Sentence::plain(name));
    }
    let theirs = at.map(of).unwrap_or_default();
    let shared = theirs.iter().copied().find(|group| *group == row || of(row).contains(group));
    let form = match shared {
        Some(group) => facts.get::<Customer>(table.id(group))?.company_form,
        None => CompanyForm::Business,
    };
    Ok(match form {
        CompanyForm::Business => say!("{} of the same company", name),
        CompanyForm::Household => say!("{} of the same household", name),
        CompanyForm::Association => say!("{} of the same association", name),
        CompanyForm::Institution => say!("{} of the same institution", name),
    })
}

fn sentence(talk: &Interaction, other: Option<Sentence>, days: i64) -> Sentence {
    let when = match days {
        0 => say!("today"),
        1 => say!("yesterday"),
        days => say!("{} days ago", days),
    };
    let by = &talk.meta.created_by;
    match (talk.direction, other) {
        (Direction::Out, None) => say!("Already contacted by {} {}.", by, when),
        (Direction::Out, Some(who)) => say!("{} was already contacted by {} {}.", who, by, when),
        (Direction::In, None) => say!("Was in touch with {} {}.", by, when),
        (Direction::In, Some(who)) => say!("{} was in touch with {} {}.", who, by, when),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::tests::shop;
    use crate::book::{Book, By, Source};
    use crate::customers::CustomerKind;
    use crate::customers::timeline::timeline;

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
            let found = contacted(&book.facts(), id, book.clock().now(), book.today(), false).unwrap();
            found.map(|found| (found.by, found.sentence.to_string()))
        };
        assert_eq!(seen(anna), None);
        talk(&book, "Mara", anna, InteractionChannel::Call, 24 * 20);
        talk(&book, "Mara", anna, InteractionChannel::Note, 1);
        assert_eq!(seen(anna), None, "long ago and a note are no reason to wait");
        let ever = contacted(&book.facts(), anna, book.clock().now(), book.today(), true).unwrap();
        let told = ever.map(|found| found.sentence.to_string());
        assert_eq!(
            told.as_deref(),
            Some("Already contacted by Mara 20 days ago."),
            "whoever calls is told all the same"
        );
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

    #[test]
    fn people_of_one_household_are_not_said_to_be_of_a_company() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home.path().join("shop"));
        let group = |name: &str, company_form: CompanyForm| {
            let (kind, company_name) = (CustomerKind::Company, name.to_owned());
            save(&book, "Mara", Customer { kind, company_name, company_form, ..Customer::default() })
        };
        for (form, word) in [
            (CompanyForm::Household, "household"),
            (CompanyForm::Association, "association"),
            (CompanyForm::Institution, "institution"),
        ] {
            let group = group(word, form);
            let person = |name: &str| {
                let company_id = Some(group);
                save(&book, "Mara", Customer { last_name: name.into(), company_id, ..Customer::default() })
            };
            let (ole, pia) = (person("Ole"), person("Pia"));
            let seen = |id| {
                let found = contacted(&book.facts(), id, book.clock().now(), book.today(), false).unwrap();
                found.unwrap().sentence.to_string()
            };
            talk(&book, "Jonas", ole, InteractionChannel::Call, 48);
            let told = format!("Ole of the same {word} was already contacted by Jonas 2 days ago.");
            assert_eq!((seen(pia), seen(group)), (told.clone(), told));
            talk(&book, "Jonas", group, InteractionChannel::Call, 24);
            let told = format!("{word} was already contacted by Jonas yesterday.");
            assert_eq!(seen(pia), told, "the household itself is not “of the same household”");
        }
    }
}
