//! By what a row knows a customer again: number, e-mail address, telephone, name.

use super::draft::Draft;
use super::met::By;
use crate::Id;
use crate::customers::{Address, Customer, CustomerKind, unite};
use crate::entity::{Entity, Kind};
use crate::exchange::target::Special;
use crate::facts::text::fold;
use crate::facts::{Facts, State};
use crate::normalise::{email, phone};
use crate::settings::words::OwnWords;
use ahash::{AHashMap, AHashSet};

/// The customers of the book and those made so far, by what they are recognised by.
pub(super) struct Known {
    pub(super) entries: Vec<Entry>,
    by_id: AHashMap<Id, u32>,
    pub(super) numbers: AHashMap<String, u32>,
    pub(super) emails: AHashMap<String, Vec<u32>>,
    pub(super) phones: AHashMap<String, Vec<u32>>,
    pub(super) names: AHashMap<String, Vec<u32>>,
    /// People by the words of their names, in whatever order.
    turned: AHashMap<String, Vec<u32>>,
    /// How many were in the book before this file.
    of_book: u32,
    /// Names that rows about different people have.
    of_several_rows: AHashSet<String>,
    /// The country in which numbers without a prefix are dialled.
    pub country: String,
}

#[derive(Default)]
pub(super) struct Entry {
    pub id: Id,
    number: String,
    first: String,
    pub name: String,
    place: String,
    addresses: Vec<Address>,
    birthday: String,
    /// The number that a row of this file has given them.
    of_file: String,
    /// Neither a telephone nor an address of any kind is known, as of somebody whose sale came in first.
    bare: bool,
}

impl Known {
    pub fn of(facts: &Facts) -> Self {
        let mut known = Self {
            entries: Vec::new(),
            by_id: AHashMap::new(),
            numbers: AHashMap::new(),
            emails: AHashMap::new(),
            phones: AHashMap::new(),
            names: AHashMap::new(),
            turned: AHashMap::new(),
            of_book: 0,
            of_several_rows: AHashSet::new(),
            country: facts.settings().country,
        };
        let table = facts.table(Kind::Customer);
        for row in table.present_rows().filter(|row| table.state(*row) != State::Trashed) {
            if let Ok(customer) = Customer::decode(table.id(row), table.bytes(row)) {
                known.add(&customer);
            }
        }
        known.of_book = known.entries.len() as u32;
        known
    }

    /// Notes a customer, or what is new about one that is noted already.
    pub fn add(&mut self, c: &Customer) {
        let entry = Entry {
            id: c.meta.id,
            number: fold(&c.number),
            first: fold(&c.first_name),
            name: full_name(c),
            place: place_of(c),
            addresses: c.addresses.clone(),
            birthday: c.birthday.clone(),
            of_file: String::new(),
            bare: c.phones.is_empty() && c.emails.is_empty() && c.addresses.is_empty(),
        };
        let index = match self.by_id.get(&c.meta.id) {
            Some(index) => *index,
            None => {
                self.by_id.insert(c.meta.id, self.entries.len() as u32);
                self.entries.push(Entry { id: c.meta.id, ..Entry::default() });
                self.entries.len() as u32 - 1
            }
        };
        let put = |map: &mut AHashMap<String, Vec<u32>>, key: String| {
            let list = map.entry(key).or_default();
            if !list.contains(&index) {
                list.push(index);
            }
        };
        c.emails.iter().for_each(|e| put(&mut self.emails, email::key(&e.address)));
        c.phones.iter().for_each(|p| put(&mut self.phones, phone::key(&p.number, &p.e164)));
        for name in [&entry.name, &fold(&c.company_name)] {
            if !name.is_empty() {
                put(&mut self.names, name.clone());
            }
        }
        if c.kind != CustomerKind::Company && entry.name.contains(' ') {
            put(&mut self.turned, in_any_order(&entry.name));
        }
        for number in c.former_numbers.iter().map(|number| fold(number)).chain([entry.number.clone()]) {
            if !number.is_empty() {
                self.numbers.insert(number, index);
            }
        }
        let of_file = std::mem::take(&mut self.entries[index as usize].of_file);
        self.entries[index as usize] = Entry { of_file, ..entry };
    }

    /// Notes which number the row had that a customer came in with: another one in the same file is somebody else,
    /// also where both look like those of this book.
    pub fn came_as(&mut self, id: Id, number: &str) {
        if let Some(index) = self.by_id.get(&id).filter(|_| !number.is_empty()) {
            self.entries[*index as usize].of_file = fold(number);
        }
    }

    /// Whether a number is taken.
    pub fn has_number(&self, number: &str) -> bool {
        !number.is_empty() && self.numbers.contains_key(&fold(number))
    }

