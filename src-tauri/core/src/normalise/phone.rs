//! Telephone numbers, by libphonenumber's rules.

use crate::exchange::synonyms::telephone;
use crate::facts::text::fold;
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat, PhoneNumberType, Region};
use std::str::FromStr;

/// Signs of which a bare number consists.
const SIGNS: [char; 11] = [' ', '+', '(', ')', '-', '.', '/', '–', '\u{2010}', '\u{2011}', '\u{a0}'];

/// Words before an extension, as people abbreviate them.
const EXTENSIONS: [&str; 17] = [
    "durchwahl",
    "dw",
    "apparat",
    "app",
    "nebenstelle",
    "nst",
    "klappe",
    "kl",
    "extension",
    "ext",
    "extn",
    "x",
    "#",
    "poste",
    "interno",
    "int",
    "anexo",
];

/// The longest extension; behind a stroke it is shorter, as more digits are a number of their own.
const LONGEST_EXTENSION: usize = 7;
const LONGEST_BEHIND_STROKE: usize = 4;

/// The international form (`+4930123456`) of a number as typed, read as somebody in `region` (ISO 3166 alpha-2)
/// would dial it, with its extension as in a link (`+4930123456;ext=12`); `None` when it is no valid number.
pub fn e164(number: &str, region: &str) -> Option<String> {
    let region = Region::from_str(&region.to_uppercase()).ok();
    let parsed = PHONE_NUMBER_UTIL.parse(number, region).ok()?;
    if !parsed.is_valid() {
        return None;
    }
    let link = parsed.format_as(PhoneNumberFormat::RFC3966);
    let extension = link.split_once(EXTENSION).map(|(_, digits)| digits);
    let main = parsed.format_as(PhoneNumberFormat::E164);
    Some(extension.map_or_else(|| main.to_string(), |digits| format!("{main}{EXTENSION}{digits}")))
}

/// What stands before an extension in a link (RFC 3966).
pub(crate) const EXTENSION: &str = ";ext=";

/// [`e164`] of a number with words beside it: `0171 1234567 (mobil)`, `Büro: 030 123456 Durchwahl 12`. The words
/// become the label where there is none; beside another label they stay where they were typed.
pub fn read(number: &mut String, label: &mut String, region: &str) -> Option<String> {
    let bare = number.chars().all(|c| c.is_ascii_digit() || SIGNS.contains(&c)) && !number.contains('/');
    let Some(parts) = (if bare { None } else { parts(number, region) }) else {
        return e164(number, region);
    };
    if parts.words.is_empty() || label.is_empty() || fold(label) == fold(&parts.words) {
        *number = parts.number;
        if label.is_empty() {
            *label = parts.words;
        }
    }
    Some(parts.e164)
}

/// A number and what stands beside it.
struct Parts {
    number: String,
    words: String,
    e164: String,
}

/// Takes a number and its words apart; `None` when the digits alone are no valid number, as in
/// `1-800-FLOWERS`, or when there are digits among the words.
fn parts(typed: &str, region: &str) -> Option<Parts> {
    let first = typed.find(|c: char| c.is_ascii_digit() || c == '+')?;
    let begin = if typed[..first].ends_with('(') { first - 1 } else { first };
    let (before, rest) = typed.split_at(begin);
    let signs = rest.find(|c: char| !(c.is_ascii_digit() || SIGNS.contains(&c))).unwrap_or(rest.len());
    let end = rest[..signs].rfind(|c: char| c.is_ascii_digit())? + 1;
    let (main, after) = rest.split_at(end);
    let (main, extension, after) = match extension(after) {
        Some((digits, width)) => (main, Some((digits, &rest[..end + width])), &after[width..]),
        None => match behind_stroke(main, region) {
            Some((main, digits)) => (main, Some((digits, &rest[..end])), after),
            None => (main, None, after),
        },
    };
    let words = [before, after].map(|words| words.trim_matches(|c: char| !c.is_alphanumeric() && c != '&'));
    if words.iter().any(|words| words.chars().any(|c| c.is_ascii_digit())) {
        return None;
    }
    let valid = e164(main, region)?;
    // That it is a telephone says the field.
    let says = |words: &&str| !words.is_empty() && telephone(words) != Some(None);
    let words: Vec<&str> = words.into_iter().filter(says).collect();
    Some(Parts {
        number: extension.map_or(main, |(_, whole)| whole).trim().to_owned(),
        words: words.join(", "),
        e164: extension.map_or(valid.clone(), |(digits, _)| format!("{valid}{EXTENSION}{digits}")),
    })
}

