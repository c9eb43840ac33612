//! Rows of a file in another one beside it, each with what there is to say of it: those that could not be taken,
//! to correct and bring in again, and those whose records were in the book already.

use super::{ImportError, ImportMet};
use crate::exchange::csv::Source;
use crate::exchange::export::write::{create_beside, failed as unwritten, finish};
use crate::{Error, Result};
use csv::StringRecord;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What is added to the rows of a file.
struct Added<'a> {
    /// The file's name behind that of the source: `errors`.
    name: &'a str,
    columns: &'a [&'a str],
    /// The cells of the rows that are written, by their lines.
    cells: BTreeMap<u64, Vec<String>>,
}

/// Writes the failed rows as they were, with one more column that says what is
/// wrong: beside the source, or in `fallback` when that folder takes no files.
/// Returns the file.
pub fn failed(
    source: &Source,
    errors: &[ImportError],
    failed: &BTreeSet<u64>,
    fallback: &Path,
) -> Result<PathBuf> {
    let about = |line: &u64| {
        let about: Vec<String> = errors
            .iter()
            .skip(errors.partition_point(|e| e.line < *line))
            .take_while(|e| e.line == *line)
            .map(|e| match e.column.as_str() {
                "" => e.message.to_string(),
                column => format!("{column}: {}", e.message),
            })
            .collect();
        match about.is_empty() {
            true => "Belongs to a sale with another row that failed.".into(),
            false => about.join(" "),
        }
    };
    let cells = failed.iter().map(|line| (*line, vec![about(line)])).collect();
    write(source, &Added { name: "errors", columns: &["Error"], cells }, fallback)
}

/// Writes rows whose records were in the book already, as they were, with the number and the name of the record
/// and what became of it. Where and what as [`failed`].
pub fn met(source: &Source, met: &[ImportMet], fallback: &Path) -> Result<PathBuf> {
    let cells = met.iter().map(|met| {
        let done = if met.changed { "changed" } else { "as it was" };
        (met.line, vec![met.number.clone(), met.name.clone(), done.to_owned(), met.reason.to_string()])
    });
    let columns = &["In the book as", "Name in the book", "Record", "Reason"];
    write(source, &Added { name: "in the book", columns, cells: cells.collect() }, fallback)
}

fn write(source: &Source, added: &Added<'_>, fallback: &Path) -> Result<PathBuf> {
    let own = source.path.parent().map(Path::to_path_buf).unwrap_or_default();
    match write_in(&own, source, added) {
        Err(Error::File { .. }) => write_in(fallback, source, added),
        other => other,
    }
}

fn write_in(folder: &Path, source: &Source, added: &Added<'_>) -> Result<PathBuf> {
    let stem = source.path.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let mut path = folder.join(format!("{stem} {}.csv", added.name));
    let mut number = 2;
    while path.exists() {
        path = folder.join(format!("{stem} {} {number}.csv", added.name));
        number += 1;
    }
    let width = source.heading.names.len();
    let heading: Vec<&str> =
        source.heading.names.iter().map(String::as_str).chain(added.columns.iter().copied()).collect();
    let (temp, mut writer) = create_beside(&path, source.dialect.delimiter, &heading)?;
    let mut rows = source.rows()?;
    let mut record = StringRecord::new();
    while let Some(line) = rows.next(&mut record)? {
        let Some(more) = added.cells.get(&line) else { continue };
        let cells = (0..width).map(|i| record.get(i).unwrap_or_default());
        writer.write_record(cells.chain(more.iter().map(String::as_str))).map_err(|e| unwritten(&path, e))?;
    }
    finish(writer, &temp, &path)?;
    Ok(path)
}
