//! Sort orders: for a field, every row's key and the rows in its order. Built the
//! first time a list is sorted by the field, then kept by each change.

use super::text::fold_into;
use crate::entity::Value;
use chrono::Datelike;
use rayon::prelude::*;
use rust_decimal::Decimal;

/// The rows of a table in the order of one field.
#[derive(Clone)]
pub struct Order {
    keys: Vec<Box<[u8]>>,
    rows: Vec<u32>,
}

/// A key whose bytes compare as the values do; empty values come last.
pub fn sort_key(value: &Value) -> Box<[u8]> {
    let mut key = Vec::with_capacity(16);
    if value.is_empty() {
        key.push(0xff);
        return key.into();
    }
    key.push(0);
    match value {
        Value::Bool(yes) => key.push((*yes).into()),
        Value::Int(n) => key.extend(((*n as u64) ^ (1 << 63)).to_be_bytes()),
        Value::Decimal(d) => {
            // Ten decimals are more than a price or quantity has; larger numbers saturate.
            let scaled = d
                .checked_mul(Decimal::from(10_000_000_000_i64))
                .map_or(if d.is_sign_negative() { i128::MIN } else { i128::MAX }, |n| {
                    n.trunc().mantissa() / 10_i128.pow(n.trunc().scale())
                });
            key.extend(((scaled as u128) ^ (1 << 127)).to_be_bytes());
        }
        Value::Date(day) => key.extend((day.num_days_from_ce() as u32 ^ (1 << 31)).to_be_bytes()),
        Value::Instant(at) => key.extend(((at.timestamp_millis() as u64) ^ (1 << 63)).to_be_bytes()),
        other => {
            let mut text = String::new();
            fold_into(&other.to_plain(), &mut text);
            key.extend(text.into_bytes());
        }
    }
    key.into()
}

impl Order {
    /// Sorts `count` rows by the keys that `key` gives; equal keys keep the order
    /// of the rows, which is the order of their creation in the book.
    pub fn build(count: u32, key: impl Fn(u32) -> Box<[u8]> + Sync) -> Self {
        let keys: Vec<_> = (0..count).into_par_iter().map(&key).collect();
        let mut rows: Vec<u32> = (0..count).collect();
        rows.par_sort_unstable_by(|a, b| keys[*a as usize].cmp(&keys[*b as usize]).then(a.cmp(b)));
        Self { keys, rows }
    }

    /// Gives a row a new key, or takes in a new row.
    pub fn update(&mut self, row: u32, key: Box<[u8]>) {
        if let Some(old) = self.keys.get(row as usize) {
            if *old == key {
                return;
            }
            let at = self.place(row, old);
            if self.rows.get(at) == Some(&row) {
                self.rows.remove(at);
            }
            self.keys[row as usize] = key;
        } else {
            while self.keys.len() < row as usize {
                let gap = self.keys.len() as u32;
                self.keys.push(Box::new([0xff]));
                let at = self.place(gap, &[0xff]);
                self.rows.insert(at, gap);
            }
            self.keys.push(key);
        }
        let at = self.place(row, &self.keys[row as usize]);
        self.rows.insert(at, row);
    }

    /// The rows in ascending order.
    pub fn rows(&self) -> &[u32] {
        &self.rows
    }

    fn place(&self, row: u32, key: &[u8]) -> usize {
        self.rows.partition_point(|other| (&*self.keys[*other as usize], *other) < (key, row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_updated_order_equals_one_built_anew(
            first in prop::collection::vec(-50_i64..50, 0..40),
            edits in prop::collection::vec((0_u32..60, -50_i64..50), 0..60),
        ) {
            let mut values = first.clone();
            let mut order = Order::build(values.len() as u32, |row| sort_key(&Value::Int(first[row as usize])));
            for (row, value) in edits {
                let row = row.min(values.len() as u32);
                if row as usize == values.len() { values.push(value) } else { values[row as usize] = value }
                order.update(row, sort_key(&Value::Int(value)));
            }
            let anew = Order::build(values.len() as u32, |row| sort_key(&Value::Int(values[row as usize])));
            prop_assert_eq!(order.rows(), anew.rows());
        }

        #[test]
        fn keys_compare_as_decimals_do(a in -1_000_000_000_i64..1_000_000_000, b in -1_000_000_000_i64..1_000_000_000, sa in 0_u32..6, sb in 0_u32..6) {
            let (x, y) = (Decimal::new(a, sa), Decimal::new(b, sb));
            prop_assert_eq!(sort_key(&Value::Decimal(x)).cmp(&sort_key(&Value::Decimal(y))), x.cmp(&y));
        }
    }
}
