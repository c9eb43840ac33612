//! Columns over sales and their lines, for lists, totals and reports.

use super::{DocumentKind, FROM, SaleStatus};
use crate::Id;
use crate::customers::facts::{Related, day_number};
use crate::entity::{FieldValue, Kind, codec};
use crate::facts::{Facts, State, Touched};
use chrono::{Datelike, NaiveDate};
use rayon::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// What the columns say of one sale. Amounts in minor units of the book's currency.
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
    /// Whether it is an order that is valid and open.
    pub order: bool,
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
const EMPTY: SaleRow = SaleRow {
    day: 0,
    customer: NO_ROW,
    net: 0,
    total: 0,
    due: 0,
    counts: false,
    invoice: false,
    order: false,
};

/// Columns over sales and lines.
#[derive(Default)]
pub struct SaleFacts {
    sales: Vec<SaleRow>,
    spans: Vec<(u32, u32)>,
    lines: Vec<LineRow>,
    waste: usize,
    links: Links,
}

impl SaleFacts {
    /// Rows of the documents that were made from a document and are not in the trash.
    pub fn made_from(&self, id: Id) -> &[u32] {
        self.links.children.get(&id).map(Vec::as_slice).unwrap_or_default()
    }

    /// The document that a document was made from.
    pub fn parent(&self, row: u32) -> Option<Id> {
        self.links.parents.get(&row).copied()
    }

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
        // Sums per day first, in one pass: dates are only worked out per day, of which there are few.
        let mut days: Vec<i64> = Vec::new();
        let mut first = self.sales.first().map_or(0, |sale| sale.day);
        for sale in self.sales.iter().filter(|sale| sale.counts) {
            if sale.day < first {
                let missing = (first - sale.day) as usize;
                days.splice(..0, std::iter::repeat_n(0, missing));
                first = sale.day;
            }
            let at = (sale.day - first) as usize;
            if at >= days.len() {
                days.resize(at + 1, 0);
            }
            days[at] += sale.net;
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

mod columns;
mod links;

use links::Links;

/// A sale as its record says it, before references become rows.
struct Read {
    row: SaleRow,
    customer: Option<Id>,
    parent: Option<Id>,
    /// Each with its net amount in the book's currency, which only foreign documents have.
    lines: Vec<(Option<Id>, LineRow, i64)>,
}

/// Reads a record's columns in one pass over its bytes.
fn read(bytes: &[u8], state: State) -> Read {
    let mut read = Read { row: EMPTY, customer: None, parent: None, lines: Vec::new() };
    let (mut kind, mut status, mut due) = (DocumentKind::default(), SaleStatus::default(), 0);
    let (mut foreign, mut book) = (false, (0, 0, 0));
    if !bytes.is_empty() {
        read.row.day = day_number(NaiveDate::default());
    }
    // What cannot be read keeps its empty value, as it does everywhere else.
    let _ = codec::body(bytes).and_then(|fields| {
        codec::decode_parts(fields, |tag, value| {
            match tag {
                2 => kind = DocumentKind::decode(value).unwrap_or_default(),
                3 => status = SaleStatus::decode(value).unwrap_or_default(),
                4 => read.customer = Option::<Id>::decode(value).flatten(),
                5 => read.row.day = NaiveDate::decode(value).map_or(read.row.day, day_number),
                10 => read.lines.extend(codec::list_items(value).map(read_line)),
                15 => read.row.net = i64::decode(value).unwrap_or_default(),
                17 => read.row.total = i64::decode(value).unwrap_or_default(),
                19 => due = i64::decode(value).unwrap_or_default(),
                26 => foreign = true,
                31 => book.0 = i64::decode(value).unwrap_or_default(),
                33 => book.1 = i64::decode(value).unwrap_or_default(),
                FROM => read.parent = Id::decode(value),
                34 => book.2 = i64::decode(value).unwrap_or_default(),
                _ => {}
            }
            Some(())
        })
    });
    // Reports and balances speak of the book's currency.
    if foreign {
        (read.row.net, read.row.total, due) = book;
        read.lines.iter_mut().for_each(|(_, line, book_net)| line.net = *book_net);
    }
    let valid = matches!(state, State::Live | State::Archived);
    read.customer = read.customer.filter(|_| valid);
    read.parent = read.parent.filter(|_| valid);
    read.row.order = valid && kind == DocumentKind::Order && status == SaleStatus::Open;
    read.row.invoice = kind == DocumentKind::Invoice;
    read.row.counts = valid
        && matches!(kind, DocumentKind::Invoice | DocumentKind::CreditNote)
        && matches!(status, SaleStatus::Open | SaleStatus::Paid);
    read.row.due = if read.row.counts { due } else { 0 };
    read
}

fn read_line(part: &[u8]) -> (Option<Id>, LineRow, i64) {
    let mut product = None;
    let mut line = LineRow { product: NO_ROW, quantity: 0.0, net: 0 };
    let mut book_net = 0;
    let _ = codec::decode_parts(part, |tag, value| {
        match tag {
            1 => product = Id::decode(value),
            4 => line.quantity = Decimal::decode(value).and_then(|d| d.to_f64()).unwrap_or_default(),
            10 => line.net = i64::decode(value).unwrap_or_default(),
            16 => book_net = i64::decode(value).unwrap_or_default(),
            _ => {}
        }
        Some(())
    });
    (product, line, book_net)
}

/// Reads the columns of a sale from its record and moves it to its customer.
pub fn derive(facts: &mut Facts, row: u32, touched: &mut Touched) {
    let before = facts.sales.get(row);
    let table = facts.table(Kind::Sale);
    let Read { row: mut sale, customer, parent, lines } = read(table.bytes(row), table.state(row));
    facts.sales.links.set(row, parent);
    if let Some(id) = customer {
        sale.customer = facts.table_mut(Kind::Customer).reserve(id);
    }
    let lines: Vec<LineRow> = lines
        .into_iter()
        .map(|(product, line, _)| LineRow {
            product: product.map_or(NO_ROW, |id| facts.table_mut(Kind::Product).reserve(id)),
            ..line
        })
        .collect();
    facts.sales.set(row, sale, &lines);
    facts.customers.relate(Related::Sales, row, before.customer, sale.customer);
    touched.customers.extend([before.customer, sale.customer].into_iter().filter(|c| *c != NO_ROW));
}

/// Sales that are read together on one thread.
const CHUNK: u32 = 8_192;

/// The columns of some sales, and where a reference has no row yet.
struct Chunk {
    sales: Vec<SaleRow>,
    counts: Vec<u32>,
    lines: Vec<LineRow>,
    customers: Vec<(usize, Id)>,
    products: Vec<(usize, Id)>,
    links: Vec<(u32, Id)>,
}

/// [`derive`] for every sale of a freshly loaded book, on all processors. The
/// customers' lists are to be made afterwards, from the columns.
pub fn derive_all(facts: &mut Facts) {
    let count = facts.table(Kind::Sale).len();
    let starts: Vec<u32> = (0..count).step_by(CHUNK as usize).collect();
    let chunks: Vec<Chunk> =
        starts.into_par_iter().map(|start| read_chunk(facts, start..count.min(start + CHUNK))).collect();
    let total = chunks.iter().map(|chunk| chunk.lines.len()).sum();
    facts.sales = SaleFacts {
        sales: Vec::with_capacity(count as usize),
        spans: Vec::with_capacity(count as usize),
        lines: Vec::with_capacity(total),
        waste: 0,
        links: Links::default(),
    };
    for mut chunk in chunks {
        chunk.links.iter().for_each(|(row, parent)| facts.sales.links.set(*row, Some(*parent)));
        for (index, id) in chunk.customers {
            chunk.sales[index].customer = facts.table_mut(Kind::Customer).reserve(id);
        }
        for (index, id) in chunk.products {
            chunk.lines[index].product = facts.table_mut(Kind::Product).reserve(id);
        }
        let mut start = facts.sales.lines.len() as u32;
        for lines in chunk.counts {
            facts.sales.spans.push((start, lines));
            start += lines;
        }
        facts.sales.sales.append(&mut chunk.sales);
        facts.sales.lines.append(&mut chunk.lines);
    }
}

fn read_chunk(facts: &Facts, rows: std::ops::Range<u32>) -> Chunk {
    let (table, customers, products) =
        (facts.table(Kind::Sale), facts.table(Kind::Customer), facts.table(Kind::Product));
    let mut chunk = Chunk {
        sales: Vec::with_capacity(rows.len()),
        counts: Vec::with_capacity(rows.len()),
        lines: Vec::with_capacity(rows.len() * 3),
        customers: Vec::new(),
        products: Vec::new(),
        links: Vec::new(),
    };
    for row in rows {
        let Read { row: mut sale, customer, parent, lines } = read(table.bytes(row), table.state(row));
        if let Some(parent) = parent {
            chunk.links.push((row, parent));
        }
        if let Some(id) = customer {
            match customers.row(id) {
                Some(row) => sale.customer = row,
                None => chunk.customers.push((chunk.sales.len(), id)),
            }
        }
        chunk.counts.push(lines.len() as u32);
        for (product, mut line, _) in lines {
            if let Some(id) = product {
                match products.row(id) {
                    Some(row) => line.product = row,
                    None => chunk.products.push((chunk.lines.len(), id)),
                }
            }
            chunk.lines.push(line);
        }
        chunk.sales.push(sale);
    }
    chunk
}
