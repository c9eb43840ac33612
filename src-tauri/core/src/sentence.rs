//! A sentence for the person: what is said and the values in it, kept apart, so that
//! whoever shows it can say it in another language. Core itself speaks English.

use chrono::NaiveDate;
use std::borrow::Cow;
use std::fmt;

/// Something said: fixed words with values in them, or words that are nobody's to translate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sentence {
    /// A name, a number, what somebody typed: the same in every language.
    Plain(String),
    /// A pattern with a `{}` for each value, in their order; made with [`crate::say!`].
    Said {
        /// The English words; the key of a catalogue.
        pattern: String,
        /// What stands in its gaps.
        values: Vec<Sentence>,
    },
}

/// Makes a [`Sentence`] of English words: `say!("“{}” is not a country.", typed)`. The number
/// of values is checked by the compiler. Gaps are written `{}` and nothing else.
#[macro_export]
macro_rules! say {
    ($pattern:literal $(, $value:expr)* $(,)?) => {{
        if false {
            let _ = format_args!($pattern $(, stringify!($value))*);
        }
        $crate::Sentence::Said {
            pattern: $pattern.to_owned(),
            values: vec![$($crate::sentence::Say::said(&$value)),*],
        }
    }};
}

/// What can stand in a gap of a sentence.
pub trait Say {
    /// The value as part of a sentence.
    fn said(&self) -> Sentence;
}

impl Say for Sentence {
    fn said(&self) -> Sentence {
        self.clone()
    }
}

impl<T: Say + ?Sized> Say for &T {
    fn said(&self) -> Sentence {
        (**self).said()
    }
}

macro_rules! plain {
    ($($ty:ty),*) => {
        $(impl Say for $ty {
            fn said(&self) -> Sentence {
                Sentence::Plain(self.to_string())
            }
        })*
    };
}

plain!(str, String, char, u8, u16, u32, u64, usize, i32, i64, NaiveDate, rust_decimal::Decimal, crate::Id);

/// What a library says of an error stays in its own words.
impl Say for dyn fmt::Display + '_ {
    fn said(&self) -> Sentence {
        Sentence::Plain(self.to_string())
    }
}

impl Say for std::io::Error {
    fn said(&self) -> Sentence {
        Sentence::Plain(self.to_string())
    }
}

impl Say for Cow<'_, str> {
    fn said(&self) -> Sentence {
        Sentence::Plain(self.to_string())
    }
}

/// Where written sentences begin and end; characters that nobody types.
const PLAIN: char = '\u{2}';
const SAID: char = '\u{4}';
const END: char = '\u{3}';
const CLOSE: char = '\u{5}';

/// Around words whose first letter decides how they are read, whatever stands around them.
const FIRST_STRONG: char = '\u{2068}';
const END_STRONG: char = '\u{2069}';

/// One of two sentences by a number, as most languages have two forms.
pub fn by_count(count: u64, one: Sentence, many: Sentence) -> Sentence {
    if count == 1 { one } else { many }
}

impl Sentence {
    /// Words that are the same in every language.
    pub fn plain(words: impl Into<String>) -> Self {
        Self::Plain(words.into())
    }

    /// The sentence in another language: `translate` knows the pattern's words there, or not.
    /// The gaps of a translation are written `{0}`, `{1}` …, because their order may differ.
    pub fn in_words(&self, translate: &dyn Fn(&str) -> Option<&'static str>) -> String {
        self.written_with(translate, &|value| Cow::Borrowed(value))
    }

    /// The sentence as [`Sentence::in_words`] says it, for a window that writes from the left: names that are
    /// read from the right are set apart, for left alone they take the digits and the full stop after them
    /// along to their other side. The signs that do this (U+2068 and U+2069) are not for files and paper.
    pub fn in_window(&self, translate: &dyn Fn(&str) -> Option<&'static str>) -> String {
        self.written_with(translate, &|value| {
            if value.chars().any(read_from_the_right) && !value.starts_with(FIRST_STRONG) {
                Cow::Owned(format!("{FIRST_STRONG}{value}{END_STRONG}"))
            } else {
                Cow::Borrowed(value)
            }
        })
    }

    fn written_with(
        &self,
        translate: &dyn Fn(&str) -> Option<&'static str>,
        set_apart: &dyn Fn(&str) -> Cow<'_, str>,
    ) -> String {
        let Self::Said { pattern, values } = self else { return self.to_string() };
        let values: Vec<String> = values
            .iter()
            .map(|value| match value {
                Self::Plain(words) => set_apart(words).into_owned(),
                Self::Said { .. } => value.written_with(translate, set_apart),
            })
            .collect();
        match translate(pattern) {
            Some(words) => filled(words, &values),
            None => {
                let mut values = values.iter();
                let mut parts = pattern.split("{}");
                let mut text = parts.next().unwrap_or_default().to_owned();
                for part in parts {
                    text.push_str(values.next().map_or("", String::as_str));
                    text.push_str(part);
                }
                text
            }
        }
    }

    /// The sentence as the journal keeps it and as it travels: plain words as they are,
    /// said ones between marks.
    pub fn written(&self) -> String {
        match self {
            Self::Plain(words) => unmarked(words),
            Self::Said { .. } => {
                let mut text = String::new();
                self.write(&mut text);
                text
            }
        }
    }

