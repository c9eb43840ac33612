//! Whom somebody may be typing in a second time.

use super::compare::{Names, compare};
use super::distinct;
use super::profile::{Birthday, Profile};
use super::scan::belong_together;
use super::words::forms;
use super::{LIKELY, Pair};
use crate::customers::Customer;
use crate::customers::check::read_phones;
use crate::entity::Kind;
use crate::facts::search::SearchText;
use crate::facts::text::fold;
use crate::facts::{Facts, State};
use ahash::AHashSet;
use std::collections::BTreeSet;

/// Customers that are looked at closely; the search brings the likeliest first.
const MOST: usize = 400;

/// The score from which somebody is shown while a name is all that was typed: nothing else could speak
/// for it yet, and whoever types looks at it anyway.
const BY_NAME: u8 = 25;

/// Words of the book that are tried for one that may be mistyped.
const NEAR: usize = 6;

/// The customers that the given one may be already, the likeliest first, at most
/// `limit`. The one given need not be in the book, nor be complete.
pub fn similar(facts: &Facts, customer: &Customer, limit: usize) -> Vec<Pair> {
    let table = facts.table(Kind::Customer);
    let mut customer = customer.clone();
    // What is typed is read as it will be when it is saved: an extension is no part of the line.
    read_phones(&mut customer, facts.home_country());
    let typed = Profile::of(&customer);
    let mut rows = BTreeSet::new();
    for words in questions(&customer, &typed) {
        ask(&table.search, &words, &mut rows);
    }
    other_forms(&table.search, &customer, &mut rows);
    let floor = if is_only_named(&typed) { BY_NAME } else { LIKELY };
    let apart = if customer.meta.id.is_nil() { AHashSet::new() } else { distinct::all(facts) };
    let names = Names::default();
    let mut found: Vec<Pair> = rows
        .into_iter()
        .filter(|row| matches!(table.state(*row), State::Live | State::Archived))
        .filter(|row| table.id(*row) != customer.meta.id)
        .filter_map(|row| facts.get::<Customer>(table.id(row)).ok())
        .filter_map(|other| {
            let other = Profile::of(&other);
            if belong_together(&typed, &other) || apart.contains(&distinct::pair(typed.id, other.id)) {
                return None;
            }
            let (score, reasons) = compare(&typed, &other, &names, floor)?;
            Some(Pair { a: other.id, b: typed.id, score, reasons })
        })
        .collect();
    found.sort_by_key(|pair| (std::cmp::Reverse(pair.score), pair.a));
    found.truncate(limit);
    found
}

/// Words that a record of the same customer has most likely together.
fn questions(c: &Customer, p: &Profile) -> Vec<Vec<String>> {
    let mut asked: Vec<Vec<String>> = Vec::new();
    asked.extend(c.emails.iter().filter(|e| e.address.len() > 4).map(|e| vec![fold(&e.address)]));
    for line in p.phones.iter().map(|line| line.number.as_str()) {
        if line.len() >= 6 {
            asked.push(vec![line[line.len().saturating_sub(8)..].to_owned()]);
        }
    }
    let word = |text: &str| fold(text).split_whitespace().next().map(str::to_owned);
    let (first, last, company) = (word(&c.first_name), word(&c.last_name), fold(&c.company_name));
    let mut beside: Vec<String> = first.iter().cloned().collect();
    for address in &c.addresses {
        beside.extend(word(&address.postal_code));
        beside.extend(word(&address.city));
        beside.extend(word(&address.street).filter(|w| w.len() > 3));
    }
    for (index, one) in beside.iter().enumerate() {
        asked.extend(last.iter().map(|last| vec![last.clone(), one.clone()]));
        // A name that was changed by marriage: the same first name at the same place.
        asked.extend(beside[index + 1..].iter().map(|other| vec![one.clone(), other.clone()]));
    }
    let words: Vec<String> =
        company.split_whitespace().filter(|w| w.len() > 3).take(2).map(str::to_owned).collect();
    if !words.is_empty() {
        asked.push(words);
    }
    asked
}

/// Whether first and last name are all that is known so far.
fn is_only_named(p: &Profile) -> bool {
    let nothing_else = p.emails.is_empty() && p.phones.is_empty() && p.places.is_empty();
    let named = !p.first.text.is_empty() && !p.last.text.is_empty() && p.company_name.is_empty();
    named && nothing_else && p.tax_id.is_empty() && p.website.is_empty() && p.birthday == Birthday::default()
}

/// Adds the rows that have the last name with a short or long form of the first one: Tom for Thomas.
fn other_forms(search: &SearchText, c: &Customer, rows: &mut BTreeSet<u32>) {
    let (first, last) = (fold(&c.first_name), fold(&c.last_name));
    let (Some(first), Some(last)) = (first.split_whitespace().next(), last.split_whitespace().next()) else {
        return;
    };
    let forms = forms(first);
    if forms.is_empty() {
        return;
    }
    let mut left = MOST;
    search.find_any(&[last], &forms, |row, _| {
        rows.insert(row);
        left -= 1;
        left > 0
    });
}

/// Adds the rows that have all the words, each as typed or with one slip.
fn ask(search: &SearchText, words: &[String], rows: &mut BTreeSet<u32>) {
    let mut add = |query: &str| {
        let mut left = MOST;
        search.find(query, |row| {
            rows.insert(row);
            left -= 1;
            left > 0
        });
    };
    add(&words.join(" "));
    for (index, word) in words.iter().enumerate() {
        for near in search.near(word, NEAR) {
            let mut other = words.to_vec();
            near.clone_into(&mut other[index]);
            add(&other.join(" "));
        }
    }
}
