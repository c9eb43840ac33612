//! The bundled typefaces and what is known about them. Reports use fonts of the system
//! for characters only that no bundled one has, so that a document looks the same on every
//! computer as far as it can.

use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::{GlyphMetrics, Metrics};
use skrifa::outline::{DrawSettings, OutlineGlyphCollection, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use std::borrow::Cow;

/// A typeface of the computer that is not bundled: what a script needs that would make the
/// program many times as large, such as Chinese.
#[derive(Clone, Debug)]
pub struct Typeface {
    /// Family name.
    pub family: String,
    /// The TrueType or OpenType file. It stays in memory, as the next document needs it too.
    pub data: &'static [u8],
    /// Which typeface of the file, where it has several.
    pub index: u32,
}

/// Where typefaces come from that are not bundled. Core looks for nothing itself.
pub trait Typefaces {
    /// Upright typefaces that together have as many of these characters as there are on this
    /// computer; none where there are none.
    fn showing(&self, characters: &[char]) -> Vec<Typeface>;
}

/// Nothing but what is bundled.
pub struct Bundled;

impl Typefaces for Bundled {
    fn showing(&self, _: &[char]) -> Vec<Typeface> {
        Vec::new()
    }
}

impl From<&Typeface> for File {
    fn from(face: &Typeface) -> Self {
        // A PostScript name has no blanks, and none of the signs that PDF needs itself.
        let name: String = face.family.chars().filter(char::is_ascii_alphanumeric).collect();
        Self {
            name: if name.is_empty() { "System".into() } else { name.into() },
            family: face.family.clone().into(),
            data: face.data,
            index: face.index,
            weight: 400,
        }
    }
}

/// A typeface as layout and embedding see it.
#[derive(Clone, Debug)]
pub(super) struct File {
    /// PostScript name.
    pub name: Cow<'static, str>,
    /// Family name, by which text asks for it.
    pub family: Cow<'static, str>,
    /// The TrueType or OpenType file.
    pub data: &'static [u8],
    /// Which typeface of the file, where it has several.
    pub index: u32,
    /// Weight as in CSS.
    pub weight: u16,
}

macro_rules! file {
    ($name:literal, $family:literal, $path:literal, $weight:literal) => {
        File {
            name: Cow::Borrowed($name),
            family: Cow::Borrowed($family),
            index: 0,
            data: include_bytes!(concat!("../../../assets/fonts/", $path)),
            weight: $weight,
        }
    };
}

/// All typefaces, in the order in which they are asked for a character.
pub(super) static FILES: [File; 6] = [
    file!("NotoSans", "Noto Sans", "NotoSans-Regular.ttf", 400),
    file!("NotoSans-Bold", "Noto Sans", "NotoSans-Bold.ttf", 700),
    file!("NotoSansArabic", "Noto Sans Arabic", "NotoSansArabic-Regular.ttf", 400),
    file!("NotoSansHebrew", "Noto Sans Hebrew", "NotoSansHebrew-Regular.ttf", 400),
    file!("NotoSansDevanagari", "Noto Sans Devanagari", "NotoSansDevanagari-Regular.ttf", 400),
    file!("DejaVuSans", "DejaVu Sans", "DejaVuSans.ttf", 400),
];

/// Index into [`FILES`] of the regular and the bold text face.
pub(super) const REGULAR: usize = 0;
pub(super) const BOLD: usize = 1;

/// What layout and embedding need to know of one typeface.
pub(super) struct Face {
    /// The file it is from.
    pub file: File,
    charmap: Charmap<'static>,
    glyphs: GlyphMetrics<'static>,
    outlines: OutlineGlyphCollection<'static>,
    /// Overall measures in font units.
    pub metrics: Metrics,
}

impl Face {
    /// Reads a file; `None` if it is no font, which the tests rule out for bundled ones.
    pub fn read(file: &File) -> Option<Self> {
        let font = FontRef::from_index(file.data, file.index).ok()?;
        Some(Self {
            file: file.clone(),
            charmap: font.charmap(),
            glyphs: font.glyph_metrics(Size::unscaled(), LocationRef::default()),
            outlines: font.outline_glyphs(),
            metrics: font.metrics(Size::unscaled(), LocationRef::default()),
        })
    }

    /// The glyph of a character, if the face has one.
    pub fn glyph(&self, character: char) -> Option<u16> {
        u16::try_from(self.charmap.map(character)?.to_u32()).ok().filter(|id| *id != 0)
    }

    /// Advance width of a glyph in font units.
    pub fn advance(&self, glyph: u16) -> f32 {
        self.glyphs.advance_width(GlyphId::from(glyph)).unwrap_or(0.0)
    }

    /// Draws the outline of a glyph in font units; nothing for one without.
    pub fn draw(&self, glyph: u16, pen: &mut impl OutlinePen) {
        if let Some(outline) = self.outlines.get(GlyphId::from(glyph)) {
            // What a damaged typeface cannot draw stays a gap; the measures are those of the paper.
            let _ = outline.draw(DrawSettings::unhinted(Size::unscaled(), LocationRef::default()), pen);
        }
    }

    /// Font units per em.
    pub fn units(&self) -> f32 {
        f32::from(self.metrics.units_per_em.max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bundled_file_is_a_font_with_letters() {
        for file in &FILES {
            let face = Face::read(file).unwrap_or_else(|| panic!("{} cannot be read", file.name));
            assert!(face.glyph(' ').is_some(), "{} has no space", file.name);
        }
    }

    #[test]
    fn figures_are_equally_wide_so_that_columns_line_up() {
        for index in [REGULAR, BOLD] {
            let face = Face::read(&FILES[index]).expect("a font");
            let width = |c: char| face.advance(face.glyph(c).expect("a glyph"));
            for digit in '1'..='9' {
                assert_eq!(width(digit), width('0'), "{digit} of {}", FILES[index].name);
            }
            assert!(width('–') > width('-'), "the dash that stands for a minus is no hyphen");
        }
    }
}
