//! Who is near: customers by their distance from a place, those first that a visit is worth
//! most for.

pub mod places;

use crate::customers::facts::day_number;
use crate::customers::reach::may_reach;
use crate::customers::{Channel, Customer};
use crate::entity::Kind;
use crate::facts::Facts;
use crate::filter::Compiled;
use crate::money::digits;
use crate::normalise::phone::region_of;
use crate::{Error, Result, say};
use chrono::NaiveDate;
use places::Point;

/// A follow-up that has been due for longer is not more urgent.
const LONGEST_OVERDUE: i64 = 90;

/// At this distance in kilometres a visit counts half as much as next door.
const HALF_WAY: f64 = 10.0;

/// A customer near a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Near {
    /// Row of the customer.
    pub row: u32,
    /// The town of the address that was measured.
    pub town: String,
    /// As the crow flies between the towns.
    pub km: f64,
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
    /// Those that are near, the ones most worth a visit first.
    pub near: Vec<Near>,
    /// Customers with an address whose town is not in the table.
    pub unknown: usize,
}

/// The customers within `km` kilometres of a place that may be visited, at most `limit`. The
/// place is a town of the shop's country, a town with its country behind a comma
/// (`Salzburg, AT`), or a point (`52.52, 13.40`). The order is value × urgency ÷ distance:
/// the logarithm of what they bought, one more for each month that something is overdue,
/// and half as much for each ten kilometres.
pub fn list(
    facts: &Facts,
    place: &str,
    km: f64,
    filter: Option<&Compiled>,
    today: NaiveDate,
    limit: usize,
) -> Result<Found> {
    let home = region_of(facts.home_country()).unwrap_or_default();
    let from = point_of(place, &home).ok_or_else(|| {
        Error::invalid(
            "nearby",
            "place",
            say!("“{}” is not known. Give a larger town nearby, with its country behind a comma if it is abroad.", place),
        )
    })?;
    let unit = 10_f64.powi(digits(facts.settings().currency()) as i32);
    let table = facts.table(Kind::Customer);
    let mut found = Found { from, near: Vec::new(), unknown: 0 };
    for row in facts.select(Kind::Customer, filter) {
        let customer: Customer = facts.get(table.id(row))?;
        let towns = customer.addresses.iter().filter(|address| !address.city.is_empty());
        let places = towns.map(|address| {
            let country =
                if address.country.is_empty() { Some(home.clone()) } else { region_of(&address.country) };
            (address.city.clone(), country.and_then(|country| places::find(&address.city, &country)))
        });
        let places: Vec<(String, Option<Point>)> = places.collect();
        let measured = places.iter().filter_map(|(town, at)| Some((town, from.km_to((*at)?))));
        let Some((town, away)) = measured.min_by(|a, b| a.1.total_cmp(&b.1)) else {
            found.unknown += usize::from(!places.is_empty());
            continue;
        };
        if away > km || !may_reach(&customer, Channel::Visit) {
            continue;
        }
        let totals = facts.customers.totals(row);
        let overdue = match totals.next_follow_up {
            0 => 0,
            due => i64::from(day_number(today) - due).max(0),
        };
        let urgency = 1.0 + overdue.min(LONGEST_OVERDUE) as f64 / 30.0;
        let value = 1.0 + (1.0 + totals.revenue.max(0) as f64 / unit).ln();
        found.near.push(Near {
            row,
            town: town.clone(),
            km: away,
            overdue,
            revenue: totals.revenue,
            score: value * urgency / (1.0 + away / HALF_WAY),
        });
    }
    found.near.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.row.cmp(&b.row)));
    found.near.truncate(limit);
    Ok(found)
}

fn point_of(place: &str, home: &str) -> Option<Point> {
    Point::parse(place).or_else(|| {
        let abroad =
            place.rsplit_once(',').and_then(|(town, country)| places::find(town, &region_of(country)?));
        abroad.or_else(|| places::find(place, home))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
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
            let found = list(&facts, place, km, None, today, 9).unwrap();
            let names: Vec<String> = found.near.iter().map(|n| facts.title(Kind::Customer, n.row)).collect();
            (names, found.unknown)
        };
        assert_eq!(near("Berlin", 60.0), (vec!["Late".to_owned(), "Here".into()], 1));
        assert_eq!(near("52.52, 13.40", 1_000.0).0, ["Late", "Here", "Far"]);
        assert_eq!(near("Salzburg, Austria", 150.0).0, ["Far"], "over the border too");
        assert!(matches!(list(&facts, "Atlantis", 9.0, None, today, 9), Err(Error::Invalid { .. })));
    }
}
