//! One search over all kinds: what somebody who types a few letters most likely means.

use super::text::fold;
use super::{Facts, State};
use crate::Id;
use crate::entity::{Kind, Value};

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
const KINDS: [Kind; 5] = [Kind::Customer, Kind::Sale, Kind::FollowUp, Kind::Product, Kind::Campaign];

/// How many candidates of a kind are ranked; a word that fits more of them says too
/// little for the ranking to matter.
const RANKED: usize = 2_000;

/// The best hits for some words, at most `limit`. A record whose title begins with
/// the words comes before one with a word beginning with them, that before the
/// rest; among equals those with more recent and larger sales come first.
pub fn find(facts: &Facts, words: &str, limit: usize) -> Vec<Hit> {
    let words = fold(words);
    let words = words.trim();
    if words.is_empty() {
        return Vec::new();
    }
    let mut ranked = Vec::new();
    for (order, kind) in KINDS.into_iter().enumerate() {
        let table = facts.table(kind);
        let mut candidates = 0;
        table.search.find(words, |row| {
            if table.state(row) == State::Live {
                candidates += 1;
                let title = fold(&facts.title(kind, row));
                let rank = if title.starts_with(words) {
                    0
                } else if title.split_whitespace().any(|word| word.starts_with(words)) {
                    1
                } else {
                    2
                };
                let (recent, value) = match kind {
                    Kind::Customer => {
                        let totals = facts.customers.totals(row);
                        (totals.last, totals.revenue)
                    }
                    Kind::Sale => (facts.sales.get(row).day, 0),
                    _ => (0, 0),
                };
                ranked.push(((rank, order, std::cmp::Reverse((recent, value))), kind, row));
            }
            candidates < RANKED
        });
    }
    ranked.sort_unstable();
    ranked
        .into_iter()
        .take(limit)
        .map(|(_, kind, row)| Hit {
            kind,
            id: facts.table(kind).id(row),
            title: facts.title(kind, row),
            detail: detail(facts, kind, row),
        })
        .collect()
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
        Kind::FollowUp => customer(2),
        Kind::Product => table.text(row, 1).to_owned(),
        _ => String::new(),
    }
}
