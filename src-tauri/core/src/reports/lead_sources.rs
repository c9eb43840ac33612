//! Where leads come from, how many became customers, and what those have bought.

use super::deal_words::DealWords;
use super::deals_won_lost::percent;
use super::frame::Frame;
use super::value::{Cell, Column, Report, Table};
use crate::Result;
use crate::customers::leads::{LeadStatus, was_lead};
use crate::customers::{Customer, CustomerKind, Role};
use crate::entity::Kind;
use crate::facts::{Facts, State};
use std::collections::BTreeMap;

#[derive(Default)]
struct Source {
    leads: usize,
    converted: usize,
    revenue: i64,
}

/// The report over everybody who is or was a lead, by source.
pub(super) fn build(facts: &Facts, frame: &Frame) -> Result<Report> {
    let words = DealWords::of(&frame.settings.language);
    let table = facts.table(Kind::Customer);
    let mut sources: BTreeMap<String, Source> = BTreeMap::new();
    for row in (0..table.len()).filter(|row| table.state(*row) == State::Live) {
        let role: Role = table.typed(row, 3);
        let status: Option<LeadStatus> = table.typed(row, 40);
        if !was_lead(role, status) {
            continue;
        }
        let customer: Customer = facts.get(table.id(row))?;
        let entry = sources.entry(customer.source.clone()).or_default();
        entry.leads += 1;
        if status == Some(LeadStatus::Converted) {
            entry.converted += 1;
            // What the company buys came from its contact; a company buys for itself.
            let company = customer.company_id.filter(|_| customer.kind == CustomerKind::Person);
            let buyer = company.and_then(|id| table.present(id)).unwrap_or(row);
            entry.revenue += facts.customers.totals(buyer).revenue;
        }
    }
    let mut rows: Vec<_> = sources.into_iter().collect();
    rows.sort_by_key(|(_, source)| std::cmp::Reverse((source.revenue, source.leads)));
    let sum = |of: fn(&Source) -> usize| rows.iter().map(|(_, source)| of(source)).sum::<usize>();
    let (leads, converted) = (sum(|s| s.leads), sum(|s| s.converted));
    let revenue: i64 = rows.iter().map(|(_, source)| source.revenue).sum();
    let line = |name: Cell, leads: usize, converted: usize, revenue: i64| {
        vec![
            name,
            Cell::Int(leads as i64),
            Cell::Int(converted as i64),
            percent(converted, leads),
            frame.money(revenue),
        ]
    };
    let mut report = frame.report("lead_sources", words.lead_sources);
    report.tables.push(Table {
        title: String::new(),
        columns: vec![
            Column::text(words.source, 2.4),
            Column::figure(words.leads, 0.9),
            Column::figure(words.converted, 1.0),
            Column::figure("%", 0.8),
            Column::figure(words.revenue, 1.4),
        ],
        totals: Some(line(Cell::words(frame.labels.total), leads, converted, revenue)),
        rows: rows
            .iter()
            .map(|(name, s)| {
                let name = if name.is_empty() { words.no_source } else { name };
                line(Cell::words(name), s.leads, s.converted, s.revenue)
            })
            .collect(),
    });
    Ok(report)
}
