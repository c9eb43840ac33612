//! A field's value without its Rust type, for generic work.

use crate::Id;
use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// What a field holds, as forms, filters and files see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldType {
    /// One line of text.
    Text,
    /// Text with line breaks.
    LongText,
    /// A whole number.
    Int,
    /// An exact number with decimals.
    Decimal,
    /// What one of something costs, in major units of the book's currency; it may have more
    /// places than the currency.
    Price,
    /// A rate in percent, 19 for 19 %.
    Percent,
    /// Minor units of the book's currency.
    Money,
    /// A calendar day.
    Date,
    /// `YYYY-MM-DD`, or `--MM-DD` when the year is unknown.
    PartialDate,
    /// `HH:MM` on the wall clock.
    Time,
    /// A moment in UTC.
    Instant,
    /// Yes or no.
    Bool,
    /// One of a few words.
    Choice,
    /// Several of a few words.
    Choices,
    /// Another record.
    Ref,
    /// Free words.
    Tags,
    /// A list of small structures (phones, lines).
    Parts,
    /// A list of [`Attachment`](crate::attachments::Attachment)s.
    Files,
}

/// A value without its type. Money is `Int` in minor units; a choice is `Text`.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Value {
    /// Nothing.
    #[default]
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number or money in minor units.
    Int(i64),
    /// An exact number.
    Decimal(Decimal),
    /// Text or a choice.
    Text(String),
    /// A calendar day.
    Date(NaiveDate),
    /// A moment.
    Instant(DateTime<Utc>),
    /// A reference.
    Id(Id),
    /// Tags, or parts.
    List(Vec<Value>),
    /// One part: field name to value, in the order of the declaration.
    Part(Vec<(&'static str, Value)>),
}

impl Value {
    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        match self {
            Value::Null => true,
            Value::Text(text) => text.is_empty(),
            Value::List(items) => items.is_empty(),
            Value::Part(fields) => fields.iter().all(|(_, v)| v.is_empty()),
            _ => false,
        }
    }

    /// The plain text of a value: ISO dates, `.` as decimal sign, list items
    /// joined by `, `. What `exact` exports write and history shows.
    pub fn to_plain(&self) -> String {
        match self {
            Value::Null => String::new(),
            Value::Bool(yes) => if *yes { "yes" } else { "no" }.into(),
            Value::Int(n) => n.to_string(),
            Value::Decimal(d) => d.to_string(),
            Value::Text(text) => text.clone(),
            Value::Date(day) => day.to_string(),
            Value::Instant(at) => at.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
            Value::Id(id) => id.to_string(),
            Value::List(items) => items.iter().map(Value::to_plain).collect::<Vec<_>>().join(", "),
            Value::Part(fields) => fields
                .iter()
                .filter(|(_, v)| !v.is_empty() && *v != Value::Bool(false))
                .map(|(_, v)| v.to_plain())
                .collect::<Vec<_>>()
                .join(" "),
        }
    }

    /// The number in a value, if it is one.
    pub fn as_decimal(&self) -> Option<Decimal> {
        match self {
            Value::Int(n) => Some(Decimal::from(*n)),
            Value::Decimal(d) => Some(*d),
            _ => None,
        }
    }

    /// The order of two values of one field; empty ones come last.
    pub fn order(&self, other: &Self) -> Ordering {
        match (self.is_empty(), other.is_empty()) {
            (true, true) => return Ordering::Equal,
            (true, false) => return Ordering::Greater,
            (false, true) => return Ordering::Less,
            (false, false) => {}
        }
        match (self, other) {
            (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
            (Value::Date(a), Value::Date(b)) => a.cmp(b),
            (Value::Instant(a), Value::Instant(b)) => a.cmp(b),
            (Value::Text(a), Value::Text(b)) => a.cmp(b),
            (Value::Id(a), Value::Id(b)) => a.cmp(b),
            (a, b) => match (a.as_decimal(), b.as_decimal()) {
                (Some(x), Some(y)) => x.cmp(&y),
                _ => a.to_plain().cmp(&b.to_plain()),
            },
        }
    }
}
