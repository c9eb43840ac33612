//! The row of figures that matter most: label, figure, remark, parted by hairlines.

use super::flow::Flow;
use super::look::{HAIRLINE, INK, INK_2, INK_3, KPI_LABEL, KPI_NOTE, LINE, Style};
use super::tags::Role;
use crate::reports::format;
use crate::reports::value::{Align, Kpi};

/// Most figures in one row; more start another.
const PER_ROW: usize = 4;
const INSET: f32 = 14.0;

/// Draws all figures, four to a row.
pub(super) fn draw(flow: &mut Flow, kpis: &[Kpi]) {
    let columns = if kpis.len() > PER_ROW && kpis.len() < 2 * PER_ROW {
        kpis.len().div_ceil(2)
    } else {
        PER_ROW.min(kpis.len())
    };
    if columns == 0 {
        return;
    }
    flow.gap(14.0);
    for row in kpis.chunks(columns) {
        draw_row(flow, row, columns);
    }
    flow.y -= 8.0;
}

fn draw_row(flow: &mut Flow, row: &[Kpi], columns: usize) {
    let slot = flow.sheet.inner() / columns as f32;
    let left = flow.sheet.left;
    let place = |index: usize| {
        let inset = if index == 0 { 0.0 } else { INSET };
        (left + slot * index as f32 + inset, slot - inset - INSET)
    };
    let figures: Vec<String> = row.iter().map(|kpi| format::text(&kpi.value, flow.locale)).collect();
    // One size for the whole row: the largest at which every figure fits its place.
    let style = [19.0, 17.0, 15.0, 13.0, 11.0, 9.0]
        .map(Style::bold)
        .into_iter()
        .find(|style| {
            figures.iter().enumerate().all(|(index, text)| flow.text.estimate(text, *style) <= place(index).1)
        })
        .unwrap_or(Style::bold(9.0));
    let mut notes = Vec::new();
    for (index, kpi) in row.iter().enumerate() {
        notes.push(flow.text.lines(&kpi.note, KPI_NOTE, place(index).1, 2));
    }
    let note_lines = row.iter().zip(&notes).filter(|(kpi, _)| !kpi.note.is_empty()).map(|(_, n)| n.len());
    let note_height = note_lines.max().unwrap_or(0) as f32 * KPI_NOTE.leading();
    let height = KPI_LABEL.leading() + style.leading() + note_height + 2.0;
    flow.ensure(height);
    let top = flow.y;
    for (index, (kpi, figure)) in row.iter().zip(&figures).enumerate() {
        let (x, width) = place(index);
        if index > 0 {
            let item_x = x - INSET;
            flow.put(super::page::Item::Fill { x: item_x, y: top, width: HAIRLINE, height, color: LINE });
        }
        flow.open(Role::Paragraph);
        flow.words(&kpi.label, KPI_LABEL, INK_3, (x, top, width), Align::Left);
        let below = top + KPI_LABEL.leading();
        flow.words(figure, style, INK, (x, below, width), Align::Left);
        let below = below + style.leading() + 1.0;
        for (line, remark) in notes[index].iter().enumerate() {
            let y = below + line as f32 * KPI_NOTE.leading();
            flow.place(remark, KPI_NOTE, INK_2, (x, y, width), Align::Left);
        }
        flow.close();
    }
    flow.y = top + height + 14.0;
}
