//! Where leads come from, how many became customers, and what those have bought.

use super::deal_words::DealWords;
use super::deals_won_lost::{Spellings, percent};
use super::frame::Frame;
use super::value::{Cell, Column, Report, Table};
use crate::Result;
use crate::customers::leads::{LeadStatus, was_lead};
use crate::customers::{Customer, CustomerKind};
use crate::entity::Kind;
use crate::facts::text::fold;
use crate::facts::{Facts, State};
use ahash::AHashSet;
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
    let mut sources: BTreeMap<String, (Spellings, Source)> = BTreeMap::new();
    let mut leads: Vec<(u32, Customer)> = Vec::new();
    for row in (0..table.len()).filter(|row| table.state(*row) == State::Live) {
        if was_lead(table.typed(row, 3), table.typed(row, 40)) {
            leads.push((row, facts.get(table.id(row))?));
        }
    }
    // Whoever came first brought what was sold since.
    leads.sort_by_key(|(_, lead)| (lead.meta.created_at, lead.meta.id));
    let converted = |lead: &Customer| lead.lead_status == Some(LeadStatus::Converted);
    // A company that was won itself was brought by nobody else.
    let mut counted: AHashSet<u32> =
        leads.iter().filter(|(_, lead)| converted(lead)).map(|(row, _)| *row).collect();
    for (row, lead) in &leads {
        let (spellings, entry) = sources.entry(fold(lead.source.trim())).or_default();
        spellings.add(&lead.source);
        entry.leads += 1;
        if !converted(lead) {
            continue;
        }
        entry.converted += 1;
        entry.revenue += facts.customers.totals(*row).revenue;
        // What the company buys came from its contact; a company buys for itself. Of several contacts
        // it came from the first, so that everything sold is counted once.
        let company = lead.company_id.filter(|_| lead.kind == CustomerKind::Person);
        if let Some(buyer) = company.and_then(|id| table.present(id)).filter(|buyer| counted.insert(*buyer)) {
            entry.revenue += facts.customers.totals(buyer).revenue;
        }
    }
    let sources = sources.into_values().map(|(spellings, source)| (spellings.usual(), source));
    let mut rows: Vec<_> = sources.collect();
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
    report.notes.push(words.leads_note.into());
    Ok(report)
}
