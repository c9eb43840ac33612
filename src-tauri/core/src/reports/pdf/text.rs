//! Words to placed glyphs: shaping, direction, fallback between typefaces and
//! line breaks by parley; figures by a short way of their own.

use super::fonts::{BOLD, FILES, Face, File, REGULAR, Typeface};
use super::look::Style;
use super::page::{Glyph, Line, Run};
use crate::error::{Error, Result};
use crate::say;
use ahash::AHashMap;
use parley::fontique::{Blob, Collection, CollectionOptions};
use parley::{
    FontContext, FontFamily, FontFamilyName, FontWeight, Layout, LayoutContext, OverflowWrap, StyleProperty,
};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

/// Lines kept for reuse; dates, states and names repeat a lot in a report.
const CACHE_LIMIT: usize = 20_000;

/// What a minus is drawn as; the text faces have no minus sign of their own.
const MINUS: char = '–';

#[derive(PartialEq, Eq, Hash)]
struct Key {
    text: Box<str>,
    size: u32,
    bold: bool,
    width: u32,
    limit: usize,
}

/// For each face the glyphs in use and the characters they stand for.
pub(super) type Usage = Vec<AHashMap<u16, String>>;

/// Turns words into lines of glyphs and remembers which glyphs were used.
pub(super) struct Typesetter {
    faces: Vec<Face>,
    fonts: FontContext,
    context: LayoutContext<()>,
    families: Vec<FontFamilyName<'static>>,
    /// The identity of each face's data and its place in it, to recognise it in parley's runs.
    blobs: Vec<(u64, u32)>,
    cache: AHashMap<Key, Rc<[Rc<Line>]>>,
    usage: Usage,
    missing: BTreeSet<char>,
}

impl Typesetter {
    /// Reads the bundled typefaces; `extra` ones are asked for a character after them. One of
    /// those that cannot be read is left out.
    pub fn new(extra: &[Typeface]) -> Result<Self> {
        let faces: Option<Vec<Face>> = FILES.iter().map(Face::read).collect();
        let faces = faces.ok_or_else(|| {
            Error::invalid(
                "report",
                "pdf",
                say!("A typeface of this program is damaged. Please install it again."),
            )
        })?;
        let collection = Collection::new(CollectionOptions { shared: false, system_fonts: false });
        let mut fonts = FontContext { collection, ..FontContext::default() };
        let mut faces = faces;
        faces.extend(extra.iter().filter_map(|face| Face::read(&File::from(face))));
        let mut blobs: Vec<(u64, u32)> = Vec::new();
        for (place, Face { file, .. }) in faces.iter().enumerate() {
            // Several typefaces of one file are registered once.
            let known = faces[..place].iter().position(|other| std::ptr::eq(other.file.data, file.data));
            let blob = match known {
                Some(known) => blobs[known].0,
                None => {
                    let blob = Blob::new(Arc::new(file.data));
                    let id = blob.id();
                    fonts.collection.register_fonts(blob, None);
                    id
                }
            };
            blobs.push((blob, file.index));
        }
        let mut families: Vec<String> = faces.iter().map(|face| face.file.family.to_string()).collect();
        families.dedup();
        Ok(Self {
            usage: vec![AHashMap::new(); faces.len()],
            faces,
            fonts,
            context: LayoutContext::new(),
            families: families.into_iter().map(|name| FontFamilyName::Named(name.into())).collect(),
            blobs,
            cache: AHashMap::new(),
            missing: BTreeSet::new(),
        })
    }

    /// The faces: those of [`FILES`] in their order, and then the others.
    pub fn faces(&self) -> &[Face] {
        &self.faces
    }

    /// The glyphs used so far, by face.
    pub fn usage(&self) -> &Usage {
        &self.usage
    }

    /// Characters for which no face has a glyph, in order.
    pub fn missing(&self) -> Vec<char> {
        self.missing.iter().copied().collect()
    }

    /// One line no wider than `width`, ended with an ellipsis where it is cut.
    pub fn fit(&mut self, text: &str, style: Style, width: f32) -> Rc<Line> {
        self.lines(text, style, width, 1).first().cloned().unwrap_or_default()
    }

