//! Whole names taken apart: person or company, and which part is which.

/// The parts of a whole name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Name {
    /// Mr, Dr …
    pub salutation: String,
    /// Given name.
    pub first: String,
    /// What stands between.
    pub middle: String,
    /// Family name with its particles.
    pub last: String,
}

/// Words by which the law knows a business.
const LEGAL: &[&str] = &[
    "gmbh",
    "ag",
    "kg",
    "ohg",
    "gbr",
    "ug",
    "e.k.",
    "ek",
    "e.v.",
    "ev",
    "mbh",
    "co",
    "co.",
    "ltd",
    "ltd.",
    "limited",
    "llc",
    "inc",
    "inc.",
    "corp",
    "corp.",
    "corporation",
    "plc",
    "llp",
    "lp",
    "company",
    "sa",
    "s.a.",
    "sas",
    "sarl",
    "sl",
    "s.l.",
    "srl",
    "s.r.l.",
    "spa",
    "s.p.a.",
    "bv",
    "b.v.",
    "nv",
    "n.v.",
    "ab",
    "oy",
    "as",
    "a/s",
    "aps",
    "kft",
    "sro",
    "s.r.o.",
    "zrt",
    "pty",
    "pvt",
];

/// Other words that only names of businesses have.
const TRADES: &[&str] = &[
    "fa.",
    "fa",
    "firma",
    "group",
    "gruppe",
    "holding",
    "holdings",
    "hotel",
    "restaurant",
    "café",
    "cafe",
    "bar",
    "market",
    "markt",
    "store",
    "stores",
    "shop",
    "bakery",
    "bäckerei",
    "apotheke",
    "verein",
    "stadt",
    "university",
    "universität",
    "school",
    "schule",
    "church",
    "foundation",
    "stiftung",
    "services",
    "service",
    "solutions",
    "systems",
    "consulting",
    "industries",
    "enterprises",
    "bros",
    "bros.",
    "sons",
    "&",
    "und",
    "and",
    "bank",
    "club",
    "association",
    "institute",
    "museum",
    "praxis",
    "kanzlei",
    "werkstatt",
    "studio",
    "foods",
];

const SALUTATIONS: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "herr",
    "frau",
    "hr",
    "fr",
    "mme",
    "mlle",
    "m",
    "sr",
    "sra",
    "srta",
    "sig",
    "sig.ra",
    "dott",
    "dhr",
    "mevr",
    "sir",
    "dame",
    "familie",
    "fam",
    "eheleute",
    "ehepaar",
    "frl",
    "fräulein",
    "rev",
    "ing",
    "dipl.-ing",
    "mag",
];

/// Salutations by which a person is known at once; others are letters of companies too.
const PEOPLE: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "prof",
    "herr",
    "frau",
    "hr",
    "fr",
    "mme",
    "mlle",
    "familie",
    "fam",
    "eheleute",
    "ehepaar",
    "frl",
    "fräulein",
    "sra",
    "srta",
    "dhr",
    "mevr",
];

/// Words between two people.
const AND: [&str; 5] = ["und", "u.", "and", "&", "et"];

const PARTICLES: &[&str] = &[
    "von", "van", "de", "der", "den", "del", "della", "di", "da", "do", "dos", "du", "la", "le", "las",
    "los", "zu", "zur", "zum", "vom", "ter", "ten", "af", "av", "al", "el", "bin", "ibn", "mac", "st", "st.",
    "y",
];

/// Whether this is the name of a business rather than of a person.
pub fn is_company(name: &str) -> bool {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    let bare = |w: &String| w.trim_matches(|c| matches!(c, ',' | '(' | ')')).to_owned();
    let mut bare = words.iter().map(bare);
    if bare.clone().any(|w| LEGAL.contains(&w.as_str())) {
        return true;
    }
    // “Herr und Frau Kurz” are people, whatever stands between them.
    if words.first().is_some_and(|w| PEOPLE.contains(&w.trim_end_matches('.'))) {
        return false;
    }
    // A number within “Last, First” is one that a program gave.
    let numbered = name.bytes().any(|b| b.is_ascii_digit()) && !name.contains(',');
    numbered || words.len() > 5 || bare.any(|w| TRADES.contains(&w.as_str()))
}

