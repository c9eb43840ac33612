//! What the owner should know about repairs.

use crate::Sentence;
use std::sync::{Arc, Mutex, PoisonError};

/// Sentences for the owner, collected from all threads.
#[derive(Clone, Default)]
pub(super) struct Notes(Arc<Mutex<Vec<Sentence>>>);

impl Notes {
    pub fn add(&self, sentence: Sentence) {
        tracing::warn!("{sentence}");
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !all.contains(&sentence) {
            all.push(sentence);
        }
    }

    pub fn list(&self) -> Vec<Sentence> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
