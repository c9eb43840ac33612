//! Tables: a head repeated on every page, hairlines between rows, words wrapped,
//! figures in line, the sums never parted from the last row.

use super::columns::{Columns, PAD, Wish, plan};
use super::flow::{Flow, Watch};
use super::heading;
use super::look::{BLOCK_GAP, HAIRLINE, INK, INK_2, INK_3, LINE, RULE, SECTION, Style};
use super::page::Line;
use super::tags::Role;
use crate::error::Result;
use crate::money::Money;
use crate::reports::format;
use crate::reports::value::{Align, Cell, Column, Table};
use std::rc::Rc;

/// Most lines of one cell; longer words end with an ellipsis and are whole in the CSV.
const CELL_LINES: usize = 8;
/// Space above and below the words of a row.
const ROW_PAD: f32 = 3.6;
/// Rows that somebody writes into are at least this high: two lines of a hand.
const HAND: f32 = 36.0;

/// Where a table stands, and how it goes on to the next page.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    /// Kept below the last row on the same page.
    pub below: f32,
    /// The column whose sum so far stands at the end of a page and the start of the next.
    pub carried: Option<usize>,
}

/// A row ready to be drawn.
struct Row {
    cells: Vec<Rc<[Rc<Line>]>>,
    height: f32,
}

/// Draws a table, as many pages as it takes.
pub(super) fn draw(
    flow: &mut Flow,
    table: &Table,
    wishes: &[Wish],
    place: Place,
    watch: &mut Watch,
) -> Result<()> {
    flow.gap(BLOCK_GAP);
    let columns = plan(wishes, flow.sheet.inner());
    let sheet = TableSheet { columns: &table.columns, plan: &columns, style: Style::plain(columns.size) };
    let totals = table.totals.as_ref().map(|cells| sheet.set(flow, cells, true));
    let head = sheet.set_head(flow);
    let first = table.rows.first().map(|cells| sheet.set(flow, cells, false).height).unwrap_or(20.0);
    // A heading alone at the foot of a page would be orphaned from its table.
    let title = if table.title.is_empty() { 0.0 } else { SECTION.leading() + 3.0 };
    flow.ensure(title + head.height + first + totals.as_ref().map_or(0.0, |row| row.height));
    heading::section(flow, &table.title);
    if table.columns.is_empty() || (table.rows.is_empty() && totals.is_none()) {
        sheet.draw_head(flow, &head);
        flow.y += ROW_PAD;
        let words = flow.words.no_rows;
        flow.paragraph(words, sheet.style, INK_3);
        return Ok(());
    }
    flow.open(Role::Table);
    sheet.draw_head(flow, &head);
    let mut sum = place.carried.map(|column| Running { column, so_far: None });
    for (index, cells) in table.rows.iter().enumerate() {
        let row = sheet.set(flow, cells, false);
        let last = index + 1 == table.rows.len();
        let kept = match last {
            true => totals.as_ref().map_or(0.0, |row| row.height) + place.below,
            // Room for the sum so far, should the next row be the first of a page.
            false if sum.is_some() => sheet.row(Vec::new(), sheet.style).height,
            false => 0.0,
        };
        if flow.left() < row.height + kept && index > 0 {
            sheet.turn(flow, &head, sum.as_ref());
        }
        if let Some(sum) = &mut sum {
            sum.add(cells);
        }
        sheet.draw_row(flow, &row, INK, !last);
        watch.step()?;
    }
    if let Some(row) = totals {
        flow.rule(flow.sheet.left, flow.y, flow.sheet.inner(), RULE, INK_2);
        sheet.draw_row(flow, &row, INK, false);
    } else {
        flow.rule(flow.sheet.left, flow.y, flow.sheet.inner(), HAIRLINE, LINE);
    }
    flow.close();
    Ok(())
}

/// The sum of a column so far.
struct Running {
    column: usize,
    so_far: Option<Money>,
}

impl Running {
    fn add(&mut self, cells: &[Cell]) {
        if let Some(Cell::Money(money)) = cells.get(self.column) {
            let before = self.so_far.map_or(0, |sum| sum.minor);
            self.so_far = Some(Money::new(before.saturating_add(money.minor), money.currency));
        }
    }

    fn row(&self, words: &str) -> Vec<Cell> {
        // The words stand in front of the figure, in the widest column there is.
        let mut cells = vec![Cell::Empty; self.column + 1];
        if let Some(first) = cells.get_mut(1.min(self.column)) {
            *first = Cell::words(words);
        }
        cells[self.column] = self.so_far.map_or(Cell::Empty, Cell::Money);
        cells
    }
}

struct TableSheet<'a> {
    columns: &'a [Column],
    plan: &'a Columns,
    style: Style,
}

