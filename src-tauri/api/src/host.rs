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
