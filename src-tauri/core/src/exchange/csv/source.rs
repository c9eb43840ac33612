//! A file as rows of cells, read piece by piece however big it is.

use super::decode::{Decoder, MAX_RECORD, TooLong};
use super::dialect::Dialect;
use super::encoding::{self, Coding, Survey};
use super::header::{self, Heading};
use crate::Sentence;
use crate::exchange::cards::{self, Table};
use crate::say;
use crate::sentence::by_count;
use crate::{Error, Result};
use csv::{ReaderBuilder, StringRecord};
use std::borrow::Cow;
use std::fs::File;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The longest cell, in bytes.
pub const MAX_FIELD: usize = 1 << 20;

/// The largest file of cards, in bytes; their pictures make them large.
const MOST_OF_CARDS: usize = 256 << 20;

/// Decoded bytes that dialect and heading are found from.
const SAMPLE: usize = 256 << 10;

/// A table in a file: how it is written, what its columns are called, where its
/// rows begin.
#[derive(Debug)]
pub struct Source {
    /// The file.
    pub path: PathBuf,
    survey: Survey,
    /// Separator and quotation mark.
    pub dialect: Dialect,
    /// The names of the columns.
    pub heading: Heading,
    /// What a person should know about the file before using it.
    pub notices: Vec<Sentence>,
    /// For a file of cards: them as a table.
    pub cards: Option<Arc<Table>>,
}

impl Source {
    /// Looks at a file. `encoding` and `delimiter` override what is found; `country`
    /// is where such files come from; `known` says whether a column's name is one
    /// that some program writes.
    pub fn open(
        path: &Path,
        encoding: Option<&str>,
        country: &str,
        delimiter: Option<u8>,
        known: &dyn Fn(&str) -> bool,
    ) -> Result<Self> {
        let survey = encoding::survey(path, encoding, country)?;
        if cards::begins(survey.coding.text(&head(path)?).as_bytes()) {
            return Self::of_cards(path, &survey);
        }
        let (sample, whole) = sample(path, &survey)?;
        let dialect = Dialect::of(&sample, whole, delimiter);
        let records = dialect.records(&sample, whole);
        let heading = header::find(&records, known);
        let mut notices = Vec::new();
        if heading.preamble > 0 {
            notices.push(by_count(
                heading.preamble as u64,
                say!("1 line above the names of the columns was left out."),
                say!("{} lines above the names of the columns were left out.", heading.preamble),
            ));
        }
        if heading.technical > 0 {
            notices.push(say!("The second row repeats the names in technical words and was left out."));
        }
        if !heading.in_file && !records.is_empty() {
            notices.push(say!("The first row holds values, so the columns were given names by position."));
        }
        if survey.nul {
            notices.push(say!("There are signs in the file that are no text; they were left out."));
        }
        Ok(Self { path: path.to_owned(), survey, dialect, heading, notices, cards: None })
    }

    /// A file of cards, which is read as a table.
    fn of_cards(path: &Path, survey: &Survey) -> Result<Self> {
        let refuse = |message: Sentence| Error::File { path: path.to_owned(), message };
        let bytes = std::fs::read(path).map_err(|e| Error::io(path, &e))?;
        if bytes.len() > MOST_OF_CARDS {
            return Err(refuse(say!("The file is too large for a list of cards. Export it in parts.")));
        }
        let table = Table::of(&survey.coding.text(&bytes));
        if table.lines.is_empty() {
            return Err(refuse(say!("None of the cards in this file names anybody.")));
        }
        Ok(Self {
            path: path.to_owned(),
            survey: Survey { coding: Coding::utf_8(), mac: false, nul: false },
            dialect: Dialect { delimiter: b',', quote: b'"', named: false },
            heading: Heading { preamble: 0, names: table.names.clone(), in_file: true, technical: 0 },
            notices: table.notices.clone(),
            cards: Some(Arc::new(table)),
        })
    }

    /// The name of the encoding.
    pub fn encoding(&self) -> &'static str {
        self.survey.coding.name()
    }

    /// Opens the rows below the heading.
    pub fn rows(&self) -> Result<Rows> {
        let mut rows = self.raw_rows()?;
        let mut record = StringRecord::new();
        let skip = self.heading.preamble + usize::from(self.heading.in_file) + self.heading.technical;
        for _ in 0..skip {
            rows.next(&mut record)?;
        }
        rows.width = self.heading.names.len();
        Ok(rows)
    }

    /// Opens all rows, heading and what stands above it included.
    pub fn raw_rows(&self) -> Result<Rows> {
        let content: Box<dyn Read> = match &self.cards {
            Some(table) => Box::new(Cursor::new(table.csv.clone())),
            None => Box::new(File::open(&self.path).map_err(|e| Error::io(&self.path, &e))?),
        };
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.dialect.delimiter)
            .quote(self.dialect.quote)
            .buffer_capacity(32 << 10)
            .from_reader(Decoder::new(content, &self.survey));
        let mut rows = Rows {
            path: self.path.clone(),
            reader,
            width: 0,
            ragged: Ragged::default(),
            cards: self.cards.clone(),
            read: 0,
        };
        if self.dialect.named {
            rows.next(&mut StringRecord::new())?;
        }
        Ok(rows)
    }
}

