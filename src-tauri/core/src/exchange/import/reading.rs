//! From a row of cells to values of the declared types.

use super::cells::{self, JOINT};
use super::{ImportKind, lenient, names};
use crate::entity::{FieldDef, FieldType, Value, said};
use crate::exchange::csv::column::bool_of;
use crate::exchange::csv::date::{self, DateOrder, Moment};
use crate::exchange::csv::source::clean;
use crate::exchange::csv::{Column, number};
use crate::exchange::synonyms;
use crate::exchange::target::{HOUSE, Place, Special};
use crate::follow_ups::reminders::on_the_wall;
use crate::money::round_minor;
use crate::{Sentence, say};
use chrono::Datelike;
use chrono_tz::Tz;
use csv::StringRecord;
use iso_currency::Currency;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// How the cells of one column are read.
pub struct ColumnReading {
    /// The column's name.
    pub header: String,
    /// Where its cells go.
    pub place: Place,
    /// The decimal sign.
    decimal: char,
    /// Whether its numbers are identities written like `17850.0`.
    float_ids: bool,
    /// Whether its rates are parts of one.
    fraction: bool,
    /// Which of several it is, from its name (`home`, `mobile`).
    label: Option<&'static str>,
    /// Whether its names begin with that of the family: `Name, Vorname`.
    family_first: bool,
    /// Whether another column goes to the note too, so that its cells are kept with its name.
    another_note: bool,
}

/// The decimal sign of a file. A column that proves its own goes by that.
#[derive(Clone, Copy, Debug)]
pub struct Decimals {
    /// What the person said.
    pub said: Option<char>,
    /// What the file as a whole shows.
    pub found: char,
}

/// What all columns are read by.
pub struct Reading {
    /// One entry per column; `None` for columns that are left out.
    pub columns: Vec<Option<ColumnReading>>,
    order: DateOrder,
    this_year: i32,
    currency: Currency,
    /// The kind whose rows come in without the cells that cannot be read, where they can do without them.
    pub lenient: Option<ImportKind>,
    /// In whose zone times are meant that name none.
    pub zone: Tz,
}

impl Default for Reading {
    /// What reads nothing.
    fn default() -> Self {
        Self {
            columns: Vec::new(),
            order: DateOrder::Ymd,
            this_year: 0,
            currency: Currency::XXX,
            lenient: None,
            zone: Tz::UTC,
        }
    }
}

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
}

