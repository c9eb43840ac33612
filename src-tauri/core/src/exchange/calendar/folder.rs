//! The calendar file in a folder that other programs look into.

use super::save;
use crate::book::Book;
use crate::{Error, Result, say};
use std::path::{Path, PathBuf};

/// Refuses a folder that no calendar can be kept in, before somebody relies on it.
///
/// # Errors
/// [`Error::Invalid`] at `calendar_folder` when it is not named from the root of a disk or is not there.
pub fn check(folder: &str) -> Result<()> {
    let path = Path::new(folder);
    let refused = |message| Err(Error::invalid("settings", "calendar_folder", message));
    if folder.is_empty() || path.is_absolute() && path.is_dir() {
        return Ok(());
    }
    if !path.is_absolute() {
        return refused(say!("Write the whole path of the folder, from the disk on, or choose it."));
    }
    refused(say!("There is no folder “{}”. Choose one that is there, or make it first.", folder))
}

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
