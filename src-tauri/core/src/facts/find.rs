//! One search over all kinds: what somebody who types a few letters most likely means.

use super::codes::Code;
use super::nearest::Typed;
use super::numbers;
use super::search::SearchText;
use super::text::fold;
use super::words;
use super::{Facts, State};
use crate::Id;
use crate::entity::{Kind, Value};
use ahash::AHashSet;
use chrono::{DateTime, Utc};
use rayon::prelude::*;

/// One hit.
pub struct Hit {
    /// Which kind.
    pub kind: Kind,
    /// Which record.
    pub id: Id,
    /// What it is called.
    pub title: String,
    /// What tells it from others.
    pub detail: String,
}

/// The kinds that are searched, the most looked-for first.
const KINDS: [Kind; 8] = [
    Kind::Customer,
    Kind::Deal,
    Kind::Case,
    Kind::Sale,
    Kind::FollowUp,
    Kind::Product,
    Kind::Campaign,
    Kind::Interaction,
];

/// How many candidates of a kind are ranked; a word that fits more of them says too
/// little for the ranking to matter.
const RANKED: usize = 1_000;

/// With fewer hits than this somebody has most likely mistyped.
const FEW: usize = 3;

/// Letters of a country before a postal code, and digits of the code.
const COUNTRY: usize = 3;
const POSTAL: std::ops::RangeInclusive<usize> = 4..=5;

/// Words of the book that are tried for a mistyped one.
const NEAR: usize = 8;

/// What a slip costs; below it stand the hits without one.
const SLIP: usize = 3;

/// Below this the word that is meant is in what the record is called.
const NAMED: usize = SLIP + NEAR;

/// The best hits for some words, at most `limit`. A record whose title begins with
/// the words comes before one whose words begin with them, that before the
/// rest; among equals those with more recent and larger sales come first. Telephone
/// numbers are found by their digits however they are typed. Where hardly anything
/// has the words, one of them may have a slip, and where nothing has them, a number too. What was said to a customer leads to that
/// customer.
pub fn find(facts: &Facts, words: &str, limit: usize) -> Vec<Hit> {
    let folded = fold(words);
    let words = folded.trim();
    if words.is_empty() {
        return Vec::new();
    }
    // Whoever asks for more than are usually ranked gets them all.
    let most = RANKED.max(limit);
    let mut found = Found { facts, typed: Typed::of(words), most, ranked: Vec::new(), seen: AHashSet::new() };
    found.add_all(words, 0);
    let code = Code::of(words).filter(|_| found.ranked.is_empty());
    if let Some(code) = &code {
        found.add_code(code);
    }
    // The number of a record is in nobody's telephone number.
    let found_it = !found.ranked.is_empty();
    let numbered = code.is_some_and(|code| code.numbered && (found_it || code.is_number_of(facts)));
    if found.ranked.is_empty() && !numbered {
        let (joined, apart) = (tokens(words, true), tokens(words, false));
        // The same words again would only cost the time again.
        if joined.join(" ") != words {
            found.add_all(&joined.join(" "), 0);
        }
        if found.ranked.is_empty() && apart != joined {
            found.add_all(&apart.join(" "), 0);
        }
        if found.ranked.is_empty() && joined.len() < apart.len() {
            found.add_mistyped(&joined);
        }
    }
    if found.ranked.is_empty() && numbered {
        found.add_postal(words);
    }
    let apart = tokens(words, false);
    // Whoever is found by a telephone number was meant.
    let dialled = |token: &String| token.len() >= numbers::SHORTEST && is_number(token);
    // And whoever has several words, or a whole mail address, was hardly mistyped; a word of
    // three letters has too many others beside it to be doubted.
    let short = |token: &String| token.chars().count() <= words::SHORTEST;
    let sure = apart.len() > 1 || apart.iter().any(|token| dialled(token) || short(token));
    if !numbered && (found.ranked.is_empty() || (found.ranked.len() < FEW.min(limit) && !sure)) {
        found.add_mistyped(&apart);
    }
    let mut ranked = found.ranked;
    ranked.sort_unstable();
    let mut named: AHashSet<(Kind, Id)> = AHashSet::new();
    ranked
        .into_iter()
        .filter_map(|(_, kind, row)| hit(facts, kind, row))
        .filter(|hit| named.insert((hit.kind, hit.id)))
        .take(limit)
        .collect()
}

