//! A record named in one cell, as people write it: by its number or code, its name, or its identity. Fields of
//! the owner's own that lead to a record are read and written by this; customers are known again by what the rows
//! of an import are known by.

use super::draft::Draft;
use super::known::Known;
use super::whose;
use crate::book::Tx;
use crate::customers::Customer;
use crate::entity::{Entity, Kind, Value, said};
use crate::exchange::target::Special;
use crate::facts::text::fold;
use crate::facts::{Facts, State};
use crate::{Id, Sentence, say};
use ahash::AHashMap;

/// The records of some kinds, by what they are called.
#[derive(Default)]
pub struct Related {
    kinds: AHashMap<Kind, Names>,
}

enum Names {
    Customers(Box<Known>),
    /// Numbers, codes and titles of any other kind.
    Others(AHashMap<String, Vec<Id>>),
}

impl Related {
    /// Those of a book; what is in the trash is not meant by its name.
    pub fn of(facts: &Facts, kinds: impl IntoIterator<Item = Kind>) -> Self {
        let mut related = Self::default();
        for kind in kinds {
            related.kinds.entry(kind).or_insert_with(|| match kind {
                Kind::Customer => Names::Customers(Box::new(Known::of(facts))),
                _ => Names::Others(names(facts, kind)),
            });
        }
        related
    }

    /// Those of a kind in a book as a transaction leaves it.
    pub(super) fn now(tx: &Tx<'_>, kind: Kind) -> Self {
        let mut names = names(tx.facts(), kind);
        let written = tx.written(kind).filter_map(|(id, bytes)| (kind.def().decode)(id, bytes?).ok());
        for record in written.filter(|record| record.meta().trashed_at.is_none()) {
            let called = kind.def().fields.iter().filter(|field| field.unique || field.name == "name");
            called.for_each(|field| note(&mut names, &record.value(field).to_plain(), record.id()));
        }
        Self { kinds: [(kind, Names::Others(names))].into_iter().collect() }
    }

    /// The one record of a kind that is called so; the sentence says why it cannot be told which.
    pub fn one(&self, kind: Kind, called: &str) -> Result<Id, Sentence> {
        if let Ok(id) = called.trim().parse() {
            return Ok(id);
        }
        let found: &[Id] = match self.kinds.get(&kind) {
            Some(Names::Customers(known)) => return customer(known, called),
            Some(Names::Others(names)) => names.get(&fold(called.trim())).map_or(&[], Vec::as_slice),
            None => &[],
        };
        match found {
            [id] => Ok(*id),
            [] => Err(say!(
                "“{}” is not in the book ({}). Bring that in first, or mend the name.",
                called,
                said::many(kind)
            )),
            several => Err(say!(
                "“{}” could be any of {} records ({}). Write the number of the one that is meant.",
                called,
                several.len(),
                said::many(kind)
            )),
        }
    }

    /// What a record is written as so that [`Related::one`] finds it again: by its title, by its number where
    /// others are called the same, else by its identity. Empty for a record that is gone.
    pub fn called(&self, facts: &Facts, kind: Kind, id: Id) -> String {
        let table = facts.table(kind);
        let Some(row) = table.present(id) else { return String::new() };
        let numbers = kind.def().fields.iter().filter(|field| field.unique);
        let numbers = numbers.map(|field| table.value(row, field).to_plain());
        let mut names = std::iter::once(facts.title(kind, row)).chain(numbers);
        names
            .find(|name| !name.is_empty() && self.one(kind, name).is_ok_and(|found| found == id))
            .unwrap_or_else(|| id.to_string())
    }
}

/// The one customer that is called so.
pub(super) fn customer(known: &Known, called: &str) -> Result<Id, Sentence> {
    let mut draft = Draft::default();
    let emails = Customer::DEF.field("emails");
    let address = emails.and_then(|list| list.part.iter().find(|sub| sub.name == "address"));
    match emails.zip(address).filter(|_| called.contains('@')) {
        Some((list, address)) => draft.put_part(list, 0, address, Value::Text(called.to_owned()), 0),
        None => draft.special.push((Special::Name, called.trim().to_owned(), None)),
    }
    whose::one(known, Some(&draft)).map_err(|error| error.sentence())
}

fn names(facts: &Facts, kind: Kind) -> AHashMap<String, Vec<Id>> {
    let mut names: AHashMap<String, Vec<Id>> = AHashMap::new();
    let table = facts.table(kind);
    for row in table.present_rows().filter(|row| table.state(*row) != State::Trashed) {
        let numbers = kind.def().fields.iter().filter(|field| field.unique);
        let numbers = numbers.map(|field| table.value(row, field).to_plain());
        numbers.chain([facts.title(kind, row)]).for_each(|name| note(&mut names, &name, table.id(row)));
    }
    names
}

fn note(names: &mut AHashMap<String, Vec<Id>>, name: &str, id: Id) {
    if name.is_empty() {
        return;
    }
    let of = names.entry(fold(name)).or_default();
    if !of.contains(&id) {
        of.push(id);
    }
}
