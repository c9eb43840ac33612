//! Deals that were decided in a period: won, lost, why, and against whom.

use super::catalog::ReportParams;
use super::deal_words::DealWords;
use super::frame::{Frame, period};
use super::value::{Cell, Column, Kpi, Report, Table};
use crate::Result;
use crate::deals::{Deal, Outcome};
use crate::entity::Kind;
use crate::facts::{Facts, State};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The deals that are in the lists.
pub(super) fn deals(facts: &Facts) -> Result<Vec<Deal>> {
    let table = facts.table(Kind::Deal);
    let live = (0..table.len()).filter(|row| table.state(*row) == State::Live);
    live.map(|row| facts.get(table.id(row))).collect()
}

/// `part` of `whole` in percent with one decimal; nothing of nothing is empty.
pub(super) fn percent(part: usize, whole: usize) -> Cell {
    if whole == 0 {
        return Cell::Empty;
    }
    Cell::Percent((Decimal::from(part) * Decimal::ONE_HUNDRED / Decimal::from(whole)).round_dp(1))
}

/// The report from [`ReportParams::from`] to [`ReportParams::to`].
pub(super) fn build(facts: &Facts, frame: &Frame, params: &ReportParams) -> Result<Report> {
    let words = DealWords::of(&frame.settings.language);
    let decided: Vec<Deal> = deals(facts)?.into_iter().filter(|deal| deal.closed_on.is_some()).collect();
    let first = decided.iter().filter_map(|deal| deal.closed_on).min().unwrap_or(frame.today);
    let (from, to) = period(params.from, params.to, first, frame.today)?;
    let decided: Vec<Deal> = decided
        .into_iter()
        .filter(|deal| deal.closed_on.is_some_and(|day| (from..=to).contains(&day)))
        .collect();
    let of = |outcome| decided.iter().filter(move |deal| deal.status == outcome);
    let sum = |outcome| of(outcome).map(|deal| deal.amount).sum::<i64>();
    let mut report = frame.report("deals_won_lost", words.won_lost);
    report.period = Some((from, to));
    let kpi = |label: &str, value: Cell| Kpi { label: label.into(), value, note: String::new() };
    report.kpis = vec![
        kpi(words.won, frame.money(sum(Outcome::Won))),
        kpi(words.lost, frame.money(sum(Outcome::Lost))),
        kpi(words.win_rate, percent(of(Outcome::Won).count(), decided.len())),
    ];
    for (title, head, outcome, key) in [
        (
            words.reasons_lost,
            words.reason,
            Some(Outcome::Lost),
            (|deal: &Deal| deal.reason.clone()) as fn(&Deal) -> String,
        ),
        (words.competitors, words.competitor, None, |deal| deal.competitor.clone()),
    ] {
        let mut groups: BTreeMap<String, [(usize, i64); 2]> = BTreeMap::new();
        for deal in decided.iter().filter(|deal| outcome.is_none_or(|outcome| deal.status == outcome)) {
            let lost = usize::from(deal.status == Outcome::Lost);
            let entry = &mut groups.entry(key(deal)).or_default()[lost];
            *entry = (entry.0 + 1, entry.1 + deal.amount);
        }
        if outcome.is_none() {
            groups.remove("");
        }
        let mut groups: Vec<_> = groups.into_iter().collect();
        groups.sort_by_key(|(_, sums)| std::cmp::Reverse((sums[1].1, sums[0].1)));
        let name = |text: &str| Cell::words(if text.is_empty() { words.no_reason } else { text });
        let rows = groups.iter().map(|(text, [won, lost])| {
            vec![
                name(text),
                Cell::Int(won.0 as i64),
                frame.money(won.1),
                Cell::Int(lost.0 as i64),
                frame.money(lost.1),
            ]
        });
        report.tables.push(Table {
            title: title.into(),
            columns: vec![
                Column::text(head, 3.0),
                Column::figure(words.won, 0.8),
                Column::figure(words.amount, 1.4),
                Column::figure(words.lost, 0.8),
                Column::figure(words.amount, 1.4),
            ],
            rows: rows.collect(),
            totals: None,
        });
    }
    let mut listed: Vec<&Deal> = decided.iter().collect();
    listed.sort_by_key(|deal| (std::cmp::Reverse(deal.closed_on), deal.meta.id));
    report.tables.push(Table {
        title: words.deals.into(),
        columns: vec![
            Column::text(words.closed, 1.0),
            Column::text(words.deal, 2.4),
            Column::text(frame.labels.customer, 2.0),
            Column::text("", 0.8),
            Column::figure(words.amount, 1.4),
        ],
        rows: listed
            .into_iter()
            .map(|deal| {
                let outcome = if deal.status == Outcome::Won { words.won } else { words.lost };
                vec![
                    deal.closed_on.map_or(Cell::Empty, Cell::Date),
                    Cell::words(deal.title.as_str()),
                    Cell::words(facts.title_of(Kind::Customer, deal.customer_id).unwrap_or_default()),
                    Cell::words(outcome),
                    frame.money(deal.amount),
                ]
            })
            .collect(),
        totals: None,
    });
    Ok(report)
}
