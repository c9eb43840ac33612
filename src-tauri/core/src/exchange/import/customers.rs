//! Rows that are customers, and the customers that rows of other kinds speak of.
//!
//! A row with the name of a company and no person becomes a company. With both, it
//! becomes a person with that company, unless the column of the person is one of
//! contacts (`ContactName`): then the row is a company, and its first and last name
//! are those of the contact.

use super::draft::Draft;
use super::known::{Known, full_name};
use super::met::{By, met};
use super::record::{apply, apply_fields, fill_fields};
use super::{Done, ImportError, ImportMet, Job, OnDuplicate, later, lenient, names, places, related};
use crate::book::Tx;
use crate::customers::{Customer, CustomerKind, unite};
use crate::entity::{Entity, Kind, codec};
use crate::exchange::target::Special;
use crate::facts::text::fold;
use crate::normalise::phone;
use crate::sentence::by_count;
use crate::{Id, Result, Sentence, say};

pub(super) fn run(job: &mut Job<'_>, tx: &mut Tx<'_>) -> Result<()> {
    let mut known = Known::of(tx.facts());
    if known.has_any() {
        let country = known.country.clone();
        let drafts = job.drafts()?;
        let built = drafts.iter().filter_map(|draft| Some((draft, build(draft, &country).ok()?)));
        let turned = built.map(|(draft, customer)| known.turned(&customer, draft).unwrap_or(customer));
        let rows: Vec<Customer> = turned.collect();
        known.look_ahead(rows.into_iter());
    }
    job.each_row(|job, line, draft| {
        let mut told = lenient::refused(job, &draft, line);
        let mut there = None;
        let outcome = save(job, tx, &mut known, &draft, line, &mut told, &mut there);
        if outcome.is_ok() {
            there.into_iter().for_each(|there| job.meet(there));
        }
        let kept = matches!(outcome, Ok((Done::Created | Done::Updated, _)));
        // Of a customer who is left as they are, nothing was lost.
        if !matches!(outcome, Ok((Done::Skipped, _))) {
            job.result.errors.extend(told.into_iter().map(|error| ImportError { kept, ..error }));
        }
        later::remember(job, line, &draft, &outcome);
        job.note(&[line], outcome.map(|(done, _)| done))
    })?;
    later::settle(job, tx, &|cell| related::customer(&known, cell))?;
    job.result.notices.extend(nameless(tx));
    Ok(())
}

/// Says how many came in without a name; lists of bare addresses are like that, but mostly its column was left out.
fn nameless(tx: &Tx<'_>) -> Option<Sentence> {
    let is_new = |id: &Id| tx.facts().table(Kind::Customer).row(*id).is_none();
    let new = tx.written(Kind::Customer).map(|(id, _)| id).filter(is_new);
    let made = new.filter_map(|id| tx.get::<Customer>(id).ok());
    let nobody =
        made.filter(|c| [&c.first_name, &c.last_name, &c.company_name].iter().all(|name| name.is_empty()));
    let count = nobody.count() as u64;
    (count > 0).then(|| {
        by_count(
            count,
            say!("1 customer has no name. If a column has it, let that column go to the name before you bring the file in."),
            say!(
                "{} customers have no name. If a column has it, let that column go to the name before you bring the file in.",
                count
            ),
        )
    })
}

/// Whether rows may add to customers of the book.
fn adds(job: &Job<'_>) -> bool {
    matches!(job.on_duplicate, OnDuplicate::Fill | OnDuplicate::Update)
}

