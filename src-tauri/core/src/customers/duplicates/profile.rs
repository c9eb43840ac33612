//! A customer in the form in which two are compared: folded and taken apart once, so
//! that comparing many pairs is quick.

use super::words::{Name, plain, squeezed};
use crate::Id;
use crate::customers::{Address, Customer, CustomerKind, Phone};
use crate::facts::text::digits;
use crate::normalise::email;
use crate::normalise::phone::EXTENSION;

/// Digits at the end of a telephone number that make it one line in practice; what
/// stands before them may be a prefix of the country or of the network.
pub(super) const LINE_DIGITS: usize = 7;

/// Legal forms and filling words, which say nothing about which company it is.
const LEGAL: &[&str] = &[
    "gmbh",
    "mbh",
    "ag",
    "kg",
    "kgaa",
    "ohg",
    "og",
    "keg",
    "gesmbh",
    "gbr",
    "ug",
    "ek",
    "ev",
    "eg",
    "co",
    "cie",
    "cia",
    "ltd",
    "limited",
    "llc",
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "company",
    "plc",
    "llp",
    "lp",
    "sa",
    "sas",
    "sarl",
    "sagl",
    "snc",
    "sl",
    "slu",
    "srl",
    "spa",
    "bv",
    "nv",
    "ab",
    "oy",
    "oyj",
    "as",
    "aps",
    "kft",
    "sro",
    "zrt",
    "pty",
    "pvt",
    "und",
    "and",
    "et",
    "u",
    "y",
    "the",
    "der",
    "die",
    "das",
    "e",
    "k",
    "v",
    "m",
    "b",
    "h",
    "haftungsbeschrankt",
];

/// Words of streets that are written in many ways or left out.
const STREET_WORDS: &[(&str, &str)] = &[
    ("strasse", "str"),
    ("street", "str"),
    ("st", "str"),
    ("road", "rd"),
    ("avenue", "ave"),
    ("av", "ave"),
    ("place", "pl"),
    ("platz", "pl"),
    ("lane", "ln"),
    ("drive", "dr"),
    ("court", "ct"),
    ("crescent", "cres"),
    ("circuit", "cct"),
    ("boulevard", "blvd"),
    ("square", "sq"),
    ("terrace", "tce"),
    ("apartment", "apt"),
    ("flat", "apt"),
    ("unit", "apt"),
];

/// A postal address, taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Place {
    /// House, flat and box numbers.
    pub numbers: Vec<String>,
    /// The lines of the street without the numbers and without spaces.
    pub lines: Vec<String>,
    pub city: String,
    pub postal_code: String,
}

/// A day of birth; parts that are not known are 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Birthday {
    pub year: u16,
    pub month: u8,
    pub day: u8,
}

/// A telephone number.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    /// Its digits without leading zeros.
    pub number: String,
    /// Whom to ask for at a switchboard; empty for the line itself.
    pub extension: String,
}

/// What two customers are compared by.
#[derive(Clone, Debug, Default)]
pub(super) struct Profile {
    pub id: Id,
    /// When it came into the book, in milliseconds since 1970.
    pub created: i64,
    pub company: bool,
    pub first: Name,
    pub last: Name,
    /// Which of several of the same name: 1 for senior, 2 for junior, 3 for the third; 0 where it is not said.
    pub generation: u8,
    /// Names between the first and the last, wherever they were typed.
    pub inner: Vec<String>,
    /// All words of the name in one order for everybody; empty when there are fewer than three.
    pub words: Vec<String>,
    /// The company's name, or the company a person belongs to, without its legal form.
    pub company_name: String,
    pub groups: Vec<Id>,
    pub emails: Vec<String>,
    pub phones: Vec<Line>,
    pub places: Vec<Place>,
    pub birthday: Birthday,
    pub tax_id: String,
    pub website: String,
}

impl Profile {
    /// Takes a customer apart.
    pub fn of(c: &Customer) -> Self {
        let (inner, words) = inner_names(c);
        let (last, generation) = generation(&c.last_name);
        Self {
            id: c.meta.id,
            created: c.meta.created_at.timestamp_millis(),
            company: c.kind == CustomerKind::Company,
            first: Name::of(&c.first_name),
            last: Name::of(last),
            generation,
            inner,
            words,
            company_name: business(&c.company_name),
            groups: c.groups(),
            emails: c.emails.iter().map(|e| email::key(&e.address)).filter(|e| !e.is_empty()).collect(),
            phones: c.phones.iter().map(line).filter(|p| p.number.len() > 4).collect(),
            places: c.addresses.iter().map(place).collect(),
            birthday: birthday(&c.birthday),
            tax_id: squeezed(&plain(&c.tax_id)),
            website: host(&c.website),
        }
    }
}

