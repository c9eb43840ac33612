//! Bringing a file in: one transaction, so one step of undo. Rows that cannot be
//! taken are told one by one and written to a file to be corrected; the others go in.

mod beside;
mod cases;
mod cells;
mod customers;
mod days;
mod draft;
mod exact;
mod follow_ups;
mod job;
mod known;
mod later;
mod lenient;
mod met;
pub mod names;
mod places;
mod products;
pub(super) mod reading;
mod record;
pub mod related;
mod returns;
mod sales;
mod sales_build;
mod sales_lines;
mod taxes;
mod variants;
mod whose;

pub use super::ImportKind;
use super::beside::Beside;
use super::csv::date::DateOrder;
use super::csv::source::{Source, clean};
use super::exact as own_files;
use super::plan::{self, Analysis};
use super::target::Place;
use super::{ImportOptions, OnDuplicate};
use crate::Sentence;
use crate::attachments::Attachment;
use crate::book::{Book, By, Source as Way};
use crate::entity::Kind;
use crate::say;
use crate::sentence::by_count;
use crate::store::{NoWatch, Watch};
use crate::{Error, Id, Result};
use csv::StringRecord;
use job::{Done, Job};
pub use met::ImportMet;
use reading::{Decimals, Reading};
use related::Related;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// So many rows whose record was in the book already are shown. If more of them changed their record or say what is not
/// there, all of those are in a file.
pub const MET_SHOWN: usize = 100;

/// What came of an import.
#[derive(Clone, Debug, Default)]
pub struct ImportResult {
    /// Whether it was only tried.
    pub dry_run: bool,
    /// Rows in the file.
    pub rows: u64,
    /// Records made, of the kind the rows are.
    pub created: u64,
    /// Records changed.
    pub updated: u64,
    /// Records left as they were, because they are in the book already.
    pub skipped: u64,
    /// Rows that could not be taken.
    pub failed: u64,
    /// Every cell or row that could not be taken, in the order of the file.
    pub errors: Vec<ImportError>,
    /// The failed rows with a column `Error`, to be corrected and brought in again.
    pub error_file: Option<PathBuf>,
    /// The rows whose record was in the book already, those first of which something was not taken: all that lost
    /// something or changed their record, of the others as many as can be shown.
    pub met: Vec<ImportMet>,
    /// How many there are.
    pub met_rows: u64,
    /// Those that lost something or changed their record as a file, where they are too many to be shown.
    pub met_file: Option<PathBuf>,
    /// The operation; `None` when nothing changed.
    pub op: Option<Id>,
    /// Records made, by kind: an import of sales also makes customers and products.
    pub created_by_kind: BTreeMap<&'static str, u64>,
    /// What was decided for the owner, in sentences.
    pub notices: Vec<Sentence>,
}

/// One thing that could not be taken.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportError {
    /// 0 for what is about the file as a whole; else the line of the file in which the row begins.
    pub line: u64,
    /// The name of the column; empty when it is about the whole row.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// The sentence.
    pub message: Sentence,
    /// Whether the row came in all the same, with what stood there in its note.
    pub kept: bool,
}

/// Brings a file in. `map` says which column (by name) goes to which path; other
/// columns are left out. With `dry_run` everything happens but the writing. When
/// `watch` stops it, the book is as before.
pub fn run(
    book: &Book,
    by: &By,
    path: &Path,
    kind: ImportKind,
    map: &[(String, String)],
    options: &ImportOptions,
    dry_run: bool,
    watch: &dyn Watch,
) -> Result<ImportResult> {
    let country = book.facts().settings().country;
    let analysis = plan::analyse(path, options, &country, &Part { watch, part: 0 })?;
    let own = own_files::kind_of(&analysis.source.heading.names);
    if analysis.source.cards.is_some() && kind != ImportKind::Customers {
        return Err(plan::only_customers(path));
    }
    let reading = match own {
        Some(found) if found == kind.kind() => Reading::default(),
        Some(found) => return Err(plan::holds_another(kind, found)),
        None if !ImportKind::FOREIGN.contains(&kind) => return Err(plan::only_our_own(kind)),
        None => reading(book, kind, &analysis, map, options)?,
    };
    let mut job = Job {
        kind,
        analysis: &analysis,
        reading,
        on_duplicate: options.on_duplicate,
        watch: &Part { watch, part: 1 },
        result: ImportResult { dry_run, rows: analysis.rows, ..ImportResult::default() },
        failed: BTreeSet::new(),
        later: Vec::new(),
        pictures: if dry_run { BTreeMap::new() } else { pictures(book, &analysis)? },
        beside: match own {
            Some(kind) => Beside::take_in(book, kind, &analysis, dry_run, &NoWatch)?,
            None => Beside::default(),
        },
        same: 0,
    };
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let label = say!("Import of {} from {}", kind.plural(), name);
    let by = By { actor: by.actor.clone(), source: Way::Import };
    let mut tried = false;
    let outcome = book.transact_watched(&by, &label, &Part { watch, part: 2 }, |tx| {
        match own {
            Some(kind) => exact::run(&mut job, tx, kind)?,
            None => job.work(tx)?,
        }
        tried = true;
        // A trial ends here: a transaction that fails leaves nothing behind.
        if dry_run { Err(Error::Cancelled) } else { Ok(()) }
    });
    match outcome {
        Ok(done) => job.result.op = done.op,
        Err(_) if dry_run && tried => {}
        Err(error) => return Err(error),
    }
    let Job { mut result, failed, .. } = job;
    if options.on_duplicate == OnDuplicate::Fill && result.updated > 0 {
        result.notices.insert(0, completed(result.updated));
    }
    result.failed = failed.len() as u64;
    result.errors.sort_by_key(|e| e.line);
    show_values(&analysis.source, &mut result.errors)?;
    met::settle(book, &mut result);
    let fallback = options.error_folder.as_deref().unwrap_or_else(|| book.dir());
    // They are the first ones.
    let matter = result.met.partition_point(ImportMet::matters);
    if !dry_run && matter > MET_SHOWN {
        // What it says is in the book; that nobody could be told must not look like a failure.
        result.met_file = beside::met(&analysis.source, &result.met[..matter], fallback).ok();
    }
    if !dry_run && !failed.is_empty() {
        match beside::failed(&analysis.source, &result.errors, &failed, fallback) {
            Ok(file) => result.error_file = Some(file),
            // The other rows are in the book by now, so this must not look like a failure of all.
            Err(error) => result.errors.push(ImportError {
                line: 0,
                column: String::new(),
                value: String::new(),
                message: say!(
                    "The rows to mend could not be written to a file of their own. {}",
                    error.sentence()
                ),
                kept: false,
            }),
        }
    }
    Ok(result)
}

