//! Coasts and borders, from a table that comes with the program.

use super::places::{Bounds, Point};

/// The table, packed; `assets/places/README.md` says where it comes from.
const PACKED: &[u8] = include_bytes!("../../assets/places/borders.zst");

/// More than the table has when it is unpacked, in bytes.
const MOST: usize = 2 << 20;

/// A stretch of a coast or border.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// A coast; otherwise a border between two countries.
    pub coast: bool,
    /// Its points in their order.
    pub points: Vec<Point>,
}

/// The coasts and borders in a part of the earth, with one point beyond its edges where they
/// leave it.
pub fn within(bounds: &Bounds) -> Vec<Line> {
    let bytes = zstd::bulk::decompress(PACKED, MOST).unwrap_or_default();
    let text = String::from_utf8(bytes).unwrap_or_default();
    let mut found = Vec::new();
    for line in text.lines() {
        let mut cells = line.split(' ');
        let coast = cells.next() == Some("c");
        let mut numbers = cells.filter_map(|cell| cell.parse::<i32>().ok());
        let (mut lat, mut lon) = (0, 0);
        let mut last: Option<Point> = None;
        let mut open: Vec<Point> = Vec::new();
        while let (Some(north), Some(east)) = (numbers.next(), numbers.next()) {
            (lat, lon) = (lat + north, lon + east);
            let point = Point { lat: f64::from(lat) / 100.0, lon: f64::from(lon) / 100.0 };
            let crosses = last.is_some_and(|last| bounds.has(point) || bounds.has(last));
            if crosses {
                if open.is_empty() {
                    open.extend(last);
                }
                open.push(point);
            } else if open.len() > 1 {
                found.push(Line { coast, points: std::mem::take(&mut open) });
            }
            last = Some(point);
        }
        if open.len() > 1 {
            found.push(Line { coast, points: open });
        }
    }
    found
}