/// A family name without what tells father and son apart, and which of them it says.
fn generation(name: &str) -> (&str, u8) {
    let Some((before, word)) = name.trim().rsplit_once([' ', ',']) else { return (name, 0) };
    let which = match plain(word).as_str() {
        "sen" | "sr" | "senior" => 1,
        "jun" | "jr" | "junior" | "ii" => 2,
        "iii" => 3,
        _ => return (name, 0),
    };
    (before.trim_end_matches([' ', ',']), which)
}

/// The names between the first and the last, and all of them sorted.
fn inner_names(c: &Customer) -> (Vec<String>, Vec<String>) {
    if c.middle_name.is_empty() && !c.first_name.contains(' ') && !c.last_name.contains([' ', '-']) {
        return Default::default();
    }
    let own = |text: &str| plain(text).split(' ').filter(|w| w.len() > 1).map(str::to_owned).collect();
    let (first, middle, last): (Vec<String>, Vec<String>, Vec<String>) =
        (own(&c.first_name), own(&c.middle_name), own(&c.last_name));
    let mut words: Vec<String> = [first.clone(), middle.clone(), last].concat();
    words.sort_unstable();
    if words.len() < 3 {
        words.clear();
    }
    (first.into_iter().skip(1).chain(middle).collect(), words)
}

/// A company's name without its legal form; the whole name when nothing else is left.
fn business(name: &str) -> String {
    let plain = plain(&name.replace('.', ""));
    let kept: Vec<&str> = plain.split(' ').filter(|word| !LEGAL.contains(word)).collect();
    if kept.is_empty() { plain } else { kept.join(" ") }
}

/// The digits of a number without leading zeros, its extension apart.
fn line(phone: &Phone) -> Line {
    let typed = if phone.e164.is_empty() { &phone.number } else { &phone.e164 };
    let (number, extension) = typed.split_once(EXTENSION).unwrap_or((typed, ""));
    Line { number: digits(number).trim_start_matches('0').to_owned(), extension: digits(extension) }
}

/// Whether two ways to write a number are one line, with or without the country; the extension is not
/// looked at.
pub(super) fn one_line(a: &Line, b: &Line) -> bool {
    let (a, b) = (a.number.as_str(), b.number.as_str());
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    a == b || (short.len() >= LINE_DIGITS && long.ends_with(short))
}

/// An address, taken apart.
pub(super) fn place(a: &Address) -> Place {
    let mut place = Place {
        city: squeezed(&plain(&a.city)),
        postal_code: squeezed(&plain(&a.postal_code)),
        ..Place::default()
    };
    for text in a.street.split(['\n', ',']) {
        let plain = plain(text);
        let mut words = String::new();
        for word in plain.split(' ') {
            if word.starts_with(|c: char| c.is_ascii_digit()) {
                place.numbers.push(word.to_owned());
            } else {
                words.push_str(
                    STREET_WORDS.iter().find(|(long, _)| *long == word).map_or(word, |(_, short)| short),
                );
            }
        }
        // “Lindenstraße” and “Linden Str.” are one street.
        let words = words.replace("strasse", "str");
        if !words.is_empty() {
            place.lines.push(words);
        }
    }
    place
}

fn birthday(text: &str) -> Birthday {
    let (year, rest) = match text.strip_prefix("--") {
        Some(rest) => (0, rest),
        None => match text.split_once('-') {
            Some((year, rest)) => (year.parse().unwrap_or(0), rest),
            None => return Birthday::default(),
        },
    };
    let (month, day) = rest.split_once('-').unwrap_or_default();
    Birthday { year, month: month.parse().unwrap_or(0), day: day.parse().unwrap_or(0) }
}

/// The host of a home page without `www.`.
fn host(website: &str) -> String {
    let text = website.trim().to_lowercase();
    let text = text.split_once("://").map_or(text.as_str(), |(_, rest)| rest);
    let host = text.split(['/', '?', '#']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_ways_to_write_it_become_one() {
        assert_eq!(business("Linden-Werkstatt GmbH & Co. KG"), business("linden werkstatt"));
        let line = |number: &str, e164: &str| {
            super::line(&Phone { number: number.into(), e164: e164.into(), ..Phone::default() })
        };
        assert!(one_line(&line("030 / 231 25-010", ""), &line("", "+493023125010")));
        assert!(one_line(&line("", "+493023125010;ext=12"), &line("", "+493023125010")));
        assert!(!one_line(&line("030 23125011", ""), &line("", "+493023125010")));
        let street = |text: &str| place(&Address { street: text.into(), ..Address::default() });
        assert_eq!(street("Lindenstraße 12"), street("Linden Str. 12"));
        assert_eq!(street("12 Main Street, Flat 3"), street("12 Main St\nApartment 3"));
        assert_eq!(host("https://www.Linden.example/shop?a=1"), "linden.example");
    }

    #[test]
    fn a_number_that_is_too_short_to_be_a_line_says_nothing() {
        let c = Customer {
            phones: vec![Phone { number: "110".into(), ..Phone::default() }],
            ..Customer::default()
        };
        assert!(Profile::of(&c).phones.is_empty());
    }
}
