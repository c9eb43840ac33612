//! The native dialogs and this computer's surroundings.

use crate::system;
use regulars_api::{Ask, Host};
use regulars_core::book::Source;
use regulars_core::clock::Clock;
use rfd::FileDialog;
use std::path::PathBuf;
use std::sync::Arc;

/// A desktop with a person at it.
pub struct Desktop;

fn dialog(ask: &Ask<'_>) -> FileDialog {
    let dialog = FileDialog::new().set_title(ask.title).set_file_name(ask.name);
    if ask.endings.is_empty() { dialog } else { dialog.add_filter(ask.endings.join(", "), ask.endings) }
}

impl Host for Desktop {
    fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(system::SystemClock)
    }

    fn pick_file(&self, ask: &Ask<'_>) -> Option<PathBuf> {
        dialog(ask).pick_file()
    }

    fn pick_folder(&self, ask: &Ask<'_>) -> Option<PathBuf> {
        dialog(ask).pick_folder()
    }

    fn save_file(&self, ask: &Ask<'_>) -> Option<PathBuf> {
        let chosen = dialog(ask).save_file()?;
        // Somebody who types a name without its ending still means this kind of file.
        match (chosen.extension(), ask.endings.first()) {
            (None, Some(ending)) => Some(chosen.with_extension(ending)),
            _ => Some(chosen),
        }
    }

    fn books_folder(&self) -> PathBuf {
        system::books_folder()
    }

    fn config_folder(&self) -> PathBuf {
        system::config_folder()
    }

    fn user_name(&self) -> String {
        system::user_name()
    }

    fn source(&self) -> Source {
        Source::Window
    }
}
