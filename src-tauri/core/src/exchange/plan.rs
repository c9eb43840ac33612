//! What a file holds and what would become of it, before anything is done.

use super::csv::date::DateOrder;
use super::csv::{Column, Detected, Source, footer};
use super::exact;
use super::map::{self, Mapped};
use super::synonyms;
use super::target::{Place, offers};
use super::{ImportKind, ImportOptions};
use crate::Sentence;
use crate::book::Book;
use crate::custom_fields::CustomFields;
use crate::entity::said;
use crate::entity::{FieldType, Kind};
use crate::say;
use crate::sentence::by_count;
use crate::store::{NoWatch, Watch};
use crate::{Error, Result};
use chrono::Datelike;
use csv::StringRecord;
use std::path::{Path, PathBuf};

/// Rows shown for a first look.
const PREVIEW: usize = 20;

/// What a file holds and how it would be brought in.
#[derive(Clone, Debug)]
pub struct ImportPlan {
    /// The file.
    pub path: PathBuf,
    /// Its name without folders.
    pub file_name: String,
    /// Name of its encoding.
    pub encoding: String,
    /// Its separator.
    pub delimiter: char,
    /// Rows below the heading.
    pub rows: u64,
    /// What the rows are.
    pub kind: ImportKind,
    /// The columns in the order of the file.
    pub columns: Vec<ImportColumn>,
    /// Where columns can go.
    pub fields: Vec<ImportField>,
    /// The order of its dates: proven, or the likely one when ambiguous.
    pub date_order: Option<DateOrder>,
    /// Whether both day and month could come first, so that a person has to say.
    pub date_ambiguous: bool,
    /// Its decimal sign; `None` when it has no numbers.
    pub decimal: Option<char>,
    /// The first rows as they are.
    pub preview: Vec<Vec<String>>,
    /// Sentences on what is unusual.
    pub notices: Vec<Sentence>,
}

impl ImportPlan {
    /// The proposed mapping: which column goes to which path.
    pub fn mapping(&self) -> Vec<(String, String)> {
        self.columns.iter().filter_map(|c| Some((c.header.clone(), c.field.clone()?))).collect()
    }
}

/// One column of a file.
#[derive(Clone, Debug)]
pub struct ImportColumn {
    /// Its name.
    pub header: String,
    /// Some of its values.
    pub samples: Vec<String>,
    /// What it holds.
    pub detected: Detected,
    /// The path it would go to.
    pub field: Option<String>,
    /// How sure that is, up to 1.
    pub confidence: f32,
}

/// A place columns can go to.
pub type ImportField = super::target::Offer;

/// A file read from beginning to end once: its columns and their content.
pub struct Analysis {
    /// How it is written.
    pub source: Source,
    /// What each column holds.
    pub columns: Vec<Column>,
    /// Rows with something in them.
    pub rows: u64,
    /// Lines of the rows below the table that are no records: sums, the day of printing.
    pub below: Vec<u64>,
    /// The first rows.
    pub preview: Vec<Vec<String>>,
    /// Sentences on what is unusual.
    pub notices: Vec<Sentence>,
}

/// Looks at a file. `as_kind` says what its rows are; otherwise it is guessed.
/// Fails with one sentence on files that are no tables of text.
pub fn inspect(path: &Path, as_kind: Option<ImportKind>, book: &Book) -> Result<ImportPlan> {
    inspect_with(path, as_kind, book, &ImportOptions::default())
}

