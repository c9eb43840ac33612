//! The fields of the owner's own that a book has, as declarations.

use super::{CustomField, CustomType};
use crate::Id;
use crate::attachments::Attachment;
use crate::entity::{
    Entity, FIRST_CUSTOM_TAG, FieldDef, FieldType, FieldValue, Format, Kind, Value, blank_value, decode_value,
};
use crate::facts::{Facts, State, Table};
use ahash::AHashMap;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::sync::Mutex;

/// What names such a field in front of its slug: `custom_shoe_size`.
pub(super) const PREFIX: &str = "custom_";

/// The section of the form for fields without a heading of their own.
const SECTION: &str = "custom";

/// The fields of the owner's own, by kind.
#[derive(Clone, Default)]
pub struct CustomFields {
    fields: AHashMap<Kind, Vec<&'static FieldDef>>,
    /// Those in the trash: nobody sees them, but their values lie in the records still.
    hidden: AHashMap<Kind, Vec<&'static FieldDef>>,
}

impl CustomFields {
    /// Those in a table of definitions.
    pub(crate) fn of_table(table: &Table) -> Self {
        let mut found: Vec<CustomField> = table
            .present_rows()
            .filter_map(|row| CustomField::decode(table.id(row), table.bytes(row)).ok())
            .collect();
        found.sort_by_key(|field| (field.position, field.tag));
        let mut known = Self::default();
        for field in found {
            if let (Some(kind), Some(def)) = (Kind::from_name(&field.record_kind), declaration(&field)) {
                let live = field.meta.trashed_at.is_none();
                let of = if live { &mut known.fields } else { &mut known.hidden };
                of.entry(kind).or_default().push(def);
            }
        }
        known
    }

    /// Those of a kind, in the order of the form.
    pub fn of(&self, kind: Kind) -> &[&'static FieldDef] {
        self.fields.get(&kind).map(Vec::as_slice).unwrap_or_default()
    }

    /// Every field of a kind: the declared ones, then the owner's own.
    pub fn all(&self, kind: Kind) -> impl Iterator<Item = &'static FieldDef> + '_ {
        kind.def().all_fields().chain(self.of(kind).iter().copied())
    }

    /// [`CustomFields::all`] and those that were removed. Whoever moves or counts references walks these: a field
    /// that is brought back must not lead to nothing.
    pub(crate) fn every(&self, kind: Kind) -> impl Iterator<Item = &'static FieldDef> + '_ {
        self.all(kind).chain(self.hidden.get(&kind).into_iter().flatten().copied())
    }

    /// One of a kind by its name (`custom_shoe_size`, `custom.shoe_size`) or by its slug
    /// alone, where no declared field is called so.
    pub fn find(&self, kind: Kind, name: &str) -> Option<&'static FieldDef> {
        let of = self.of(kind);
        let slug = name.strip_prefix(PREFIX).or_else(|| name.strip_prefix("custom."));
        let by_slug = |slug: &str| of.iter().copied().find(|f| f.name.strip_prefix(PREFIX) == Some(slug));
        slug.and_then(by_slug).or_else(|| by_slug(name))
    }

    /// A field of a kind by its name, declared or the owner's own.
    pub fn field(&self, kind: Kind, name: &str) -> Option<&'static FieldDef> {
        kind.def().field(name).or_else(|| self.find(kind, name))
    }

    /// Whether two books have the same fields of a kind in the same order.
    pub(crate) fn same(&self, other: &Self, kind: Kind) -> bool {
        let (a, b) = (self.of(kind), other.of(kind));
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| std::ptr::eq(*a, *b))
    }
}

/// What a field is called that was removed from a kind, by its name in conditions.
pub(crate) fn removed(facts: &Facts, kind: Kind, name: &str) -> Option<String> {
    // Fields that are there are found however they are written.
    let name = name.to_lowercase();
    let slug = name.strip_prefix(PREFIX).or_else(|| name.strip_prefix("custom.")).unwrap_or(&name);
    let table = facts.table(Kind::CustomField);
    let gone = table.present_rows().filter(|row| table.state(*row) == State::Trashed);
    let fields = gone.filter_map(|row| facts.get::<CustomField>(table.id(row)).ok());
    let mut named = fields.filter(|field| field.record_kind == kind.name() && field.slug == slug);
    named.next().map(|field| field.label)
}