/// The rows of a kind that [`find`] would find although none has the words as they were typed: telephone
/// numbers by their digits, words without the signs between them, and words with one slip. `words` are folded.
pub(super) fn similar(facts: &Facts, kind: Kind, words: &str) -> Vec<u32> {
    let (joined, apart) = (tokens(words, true), tokens(words, false));
    let search = &facts.table(kind).search;
    let typed = Typed::of(words);
    let found = Found { facts, typed, most: RANKED, ranked: Vec::new(), seen: AHashSet::new() };
    if let Some(code) = Code::of(words) {
        let rows = found.coded(kind, &code);
        if !rows.is_empty() {
            return rows.into_iter().map(|(row, _)| row).collect();
        }
        if code.is_number_of(facts) {
            return found.postal(kind, words);
        }
    }
    for plain in [&joined, &apart] {
        let rows = search.find_all(&plain.join(" "));
        if !rows.is_empty() {
            return rows.to_vec();
        }
    }
    let mut slips = found.mistyped(kind, &joined);
    if slips.is_empty() && apart != joined {
        slips = found.mistyped(kind, &apart);
    }
    // Whoever is called so was meant; where nobody is, whoever has it anywhere.
    let named = slips.iter().any(|(_, penalty)| *penalty < NAMED);
    slips.into_iter().filter(|(_, penalty)| !named || *penalty < NAMED).map(|(row, _)| row).collect()
}

/// What a row is found as: something that was said, as the customer it was said to.
fn hit(facts: &Facts, kind: Kind, row: u32) -> Option<Hit> {
    let table = facts.table(kind);
    if kind != Kind::Interaction {
        let (title, detail) = (facts.title(kind, row), detail(facts, kind, row));
        return Some(Hit { kind, id: table.id(row), title, detail });
    }
    let at: DateTime<Utc> = table.typed(row, 4);
    let id: Id = table.typed(row, 1);
    Some(Hit {
        kind: Kind::Customer,
        id,
        title: facts.title_of(Kind::Customer, id)?,
        detail: format!("{} · {}", facts.day_of(at), facts.title(kind, row)),
    })
}

/// The letters and digits of a query in pieces. A telephone number typed with spaces
/// or dashes is one piece when `joined`; zeros before it stand for a country, but not where
/// letters stand right before it, as in `K-00505`.
fn tokens(words: &str, joined: bool) -> Vec<String> {
    let mut tokens: Vec<(String, bool)> = Vec::new();
    for word in words.split_whitespace() {
        let mut lettered = false;
        for piece in word.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty()) {
            let number = is_number(piece);
            match tokens.last_mut() {
                Some((last, _)) if joined && number && is_number(last) => last.push_str(piece),
                _ => tokens.push((piece.to_owned(), lettered)),
            }
            lettered = !number;
        }
    }
    let dialled = |token: &str, lettered: bool| !lettered && token.len() >= 5 && is_number(token);
    let bare = |(token, lettered): (String, bool)| match dialled(&token, lettered) {
        true => token.trim_start_matches('0').to_owned(),
        false => token,
    };
    tokens.into_iter().map(bare).filter(|token| !token.is_empty()).collect()
}

/// Where a hit stands: the sooner the better.
type Rank = (usize, usize, std::cmp::Reverse<(i32, i64)>);

struct Found<'a> {
    facts: &'a Facts,
    typed: Typed,
    /// How many candidates of a kind are ranked.
    most: usize,
    ranked: Vec<(Rank, Kind, u32)>,
    seen: AHashSet<(Kind, u32)>,
}

