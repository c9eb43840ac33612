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
/// Steps of a tree that are set further to the right.
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
    // Those who are said to have sent each other have no first one; any of them begins.
    roots.extend(sent.keys().copied().filter(|row| has_sender[*row as usize]));
    let mut shown = vec![false; table.len() as usize];
    let mut rows = Vec::new();
    for root in roots {
        let mut waiting: Vec<(u32, usize)> = vec![(root, 0)];
        while let Some((row, level)) = waiting.pop() {
            if std::mem::replace(&mut shown[row as usize], true) {
                continue;
            }
            rows.push(vec![
                Cell::words(format!(
                    "{}{}",
                    "– ".repeat(level.min(DEEPEST)),
                    facts.title(Kind::Customer, row)
                )),
                Cell::Int(level as i64),
                Cell::Int(sent.get(&row).map_or(0, |list| list.len() as i64)),
                frame.money(below(row)),
                frame.money(revenue(row)),
            ]);
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

#[cfg(test)]
mod tests {
    use super::super::catalog;
    use super::super::catalog::ReportParams;
    use super::*;
    use crate::book::tests::{by, shop};
    use crate::customers::Customer;

    #[test]
    fn those_who_are_said_to_have_sent_each_other_are_shown_once() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home.path().join("shop"));
        let save =
            |customer: &mut Customer| book.transact(&by(), "Save", |tx| tx.save(customer)).unwrap().value;
        let sent = |name: &str, by: Option<Id>| {
            save(&mut Customer { last_name: name.into(), referred_by: by, ..Customer::default() })
        };
        let anna = sent("Anna", None);
        let bert = sent("Bert", Some(anna));
        let mut circle: Customer = book.facts().get(anna).unwrap();
        circle.referred_by = Some(bert);
        // Nobody can save this any more; older books may have it.
        book.transact(&by(), "Before", |tx| {
            tx.stage_record(&mut circle);
            Ok(())
        })
        .unwrap();
        // Longer than a tree is drawn, where nobody may be left out either.
        let mut last = sent("First", None);
        for _ in 0..DEEPEST + 2 {
            last = sent("Next", Some(last));
        }
        let today = "2026-03-02".parse().unwrap();
        let report = catalog::build(&book.facts(), today, "referrals", &ReportParams::default()).unwrap();
        let rows = &report.tables[0].rows;
        assert_eq!(rows.len(), DEEPEST + 5, "nobody is left out, and nobody is there twice");
        let about = |name: &str| {
            rows.iter().filter(|row| matches!(&row[0], Cell::Text(text) if text.ends_with(name))).count()
        };
        assert_eq!((about("Anna"), about("Bert")), (1, 1));
    }
}
