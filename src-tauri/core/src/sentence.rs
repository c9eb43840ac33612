//! A sentence for the person: what is said and the values in it, kept apart, so that
//! whoever shows it can say it in another language. Core itself speaks English.

use chrono::NaiveDate;
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

impl Say for std::borrow::Cow<'_, str> {
    fn said(&self) -> Sentence {
        Sentence::Plain(self.to_string())
    }
}

/// Where written sentences begin and end; characters that nobody types.
const PLAIN: char = '\u{2}';
const SAID: char = '\u{4}';
const END: char = '\u{3}';
const CLOSE: char = '\u{5}';

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
        let Self::Said { pattern, values } = self else { return self.to_string() };
        let mut values = values.iter().map(|value| value.in_words(translate));
        match translate(pattern) {
            Some(words) => values
                .enumerate()
                .fold(words.to_owned(), |text, (index, value)| text.replace(&format!("{{{index}}}"), &value)),
            None => {
                let mut parts = pattern.split("{}");
                let mut text = parts.next().unwrap_or_default().to_owned();
                for part in parts {
                    text.push_str(&values.next().unwrap_or_default());
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
