//! Who is near: customers by their distance from a place, those first that a visit is worth
//! most for.

pub mod borders;
mod districts;
mod german;
pub mod map;
mod origin;
pub mod places;
pub mod postcodes;

use crate::customers::facts::day_number;
use crate::customers::reach::may_reach;
use crate::customers::{Address, Channel, Customer};
use crate::entity::Kind;
use crate::facts::Facts;
use crate::filter::Compiled;
use crate::follow_ups::length::longest_late;
use crate::money::digits;
use crate::normalise::phone::region_of;
use crate::{Id, Result};
use chrono::NaiveDate;
pub use origin::{Choice, choices};
use origin::{Spot, is_guess, origin, place_of};
use places::Point;
use rayon::prelude::*;

/// A follow-up that has been due for longer is not more urgent.
const LONGEST_OVERDUE: i64 = 90;

/// At this distance in kilometres a visit counts half as much as next door.
const HALF_WAY: f64 = 10.0;

/// A customer near a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Near {
    /// Row of the customer.
    pub row: u32,
    /// Which of the customer's addresses was measured.
    pub address: usize,
    /// The town of that address.
    pub town: String,
    /// Where that is.
    pub at: Point,
    /// As the crow flies, between postal codes where they are known and towns where not.
    pub km: f64,
    /// Whether that is a guess: the postal code is in no table and lies among those that begin alike.
    pub about: bool,
    /// Days for which the oldest open follow-up has been due; 0 when none is.
    pub overdue: i64,
    /// What they bought so far, in minor units without tax.
    pub revenue: i64,
    /// By how much a visit is worth; only its order means something.
    pub score: f64,
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Where the place is.
    pub from: Point,
    /// Whether that is a guess: the postal code is in no table and lies among those that begin alike.
    pub about: bool,
    /// Those that are near, the ones most worth a visit first.
    pub near: Vec<Near>,
    /// Customers with an address whose town and postal code are in no table.
    pub unknown: usize,
}

/// Whom to look for.
#[derive(Default)]
pub struct Search<'a> {
    /// Around this place: a town or a postal code of the shop's country or both, one of them with its
    /// country behind a comma (`Salzburg, AT`), a code that only one other country has, or a point
    /// (`52.52, 13.40`). Empty for the customer's, and without a customer for the shop's own.
    pub place: &'a str,
    /// Around this customer, who is not found themselves.
    pub customer: Option<Id>,
    /// So many kilometres around.
    pub km: f64,
    /// Only customers for whom this holds.
    pub filter: Option<&'a Compiled>,
    /// Only these, in the order in which they are given, however far away.
    pub only: Option<&'a [Id]>,
    /// So many at the most.
    pub limit: usize,
}

/// The customers around a place that may be visited. The order is value × urgency ÷ distance, the formula of this
/// program: (1 + ln(1 + bought)) × (1 + days overdue / 30) ÷ (1 + km / 10). So ten kilometres halve what a visit is
/// worth, and a month that something is overdue doubles it; `bought` is in whole units of the currency.
pub fn list(facts: &Facts, search: &Search<'_>, today: NaiveDate) -> Result<Found> {
    let home = region_of(facts.home_country()).unwrap_or_default();
    let Spot { at: from, about } = origin(facts, search, &home)?;
    let today = day_number(today);
    let unit = 10_f64.powi(digits(facts.settings().currency()) as i32);
    let table = facts.table(Kind::Customer);
    let wanted = |id: Id| match search.only {
        Some(only) => only.contains(&id),
        None => search.customer != Some(id),
    };
    let look = |row: u32| -> Result<Seen> {
        if !wanted(table.id(row)) {
            return Ok(Seen::Elsewhere);
        }
        let customer: Customer = facts.get(table.id(row))?;
        let Some((address, at)) = nearest(&customer, from, &home) else {
            let placed = customer.addresses.iter().any(|a| !a.city.is_empty() || !a.postal_code.is_empty());
            return Ok(if placed { Seen::Unknown } else { Seen::Elsewhere });
        };
        let km = from.km_to(at);
        if (km > search.km && search.only.is_none()) || !may_reach(&customer, Channel::Visit) {
            return Ok(Seen::Elsewhere);
        }
        let totals = facts.customers.totals(row);
        let overdue = i64::from(longest_late(facts, row, today));
        let urgency = 1.0 + overdue.min(LONGEST_OVERDUE) as f64 / 30.0;
        let value = 1.0 + (1.0 + totals.revenue.max(0) as f64 / unit).ln();
        Ok(Seen::Near(Near {
            row,
            address,
            town: customer.addresses.get(address).map(town).unwrap_or_default(),
            at,
            km,
            about: customer.addresses.get(address).is_some_and(|address| is_guess(address, &home)),
            overdue,
            revenue: totals.revenue,
            score: value * urgency / (1.0 + km / HALF_WAY),
        }))
    };
    let rows = facts.select(Kind::Customer, search.filter);
    let seen: Vec<Seen> = rows.into_par_iter().map(look).collect::<Result<_>>()?;
    let mut found = Found { from, about, near: Vec::new(), unknown: 0 };
    for one in seen {
        match one {
            Seen::Near(near) => found.near.push(near),
            Seen::Unknown => found.unknown += 1,
            Seen::Elsewhere => {}
        }
    }
    match search.only {
        Some(only) => {
            let place = |near: &Near| only.iter().position(|id| *id == table.id(near.row));
            found.near.sort_by_key(place);
        }
        None => found.near.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.row.cmp(&b.row))),
    }
    found.near.truncate(search.limit);
    Ok(found)
}

