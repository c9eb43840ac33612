//! Sort orders: for a field, the rows in its order. Built the first time a list is
//! sorted by the field, then kept by each change. Keys are worked out when they
//! are compared: a change compares few, and held for every row they would cost
//! more memory than what they sort.

use super::text::natural;
use crate::entity::Value;
use chrono::Datelike;
use rayon::prelude::*;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// The rows of a table in the order of one field.
#[derive(Clone)]
pub struct Order {
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
        other => key.extend(natural(&other.to_plain())),
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
        Self { rows }
    }

    /// An order that was worked out before; `None` when it does not name each of
    /// the `count` rows once.
    pub(super) fn of_rows(rows: Vec<u32>, count: u32) -> Option<Self> {
        let mut seen = vec![false; count as usize];
        for row in &rows {
            if std::mem::replace(seen.get_mut(*row as usize)?, true) {
                return None;
            }
        }
        (rows.len() == seen.len()).then_some(Self { rows })
    }

    /// Moves the changed rows, and takes in those of `count` that are new. `key`
    /// gives every row's key as it now is.
    pub fn update(&mut self, changed: &BTreeSet<u32>, count: u32, key: impl Fn(u32) -> Box<[u8]>) {
        let known = self.rows.len() as u32;
        let old: Vec<u32> = changed.iter().copied().filter(|row| *row < known).collect();
        // Most edits leave a row where it is, and that is cheap to see.
        let moved = !old.iter().all(|row| self.is_in_place(*row, &key));
        if known == count && !moved {
            return;
        }
        let mut coming: Vec<u32> = (known..count).collect();
        if moved {
            self.remove(&old);
            coming.extend(old);
        }
        let mut coming: Vec<_> = coming.into_iter().map(|row| (key(row), row)).collect();
        coming.sort_unstable();
        match &coming[..] {
            [(own, row)] => {
                let at = self.place(*row, own, &key);
                self.rows.insert(at, *row);
            }
            many => self.merge(many, &key),
        }
    }

    /// The rows in ascending order.
    pub fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// Whether a row stands between smaller and larger keys. When every changed row
    /// does, the whole order still holds.
    fn is_in_place(&self, row: u32, key: &impl Fn(u32) -> Box<[u8]>) -> bool {
        let own = key(row);
        let at = self.place(row, &own, key);
        let smaller = |other: &u32| (&*key(*other), *other) < (&*own, row);
        self.rows.get(at) == Some(&row)
            && at.checked_sub(1).and_then(|before| self.rows.get(before)).is_none_or(smaller)
            && self.rows.get(at + 1).is_none_or(|after| !smaller(after))
    }

    fn remove(&mut self, rows: &[u32]) {
        if let [row] = rows {
            if let Some(at) = self.rows.iter().position(|other| other == row) {
                self.rows.remove(at);
            }
            return;
        }
        let mut gone = vec![false; self.rows.len()];
        rows.iter().for_each(|row| gone[*row as usize] = true);
        self.rows.retain(|row| !gone[*row as usize]);
    }

    /// Brings sorted rows in at once, so that the rest is moved only once.
    fn merge(&mut self, coming: &[(Box<[u8]>, u32)], key: &impl Fn(u32) -> Box<[u8]>) {
        let mut rows = Vec::with_capacity(self.rows.len() + coming.len());
        let mut done = 0;
        for (own, row) in coming {
            let at = self.place(*row, own, key).max(done);
            rows.extend_from_slice(&self.rows[done..at]);
            rows.push(*row);
            done = at;
        }
        rows.extend_from_slice(&self.rows[done..]);
        self.rows = rows;
    }

    fn place(&self, row: u32, own: &[u8], key: &impl Fn(u32) -> Box<[u8]>) -> usize {
        self.rows.partition_point(|other| *other != row && (&*key(*other), *other) < (own, row))
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
            edits in prop::collection::vec(prop::collection::vec((0_u32..60, -50_i64..50), 0..5), 0..30),
        ) {
            let mut values = first.clone();
            let mut order = Order::build(values.len() as u32, |row| sort_key(&Value::Int(first[row as usize])));
            for edit in edits {
                let mut changed = BTreeSet::new();
                for (row, value) in edit {
                    let row = row.min(values.len() as u32);
                    if row as usize == values.len() { values.push(value) } else { values[row as usize] = value }
                    changed.insert(row);
                }
                order.update(&changed, values.len() as u32, |row| sort_key(&Value::Int(values[row as usize])));
                let anew = Order::build(values.len() as u32, |row| sort_key(&Value::Int(values[row as usize])));
                prop_assert_eq!(order.rows(), anew.rows());
            }
        }

        #[test]
        fn keys_compare_as_decimals_do(a in -1_000_000_000_i64..1_000_000_000, b in -1_000_000_000_i64..1_000_000_000, sa in 0_u32..6, sb in 0_u32..6) {
            let (x, y) = (Decimal::new(a, sa), Decimal::new(b, sb));
            prop_assert_eq!(sort_key(&Value::Decimal(x)).cmp(&sort_key(&Value::Decimal(y))), x.cmp(&y));
        }
    }
    #[test]
    fn an_order_that_misses_a_row_would_hide_a_record_and_is_not_taken() {
        assert!(Order::of_rows(vec![2, 0, 1], 3).is_some());
        for (rows, why) in [
            (vec![0, 1], "one is missing"),
            (vec![0, 1, 1], "one comes twice"),
            (vec![0, 1, 3], "one does not exist"),
        ] {
            assert!(Order::of_rows(rows, 3).is_none(), "{why}");
        }
    }
}
