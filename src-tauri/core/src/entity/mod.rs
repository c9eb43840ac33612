//! One declaration per entity. A concept's `mod.rs` declares its record once with
//! [`crate::entity!`]; from that declaration come the encoding, diff and history,
//! list columns, filters, sorts, search text, import and export columns, the form
//! and the TypeScript type.

mod choice;
pub mod codec;
mod custom;
pub mod diff;
mod macros;
pub mod meta;
pub mod said;
mod value;
mod values;

pub use codec::{decode_parts, encode_field};
pub use custom::{FIRST_CUSTOM_TAG, Format};
pub use meta::{META_FIELDS, Meta};
pub use value::{FieldType, Value};
pub(crate) use values::yes_or_no;
pub use values::{FieldValue, ListItem, PartType, blank_value, decode_value};

use crate::{Id, Result};
use std::any::Any;

/// The kinds of record a book holds. The number is what the journal stores, so it
/// never changes meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Kind {
    /// A person or company.
    Customer = 1,
    /// Something the shop sells.
    Product = 2,
    /// A quote, order, invoice or credit note with its lines.
    Sale = 3,
    /// Something to do for a customer on a day.
    FollowUp = 4,
    /// A message to a segment and what came of it.
    Campaign = 5,
    /// A call, e-mail, visit or note.
    Interaction = 6,
    /// The one record about the business itself.
    Settings = 7,
    /// The next number of a series without gaps.
    Series = 8,
    /// One customer on a campaign's target list.
    Target = 9,
    /// Two customers of whom somebody has said that they are not one.
    Distinct = 20,
    /// A chance to sell something.
    Deal = 21,
    /// A named list of steps.
    Track = 22,
    /// A field of the owner's own.
    CustomField = 23,
    /// What a customer asks, complains of, brings back or suggests.
    Case = 24,
    /// A list with its conditions, order and columns under a name.
    View = 10,
    /// Somebody who works in the shop.
    Staff = 11,
    /// Goods that came or went.
    StockMovement = 30,
    /// Money from a customer, for one document or several.
    Receipt = 31,
    /// An entry of the cash book.
    CashEntry = 32,
    /// What to say when calling, and what to answer.
    CallScript = 80,
    /// Values with which a form begins, under a name.
    FormTemplate = 81,
}

impl Kind {
    /// Every kind, in the order of its code.
    pub const ALL: [Kind; 21] = [
        Kind::Customer,
        Kind::Product,
        Kind::Sale,
        Kind::FollowUp,
        Kind::Campaign,
        Kind::Interaction,
        Kind::Settings,
        Kind::Series,
        Kind::Target,
        Kind::View,
        Kind::Staff,
        Kind::StockMovement,
        Kind::Receipt,
        Kind::CashEntry,
        Kind::Distinct,
        Kind::Deal,
        Kind::Track,
        Kind::CustomField,
        Kind::Case,
        Kind::CallScript,
        Kind::FormTemplate,
    ];

