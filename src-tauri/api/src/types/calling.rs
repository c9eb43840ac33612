//! Reminders and calling.

crate::types::wire_types! {
    /// From one moment to another.
    PeriodRequest {
        /// After this moment.
        from: String,
        /// Up to this one.
        to: String,
    }
    /// A follow-up that asks to be remembered.
    ReminderDue {
        /// Which follow-up.
        id: String,
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
        /// The customer does not wish to be reached in the way it asks for.
        #[ts(optional, as = "Option<bool>")]
        refused: bool,
    }
    /// Reminders in their order.
    Reminders {
        /// The first one first.
        reminders: Vec<ReminderDue>,
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
    }
    /// The customers to call.
    CallList {
        /// The most valuable first; those who do not want to be called are not among them.
        customer_ids: Vec<String>,
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
