//! Rows that are customers, and finding the customer a row speaks of.
//!
//! A row with the name of a company and no person becomes a company. With both, it
//! becomes a person with that company, unless the column of the person is one of
//! contacts (`ContactName`): then the row is a company, and its first and last name
//! are those of the contact.

use super::draft::Draft;
use super::record::{apply, apply_fields};
use super::{Done, ImportError, Job, OnDuplicate, later, lenient, names, places, related};
use crate::book::Tx;
use crate::customers::{Customer, CustomerKind, unite};
use crate::entity::{Entity, Kind, codec};
use crate::exchange::target::Special;
use crate::facts::text::fold;
use crate::facts::{Facts, State};
use crate::normalise::{email, phone};
use crate::{Id, Result};
use ahash::AHashMap;

pub(super) fn run(job: &mut Job<'_>, tx: &mut Tx<'_>) -> Result<()> {
    let mut known = Known::of(tx.facts());
    job.each_row(|job, line, draft| {
        let mut told = lenient::refused(job, &draft, line);
        let outcome = save(job, tx, &mut known, &draft, line, &mut told);
        let kept = matches!(outcome, Ok((Done::Created | Done::Updated, _)));
        // Of a customer who is left as they are, nothing was lost.
        if !matches!(outcome, Ok((Done::Skipped, _))) {
            job.result.errors.extend(told.into_iter().map(|error| ImportError { kept, ..error }));
        }
        later::remember(job, line, &draft, &outcome);
        job.note(&[line], outcome.map(|(done, _)| done))
    })?;
    later::settle(job, tx, &|cell| related::customer(&known, cell))
}

fn save(
    job: &Job<'_>,
    tx: &mut Tx<'_>,
    known: &mut Known,
    draft: &Draft,
    line: u64,
    told: &mut Vec<ImportError>,
) -> Result<(Done, Id)> {
    let mut customer = build(draft, &known.country)?;
    lenient::without_wrong_mail(job, &mut customer, line, told);
    for cell in told.iter() {
        lenient::keep(&mut customer.meta.notes, &cell.column, &cell.value);
    }
    customer.meta.attachments.extend(job.pictures.get(&line).cloned());
    let twin = known.twin(&customer);
    match (twin, job.on_duplicate) {
        (Some(id), OnDuplicate::Skip) => Ok((Done::Skipped, id)),
        (Some(id), OnDuplicate::Update) => {
            let mut old: Customer = tx.get(id)?;
            let before = old.clone();
            apply_fields(&mut old, &without_names(draft, &customer))?;
            merge_lists(&mut old, &customer);
            for cell in told.iter() {
                lenient::keep(&mut old.meta.notes, &cell.column, &cell.value);
            }
            for picture in &customer.meta.attachments {
                if old.meta.attachments.iter().all(|there| there.hash != picture.hash) {
                    old.meta.attachments.push(picture.clone());
                }
            }
            if old == before && draft.later.is_empty() {
                return Ok((Done::Skipped, id));
            }
            lenient::save(job, tx, &mut old, line, told)?;
            known.add(&old);
            Ok((Done::Updated, id))
        }
        (twin, _) => {
            if twin.is_some() && known.has_number(&customer.number) {
                // The number belongs to the one that is there; the new one gets its own.
                customer.number.clear();
            }
            lenient::save(job, tx, &mut customer, line, told)?;
            known.add(&customer);
            Ok((Done::Created, customer.meta.id))
        }
    }
}

/// The row's own fields with those that a whole name was taken apart into.
fn without_names(draft: &Draft, built: &Customer) -> Draft {
    let mut fields = draft.clone();
    for name in ["salutation", "first_name", "middle_name", "last_name", "company_name"] {
        let Some(field) = Customer::DEF.field(name) else { continue };
        let value = (built as &dyn crate::entity::AnyRecord).value(field);
        if !value.is_empty() && !fields.fields.iter().any(|(f, _)| f.tag == field.tag) {
            fields.fields.push((field, value));
        }
    }
    fields
}

/// Adds what a list does not have yet; a permission is as the file says it.
fn merge_lists(old: &mut Customer, new: &Customer) {
    unite::contact(old, new);
    for c in &new.consents {
        match old.consents.iter_mut().find(|o| o.channel == c.channel) {
            Some(there) => *there = c.clone(),
            None => old.consents.push(c.clone()),
        }
    }
}

