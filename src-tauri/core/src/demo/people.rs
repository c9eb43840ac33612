//! The card index: persons, companies and their contact persons.

use super::dice::Dice;
use super::habits::Habit;
use super::places::{COUNTRIES, Country, home};
use super::{Maker, days_after, days_before, days_between, id_at};
use crate::Id;
use crate::clock::day_on;
use crate::customers::{Address, Channel, Consent, Customer, CustomerKind, Email, Phone, Role};
use crate::facts::text::fold;
use chrono::NaiveDate;

/// The records, and what the other parts of the shop need to know of them.
pub(super) struct Crowd {
    pub records: Vec<Customer>,
    pub people: Vec<Person>,
}

/// A customer as the order book knows them.
pub(super) struct Person {
    pub id: Id,
    pub since: NaiveDate,
    pub habit: Habit,
    pub company: bool,
    /// Days to pay, when agreed.
    pub terms: Option<u32>,
    /// May be written to by e-mail.
    pub newsletter: bool,
    /// What they are called, for texts.
    pub called: String,
    /// The company they work at.
    pub works_at: Option<Id>,
    /// Wants to be left alone.
    pub quiet: bool,
}

/// Everybody, in the order in which they first came.
pub(super) fn crowd(dice: &mut Dice, maker: &Maker<'_>) -> Crowd {
    let span = days_between(maker.opened, maker.today);
    let count = maker.options.customers;
    let mut first_days: Vec<(u32, Habit)> = (0..count)
        .map(|_| {
            let habit = Habit::throw(dice);
            (habit.first_day(dice, span), habit)
        })
        .collect();
    first_days.sort_unstable_by_key(|(day, _)| *day);

    let here = home(&maker.settings.country);
    let mut crowd = Crowd { records: Vec::new(), people: Vec::new() };
    // Contact persons still to come for a company already in the index.
    let mut wanted: Vec<(Id, String, usize)> = Vec::new();
    for (offset, habit) in first_days {
        let since = weekday(days_after(maker.opened, offset));
        let contact = if dice.chance(0.5) { wanted.pop() } else { None };
        let country = match &contact {
            Some((_, _, country)) => *country,
            None if dice.chance(0.72) => here,
            None => dice.below(COUNTRIES.len() as u32) as usize,
        };
        let mut record = blank(dice, since, maker);
        let mut habit = habit;
        if let Some((company, name, _)) = contact {
            habit = Habit::None;
            person(&mut record, dice, &COUNTRIES[country]);
            record.company_id = Some(company);
            record.company_name = name;
            record.job_title =
                dice.pick(&["Purchasing", "Owner", "Office manager", "Head of building services"]).into();
            reach(&mut record, dice, &COUNTRIES[country], true);
        } else if dice.chance(0.14) {
            company(&mut record, dice, &COUNTRIES[country]);
            for _ in 0..dice.below(3) {
                wanted.push((record.meta.id, record.company_name.clone(), country));
            }
            reach(&mut record, dice, &COUNTRIES[country], true);
        } else {
            person(&mut record, dice, &COUNTRIES[country]);
            reach(&mut record, dice, &COUNTRIES[country], false);
        }
        let earlier = (!crowd.people.is_empty() && dice.chance(0.06))
            .then(|| crowd.people[dice.below(crowd.people.len() as u32) as usize].id);
        record.referred_by = earlier;
        about(&mut record, dice, habit, maker);
        crowd.people.push(Person {
            id: record.meta.id,
            since,
            habit,
            company: record.kind == CustomerKind::Company,
            terms: record.payment_terms_days.map(|d| d.clamp(0, 365) as u32),
            newsletter: record
                .consents
                .iter()
                .any(|c| c.channel == Channel::Email && c.withdrawn_at.is_none())
                && !record.emails.is_empty(),
            called: if record.last_name.is_empty() {
                record.company_name.clone()
            } else {
                maker.language.called(&record)
            },
            works_at: record.company_id,
            quiet: false,
        });
        crowd.records.push(record);
    }
    crowd
}

