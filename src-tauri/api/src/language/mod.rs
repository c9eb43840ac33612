//! The languages of what core says. A sentence travels with marks until the
//! [`crate::Session`] says it; the catalogues translate its pattern.

mod de;
pub(crate) mod nouns;
#[cfg(test)]
mod tests;

use crate::error::ApiError;
use regulars_core::Sentence;
use serde_json::Value as Json;
use std::sync::atomic::{AtomicU8, Ordering};

/// A language that core's sentences can be said in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Language {
    /// What core itself speaks.
    #[default]
    English = 0,
    /// German.
    German = 1,
}

impl Language {
    /// The language of a tag such as `de-AT`; English for one that is not spoken.
    pub fn of(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("de") { Self::German } else { Self::English }
    }

    /// Its tag; empty for English, which is what books speak of themselves.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "",
            Self::German => "de",
        }
    }

    /// A sentence in this language, for files and paper.
    pub fn say(self, sentence: &Sentence) -> String {
        sentence.in_words(&|pattern| self.words(pattern))
    }

    /// A sentence in this language, to be shown in the window.
    pub fn show(self, sentence: &Sentence) -> String {
        sentence.in_window(&|pattern| self.words(pattern))
    }

    /// The words for a pattern, with gaps written `{0}`, `{1}` …
    fn words(self, pattern: &str) -> Option<&'static str> {
        match self {
            Self::English => None,
            Self::German => de::WORDS.get(pattern).copied(),
        }
    }

    /// Says every sentence in a reply.
    pub(crate) fn say_all(self, reply: &mut Json) {
        match reply {
            Json::String(text) => {
                if let Some(said) = Sentence::marked(text) {
                    *text = self.show(&said);
                }
            }
            Json::Array(items) => items.iter_mut().for_each(|item| self.say_all(item)),
            Json::Object(fields) => fields.values_mut().for_each(|value| self.say_all(value)),
            _ => {}
        }
    }

    pub(crate) fn say_error(self, error: ApiError) -> ApiError {
        ApiError { message: Sentence::Plain(self.show(&error.message)), ..error }
    }
}

/// The language that the window speaks now.
#[derive(Default)]
pub(crate) struct SpokenLanguage(AtomicU8);

impl SpokenLanguage {
    pub fn get(&self) -> Language {
        if self.0.load(Ordering::Relaxed) == Language::German as u8 {
            Language::German
        } else {
            Language::English
        }
    }

    pub fn set(&self, language: Language) {
        self.0.store(language as u8, Ordering::Relaxed);
    }
}
