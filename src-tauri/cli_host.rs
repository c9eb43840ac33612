//! The surroundings of the api where nobody can be asked: dialogs answer with
//! paths that were given beforehand, or as if they had been cancelled.

use crate::system;
use regulars_api::{Ask, Host};
use regulars_core::book::Source;
use regulars_core::clock::Clock;
use regulars_core::reports::pdf::Typeface;
use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// A host whose dialogs answer by themselves.
#[derive(Default)]
pub struct Dialogs {
    answers: Mutex<VecDeque<PathBuf>>,
}

impl Dialogs {
    /// Dialogs that answer with these paths in turn, then as if cancelled.
    pub fn new(answers: Vec<PathBuf>) -> Self {
        Self { answers: Mutex::new(answers.into()) }
    }

    fn answer(&self) -> Option<PathBuf> {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
    }
}

impl Host for Dialogs {
    fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(system::SystemClock)
    }
    fn pick_file(&self, _: &Ask<'_>) -> Option<PathBuf> {
        self.answer()
    }
    fn pick_folder(&self, _: &Ask<'_>) -> Option<PathBuf> {
        self.answer()
    }
    fn save_file(&self, _: &Ask<'_>) -> Option<PathBuf> {
        self.answer()
    }
    fn books_folder(&self) -> PathBuf {
        system::books_folder()
    }
    fn config_folder(&self) -> PathBuf {
        system::config_folder()
    }
    fn passing_folder(&self) -> PathBuf {
        system::passing_folder()
    }
    fn user_name(&self) -> String {
        system::user_name()
    }
    fn typefaces(&self, characters: &[char]) -> Vec<Typeface> {
        crate::typefaces::showing(characters)
    }
    fn source(&self) -> Source {
        Source::CommandLine
    }
}