/// How many records of the book get what they lack.
fn completed(count: u64) -> Sentence {
    by_count(
        count,
        say!(
            "1 record that is in the book already gets what it lacks; nothing that stands there is overwritten."
        ),
        say!(
            "{} records that are in the book already get what they lack; nothing that stands there is overwritten.",
            count
        ),
    )
}

/// What a rule refuses is shown as it stands in the file: the row is looked up once more.
fn show_values(source: &Source, errors: &mut [ImportError]) -> Result<()> {
    let is_blank = |e: &ImportError| e.line > 0 && e.value.is_empty() && !e.column.is_empty();
    if !errors.iter().any(is_blank) {
        return Ok(());
    }
    let mut rows = source.rows()?;
    let mut record = StringRecord::new();
    while let Some(line) = rows.next(&mut record)? {
        let start = errors.partition_point(|e| e.line < line);
        let here = errors.iter_mut().skip(start).take_while(|e| e.line == line);
        for error in here.filter(|e| is_blank(e)) {
            let index = source.heading.names.iter().position(|name| *name == error.column);
            let cell = index.and_then(|index| record.get(index)).unwrap_or_default();
            error.value = clean(cell).chars().take(200).collect();
        }
    }
    Ok(())
}

/// Checks the mapping and prepares the reading of the columns.
fn reading(
    book: &Book,
    kind: ImportKind,
    analysis: &Analysis,
    map: &[(String, String)],
    options: &ImportOptions,
) -> Result<Reading> {
    let headers = &analysis.source.heading.names;
    let refuse = |message: Sentence| Error::invalid(kind.name(), "map", message);
    let mut places: Vec<Option<Place>> = vec![None; headers.len()];
    let mut taken: BTreeMap<&str, &str> = BTreeMap::new();
    for (header, path) in map {
        let index = headers
            .iter()
            .position(|h| h == header)
            .ok_or_else(|| refuse(say!("The file has no column “{}”. Look at the file again.", header)))?;
        let place = Place::parse(&book.facts().custom, kind, path)
            .ok_or_else(|| refuse(say!("“{}” is no field that a column can go to.", path)))?;
        // A note has room for what several columns say.
        let other = taken.insert(path, header).filter(|_| path != "notes");
        if let Some(other) = other {
            return Err(refuse(say!(
                "The columns “{}” and “{}” both go to “{}”. Leave one of them out.",
                other,
                header,
                path
            )));
        }
        places[index] = Some(place);
    }
    if map.is_empty() {
        return Err(refuse(say!(
            "{}: No column of this file is known ({}). Say for at least one of them what it holds.",
            analysis.source.path.display().to_string(),
            headers.join(", ")
        )));
    }
    let settings = book.facts().settings();
    let dates = plan::dates(analysis, &settings.country, |i| places[i].clone());
    let uses_dates = places.iter().flatten().any(plan::is_date);
    if dates.ambiguous && uses_dates && options.date_order.is_none() {
        return Err(Error::invalid(
            kind.name(),
            "date_order",
            say!(
                "In the dates of this file both day and month could come first. Say which comes first, the day (31.12.) or the month (12/31)."
            ),
        ));
    }
    let order = options.date_order.or(dates.order).unwrap_or(DateOrder::Dmy);
    let leads_to: Vec<Kind> = places.iter().flatten().filter_map(Place::leads_to).collect();
    let mut reading = Reading::new(
        places,
        headers,
        &analysis.columns,
        Decimals { said: options.decimal, found: plan::decimal(analysis) },
        order,
        plan::this_year(book),
        settings.currency(),
    );
    reading.lenient = Some(kind);
    reading.zone = book.zone();
    reading.related = Related::of(&book.facts(), leads_to);
    Ok(reading)
}

/// Takes the pictures of cards into the book; a file belongs to nothing until a record names it.
fn pictures(book: &Book, analysis: &Analysis) -> Result<BTreeMap<u64, Attachment>> {
    let photos = analysis.source.cards.iter().flat_map(|table| &table.photos);
    photos.map(|photo| Ok((photo.line, book.keep_bytes(&photo.name, &photo.bytes)?))).collect()
}

/// One of three parts of the whole work: reading, building, writing.
struct Part<'a> {
    watch: &'a dyn Watch,
    part: u64,
}

/// Steps that each part counts.
const STEPS: u64 = 1_000;

impl Watch for Part<'_> {
    fn step(&self, done: u64, total: u64) -> bool {
        let here = (done.min(total) * STEPS).checked_div(total).unwrap_or(0);
        self.watch.step(self.part * STEPS + here, 3 * STEPS)
    }
}