/// Whether a salutation is one of a business: `Firma`, `Fa.`
pub fn is_of_company(salutation: &str) -> bool {
    ["firma", "fa", "company", "société", "ditta", "empresa"]
        .contains(&salutation.trim().to_lowercase().trim_end_matches('.'))
}

/// A name of a column in which that of the family stands first, so that [`split`] reads it that way.
pub fn family_first(name: &str) -> String {
    let name = name.trim_end_matches([',', ';', ' ']);
    let words: Vec<&str> = name.split_whitespace().collect();
    if name.contains(',') || is_company(name) || words.first().is_some_and(|w| is_salutation(w)) {
        return name.to_owned();
    }
    let particles = words.iter().take_while(|w| PARTICLES.contains(&w.to_lowercase().as_str())).count();
    match words.split_at_checked(particles + 1) {
        Some((last, first)) if !first.is_empty() => format!("{}, {}", last.join(" "), first.join(" ")),
        _ => name.to_owned(),
    }
}

/// Takes the name of a person apart. `Last, First` is understood.
pub fn split(name: &str) -> Name {
    let mut out = Name::default();
    if let Some((last, first)) = name.split_once(',') {
        let mut words: Vec<&str> = first.split_whitespace().map(|w| w.trim_end_matches(',')).collect();
        let mut last = last.trim();
        take_salutation(&mut words, &mut out.salutation, 1);
        if let Some((before, rest)) = last.split_once(' ').filter(|(before, _)| is_salutation(before)) {
            out.salutation = before.to_owned();
            last = rest.trim();
        }
        let (first, middle) = given(&words);
        out.first = first;
        out.middle = middle;
        out.last = last.to_owned();
        return out;
    }
    let mut words: Vec<&str> = name.split_whitespace().collect();
    take_salutation(&mut words, &mut out.salutation, 1);
    match words.len() {
        0 => {}
        1 => out.last = words[0].to_owned(),
        n => {
            let mut from = n - 1;
            while from > 1 && PARTICLES.contains(&words[from - 1].to_lowercase().as_str()) {
                from -= 1;
            }
            let (first, middle) = given(&words[..from]);
            out.first = first;
            out.middle = middle;
            out.last = words[from..].join(" ");
        }
    }
    out
}

fn is_salutation(word: &str) -> bool {
    SALUTATIONS.contains(&word.to_lowercase().trim_end_matches('.'))
}

/// Moves `Herr`, `Frau Dr.`, `Herr und Frau` from the front of the words; `rest` words stay at least.
fn take_salutation(words: &mut Vec<&str>, salutation: &mut String, rest: usize) {
    while words.len() > rest && is_salutation(words[0]) {
        join(salutation, words.remove(0));
        if words.len() > rest + 1 && AND.contains(&words[0]) && is_salutation(words[1]) {
            join(salutation, words.remove(0));
        }
    }
}

/// First name and middle names; `Karl und Maria` are one.
fn given(words: &[&str]) -> (String, String) {
    let first = if words.len() > 2 && AND.contains(&words[1]) { 3 } else { 1 };
    let (first, middle) = words.split_at(first.min(words.len()));
    (first.join(" "), middle.join(" "))
}

fn join(text: &mut String, word: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(word);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart_as_their_bearers_would() {
        let parts = |name| {
            let n = split(name);
            [n.salutation, n.first, n.middle, n.last].join("|")
        };
        assert_eq!(parts("Maria Anders"), "|Maria||Anders");
        assert_eq!(parts("Dr. Ludwig van Beethoven"), "Dr.|Ludwig||van Beethoven");
        assert_eq!(parts("Müller, Anna Maria"), "|Anna|Maria|Müller");
        assert_eq!(parts("Johann Sebastian Bach"), "|Johann|Sebastian|Bach");
        assert_eq!(parts("Prince"), "|||Prince");
    }

    #[test]
    fn businesses_are_told_from_people() {
        for business in ["Alfreds GmbH", "B's Beverages & Sons", "Studio 54", "The Corner Bakery"] {
            assert!(is_company(business), "{business} is a business");
        }
        for person in ["Maria Anders", "Ludwig van Beethoven", "Müller, Anna"] {
            assert!(!is_company(person), "{person} is a person");
        }
    }
}
