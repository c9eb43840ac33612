//! What customers have paid beyond their documents.

use crate::Id;
use crate::entity::Kind;
use crate::facts::{Facts, State, Touched};
use ahash::AHashMap;

/// Credit per customer.
#[derive(Default)]
pub struct PaymentFacts {
    of_row: AHashMap<u32, (u32, i64)>,
    credit: AHashMap<u32, i64>,
    receipts: AHashMap<u32, Vec<u32>>,
}

impl PaymentFacts {
    /// What a customer (by row) paid that no document has taken, in minor units.
    pub fn credit(&self, customer: u32) -> i64 {
        self.credit.get(&customer).copied().unwrap_or_default()
    }

    /// Rows of a customer's receipts.
    pub fn receipts(&self, customer: u32) -> &[u32] {
        self.receipts.get(&customer).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Adds a receipt to its customer's credit.
pub fn derive(facts: &mut Facts, row: u32, touched: &mut Touched) {
    let table = facts.table(Kind::Receipt);
    let valid = matches!(table.state(row), State::Live | State::Archived) && !table.bytes(row).is_empty();
    let now = valid.then(|| (table.typed::<Option<Id>>(row, 2), table.typed::<i64>(row, 8)));
    let now = now.and_then(|(customer, left)| Some((customer?, left)));
    let now = now.map(|(customer, left)| (facts.table_mut(Kind::Customer).reserve(customer), left));
    let payments = &mut facts.payments;
    let before = match now {
        Some(now) => payments.of_row.insert(row, now),
        None => payments.of_row.remove(&row),
    };
    if let Some((customer, left)) = before {
        *payments.credit.entry(customer).or_default() -= left;
        if let Some(list) = payments.receipts.get_mut(&customer) {
            list.retain(|other| *other != row);
        }
        touched.customers.insert(customer);
    }
    if let Some((customer, left)) = now {
        *payments.credit.entry(customer).or_default() += left;
        let list = payments.receipts.entry(customer).or_default();
        let at = list.partition_point(|other| *other < row);
        list.insert(at, row);
        touched.customers.insert(customer);
    }
}
