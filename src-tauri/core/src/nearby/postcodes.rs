//! Where postal codes are, from a table that comes with the program.

use super::districts;
use super::places::Point;
use std::sync::OnceLock;

/// The table; `assets/places/README.md` says where it comes from and how it is laid out.
const PACKED: &[u8] = include_bytes!("../../assets/places/postcodes.zst");

/// More than the codes of one country have when they are unpacked, in bytes.
const MOST: usize = 2 << 20;

/// Signs of a code that are kept.
const LENGTH: usize = 8;

/// A code that is not in the table lies in the middle of those that begin alike, unless one of them is
/// farther from there, in kilometres: then it may be anywhere.
const WIDE_KM: f64 = 60.0;

/// What stands before a code on letters, after the signs of cars; otherwise it is the ISO code.
const BEFORE_CODES: [(&str, &str); 12] = [
    ("A", "AT"),
    ("B", "BE"),
    ("D", "DE"),
    ("E", "ES"),
    ("F", "FR"),
    ("FIN", "FI"),
    ("FL", "LI"),
    ("H", "HU"),
    ("I", "IT"),
    ("N", "NO"),
    ("P", "PT"),
    ("S", "SE"),
];

/// The codes of one country.
struct Country {
    /// ISO 3166.
    code: &'static str,
    /// How its codes look: `9` for a digit, `A` for a letter.
    shapes: Vec<&'static str>,
    packed: &'static [u8],
    entries: OnceLock<Vec<Entry>>,
}

/// All codes that begin so, in hundredths of a degree.
struct Entry {
    begins: [u8; LENGTH],
    lat: i16,
    lon: i16,
}

impl Entry {
    fn at(&self) -> Point {
        Point { lat: f64::from(self.lat) / 100.0, lon: f64::from(self.lon) / 100.0 }
    }
}

/// The countries, in the order of their ISO codes; the codes of one are unpacked when they are first asked for.
fn countries() -> &'static [Country] {
    static COUNTRIES: OnceLock<Vec<Country>> = OnceLock::new();
    COUNTRIES.get_or_init(|| {
        let Some(end) = PACKED.windows(2).position(|pair| pair == b"\n\n") else { return Vec::new() };
        let (index, mut rest) = PACKED.split_at(end + 2);
        let mut countries = Vec::new();
        for line in str::from_utf8(index).unwrap_or_default().lines() {
            let mut words = line.split(' ');
            let (Some(code), Some(Ok(length))) = (words.next(), words.next().map(str::parse)) else {
                continue;
            };
            let Some((packed, others)) = rest.split_at_checked(length) else { break };
            rest = others;
            countries.push(Country { code, shapes: words.collect(), packed, entries: OnceLock::new() });
        }
        countries
    })
}

fn country(code: &str) -> Option<&'static Country> {
    let all = countries();
    let at = all.binary_search_by(|country| country.code.cmp(code)).ok()?;
    all.get(at)
}

impl Country {
    fn entries(&self) -> &[Entry] {
        self.entries.get_or_init(|| {
            let bytes = zstd::bulk::decompress(self.packed, MOST).unwrap_or_default();
            unpacked(str::from_utf8(&bytes).unwrap_or_default()).unwrap_or_default()
        })
    }

    /// Whether a code without spaces looks like one of this country.
    fn fits(&self, plain: &str) -> bool {
        self.shapes.contains(&shape(plain).as_str())
            || (self.code == "GB" && self.shapes.contains(&shape(outward(plain)).as_str()))
    }

    /// What of a code the table has.
    fn kept<'a>(&self, plain: &'a str) -> &'a str {
        let kept = if self.code == "GB" { outward(plain) } else { plain };
        kept.get(..LENGTH).unwrap_or(kept)
    }

    /// Where all codes are that begin like this one, as far as the table has them as one.
    fn known(&self, plain: &str) -> Option<Point> {
        let kept = self.kept(plain);
        if let Some(at) = districts::of(self.code, kept) {
            return Some(at);
        }
        let entries = self.entries();
        (1..=kept.len()).rev().find_map(|length| {
            let begins = padded(kept.get(..length)?);
            let at = entries.binary_search_by(|entry| entry.begins.cmp(&begins)).ok()?;
            entries.get(at).map(Entry::at)
        })
    }

    /// The middle of those that begin alike, as long as they lie together.
    fn middle(&self, plain: &str) -> Option<Point> {
        let kept = self.kept(plain).as_bytes();
        let entries = self.entries();
        for length in (1..kept.len()).rev() {
            let begin = kept.get(..length)?;
            let start = entries.partition_point(|entry| entry.begins.as_slice() < begin);
            // `L8` is in Liverpool, `LE8` in Leicester: a letter more is another area.
            let digit = kept.get(length).is_some_and(u8::is_ascii_digit);
            let alike: Vec<Point> = entries
                .get(start..)?
                .iter()
                .take_while(|entry| entry.begins.starts_with(begin))
                .filter(|entry| entry.begins.get(length).is_some_and(u8::is_ascii_digit) == digit)
                .map(Entry::at)
                .collect();
            if alike.is_empty() {
                continue;
            }
            let count = alike.len() as f64;
            let (lat, lon) = alike.iter().fold((0.0, 0.0), |(lat, lon), p| (lat + p.lat, lon + p.lon));
            let middle = Point { lat: lat / count, lon: lon / count };
            return alike.iter().all(|point| point.km_to(middle) <= WIDE_KM).then_some(middle);
        }
        None
    }
}

