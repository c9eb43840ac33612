//! Where towns are, from a table that comes with the program.

use crate::facts::text::fold;
use ahash::AHashMap;
use std::sync::OnceLock;

/// The table, packed; `assets/places/README.md` says where it comes from.
const PACKED: &[u8] = include_bytes!("../../assets/places/places.zst");

/// More than the table has when it is unpacked, in bytes.
const MOST: usize = 4 << 20;

/// The mean radius of the earth in kilometres.
const EARTH_KM: f64 = 6_371.0;

/// Towns that have two names, of which the table has one: mostly the English one.
const OTHER_NAMES: [(&str, &str, &str); 31] = [
    ("DE", "frankfurt", "frankfurt am main"),
    ("DE", "munchen", "munich"),
    ("DE", "nurnberg", "nuremberg"),
    ("DE", "hannover", "hanover"),
    ("AT", "wien", "vienna"),
    ("CH", "geneve", "genf"),
    ("CH", "geneve", "geneva"),
    ("CH", "luzern", "lucerne"),
    ("BE", "bruxelles", "brussels"),
    ("BE", "brussel", "brussels"),
    ("BE", "antwerpen", "antwerp"),
    ("NL", "den haag", "the hague"),
    ("DK", "kobenhavn", "copenhagen"),
    ("SE", "goteborg", "gothenburg"),
    ("IT", "roma", "rome"),
    ("IT", "milano", "milan"),
    ("IT", "torino", "turin"),
    ("IT", "firenze", "florence"),
    ("IT", "venezia", "venice"),
    ("IT", "napoli", "naples"),
    ("ES", "sevilla", "seville"),
    ("PT", "lisboa", "lisbon"),
    ("PL", "warszawa", "warsaw"),
    ("PL", "krakow", "cracow"),
    ("CZ", "praha", "prague"),
    ("IE", "galway", "gaillimh"),
    ("IE", "limerick", "luimneach"),
    ("IE", "wexford", "loch garman"),
    ("IE", "clonmel", "cluain meala"),
    ("IE", "mullingar", "an muileann gcearr"),
    ("IE", "newbridge", "droichead nua"),
];

/// A point on the earth, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// North of the equator.
    pub lat: f64,
    /// East of Greenwich.
    pub lon: f64,
}

impl Point {
    /// A point such as `52.52, 13.40`, or `52,52 13,40` where a comma stands before decimals.
    pub fn parse(text: &str) -> Option<Self> {
        let numbers = |parts: Option<(&str, &str)>| -> Option<(f64, f64)> {
            let number = |text: &str| text.trim().replace(',', ".").parse().ok();
            parts.and_then(|(lat, lon)| Some((number(lat)?, number(lon)?)))
        };
        let text = text.trim();
        // Two whole numbers may be a postal code with a space in it.
        let fraction = |part: &str| part.contains([',', '.']);
        let apart = text.split_once(';').or_else(|| text.split_once(char::is_whitespace));
        let apart = apart.filter(|(lat, lon)| fraction(lat) && fraction(lon));
        let (lat, lon) =
            numbers(text.split_once(", ").or_else(|| text.split_once(','))).or_else(|| numbers(apart))?;
        (lat.abs() <= 90.0 && lon.abs() <= 180.0).then_some(Self { lat, lon })
    }

    /// The way to another point as the crow flies, in kilometres (haversine formula).
    pub fn km_to(self, other: Self) -> f64 {
        let (a, b) = (self.lat.to_radians(), other.lat.to_radians());
        let (dlat, dlon) = (b - a, (other.lon - self.lon).to_radians());
        let h = (dlat / 2.0).sin().powi(2) + a.cos() * b.cos() * (dlon / 2.0).sin().powi(2);
        2.0 * EARTH_KM * h.sqrt().min(1.0).asin()
    }
}

/// A part of the earth between two parallels and two meridians, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// The southern edge.
    pub south: f64,
    /// The western edge.
    pub west: f64,
    /// The northern edge.
    pub north: f64,
    /// The eastern edge.
    pub east: f64,
}

impl Bounds {
    /// Whether a point lies in it.
    pub fn has(&self, point: Point) -> bool {
        (self.south..=self.north).contains(&point.lat) && (self.west..=self.east).contains(&point.lon)
    }

    /// The same with so many degrees more on each side.
    pub fn wider(&self, lat: f64, lon: f64) -> Self {
        Self {
            south: self.south - lat,
            west: self.west - lon,
            north: self.north + lat,
            east: self.east + lon,
        }
    }
}

/// A town to be named on a map.
#[derive(Clone, Debug, PartialEq)]
pub struct Town {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub at: Point,
    /// How many people live there, in thousands.
    pub thousands: u32,
}