fn blank(dice: &mut Dice, since: NaiveDate, maker: &Maker<'_>) -> Customer {
    let mut record = Customer::default();
    record.meta.created_at = maker.at(since, dice);
    record.meta.id = id_at(record.meta.created_at, dice);
    record.meta.created_by = dice.pick(&["Mara", "Mara", "Jonas"]).into();
    record
}

/// The workshop is closed on Sundays.
pub(super) fn weekday(day: NaiveDate) -> NaiveDate {
    use chrono::Datelike;
    if day.weekday() == chrono::Weekday::Sun { days_before(day, 1) } else { day }
}

fn person(record: &mut Customer, dice: &mut Dice, country: &Country) {
    let names = country.names;
    let woman = dice.chance(0.53);
    record.salutation = names.salutations[usize::from(!woman)].into();
    record.first_name = dice.pick(if woman { names.female } else { names.male }).into();
    if dice.chance(0.05) {
        record.middle_name = dice.pick(if woman { names.female } else { names.male }).into();
        if record.middle_name == record.first_name {
            record.middle_name.clear();
        }
    }
    record.last_name = dice.pick(names.last).into();
    if dice.chance(0.04) {
        record.last_name = format!("{}-{}", record.last_name, dice.pick(names.last));
    }
}

fn company(record: &mut Customer, dice: &mut Dice, country: &Country) {
    record.kind = CustomerKind::Company;
    let form = dice.pick(country.names.company_forms);
    let name = dice.pick(country.names.last);
    let leading =
        matches!(form, "Praxis" | "Café" | "Hotel" | "Atelier" | "Bistrot" | "Studio" | "Architekten");
    record.company_name = if leading { format!("{form} {name}") } else { format!("{name} {form}") };
    record.industry = dice
        .pick(&["Hospitality", "Architecture", "Retail", "Health", "Education", "Property", "Crafts"])
        .into();
    record.website = format!("https://www.{}.example", host(&record.company_name));
    record.tax_id = dice.digits(&format!("{}#########", country.code));
    record.payment_terms_days = dice.chance(0.5).then(|| if dice.chance(0.5) { 30 } else { 21 });
    if dice.chance(0.3) {
        record.discount = Some(dice.between(1, 4).into());
        record.discount = record.discount.map(|d| d * rust_decimal::Decimal::from(5));
    }
}

fn host(name: &str) -> String {
    let plain: String = fold(name).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    plain.split('-').filter(|p| !p.is_empty()).collect::<Vec<_>>().join("-")
}

/// Telephones, e-mail addresses and postal addresses.
fn reach(record: &mut Customer, dice: &mut Dice, country: &Country, business: bool) {
    let mut phone = |label: &str, patterns: &[&str], dice: &mut Dice| {
        let pattern = dice.pick(patterns).to_owned();
        record.phones.push(Phone { label: label.into(), number: dice.digits(&pattern), e164: String::new() });
    };
    if business || dice.chance(0.35) {
        phone(if business { "Work" } else { "Home" }, country.lines, dice);
    }
    if dice.chance(if business { 0.4 } else { 0.8 }) {
        phone("Mobile", country.mobiles, dice);
    }
    if dice.chance(0.86) {
        record.emails.push(Email {
            label: if business { "Work" } else { "Private" }.into(),
            address: mail(record, dice),
        });
        if dice.chance(0.05) {
            let address = format!("{}@example.net", dice.digits("office###"));
            record.emails.push(Email { label: "Invoices".into(), address });
        }
    }
    if dice.chance(0.94) || record.phones.is_empty() {
        let (city, postal, state) = country.towns[dice.below(country.towns.len() as u32) as usize];
        let street = dice.pick(country.streets);
        let number = dice.between(1, 140);
        let street =
            if country.number_first { format!("{number} {street}") } else { format!("{street} {number}") };
        let address = Address {
            label: if business { "Business" } else { "Home" }.into(),
            street,
            city: city.into(),
            state: state.into(),
            postal_code: dice.digits(postal),
            country: country.name.into(),
        };
        if dice.chance(0.06) {
            let delivery = Address {
                label: "Delivery".into(),
                street: format!("{} {}", dice.pick(country.streets), dice.between(1, 90)),
                ..address.clone()
            };
            record.addresses.push(address);
            record.addresses.push(delivery);
        } else {
            record.addresses.push(address);
        }
    }
    record.language = country.language.into();
}

