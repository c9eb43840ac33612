//! Calendar files.

crate::types::wire_types! {
    /// A calendar file to bring in.
    CalendarRequest {
        /// The file.
        path: String,
        /// Look at what would come of it and write nothing.
        dry_run: bool,
    }
    /// What came of a calendar file.
    CalendarResult {
        /// Nothing was written.
        dry_run: bool,
        /// Events and tasks in the file.
        entries: usize,
        /// New follow-ups.
        created: usize,
        /// Changed ones.
        updated: usize,
        /// As the file says already.
        same: usize,
        /// What is over, and single dates of a series.
        left_out: usize,
        /// What is worth knowing, in sentences.
        notices: Vec<String>,
        /// What could not be read, in sentences.
        problems: Vec<String>,
        /// The operation, for undo.
        op_id: Option<String>,
    }
}
