//! Where towns are, from a table that comes with the program.

use super::german;
use crate::facts::text::fold;
use ahash::AHashMap;
use std::sync::OnceLock;

/// The table, packed; `assets/places/README.md` says where it comes from.
const PACKED: &[u8] = include_bytes!("../../assets/places/places.zst");

/// More than the table has when it is unpacked, in bytes.
const MOST: usize = 4 << 20;

/// The mean radius of the earth in kilometres.
const EARTH_KM: f64 = 6_371.0;

/// Thousands of inhabitants from which on a town is known beyond its country.
const CITY_THOUSANDS: u32 = 100;

/// Towns that have two names, of which the table has one: mostly the English one.
const OTHER_NAMES: [(&str, &str, &str); 49] = [
    ("CH", "pruntrut", "porrentruy"),
    ("CH", "murten", "murten/morat"),
    ("DE", "koln", "cologne"),
    ("CH", "bern", "berne"),
    ("CH", "basel", "basle"),
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
    ("CZ", "prag", "prague"),
    ("DK", "kopenhagen", "copenhagen"),
    ("IT", "rom", "rome"),
    ("IT", "mailand", "milan"),
    ("IT", "florenz", "florence"),
    ("IT", "venedig", "venice"),
    ("IT", "neapel", "naples"),
    ("PT", "lissabon", "lisbon"),
    ("PL", "warschau", "warsaw"),
    ("GR", "athina", "athens"),
    ("GR", "athen", "athens"),
    ("RU", "moskau", "moscow"),
    ("US", "new york", "new york city"),
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
    /// The country it is in (ISO 3166 code).
    pub country: String,
}

impl Town {
    /// What it is called in German.
    pub fn in_german(&self) -> &str {
        german::name(&self.country, &self.name)
    }
}

/// The largest towns in a part of the earth, at most `most`, the largest first, and none so near to a
/// larger one that their names would stand on each other.
pub fn large_towns(bounds: &Bounds, most: usize) -> Vec<Town> {
    let text = unpacked();
    let mut found: Vec<Town> = Vec::new();
    let mut country = "";
    for line in text.lines() {
        if let Some(code) = line.strip_prefix('@') {
            country = code;
            continue;
        }
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
            found.push(Town { name: name.to_owned(), at, thousands, country: country.to_owned() });
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

/// Words that lead over to what tells towns of one name apart: `Marburg an der Lahn`.
const LINKS: [&str; 12] = ["am", "an", "auf", "bei", "im", "in", "ob", "unter", "vor", "upon", "under", "on"];

/// Countries whose towns are told apart in that way.
const LINKED: [&str; 6] = ["DE", "AT", "CH", "LI", "LU", "GB"];

/// A town as the table has it.
#[derive(Clone, Copy)]
struct Entry {
    at: Point,
    thousands: u32,
}

#[derive(Default)]
struct Towns {
    /// By country and name.
    named: AHashMap<(String, String), Entry>,
    /// By country and the name without what tells it from others, which stands beside each.
    namesakes: AHashMap<(String, String), Vec<(String, Entry)>>,
    /// Other names, by country and each of the names.
    others: AHashMap<(String, String), Vec<String>>,
}

fn towns() -> &'static Towns {
    static TOWNS: OnceLock<Towns> = OnceLock::new();
    TOWNS.get_or_init(|| {
        let text = unpacked();
        let mut towns = Towns::default();
        let german = german::NAMES
            .iter()
            .map(|(country, own, german)| ((*country).to_owned(), fold(own), fold(german)));
        let others = OTHER_NAMES
            .iter()
            .map(|(country, a, b)| ((*country).to_owned(), (*a).to_owned(), (*b).to_owned()));
        for (country, a, b) in others.chain(german) {
            towns.others.entry((country.clone(), a.clone())).or_default().push(b.clone());
            towns.others.entry((country, b)).or_default().push(a);
        }
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
            let thousands = cells.next().and_then(|cell| cell.parse().ok()).unwrap_or(0);
            if let (Some(lat), Some(lon)) = (hundredths(lat), hundredths(lon)) {
                towns.add(country, &fold(name), Entry { at: Point { lat, lon }, thousands });
            }
        }
        towns
    })
}

