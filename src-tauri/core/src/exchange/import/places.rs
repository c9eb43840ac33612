//! Postal addresses as lists have them: code and town in one cell, a zero that a spreadsheet took.

use crate::customers::Address;
use crate::nearby::{places, postcodes};
use crate::normalise::phone;

/// Lands whose postal codes have five digits, of which a spreadsheet takes a leading zero.
const FIVE_DIGITS: [&str; 5] = ["DE", "ES", "FR", "IT", "US"];

/// As far as a town may be from its own postal code, in kilometres.
const NEAR: f64 = 40.0;

/// A town as it stands beside its code.
#[derive(Debug, Default, PartialEq)]
struct Line {
    code: String,
    city: String,
    state: String,
}

/// Takes code, town and state apart where they stand in one cell, and gives a code back its leading zero.
/// `home` is the country of the shop.
pub(super) fn tidy(address: &mut Address, home: &str) {
    if address.postal_code.is_empty() && all_digits(address.city.trim(), 4, 6) {
        // The town is missing, and a number is none.
        address.postal_code = std::mem::take(&mut address.city);
    }
    let line = if address.postal_code.is_empty() {
        line(&address.city)
    } else if address.city.is_empty() {
        line(&address.postal_code)
    } else {
        None
    };
    let line = line.or_else(|| below_street(address));
    if let Some(Line { code, city, state }) = line {
        address.postal_code = code;
        address.city = city;
        if address.state.is_empty() {
            address.state = state;
        }
    }
    land(address);
    zero(address, home);
}

/// `Hügelweg 1, 90402 Nürnberg` in the column of the street.
fn below_street(address: &mut Address) -> Option<Line> {
    if !address.city.is_empty() || !address.postal_code.is_empty() {
        return None;
    }
    let cut = [',', '\n'].into_iter().filter_map(|sign| address.street.rfind(sign)).max()?;
    let found = line(&address.street[cut + 1..])?;
    address.street = address.street[..cut].trim().to_owned();
    Some(found)
}

/// The country that a code names before itself: `D-90402`.
fn land(address: &mut Address) {
    let code = address.postal_code.trim();
    let Some((before, bare)) = code.split_once('-') else { return };
    let is_sign = !before.is_empty() && before.bytes().all(|b| b.is_ascii_uppercase());
    let Some(country) = postcodes::country_of(code).filter(|_| is_sign) else { return };
    if address.country.is_empty() {
        country.clone_into(&mut address.country);
    }
    if phone::region_of(&address.country).as_deref() == Some(country) {
        address.postal_code = bare.trim().to_owned();
    }
}

/// A code of four digits that is the town's own with a zero in front.
fn zero(address: &mut Address, home: &str) {
    let code = address.postal_code.as_str();
    if code.len() != 4 || !code.bytes().all(|b| b.is_ascii_digit()) {
        return;
    }
    let region = phone::region_of(&address.country).unwrap_or_else(|| home.to_uppercase());
    if !FIVE_DIGITS.contains(&region.as_str()) {
        return;
    }
    let full = format!("0{code}");
    let at = postcodes::known(&full, &region).zip(places::find(&address.city, &region));
    if at.is_some_and(|(code, town)| code.km_to(town) < NEAR) {
        address.postal_code = full;
    }
}

