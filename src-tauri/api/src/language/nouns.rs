//! What customers are called: members, patients, donors …

use regulars_core::Sentence;
use regulars_core::book::Book;
use serde_json::Value as Json;

/// The words that stand for “customer” and “customers”.
pub(crate) struct Nouns {
    one: String,
    many: String,
}

impl Nouns {
    /// Those of a book; `None` when its settings say nothing else.
    pub fn of(book: &Book) -> Option<Self> {
        let settings = book.facts().settings();
        let (one, many) = (settings.customer_noun, settings.customer_nouns);
        if one.is_empty() && many.is_empty() {
            return None;
        }
        let or = |word: &str, other: &str| if word.is_empty() { other.to_owned() } else { word.to_owned() };
        Some(Self { one: or(&one, &many), many: or(&many, &one) })
    }

    /// The sentence with these words, where core puts a word for customers into it.
    pub fn say(&self, sentence: Sentence) -> Sentence {
        match sentence {
            Sentence::Said { pattern, values } if values.is_empty() && pattern == "customer" => {
                Sentence::Plain(self.one.clone())
            }
            Sentence::Said { pattern, values } if values.is_empty() && pattern == "customers" => {
                Sentence::Plain(self.many.clone())
            }
            Sentence::Said { pattern, values } => {
                Sentence::Said { pattern, values: values.into_iter().map(|value| self.say(value)).collect() }
            }
            plain => plain,
        }
    }

    /// [`Nouns::say`] for every sentence in a reply.
    pub fn say_all(&self, reply: &mut Json) {
        match reply {
            Json::String(text) => {
                if let Some(said) = Sentence::marked(text) {
                    *text = self.say(said).written();
                }
            }
            Json::Array(items) => items.iter_mut().for_each(|item| self.say_all(item)),
            Json::Object(fields) => fields.values_mut().for_each(|value| self.say_all(value)),
            _ => {}
        }
    }
}
