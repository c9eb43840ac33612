//! The read model as sections of bytes: records, search texts, the columns of
//! sales and the usual sort orders as they stand in memory, so that a large book
//! opens without reading the store. The rest is worked out again; the store checks
//! the bytes before they come here.
//!
//! First the layout's number; then per kind its records, its lists (number of rows;
//! identities; journal positions; lengths of the records; lengths of the search
//! texts; states) and its search texts, each with its end mark; then the columns of
//! sales, of their lines and the links between documents; last per kind the rows in their usual order.

use super::list::usual_order;
use super::load::Done;
use super::order::Order;
use super::search::{END, SearchText};
use super::table::{Filling, State, Table};
use super::{Facts, field};
use crate::entity::Kind;
use crate::sales::facts::SaleFacts;
use crate::{Id, Result};
use rayon::prelude::*;
use std::sync::Arc;

/// Changes whenever the layout, what is folded into search texts or the way a
/// column or an order is worked out changes; an older sidecar is then ignored and
/// written anew.
const LAYOUT: u64 = 96;

/// Where the sections of a sidecar are written to, one after the other.
pub trait Sections {
    /// Adds bytes to the section under way.
    fn put(&mut self, bytes: &[u8]) -> Result<()>;
    /// Ends the section under way; the next bytes belong to a new one.
    fn end_section(&mut self) -> Result<()>;
}

impl Facts {
    /// Writes the sidecar's sections.
    pub fn write_sidecar(&self, out: &mut dyn Sections) -> Result<()> {
        out.put(&LAYOUT.to_le_bytes())?;
        out.end_section()?;
        for kind in Kind::ALL {
            put_table(self.table(kind), out)?;
        }
        self.sales.put_sales(&mut |bytes| out.put(bytes))?;
        out.end_section()?;
        self.sales.put_lines(&mut |bytes| out.put(bytes))?;
        out.end_section()?;
        self.sales.put_links(&mut |bytes| out.put(bytes))?;
        out.end_section()?;
        for kind in Kind::ALL {
            for row in self.usual_rows(kind) {
                out.put(&row.to_le_bytes())?;
            }
            out.end_section()?;
        }
        Ok(())
    }

    /// Reads a sidecar; `None` when it is of another layout or incomplete.
    pub fn from_sidecar(seq: u64, sections: Vec<Vec<u8>>) -> Option<Self> {
        let mut sections = sections.into_iter();
        if sections.next()? != LAYOUT.to_le_bytes() {
            return None;
        }
        let mut tables = Vec::new();
        for _ in Kind::ALL {
            tables.push((sections.next()?, sections.next()?, sections.next()?));
        }
        let (sales, lines, links) = (sections.next()?, sections.next()?, sections.next()?);
        let orders: Vec<Vec<u8>> = sections.collect();
        let mut facts = Facts::default();
        facts
            .tables
            .par_iter_mut()
            .zip(tables)
            .map(|(table, (records, lists, search))| fill(table, records, &lists, search))
            .collect::<Option<()>>()?;
        facts.read_custom();
        let count = |kind| facts.table(kind).len();
        facts.sales = SaleFacts::from_columns(&sales, &lines, count(Kind::Customer), count(Kind::Product))?;
        facts.sales.take_links(&links)?;
        drop((sales, lines, links));
        if orders.len() != Kind::ALL.len() {
            return None;
        }
        for (kind, rows) in Kind::ALL.into_iter().zip(orders) {
            facts.take_order(kind, &rows)?;
        }
        facts.derive_columns(&mut Done::untold());
        facts.seq = seq;
        Some(facts)
    }