impl Found<'_> {
    /// Adds every record that has all the words.
    fn add_all(&mut self, words: &str, penalty: usize) {
        let here = &*self;
        let found: Vec<Vec<u32>> = KINDS
            .into_par_iter()
            .map(|kind| {
                let mut rows = Vec::new();
                here.facts.table(kind).search.find(words, |row| {
                    if here.is_new(kind, row) {
                        rows.push(row);
                    }
                    rows.len() < here.most
                });
                rows
            })
            .collect();
        for (order, (kind, rows)) in KINDS.into_iter().zip(found).enumerate() {
            rows.into_iter().for_each(|row| self.add(order, kind, row, penalty));
        }
    }

    /// Adds the records that have the code, else those that have it with a slip.
    fn add_code(&mut self, code: &Code<'_>) {
        let here = &*self;
        let found: Vec<Vec<(u32, usize)>> =
            KINDS.into_par_iter().map(|kind| here.coded(kind, code)).collect();
        let least = found.iter().flatten().map(|(_, penalty)| *penalty).min();
        for (order, (kind, rows)) in KINDS.into_iter().zip(found).enumerate() {
            // Where one record has the code, those that nearly have it were not meant.
            let meant = rows.into_iter().filter(|(_, penalty)| least != Some(0) || *penalty == 0);
            meant.for_each(|(row, penalty)| self.add(order, kind, row, penalty));
        }
    }

    /// The records of a kind that have the code, else those that have it with a slip, each with how far it is
    /// from what was typed.
    fn coded(&self, kind: Kind, code: &Code<'_>) -> Vec<(u32, usize)> {
        let search = &self.facts.table(kind).search;
        let rows = search.find_code(code, self.most, |row| self.is_new(kind, row));
        if !rows.is_empty() {
            return rows.into_iter().map(|row| (row, 0)).collect();
        }
        let mut slips = search.find_slipped(&[], code.text);
        slips.retain(|(row, _)| self.is_new(kind, *row));
        slips.sort_unstable();
        slips.dedup_by_key(|(row, _)| *row);
        slips.truncate(self.most);
        slips.into_iter().map(|(row, slip)| (row, SLIP + slip as usize)).collect()
    }

    /// Adds whoever lives where the code is a postal one with its country before it (`D-90402`), in a book whose own
    /// numbers begin with that letter too.
    fn add_postal(&mut self, words: &str) {
        for (order, kind) in KINDS.into_iter().enumerate() {
            for row in self.postal(kind, words) {
                self.add(order, kind, row, 0);
            }
        }
    }

    /// The rows of a kind in whose text the digits of such a code stand as a word of their own: those of a telephone
    /// and of another record's number stand beside other signs.
    fn postal(&self, kind: Kind, words: &str) -> Vec<u32> {
        let [country, digits] = &tokens(words, false)[..] else { return Vec::new() };
        if country.chars().count() > COUNTRY || !is_number(digits) || !POSTAL.contains(&digits.len()) {
            return Vec::new();
        }
        let search = &self.facts.table(kind).search;
        let mut rows = Vec::new();
        search.find(digits, |row| {
            let stands = |word: &[u8]| word == digits.as_bytes();
            if self.is_new(kind, row) && search.get(row).split(u8::is_ascii_whitespace).any(stands) {
                rows.push(row);
            }
            rows.len() < self.most
        });
        rows
    }

    /// Adds the records that have all the words but one, and one like that one.
    fn add_mistyped(&mut self, tokens: &[String]) {
        let here = &*self;
        let found: Vec<Vec<(u32, usize)>> =
            KINDS.into_par_iter().map(|kind| here.mistyped(kind, tokens)).collect();
        for (order, (kind, rows)) in KINDS.into_iter().zip(found).enumerate() {
            rows.into_iter().for_each(|(row, penalty)| self.add(order, kind, row, penalty));
        }
    }

    /// The records of a kind that have all the words but one and one like that one, each with
    /// how far it is from what was typed.
    fn mistyped(&self, kind: Kind, tokens: &[String]) -> Vec<(u32, usize)> {
        let facts = self.facts;
        let search = &facts.table(kind).search;
        // A word that nobody has is the mistyped one; otherwise it may be any.
        let unknown: Vec<usize> = (0..tokens.len()).filter(|i| !is_known(search, &tokens[*i])).collect();
        let suspects = match unknown[..] {
            [] => (0..tokens.len()).collect(),
            [_] => unknown,
            _ => return Vec::new(),
        };
        let (mut found, mut seen) = (Vec::new(), AHashSet::new());
        for suspect in suspects {
            let others: Vec<&str> =
                (0..tokens.len()).filter(|i| *i != suspect).map(|i| tokens[i].as_str()).collect();
            if is_number(&tokens[suspect]) {
                // Exchanged digits are the usual slip, so they come first.
                for (row, slip) in search.find_slipped(&others, &tokens[suspect]) {
                    if found.len() < self.most && self.is_new(kind, row) && seen.insert(row) {
                        found.push((row, SLIP + slip as usize));
                    }
                }
                continue;
            }
            let near = search.near(&tokens[suspect], NEAR);
            if near.is_empty() {
                continue;
            }
            let mut candidates = 0;
            search.find_any(&others, &near, |row, place| {
                if self.is_new(kind, row) && seen.insert(row) {
                    // The nearest word counts most, and one that is in the title more than one in the text.
                    let title = fold(&facts.title(kind, row));
                    let named = others.iter().chain([&near[place]]).all(|word| title.contains(word));
                    found.push((row, SLIP + place + if named { 0 } else { NEAR }));
                    candidates += 1;
                }
                candidates < self.most
            });
        }
        found
    }

    /// Whether a record is in use and was not found before.
    fn is_new(&self, kind: Kind, row: u32) -> bool {
        self.facts.table(kind).state(row) == State::Live && !self.seen.contains(&(kind, row))
    }

    fn add(&mut self, order: usize, kind: Kind, row: u32, penalty: usize) {
        let facts = self.facts;
        if !self.seen.insert((kind, row)) {
            return;
        }
        let rank = match penalty {
            0 => usize::from(self.typed.likeness(&facts.title(kind, row))),
            more => more,
        };
        let (recent, value) = match kind {
            Kind::Customer => {
                let totals = facts.customers.totals(row);
                (totals.last, totals.revenue)
            }
            Kind::Sale => (facts.sales.get(row).day, 0),
            _ => (0, 0),
        };
        self.ranked.push(((rank, order, std::cmp::Reverse((recent, value))), kind, row));
    }
}