/// [`inspect`] with encoding and separator given.
pub fn inspect_with(
    path: &Path,
    as_kind: Option<ImportKind>,
    book: &Book,
    options: &ImportOptions,
) -> Result<ImportPlan> {
    let country = book.facts().settings().country;
    let analysis = analyse(path, options, &country, &NoWatch)?;
    let custom = book.facts().custom.clone();
    let headers = &analysis.source.heading.names;
    let named = analysis.source.heading.in_file;
    if let Some(kind) = exact::kind_of(headers) {
        return our_own(path, &custom, analysis, kind, as_kind);
    }
    if let Some(kind) = as_kind.filter(|kind| !ImportKind::FOREIGN.contains(kind)) {
        return Err(only_our_own(kind));
    }
    let all: Vec<(ImportKind, Vec<Mapped>)> = ImportKind::FOREIGN
        .into_iter()
        .filter(|k| as_kind.is_none_or(|wanted| wanted == *k))
        .map(|kind| (kind, map::columns(&custom, kind, headers, &analysis.columns, named)))
        .collect();
    let all = match &analysis.source.cards {
        // A card says itself what is what.
        Some(_) if as_kind.is_some_and(|kind| kind != ImportKind::Customers) => {
            return Err(only_customers(path));
        }
        Some(table) => vec![(ImportKind::Customers, map::known(&table.paths))],
        None => all,
    };
    let best = all.into_iter().max_by(|(a, left), (b, right)| {
        let fit = |kind: &ImportKind, mapped: &Vec<Mapped>| map::fit(*kind, mapped, &analysis.columns);
        fit(a, left).partial_cmp(&fit(b, right)).unwrap_or(std::cmp::Ordering::Equal)
    });
    let (kind, mapped) = best.unwrap_or((ImportKind::Customers, Vec::new()));
    let dates = dates(&analysis, &country, |index| {
        mapped.get(index).and_then(|m| m.path.as_deref()).and_then(|p| Place::parse(&custom, kind, p))
    });
    let mut notices = analysis.notices.clone();
    notices.extend(foreign_currency(headers, &analysis.columns, &book.facts().settings().currency));
    let columns = headers
        .iter()
        .zip(&analysis.columns)
        .zip(&mapped)
        .map(|((header, column), mapped)| ImportColumn {
            header: header.clone(),
            samples: column.samples.clone(),
            detected: column.detected(),
            field: mapped.path.clone(),
            confidence: mapped.confidence,
        })
        .collect();
    Ok(ImportPlan {
        path: path.to_owned(),
        file_name: path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default(),
        encoding: analysis.source.encoding().to_owned(),
        delimiter: char::from(analysis.source.dialect.delimiter),
        rows: analysis.rows,
        kind,
        columns,
        fields: offers(&custom, kind),
        date_order: dates.order,
        date_ambiguous: dates.ambiguous,
        decimal: has_numbers(&analysis).then(|| decimal(&analysis)),
        preview: analysis.preview,
        notices,
    })
}

/// What a file of our own holds: there is nothing to guess.
fn our_own(
    path: &Path,
    custom: &CustomFields,
    analysis: Analysis,
    found: Kind,
    as_kind: Option<ImportKind>,
) -> Result<ImportPlan> {
    let kind = ImportKind::all().find(|k| k.kind() == found);
    let kind = match (kind, as_kind) {
        (Some(kind), None) => kind,
        (Some(kind), Some(wanted)) if kind == wanted => kind,
        (_, wanted) => return Err(holds_another(wanted.unwrap_or(ImportKind::Customers), found)),
    };
    let headers = &analysis.source.heading.names;
    let unknown: Vec<&str> = (headers.iter().skip(1).map(String::as_str))
        .filter(|header| exact::Cell::parse(custom, found, header).is_none())
        .collect();
    let mut notices = analysis.notices.clone();
    if !unknown.is_empty() {
        notices.push(say!("These columns are not known here and are left out: {}.", unknown.join(", ")));
    }
    let column = |(header, column): (&String, &Column)| ImportColumn {
        header: header.clone(),
        samples: column.samples.clone(),
        detected: column.detected(),
        field: (!unknown.contains(&header.as_str())).then(|| header.clone()),
        confidence: 1.0,
    };
    let field =
        |header: &String| ImportField { path: header.clone(), label: header.clone(), required: false };
    Ok(ImportPlan {
        path: path.to_owned(),
        file_name: path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default(),
        encoding: analysis.source.encoding().to_owned(),
        delimiter: char::from(analysis.source.dialect.delimiter),
        rows: analysis.rows,
        kind,
        columns: headers.iter().zip(&analysis.columns).map(column).collect(),
        fields: headers.iter().map(field).collect(),
        date_order: Some(DateOrder::Ymd),
        date_ambiguous: false,
        decimal: Some('.'),
        preview: analysis.preview,
        notices,
    })
}

/// The error for a file of our own that is to be taken for something else.
pub fn holds_another(wanted: ImportKind, found: Kind) -> Error {
    let message = say!(
        "This file holds {} that were written by this program, not {}.",
        said::many(found),
        wanted.plural()
    );
    Error::invalid(wanted.name(), "as", message)
}