    /// The rows of a kind as its list shows them when nothing else is said; none for
    /// a kind without a list of its own.
    fn usual_rows(&self, kind: Kind) -> Vec<u32> {
        let field = field(kind, usual_order(kind).0);
        let Some(field) = field.filter(|_| {
            !matches!(
                kind,
                Kind::Settings | Kind::Series | Kind::Target | Kind::View | Kind::Staff | Kind::CashEntry
            ) && !matches!(kind, Kind::Distinct | Kind::Track | Kind::CustomField)
                && !matches!(kind, Kind::CallScript | Kind::FormTemplate)
        }) else {
            return Vec::new();
        };
        let order = self.order(kind, field);
        // Rows that are only kept free need not be in the order yet.
        match order.rows().len() == self.table(kind).len() as usize {
            true => order.rows().to_vec(),
            false => Vec::new(),
        }
    }

    fn take_order(&mut self, kind: Kind, rows: &[u8]) -> Option<()> {
        let (rows, []) = rows.as_chunks::<4>() else { return None };
        let Some(field) = field(kind, usual_order(kind).0).filter(|_| !rows.is_empty()) else {
            return Some(());
        };
        let rows = rows.iter().map(|row| u32::from_le_bytes(*row)).collect();
        let order = Order::of_rows(rows, self.table(kind).len())?;
        let orders = self.table_mut(kind).orders.get_mut().unwrap_or_else(|e| e.into_inner());
        orders.insert(field.name(), Arc::new(order));
        Some(())
    }
}

fn put_table(table: &Table, out: &mut dyn Sections) -> Result<()> {
    let rows = || 0..table.len();
    rows().try_for_each(|row| out.put(table.bytes(row)))?;
    out.end_section()?;
    out.put(&u64::from(table.len()).to_le_bytes())?;
    rows().try_for_each(|row| out.put(&table.id(row).0))?;
    rows().try_for_each(|row| out.put(&table.position(row).to_le_bytes()))?;
    rows().try_for_each(|row| out.put(&(table.bytes(row).len() as u32).to_le_bytes()))?;
    rows().try_for_each(|row| out.put(&(table.search.get(row).len() as u32).to_le_bytes()))?;
    rows().try_for_each(|row| out.put(&[table.state(row) as u8]))?;
    out.end_section()?;
    for text in rows().map(|row| table.search.get(row)).filter(|text| !text.is_empty()) {
        out.put(text)?;
        out.put(&[END])?;
    }
    out.end_section()
}

fn fill(table: &mut Table, records: Vec<u8>, lists: &[u8], texts: Vec<u8>) -> Option<()> {
    let (count, mut lists) = lists.split_first_chunk::<8>()?;
    let count = usize::try_from(u64::from_le_bytes(*count)).ok()?;
    let ids = entries::<16>(&mut lists, count)?.map(Id).collect();
    let positions = entries::<8>(&mut lists, count)?.map(u64::from_le_bytes).collect();
    let lens: Vec<u32> = entries::<4>(&mut lists, count)?.map(u32::from_le_bytes).collect();
    let text_lens: Vec<u32> = entries::<4>(&mut lists, count)?.map(u32::from_le_bytes).collect();
    let states = entries::<1>(&mut lists, count)?.map(|[code]| State::from_code(code));
    let states = states.collect::<Option<Vec<_>>>()?;
    let bytes = |lens: &[u32]| lens.iter().map(|len| *len as usize).sum::<usize>();
    let marks = text_lens.iter().filter(|len| **len > 0).count();
    let whole = lists.is_empty() && records.len() == bytes(&lens) && texts.len() == bytes(&text_lens) + marks;
    if !whole {
        return None;
    }
    let mut search = SearchText::default();
    search.fill(&text_lens, texts);
    table.fill(Filling { ids, positions, lens, states, records, search });
    Some(())
}

/// A list of `count` entries of `N` bytes each.
fn entries<'a, const N: usize>(
    bytes: &mut &'a [u8],
    count: usize,
) -> Option<impl Iterator<Item = [u8; N]> + use<'a, N>> {
    let (list, rest) = bytes.split_at_checked(count.checked_mul(N)?)?;
    *bytes = rest;
    let (entries, _) = list.as_chunks::<N>();
    Some(entries.iter().copied())
}
