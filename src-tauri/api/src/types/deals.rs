//! Leads, deals and tracks.

crate::types::wire_types! {
    /// A lead becomes a deal.
    ConvertRequest {
        /// The lead.
        id: String,
        /// What the deal is called; empty for the customer's name.
        title: String,
        /// In which pipeline it sets out; null for the first.
        #[ts(optional, as = "Option<String>")]
        pipeline: Option<String>,
        /// The customer of the book that the lead is; null makes a new one.
        #[ts(optional, as = "Option<String>")]
        into: Option<String>,
    }
    /// What came of a lead.
    ConvertReply {
        /// The customer: the company, when there is one.
        customer_id: String,
        /// The person at the company.
        contact_id: Option<String>,
        /// The deal.
        deal_id: String,
        /// What undo would say.
        undo_label: String,
        /// The operation, for an undo of exactly this.
        op_id: Option<String>,
    }
    /// A deal goes to another stage.
    MoveRequest {
        /// The deal.
        id: String,
        /// The stage's key or name.
        stage: String,
        /// What is given along the way, as for a save; a refusal names the field it lacks.
        #[ts(type = "Record<string, unknown>")]
        values: serde_json::Map<String, serde_json::Value>,
        /// In which pipeline the stage is looked for by its name; empty for the deal's own, null where the
        /// stage is given by its key.
        #[ts(optional, as = "Option<String>")]
        pipeline: Option<String>,
    }
    /// A deal whose next step is due on a day.
    TodayDeal {
        /// The deal.
        id: String,
        /// What it is about.
        title: String,
        /// What is to be done next; empty where only a day was given.
        step: String,
        /// With whom.
        customer_id: String,
        /// Called.
        name: String,
        /// Next step of “Conservatory”: Call about the offer, 9 days late.
        reason: String,
        /// By when.
        on: String,
        /// The day is over.
        overdue: bool,
        /// What helps most.
        matter: super::TodayMatter,
    }
    /// Next steps of deals for the calendar.
    NextSteps {
        /// Those of the days asked for and those that are late, the oldest first.
        steps: Vec<TodayDeal>,
    }
    /// A board of deals.
    BoardRequest {
        /// Which pipeline; empty for the first.
        pipeline: String,
        /// Only deals for which this holds.
        r#where: Option<String>,
        /// Cards per stage at the most.
        cards: usize,
    }
    /// One deal on the board.
    BoardCard {
        /// Which deal.
        id: String,
        /// What it is about.
        title: String,
        /// With whom.
        customer_id: String,
        /// Called.
        customer: String,
        /// Minor units.
        amount: i64,
        /// What is to be done next.
        next_step: String,
        /// By when.
        next_step_on: Option<String>,
        /// When they may decide.
        expected_close: Option<String>,
        /// Who looks after it.
        owner: String,
        /// Days in its stage.
        days: i64,
        /// 0 in time, 1 from half of the stage's days on, 2 for too long.
        age: u8,
        /// It has no next step with a day.
        stuck: bool,
        /// The day of its next step has passed.
        late: bool,
    }
    /// One stage on the board.
    BoardColumn {
        /// The stage's key.
        key: String,
        /// What it is called.
        name: String,
        /// How likely a deal in it is won, in percent.
        probability: String,
        /// Fields a deal must have here.
        required: Vec<String>,
        /// Days until a deal is here too long.
        days: Option<i64>,
        /// `open`, `won` or `lost`.
        outcome: String,
        /// How many deals.
        count: usize,
        /// Minor units.
        sum: i64,
        /// The same by their chances.
        weighted: i64,
        /// Deals that are here for too long.
        late: usize,
        /// The first of them.
        cards: Vec<BoardCard>,
    }
    /// The board.
    Board {
        /// The pipelines there are.
        pipelines: Vec<String>,
        /// The stages of the one asked for.
        columns: Vec<BoardColumn>,
        /// How many deals in all of them.
        count: usize,
        /// What the open ones are worth, in minor units.
        open: i64,
    }
    /// What one month may bring.
    ForecastMonth {
        /// `2026-03`; null for deals without an expected day.
        month: Option<String>,
        /// Open deals.
        open: usize,
        /// Minor units.
        amount: i64,
        /// The same by their chances.
        weighted: i64,
        /// Won already.
        won: i64,
    }
    /// What the deals may bring.
    Forecast {
        /// Month by month.
        months: Vec<ForecastMonth>,
    }
    /// A track begins.
    StartTrackRequest {
        /// Which track.
        track_id: String,
        /// For whom.
        customer_id: String,
        /// About which deal.
        deal_id: Option<String>,
        /// About which case.
        #[ts(optional, as = "Option<String>")]
        case_id: Option<String>,
    }
    /// Tracks of a customer end.
    StopTrackRequest {
        /// Whose.
        customer_id: String,
        /// Which; null for all.
        track_id: Option<String>,
        /// Only what runs about this deal; empty for what runs about none.
        #[ts(optional, as = "Option<String>")]
        deal_id: Option<String>,
        /// Only what runs about this case; empty for what runs about none.
        #[ts(optional, as = "Option<String>")]
        case_id: Option<String>,
        /// What came of it.
        outcome: String,
    }
}
