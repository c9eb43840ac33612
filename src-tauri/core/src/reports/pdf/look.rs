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
}

impl Sheet {
    pub const LEFT: f32 = 50.0;
    pub const TOP: f32 = 50.0;
    pub const BOTTOM: f32 = 58.0;

    /// Width between the margins.
    pub fn inner(&self) -> f32 {
        self.width - 2.0 * Self::LEFT
    }

    /// The right margin's place.
    pub fn right(&self) -> f32 {
        self.width - Self::LEFT
    }

    /// The lowest place for content.
    pub fn floor(&self) -> f32 {
        self.height - Self::BOTTOM
    }

    /// The same paper lying on its side.
    pub fn turned(self) -> Self {
        Self { width: self.height, height: self.width }
    }
}
