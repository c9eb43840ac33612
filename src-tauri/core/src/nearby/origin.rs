//! Where a place is that somebody names: a town, a postal code, a customer, the shop.

use super::Search;
use super::places::{self, Point};
use super::postcodes;
use crate::customers::{Address, Customer};
use crate::entity::Kind;
use crate::facts::Facts;
use crate::facts::text::fold;
use crate::normalise::phone::region_of;
use crate::{Error, Result, say};
use std::collections::BTreeMap;

/// A postal code that is farther than this from the town of that name, in kilometres, says which of several
/// towns of that name it is, however roughly it is known.
const SAME_TOWN_KM: f64 = 25.0;

/// Countries that are offered for a postal code that several have.
const OFFERED: usize = 4;

/// A country in which a place may be that several have.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// ISO 3166 code.
    pub country: &'static str,
    /// The place with its country behind a comma, which is understood at once: `8010, AT`.
    pub place: String,
}

/// Where a place is taken to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spot {
    /// Its point.
    pub at: Point,
    /// Whether that is a guess.
    pub about: bool,
}

impl Spot {
    /// What is in a table.
    fn known(at: Point) -> Self {
        Self { at, about: false }
    }
}

/// Where an address is, as far as its town or its postal code is known.
pub(super) fn place_of(address: &Address, home: &str) -> Option<Point> {
    let country = match region_of(&address.country) {
        Some(country) => country,
        None if !address.country.trim().is_empty() => return None,
        None => postcodes::country_of(&address.postal_code).unwrap_or(home).to_owned(),
    };
    let town = places::find(&address.city, &country);
    if address.postal_code.trim().is_empty() {
        return town;
    }
    both(town, &address.postal_code, &country)
}

/// Where the postal code is, which tells the parts of a large town and towns of one name apart; the town,
/// when the table does not have the code or only for a whole region.
fn both(town: Option<Point>, code: &str, country: &str) -> Option<Point> {
    let Some(town) = town else { return postcodes::find(code, country) };
    let precise = |at: &Point| !postcodes::is_vague(code, country) || at.km_to(town) > SAME_TOWN_KM;
    Some(postcodes::known(code, country).filter(precise).unwrap_or(town))
}

/// Whether an address has nothing but a postal code that is in no table.
pub(super) fn is_guess(address: &Address, home: &str) -> bool {
    let country = region_of(&address.country)
        .unwrap_or_else(|| postcodes::country_of(&address.postal_code).unwrap_or(home).to_owned());
    places::find(&address.city, &country).is_none()
        && postcodes::known(&address.postal_code, &country).is_none()
}

/// Where to look around.
pub(super) fn origin(facts: &Facts, search: &Search<'_>, home: &str) -> Result<Spot> {
    let place = search.place.trim();
    if !place.is_empty() {
        return spot_of(facts, place, home);
    }
    if let Some(id) = search.customer {
        let customer: Customer = facts.get(id)?;
        let at = customer
            .addresses
            .iter()
            .find_map(|address| Some(Spot { at: place_of(address, home)?, about: is_guess(address, home) }));
        let title = facts.title_of(Kind::Customer, id).unwrap_or_default();
        return at.ok_or_else(|| {
            Error::invalid(
                "nearby",
                "customer",
                say!("The town of “{}” is not known. Give a larger town nearby instead.", title),
            )
        });
    }
    own(facts, home).map(Spot::known).ok_or_else(|| {
        Error::invalid(
            "nearby",
            "place",
            say!("Give a town to look around, or the town of your shop in the settings."),
        )
    })
}

/// The shop's own place: the last line of its address that names a known town or code.
fn own(facts: &Facts, home: &str) -> Option<Point> {
    let settings = facts.settings();
    settings
        .address
        .lines()
        .rev()
        .find_map(|line| Words::of(line).town(home))
        .or_else(|| settings.address.lines().rev().find_map(|line| Words::of(line).place(home)))
}

/// A place as it is typed, taken apart: `8010 Graz`.
struct Words {
    /// What has a digit in it, and what stands before a hyphen there.
    code: String,
    /// The rest.
    town: String,
}

impl Words {
    fn of(text: &str) -> Self {
        let (code, town): (Vec<&str>, Vec<&str>) =
            text.split_whitespace().partition(|word| word.contains(|c: char| c.is_ascii_digit()));
        Self { code: code.join(" "), town: town.join(" ") }
    }