    /// Lines no wider than `width`, at most `limit`; the last ends with an
    /// ellipsis when words were left out.
    pub fn lines(&mut self, text: &str, style: Style, width: f32, limit: usize) -> Rc<[Rc<Line>]> {
        let key = Key {
            text: text.into(),
            size: style.size.to_bits(),
            bold: style.bold,
            width: width.to_bits(),
            limit,
        };
        if let Some(lines) = self.cache.get(&key) {
            return Rc::clone(lines);
        }
        let lines = self.set(text, style, width, limit);
        if self.cache.len() >= CACHE_LIMIT {
            self.cache.clear();
        }
        self.cache.insert(key, Rc::clone(&lines));
        lines
    }

    /// Width of a figure or an estimate of the width of words, without shaping them.
    pub fn estimate(&self, text: &str, style: Style) -> f32 {
        let face = &self.faces[if style.bold { BOLD } else { REGULAR }];
        let units: f32 =
            text.chars().map(|c| face.glyph(c).map_or(face.units() * 0.6, |glyph| face.advance(glyph))).sum();
        units * style.size / face.units()
    }

    /// A figure as one line. Its digits stand without kerning, so that they line up in
    /// a column, and its minus is drawn as a dash, because a hyphen is easily
    /// overlooked. `None` when the text face cannot show it all.
    pub fn figure(&mut self, text: &str, style: Style) -> Option<Line> {
        let index = if style.bold { BOLD } else { REGULAR };
        let mut width = 0.0;
        let mut faithful = true;
        let mut glyphs = Vec::with_capacity(text.len());
        for character in text.chars() {
            let drawn = if character == '-' { MINUS } else { character };
            let id = self.faces[index].glyph(drawn)?;
            faithful &= self.note(index, id, drawn.encode_utf8(&mut [0; 4])) && drawn == character;
            glyphs.push(Glyph { id, x: width, y: 0.0 });
            width += self.faces[index].advance(id) * style.size / self.faces[index].units();
        }
        let actual = (!faithful).then(|| text.to_string());
        Some(Line { width, runs: vec![Run { face: index, size: style.size, glyphs, actual }] })
    }

    /// Remembers a glyph; false when it already stands for other characters.
    fn note(&mut self, face: usize, glyph: u16, text: &str) -> bool {
        match self.usage[face].get(&glyph) {
            Some(known) => known == text || (known.trim().is_empty() && text.trim().is_empty()),
            None => {
                self.usage[face].insert(glyph, text.to_string());
                true
            }
        }
    }

