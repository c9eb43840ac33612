//! The columns of a file of our own: every field of the records as it is, with the
//! identities by which records refer to each other. The first column names the kind
//! (`regulars:customer`) and holds the record's own identity, so that such a file is
//! known at once and bringing it in gives the same records again.

use crate::Id;
use crate::attachments::Attachment;
use crate::custom_fields::CustomFields;
use crate::entity::{FieldDef, FieldType, FieldValue, Kind, Value};
use crate::normalise::day;
use crate::{Sentence, say};
use rust_decimal::Decimal;
use std::str::FromStr;

/// How the name of the first column begins.
const MARK: &str = "regulars:";

/// The name of the first column.
pub fn mark(kind: Kind) -> String {
    format!("{MARK}{}", kind.name())
}

/// The kind whose records a file of ours holds; `None` for any other file.
pub fn kind_of(headers: &[String]) -> Option<Kind> {
    Kind::from_name(headers.first()?.strip_prefix(MARK)?)
}

/// Whether a field is in the file. Totals follow from the lines; when a record was
/// last changed is a matter of the book that holds it.
pub fn carried(field: &FieldDef) -> bool {
    field.section != "totals" && !holds_files(field) && !matches!(field.name, "updated_at" | "trashed_at")
}

/// Whether a field holds files, which lie beside the file; see [`super::beside`].
pub fn holds_files(field: &FieldDef) -> bool {
    field.ty == FieldType::Files
}

/// Whether a field of a list's elements is in the file.
pub fn carried_part(field: &FieldDef) -> bool {
    !field.read_only
}

/// The list that has one row per element. The elements of other lists (phones,
/// payments) are few and stand side by side.
pub fn list_by_row(kind: Kind) -> Option<&'static FieldDef> {
    kind.def().fields.iter().find(|f| kind == Kind::Sale && f.ty == FieldType::Parts && f.searched)
}

/// Where a cell of a column goes.
#[derive(Clone, Copy)]
pub enum Cell {
    /// A field of the record.
    Field(&'static FieldDef),
    /// A field of the element at a position of a list.
    Part(&'static FieldDef, usize, &'static FieldDef),
    /// A field of the element that the row is about.
    Line(&'static FieldDef, &'static FieldDef),
}

impl Cell {
    /// Reads the name of a column: `due_date`, `phones[2].number`, `lines.quantity`.
    pub fn parse(custom: &CustomFields, kind: Kind, header: &str) -> Option<Self> {
        let def = kind.def();
        let Some((head, sub)) = header.split_once('.') else {
            let field = custom
                .field(kind, header)
                .filter(|f| (carried(f) && f.ty != FieldType::Parts) || holds_files(f));
            return field.map(Cell::Field);
        };
        let part = |list: &'static FieldDef| list.part.iter().find(|s| s.name == sub && carried_part(s));
        match head.split_once('[') {
            Some((name, number)) => {
                let index = number.strip_suffix(']')?.parse::<usize>().ok()?.checked_sub(1)?;
                let list = def.field(name).filter(|f| f.ty == FieldType::Parts)?;
                (index < 1000).then_some(Cell::Part(list, index, part(list)?))
            }
            None => {
                let list = list_by_row(kind).filter(|f| f.name == head)?;
                Some(Cell::Line(list, part(list)?))
            }
        }
    }

    /// The field whose values the cells hold.
    pub fn field(&self) -> &'static FieldDef {
        match self {
            Cell::Field(field) | Cell::Part(_, _, field) | Cell::Line(_, field) => field,
        }
    }
}

/// A value as it stands in a cell; `decimals` are those of the currency an amount is in.
pub fn text(field: &FieldDef, value: &Value, decimals: u32) -> String {
    match (field.ty, value) {
        (FieldType::Money, Value::Int(minor)) => Decimal::new(*minor, decimals).to_string(),
        (FieldType::Instant, Value::Instant(at)) => at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true),
        (FieldType::Bool, Value::Bool(false)) => String::new(),
        (FieldType::Tags | FieldType::Choices, Value::List(items)) => {
            items.iter().map(|i| list_item(&i.to_plain())).collect::<Vec<_>>().join(", ")
        }
        (FieldType::Files, Value::List(items)) => {
            let files = items.iter().filter_map(|file| Attachment::from_value(file.clone()).ok());
            files.map(|file| list_item(&file.name)).collect::<Vec<_>>().join(", ")
        }
        _ => value.to_plain(),
    }
}

/// An item of a list, quoted when it contains what separates items.
pub fn list_item(item: &str) -> String {
    if item.contains([',', ';', '|', '"']) {
        format!("\"{}\"", item.replace('"', "\"\""))
    } else {
        item.to_owned()
    }
}

/// Reads a value as the export wrote it; `decimals` are those of the currency an amount is in.
/// The error goes on a sentence that begins with the cell.
pub fn value(field: &FieldDef, cell: &str, decimals: u32) -> Result<Value, Sentence> {
    let must = |what: Sentence| say!("“{}” must be {}.", cell, what);
    Ok(match field.ty {
        FieldType::Text
        | FieldType::LongText
        | FieldType::PartialDate
        | FieldType::Time
        | FieldType::Choice => Value::Text(cell.to_owned()),
        FieldType::Int => Value::Int(cell.parse().map_err(|_| must(say!("a whole number such as 12")))?),
        FieldType::Decimal | FieldType::Price | FieldType::Percent => {
            Value::Decimal(Decimal::from_str(cell).map_err(|_| must(say!("a number such as 1234.5")))?)
        }
        FieldType::Money => {
            let amount = Decimal::from_str(cell).map_err(|_| must(say!("an amount such as 1234.50")))?;
            let minor = amount.checked_mul(Decimal::from(10_u64.pow(decimals))).map(|n| n.normalize());
            let minor = minor.filter(Decimal::is_integer).and_then(|n| i64::try_from(n).ok());
            Value::Int(minor.ok_or_else(|| must(say!("an amount that the currency of this book can have")))?)
        }
        FieldType::Date => {
            Value::Date(day::parse(cell).ok_or_else(|| must(say!("a day such as 31 December 2026")))?)
        }
        FieldType::Instant => {
            let at = chrono::DateTime::parse_from_rfc3339(cell);
            Value::Instant(at.map_err(|_| must(say!("a day and a time")))?.to_utc())
        }
        FieldType::Bool => match cell {
            "yes" => Value::Bool(true),
            "no" => Value::Bool(false),
            _ => return Err(must(say!("yes or no"))),
        },
        FieldType::Choices | FieldType::Tags => {
            Value::List(super::import::reading::split_list(cell).into_iter().map(Value::Text).collect())
        }
        FieldType::Ref => Value::Id(cell.parse::<Id>().map_err(|_| must(say!("the identity of a record")))?),
        FieldType::Parts | FieldType::Files => return Err(must(say!("one column for each of its fields"))),
    })
}
