//! Birthdays and anniversaries: good reasons to say hello.

use super::Customer;
use super::reach::may_be_reached;
use crate::entity::{Kind, codec};
use crate::facts::{Facts, State};
use chrono::{Datelike, Days, NaiveDate};
use rayon::prelude::*;

/// The tag of [`Customer::birthday`].
const BIRTHDAY: u16 = 18;

/// Anniversaries of the first purchase are told every so many years.
const EVERY: i32 = 5;

/// What is to be celebrated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// Their birthday.
    Birthday,
    /// So many years since they bought for the first time.
    Anniversary,
}

/// A birthday or an anniversary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// Row of the customer.
    pub row: u32,
    /// What it is.
    pub what: What,
    /// On which day.
    pub on: NaiveDate,
    /// Which birthday, or how many years; `None` when the year of birth is not known.
    pub years: Option<i32>,
}

/// The occasions from one day to another, both included, of customers who may be reached:
/// by day, birthdays first, and of one day at most `each_day`, those who bought most first.
/// Who was born on 29 February has their day on the 28th in other years.
pub fn occasions(facts: &Facts, from: NaiveDate, to: NaiveDate, each_day: usize) -> Vec<Occasion> {
    let table = facts.table(Kind::Customer);
    let mut found: Vec<Occasion> = (0..table.len())
        .into_par_iter()
        .filter(|row| table.state(*row) == State::Live)
        .flat_map_iter(|row| birthdays(facts, row, from, to).chain(anniversaries(facts, row, from, to)))
        .collect();
    let worth = |row: u32| std::cmp::Reverse(facts.customers.totals(row).revenue);
    found.sort_by_key(|occasion| (occasion.on, occasion.what, worth(occasion.row), occasion.row));
    let (mut day, mut told) = (from, 0);
    found.retain(|occasion| {
        if occasion.on != day {
            (day, told) = (occasion.on, 0);
        }
        // A record is only read for those who are told of.
        let wanted = told < each_day
            && facts.get::<Customer>(table.id(occasion.row)).is_ok_and(|customer| may_be_reached(&customer));
        told += usize::from(wanted);
        wanted
    });
    found
}

/// The next birthday of a customer from a day on, that day included.
pub fn next_birthday(facts: &Facts, row: u32, from: NaiveDate) -> Option<Occasion> {
    let to = from.checked_add_days(Days::new(366)).unwrap_or(from);
    birthdays(facts, row, from, to).next()
}

