//! What the open deals may bring, month by month, as it is and by chance.

use super::deal_words::DealWords;
use super::frame::{Frame, filled};
use super::insight_words::InsightWords;
use super::value::{Cell, Chart, ChartKind, Column, Kpi, Report, Series, Table};
use crate::deals::forecast::{Month, forecast};
use crate::facts::Facts;

/// The report as of today.
pub(super) fn build(facts: &Facts, frame: &Frame) -> Report {
    let words = DealWords::of(&frame.settings.language);
    let months = forecast(facts, frame.today);
    let sum = |of: fn(&Month) -> i64| frame.money(months.iter().map(of).sum());
    let mut report = frame.report("deals_forecast", words.forecast);
    let kpi = |label: &str, value: Cell| Kpi { label: label.into(), value, note: String::new() };
    report.kpis = vec![
        kpi(words.amount, sum(|m| m.amount)),
        kpi(words.weighted, sum(|m| m.weighted)),
        kpi(words.won, sum(|m| m.won)),
    ];
    let name =
        |m: &Month| m.month.map_or_else(|| words.no_month.to_owned(), |day| frame.labels.month_of(day));
    let open: Vec<&Month> = months.iter().filter(|m| m.open > 0).collect();
    if !open.is_empty() {
        let said = InsightWords::of(&frame.settings.language);
        let series = |label: &str, of: fn(&Month) -> i64| {
            let cells: Vec<Cell> = open.iter().map(|m| frame.money(of(m))).collect();
            Series {
                label: label.to_owned(),
                values: open.iter().map(|m| frame.major(of(m))).collect(),
                cells,
            }
        };
        report.charts.push(Chart {
            kind: ChartKind::Bar,
            title: said.pipeline.to_owned(),
            sentence: filled(
                said.pipeline_sentence,
                &[&frame.text(&sum(|m| m.amount)), &frame.text(&sum(|m| m.weighted))],
            ),
            labels: open.iter().map(|m| name(m)).collect(),
            series: vec![series(words.amount, |m| m.amount), series(words.weighted, |m| m.weighted)],
        });
    }
    let rows = months.iter().map(|m| {
        vec![
            Cell::words(name(m)),
            Cell::Int(m.open as i64),
            frame.money(m.amount),
            frame.money(m.weighted),
            frame.money(m.won),
        ]
    });
    report.tables.push(Table {
        title: String::new(),
        columns: vec![
            Column::text(words.month, 1.4),
            Column::figure(words.deals, 0.8),
            Column::figure(words.amount, 1.3),
            Column::figure(words.weighted, 1.3),
            Column::figure(words.won, 1.3),
        ],
        rows: rows.collect(),
        totals: Some(vec![
            Cell::words(frame.labels.total),
            Cell::Int(months.iter().map(|m| m.open as i64).sum()),
            sum(|m| m.amount),
            sum(|m| m.weighted),
            sum(|m| m.won),
        ]),
    });
    report
}
