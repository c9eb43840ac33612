//! From a row of cells to values of the declared types.

use super::cells::{self, JOINT};
use super::draft::{CellError, Draft};
use super::related::Related;
use super::{ImportKind, lenient, names};
use crate::entity::{FieldDef, FieldType, FieldValue, Value, said};
use crate::exchange::csv::column::bool_of;
use crate::exchange::csv::date::{self, DateOrder};
use crate::exchange::csv::source::clean;
use crate::exchange::csv::{Column, number};
use crate::exchange::synonyms;
use crate::exchange::target::{HOUSE, Place, Special};
use crate::money::round_minor;
use crate::sales::SaleStatus;
use crate::{Sentence, say};
use chrono_tz::Tz;
use csv::StringRecord;
use iso_currency::Currency;
use rust_decimal::Decimal;

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
    pub(super) label: Option<&'static str>,
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
    pub(super) order: DateOrder,
    pub(super) this_year: i32,
    currency: Currency,
    /// The kind whose rows come in without the cells that cannot be read, where they can do without them.
    pub lenient: Option<ImportKind>,
    /// In whose zone times are meant that name none.
    pub zone: Tz,
    /// The records of the book that cells can name.
    pub related: Related,
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
            related: Related::default(),
        }
    }
}

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
        Self { columns, order, this_year, currency, ..Self::default() }
    }

    /// Whether the file has a column of this meaning.
    pub fn has(&self, special: Special) -> bool {
        self.columns.iter().flatten().any(|column| column.place.special() == Some(special))
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
                if let Some(field) = self.leads_on(&column.place) {
                    draft.later.push((field, error));
                } else if self.lenient.is_some_and(|kind| lenient::is_spared(kind, &column.place)) {
                    draft.refused.push(error);
                } else {
                    errors.push(error);
                }
            }
        }
        draft.label(self);
        if errors.is_empty() { Ok(draft) } else { Err(errors) }
    }

    /// The field of a column whose cells may name a row further down: one of the owner's own that leads to what
    /// the rows themselves are. Rows that are variants of one product are not products of their own.
    fn leads_on(&self, place: &Place) -> Option<&'static FieldDef> {
        let kind = self.lenient.filter(|kind| match kind {
            ImportKind::Customers => true,
            ImportKind::Products => !self.has(Special::Handle),
            _ => false,
        })?;
        match place {
            Place::Field(field) if field.ref_kind == Some(kind.kind()) && !field.required => Some(field),
            _ => None,
        }
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
                if special.is_day() && is_still_open(cell) {
                    return Ok(());
                }
                let number = number::parse(cell, column.decimal);
                if special.is_amount() && number.is_none() {
                    return Err(self.not_a_number(column, cell));
                }
                let text = match special {
                    Special::Name if column.family_first => names::family_first(cell),
                    special if special.is_day() => self.day_here(cell)?.to_string(),
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
        let number =
            || number::parse(field.bare(cell), column.decimal).ok_or_else(|| self.not_a_number(column, cell));
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
                // A rate of less than one percent is rare where tax and discounts are meant, and nobody knows what the
                // owner means by theirs: it is taken as it stands, so that our own lists come back unchanged.
                let part_of_one = column.fraction && !n.percent && field.label.is_empty();
                Value::Decimal(if part_of_one { n.value * Decimal::ONE_HUNDRED } else { n.value })
            }
            FieldType::Money => Value::Int(
                round_minor(number()?.value, currency)
                    .ok_or_else(|| say!("“{}” is more than a book can hold.", cell))?,
            ),
            FieldType::Date => Value::Date(self.day_here(cell)?),
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
            FieldType::Instant => Value::Instant(self.moment(field, cell)?),
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
            FieldType::Ref => {
                let kind = field.ref_kind.ok_or_else(|| say!("This column cannot be brought in."))?;
                let whole = cell.strip_suffix(".0").filter(|_| column.float_ids).unwrap_or(cell);
                Value::Id(self.related.one(kind, whole)?)
            }
            FieldType::Parts | FieldType::Files => {
                return Err(say!("This column cannot be brought in."));
            }
        })
    }

    fn choice(&self, field: &FieldDef, cell: &str) -> Result<String, Sentence> {
        synonyms::choice(cell, field.choices).map(str::to_owned).ok_or_else(|| {
            say!("“{}” is not known here. It must be one of: {}.", cell, said::choices(field.choices))
        })
    }
}

/// Whether somebody wrote into a column of days that there is none yet.
fn is_still_open(cell: &str) -> bool {
    bool_of(cell) == Some(false)
        || synonyms::choice(cell, SaleStatus::CHOICES) == Some(SaleStatus::Open.word())
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
