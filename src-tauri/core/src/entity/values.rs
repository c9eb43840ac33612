//! The Rust types a field can have, each with its encoding and its generic value.

use super::FieldDef;
use super::codec::{put_varint, take_varint};
use super::value::{FieldType, Value};
use crate::Id;
use crate::{Sentence, say};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use rust_decimal::Decimal;

/// The longest text a field takes, in bytes.
pub const MAX_TEXT: usize = 1 << 20;

/// A Rust type that a field can have.
pub trait FieldValue: Default + PartialEq {
    /// How forms, filters and files see it.
    const TYPE: FieldType;
    /// The words of a choice.
    const CHOICES: &'static [&'static str] = &[];
    /// The fields of a part.
    const PART: &'static [FieldDef] = &[];
    /// Whether the value may be missing altogether.
    const OPTIONAL: bool = false;
    /// Whether it has its empty value and needs no bytes.
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
    /// Appends the bytes of the value.
    fn encode(&self, out: &mut Vec<u8>);
    /// Reads the value from exactly these bytes.
    fn decode(bytes: &[u8]) -> Option<Self>;
    /// The generic value.
    fn to_value(&self) -> Value;
    /// From a generic value or text; the error completes "*field* …".
    fn from_value(value: Value) -> Result<Self, Sentence>;
}

/// The value of a field that has no bytes; what a [`FieldDef`] points to.
pub fn blank_value<T: FieldValue>() -> Value {
    T::default().to_value()
}

/// Reads one encoded value as a generic one; what a [`FieldDef`] points to.
pub fn decode_value<T: FieldValue>(bytes: &[u8]) -> Option<Value> {
    T::decode(bytes).map(|v| v.to_value())
}

fn zigzag(n: i64) -> u64 {
    ((n << 1) ^ (n >> 63)) as u64
}

fn unzigzag(n: u64) -> i64 {
    (n >> 1) as i64 ^ -((n & 1) as i64)
}

fn whole(mut bytes: &[u8]) -> Option<i64> {
    let n = take_varint(&mut bytes)?;
    bytes.is_empty().then(|| unzigzag(n))
}

impl FieldValue for String {
    const TYPE: FieldType = FieldType::Text;
    fn encode(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.as_bytes());
    }
    fn decode(bytes: &[u8]) -> Option<Self> {
        std::str::from_utf8(bytes).ok().map(str::to_owned)
    }
    fn to_value(&self) -> Value {
        Value::Text(self.clone())
    }
    fn from_value(value: Value) -> Result<Self, Sentence> {
        let text = match value {
            Value::Text(text) => text,
            other => other.to_plain(),
        };
        if text.len() > MAX_TEXT {
            return Err(say!("is too long; a text can have up to a million characters"));
        }
        let trimmed = text.trim();
        Ok(if trimmed.len() == text.len() { text } else { trimmed.to_owned() })
    }
}

impl FieldValue for i64 {
    const TYPE: FieldType = FieldType::Int;
    fn encode(&self, out: &mut Vec<u8>) {
        put_varint(out, zigzag(*self));
    }
    fn decode(bytes: &[u8]) -> Option<Self> {
        whole(bytes)
    }
    fn to_value(&self) -> Value {
        Value::Int(*self)
    }
    fn from_value(value: Value) -> Result<Self, Sentence> {
        let n = match value {
            Value::Null => Some(0),
            Value::Int(n) => Some(n),
            Value::Decimal(d) if d.is_integer() => d.normalize().mantissa().try_into().ok(),
            Value::Text(text) if text.trim().is_empty() => Some(0),
            Value::Text(text) => text.trim().parse().ok(),
            _ => None,
        };
        n.filter(|n| n.abs() <= crate::money::MAX_MINOR)
            .ok_or_else(|| say!("must be a whole number such as 12"))
    }
}

/// Yes or no as people type it; `None` for any other word.
pub(crate) fn yes_or_no(typed: &str) -> Option<bool> {
    match typed.trim().to_lowercase().as_str() {
        "no" | "n" | "false" | "0" | "nein" | "falsch" => Some(false),
        "yes" | "y" | "true" | "1" | "ja" | "j" | "wahr" | "x" => Some(true),
        _ => None,
    }
}

