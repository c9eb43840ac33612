//! Charts: heading, sentence and legend, then bars or lines on a scale, all drawn
//! as vectors.

use super::axis::Axis;
use super::flow::Flow;
use super::look::{BLOCK_GAP, BODY, CHART, GRID, HAIRLINE, INK_2, INK_3, SECTION, SERIES};
use super::page::Item;
use super::{bars, curve, heading};
use crate::reports::format;
use crate::reports::value::{Align, Cell, Chart, ChartKind};

/// Height of the plot of an upright chart.
const HEIGHT: f32 = 132.0;
/// Space above the plot for the labels of the highest values.
pub(super) const HEADROOM: f32 = 12.0;

/// The rectangle in which values are drawn, and their scale.
pub(super) struct Plot {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
    pub axis: Axis,
}

impl Plot {
    /// How far down a value stands.
    pub fn height_of(&self, value: f64) -> f32 {
        self.y + self.height * (1.0 - self.axis.place(value))
    }

    /// The width one label has.
    pub fn slot(&self, count: usize) -> f32 {
        self.width / count.max(1) as f32
    }

    /// The middle of the place of a label.
    pub fn middle(&self, index: usize, count: usize) -> f32 {
        self.x + self.slot(count) * (index as f32 + 0.5)
    }
}

/// Draws a chart as one block that is never parted.
pub(super) fn draw(flow: &mut Flow, chart: &Chart) {
    let values = chart.series.iter().flat_map(|series| series.values.iter().copied());
    let axis = Axis::around(values).filter(|_| !chart.labels.is_empty());
    flow.gap(BLOCK_GAP);
    let width = flow.sheet.inner();
    let sentence = flow.text.lines(&chart.sentence, BODY, width, 3);
    let sentence_height =
        if chart.sentence.is_empty() { 0.0 } else { sentence.len() as f32 * BODY.leading() };
    let legend = if chart.series.len() > 1 { CHART.leading() + 6.0 } else { 0.0 };
    let lying = axis.is_some() && bars::lie_down(flow, chart);
    let plot_height = match (&axis, lying) {
        (None, _) => BODY.leading(),
        (_, true) => bars::lying_height(chart),
        _ => HEADROOM + HEIGHT + CHART.leading() + 4.0,
    };
    flow.ensure(SECTION.leading() + 3.0 + sentence_height + legend + plot_height + 10.0);
    heading::section(flow, &chart.title);
    if sentence_height > 0.0 {
        for line in sentence.iter() {
            flow.place(line, BODY, INK_2, (flow.sheet.left, flow.y, width), Align::Left);
            flow.y += BODY.leading();
        }
    }
    flow.y += 6.0;
    if legend > 0.0 {
        draw_legend(flow, chart);
    }
    let Some(axis) = axis else {
        let words = flow.words.no_rows;
        flow.paragraph(words, BODY, INK_3);
        return;
    };
    if lying {
        flow.y += 2.0;
        bars::draw_lying(flow, chart, &axis);
        return;
    }
    let top = flow.y + HEADROOM;
    let plot = frame(flow, chart, axis, top);
    match chart.kind {
        ChartKind::Bar | ChartKind::Funnel => bars::draw_standing(flow, chart, &plot),
        ChartKind::Line => curve::draw(flow, chart, &plot),
    }
    positions(flow, chart, &plot);
    flow.y = top + HEIGHT + CHART.leading() + 8.0;
}

/// Colour of a series; the palette starts again where it ends.
pub(super) fn color(index: usize) -> super::look::Color {
    SERIES[index % SERIES.len()]
}

/// The first cell with a value, after which the axis writes its numbers.
pub(super) fn sample(chart: &Chart) -> &Cell {
    chart
        .series
        .iter()
        .flat_map(|series| &series.cells)
        .find(|cell| **cell != Cell::Empty)
        .unwrap_or(&Cell::Empty)
}

fn draw_legend(flow: &mut Flow, chart: &Chart) {
    let mut x = flow.sheet.left;
    for (index, series) in chart.series.iter().enumerate() {
        let room = flow.sheet.right() - x - 12.0;
        if room < 20.0 {
            break;
        }
        let line = flow.text.fit(&series.label, CHART, room);
        flow.put(Item::Fill { x, y: flow.y + 1.6, width: 7.0, height: 7.0, color: color(index) });
        flow.place(&line, CHART, INK_2, (x + 11.0, flow.y, room), Align::Left);
        x += 11.0 + line.width + 18.0;
    }
    flow.y += CHART.leading() + 6.0;
}

/// The scale at the left and its lines; returns the place that is left for the values.
fn frame(flow: &mut Flow, chart: &Chart, axis: Axis, top: f32) -> Plot {
    let labels: Vec<String> =
        axis.ticks.iter().map(|tick| format::tick(*tick, sample(chart), flow.locale)).collect();
    let widest = labels.iter().map(|label| flow.text.estimate(label, CHART)).fold(0.0, f32::max);
    let x = flow.sheet.left + widest + 8.0;
    let right = flow.sheet.right() - curve::room(flow, chart);
    let steps = (labels.len() - 1).max(1) as f32;
    for (index, label) in labels.iter().enumerate() {
        let y = top + HEIGHT * (1.0 - index as f32 / steps);
        let zero = axis.ticks[index].is_zero();
        flow.rule(x, y, right - x, HAIRLINE, if zero { INK_3 } else { GRID });
        let place = (flow.sheet.left, y - CHART.size * 0.68, widest);
        flow.words_figure(label, CHART, INK_3, place, Align::Right);
    }
    Plot { x, y: top, width: right - x, height: HEIGHT, axis }
}

/// The labels under the plot; where they stand too close only every second, third … is written.
fn positions(flow: &mut Flow, chart: &Chart, plot: &Plot) {
    let count = chart.labels.len();
    let widest = chart.labels.iter().map(|label| flow.text.estimate(label, CHART)).fold(0.0, f32::max);
    let slot = plot.slot(count);
    let every = (((widest + 6.0) / slot).ceil() as usize).clamp(1, count.div_ceil(4).max(1));
    let room = slot * every as f32 - 2.0;
    let top = plot.y + plot.height + 4.0;
    for (index, label) in chart.labels.iter().enumerate().step_by(every) {
        let middle = plot.middle(index, count);
        // A label at the edge of the sheet moves inwards instead of over the margin.
        let left = (middle - room / 2.0).min(flow.sheet.right() - room).max(flow.sheet.left);
        let align = if left + room / 2.0 + 0.1 < middle { Align::Right } else { Align::Center };
        flow.words(label, CHART, INK_3, (left, top, room), align);
    }
}
