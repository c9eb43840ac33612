//! The chain of documents, stock and money.

crate::types::wire_types! {
    /// How many of one line go onto a new document.
    Pick {
        /// The line, as other documents call it.
        key: i64,
        /// How many, as a decimal.
        quantity: String,
    }
    /// Make a document from another one.
    MakeRequest {
        /// From which.
        id: String,
        /// What: `order`, `delivery`, `invoice` or `credit_note`.
        to: String,
        /// How many of which lines; empty for all that is left.
        picks: Vec<Pick>,
        /// Of which day; null for today.
        on: Option<String>,
        /// The goods of a credit note come back into stock.
        goods_back: bool,
    }
    /// A quote is accepted.
    AcceptRequest {
        /// Which.
        id: String,
        /// On which day; null for today.
        on: Option<String>,
    }
    /// Ask for money before the goods.
    DepositRequest {
        /// The order.
        id: String,
        /// How many percent of it, as a decimal.
        percent: String,
        /// How the line is worded.
        label: String,
    }
    /// Make the invoices that recurring orders ask for.
    RecurringRequest {
        /// Up to which day; null for today.
        until: Option<String>,
    }
    /// What was made.
    Made {
        /// Identities of the documents.
        ids: Vec<String>,
        /// What changed.
        changed: Vec<crate::types::Change>,
        /// What undo would say.
        undo_label: String,
        /// The operation; null when nothing changed.
        op_id: Option<String>,
    }
    /// One document of a chain.
    ChainDocument {
        /// Which.
        id: String,
        /// The one it was made from.
        from_id: Option<String>,
        /// Its number.
        number: String,
        /// What it is.
        document_kind: String,
        /// Where it stands.
        status: String,
        /// Its day.
        date: String,
        /// Minor units.
        total: i64,
        /// Minor units.
        due: i64,
    }
    /// How far a line has come; decimals.
    ChainLine {
        /// What other documents call it.
        key: i64,
        /// What was sold.
        description: String,
        /// How many the document says.
        quantity: String,
        /// How many are ordered.
        ordered: String,
        /// How many went to the customer.
        delivered: String,
        /// How many are invoiced.
        invoiced: String,
        /// How many are credited.
        credited: String,
    }
    /// What happened to a document of a chain.
    ChainEvent {
        /// On which day.
        on: String,
        /// `issued`, `accepted`, `declined`, `promised`, `shipped`, `delivered`, `paid`, `due` or `cancelled`.
        what: String,
        /// Which document.
        sale_id: String,
        /// Its number.
        number: String,
        /// Carrier or reference.
        detail: String,
        /// Minor units.
        amount: Option<i64>,
        /// It should have happened by that day and has not.
        late: bool,
    }
    /// What can be made of a document, and how many of which lines are left for it.
    ChainNext {
        /// What.
        to: String,
        /// How many of each line.
        left: Vec<Pick>,
    }
    /// The chain a document belongs to.
    Chain {
        /// The first one first.
        documents: Vec<ChainDocument>,
        /// The document's own lines.
        lines: Vec<ChainLine>,
        /// By day.
        events: Vec<ChainEvent>,
        /// What can be made of it now.
        next: Vec<ChainNext>,
    }
}
