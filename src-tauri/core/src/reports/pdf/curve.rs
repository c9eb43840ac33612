//! Lines over time: one stroke per series, broken where a value is missing, the
//! last figure written at its end.

use super::chart::{Plot, color};
use super::flow::Flow;
use super::look::{CHART, Color, INK};
use super::page::Item;
use crate::reports::format;
use crate::reports::value::{Align, Chart};

const STROKE: f32 = 1.5;
/// Up to this many values each gets a dot.
const DOTS: usize = 26;
const DOT: f32 = 1.9;

/// Draws all series; the first lies on top.
pub(super) fn draw(flow: &mut Flow, chart: &Chart, plot: &Plot) {
    let count = chart.labels.len();
    let mut taken: Vec<f32> = Vec::new();
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
        let last = points.iter().rposition(Option::is_some);
        if let Some(((x, y), index)) = last.and_then(|index| points[index].map(|place| (place, index))) {
            // Two ends close together would write one figure over the other.
            if taken.iter().all(|other| (other - y).abs() > CHART.leading()) {
                taken.push(y);
                caption(flow, chart, (number, index), (x, y));
            }
        }
    }
}

/// Writes the figure of one point above it.
fn caption(flow: &mut Flow, chart: &Chart, (series, index): (usize, usize), (x, y): (f32, f32)) {
    let Some(cell) = chart.series[series].cells.get(index) else { return };
    let text = format::text(cell, flow.locale);
    let width = flow.text.estimate(&text, CHART);
    let left = (x - width / 2.0).min(flow.sheet.right() - width);
    flow.words_figure(&text, CHART, INK, (left, y - CHART.leading() - 2.5, width + 0.5), Align::Left);
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
