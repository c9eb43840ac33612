//! What is to be done until a day, day by day, the overdue first.

use super::catalog::ReportParams;
use super::format;
use super::frame::{Frame, day_of, filled, phone};
use super::value::{Cell, Column, Kpi, Report, Table};
use crate::Result;
use crate::customers::facts::day_number;
use crate::entity::{Kind, codec};
use crate::facts::Facts;
use chrono::NaiveDate;
use std::collections::BTreeMap;

const NO_ROW: u32 = u32::MAX;

/// The report until [`ReportParams::to`], or today.
pub(super) fn build(facts: &Facts, frame: &Frame, params: &ReportParams) -> Result<Report> {
    let words = frame.labels;
    let until = params.to.unwrap_or(frame.today);
    let last = day_number(until);
    let today = day_number(frame.today);
    let mut days: BTreeMap<i32, Vec<u32>> = BTreeMap::new();
    for (row, task) in facts.follow_ups.all().iter().enumerate() {
        if task.open && task.due <= last {
            days.entry(task.due).or_default().push(row as u32);
        }
    }
    let count = |keep: &dyn Fn(i32) -> bool| -> i64 {
        days.iter().filter(|(day, _)| keep(**day)).map(|(_, rows)| rows.len() as i64).sum()
    };
    let mut report = frame.report("follow_ups_due", words.follow_ups_due);
    report.period = Some((days.keys().next().map_or(until, |day| day_of(*day)).min(until), until));
    let kpi =
        |label: &str, value: i64| Kpi { label: label.into(), value: Cell::Int(value), note: String::new() };
    report.kpis = vec![
        kpi(words.overdue, count(&|day| day < today)),
        kpi(words.today, count(&|day| day == today)),
        kpi(words.coming, count(&|day| day > today)),
    ];
    report.tables = days.into_iter().map(|(day, rows)| one_day(facts, frame, day, rows)).collect();
    Ok(report)
}

fn heading(frame: &Frame, day: NaiveDate) -> String {
    let words = frame.labels;
    let text = format!("{}, {}", words.weekday_of(day), format::day(day, &frame.locale));
    match (frame.today - day).num_days() {
        0 => format!("{text} – {}", words.today),
        1 => format!("{text} – {}", words.late_by_one),
        late @ 2.. => format!("{text} – {}", filled(words.late_by, &[&late.to_string()])),
        _ => text,
    }
}

fn one_day(facts: &Facts, frame: &Frame, day: i32, mut rows: Vec<u32>) -> Table {
    let words = frame.labels;
    let table = facts.table(Kind::FollowUp);
    let priority =
        |row: u32| codec::raw_field(table.bytes(row), 7).and_then(|b| b.first().copied()).unwrap_or(0);
    // Appointments in their order, then what can be done at any time, the important first.
    rows.sort_by_key(|row| {
        let time = table.text(*row, 6);
        let rank = match priority(*row) {
            2 => 0,
            0 => 1,
            _ => 2,
        };
        (time.is_empty(), time.to_owned(), rank, *row)
    });
    let rows = rows
        .into_iter()
        .map(|row| {
            let customer = facts.follow_ups.get(row).customer;
            let (name, phone) = match customer {
                NO_ROW => Default::default(),
                customer => (facts.title(Kind::Customer, customer), phone(facts, customer)),
            };
            vec![
                Cell::words(table.text(row, 6)),
                Cell::words(table.text(row, 1)),
                Cell::words(name),
                Cell::words(phone),
                Cell::words(table.text(row, 9)),
                Cell::words(words.priorities.get(usize::from(priority(row))).copied().unwrap_or_default()),
            ]
        })
        .collect();
    Table {
        title: heading(frame, day_of(day)),
        columns: vec![
            Column::text(words.time, 0.7),
            Column::text(words.task, 3.2),
            Column::text(words.customer, 2.0),
            Column::text(words.phone, 1.6),
            Column::text(words.assignee, 0.9),
            Column::text(words.priority, 0.9),
        ],
        rows,
        totals: None,
    }
}