    /// The customer that `c` is already: the same number; else the same e-mail
    /// address unless the first names differ; else the same telephone and name; else,
    /// for a row that has none of these, the same name at the same place, unless they were born on different days. The
    /// place of a customer of the book may lack its street in one of the two, where only this one customer fits.
    pub fn twin(&self, c: &Customer) -> Option<(Id, By)> {
        let number = fold(&c.number);
        if let Some(index) = self.numbers.get(&number).filter(|_| !number.is_empty()) {
            return Some((self.entries[*index as usize].id, By::Number));
        }
        let (first, name) = (fold(&c.first_name), full_name(c));
        let fits = |a: &str, b: &str| a.is_empty() || b.is_empty() || a == b;
        let numbered = |e: &Entry| may_be_one(&number, &e.number) && fits(&number, &e.of_file);
        let pick = |list: Option<&Vec<u32>>, same: &dyn Fn(&Entry) -> bool| {
            let entries = list.into_iter().flatten().map(|i| &self.entries[*i as usize]);
            entries.into_iter().find(|e| numbered(e) && same(e)).map(|e| e.id)
        };
        for e in &c.emails {
            let found = pick(self.emails.get(&email::key(&e.address)), &|entry| fits(&first, &entry.first));
            if let Some(id) = found {
                return Some((id, By::Mail));
            }
        }
        for p in &c.phones {
            let key = phone::key(&p.number, &p.e164);
            let found = pick(self.phones.get(&key), &|entry| fits(&name, &entry.name));
            if let Some(id) = found {
                return Some((id, By::Phone));
            }
        }
        if number.is_empty() && c.emails.is_empty() && c.phones.is_empty() && !name.is_empty() {
            let place = place_of(c);
            let born = |entry: &Entry| fits(&c.birthday, &entry.birthday);
            let found = pick(self.names.get(&name), &|entry| entry.place == place && born(entry));
            let in_town = || self.in_town(c, &name, &|entry| numbered(entry) && born(entry));
            return found.or_else(in_town).map(|id| (id, By::Place));
        }
        None
    }

    /// The one customer of the book of a first and a last name in the town of a row, where nothing that both say of
    /// the address differs. Whoever a row of the file made has said all that is known of them: of two rows of one name
    /// each may mean another one.
    fn in_town(&self, c: &Customer, name: &str, may_be: &dyn Fn(&Entry) -> bool) -> Option<Id> {
        if !name.contains(' ') || self.of_several_rows.contains(name) {
            return None;
        }
        let of_book = self.names.get(name)?.iter().filter(|index| **index < self.of_book);
        let mut fitting = of_book.map(|index| &self.entries[*index as usize]).filter(|entry| {
            let there = |address: &Address| c.addresses.iter().any(|said| same_town(address, said));
            entry.name == name && may_be(entry) && entry.addresses.iter().any(there)
        });
        let one = fitting.next()?;
        fitting.next().is_none().then_some(one.id)
    }

    /// A row whose one column of names has that of the family first (`Müller Jürgen`), with its name in the order in
    /// which the book has it, where that is one customer's and nobody's as it stands. With
    /// two of these words in the book it stays open who is meant.
    pub fn turned(&self, c: &Customer, draft: &Draft) -> Option<Customer> {
        let own = ["first_name", "last_name", "company_name"];
        let said = draft.fields.iter().any(|(field, _)| own.contains(&field.name));
        let whole = draft.special(Special::Name).filter(|whole| !said && !whole.contains(','));
        let name = full_name(c);
        if whole.is_none() || c.kind == CustomerKind::Company || self.names.contains_key(&name) {
            return None;
        }
        let key = in_any_order(&name);
        let Some([index]) = self.turned.get(&key).map(Vec::as_slice) else { return None };
        let entry = &self.entries[*index as usize];
        // Their name may have changed since.
        if in_any_order(&entry.name) != key {
            return None;
        }
        let words = [&c.first_name, &c.middle_name, &c.last_name].map(String::as_str).join(" ");
        let mut words: Vec<&str> = words.split_whitespace().collect();
        let mut taken = |part: &str| {
            let found = part.split_whitespace().filter_map(|word| {
                let at = words.iter().position(|own| fold(own) == word)?;
                Some(words.remove(at))
            });
            found.collect::<Vec<_>>().join(" ")
        };
        let first = taken(&entry.first);
        let last = taken(entry.name.strip_prefix(&entry.first).unwrap_or(&entry.name));
        Some(Customer { first_name: first, middle_name: String::new(), last_name: last, ..c.clone() })
    }