/// What an address says of its town: its name, or its postal code where that is all there is.
fn town(address: &Address) -> String {
    let town = if address.city.is_empty() { &address.postal_code } else { &address.city };
    town.clone()
}

/// What a look at one customer says.
enum Seen {
    Near(Near),
    /// In a town that is in no table.
    Unknown,
    /// Somewhere else, or not to be visited.
    Elsewhere,
}

/// The address of a customer that is nearest to a point.
fn nearest(customer: &Customer, from: Point, home: &str) -> Option<(usize, Point)> {
    let known = customer.addresses.iter().enumerate();
    let known = known.filter_map(|(index, address)| Some((index, place_of(address, home)?)));
    known.min_by(|a, b| from.km_to(a.1).total_cmp(&from.km_to(b.1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;
    use crate::book::tests::{by, shop};
    use crate::customers::Address;
    use crate::follow_ups::FollowUp;

    #[test]
    fn towns_are_found_as_people_write_them() {
        for (town, country) in [
            ("Berlin", "DE"),
            ("münchen", "DE"),
            ("Wien", "AT"),
            ("Köln", "DE"),
            ("Zürich", "ch"),
            ("Bonn, Bad Godesberg", "DE"),
        ] {
            assert!(places::find(town, country).is_some(), "{town} in {country}");
        }
        assert_eq!(places::find("Nowhere at all", "DE"), None);
        let (berlin, munich) = (places::find("Berlin", "DE").unwrap(), places::find("Munich", "DE").unwrap());
        assert!((berlin.km_to(munich) - 504.0).abs() < 5.0, "{}", berlin.km_to(munich));
        assert!(berlin.km_to(berlin) < 0.001);
    }

    #[test]
    fn the_visit_that_is_worth_most_comes_first() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home.path().join("shop"));
        let add = |name: &str, city: &str, forbidden: &[Channel]| {
            let mut customer = Customer {
                last_name: name.into(),
                addresses: vec![Address { city: city.into(), ..Address::default() }],
                forbidden_channels: forbidden.to_vec(),
                ..Customer::default()
            };
            book.transact(&by(), "Customer", |tx| tx.save(&mut customer)).unwrap().value
        };
        add("Here", "Potsdam", &[]);
        let late = add("Late", "Potsdam", &[]);
        add("Far", "München", &[]);
        add("Refuses", "Potsdam", &[Channel::Visit]);
        add("Unknown", "Kleinkleckersdorf", &[]);
        let mut task = FollowUp {
            subject: "Visit".into(),
            customer_id: Some(late),
            due_date: "2026-01-10".parse().unwrap(),
            ..FollowUp::default()
        };
        book.transact(&by(), "Task", |tx| tx.save(&mut task)).unwrap();
        let facts = book.facts();
        let today = "2026-03-02".parse().unwrap();
        let near = |place: &str, km: f64| {
            let found = list(&facts, &Search { place, km, limit: 9, ..Search::default() }, today).unwrap();
            let names: Vec<String> = found.near.iter().map(|n| facts.title(Kind::Customer, n.row)).collect();
            (names, found.unknown)
        };
        assert_eq!(near("Berlin", 60.0), (vec!["Late".to_owned(), "Here".into()], 1));
        assert_eq!(near("52.52, 13.40", 1_000.0).0, ["Late", "Here", "Far"]);
        assert_eq!(near("Salzburg, Austria", 150.0).0, ["Far"], "over the border too");
        for place in ["Atlantis", ""] {
            let search = Search { place, km: 9.0, limit: 9, ..Search::default() };
            assert!(
                matches!(list(&facts, &search, today), Err(Error::Invalid { .. })),
                "“{place}” is nowhere"
            );
        }
        drop(facts);
        let overdue = |today: &str| {
            let search = Search { place: "Berlin", km: 60.0, limit: 9, ..Search::default() };
            let facts = book.facts();
            let found = list(&facts, &search, today.parse().unwrap()).unwrap();
            found.near.iter().find(|n| facts.table(Kind::Customer).id(n.row) == late).unwrap().overdue
        };
        assert_eq!(overdue("2026-01-12"), 2, "what is of one day is late from the next on");
        task.days = Some(3);
        book.transact(&by(), "Three days", |tx| tx.save(&mut task)).unwrap();
        assert_eq!(overdue("2026-01-12"), 0, "what still goes on has waited for nobody");
        assert_eq!(overdue("2026-01-14"), 2, "the days count from its last one");
    }

    #[test]
    fn where_one_customer_is_placed_by_a_guess_that_is_told_of_this_one() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home.path().join("shop"));
        for (name, code, city) in
            [("Known", "10115", ""), ("Named", "10199", "Berlin"), ("Guessed", "10199", "Kleinkleckersdorf")]
        {
            let address = Address { postal_code: code.into(), city: city.into(), ..Address::default() };
            let mut customer =
                Customer { last_name: name.into(), addresses: vec![address], ..Customer::default() };
            book.transact(&by(), "Customer", |tx| tx.save(&mut customer)).unwrap();
        }
        let facts = book.facts();
        let search = Search { place: "Berlin", km: 60.0, limit: 9, ..Search::default() };
        let found = list(&facts, &search, book.today()).unwrap();
        let mut told: Vec<(String, bool)> =
            found.near.iter().map(|near| (facts.title(Kind::Customer, near.row), near.about)).collect();
        told.sort();
        assert_eq!(told, [("Guessed".into(), true), ("Known".into(), false), ("Named".into(), false)]);
        assert!(!found.about, "Berlin itself is known");
    }

    #[test]
    fn around_a_customer_a_postal_code_or_the_shop_itself() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home.path().join("shop"));
        let add = |name: &str, code: &str, city: &str| {
            let address = Address { city: city.into(), postal_code: code.into(), ..Address::default() };
            let mut customer =
                Customer { last_name: name.into(), addresses: vec![address], ..Customer::default() };
            book.transact(&by(), "Customer", |tx| tx.save(&mut customer)).unwrap().value
        };
        let mitte = add("Mitte", "10115", "Berlin");
        let west = add("West", "14467", "Potsdam");
        let south = add("South", "80331", "München");
        let mut settings = book.facts().settings();
        settings.address = "Lindenallee 12\n10115 Berlin".into();
        book.transact(&by(), "Address", |tx| tx.save(&mut settings)).unwrap();
        let facts = book.facts();
        let today = "2026-03-02".parse().unwrap();
        let names = |search: Search<'_>| -> Vec<String> {
            let found = list(&facts, &Search { km: 60.0, limit: 9, ..search }, today).unwrap();
            found.near.iter().map(|near| facts.title(Kind::Customer, near.row)).collect()
        };
        assert_eq!(
            names(Search { customer: Some(mitte), ..Search::default() }),
            ["West"],
            "the others, not the customer"
        );
        assert_eq!(
            names(Search::default()),
            ["Mitte", "West"],
            "around the shop unless somebody says otherwise"
        );
        assert_eq!(
            names(Search { place: "80331", ..Search::default() }),
            ["South"],
            "a code that customers have"
        );
        assert_eq!(
            names(Search { place: "14482", ..Search::default() }),
            ["West", "Mitte"],
            "one like it is the same region"
        );
        assert_eq!(names(Search { place: "80331 München", ..Search::default() }), ["South"]);
        let chosen = [south, west];
        assert_eq!(
            names(Search { place: "Berlin", only: Some(&chosen), ..Search::default() }),
            ["South", "West"],
            "a choice keeps its order"
        );
        let found = list(&facts, &Search { place: "Berlin", km: 60.0, limit: 9, ..Search::default() }, today)
            .unwrap();
        let map = map::around(&found, 60.0);
        let across = map.bounds.north - map.bounds.south;
        assert!((across - 2.0 * 60.0 * 1.08 / 111.2).abs() < 1e-9, "the whole circle is on it: {across}");
        let middle = (map.bounds.west + map.bounds.east) / 2.0;
        assert!(
            (middle - found.from.lon).abs() < 1e-9,
            "the place is in its middle, wherever the people are"
        );
        assert!(found.near.iter().all(|near| map.bounds.has(near.at)) && map.bounds.has(found.from));
        assert_eq!(map.towns[0].name, "Berlin", "the largest town is named: {:?}", map.towns);
    }

    #[test]
    fn a_map_has_the_coasts_and_borders_of_its_part_of_the_earth() {
        let around = |lat: f64, lon: f64| places::Bounds {
            south: lat - 1.0,
            north: lat + 1.0,
            west: lon - 1.5,
            east: lon + 1.5,
        };
        let sea = borders::within(&around(54.4, 13.4));
        assert!(sea.iter().any(|line| line.coast), "Rügen has a coast");
        let inland = borders::within(&around(47.8, 13.0));
        assert!(inland.iter().any(|line| !line.coast), "Salzburg lies at a border");
        let bounds = around(47.8, 13.0);
        let wide = bounds.wider(3.0, 3.0);
        assert!(
            inland.iter().flat_map(|line| &line.points).all(|point| wide.has(*point)),
            "and nothing of elsewhere"
        );
        assert!(
            borders::within(&around(51.3, 9.5)).is_empty(),
            "in the middle of a country there is neither"
        );
    }
}