/// The largest towns in a part of the earth, at most `most`, the largest first, and none so near to a
/// larger one that their names would stand on each other.
pub fn large_towns(bounds: &Bounds, most: usize) -> Vec<Town> {
    let text = unpacked();
    let mut found: Vec<Town> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('@')) {
        let mut cells = line.split('\t');
        let (Some(name), Some(lat), Some(lon), Some(size)) =
            (cells.next(), cells.next(), cells.next(), cells.next())
        else {
            continue;
        };
        let (Some(lat), Some(lon), Ok(thousands)) = (hundredths(lat), hundredths(lon), size.parse()) else {
            continue;
        };
        let at = Point { lat, lon };
        if bounds.has(at) {
            found.push(Town { name: name.to_owned(), at, thousands });
        }
    }
    found.sort_by(|a, b| b.thousands.cmp(&a.thousands).then_with(|| a.name.cmp(&b.name)));
    // A name is about as long as an eighth of the map is wide.
    let (lat, lon) = ((bounds.north - bounds.south) / 20.0, (bounds.east - bounds.west) / 8.0);
    let mut shown: Vec<Town> = Vec::new();
    for town in found {
        let near = |other: &Town| {
            (other.at.lat - town.at.lat).abs() < lat && (other.at.lon - town.at.lon).abs() < lon
        };
        if shown.len() < most && !shown.iter().any(near) {
            shown.push(town);
        }
    }
    shown
}

fn hundredths(cell: &str) -> Option<f64> {
    cell.parse::<f64>().ok().map(|n| n / 100.0)
}

fn unpacked() -> String {
    let bytes = zstd::bulk::decompress(PACKED, MOST).unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

type Towns = AHashMap<(String, String), Point>;

fn towns() -> &'static Towns {
    static TOWNS: OnceLock<Towns> = OnceLock::new();
    TOWNS.get_or_init(|| {
        let text = unpacked();
        let mut towns = Towns::new();
        let mut country = "";
        for line in text.lines() {
            if let Some(code) = line.strip_prefix('@') {
                country = code;
                continue;
            }
            let mut cells = line.split('\t');
            let (Some(name), Some(lat), Some(lon)) = (cells.next(), cells.next(), cells.next()) else {
                continue;
            };
            if let (Some(lat), Some(lon)) = (hundredths(lat), hundredths(lon)) {
                towns.entry((country.to_owned(), fold(name))).or_insert(Point { lat, lon });
            }
        }
        towns
    })
}

/// Where a town of a country (ISO 3166 code) is; `None` when the table has none of that name.
/// A part in brackets and what follows a comma may be missing: `Frankfurt (Oder)`, `Bonn, Bad Godesberg`.
pub fn find(town: &str, country: &str) -> Option<Point> {
    let country = country.to_uppercase();
    let known = |name: &str| towns().get(&(country.clone(), name.to_owned())).copied();
    let of = |name: &str| {
        let name = fold(name.trim());
        let others = OTHER_NAMES.iter().filter(|(code, ..)| *code == country);
        let mut others = others.filter_map(|(_, own, other)| match () {
            () if *own == name => Some(*other),
            () if *other == name => Some(*own),
            () => None,
        });
        known(&name).or_else(|| others.find_map(known))
    };
    let bare = town.split([',', '(', '/']).next().unwrap_or_default();
    of(town).or_else(|| of(bare)).or_else(|| spellings(bare).iter().find_map(|name| of(name)))
}

/// Other ways to write a name: `Nuernberg` where there is no ü at hand, `St. Gallen` for `Sankt Gallen`.
fn spellings(town: &str) -> Vec<String> {
    let town = fold(town.trim());
    let mut names = vec![town.replace("ae", "a").replace("oe", "o").replace("ue", "u")];
    if let Some(rest) = town.strip_prefix("st. ").or_else(|| town.strip_prefix("st ")) {
        names.extend(["sankt", "saint", "sint"].map(|saint| format!("{saint} {rest}")));
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_is_read_with_points_and_with_commas() {
        let at = |text: &str| Point::parse(text).map(|point| (point.lat, point.lon));
        for text in ["48.1, 11.5", "48.1,11.5", "48,1 11,5", "48,1; 11,5", "48,1, 11,5", "48.1 11.5"] {
            assert_eq!(at(text), Some((48.1, 11.5)), "{text}");
        }
        for text in ["75 001", "91,200", "8010 Graz", "8010"] {
            assert_eq!(at(text), None, "{text} is no point");
        }
    }

    #[test]
    fn a_town_is_found_by_both_of_its_names() {
        for (country, own, english) in OTHER_NAMES {
            let at = find(own, country);
            assert!(at.is_some(), "{own} is a town of {country}");
            assert_eq!(find(english, country), at, "{own} is {english}");
        }
        for (plain, accented, country) in [
            ("Nuernberg", "Nürnberg", "DE"),
            ("Duesseldorf", "Düsseldorf", "DE"),
            ("St. Gallen", "Sankt Gallen", "CH"),
        ] {
            assert!(find(accented, country).is_some(), "{accented}");
            assert_eq!(find(plain, country), find(accented, country), "{plain} is {accented}");
        }
        for town in ["Nürnberg", "Hannover", "München", "Köln", "Frankfurt", "Frankfurt (Oder)", "Göteborg"]
        {
            assert!(
                find(town, "DE").or_else(|| find(town, "SE")).is_some(),
                "{town} is large enough to be known"
            );
        }
    }
}
