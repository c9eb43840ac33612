//! What the api needs from whoever runs it: the window, the command line, a test.

use regulars_core::clock::Clock;
use regulars_core::reports::pdf::{Typeface, Typefaces};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a file dialog asks for.
pub struct Ask<'a> {
    /// The dialog's title.
    pub title: &'a str,
    /// A proposed file name, for saving.
    pub name: &'a str,
    /// The endings of the files to choose from, without the dot.
    pub endings: &'a [&'a str],
}

impl Ask<'_> {
    /// A file that was named for saving, with an ending of the kind that was asked for. What stands behind a dot in a
    /// name ("Miller & Co. of June", "Books 23.11.2026") is no ending. The dialog has asked whether to write over the
    /// file as it was typed and no other, so one that is there already under the whole name is left alone.
    pub fn with_ending(&self, chosen: PathBuf, there: impl Fn(&Path) -> bool) -> PathBuf {
        let Some(ending) = self.endings.first() else { return chosen };
        let typed = chosen.extension().and_then(|typed| typed.to_str()).unwrap_or_default();
        if self.endings.iter().any(|known| known.eq_ignore_ascii_case(typed)) {
            return chosen;
        }
        let name = chosen.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let name = name.trim_end_matches('.');
        let mut whole = chosen.with_file_name(format!("{name}.{ending}"));
        let mut copy = 2;
        while there(&whole) {
            whole = chosen.with_file_name(format!("{name} ({copy}).{ending}"));
            copy += 1;
        }
        whole
    }
}

/// The surroundings of the api. Dialogs answer `None` when they were cancelled.
pub trait Host: Send + Sync {
    /// The clock of this computer.
    fn clock(&self) -> Arc<dyn Clock>;
    /// Asks for a file to open.
    fn pick_file(&self, ask: &Ask<'_>) -> Option<PathBuf>;
    /// Asks for a folder.
    fn pick_folder(&self, ask: &Ask<'_>) -> Option<PathBuf>;
    /// Asks where to save a file.
    fn save_file(&self, ask: &Ask<'_>) -> Option<PathBuf>;
    /// Where new books go unless somebody says otherwise.
    fn books_folder(&self) -> PathBuf;
    /// Where the program keeps its own few settings (the list of recent books).
    fn config_folder(&self) -> PathBuf;
    /// Who works here, as the computer knows them.
    fn user_name(&self) -> String;
    /// Opens another window of the program at a place such as `#/customers`; false when
    /// windows cannot be opened here.
    fn open_window(&self, _place: &str) -> bool {
        false
    }
    /// Shows a folder in the computer's own file manager; false when that cannot be done here.
    fn show_folder(&self, _folder: &Path) -> bool {
        false
    }
    /// Opens a file with the program the computer has for it; false when there is none.
    fn open_file(&self, _file: &Path) -> bool {
        false
    }
    /// A folder for files that are only looked at and may go any time.
    fn passing_folder(&self) -> PathBuf;
    /// Hands a `tel:`, `sms:` or `mailto:` link to the program the computer has for it;
    /// false when there is none.
    fn follow_link(&self, _link: &str) -> bool {
        false
    }
    /// Shows a notification of the desktop; false when there is nobody to show it.
    fn notify(&self, _title: &str, _text: &str) -> bool {
        false
    }
    /// Whether this computer has a drawing mode for graphics cards that show errors;
    /// `None` where there is only one mode.
    fn compatible_graphics(&self) -> Option<bool> {
        None
    }
    /// Chooses the drawing mode from the next start on.
    fn set_compatible_graphics(&self, _on: bool) -> std::io::Result<()> {
        Ok(())
    }
    /// Whether the program goes on, and reminds, when its last window is closed; `None` where
    /// there is no choice.
    fn keeps_on(&self) -> Option<bool> {
        None
    }
    /// Chooses whether it goes on. The error says that nothing here could bring the window back.
    fn keep_on(&self, _on: bool) -> std::io::Result<()> {
        Err(std::io::ErrorKind::Unsupported.into())
    }
    /// Upright typefaces of this computer that together have as many of these characters as
    /// there are; asked for what no bundled typeface has.
    fn typefaces(&self, _characters: &[char]) -> Vec<Typeface> {
        Vec::new()
    }
    /// How changes from here are marked in the history.
    fn source(&self) -> regulars_core::book::Source;
}

/// The typefaces of the computer, for papers.
pub(crate) struct Fonts(pub(crate) Arc<dyn Host>);

impl Typefaces for Fonts {
    fn showing(&self, characters: &[char]) -> Vec<Typeface> {
        self.0.typefaces(characters)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saved(typed: &str, endings: &[&str], there: &[&str]) -> String {
        let ask = Ask { title: "", name: "", endings };
        let whole =
            ask.with_ending(PathBuf::from(typed), |file| there.iter().any(|one| Path::new(one) == file));
        whole.to_string_lossy().into_owned()
    }

    #[test]
    fn a_file_saved_under_a_name_alone_gets_the_ending_that_it_is_found_by() {
        assert_eq!(saved("books", &["zip"], &[]), "books.zip");
        assert_eq!(saved("Books 23.11.2026", &["zip"], &[]), "Books 23.11.2026.zip", "a day is no ending");
        assert_eq!(saved("Miller & Co. of June", &["pdf"], &[]), "Miller & Co. of June.pdf");
        assert_eq!(saved("List.", &["csv", "xlsx"], &[]), "List.csv");
    }

    #[test]
    fn an_ending_that_was_typed_says_the_format() {
        assert_eq!(saved("List.xlsx", &["csv", "xlsx"], &[]), "List.xlsx");
        assert_eq!(saved("List.CSV", &["csv"], &[]), "List.CSV");
        assert_eq!(saved("Photo", &[], &[]), "Photo", "where any file will do, nothing is added");
    }

    #[test]
    fn a_file_that_nobody_was_asked_about_is_not_written_over() {
        assert_eq!(saved("books", &["zip"], &["books.zip", "books (2).zip"]), "books (3).zip");
        assert_eq!(
            saved("books.zip", &["zip"], &["books.zip"]),
            "books.zip",
            "the dialog has asked about this one"
        );
    }
}