/// Whether some record has the word in it; words and numbers too short for a slip to be seen count as known.
fn is_known(search: &SearchText, word: &str) -> bool {
    let least = if is_number(word) { numbers::SHORTEST } else { words::SHORTEST };
    word.len() < least || search.knows(word)
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// What tells a record from others of its title.
pub fn detail(facts: &Facts, kind: Kind, row: u32) -> String {
    let table = facts.table(kind);
    let customer = |tag| {
        let id: Option<Id> = table.typed(row, tag);
        id.and_then(|id| facts.title_of(Kind::Customer, id)).unwrap_or_default()
    };
    match kind {
        Kind::Customer => {
            let field = |name| table.def.field(name).map(|f| table.value(row, f)).unwrap_or_default();
            let city = match field("addresses") {
                Value::List(items) => items.into_iter().find_map(|item| match item {
                    Value::Part(parts) => parts
                        .into_iter()
                        .find(|(n, v)| *n == "city" && !v.is_empty())
                        .map(|(_, v)| v.to_plain()),
                    _ => None,
                }),
                _ => None,
            };
            [table.text(row, 1).to_owned(), city.unwrap_or_default()]
                .into_iter()
                .filter(|t| !t.is_empty())
                .collect::<Vec<_>>()
                .join(" · ")
        }
        Kind::Sale => customer(4),
        Kind::FollowUp | Kind::Deal => customer(2),
        Kind::Case => format!("{} · {}", table.text(row, 1), customer(7)),
        Kind::Product => table.text(row, 1).to_owned(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests;
