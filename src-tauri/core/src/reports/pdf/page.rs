//! What stands on a page: items with their place, measured in points from the top
//! left corner. Layout makes them, a writer draws them; neither knows the other.

use super::look::Color;
use super::picture::Picture;
use std::rc::Rc;

/// A glyph and its place relative to the start of its line, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Glyph {
    /// Number of the glyph in its face.
    pub id: u16,
    /// To the right of the start.
    pub x: f32,
    /// Above the baseline.
    pub y: f32,
}

/// Glyphs of one face in the order they are drawn.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    /// Index of the face in [`super::fonts::FILES`].
    pub face: usize,
    /// Size in points.
    pub size: f32,
    /// The glyphs.
    pub glyphs: Vec<Glyph>,
    /// The words, where the glyphs alone would not give them back when copied.
    pub actual: Option<String>,
}

/// One line of shaped text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    /// Width without trailing spaces, in points.
    pub width: f32,
    /// The parts of the line, from left to right.
    pub runs: Vec<Run>,
}

/// Something drawn on a page.
#[derive(Clone, Debug)]
pub(super) enum Item {
    /// A line of text; `y` is the baseline.
    Text { x: f32, y: f32, color: Color, line: Rc<Line> },
    /// A filled rectangle.
    Fill { x: f32, y: f32, width: f32, height: f32, color: Color },
    /// A line through points.
    Stroke { points: Vec<(f32, f32)>, width: f32, color: Color },
    /// A filled area.
    Area { points: Vec<(f32, f32)>, color: Color },
    /// A picture of points.
    Picture { x: f32, y: f32, width: f32, height: f32, picture: Picture },
}

/// An item and what it is part of for those who hear the page instead of seeing it.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    /// What is drawn.
    pub item: Item,
    /// Its node in the [`super::tags::Tree`]; none for ornament, page numbers and the like.
    pub node: Option<u32>,
}

/// The items of one page.
pub(super) type Page = Vec<Placed>;
