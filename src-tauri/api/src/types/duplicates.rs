//! Customers that are in the book twice.

crate::types::wire_types! {
    /// Look for duplicates.
    ScanRequest {
        /// From 0 to 100; null for those where one is as likely as two.
        min_score: Option<u8>,
        /// Only pairs with a customer that came into the book at this moment or later.
        since: Option<String>,
    }
    /// One of two customers that may be one.
    DuplicateSide {
        /// Who.
        id: String,
        /// Called.
        title: String,
        /// What tells them from others.
        detail: String,
    }
    /// Why two customers may be one, or may not.
    DuplicateReason {
        /// `same_phone`, `nickname`, `other_birthday` …
        code: String,
        /// In a few words.
        text: String,
        /// By how much it counts, in tenths of a bit; below 0 it speaks against.
        points: i32,
    }
    /// Two customers that may be one.
    DuplicatePair {
        /// The one that came first.
        a: DuplicateSide,
        /// The other.
        b: DuplicateSide,
        /// From 0 to 100.
        score: u8,
        /// The weightiest first.
        reasons: Vec<DuplicateReason>,
    }
    /// What a scan found; the result of its job.
    DuplicateScan {
        /// Customers looked at.
        customers: usize,
        /// Pairs compared.
        compared: usize,
        /// Pairs found.
        total: usize,
        /// The likeliest of them.
        pairs: Vec<DuplicatePair>,
    }
    /// Two customers that are not one.
    PairRequest {
        /// One.
        a: String,
        /// The other.
        b: String,
    }
    /// A customer that is being typed.
    SimilarRequest {
        /// The one that is being changed; null for a new one.
        id: Option<String>,
        /// What is typed so far, as for a save.
        #[ts(type = "Record<string, unknown>")]
        values: serde_json::Map<String, serde_json::Value>,
        /// Hits at the most.
        limit: usize,
    }
    /// Whom it may be.
    SimilarReply {
        /// Who is in the book already: `a` of each pair. `b` is the one being typed.
        pairs: Vec<DuplicatePair>,
    }
    /// Two customers to be made one.
    MergeRequest {
        /// The one that stays.
        staying: String,
        /// The one that goes.
        going: String,
        /// Field → `staying`, `going` or `both`; what is not named is taken as proposed.
        take: std::collections::BTreeMap<String, String>,
    }
    /// One field of two customers.
    MergeField {
        /// Its name.
        field: String,
        /// What the one that stays says.
        #[ts(type = "unknown")]
        staying: serde_json::Value,
        /// What the one that goes says.
        #[ts(type = "unknown")]
        going: serde_json::Value,
        /// What is proposed: `staying`, `going` or `both`.
        take: String,
        /// Whether both can stay.
        both: bool,
    }
    /// Two customers side by side.
    MergePreview {
        /// The fields in which they differ.
        fields: Vec<MergeField>,
        /// Records that would move to the one that stays.
        moves: usize,
    }
}
