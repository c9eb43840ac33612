//! What is to be done until a day, day by day, the overdue first.

use super::catalog::ReportParams;
use super::frame::{Frame, day_of, phone};
use super::value::{Cell, Column, Kpi, Report, Table};
use crate::Result;
use crate::customers::facts::day_number;
use crate::deals::next;
use crate::entity::Kind;
use crate::facts::Facts;
use crate::follow_ups::facts::FollowUpRow;
use crate::follow_ups::length::last_day_here;
use crate::follow_ups::{FollowUp, Priority};
use std::collections::BTreeMap;

const NO_ROW: u32 = u32::MAX;

/// Something to do, with its columns and the row by which it keeps its place.
struct Task {
    what: FollowUp,
    at: FollowUpRow,
    /// The last day on which it is.
    last: i32,
    row: u32,
}

/// The report until [`ReportParams::to`], or today: follow-ups, and next steps of deals that no follow-up stands for.
pub(super) fn build(facts: &Facts, frame: &Frame, params: &ReportParams) -> Result<Report> {
    let words = frame.labels;
    let until = params.to.unwrap_or(frame.today);
    let (last, today) = (day_number(until), day_number(frame.today));
    let mut days: BTreeMap<i32, Vec<Task>> = BTreeMap::new();
    for (row, at) in facts.follow_ups.all().iter().enumerate() {
        if at.open && at.due <= last {
            let row = row as u32;
            let ends = last_day_here(facts, row);
            // What began before and still goes on is one of today, and no one of days that are over.
            let on = if ends >= today { at.due.max(today) } else { at.due };
            if on > last {
                continue;
            }
            let what = facts.get(facts.table(Kind::FollowUp).id(row))?;
            days.entry(on).or_default().push(Task { what, at: *at, last: ends, row });
        }
    }
    for step in next::until(facts, until) {
        let (what, at) = step.as_follow_up(facts)?;
        days.entry(at.due).or_default().push(Task { what, at, last: at.due, row: NO_ROW });
    }
    days.values_mut().for_each(|tasks| in_order(tasks));
    let mut report = frame.report("follow_ups_due", words.follow_ups_due);
    report.period = Some((days.keys().next().map_or(until, |day| day_of(*day)).min(until), until));
    let parts = [
        (words.overdue, days.range(..today).collect::<Vec<_>>()),
        (words.today, days.range(today..=today).collect()),
        (words.coming, days.range(today + 1..).collect()),
    ];
    for (label, days) in parts {
        let table = one_part(facts, frame, label, &days);
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
fn one_part(facts: &Facts, frame: &Frame, title: &str, days: &[(&i32, &Vec<Task>)]) -> Table {
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
    for task in days.iter().flat_map(|(_, tasks)| tasks.iter()) {
        let day = day_of(task.at.due);
        let mut cells = vec![Cell::Date(day)];
        if late {
            cells.push(Cell::Int(i64::from(day_number(frame.today) - task.last)));
        }
        cells.extend(cells_of(facts, frame, task));
        rows.push(cells);
    }
    Table { title: title.into(), columns, rows, totals: None }
}

/// Appointments in their order, then what can be done at any time, the important first.
fn in_order(tasks: &mut [Task]) {
    tasks.sort_by_key(|task| {
        let rank = match task.what.priority {
            Priority::High => 0,
            Priority::Normal => 1,
            Priority::Low => 2,
        };
        (task.at.minute, rank, task.row)
    });
}

fn cells_of(facts: &Facts, frame: &Frame, Task { what, at, .. }: &Task) -> [Cell; 6] {
    let (name, phone) = match at.customer {
        NO_ROW => Default::default(),
        customer => (facts.title(Kind::Customer, customer), phone(facts, frame.labels, customer)),
    };
    [
        Cell::words(what.time_said_here(at.minute)),
        Cell::words(what.subject.clone()),
        Cell::words(name),
        Cell::words(phone),
        Cell::words(what.assignee.clone()),
        Cell::words(frame.labels.priorities.get(what.priority as usize).copied().unwrap_or_default()),
    ]
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
        let today: chrono::NaiveDate = "2026-03-02".parse().unwrap();
        let mut fair = FollowUp {
            subject: "fair".into(),
            due_date: "2026-02-27".parse().unwrap(),
            days: Some(9),
            ..FollowUp::default()
        };
        book.transact(&by(), "Fair", |tx| tx.save(&mut fair)).unwrap();
        let params = ReportParams { to: today.pred_opt(), ..ReportParams::default() };
        let before = catalog::build(&book.facts(), today, "follow_ups_due", &params).unwrap();
        let listed: usize = before.tables.iter().map(|table| table.rows.len()).sum();
        assert_eq!(listed, 0, "what still goes on is no one of the days until yesterday");
        book.transact(&by(), "No fair", |tx| tx.trash(Kind::FollowUp, fair.meta.id)).unwrap();
        let report =
            catalog::build(&book.facts(), today, "follow_ups_due", &ReportParams::default()).unwrap();
        let of_today = report.tables.iter().find(|table| table.title == "Today").unwrap();
        let said: Vec<_> = of_today.rows.iter().map(|row| (row[1].clone(), row[2].clone())).collect();
        let words = [("16:30 (00:30 Tokyo)", "Tokyo"), ("17:00", "at five"), ("", "any time")];
        assert_eq!(said, words.map(|(time, subject)| (Cell::words(time), Cell::words(subject))));
    }
}