    /// The name of the town, and without short words: the letters of a Dutch code are no part of it.
    fn bare(&self) -> Vec<String> {
        let longer: Vec<&str> = self.town.split(' ').filter(|word| word.len() > 2).collect();
        let ways = [self.town.clone(), longer.join(" ")];
        ways.into_iter().filter(|name| !name.is_empty()).collect()
    }

    fn town(&self, country: &str) -> Option<Point> {
        let town = self.bare().iter().find_map(|name| places::find(name, country));
        if self.code.is_empty() { town } else { both(Some(town?), &self.code, country) }
    }

    /// The code alone; letters that belong to it may stand apart (`A 8010`, `1012 AB`). One that is in no
    /// table lies among those that begin alike, which is a guess.
    fn code_spot(&self, country: &str) -> Option<Spot> {
        let code = if self.code.is_empty() { return None } else { &self.code };
        let first = self.town.split(' ').next().unwrap_or_default();
        let ways = [code.clone(), format!("{first} {code}"), format!("{code} {first}")];
        let known = ways.iter().find_map(|code| postcodes::known(code, country)).map(Spot::known);
        let guess = || ways.iter().find_map(|code| postcodes::find(code, country));
        known.or_else(|| guess().map(|at| Spot { at, about: true }))
    }

    fn code(&self, country: &str) -> Option<Point> {
        self.code_spot(country).map(|spot| spot.at)
    }

    fn spot(&self, country: &str) -> Option<Spot> {
        self.town(country).map(Spot::known).or_else(|| self.code_spot(country))
    }

    fn place(&self, country: &str) -> Option<Point> {
        self.town(country).or_else(|| self.code(country))
    }
}

fn spot_of(facts: &Facts, place: &str, home: &str) -> Result<Spot> {
    let unknown = || {
        Error::invalid(
            "nearby",
            "place",
            say!(
                "“{}” is not known. Give a larger town nearby, with its country behind a comma if it is abroad.",
                place
            ),
        )
    };
    let abroad = || {
        let (town, country) = place.rsplit_once(',')?;
        Words::of(town).spot(&region_of(country)?)
    };
    let number = |text: &str| text.trim().parse::<f64>().is_ok();
    let numbers = place.split_once([',', ';']).is_some_and(|(lat, lon)| number(lat) && number(lon));
    if numbers && Point::parse(place).is_none() {
        return Err(Error::invalid(
            "nearby",
            "place",
            say!(
                "“{}” is no point on earth: the latitude lies between -90 and 90, the longitude between -180 and 180.",
                place
            ),
        ));
    }
    let words = Words::of(place);
    let known = Point::parse(place).map(Spot::known).or_else(abroad);
    let known = known.or_else(|| places::find(place, home).map(Spot::known));
    // A code and a town that belong together in one other country are that, whatever the code is at home.
    let together = || match with_town(&words, postcodes::everywhere(&words.code)).as_slice() {
        [(_, at)] => Some(Spot::known(*at)),
        _ => None,
    };
    if let Some(known) = known.or_else(|| words.town(home).map(Spot::known)).or_else(together) {
        return Ok(known);
    }
    // Behind a comma stands a country; what is none must not be passed over in silence.
    let strange = place
        .rsplit_once(',')
        .is_some_and(|(_, country)| country.contains(char::is_alphabetic) && region_of(country).is_none());
    if strange || !place.contains(|c: char| c.is_ascii_digit()) {
        return places::city(place).filter(|_| !strange).map(Spot::known).ok_or_else(unknown);
    }
    if let Some(spot) = words.code_spot(home) {
        return Ok(spot);
    }
    // Customers tell where the codes of a country lie whose codes are in no table, not what is no code there.
    if postcodes::looks_right(place, home) != Some(false)
        && let Some(spot) = postal_code(facts, place, home)?
    {
        return Ok(spot);
    }
    let found = elsewhere(facts, place, home)?;
    match found.as_slice() {
        [] => Err(unknown()),
        [(country, at)] => Ok(Spot { at: *at, about: postcodes::is_vague(&words.code, country) }),
        [(country, _), ..] => {
            let example = format!("{place}, {country}");
            Err(Error::invalid(
                "nearby",
                "place",
                say!(
                    "“{}” is a postal code in several countries. Write the country behind a comma, such as “{}”.",
                    place,
                    example
                ),
            ))
        }
    }
}

