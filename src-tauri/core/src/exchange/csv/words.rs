//! Which reading of a file's bytes makes words. The statistical guess knows the encodings of the
//! web only and reads a list of DOS or of an old Macintosh as one of them; such a reading has signs
//! within words (`M„rz`, `K”ln`) where another one has letters that belong there.

use super::dos::CodePage;
use super::encoding::Coding;
use encoding_rs::{Encoding, MACINTOSH};
use std::collections::HashSet;

/// So many bytes of words tell all there is to tell.
const ENOUGH: usize = 64 << 10;

/// Letters that the languages of Western Europe write often.
const WEST: &str = "äöüßÄÖÜéèêëàâáçñíóúôîïûùãõåæøœÉÈÀÁÇÑÍÓÚÅÆØ";

/// Letters that the languages of Central Europe write often.
const MIDDLE: &str = "äöüßÄÖÜáéíóúýőűąćęłńśźżčďěňřšťůžđľĺôŁŚŻŹĆÓČŘŠŽĎŤĽŐŰÁÉÍÚ";

/// Letters by their class that stand for something else, and in no word.
const SIGNS: &str = "ªºµƒ";

/// Signs that do stand within words, or between two that a blank of some kind keeps together.
const JOINING: &str = "’‘´–—·…\u{a0}\u{ad}";

/// The words of a file that are not all ASCII, as bytes.
#[derive(Default)]
pub struct Words {
    bytes: Vec<u8>,
}

impl Words {
    /// Takes the words of a piece of the file. One that is cut in two between pieces counts as two.
    pub fn feed(&mut self, chunk: &[u8]) {
        let mut rest = chunk;
        while let Some(at) = rest.iter().position(|byte| *byte > 127).filter(|_| self.bytes.len() < ENOUGH) {
            let of_word = |byte: &u8| byte.is_ascii_alphabetic() || *byte > 127;
            let from = rest[..at].iter().rposition(|byte| !of_word(byte)).map_or(0, |before| before + 1);
            let to = rest[at..].iter().position(|byte| !of_word(byte)).map_or(rest.len(), |after| at + after);
            self.bytes.extend_from_slice(&rest[from..to]);
            self.bytes.push(b' ');
            rest = &rest[to..];
        }
    }

    /// The encoding that these words are in when it is none of the web's and `guess`, which is one,
    /// makes no words of them. `country` tells where the words alone could be of either.
    pub fn other_than(&self, guess: &'static Encoding, country: &str) -> Option<Coding> {
        let german = matches!(country.to_ascii_uppercase().as_str(), "DE" | "AT" | "LI");
        let guessed = Look::at(&guess.decode_without_bom_handling(&self.bytes).0, WEST);
        if guessed.odd == 0 || guessed.odd * 10 < guessed.signs {
            return (german && self.only_sharp_s()).then_some(Coding::Dos(CodePage::West));
        }
        let dos = CodePage::likely_first(country).map(|page| {
            let usual = if page == CodePage::Middle { MIDDLE } else { WEST };
            (page, Look::at(&page.text(&self.bytes), usual))
        });
        // The first of those that are equal: `max_by_key` alone would take the last.
        let (page, dos) = dos.into_iter().rev().max_by_key(|(_, look)| look.worth())?;
        let mac = Look::at(&MACINTOSH.decode_without_bom_handling(&self.bytes).0, WEST);
        let text = page.text(&self.bytes);
        let own = Look::at(&text, "äöüßÄÖÜ");
        let all_german = own.fit == own.signs && own.odd == 0;
        // One sign that sticks in words, a trademark perhaps, says nothing against words that read well.
        // A German list of streets is the exception: its `ß` reads as the `á` of Spain.
        let enough = guessed.well == 0 || guessed.kinds > 1 || all_german;
        if enough && dos.beats(&mac) && dos.beats(&guessed) {
            return Some(Coding::Dos(page));
        }
        if mac.beats(&dos) && mac.beats(&guessed) {
            return Some(Coding::Known(MACINTOSH));
        }
        // A single `ö` could be an `î` of the Macintosh, which German does not write.
        let reads = all_german && text.contains(['ä', 'ö', 'ü', 'ß']);
        (german && reads).then_some(Coding::Dos(page))
    }