impl Towns {
    fn add(&mut self, country: &str, name: &str, entry: Entry) {
        if let Some((bare, addition)) = told_apart(country, name) {
            let key = (country.to_owned(), bare);
            self.namesakes.entry(key).or_default().push((addition, entry));
        }
        let known = self.named.entry((country.to_owned(), name.to_owned())).or_insert(entry);
        if known.thousands < entry.thousands {
            *known = entry;
        }
    }

    /// The town with exactly this name, or with its other one.
    fn exactly(&self, name: &str, country: &str) -> Option<Entry> {
        let known = |name: &str| self.named.get(&(country.to_owned(), name.to_owned())).copied();
        known(name).or_else(|| self.others_of(name, country).find_map(known))
    }

    /// The other names of a town.
    fn others_of(&self, name: &str, country: &str) -> impl Iterator<Item = &str> {
        let names = self.others.get(&(country.to_owned(), name.to_owned()));
        names.into_iter().flatten().map(String::as_str)
    }

    /// The largest of those that are told apart by an addition for which `fits` holds.
    fn largest(&self, name: &str, country: &str, fits: impl Fn(&str) -> bool) -> Option<Entry> {
        let sakes = self.namesakes.get(&(country.to_owned(), name.to_owned()))?;
        let fitting = sakes.iter().filter(|(addition, _)| fits(addition)).map(|(_, entry)| *entry);
        // Of equal ones the first: the order is that of the table.
        fitting.reduce(|best, next| if next.thousands > best.thousands { next } else { best })
    }
}

/// `halle (saale)` is a `halle` of the `saale`, `marburg an der lahn` a `marburg`.
fn told_apart(country: &str, name: &str) -> Option<(String, String)> {
    if let Some((bare, addition)) = name.split_once(" (") {
        return Some((bare.to_owned(), addition.trim_end_matches(')').to_owned()));
    }
    let words: Vec<&str> = name.split(' ').collect();
    let link = words.iter().position(|word| LINKS.contains(word)).filter(|at| *at > 0)?;
    LINKED.contains(&country).then(|| (words[..link].join(" "), words[link..].join(" ")))
}

/// Whether what tells a town apart has one of the words in it, which may be cut short (`Westf.`), the last
/// one to a letter (`a. M.`).
fn is_named(addition: &str, words: &[&str]) -> bool {
    let telling = |word: &&str| word.len() > 2 && !LINKS.contains(word);
    let theirs: Vec<&str> = addition.split(' ').filter(telling).collect();
    let (last, others) = words.split_last().unzip();
    let mut given = others.unwrap_or_default().iter().filter(|word| telling(word)).chain(last);
    given.any(|word| theirs.iter().any(|own| own.starts_with(*word)))
}

/// Where a town of a country (ISO 3166 code) is; `None` when the table has none of that name.
/// Of several towns of one name it is the largest, unless what stands behind the name says which:
/// `Halle` is that on the Saale, `Halle (Westf.)` the other. A part in brackets and what follows a comma
/// may be missing from the table: `Bonn, Bad Godesberg`.
pub fn find(town: &str, country: &str) -> Option<Point> {
    let country = country.to_uppercase();
    let towns = towns();
    let whole = fold(town.trim());
    let (bare, rest) = match town.split_once([',', '(', '/']) {
        Some((bare, rest)) => (fold(bare.trim()), fold(rest)),
        None => (whole.clone(), String::new()),
    };
    let pieces = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let meant = |bare: &str, rest: &[String]| {
        let rest: Vec<&str> = rest.iter().map(String::as_str).collect();
        towns.largest(bare, &country, |addition| is_named(addition, &rest))
    };
    let exact = towns.exactly(&bare, &country);
    let anyone = || towns.largest(&bare, &country, |_| true);
    let found = if rest.is_empty() {
        let larger = anyone().filter(|sake| exact.is_none_or(|exact| sake.thousands > exact.thousands));
        larger.or(exact)
    } else {
        let whole = towns.exactly(&whole, &country);
        whole.or_else(|| meant(&bare, &pieces(&rest))).or(exact).or_else(anyone)
    };
    let shortened = || {
        // `Halle Saale`, `Marburg a.d. Lahn`
        let words = pieces(&bare);
        (1..words.len()).find_map(|at| meant(&words[..at].join(" "), &words[at..]))
    };
    let found = found.or_else(shortened);
    let found = found.or_else(|| spellings(&bare).iter().find_map(|name| towns.exactly(name, &country)));
    found.map(|entry| entry.at)
}

