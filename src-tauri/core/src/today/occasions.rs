//! Birthdays and anniversaries: good reasons to say hello.

use crate::customers::Customer;
use crate::customers::facts::day_number;
use crate::customers::reach::may_be_reached;
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

/// The occasions from a day on and in the days after it, at most `limit`, of customers who
/// may be reached. Who was born on 29 February has their day on the 28th in other years.
pub fn occasions(facts: &Facts, today: NaiveDate, days: u64, limit: usize) -> Vec<Occasion> {
    let span: Vec<NaiveDate> = (0..=days).filter_map(|n| today.checked_add_days(Days::new(n))).collect();
    let table = facts.table(Kind::Customer);
    let mut found: Vec<Occasion> = (0..table.len())
        .into_par_iter()
        .filter(|row| table.state(*row) == State::Live)
        .flat_map_iter(|row| birthday(facts, row, &span).into_iter().chain(anniversary(facts, row, &span)))
        .collect();
    let worth = |row: u32| std::cmp::Reverse(facts.customers.totals(row).revenue);
    found.sort_by_key(|occasion| (occasion.on, occasion.what, worth(occasion.row), occasion.row));
    let wanted = |occasion: &Occasion| {
        let customer = facts.get::<Customer>(table.id(occasion.row));
        customer.is_ok_and(|customer| may_be_reached(&customer))
    };
    found.into_iter().filter(wanted).take(limit).collect()
}

fn birthday(facts: &Facts, row: u32, span: &[NaiveDate]) -> Option<Occasion> {
    let bytes = codec::raw_field(facts.table(Kind::Customer).bytes(row), BIRTHDAY)?;
    let text = std::str::from_utf8(bytes).ok()?;
    let (year, month_day) = match text.strip_prefix("--") {
        Some(rest) => (None, rest),
        None => (text.get(..4)?.parse::<i32>().ok(), text.get(5..)?),
    };
    let (month, day) = month_day.split_once('-')?;
    let (month, day): (u32, u32) = (month.parse().ok()?, day.parse().ok()?);
    let on = span.iter().copied().find(|on| falls(*on, month, day))?;
    Some(Occasion { row, what: What::Birthday, on, years: year.map(|year| on.year() - year) })
}

fn anniversary(facts: &Facts, row: u32, span: &[NaiveDate]) -> Option<Occasion> {
    let first = facts.customers.totals(row).first;
    if first == 0 || first > day_number(*span.first()?) {
        return None;
    }
    let first = NaiveDate::from_num_days_from_ce_opt(first)?;
    let on = span.iter().copied().find(|on| falls(*on, first.month(), first.day()))?;
    let years = on.year() - first.year();
    (years > 0 && years % EVERY == 0).then_some(Occasion {
        row,
        what: What::Anniversary,
        on,
        years: Some(years),
    })
}

fn falls(on: NaiveDate, month: u32, day: u32) -> bool {
    let leap_day = (month, day) == (2, 29) && !on.leap_year();
    (on.month(), on.day()) == if leap_day { (2, 28) } else { (month, day) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::tests::{by, shop};
    use crate::customers::Channel;
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
            occasions(&facts, "2026-02-27".parse().unwrap(), 7, 9)
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
}
