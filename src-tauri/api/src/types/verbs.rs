//! What is particular to a kind, Today and search.

crate::types::wire_types! {
    /// One thing on a timeline.
    TimelineItem {
        /// Which kind of record.
        #[ts(type = "Kind")]
        kind: String,
        /// Which record.
        id: String,
        /// Which of several things that happened with this record, from 0.
        #[ts(optional, as = "Option<usize>")]
        nth: usize,
        /// Whose it is, where that is not the customer who was asked for.
        #[ts(optional, as = "Option<String>")]
        whose: String,
        /// The customer whose it is.
        #[ts(optional, as = "Option<String>")]
        whose_id: String,
        /// When.
        at: String,
        /// In a few words.
        title: String,
        /// More of it.
        detail: String,
        /// Minor units, of sales with tax and of deals without.
        amount: Option<i64>,
        /// Nothing left to do.
        done: bool,
        /// How somebody was reached, for interactions.
        channel: Option<String>,
    }
    /// A page of the timeline of a customer, or of one deal or case.
    TimelineRequest {
        /// The customer; may be empty when a deal or a case is given.
        id: String,
        /// Only what was said, planned and written about this deal, with whomever; null for all of
        /// the customer.
        #[ts(optional, as = "Option<String>")]
        deal_id: Option<String>,
        /// The same of a case.
        #[ts(optional, as = "Option<String>")]
        case_id: Option<String>,
        /// One kind of record only; null for all.
        #[ts(type = "Kind | null")]
        only: Option<String>,
        /// Things to skip.
        offset: usize,
        /// Things to return.
        limit: usize,
    }
    /// Whether somebody was in touch with a customer.
    ContactRequest {
        /// The customer.
        id: String,
        /// However long ago; the last two weeks otherwise.
        #[ts(optional, as = "Option<bool>")]
        ever: Option<bool>,
    }
    /// The last contact of somebody of the shop with a customer or a colleague of theirs.
    RecentContact {
        /// The interaction.
        id: String,
        /// With whom.
        customer_id: String,
        /// Their name.
        customer: String,
        /// When.
        at: String,
        /// Who of the shop.
        by: String,
        /// How.
        channel: String,
        /// out or in.
        direction: String,
        /// What it was about.
        summary: String,
        /// Already contacted by … two days ago.
        sentence: String,
    }
    /// A page of a timeline.
    Timeline {
        /// How many things there are.
        total: usize,
        /// The page.
        items: Vec<TimelineItem>,
    }
    /// Somebody who has to do with a customer.
    RelatedCustomer {
        /// Who.
        customer_id: String,
        /// Called.
        name: String,
        /// `person`, or of a company `business`, `household`, `association` or `institution`.
        form: String,
        /// How: `company`, `member`, `related`, `named_by`, `referred_by` or `referred`.
        #[ts(type = "'company' | 'member' | 'related' | 'named_by' | 'referred_by' | 'referred'")]
        how: String,
        /// The position in the company, or what the one is to the other.
        role: String,
    }
    /// Everybody who has to do with a customer.
    RelationsReply {
        /// The company first, then its people, then the others.
        relations: Vec<RelatedCustomer>,
    }
    /// Two customers have to do with each other.
    RelateRequest {
        /// Who says so.
        id: String,
        /// The other one.
        other_id: String,
        /// `company` (belongs to it), `related` or `referred_by`.
        #[ts(type = "'company' | 'related' | 'referred_by'")]
        how: String,
        /// The position in the company, or what the other one is: spouse, treasurer, supplier …
        role: String,
        /// It is over instead.
        over: bool,
    }
    /// One way to reach a customer.
    CustomerWay {
        /// `phone`, `email` or `address`.
        #[ts(type = "'phone' | 'email' | 'address'")]
        to: String,
        /// Mobile, home, work …
        label: String,
        /// As typed, on one line.
        text: String,
        /// What a click opens outside the program.
        link: Option<String>,
        /// They like to be reached this way.
        preferred: bool,
        /// They have asked that it is not used.
        forbidden: bool,
        /// A telephone for messages only.
        no_calls: bool,
    }
    /// The revenue of one month.
    MonthFigure {
        /// Its first day.
        month: String,
        /// Minor units without tax.
        revenue: i64,
    }
    /// Something a customer bought.
    BoughtThing {
        /// As the newest invoice calls it.
        name: String,
        /// The product, where the line names one.
        product_id: Option<String>,
        /// When it was bought last.
        day: String,
    }
    /// A customer at a glance.
    CustomerOverview {
        /// Every way to reach them, the best first.
        ways: Vec<CustomerWay>,
        /// The last twelve months, the oldest first.
        months: Vec<MonthFigure>,
        /// Invoices in these months.
        invoices: usize,
        /// What they bought, the newest first.
        things: Vec<BoughtThing>,
        /// Follow-ups to do, the earliest first.
        #[ts(type = "FollowUp[]")]
        follow_ups: Vec<super::Row>,
        /// What is to be done next, with them or with the people of a company; null for nothing.
        #[ts(optional, as = "Option<CustomerNext>")]
        next: Option<CustomerNext>,
        /// Cases to settle, those with the next promise first.
        #[ts(type = "Case[]")]
        cases: Vec<super::Row>,
        /// Documents that are not settled, the newest first.
        #[ts(type = "Sale[]")]
        sales: Vec<super::Row>,
        /// Their next birthday; null when it is not known.
        #[ts(optional, as = "Option<NextBirthday>")]
        birthday: Option<NextBirthday>,
    }
    /// The earliest follow-up with a customer or somebody who belongs to them, or next step of a deal of theirs.
    CustomerNext {
        /// A follow-up or a deal.
        #[ts(type = "Kind")]
        kind: String,
        /// Which one.
        id: String,
        /// Its day on the wall here.
        day: String,
        /// Whose it is.
        whose_id: String,
        /// Called.
        whose: String,
    }
    /// The next birthday of a customer.
    NextBirthday {
        /// On which day.
        on: String,
        /// Which one; null when the year of birth is not known.
        years: Option<i32>,
    }
    /// A payment.
    PayRequest {
        /// The sale.
        id: String,
        /// On which day.
        date: String,
        /// How.
        method: String,
        /// Minor units.
        amount: i64,
        /// Slip or transfer reference.
        reference: String,
        /// How much one unit of the document's currency was in the book's on that day, as a
        /// decimal; null for what the document says.
        exchange_rate: Option<String>,
    }
    /// A follow-up is done.
    CompleteRequest {
        /// Which one.
        id: String,
        /// What came of it.
        outcome: String,
        /// The day of what is to be done after it; null for nothing.
        #[ts(optional, as = "Option<String>")]
        next_on: Option<String>,
        /// What that is; the same again unless it is said.
        #[ts(optional, as = "Option<String>")]
        next_subject: Option<String>,
    }
    /// A follow-up for each of many customers.
    PlanEachRequest {
        /// These, in this order; null for all for whom `where` holds.
        #[ts(optional, as = "Option<Vec<String>>")]
        customer_ids: Option<Vec<String>>,
        /// Only customers for whom this holds; null for all.
        r#where: Option<String>,
        /// What is to be done.
        subject: String,
        /// On which day the first is due.
        due_date: String,
        /// Who does it.
        assignee: String,
        /// How to reach them; empty for any way.
        channel: String,
        /// So many on one working day; 0 for all on the day itself.
        per_day: usize,
    }
    /// What was planned.
    PlannedEach {
        /// What changed.
        changed: Vec<super::Change>,
        /// The operation, for an undo of exactly this.
        op_id: Option<String>,
        /// Follow-ups made.
        made: usize,
        /// Customers who do not wish to be reached like this.
        left_out: usize,
        /// The day of the last; null when there is none.
        last: Option<String>,
    }
    /// A follow-up waits.
    PostponeRequest {
        /// Which one.
        id: String,
        /// Until which day.
        due_date: String,
    }
    /// What became of targets.
    MarkRequest {
        /// The campaign.
        id: String,
        /// Whose; empty for all targets.
        customer_ids: Vec<String>,
        /// `sent`, `responded`, `bounced` or `opted_out`.
        event: String,
        /// On which day.
        on: String,
        /// What they said.
        response: String,
    }
    /// Figures of a week.
    WeekFigures {
        /// First day.
        from: String,
        /// Last day.
        to: String,
        /// Minor units without tax.
        revenue: i64,
        /// Invoices.
        sales: usize,
        /// Customers who came into the book.
        new_customers: usize,
        /// Follow-ups finished.
        follow_ups_done: usize,
    }
    /// The money a line of Today is about.
    TodayStake {
        /// `sale`, `deal`, `owes` or `bought`.
        #[ts(type = "'sale' | 'deal' | 'owes' | 'bought'")]
        about: String,
        /// Minor units.
        amount: i64,
        /// The sale's number; empty for the others.
        number: String,
    }
    /// What a line of Today is about and what helps most.
    TodayMatter {
        /// The money at stake; null when no figure is known.
        stake: Option<TodayStake>,
        /// The action that helps most.
        #[ts(type = "'call' | 'write' | 'open' | 'plan'")]
        action: String,
        /// A `tel:` link; null when they cannot or do not wish to be called.
        call: Option<String>,
        /// A `mailto:` link; null when they cannot or do not wish to be written to.
        write: Option<String>,
        /// They do not wish to be reached in the way that the follow-up asks for.
        #[ts(optional, as = "Option<bool>")]
        refused: bool,
    }
    /// A birthday, or an anniversary of the first purchase.
    TodayOccasion {
        /// Who.
        customer_id: String,
        /// Called.
        name: String,
        /// What it is.
        #[ts(type = "'birthday' | 'anniversary'")]
        what: String,
        /// On which day.
        on: String,
        /// Which birthday, or how many years; null when the year of birth is not known.
        years: Option<i32>,
        /// The same in a sentence.
        reason: String,
        /// What is at stake and what helps most.
        matter: TodayMatter,
    }
    /// Birthdays and anniversaries of a span of days.
    OccasionsRequest {
        /// The first day.
        from: String,
        /// The last day; a year after the first at the most.
        to: String,
    }
    /// Birthdays and anniversaries by day.
    OccasionList {
        /// Of each day those who bought most.
        occasions: Vec<TodayOccasion>,
    }
    /// A day on which an open follow-up will come again by its rule.
    Occurrence {
        /// The follow-up that is open now.
        follow_up_id: String,
        /// What is to be done.
        subject: String,
        /// Whom it is about, called; empty for nobody.
        customer: String,
        /// The day on the owner's wall.
        day: String,
        /// The time there, as `HH:MM`; empty for any.
        time: String,
    }
    /// Where the open series go on in a span of days.
    OccurrencesRequest {
        /// The first day.
        from: String,
        /// The last day; a year after the first at the most.
        to: String,
    }
    /// The coming days of series.
    OccurrenceList {
        /// In order.
        occurrences: Vec<Occurrence>,
    }
    /// A regular customer who has been quiet for longer than usual.
    QuietCustomer {
        /// Who.
        customer_id: String,
        /// Called.
        name: String,
        /// Why they are here, in a sentence.
        reason: String,
        /// Day of the last purchase.
        last_sale: String,
        /// Minor units without tax.
        lifetime_value: i64,
        /// Their usual interval in days.
        interval_days: i32,
        /// Days since the last purchase.
        days_since: i32,
        /// What it is about and what helps most.
        matter: TodayMatter,
    }
    /// Search everywhere.
    SearchRequest {
        /// The words.
        text: String,
        /// Hits at the most.
        limit: usize,
    }
    /// One hit.
    SearchHit {
        /// Which kind.
        #[ts(type = "Kind")]
        kind: String,
        /// Which record.
        id: String,
        /// What it is called.
        title: String,
        /// What tells it from others.
        detail: String,
    }
    /// The hits.
    SearchReply {
        /// The best first.
        hits: Vec<SearchHit>,
    }
}
