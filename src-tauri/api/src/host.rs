//! What the api needs from whoever runs it: the window, the command line, a test.

use regulars_core::clock::Clock;
use std::path::PathBuf;
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
    /// How changes from here are marked in the history.
    fn source(&self) -> regulars_core::book::Source;
}
