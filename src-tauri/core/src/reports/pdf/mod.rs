//! A report as PDF: blocks → layout → pages of placed items → writer. Layout knows
//! no PDF and the writer no report, so that another writer can take its place.

mod axis;
mod bars;
mod chart;
mod columns;
mod curve;
mod embed;
mod finish;
mod flow;
mod fonts;
mod heading;
mod kpis;
mod letter;
mod look;
mod page;
mod picture;
mod print;
mod qr;
mod roll;
#[cfg(test)]
pub(crate) mod sample;
mod svg;
mod table;
mod tags;
#[cfg(test)]
mod tests;
mod text;
mod tree;
mod writer;
mod xmp;

pub use fonts::{Bundled, Typeface, Typefaces};

use crate::error::Result;
use crate::reports::format::Locale;
use crate::reports::value::{Form, Letter, Report};
use columns::Wish;
use flow::{Flow, Watch};
use look::{BODY, INK_2, Sheet};
use page::Page;
use table::Place;
use tags::Tree;
use text::Typesetter;
use writer::{About, Laid, Writer};

/// The paper a report is printed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8.5 × 11 inches.
    Letter,
}

impl Paper {
    fn sheet(self) -> Sheet {
        match self {
            Self::A4 => Sheet::new(595.28, 841.89),
            Self::Letter => Sheet::new(612.0, 792.0),
        }
    }
}

/// A finished PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PdfOutput {
    /// The file.
    pub bytes: Vec<u8>,
    /// Number of pages.
    pub pages: usize,
    /// Characters that no bundled typeface can show, in order; `�` stands in their place.
    pub missing_glyphs: Vec<char>,
}

/// Whether these bytes are a picture that can stand at the head of a letter: PNG or JPEG.
pub fn is_picture(bytes: &[u8]) -> bool {
    picture::Picture::read(bytes).is_some()
}

/// Renders a report. `watch` is called now and then with the rows done and the rows
/// in all; when it returns false the work ends with [`crate::Error::Cancelled`].
/// `fonts` are asked for what no bundled typeface has.
/// Tables too wide for an upright sheet turn the whole document on its side. What goes to
/// somebody can be heard as well as seen (PDF/A-3a and PDF/UA-1). The
/// same report always gives the same bytes.
pub fn render(
    report: &Report,
    locale: &Locale,
    paper: Paper,
    fonts: &dyn Typefaces,
    watch: &dyn Fn(usize, usize) -> bool,
) -> Result<PdfOutput> {
    let mut watch = Watch::new(watch, steps(report));
    let (text, (pages, tree, sheet)) =
        with_fonts(fonts, |text| lay(report, locale, paper, text, &mut watch))?;
    watch.tell()?;
    let about = About {
        title: &report.title,
        author: &report.letterhead.business,
        language: locale.language,
        created: report.created,
    };
    let data = report.letter.as_ref().and_then(|letter| letter.data.as_ref());
    let (faces, usage) = (text.faces(), text.usage());
    let laid = Laid { sheet, pages: &pages, faces, usage, about, tree: tree.as_ref(), data };
    let bytes = print::Printpdf.write(&laid)?;
    watch.step()?;
    watch.tell()?;
    Ok(PdfOutput { bytes, pages: pages.len(), missing_glyphs: text.missing() })
}

/// Many reports as one file for the printer, each beginning on a page of its own and counting
/// its own pages. They must all be for the same sort of paper. What only single files have (tags,
/// data) is left out.
pub fn render_all(
    reports: &[(&Report, Locale)],
    title: &str,
    paper: Paper,
    fonts: &dyn Typefaces,
    watch: &dyn Fn(usize, usize) -> bool,
) -> Result<PdfOutput> {
    let mut watch = Watch::new(watch, reports.iter().map(|(report, _)| steps(report)).sum());
    let (text, all) = with_fonts(fonts, |text| {
        let mut all: Option<(Vec<Page>, Sheet, About)> = None;
        for (report, locale) in reports {
            let (pages, _, sheet) = lay(report, locale, paper, text, &mut watch)?;
            watch.step()?;
            match &mut all {
                Some((all, ..)) => all.extend(pages),
                None => {
                    let about = About {
                        title,
                        author: &report.letterhead.business,
                        language: locale.language,
                        created: report.created,
                    };
                    all = Some((pages, sheet, about));
                }
            }
        }
        Ok(all)
    })?;
    let Some((pages, sheet, about)) = all else {
        return Err(crate::Error::Conflict(crate::say!("There is nothing to print.")));
    };
    watch.tell()?;
    let (faces, usage) = (text.faces(), text.usage());
    let laid = Laid { sheet, pages: &pages, faces, usage, about, tree: None, data: None };
    let bytes = print::Printpdf.write(&laid)?;
    watch.tell()?;
    Ok(PdfOutput { bytes, pages: pages.len(), missing_glyphs: text.missing() })
}