    /// The text with every character that has no glyph shown as `�` and reported,
    /// and without control characters, which are no text.
    fn printable<'a>(&mut self, text: &'a str, single: bool) -> Cow<'a, str> {
        if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
            return Cow::Borrowed(text.trim());
        }
        let mut clean = String::with_capacity(text.len());
        for character in text.trim().chars() {
            match character {
                '\n' if !single => clean.push('\n'),
                '\n' | '\t' => clean.push(' '),
                c if c.is_control() => {}
                c if invisible(c) || self.faces.iter().any(|face| face.glyph(c).is_some()) => clean.push(c),
                c => {
                    self.missing.insert(c);
                    clean.push('\u{fffd}');
                }
            }
        }
        Cow::Owned(clean)
    }

    fn set(&mut self, text: &str, style: Style, width: f32, limit: usize) -> Rc<[Rc<Line>]> {
        let text = self.printable(text, limit == 1).into_owned();
        let layout = self.shape(&text, style, width);
        let cut = layout.len() > limit;
        let whole = if cut { limit.saturating_sub(1) } else { layout.len() };
        let mut lines: Vec<Rc<Line>> =
            layout.lines().take(whole).map(|line| Rc::new(self.place(&text, &layout, &line))).collect();
        if cut && let Some(last) = layout.get(whole) {
            let rest = text[last.text_range()].trim_end().to_string();
            lines.push(Rc::new(self.shortened(rest, style, width)));
        }
        lines.into()
    }

    /// A line of words that has to make room for an ellipsis.
    fn shortened(&mut self, mut words: String, style: Style, width: f32) -> Line {
        loop {
            let with_mark = format!("{}…", words.trim_end());
            let layout = self.shape(&with_mark, style, f32::MAX);
            if (layout.width() <= width || words.is_empty())
                && let Some(line) = layout.get(0)
            {
                return self.place(&with_mark, &layout, &line);
            }
            if words.pop().is_none() {
                return Line::default();
            }
        }
    }

    fn shape(&mut self, text: &str, style: Style, width: f32) -> Layout<()> {
        let mut builder = self.context.ranged_builder(&mut self.fonts, text, 1.0, false);
        builder.push_default(StyleProperty::FontSize(style.size));
        builder.push_default(StyleProperty::FontFamily(FontFamily::List(Cow::Borrowed(&self.families))));
        let weight = f32::from(FILES[if style.bold { BOLD } else { REGULAR }].weight);
        builder.push_default(StyleProperty::FontWeight(FontWeight::new(weight)));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        let mut layout = builder.build(text);
        layout.break_all_lines((width < f32::MAX).then_some(width));
        layout
    }

    /// The glyphs of a shaped line, with the characters each stands for.
    fn place(&mut self, text: &str, layout: &Layout<()>, line: &parley::Line<'_, ()>) -> Line {
        let metrics = line.metrics();
        let mut placed = Line { width: metrics.advance - metrics.hanging_advance, runs: Vec::new() };
        // Where words of the other direction end a line, parley gives the space behind them room. The range of an
        // empty text goes beyond it.
        let whole = line.text_range();
        let words = text.get(whole.clone());
        let words_end = words.map_or(whole.end, |words| whole.start + words.trim_end().len());
        let spaces_end = if metrics.hanging_advance > 0.0 { whole.end } else { words_end };
        // Spaces at the end of a right-to-left line hang out on the left.
        let mut pen = if layout.is_rtl() { -metrics.hanging_advance } else { 0.0 };
        for run in line.runs() {
            let blob = (run.font().data.id(), run.font().index);
            let Some(face) = self.blobs.iter().position(|known| *known == blob) else { continue };
            let mut glyphs = Vec::new();
            let mut faithful = true;
            for (range, cluster) in clusters(&run) {
                let (start, words) = (range.start, &text[range]);
                if words == "\n" {
                    continue;
                }
                if start >= spaces_end {
                    placed.width -= cluster.iter().map(|glyph| glyph.advance).sum::<f32>();
                    continue;
                }
                faithful &= self.note_cluster(face, words, &cluster, run.is_rtl());
                for glyph in cluster {
                    if let Some(id) = u16::try_from(glyph.id).ok().filter(|id| *id != 0) {
                        glyphs.push(Glyph { id, x: pen + glyph.x, y: -glyph.y });
                    }
                    pen += glyph.advance;
                }
            }
            // Readers put right-to-left runs in order by themselves; replacement
            // words would be reversed by some of them.
            let actual = (!faithful && !run.is_rtl()).then(|| text[run.text_range()].to_string());
            if !glyphs.is_empty() {
                placed.runs.push(Run { face, size: run.font_size(), glyphs, actual });
            }
        }
        placed
    }

    /// Remembers what the glyphs of a cluster stand for. False when copying them
    /// would not give the words back.
    fn note_cluster(&mut self, face: usize, words: &str, cluster: &[parley::Glyph], rtl: bool) -> bool {
        if cluster.iter().any(|glyph| glyph.id == 0) {
            self.missing.extend(words.chars().filter(|c| !c.is_whitespace() && !invisible(*c)));
        }
        let mut characters: Vec<char> = words.chars().collect();
        if rtl {
            characters.reverse();
        }
        let one_each = characters.len() == cluster.len();
        let mut faithful = cluster.len() <= 1 || (one_each && rtl);
        for (index, glyph) in cluster.iter().enumerate() {
            let Ok(id) = u16::try_from(glyph.id) else { continue };
            let share = if cluster.len() == 1 {
                words.to_string()
            } else {
                characters
                    .get(index.min(characters.len().saturating_sub(1)))
                    .map(char::to_string)
                    .unwrap_or_default()
            };
            if id != 0 && !share.is_empty() {
                faithful &= self.note(face, id, &share);
            }
        }
        faithful
    }
}

/// The clusters of a run from left to right; a ligature is one cluster with all its characters.
fn clusters(run: &parley::Run<'_, ()>) -> Vec<(std::ops::Range<usize>, Vec<parley::Glyph>)> {
    let mut groups: Vec<(std::ops::Range<usize>, Vec<parley::Glyph>)> = Vec::new();
    for cluster in run.clusters() {
        let range = cluster.text_range();
        match groups.last_mut() {
            Some((whole, _)) if cluster.is_ligature_continuation() => whole.end = range.end,
            _ => groups.push((range, cluster.glyphs().collect())),
        }
    }
    if run.is_rtl() {
        groups.reverse();
    }
    groups
}

/// Joiners, direction marks and variation selectors: they steer text and have no picture.
fn invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}