/// A new customer from what a row says.
pub(super) fn build(draft: &Draft, country: &str) -> Result<Customer> {
    let mut customer = Customer::default();
    apply(&mut customer, draft)?;
    let kind_said = draft.get("kind").is_some();
    take_names(&mut customer, draft, kind_said);
    customer.phones.retain(|p| !p.number.is_empty());
    customer.emails.retain(|e| !e.address.is_empty());
    customer.addresses.iter_mut().for_each(|address| places::tidy(address, country));
    let region = customer.addresses.iter().find_map(|a| phone::region_of(&a.country));
    let region = region.as_deref().unwrap_or(country);
    for phone in &mut customer.phones {
        phone.e164 = phone::read(&mut phone.number, &mut phone.label, region).unwrap_or_default();
        if phone.label.is_empty() && phone::is_mobile(&phone.e164) {
            "mobile".clone_into(&mut phone.label);
        }
    }
    Ok(customer)
}

fn take_names(customer: &mut Customer, draft: &Draft, kind_said: bool) {
    if names::is_of_company(&customer.salutation) {
        take_company(customer, draft, kind_said);
    }
    // Beside a column of first names, one of names holds those of families.
    if let Some(whole) = draft.special(Special::Name)
        && !customer.first_name.is_empty()
        && customer.last_name.is_empty()
        && fold(whole) != fold(&customer.company_name)
        && fold(whole) != fold(&customer.first_name)
    {
        let first = format!("{} ", customer.first_name);
        whole.strip_prefix(&first).unwrap_or(whole).clone_into(&mut customer.last_name);
    }
    if let Some(whole) = draft.special(Special::Name)
        && customer.first_name.is_empty()
        && customer.last_name.is_empty()
        && fold(whole) != fold(&customer.company_name)
    {
        let company = match kind_said {
            true => customer.kind == CustomerKind::Company,
            false => names::is_company(whole),
        };
        if company && customer.company_name.is_empty() {
            customer.company_name = whole.to_owned();
        } else {
            take_person(customer, whole);
        }
    }
    let contact = draft.special(Special::ContactName);
    if let Some(whole) = contact
        && customer.first_name.is_empty()
        && customer.last_name.is_empty()
    {
        take_person(customer, whole);
    }
    let person = !customer.first_name.is_empty() || !customer.last_name.is_empty();
    if !kind_said && !customer.company_name.is_empty() && (!person || contact.is_some()) {
        customer.kind = CustomerKind::Company;
    }
}

/// `Firma` stands where others have Herr or Frau: what the row calls a name is that of the company.
fn take_company(customer: &mut Customer, draft: &Draft, kind_said: bool) {
    customer.salutation.clear();
    if !kind_said {
        customer.kind = CustomerKind::Company;
    }
    if customer.company_name.is_empty() {
        let own = [&customer.first_name, &customer.last_name].map(String::as_str).join(" ");
        customer.company_name = match draft.special(Special::Name) {
            Some(whole) => whole.to_owned(),
            None => own.trim().to_owned(),
        };
        customer.first_name.clear();
        customer.last_name.clear();
    }
}

fn take_person(customer: &mut Customer, whole: &str) {
    let name = names::split(whole);
    if customer.salutation.is_empty() {
        customer.salutation = name.salutation;
    }
    customer.first_name = name.first;
    customer.middle_name = name.middle;
    customer.last_name = name.last;
}