impl FieldValue for bool {
    const TYPE: FieldType = FieldType::Bool;
    fn encode(&self, out: &mut Vec<u8>) {
        out.push((*self).into());
    }
    fn decode(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0] => Some(false),
            [1] => Some(true),
            _ => None,
        }
    }
    fn to_value(&self) -> Value {
        Value::Bool(*self)
    }
    fn from_value(value: Value) -> Result<Self, Sentence> {
        match value {
            Value::Null => Ok(false),
            Value::Bool(yes) => Ok(yes),
            Value::Int(n @ (0 | 1)) => Ok(n == 1),
            Value::Text(text) if text.trim().is_empty() => Ok(false),
            Value::Text(text) => yes_or_no(&text).ok_or_else(|| say!("must be yes or no")),
            _ => Err(say!("must be yes or no")),
        }
    }
}

impl FieldValue for Decimal {
    const TYPE: FieldType = FieldType::Decimal;
    fn encode(&self, out: &mut Vec<u8>) {
        out.push(self.scale() as u8);
        let mantissa = self.mantissa();
        match i64::try_from(mantissa) {
            Ok(small) => put_varint(out, zigzag(small)),
            Err(_) => out.extend_from_slice(&mantissa.to_le_bytes()),
        }
    }
    fn decode(bytes: &[u8]) -> Option<Self> {
        let (&scale, rest) = bytes.split_first()?;
        let mantissa = match <[u8; 16]>::try_from(rest) {
            Ok(wide) => i128::from_le_bytes(wide),
            Err(_) => whole(rest)?.into(),
        };
        Decimal::try_from_i128_with_scale(mantissa, scale.into()).ok()
    }
    fn to_value(&self) -> Value {
        Value::Decimal(*self)
    }
    fn from_value(value: Value) -> Result<Self, Sentence> {
        let number = match &value {
            Value::Null => Some(Decimal::ZERO),
            Value::Text(text) if text.trim().is_empty() => Some(Decimal::ZERO),
            Value::Text(text) => text.trim().parse().ok(),
            other => other.as_decimal(),
        };
        number.ok_or_else(|| say!("must be a number such as 12.50"))
    }
}

impl FieldValue for NaiveDate {
    const TYPE: FieldType = FieldType::Date;
    fn encode(&self, out: &mut Vec<u8>) {
        put_varint(out, zigzag(self.num_days_from_ce().into()));
    }
    fn decode(bytes: &[u8]) -> Option<Self> {
        NaiveDate::from_num_days_from_ce_opt(whole(bytes)?.try_into().ok()?)
    }
    fn to_value(&self) -> Value {
        Value::Date(*self)
    }
    fn from_value(value: Value) -> Result<Self, Sentence> {
        let day = match value {
            Value::Date(day) => Some(day),
            Value::Text(text) => crate::normalise::day::parse(&text),
            _ => None,
        };
        day.filter(|d| (1..=9999).contains(&d.year()))
            .ok_or_else(|| say!("must be a date such as 31 March 2026"))
    }
}

impl FieldValue for DateTime<Utc> {
    const TYPE: FieldType = FieldType::Instant;
    fn encode(&self, out: &mut Vec<u8>) {
        put_varint(out, zigzag(self.timestamp_millis()));
    }
    fn decode(bytes: &[u8]) -> Option<Self> {
        DateTime::from_timestamp_millis(whole(bytes)?)
    }
    fn to_value(&self) -> Value {
        Value::Instant(*self)
    }
    fn from_value(value: Value) -> Result<Self, Sentence> {
        let at = match value {
            Value::Instant(at) => Some(at),
            Value::Text(text) => DateTime::parse_from_rfc3339(text.trim()).ok().map(|t| t.to_utc()),
            _ => None,
        };
        // The encoding keeps milliseconds; cutting here keeps a record equal to its own copy on disk.
        at.and_then(|t| DateTime::from_timestamp_millis(t.timestamp_millis()))
            .ok_or_else(|| say!("must be a day and a time"))
    }
}

impl FieldValue for Id {
    const TYPE: FieldType = FieldType::Ref;
    fn encode(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.0);
    }
    fn decode(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Id)
    }
    fn to_value(&self) -> Value {
        if self.is_nil() { Value::Null } else { Value::Id(*self) }
    }
    fn from_value(value: Value) -> Result<Self, Sentence> {
        match value {
            Value::Null => Ok(Id::default()),
            Value::Id(id) => Ok(id),
            Value::Text(text) if text.trim().is_empty() => Ok(Id::default()),
            Value::Text(text) => text.trim().parse().map_err(|_| say!("must name a record of the book")),
            _ => Err(say!("must name a record of the book")),
        }
    }
}

