//! What a map of who is near shows: the points, the towns around and the coasts and borders.

use super::Found;
use super::borders::{self, Line};
use super::places::{Bounds, Point, Town, large_towns};

/// Towns that are named at the most.
const TOWNS: usize = 24;

/// A map is at least so many degrees high.
const LOWEST: f64 = 0.3;

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

/// The map that shows a place and everybody who was found around it, with a margin, twice as wide
/// as high at the most on the ground.
pub fn around(found: &Found) -> Map {
    let points = std::iter::once(found.from).chain(found.near.iter().map(|near| near.at));
    let mut bounds =
        Bounds { south: found.from.lat, north: found.from.lat, west: found.from.lon, east: found.from.lon };
    for Point { lat, lon } in points {
        bounds.south = bounds.south.min(lat);
        bounds.north = bounds.north.max(lat);
        bounds.west = bounds.west.min(lon);
        bounds.east = bounds.east.max(lon);
    }
    let narrow = found.from.lat.to_radians().cos().max(0.1);
    let high = (bounds.north - bounds.south).max((bounds.east - bounds.west) * narrow / 2.0).max(LOWEST);
    let wide = (bounds.east - bounds.west).max(high / narrow);
    let more = |is: f64, wanted: f64| (wanted - is).max(0.0) / 2.0 + wanted * 0.08;
    let bounds = bounds.wider(more(bounds.north - bounds.south, high), more(bounds.east - bounds.west, wide));
    Map { bounds, towns: large_towns(&bounds, TOWNS), lines: borders::within(&bounds) }
}
