//! How many deals go from each stage to a later one, and how long they stay.

use super::catalog::ReportParams;
use super::deal_words::DealWords;
use super::deals_won_lost::{deals, percent};
use super::frame::{Frame, filled, period};
use super::value::{Cell, Chart, ChartKind, Column, Report, Series, Table};
use crate::Result;
use crate::deals::{Deal, Outcome, Stage, stages};
use crate::facts::Facts;
use rust_decimal::Decimal;

/// The report over deals that came into the book in the period, pipeline by pipeline.
pub(super) fn build(facts: &Facts, frame: &Frame, params: &ReportParams) -> Result<Report> {
    let words = DealWords::of(&frame.settings.language);
    let all = deals(facts)?;
    let came = |deal: &Deal| facts.day_of(deal.meta.created_at);
    let (from, to) =
        period(params.from, params.to, all.iter().map(came).min().unwrap_or(frame.today), frame.today)?;
    let all: Vec<Deal> = all.into_iter().filter(|deal| (from..=to).contains(&came(deal))).collect();
    let stages = stages::of(&frame.settings);
    let mut report = frame.report("deals_funnel", words.funnel);
    report.period = Some((from, to));
    for pipeline in crate::deals::board::pipelines(facts) {
        let own: Vec<&Stage> = stages.iter().filter(|stage| stage.pipeline == pipeline).collect();
        let mut steps: Vec<(String, usize)> = Vec::new();
        let rows: Vec<Vec<Cell>> = own
            .iter()
            .enumerate()
            .filter(|(_, stage)| stage.outcome != Outcome::Lost)
            .map(|(place, stage)| {
                let later: Vec<&str> = own[place + 1..]
                    .iter()
                    .filter(|s| s.outcome != Outcome::Lost)
                    .map(|s| s.key.as_str())
                    .collect();
                let reached = |deal: &&Deal| {
                    deal.stage_log
                        .iter()
                        .any(|step| step.to == stage.key || later.contains(&step.to.as_str()))
                };
                let beyond =
                    |deal: &&Deal| deal.stage_log.iter().any(|step| later.contains(&step.to.as_str()));
                let (here, on) = (all.iter().filter(reached).count(), all.iter().filter(beyond).count());
                steps.push((stage.name.clone(), here));
                let share = if later.is_empty() { Cell::Empty } else { percent(on, here) };
                vec![
                    Cell::words(stage.name.as_str()),
                    Cell::Int(here as i64),
                    if later.is_empty() { Cell::Empty } else { Cell::Int(on as i64) },
                    share,
                    days_in(&all, &stage.key),
                ]
            })
            .collect();
        report.charts.push(funnel(&pipeline, words, &steps));
        report.tables.push(Table {
            title: pipeline.clone(),
            columns: vec![
                Column::text(words.stage, 2.0),
                Column::figure(words.came, 1.0),
                Column::figure(words.went_on, 1.0),
                Column::figure(words.conversion, 1.0),
                Column::figure(words.days, 1.0),
            ],
            rows,
            totals: None,
        });
    }
    Ok(report)
}

/// The stages of a pipeline as steps, each with the deals that came so far; says how many came to the last one.
fn funnel(pipeline: &str, words: &DealWords, steps: &[(String, usize)]) -> Chart {
    let sentence = match (steps.first(), steps.last()) {
        (Some((_, all)), Some((last, came))) if *all > 0 && steps.len() > 1 => {
            filled(words.reached, &[&came.to_string(), &all.to_string(), last])
        }
        _ => String::new(),
    };
    Chart {
        kind: ChartKind::Funnel,
        title: pipeline.to_owned(),
        sentence,
        labels: steps.iter().map(|(name, _)| name.clone()).collect(),
        series: vec![Series {
            label: words.came.to_owned(),
            values: steps.iter().map(|(_, deals)| *deals as f64).collect(),
            cells: steps.iter().map(|(_, deals)| Cell::Int(*deals as i64)).collect(),
        }],
    }
}

/// Days that deals stayed in a stage on average, those aside that are still in it.
fn days_in(deals: &[Deal], key: &str) -> Cell {
    let stays = deals.iter().flat_map(|deal| deal.stage_log.windows(2));
    let days: Vec<i64> =
        stays.filter(|pair| pair[0].to == key).map(|pair| (pair[1].at - pair[0].at).num_hours()).collect();
    if days.is_empty() {
        return Cell::Empty;
    }
    let hours = Decimal::from(days.iter().sum::<i64>()) / Decimal::from(days.len());
    Cell::Decimal((hours / Decimal::from(24)).round_dp(1))
}