/// A report as pictures of its pages.
#[derive(Clone, Debug, PartialEq)]
pub struct Pictures {
    /// Each page as an SVG document. It has outlines and no words.
    pub pages: Vec<String>,
    /// Width of a page in points (1/72 inch).
    pub width: f32,
    /// Height of a page in points.
    pub height: f32,
    /// Characters that no typeface can show, as in [`PdfOutput`].
    pub missing_glyphs: Vec<char>,
}

/// The pages of [`render`] as pictures for a window: the same items in the same places,
/// without what only the file has (tags, data).
pub fn draw(
    report: &Report,
    locale: &Locale,
    paper: Paper,
    fonts: &dyn Typefaces,
    watch: &dyn Fn(usize, usize) -> bool,
) -> Result<Pictures> {
    let mut watch = Watch::new(watch, steps(report));
    let (text, (pages, _, sheet)) = with_fonts(fonts, |text| lay(report, locale, paper, text, &mut watch))?;
    watch.tell()?;
    Ok(Pictures {
        pages: svg::pages(&pages, sheet, text.faces()),
        width: sheet.width,
        height: sheet.height,
        missing_glyphs: text.missing(),
    })
}

/// Sets the words with the bundled typefaces, and where some have no letter shape there, once
/// more with those of the computer that have it.
fn with_fonts<R>(
    fonts: &dyn Typefaces,
    mut set: impl FnMut(&mut Typesetter) -> Result<R>,
) -> Result<(Typesetter, R)> {
    let mut text = Typesetter::new(&[])?;
    let laid = set(&mut text)?;
    let missing = text.missing();
    let extra = if missing.is_empty() { Vec::new() } else { fonts.showing(&missing) };
    if extra.is_empty() {
        return Ok((text, laid));
    }
    let mut text = Typesetter::new(&extra)?;
    let laid = set(&mut text)?;
    Ok((text, laid))
}

/// Rows, and the writing.
fn steps(report: &Report) -> usize {
    report.tables.iter().map(|table| table.rows.len()).sum::<usize>() + 1
}

/// Puts everything in its place.
fn lay(
    report: &Report,
    locale: &Locale,
    paper: Paper,
    text: &mut Typesetter,
    watch: &mut Watch,
) -> Result<(Vec<Page>, Option<Tree>, Sheet)> {
    watch.tell()?;
    let mut wishes: Vec<_> = report.tables.iter().map(|table| columns::wishes(table, text, locale)).collect();
    let carried = report.letter.as_ref().and_then(|letter| letter.carried);
    if let (Some(column), Some(table), Some(wishes)) = (carried, report.tables.first(), wishes.first_mut()) {
        columns::hold_sum(wishes, table, column, text, locale);
    }
    let upright = paper.sheet();
    let lying = upright.turned();
    let sheet = match &report.letter {
        Some(Letter { form: Form::Roll, .. }) => Sheet::roll(),
        Some(_) => upright.letter(),
        None if columns::want_landscape(&wishes, upright.inner(), lying.inner()) => lying,
        None => upright,
    };

    let mut flow = Flow::new(sheet, text, locale);
    match &report.letter {
        None => body(&mut flow, report, &wishes, watch)?,
        Some(letter) => {
            flow.tree = Some(Tree::new());
            match letter.form {
                Form::Sheet => letter::draw(&mut flow, report, letter, &wishes, watch)?,
                Form::Roll => roll::draw(&mut flow, report, letter, &wishes, watch)?,
            }
        }
    }
    Ok((flow.pages, flow.tree, flow.sheet))
}

/// A report of the business to itself: figures, charts and tables under a title.
fn body(flow: &mut Flow, report: &Report, wishes: &[Vec<Wish>], watch: &mut Watch) -> Result<()> {
    heading::top(flow, report);
    kpis::draw(flow, &report.kpis);
    for chart in &report.charts {
        chart::draw(flow, chart);
    }
    for (table, wishes) in report.tables.iter().zip(wishes) {
        table::draw(flow, table, wishes, Place::default(), watch)?;
    }
    if report.kpis.is_empty() && report.charts.is_empty() && report.tables.is_empty() {
        flow.gap(16.0);
        let words = flow.words.nothing;
        flow.paragraph(words, BODY, INK_2);
    }
    heading::notes(flow, &report.notes);
    heading::margins(flow, report);
    Ok(())
}
