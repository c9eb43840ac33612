//! The words of a table's search texts, each once, for finding what somebody meant who
//! typed one letter wrong.

use ahash::{AHashSet, RandomState};

/// Shorter words have too many others one letter away.
pub const SHORTEST: usize = 3;

/// Shorter words are those that were meant only as a whole, with their first letter or with two letters
/// exchanged, or with one left out between two that are right: of three letters nearly every other word begins with two.
const TELLING: usize = 4;

/// The words of a text that are gathered: letters and digits in a row, with at least one letter.
pub fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| word.len() >= 3 && word.bytes().any(|b| !b.is_ascii_digit()))
}

/// Every word of some texts: letters and digits, with at least one letter.
pub struct Words {
    text: String,
    ends: Vec<u32>,
    seen: AHashSet<u64>,
    state: RandomState,
}

impl Default for Words {
    fn default() -> Self {
        Self {
            text: String::new(),
            ends: Vec::new(),
            seen: AHashSet::new(),
            state: RandomState::with_seeds(1, 2, 3, 4),
        }
    }
}

impl Words {
    /// Takes in the words of a folded text.
    pub fn add(&mut self, text: &str) {
        for word in pieces(text) {
            if self.seen.insert(self.state.hash_one(word)) {
                self.text.push_str(word);
                self.ends.push(self.text.len() as u32);
            }
        }
    }

    /// Takes in the words of another collection.
    pub fn take_in(&mut self, other: &Words) {
        let mut start = 0;
        for end in &other.ends {
            self.add(&other.text[start..*end as usize]);
            start = *end as usize;
        }
    }

    /// Whether a word has these letters in it. Two words that follow each other may
    /// seem to; that only costs a search that finds nothing.
    pub fn contains(&self, letters: &str) -> bool {
        memchr::memmem::find(self.text.as_bytes(), letters.as_bytes()).is_some()
    }

    /// The words that differ from `word` by one slip, or begin with something that
    /// does: a letter too many, too few, another one, or two exchanged. A word of three letters
    /// must be whole, or lack one within it, and begin as it was typed where no two are exchanged. Whole words
    /// come first; at most `most`.
    pub fn near(&self, word: &str, most: usize) -> Vec<&str> {
        let typed: Vec<char> = word.chars().collect();
        if typed.len() < SHORTEST {
            return Vec::new();
        }
        let short = typed.len() < TELLING;
        let (mut whole, mut begun) = (Vec::new(), Vec::new());
        let mut start = 0;
        for end in &self.ends {
            let known = &self.text[start..*end as usize];
            start = *end as usize;
            // A whole word may be one letter shorter than what was typed, not more.
            if known.len() + 1 < word.len() {
                continue;
            }
            let slip = if known.is_ascii() && word.is_ascii() {
                let (word, known) = (word.as_bytes(), known.as_bytes());
                if short { short_slip(word, known) } else { slip(word, known) }
            } else {
                let known: Vec<char> = known.chars().collect();
                if short { short_slip(&typed, &known) } else { slip(&typed, &known) }
            };
            match slip {
                Some(0) => whole.push(known),
                Some(_) => begun.push(known),
                None => {}
            }
        }
        begun.sort_by_key(|known| known.len());
        whole.extend(begun);
        whole.truncate(most);
        whole
    }

    /// Bytes held, for memory figures.
    pub fn bytes(&self) -> usize {
        self.text.capacity() + self.ends.capacity() * 4 + self.seen.capacity() * 9
    }
}

/// When `known`, or its beginning, is `typed` with one slip: how many letters are left.
/// `None` for the same letters and for more than one slip.
fn slip<T: PartialEq>(typed: &[T], known: &[T]) -> Option<usize> {
    let same = typed.iter().zip(known).take_while(|(a, b)| a == b).count();
    let (t, k) = (&typed[same..], &known[same..]);
    let rest = |t: usize, k: usize, typed: &[T], known: &[T]| {
        let (typed, known) = (typed.get(t..)?, known.get(k..)?);
        known.starts_with(typed).then(|| known.len() - typed.len())
    };
    if t.is_empty() {
        return None;
    }
    let exchanged = t.len() >= 2 && k.len() >= 2 && t[0] == k[1] && t[1] == k[0];
    let swapped = if exchanged { rest(2, 2, t, k) } else { None };
    [swapped, rest(1, 1, t, k).filter(|_| !k.is_empty()), rest(1, 0, t, k), rest(0, 1, t, k)]
        .into_iter()
        .flatten()
        .min()
}

/// [`slip`] for words too short to be recognised by a part of them.
fn short_slip<T: PartialEq>(typed: &[T], known: &[T]) -> Option<usize> {
    let exchanged = typed.first() == known.get(1) && typed.get(1) == known.first();
    let begun = typed.first() == known.first();
    // `koh` of Koch: a letter was left out between two that are right.
    let left_out = begun && typed.len() + 1 == known.len() && typed.last() == known.last();
    let alike = left_out || typed.len() == known.len() && (exchanged || begun);
    slip(typed, known).filter(|_| alike)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_forgiven_wherever_it_is() {
        let mut words = Words::default();
        words.add("schneider schmidt weber anna@linden.example 030123456");
        for typed in [
            "schnieder",
            "scneider",
            "schneidder",
            "schneider2",
            "xchneider",
            "schneidet",
            "schnidt",
            "lindem",
        ] {
            assert!(!words.near(typed, 9).is_empty(), "{typed} is one slip away from a word");
        }
        assert_eq!(words.near("schnied", 9), ["schneider"], "what is not yet typed to its end counts too");
        assert_eq!(words.near("weber", 9), [""; 0], "the word itself needs no help");
        assert_eq!(words.near("weberxy", 9), [""; 0], "two slips are another word");
        assert_eq!(words.near("030123457", 9), [""; 0], "another number is another number");
    }

    #[test]
    fn a_word_of_three_letters_is_meant_as_a_whole() {
        let mut words = Words::default();
        words.add("max tom timber abt xma ab koch");
        assert_eq!(words.near("koh", 9), ["koch"], "a letter was left out within it");
        assert_eq!(words.near("kof", 9), [""; 0], "one too few and another one are two slips");
        assert_eq!(words.near("mxa", 9), ["max", "xma"], "two letters exchanged, wherever they stand");
        assert_eq!(words.near("tam", 9), ["tom"], "another letter, but not the first");
        assert_eq!(words.near("rom", 9), [""; 0], "whoever slips does so after the first letter");
        assert_eq!(words.near("tib", 9), [""; 0], "what merely begins like it says too little");
        assert_eq!(words.near("abx", 9), ["abt"], "a letter too many would leave only two");
        assert_eq!(words.near("ba", 9), [""; 0]);
    }

    #[test]
    fn letters_of_other_scripts_are_letters_too() {
        let mut words = Words::default();
        words.add("пётр иванов");
        assert_eq!(words.near("иваноф", 9), ["иванов"]);
    }
}
