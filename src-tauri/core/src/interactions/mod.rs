//! Interactions: what was said to whom, and how.

use crate::entity::{FieldType, Kind};
use crate::{Id, choice, entity, part};
use chrono::{DateTime, Utc};

pub mod calling;
pub(crate) mod check;
pub mod facts;
pub mod mail;
pub mod script;

pub use script::CallScript;

choice! {
    /// How it happened.
    pub enum InteractionChannel {
        /// A note, without talking to anybody.
        Note = 0 "note",
        /// A telephone call.
        Call = 1 "call",
        /// An e-mail.
        Email = 2 "email",
        /// A text message.
        Message = 3 "message",
        /// A letter.
        Letter = 4 "letter",
        /// A fax.
        Fax = 5 "fax",
        /// At the customer's.
        Visit = 6 "visit",
        /// An appointment.
        Meeting = 7 "meeting",
        /// In the shop.
        Shop = 8 "shop",
    }
}

choice! {
    /// Who began it.
    pub enum Direction {
        /// We did.
        Out = 0 "out",
        /// They did.
        In = 1 "in",
    }
}

part! {
    /// Somebody else who was there.
    pub struct Attendee {
        /// Who.
        1 customer_id: Id { ref_kind: Some(Kind::Customer) },
    }
}

entity! {
    /// A call, e-mail, visit or note.
    pub struct Interaction : Interaction = "interaction" {
        /// With whom.
        1 customer_id: Id { required: true, ref_kind: Some(Kind::Customer), listed: true, section: "what" },
        /// How.
        2 channel: InteractionChannel { listed: true, section: "what" },
        /// Who began.
        3 direction: Direction { section: "what" },
        /// When.
        4 at: DateTime<Utc> { required: true, listed: true, section: "what" },
        /// How long, in minutes.
        5 duration_minutes: Option<i64> { section: "what" },
        /// Who else was there.
        14 people: Vec<Attendee> { importable: false, section: "what" },
        /// What it was about.
        6 summary: String { ty: FieldType::LongText, required: true, searched: true, listed: true, section: "what" },
        /// What came of it.
        7 outcome: String { section: "what" },
        /// For a call of a session: what came of it.
        8 call_outcome: Option<calling::CallOutcome> { section: "what" },
        /// Which session of calls it belongs to.
        9 session: String { section: "what" },
        /// About which deal.
        10 deal_id: Option<Id> { ref_kind: Some(Kind::Deal), section: "about", importable: false },
        /// About which case.
        40 case_id: Option<Id> { ref_kind: Some(Kind::Case), section: "about", importable: false },
        /// About which sale.
        11 sale_id: Option<Id> { ref_kind: Some(Kind::Sale), section: "about", importable: false },
        /// The identity of the message that it is, by which the same one is filed once.
        13 message_id: String { read_only: true, section: "about", importable: false },
        /// Whether a program sent it, such as a note of absence: nobody's answer.
        15 automatic: bool { read_only: true, section: "about", importable: false },
        /// About which campaign.
        12 campaign_id: Option<Id> { ref_kind: Some(Kind::Campaign), section: "about", importable: false },
    }
}

impl Interaction {
    /// The tag of [`Interaction::message_id`], for reading it alone.
    pub(crate) const MESSAGE_ID: u16 = 13;

    /// The tag of [`Interaction::automatic`], for reading it alone.
    pub(crate) const AUTOMATIC: u16 = 15;

    /// Everybody it was with, the one it was written down for first.
    pub(crate) fn everybody(&self) -> impl Iterator<Item = Id> {
        [self.customer_id].into_iter().chain(self.people.iter().map(|one| one.customer_id))
    }
}
