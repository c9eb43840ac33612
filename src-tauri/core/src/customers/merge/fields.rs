//! Side by side, field by field: what each of two customers says and what stays.

use crate::custom_fields::CustomFields;
use crate::customers::duplicates::addresses_contained;
use crate::customers::{Consent, Customer, Role, leads, unite};
use crate::entity::{AnyRecord, FIRST_CUSTOM_TAG, FieldDef, FieldType, Kind, Value};
use crate::facts::text::fold;
use crate::{Error, Id, Result, say};

/// Whose value stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// That of the customer who stays.
    Staying,
    /// That of the one who goes.
    Going,
    /// Both: lists are put together, texts stand one under the other.
    Both,
}

impl Take {
    /// The word for it on the wire and the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Staying => "staying",
            Self::Going => "going",
            Self::Both => "both",
        }
    }

    /// The choice by its word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Staying, Self::Going, Self::Both].into_iter().find(|take| take.word() == word)
    }
}

/// One field of two customers.
pub struct Beside {
    /// The field.
    pub field: &'static FieldDef,
    /// What the one who stays says.
    pub staying: Value,
    /// What the one who goes says.
    pub going: Value,
    /// What is proposed.
    pub take: Take,
    /// Whether both can stay.
    pub both: bool,
}

/// The fields in which two customers differ, with what is proposed: what is missing is
/// filled, lists are put together, otherwise the one who stays is believed.
pub fn beside(custom: &CustomFields, this: &Customer, that: &Customer) -> Vec<Beside> {
    let (a, b): (&dyn AnyRecord, &dyn AnyRecord) = (this, that);
    custom
        .all(Kind::Customer)
        .filter(|field| !field.read_only && !matches!(field.name, "number" | "archived" | "debtor_account"))
        .filter_map(|field| {
            let (staying, going) = (a.value(field), b.value(field));
            if staying == going || (staying.is_empty() && going.is_empty()) {
                return None;
            }
            // Nobody has to choose between both and the one of them that says something.
            let both = can_have_both(field) && !staying.is_empty() && !going.is_empty();
            let take = match field.name {
                "addresses" if both => proposed_addresses(this, that),
                _ => proposed(field, &staying, &going),
            };
            Some(Beside { field, staying, going, take, both })
        })
        .collect()
}

fn can_have_both(field: &FieldDef) -> bool {
    matches!(
        field.ty,
        FieldType::Parts | FieldType::Files | FieldType::Tags | FieldType::Choices | FieldType::LongText
    )
}

/// One address in two spellings is proposed once, in the fuller one.
fn proposed_addresses(staying: &Customer, going: &Customer) -> Take {
    if addresses_contained(&going.addresses, &staying.addresses) {
        Take::Staying
    } else if addresses_contained(&staying.addresses, &going.addresses) {
        Take::Going
    } else {
        Take::Both
    }
}

fn proposed(field: &FieldDef, staying: &Value, going: &Value) -> Take {
    if staying.is_empty() {
        return Take::Going;
    }
    if going.is_empty() {
        return Take::Staying;
    }
    match field.name {
        _ if can_have_both(field) => Take::Both,
        // Whoever has bought is a customer, whatever the other card says.
        "role" if staying.to_plain() == Role::Prospect.word() => Take::Going,
        "birthday" if !staying.to_plain().is_empty() && staying.to_plain().starts_with("--") => Take::Going,
        _ => Take::Staying,
    }
}

/// Puts what `going` says into `staying`.
pub(super) fn combine(
    custom: &CustomFields,
    staying: &mut Customer,
    going: &Customer,
    takes: &[(&str, Take)],
) -> Result<()> {
    for Beside { field, staying: own, going: other, take, .. } in beside(custom, staying, going) {
        let take = takes.iter().find(|(name, _)| *name == field.name).map_or(take, |(_, take)| *take);
        let value = match take {
            Take::Staying => continue,
            Take::Going => other,
            Take::Both => match both(staying, going, field, own, other)? {
                Some(value) => value,
                None => continue,
            },
        };
        let record: &mut dyn AnyRecord = staying;
        record
            .set_value(field, value)
            .map_err(|why| Error::invalid("customer", field.name, say!("This {}.", why)))?;
    }
    leads::keep_in_step(staying);
    for number in std::iter::once(&going.number).chain(&going.former_numbers) {
        if !number.is_empty() && !staying.former_numbers.contains(number) {
            staying.former_numbers.push(number.clone());
        }
    }
    staying.meta.created_at = staying.meta.created_at.min(going.meta.created_at);
    // Somebody may be two things to a customer: only the same said twice is said once.
    let mut named: Vec<(Id, String, bool)> = Vec::new();
    staying.relations.retain(|relation| {
        let said = (relation.customer_id, fold(&relation.role), relation.member);
        let new = said.0 != staying.meta.id && said.0 != going.meta.id && !named.contains(&said);
        named.push(said);
        new
    });
    let own = Some(staying.meta.id);
    for reference in [&mut staying.company_id, &mut staying.referred_by] {
        if *reference == Some(going.meta.id) || *reference == own {
            *reference = None;
        }
    }
    let both = [staying.meta.id, going.meta.id];
    let_go(custom, staying, &both)
}

/// Empties the owner's own relations of a customer that lead to one of these.
pub(super) fn let_go(custom: &CustomFields, customer: &mut Customer, ids: &[Id]) -> Result<()> {
    let own = |field: &&FieldDef| field.tag >= FIRST_CUSTOM_TAG && field.ref_kind == Some(Kind::Customer);
    for field in custom.every(Kind::Customer).filter(own) {
        let record: &mut dyn AnyRecord = customer;
        if matches!(record.value(field), Value::Id(id) if ids.contains(&id)) {
            record
                .set_value(field, Value::Null)
                .map_err(|why| Error::invalid("customer", field.name, say!("This {}.", why)))?;
        }
    }
    Ok(())
}

/// Both values of a field as one; `None` when they are in the record already.
fn both(
    staying: &mut Customer,
    going: &Customer,
    field: &FieldDef,
    own: Value,
    other: Value,
) -> Result<Option<Value>> {
    match (field.name, own, other) {
        ("phones" | "emails" | "addresses", ..) => {
            let mut one = Customer::default();
            match field.name {
                "phones" => one.phones.clone_from(&going.phones),
                "emails" => one.emails.clone_from(&going.emails),
                _ => one.addresses.clone_from(&going.addresses),
            }
            unite::contact(staying, &one);
            Ok(None)
        }
        ("consents", ..) => {
            for consent in &going.consents {
                add_consent(&mut staying.consents, consent);
            }
            Ok(None)
        }
        (_, Value::List(mut list), Value::List(more)) => {
            list.extend(more.into_iter().filter(|item| !list.contains(item)).collect::<Vec<_>>());
            Ok(Some(Value::List(list)))
        }
        (_, Value::Text(text), Value::Text(more)) if field.ty == FieldType::LongText => {
            Ok((!text.contains(&more)).then(|| Value::Text(format!("{text}\n\n{more}"))))
        }
        _ => Err(Error::invalid("customer", field.name, say!("This has one value only. Choose whose."))),
    }
}

/// A withdrawal counts, whichever card it is on.
fn add_consent(list: &mut Vec<Consent>, new: &Consent) {
    match list.iter_mut().find(|there| there.channel == new.channel) {
        Some(there) if there.withdrawn_at.is_none() && new.withdrawn_at.is_some() => *there = new.clone(),
        Some(_) => {}
        None => list.push(new.clone()),
    }
}
