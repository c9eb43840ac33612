//! What the owner calls customers: members, patients, donors …

use super::Settings;

/// The words that stand for “customer” and “customers”.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nouns {
    /// One of them.
    pub one: String,
    /// Several of them.
    pub many: String,
}

impl Nouns {
    /// Those of a book; `None` when its settings say nothing else. One word alone stands for both.
    pub fn of(settings: &Settings) -> Option<Self> {
        let (one, many) = (settings.customer_noun.trim(), settings.customer_nouns.trim());
        if one.is_empty() && many.is_empty() {
            return None;
        }
        let or = |word: &str, other: &str| if word.is_empty() { other.to_owned() } else { word.to_owned() };
        // A gap of a sentence is no word.
        Some(Self { one: or(one, many).replace("{}", ""), many: or(many, one).replace("{}", "") })
    }

    /// A text with gaps for the words: `{one}` and `{many}` as within a sentence, `{One}` and `{Many}` as
    /// at its beginning or in a heading.
    pub fn fill(&self, template: &str) -> String {
        let words = [
            ("{one}", lower(&self.one)),
            ("{many}", lower(&self.many)),
            ("{One}", upper(&self.one)),
            ("{Many}", upper(&self.many)),
        ];
        words.iter().fold(template.to_owned(), |text, (gap, word)| text.replace(gap, word))
    }

    /// English words of the program with these for “customer” and “customers”, and the article that
    /// goes with them.
    pub fn english(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut word = String::new();
        for c in text.chars().map(Some).chain([None]) {
            match c {
                Some(c) if c.is_alphabetic() => word.push(c),
                other => {
                    self.put(&mut out, &std::mem::take(&mut word));
                    out.extend(other);
                }
            }
        }
        out
    }

    fn put(&self, out: &mut String, word: &str) {
        let noun = match word.to_ascii_lowercase().as_str() {
            "customer" => &self.one,
            "customers" => &self.many,
            _ => return out.push_str(word),
        };
        let vowel = noun.chars().next().is_some_and(|c| "aeiouAEIOU".contains(c));
        let article =
            out.strip_suffix(' ').and_then(|before| before.split(|c: char| !c.is_alphabetic()).next_back());
        if vowel && article.is_some_and(|article| article.eq_ignore_ascii_case("a")) {
            out.pop();
            out.push_str("n ");
        }
        out.push_str(&if word.starts_with('C') { upper(noun) } else { lower(noun) });
    }
}

fn upper(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Lower case within a sentence; an abbreviation such as VIP stays as it is.
fn lower(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next();
    if chars.clone().next().is_some_and(char::is_uppercase) {
        return word.to_owned();
    }
    first.map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_has_the_owners_word_with_its_article() {
        let nouns = |one: &str, many: &str| Nouns { one: one.into(), many: many.into() };
        let patients = nouns("Patient", "Patients");
        assert_eq!(patients.english("Customers cannot be sorted."), "Patients cannot be sorted.");
        assert_eq!(
            patients.english("This is another customer’s document."),
            "This is another patient’s document."
        );
        assert_eq!(
            nouns("Animal", "Animals").english("Make a customer, or a new customer."),
            "Make an animal, or a new animal."
        );
        assert_eq!(nouns("VIP", "VIPs").fill("List: {many}, {One}"), "List: VIPs, VIP");
    }
}
