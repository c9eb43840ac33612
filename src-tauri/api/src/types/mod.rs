//! Requests and replies. Every type here is also a TypeScript type.

use crate::error::ApiError;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use ts_rs::TS;

macro_rules! wire_types {
    ($($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident : $ty:ty,)* })*) => {
        $($(#[$doc])*
        #[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize, ts_rs::TS)]
        #[serde(rename_all = "camelCase", default)]
        #[ts(optional_fields)]
        pub struct $name { $($(#[$fdoc])* pub $field: $ty,)* })*

        /// Declarations of the plain requests and replies.
        pub(super) fn plain_declarations(cfg: &ts_rs::Config) -> Vec<String> {
            vec![$(<$name as ts_rs::TS>::decl(cfg)),*]
        }
    };
}

pub(crate) use wire_types;

mod book;
mod calendar;
mod calling;
mod cases;
mod catalogue;
mod deals;
mod duplicates;
mod exchange;
mod fields;
mod files;
mod mail;
mod nearby;
mod records;
mod reports;
mod stock;
mod templates;
mod trade;
mod verbs;
mod window;

pub use book::*;
pub use calendar::*;
pub use calling::*;
pub use cases::*;
pub use catalogue::*;
pub use deals::*;
pub use duplicates::*;
pub use exchange::*;
pub use fields::*;
pub use files::*;
pub use mail::*;
pub use nearby::*;
pub use records::*;
pub use reports::*;
pub use stock::*;
pub use templates::*;
pub use trade::*;
pub use verbs::*;
pub use window::*;

/// Declarations of the plain requests and replies.
pub fn plain_declarations(cfg: &ts_rs::Config) -> Vec<String> {
    [
        book::plain_declarations,
        catalogue::plain_declarations,
        mail::plain_declarations,
        nearby::plain_declarations,
        records::plain_declarations,
        verbs::plain_declarations,
        duplicates::plain_declarations,
        deals::plain_declarations,
        calendar::plain_declarations,
        calling::plain_declarations,
        cases::plain_declarations,
        exchange::plain_declarations,
        fields::plain_declarations,
        files::plain_declarations,
        reports::plain_declarations,
        window::plain_declarations,
        stock::plain_declarations,
        templates::plain_declarations,
        trade::plain_declarations,
    ]
    .into_iter()
    .flat_map(|declare| declare(cfg))
    .collect()
}

/// A record as an object; typed per kind in TypeScript.
pub type Row = Map<String, Json>;

/// A page of records.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Page {
    /// The rows.
    pub rows: Vec<Row>,
    /// What a row has where it is silent, if the rows were asked for in brief: the
    /// values of a record in which nothing is filled in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blank: Option<Row>,
    /// How many there are in all.
    pub total: usize,
    /// Nothing has the words that were looked for; the rows have similar ones.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub similar: bool,
    /// Identity → title of everything the rows refer to.
    pub titles: Row,
    /// The operation up to which this is complete.
    pub seq: u64,
}

/// A record with the titles of what it refers to.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordReply {
    /// The record.
    pub record: Row,
    /// Identity → title.
    pub titles: Row,
    /// What the person should know before it is saved: too little in stock, a credit limit.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
    /// Of these, what is too little in stock, by line.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shortages: Vec<ShortageJson>,
}

/// A line that asks for more than can be promised; quantities are decimals.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ShortageJson {
    /// The line, from 0.
    pub line: usize,
    /// How many the document asks for.
    pub wanted: String,
    /// How many can be promised to it.
    pub available: String,
    /// How many of the line there is enough for.
    pub takes: String,
}

/// What a save answers.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Saved {
    /// The record as it now is.
    pub record: Row,
    /// Identity → title.
    pub titles: Row,
    /// What changed.
    pub changed: Vec<Change>,
    /// What undo would say.
    pub undo_label: String,
    /// The operation, for an undo of exactly this; null when nothing changed.
    pub op_id: Option<String>,
    /// The follow-up that comes next, when the finished one recurs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// Who matches a campaign's segment and is not on its list all the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left_out: Option<LeftOut>,
}

/// Who matches a campaign's segment and is not on its list all the same.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct LeftOut {
    /// Those who do not wish to be reached in this way.
    pub refused: u32,
    /// Those of whom the book has no number or address for it.
    pub without: u32,
}