impl TableSheet<'_> {
    /// The cells of a row as lines. A row of sums without a word in front gets one.
    fn set(&self, flow: &mut Flow, cells: &[Cell], sums: bool) -> Row {
        let style = if sums { Style::bold(self.style.size) } else { self.style };
        let mut set = Vec::with_capacity(self.columns.len());
        for (index, width) in self.plan.widths.iter().enumerate() {
            let room = width - 2.0 * PAD;
            let cell = cells.get(index).unwrap_or(&Cell::Empty);
            set.push(match cell {
                Cell::Empty if sums && index == 0 => flow.text.lines(flow.words.total, style, room, 1),
                Cell::Empty => Rc::from([]),
                Cell::Text(words) => flow.text.lines(words, style, room, CELL_LINES),
                figure => {
                    let text = format::text(figure, flow.locale);
                    match flow.text.figure(&text, style).filter(|line| line.width <= room + 0.5) {
                        Some(line) => Rc::from([Rc::new(line)]),
                        None => flow.text.lines(&text, style, room, CELL_LINES),
                    }
                }
            });
        }
        let mut row = self.row(set, style);
        if !sums && self.columns.iter().any(|column| column.by_hand) {
            row.height = row.height.max(HAND);
        }
        row
    }

    /// Goes on on the next page, with the sum so far at the end of this one and above the next rows.
    fn turn(&self, flow: &mut Flow, head: &Row, sum: Option<&Running>) {
        flow.ornament(|flow| {
            if let Some(sum) = sum {
                let row = self.set(flow, &sum.row(flow.words.carried), false);
                self.draw_row(flow, &row, INK_3, false);
            }
            flow.turn();
            self.draw_head(flow, head);
            if let Some(sum) = sum {
                let row = self.set(flow, &sum.row(flow.words.brought), false);
                self.draw_row(flow, &row, INK_3, true);
            }
        });
    }

    fn set_head(&self, flow: &mut Flow) -> Row {
        let style = self.head_style();
        let cells = self
            .columns
            .iter()
            .zip(&self.plan.widths)
            .map(|(column, width)| flow.text.lines(&column.label, style, width - 2.0 * PAD, 3))
            .collect();
        self.row(cells, style)
    }

    fn head_style(&self) -> Style {
        Style::bold(self.style.size - 0.8)
    }

    fn row(&self, cells: Vec<Rc<[Rc<Line>]>>, style: Style) -> Row {
        let lines = cells.iter().map(|lines| lines.len()).max().unwrap_or(1).max(1);
        Row { cells, height: lines as f32 * style.leading() + 2.0 * ROW_PAD }
    }

    fn draw_head(&self, flow: &mut Flow, head: &Row) {
        if self.columns.is_empty() {
            return;
        }
        let style = self.head_style();
        let bottom = flow.y + head.height;
        let mut x = flow.sheet.left;
        flow.open(Role::Row);
        for (index, lines) in head.cells.iter().enumerate() {
            // Headings of several lines stand on the rule, not under the ceiling.
            let top = bottom - ROW_PAD - lines.len() as f32 * style.leading();
            flow.open(Role::Head);
            self.cell(flow, lines, style, INK_3, (x, top), index);
            flow.close();
            x += self.plan.widths[index];
        }
        flow.close();
        flow.rule(flow.sheet.left, bottom, flow.sheet.inner(), RULE, INK_2);
        flow.y = bottom + 1.0;
    }

    fn draw_row(&self, flow: &mut Flow, row: &Row, color: super::look::Color, hairline: bool) {
        let style = self.style;
        let top = flow.y + ROW_PAD;
        let mut x = flow.sheet.left;
        flow.open(Role::Row);
        for (index, lines) in row.cells.iter().enumerate() {
            flow.open(Role::Cell);
            self.cell(flow, lines, style, color, (x, top), index);
            flow.close();
            x += self.plan.widths[index];
        }
        flow.close();
        flow.y += row.height;
        if hairline {
            flow.rule(flow.sheet.left, flow.y, flow.sheet.inner(), HAIRLINE, LINE);
        }
    }

    fn cell(
        &self,
        flow: &mut Flow,
        lines: &[Rc<Line>],
        style: Style,
        color: super::look::Color,
        (x, top): (f32, f32),
        index: usize,
    ) {
        let align = self.columns.get(index).map_or(Align::Left, |column| column.align);
        // The outer columns stand flush with the rules.
        let last = index + 1 == self.columns.len();
        let (before, after) = (if index == 0 { 0.0 } else { PAD }, if last { 0.0 } else { PAD });
        let width = self.plan.widths[index] - before - after;
        for (number, line) in lines.iter().enumerate() {
            let y = top + number as f32 * style.leading();
            flow.place(line, style, color, (x + before, y, width), align);
        }
    }
}