/// The extension that begins behind a number, and how far it reaches.
fn extension(after: &str) -> Option<(&str, usize)> {
    let lead = after.trim_start_matches([' ', ',', ';', '/', '-', '–', '(']);
    let word = lead.find(|c: char| !c.is_alphabetic() && c != '#').unwrap_or(lead.len());
    if !EXTENSIONS.contains(&lead[..word].to_lowercase().as_str()) {
        return None;
    }
    let tail = lead[word..].trim_start_matches([' ', '.', ':', '=', '-']);
    let width = tail.find(|c: char| !c.is_ascii_digit()).unwrap_or(tail.len());
    let digits = (1..=LONGEST_EXTENSION).contains(&width).then(|| &tail[..width])?;
    // A bracket that begins with the word ends with the digits.
    let bracket = usize::from(tail[width..].starts_with(')'));
    Some((digits, after.len() - tail.len() + width + bracket))
}

/// An extension behind a stroke, where what stands before it is a whole number: `030 123456 / 21`, and not
/// `0911/2345`.
fn behind_stroke<'a>(main: &'a str, region: &str) -> Option<(&'a str, &'a str)> {
    let (main, digits) = main.rsplit_once('/')?;
    let digits = digits.trim();
    let short = (1..=LONGEST_BEHIND_STROKE).contains(&digits.len());
    let all = digits.bytes().all(|byte| byte.is_ascii_digit());
    (short && all && e164(main, region).is_some()).then_some((main.trim_end(), digits))
}

/// Whether an international number is one of a mobile telephone; where numbers do not tell, it is none.
pub fn is_mobile(e164: &str) -> bool {
    let parsed = PHONE_NUMBER_UTIL.parse(e164, None).ok();
    parsed.is_some_and(|number| number.get_type() == PhoneNumberType::Mobile)
}

/// What countries are called besides their codes and the names of ISO 3166, which `celes` knows: in English, in
/// German and at home, by the sign on their cars, folded as searched texts are. `keshvar` has them in all languages and takes ten minutes to build.
const NAMES: &[(&str, &str)] = &[
    ("AT", "a|osterreich|oesterreich|autriche|austria"),
    ("AU", "australien|australia"),
    ("BE", "b|belgien|belgium|belgique|belgie"),
    ("BG", "bulgarien|bulgaria"),
    ("BR", "brasilien|brasil|brazil"),
    ("CA", "kanada|canada"),
    ("CH", "schweiz|suisse|svizzera|switzerland"),
    ("CN", "china"),
    ("CZ", "tschechien|tschechische republik|czech republic|czechia|cesko|ceska republika"),
    ("DE", "d|deutschland|germany|allemagne|germania|alemania|niemcy"),
    ("DK", "danemark|daenemark|denmark|danmark"),
    ("EE", "estland|estonia|eesti"),
    ("ES", "e|spanien|spain|espana|espagne"),
    ("FI", "finnland|finland|suomi"),
    ("FR", "f|frankreich|france|francia"),
    (
        "GB",
        "uk|u.k.|england|scotland|schottland|wales|northern ireland|great britain|grossbritannien|united kingdom|vereinigtes konigreich|vereinigtes koenigreich",
    ),
    ("GR", "griechenland|greece|hellas|ellada"),
    ("HR", "kroatien|croatia|hrvatska"),
    ("HU", "h|ungarn|hungary|magyarorszag"),
    ("IE", "irland|ireland|eire"),
    ("IN", "indien|india|bharat"),
    ("IS", "island|iceland"),
    ("IT", "i|italien|italy|italia|italie"),
    ("JP", "japan|nippon"),
    ("KR", "sudkorea|suedkorea|south korea"),
    ("LI", "liechtenstein"),
    ("LT", "litauen|lithuania|lietuva"),
    ("LU", "l|luxemburg|luxembourg"),
    ("LV", "lettland|latvia|latvija"),
    ("MT", "malta"),
    ("MX", "mexiko|mexico"),
    ("NL", "niederlande|netherlands|the netherlands|nederland|holland"),
    ("NO", "n|norwegen|norway|norge"),
    ("NZ", "neuseeland|new zealand"),
    ("PL", "polen|poland|polska"),
    ("PT", "p|portugal"),
    ("RO", "rumanien|rumaenien|romania"),
    ("RS", "serbien|serbia|srbija"),
    ("RU", "russland|russia"),
    ("SE", "s|schweden|sweden|sverige"),
    ("SI", "slowenien|slovenia|slovenija"),
    ("SK", "slowakei|slovakia|slovensko"),
    ("TR", "turkei|tuerkei|turkey|turkiye"),
    ("UA", "ukraine|ukraina"),
    ("US", "usa|u.s.a.|u.s.|united states|vereinigte staaten|amerika|united states of america"),
    ("ZA", "sudafrika|suedafrika|south africa"),
];

/// The ISO 3166 code of a country as people write it: `Germany`, `DE`, `deu`, `UK`, `Frankreich`, `Polska`.
pub fn region_of(country: &str) -> Option<String> {
    let text = country.trim();
    if text.is_empty() {
        return None;
    }
    let folded = crate::facts::text::fold(text);
    let named = NAMES.iter().find(|(_, names)| names.split('|').any(|name| name == folded));
    let named = named.map(|(code, _)| (*code).to_owned());
    named.or_else(|| celes::Country::from_str(text).ok().map(|c| c.alpha2.to_owned()))
}

