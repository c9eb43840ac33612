//! Stock: what came, what went, and what is there.

use crate::entity::{FieldType, Kind};
use crate::{Id, choice, entity};
use chrono::NaiveDate;
use rust_decimal::Decimal;

pub(crate) mod check;
pub mod facts;
pub mod levels;
pub mod sheet;
pub(crate) mod sync;

choice! {
    /// Why goods came or went.
    pub enum MovementReason {
        /// Bought from a supplier.
        Purchase = 0 "purchase",
        /// Went to a customer.
        Sale = 1 "sale",
        /// Came back from a customer.
        Return = 2 "return",
        /// Counted, broken, found.
        Correction = 3 "correction",
        /// From one place to another.
        Transfer = 4 "transfer",
    }
}

choice! {
    /// What happens when more is sold than there is.
    pub enum NegativeStock {
        /// It is said, and the seller decides.
        Warn = 0 "warn",
        /// It is refused.
        Refuse = 1 "refuse",
        /// Nobody minds.
        Allow = 2 "allow",
    }
}

entity! {
    /// Goods that came or went.
    pub struct StockMovement : StockMovement = "stock_movement" {
        /// What.
        1 product_id: Id { required: true, ref_kind: Some(Kind::Product), listed: true, section: "movement" },
        /// When.
        2 date: NaiveDate { required: true, listed: true, section: "movement" },
        /// Why it moved.
        3 reason: MovementReason { listed: true, section: "movement" },
        /// How many came; negative for what went.
        4 quantity: Decimal { listed: true, section: "movement" },
        /// Where; empty for the only place there is.
        5 location: String { listed: true, section: "movement" },
        /// Where to, for a transfer.
        6 to_location: String { section: "movement" },
        /// What one cost, in major units of the book's currency.
        7 unit_cost: Option<Decimal> { ty: FieldType::Price, section: "movement" },
        /// More about it.
        8 why: String { searched: true, listed: true, section: "movement" },
        /// The document that moved it.
        9 sale_id: Option<Id> { ref_kind: Some(Kind::Sale), read_only: true, importable: false, section: "movement" },
        /// Who delivered it.
        10 supplier_id: Option<Id> { ref_kind: Some(Kind::Customer), importable: false, section: "movement" },
    }
}

#[cfg(test)]
mod tests;
