//! The customers, all or those a filter chooses, with what they are worth.

use super::catalog::ReportParams;
use super::frame::{Frame, day_of, first_part, phone};
use super::value::{Cell, Column, Kpi, Report, Table};
use crate::entity::{FieldDef, FieldType, Kind, Value};
use crate::exchange::exact;
use crate::facts::Facts;
use crate::filter::parse;
use crate::say;
use crate::{Error, Result};

/// Fields of the owner's own in one report, at the most.
const MOST_OWN: usize = 4;

/// The report over the customers that [`ReportParams::filter`] chooses, by name.
pub(super) fn build(facts: &Facts, frame: &Frame, params: &ReportParams) -> Result<Report> {
    let words = frame.labels;
    let table = facts.table(Kind::Customer);
    let mut report = frame.report("customer_list", words.customer_list);
    let filter = match params.filter.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) => {
            let filter = parse(text)?;
            report.filters.push(filter.sentence_in(facts, Kind::Customer));
            Some(filter.compile(facts, Kind::Customer, frame.today)?)
        }
        None => None,
    };
    let mut wanted = vec![false; table.len() as usize];
    facts.select(Kind::Customer, filter.as_ref()).into_iter().for_each(|row| wanted[row as usize] = true);
    let by_name = Facts::usual_sort(Kind::Customer)
        .ok_or_else(|| Error::Filter(say!("Customers cannot be sorted by name.")))?;
    let order = facts.order(Kind::Customer, by_name);
    // What the owner added and wants to see in lists; more would leave no room for the rest.
    let own: Vec<_> =
        facts.custom.of(Kind::Customer).iter().filter(|field| field.listed).take(MOST_OWN).collect();
    // A list is read by what stands out; rows of zeros would hide it.
    let some = |minor: i64| if minor == 0 { Cell::Empty } else { frame.money(minor) };
    let (mut value, mut balance) = (0_i64, 0_i64);
    let rows: Vec<Vec<Cell>> = order
        .rows()
        .iter()
        .copied()
        .filter(|row| wanted[*row as usize])
        .map(|row| {
            let totals = facts.customers.totals(row);
            value += totals.revenue;
            balance += totals.balance;
            let mut cells = vec![
                Cell::words(facts.title(Kind::Customer, row)),
                Cell::words(table.text(row, 1)),
                Cell::words(first_part(table, row, 14, 3)),
                Cell::words(phone(facts, words, row)),
                Cell::words(first_part(table, row, 13, 2)),
                some(totals.revenue),
                if totals.last == 0 { Cell::Empty } else { Cell::Date(day_of(totals.last)) },
                some(totals.balance),
            ];
            cells.extend(own.iter().map(|field| own_cell(frame, facts, row, field)));
            cells
        })
        .collect();
    let kpi = |label: &str, value: Cell| Kpi { label: label.to_owned(), value, note: String::new() };
    report.kpis = vec![
        kpi(words.customers, Cell::Int(rows.len() as i64)),
        kpi(words.lifetime_value, frame.money(value)),
        kpi(words.balance, frame.money(balance)),
    ];
    let mut totals = vec![Cell::words(words.total)];
    totals.resize(5, Cell::Empty);
    totals.extend([frame.money(value), Cell::Empty, frame.money(balance)]);
    totals.resize(totals.len() + own.len(), Cell::Empty);
    let mut columns = vec![
        Column::text(words.customer, 1.9),
        Column::text(words.number, 0.8).together(),
        Column::text(words.city, 1.2),
        Column::text(words.phone, 1.7).together(),
        Column::text(words.email, 3.0),
        Column::figure(words.lifetime_value, 1.3),
        Column::figure(words.last_sale, 1.1),
        Column::figure(words.balance, 1.2),
    ];
    columns.extend(own.iter().map(|field| match field.ty {
        FieldType::Decimal if !field.unit.is_empty() => {
            Column::figure(format!("{} ({})", field.label, field.unit), 1.1)
        }
        FieldType::Decimal | FieldType::Percent | FieldType::Money | FieldType::Date => {
            Column::figure(field.label, 1.1)
        }
        _ => Column::text(field.label, 1.4),
    }));
    report.tables.push(Table { title: String::new(), columns, rows, totals: Some(totals) });
    Ok(report)
}

/// The value of a field of the owner's own.
fn own_cell(frame: &Frame, facts: &Facts, row: u32, field: &FieldDef) -> Cell {
    match facts.table(Kind::Customer).value(row, field) {
        value if value.is_empty() || value == Value::Bool(false) => Cell::Empty,
        Value::Int(minor) if field.ty == FieldType::Money => frame.money(minor),
        Value::Decimal(share) if field.ty == FieldType::Percent => Cell::Percent(share),
        Value::Decimal(number) => Cell::Decimal(number),
        Value::Date(day) => Cell::Date(day),
        // A tick says it in every language.
        Value::Bool(true) => Cell::words("✓"),
        Value::Id(id) => match field.ref_kind.and_then(|kind| facts.title_of(kind, id)) {
            Some(title) => Cell::words(title),
            None => Cell::Empty,
        },
        files if field.ty == FieldType::Files => Cell::words(exact::text(field, &files, 0)),
        other => Cell::words(other.to_plain()),
    }
}
