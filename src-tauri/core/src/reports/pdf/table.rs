//! Tables: a head repeated on every page, hairlines between rows, words wrapped,
//! figures in line, the sums never parted from the last row.

use super::columns::{Columns, PAD, Wish, plan};
use super::flow::{Flow, Watch};
use super::heading;
use super::look::{BLOCK_GAP, HAIRLINE, INK, INK_2, INK_3, LINE, RULE, SECTION, Sheet, Style};
use super::page::Line;
use crate::error::Result;
use crate::reports::format;
use crate::reports::value::{Align, Cell, Column, Table};
use std::rc::Rc;

/// Most lines of one cell; longer words end with an ellipsis and are whole in the CSV.
const CELL_LINES: usize = 8;
/// Space above and below the words of a row.
const ROW_PAD: f32 = 3.6;

/// A row ready to be drawn.
struct Row {
    cells: Vec<Rc<[Rc<Line>]>>,
    height: f32,
}

/// Draws a table, as many pages as it takes.
pub(super) fn draw(flow: &mut Flow, table: &Table, wishes: &[Wish], watch: &mut Watch) -> Result<()> {
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
    sheet.draw_head(flow, &head);
    for (index, cells) in table.rows.iter().enumerate() {
        let row = sheet.set(flow, cells, false);
        let last = index + 1 == table.rows.len();
        let kept = if last { totals.as_ref().map_or(0.0, |row| row.height) } else { 0.0 };
        if flow.left() < row.height + kept {
            flow.turn();
            sheet.draw_head(flow, &head);
        }
        sheet.draw_row(flow, &row, INK, !last);
        watch.step()?;
    }
    if let Some(row) = totals {
        flow.rule(Sheet::LEFT, flow.y, flow.sheet.inner(), RULE, INK_2);
        sheet.draw_row(flow, &row, INK, false);
    } else {
        flow.rule(Sheet::LEFT, flow.y, flow.sheet.inner(), HAIRLINE, LINE);
    }
    Ok(())
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
        self.row(set, style)
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
        let mut x = Sheet::LEFT;
        for (index, lines) in head.cells.iter().enumerate() {
            // Headings of several lines stand on the rule, not under the ceiling.
            let top = bottom - ROW_PAD - lines.len() as f32 * style.leading();
            self.cell(flow, lines, style, INK_3, (x, top), index);
            x += self.plan.widths[index];
        }
        flow.rule(Sheet::LEFT, bottom, flow.sheet.inner(), RULE, INK_2);
        flow.y = bottom + 1.0;
    }

    fn draw_row(&self, flow: &mut Flow, row: &Row, color: super::look::Color, hairline: bool) {
        let style = self.style;
        let top = flow.y + ROW_PAD;
        let mut x = Sheet::LEFT;
        for (index, lines) in row.cells.iter().enumerate() {
            self.cell(flow, lines, style, color, (x, top), index);
            x += self.plan.widths[index];
        }
        flow.y += row.height;
        if hairline {
            flow.rule(Sheet::LEFT, flow.y, flow.sheet.inner(), HAIRLINE, LINE);
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
