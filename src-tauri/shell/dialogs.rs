//! The native dialogs and this computer's surroundings.

use super::{background, graphics, windows};
use crate::system;
use regulars_api::{Ask, Host};
use regulars_core::book::Source;
use regulars_core::clock::Clock;
use regulars_core::reports::pdf::Typeface;
use rfd::FileDialog;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use tauri::AppHandle;

/// A desktop with a person at it; the program is there once its first window is.
pub struct Desktop(pub Arc<OnceLock<AppHandle>>);

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
        Some(ask.with_ending(dialog(ask).save_file()?, Path::exists))
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

    fn open_window(&self, place: &str) -> bool {
        self.0.get().is_some_and(|app| {
            windows::open(app, place).inspect_err(|error| tracing::warn!("{error}")).is_ok()
        })
    }

    fn show_folder(&self, folder: &Path) -> bool {
        opener::open(folder).is_ok()
    }

    fn open_file(&self, file: &Path) -> bool {
        opener::open(file).is_ok()
    }

    fn passing_folder(&self) -> PathBuf {
        system::passing_folder()
    }

    fn follow_link(&self, link: &str) -> bool {
        opener::open(link).is_ok()
    }

    fn notify(&self, title: &str, text: &str) -> bool {
        let shown = notify_rust::Notification::new().appname("Regulars").summary(title).body(text).show();
        shown.inspect_err(|error| tracing::warn!("no notification: {error}")).is_ok()
    }

    fn keeps_on(&self) -> Option<bool> {
        Some(background::chosen())
    }

    fn keep_on(&self, on: bool) -> std::io::Result<()> {
        match self.0.get() {
            Some(app) => background::choose(app, on),
            None => Err(std::io::ErrorKind::NotConnected.into()),
        }
    }

    fn compatible_graphics(&self) -> Option<bool> {
        graphics::chosen()
    }

    fn set_compatible_graphics(&self, on: bool) -> std::io::Result<()> {
        graphics::choose(on)
    }

    fn typefaces(&self, characters: &[char]) -> Vec<Typeface> {
        crate::typefaces::showing(characters)
    }

    fn source(&self) -> Source {
        Source::Window
    }
}
