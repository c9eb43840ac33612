//! Files in and out.

crate::types::wire_types! {
    /// Look at a file.
    InspectRequest {
        /// The file.
        path: String,
        /// A kind that can be brought in (`customer`, `sale`, `product`, `follow_up`); null to be told.
        r#as: Option<String>,
        /// What its characters are written in, such as `windows-1252`; null to be told.
        #[ts(optional, as = "Option<String>")]
        encoding: Option<String>,
    }
    /// How to read a file.
    ImportOptions {
        /// `dmy`, `mdy` or `ymd`; null for as detected.
        date_order: Option<String>,
        /// `,` or `.`; null for as detected.
        decimal: Option<String>,
        /// `fill` (what is empty, which only customers and products know), `skip`, `update` or `create`.
        on_duplicate: String,
        /// Null for as detected.
        encoding: Option<String>,
        /// Null for as detected.
        delimiter: Option<String>,
    }
    /// Bring a file in.
    ImportRequest {
        /// The file.
        path: String,
        /// Which kind: `customer`, `sale`, `product` or `follow_up`.
        r#as: String,
        /// Column header → field.
        map: std::collections::BTreeMap<String, String>,
        /// How to read it.
        options: ImportOptions,
        /// Do everything but keep it.
        dry_run: bool,
    }
    /// One column of a file.
    ImportColumn {
        /// Its header.
        header: String,
        /// Some of its values.
        samples: Vec<String>,
        /// What the values look like.
        detected: String,
        /// The field it seems to be.
        field: Option<String>,
        /// How sure, 0 to 1.
        confidence: f64,
    }
    /// A field a column can go to.
    ImportField {
        /// Its path.
        path: String,
        /// Its name in English.
        label: String,
        /// Must be given.
        required: bool,
    }
    /// What a file seems to be.
    ImportPlan {
        /// The file.
        path: String,
        /// Its name.
        file_name: String,
        /// Its encoding.
        encoding: String,
        /// Its delimiter.
        delimiter: String,
        /// How many rows.
        rows: usize,
        /// The kind of records it seems to hold.
        r#as: String,
        /// Its columns.
        columns: Vec<ImportColumn>,
        /// The fields they can go to.
        fields: Vec<ImportField>,
        /// The order of its dates.
        date_order: Option<String>,
        /// Whether a person must say the order.
        date_ambiguous: bool,
        /// Its decimal sign.
        decimal: Option<String>,
        /// Its first rows.
        preview: Vec<Vec<String>>,
        /// What is odd about it, in sentences.
        notices: Vec<String>,
    }
    /// A row that could not be taken, or a cell of one that came in without it.
    ImportError {
        /// Its line in the file.
        line: u64,
        /// The column.
        column: String,
        /// The value.
        value: String,
        /// What is wrong and what to do.
        message: String,
        /// The row came in all the same, with what stood there in its note.
        kept: bool,
    }
    /// A row whose record was in the book already.
    ImportMet {
        /// Its line in the file.
        line: u64,
        /// The kind of the record.
        #[ts(type = "Kind")]
        kind: String,
        /// The record; null after a trial that would only have made it.
        id: Option<String>,
        /// Its number or code.
        number: String,
        /// What it is called.
        name: String,
        /// Whether the row has changed it.
        changed: bool,
        /// By what it was recognised, and what of the row was not taken.
        reason: String,
        /// Whether something of the row was not taken.
        lost: bool,
    }
    /// What an import did.
    ImportResult {
        /// Nothing was kept.
        dry_run: bool,
        /// Rows read.
        rows: u64,
        /// Records made.
        created: u64,
        /// Records changed.
        updated: u64,
        /// Rows that were already there.
        skipped: u64,
        /// Rows that could not be taken.
        failed: u64,
        /// The first of them, then the first cells that are kept in a note.
        errors: Vec<ImportError>,
        /// Cells that could not be taken and are kept in the note of a row that came in.
        kept: u64,
        /// All of them as a file to mend.
        error_file: Option<String>,
        /// The first rows whose record was in the book already, those before all others of which something was not taken.
        met: Vec<ImportMet>,
        /// How many such rows there are.
        met_rows: u64,
        /// Those that lost something or changed their record as a file, where they are too many to be told.
        met_file: Option<String>,
        /// The operation, for undo.
        op_id: Option<String>,
        /// Records made, by kind.
        created_by_kind: std::collections::BTreeMap<String, u64>,
        /// Pairs of a customer that came in and one that is most likely the same.
        similar: usize,
        /// The moment from which `duplicates.scan` finds these pairs again.
        since: String,
        /// What was decided for the owner, in sentences.
        notices: Vec<String>,
    }
    /// Write a list to a file.
    ExportRequest {
        /// Which kind.
        #[ts(type = "Kind")]
        kind: String,
        /// `spreadsheet` or `exact`.
        profile: String,
        /// The filter as text.
        r#where: Option<String>,
        /// The file; null to be asked. Its ending says the format: `.csv`, for customers `.vcf` too
        /// (vCard), for follow-ups `.ics`.
        path: Option<String>,
        /// Only these records; for cards.
        #[ts(optional, as = "Option<Vec<String>>")]
        ids: Option<Vec<String>>,
        /// The ending that is proposed when the file is asked for: `vcf`.
        #[ts(optional, as = "Option<String>")]
        format: Option<String>,
    }
}