/// The error for kinds that other programs' files cannot bring.
pub fn only_our_own(kind: ImportKind) -> Error {
    let message = say!(
        "The {} come in only from a file that this program has written, as an export with the profile exact.",
        kind.plural()
    );
    Error::invalid(kind.name(), "as", message)
}

/// The error for a file of cards that is to be taken for something else.
pub fn only_customers(path: &Path) -> Error {
    Error::File {
        path: path.to_owned(),
        message: say!("This file holds cards (vCard), which are customers."),
    }
}

/// A sentence when a column names currencies that are not the book's.
fn foreign_currency(headers: &[String], columns: &[Column], own: &str) -> Option<Sentence> {
    let is_code = |s: &String| iso_currency::Currency::from_code(&s.to_uppercase()).is_some();
    let foreign: std::collections::BTreeSet<String> = headers
        .iter()
        .zip(columns)
        .filter(|(_, c)| !c.samples.is_empty() && c.samples.iter().all(is_code))
        .flat_map(|(_, c)| c.samples.iter().map(|s| s.to_uppercase()))
        .filter(|code| code != own)
        .collect();
    let codes: Vec<String> = foreign.into_iter().collect();
    (!codes.is_empty()).then(|| {
        say!("Some amounts are in {}. They are taken as {}; nothing is converted.", codes.join(", "), own)
    })
}

/// Reads a file from beginning to end. `country` is that of the business; `watch`
/// sees the rows and may stop it.
pub fn analyse(path: &Path, options: &ImportOptions, country: &str, watch: &dyn Watch) -> Result<Analysis> {
    let (encoding, delimiter) = (options.encoding.as_deref(), options.delimiter_byte());
    let source = Source::open(path, encoding, country, delimiter, &synonyms::known)?;
    let width = source.heading.names.len();
    let mut columns = vec![Column::default(); width];
    let mut rows = source.rows()?;
    let mut record = StringRecord::new();
    let (mut count_rows, mut preview) = (0_u64, Vec::new());
    // Rows that are no records if none follows them.
    let mut below: Vec<(u64, StringRecord)> = Vec::new();
    let foreign = source.cards.is_none() && exact::kind_of(&source.heading.names).is_none();
    let (mut last_line, mut many_lines) = (0, false);
    // Rows with letters that the characters chosen do not have, and the line of the first.
    let mut unread = (0, 0);
    while let Some(line) = rows.next(&mut record)? {
        if is_blank(&record) {
            continue;
        }
        if foreign && count_rows > 0 && footer::is_footer(&record, width) {
            below.push((line, record.clone()));
            continue;
        }
        let held = below.drain(..).map(|(_, record)| record).collect::<Vec<_>>();
        for row in held.iter().chain([&record]) {
            count_rows += 1;
            if preview.len() < PREVIEW {
                preview.push(row.iter().map(str::to_owned).collect());
            }
            for (column, cell) in columns.iter_mut().zip(row) {
                column.add(cell);
            }
        }
        if count_rows.is_multiple_of(1024) && !watch.step(0, count_rows) {
            return Err(Error::Cancelled);
        }
        if record.as_slice().contains(char::REPLACEMENT_CHARACTER) {
            unread = (unread.0 + 1, if unread.0 == 0 { line } else { unread.1 });
        }
        last_line = line;
        many_lines = record.iter().any(|c| c.contains('\n'));
    }
    let mut notices = source.notices.clone();
    if rows.odd_quotes() && many_lines {
        notices.push(say!("A quotation mark in the row that begins in line {} is never closed; everything after it was taken as one cell.", last_line));
    }
    if unread.0 > 0 {
        notices.push(say!(
            "{} letters that cannot be read as {} (the first in line {}). Choose other characters.",
            have(unread.0),
            source.encoding(),
            unread.1
        ));
    }
    let ragged = rows.ragged;
    if ragged.short > 0 {
        notices.push(say!(
            "{} fewer cells than there are columns (the first in line {}); the missing ones count as empty.",
            have(ragged.short),
            ragged.first
        ));
    }
    if ragged.long > 0 {
        notices.push(say!("{} more cells than there are columns (the first in line {}); what is beyond the last column is left out.", have(ragged.long), ragged.first));
    }
    for (line, record) in &below {
        let cell = record.iter().find(|cell| !cell.trim().is_empty()).unwrap_or_default().trim();
        notices.push(say!("The last row (line {}, “{}”) is no record and was left out.", line, cell));
    }
    if count_rows == 0 {
        notices.push(say!("There are no rows below the names of the columns."));
    }
    let below = below.into_iter().map(|(line, _)| line).collect();
    Ok(Analysis { source, columns, rows: count_rows, below, preview, notices })
}