fn birthdays(facts: &Facts, row: u32, from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = Occasion> {
    let born = born(facts.table(Kind::Customer).bytes(row));
    let days = born.into_iter().flat_map(move |(year, month, day)| {
        each_year(from, to, month, day).map(move |on| (on, year.map(|year| on.year() - year)))
    });
    // Nobody has a birthday before they are born.
    days.filter(|(_, years)| years.is_none_or(|years| years >= 0)).map(move |(on, years)| Occasion {
        row,
        what: What::Birthday,
        on,
        years,
    })
}

fn anniversaries(facts: &Facts, row: u32, from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = Occasion> {
    let first = facts.customers.totals(row).first;
    let first = (first != 0).then(|| NaiveDate::from_num_days_from_ce_opt(first)).flatten();
    let days = first.into_iter().flat_map(move |first| {
        each_year(from, to, first.month(), first.day()).map(move |on| (on, on.year() - first.year()))
    });
    days.filter(|(_, years)| *years > 0 && years % EVERY == 0).map(move |(on, years)| Occasion {
        row,
        what: What::Anniversary,
        on,
        years: Some(years),
    })
}

/// The year of birth, where it is known, the month and the day.
fn born(record: &[u8]) -> Option<(Option<i32>, u32, u32)> {
    let text = std::str::from_utf8(codec::raw_field(record, BIRTHDAY)?).ok()?;
    let (year, month_day) = match text.strip_prefix("--") {
        Some(rest) => (None, rest),
        None => (text.get(..4)?.parse::<i32>().ok(), text.get(5..)?),
    };
    let (month, day) = month_day.split_once('-')?;
    Some((year, month.parse().ok()?, day.parse().ok()?))
}

/// When a day of the year comes between two days, both included.
fn each_year(from: NaiveDate, to: NaiveDate, month: u32, day: u32) -> impl Iterator<Item = NaiveDate> {
    let in_year = move |year| {
        let leap_day = (month, day) == (2, 29);
        NaiveDate::from_ymd_opt(year, month, day)
            .or_else(|| leap_day.then(|| NaiveDate::from_ymd_opt(year, 2, 28)).flatten())
    };
    (from.year()..=to.year()).filter_map(in_year).filter(move |on| (from..=to).contains(on))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::tests::{by, shop};
    use crate::customers::Channel;
    use crate::follow_ups::recurrence;
    use crate::sales::{Line, Sale};

    #[test]
    fn whoever_has_their_day_soon_is_told_unless_they_want_no_contact() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home.path().join("shop"));
        let add = |name: &str, birthday: &str, forbidden: &[Channel]| {
            let mut customer = Customer {
                last_name: name.into(),
                birthday: birthday.into(),
                forbidden_channels: forbidden.to_vec(),
                ..Customer::default()
            };
            book.transact(&by(), "Customer", |tx| tx.save(&mut customer)).unwrap().value
        };
        add("Leap", "1980-02-29", &[]);
        add("No year", "--03-01", &[]);
        add("Later", "1990-04-01", &[]);
        add("Quiet", "1990-02-28", Channel::ALL);
        let old = add("Old friend", "", &[]);
        let mut sale = Sale {
            customer_id: Some(old),
            date: "2021-03-02".parse().unwrap(),
            lines: vec![Line {
                description: "Chair".into(),
                quantity: 1.into(),
                unit_price: 9.into(),
                ..Line::default()
            }],
            ..Sale::default()
        };
        book.transact(&by(), "Sale", |tx| tx.save(&mut sale)).unwrap();
        let facts = book.facts();
        let told: Vec<(String, What, String, Option<i32>)> =
            occasions(&facts, "2026-02-27".parse().unwrap(), "2026-03-06".parse().unwrap(), 9)
                .into_iter()
                .map(|o| (facts.title(Kind::Customer, o.row), o.what, o.on.to_string(), o.years))
                .collect();
        assert_eq!(
            told,
            [
                ("Leap".into(), What::Birthday, "2026-02-28".into(), Some(46)),
                ("No year".into(), What::Birthday, "2026-03-01".into(), None),
                ("Old friend".into(), What::Anniversary, "2026-03-02".into(), Some(5)),
            ]
        );
    }

    #[test]
    fn a_day_of_the_year_is_found_in_any_span_and_comes_every_year() {
        let day = |text: &str| -> NaiveDate { text.parse().unwrap() };
        let days = |from: &str, to: &str, month: u32, of: u32| -> Vec<String> {
            each_year(day(from), day(to), month, of).map(|on| on.to_string()).collect()
        };
        assert_eq!(days("2026-12-20", "2027-01-31", 1, 6), ["2027-01-06"], "over the turn of the year");
        assert_eq!(days("2026-12-20", "2027-01-31", 12, 19), [""; 0]);
        assert_eq!(days("2026-05-05", "2026-05-05", 5, 5), ["2026-05-05"], "both ends count");
        assert_eq!(
            days("2027-01-01", "2029-12-31", 2, 29),
            ["2027-02-28", "2028-02-29", "2029-02-28"],
            "who was born on 29 February has a birthday every year"
        );
        assert_eq!(days("2026-01-01", "2026-12-31", 13, 45), [""; 0], "what is no day never comes");
    }

    #[test]
    fn whoever_was_born_on_29_february_has_the_same_day_wherever_it_is_told() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home.path().join("shop"));
        let day = |text: &str| -> NaiveDate { text.parse().unwrap() };
        for birthday in ["2000-02-29", "--02-29"] {
            let mut leap =
                Customer { last_name: "Leap".into(), birthday: birthday.into(), ..Customer::default() };
            let id = book.transact(&by(), "Customer", |tx| tx.save(&mut leap)).unwrap().value;
            let facts = book.facts();
            let row = facts.table(Kind::Customer).present(id).unwrap();
            for (from, on) in [
                ("2027-01-01", "2027-02-28"),
                ("2027-02-28", "2027-02-28"),
                ("2027-03-01", "2028-02-29"),
                ("2028-02-29", "2028-02-29"),
                ("2028-03-01", "2029-02-28"),
            ] {
                let (from, on) = (day(from), day(on));
                let told = occasions(&facts, from, from + Days::new(365), 9);
                let told: Vec<NaiveDate> =
                    told.iter().filter(|one| one.row == row).map(|one| one.on).collect();
                assert_eq!(told.first(), Some(&on), "in Today and in the calendar, from {from}");
                assert_eq!(next_birthday(&facts, row, from).map(|next| next.on), Some(on), "at the customer");
                let before = from.pred_opt().unwrap();
                let wish = recurrence::next_day("FREQ=YEARLY", day("2024-02-29"), before).unwrap();
                assert_eq!(wish.map(|(next, _)| next), Some(on), "a follow-up of every year");
            }
            drop(facts);
            book.transact(&by(), "Trash", |tx| tx.trash(Kind::Customer, id)).unwrap();
        }
    }

    #[test]
    fn a_long_span_names_those_who_bought_most_and_the_next_birthday_is_known() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home.path().join("shop"));
        let born = |name: &str, birthday: &str| {
            let mut customer =
                Customer { last_name: name.into(), birthday: birthday.into(), ..Customer::default() };
            book.transact(&by(), "Customer", |tx| tx.save(&mut customer)).unwrap().value
        };
        born("A", "1990-06-01");
        let best = born("B", "1980-06-01");
        let child = born("C", "2026-02-02");
        let mut sale = Sale {
            customer_id: Some(best),
            date: "2026-01-02".parse().unwrap(),
            lines: vec![Line {
                description: "Chair".into(),
                quantity: 1.into(),
                unit_price: 9.into(),
                ..Line::default()
            }],
            ..Sale::default()
        };
        book.transact(&by(), "Sale", |tx| tx.save(&mut sale)).unwrap();
        let facts = book.facts();
        let (from, to) = ("2026-03-01".parse().unwrap(), "2028-02-01".parse().unwrap());
        let told = occasions(&facts, from, to, 1);
        let told: Vec<_> = told.iter().map(|o| (facts.title(Kind::Customer, o.row), o.years)).collect();
        assert_eq!(
            told,
            [("B".to_owned(), Some(46)), ("C".to_owned(), Some(1)), ("B".to_owned(), Some(47))],
            "one a day"
        );
        let before: (NaiveDate, NaiveDate) = ("2025-01-01".parse().unwrap(), "2025-03-01".parse().unwrap());
        assert!(occasions(&facts, before.0, before.1, 1).is_empty(), "nobody before they are born");
        let row = |id| facts.table(Kind::Customer).present(id).unwrap();
        let next = next_birthday(&facts, row(best), "2026-06-02".parse().unwrap()).unwrap();
        assert_eq!((next.on.to_string().as_str(), next.years), ("2027-06-01", Some(47)));
        let today = next_birthday(&facts, row(best), "2026-06-01".parse().unwrap()).unwrap();
        assert_eq!(today.years, Some(46), "today counts");
        assert_eq!(next_birthday(&facts, row(child), before.0), None);
    }
}
