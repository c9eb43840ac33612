//! Follow-ups: what is to be done for whom, and when.

use crate::customers::Channel;
use crate::entity::{FieldType, Kind};
use crate::{Id, choice, entity, part};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

pub(crate) mod brought;
mod came_back;
pub(crate) mod check;
pub mod coming;
pub mod complete;
pub mod each;
pub mod facts;
mod kept;
pub(crate) mod latest;
pub(crate) mod length;
pub mod recurrence;
pub mod reminders;
pub(crate) mod service;
mod wishes;

/// How many written sales this thread has read so far to know what is left of them.
#[cfg(test)]
pub(crate) fn gathered() -> usize {
    kept::counted::GATHERED.get()
}

choice! {
    /// How much it matters.
    pub enum Priority {
        /// As usual.
        Normal = 0 "normal",
        /// When there is time.
        Low = 1 "low",
        /// First.
        High = 2 "high",
    }
}

part! {
    /// When to remind.
    pub struct Reminder {
        /// So many minutes before it is due; what is due on a day is due at nine.
        1 minutes_before: i64 {},
    }
}

entity! {
    /// Something to do on a day.
    pub struct FollowUp : FollowUp = "follow_up" {
        /// What is to be done.
        1 subject: String { required: true, searched: true, listed: true, section: "task" },
        /// For whom.
        2 customer_id: Option<Id> { ref_kind: Some(Kind::Customer), listed: true, section: "task" },
        /// About which sale.
        3 sale_id: Option<Id> { ref_kind: Some(Kind::Sale), section: "about", importable: false },
        /// About which campaign.
        4 campaign_id: Option<Id> { ref_kind: Some(Kind::Campaign), section: "about", importable: false },
        /// On which day.
        5 due_date: NaiveDate { required: true, listed: true, section: "task" },
        /// At what time of the wall clock; empty for any time of the day.
        6 due_time: String { ty: FieldType::Time, section: "task" },
        /// In whose zone the time is meant, as an IANA name such as `America/New_York`; empty for that of
        /// the book.
        28 due_zone: String { section: "task" },
        /// Where it is; empty where that goes without saying.
        31 place: String { searched: true, section: "task" },
        /// How many days it takes, the first among them; empty for the one.
        32 days: Option<i64> { section: "task" },
        /// How many minutes it takes from its time on, of its last day where it takes several.
        33 duration_minutes: Option<i64> { section: "task" },
        /// How much it matters.
        7 priority: Priority { listed: true, section: "task" },
        /// How to reach them.
        8 channel: Option<Channel> { section: "task" },
        /// Who does it.
        9 assignee: String { section: "task" },
        /// When it comes again, as an RFC 5545 rule (`FREQ=WEEKLY;INTERVAL=2`).
        10 recurrence: String { section: "task" },
        /// Whether it is done.
        11 done: bool { listed: true, section: "result" },
        /// When it was done.
        12 done_at: Option<DateTime<Utc>> { read_only: true, section: "result" },
        /// What came of it.
        13 outcome: String { ty: FieldType::LongText, searched: true, section: "result" },
        /// About which deal.
        20 deal_id: Option<Id> { ref_kind: Some(Kind::Deal), section: "about", importable: false },
        /// About which case.
        40 case_id: Option<Id> { ref_kind: Some(Kind::Case), section: "about", importable: false },
        /// The track it is a step of.
        21 track_id: Option<Id> { ref_kind: Some(Kind::Track), read_only: true, section: "about", importable: false },
        /// Which step of the track it was when it was planned, from 1.
        22 track_step: i64 { read_only: true, section: "about", importable: false },
        /// The key of that step, by which the track knows where it goes on.
        30 step_key: i64 { read_only: true, section: "about", importable: false },
        /// When to remind of it, before it is due.
        24 reminders: Vec<Reminder> { section: "task" },
        /// Not before this moment again.
        25 snoozed_until: Option<DateTime<Utc>> { read_only: true, section: "task", importable: false },
        /// The day of the month a series means, where a short month had none such.
        26 series_day: i64 { read_only: true, section: "about", importable: false },
        /// The product for which its sale planned it; empty for what a person plans about a sale.
        29 product_id: Option<Id> { ref_kind: Some(Kind::Product), read_only: true, section: "about", importable: false },
        /// The identity it has in the calendar it came from.
        27 calendar_uid: String { read_only: true, section: "about", importable: false },
        /// What the calendar it came from says of it, which stands in the note beside what is written here.
        34 calendar_note: String { ty: FieldType::LongText, read_only: true, section: "about", importable: false },
        /// The one of its series before it.
        23 after_id: Option<Id> { read_only: true, section: "about", importable: false },
    }
}

impl FollowUp {
    /// The tag of [`FollowUp::calendar_uid`], for reading it alone.
    pub(crate) const CALENDAR_UID: u16 = 27;

    /// The tag of [`FollowUp::recurrence`], for reading it alone.
    pub(crate) const RECURRENCE: u16 = 10;

    /// The tag of [`FollowUp::customer_id`], for reading it alone.
    pub(crate) const CUSTOMER: u16 = 2;

    /// The tag of [`FollowUp::sale_id`], for reading it alone.
    pub(crate) const SALE: u16 = 3;

    /// The tag of [`FollowUp::subject`], for reading it alone.
    pub(crate) const SUBJECT: u16 = 1;

    /// The tag of [`FollowUp::deal_id`], for reading it alone.
    pub(crate) const DEAL: u16 = 20;

    /// The tag of [`FollowUp::days`], for reading it alone.
    pub(crate) const DAYS: u16 = 32;

    /// The tag of [`FollowUp::duration_minutes`], for reading it alone.
    pub(crate) const MINUTES: u16 = 33;

    /// The tag of [`FollowUp::due_zone`], for reading it alone.
    pub(crate) const ZONE: u16 = 28;

    /// The zone of the wall on which its day and time are meant; `home` is the book's.
    pub(crate) fn zone(&self, home: Tz) -> Tz {
        self.due_zone.parse().unwrap_or(home)
    }

    /// The time as it is printed: with the town that its zone is named for, where it has one.
    pub(crate) fn time_said(&self) -> String {
        match self.due_zone.rsplit('/').next() {
            Some(town) if !town.is_empty() && !self.due_time.is_empty() => {
                format!("{} {}", self.due_time, town.replace('_', " "))
            }
            _ => self.due_time.clone(),
        }
    }
}
