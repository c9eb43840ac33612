//! Columns over sales and their lines, for lists, totals and reports.

use super::{DocumentKind, SaleStatus};
use crate::customers::facts::{Related, day_number};
use crate::entity::{FieldValue, Kind, codec};
use crate::facts::{Facts, State, Touched};
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// What the columns say of one sale. Amounts in minor units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SaleRow {
    /// Days since the common era.
    pub day: i32,
    /// Row of the customer; `u32::MAX` for none.
    pub customer: u32,
    /// Without tax; negative for credit notes.
    pub net: i64,
    /// With tax.
    pub total: i64,
    /// Still to be paid; 0 unless it is a valid invoice or credit note.
    pub due: i64,
    /// Whether it is revenue: an invoice or credit note that is valid.
    pub counts: bool,
    /// Whether it is an invoice.
    pub invoice: bool,
}

/// What the columns say of one line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LineRow {
    /// Row of the product; `u32::MAX` when the line names none.
    pub product: u32,
    /// How many.
    pub quantity: f64,
    /// Without tax, in minor units.
    pub net: i64,
}

const NO_ROW: u32 = u32::MAX;
const EMPTY: SaleRow =
    SaleRow { day: 0, customer: NO_ROW, net: 0, total: 0, due: 0, counts: false, invoice: false };

/// Columns over sales and lines.
#[derive(Default)]
pub struct SaleFacts {
    sales: Vec<SaleRow>,
    spans: Vec<(u32, u32)>,
    lines: Vec<LineRow>,
    waste: usize,
}

impl SaleFacts {
    /// The columns of one sale.
    pub fn get(&self, row: u32) -> SaleRow {
        self.sales.get(row as usize).copied().unwrap_or(EMPTY)
    }

    /// Every sale, in the order of the rows.
    pub fn all(&self) -> &[SaleRow] {
        &self.sales
    }

    /// Revenue (without tax, minor units) per month that has any, as its first day.
    pub fn by_month(&self) -> impl Iterator<Item = (NaiveDate, i64)> + use<> {
        let mut days: Vec<i64> = Vec::new();
        let counted = || self.sales.iter().filter(|sale| sale.counts);
        let first = counted().map(|sale| sale.day).min().unwrap_or(0);
        let last = counted().map(|sale| sale.day).max().unwrap_or(0);
        // Dates are only worked out per day, of which there are few.
        days.resize((last - first + 1).max(0) as usize, 0);
        for sale in counted() {
            days[(sale.day - first) as usize] += sale.net;
        }
        let mut months = std::collections::BTreeMap::new();
        for (offset, net) in days.into_iter().enumerate().filter(|(_, net)| *net != 0) {
            let day = NaiveDate::from_num_days_from_ce_opt(first + offset as i32).unwrap_or_default();
            *months.entry(day.with_day(1).unwrap_or(day)).or_insert(0) += net;
        }
        months.into_iter()
    }

    /// The lines of one sale.
    pub fn lines(&self, row: u32) -> &[LineRow] {
        let (start, len) = self.spans.get(row as usize).copied().unwrap_or_default();
        &self.lines[start as usize..start as usize + len as usize]
    }

    fn set(&mut self, row: u32, sale: SaleRow, lines: &[LineRow]) {
        let index = row as usize;
        if self.sales.len() <= index {
            self.sales.resize(index + 1, EMPTY);
            self.spans.resize(index + 1, (0, 0));
        }
        self.sales[index] = sale;
        let (start, len) = self.spans[index];
        if lines.len() <= len as usize {
            self.lines[start as usize..start as usize + lines.len()].copy_from_slice(lines);
            self.waste += len as usize - lines.len();
            self.spans[index].1 = lines.len() as u32;
            return;
        }
        self.waste += len as usize;
        self.spans[index] = (self.lines.len() as u32, lines.len() as u32);
        self.lines.extend_from_slice(lines);
        if self.waste > 100_000 && self.waste > self.lines.len() / 2 {
            self.compact();
        }
    }

    fn compact(&mut self) {
        let mut fresh = Vec::with_capacity(self.lines.len() - self.waste);
        for span in &mut self.spans {
            let start = fresh.len() as u32;
            fresh.extend_from_slice(&self.lines[span.0 as usize..span.0 as usize + span.1 as usize]);
            span.0 = start;
        }
        self.lines = fresh;
        self.waste = 0;
    }
}

/// Reads the columns of a sale from its record and moves it to its customer.
pub fn derive(facts: &mut Facts, row: u32, touched: &mut Touched) {
    let before = facts.sales.get(row);
    let table = facts.table(Kind::Sale);
    let bytes = table.bytes(row);
    let valid = matches!(table.state(row), State::Live | State::Archived);
    let kind: DocumentKind = codec::typed_field(bytes, 2);
    let status: SaleStatus = codec::typed_field(bytes, 3);
    let customer: Option<crate::Id> = codec::typed_field(bytes, 4);
    let day: NaiveDate = codec::typed_field(bytes, 5);
    let counts = valid
        && matches!(kind, DocumentKind::Invoice | DocumentKind::CreditNote)
        && matches!(status, SaleStatus::Open | SaleStatus::Paid);
    let mut sale = SaleRow {
        day: if bytes.is_empty() { 0 } else { day_number(day) },
        customer: NO_ROW,
        net: codec::typed_field(bytes, 15),
        total: codec::typed_field(bytes, 17),
        due: if counts { codec::typed_field(bytes, 19) } else { 0 },
        counts,
        invoice: kind == DocumentKind::Invoice,
    };
    let lines: Vec<(Option<crate::Id>, f64, i64)> = codec::raw_field(bytes, 10)
        .map(|raw| {
            codec::list_items(raw)
                .map(|line| {
                    let part = |tag| codec::raw_part_field(line, tag);
                    let quantity = part(4).and_then(Decimal::decode).unwrap_or_default();
                    (
                        part(1).and_then(crate::Id::decode),
                        quantity.to_f64().unwrap_or_default(),
                        part(10).and_then(i64::decode).unwrap_or_default(),
                    )
                })
                .collect()
        })
        .unwrap_or_default();
    if let Some(id) = customer.filter(|_| valid) {
        sale.customer = facts.table_mut(Kind::Customer).reserve(id);
    }
    let lines: Vec<LineRow> = lines
        .into_iter()
        .map(|(product, quantity, net)| LineRow {
            product: product.map_or(NO_ROW, |id| facts.table_mut(Kind::Product).reserve(id)),
            quantity,
            net,
        })
        .collect();
    facts.sales.set(row, sale, &lines);
    facts.customers.relate(Related::Sales, row, before.customer, sale.customer);
    touched.customers.extend([before.customer, sale.customer].into_iter().filter(|c| *c != NO_ROW));
}
