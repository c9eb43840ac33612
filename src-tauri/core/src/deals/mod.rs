//! Deals: chances to sell something, on their way through the stages of a pipeline.

use crate::entity::{FieldType, Kind};
use crate::{Id, choice, entity, part};
use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;

pub mod board;
pub(crate) mod check;
pub mod facts;
pub mod forecast;
pub mod moves;
pub mod next;
pub mod stages;

choice! {
    /// What a stage means for the deals in it.
    pub enum Outcome {
        /// Still to be decided.
        Open = 0 "open",
        /// They buy.
        Won = 1 "won",
        /// They do not.
        Lost = 2 "lost",
    }
}

part! {
    /// One stage of a pipeline.
    pub struct Stage {
        /// What deals refer to; made of the name once, so that a stage can be renamed.
        1 key: String {},
        /// Which pipeline.
        2 pipeline: String {},
        /// What it is called.
        3 name: String {},
        /// How likely a deal in it is won, in percent.
        4 probability: Decimal { ty: FieldType::Percent },
        /// Fields of a deal that must be given here: `amount`, `expected_close` …
        5 required: Vec<String> {},
        /// After so many days a deal is here too long.
        6 days: Option<i64> {},
        /// What it means for its deals.
        7 outcome: Outcome {},
    }
}

part! {
    /// Somebody at the customer's who has a part in it.
    pub struct DealContact {
        /// Who.
        1 customer_id: Id { ref_kind: Some(Kind::Customer) },
        /// Decides, uses, pays …
        2 role: String {},
    }
}

part! {
    /// Something they may buy.
    pub struct DealItem {
        /// The product, when it is one of the list.
        1 product_id: Option<Id> { ref_kind: Some(Kind::Product) },
        /// What it is.
        2 description: String { searched: true },
        /// How many.
        3 quantity: Decimal {},
        /// Price of one unit in major units.
        4 unit_price: Decimal {},
    }
}

part! {
    /// One step through the pipeline.
    pub struct StageMove {
        /// From which stage; empty for the first.
        1 from: String {},
        /// To which.
        2 to: String {},
        /// When.
        3 at: DateTime<Utc> {},
    }
}

entity! {
    /// A chance to sell something.
    pub struct Deal : Deal = "deal" {
        /// What it is about.
        1 title: String { required: true, searched: true, section: "deal", listed: true },
        /// With whom.
        2 customer_id: Id { required: true, ref_kind: Some(Kind::Customer), section: "deal", listed: true },
        /// Which stage it is in, by the stage's key.
        3 stage: String { section: "deal", listed: true },
        /// Open, won or lost; follows from the stage.
        4 status: Outcome { read_only: true, section: "deal", listed: true },
        /// What it is worth without tax, in minor units.
        5 amount: i64 { ty: FieldType::Money, section: "deal", listed: true },
        /// When they may decide.
        6 expected_close: Option<NaiveDate> { section: "deal", listed: true },
        /// How likely it is, when it differs from the stage's.
        7 probability: Option<Decimal> { ty: FieldType::Percent, section: "deal" },
        /// What is to be done next.
        8 next_step: String { searched: true, section: "next", listed: true },
        /// By when.
        9 next_step_on: Option<NaiveDate> { section: "next", listed: true },
        /// Who has a part in it.
        10 contacts: Vec<DealContact> { section: "people" },
        /// What they may buy.
        11 items: Vec<DealItem> { searched: true, section: "items" },
        /// Where it came from.
        12 source: String { section: "origin" },
        /// The campaign it answers.
        13 campaign_id: Option<Id> { ref_kind: Some(Kind::Campaign), section: "origin", importable: false },
        /// Who looks after it.
        14 owner: String { section: "deal", listed: true },
        /// Who else wants to sell it to them, or did.
        15 competitor: String { searched: true, section: "result" },
        /// Why it was won or lost.
        16 reason: String { section: "result" },
        /// When it was won or lost.
        17 closed_on: Option<NaiveDate> { read_only: true, section: "result" },
        /// Since when it is in its stage.
        18 stage_since: DateTime<Utc> { read_only: true, section: "result" },
        /// Its way through the stages.
        19 stage_log: Vec<StageMove> { read_only: true, importable: false, section: "result" },
        /// The document that came of it.
        20 sale_id: Option<Id> { ref_kind: Some(Kind::Sale), section: "result", importable: false },
    }
}

impl Deal {
    /// The tag of [`Deal::customer_id`], for reading it alone.
    pub(crate) const CUSTOMER: u16 = 2;

    /// The tag of [`Deal::status`], for reading it alone.
    pub(crate) const STATUS: u16 = 4;

    /// The tag of [`Deal::next_step`], for reading it alone.
    pub(crate) const NEXT_STEP: u16 = 8;

    /// The tag of [`Deal::next_step_on`], for reading it alone.
    pub(crate) const NEXT_STEP_ON: u16 = 9;
}

#[cfg(test)]
mod tests;
