//! The keys by which candidates find each other: two customers are compared when they
//! share one. Each key combines two things that a slip hardly ever changes at once, so
//! a pair is missed only when almost everything about it is different.

use super::profile::{LINE_DIGITS, Place, Profile};
use super::words::sound;
use std::hash::{BuildHasher, Hasher};

/// The letters of a line by which it is looked up.
const LINE_START: usize = 5;

/// Every key of a customer, hashed.
pub(super) fn keys(p: &Profile, state: &ahash::RandomState) -> Vec<u64> {
    let mut out = Vec::with_capacity(40);
    let mut key = |kind: u8, parts: &[&str]| {
        if parts.iter().any(|part| part.is_empty()) {
            return;
        }
        let mut hasher = state.build_hasher();
        hasher.write_u8(kind);
        for part in parts {
            hasher.write(part.as_bytes());
            hasher.write_u8(0xff);
        }
        out.push(hasher.finish());
    };
    p.emails.iter().for_each(|e| key(1, &[e]));
    let lines = || p.phones.iter().map(|line| line.number.as_str());
    lines().for_each(|n| key(2, &[&n[n.len().saturating_sub(LINE_DIGITS)..]]));
    for n in lines().filter(|n| n.len() >= LINE_DIGITS) {
        // A slip is either in the first or in the second half.
        let n = &n[n.len() - LINE_DIGITS..];
        let (start, end) = n.split_at(LINE_DIGITS / 2);
        let last = &p.last.sound;
        key(16, &[start, last]);
        key(17, &[end, last]);
    }
    key(3, &[&p.tax_id]);
    key(4, &[&p.website]);
    let words: Vec<&str> = p.company_name.split(' ').filter(|w| w.len() >= 3).take(3).collect();
    let mut sounds = [p.first.sound.as_str(), p.last.sound.as_str()];
    sounds.sort_unstable();
    key(5, &sounds);
    key(20, &[&p.words.join(" ")]);
    if let [one, two, ..] = &words[..] {
        key(6, &[&one.min(two)[..], &one.max(two)[..]]);
    }
    let b = p.birthday;
    let (mut day, mut year, mut digits) = (String::new(), String::new(), String::new());
    if b.day != 0 {
        day = format!("{:02}{:02}", b.month, b.day);
    }
    if b.year != 0 {
        year = b.year.to_string();
        let mut sorted: Vec<char> = format!("{year}{day}").chars().collect();
        sorted.sort_unstable();
        digits = sorted.into_iter().collect();
        key(7, &[&year, &day]);
    }
    let company: Vec<String> = words.iter().take(2).map(|w| sound(w)).collect();
    for name in sounds.into_iter().chain(company.iter().map(String::as_str)).filter(|name| name.len() >= 2) {
        key(8, &[name, &digits]);
        key(9, &[name, &year]);
        key(10, &[name, &day]);
        for place in &p.places {
            key(11, &[name, &place.postal_code]);
            starts(place).for_each(|line| key(12, &[name, line]));
            if place.postal_code.is_empty() {
                key(18, &[name, &place.city]);
            }
        }
    }
    for place in &p.places {
        let lines: Vec<&str> = starts(place).collect();
        for line in &lines {
            place.numbers.iter().for_each(|number| key(13, &[line, number]));
            key(19, &[line, &place.postal_code]);
        }
        if let [one, two, ..] = &lines[..] {
            key(14, &[one.min(two), one.max(two)]);
        }
        place.numbers.iter().for_each(|number| key(15, &[number, &place.postal_code]));
    }
    out.sort_unstable();
    out.dedup();
    out
}

fn starts(place: &Place) -> impl Iterator<Item = &str> {
    place.lines.iter().map(|line| match line.char_indices().nth(LINE_START) {
        Some((end, _)) => &line[..end],
        None => line,
    })
}
