//! What the card index of a real shop also has: leads on their way, customers that were
//! written down twice, and somebody who wants to be left alone. It throws dice of its
//! own, so that the rest of the shop stays the one its seed always gave.

use super::dice::Dice;
use super::habits::Habit;
use super::people::{Crowd, Person};
use super::{Maker, days_after, days_between};
use crate::Id;
use crate::customers::leads::{LeadStatus, Rating};
use crate::customers::{Channel, Consent, Customer, CustomerKind, Role};
use chrono::NaiveDate;

const WISHES: [&str; 6] = [
    "Send samples of ash and cherry",
    "Measure the hall on the spot",
    "Name a price for the window seat",
    "Call after the holidays",
    "Invite to the workshop",
    "Send the price list",
];

const LOST: [&str; 4] =
    ["Bought elsewhere", "Too expensive", "Does not furnish after all", "Could not be reached any more"];

/// How many pairs are in the book twice.
const TWICE: usize = 3;

/// Gives the crowd its leads, its doubles and its quiet ones.
pub(super) fn spread(crowd: &mut Crowd, maker: &Maker<'_>) {
    let mut dice = Dice::new(maker.options.seed ^ 0x1ead);
    let Crowd { records, people } = crowd;
    let mut turn = 0;
    for (record, person) in records.iter_mut().zip(people.iter()) {
        if record.role == Role::Prospect {
            lead(record, &mut dice, turn);
            turn += 1;
        } else if person.habit == Habit::New && dice.chance(0.3) {
            converted(record, person.since, &mut dice, maker);
        }
    }
    write_twice(records, people, &mut dice, maker);
    let quiet = people.iter().rposition(|p| p.habit == Habit::Lapsed && !p.company);
    if let Some(index) = quiet {
        leave_alone(&mut records[index], &mut people[index], &mut dice, maker);
    }
}

/// The lead card of a prospect; in turn, so that every status is there.
fn lead(record: &mut Customer, dice: &mut Dice, turn: usize) {
    const WAY: [LeadStatus; 5] =
        [LeadStatus::New, LeadStatus::Contacted, LeadStatus::Qualified, LeadStatus::New, LeadStatus::Lost];
    let status = WAY[turn % WAY.len()];
    record.lead_status = Some(status);
    record.lead_rating = match status {
        LeadStatus::New => None,
        LeadStatus::Qualified => Some(if dice.chance(0.6) { Rating::Hot } else { Rating::Warm }),
        _ => Some(if dice.chance(0.5) { Rating::Warm } else { Rating::Cold }),
    };
    if status != LeadStatus::New {
        record.lead_amount = Some(i64::from(dice.between(4, 60)) * 10_000);
    }
    if status == LeadStatus::Lost {
        record.lead_lost_reason = dice.pick(&LOST).into();
    } else if dice.chance(0.7) {
        record.lead_next_step = dice.pick(&WISHES).into();
    }
}

/// A new customer who was a lead before.
fn converted(record: &mut Customer, since: NaiveDate, dice: &mut Dice, maker: &Maker<'_>) {
    record.lead_status = Some(LeadStatus::Converted);
    record.lead_rating = Some(Rating::Hot);
    record.lead_amount = Some(i64::from(dice.between(3, 40)) * 10_000);
    let day = days_after(since, dice.between(1, 20)).min(maker.today);
    record.lead_converted_at = Some(maker.at(day, dice).min(maker.book.clock().now()));
}

/// People who came once are regulars whom somebody wrote down a second time: with a
/// letter less, the number in another form, or without the address.
fn write_twice(records: &mut [Customer], people: &mut [Person], dice: &mut Dice, maker: &Maker<'_>) {
    let plain =
        |c: &Customer| c.kind == CustomerKind::Person && c.company_id.is_none() && !c.phones.is_empty();
    let of = |wanted: Habit, records: &[Customer], people: &[Person]| -> Vec<usize> {
        let fits = |i: &usize| people[*i].habit == wanted && plain(&records[*i]);
        (0..people.len()).filter(fits).collect()
    };
    let regulars: Vec<usize> = of(Habit::Regular, records, people)
        .into_iter()
        .filter(|i| {
            !records[*i].emails.is_empty()
                && !records[*i].addresses.is_empty()
                && records[*i].last_name.chars().count() > 4
        })
        .take(TWICE)
        .collect();
    let again: Vec<usize> = of(Habit::Once, records, people).into_iter().rev().take(TWICE).collect();
    for (turn, (first, second)) in regulars.into_iter().zip(again).enumerate() {
        let known = records[first].clone();
        let double = &mut records[second];
        double.salutation = known.salutation.clone();
        double.first_name = known.first_name.clone();
        double.middle_name.clear();
        double.last_name = known.last_name.clone();
        double.phones = known.phones.clone();
        double.emails = known.emails.clone();
        double.addresses = known.addresses.clone();
        double.language = known.language.clone();
        double.birthday.clear();
        match turn {
            0 => {
                double.last_name = without_a_letter(&known.last_name);
                double.emails.clear();
                double.phones.truncate(1);
            }
            1 => {
                for phone in &mut double.phones {
                    phone.number.retain(|c| c == '+' || c.is_ascii_digit());
                }
                double.addresses.clear();
            }
            _ => {
                let initial = known.first_name.chars().next().map(|c| format!("{c}."));
                double.first_name = initial.unwrap_or_default();
                double.phones.clear();
            }
        }
        double.source = dice.pick(&["Craft market", "Website"]).into();
        people[second].called = maker.language.called(double);
        people[second].newsletter = people[second].newsletter && !double.emails.is_empty();
        double.consents.retain(|_| people[second].newsletter);
    }
}

fn without_a_letter(name: &str) -> String {
    let gone = name.chars().count() / 2;
    name.chars().enumerate().filter(|(i, _)| *i != gone).map(|(_, c)| c).collect()
}

/// Somebody who asked not to be contacted any more.
fn leave_alone(record: &mut Customer, person: &mut Person, dice: &mut Dice, maker: &Maker<'_>) {
    record.forbidden_channels =
        vec![Channel::Call, Channel::Email, Channel::Message, Channel::Letter, Channel::Visit];
    record.preferred_channel = None;
    record.consents = vec![Consent {
        channel: Channel::Email,
        basis: "consent".into(),
        given_at: Some(person.since),
        source: "counter".into(),
        withdrawn_at: Some(days_after(person.since, dice.below(days_between(person.since, maker.today) + 1))),
    }];
    record.meta.notes = "Asked us not to call, write or visit any more.".into();
    person.newsletter = false;
    person.quiet = true;
}

/// Takes out what would be done for those who want to be left alone.
pub(super) fn without_quiet<T>(found: Vec<T>, people: &[Person], of: impl Fn(&T) -> Option<Id>) -> Vec<T> {
    let quiet: Vec<Id> = people.iter().filter(|p| p.quiet).map(|p| p.id).collect();
    found.into_iter().filter(|item| of(item).is_none_or(|id| !quiet.contains(&id))).collect()
}
