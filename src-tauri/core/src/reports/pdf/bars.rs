//! Bars: standing side by side, or lying one under the other where the labels are
//! long names.

use super::axis::Axis;
use super::chart::{Plot, color, sample};
use super::flow::Flow;
use super::look::{CHART, INK, INK_2, INK_3};
use super::page::Item;
use crate::reports::format;
use crate::reports::value::{Align, Cell, Chart, ChartKind};
use rust_decimal::RoundingStrategy;

/// Thickness of a lying bar and of the space after its group.
const BAR: f32 = 9.5;
const GROUP_GAP: f32 = 6.5;
/// Tallest chart of lying bars; more bars stand.
const TALLEST: f32 = 420.0;
/// Widest standing bar; wider ones look like walls.
const WIDEST: f32 = 34.0;

/// True for steps, and when the labels need more room than standing bars give them.
pub(super) fn lie_down(flow: &Flow, chart: &Chart) -> bool {
    if chart.kind == ChartKind::Line || lying_height(chart) > TALLEST {
        return false;
    }
    // Steps are read from the first down to the last.
    if chart.kind == ChartKind::Funnel {
        return true;
    }
    let slot = (flow.sheet.inner() - 40.0) / chart.labels.len().max(1) as f32;
    chart.labels.iter().any(|label| flow.text.estimate(label, CHART) > slot - 4.0)
}

/// Height of the chart with lying bars.
pub(super) fn lying_height(chart: &Chart) -> f32 {
    chart.labels.len() as f32 * (chart.series.len().max(1) as f32 * BAR + GROUP_GAP)
}

/// Bars under one another, each with its label before and its figure behind.
pub(super) fn draw_lying(flow: &mut Flow, chart: &Chart, axis: &Axis) {
    let inner = flow.sheet.inner();
    let widest = chart.labels.iter().map(|label| flow.text.estimate(label, CHART)).fold(0.0, f32::max);
    let label_width = widest.min(inner * 0.34) + 8.0;
    let figures: Vec<&Cell> = chart.series.iter().flat_map(|series| &series.cells).collect();
    let figure_width = figures
        .iter()
        .map(|cell| flow.text.estimate(&format::text(cell, flow.locale), CHART))
        .fold(0.0, f32::max)
        .min(inner * 0.3)
        + 6.0;
    let values = || chart.series.iter().flat_map(|series| series.values.iter().copied());
    let negative = values().any(|value| value < 0.0);
    let axis = axis.snug(values());
    let left = flow.sheet.left + label_width + if negative { figure_width } else { 0.0 };
    let width = flow.sheet.right() - figure_width - left;
    let zero = left + width * axis.place(0.0);
    let top = flow.y;
    for (index, label) in chart.labels.iter().enumerate() {
        let group = chart.series.len().max(1) as f32 * BAR;
        let middle = flow.y + group / 2.0 - CHART.size * 0.68;
        flow.words(label, CHART, INK_2, (flow.sheet.left, middle, label_width - 8.0), Align::Left);
        for (number, series) in chart.series.iter().enumerate() {
            let y = flow.y + number as f32 * BAR;
            let Some(value) = series.values.get(index).copied().filter(|v| v.is_finite()) else { continue };
            let end = left + width * axis.place(value);
            let (x, length) = (zero.min(end), (end - zero).abs().max(0.5));
            flow.put(Item::Fill { x, y: y + 0.6, width: length, height: BAR - 1.2, color: color(number) });
            let Some(cell) = series.cells.get(index) else { continue };
            let text = format::text(cell, flow.locale);
            let y = y + BAR / 2.0 - CHART.size * 0.68;
            if value < 0.0 {
                flow.words_figure(
                    &text,
                    CHART,
                    INK,
                    (end - 4.0 - figure_width, y, figure_width),
                    Align::Right,
                );
            } else {
                flow.words_figure(&text, CHART, INK, (end + 4.0, y, figure_width), Align::Left);
            }
        }
        flow.y += group + GROUP_GAP;
    }
    let height = flow.y - GROUP_GAP - top;
    flow.put(Item::Fill { x: zero - 0.3, y: top, width: 0.6, height, color: INK_3 });
}

/// Bars side by side, with their figures on top where there is room for all of them.
pub(super) fn draw_standing(flow: &mut Flow, chart: &Chart, plot: &Plot) {
    let count = chart.labels.len();
    let series = chart.series.len().max(1) as f32;
    let group = (plot.slot(count) * 0.68).min(WIDEST * series);
    let bar = group / series;
    let zero = plot.height_of(0.0);
    let room = if chart.series.len() == 1 { plot.slot(count) - 2.0 } else { bar - 2.0 };
    let captions = captions(flow, chart, room);
    for (number, one) in chart.series.iter().enumerate() {
        for (index, value) in one.values.iter().copied().take(count).enumerate() {
            if !value.is_finite() {
                continue;
            }
            let x = plot.middle(index, count) - group / 2.0 + number as f32 * bar;
            let end = plot.height_of(value);
            let gap = if bar > 4.0 { 0.6 } else { 0.0 };
            flow.put(Item::Fill {
                x: x + gap,
                y: zero.min(end),
                width: bar - 2.0 * gap,
                height: (end - zero).abs().max(0.4),
                color: color(number),
            });
            let Some(caption) = captions.get(number).and_then(|texts| texts.get(index)) else { continue };
            let y = if value < 0.0 { end + 1.5 } else { end - CHART.leading() - 0.5 };
            let place = (x + bar / 2.0 - room / 2.0, y, room);
            flow.words_figure(caption, CHART, INK_2, place, Align::Center);
        }
    }
}

/// The figures on the bars, by series: exact where that fits, else rounded to whole
/// units, else none, because half of the figures would be worse than none.
fn captions(flow: &Flow, chart: &Chart, room: f32) -> Vec<Vec<String>> {
    let written = |write: &dyn Fn(&Cell) -> String| -> Option<Vec<Vec<String>>> {
        let texts: Vec<Vec<String>> =
            chart.series.iter().map(|series| series.cells.iter().map(write).collect()).collect();
        let fits = texts.iter().flatten().all(|text| flow.text.estimate(text, CHART) <= room);
        fits.then_some(texts)
    };
    let whole = |cell: &Cell| {
        let value = match cell {
            Cell::Money(money) => money.to_decimal(),
            Cell::Decimal(number) | Cell::Percent(number) => *number,
            other => return format::text(other, flow.locale),
        };
        let rounded = value.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
        format::tick(rounded, sample(chart), flow.locale)
    };
    written(&|cell| format::text(cell, flow.locale)).or_else(|| written(&whole)).unwrap_or_default()
}
