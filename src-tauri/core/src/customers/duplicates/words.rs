//! Comparing two names: equal, a short form, sounding alike, mistyped, a part of the
//! other.

use super::nicknames::GROUPS;
use crate::facts::text::fold;
use ahash::{AHashMap, AHashSet};
use std::sync::LazyLock;

/// How two names stand to each other, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// The same letters.
    Same,
    /// One is a usual form of the other: Bob and Robert.
    Nickname,
    /// One or two letters differ or changed places.
    Typo,
    /// They sound alike: Meyer and Maier.
    Sound,
    /// One is a part of the other: Anna and Anna Maria.
    Part,
    /// One is only the first letter of the other.
    Initial,
    /// They look alike, but are usually two people: Paul and Paula.
    Weak,
    /// One of them is missing.
    Unknown,
    /// Two names.
    Different,
}

/// The form in which names are compared: folded, umlauts written as two letters like
/// those written as one, and nothing but letters, digits and single spaces.
pub(super) fn plain(text: &str) -> String {
    let folded = fold(text);
    let mut out = String::with_capacity(folded.len());
    for c in folded.chars() {
        if c.is_alphanumeric() {
            let umlaut = c == 'e' && matches!(out.chars().last(), Some('a' | 'o' | 'u'));
            if !umlaut {
                out.push(c);
            }
        } else if c != '\'' && c != '’' && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// A [`plain`] text without its spaces.
pub(super) fn squeezed(plain: &str) -> String {
    plain.chars().filter(|c| *c != ' ').collect()
}

/// The consonants of a word by their sound, each once in a row, at most five; the
/// first letter counts even when it is a vowel.
pub(super) fn sound(word: &str) -> String {
    let word = word.replace("ph", "f").replace("sch", "s").replace("ch", "k").replace("dt", "t");
    let mut out = String::new();
    let mut last = ' ';
    for (index, c) in word.chars().enumerate() {
        let class = match c {
            'b' | 'p' => 'p',
            'c' | 'g' | 'k' | 'q' | 'x' => 'k',
            'd' | 't' => 't',
            'f' | 'v' | 'w' => 'f',
            'j' | 'y' | 'i' | 'e' | 'a' | 'o' | 'u' | 'h' if index > 0 => ' ',
            'j' | 'y' | 'i' => 'i',
            'm' | 'n' => 'n',
            's' | 'z' => 's',
            other => other,
        };
        if class != ' ' && class != last && out.len() < 5 {
            out.push(class);
        }
        last = class;
    }
    out
}

/// Whether two words differ by so few letters that it is most likely a slip.
pub(super) fn mistyped(a: &str, b: &str) -> bool {
    let longest = a.chars().count().max(b.chars().count());
    let allowed = match longest {
        0..=3 => return false,
        4..=6 => 1,
        7..=11 => 2,
        _ => 3,
    };
    if a.len().abs_diff(b.len()) > 4 * allowed || letters_apart(a, b) > 2 * allowed as u32 {
        return false;
    }
    strsim::osa_distance(a, b) <= allowed
}

/// Whether two words of some length have nearly the same letters in nearly the same order.
pub(super) fn much_alike(a: &str, b: &str) -> bool {
    letters_apart(a, b) <= 4 && strsim::jaro_winkler(a, b) >= 0.92
}

/// How many letters occur in one of two words only. Each slip makes at most two, so that
/// most pairs need not be looked at any closer.
fn letters_apart(a: &str, b: &str) -> u32 {
    let mask = |text: &str| text.bytes().fold(0_u64, |mask, byte| mask | 1 << (byte & 63));
    (mask(a) ^ mask(b)).count_ones()
}

/// How two given or family names (in [`plain`] form) stand to each other.
pub(super) fn likeness(a: &str, b: &str, given: bool) -> Likeness {
    if a.is_empty() || b.is_empty() {
        return Likeness::Unknown;
    }
    let spaced = a.contains(' ') || b.contains(' ');
    if a == b || (spaced && squeezed(a) == squeezed(b)) {
        return Likeness::Same;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.chars().count() == 1 {
        return if long.starts_with(short) { Likeness::Initial } else { Likeness::Different };
    }
    if given && same_person_form(first_word(a), first_word(b)) {
        return Likeness::Nickname;
    }
    if given
        && ["a", "e", "in", "ine", "ina", "ette", "elle"]
            .iter()
            .any(|end| long.strip_suffix(end) == Some(short))
    {
        return Likeness::Weak;
    }
    if mistyped(a, b) || (short.len() >= 5 && much_alike(a, b)) {
        return Likeness::Typo;
    }
    let shared = |x: &str| x.len() >= 3 && long.split(' ').any(|y| x == y);
    if long.contains(' ') && short.split(' ').any(shared) {
        return Likeness::Part;
    }
    if short.len() >= 3 && letters_apart(a, b) <= 6 && sound(short).len() >= 2 && sound(a) == sound(b) {
        return Likeness::Sound;
    }
    Likeness::Different
}

fn first_word(name: &str) -> &str {
    name.split(' ').next().unwrap_or_default()
}

static FORMS: LazyLock<AHashMap<String, AHashSet<usize>>> = LazyLock::new(|| {
    let mut forms: AHashMap<String, AHashSet<usize>> = AHashMap::new();
    for (group, line) in GROUPS.iter().enumerate() {
        for name in line.split(' ') {
            forms.entry(plain(name)).or_default().insert(group);
        }
    }
    forms
});

fn same_person_form(a: &str, b: &str) -> bool {
    match (FORMS.get(a), FORMS.get(b)) {
        (Some(a), Some(b)) => !a.is_disjoint(b),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_alike_as_people_see_it() {
        let cases = [
            ("Müller", "Mueller", false, Likeness::Same),
            ("O'Brien", "OBrien", false, Likeness::Same),
            ("Bob", "Robert", true, Likeness::Nickname),
            ("Heinz", "Heinrich", true, Likeness::Nickname),
            ("Schmidt", "Schmitd", false, Likeness::Typo),
            ("Harrison", "Harison", false, Likeness::Typo),
            ("Meyer", "Maier", false, Likeness::Sound),
            ("Müller-Lüdenscheid", "Müller", false, Likeness::Part),
            ("Anna Maria", "Anna", true, Likeness::Nickname),
            ("A", "Anna", true, Likeness::Initial),
            ("Paul", "Paula", true, Likeness::Weak),
            ("Tim", "Jim", true, Likeness::Different),
            ("", "Anna", true, Likeness::Unknown),
            ("Weber", "Schneider", false, Likeness::Different),
        ];
        for (a, b, given, expected) in cases {
            assert_eq!(likeness(&plain(a), &plain(b), given), expected, "{a} and {b}");
            assert_eq!(likeness(&plain(b), &plain(a), given), expected, "{b} and {a}");
        }
    }
}
