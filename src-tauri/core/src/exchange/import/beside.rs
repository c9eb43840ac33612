//! The rows that could not be taken, as a file to correct and bring in again.

use super::ImportError;
use crate::exchange::csv::Source;
use crate::exchange::export::write::{create_beside, failed as unwritten, finish};
use crate::{Error, Result};
use csv::StringRecord;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Writes the failed rows as they were, with one more column that says what is
/// wrong: beside the source, or in `fallback` when that folder takes no files.
/// Returns the file.
pub fn write(
    source: &Source,
    errors: &[ImportError],
    failed: &BTreeSet<u64>,
    fallback: &Path,
) -> Result<PathBuf> {
    let stem = source.path.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let own = source.path.parent().map(Path::to_path_buf).unwrap_or_default();
    match write_in(&own, &stem, source, errors, failed) {
        Err(Error::File { .. }) => write_in(fallback, &stem, source, errors, failed),
        other => other,
    }
}

fn write_in(
    folder: &Path,
    stem: &str,
    source: &Source,
    errors: &[ImportError],
    failed: &BTreeSet<u64>,
) -> Result<PathBuf> {
    let mut path = folder.join(format!("{stem} errors.csv"));
    let mut number = 2;
    while path.exists() {
        path = folder.join(format!("{stem} errors {number}.csv"));
        number += 1;
    }
    let width = source.heading.names.len();
    let heading: Vec<&str> = source.heading.names.iter().map(String::as_str).chain(["Error"]).collect();
    let (temp, mut writer) = create_beside(&path, source.dialect.delimiter, &heading)?;
    let mut rows = source.rows()?;
    let mut record = StringRecord::new();
    while let Some(line) = rows.next(&mut record)? {
        if !failed.contains(&line) {
            continue;
        }
        let about: Vec<String> = errors
            .iter()
            .skip(errors.partition_point(|e| e.line < line))
            .take_while(|e| e.line == line)
            .map(|e| match e.column.as_str() {
                "" => e.message.to_string(),
                column => format!("{column}: {}", e.message),
            })
            .collect();
        let about = if about.is_empty() {
            "Belongs to a sale with another row that failed.".into()
        } else {
            about.join(" ")
        };
        let cells = (0..width).map(|i| record.get(i).unwrap_or_default());
        writer.write_record(cells.chain([about.as_str()])).map_err(|e| unwritten(&path, e))?;
    }
    finish(writer, &temp, &path)?;
    Ok(path)
}