/// Elements of a list by position, each with its fields.
pub type Elements = BTreeMap<usize, Vec<(&'static FieldDef, Value)>>;

impl Reading {
    /// Prepares the columns of a file.
    pub fn new(
        places: Vec<Option<Place>>,
        headers: &[String],
        columns: &[Column],
        decimal: Decimals,
        order: DateOrder,
        this_year: i32,
        currency: Currency,
    ) -> Self {
        let is_note = |place: &Place| matches!(place, Place::Field(field) if field.name == "notes");
        let mut noted = false;
        let columns = places
            .into_iter()
            .zip(headers)
            .zip(columns)
            .map(|((place, header), column)| {
                let label = synonyms::meaning(ImportKind::Customers, header).and_then(|m| m.label);
                let another_note = noted && place.as_ref().is_some_and(is_note);
                noted |= place.as_ref().is_some_and(is_note);
                place.map(|place| ColumnReading {
                    header: header.clone(),
                    place,
                    family_first: synonyms::family_first(header),
                    another_note,
                    decimal: match decimal.said {
                        Some(said) => said,
                        None => column.decimal().unwrap_or(decimal.found),
                    },
                    float_ids: column.float_ids && column.filled > 0,
                    fraction: column.is_fraction(),
                    label,
                })
            })
            .collect();
        Self { columns, order, this_year, currency, lenient: None, zone: Tz::UTC }
    }

    /// Reads a row. All cells that cannot be taken are told, not only the first.
    pub fn row(&self, record: &StringRecord) -> Result<Draft, Vec<CellError>> {
        let mut draft = Draft::default();
        let mut errors = Vec::new();
        let currency = self.currency_of(record);
        let cells = || self.columns.iter().zip(record).enumerate();
        let is_house = |column: &ColumnReading| matches!(column.place, Place::Part { tail: HOUSE, .. });
        // The number of a house follows its street, wherever its column stands.
        let (streets, houses) = (
            cells().filter(|(_, (column, _))| !column.as_ref().is_some_and(is_house)),
            cells().filter(|(_, (column, _))| column.as_ref().is_some_and(is_house)),
        );
        for (index, (column, cell)) in streets.chain(houses) {
            let Some(column) = column else { continue };
            let cell = clean(cell);
            let is_dash = |c: char| matches!(c, '-' | '–' | '—' | '/');
            if cell.is_empty() || self.lenient.is_some() && cell.chars().all(is_dash) {
                continue;
            }
            if let Err(message) = self.put(&mut draft, column, &column.place, &cell, currency) {
                let error = CellError { column: index, value: cell.chars().take(200).collect(), message };
                if self.lenient.is_some_and(|kind| lenient::is_spared(kind, &column.place)) {
                    draft.refused.push(error);
                } else {
                    errors.push(error);
                }
            }
        }
        draft.label(self);
        if errors.is_empty() { Ok(draft) } else { Err(errors) }
    }

    fn put(
        &self,
        draft: &mut Draft,
        column: &ColumnReading,
        place: &Place,
        cell: &str,
        currency: Currency,
    ) -> Result<(), Sentence> {
        match place {
            Place::Field(field) => {
                if field.name == "notes" && column.another_note {
                    draft.add_note(field, &format!("{}: {cell}", column.header));
                    return Ok(());
                }
                let value = self.value(column, field, cell, currency)?;
                draft.fields.push((field, value));
            }
            Place::Part { list, index, sub, tail } => {
                for (nth, piece) in cells::pieces(list, sub, cell).into_iter().enumerate() {
                    self.is_what_it_should(list, sub, &piece.text)?;
                    let value = self.value(column, sub, &piece.text, currency)?;
                    draft.put_part(list, index + nth * 100, sub, value, *tail);
                    let label = list.part.iter().find(|field| field.name == "label");
                    if let Some((label, said)) = label.zip(piece.label) {
                        let said = Value::Text(said.to_owned());
                        draft.put_part(list, index + nth * 100, label, said, 0);
                    }
                }
            }
            Place::Customer(inner) => {
                // What a customer may owe is in the currency of the book, whatever the document's is.
                self.put(draft.customer.get_or_insert_default(), column, inner, cell, self.currency)?;
            }
            Place::Special(special) => {
                let number = number::parse(cell, column.decimal);
                if special.is_amount() && number.is_none() {
                    return Err(self.not_a_number(column, cell));
                }
                let text = match special {
                    Special::Name if column.family_first => names::family_first(cell),
                    Special::Name | Special::ContactName => cell.trim_end_matches([',', ';', ' ']).to_owned(),
                    _ => cell.to_owned(),
                };
                draft.special.push((*special, text, number.map(|n| n.value)));
            }
        }
        Ok(())
    }

    /// A telephone has digits; in a list of customers anything else is told and kept in the note.
    fn is_what_it_should(&self, list: &FieldDef, sub: &FieldDef, text: &str) -> Result<(), Sentence> {
        let is_number = (list.name, sub.name) == ("phones", "number");
        if self.lenient == Some(ImportKind::Customers)
            && is_number
            && !text.bytes().any(|b| b.is_ascii_digit())
        {
            return Err(say!("“{}” is not a telephone number.", text));
        }
        Ok(())
    }

    fn not_a_number(&self, column: &ColumnReading, cell: &str) -> Sentence {
        let example = if column.decimal == ',' { "1.234,50" } else { "1,234.50" };
        say!("“{}” is not a number. It should look like {}.", cell, example)
    }

    /// The currency of the amounts of a row: the document's own, where the row names one.
    fn currency_of(&self, record: &StringRecord) -> Currency {
        let named = |column: &ColumnReading| matches!(&column.place, Place::Field(field) if field.name == "currency" && field.section == "document");
        let at = self.columns.iter().position(|column| column.as_ref().is_some_and(named));
        let code = at.and_then(|at| record.get(at)).map(|cell| cell.trim().to_uppercase());
        code.and_then(|code| Currency::from_code(&code)).unwrap_or(self.currency)
    }

    fn value(
        &self,
        column: &ColumnReading,
        field: &FieldDef,
        cell: &str,
        currency: Currency,
    ) -> Result<Value, Sentence> {
        let number = || number::parse(cell, column.decimal).ok_or_else(|| self.not_a_number(column, cell));
        Ok(match field.ty {
            FieldType::Text | FieldType::LongText => Value::Text(match cell.strip_suffix(".0") {
                Some(whole) if column.float_ids => whole.to_owned(),
                // What a list in another cell left behind.
                _ if self.lenient.is_some() && field.ty == FieldType::Text => {
                    cell.trim_end_matches([',', ';', ' ']).to_owned()
                }
                _ => cell.to_owned(),
            }),
            FieldType::Int => {
                let n = number()?.value.normalize();
                if !n.is_integer() {
                    return Err(say!("“{}” must be a whole number such as 12.", cell));
                }
                Value::Decimal(n)
            }
            FieldType::Decimal | FieldType::Price => Value::Decimal(number()?.value),
            FieldType::Percent => {
                let n = number()?;
                let rate =
                    if column.fraction && !n.percent { n.value * Decimal::ONE_HUNDRED } else { n.value };
                Value::Decimal(rate)
            }
            FieldType::Money => Value::Int(
                round_minor(number()?.value, currency)
                    .ok_or_else(|| say!("“{}” is more than a book can hold.", cell))?,
            ),
            FieldType::Date => Value::Date(self.day(cell)?),
            FieldType::PartialDate => {
                let bare = cell.trim();
                if crate::normalise::partial_date::valid(bare) {
                    Value::Text(bare.to_owned())
                } else if let Some(day) = date::without_year(bare, self.order) {
                    Value::Text(day)
                } else {
                    Value::Text(self.birthday(bare)?.to_string())
                }
            }
            FieldType::Time => {
                let time = date::time(cell)
                    .ok_or_else(|| say!("“{}” is not a time. It should look like 14:30.", cell))?;
                Value::Text(time.format("%H:%M").to_string())
            }
            FieldType::Instant => match date::instant(cell) {
                Some(at) => Value::Instant(at),
                None => match date::parse(cell, self.order, self.this_year) {
                    Some(Moment { day, time: Some(time) }) => {
                        Value::Instant(on_the_wall(day, time, self.zone))
                    }
                    _ => Value::Date(self.day(cell)?),
                },
            },
            FieldType::Bool => {
                Value::Bool(bool_of(cell).ok_or_else(|| say!("“{}” must be yes or no.", cell))?)
            }
            // The owner's own words are compared where they are known.
            FieldType::Choice if !field.label.is_empty() => Value::Text(cell.trim().to_owned()),
            FieldType::Choice => Value::Text(self.choice(field, cell)?),
            FieldType::Choices => Value::List(
                split_list(cell)
                    .iter()
                    .map(|item| self.choice(field, item).map(Value::Text))
                    .collect::<Result<_, _>>()?,
            ),
            FieldType::Tags => {
                Value::List(split_list(&cell.replace(JOINT, ";")).into_iter().map(Value::Text).collect())
            }
            FieldType::Ref | FieldType::Parts | FieldType::Files => {
                return Err(say!("This column cannot be brought in."));
            }
        })
    }

    fn choice(&self, field: &FieldDef, cell: &str) -> Result<String, Sentence> {
        synonyms::choice(cell, field.choices).map(str::to_owned).ok_or_else(|| {
            say!("“{}” is not known here. It must be one of: {}.", cell, said::choices(field.choices))
        })
    }

    /// The day in a cell of birthdays: two digits of a year never mean one to come.
    fn birthday(&self, cell: &str) -> Result<chrono::NaiveDate, Sentence> {
        let day = self.day(cell)?;
        let is_short = !cell.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() >= 4);
        Ok(if is_short && day.year() > self.this_year {
            day.with_year(day.year() - 100).unwrap_or(day)
        } else {
            day
        })
    }

    fn day(&self, cell: &str) -> Result<chrono::NaiveDate, Sentence> {
        let cell = cell.trim_end_matches([',', ';', ' ']);
        let one = if self.lenient.is_some() { date::only_order(cell) } else { None };
        date::parse(cell, self.order, self.this_year)
            .or_else(|| date::parse(cell, one?, self.this_year))
            .map(|moment| moment.day)
            .or_else(|| date::from_serial(cell))
            .ok_or_else(|| {
                let example = match self.order {
                    DateOrder::Dmy => "31.12.2026",
                    DateOrder::Mdy => "12/31/2026",
                    DateOrder::Ymd => "2026-12-31",
                };
                say!("“{}” is not a date. It should look like {}.", cell, example)
            })
    }
}

