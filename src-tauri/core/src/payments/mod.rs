//! Money: what customers pay, for one invoice or for several, and what is in the till.

use crate::entity::{FieldType, Kind};
use crate::sales::PaymentMethod;
use crate::{Id, choice, entity, part};
use chrono::NaiveDate;

pub mod cash;
pub(crate) mod check;
pub(crate) mod closing;
pub mod dunning;
pub mod epc;
pub mod facts;
pub mod receive;
pub(crate) mod sync;

part! {
    /// The part of a receipt that pays one document.
    pub struct Allocation {
        /// Which document.
        1 sale_id: Id { ref_kind: Some(Kind::Sale) },
        /// How much, in minor units.
        2 amount: i64 { ty: FieldType::Money },
    }
}

entity! {
    /// Money that came from a customer or, negative, went back; for one document, for
    /// several or for none yet.
    pub struct Receipt : Receipt = "receipt" {
        /// What people see: `PAY-2026-0007`.
        1 number: String { unique: true, searched: true, listed: true, section: "receipt" },
        /// From whom.
        2 customer_id: Option<Id> { ref_kind: Some(Kind::Customer), listed: true, section: "receipt" },
        /// On which day.
        3 date: NaiveDate { required: true, listed: true, section: "receipt" },
        /// How.
        4 method: PaymentMethod { listed: true, section: "receipt" },
        /// How much, in minor units of the book's currency.
        5 amount: i64 { ty: FieldType::Money, listed: true, section: "receipt" },
        /// Slip or transfer reference.
        6 reference: String { searched: true, listed: true, section: "receipt" },
        /// What it pays.
        7 allocations: Vec<Allocation> { section: "allocations" },
        /// What it does not pay yet: the customer's credit.
        8 unallocated: i64 { ty: FieldType::Money, read_only: true, importable: false, listed: true, section: "totals" },
        /// The customer's account it was posted to, where that is another by now.
        9 posted_account: String { read_only: true, importable: false, section: "totals" },
    }
}

impl Receipt {
    /// The tag of [`Receipt::posted_account`], for reading it alone.
    pub(crate) const POSTED_ACCOUNT: u16 = 9;
}

choice! {
    /// What an entry of the cash book is.
    pub enum CashEntryKind {
        /// Money put into the till or taken out beside payments: change, the way to the bank.
        Movement = 0 "movement",
        /// What was counted at the end of a day.
        Count = 1 "count",
    }
}

entity! {
    /// An entry of the cash book beside the payments in cash.
    pub struct CashEntry : CashEntry = "cash_entry" {
        /// On which day.
        1 date: NaiveDate { required: true, listed: true, section: "entry" },
        /// What it is.
        2 entry_kind: CashEntryKind { listed: true, section: "entry" },
        /// What was put in (negative: taken out), or what was counted.
        3 amount: i64 { ty: FieldType::Money, listed: true, section: "entry" },
        /// What for.
        4 what: String { searched: true, listed: true, section: "entry" },
        /// What should have been in the till when it was counted.
        5 expected: i64 { ty: FieldType::Money, read_only: true, listed: true, section: "entry" },
        /// Counted more (or, negative, less) than expected.
        6 difference: i64 { ty: FieldType::Money, read_only: true, listed: true, section: "entry" },
    }
}

#[cfg(test)]
mod tests;