/// One entry a line: how many signs of the one before it keeps, the others, and by how many hundredths
/// of a degree it lies north and east of the one before.
fn unpacked(text: &str) -> Option<Vec<Entry>> {
    let mut entries = Vec::with_capacity(text.len() / 8);
    let (mut begins, mut lat, mut lon) = (String::new(), 0_i32, 0_i32);
    for line in text.lines() {
        let mut cells = line.split(' ');
        let (same, rest) = cells.next()?.split_at_checked(1)?;
        begins.truncate(same.parse().ok()?);
        begins.push_str(rest);
        lat = lat.checked_add(cells.next()?.parse().ok()?)?;
        lon = lon.checked_add(cells.next()?.parse().ok()?)?;
        let (lat, lon) = (lat.try_into().ok()?, lon.try_into().ok()?);
        entries.push(Entry { begins: padded(&begins), lat, lon });
    }
    Some(entries)
}

fn padded(code: &str) -> [u8; LENGTH] {
    let mut bytes = [0; LENGTH];
    for (to, from) in bytes.iter_mut().zip(code.bytes()) {
        *to = from;
    }
    bytes
}

/// A code without spaces and hyphens, in capitals.
fn plain(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

fn shape(plain: &str) -> String {
    plain.chars().map(|c| if c.is_ascii_digit() { '9' } else { 'A' }).collect()
}

/// The first half of a British code, which is what the table has: `SW1A` of `SW1A1AA`.
fn outward(plain: &str) -> &str {
    match plain.split_at_checked(plain.len().saturating_sub(3)) {
        Some((first, second)) if first.len() >= 2 && shape(second) == "9AA" => first,
        _ => plain,
    }
}

/// The country that a code names before itself (`A-8010`, `CH 8001`), and the code without it.
fn taken_apart(code: &str) -> Option<(&'static Country, String)> {
    let code = code.trim();
    let letters = code.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (before, rest) = code.split_at_checked(letters)?;
    let before = before.to_ascii_uppercase();
    let iso = BEFORE_CODES.iter().find(|(sign, _)| *sign == before).map_or(before.as_str(), |(_, iso)| iso);
    let country = country(iso)?;
    let rest = plain(rest);
    country.fits(&rest).then_some((country, rest))
}

/// The country of a code of which a book says nothing, when the code itself names it: `A-8010`.
pub fn country_of(code: &str) -> Option<&'static str> {
    taken_apart(code).map(|(country, _)| country.code)
}

/// Where a postal code of a country (ISO 3166) is; `None` when it does not look like one of that country.
/// British codes are found by their first half.
pub fn known(code: &str, iso: &str) -> Option<Point> {
    let (country, plain) = of(code, iso)?;
    country.known(&plain)
}

/// The same, and a code that is not in the table in the middle of those that begin alike.
pub fn find(code: &str, iso: &str) -> Option<Point> {
    let (country, plain) = of(code, iso)?;
    country.known(&plain).or_else(|| country.middle(&plain))
}

/// Whether a code looks like those of a country; `None` when nothing is known of that country's codes.
pub fn looks_right(code: &str, iso: &str) -> Option<bool> {
    country(&iso.to_ascii_uppercase())?;
    Some(of(code, iso).is_some())
}

/// Whether the table has hardly the beginning of a code, so that where it is taken to be is a guess.
pub fn is_vague(code: &str, iso: &str) -> bool {
    let Some((country, plain)) = of(code, iso) else { return true };
    let kept = country.kept(&plain);
    if districts::of(country.code, kept).is_some() {
        return false;
    }
    let entries = country.entries();
    let has = |length: &usize| {
        let begin = kept.get(..*length).map(padded);
        begin.is_some_and(|begin| entries.binary_search_by(|entry| entry.begins.cmp(&begin)).is_ok())
    };
    (1..=kept.len()).rev().find(has).is_none_or(|length| 2 * length <= kept.len())
}

fn of(code: &str, iso: &str) -> Option<(&'static Country, String)> {
    let country = country(&iso.to_ascii_uppercase())?;
    let plain = plain(code);
    if country.fits(&plain) {
        return Some((country, plain));
    }
    taken_apart(code).filter(|(named, _)| named.code == country.code)
}

