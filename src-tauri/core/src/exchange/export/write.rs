//! Writing a CSV file so that it appears whole or not at all.

use super::Profile;
use crate::exchange::csv::number;
use crate::exchange::csv::source::guarded;
use crate::say;
use crate::{Error, Result};
use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};
use std::borrow::Cow;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Begins a file beside `path`: UTF-8 with its mark, so that every spreadsheet
/// reads it right, and lines that end as RFC 4180 says. Returns the file's present
/// name and the writer.
pub fn create_beside(path: &Path, delimiter: u8, heading: &[&str]) -> Result<(PathBuf, Writer<File>)> {
    let mut name = path.file_name().map(|n| n.to_os_string()).unwrap_or_default();
    name.push(".part");
    let temp = path.with_file_name(name);
    let at = |e: std::io::Error| Error::io(path, &e);
    let mut file = File::create(&temp).map_err(at)?;
    file.write_all("\u{feff}".as_bytes()).map_err(at)?;
    let style = || {
        let mut builder = WriterBuilder::new();
        builder.delimiter(delimiter).terminator(Terminator::CRLF).flexible(true);
        builder
    };
    // The heading is quoted even where it need not be: a reader then knows for sure
    // which quotation mark the file uses, however many apostrophes its texts have.
    let mut first = style().quote_style(QuoteStyle::Always).from_writer(&mut file);
    first.write_record(heading).map_err(|e| failed(path, e))?;
    first.flush().map_err(at)?;
    drop(first);
    Ok((temp, style().from_writer(file)))
}

/// The sentence for rows that cannot be written.
pub fn failed(path: &Path, error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(io) => Error::io(path, &io),
        _ => Error::File {
            path: path.to_owned(),
            message: say!("The rows cannot be written here. Choose another file."),
        },
    }
}

/// Puts the finished file under its name, with its bytes on the disk first.
pub fn finish(writer: Writer<File>, temp: &Path, path: &Path) -> Result<()> {
    let done = (|| {
        let file =
            writer.into_inner().map_err(|e| Error::io(path, &std::io::Error::from(e.error().kind())))?;
        file.sync_all().map_err(|e| Error::io(path, &e))?;
        drop(file);
        std::fs::rename(temp, path).map_err(|e| Error::io(path, &e))
    })();
    if done.is_err() {
        let _ = std::fs::remove_file(temp);
    }
    done
}

/// The cell as it is written. A spreadsheet takes a cell that begins with `=`, `+`,
/// `-`, `@`, a tab or a carriage return for a formula; an apostrophe before it keeps
/// it text, unless it is a plain number with this decimal sign. A text that begins with such an apostrophe
/// itself gets another one, so that reading the file gives it back.
pub fn guard(cell: &str, profile: Profile, decimal: char) -> Cow<'_, str> {
    let own = cell.strip_prefix('\'').is_some_and(guarded);
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_plain_number(cell, decimal);
    if own || (formula && profile == Profile::Spreadsheet) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

fn is_plain_number(cell: &str, decimal: char) -> bool {
    cell.chars().all(|c| c.is_ascii_digit() || c == '-' || c == decimal)
        && number::parse(cell, decimal).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::csv::source::clean;

    #[test]
    fn no_cell_is_a_formula_and_every_cell_can_be_read_back() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("+49 30 1234", "'+49 30 1234"),
            ("-12.50", "-12.50"),
            ("- note", "'- note"),
            ("'=5", "''=5"),
            ("plain", "plain"),
        ] {
            assert_eq!(guard(cell, Profile::Spreadsheet, '.'), written, "{cell} in a spreadsheet");
            assert_eq!(clean(written), cell, "{written} must mean {cell} when it comes back");
            assert_eq!(clean(&guard(cell, Profile::Spreadsheet, ',')), cell, "whatever the decimal sign");
            assert_eq!(clean(&guard(cell, Profile::Exact, '.')), cell, "an exact file must give {cell} back");
        }
        let guarded = |cell, decimal| guard(cell, Profile::Spreadsheet, decimal).into_owned();
        assert_eq!((guarded("-12,50", ','), guarded("-12,50", '.')), ("-12,50".into(), "'-12,50".into()));
    }
}