    /// Whether DOS reads nothing but `ß`, each where German writes one. Others read it as the `á` of Spain or Hungary,
    /// which hardly ever stands there: neither `Málaga` nor `Suárez`, `Sebastián` or `Diána` is German with an `ß`.
    fn only_sharp_s(&self) -> bool {
        let text = CodePage::West.text(&self.bytes);
        let german = |word: &str| {
            let vowel = |c: Option<char>| c.is_some_and(|c| "aeiouAEIOU".contains(c));
            let mut parts = word.split('ß');
            let Some(mut before) = parts.next() else { return false };
            parts.all(|after| {
                let mut letters = after.chars();
                let follows = match letters.next() {
                    None => true,
                    Some('n') => matches!(letters.next(), Some('e' | 'i')),
                    Some(next) => "bdefghiklmptw".contains(next),
                };
                let stands = vowel(before.chars().next_back()) && before.chars().count() > 1 && follows;
                before = after;
                stands
            })
        };
        text.contains('ß') && text.chars().all(|c| c.is_ascii() || c == 'ß') && text.split(' ').all(german)
    }
}

/// What one reading of the words looks like.
#[derive(Debug)]
struct Look {
    /// Characters that are not ASCII.
    signs: usize,
    /// Those of them that are letters where letters of their kind stand.
    fit: usize,
    /// Those that nobody would write there.
    odd: usize,
    /// How many different ones those are.
    kinds: usize,
    /// How many different ones are odd nowhere.
    well: usize,
}

impl Look {
    fn at(text: &str, usual: &str) -> Self {
        let mut look = Look { signs: 0, fit: 0, odd: 0, kinds: 0, well: 0 };
        let (mut all, mut kinds) = (HashSet::new(), HashSet::new());
        for word in text.split(' ') {
            let letters: Vec<char> = word.chars().collect();
            for (at, sign) in letters.iter().copied().enumerate().filter(|(_, sign)| !sign.is_ascii()) {
                let before = at.checked_sub(1).map(|at| letters[at]).filter(|c| c.is_alphabetic());
                let after = letters.get(at + 1).copied().filter(|c| c.is_alphabetic());
                look.signs += 1;
                all.insert(sign);
                if is_odd(before, sign, after) {
                    look.odd += 1;
                    kinds.insert(sign);
                } else if (before.is_some() || after.is_some()) && usual.contains(sign) {
                    look.fit += 1;
                }
            }
        }
        look.kinds = kinds.len();
        look.well = all.difference(&kinds).count();
        look
    }

    /// Which of two sets of one system reads better.
    fn worth(&self) -> i64 {
        i64::try_from(self.fit).unwrap_or(i64::MAX) - 10 * i64::try_from(self.odd).unwrap_or(i64::MAX / 10)
    }

    /// Whether this reading makes words, and the other one does not.
    fn beats(&self, other: &Look) -> bool {
        self.fit > 0 && self.odd * 20 <= self.fit && other.odd > 3 * self.odd
    }
}

/// Whether nobody would write `sign` between these letters.
fn is_odd(before: Option<char>, sign: char, after: Option<char>) -> bool {
    let within = before.is_some() && after.is_some();
    if sign.is_control() || matches!(sign, '\u{fffd}' | '─'..='▟') {
        return true;
    }
    if !sign.is_alphabetic() || SIGNS.contains(sign) {
        return within && !JOINING.contains(sign);
    }
    if sign == 'ß' && before.is_none_or(|c| !"aeiouyäöü".contains(c.to_lowercase().next().unwrap_or(c))) {
        return true;
    }
    let latin = |c: char| c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c);
    if !latin(sign) {
        return before.is_some_and(latin) || after.is_some_and(latin);
    }
    let lower = |c: Option<char>| c.is_some_and(char::is_lowercase);
    if sign.is_uppercase() {
        // A capital within a word: everything before it must be capitals, and what follows too.
        return before.is_some() && (lower(before) || lower(after));
    }
    after.is_some_and(char::is_uppercase) && before.is_none_or(char::is_lowercase)
}