/// The countries that have such a code, with where it is there.
pub fn everywhere(code: &str) -> Vec<(&'static str, Point)> {
    let fit = |country: &'static Country| {
        let plain = plain(code);
        country.fits(&plain).then(|| country.known(&plain)).flatten().map(|at| (country.code, at))
    };
    match taken_apart(code) {
        Some((country, plain)) => country.known(&plain).map(|at| (country.code, at)).into_iter().collect(),
        None => countries().iter().filter_map(fit).collect(),
    }
}

/// About where a country is: the middle of its codes.
pub fn heart(iso: &str) -> Option<Point> {
    let entries = country(iso)?.entries();
    let count = entries.len() as f64;
    let (lat, lon) = entries
        .iter()
        .map(Entry::at)
        .fold((0.0, 0.0), |(lat, lon), point| (lat + point.lat, lon + point.lon));
    (count > 0.0).then(|| Point { lat: lat / count, lon: lon / count })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_lie_where_everybody_knows_them_to_be() {
        for (code, country, lat, lon, km) in [
            ("10115", "DE", 52.53, 13.38, 4.0),        // Berlin, Mitte
            ("80331", "DE", 48.14, 11.57, 4.0),        // München
            ("01067", "DE", 51.05, 13.73, 4.0),        // Dresden: a zero at the front
            ("8010", "AT", 47.07, 15.45, 6.0),         // Graz
            ("6020", "AT", 47.26, 11.40, 6.0),         // Innsbruck
            ("8001", "CH", 47.37, 8.54, 6.0),          // Zürich
            ("75001", "FR", 48.86, 2.34, 6.0),         // Paris
            ("13100", "FR", 43.53, 5.45, 8.0),         // Aix-en-Provence
            ("00184", "IT", 41.89, 12.49, 8.0),        // Roma
            ("1012 AB", "NL", 52.37, 4.90, 6.0),       // Amsterdam
            ("SW1A 1AA", "GB", 51.50, -0.14, 2.0),     // London, the palace
            ("m1 1ae", "GB", 53.48, -2.24, 3.0),       // Manchester, not all that begins with M1
            ("BT1 5GS", "GB", 54.60, -5.93, 40.0), // Belfast; of Northern Ireland only the middle is known
            ("10001", "US", 40.75, -73.99, 3.0),   // New York
            ("94103-1234", "US", 37.77, -122.41, 3.0), // San Francisco, with the part for the street
            ("K1A 0B1", "CA", 45.42, -75.70, 8.0), // Ottawa
            ("2000", "AU", -33.87, 151.21, 4.0),   // Sydney
            ("00-001", "PL", 52.23, 21.01, 6.0),   // Warszawa
            ("606-0861", "JP", 35.02, 135.76, 10.0), // Kyoto
            ("1050-001", "PT", 38.73, -9.15, 8.0), // Lisboa
            ("A-8010", "AT", 47.07, 15.45, 6.0),   // as letters are addressed
        ] {
            let at = find(code, country).unwrap_or_else(|| panic!("{code} in {country} is not known"));
            let off = at.km_to(Point { lat, lon });
            assert!(off <= km, "{code} in {country} is {off:.1} km off, at {at:?}");
        }
    }

    #[test]
    fn what_is_no_code_of_a_country_is_nowhere_in_it() {
        assert_eq!(find("8010", "DE"), None, "four digits are Austrian or Swiss");
        assert_eq!(find("SW1A 1AA", "DE"), None);
        assert_eq!(find("CH-8001", "AT"), None, "the code says itself that it is elsewhere");
        assert_eq!(find("", "DE"), None);
        assert_eq!(find("10115", "XX"), None);
    }

    #[test]
    fn a_code_that_is_new_lies_among_those_that_begin_alike() {
        let at = find("10188", "DE").unwrap();
        assert_eq!(known("10188", "DE"), None, "there is no such code, so this proves the middle");
        assert!(at.km_to(Point { lat: 52.52, lon: 13.40 }) < 15.0, "{at:?}");
    }

    #[test]
    fn a_code_says_where_it_may_be() {
        let countries = |code: &str| -> Vec<&str> { everywhere(code).into_iter().map(|(c, _)| c).collect() };
        for country in ["AT", "CH"] {
            assert!(countries("3011").contains(&country), "{country}");
        }
        assert_eq!(countries("A-8010"), ["AT"]);
        assert_eq!(countries("SW1A 1AA"), ["GB"]);
        assert_eq!(country_of("D-10115"), Some("DE"));
        assert_eq!(country_of("10115"), None);
    }

    /// The whole table is sound: each country unpacks to as many codes as its index says there are.
    #[test]
    fn every_country_can_be_unpacked() {
        assert!(countries().len() > 90);
        let entries: usize = countries().iter().map(|country| country.entries().len()).sum();
        assert!(entries > 150_000, "{entries}");
        for country in countries() {
            let entries = country.entries();
            assert!(!entries.is_empty(), "{} is empty", country.code);
            assert!(entries.is_sorted_by(|a, b| a.begins < b.begins), "{} is not in order", country.code);
            assert!(country.shapes.iter().any(|shape| shape.len() > 1), "{} has no shape", country.code);
        }
    }
}
