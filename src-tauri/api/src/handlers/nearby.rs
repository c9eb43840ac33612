//! Who is near a place, as a list and as a map.

use super::{compile, id, ids};
use crate::error::ApiError;
use crate::language::Language;
use crate::session::Session;
use crate::types::*;
use regulars_core::book::Book;
use regulars_core::entity::Kind;
use regulars_core::facts::Facts;
use regulars_core::nearby::{self, Found, Near, Search, map as maps};

/// Customers shown at the most.
const MOST: usize = 500;

/// So far around, in kilometres, unless somebody says otherwise.
const USUAL_KM: f64 = 50.0;

/// How far around is asked for, in kilometres.
fn distance(request: &NearbyRequest) -> f64 {
    request.km.filter(|km| *km > 0.0).unwrap_or(USUAL_KM)
}

fn look(book: &Book, request: &NearbyRequest) -> Result<Found, ApiError> {
    let filter = super::records::filter(request.r#where.as_deref(), None)?;
    let filter = filter.map(|f| compile(book, Kind::Customer, &f)).transpose()?;
    let customer = request.customer_id.as_deref().filter(|text| !text.is_empty());
    let only = request.only.as_deref().map(|texts| ids(texts, Kind::Customer)).transpose()?;
    let search = Search {
        place: &request.place,
        customer: customer.map(|text| id(text, Kind::Customer)).transpose()?,
        km: distance(request),
        filter: filter.as_ref(),
        only: only.as_deref(),
        limit: if request.limit == 0 { MOST } else { request.limit.min(MOST) },
    };
    Ok(nearby::list(&book.facts(), &search, book.today())?)
}

fn shown(facts: &Facts, near: &Near) -> NearCustomer {
    NearCustomer {
        customer_id: facts.table(Kind::Customer).id(near.row).to_string(),
        name: facts.title(Kind::Customer, near.row),
        town: near.town.clone(),
        km: (near.km * 10.0).round() / 10.0,
        about: near.about,
        overdue_days: near.overdue,
        lifetime_value: near.revenue,
        lat: near.at.lat,
        lon: near.at.lon,
    }
}

pub fn list(session: &Session, request: NearbyRequest) -> Result<NearbyReply, ApiError> {
    let book = session.book()?;
    let found = look(&book, &request)?;
    let facts = book.facts();
    Ok(NearbyReply {
        near: found.near.iter().map(|near| shown(&facts, near)).collect(),
        unknown: found.unknown,
        about: found.about,
        lat: found.from.lat,
        lon: found.from.lon,
    })
}

pub fn choices(session: &Session, request: NamedPlaceRequest) -> Result<PlaceChoices, ApiError> {
    let book = session.book()?;
    let choices = nearby::choices(&book.facts(), &request.place)?;
    let choice = |one: nearby::Choice| PlaceChoice { country: one.country.to_owned(), place: one.place };
    Ok(PlaceChoices { choices: choices.into_iter().map(choice).collect() })
}

pub fn map(session: &Session, request: NearbyRequest) -> Result<NearbyMap, ApiError> {
    let book = session.book()?;
    let found = look(&book, &request)?;
    let map = maps::around(&found, distance(&request));
    let facts = book.facts();
    let german = session.language() == Language::German;
    let towns = map.towns.into_iter().map(|town| MapTown {
        name: if german { town.in_german().to_owned() } else { town.name },
        people: town.thousands * 1_000,
        lat: town.at.lat,
        lon: town.at.lon,
    });
    let lines = map.lines.into_iter().map(|line| MapLine {
        coast: line.coast,
        points: line.points.iter().map(|point| (point.lat, point.lon)).collect(),
    });
    Ok(NearbyMap {
        near: found.near.iter().map(|near| shown(&facts, near)).collect(),
        unknown: found.unknown,
        about: found.about,
        lat: found.from.lat,
        lon: found.from.lon,
        south: map.bounds.south,
        west: map.bounds.west,
        north: map.bounds.north,
        east: map.bounds.east,
        towns: towns.collect(),
        lines: lines.collect(),
    })
}
