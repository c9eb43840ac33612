//! The writer that uses printpdf. It places glyphs one by one, because the library
//! itself neither shapes nor subsets in the lean build this program uses.

use super::embed::{Subset, subsets};
use super::finish;
use super::look::{Color, Sheet};
use super::page::{Item, Line, Page, Run};
use super::picture::Picture;
use super::tags::Tree;
use super::writer::{Laid, Writer};
use crate::error::Result;
use printpdf::{
    Codepoint, DictItem, FontId, Line as Path, LinePoint, Op, PaintMode, PdfDocument, PdfFont, PdfFontHandle,
    PdfPage, PdfSaveOptions, Point, Polygon, PolygonRing, Pt, Rect, Rgb, TextItem, TextMatrix, WindingOrder,
    XObject, XObjectId, XObjectTransform,
};
use std::collections::BTreeMap;

/// Writes with printpdf and finishes with lopdf.
pub(super) struct Printpdf;

impl Writer for Printpdf {
    fn write(&self, document: &Laid) -> Result<Vec<u8>> {
        let subsets = subsets(document.faces, document.usage)?;
        let mut pdf = PdfDocument::new(document.about.title);
        for (index, subset) in subsets.iter().enumerate() {
            if let Some(subset) = subset {
                pdf.resources.fonts.map.insert(font_id(index), PdfFont::new(subset.font.clone()));
            }
        }
        let mut marks = Vec::new();
        for (number, page) in document.pages.iter().enumerate() {
            let mut pen = Pen::new(document, &subsets, number);
            pdf.pages.push(pen.page(page, document.sheet));
            for (name, picture) in pen.pictures {
                pdf.resources.xobjects.map.insert(name, XObject::Image((*picture.image).clone()));
            }
            marks.push(pen.marks);
        }
        let options = PdfSaveOptions::default();
        let written = printpdf::serialize::to_lopdf_doc(&pdf, &options, &mut Vec::new());
        finish::finish(written, document, &marks)
    }
}

fn font_id(face: usize) -> FontId {
    // Not F1 to F14: those names belong to the built-in fonts.
    FontId(format!("T{face}"))
}

struct Pen<'a> {
    ops: Vec<Op>,
    height: f32,
    fill: Option<Color>,
    font: Option<(usize, f32)>,
    subsets: &'a [Option<Subset>],
    tree: Option<&'a Tree>,
    /// The node of each marked part of the page, in order.
    marks: Vec<u32>,
    /// What the part that is being drawn belongs to; `None` when none is open.
    mark: Option<Option<u32>>,
    /// The pictures in use and their names.
    pictures: Vec<(XObjectId, Picture)>,
    number: usize,
}

impl<'a> Pen<'a> {
    fn new(document: &'a Laid, subsets: &'a [Option<Subset>], number: usize) -> Self {
        Self {
            ops: Vec::new(),
            height: document.sheet.height,
            fill: None,
            font: None,
            subsets,
            tree: document.tree,
            marks: Vec::new(),
            mark: None,
            pictures: Vec::new(),
            number,
        }
    }

    fn page(&mut self, page: &Page, sheet: Sheet) -> PdfPage {
        // Shapes first, then one text section: fewer changes of state, and words lie on top.
        for placed in page.iter().filter(|placed| !matches!(placed.item, Item::Text { .. })) {
            self.mark(placed.node);
            self.shape(&placed.item);
        }
        self.end_mark();
        self.ops.push(Op::StartTextSection);
        for placed in page {
            if let Item::Text { x, y, color, line } = &placed.item {
                self.mark(placed.node);
                self.fill(*color);
                self.text(*x, *y, line);
            }
        }
        self.end_mark();
        self.ops.push(Op::EndTextSection);
        let paper = rectangle(0.0, 0.0, sheet.width, sheet.height, None);
        let ops = std::mem::take(&mut self.ops);
        PdfPage { media_box: paper.clone(), trim_box: paper.clone(), crop_box: paper, ops }
    }

    /// Says what the next items belong to, in a document whose parts are told apart.
    fn mark(&mut self, node: Option<u32>) {
        let Some(tree) = self.tree.filter(|_| self.mark != Some(node)) else { return };
        self.end_mark();
        self.mark = Some(node);
        self.ops.push(match node.and_then(|node| Some((node, tree.nodes.get(node as usize)?))) {
            None => Op::BeginMarkedContent { tag: "Artifact".into() },
            Some((index, node)) => {
                let number = DictItem::Int(self.marks.len() as i64);
                self.marks.push(index);
                Op::BeginMarkedContentWithProperties {
                    tag: node.role.name().into(),
                    properties: DictItem::Dict { map: BTreeMap::from([("MCID".to_string(), number)]) },
                }
            }
        });
    }

