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
mod look;
mod page;
mod print;
#[cfg(test)]
pub(crate) mod sample;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod writer;
mod xmp;

use crate::error::Result;
use crate::reports::format::Locale;
use crate::reports::value::Report;
use flow::{Flow, Watch};
use look::{BODY, INK_2, Sheet};
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
            Self::A4 => Sheet { width: 595.28, height: 841.89 },
            Self::Letter => Sheet { width: 612.0, height: 792.0 },
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

/// Renders a report. `watch` is called now and then with the rows done and the rows
/// in all; when it returns false the work ends with [`crate::Error::Cancelled`].
/// Tables too wide for an upright sheet turn the whole document on its side. The
/// same report always gives the same bytes.
pub fn render(
    report: &Report,
    locale: &Locale,
    paper: Paper,
    watch: &dyn Fn(usize, usize) -> bool,
) -> Result<PdfOutput> {
    let rows: usize = report.tables.iter().map(|table| table.rows.len()).sum();
    let mut watch = Watch::new(watch, rows + 1);
    watch.tell()?;
    let mut text = Typesetter::new()?;
    let wishes: Vec<_> = report.tables.iter().map(|table| columns::wishes(table, &text, locale)).collect();
    let upright = paper.sheet();
    let lying = upright.turned();
    let landscape = columns::want_landscape(&wishes, upright.inner(), lying.inner());
    let sheet = if landscape { lying } else { upright };

    let mut flow = Flow::new(sheet, &mut text, locale);
    heading::top(&mut flow, report);
    kpis::draw(&mut flow, &report.kpis);
    for chart in &report.charts {
        chart::draw(&mut flow, chart);
    }
    for (table, wishes) in report.tables.iter().zip(&wishes) {
        table::draw(&mut flow, table, wishes, &mut watch)?;
    }
    if report.kpis.is_empty() && report.charts.is_empty() && report.tables.is_empty() {
        flow.gap(16.0);
        let words = flow.words.nothing;
        flow.paragraph(words, BODY, INK_2);
    }
    heading::notes(&mut flow, &report.notes);
    heading::margins(&mut flow, report);
    let pages = flow.pages;

    watch.tell()?;
    let about = About {
        title: &report.title,
        author: &report.letterhead.business,
        language: locale.language,
        created: report.created,
    };
    let laid = Laid { sheet, pages: &pages, faces: text.faces(), usage: text.usage(), about };
    let bytes = print::Printpdf.write(&laid)?;
    watch.step()?;
    watch.tell()?;
    Ok(PdfOutput { bytes, pages: pages.len(), missing_glyphs: text.missing() })
}