    fn write(&self, text: &mut String) {
        match self {
            Self::Plain(words) => {
                text.push(PLAIN);
                text.push_str(&unmarked(words));
                text.push(END);
            }
            Self::Said { pattern, values } => {
                text.push(SAID);
                text.push_str(pattern);
                text.push(END);
                values.iter().for_each(|value| value.write(text));
                text.push(CLOSE);
            }
        }
    }

    /// Reads what [`Sentence::written`] wrote; anything else is plain words.
    pub fn read(text: &str) -> Self {
        Self::marked(text).unwrap_or_else(|| Self::Plain(text.to_owned()))
    }

    /// The said sentence that a text holds between marks, if it does.
    pub fn marked(text: &str) -> Option<Self> {
        if !text.starts_with(SAID) {
            return None;
        }
        one(text).filter(|(_, rest)| rest.is_empty()).map(|(sentence, _)| sentence)
    }
}

/// The words of a translation with the values in their numbered gaps. What a value holds is never a gap.
fn filled(words: &str, values: &[String]) -> String {
    let mut text = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let gap = after
            .split_once('}')
            .and_then(|(index, after)| Some((values.get(index.parse::<usize>().ok()?)?, after)));
        match gap {
            Some((value, after)) => {
                text.push_str(value);
                rest = after;
            }
            None => {
                text.push('{');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    text
}

/// Whether a character belongs to the blocks of Unicode that are kept for scripts read from the right.
fn read_from_the_right(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

fn unmarked(words: &str) -> String {
    words.chars().filter(|c| !matches!(*c, PLAIN | SAID | END | CLOSE)).collect()
}

fn one(text: &str) -> Option<(Sentence, &str)> {
    if let Some(rest) = text.strip_prefix(PLAIN) {
        let (words, rest) = rest.split_once(END)?;
        return Some((Sentence::Plain(words.to_owned()), rest));
    }
    let (pattern, mut rest) = text.strip_prefix(SAID)?.split_once(END)?;
    let mut values = Vec::new();
    while !rest.starts_with(CLOSE) {
        let (value, after) = one(rest)?;
        values.push(value);
        rest = after;
    }
    Some((Sentence::Said { pattern: pattern.to_owned(), values }, rest.strip_prefix(CLOSE)?))
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(words) => f.write_str(words),
            Self::Said { .. } => f.write_str(&self.in_words(&|_| None)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_sentence_says_its_values_in_their_places() {
        let sentence = say!("“{}” has {} sales.", "Anna {} Weber", 3_u32);
        assert_eq!(
            sentence.to_string(),
            "“Anna {} Weber” has 3 sales.",
            "a value with a gap in it is only a value"
        );
    }

    #[test]
    fn another_language_may_turn_the_values_round() {
        let sentence = say!("{} of {}", say!("Payment"), "INV-1");
        let german = |pattern: &str| match pattern {
            "{} of {}" => Some("{1}: {0}"),
            "Payment" => Some("Zahlung"),
            _ => None,
        };
        assert_eq!(sentence.in_words(&german), "INV-1: Zahlung");
    }

    #[test]
    fn a_value_that_looks_like_a_gap_is_only_a_value() {
        let german = |pattern: &str| (pattern == "{} is now {}.").then_some("{0} heißt jetzt {1}.");
        assert_eq!(say!("{} is now {}.", "{1}", "Anna").in_words(&german), "{1} heißt jetzt Anna.");
        let odd = |pattern: &str| (pattern == "{}").then_some("{x} {9} {0} {");
        assert_eq!(
            say!("{}", "Anna").in_words(&odd),
            "{x} {9} Anna {",
            "what is no gap stays as it is written"
        );
    }

    #[test]
    fn names_of_the_other_script_are_set_apart_in_the_window_and_nowhere_else() {
        let sentence = say!("{} owes {}.", "דנה כהן", say!("{} in {}", 3_u32, "חיפה 2"));
        assert_eq!(
            sentence.in_window(&|_| None),
            "\u{2068}דנה כהן\u{2069} owes 3 in \u{2068}חיפה 2\u{2069}.",
            "the digits and the full stop belong to the sentence"
        );
        assert_eq!(sentence.to_string(), "דנה כהן owes 3 in חיפה 2.", "a file is read by programs");
        assert_eq!(say!("{} is here.", "Łukasz").in_window(&|_| None), "Łukasz is here.");
    }

    #[test]
    fn labels_of_older_books_are_read_as_they_stand() {
        assert_eq!(Sentence::read("New customer"), Sentence::plain("New customer"));
        assert_eq!(
            Sentence::read("\u{4}cut short"),
            Sentence::plain("\u{4}cut short"),
            "damage is shown, not refused"
        );
    }

    fn sentence() -> impl Strategy<Value = Sentence> {
        let plain = "[a-zA-Z “”{}0-9]{0,12}".prop_map(Sentence::Plain);
        plain.prop_recursive(3, 12, 3, |inner| {
            ("[a-z {}.]{0,12}", prop::collection::vec(inner, 0..3))
                .prop_map(|(pattern, values)| Sentence::Said { pattern, values })
        })
    }

    proptest! {
        #[test]
        fn what_the_journal_keeps_is_what_was_said(said in sentence()) {
            prop_assert_eq!(Sentence::read(&said.written()), said);
        }
    }
}
