//! Telephone numbers, by libphonenumber's rules.

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat, Region};
use std::str::FromStr;

/// The international form (`+4930123456`) of a number as typed, read as somebody in
/// `region` (ISO 3166 alpha-2) would dial it; `None` when it is no valid number.
pub fn e164(number: &str, region: &str) -> Option<String> {
    let region = Region::from_str(&region.to_uppercase()).ok();
    let parsed = PHONE_NUMBER_UTIL.parse(number, region).ok()?;
    parsed.is_valid().then(|| parsed.format_as(PhoneNumberFormat::E164).into_owned())
}

/// The ISO 3166 code of a country as people write it: `Germany`, `DE`, `deu`, `UK`.
pub fn region_of(country: &str) -> Option<String> {
    let text = country.trim();
    if text.is_empty() {
        return None;
    }
    let local = match text.to_lowercase().as_str() {
        "uk" | "england" | "scotland" | "wales" | "great britain" => Some("GB"),
        "usa" | "u.s.a." | "united states" | "u.s." => Some("US"),
        "deutschland" | "allemagne" => Some("DE"),
        "österreich" | "oesterreich" => Some("AT"),
        "schweiz" | "suisse" | "svizzera" => Some("CH"),
        "eire" => Some("IE"),
        "españa" => Some("ES"),
        "italia" => Some("IT"),
        _ => None,
    };
    local.map(str::to_owned).or_else(|| celes::Country::from_str(text).ok().map(|c| c.alpha2.to_owned()))
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
        for (typed, code) in
            [("Germany", "DE"), ("de", "DE"), ("UK", "GB"), ("Österreich", "AT"), ("France", "FR")]
        {
            assert_eq!(region_of(typed).as_deref(), Some(code), "{typed}");
        }
        assert_eq!(region_of("Atlantis"), None);
    }
}