fn save(
    job: &Job<'_>,
    tx: &mut Tx<'_>,
    known: &mut Known,
    draft: &Draft,
    line: u64,
    told: &mut Vec<ImportError>,
    there: &mut Option<ImportMet>,
) -> Result<(Done, Id)> {
    let mut customer = build(draft, &known.country)?;
    lenient::without_wrong_mail(job, &mut customer, line, told);
    for cell in told.iter() {
        lenient::keep(&mut customer.meta.notes, &cell.column, &cell.value);
    }
    customer.meta.attachments.extend(job.pictures.get(&line).cloned());
    let number = customer.number.clone();
    let met_as = |row: &Customer, by: By| {
        let by_name = || known.known_by_name_only(row).filter(|_| adds(job)).map(|id| (id, by));
        let twin = known.twin(row).map(|(id, found)| match (by, found) {
            // Whoever reads this has to see that the words were turned.
            (By::Turned, By::Place) => (id, By::Turned),
            _ => (id, found),
        });
        twin.or_else(by_name)
    };
    let mut twin = met_as(&customer, By::NameOnly);
    if let Some(turned) = known.turned(&customer, draft).filter(|_| twin.is_none()) {
        // Only whoever is recognised so is called so: Walter Thomas and Thomas Walter may be two.
        twin = met_as(&turned, By::Turned);
        customer = if twin.is_some() { turned } else { customer };
    }
    match (twin, job.on_duplicate) {
        (Some((id, by)), OnDuplicate::Skip) => {
            known.came_as(id, &number);
            *there = Some(met(line, draft, &customer, &tx.get::<Customer>(id)?, by, &Done::Skipped));
            Ok((Done::Skipped, id))
        }
        (Some((id, by)), on_duplicate @ (OnDuplicate::Update | OnDuplicate::Fill)) => {
            let mut old: Customer = tx.get(id)?;
            let before = old.clone();
            if on_duplicate == OnDuplicate::Fill {
                complete(&mut old, draft, &customer)?;
            } else {
                apply_fields(&mut old, &without_names(draft, &customer))?;
                merge_lists(&mut old, &customer);
            }
            for cell in told.iter() {
                lenient::keep(&mut old.meta.notes, &cell.column, &cell.value);
            }
            let has_files = !old.meta.attachments.is_empty() && on_duplicate == OnDuplicate::Fill;
            for picture in customer.meta.attachments.iter().filter(|_| !has_files) {
                if old.meta.attachments.iter().all(|there| there.hash != picture.hash) {
                    old.meta.attachments.push(picture.clone());
                }
            }
            known.came_as(id, &number);
            if old == before && !later::awaited(draft, &old, job.on_duplicate) {
                *there = Some(met(line, draft, &customer, &old, by, &Done::Skipped));
                return Ok((Done::Skipped, id));
            }
            lenient::save(job, tx, &mut old, line, told)?;
            known.add(&old);
            *there = Some(met(line, draft, &customer, &old, by, &Done::Updated));
            Ok((Done::Updated, id))
        }
        (twin, _) => {
            if twin.is_some() && known.has_number(&customer.number) {
                // The number belongs to the one that is there; the new one gets its own.
                customer.number.clear();
            }
            lenient::save(job, tx, &mut customer, line, told)?;
            known.add(&customer);
            known.came_as(customer.meta.id, &number);
            Ok((Done::Created, customer.meta.id))
        }
    }
}

/// The fields that are the name.
const NAMES: [&str; 5] = ["salutation", "first_name", "middle_name", "last_name", "company_name"];

/// The row's own fields with those that a whole name was taken apart into.
fn without_names(draft: &Draft, built: &Customer) -> Draft {
    let mut fields = draft.clone();
    for name in NAMES {
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

/// Fills in what the book does not know of a customer. Parts of a name are not put to that of somebody else, who
/// may share an e-mail address; a number of the file is kept beside that of the book, so that the customer is
/// found by either.
fn complete(old: &mut Customer, draft: &Draft, row: &Customer) -> Result<()> {
    let mut fields = without_names(draft, row);
    let fits = |a: &str, b: &str| a.is_empty() || b.is_empty() || fold(a) == fold(b);
    if old.kind != row.kind || !fits(&old.last_name, &row.last_name) {
        fields.fields.retain(|(field, _)| !NAMES.contains(&field.name));
    }
    fill_fields(old, &fields)?;
    let known = |number: &String| fold(number) == fold(&row.number);
    if !row.number.is_empty() && !known(&old.number) && !old.former_numbers.iter().any(known) {
        old.former_numbers.push(row.number.clone());
    }
    unite::complete(old, row);
    for consent in &row.consents {
        if old.consents.iter().all(|there| there.channel != consent.channel) {
            old.consents.push(consent.clone());
        }
    }
    Ok(())
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
