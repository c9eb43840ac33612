//! The list of a day for somebody on the road: appointments in their order, then what can
//! be done at any time by postal code, with where, whom to ring and room for what came of it.

use super::catalog::ReportParams;
use super::frame::{Frame, day_of, phone};
use super::value::{Cell, Column, Kpi, Report, Table};
use crate::Result;
use crate::customers::facts::day_number;
use crate::customers::reach::may_reach;
use crate::customers::{Channel, Customer};
use crate::deals::next;
use crate::entity::Kind;
use crate::facts::Facts;
use crate::filter::parse;
use crate::follow_ups::FollowUp;
use crate::follow_ups::facts::{FollowUpRow, NO_TIME};
use crate::follow_ups::length::last_day_here;
use chrono::NaiveDate;

/// What only this report says.
struct Words {
    title: &'static str,
    stops: &'static str,
    visits: &'static str,
    refused: &'static str,
    late: &'static str,
    address: &'static str,
    result: &'static str,
}

const ENGLISH: Words = Words {
    title: "List of the day",
    stops: "To do",
    visits: "Visits",
    refused: "does not wish this",
    late: "overdue since",
    address: "Where",
    result: "What came of it",
};

const GERMAN: Words = Words {
    title: "Tagesliste",
    stops: "Zu erledigen",
    visits: "Besuche",
    refused: "nicht gewünscht",
    late: "überfällig seit",
    address: "Wo",
    result: "Was dabei herauskam",
};

fn words(language: &str) -> &'static Words {
    if language.starts_with("de") { &GERMAN } else { &ENGLISH }
}

/// The heading in a language.
pub(super) fn title(language: &str) -> &'static str {
    words(language).title
}

/// One stop of the day.
struct Stop {
    task: FollowUp,
    /// When, on the wall of whoever is on the tour.
    at: FollowUpRow,
    /// It was to be over before that day.
    late: bool,
    customer: Option<Customer>,
}

/// The report of the day [`ReportParams::to`], or today: what is due on it, visits and
/// next steps of deals that are overdue included, of the customers that [`ReportParams::filter`] chooses.
pub(super) fn build(facts: &Facts, frame: &Frame, params: &ReportParams) -> Result<Report> {
    let (labels, own) = (frame.labels, words(&frame.settings.language));
    let day = params.to.unwrap_or(frame.today);
    let mut report = frame.report("day_list", own.title);
    report.period = Some((day, day));
    let filter = match params.filter.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) => {
            let filter = parse(text)?;
            report.filters.push(filter.sentence_in(facts, Kind::Customer));
            Some(filter.compile(facts, Kind::Customer, frame.today)?)
        }
        None => None,
    };
    let mut planned = Vec::new();
    for (row, at) in facts.follow_ups.all().iter().enumerate() {
        if !at.open || at.due > day_number(day) {
            continue;
        }
        let row = row as u32;
        let task: FollowUp = facts.get(facts.table(Kind::FollowUp).id(row))?;
        let late = last_day_here(facts, row) < day_number(day);
        if !late || task.channel == Some(Channel::Visit) {
            planned.push((task, *at, late));
        }
    }
    // A late next step of a deal may be a visit; nothing says that it is none.
    for step in next::until(facts, day) {
        let (task, at) = step.as_follow_up(facts)?;
        planned.push((task, at, step.day < day));
    }
    let mut stops = Vec::new();
    for (task, at, late) in planned {
        let wanted = filter.as_ref().is_none_or(|f| at.customer != u32::MAX && f.matches(facts, at.customer));
        if wanted {
            let customer = task.customer_id.map(|id| facts.get::<Customer>(id)).transpose()?;
            stops.push(Stop { task, at, late, customer });
        }
    }
    stops.sort_by_key(|stop| {
        let address = stop.customer.as_ref().and_then(|customer| customer.addresses.first());
        let place = address.map(|a| (a.postal_code.clone(), a.city.clone(), a.street.clone()));
        // Yesterday's appointment has no time any more.
        let minute = if stop.at.due == day_number(day) { stop.at.minute } else { NO_TIME };
        (minute, place.is_none(), place, stop.task.meta.id, stop.task.deal_id)
    });
    let visits = stops.iter().filter(|stop| stop.task.channel == Some(Channel::Visit)).count();
    for (label, count) in [(own.stops, stops.len()), (own.visits, visits)] {
        let value = Cell::Int(count as i64);
        report.kpis.push(Kpi { label: label.into(), value, note: String::new() });
    }
    report.tables.push(Table {
        title: frame.text(&Cell::Date(day_of(day_number(day)))),
        columns: vec![
            Column::text(labels.time, 0.7).together(),
            Column::text(labels.task, 2.2),
            Column::text(labels.customer, 1.8),
            Column::text(own.address, 2.6),
            Column::text(labels.phone, 1.6).together(),
            Column::text(own.result, 2.4).by_hand(),
        ],
        rows: stops.iter().map(|stop| cells(facts, frame, stop, day)).collect(),
        totals: None,
    });
    Ok(report)
}

