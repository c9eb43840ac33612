//! The calendar file in a folder that other programs look into.

use super::write::{PRODID, text_of};
use crate::book::Book;
use crate::files::write_whole;
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

/// Begins the line of a file by which a book knows its own.
const KEEPER: &str = "X-REGULARS-BOOK:";

/// Writes the open follow-ups into the folder that the settings name; where to, `None` when
/// they name none. The file is called after the book's business; where another book or another
/// program has a file of that name, it gets a number, and that file stays as it is.
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
    let (name, keeper) = (name.trim_matches(['.', ' ']), format!("{KEEPER}{}", book.manifest().book_id));
    let path = std::iter::once(format!("{name}.ics"))
        .chain((2..).map(|number| format!("{name} {number}.ics")))
        .map(|name| folder.join(name))
        .find(|path| is_free(path, &keeper))
        .unwrap_or_else(|| folder.to_owned());
    write_whole(&path, text_of(&facts, book.zone(), None, None, Some(&keeper))?.0.as_bytes())?;
    Ok(Some(path))
}

/// Whether nobody would miss what is there: nothing, this book's own calendar, or one of this
/// program from before it said whose it is.
fn is_free(path: &Path, keeper: &str) -> bool {
    if !path.exists() {
        return true;
    }
    let Ok(bytes) = std::fs::read(path) else { return false };
    let text = String::from_utf8_lossy(&bytes);
    let line = |wanted: &str| text.lines().take(8).any(|line| line.starts_with(wanted));
    line(keeper) || (line(PRODID) && !line(KEEPER))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::tests::{blank_by, by};
    use crate::clock::ManualClock;
    use crate::settings::{SETTINGS_ID, Settings};
    use chrono::{TimeZone, Utc};

    /// A book of the business “shop”; `seed` makes it another one than the others.
    fn shop(home: &Path, seed: u64, folder: &Path) -> Book {
        let morning = Utc.with_ymd_and_hms(2026, 3, 2, 9, 0, 0).unwrap();
        let (book, _) = blank_by(&home.join(seed.to_string()), ManualClock::new(morning, seed));
        let mut settings: Settings = book.facts().get(SETTINGS_ID).unwrap();
        settings.business_name = "shop".into();
        settings.calendar_folder = folder.display().to_string();
        book.transact(&by(), "Settings", |tx| tx.save(&mut settings)).unwrap();
        book
    }

    #[test]
    fn a_calendar_that_is_kept_writes_over_nothing_but_itself() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("calendars");
        std::fs::create_dir(&folder).unwrap();
        let theirs = "BEGIN:VCALENDAR\r\nPRODID:-//Somebody else//EN\r\nEND:VCALENDAR\r\n";
        std::fs::write(folder.join("shop.ics"), theirs).unwrap();
        let (one, two) = (shop(home.path(), 1, &folder), shop(home.path(), 2, &folder));
        let (first, second) = (keep(&one).unwrap().unwrap(), keep(&two).unwrap().unwrap());
        assert_eq!(
            std::fs::read_to_string(folder.join("shop.ics")).unwrap(),
            theirs,
            "the owner's own stays"
        );
        assert_ne!(first, second, "two books of one name must not take turns in one file");
        assert_eq!(keep(&one).unwrap().unwrap(), first, "telephones look where they looked yesterday");
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 3);
    }
}
