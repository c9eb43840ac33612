//! Reminders and calling.

crate::types::wire_types! {
    /// From one moment to another.
    PeriodRequest {
        /// After this moment.
        from: String,
        /// Up to this one.
        to: String,
    }
    /// When something is due that is agreed upon in another zone.
    DueHere {
        /// The day on the wall here.
        due_date: String,
        /// The time there, as `HH:MM`.
        due_time: String,
    }
    /// A follow-up, or the next step of a deal, that asks to be remembered.
    ReminderDue {
        /// Which follow-up, or which deal.
        id: String,
        /// It is the next step of a deal.
        #[ts(optional, as = "Option<bool>")]
        of_deal: bool,
        /// The moment.
        at: String,
        /// What is to be done.
        subject: String,
        /// For whom.
        customer: String,
        /// On which day.
        due_date: String,
        /// At what time; empty for any.
        due_time: String,
        /// In whose zone; empty for the book's.
        #[ts(optional, as = "Option<String>")]
        due_zone: String,
        /// Day and time on the wall here, where that is not what is written.
        #[ts(optional, as = "Option<DueHere>")]
        here: Option<DueHere>,
        /// The customer does not wish to be reached in the way it asks for.
        #[ts(optional, as = "Option<bool>")]
        refused: bool,
    }
    /// Reminders in their order.
    Reminders {
        /// The first one first.
        reminders: Vec<ReminderDue>,
    }
    /// Somebody has seen to these reminders.
    DismissRequest {
        /// The follow-ups.
        ids: Vec<String>,
    }
    /// A follow-up's reminders wait.
    SnoozeRequest {
        /// Which one.
        id: String,
        /// Until when.
        until: String,
    }
    /// Whom to call.
    CallListRequest {
        /// Only customers for whom this holds.
        r#where: Option<String>,
        /// Only those on the list of this campaign who have not answered yet.
        #[ts(optional, as = "Option<String>")]
        campaign_id: Option<String>,
    }
    /// The customers to call, and what to say to them.
    CallList {
        /// The most valuable first; those who do not want to be called are not among them.
        customer_ids: Vec<String>,
        /// The scripts of the book by their names; changed by `records.save` as `call_script`.
        #[ts(optional, as = "Option<Vec<Script>>")]
        scripts: Vec<Script>,
        /// The script that is meant for this list: that of its campaign, else the one for any call
        /// that was changed last.
        #[ts(optional, as = "Option<String>")]
        script_id: Option<String>,
    }
    /// What to say when calling.
    Script {
        /// Which one.
        id: String,
        /// What it is called.
        name: String,
        /// What to say.
        text: String,
        /// What they may say, and what to answer.
        objections: Vec<ScriptObjection>,
        /// The campaign it is for.
        campaign_id: Option<String>,
    }
    /// Something they may say.
    ScriptObjection {
        /// What they say.
        objection: String,
        /// What to answer.
        answer: String,
    }
    /// A call was made.
    CallRequest {
        /// To whom.
        customer_id: String,
        /// `reached`, `not_reached`, `not_interested` or `do_not_call`.
        outcome: String,
        /// In a sentence; may be empty.
        note: String,
        /// When to call again.
        again_on: Option<String>,
        /// Which session it belongs to.
        session: String,
        /// About which deal.
        #[ts(optional, as = "Option<String>")]
        deal_id: Option<String>,
        /// About which case.
        #[ts(optional, as = "Option<String>")]
        case_id: Option<String>,
        /// For which campaign.
        #[ts(optional, as = "Option<String>")]
        campaign_id: Option<String>,
    }
    /// A session of calls.
    SessionRequest {
        /// What it is called.
        session: String,
    }
    /// How a session went.
    CallSummary {
        /// Calls made.
        calls: usize,
        /// Customers called.
        customers: usize,
        /// Spoken to.
        reached: usize,
        /// Nobody there.
        not_reached: usize,
        /// They do not want it.
        not_interested: usize,
        /// They do not want to be called.
        do_not_call: usize,
    }
}
