//! What one row of a file says, before it is a record.

use super::reading::Reading;
use crate::Sentence;
use crate::entity::{FieldDef, Value};
use crate::exchange::target::{HOUSE, Place, Special};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// A cell that cannot be taken.
#[derive(Clone, Debug)]
pub struct CellError {
    /// Index of the column.
    pub column: usize,
    /// What stands there.
    pub value: String,
    /// The sentence.
    pub message: Sentence,
}

/// What one row says.
#[derive(Clone, Default)]
pub struct Draft {
    /// Fields with a value.
    pub fields: Vec<(&'static FieldDef, Value)>,
    /// Lists of parts: by list, the elements by position.
    pub parts: Vec<(&'static FieldDef, Elements)>,
    /// What the row says about the customer it refers to.
    pub customer: Option<Box<Draft>>,
    /// Meanings that are no field: the text, and the number in it.
    pub special: Vec<(Special, String, Option<Decimal>)>,
    /// Cells that could not be read and that the row can do without.
    pub refused: Vec<CellError>,
    /// Fields of the owner's own whose cells name a record that may stand further down.
    pub later: Vec<(&'static FieldDef, CellError)>,
}

/// Elements of a list by position, each with its fields.
pub type Elements = BTreeMap<usize, Vec<(&'static FieldDef, Value)>>;

impl Draft {
    pub(super) fn put_part(
        &mut self,
        list: &'static FieldDef,
        index: usize,
        sub: &'static FieldDef,
        value: Value,
        tail: usize,
    ) {
        let place = match self.parts.iter().position(|(l, _)| l.tag == list.tag) {
            Some(place) => place,
            None => {
                self.parts.push((list, Elements::new()));
                self.parts.len() - 1
            }
        };
        let element = self.parts[place].1.entry(index).or_default();
        match element.iter_mut().find(|(f, _)| f.tag == sub.tag) {
            Some((_, Value::Text(text))) if tail > 0 => {
                text.push(if tail == HOUSE { ' ' } else { '\n' });
                text.push_str(&value.to_plain());
            }
            Some((_, old)) => *old = value,
            None => element.push((sub, value)),
        }
    }

    /// Adds a line to the note.
    pub(super) fn add_note(&mut self, field: &'static FieldDef, line: &str) {
        match self.fields.iter_mut().find(|(f, _)| f.tag == field.tag) {
            Some((_, Value::Text(text))) => {
                text.push('\n');
                text.push_str(line);
            }
            _ => self.fields.push((field, Value::Text(line.to_owned()))),
        }
    }

    /// Elements without a label get the one their column's name says.
    pub(super) fn label(&mut self, reading: &Reading) {
        for column in reading.columns.iter().flatten() {
            let (draft, place) = match &column.place {
                Place::Customer(inner) => match self.customer.as_deref_mut() {
                    Some(customer) => (customer, &**inner),
                    None => continue,
                },
                own => (&mut *self, own),
            };
            let (Place::Part { list, index, .. }, Some(label)) = (place, column.label) else { continue };
            let Some(field) = list.part.iter().find(|f| f.name == "label") else { continue };
            let Some((_, elements)) = draft.parts.iter_mut().find(|(l, _)| l.tag == list.tag) else {
                continue;
            };
            if let Some(element) = elements.get_mut(index)
                && !element.iter().any(|(f, _)| f.tag == field.tag)
            {
                element.push((field, Value::Text(label.to_owned())));
            }
        }
    }

    /// The value of a field of the record, if the row has one.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.fields.iter().find(|(f, _)| f.name == name).map(|(_, v)| v)
    }

    /// The day of a document.
    pub fn day(&self) -> Option<NaiveDate> {
        match self.get("date") {
            Some(Value::Date(day)) => Some(*day),
            _ => None,
        }
    }

    /// The text of a field of the record, empty when the row has none.
    pub fn text(&self, name: &str) -> String {
        self.get(name).map(Value::to_plain).unwrap_or_default()
    }

    /// The text of a special meaning.
    pub fn special(&self, wanted: Special) -> Option<&str> {
        self.special.iter().find(|(s, ..)| *s == wanted).map(|(_, text, _)| text.as_str())
    }

    /// The number of a special meaning.
    pub fn amount(&self, wanted: Special) -> Option<Decimal> {
        self.special.iter().find(|(s, ..)| *s == wanted).and_then(|(.., n)| *n)
    }
}

/// The elements of a list as the value a record takes.
pub fn list_value(elements: &Elements) -> Value {
    Value::List(
        elements
            .values()
            .map(|fields| Value::Part(fields.iter().map(|(f, v)| (f.name, v.clone())).collect()))
            .collect(),
    )
}
