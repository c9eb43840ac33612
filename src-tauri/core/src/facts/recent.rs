//! What was looked for last: whoever types "anna" has just found the rows with "ann",
//! and whoever takes a letter back has just found what is asked for again.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// Answers that are kept. Each takes 4 bytes for a row, so those of 100,000 customers
/// take 5 MB at the most.
const KEPT: usize = 12;

/// The newest answers of one search text, each with its words. They are the answers of
/// one state of the text: whoever changes it empties them.
#[derive(Default)]
pub(super) struct Recent(Mutex<VecDeque<(Vec<Box<str>>, Arc<[u32]>)>>);

/// What is known before anything was looked for.
pub(super) enum Known {
    /// The same words were looked for.
    Answer(Arc<[u32]>),
    /// Every row with the words is among these.
    Among(Arc<[u32]>),
    Nothing,
}

impl Recent {
    /// What the newest answers say about folded words.
    pub fn known(&self, words: &[&str]) -> Known {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) =
            kept.iter().position(|(known, _)| known.iter().map(|word| &**word).eq(words.iter().copied()))
        {
            let newest = kept.remove(at).into_iter();
            kept.extend(newest);
            return kept.back().map_or(Known::Nothing, |(_, rows)| Known::Answer(rows.clone()));
        }
        kept.iter()
            .filter(|(known, _)| known.iter().all(|part| words.iter().any(|word| word.contains(&**part))))
            .min_by_key(|(_, rows)| rows.len())
            .map_or(Known::Nothing, |(_, rows)| Known::Among(rows.clone()))
    }

    /// Keeps an answer, in place of the one not needed for longest.
    pub fn keep(&self, words: &[&str], rows: &Arc<[u32]>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.pop_front();
        }
        kept.push_back((words.iter().map(|word| Box::from(*word)).collect(), rows.clone()));
    }

    /// Forgets every answer, because the text has changed.
    pub fn clear(&mut self) {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
