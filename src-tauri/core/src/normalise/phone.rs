//! Telephone numbers, by libphonenumber's rules.

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat, PhoneNumberType, Region};
use std::str::FromStr;

/// The international form (`+4930123456`) of a number as typed, read as somebody in
/// `region` (ISO 3166 alpha-2) would dial it; `None` when it is no valid number.
pub fn e164(number: &str, region: &str) -> Option<String> {
    let region = Region::from_str(&region.to_uppercase()).ok();
    let parsed = PHONE_NUMBER_UTIL.parse(number, region).ok()?;
    parsed.is_valid().then(|| parsed.format_as(PhoneNumberFormat::E164).into_owned())
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