    /// The kind with this code, if this program knows it.
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| *kind as u8 == code)
    }

    /// Where the kind stands in [`Kind::ALL`]. The codes of the journal may have gaps.
    pub(crate) fn place(self) -> usize {
        const PLACES: [u8; 256] = {
            let mut places = [0; 256];
            let mut place = 0;
            while place < Kind::ALL.len() {
                places[Kind::ALL[place] as usize] = place as u8;
                place += 1;
            }
            places
        };
        PLACES[self as usize].into()
    }

    /// The kind by its name, e.g. `follow_up`; the plural is understood too.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| {
            let own = k.name();
            own == name
                || name.strip_suffix('s') == Some(own)
                || name.replace('-', "_").trim_end_matches('s') == own
                || name.replace('-', "_").strip_suffix("ies") == own.strip_suffix('y') && own.ends_with('y')
        })
    }

    /// The name used in files, filters and messages.
    pub fn name(self) -> &'static str {
        self.def().name
    }

    /// The declaration of this kind.
    pub fn def(self) -> &'static EntityDef {
        match self {
            Kind::Customer => crate::customers::Customer::DEF,
            Kind::Product => crate::products::Product::DEF,
            Kind::Sale => crate::sales::Sale::DEF,
            Kind::FollowUp => crate::follow_ups::FollowUp::DEF,
            Kind::Campaign => crate::campaigns::Campaign::DEF,
            Kind::Interaction => crate::interactions::Interaction::DEF,
            Kind::Settings => crate::settings::Settings::DEF,
            Kind::Series => crate::settings::Series::DEF,
            Kind::Target => crate::campaigns::Target::DEF,
            Kind::Distinct => crate::customers::Distinct::DEF,
            Kind::Deal => crate::deals::Deal::DEF,
            Kind::Track => crate::tracks::Track::DEF,
            Kind::CustomField => crate::custom_fields::CustomField::DEF,
            Kind::Case => crate::cases::Case::DEF,
            Kind::View => crate::views::View::DEF,
            Kind::Staff => crate::staff::Staff::DEF,
            Kind::StockMovement => crate::stock::StockMovement::DEF,
            Kind::Receipt => crate::payments::Receipt::DEF,
            Kind::CashEntry => crate::payments::CashEntry::DEF,
            Kind::CallScript => crate::interactions::CallScript::DEF,
            Kind::FormTemplate => crate::form_templates::FormTemplate::DEF,
        }
    }
}

/// One field of a record as its concept declared it.
pub struct FieldDef {
    /// Name in Rust, filters and files (`first_name`); the wire writes it in camelCase.
    pub name: &'static str,
    /// Number in the encoding; never reused for another meaning.
    pub tag: u16,
    /// What it holds.
    pub ty: FieldType,
    /// Must not be empty.
    pub required: bool,
    /// No two records of the kind may share it (empty ones aside).
    pub unique: bool,
    /// Part of the search text.
    pub searched: bool,
    /// Offered as a target of the import mapping and written by exports.
    pub importable: bool,
    /// Says something about a living person.
    pub personal: bool,
    /// Set by rules only; forms show it, saves ignore it.
    pub read_only: bool,
    /// A column of the standard list.
    pub listed: bool,
    /// The section of the standard form.
    pub section: &'static str,
    /// The values of a choice.
    pub choices: &'static [&'static str],
    /// The kind a reference points to.
    pub ref_kind: Option<Kind>,
    /// Whether the value may be missing altogether.
    pub optional: bool,
    /// The fields of each element of a list of parts.
    pub part: &'static [FieldDef],
    /// What the owner calls it; empty for what the program declares, whose words are in
    /// the messages.
    pub label: &'static str,
    /// What a text of it must look like.
    pub format: Format,
    /// What its number is counted in; empty where that goes without saying.
    pub unit: &'static str,
    /// Said only of records whose field of this name is this choice; of all unless given. Forms leave it out
    /// elsewhere, as long as it is empty.
    pub only_with: Option<(&'static str, &'static str)>,
    /// Its place among the few fields that a form asks before all sections; 0 for one that is asked in its section.
    /// It says nothing about columns and files, whose order is that of the declaration.
    pub ask: u8,
    /// The value when a record has no bytes for it.
    pub blank: fn() -> Value,
    /// Reads one encoded value; `None` when the bytes are not of this type.
    pub decode: fn(&[u8]) -> Option<Value>,
}

impl FieldDef {
    /// A field with the usual properties; the declaration overrides what differs.
    pub const fn base(
        name: &'static str,
        tag: u16,
        ty: FieldType,
        choices: &'static [&'static str],
        part: &'static [FieldDef],
        optional: bool,
        blank: fn() -> Value,
        decode: fn(&[u8]) -> Option<Value>,
    ) -> Self {
        Self {
            name,
            tag,
            ty,
            required: false,
            unique: false,
            searched: false,
            importable: true,
            personal: false,
            read_only: false,
            listed: false,
            section: "general",
            choices,
            ref_kind: None,
            optional,
            part,
            label: "",
            format: Format::Plain,
            unit: "",
            only_with: None,
            ask: 0,
            blank,
            decode,
        }
    }

    /// What was typed as a number, without the unit that somebody has written behind it (`7.5 m³`).
    pub fn bare<'a>(&self, typed: &'a str) -> &'a str {
        let typed = typed.trim();
        let start = typed.len().saturating_sub(self.unit.len());
        match typed.get(start..) {
            Some(end) if !self.unit.is_empty() && end.eq_ignore_ascii_case(self.unit) => {
                typed[..start].trim_end()
            }
            _ => typed,
        }
    }
}

