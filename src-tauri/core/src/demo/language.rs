//! The shop in the language of its book. The demo is thought out in English, and whatever it is
//! called there is exchanged when a record is written, so that one seed gives one shop in every language.

use super::{cases, german};
use crate::customers::Customer;
use crate::entity::{AnyRecord, FieldDef, FieldType, Value};
use crate::{Error, Result};
use ahash::AHashMap;
use std::sync::LazyLock;

static GERMAN: LazyLock<AHashMap<&'static str, &'static str>> =
    LazyLock::new(|| german::WORDS.iter().chain(cases::GERMAN).copied().collect());

/// What people are called stays as it is, also when it is a word.
const NAMES: [&str; 4] = ["first_name", "middle_name", "last_name", "company_name"];

/// The language in which the demo speaks.
#[derive(Clone, Copy)]
pub(super) struct Language(Option<&'static AHashMap<&'static str, &'static str>>);

impl Language {
    /// The language of a tag such as `de-AT`; English where the demo has no other words.
    pub fn of(tag: &str) -> Self {
        Self((tag == "de" || tag.starts_with("de-")).then(|| &*GERMAN))
    }

    /// A word or sentence of the demo.
    pub fn say(self, english: &str) -> &str {
        self.0.and_then(|words| words.get(english).copied()).unwrap_or(english)
    }

    /// What somebody is called in a text of the shop: Mr Mehta is Herr Mehta in a German note,
    /// though his letters still go to Mr Mehta.
    pub fn called(self, customer: &Customer) -> String {
        let salutation = match (self.0, customer.salutation.as_str()) {
            (Some(_), "Mr") => "Herr",
            (Some(_), "Ms") => "Frau",
            (_, own) => own,
        };
        format!("{salutation} {}", customer.last_name).trim().to_owned()
    }

    /// Puts the free texts of a record into this language; choices and names stay as they are.
    ///
    /// # Errors
    /// [`Error::Invalid`] names a field that does not take its text.
    pub fn translate(self, record: &mut dyn AnyRecord) -> Result<()> {
        if self.0.is_none() {
            return Ok(());
        }
        let def = record.def();
        for field in def.fields.iter().chain(crate::entity::META_FIELDS) {
            let mut value = record.value(field);
            if !NAMES.contains(&field.name) && self.exchange(field, &mut value) {
                let refused = |why| Error::invalid(def.name, field.name, why);
                record.set_value(field, value).map_err(refused)?;
            }
        }
        Ok(())
    }

    /// Whether something was exchanged.
    fn exchange(self, field: &FieldDef, value: &mut Value) -> bool {
        match (field.ty, value) {
            (FieldType::Text | FieldType::LongText | FieldType::Tags, Value::Text(text)) => {
                let said = self.say(text);
                let other = (said != text).then(|| said.to_owned());
                other.map(|other| *text = other).is_some()
            }
            (FieldType::Tags, Value::List(tags)) => {
                tags.iter_mut().fold(false, |changed, tag| self.exchange(field, tag) | changed)
            }
            (FieldType::Parts, Value::List(parts)) => {
                let fields = parts.iter_mut().filter_map(|part| match part {
                    Value::Part(values) => Some(values),
                    _ => None,
                });
                let named = fields.flatten().filter_map(|(name, value)| {
                    field.part.iter().find(|field| field.name == *name).map(|field| (field, value))
                });
                named.fold(false, |changed, (field, value)| self.exchange(field, value) | changed)
            }
            _ => false,
        }
    }
}