impl<T: FieldValue> FieldValue for Option<T> {
    const TYPE: FieldType = T::TYPE;
    const CHOICES: &'static [&'static str] = T::CHOICES;
    const PART: &'static [FieldDef] = T::PART;
    const OPTIONAL: bool = true;
    fn encode(&self, out: &mut Vec<u8>) {
        if let Some(value) = self {
            value.encode(out);
        }
    }
    fn decode(bytes: &[u8]) -> Option<Self> {
        T::decode(bytes).map(Some)
    }
    fn to_value(&self) -> Value {
        self.as_ref().map(T::to_value).unwrap_or_default()
    }
    fn from_value(value: Value) -> Result<Self, Sentence> {
        if value.is_empty() { Ok(None) } else { T::from_value(value).map(Some) }
    }
}

/// A type that a list field can hold.
pub trait ListItem: FieldValue {
    /// How forms see the list.
    const LIST: FieldType;
}

impl ListItem for String {
    const LIST: FieldType = FieldType::Tags;
}

impl<T: ListItem> FieldValue for Vec<T> {
    const TYPE: FieldType = T::LIST;
    const CHOICES: &'static [&'static str] = T::CHOICES;
    const PART: &'static [FieldDef] = T::PART;
    fn encode(&self, out: &mut Vec<u8>) {
        let mut scratch = Vec::with_capacity(super::codec::USUAL_RECORD);
        for item in self {
            scratch.clear();
            item.encode(&mut scratch);
            put_varint(out, scratch.len() as u64);
            out.extend_from_slice(&scratch);
        }
    }
    fn decode(mut bytes: &[u8]) -> Option<Self> {
        let mut items = Vec::new();
        while !bytes.is_empty() {
            let len = usize::try_from(take_varint(&mut bytes)?).ok()?;
            let (item, rest) = bytes.split_at_checked(len)?;
            bytes = rest;
            items.push(T::decode(item)?);
        }
        Some(items)
    }
    fn to_value(&self) -> Value {
        Value::List(self.iter().map(T::to_value).collect())
    }
    fn from_value(value: Value) -> Result<Self, Sentence> {
        match value {
            Value::Null => Ok(Vec::new()),
            Value::List(items) => items.into_iter().filter(|v| !v.is_empty()).map(T::from_value).collect(),
            Value::Text(text) => text
                .split([',', ';'])
                .map(str::trim)
                .filter(|t| !t.is_empty())
                .map(|t| T::from_value(Value::Text(t.to_owned())))
                .collect(),
            other => T::from_value(other).map(|item| vec![item]),
        }
    }
}

/// A small structure inside a record (a phone, a line); declared with [`crate::part!`].
pub trait PartType: Default + PartialEq + Clone {
    /// Its fields.
    const FIELDS: &'static [FieldDef];
    /// Appends the encoded fields.
    fn encode_fields(&self, out: &mut Vec<u8>);
    /// Reads the fields.
    fn decode_fields(bytes: &[u8]) -> Option<Self>;
    /// The generic value of one field.
    fn get(&self, tag: u16) -> Value;
    /// Sets one field.
    fn set(&mut self, tag: u16, value: Value) -> Result<(), Sentence>;
}

impl<T: PartType> FieldValue for T {
    const TYPE: FieldType = FieldType::Parts;
    const PART: &'static [FieldDef] = T::FIELDS;
    fn encode(&self, out: &mut Vec<u8>) {
        self.encode_fields(out);
    }
    fn decode(bytes: &[u8]) -> Option<Self> {
        T::decode_fields(bytes)
    }
    fn to_value(&self) -> Value {
        Value::Part(T::FIELDS.iter().map(|f| (f.name, self.get(f.tag))).collect())
    }
    fn from_value(value: Value) -> Result<Self, Sentence> {
        let Value::Part(fields) = value else {
            return Err(say!("must be a list of entries"));
        };
        let mut part = T::default();
        for (name, value) in fields {
            if let Some(field) = T::FIELDS.iter().find(|f| f.name == name) {
                part.set(field.tag, value).map_err(|why| say!("({}) {}", super::said::field(field), why))?;
            }
        }
        Ok(part)
    }
}

impl<T: PartType> ListItem for T {
    const LIST: FieldType = FieldType::Parts;
}
