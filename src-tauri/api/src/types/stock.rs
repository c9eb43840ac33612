//! Stock, prices and payments.

crate::types::wire_types! {
    /// What a product costs whom.
    PriceRequest {
        /// Which product.
        product_id: String,
        /// Who buys; null over the counter.
        customer_id: Option<String>,
        /// On which day; null for today.
        date: Option<String>,
        /// How many; null for one.
        quantity: Option<String>,
        /// The campaign's word that the customer gave.
        offer_code: Option<String>,
        /// The currency of the document; null for the book's.
        currency: Option<String>,
        /// How much one unit of it is in the book's, as a decimal.
        exchange_rate: Option<String>,
    }
    /// A price with its reason, and the stock it comes from.
    PriceReply {
        /// Of one unit, as a decimal in major units.
        unit_price: String,
        /// In percent, as a decimal.
        discount: String,
        /// Why.
        reason: String,
        /// The campaign whose offer it is.
        campaign_id: Option<String>,
        /// In percent, as a decimal.
        tax_rate: String,
        /// The class of tax in the settings.
        tax_class: String,
        /// What is in stock.
        stock: StockLevel,
    }
    /// How many there are at a place.
    StockPlace {
        /// Where.
        location: String,
        /// How many, as a decimal.
        quantity: String,
    }
    /// The stock of a product; quantities are decimals.
    StockLevel {
        /// Which product.
        product_id: String,
        /// Whether its stock is kept.
        tracked: bool,
        /// How many are there.
        on_hand: String,
        /// How many of them open orders wait for.
        reserved: String,
        /// How many can be promised.
        available: String,
        /// What one cost on average, in major units.
        average_cost: String,
        /// Where they are.
        places: Vec<StockPlace>,
    }
    /// Stock of several products.
    StockRequest {
        /// Which products.
        ids: Vec<String>,
    }
    /// The stock of each.
    StockReply {
        /// In the order they were asked for.
        levels: Vec<StockLevel>,
    }
    /// Say how many of a product are there.
    SetStockRequest {
        /// Which product.
        product_id: String,
        /// Where; null for the only place it lies at.
        location: Option<String>,
        /// How many, as a decimal.
        counted: String,
    }
    /// Write a sheet for stocktaking.
    SheetRequest {
        /// One place; null for all.
        location: Option<String>,
        /// The file; null to be asked.
        path: Option<String>,
    }
    /// Take in a filled sheet.
    CountSheetRequest {
        /// The file; null to be asked.
        path: Option<String>,
        /// What the corrections are called.
        why: String,
    }
    /// The part of a receipt that pays one document.
    AllocationJson {
        /// Which document.
        sale_id: String,
        /// Minor units.
        amount: i64,
    }
    /// Money from a customer (negative: back to the customer).
    ReceiveRequest {
        /// From whom; null over the counter.
        customer_id: Option<String>,
        /// On which day; null for today.
        date: Option<String>,
        /// How.
        method: String,
        /// Minor units.
        amount: i64,
        /// Slip or transfer reference.
        reference: String,
        /// What it pays, by hand.
        allocations: Vec<AllocationJson>,
        /// It pays the oldest open documents instead.
        oldest_first: bool,
    }
    /// What a customer has open.
    OpenReply {
        /// The oldest due day first.
        documents: Vec<crate::types::ChainDocument>,
        /// Paid and on no document, minor units.
        credit: i64,
        /// Owed in all, minor units.
        balance: i64,
        /// The most that may be open, minor units.
        credit_limit: Option<i64>,
    }
    /// What is due is given up.
    WriteOffRequest {
        /// Which document.
        id: String,
        /// On which day; null for today.
        date: Option<String>,
        /// Why.
        why: String,
    }
    /// An invoice whose reminder is due.
    LateInvoice {
        /// Which.
        id: String,
        /// Its number.
        number: String,
        /// Whose.
        customer_id: Option<String>,
        /// Called.
        customer: String,
        /// Minor units.
        due: i64,
        /// Days since it was due.
        days: i64,
        /// The level of the last reminder.
        level: i64,
        /// The level it should have.
        next: i64,
    }
    /// The invoices whose reminder is due.
    LateReply {
        /// The latest first.
        invoices: Vec<LateInvoice>,
        /// What is owed on all of them, in minor units of the book's currency.
        owed: i64,
    }
    /// Reminders went out.
    RemindRequest {
        /// For which invoices.
        ids: Vec<String>,
        /// On which day; null for today.
        on: Option<String>,
    }
    /// Write reminder letters of many customers into one file, as a job.
    LettersRequest {
        /// About which invoices; empty for all whose next reminder is due.
        ids: Vec<String>,
        /// The file; null to be asked.
        path: Option<String>,
        /// Only a look: no level is noted and nothing is filed.
        preview: bool,
    }
    /// Write statements of many customers into one file, as a job.
    StatementsRequest {
        /// Whose; empty for all who owe something or have credit.
        customer_ids: Vec<String>,
        /// First day.
        from: Option<String>,
        /// Last day.
        to: Option<String>,
        /// The file; null to be asked.
        path: Option<String>,
    }
    /// What such a job wrote.
    LettersWritten {
        /// The file.
        path: String,
        /// How many letters are in it.
        letters: usize,
        /// What there is to know about it, in sentences.
        notices: Vec<String>,
    }
    /// Write a sale as the document that goes to the customer.
    PrintRequest {
        /// Which sale.
        id: String,
        /// The file; null to be asked.
        path: Option<String>,
        /// `document`, `receipt` or `reminder`; null for the document.
        form: Option<String>,
    }
    /// Show the paper of a sale while it is typed: exactly what `sales.print` would make of it
    /// once it is kept.
    PaperRequest {
        /// Which sale; null for a new one.
        id: Option<String>,
        /// What was typed and is not kept; empty for the sale as it stands.
        #[ts(type = "Partial<Sale>")]
        values: super::Row,
        /// `document`, `receipt` or `reminder`; null for the document.
        form: Option<String>,
    }
    /// The pages of a paper. Put each into an image, by `URL.createObjectURL(new Blob([page],
    /// { type: 'image/svg+xml' }))` (revoked when the next comes), with a text that says what it
    /// is: the pictures hold outlines only, no words. A document without a number is titled as
    /// a draft. Some 5 ms of processor and 300 kB for a full page.
    PaperReply {
        /// Every page as an SVG document.
        pages: Vec<String>,
        /// Width of a page in points (1/72 inch).
        width: f32,
        /// Height of a page in points.
        height: f32,
        /// The same in words, for whoever cannot see it.
        words: crate::types::Report,
        /// What whoever sends it should know.
        warnings: Vec<String>,
    }
    /// Write the journal in the manner of DATEV.
    DatevRequest {
        /// First day.
        from: Option<String>,
        /// Last day.
        to: Option<String>,
        /// The file; null to be asked.
        path: Option<String>,
    }
}
