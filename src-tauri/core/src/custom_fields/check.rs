//! The rules of a field of the owner's own.

use super::{CustomField, CustomType};
use crate::book::Tx;
use crate::entity::{AnyRecord, FIRST_CUSTOM_TAG, Kind, codec};
use crate::facts::text::fold;
use crate::facts::{Facts, computed_fields};
use crate::{Error, Result, say};
use std::collections::BTreeSet;

/// The kinds of record that can have fields of the owner's own.
pub const RECORDS: [Kind; 9] = [
    Kind::Customer,
    Kind::Product,
    Kind::Sale,
    Kind::FollowUp,
    Kind::Interaction,
    Kind::Deal,
    Kind::Case,
    Kind::Campaign,
    Kind::Staff,
];

/// The kinds of record that a field of the owner's own can lead to, by their names.
pub const REFERABLE: [&str; 7] = ["customer", "product", "deal", "case", "sale", "campaign", "staff"];

/// So many tags there are; up to here they take two bytes.
const TAGS: i64 = 15_000;

/// The longest word for what a quantity is counted in.
const LONGEST_UNIT: usize = 20;

/// The longest slug.
const LONGEST_SLUG: usize = 40;

/// Gives a new field its slug and its tag, and refuses to change what values in records
/// depend on.
pub fn check(field: &mut CustomField, tx: &mut Tx<'_>) -> Result<()> {
    let wrong = |name: &str, message| Err(Error::invalid("custom_field", name, message));
    let Some(kind) = Kind::from_name(&field.record_kind).filter(|kind| RECORDS.contains(kind)) else {
        let names: Vec<&str> = RECORDS.iter().map(|kind| kind.name()).collect();
        return wrong(
            "record_kind",
            say!("Fields can be added to these kinds of record: {}.", names.join(", ")),
        );
    };
    kind.name().clone_into(&mut field.record_kind);
    let mut seen = BTreeSet::new();
    field.options.iter_mut().for_each(|option| *option = option.trim().to_owned());
    field.options.retain(|option| !option.is_empty() && seen.insert(fold(option)));
    if field.field_type == CustomType::Choice && field.options.is_empty() {
        return wrong("options", say!("A choice needs words to choose from."));
    }
    refers(field)?;
    unit(field)?;
    if field.label.is_empty() {
        return wrong("label", say!("This must not be empty."));
    }
    if field.field_type == CustomType::YesNo && field.required {
        return wrong(
            "required",
            say!("A yes or no is never empty: what is not ticked means no. Do not ask for it."),
        );
    }
    if others(field, tx).iter().any(|other| fold(&other.label) == fold(&field.label) && is_live(other)) {
        return wrong("label", say!("There is a field “{}” already.", field.label));
    }
    let before = tx.get::<CustomField>(field.meta.id).ok();
    // A file and a condition that name it would mean the declared one. What older books have stays.
    if before.as_ref().is_none_or(|before| before.label != field.label) && is_declared(kind, &field.label) {
        return wrong("label", say!("There is a field “{}” already.", field.label));
    }
    if let Some(before) = before {
        (field.slug, field.tag) = (before.slug.clone(), before.tag);
        if before.record_kind != field.record_kind {
            return wrong(
                "record_kind",
                say!("A field stays with the records it was made for. Make a new one instead."),
            );
        }
        if before.refers_to != field.refers_to && before.field_type == field.field_type {
            let count = used(tx.facts(), &before);
            if count > 0 {
                return wrong(
                    "refers_to",
                    say!(
                        "This field leads to records already, which would be lost (records with one: {}). Make a new field for the others instead.",
                        count
                    ),
                );
            }
        }
        let count = if before.field_type == field.field_type { 0 } else { used(tx.facts(), &before) };
        if count > 0 {
            return wrong(
                "field_type",
                say!(
                    "This field has values, which would be lost (records with one: {}). Make a new field of the other type instead.",
                    count
                ),
            );
        }
        return super::options::check(&before, field, tx);
    }
    if field.slug.is_empty() {
        field.slug = slug_of(&field.label);
    }
    let known = others(field, tx);
    let base = field.slug.clone();
    let mut number = 2;
    while known.iter().any(|other| other.slug == field.slug) || kind.def().field(&field.slug).is_some() {
        field.slug = format!("{base}{number}");
        number += 1;
    }
    if field.position == 0 {
        field.position = known.iter().map(|other| other.position).max().unwrap_or_default() + 1;
    }
    let free = known.iter().all(|other| other.tag != field.tag);
    // A file of another book brings the number that its records used.
    if field.tag < i64::from(FIRST_CUSTOM_TAG) || field.tag > i64::from(u16::MAX) || !free {
        field.tag = new_tag(field, &known, tx.facts());
    }
    Ok(())
}

