//! The calendar file in a folder that other programs look into.

use super::save;
use crate::book::Book;
use crate::{Error, Result, say};
use std::path::{Path, PathBuf};

/// Writes the open follow-ups into the folder that the settings name; where to, `None` when
/// they name none. The file is called after the book's business.
pub fn keep(book: &Book) -> Result<Option<PathBuf>> {
    let facts = book.facts();
    let settings = facts.settings();
    if settings.calendar_folder.is_empty() {
        return Ok(None);
    }
    let folder = Path::new(&settings.calendar_folder);
    if !folder.is_dir() {
        return Err(Error::File {
            path: folder.to_owned(),
            message: say!("The folder for the calendar is not there. Choose another one in the settings."),
        });
    }
    let name: String = settings
        .business_name
        .chars()
        .map(|c| if c.is_alphanumeric() || " -_&.".contains(c) { c } else { '_' })
        .collect();
    let path = folder.join(format!("{}.ics", name.trim_matches(['.', ' '])));
    save(&facts, book.zone(), None, &path)?;
    Ok(Some(path))
}
