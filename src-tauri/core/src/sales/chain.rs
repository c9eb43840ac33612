//! The chain of documents: what was made from what, and how far each line has come.

use super::{DocumentKind, Sale, SaleStatus};
use crate::entity::{Entity, FieldType, Kind, Value};
use crate::facts::{Computed, Facts};
use crate::{Id, Result};
use ahash::AHashMap;
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// How far one line of a document has come.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LineProgress {
    /// What other documents call the line.
    pub key: i64,
    /// What was sold, as printed.
    pub description: String,
    /// How many the document says.
    pub quantity: Decimal,
    /// How many are on orders made from it.
    pub ordered: Decimal,
    /// How many are on delivery notes, or left with an invoice.
    pub delivered: Decimal,
    /// How many are invoiced.
    pub invoiced: Decimal,
    /// How many are credited or came back.
    pub credited: Decimal,
}

impl LineProgress {
    /// How many can still go onto a document of this kind that is made from one of `of`.
    pub fn left(&self, of: DocumentKind, to: DocumentKind) -> Decimal {
        let done = match to {
            DocumentKind::Order => self.ordered,
            DocumentKind::Delivery => self.delivered,
            // What is ordered is invoiced from the order.
            DocumentKind::Invoice if of == DocumentKind::Quote => self.ordered.max(self.invoiced),
            DocumentKind::Invoice => self.invoiced,
            DocumentKind::CreditNote => self.credited,
            DocumentKind::Quote => self.quantity,
        };
        let left = self.quantity - done;
        // A line of a return counts downwards.
        if self.quantity.is_sign_negative() { left.min(Decimal::ZERO) } else { left.max(Decimal::ZERO) }
    }
}

/// The documents made from a document that are neither in the trash nor cancelled.
pub fn made_from(facts: &Facts, id: Id) -> Vec<Sale> {
    let table = facts.table(Kind::Sale);
    let made = facts.sales.made_from(id).iter().filter_map(|row| facts.get::<Sale>(table.id(*row)).ok());
    made.filter(|sale| sale.status != SaleStatus::Cancelled).collect()
}

/// The deepest chain that is followed; a quote has at most five documents behind it.
const DEEPEST: usize = 8;

/// How far each line of a document has come, in the order of the lines. Drafts count, so
/// that nothing is put onto two of them.
pub fn progress(facts: &Facts, sale: &Sale) -> Vec<LineProgress> {
    let mut lines: Vec<LineProgress> = sale
        .lines
        .iter()
        .enumerate()
        .map(|(index, line)| LineProgress {
            key: line.key_at(index),
            description: line.description.clone(),
            quantity: line.quantity,
            ..LineProgress::default()
        })
        .collect();
    let own: AHashMap<i64, usize> = lines.iter().enumerate().map(|(index, line)| (line.key, index)).collect();
    let mut waiting = vec![(sale.meta.id, own, 0)];
    while let Some((id, places, depth)) = waiting.pop() {
        for child in made_from(facts, id) {
            let mut below = AHashMap::new();
            for (index, line) in child.lines.iter().enumerate() {
                let Some(place) = places.get(&line.source_key) else { continue };
                below.insert(line.key_at(index), *place);
                let Some(of) = lines.get_mut(*place) else { continue };
                match child.document_kind {
                    DocumentKind::Order => of.ordered += line.quantity,
                    DocumentKind::Delivery => of.delivered += line.quantity,
                    DocumentKind::Invoice => {
                        of.invoiced += line.quantity;
                        if child.moves_stock {
                            of.delivered += line.quantity;
                        }
                    }
                    DocumentKind::CreditNote => of.credited -= line.quantity,
                    DocumentKind::Quote => {}
                }
            }
            if depth < DEEPEST && !below.is_empty() {
                waiting.push((child.meta.id, below, depth + 1));
            }
        }
    }
    lines
}

