//! Records as CSV. `Spreadsheet` is for people and their programs: cells that a
//! spreadsheet would take for formulas are made harmless, totals are included, and
//! numbers are written as the language of the book does, with the separator that
//! spreadsheets there expect.
//! `Exact` is for bringing everything back as it was; see [`super::exact`].

mod columns;
pub mod write;

use super::beside;
use crate::Sentence;
use crate::book::Book;
use crate::entity::Kind;
use crate::facts::State;
use crate::filter::Compiled;
use crate::say;
use crate::store::Watch;
use crate::{Error, Id, Result};
use ahash::AHashSet;
use columns::Columns;
use std::path::{Path, PathBuf};

/// For whom a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// For a spreadsheet.
    Spreadsheet,
    /// For this program.
    Exact,
}

impl Profile {
    /// By its word: `spreadsheet`, `exact`.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "spreadsheet" => Some(Self::Spreadsheet),
            "exact" => Some(Self::Exact),
            _ => None,
        }
    }
}

/// What was written.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportReport {
    /// The file.
    pub path: PathBuf,
    /// Records in it.
    pub records: u64,
    /// Rows below the heading; a sale has one per line.
    pub rows: u64,
    /// What is to be said of the files of the records, which lie beside it.
    pub notices: Vec<Sentence>,
}

/// Writes the records of a kind that `filter` matches (archived ones too, trashed
/// ones not) into a file. The file appears whole or not at all; `watch` may stop it. The files of the
/// records lie in a folder beside an exact one; see [`super::beside`].
pub fn export(
    book: &Book,
    kind: Kind,
    profile: Profile,
    filter: Option<&Compiled>,
    path: &Path,
    watch: &dyn Watch,
) -> Result<ExportReport> {
    export_these(book, kind, profile, filter, None, path, watch)
}

/// [`export`] of none but the records in `only`, where that is said.
pub fn export_these(
    book: &Book,
    kind: Kind,
    profile: Profile,
    filter: Option<&Compiled>,
    only: Option<&[Id]>,
    path: &Path,
    watch: &dyn Watch,
) -> Result<ExportReport> {
    if kind == Kind::Series || (kind == Kind::Settings && profile == Profile::Spreadsheet) {
        return Err(Error::invalid(
            kind.name(),
            "kind",
            say!(
                "The settings of the book are not a list. An export with the profile exact, or a backup, holds them."
            ),
        ));
    }
    let facts = book.facts();
    let table = facts.table(kind);
    let wanted: Option<AHashSet<Id>> = only.map(|ids| ids.iter().copied().collect());
    let rows: Vec<u32> = table
        .present_rows()
        .filter(|row| table.state(*row) != State::Trashed)
        .filter(|row| filter.is_none_or(|f| f.matches(&facts, *row)))
        .filter(|row| wanted.as_ref().is_none_or(|ids| ids.contains(&table.id(*row))))
        .collect();
    let columns = Columns::of(&facts, kind, profile, &rows, beside::folder_of(path));
    let names: Vec<&str> = columns.names().collect();
    let comma = profile == Profile::Spreadsheet && columns.decimal == ',';
    let (temp, mut writer) = write::create_beside(path, if comma { b';' } else { b',' }, &names)?;
    let mut written = 0;
    let mut files = Vec::new();
    let outcome = (|| {
        for (index, row) in rows.iter().enumerate() {
            if index % 256 == 0 && !watch.step(index as u64, rows.len() as u64) {
                return Err(Error::Cancelled);
            }
            let record = (kind.def().decode)(table.id(*row), table.bytes(*row))?;
            files.extend(columns.files(&*record));
            for cells in columns.rows(&facts, &*record) {
                let cells: Vec<_> = cells.iter().map(|c| write::guard(c, profile, columns.decimal)).collect();
                writer
                    .write_record(cells.iter().map(|c| c.as_bytes()))
                    .map_err(|e| write::failed(path, e))?;
                written += 1;
            }
        }
        beside::write(book, path, &files, watch)
    })();
    let notices = match outcome {
        Ok(notices) => notices,
        Err(error) => {
            drop(writer);
            let _ = std::fs::remove_file(&temp);
            return Err(error);
        }
    };
    write::finish(writer, &temp, path)?;
    Ok(ExportReport { path: path.to_owned(), records: rows.len() as u64, rows: written, notices })
}
