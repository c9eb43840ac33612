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

/// Words that only names of businesses have.
const COMPANY: &[&str] = &[
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
    "rev",
    "ing",
    "dipl.-ing",
    "mag",
];

const PARTICLES: &[&str] = &[
    "von", "van", "de", "der", "den", "del", "della", "di", "da", "do", "dos", "du", "la", "le", "las",
    "los", "zu", "zur", "zum", "vom", "ter", "ten", "af", "av", "al", "el", "bin", "ibn", "mac", "st", "st.",
    "y",
];

/// Whether this is the name of a business rather than of a person.
pub fn is_company(name: &str) -> bool {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    name.bytes().any(|b| b.is_ascii_digit())
        || words.len() > 5
        || words.iter().any(|w| COMPANY.contains(&w.trim_matches(|c| matches!(c, ',' | '(' | ')'))))
}

/// Takes the name of a person apart. `Last, First` is understood.
pub fn split(name: &str) -> Name {
    let mut out = Name::default();
    if let Some((last, first)) = name.split_once(',') {
        let (given, mut rest) = (first.trim(), String::new());
        let mut words = given.split_whitespace();
        out.first = words.next().unwrap_or_default().to_owned();
        words.for_each(|w| join(&mut rest, w));
        out.middle = rest;
        out.last = last.trim().to_owned();
        return out;
    }
    let mut words: Vec<&str> = name.split_whitespace().collect();
    while words.len() > 1 && SALUTATIONS.contains(&words[0].to_lowercase().trim_end_matches('.')) {
        join(&mut out.salutation, words.remove(0));
    }
    match words.len() {
        0 => {}
        1 => out.last = words[0].to_owned(),
        n => {
            let mut from = n - 1;
            while from > 1 && PARTICLES.contains(&words[from - 1].to_lowercase().as_str()) {
                from -= 1;
            }
            out.first = words[0].to_owned();
            out.middle = words[1..from].join(" ");
            out.last = words[from..].join(" ");
        }
    }
    out
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
