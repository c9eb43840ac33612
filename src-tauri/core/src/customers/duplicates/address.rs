//! How well two postal addresses agree.

use super::profile::{Place, place};
use super::words::{mistyped, much_alike, one_slip};
use crate::customers::Address;

/// What two addresses have in common, in tenths of a bit.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Agreement {
    pub points: i32,
    /// The same house, as far as both say it.
    pub same_house: bool,
}

/// More than this a whole address does not say: its parts follow from each other.
pub(super) const MOST: i32 = 130;
/// The same town without the same street.
const NEIGHBOURHOOD: i32 = 15;
/// And less than this a different one does not: people move.
const LEAST: i32 = -30;

/// The best agreement of any two addresses; none when one side has no address.
pub(super) fn agreement(a: &[Place], b: &[Place]) -> Agreement {
    let pairs = a.iter().flat_map(|x| b.iter().map(move |y| one(x, y)));
    pairs.max_by_key(|found| found.points).unwrap_or_default()
}

/// From these points on two addresses are said to be the same.
pub(super) const SAME: i32 = 100;

/// Whether all that these addresses say stands in the others as well, in whatever spelling.
pub(crate) fn contained(these: &[Address], others: &[Address]) -> bool {
    these.iter().all(|this| others.iter().any(|other| is_in(this, other)))
}

fn is_in(this: &Address, other: &Address) -> bool {
    let (x, y) = (place(this), place(other));
    let said = |one: &str, there: &str| one.is_empty() || !there.is_empty();
    x.numbers.iter().all(|number| y.numbers.contains(number))
        && x.lines.len() <= y.lines.len()
        && said(&x.city, &y.city)
        && said(&x.postal_code, &y.postal_code)
        && said(&this.state, &other.state)
        && said(&this.country, &other.country)
        // What is delivered elsewhere than billed is two addresses, also in one house.
        && (this.label.is_empty() || this.label == other.label)
        && one(&x, &y).points >= SAME
}

/// Whether all addresses of one are in other towns than those of the other, as far as both say it
/// by name and by postal code.
pub(super) fn other_town(a: &[Place], b: &[Place]) -> bool {
    a.iter().all(|x| {
        b.iter().all(|y| part(&x.city, &y.city, 25, 15, -10) < 0 && code(&x.postal_code, &y.postal_code) < 0)
    })
}

fn one(a: &Place, b: &Place) -> Agreement {
    let city = part(&a.city, &b.city, 25, 15, -10);
    let code = code(&a.postal_code, &b.postal_code);
    let lines = lines(&a.lines, &b.lines);
    let numbers = match (a.numbers.is_empty(), b.numbers.is_empty()) {
        (false, false) if a.numbers.iter().any(|n| b.numbers.contains(n)) => 30,
        (false, false) => -25,
        _ => 0,
    };
    // The customers of a shop live near it: that two live in one town, in different
    // streets, says little.
    let most = if lines < 0 { NEIGHBOURHOOD } else { MOST };
    let points = (city + code + lines + numbers).clamp(LEAST, most);
    Agreement { points, same_house: lines >= 40 && (numbers > 0 || code > 0 || city > 0) }
}

/// Points when two words are the same, differ by a slip, or differ; 0 when one is missing.
fn part(a: &str, b: &str, same: i32, near: i32, other: i32) -> i32 {
    match () {
        () if a.is_empty() || b.is_empty() => 0,
        () if a == b => same,
        () if mistyped(a, b) => near,
        () => other,
    }
}

/// Postal codes are short, so one wrong or exchanged digit is a slip at any length.
fn code(a: &str, b: &str) -> i32 {
    match () {
        () if a.is_empty() || b.is_empty() => 0,
        () if a == b => 50,
        () if a.len() >= 4 && one_slip(a, b) => 25,
        () => -15,
    }
}

/// The best two lines that agree: the street, and the part of town or the house's name.
fn lines(a: &[String], b: &[String]) -> i32 {
    if a.is_empty() || b.is_empty() {
        return 0;
    }
    let mut found: Vec<i32> = a
        .iter()
        .map(|x| {
            let one = |y: &String| match () {
                () if x == y => 60,
                () if mistyped(x, y) || (x.len() >= 6 && much_alike(x, y)) => 40,
                () => -20,
            };
            b.iter().map(one).max().unwrap_or(0)
        })
        .collect();
    found.sort_unstable_by_key(|points| std::cmp::Reverse(*points));
    found.iter().take(2).filter(|points| **points > 0).sum::<i32>().max(found[0])
}
