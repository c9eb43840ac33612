//! Typefaces for embedding: only the glyphs in use, renumbered from zero.

use super::fonts::Face;
use super::text::Usage;
use crate::error::{Error, Result};
use crate::say;
use ahash::AHashMap;
use printpdf::{FontMetrics, ParsedFont};
use std::collections::BTreeMap;

/// A typeface cut down to the glyphs in use.
pub(super) struct Subset {
    /// The font as printpdf embeds it.
    pub font: ParsedFont,
    glyphs: AHashMap<u16, (u16, String, i32)>,
}

impl Subset {
    /// New number, characters, and advance in thousandths of an em as the file states it.
    pub fn glyph(&self, id: u16) -> Option<(u16, &str, i32)> {
        self.glyphs.get(&id).map(|(new, text, advance)| (*new, text.as_str(), *advance))
    }
}

/// The subsets of all faces; `None` for a face without glyphs in use.
pub(super) fn subsets(faces: &[Face], usage: &Usage) -> Result<Vec<Option<Subset>>> {
    (0..faces.len())
        .map(
            |face| {
                if usage[face].is_empty() { Ok(None) } else { subset(face, &faces[face], usage).map(Some) }
            },
        )
        .collect()
}

fn subset(index: usize, face: &Face, usage: &Usage) -> Result<Subset> {
    let file = &face.file;
    let mut used: Vec<(&u16, &String)> = usage[index].iter().collect();
    // The map has no order of its own, and the same report must give the same file.
    used.sort();
    let mut mapper = subsetter::GlyphRemapper::new();
    let (mut characters, mut widths, mut glyphs) = (BTreeMap::new(), BTreeMap::new(), AHashMap::new());
    for (old, text) in used {
        let new = mapper.remap(*old);
        let advance = face.advance(*old);
        widths.insert(new, advance.round() as u16);
        if let Some(first) = text.chars().next() {
            characters.insert(u32::from(first), new);
        }
        // printpdf states widths cut to whole thousandths; the pen must follow the same rule.
        let stated = (advance.round() * 1000.0 / face.units()) as i32;
        glyphs.insert(*old, (new, text.clone(), stated));
    }
    let bytes = subsetter::subset(file.data, file.index, &mapper).map_err(|error| {
        let message = say!(
            "The typeface {} could not be put into the PDF: {}.",
            file.name.to_string(),
            error.to_string()
        );
        Error::invalid("report", "pdf", message)
    })?;
    let metrics = &face.metrics;
    let name = format!("{}+{}", tag(&bytes), file.name);
    let mut font = ParsedFont::with_glyph_data(
        bytes,
        0,
        Some(name),
        characters,
        widths,
        metrics.units_per_em,
        FontMetrics { ascent: metrics.ascent as i16, descent: metrics.descent as i16 },
    );
    font.pdf_font_metrics.us_weight_class = file.weight;
    if let Some(bounds) = metrics.bounds {
        font.pdf_font_metrics.x_min = bounds.x_min as i16;
        font.pdf_font_metrics.y_min = bounds.y_min as i16;
        font.pdf_font_metrics.x_max = bounds.x_max as i16;
        font.pdf_font_metrics.y_max = bounds.y_max as i16;
    }
    Ok(Subset { font, glyphs })
}

/// Six capital letters that mark a subset (ISO 32000-1, 9.6.4), made from its content
/// so that two different subsets of one face do not share a name.
fn tag(bytes: &[u8]) -> String {
    let mut rest = crc32c::crc32c(bytes);
    (0..6)
        .map(|_| {
            let letter = char::from(b'A' + (rest % 26) as u8);
            rest /= 26;
            letter
        })
        .collect()
}
