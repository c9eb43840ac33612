//! Who sent us whom, as a tree, and what came of it.

use super::deal_words::DealWords;
use super::frame::Frame;
use super::value::{Cell, Column, Report, Table};
use crate::Id;
use crate::entity::Kind;
use crate::facts::{Facts, State};
use std::collections::BTreeMap;

/// Tag of the customer who referred another.
const REFERRED_BY: u16 = 25;
/// Steps of a tree that are shown; a circle ends here too.
const DEEPEST: usize = 12;

/// The report over all referrals; who brought in most comes first.
pub(super) fn build(facts: &Facts, frame: &Frame) -> Report {
    let words = DealWords::of(&frame.settings.language);
    let table = facts.table(Kind::Customer);
    let mut sent: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    let mut has_sender = vec![false; table.len() as usize];
    for row in (0..table.len()).filter(|row| table.state(*row) == State::Live) {
        let by: Option<Id> = table.typed(row, REFERRED_BY);
        if let Some(by) = by.and_then(|id| table.present(id)).filter(|by| *by != row) {
            sent.entry(by).or_default().push(row);
            has_sender[row as usize] = true;
        }
    }
    let revenue = |row: u32| facts.customers.totals(row).revenue;
    let below = |row: u32| sent.get(&row).into_iter().flatten().map(|other| revenue(*other)).sum::<i64>();
    let mut roots: Vec<u32> = sent.keys().copied().filter(|row| !has_sender[*row as usize]).collect();
    roots.sort_by_key(|row| (std::cmp::Reverse(below(*row)), *row));
    let mut rows = Vec::new();
    let mut waiting: Vec<(u32, usize)> = roots.into_iter().rev().map(|row| (row, 0)).collect();
    while let Some((row, level)) = waiting.pop() {
        rows.push(vec![
            Cell::words(format!("{}{}", "– ".repeat(level), facts.title(Kind::Customer, row))),
            Cell::Int(level as i64),
            Cell::Int(sent.get(&row).map_or(0, |list| list.len() as i64)),
            frame.money(below(row)),
            frame.money(revenue(row)),
        ]);
        if level < DEEPEST {
            waiting.extend(sent.get(&row).into_iter().flatten().rev().map(|other| (*other, level + 1)));
        }
    }
    let mut report = frame.report("referrals", words.referrals);
    report.tables.push(Table {
        title: String::new(),
        columns: vec![
            Column::text(words.who, 3.0),
            Column::figure(words.level, 0.6),
            Column::figure(words.sent, 0.8),
            Column::figure(words.revenue_of_sent, 1.3),
            Column::figure(words.revenue, 1.3),
        ],
        rows,
        totals: None,
    });
    report
}
