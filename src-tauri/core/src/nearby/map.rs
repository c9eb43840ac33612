//! What a map of who is near shows: the points, the towns around and the coasts and borders.

use super::Found;
use super::borders::{self, Line};
use super::places::{Bounds, Point, Town, large_towns};

/// Towns that are named at the most.
const TOWNS: usize = 24;

/// The smallest distance that a map shows to each side.
const LEAST_KM: f64 = 2.0;

/// A little more than what is asked for.
const MARGIN: f64 = 1.08;

/// Kilometres of one degree of latitude.
const DEGREE_KM: f64 = 111.2;

/// A map.
#[derive(Clone, Debug, PartialEq)]
pub struct Map {
    /// What it shows of the earth.
    pub bounds: Bounds,
    /// The largest towns on it.
    pub towns: Vec<Town>,
    /// Coasts and borders.
    pub lines: Vec<Line>,
}

/// The map of so many kilometres around a place, or as far as the farthest of those found, with a
/// margin. People on one side of the place leave the other side on it: a map is there to find one's way.
pub fn around(found: &Found, km: f64) -> Map {
    let Point { lat, lon } = found.from;
    let farthest = found.near.iter().map(|near| near.km).fold(km.max(LEAST_KM), f64::max);
    let high = farthest * MARGIN / DEGREE_KM;
    let wide = high / lat.to_radians().cos().max(0.1);
    let bounds = Bounds { south: lat, north: lat, west: lon, east: lon }.wider(high, wide);
    Map { bounds, towns: large_towns(&bounds, TOWNS), lines: borders::within(&bounds) }
}