fn all_digits(text: &str, least: usize, most: usize) -> bool {
    (least..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

fn capitals(text: &str, least: usize, most: usize) -> bool {
    (least..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase())
}

/// `90402 Nürnberg`, `D-90402 Nürnberg`, `1012 AB Amsterdam`, `Springfield, IL 62701`, `London SW1A 1AA`.
fn line(text: &str) -> Option<Line> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let joined = |words: &[&str]| words.join(" ").trim_matches([',', ' ']).to_owned();
    let made = |code: String, city: &[&str], state: &str| {
        let city = joined(city);
        let named = city.chars().any(char::is_alphabetic) && !city.bytes().any(|b| b.is_ascii_digit());
        named.then(|| Line { code, city, state: state.to_owned() })
    };
    let (first, rest) = words.split_first()?;
    let bare =
        first.split_once('-').filter(|(sign, _)| capitals(sign, 1, 3)).map_or(*first, |(_, bare)| bare);
    if all_digits(bare.trim_end_matches(','), 4, 5) {
        let dutch = rest.first().filter(|word| bare.len() == 4 && capitals(word, 2, 2) && rest.len() > 1);
        return match dutch {
            Some(letters) => made(format!("{first} {letters}"), &rest[1..], ""),
            // A town may have a number of its own behind it, as Wien 10.
            None => made(first.trim_end_matches(',').to_owned(), rest, ""),
        };
    }
    let (last, before) = words.split_last()?;
    let zip = last.split_once('-').map_or(*last, |(zip, _)| zip);
    if all_digits(zip, 5, 5) {
        return match before.split_last() {
            Some((state, city)) if capitals(state, 2, 2) => made((*last).to_owned(), city, state),
            _ => made((*last).to_owned(), before, ""),
        };
    }
    let (inward, outward) = (last, before.last()?);
    let british = inward.len() == 3
        && inward.starts_with(|c: char| c.is_ascii_digit())
        && inward.bytes().skip(1).all(|b| b.is_ascii_uppercase())
        && (2..=4).contains(&outward.len())
        && outward.starts_with(|c: char| c.is_ascii_uppercase())
        && outward.bytes().any(|b| b.is_ascii_digit());
    british.then(|| made(format!("{outward} {inward}"), &before[..before.len() - 1], "")).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_no_town() {
        let mut address = Address { city: "90402".into(), ..Address::default() };
        tidy(&mut address, "DE");
        assert_eq!((address.postal_code.as_str(), address.city.as_str()), ("90402", ""));
    }

    #[test]
    fn code_and_town_are_taken_apart_where_they_stand_together() {
        for (text, expected) in [
            ("90402 Nürnberg", Some(("90402", "Nürnberg", ""))),
            ("D-90402 Nürnberg", Some(("D-90402", "Nürnberg", ""))),
            ("1010 Wien", Some(("1010", "Wien", ""))),
            ("1012 AB Amsterdam", Some(("1012 AB", "Amsterdam", ""))),
            ("Springfield, IL 62701", Some(("62701", "Springfield", "IL"))),
            ("Portland OR 97201-1234", Some(("97201-1234", "Portland", "OR"))),
            ("Nürnberg 90402", Some(("90402", "Nürnberg", ""))),
            ("London SW1A 1AA", Some(("SW1A 1AA", "London", ""))),
            ("Nürnberg", None),
            ("90402", None),
            ("Halle 2", None),
            ("", None),
        ] {
            let found = line(text);
            let found = found.as_ref().map(|l| (l.code.as_str(), l.city.as_str(), l.state.as_str()));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn an_address_in_one_cell_becomes_one_that_can_be_written_to() {
        let mut address = Address { street: "Hügelweg 1, 90402 Nürnberg".into(), ..Address::default() };
        tidy(&mut address, "DE");
        assert_eq!(
            [&address.street, &address.postal_code, &address.city],
            ["Hügelweg 1", "90402", "Nürnberg"]
        );
        let mut address = Address { street: "Tower 5, 3rd floor".into(), ..Address::default() };
        tidy(&mut address, "DE");
        assert_eq!(address.street, "Tower 5, 3rd floor", "what is no town stays where it was");
    }

    #[test]
    fn a_zero_is_given_back_only_to_the_code_of_that_town() {
        let code = |code: &str, city: &str, country: &str| {
            let mut address = Address {
                postal_code: code.into(),
                city: city.into(),
                country: country.into(),
                ..Address::default()
            };
            tidy(&mut address, "DE");
            address.postal_code
        };
        assert_eq!(code("1067", "Dresden", ""), "01067");
        assert_eq!(code("1067", "Dresden", "Deutschland"), "01067");
        assert_eq!(code("1010", "Wien", ""), "1010", "a code of Austria has four digits");
        assert_eq!(code("8001", "Zürich", "CH"), "8001");
        assert_eq!(code("1067", "", ""), "1067", "without a town nothing proves it");
    }
}