fn cells(facts: &Facts, frame: &Frame, stop: &Stop, day: NaiveDate) -> Vec<Cell> {
    let (labels, own) = (frame.labels, words(&frame.settings.language));
    let address = stop.customer.as_ref().and_then(|customer| customer.addresses.first());
    let place = address.map(|a| {
        let street: Vec<&str> = a.street.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let town = format!("{} {}", a.postal_code, a.city);
        let parts = [street.join(", "), town.trim().to_owned()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    });
    let row = Some(stop.at.customer).filter(|row| *row != u32::MAX);
    let mut task = stop.task.subject.clone();
    if stop.late {
        task = format!("{task} ({} {})", own.late, frame.text(&Cell::Date(day_of(stop.at.due))));
    }
    // What was planned before they said so stays in the book, but nobody does it unawares.
    let refused =
        stop.task.channel.zip(stop.customer.as_ref()).is_some_and(|(channel, who)| !may_reach(who, channel));
    if refused {
        task = format!("{task} ({})", own.refused);
    }
    vec![
        // The time of a day that is over would send somebody there today.
        Cell::words(if stop.at.due < day_number(day) {
            String::new()
        } else {
            stop.task.time_said_here(stop.at.minute)
        }),
        Cell::words(task),
        Cell::words(row.map(|row| facts.title(Kind::Customer, row)).unwrap_or_default()),
        Cell::words(place.unwrap_or_default()),
        Cell::words(row.map(|row| phone(facts, labels, row)).unwrap_or_default()),
        Cell::Empty,
    ]
}

#[cfg(test)]
mod tests {
    use super::super::catalog;
    use super::*;
    use crate::Id;
    use crate::book::tests::{by, shop};
    use crate::customers::Address;

    #[test]
    fn appointments_come_first_then_the_stops_by_postal_code() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home.path().join("shop"));
        let add = |name: &str, code: &str| -> Id {
            let address = Address { postal_code: code.into(), city: "Berlin".into(), ..Address::default() };
            let mut customer =
                Customer { last_name: name.into(), addresses: vec![address], ..Customer::default() };
            book.transact(&by(), "Customer", |tx| tx.save(&mut customer)).unwrap().value
        };
        let plan = |subject: &str, customer: Id, due: &str, time: &str, channel: Option<Channel>| {
            let mut task = FollowUp {
                subject: subject.into(),
                customer_id: Some(customer),
                due_date: due.parse().unwrap(),
                due_time: time.into(),
                channel,
                ..FollowUp::default()
            };
            book.transact(&by(), "Task", |tx| tx.save(&mut task)).unwrap();
        };
        let (north, south) = (add("North", "13300"), add("South", "12100"));
        plan("far", north, "2026-03-02", "", None);
        plan("near", south, "2026-03-02", "", None);
        plan("at ten", north, "2026-03-02", "10:00", Some(Channel::Visit));
        plan("at nine, as somebody types it", south, "2026-03-02", "9:00", None);
        plan("missed visit", south, "2026-02-27", "09:00", Some(Channel::Visit));
        plan("missed call", south, "2026-02-27", "", Some(Channel::Call));
        plan("tomorrow", south, "2026-03-03", "", None);
        let list = |filter: Option<&str>| {
            let params = ReportParams {
                to: "2026-03-02".parse().ok(),
                filter: filter.map(str::to_owned),
                ..ReportParams::default()
            };
            let today = "2026-03-02".parse().unwrap();
            let report = catalog::build(&book.facts(), today, "day_list", &params).unwrap();
            report.tables[0].rows.iter().map(|row| row[1].clone()).collect::<Vec<_>>()
        };
        assert_eq!(
            list(None),
            [
                "at nine, as somebody types it",
                "at ten",
                "near",
                "missed visit (overdue since 27 Feb 2026)",
                "far"
            ]
            .map(Cell::words)
        );
        let wishes = vec![Channel::Visit, Channel::Call];
        book.transact(&by(), "Wish", |tx| {
            let mut customer: Customer = tx.get(north)?;
            customer.forbidden_channels = wishes.clone();
            customer.phones = vec![crate::customers::Phone { number: "030 1".into(), ..Default::default() }];
            tx.save(&mut customer)
        })
        .unwrap();
        let params = ReportParams { to: "2026-03-02".parse().ok(), ..ReportParams::default() };
        let today = "2026-03-02".parse().unwrap();
        let report = catalog::build(&book.facts(), today, "day_list", &params).unwrap();
        let first = &report.tables[0].rows[1];
        assert_eq!(first[1], Cell::words("at ten (does not wish this)"), "nobody does it unawares");
        assert_eq!(first[4], Cell::words("no calls"), "and no number is printed that would be called");
        assert_eq!(
            list(Some("last_name = South")),
            ["at nine, as somebody types it", "near", "missed visit (overdue since 27 Feb 2026)"]
                .map(Cell::words)
        );
    }
}