fn have(n: u64) -> Sentence {
    by_count(n, say!("1 row has"), say!("{} rows have", n))
}

/// Whether no cell has anything in it.
pub fn is_blank(record: &StringRecord) -> bool {
    record.iter().all(|cell| cell.trim().is_empty())
}

fn has_numbers(analysis: &Analysis) -> bool {
    analysis
        .columns
        .iter()
        .any(|c| matches!(c.detected(), Detected::Number | Detected::Money | Detected::Percent))
}

/// The decimal sign of a file: what its number columns prove, else what the
/// separator suggests (lands that write 1,5 separate cells by semicolons).
pub fn decimal(analysis: &Analysis) -> char {
    let numbers = || {
        analysis
            .columns
            .iter()
            .filter(|c| matches!(c.detected(), Detected::Number | Detected::Money | Detected::Percent))
    };
    let (points, commas): (u64, u64) =
        numbers().fold((0, 0), |(p, c), column| (p + column.only_point, c + column.only_comma));
    let semicolons = analysis.source.dialect.delimiter == b';';
    match points.cmp(&commas) {
        std::cmp::Ordering::Greater => '.',
        std::cmp::Ordering::Less => ',',
        std::cmp::Ordering::Equal if semicolons => ',',
        std::cmp::Ordering::Equal => '.',
    }
}

/// The order of the dates of a file.
pub struct Dates {
    /// Proven, or likely; `None` without dates.
    pub order: Option<DateOrder>,
    /// Whether it is only likely.
    pub ambiguous: bool,
}

/// Finds the order of the dates in the columns that go to a date (`place` says
/// where a column goes), or in all columns of dates when none does.
pub fn dates(analysis: &Analysis, country: &str, place: impl Fn(usize) -> Option<Place>) -> Dates {
    let goes_to_date = |index: usize| place(index).is_some_and(|p| is_date(&p));
    let mapped: Vec<&Column> = (0..analysis.columns.len())
        .filter(|i| goes_to_date(*i))
        .map(|i| &analysis.columns[i])
        .filter(|c| c.dates > 0)
        .collect();
    let columns: Vec<&Column> = if mapped.is_empty() {
        let dated = |c: &&Column| matches!(c.detected(), Detected::Date | Detected::DateTime);
        analysis.columns.iter().filter(dated).collect()
    } else {
        mapped
    };
    if columns.is_empty() {
        return Dates { order: None, ambiguous: false };
    }
    let one = |c: &Column| match (c.orders.dmy, c.orders.mdy, c.orders.ymd) {
        (true, false, _) => Some(DateOrder::Dmy),
        (false, true, _) => Some(DateOrder::Mdy),
        (false, false, true) => Some(DateOrder::Ymd),
        _ => None,
    };
    if let Some(order) = columns.iter().find_map(|c| one(c)) {
        return Dates { order: Some(order), ambiguous: false };
    }
    let fixed = columns.iter().all(|c| !c.ordered);
    let likely = match country {
        "US" => DateOrder::Mdy,
        _ => DateOrder::Dmy,
    };
    // Names of months and years in front mean the same in every order.
    Dates { order: Some(if fixed { DateOrder::Ymd } else { likely }), ambiguous: !fixed }
}

/// Whether a place takes a day.
pub fn is_date(place: &Place) -> bool {
    let takes = |ty| matches!(ty, FieldType::Date | FieldType::PartialDate | FieldType::Instant);
    match place {
        Place::Field(field) => takes(field.ty),
        Place::Part { sub, .. } => takes(sub.ty),
        Place::Customer(inner) => is_date(inner),
        Place::Special(special) => special.is_day(),
    }
}

/// The year by which two digits of a year are completed.
pub fn this_year(book: &Book) -> i32 {
    book.today().year()
}