    /// Reads the file ahead where customers are known by their name only: which of two rows of one name speaks of
    /// them is for a person to say.
    pub fn look_ahead(&mut self, rows: impl Iterator<Item = Customer>) {
        let mut first: AHashMap<String, String> = AHashMap::new();
        for c in rows {
            let name = full_name(&c);
            let emails = c.emails.iter().map(|e| email::key(&e.address));
            let phones = c.phones.iter().map(|p| phone::key(&p.number, &p.e164));
            let who: Vec<String> =
                [fold(&c.number), place_of(&c)].into_iter().chain(emails).chain(phones).collect();
            let who = who.join("\n");
            if first.get(&name).is_some_and(|before| *before != who) {
                self.of_several_rows.insert(name);
            } else {
                first.insert(name, who);
            }
        }
    }

    /// Whether there is anybody whom two rows of one name could both mean.
    pub fn has_any(&self) -> bool {
        !self.entries.is_empty()
    }

    /// The one customer of that name of whom nothing but the name is known. What the row says of them can only be
    /// added, so that a second one of the name finds nobody any more.
    pub fn known_by_name_only(&self, c: &Customer) -> Option<Id> {
        let (name, number) = (full_name(c), fold(&c.number));
        if self.of_several_rows.contains(&name) {
            return None;
        }
        // A company is found under its people's names, too, and is none of them.
        let entries = self.names.get(&name)?.iter().map(|index| &self.entries[*index as usize]);
        let mut of_name = entries.filter(|entry| entry.name == name);
        let entry = of_name
            .next()
            .filter(|entry| entry.bare && may_be_one(&number, &entry.number) && entry.of_file.is_empty())?;
        of_name.next().is_none().then_some(entry.id)
    }

    /// The customer a sale or follow-up speaks of: by number, e-mail address,
    /// telephone or name, whichever is given first.
    pub fn resolve(&self, draft: &Draft, built: &Customer) -> Option<Id> {
        let whole = draft.special(Special::Name).or(draft.special(Special::ContactName)).map(fold);
        let number = fold(&built.number);
        for key in [Some(&number), whole.as_ref()].into_iter().flatten().filter(|k| !k.is_empty()) {
            if let Some(index) = self.numbers.get(key) {
                return Some(self.entries[*index as usize].id);
            }
        }
        let first =
            |list: Option<&Vec<u32>>| list.and_then(|l| l.first()).map(|i| self.entries[*i as usize].id);
        let by_mail = built.emails.iter().find_map(|e| first(self.emails.get(&email::key(&e.address))));
        if by_mail.is_some() {
            return by_mail;
        }
        if !number.is_empty() {
            // A number nobody has yet is a new customer, even when the name is known.
            return self.names.get(&number).and_then(|l| first(Some(l)));
        }
        let name = full_name(built);
        let by_phone = built.phones.iter().find_map(|p| {
            let list = self.phones.get(&phone::key(&p.number, &p.e164))?;
            let entry = |i: &&u32| name.is_empty() || self.entries[**i as usize].name == name;
            list.iter().find(entry).map(|i| self.entries[*i as usize].id)
        });
        by_phone
            .or_else(|| whole.and_then(|w| first(self.names.get(&w))))
            .or_else(|| if name.is_empty() { None } else { first(self.names.get(&name)) })
    }
}

/// The words of a folded name in an order that does not depend on theirs.
fn in_any_order(name: &str) -> String {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    words.sort_unstable();
    words.join(" ")
}

/// Whether two numbers can be those of one customer. Numbers that this book gave out say nothing about those of
/// another program.
fn may_be_one(a: &str, b: &str) -> bool {
    let digits = |rest: &str| rest.strip_prefix('-').is_some_and(|d| d.bytes().all(|b| b.is_ascii_digit()));
    let own = |n: &str| {
        let mut prefixes = OwnWords::ALL.iter().map(|words| words.prefixes.customer.to_lowercase());
        prefixes.any(|prefix| n.strip_prefix(&prefix).is_some_and(digits))
    };
    a.is_empty() || b.is_empty() || own(a) || own(b) || a == b
}

pub(super) fn full_name(c: &Customer) -> String {
    let person = [&c.first_name, &c.middle_name, &c.last_name];
    let person =
        person.into_iter().filter(|t| !t.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ");
    fold(if c.kind == CustomerKind::Company || person.is_empty() { &c.company_name } else { &person })
}

/// Whether two addresses are of one town by its name or postal code, and one of them may be all that is known of the other.
fn same_town(a: &Address, b: &Address) -> bool {
    let shared = |x: &str, y: &str| !x.is_empty() && fold(x) == fold(y);
    let land = phone::region_of(&a.country).zip(phone::region_of(&b.country)).is_none_or(|(a, b)| a == b);
    land && unite::same_place(a, b) && (shared(&a.city, &b.city) || shared(&a.postal_code, &b.postal_code))
}

fn place_of(c: &Customer) -> String {
    c.addresses
        .first()
        .map(|a| fold(&format!("{} {} {}", a.postal_code, a.city, a.street)))
        .unwrap_or_default()
}
