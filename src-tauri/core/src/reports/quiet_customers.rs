//! Regular customers who have been away for longer than their own rhythm, the most valuable first.

use super::frame::{Frame, phone};
use super::insight_words::InsightWords;
use super::value::{Cell, Column, Kpi, Report, Table};
use crate::entity::Kind;
use crate::facts::Facts;
use crate::today::quiet;
use chrono::NaiveDate;

/// The report as of today, by the measure that Today has too.
pub(super) fn build(facts: &Facts, frame: &Frame) -> Report {
    let words = InsightWords::of(&frame.settings.language);
    let labels = frame.labels;
    let found = quiet(facts, frame.today);
    let value: i64 = found.iter().map(|quiet| quiet.revenue).sum();
    let mut report = frame.report("quiet_customers", words.quiet);
    let kpi = |label: &str, value: Cell| Kpi { label: label.into(), value, note: String::new() };
    report.kpis = vec![
        kpi(words.quiet_people, Cell::Int(found.len() as i64)),
        kpi(words.quiet_value, frame.money(value)),
    ];
    let rows = found.iter().map(|quiet| {
        vec![
            Cell::words(facts.title(Kind::Customer, quiet.row)),
            Cell::words(phone(facts, labels, quiet.row)),
            NaiveDate::from_num_days_from_ce_opt(quiet.last).map_or(Cell::Empty, Cell::Date),
            Cell::Int(quiet.interval.into()),
            Cell::Int(quiet.since.into()),
            frame.money(quiet.revenue),
        ]
    });
    report.tables.push(Table {
        title: String::new(),
        columns: vec![
            Column::text(labels.customer, 2.6),
            Column::text(labels.phone, 1.5).together(),
            Column::figure(labels.last_sale, 1.1),
            Column::figure(words.rhythm, 1.0),
            Column::figure(words.since, 1.0),
            Column::figure(labels.lifetime_value, 1.3),
        ],
        rows: rows.collect(),
        totals: None,
    });
    report.notes.push(words.quiet_note.to_owned());
    report
}

#[cfg(test)]
mod tests {
    use super::super::catalog::ReportParams;
    use super::super::tests::{demo, figure, made};
    use super::*;

    #[test]
    fn the_quiet_ones_are_those_of_today_and_all_of_them() {
        let (_home, book) = demo();
        let facts = book.facts();
        let told = quiet(&facts, book.today());
        assert!(!told.is_empty(), "the demo has regulars who stay away");
        let report = made(&book, "quiet_customers", &ReportParams::default());
        let rows = &report.tables[0].rows;
        assert_eq!(rows.len(), told.len());
        let names: Vec<Cell> =
            told.iter().map(|quiet| Cell::words(facts.title(Kind::Customer, quiet.row))).collect();
        assert_eq!(rows.iter().map(|row| row[0].clone()).collect::<Vec<_>>(), names);
        assert!(
            rows.is_sorted_by_key(|row| std::cmp::Reverse(figure(&row[5]))),
            "whom to win back first stands first"
        );
        assert_eq!(figure(&report.kpis[1].value), rows.iter().map(|row| figure(&row[5])).sum::<i64>());
    }
}
