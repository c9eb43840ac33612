//! Deals that were decided in a period: won, lost, why, and against whom.

use super::catalog::ReportParams;
use super::deal_words::DealWords;
use super::frame::{Frame, period};
use super::value::{Cell, Column, Kpi, Report, Table};
use crate::Result;
use crate::deals::{Deal, Outcome};
use crate::entity::Kind;
use crate::facts::text::fold;
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

/// The ways in which one word was written: what differs only by case or accents is one.
#[derive(Default)]
pub(super) struct Spellings(BTreeMap<String, usize>);

impl Spellings {
    /// One more time it was written so.
    pub(super) fn add(&mut self, text: &str) {
        *self.0.entry(text.trim().to_owned()).or_default() += 1;
    }

    /// The way in which it was written most often; of several, the one with a capital letter.
    pub(super) fn usual(&self) -> String {
        self.0.iter().rev().max_by_key(|(_, times)| **times).map(|(text, _)| text.clone()).unwrap_or_default()
    }
}

/// Deals with the same word: how many were won and lost, and for how much.
struct Group {
    name: String,
    won: (usize, i64),
    lost: (usize, i64),
}

impl Group {
    fn all(&self) -> (usize, i64) {
        (self.won.0 + self.lost.0, self.won.1 + self.lost.1)
    }
}

/// Deals by a word of theirs, those that cost most first.
fn grouped<'a>(deals: impl Iterator<Item = &'a Deal>, key: impl Fn(&Deal) -> String) -> Vec<Group> {
    type Sums = (usize, i64);
    let mut groups: BTreeMap<String, (Spellings, [Sums; 2])> = BTreeMap::new();
    for deal in deals {
        let text = key(deal);
        let (spellings, sums) = groups.entry(fold(text.trim())).or_default();
        spellings.add(&text);
        let sum = &mut sums[usize::from(deal.status == Outcome::Lost)];
        *sum = (sum.0 + 1, sum.1 + deal.amount);
    }
    let mut groups: Vec<Group> = groups
        .into_values()
        .map(|(spellings, [won, lost])| Group { name: spellings.usual(), won, lost })
        .collect();
    groups.sort_by_key(|group| std::cmp::Reverse((group.lost.1, group.won.1)));
    groups
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
    let reason = |deal: &Deal| deal.reason.clone();
    for (title, outcome, decision) in
        [(words.reasons_lost, Outcome::Lost, words.lost), (words.reasons_won, Outcome::Won, words.won)]
    {
        let groups = grouped(of(outcome), reason);
        report.tables.push(Table {
            title: title.into(),
            columns: vec![
                Column::text(words.reason, 3.0),
                Column::figure(decision, 0.8),
                Column::figure(words.amount, 1.4),
            ],
            rows: groups
                .iter()
                .map(|group| {
                    let name = if group.name.is_empty() { words.no_reason } else { &group.name };
                    vec![Cell::words(name), Cell::Int(group.all().0 as i64), frame.money(group.all().1)]
                })
                .collect(),
            totals: None,
        });
    }
    let against =
        grouped(decided.iter().filter(|d| !d.competitor.trim().is_empty()), |d| d.competitor.clone());
    report.tables.push(Table {
        title: words.competitors.into(),
        columns: vec![
            Column::text(words.competitor, 3.0),
            Column::figure(words.won, 0.8),
            Column::figure(words.amount, 1.4),
            Column::figure(words.lost, 0.8),
            Column::figure(words.amount, 1.4),
        ],
        rows: against
            .iter()
            .map(|group| {
                vec![
                    Cell::words(group.name.as_str()),
                    Cell::Int(group.won.0 as i64),
                    frame.money(group.won.1),
                    Cell::Int(group.lost.0 as i64),
                    frame.money(group.lost.1),
                ]
            })
            .collect(),
        totals: None,
    });
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