/// A relation says to which kind of record it leads; of any other field that says nothing.
fn refers(field: &mut CustomField) -> Result<()> {
    if field.field_type != CustomType::Relation {
        field.refers_to.clear();
        return Ok(());
    }
    let wanted = Kind::from_name(field.refers_to.trim()).map(Kind::name);
    match wanted.filter(|name| REFERABLE.contains(name)) {
        Some(name) => {
            name.clone_into(&mut field.refers_to);
            Ok(())
        }
        None => Err(Error::invalid(
            "custom_field",
            "refers_to",
            say!("A relation leads to one of these kinds of record: {}.", REFERABLE.join(", ")),
        )),
    }
}

/// A quantity says what it is counted in; any other field is no quantity.
fn unit(field: &mut CustomField) -> Result<()> {
    field.unit = match field.field_type {
        CustomType::Quantity => field.unit.trim().to_owned(),
        _ => String::new(),
    };
    if field.unit.chars().count() > LONGEST_UNIT {
        return Err(Error::invalid(
            "custom_field",
            "unit",
            say!("What it is counted in is a short word or sign such as kg."),
        ));
    }
    Ok(())
}

/// Refuses to bring a field back while another has its name: nobody could tell the two apart, and no
/// file with both could be read.
pub(crate) fn check_restore(tx: &Tx<'_>, record: &dyn AnyRecord) -> Result<()> {
    let Some(field) = record.downcast::<CustomField>() else { return Ok(()) };
    if others(field, tx).iter().any(|other| fold(&other.label) == fold(&field.label) && is_live(other)) {
        return Err(Error::Conflict(say!(
            "There is another field “{}” now. Give that one another name first, then bring this one back.",
            field.label
        )));
    }
    Ok(())
}

/// Whether the program itself has a field of this name for such records, as it is written in files and
/// conditions or in words.
fn is_declared(kind: Kind, label: &str) -> bool {
    let wanted = fold(&label.replace('_', " "));
    let stored = kind.def().all_fields().map(|field| field.name);
    let computed = computed_fields(kind).iter().map(|field| field.name);
    stored.chain(computed).any(|name| {
        let words = name.replace('_', " ");
        wanted == words || Some(wanted.as_str()) == words.strip_suffix(" id")
    })
}

/// Every required field of the owner's own must be filled in when somebody types a record.
pub(crate) fn check_required(record: &dyn AnyRecord, facts: &Facts) -> Result<()> {
    let def = record.def();
    let missing = facts.custom.of(def.kind).iter().find(|f| f.required && record.value(f).is_empty());
    missing.map_or(Ok(()), |field| {
        Err(Error::invalid(def.name, field.name, say!("“{}” must be filled in.", field.label)))
    })
}

/// How many records have a value in a field, also when it is hidden.
pub fn used(facts: &Facts, field: &CustomField) -> usize {
    let (Some(kind), Ok(tag)) = (Kind::from_name(&field.record_kind), u16::try_from(field.tag)) else {
        return 0;
    };
    let table = facts.table(kind);
    table.present_rows().filter(|row| codec::raw_field(table.bytes(*row), tag).is_some()).count()
}

fn is_live(field: &CustomField) -> bool {
    field.meta.trashed_at.is_none()
}

/// The other fields of the same kind of record, those in the trash too.
fn others(field: &CustomField, tx: &Tx<'_>) -> Vec<CustomField> {
    tx.all::<CustomField>()
        .into_iter()
        .filter(|other| other.meta.id != field.meta.id && other.record_kind == field.record_kind)
        .collect()
}

/// A tag that no field of this kind of record has or had: made of the identity, so that
/// values never show up in a field that was made later, whatever was undone in between.
fn new_tag(field: &CustomField, known: &[CustomField], facts: &Facts) -> i64 {
    let first = i64::from(FIRST_CUSTOM_TAG);
    let start = (codec::stable_hash(&field.meta.id.0) % TAGS as u64) as i64;
    let free = |tag: &i64| {
        let of_tag = CustomField { tag: *tag, ..field.clone() };
        known.iter().all(|other| other.tag != *tag) && used(facts, &of_tag) == 0
    };
    (0..TAGS).map(|step| first + (start + step) % TAGS).find(free).unwrap_or(first)
}

/// `Größe (EU) 2` becomes `groesse_eu2`: letters a to z, digits and single underscores, none
/// of them before a digit, so that the name survives being written in camelCase.
fn slug_of(label: &str) -> String {
    let mut slug = String::new();
    let mut gap = false;
    // As people write them where there is no other way.
    let spelt = label.to_lowercase().replace('ä', "ae").replace('ö', "oe").replace('ü', "ue");
    for c in fold(&spelt).chars() {
        if !c.is_ascii_alphanumeric() {
            gap = true;
            continue;
        }
        if gap && !slug.is_empty() && !c.is_ascii_digit() {
            slug.push('_');
        }
        gap = false;
        slug.push(c);
    }
    slug.truncate(LONGEST_SLUG);
    let slug = slug.trim_matches('_').to_owned();
    match slug.chars().next() {
        Some(first) if first.is_ascii_alphabetic() => slug,
        Some(_) => format!("field{slug}"),
        None => "field".to_owned(),
    }
}