/// The declarations made so far. Records are read by declarations that live as long as
/// the program, so each is made once and kept; editing a definition adds one more.
static MADE: Mutex<Vec<&'static FieldDef>> = Mutex::new(Vec::new());

/// The declaration that a definition amounts to; `None` when it has no number yet.
fn declaration(field: &CustomField) -> Option<&'static FieldDef> {
    let tag = u16::try_from(field.tag).ok().filter(|tag| *tag >= FIRST_CUSTOM_TAG)?;
    let name = format!("{PREFIX}{}", field.slug);
    let section = if field.heading.is_empty() { SECTION } else { &field.heading };
    let refers_to = match field.field_type {
        // A kind that only a later program knows leads nowhere here; the values stay.
        CustomType::Relation => Some(Kind::from_name(&field.refers_to)?),
        _ => None,
    };
    let same = |made: &&&'static FieldDef| {
        made.tag == tag
            && made.name == name
            && made.label == field.label
            && made.section == section
            && made.required == field.required
            && made.listed == field.shown_in_lists
            && made.ref_kind == refers_to
            && made.unit == field.unit
            && (made.ty, made.format) == (shape(field.field_type).0, shape(field.field_type).1)
            && made.choices.iter().eq(options(field).iter())
    };
    let mut all = MADE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(made) = all.iter().find(same) {
        return Some(made);
    }
    let (ty, format, blank, decode) = shape(field.field_type);
    let kept = |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
    let choices: Vec<&'static str> = options(field).iter().map(|option| kept(option)).collect();
    let made: &'static FieldDef = Box::leak(Box::new(FieldDef {
        required: field.required,
        searched: matches!(ty, FieldType::Text | FieldType::LongText | FieldType::Choice | FieldType::Tags),
        personal: true,
        listed: field.shown_in_lists,
        ref_kind: refers_to,
        section: kept(section),
        label: kept(&field.label),
        format,
        unit: kept(&field.unit),
        ..FieldDef::base(
            kept(&name),
            tag,
            ty,
            Box::leak(choices.into_boxed_slice()),
            if ty == FieldType::Files { Vec::<Attachment>::PART } else { &[] },
            true,
            blank,
            decode,
        )
    }));
    all.push(made);
    Some(made)
}

fn options(field: &CustomField) -> &[String] {
    if field.field_type == CustomType::Choice { &field.options } else { &[] }
}

type Shape = (FieldType, Format, fn() -> Value, fn(&[u8]) -> Option<Value>);

fn shape(ty: CustomType) -> Shape {
    let text = |ty, format| -> Shape { (ty, format, blank_value::<String>, decode_value::<String>) };
    let number = |ty| -> Shape {
        (ty, Format::Plain, blank_value::<Option<Decimal>>, decode_value::<Option<Decimal>>)
    };
    match ty {
        CustomType::Text => text(FieldType::Text, Format::Plain),
        CustomType::LongText => text(FieldType::LongText, Format::Plain),
        CustomType::Phone => text(FieldType::Text, Format::Phone),
        CustomType::Email => text(FieldType::Text, Format::Email),
        CustomType::Link => text(FieldType::Text, Format::Link),
        CustomType::Address => text(FieldType::LongText, Format::Address),
        CustomType::Time => text(FieldType::Time, Format::Plain),
        CustomType::Tags => {
            (FieldType::Tags, Format::Plain, blank_value::<Vec<String>>, decode_value::<Vec<String>>)
        }
        CustomType::Choice => text(FieldType::Choice, Format::Plain),
        CustomType::Number | CustomType::Quantity => number(FieldType::Decimal),
        CustomType::Percent => number(FieldType::Percent),
        CustomType::Money => {
            (FieldType::Money, Format::Plain, blank_value::<Option<i64>>, decode_value::<Option<i64>>)
        }
        CustomType::Date => (
            FieldType::Date,
            Format::Plain,
            blank_value::<Option<NaiveDate>>,
            decode_value::<Option<NaiveDate>>,
        ),
        CustomType::YesNo => (FieldType::Bool, Format::Plain, blank_value::<bool>, decode_value::<bool>),
        CustomType::File => {
            (FieldType::Files, Format::Plain, blank_value::<Vec<Attachment>>, decode_value::<Vec<Attachment>>)
        }
        CustomType::Relation => {
            (FieldType::Ref, Format::Plain, blank_value::<Option<Id>>, decode_value::<Option<Id>>)
        }
    }
}
