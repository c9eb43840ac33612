//! Filling the read model from a stream of records, all at once.

use super::{Facts, Table, Touched, searched};
use crate::entity::Kind;
use crate::entity::said;
use crate::store::{NoWatch, Watch};
use crate::{Id, Result};
use crate::{Sentence, say};
use rayon::prelude::*;

/// Records whose search texts are worked out at once.
const TEXTS: usize = 16_384;
/// Records whose columns are worked out before it is told again how far the work is.
const COLUMNS: u32 = 16_384;

/// How many records are done, and who wants to know.
pub(super) struct Done<'a> {
    watch: &'a dyn Watch,
    records: u64,
    total: u64,
}

impl Done<'_> {
    /// For work that is over before anybody could be told.
    pub(super) fn untold() -> Self {
        Self { watch: &NoWatch, records: 0, total: 0 }
    }

    fn add(&mut self, records: u32) {
        self.records += u64::from(records);
        // What is left of making a read model cannot be stopped, so the answer does not matter.
        self.watch.step(self.records, self.total);
    }
}

impl Facts {
    /// Takes in one record without working out what depends on it; call
    /// [`Facts::derive_all`] when all are in. Kinds of a newer program are skipped.
    pub fn load(&mut self, kind: u8, id: Id, position: u64, bytes: &[u8]) -> Result<()> {
        if let Some(kind) = Kind::from_code(kind) {
            self.table_mut(kind).load(id, position, Some(bytes));
        }
        Ok(())
    }

    /// [`Facts::load`] for the journal's changes, oldest first: no bytes take the
    /// record out again.
    pub(crate) fn load_change(&mut self, kind: u8, id: Id, position: u64, bytes: Option<&[u8]>) {
        if let Some(kind) = Kind::from_code(kind) {
            self.table_mut(kind).load(id, position, bytes);
        }
    }

    /// Works out search texts, columns and totals for every record.
    pub fn derive_all(&mut self) {
        self.derive_watched(&NoWatch);
    }

    /// [`Facts::derive_all`], telling after every few thousand records how many of them are
    /// done; each counts twice, for its search text and for its columns.
    pub(crate) fn derive_watched(&mut self, watch: &dyn Watch) {
        self.tables.par_iter_mut().for_each(Table::finish_loading);
        self.read_custom();
        let records: u64 = Kind::ALL.iter().map(|kind| u64::from(self.table(*kind).len())).sum();
        let mut done = Done { watch, records: 0, total: 2 * records };
        for kind in Kind::ALL {
            self.search_all(kind, &mut done);
        }
        crate::sales::facts::derive_all(self);
        done.add(self.table(Kind::Sale).len());
        self.derive_columns(&mut done);
    }

    pub(super) fn search_all(&mut self, kind: Kind, done: &mut Done<'_>) {
        let count = self.table(kind).len();
        // A part at a time, so that the texts are never held twice.
        for start in (0..count).step_by(TEXTS) {
            let table = self.table(kind);
            let texts: Vec<String> = (start..count.min(start + TEXTS as u32))
                .into_par_iter()
                .map(|row| searched::text(&self.custom, kind, table.bytes(row)))
                .collect();
            let search = &mut self.table_mut(kind).search;
            for (row, text) in (start..).zip(&texts) {
                search.set(row, text);
            }
            done.add(texts.len() as u32);
        }
    }

    /// Works out everything but the search texts and the columns of sales.
    pub(super) fn derive_columns(&mut self, done: &mut Done<'_>) {
        let mut touched = Touched::default();
        if let Some(last) = self.table(Kind::Customer).len().checked_sub(1) {
            self.customers.reserve(last);
        }
        let Facts { customers, sales, .. } = self;
        customers.relate_all_sales(sales.all().iter().map(|sale| sale.customer));
        for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Sale) {
            for row in 0..self.table(kind).len() {
                self.derive(kind, row, &mut touched);
                if row % COLUMNS == COLUMNS - 1 {
                    done.add(COLUMNS);
                }
            }
            done.add(self.table(kind).len() % COLUMNS);
        }
        // References may have made room for customers that are not in the book.
        if let Some(last) = self.table(Kind::Customer).len().checked_sub(1) {
            self.customers.reserve(last);
        }
        crate::stock::facts::recompute_all(self);
        crate::customers::facts::recompute_all(self);
    }

    /// A sentence about the first difference to another read model of the same
    /// book; `None` when they say the same. Rows may be numbered differently.
    pub fn difference(&self, other: &Facts) -> Option<Sentence> {
        for kind in Kind::ALL {
            let (a, b) = (self.table(kind), other.table(kind));
            if a.present_rows().count() != b.present_rows().count() {
                return Some(say!(
                    "The read model has {} records of kind {}, the store has {}.",
                    a.present_rows().count(),
                    said::many(kind),
                    b.present_rows().count()
                ));
            }
            for row in a.present_rows() {
                let id = a.id(row);
                let same = b.present(id).is_some_and(|other_row| {
                    a.bytes(row) == b.bytes(other_row)
                        && a.position(row) == b.position(other_row)
                        && a.search.get(row) == b.search.get(other_row)
                        && self.derived(kind, row) == other.derived(kind, other_row)
                });
                if !same {
                    return Some(say!(
                        "The {} {} differs between the read model and the store.",
                        said::one(kind.name()),
                        id
                    ));
                }
            }
        }
        None
    }

    /// Everything derived of a record in a form that does not depend on row numbers.
    fn derived(&self, kind: Kind, row: u32) -> String {
        let ids = |kind: Kind, rows: &[u32]| {
            let mut ids: Vec<String> = rows.iter().map(|r| self.table(kind).id(*r).to_string()).collect();
            ids.sort_unstable();
            ids.join(",")
        };
        let id_of = |kind: Kind, row: u32| (row != u32::MAX).then(|| self.table(kind).id(row));
        match kind {
            Kind::Customer => format!(
                "{:?} {} {} {} {} {}",
                self.customers.totals(row),
                ids(Kind::Customer, self.customers.members(row)),
                ids(Kind::Sale, self.customers.sales(row)),
                ids(Kind::FollowUp, self.customers.follow_ups(row)),
                ids(Kind::Interaction, self.customers.interactions(row)),
                ids(Kind::Case, self.customers.cases(row)),
            ),
            Kind::Sale => {
                let mut sale = self.sales.get(row);
                let customer = id_of(Kind::Customer, sale.customer);
                sale.customer = 0;
                let lines: Vec<_> = self
                    .sales
                    .lines(row)
                    .iter()
                    .map(|l| (id_of(Kind::Product, l.product), l.quantity, l.net))
                    .collect();
                format!("{sale:?} {customer:?} {:?} {lines:?}", self.sales.parent(row))
            }
            Kind::FollowUp => {
                let mut follow_up = self.follow_ups.get(row);
                let customer = id_of(Kind::Customer, follow_up.customer);
                follow_up.customer = 0;
                format!("{follow_up:?} {customer:?}")
            }
            Kind::Case => {
                let case = self.cases.get(row);
                format!("{:?} {} {:?}", id_of(Kind::Customer, case.customer), case.open, case.promise)
            }
            Kind::Product => format!("{:?} {}", self.stock.product(row), self.stock.is_tracked(row)),
            Kind::Campaign => {
                format!(
                    "{:?} {}",
                    crate::campaigns::facts::result(self, row),
                    ids(Kind::Target, self.campaigns.targets(row))
                )
            }
            _ => String::new(),
        }
    }
}
