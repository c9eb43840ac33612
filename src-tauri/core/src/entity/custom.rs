//! The values of fields that the owner added. They lie in a record beside the declared
//! ones, each under the tag of its definition, so that everything that reads a field by
//! its [`FieldDef`] reads them too. Values of a field that was removed stay where they are.

use super::codec::put_varint;
use super::value::{FieldType, Value};
use super::values::FieldValue;
use super::{FieldDef, Meta};
use crate::Id;
use crate::attachments::Attachment;
use crate::facts::text::fold;
use crate::normalise::email;
use crate::{Sentence, say};
use chrono::{NaiveDate, NaiveTime};
use rust_decimal::Decimal;

/// Tags from here on belong to the fields that the owner added.
pub const FIRST_CUSTOM_TAG: u16 = 1_000;

/// What a text must look like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// Anything.
    #[default]
    Plain,
    /// A telephone number, as typed.
    Phone,
    /// An e-mail address.
    Email,
    /// The address of a page.
    Link,
    /// A postal address, in the lines of an envelope.
    Address,
}

impl Format {
    /// The word for it on the wire.
    pub fn word(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Link => "link",
            Self::Address => "address",
        }
    }

    /// The text as it is kept; the error completes "This …".
    fn tidy(self, text: String) -> Result<String, Sentence> {
        if text.is_empty() {
            return Ok(text);
        }
        match self {
            Self::Plain => Ok(text),
            Self::Phone => {
                let usual = |c: char| c.is_ascii_digit() || "+-/(). x".contains(c);
                let digits = text.chars().filter(char::is_ascii_digit).count();
                if digits < 3 || !text.chars().all(usual) {
                    return Err(say!("must be a telephone number such as 030 901820"));
                }
                Ok(text)
            }
            Self::Email => {
                let address = email::tidy(&text);
                if !email::plausible(&address) {
                    return Err(say!("must be an e-mail address such as name@example.com"));
                }
                Ok(address)
            }
            Self::Link => {
                let lower = text.to_lowercase();
                let has_scheme = lower.starts_with("https://") || lower.starts_with("http://");
                let host =
                    lower.split("://").last().unwrap_or_default().split('/').next().unwrap_or_default();
                let plausible = host.contains('.') && !host.starts_with('.') && !host.ends_with('.');
                if text.contains(char::is_whitespace) || !plausible || (!has_scheme && lower.contains("://"))
                {
                    return Err(say!("must be the address of a page such as https://example.com"));
                }
                Ok(if has_scheme { text } else { format!("https://{text}") })
            }
            // As an envelope has it: what was copied from somewhere often brings gaps between its lines.
            Self::Address => {
                let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
                Ok(lines.collect::<Vec<_>>().join("\n"))
            }
        }
    }
}

impl Meta {
    /// The value of a field that the owner added.
    pub fn custom_value(&self, field: &FieldDef) -> Value {
        match self.custom.iter().find(|(tag, _)| *tag == field.tag) {
            Some((_, bytes)) => (field.decode)(bytes).unwrap_or_default(),
            None => (field.blank)(),
        }
    }

    /// Sets a field that the owner added; the error completes "This …". What is in the
    /// record already is never refused, also when the definition has become stricter.
    pub fn set_custom(&mut self, field: &FieldDef, value: Value) -> Result<(), Sentence> {
        if value == self.custom_value(field) {
            return Ok(());
        }
        let bytes = encoded(field, value)?;
        self.custom.retain(|(tag, _)| *tag != field.tag);
        if let Some(bytes) = bytes {
            let place = self.custom.partition_point(|(tag, _)| *tag < field.tag);
            self.custom.insert(place, (field.tag, bytes));
        }
        Ok(())
    }

    /// Keeps the bytes of a field that the owner added as they are.
    pub(super) fn keep_custom(&mut self, tag: u16, bytes: &[u8]) {
        self.custom.push((tag, bytes.into()));
    }

    /// Appends the fields that the owner added.
    pub(super) fn encode_custom(&self, out: &mut Vec<u8>) {
        for (tag, bytes) in &self.custom {
            put_varint(out, (*tag).into());
            put_varint(out, bytes.len() as u64);
            out.extend_from_slice(bytes);
        }
    }
}

/// The bytes of a value; `None` for one that is empty.
fn encoded(field: &FieldDef, value: Value) -> Result<Option<Box<[u8]>>, Sentence> {
    match field.ty {
        FieldType::Decimal | FieldType::Percent => bytes_of(&Option::<Decimal>::from_value(value)?),
        FieldType::Money => bytes_of(&Option::<i64>::from_value(value)?),
        FieldType::Date => bytes_of(&Option::<NaiveDate>::from_value(value)?),
        FieldType::Bool => bytes_of(&bool::from_value(value)?),
        FieldType::Tags => bytes_of(&Vec::<String>::from_value(value)?),
        FieldType::Files => bytes_of(&Vec::<Attachment>::from_value(value)?),
        FieldType::Ref => bytes_of(&Option::<Id>::from_value(value)?),
        FieldType::Time => {
            let typed = String::from_value(value)?;
            if typed.is_empty() {
                return Ok(None);
            }
            // Always with two digits, as the hours of a day are put in order by their text.
            let time = NaiveTime::parse_from_str(typed.trim(), "%H:%M");
            let time = time.map_err(|_| say!("must be a time such as 14:30"))?;
            bytes_of(&time.format("%H:%M").to_string())
        }
        FieldType::Choice => {
            let typed = String::from_value(value)?;
            let wanted = fold(&typed);
            match field.choices.iter().find(|choice| fold(choice) == wanted) {
                _ if typed.is_empty() => Ok(None),
                Some(choice) => bytes_of(&(*choice).to_owned()),
                None => Err(say!("must be one of: {}", field.choices.join(", "))),
            }
        }
        _ => bytes_of(&field.format.tidy(String::from_value(value)?)?),
    }
}

fn bytes_of<T: FieldValue>(value: &T) -> Result<Option<Box<[u8]>>, Sentence> {
    if value.is_default() {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    value.encode(&mut bytes);
    Ok(Some(bytes.into()))
}