/// Values to save.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SaveRequest {
    /// Which kind.
    pub kind: String,
    /// Which record; null for a new one.
    pub id: Option<String>,
    /// Only what changes.
    pub values: Row,
}

/// Many new records of one kind.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CreateManyRequest {
    /// Which kind.
    pub kind: String,
    /// The values of each.
    pub records: Vec<Row>,
}

/// The same change to many records.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SaveManyRequest {
    /// Which kind.
    pub kind: String,
    /// Which records.
    pub ids: Vec<String>,
    /// Only what changes, the same for all.
    pub values: Row,
    /// Tags that each gets beside those it has.
    pub add_tags: Vec<String>,
    /// Tags that each loses.
    pub remove_tags: Vec<String>,
}

/// A field that changed.
#[derive(Clone, Debug, Serialize)]
pub struct FieldDiff {
    /// Its name.
    pub field: String,
    /// Before.
    pub before: Json,
    /// After.
    pub after: Json,
}

/// One change of a record.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HistoryEntry {
    /// The operation's number.
    pub seq: u64,
    /// When.
    pub at: String,
    /// Who.
    pub actor: String,
    /// By which way.
    pub source: String,
    /// What.
    pub label: String,
    /// The operation's identity.
    pub op_id: String,
    /// It came into the book.
    pub created: bool,
    /// It left the book.
    pub removed: bool,
    /// The fields that changed.
    pub fields: Vec<FieldDiff>,
}

/// The history of a record, newest first.
#[derive(Clone, Debug, Serialize)]
pub struct HistoryReply {
    /// Its changes.
    pub entries: Vec<HistoryEntry>,
}

/// A page of operations.
#[derive(Clone, Debug, Serialize)]
pub struct OperationPage {
    /// The rows, newest first.
    pub rows: Vec<Operation>,
    /// How many there are.
    pub total: usize,
}

/// The Today page.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Today {
    /// The day.
    pub date: String,
    /// Follow-ups that are late.
    pub overdue: Vec<Row>,
    /// Those of today.
    pub today: Vec<Row>,
    /// Those of the next seven days.
    pub upcoming: Vec<Row>,
    /// Identity of a follow-up above → what it is about and what helps most.
    pub matters: std::collections::BTreeMap<String, TodayMatter>,
    /// Identity → title.
    pub titles: Row,
    /// This week so far.
    pub this_week: WeekFigures,
    /// Last week.
    pub last_week: WeekFigures,
    /// Regulars who are quiet.
    pub quiet: Vec<QuietCustomer>,
    /// How many they are in all.
    pub quiet_total: usize,
    /// Birthdays and anniversaries of today and the next days.
    pub occasions: Vec<TodayOccasion>,
    /// Cases of which something was promised up to today, what is longest overdue first.
    pub cases: Vec<TodayCase>,
    /// Deals whose next step is due up to today, what is longest overdue first.
    pub deals: Vec<TodayDeal>,
    /// Those in the days after it.
    pub deals_ahead: Vec<TodayDeal>,
}

/// A job.
#[derive(Clone, Debug, Serialize)]
pub struct JobState {
    /// Its number.
    pub id: String,
    /// What it does.
    pub label: String,
    /// `running`, `done`, `failed` or `cancelled`.
    pub state: &'static str,
    /// How much is done.
    pub done: u64,
    /// Of how much.
    pub total: u64,
    /// What it answers when it is done.
    pub result: Json,
    /// Why it failed.
    pub error: Option<ApiError>,
}

/// A filter as a tree.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(untagged)]
pub enum FilterJson {
    /// Every part holds.
    All {
        /// The parts.
        all: Vec<FilterJson>,
    },
    /// One part holds.
    Any {
        /// The parts.
        any: Vec<FilterJson>,
    },
    /// No part holds.
    None {
        /// The parts.
        none: Vec<FilterJson>,
    },
    /// One condition.
    Condition {
        /// The field.
        field: String,
        /// The operator as written: `=`, `contains`, `is empty` …
        op: String,
        /// With what.
        #[serde(default)]
        #[ts(type = "unknown", optional)]
        value: Json,
    },
}
