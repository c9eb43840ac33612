//! Comparing two names: equal, a short form, sounding alike, mistyped, a part of the
//! other.

use super::nicknames::GROUPS;
use crate::facts::text::fold;
use ahash::AHashMap;
use std::borrow::Cow;
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
    let word: Cow<'_, str> = match ["ph", "ch", "dt"].iter().any(|pair| word.contains(pair)) {
        true => word.replace("ph", "f").replace("sch", "s").replace("ch", "k").replace("dt", "t").into(),
        false => word.into(),
    };
    let mut out = String::with_capacity(8);
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

/// Whether two different texts of ASCII characters are one slip apart: one character wrong, missing, or
/// exchanged with its neighbour. The same as an OSA distance of 1, without working out larger ones.
pub(super) fn one_slip(a: &str, b: &str) -> bool {
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    if !a.is_ascii() || !b.is_ascii() {
        return strsim::osa_distance(a, b) == 1;
    }
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let start = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[start..], &b[start..]);
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    match (&a[..a.len() - end], &b[..b.len() - end]) {
        ([_], [] | [_]) | ([], [_]) => true,
        ([x, y], [v, w]) => x == w && y == v,
        _ => false,
    }
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
    match allowed {
        1 => a == b || one_slip(a, b),
        allowed => strsim::osa_distance(a, b) <= allowed,
    }
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

/// A given or family name, with what it is compared by worked out once.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Name {
    /// The name in [`plain`] form.
    pub text: String,
    /// Its sound without regard to spaces.
    pub sound: String,
    /// [`squeezed`], where there is a space in it.
    squeezed: Option<String>,
    /// The groups of short forms that its first word belongs to, upwards.
    forms: Vec<u16>,
    /// Whether it is one letter.
    initial: bool,
}

impl Name {
    /// Of a name as typed.
    pub fn of(typed: &str) -> Self {
        let text = plain(typed);
        let squeezed = text.contains(' ').then(|| squeezed(&text));
        let mut forms: Vec<u16> = FORMS.get(first_word(&text)).cloned().unwrap_or_default();
        forms.sort_unstable();
        Self {
            sound: sound(squeezed.as_deref().unwrap_or(&text)),
            initial: text.chars().count() == 1,
            squeezed,
            forms,
            text,
        }
    }

    fn whole(&self) -> &str {
        self.squeezed.as_deref().unwrap_or(&self.text)
    }
}

/// How two names stand to each other; as given names, short forms are known.
pub(super) fn likeness(a: &Name, b: &Name, given: bool) -> Likeness {
    if a.text.is_empty() || b.text.is_empty() {
        return Likeness::Unknown;
    }
    let spaced = a.squeezed.is_some() || b.squeezed.is_some();
    if a.text == b.text || (spaced && a.whole() == b.whole()) {
        return Likeness::Same;
    }
    let (short, long) = if a.text.len() <= b.text.len() { (a, b) } else { (b, a) };
    if short.initial {
        return if long.text.starts_with(&short.text) { Likeness::Initial } else { Likeness::Different };
    }
    if given && a.forms.iter().any(|form| b.forms.contains(form)) {
        return Likeness::Nickname;
    }
    let (short_text, long_text) = (short.text.as_str(), long.text.as_str());
    let ending = if given { long_text.strip_prefix(short_text) } else { None };
    if ending.is_some_and(|end| ["a", "e", "in", "ine", "ina", "ette", "elle"].contains(&end)) {
        return Likeness::Weak;
    }
    let named_apart = given && (two_known(a, b) || one_ending(&a.text, &b.text));
    let apart = letters_apart(short_text, long_text);
    if (apart <= 6 && mistyped(short_text, long_text))
        || (apart <= 4 && short_text.len() >= 5 && much_alike(short_text, long_text))
    {
        return if named_apart { Likeness::Weak } else { Likeness::Typo };
    }
    let shared = |x: &str| x.len() >= 3 && long_text.split(' ').any(|y| x == y);
    if long.squeezed.is_some() && short_text.split(' ').any(shared) {
        return Likeness::Part;
    }
    if short_text.len() >= 3 && apart <= 6 && short.sound.len() >= 2 && a.sound == b.sound {
        return if named_apart { Likeness::Weak } else { Likeness::Sound };
    }
    Likeness::Different
}

/// Whether both are known given names, and not forms of one another: Christian and Christina are one slip
/// apart, but nobody slips from one name into another.
fn two_known(a: &Name, b: &Name) -> bool {
    !a.forms.is_empty() && !b.forms.is_empty()
}

/// Whether two given names differ by nothing but the ending that tells a man from a woman: Mario and Maria.
fn one_ending(a: &str, b: &str) -> bool {
    match (a.strip_suffix('o'), b.strip_suffix('a')) {
        (Some(man), Some(woman)) if man == woman => true,
        _ => matches!((a.strip_suffix('a'), b.strip_suffix('o')), (Some(woman), Some(man)) if man == woman),
    }
}

fn first_word(name: &str) -> &str {
    name.split(' ').next().unwrap_or_default()
}

/// The other short and long forms of a given name, folded; none when it is not in the table.
pub(super) fn forms(name: &str) -> Vec<&'static str> {
    let name = plain(name);
    let groups = FORMS.get(&name).into_iter().flatten();
    groups.flat_map(|group| GROUPS[*group as usize].split(' ')).filter(|form| *form != name).collect()
}

static FORMS: LazyLock<AHashMap<String, Vec<u16>>> = LazyLock::new(|| {
    let mut forms: AHashMap<String, Vec<u16>> = AHashMap::new();
    for (group, line) in GROUPS.iter().enumerate() {
        for name in line.split(' ') {
            forms.entry(plain(name)).or_default().push(group as u16);
        }
    }
    forms
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_one_step_of_the_usual_distance() {
        let texts = [
            "", "a", "ab", "ba", "abc", "acb", "abcd", "abdc", "abxd", "bcd", "abd", "cab", "müller",
            "muller",
        ];
        for a in texts {
            for b in texts {
                assert_eq!(one_slip(a, b), strsim::osa_distance(a, b) == 1, "{a} and {b}");
            }
        }
    }

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
            ("Mario", "Maria", true, Likeness::Weak),
            ("Tim", "Tom", true, Likeness::Weak),
            ("Andrea", "Andreas", true, Likeness::Weak),
            ("Simon", "Simone", true, Likeness::Weak),
            ("Christian", "Christina", true, Likeness::Weak),
            ("Christian", "Chrsitian", true, Likeness::Typo),
            ("Mario", "Maria", false, Likeness::Typo),
            ("Tim", "Jim", true, Likeness::Different),
            ("", "Anna", true, Likeness::Unknown),
            ("Weber", "Schneider", false, Likeness::Different),
        ];
        for (a, b, given, expected) in cases {
            assert_eq!(likeness(&Name::of(a), &Name::of(b), given), expected, "{a} and {b}");
            assert_eq!(likeness(&Name::of(b), &Name::of(a), given), expected, "{b} and {a}");
        }
    }
}
