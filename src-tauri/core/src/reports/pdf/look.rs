//! The looks of a report on paper: sizes in points, colours, leading. Everything
//! that a designer would change stands here.

/// A colour as red, green and blue.
pub(super) type Color = [u8; 3];

pub(super) const INK: Color = [0x1f, 0x25, 0x20];
pub(super) const INK_2: Color = [0x4b, 0x54, 0x4c];
pub(super) const INK_3: Color = [0x5f, 0x67, 0x5e];
pub(super) const ACCENT: Color = [0x1f, 0x6b, 0x57];
pub(super) const LINE: Color = [0xe8, 0xe4, 0xdb];
pub(super) const GRID: Color = [0xef, 0xec, 0xe5];

/// Colours of the series of a chart, in order; the palette is the window's.
pub(super) const SERIES: [Color; 6] = [
    ACCENT,
    [0xb8, 0x7f, 0x16],
    [0x5a, 0x80, 0xa8],
    [0xb4, 0x5f, 0x46],
    [0x82, 0x60, 0x8f],
    [0x83, 0x96, 0x7f],
];

/// How letters look: size in points and weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Style {
    /// Size in points.
    pub size: f32,
    /// Bold instead of regular.
    pub bold: bool,
}

impl Style {
    /// Regular letters.
    pub const fn plain(size: f32) -> Self {
        Self { size, bold: false }
    }

    /// Bold letters.
    pub const fn bold(size: f32) -> Self {
        Self { size, bold: true }
    }

    /// Distance from one baseline to the next.
    pub fn leading(self) -> f32 {
        self.size * 1.36
    }

    /// Distance from the top of a line to its baseline.
    pub fn ascent(self) -> f32 {
        self.size * 1.02
    }
}

pub(super) const BUSINESS: Style = Style::bold(11.0);
pub(super) const LETTER: Style = Style::plain(7.8);
pub(super) const RECIPIENT: Style = Style::plain(9.5);
pub(super) const TITLE: Style = Style::bold(21.0);
pub(super) const PERIOD: Style = Style::plain(10.5);
pub(super) const BODY: Style = Style::plain(8.8);
pub(super) const SECTION: Style = Style::bold(11.5);
pub(super) const KPI_LABEL: Style = Style::plain(7.8);
pub(super) const KPI_NOTE: Style = Style::plain(7.8);
pub(super) const CHART: Style = Style::plain(7.2);
pub(super) const FOOTER: Style = Style::plain(7.4);

/// Widths of lines in points.
pub(super) const HAIRLINE: f32 = 0.6;
pub(super) const RULE: f32 = 0.9;

/// Space between blocks, in points.
pub(super) const BLOCK_GAP: f32 = 22.0;

/// The sheet and its margins, in points, measured from the top left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sheet {
    /// Width of the paper.
    pub width: f32,
    /// Height of the paper.
    pub height: f32,
    /// Where content begins on the left.
    pub left: f32,
    /// The margin on the right.
    pub margin: f32,
    /// Where content begins on every page.
    pub top: f32,
    /// The margin at the foot.
    pub bottom: f32,
}

/// Points in a millimetre.
pub(super) const MM: f32 = 72.0 / 25.4;

impl Sheet {
    /// Paper for a report.
    pub const fn new(width: f32, height: f32) -> Self {
        Self { width, height, left: 50.0, margin: 50.0, top: 50.0, bottom: 58.0 }
    }

    /// The same paper for a letter: room for the punch on the left (DIN 5008) and for what
    /// the business says at the foot.
    pub fn letter(self) -> Self {
        Self { left: 25.0 * MM, margin: 20.0 * MM, top: 62.0, bottom: 92.0, ..self }
    }

    /// A roll of 80 mm in a till, on which 72 mm can be printed; its end comes last.
    pub fn roll() -> Self {
        Self { width: 80.0 * MM, height: 14_000.0, left: 5.0 * MM, margin: 5.0 * MM, top: 14.0, bottom: 18.0 }
    }

    /// Width between the margins.
    pub fn inner(&self) -> f32 {
        self.width - self.left - self.margin
    }

    /// The right margin's place.
    pub fn right(&self) -> f32 {
        self.width - self.margin
    }

    /// The lowest place for content.
    pub fn floor(&self) -> f32 {
        self.height - self.bottom
    }

    /// The same paper lying on its side.
    pub fn turned(self) -> Self {
        Self { width: self.height, height: self.width, ..self }
    }
}
