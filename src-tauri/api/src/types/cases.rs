//! Cases.

use super::TodayMatter;

crate::types::wire_types! {
    /// A case is resolved or closed.
    SettleRequest {
        /// The case.
        id: String,
        /// How it was settled; empty for what the case says already.
        resolution: String,
        /// Where it came from; empty for what the case says already.
        #[ts(optional, as = "Option<String>")]
        cause: Option<String>,
        /// What they got back, in minor units; null for what the case says already.
        #[ts(optional, as = "Option<i64>")]
        refunded: Option<i64>,
    }
    /// What waits for today.
    TodayCount {
        /// Follow-ups, next steps of deals and promises of cases that are due today or overdue.
        count: u64,
    }
    /// A case of which something was promised up to today.
    TodayCase {
        /// The case.
        id: String,
        /// Its number.
        number: String,
        /// What it is about.
        subject: String,
        /// Whose it is.
        customer_id: String,
        /// Called.
        name: String,
        /// An answer was promised by 14:00 today.
        reason: String,
        /// The day of the promise.
        on: String,
        /// The day is over.
        overdue: bool,
        /// What helps most.
        matter: TodayMatter,
    }
}