/// Where a document stands in its chain, in a word: `draft`, `cancelled`; a quote `open`,
/// `accepted`, `declined` or `ordered`; an order `open`, `part_delivered`, `delivered` or
/// `invoiced`; a delivery note `open`, `shipped`, `delivered` or `invoiced`; an invoice or
/// credit note `open`, `part_paid` or `paid`.
pub fn stage(facts: &Facts, sale: &Sale) -> &'static str {
    match sale.status {
        SaleStatus::Draft => return "draft",
        SaleStatus::Cancelled => return "cancelled",
        SaleStatus::Open | SaleStatus::Paid => {}
    }
    let lines = progress(facts, sale);
    let all = |done: fn(&LineProgress) -> Decimal| {
        !lines.is_empty() && lines.iter().all(|line| done(line).abs() >= line.quantity.abs())
    };
    let any = |done: fn(&LineProgress) -> Decimal| lines.iter().any(|line| !done(line).is_zero());
    match sale.document_kind {
        DocumentKind::Invoice | DocumentKind::CreditNote if sale.due == 0 => "paid",
        DocumentKind::Invoice | DocumentKind::CreditNote if sale.paid != 0 => "part_paid",
        DocumentKind::Invoice | DocumentKind::CreditNote => "open",
        DocumentKind::Quote if all(|line| line.ordered.max(line.invoiced)) => "ordered",
        DocumentKind::Quote if sale.declined_on.is_some() => "declined",
        DocumentKind::Quote if sale.accepted_on.is_some() => "accepted",
        DocumentKind::Quote => "open",
        DocumentKind::Order | DocumentKind::Delivery if all(|line| line.invoiced) => "invoiced",
        DocumentKind::Order if all(|line| line.delivered) => "delivered",
        DocumentKind::Order if any(|line| line.delivered) => "part_delivered",
        DocumentKind::Order => "open",
        DocumentKind::Delivery if sale.delivered_date.is_some() => "delivered",
        DocumentKind::Delivery if sale.shipped_date.is_some() => "shipped",
        DocumentKind::Delivery => "open",
    }
}

/// The computed fields of a sale.
pub static COMPUTED: &[Computed] = &[Computed {
    name: "stage",
    ty: FieldType::Text,
    listed: false,
    get: |facts, row| {
        let table = facts.table(Kind::Sale);
        match Sale::decode(table.id(row), table.bytes(row)) {
            Ok(sale) => Value::Text(stage(facts, &sale).to_owned()),
            Err(_) => Value::Null,
        }
    },
}];

/// The first document of the chain that a document belongs to.
pub fn root(facts: &Facts, sale: &Sale) -> Result<Sale> {
    let mut first = sale.clone();
    for _ in 0..DEEPEST {
        match first.from_id.and_then(|id| facts.get::<Sale>(id).ok()) {
            Some(parent) => first = parent,
            None => break,
        }
    }
    Ok(first)
}

/// Every document of the chain, cancelled ones too: the first one first, each before what
/// was made from it.
pub fn family(facts: &Facts, sale: &Sale) -> Result<Vec<Sale>> {
    let table = facts.table(Kind::Sale);
    let mut found: Vec<Sale> = Vec::new();
    let mut waiting = vec![root(facts, sale)?];
    while let Some(next) = waiting.pop() {
        if found.iter().any(|known| known.meta.id == next.meta.id) {
            continue;
        }
        let rows = facts.sales.made_from(next.meta.id).iter().rev();
        waiting.extend(rows.filter_map(|row| facts.get::<Sale>(table.id(*row)).ok()));
        found.push(next);
    }
    Ok(found)
}

/// Something that happened or is to happen to a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// On which day.
    pub on: NaiveDate,
    /// `issued`, `accepted`, `declined`, `promised`, `shipped`, `delivered`, `paid`, `due` or
    /// `cancelled`.
    pub what: &'static str,
    /// Which document.
    pub sale: Id,
    /// Its number.
    pub number: String,
    /// The carrier and its number, or the reference of a payment.
    pub detail: String,
    /// What was paid, or is due, in minor units of the document's currency.
    pub amount: Option<i64>,
}

/// What happened to the documents of a chain, by day.
pub fn events(documents: &[Sale]) -> Vec<Event> {
    let mut events = Vec::new();
    for sale in documents {
        let mut add = |on: Option<NaiveDate>, what: &'static str, detail: String, amount: Option<i64>| {
            let (sale_id, number) = (sale.meta.id, sale.number.clone());
            events.extend(on.map(|on| Event { on, what, sale: sale_id, number, detail, amount }));
        };
        if sale.status == SaleStatus::Cancelled {
            add(Some(sale.date), "cancelled", String::new(), None);
            continue;
        }
        let carried = [&sale.carrier, &sale.tracking].map(|text| text.trim()).join(" ").trim().to_owned();
        add(Some(sale.date), "issued", String::new(), None);
        add(sale.accepted_on, "accepted", String::new(), None);
        add(sale.declined_on, "declined", String::new(), None);
        add(sale.promised_date, "promised", String::new(), None);
        add(sale.shipped_date, "shipped", carried, None);
        add(sale.delivered_date, "delivered", String::new(), None);
        for payment in &sale.payments {
            add(Some(payment.date), "paid", payment.reference.clone(), Some(payment.amount));
        }
        if sale.counts() && sale.due != 0 {
            add(sale.due_date, "due", String::new(), Some(sale.due));
        }
    }
    events.sort_by_key(|event| event.on);
    events
}
