//! What the owner should know about repairs.

use std::sync::{Arc, Mutex, PoisonError};

/// Sentences for the owner, collected from all threads.
#[derive(Clone, Default)]
pub(super) struct Notes(Arc<Mutex<Vec<String>>>);

impl Notes {
    pub fn add(&self, sentence: impl Into<String>) {
        let sentence = sentence.into();
        tracing::warn!("{sentence}");
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !all.contains(&sentence) {
            all.push(sentence);
        }
    }

    pub fn list(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