/// The customers of the book and those made so far, by what they are recognised by.
pub(super) struct Known {
    pub(super) entries: Vec<Entry>,
    by_id: AHashMap<Id, u32>,
    pub(super) numbers: AHashMap<String, u32>,
    pub(super) emails: AHashMap<String, Vec<u32>>,
    pub(super) phones: AHashMap<String, Vec<u32>>,
    pub(super) names: AHashMap<String, Vec<u32>>,
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
            country: facts.settings().country,
        };
        let table = facts.table(Kind::Customer);
        for row in table.present_rows().filter(|row| table.state(*row) != State::Trashed) {
            if let Ok(customer) = Customer::decode(table.id(row), table.bytes(row)) {
                known.add(&customer);
            }
        }
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
        for number in c.former_numbers.iter().map(|number| fold(number)).chain([entry.number.clone()]) {
            if !number.is_empty() {
                self.numbers.insert(number, index);
            }
        }
        self.entries[index as usize] = entry;
    }

    /// Whether a number is taken.
    pub fn has_number(&self, number: &str) -> bool {
        !number.is_empty() && self.numbers.contains_key(&fold(number))
    }

    /// The customer that `c` is already: the same number; else the same e-mail
    /// address unless the first names differ; else the same telephone and name; else,
    /// for a row that has none of these, the same name at the same place.
    pub fn twin(&self, c: &Customer) -> Option<Id> {
        let number = fold(&c.number);
        if let Some(index) = self.numbers.get(&number).filter(|_| !number.is_empty()) {
            return Some(self.entries[*index as usize].id);
        }
        let (first, name) = (fold(&c.first_name), full_name(c));
        let fits = |a: &str, b: &str| a.is_empty() || b.is_empty() || a == b;
        // Numbers that this book gave out say nothing about those of another program.
        let own = |n: &str| n.strip_prefix("c-").is_some_and(|d| d.bytes().all(|b| b.is_ascii_digit()));
        let numbered =
            |e: &Entry| number.is_empty() || own(&e.number) || own(&number) || fits(&number, &e.number);
        let pick = |list: Option<&Vec<u32>>, same: &dyn Fn(&Entry) -> bool| {
            let entries = list.into_iter().flatten().map(|i| &self.entries[*i as usize]);
            entries.into_iter().find(|e| numbered(e) && same(e)).map(|e| e.id)
        };
        for e in &c.emails {
            let found = pick(self.emails.get(&email::key(&e.address)), &|entry| fits(&first, &entry.first));
            if found.is_some() {
                return found;
            }
        }
        for p in &c.phones {
            let key = phone::key(&p.number, &p.e164);
            let found = pick(self.phones.get(&key), &|entry| fits(&name, &entry.name));
            if found.is_some() {
                return found;
            }
        }
        if number.is_empty() && c.emails.is_empty() && c.phones.is_empty() && !name.is_empty() {
            let place = place_of(c);
            return pick(self.names.get(&name), &|entry| entry.place == place);
        }
        None
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

pub(super) fn full_name(c: &Customer) -> String {
    let person = [&c.first_name, &c.middle_name, &c.last_name];
    let person =
        person.into_iter().filter(|t| !t.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ");
    fold(if c.kind == CustomerKind::Company || person.is_empty() { &c.company_name } else { &person })
}

fn place_of(c: &Customer) -> String {
    c.addresses
        .first()
        .map(|a| fold(&format!("{} {} {}", a.postal_code, a.city, a.street)))
        .unwrap_or_default()
}

/// The customer a row speaks of.
pub(super) enum Referred {
    /// The row says nothing by which a customer could be known.
    Nobody,
    /// One of the book.
    Known(Id),
    /// One to be made along with the record.
    New(Box<Customer>),
}

impl Referred {
    /// Finds the customer; the book stays as it is.
    pub fn find(known: &Known, draft: Option<&Draft>) -> Result<Self> {
        let Some(draft) = draft else {
            return Ok(Self::Nobody);
        };
        let mut customer = build(draft, &known.country)?;
        if let Some(id) = known.resolve(draft, &customer) {
            return Ok(Self::Known(id));
        }
        if full_name(&customer).is_empty() && customer.emails.is_empty() && customer.phones.is_empty() {
            if customer.number.is_empty() {
                return Ok(Self::Nobody);
            }
            let number = customer.number.clone();
            let bare = number.bytes().all(|b| b.is_ascii_digit());
            customer.last_name = if bare { format!("Customer {number}") } else { number };
        }
        Ok(Self::New(Box::new(customer)))
    }

    /// The customer's identity, when the book has the customer.
    pub fn known(&self) -> Option<Id> {
        match self {
            Self::Known(id) => Some(*id),
            Self::Nobody | Self::New(_) => None,
        }
    }

    /// Stages a new customer. Returns the identity.
    pub fn stage(&mut self, tx: &mut Tx<'_>) -> Result<Option<Id>> {
        match self {
            Self::New(customer) => tx.save(customer.as_mut()).map(Some),
            Self::Nobody | Self::Known(_) => Ok(self.known()),
        }
    }

    /// Notes and counts a customer that was made, once the record is taken.
    pub fn taken(&self, job: &mut Job<'_>, known: &mut Known) {
        if let Self::New(customer) = self {
            known.add(customer);
            job.made(Kind::Customer, 1);
        }
    }
}

/// The tag of a text field of a kind, for scanning a table without decoding records.
pub(super) fn text_of<'a>(table: &'a crate::facts::Table, row: u32, name: &str) -> &'a str {
    table
        .def
        .field(name)
        .and_then(|f| codec::raw_field(table.bytes(row), f.tag))
        .and_then(|b| std::str::from_utf8(b).ok())
        .unwrap_or_default()
}