/// What two numbers are compared by: the international form, or the bare digits.
pub fn key(number: &str, e164: &str) -> String {
    if e164.is_empty() { crate::facts::text::digits(number) } else { e164.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_it_is_dialled_at_home() {
        assert_eq!(e164("030 1234567", "DE").as_deref(), Some("+49301234567"));
        assert_eq!(e164("+44 20 7946 0958", "DE").as_deref(), Some("+442079460958"));
        assert_eq!(e164("12", "DE"), None, "too short to be dialled");
        assert_eq!(e164("call me", "DE"), None);
    }

    #[test]
    fn words_beside_a_number_are_its_label_and_an_extension_is_kept() {
        let taken = |typed: &str, label: &str, region: &str| {
            let (mut number, mut label) = (typed.to_owned(), label.to_owned());
            let e164 = read(&mut number, &mut label, region).unwrap_or_default();
            (number, label, e164)
        };
        for (typed, number, label, international) in [
            ("0171 1234567 (mobil)", "0171 1234567", "mobil", "+491711234567"),
            ("(mobil) 0171 1234567", "0171 1234567", "mobil", "+491711234567"),
            ("0171 1234567 nur abends", "0171 1234567", "nur abends", "+491711234567"),
            ("Büro: (030) 123456", "(030) 123456", "Büro", "+4930123456"),
            ("Büro 030 123456 Frau Meier", "030 123456", "Büro, Frau Meier", "+4930123456"),
            ("Tel.: 030 123456", "030 123456", "", "+4930123456"),
            ("Tel. 030 123456 (Zentrale)", "030 123456", "Zentrale", "+4930123456"),
            ("030 123456 Durchwahl 12", "030 123456 Durchwahl 12", "", "+4930123456;ext=12"),
            ("030 123456 (Durchwahl 12)", "030 123456 (Durchwahl 12)", "", "+4930123456;ext=12"),
            ("030 123456 DW-12, Frau Meier", "030 123456 DW-12", "Frau Meier", "+4930123456;ext=12"),
            ("Büro 030 123456 DW: 12", "030 123456 DW: 12", "Büro", "+4930123456;ext=12"),
            ("030 123456 / 21", "030 123456 / 21", "", "+4930123456;ext=21"),
            ("030 123456 ext. 12", "030 123456 ext. 12", "", "+4930123456;ext=12"),
            ("030 123456 x12", "030 123456 x12", "", "+4930123456;ext=12"),
            ("030 123456-21", "030 123456-21", "", "+493012345621"),
            ("0911/234567", "0911/234567", "", "+49911234567"),
            ("+49 (0) 30 123456", "+49 (0) 30 123456", "", "+4930123456"),
            ("Fax +49 (0)30 / 123456", "+49 (0)30 / 123456", "Fax", "+4930123456"),
        ] {
            let expected = (number.to_owned(), label.to_owned(), international.to_owned());
            assert_eq!(taken(typed, "", "DE"), expected, "{typed}");
        }
        let work = taken("030 123456 (nach fünf)", "work", "DE");
        assert_eq!(work.0, "030 123456 (nach fünf)", "beside another label the words are not lost");
        assert_eq!(work.2, "+4930123456");
        assert_eq!(taken("0171 1234567 (mobil)", "Mobil", "DE").0, "0171 1234567", "once is enough");
        assert_eq!(taken("1-800-FLOWERS", "", "US").0, "1-800-FLOWERS", "letters that are dialled stay");
        for typed in ["call me", "12 Büro", "0911 12345 oder 0171 2345678"] {
            assert_eq!(taken(typed, "", "DE").0, typed, "what is not understood stays as it was typed");
        }
        assert!(is_mobile("+491711234567;ext=12"));
    }

    #[test]
    fn countries_are_known_by_the_names_people_write() {
        for (typed, code) in [
            ("Germany", "DE"),
            ("de", "DE"),
            ("UK", "GB"),
            ("Österreich", "AT"),
            ("France", "FR"),
            ("United Kingdom", "GB"),
            ("Vereinigtes Königreich", "GB"),
            ("Ireland", "IE"),
            ("Frankreich", "FR"),
            ("Polska", "PL"),
            ("Türkei", "TR"),
            ("Türkiye", "TR"),
            ("NIEDERLANDE", "NL"),
            ("Großbritannien", "GB"),
            ("España", "ES"),
            ("Vereinigte Staaten", "US"),
            ("D", "DE"),
            ("A", "AT"),
        ] {
            assert_eq!(region_of(typed).as_deref(), Some(code), "{typed}");
        }
        assert_eq!(region_of("Atlantis"), None);
    }
}
