//! Sentences about customers in the owner's word for them: members, patients, donors …

use super::Language;
use super::de::nouns::NEUTRAL;
use regulars_core::Sentence;
use regulars_core::book::Book;
use regulars_core::settings::nouns::Nouns;
use serde_json::Value as Json;

/// The owner's words, and the language in which they stand.
pub(crate) struct OwnWords {
    nouns: Nouns,
    language: Language,
}

impl OwnWords {
    /// Those of a book; `None` when its settings say nothing else.
    pub fn of(book: &Book, language: Language) -> Option<Self> {
        Some(Self { nouns: Nouns::of(&book.facts().settings())?, language })
    }

    /// The sentence with these words, where it is about customers.
    pub fn say(&self, sentence: Sentence) -> Sentence {
        let Sentence::Said { pattern, values } = sentence else { return sentence };
        // Within an English sentence it is written small, as any noun is.
        let noun = |typed: &str, template: &str| match self.language {
            Language::English => Sentence::Plain(self.nouns.fill(template)),
            Language::German => Sentence::plain(typed),
        };
        match pattern.as_str() {
            "customer" if values.is_empty() => return noun(&self.nouns.one, "{one}"),
            "customers" if values.is_empty() => return noun(&self.nouns.many, "{many}"),
            _ => {}
        }
        let values: Vec<Sentence> = values.into_iter().map(|value| self.say(value)).collect();
        match self.language {
            Language::English => Sentence::Said { pattern: self.nouns.english(&pattern), values },
            Language::German => match NEUTRAL.iter().find(|(written, _)| *written == pattern) {
                Some((_, neutral)) => in_order(&self.nouns.fill(neutral), &values),
                None => Sentence::Said { pattern, values },
            },
        }
    }

    /// [`OwnWords::say`] for every sentence in a reply.
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

/// Words with the gaps `{0}`, `{1}` … as a sentence whose values stand in the order of its gaps.
fn in_order(words: &str, values: &[Sentence]) -> Sentence {
    let mut pattern = String::with_capacity(words.len());
    let mut placed = Vec::new();
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('{') {
        pattern.push_str(before);
        let gap = after.split_once('}').and_then(|(gap, left)| Some((gap.parse::<usize>().ok()?, left)));
        match gap {
            Some((index, left)) => {
                pattern.push_str("{}");
                placed.push(values.get(index).cloned().unwrap_or_else(|| Sentence::plain("")));
                rest = left;
            }
            None => {
                pattern.push('{');
                rest = after;
            }
        }
    }
    pattern.push_str(rest);
    Sentence::Said { pattern, values: placed }
}

#[cfg(test)]
mod tests {
    use super::*;
    use regulars_core::say;

    #[test]
    fn a_practice_reads_of_patients_in_both_languages() {
        let nouns = Nouns { one: "Patient".into(), many: "Patients".into() };
        let said = |language: Language, sentence: Sentence| {
            let words = OwnWords { nouns: nouns.clone(), language };
            language.say(&words.say(sentence))
        };
        let case =
            || say!("“{}” is a case of “{}”. Choose a case of this customer.", "Squeak", "Customer Care Ltd");
        assert_eq!(
            said(Language::English, case()),
            "“Squeak” is a case of “Customer Care Ltd”. Choose a case of this patient.",
            "a name stays as it is"
        );
        assert_eq!(
            said(
                Language::German,
                say!("With this the customer owes {} more than the credit limit of {}.", "5", "100")
            ),
            "Damit ist das Kreditlimit von 100 um 5 überschritten (Patient).",
            "values stand where the German words want them"
        );
        assert_eq!(
            said(Language::German, case()),
            "„Squeak“ ist ein Fall von „Customer Care Ltd“. Wählen Sie einen Fall, der dazugehört."
        );
    }
}
