//! Lines over time: one stroke per series, broken where a value is missing, the
//! last figure written at its end.

use super::chart::{Plot, color};
use super::flow::Flow;
use super::look::{CHART, Color, INK, INK_2};
use super::page::Item;
use crate::reports::format;
use crate::reports::value::{Align, Cell, Chart, ChartKind, Series};

const STROKE: f32 = 1.5;
/// Up to this many values each gets a dot.
const DOTS: usize = 26;
const DOT: f32 = 1.9;
/// From the end of a line to its figure.
const END_GAP: f32 = 6.0;

/// Space at the right for the last figures of the lines; none for bars.
pub(super) fn room(flow: &Flow, chart: &Chart) -> f32 {
    if chart.kind != ChartKind::Line {
        return 0.0;
    }
    let ends = chart.series.iter().filter_map(|series| last(series, chart.labels.len()));
    let widths = ends.map(|(_, cell)| flow.text.estimate(&format::text(cell, flow.locale), CHART));
    let slot = (flow.sheet.inner() - 40.0) / chart.labels.len().max(1) as f32;
    // The line itself ends half a place before the edge.
    (widths.fold(0.0, f32::max) + END_GAP - slot / 2.0).max(0.0)
}

/// The place and the cell of a series' last value.
fn last(series: &Series, count: usize) -> Option<(usize, &Cell)> {
    let index = series.values.iter().take(count).rposition(|value| value.is_finite())?;
    Some((index, series.cells.get(index)?))
}

/// Draws all series; the first lies on top.
pub(super) fn draw(flow: &mut Flow, chart: &Chart, plot: &Plot) {
    let count = chart.labels.len();
    for (number, series) in chart.series.iter().enumerate().rev() {
        let color = color(number);
        let points: Vec<Option<(f32, f32)>> = series
            .values
            .iter()
            .take(count)
            .enumerate()
            .map(|(index, value)| {
                value.is_finite().then(|| (plot.middle(index, count), plot.height_of(*value)))
            })
            .collect();
        for part in points.split(Option::is_none) {
            let part: Vec<(f32, f32)> = part.iter().flatten().copied().collect();
            if chart.series.len() == 1 && part.len() > 1 {
                flow.put(Item::Area { points: under(&part, plot.height_of(0.0)), color: tint(color) });
            }
            if part.len() > 1 {
                flow.put(Item::Stroke { points: part, width: STROKE, color });
            }
        }
        for &(x, y) in points.iter().flatten() {
            if count <= DOTS {
                flow.put(Item::Area { points: disc(x, y), color });
            }
        }
    }
    // Two ends close together would write one figure over the other; the first series wins.
    let mut taken: Vec<f32> = Vec::new();
    for (number, series) in chart.series.iter().enumerate() {
        let Some((index, cell)) = last(series, count) else { continue };
        let (x, y) = (plot.middle(index, count), plot.height_of(series.values[index]));
        if taken.iter().all(|other| (other - y).abs() > CHART.size) {
            taken.push(y);
            let text = format::text(cell, flow.locale);
            let width = flow.text.estimate(&text, CHART) + 0.5;
            let place = (x + END_GAP, y - CHART.size * 0.68, width);
            flow.words_figure(&text, CHART, if number == 0 { INK } else { INK_2 }, place, Align::Left);
        }
    }
}

/// The area between a line and the zero of the scale.
fn under(points: &[(f32, f32)], zero: f32) -> Vec<(f32, f32)> {
    let mut area = points.to_vec();
    if let (Some(first), Some(last)) = (points.first(), points.last()) {
        area.push((last.0, zero));
        area.push((first.0, zero));
    }
    area
}

/// A dot as a polygon of sixteen corners, round enough at its size.
fn disc(x: f32, y: f32) -> Vec<(f32, f32)> {
    (0..16)
        .map(|corner| {
            let angle = corner as f32 * std::f32::consts::TAU / 16.0;
            (x + DOT * angle.cos(), y + DOT * angle.sin())
        })
        .collect()
}

/// The colour as a pale wash; paper has no transparency in an archive file.
fn tint(color: Color) -> Color {
    color.map(|part| (f32::from(part) * 0.1 + 255.0 * 0.9).round() as u8)
}