fn mail(record: &Customer, dice: &mut Dice) -> String {
    let (first, last) = (host(&record.first_name), host(&record.last_name));
    if last.is_empty() {
        return format!("{}@{}.example", dice.pick(&["info", "office", "hello"]), host(&record.company_name));
    }
    let own = match dice.below(4) {
        0 => format!("{first}.{last}"),
        1 => format!("{}{last}", first.chars().next().unwrap_or('x')),
        2 => format!("{first}{}", dice.between(1, 99)),
        _ => format!("{last}.{first}"),
    };
    if record.company_name.is_empty() {
        format!("{own}@{}", dice.pick(&["example.com", "example.org", "example.net"]))
    } else {
        format!("{own}@{}.example", host(&record.company_name))
    }
}

/// Tags, notes, birthdays, consents and how they found the shop.
fn about(record: &mut Customer, dice: &mut Dice, habit: Habit, maker: &Maker<'_>) {
    let company = record.kind == CustomerKind::Company;
    if habit == Habit::None && record.company_id.is_none() {
        record.role = if company && dice.chance(0.4) { Role::Supplier } else { Role::Prospect };
    }
    record.source = dice
        .pick(&["Walk-in", "Walk-in", "Recommendation", "Website", "Craft market", "Newspaper", "Instagram"])
        .into();
    let mut tag = |name: &str, share: f64, dice: &mut Dice| {
        if dice.chance(share) {
            record.meta.tags.push(name.into());
        }
    };
    tag("newsletter", 0.3, dice);
    tag("trade", if company { 0.5 } else { 0.03 }, dice);
    tag("craft market", 0.08, dice);
    tag("oak", 0.05, dice);
    tag("pays cash", 0.04, dice);
    tag("restoration", 0.07, dice);
    if habit == Habit::Regular {
        record.tier = dice.pick(&["Gold", "Silver", "Silver", ""]).into();
    }
    if !company && dice.chance(0.35) {
        let day = days_before(maker.today, dice.between(20 * 365, 80 * 365));
        record.birthday =
            if dice.chance(0.3) { format!("--{}", day.format("%m-%d")) } else { day.to_string() };
    }
    if !record.emails.is_empty() && dice.chance(0.62) {
        let given = day_on(record.meta.created_at, maker.zone);
        record.consents.push(Consent {
            channel: Channel::Email,
            basis: "consent".into(),
            given_at: Some(given),
            source: dice.pick(&["counter", "web form", "craft market"]).into(),
            withdrawn_at: dice
                .chance(0.05)
                .then(|| days_after(given, dice.between(20, 400)).min(maker.today)),
        });
    }
    if dice.chance(0.05) {
        record.forbidden_channels.push(Channel::Call);
    }
    if dice.chance(0.25) {
        record.preferred_channel = Some(if dice.chance(0.5) { Channel::Email } else { Channel::Call });
    }
    record.best_time = if dice.chance(0.12) {
        dice.pick(&["mornings", "after 17:00", "Fridays", "not before ten"]).into()
    } else {
        String::new()
    };
    record.owner = dice.pick(&["Mara", "Mara", "Jonas"]).into();
    if dice.chance(0.16) {
        record.meta.notes = dice
            .pick(&[
                "Allergic to linseed oil, use water-based finish.",
                "Narrow stairs, third floor: deliver with two people.",
                "Collects Windsor chairs.",
                "Wants to be told when walnut is in.",
                "Brought us the neighbours from number 14.",
                "Always asks for an invoice with the project number.",
                "Bell does not work, please call from the street.",
                "Planning to furnish the summer house next year.",
            ])
            .into();
    }
}
