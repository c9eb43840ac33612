//! The columns of sales as bytes for the sidecar: reading them back is many times
//! quicker than working them out from a million lines.

use super::{LineRow, NO_ROW, SaleFacts, SaleRow};
use rayon::prelude::*;

/// Bytes of one sale: its columns and the number of its lines.
const SALE: usize = 37;
/// Bytes of one line.
const LINE: usize = 20;

impl SaleFacts {
    /// Hands out the sales' columns in order, a few at a time.
    pub(crate) fn put_sales<E>(&self, put: &mut dyn FnMut(&[u8]) -> Result<(), E>) -> Result<(), E> {
        for (sale, (_, lines)) in self.sales.iter().zip(&self.spans) {
            let mut bytes = [0; SALE];
            bytes[..4].copy_from_slice(&sale.day.to_le_bytes());
            bytes[4..8].copy_from_slice(&sale.customer.to_le_bytes());
            bytes[8..16].copy_from_slice(&sale.net.to_le_bytes());
            bytes[16..24].copy_from_slice(&sale.total.to_le_bytes());
            bytes[24..32].copy_from_slice(&sale.due.to_le_bytes());
            bytes[32] = u8::from(sale.counts) | (u8::from(sale.invoice) << 1) | (u8::from(sale.order) << 2);
            bytes[33..].copy_from_slice(&lines.to_le_bytes());
            put(&bytes)?;
        }
        Ok(())
    }

    /// Hands out the lines' columns, those of the first sale first.
    pub(crate) fn put_lines<E>(&self, put: &mut dyn FnMut(&[u8]) -> Result<(), E>) -> Result<(), E> {
        for line in (0..self.sales.len() as u32).flat_map(|row| self.lines(row)) {
            let mut bytes = [0; LINE];
            bytes[..4].copy_from_slice(&line.product.to_le_bytes());
            bytes[4..12].copy_from_slice(&line.quantity.to_le_bytes());
            bytes[12..].copy_from_slice(&line.net.to_le_bytes());
            put(&bytes)?;
        }
        Ok(())
    }

    /// Reads what was handed out; `None` when it does not fit together, or names a
    /// customer or product beyond those there are.
    pub(crate) fn from_columns(sales: &[u8], lines: &[u8], customers: u32, products: u32) -> Option<Self> {
        let (sales, []) = sales.as_chunks::<SALE>() else { return None };
        let (lines, []) = lines.as_chunks::<LINE>() else { return None };
        let mut start = 0_u32;
        let mut spans = Vec::with_capacity(sales.len());
        for sale in sales {
            let count = number(sale, 33);
            spans.push((start, count));
            start = start.checked_add(count)?;
        }
        let fits = |row: u32, count: u32| row == NO_ROW || row < count;
        let rows: Vec<SaleRow> = sales.par_iter().map(sale).collect();
        let lines: Vec<LineRow> = lines.par_iter().map(line).collect();
        let sound = start as usize == lines.len()
            && rows.iter().all(|sale| fits(sale.customer, customers))
            && lines.iter().all(|line| fits(line.product, products));
        sound.then_some(Self { sales: rows, spans, lines, waste: 0, links: Default::default() })
    }
}

fn sale(bytes: &[u8; SALE]) -> SaleRow {
    SaleRow {
        day: number(bytes, 0) as i32,
        customer: number(bytes, 4),
        net: amount(bytes, 8),
        total: amount(bytes, 16),
        due: amount(bytes, 24),
        counts: bytes[32] & 1 != 0,
        invoice: bytes[32] & 2 != 0,
        order: bytes[32] & 4 != 0,
    }
}

fn line(bytes: &[u8; LINE]) -> LineRow {
    LineRow {
        product: number(bytes, 0),
        quantity: f64::from_bits(amount(bytes, 4) as u64),
        net: amount(bytes, 12),
    }
}

fn number(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |chunk| u32::from_le_bytes(*chunk))
}

fn amount(bytes: &[u8], at: usize) -> i64 {
    bytes.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |chunk| i64::from_le_bytes(*chunk))
}
