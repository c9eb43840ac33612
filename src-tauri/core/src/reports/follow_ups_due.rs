//! What is to be done until a day, day by day, the overdue first.

use super::catalog::ReportParams;
use super::frame::{Frame, day_of, phone};
use super::value::{Cell, Column, Kpi, Report, Table};
use crate::Result;
use crate::customers::facts::day_number;
use crate::entity::{Kind, codec};
use crate::facts::Facts;
use crate::follow_ups::FollowUp;
use std::collections::BTreeMap;

const NO_ROW: u32 = u32::MAX;

/// The report until [`ReportParams::to`], or today.
pub(super) fn build(facts: &Facts, frame: &Frame, params: &ReportParams) -> Result<Report> {
    let words = frame.labels;
    let until = params.to.unwrap_or(frame.today);
    let (last, today) = (day_number(until), day_number(frame.today));
    let mut days: BTreeMap<i32, Vec<u32>> = BTreeMap::new();
    for (row, task) in facts.follow_ups.all().iter().enumerate() {
        if task.open && task.due <= last {
            days.entry(task.due).or_default().push(row as u32);
        }
    }
    let mut report = frame.report("follow_ups_due", words.follow_ups_due);
    report.period = Some((days.keys().next().map_or(until, |day| day_of(*day)).min(until), until));
    let parts = [
        (words.overdue, days.range(..today).collect::<Vec<_>>()),
        (words.today, days.range(today..=today).collect()),
        (words.coming, days.range(today + 1..).collect()),
    ];
    for (label, days) in parts {
        let table = one_part(facts, frame, label, &days)?;
        report.kpis.push(Kpi {
            label: label.into(),
            value: Cell::Int(table.rows.len() as i64),
            note: String::new(),
        });
        // When nothing after today was asked for, an empty table of it would mislead.
        if label != words.coming || last > today {
            report.tables.push(table);
        }
    }
    Ok(report)
}

/// Overdue, today's or coming ones, day by day.
fn one_part(facts: &Facts, frame: &Frame, title: &str, days: &[(&i32, &Vec<u32>)]) -> Result<Table> {
    let words = frame.labels;
    let late = title == words.overdue;
    let mut columns = vec![Column::text(words.due, 1.2)];
    if late {
        columns.push(Column::figure(words.days_late, 0.8));
    }
    columns.extend([
        Column::text(words.time, 1.1).together(),
        Column::text(words.task, 3.0),
        Column::text(words.customer, 2.0),
        Column::text(words.phone, 1.8).together(),
        Column::text(words.assignee, 0.8),
        Column::text(words.priority, 0.8),
    ]);
    let mut rows = Vec::new();
    for (day, tasks) in days {
        let day = day_of(**day);
        for row in in_order(facts, tasks) {
            let mut cells = vec![Cell::Date(day)];
            if late {
                cells.push(Cell::Int((frame.today - day).num_days()));
            }
            cells.extend(task(facts, frame, row)?);
            rows.push(cells);
        }
    }
    Ok(Table { title: title.into(), columns, rows, totals: None })
}

fn priority(facts: &Facts, row: u32) -> usize {
    codec::raw_field(facts.table(Kind::FollowUp).bytes(row), 7)
        .and_then(|bytes| bytes.first())
        .map_or(0, |code| usize::from(*code))
}

/// Appointments in their order, then what can be done at any time, the important first.
fn in_order(facts: &Facts, tasks: &[u32]) -> Vec<u32> {
    let mut rows = tasks.to_vec();
    rows.sort_by_key(|row| {
        let minute = facts.follow_ups.get(*row).minute;
        let rank = match priority(facts, *row) {
            2 => 0,
            0 => 1,
            _ => 2,
        };
        (minute, rank, *row)
    });
    rows
}

fn task(facts: &Facts, frame: &Frame, row: u32) -> Result<[Cell; 6]> {
    let table = facts.table(Kind::FollowUp);
    let at = facts.follow_ups.get(row);
    let task: FollowUp = facts.get(table.id(row))?;
    let (name, phone) = match at.customer {
        NO_ROW => Default::default(),
        customer => (facts.title(Kind::Customer, customer), phone(facts, frame.labels, customer)),
    };
    Ok([
        Cell::words(task.time_said_here(at.minute)),
        Cell::words(task.subject),
        Cell::words(name),
        Cell::words(phone),
        Cell::words(task.assignee),
        Cell::words(frame.labels.priorities.get(priority(facts, row)).copied().unwrap_or_default()),
    ])
}

#[cfg(test)]
mod tests {
    use super::super::catalog;
    use super::*;
    use crate::book::tests::{by, shop};

    #[test]
    fn what_is_agreed_upon_elsewhere_stands_on_its_day_and_in_the_order_of_its_time_here() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home.path().join("shop"));
        let mut settings = book.facts().settings();
        settings.zone = "Europe/Berlin".into();
        book.transact(&by(), "Settings", |tx| tx.save(&mut settings)).unwrap();
        for (subject, day, time, zone) in [
            ("at five", "2026-03-02", "17:00", ""),
            ("any time", "2026-03-02", "", ""),
            ("Tokyo", "2026-03-03", "00:30", "Asia/Tokyo"),
        ] {
            let mut task = FollowUp {
                subject: subject.into(),
                due_date: day.parse().unwrap(),
                due_time: time.into(),
                due_zone: zone.into(),
                ..FollowUp::default()
            };
            book.transact(&by(), "Task", |tx| tx.save(&mut task)).unwrap();
        }
        let today = "2026-03-02".parse().unwrap();
        let report =
            catalog::build(&book.facts(), today, "follow_ups_due", &ReportParams::default()).unwrap();
        let of_today = report.tables.iter().find(|table| table.title == "Today").unwrap();
        let said: Vec<_> = of_today.rows.iter().map(|row| (row[1].clone(), row[2].clone())).collect();
        let words = [("16:30 (00:30 Tokyo)", "Tokyo"), ("17:00", "at five"), ("", "any time")];
        assert_eq!(said, words.map(|(time, subject)| (Cell::words(time), Cell::words(subject))));
    }
}