    fn end_mark(&mut self) {
        if self.mark.take().is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    fn point(&self, (x, y): (f32, f32)) -> LinePoint {
        LinePoint { p: Point { x: Pt(tidy(x)), y: Pt(tidy(self.height - y)) }, bezier: false }
    }

    fn fill(&mut self, color: Color) {
        if self.fill != Some(color) {
            self.fill = Some(color);
            self.ops.push(Op::SetFillColor { col: rgb(color) });
        }
    }

    fn shape(&mut self, item: &Item) {
        match item {
            Item::Text { .. } => {}
            Item::Fill { x, y, width, height, color } => {
                self.fill(*color);
                let bottom = self.height - y - height;
                let rectangle = rectangle(*x, bottom, *width, *height, Some(PaintMode::Fill));
                self.ops.push(Op::DrawRectangle { rectangle });
            }
            Item::Stroke { points, width, color } => {
                self.ops.push(Op::SetOutlineColor { col: rgb(*color) });
                self.ops.push(Op::SetOutlineThickness { pt: Pt(*width) });
                let points = points.iter().map(|point| self.point(*point)).collect();
                self.ops.push(Op::DrawLine { line: Path { points, is_closed: false } });
            }
            Item::Area { points, color } => {
                self.fill(*color);
                let points = points.iter().map(|point| self.point(*point)).collect();
                let rings = vec![PolygonRing { points }];
                let polygon = Polygon { rings, mode: PaintMode::Fill, winding_order: WindingOrder::NonZero };
                self.ops.push(Op::DrawPolygon { polygon });
            }
            Item::Picture { x, y, width, height, picture } => {
                let id = XObjectId(format!("P{}n{}", self.number, self.pictures.len()));
                let transform = XObjectTransform {
                    translate_x: Some(Pt(tidy(*x))),
                    translate_y: Some(Pt(tidy(self.height - y - height))),
                    scale_x: Some(tidy(*width)),
                    scale_y: Some(tidy(*height)),
                    no_auto_scale: true,
                    ..XObjectTransform::default()
                };
                self.ops.push(Op::UseXobject { id: id.clone(), transform });
                self.pictures.push((id, picture.clone()));
            }
        }
    }

    fn text(&mut self, x: f32, y: f32, line: &Line) {
        for run in &line.runs {
            let subsets = self.subsets;
            let Some(subset) = subsets.get(run.face).and_then(Option::as_ref) else { continue };
            if self.font != Some((run.face, run.size)) {
                self.font = Some((run.face, run.size));
                let font = PdfFontHandle::External(font_id(run.face));
                self.ops.push(Op::SetFont { font, size: Pt(run.size) });
            }
            if let Some(words) = &run.actual {
                let properties =
                    DictItem::Dict { map: BTreeMap::from([("ActualText".to_string(), utf16(words))]) };
                self.ops.push(Op::BeginMarkedContentWithProperties { tag: "Span".into(), properties });
            }
            self.run(x, self.height - y, run, subset);
            if run.actual.is_some() {
                self.ops.push(Op::EndMarkedContent);
            }
        }
    }

    /// The glyphs of a run, one show operation for all that stand on the same height.
    fn run(&mut self, x: f32, y: f32, run: &Run, subset: &Subset) {
        for level in run.glyphs.chunk_by(|a, b| (a.y - b.y).abs() < 0.005) {
            let Some(first) = level.first() else { continue };
            let place = TextMatrix::Translate(Pt(tidy(x + first.x)), Pt(tidy(y + first.y)));
            self.ops.push(Op::SetTextMatrix { matrix: place });
            let mut items = Vec::new();
            let mut glyphs: Vec<Codepoint> = Vec::with_capacity(level.len());
            // Where the reader's pen is, and where it should be, in thousandths of an em.
            let mut pen = 0;
            for glyph in level {
                let Some((new, text, advance)) = subset.glyph(glyph.id) else { continue };
                let wanted = ((glyph.x - first.x) * 1000.0 / run.size).round() as i32;
                // A thousandth of an em is far below what a printer can show.
                if (pen - wanted).abs() > 1 {
                    match glyphs.last_mut() {
                        Some(before) => before.offset = (pen - wanted) as f32,
                        None => items.push(TextItem::Offset((pen - wanted) as f32)),
                    }
                    pen = wanted;
                }
                glyphs.push(Codepoint::with_cid(new, 0.0, text.to_string()));
                pen += advance;
            }
            items.push(TextItem::GlyphIds(glyphs));
            self.ops.push(Op::ShowText { items });
        }
    }
}

fn rectangle(x: f32, y: f32, width: f32, height: f32, mode: Option<PaintMode>) -> Rect {
    Rect {
        x: Pt(tidy(x)),
        y: Pt(tidy(y)),
        width: Pt(tidy(width)),
        height: Pt(tidy(height)),
        mode,
        winding_order: None,
    }
}

/// Hundredths of a point are exact enough, and keep the file small.
fn tidy(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}

fn rgb(color: Color) -> printpdf::Color {
    let [r, g, b] = color.map(|part| (f32::from(part) / 255.0 * 1000.0).round() / 1000.0);
    printpdf::Color::Rgb(Rgb { r, g, b, icc_profile: None })
}

/// Text as a PDF string of any characters: UTF-16 with its mark.
fn utf16(text: &str) -> DictItem {
    let mut data = vec![0xfe, 0xff];
    data.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    DictItem::String { data, literal: false }
}
