//! Cases: what customers ask, complain of, bring back or suggest, until it is settled.

use crate::entity::{FieldType, Kind};
use crate::interactions::InteractionChannel;
use crate::{Id, choice, entity};
use chrono::{DateTime, Utc};

pub(crate) mod belong;
pub(crate) mod check;
pub mod facts;
pub(crate) mod hear;
pub mod steps;

choice! {
    /// What it is.
    pub enum CaseKind {
        /// They want to know something.
        Question = 0 "question",
        /// They are not content.
        Complaint = 1 "complaint",
        /// Something does not work.
        Incident = 2 "incident",
        /// Something is to be mended.
        Repair = 3 "repair",
        /// Something comes back.
        Return = 4 "return",
        /// They suggest something.
        Idea = 5 "idea",
    }
}

choice! {
    /// How far it is.
    pub enum CaseStatus {
        /// Nobody has looked at it.
        New = 0 "new",
        /// Somebody is at it.
        Open = 1 "open",
        /// It is the customer's turn, or a supplier's.
        Waiting = 2 "waiting",
        /// The customer has what they need.
        Resolved = 3 "resolved",
        /// Nothing is left to do.
        Closed = 4 "closed",
    }
}

choice! {
    /// How much it matters.
    pub enum CasePriority {
        /// As usual.
        Normal = 0 "normal",
        /// When there is time.
        Low = 1 "low",
        /// Before others.
        High = 2 "high",
        /// At once.
        Urgent = 3 "urgent",
    }
}

entity! {
    /// Something that a customer brought up.
    pub struct Case : Case = "case" {
        /// In a few words.
        3 subject: String { required: true, searched: true, listed: true, section: "case" },
        /// Whose it is.
        7 customer_id: Id { required: true, ref_kind: Some(Kind::Customer), listed: true, section: "case" },
        /// What it is.
        2 case_kind: CaseKind { listed: true, section: "case" },
        /// How much it matters.
        6 priority: CasePriority { listed: true, section: "case" },
        /// How far it is.
        5 status: CaseStatus { listed: true, section: "case" },
        /// Who looks after it.
        11 assignee: String { listed: true, section: "case" },
        /// How it came in.
        12 channel: Option<InteractionChannel> { section: "case" },
        /// What they say.
        4 description: String { ty: FieldType::LongText, searched: true, section: "case" },
        /// What people see: `CASE-2026-0007`.
        1 number: String { unique: true, searched: true, section: "case" },
        /// The number it had in the program it was imported from.
        23 external_number: String { searched: true, section: "case" },
        /// Which product it is about.
        8 product_id: Option<Id> { ref_kind: Some(Kind::Product), section: "about" },
        /// Which piece of it: what is stamped or printed on it.
        9 serial: String { searched: true, section: "about" },
        /// The document it is about.
        10 sale_id: Option<Id> { ref_kind: Some(Kind::Sale), section: "about", importable: false },
        /// When it came in.
        13 received: DateTime<Utc> { listed: true, section: "promise" },
        /// By when they were promised an answer.
        14 respond_by: Option<DateTime<Utc>> { section: "promise" },
        /// By when they were promised that it is settled.
        15 resolve_by: Option<DateTime<Utc>> { section: "promise" },
        /// When somebody first got back to them.
        16 first_response: Option<DateTime<Utc>> { read_only: true, section: "promise" },
        /// How it was settled.
        17 resolution: String { ty: FieldType::LongText, searched: true, section: "result" },
        /// Where it came from: material, workmanship, transport …
        18 cause: String { section: "result" },
        /// What they got back, in minor units.
        19 refunded: i64 { ty: FieldType::Money, section: "result" },
        /// When it was resolved.
        20 resolved_at: Option<DateTime<Utc>> { read_only: true, section: "result" },
        /// When it was closed.
        21 closed_at: Option<DateTime<Utc>> { read_only: true, section: "result" },
        /// How content they are in the end, from 1 to 5.
        22 satisfaction: Option<i64> { section: "result" },
    }
}

impl CaseStatus {
    /// Whether nobody has to do anything about it any more.
    pub fn is_done(self) -> bool {
        matches!(self, CaseStatus::Resolved | CaseStatus::Closed)
    }
}

#[cfg(test)]
mod tests;