/// Rows that have more or fewer cells than the heading.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ragged {
    /// Rows with fewer cells.
    pub short: u64,
    /// Rows with more filled cells.
    pub long: u64,
    /// Line of the first such row.
    pub first: u64,
}

/// The rows of a [`Source`], one after the other.
pub struct Rows {
    path: PathBuf,
    reader: csv::Reader<Decoder<Box<dyn Read>>>,
    width: usize,
    cards: Option<Arc<Table>>,
    /// Rows read so far, the heading too.
    read: usize,
    /// Rows that do not fit the heading, so far.
    pub ragged: Ragged,
}

impl Rows {
    /// Reads the next row into `record` and returns the line it begins in; `None`
    /// after the last one. Empty lines are no rows. Fails when a cell is longer
    /// than [`MAX_FIELD`] or a row longer than [`MAX_RECORD`].
    pub fn next(&mut self, record: &mut StringRecord) -> Result<Option<u64>> {
        let from = self.reader.position().byte();
        let more = self.reader.read_record(record);
        let to = self.reader.position().byte();
        match more {
            Ok(false) => return Ok(None),
            Ok(true) => {}
            Err(error) => return Err(self.refuse(&error)),
        }
        let mut line = self.reader.get_mut().record_done(from, to);
        self.read += 1;
        if let Some(table) = &self.cards {
            line = table.lines.get(self.read.wrapping_sub(2)).copied().unwrap_or(1);
        }
        if let Some(index) = record.iter().position(|cell| cell.len() > MAX_FIELD) {
            return Err(self.too_long(line, say!("The cell in column {}", index + 1), "1 MB"));
        }
        if self.width > 0 {
            let extra = record.iter().skip(self.width).any(|cell| !cell.trim().is_empty());
            self.ragged.short += u64::from(record.len() < self.width);
            self.ragged.long += u64::from(extra);
            if self.ragged.first == 0 && (extra || record.len() < self.width) {
                self.ragged.first = line;
            }
        }
        Ok(Some(line))
    }

    /// Whether the file ended inside a quotation: the marks do not pair up.
    pub fn odd_quotes(&self) -> bool {
        self.reader.get_ref().odd_quotes()
    }

    fn refuse(&self, error: &csv::Error) -> Error {
        match error.kind() {
            csv::ErrorKind::Io(io) if io.get_ref().is_some_and(|e| e.is::<TooLong>()) => {
                let line = self.reader.get_ref().line();
                self.too_long(line, say!("The row"), &format!("{} MB", MAX_RECORD >> 20))
            }
            csv::ErrorKind::Io(io) => Error::io(&self.path, io),
            _ => Error::File {
                path: self.path.clone(),
                message: say!(
                    "The table cannot be read. Open it in the program it comes from, save it as CSV and choose that file."
                ),
            },
        }
    }

    fn too_long(&self, line: u64, what: Sentence, most: &str) -> Error {
        Error::File {
            path: self.path.clone(),
            message: say!(
                "{} that begins in line {} is longer than {}. Most likely a quotation mark there is opened and never closed; correct it and try again.",
                what,
                line,
                most
            ),
        }
    }
}

/// The first bytes of a file.
fn head(path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|e| Error::io(path, &e))?;
    file.take(256).read_to_end(&mut bytes).map_err(|e| Error::io(path, &e))?;
    Ok(bytes)
}

/// The beginning of a file as text, and whether that is all of it.
fn sample(path: &Path, survey: &Survey) -> Result<(String, bool)> {
    let file = File::open(path).map_err(|e| Error::io(path, &e))?;
    let mut bytes = Vec::new();
    let mut decoder = Decoder::new(file, survey).take(SAMPLE as u64 + 1);
    decoder.read_to_end(&mut bytes).map_err(|e| Error::io(path, &e))?;
    let whole = bytes.len() <= SAMPLE;
    Ok((String::from_utf8_lossy(&bytes).into_owned(), whole))
}

/// A cell without white space around it, without NULs, and without the apostrophe
/// by which spreadsheets and [`crate::exchange::export`] keep a cell from being taken
/// for a formula or a number (`'+49 30 …`).
pub fn clean(cell: &str) -> Cow<'_, str> {
    let trimmed = cell.trim_matches(|c: char| c.is_whitespace() || c == '\0' || c == '\u{feff}');
    let bare = match trimmed.strip_prefix('\'') {
        Some(rest) if guarded(rest) => rest,
        _ => trimmed,
    };
    if bare.contains('\0') { Cow::Owned(bare.replace('\0', "")) } else { Cow::Borrowed(bare) }
}

/// Whether an apostrophe before this text is a guard and not part of it.
pub fn guarded(rest: &str) -> bool {
    rest.trim_start_matches('\'')
        .starts_with(['=', '+', '-', '@', '\t', '\r', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
}