/// The countries to choose from for a place that several have, in the order of [`elsewhere`].
/// Empty when the place is known without a choice, or not at all.
pub fn choices(facts: &Facts, place: &str) -> Result<Vec<Choice>> {
    let (place, home) = (place.trim(), region_of(facts.home_country()).unwrap_or_default());
    if !place.contains(|c: char| c.is_ascii_digit()) || spot_of(facts, place, &home).is_ok() {
        return Ok(Vec::new());
    }
    let found = elsewhere(facts, place, &home)?.into_iter().take(OFFERED);
    Ok(found.map(|(country, _)| Choice { country, place: format!("{place}, {country}") }).collect())
}

/// In which other countries there is such a place: those with most customers first, then those that are
/// nearest. A town's name beside the code leaves only the countries that have both.
fn elsewhere(facts: &Facts, place: &str, home: &str) -> Result<Vec<(&'static str, Point)>> {
    let words = Words::of(place);
    let first = words.town.split(' ').next().unwrap_or_default();
    let mut found = postcodes::everywhere(place);
    if found.is_empty() {
        found = postcodes::everywhere(&words.code);
    }
    if found.is_empty() {
        found = postcodes::everywhere(&format!("{first} {}", words.code));
    }
    found.retain(|(country, _)| *country != home);
    let named = with_town(&words, found.clone());
    if !named.is_empty() {
        found = named;
    }
    if let Some(heart) = postcodes::heart(home) {
        found.sort_by(|a, b| heart.km_to(a.1).total_cmp(&heart.km_to(b.1)));
    }
    if found.len() > 1 {
        let lived_in = lived_in(facts)?;
        found.sort_by_key(|(country, _)| std::cmp::Reverse(lived_in.get(*country).copied()));
    }
    Ok(found)
}

/// How many addresses of customers are in each country.
fn lived_in(facts: &Facts) -> Result<BTreeMap<String, usize>> {
    let table = facts.table(Kind::Customer);
    let mut written: BTreeMap<String, usize> = BTreeMap::new();
    for row in facts.select(Kind::Customer, None) {
        let customer: Customer = facts.get(table.id(row))?;
        for address in customer.addresses {
            *written.entry(address.country).or_default() += 1;
        }
    }
    let mut countries = BTreeMap::new();
    for (country, count) in written {
        if let Some(code) = region_of(&country) {
            *countries.entry(code).or_default() += count;
        }
    }
    Ok(countries)
}

