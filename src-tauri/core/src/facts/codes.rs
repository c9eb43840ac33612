//! Numbers of records and codes of products as somebody types them: `K-00550`, `RE20260761`, `REP-BAE`.
//! Their letters say that no telephone is meant.

use super::{Facts, State};
use crate::entity::Kind;
use memchr::memmem;
use rayon::prelude::*;

/// Letters that stand before the number of a record; longer ones are a word, as in `Lindenweg5`.
const PREFIX: usize = 4;

/// Signs that may stand between two pieces: `RE - 2026`.
const SIGNS: usize = 3;

/// What has a number or a code of its own.
const NUMBERS: [(Kind, &str); 5] = [
    (Kind::Customer, "number"),
    (Kind::Case, "number"),
    (Kind::Sale, "number"),
    (Kind::Sale, "external_number"),
    (Kind::Product, "sku"),
];

/// Of a piece with this many digits the last ones are looked for, since signs may stand between the others.
const LAST: usize = 4;

/// One word of several pieces.
pub(super) struct Code<'a> {
    /// As it was typed, folded.
    pub text: &'a str,
    /// Letters or digits in a row.
    pieces: Vec<&'a str>,
    /// Letters before a number, as the numbers of records have them.
    pub numbered: bool,
}

impl<'a> Code<'a> {
    /// `None` for several words, for a single piece, and for what has no letter.
    pub fn of(words: &'a str) -> Option<Self> {
        let sign = |c: char| matches!(c, '-' | '/' | '_' | '.');
        if !words.chars().all(|c| c.is_alphanumeric() || sign(c))
            || words.starts_with(|c: char| c.is_ascii_digit())
        {
            return None;
        }
        let mut pieces = Vec::new();
        for run in words.split(sign).filter(|run| !run.is_empty()) {
            let mut rest = run;
            while let Some(first) = rest.bytes().next() {
                let digit = first.is_ascii_digit();
                let end = rest.bytes().position(|b| b.is_ascii_digit() != digit).unwrap_or(rest.len());
                pieces.push(&rest[..end]);
                rest = &rest[end..];
            }
        }
        let numbers = pieces.iter().filter(|piece| is_number(piece)).count();
        let prefixes = pieces.iter().all(|piece| is_number(piece) || piece.chars().count() <= PREFIX);
        (pieces.len() > 1).then_some(Self { text: words, pieces, numbered: numbers > 0 && prefixes })
    }

    /// Words that every text has in which the code stands, whatever signs and zeros are between its pieces.
    pub fn words(&self) -> String {
        let last = |piece: &&'a str| match is_number(piece) {
            true => {
                let bare = piece.trim_start_matches('0');
                &bare[bare.len().saturating_sub(LAST)..]
            }
            false => *piece,
        };
        self.pieces.iter().map(last).filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// Whether the code stands in a text, other signs and zeros between its pieces aside: `K-550` is `K-00550`.
    pub fn stands(&self, text: &[u8]) -> bool {
        let first = self.pieces.first().map_or("", |piece| piece);
        memmem::find_iter(text, first.as_bytes()).any(|at| {
            let begins = at.checked_sub(1).and_then(|at| text.get(at)).is_none_or(|b| is_sign(*b));
            begins && self.goes_on(&text[at + first.len()..])
        })
    }

    /// Whether it can be nothing but the number of a record, since some number of the book begins with the same
    /// letters. Those of a country before a postal code (`D-90402`) mostly begin none.
    pub fn is_number_of(&self, facts: &Facts) -> bool {
        let letters = self.pieces.first().map_or("", |piece| piece);
        let begins = |number: &str| {
            let same = number.get(..letters.len()).is_some_and(|begin| begin.to_lowercase() == letters);
            same && number[letters.len()..].starts_with(|c: char| !c.is_alphabetic())
        };
        self.numbered
            && NUMBERS.into_iter().any(|(kind, name)| {
                let table = facts.table(kind);
                let Some(field) = table.def.field(name) else { return false };
                let has = |row: u32| table.state(row) == State::Live && begins(table.text(row, field.tag));
                (0..table.len()).into_par_iter().any(has)
            })
    }

    /// Whether all pieces but the first follow.
    fn goes_on(&self, text: &[u8]) -> bool {
        let mut rest = text;
        for piece in &self.pieces[1..] {
            let signs = rest.iter().take(SIGNS).take_while(|b| is_sign(**b)).count();
            rest = &rest[signs..];
            let mut wanted = piece.as_bytes();
            if is_number(piece) {
                let zeros = |text: &[u8]| text.iter().take_while(|b| **b == b'0').count();
                (rest, wanted) = (&rest[zeros(rest)..], &wanted[zeros(wanted)..]);
            }
            for byte in wanted {
                // The year of `RE-2026-0761` is typed without what parts it from the rest.
                if byte.is_ascii_digit() && rest.first().is_some_and(|b| is_sign(*b)) {
                    rest = &rest[1..];
                }
                let Some((there, after)) = rest.split_first() else { return false };
                if there != byte {
                    return false;
                }
                rest = after;
            }
        }
        let ends_in_digit = self.pieces.last().is_some_and(|piece| is_number(piece));
        !ends_in_digit || !rest.first().is_some_and(u8::is_ascii_digit)
    }
}

/// Whether a byte of a folded text is neither a letter nor a digit.
pub(super) fn is_sign(byte: u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_alphanumeric()
}

fn is_number(piece: &str) -> bool {
    piece.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_of_a_number_tell_it_from_a_telephone() {
        for (typed, numbered) in [
            ("k-00550", true),
            ("re20260761", true),
            ("stu-ban-140", true),
            ("ж-550", true),
            ("rep-bae", false),
            ("lindenweg5", false),
            ("o-neill", false),
        ] {
            assert_eq!(Code::of(typed).map(|code| code.numbered), Some(numbered), "{typed}");
        }
        for typed in
            ["0911-4711", "anna", "20260761", "anna@linden.example", "rep bae", "", "2026-01-15", "-"]
        {
            assert!(Code::of(typed).is_none(), "{typed} is no code");
        }
    }

    #[test]
    fn a_code_is_the_same_with_other_signs_and_zeros() {
        let stands = |typed: &str, text: &str| {
            let code = Code::of(typed).unwrap();
            let found = code.words().split(' ').all(|word| text.contains(word));
            assert!(
                found || !code.stands(text.as_bytes()),
                "“{}” is in every text with {typed}",
                code.words()
            );
            code.stands(text.as_bytes())
        };
        for (typed, text) in [
            ("re20260761", "re-20260761 paid"),
            ("re20260761", "re-2026-0761"),
            ("re-20260761", "see re 2026/0761"),
            ("k-550", "anna k-00550"),
            ("k-00550", "k550"),
            ("stuban140", "stuban-140"),
            ("lindenweg5", "lindenweg 5 berlin"),
        ] {
            assert!(stands(typed, text), "{typed} is in “{text}”");
        }
        for (typed, text) in [
            ("k-00550", "karl 0049550"),
            ("k-550", "k-05501"),
            ("k-550", "book-550"),
            ("re20260761", "re-20260762"),
            ("k-550", "k"),
        ] {
            assert!(!stands(typed, text), "{typed} is not in “{text}”");
        }
    }
}