/// The largest town of a name in all the world, if it is a city: whoever types `Wien` in Berlin hardly
/// means a village.
pub fn city(town: &str) -> Option<Point> {
    let name = fold(town.trim());
    let towns = towns();
    let named = |wanted: &str| {
        let of_name = towns.named.iter().filter(move |((_, known), _)| known == wanted);
        of_name.map(|(_, entry)| *entry).max_by_key(|entry| entry.thousands)
    };
    let other = towns.others.keys().filter(|(_, other)| *other == name);
    let renamed = other.filter_map(|(country, _)| towns.exactly(&name, country));
    let largest = renamed.chain(named(&name)).max_by_key(|entry| entry.thousands);
    largest.filter(|entry| entry.thousands >= CITY_THOUSANDS).map(|entry| entry.at)
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
    fn a_city_abroad_is_known_without_its_country() {
        let near = |town: &str, lat: f64, lon: f64| {
            let at = city(town).unwrap_or_else(|| panic!("{town} is a city"));
            assert!(at.km_to(Point { lat, lon }) < 20.0, "{town}: {at:?}");
        };
        for (town, lat, lon) in [
            ("Wien", 48.2, 16.37),
            ("Zürich", 47.37, 8.55),
            ("Genf", 46.2, 6.15),
            ("Prag", 50.09, 14.42),
            ("New York", 40.71, -74.01),
            ("Mailand", 45.46, 9.19),
            ("Athens", 37.98, 23.73),
        ] {
            near(town, lat, lon);
        }
        assert_eq!(city("Breitenfurt bei Wien"), None, "a village abroad wants its country");
        assert_eq!(city("Nowhere at all"), None);
    }

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
    fn of_several_towns_of_one_name_it_is_the_largest_unless_somebody_says_which() {
        let near = |town: &str, lat: f64, lon: f64| {
            let at = find(town, "DE").unwrap_or_else(|| panic!("{town} is known"));
            assert!(at.km_to(Point { lat, lon }) < 5.0, "“{town}” is {at:?}");
        };
        for town in
            ["Halle", "Halle (Saale)", "Halle/Saale", "Halle, Saale", "Halle Saale", "Halle a.d. Saale"]
        {
            near(town, 51.48, 11.97);
        }
        for town in ["Halle (Westfalen)", "Halle (Westf.)", "Halle/Westf."] {
            near(town, 52.06, 8.36);
        }
        near("Frankfurt", 50.12, 8.68);
        near("Frankfurt (Oder)", 52.35, 14.55);
        near("Frankfurt/Oder", 52.35, 14.55);
        near("Frankfurt a. M.", 50.12, 8.68);
        near("Marburg", 50.81, 8.77);
        near("Marburg a.d. Lahn", 50.81, 8.77);
        near("Landsberg", 48.05, 10.88);
        near("Burg", 52.27, 11.85);
        near("Neustadt", 49.35, 8.14);
        near("Neustadt in Holstein", 54.11, 10.81);
        near("Neustadt, Coburg", 50.33, 11.12);
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