/// The items of a list in one cell: separated by `,`, `;` or `|`, and quoted when
/// they contain one of these.
pub fn split_list(cell: &str) -> Vec<String> {
    let mut items = Vec::new();
    let mut item = String::new();
    let mut quoted = false;
    let mut chars = cell.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                item.push('"');
                chars.next();
            }
            '"' if quoted || item.trim().is_empty() => {
                quoted = !quoted;
                if quoted {
                    item.clear();
                }
            }
            ',' | ';' | '|' if !quoted => items.push(std::mem::take(&mut item)),
            _ => item.push(c),
        }
    }
    items.push(item);
    items.into_iter().map(|i| i.trim().to_owned()).filter(|i| !i.is_empty()).collect()
}

impl Draft {
    fn put_part(
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
    fn add_note(&mut self, field: &'static FieldDef, line: &str) {
        match self.fields.iter_mut().find(|(f, _)| f.tag == field.tag) {
            Some((_, Value::Text(text))) => {
                text.push('\n');
                text.push_str(line);
            }
            _ => self.fields.push((field, Value::Text(line.to_owned()))),
        }
    }

    /// Elements without a label get the one their column's name says.
    fn label(&mut self, reading: &Reading) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_may_contain_what_separates_tags() {
        assert_eq!(split_list("vip, news ;regular"), ["vip", "news", "regular"]);
        assert_eq!(split_list(r#""a, b", say "hi""#), ["a, b", r#"say "hi""#]);
        assert_eq!(split_list(r#""he said ""no""""#), [r#"he said "no""#]);
    }
}