/// Of the countries that have the code those where the town beside it is there too.
fn with_town(words: &Words, found: Vec<(&'static str, Point)>) -> Vec<(&'static str, Point)> {
    let town = |country: &str| (words.bare().iter()).find_map(|name| places::find(name, country));
    let named = found.into_iter().filter_map(|(country, code)| Some((country, code, town(country)?)));
    let near = named.filter(|(_, code, town)| code.km_to(*town) <= SAME_TOWN_KM);
    near.map(|(country, _, town)| (country, both(Some(town), &words.code, country).unwrap_or(town))).collect()
}

/// Where a postal code of the shop's country is that is in no table, as the customers' own addresses tell:
/// the town that most of those with this code give, else the middle of those whose code begins alike,
/// which is the same region in every country.
fn postal_code(facts: &Facts, code: &str, home: &str) -> Result<Option<Spot>> {
    let plain = |code: &str| fold(code).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let code = plain(code);
    let table = facts.table(Kind::Customer);
    let mut same: BTreeMap<String, (usize, Point)> = BTreeMap::new();
    let mut alike: BTreeMap<usize, (f64, f64, f64)> = BTreeMap::new();
    for row in facts.select(Kind::Customer, None) {
        let customer: Customer = facts.get(table.id(row))?;
        for address in customer.addresses.iter().filter(|address| {
            address.country.is_empty() || region_of(&address.country).as_deref() == Some(home)
        }) {
            let own = plain(&address.postal_code);
            let shared = own.chars().zip(code.chars()).take_while(|(a, b)| a == b).count();
            if shared < 2 || own.len() != code.len() {
                continue;
            }
            let Some(at) = place_of(address, home) else { continue };
            if own == code {
                same.entry(fold(&address.city)).or_insert((0, at)).0 += 1;
            }
            let sum = alike.entry(shared).or_default();
            *sum = (sum.0 + 1.0, sum.1 + at.lat, sum.2 + at.lon);
        }
    }
    let most = same.into_values().max_by_key(|(count, _)| *count).map(|(_, at)| Spot::known(at));
    let middle = || {
        alike
            .into_iter()
            .next_back()
            .map(|(_, (n, lat, lon))| Spot { at: Point { lat: lat / n, lon: lon / n }, about: true })
    };
    Ok(most.or_else(middle))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Book;
    use crate::book::tests::{by, shop};

    fn point_of(facts: &Facts, place: &str, home: &str) -> Result<Point> {
        spot_of(facts, place, home).map(|spot| spot.at)
    }

    fn in_country(folder: &std::path::Path, country: &str) -> Book {
        let book = shop(folder);
        let mut settings = book.facts().settings();
        settings.country = country.into();
        book.transact(&by(), "Country", |tx| tx.save(&mut settings)).unwrap();
        book
    }

    #[test]
    fn a_postal_code_is_understood_as_people_write_it() {
        let home = tempfile::tempdir().unwrap();
        let book = in_country(&home.path().join("graz"), "AT");
        let facts = book.facts();
        let graz = Point { lat: 47.07, lon: 15.44 };
        for place in ["8010", "8010 Graz", "A-8010", "A 8010", "AT-8010 Graz", "8010, Austria", "Graz"] {
            let at = point_of(&facts, place, "AT").unwrap();
            assert!(at.km_to(graz) < 6.0, "“{place}” is Graz, not {at:?}");
        }
        for (place, lat, lon) in [
            ("SW1A 1AA", 51.50, -0.14),     // nobody else's codes look like this
            ("10115 Berlin", 52.52, 13.41), // the town says which country
            ("D-10115", 52.53, 13.38),
            ("10115, Germany", 52.53, 13.38),
            ("1012 AB Amsterdam", 52.37, 4.90),
            ("80331 München, DE", 48.14, 11.58),
        ] {
            let at = point_of(&facts, place, "AT").unwrap();
            assert!(at.km_to(Point { lat, lon }) < 10.0, "“{place}” from Austria is {at:?}");
        }
    }

    #[test]
    fn a_code_of_several_countries_offers_them_and_the_nearest_first() {
        let home = tempfile::tempdir().unwrap();
        let book = in_country(&home.path().join("berlin"), "DE");
        let facts = book.facts();
        let refused = point_of(&facts, "8010", "DE").unwrap_err().to_string();
        assert!(refused.contains("several countries") && refused.contains("8010, "), "{refused}");
        let offered = choices(&facts, "8010").unwrap();
        assert!(offered.iter().any(|choice| choice.place == "8010, AT"), "{offered:?}");
        assert!(offered.len() <= OFFERED);
        for choice in &offered {
            assert_eq!(choices(&facts, &choice.place).unwrap(), [], "what is offered is understood");
            assert!(point_of(&facts, &choice.place, "DE").is_ok(), "{choice:?}");
        }
        assert_eq!(choices(&facts, "10115").unwrap(), [], "the shop's own country needs no choice");
        assert_eq!(choices(&facts, "Atlantis 7").unwrap(), []);
        drop(facts);
        let mut austrian = Customer {
            last_name: "Huber".into(),
            addresses: vec![Address {
                country: "Österreich".into(),
                city: "Graz".into(),
                ..Address::default()
            }],
            ..Customer::default()
        };
        book.transact(&by(), "Customer", |tx| tx.save(&mut austrian)).unwrap();
        let offered = choices(&book.facts(), "8010").unwrap();
        assert_eq!(
            offered[0].place, "8010, AT",
            "where the shop has customers comes before a nearer country"
        );
    }

    #[test]
    fn the_parts_of_a_large_town_lie_apart() {
        let home = tempfile::tempdir().unwrap();
        let book = in_country(&home.path().join("hamburg"), "DE");
        let address = |code: &str, city: &str| Address {
            postal_code: code.into(),
            city: city.into(),
            ..Address::default()
        };
        let at = |code: &str, city: &str| place_of(&address(code, city), "DE").unwrap();
        let facts = book.facts();
        let typed = |place: &str| point_of(&facts, place, "DE").unwrap();
        assert!(typed("10115").km_to(at("10115", "Berlin")) < 0.01, "who lives there lives next door");
        assert!(typed("22041 Hamburg").km_to(at("22041", "Hamburg")) < 0.01);
        let apart = at("20095", "Hamburg").km_to(at("22041", "Hamburg"));
        assert!((3.0..10.0).contains(&apart), "Wandsbek is not in the old town: {apart}");
        assert!(
            at("81927", "München").km_to(at("81241", "München")) > 8.0,
            "from one end of the town to the other"
        );
        assert!(
            at("20999", "Hamburg").km_to(at("", "Hamburg")) < 0.01,
            "a code that is in no table leaves the town"
        );
    }

    #[test]
    fn what_is_no_country_and_no_point_is_refused_and_not_passed_over() {
        let home = tempfile::tempdir().unwrap();
        let book = in_country(&home.path().join("berlin"), "DE");
        let facts = book.facts();
        assert!(point_of(&facts, "10115, zz", "DE").is_err(), "nobody knows which country “zz” is");
        let refused = point_of(&facts, "91, 200", "DE").unwrap_err().to_string();
        assert!(refused.contains("no point on earth"), "and it is no postal code either: {refused}");
        assert!(point_of(&facts, "52.5, 13.4", "DE").is_ok());
        assert!(point_of(&facts, "10115, Berlin", "DE").is_ok(), "a town may stand behind the comma too");
    }

    #[test]
    fn a_guess_is_told_and_what_looks_like_no_code_is_refused() {
        let home = tempfile::tempdir().unwrap();
        let book = in_country(&home.path().join("berlin"), "DE");
        let facts = book.facts();
        let about = |place: &str| spot_of(&facts, place, "DE").unwrap().about;
        assert!(about("02134"), "this code is in no table, so it lies about where those that begin alike do");
        assert!(about("99999999"), "of this code the table has half at the most");
        for place in ["10115", "10115 Berlin", "Berlin", "8010, AT", "SW1A 1AA", "52.5, 13.4"] {
            assert!(!about(place), "“{place}” is known");
        }
        for place in ["123456789012", "1", "10 11 5 0 0 0", "AB12345678"] {
            let told = spot_of(&facts, place, "DE");
            assert!(told.is_err(), "“{place}” looks like a code of no country: {told:?}");
        }
        for town in ["Galway, IE", "Limerick, Ireland", "Gaillimh, IE"] {
            assert!(spot_of(&facts, town, "DE").is_ok(), "{town}");
        }
        assert!(spot_of(&facts, "8010, zz", "DE").is_err(), "nobody knows this country");
        assert!(spot_of(&facts, "91,200", "DE").is_err(), "this is no point on earth, and no code");
    }

    #[test]
    fn a_code_places_whose_town_is_unknown_and_tells_towns_of_one_name_apart() {
        let address = |code: &str, city: &str| Address {
            postal_code: code.into(),
            city: city.into(),
            ..Address::default()
        };
        let at = |code: &str, city: &str| place_of(&address(code, city), "DE");
        let berlin = Point { lat: 52.52, lon: 13.40 };
        assert!(at("10115", "Kleinkleckersdorf").unwrap().km_to(berlin) < 8.0);
        assert!(at("10115", "").unwrap().km_to(berlin) < 8.0, "the code alone is enough");
        assert_eq!(at("", "Kleinkleckersdorf"), None);
        let dosse = at("16845", "Neustadt").unwrap();
        assert!(
            dosse.km_to(Point { lat: 52.85, lon: 12.43 }) < 20.0,
            "Neustadt (Dosse), not another: {dosse:?}"
        );
        let graz = at("A-8010", "").unwrap();
        assert!(graz.km_to(Point { lat: 47.07, lon: 15.44 }) < 6.0, "the code names its country: {graz:?}");
        let wrong = Address { country: "Atlantis".into(), ..address("10115", "Berlin") };
        assert_eq!(place_of(&wrong, "DE"), None, "a country that is none is not taken for the shop's own");
    }
}