/// Reads a record from its identity and its bytes.
pub type DecodeRecord = fn(Id, &[u8]) -> Result<Box<dyn AnyRecord>>;

/// The declaration of a kind of record.
pub struct EntityDef {
    /// The kind.
    pub kind: Kind,
    /// Its name, e.g. `follow_up`.
    pub name: &'static str,
    /// The fields of its own, in the order of the form.
    pub fields: &'static [FieldDef],
    /// An empty record of this kind.
    pub blank: fn(Id) -> Box<dyn AnyRecord>,
    /// Reads a record from its bytes.
    pub decode: DecodeRecord,
}

impl EntityDef {
    /// The fields of its own, then those every record has.
    pub fn all_fields(&self) -> impl Iterator<Item = &'static FieldDef> + use<> {
        self.fields.iter().chain(META_FIELDS)
    }

    /// A field by its name.
    pub fn field(&self, name: &str) -> Option<&'static FieldDef> {
        self.all_fields().find(|f| f.name == name)
    }
}

/// A typed record of one kind.
pub trait Entity: AnyRecord + Clone + Sized + 'static {
    /// Which kind it is.
    const KIND: Kind;
    /// Its declaration.
    const DEF: &'static EntityDef;
    /// An empty record with this identity.
    fn blank(id: Id) -> Self;
    /// Reads a record; [`crate::Error::Damaged`] when the bytes are none.
    fn decode(id: Id, bytes: &[u8]) -> Result<Self>;
}

/// A record whose kind is known only at run time. Generic work (lists, forms,
/// import, export, history) runs on this.
pub trait AnyRecord: Any + Send + Sync {
    /// Its declaration.
    fn def(&self) -> &'static EntityDef;
    /// What every record has.
    fn meta(&self) -> &Meta;
    /// What every record has, to change.
    fn meta_mut(&mut self) -> &mut Meta;
    /// The value of a field of its own; `Null` for a tag it does not have.
    fn get(&self, tag: u16) -> Value;
    /// Sets a field. The error is the half sentence that completes
    /// "*field* …", e.g. `must be a date such as 31 March 2026`.
    fn set(&mut self, tag: u16, value: Value) -> std::result::Result<(), crate::Sentence>;
    /// The bytes the store keeps.
    fn encode(&self) -> Vec<u8>;
    /// A copy.
    fn boxed(&self) -> Box<dyn AnyRecord>;
    /// For getting back to the typed record.
    fn as_any(&self) -> &dyn Any;
    /// For getting back to the typed record, to change it.
    fn as_any_mut(&mut self) -> &mut dyn Any;
}

impl dyn AnyRecord {
    /// The record's identity.
    pub fn id(&self) -> Id {
        self.meta().id
    }

    /// The value of any field, also of those every record has.
    pub fn value(&self, field: &FieldDef) -> Value {
        match field.tag {
            FIRST_CUSTOM_TAG.. => self.meta().custom_value(field),
            meta::FIRST_META_TAG.. => self.meta().get(field.tag),
            _ => self.get(field.tag),
        }
    }

    /// Sets any field, also of those every record has.
    pub fn set_value(&mut self, field: &FieldDef, value: Value) -> std::result::Result<(), crate::Sentence> {
        match field.tag {
            FIRST_CUSTOM_TAG.. => self.meta_mut().set_custom(field, value),
            meta::FIRST_META_TAG.. => self.meta_mut().set(field.tag, value),
            _ => self.set(field.tag, value),
        }
    }

    /// The typed record, if it is of that kind.
    pub fn downcast<E: Entity>(&self) -> Option<&E> {
        self.as_any().downcast_ref()
    }
}

#[cfg(test)]
mod tests;
