//! Pages as pictures of lines (SVG 1.1): what the printed file shows, item by item from the
//! same layout, for a window that cannot show a PDF. Letters are drawn as their outlines, so
//! that no typeface of the computer can change them; such a picture carries no words and no
//! code, and is safe to be shown as an image.

use super::fonts::Face;
use super::look::{Color, Sheet};
use super::page::{Item, Line, Page};
use super::picture::Picture;
use ahash::AHashMap;
use base64::Engine;
use skrifa::outline::OutlinePen;
use std::fmt::Write;

/// Units in a point: a twentieth of a point is a fiftieth of a millimetre, finer than any
/// screen shows, and keeps most figures to one or two digits.
const UNITS: f32 = 20.0;

/// The pages as SVG documents, in order.
pub(super) fn pages(pages: &[Page], sheet: Sheet, faces: &[Face]) -> Vec<String> {
    let mut pen = Pen { faces, outlines: AHashMap::new(), out: String::new() };
    pages.iter().map(|page| pen.page(page, sheet)).collect()
}

struct Pen<'a> {
    faces: &'a [Face],
    /// By face, glyph and size: a page has the same letters again and again.
    outlines: AHashMap<(usize, u16, u32), Outline>,
    out: String,
}

impl Pen<'_> {
    fn page(&mut self, page: &Page, sheet: Sheet) -> String {
        let (width, height) = (units(sheet.width), units(sheet.height));
        self.put(format_args!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" width="{}pt" height="{}pt" viewBox="0 0 {width} {height}"><path fill="#fff" d="M0 0h{width}v{height}H0z"/>"##,
            sheet.width, sheet.height
        ));
        // Shapes first and words on top, as in the printed file.
        for placed in page {
            self.shape(&placed.item);
        }
        for placed in page {
            if let Item::Text { x, y, color, line } = &placed.item {
                self.text(*x, *y, *color, line);
            }
        }
        self.out.push_str("</svg>");
        std::mem::take(&mut self.out)
    }

    /// Writing into a string cannot fail.
    fn put(&mut self, words: std::fmt::Arguments) {
        let _ = self.out.write_fmt(words);
    }

    fn shape(&mut self, item: &Item) {
        match item {
            Item::Text { .. } => {}
            Item::Fill { x, y, width, height, color } => {
                let (x, y, width, height) = (x * UNITS, y * UNITS, width * UNITS, height * UNITS);
                self.put(format_args!(
                    r#"<path fill="{}" d="M{x:.1} {y:.1}h{width:.1}v{height:.1}h-{width:.1}z"/>"#,
                    hex(*color)
                ));
            }
            Item::Stroke { points, width, color } => {
                let (path, width) = (corners(points), width * UNITS);
                self.put(format_args!(
                    r#"<path fill="none" stroke="{}" stroke-width="{width:.1}" d="{path}"/>"#,
                    hex(*color)
                ));
            }
            Item::Area { points, color } => {
                let path = corners(points);
                self.put(format_args!(r#"<path fill="{}" d="{path}z"/>"#, hex(*color)));
            }
            Item::Picture { x, y, width, height, picture } => {
                let [x, y, width, height] = [x, y, width, height].map(|length| length * UNITS);
                let data = data_url(picture);
                self.put(format_args!(
                    r#"<image x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}" href="{data}"/>"#
                ));
            }
        }
    }

    /// A line as one path: a window draws few long paths faster than many short ones.
    fn text(&mut self, x: f32, y: f32, color: Color, line: &Line) {
        self.put(format_args!(r#"<path fill="{}" d=""#, hex(color)));
        for run in &line.runs {
            let Some(face) = self.faces.get(run.face) else { continue };
            for glyph in &run.glyphs {
                let outline = self
                    .outlines
                    .entry((run.face, glyph.id, run.size.to_bits()))
                    .or_insert_with(|| Outline::of(face, glyph.id, run.size));
                let Some((left, top)) = outline.start else { continue };
                let (left, top) = (units(x + glyph.x) + left, units(y - glyph.y) + top);
                let _ = write!(self.out, "M{left} {top}{}", outline.path);
            }
        }
        self.out.push_str("\"/>");
    }
}

/// The outline of a glyph in whole units, so that it is written once however often it is drawn.
#[derive(Default)]
struct Outline {
    scale: f32,
    /// Where it begins, from the glyph's place on the line; `None` for a space.
    start: Option<(i32, i32)>,
    /// The way from there on, in steps.
    path: String,
    /// Where the contour under way began, and where the pen is.
    contour: (i32, i32),
    at: (i32, i32),
}

impl Outline {
    fn of(face: &Face, glyph: u16, size: f32) -> Self {
        let mut outline = Self { scale: size * UNITS / face.units(), ..Self::default() };
        face.draw(glyph, &mut outline);
        outline
    }

    /// Font units to the nearest unit; down is positive on a page, and up in a typeface.
    fn round(&self, (x, y): (f32, f32)) -> (i32, i32) {
        ((x * self.scale).round() as i32, (-y * self.scale).round() as i32)
    }

    /// Writes a command with its points as steps from where the pen is.
    fn step<const N: usize>(&mut self, command: char, points: [(f32, f32); N]) {
        self.path.push(command);
        let mut last = self.at;
        let mut first = true;
        for point in points {
            last = self.round(point);
            for step in [last.0 - self.at.0, last.1 - self.at.1] {
                if !first && step >= 0 {
                    self.path.push(' ');
                }
                first = false;
                let _ = write!(self.path, "{step}");
            }
        }
        self.at = last;
    }
}

impl OutlinePen for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        if self.start.is_none() {
            self.at = self.round((x, y));
            self.start = Some(self.at);
        } else {
            self.step('m', [(x, y)]);
        }
        self.contour = self.at;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.step('l', [(x, y)]);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.step('q', [(cx, cy), (x, y)]);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.step('c', [(cx0, cy0), (cx1, cy1), (x, y)]);
    }

    fn close(&mut self) {
        self.path.push('z');
        self.at = self.contour;
    }
}

fn units(points: f32) -> i32 {
    (points * UNITS).round() as i32
}

fn hex([red, green, blue]: Color) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn corners(points: &[(f32, f32)]) -> String {
    let mut path = String::new();
    for (index, (x, y)) in points.iter().enumerate() {
        let command = if index == 0 { 'M' } else { 'L' };
        let _ = write!(path, "{command}{} {}", units(*x), units(*y));
    }
    path
}

/// The picture's own file; one that was read can only be one of the two.
fn data_url(picture: &Picture) -> String {
    let kind = if picture.file.starts_with(&[0xff, 0xd8]) { "jpeg" } else { "png" };
    let data = base64::engine::general_purpose::STANDARD.encode(&picture.file);
    format!("data:image/{kind};base64,{data}")
}

#[cfg(test)]
mod tests {
    use super::super::fonts::{FILES, REGULAR};
    use super::*;

    #[test]
    fn a_letter_is_drawn_by_its_own_outline_and_a_space_by_none() {
        let face = Face::read(&FILES[REGULAR]).expect("a font");
        let outline = |c: char| Outline::of(&face, face.glyph(c).expect("a glyph"), 10.0);
        assert_eq!(outline(' ').start, None, "a space has no outline");
        let o = outline('o');
        assert_eq!(o.path.matches('z').count(), 2, "an o has an outer and an inner contour: {}", o.path);
        let (x, y) = o.start.expect("a beginning");
        assert!((0..200).contains(&x) && (-200..=5).contains(&y), "it stands on the line: {x} {y}");
        let digits = |text: &str| text.split(|c: char| !c.is_ascii_digit()).filter(|n| n.len() > 3).count();
        assert_eq!(digits(&o.path), 0, "steps are small, or the picture grows: {}", o.path);
    }

    #[test]
    fn contours_of_a_letter_end_where_they_began() {
        let face = Face::read(&FILES[REGULAR]).expect("a font");
        let b = Outline::of(&face, face.glyph('B').expect("a glyph"), 12.0);
        assert_eq!(b.at, b.contour, "a step of the next contour is counted from there");
    }
}
