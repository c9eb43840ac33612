//! Campaigns: a message to a segment, and what came of it.

use crate::customers::Channel;
use crate::entity::{FieldType, Kind};
use crate::{Id, choice, entity};
use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;

pub(crate) mod check;
pub mod facts;
pub mod mark;
pub mod offers;
pub mod targets;

choice! {
    /// Where the campaign stands.
    pub enum CampaignStatus {
        /// Being prepared.
        Planned = 0 "planned",
        /// Going on.
        Running = 1 "running",
        /// Over.
        Done = 2 "done",
    }
}

entity! {
    /// One customer on the target list of a campaign.
    pub struct Target : Target = "target" {
        /// Which campaign.
        1 campaign_id: Id { required: true, ref_kind: Some(Kind::Campaign), section: "target" },
        /// Who.
        2 customer_id: Id { required: true, ref_kind: Some(Kind::Customer), listed: true, section: "target" },
        /// When it was sent.
        3 sent_at: Option<NaiveDate> { listed: true, section: "target" },
        /// When they answered.
        4 responded_at: Option<NaiveDate> { listed: true, section: "target" },
        /// What they answered.
        5 response: String { listed: true, section: "target" },
        /// When it came back.
        6 bounced_at: Option<NaiveDate> { section: "target" },
        /// When they asked to be left alone.
        7 opted_out_at: Option<NaiveDate> { section: "target" },
    }
}

entity! {
    /// A message to a segment.
    pub struct Campaign : Campaign = "campaign" {
        /// What it is called.
        1 name: String { required: true, unique: true, searched: true, listed: true, section: "plan" },
        /// What it should bring.
        2 goal: String { searched: true, section: "plan" },
        /// How it is sent.
        3 channel: Channel { listed: true, section: "plan" },
        /// Where it stands.
        4 status: CampaignStatus { listed: true, section: "plan" },
        /// First day.
        5 start_date: Option<NaiveDate> { listed: true, section: "plan" },
        /// Last day that counts for its result.
        6 end_date: Option<NaiveDate> { section: "plan" },
        /// What it may cost.
        7 budget: i64 { ty: FieldType::Money, section: "plan" },
        /// What it did cost.
        8 cost: i64 { ty: FieldType::Money, listed: true, section: "plan" },
        /// Whom it is for, as a condition over customers.
        9 segment: String { section: "audience" },
        /// What is sent.
        10 message: String { ty: FieldType::LongText, section: "message" },
        /// When the target list was drawn up.
        11 frozen_at: Option<DateTime<Utc>> { read_only: true, importable: false, section: "audience" },
        /// The word with which anybody gets the offer; empty for those on the list alone.
        20 offer_code: String { section: "offer" },
        /// What it takes off, in percent.
        21 offer_discount: Decimal { ty: FieldType::Percent, section: "offer" },
        /// On which group of products; empty for all.
        22 offer_category: String { section: "offer" },
        /// On which product alone, with all its variants; empty for all of the group.
        23 offer_product_id: Option<Id> { ref_kind: Some(Kind::Product), importable: false, section: "offer" },
        /// What one of this product costs instead.
        24 offer_price: Option<Decimal> { ty: FieldType::Price, section: "offer" },
        /// How many days there are to pay, where that is more than usual.
        25 offer_terms_days: Option<i64> { section: "offer" },
    }
}
