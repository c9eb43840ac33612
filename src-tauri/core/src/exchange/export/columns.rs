//! The columns of an export, from the declaration of the records.

use super::Profile;
use crate::Id;
use crate::attachments::Attachment;
use crate::entity::{AnyRecord, FieldDef, FieldType, Kind, Value};
use crate::exchange::beside::{self, files_of};
use crate::exchange::exact;
use crate::exchange::import::related::Related;
use crate::exchange::target::reference_name;
use crate::facts::Facts;
use crate::facts::text::fold;
use crate::money::{Currency, digits};
use crate::reports::format::Locale;
use crate::sales::Sale;
use crate::sales::rates::currency_of_amount;

/// One column.
enum Column {
    /// The record's own identity.
    Identity,
    Field(&'static FieldDef),
    /// Files, which lie beside the table.
    Files(&'static FieldDef),
    /// A field of the element at a position of a list.
    Part(&'static FieldDef, usize, &'static FieldDef),
    /// A field of the element that the row is about.
    Line(&'static FieldDef, &'static FieldDef),
    /// A field of the record it refers to.
    Reference(&'static FieldDef, Kind, &'static FieldDef),
    /// What the record it refers to is called.
    Title(&'static FieldDef, Kind),
    /// A field of the owner's own that leads to a record: what the import finds it by again.
    Related(&'static FieldDef, Kind),
}

/// The columns of a kind.
pub struct Columns {
    columns: Vec<(String, Column)>,
    /// The list that has one row per element.
    by_row: Option<&'static FieldDef>,
    /// The fields whose files lie beside the table, and the folder they lie in.
    files: Vec<&'static FieldDef>,
    folder: String,
    related: Related,
    currency: Currency,
    /// The decimal sign of numbers.
    pub decimal: char,
}

impl Columns {
    /// The columns for these rows: as many elements of each list as one record has, and files only where
    /// one has any. `folder` is that of the files.
    pub fn of(facts: &Facts, kind: Kind, profile: Profile, rows: &[u32], folder: String) -> Self {
        let table = facts.table(kind);
        let by_row = exact::list_by_row(kind);
        let sheet = profile == Profile::Spreadsheet;
        let (mut columns, mut files) = (Vec::new(), Vec::new());
        if !sheet {
            columns.push((exact::mark(kind), Column::Identity));
        }
        for field in facts.fields(kind) {
            let has_any =
                |row: &u32| matches!(table.value(*row, field), Value::List(items) if !items.is_empty());
            if !sheet && exact::holds_files(field) && rows.iter().any(has_any) {
                columns.push((field.name.to_owned(), Column::Files(field)));
                files.push(field);
            }
            let wanted =
                if sheet { field.importable || field.section == "totals" } else { exact::carried(field) };
            if !wanted {
                continue;
            }
            if let Some(target) = field.ref_kind.filter(|_| sheet && !field.label.is_empty()) {
                columns.push((heading(kind, field, sheet), Column::Related(field, target)));
                continue;
            }
            if let Some(target) = field.ref_kind.filter(|_| sheet) {
                columns.extend(reference(field, target));
                continue;
            }
            if field.ty != FieldType::Parts {
                columns.push((heading(kind, field, sheet), Column::Field(field)));
                continue;
            }
            let wanted =
                move |s: &&FieldDef| if sheet { s.ref_kind.is_none() } else { exact::carried_part(s) };
            let subs = || field.part.iter().filter(wanted);
            if by_row.is_some_and(|list| list.tag == field.tag) {
                columns
                    .extend(subs().map(|s| (format!("{}.{}", field.name, s.name), Column::Line(field, s))));
                continue;
            }
            let most = rows
                .iter()
                .map(|row| match table.value(*row, field) {
                    Value::List(items) => items.len(),
                    _ => 0,
                })
                .max()
                .unwrap_or(0);
            for index in 0..most {
                columns.extend(subs().map(|s| {
                    (format!("{}[{}].{}", field.name, index + 1, s.name), Column::Part(field, index, s))
                }));
            }
        }
        let leads_to = columns.iter().filter_map(|(_, column)| match column {
            Column::Related(_, kind) => Some(*kind),
            _ => None,
        });
        let related = Related::of(facts, leads_to);
        let settings = facts.settings();
        let decimal = if sheet { Locale::for_language(&settings.language).decimal } else { '.' };
        Self { columns, by_row, files, folder, related, currency: settings.currency(), decimal }
    }

    /// The names of the columns, which are paths.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|(name, _)| name.as_str())
    }

    /// The files of a record that lie beside the table.
    pub fn files(&self, record: &dyn AnyRecord) -> Vec<Attachment> {
        files_of(record, &self.files)
    }

    /// The rows of one record.
    pub fn rows(&self, facts: &Facts, record: &dyn AnyRecord) -> Vec<Vec<String>> {
        let count = match self.by_row.map(|list| record.value(list)) {
            Some(Value::List(items)) => items.len().max(1),
            _ => 1,
        };
        (0..count)
            .map(|nth| self.columns.iter().map(|(_, c)| self.cell(facts, record, c, nth)).collect())
            .collect()
    }

    fn cell(&self, facts: &Facts, record: &dyn AnyRecord, column: &Column, nth: usize) -> String {
        match column {
            Column::Identity => record.id().to_string(),
            Column::Field(field) => self.text(record, field, &record.value(field)),
            Column::Files(field) => beside::cell(&self.folder, &record.value(field)),
            // What the document has once is written once, so that sums over the column are right.
            Column::Part(..) if nth > 0 => String::new(),
            Column::Part(list, index, sub) => self.element(record, list, *index, sub),
            Column::Line(list, sub) => self.element(record, list, nth, sub),
            Column::Reference(field, kind, named) => {
                let row = target(record, field).and_then(|id| facts.table(*kind).present(id));
                row.map(|row| facts.table(*kind).value(row, named).to_plain()).unwrap_or_default()
            }
            Column::Title(field, kind) => {
                target(record, field).and_then(|id| facts.title_of(*kind, id)).unwrap_or_default()
            }
            Column::Related(field, kind) => {
                target(record, field).map(|id| self.related.called(facts, *kind, id)).unwrap_or_default()
            }
        }
    }

    /// A value as it is written, numbers with the decimal sign of this table.
    fn text(&self, record: &dyn AnyRecord, field: &FieldDef, value: &Value) -> String {
        let text = exact::text(field, value, self.decimals(record, field));
        match field.ty {
            FieldType::Decimal | FieldType::Price | FieldType::Percent | FieldType::Money
                if self.decimal != '.' =>
            {
                text.replace('.', &self.decimal.to_string())
            }
            _ => text,
        }
    }

    /// The decimals of an amount: those of the document's own currency, or of the book's.
    fn decimals(&self, record: &dyn AnyRecord, field: &FieldDef) -> u32 {
        let code = record.downcast::<Sale>().map_or("", |sale| sale.currency.as_str());
        digits(currency_of_amount(record.def().kind, field.name, code, self.currency))
    }

    fn element(&self, record: &dyn AnyRecord, list: &FieldDef, index: usize, sub: &FieldDef) -> String {
        let Value::List(items) = record.value(list) else {
            return String::new();
        };
        match items.get(index) {
            Some(Value::Part(fields)) => fields
                .iter()
                .find(|(name, _)| *name == sub.name)
                .map(|(_, value)| self.text(record, sub, value))
                .unwrap_or_default(),
            _ => String::new(),
        }
    }
}

/// What a column is called: in a spreadsheet, the owner's own fields as the owner calls
/// them, unless a declared one is called so or a program could take it for a formula.
fn heading(kind: Kind, field: &FieldDef, sheet: bool) -> String {
    let label = field.label.trim();
    let usable = label.chars().next().is_some_and(char::is_alphanumeric)
        && kind.def().field(&fold(label).replace(' ', "_")).is_none();
    if sheet && usable { label.to_owned() } else { field.name.to_owned() }
}

fn target(record: &dyn AnyRecord, field: &FieldDef) -> Option<Id> {
    match record.value(field) {
        Value::Id(id) => Some(id),
        _ => None,
    }
}

/// A record that is referred to is told by its number (or name, where it has none),
/// and for people by what it is called.
fn reference(field: &'static FieldDef, kind: Kind) -> Vec<(String, Column)> {
    let prefix = reference_name(field.name);
    let mut columns = Vec::new();
    let named = kind.def().fields.iter().find(|f| f.unique);
    if let Some(named) = named {
        columns.push((format!("{prefix}.{}", named.name), Column::Reference(field, kind, named)));
    }
    if kind == Kind::Customer {
        columns.push((format!("{prefix}.name"), Column::Title(field, kind)));
    }
    columns
}
