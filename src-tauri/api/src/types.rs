//! Requests and replies. Every type here is also a TypeScript type.

use crate::error::ApiError;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use ts_rs::TS;

macro_rules! wire_types {
    ($($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident : $ty:ty,)* })*) => {
        $($(#[$doc])*
        #[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
        #[serde(rename_all = "camelCase", default)]
        #[ts(optional_fields)]
        pub struct $name { $($(#[$fdoc])* pub $field: $ty,)* })*

        /// Declarations of the plain requests and replies.
        pub fn plain_declarations(cfg: &ts_rs::Config) -> Vec<String> {
            vec![$(<$name as TS>::decl(cfg)),*]
        }
    };
}

wire_types! {
    /// Nothing to say.
    Empty {}
    /// A book that was opened before.
    Recent {
        /// Its folder.
        path: String,
        /// Its name.
        name: String,
    }
    /// The open book.
    BookInfo {
        /// Its folder.
        path: String,
        /// Its name.
        name: String,
        /// Its identity.
        book_id: String,
        /// What was repaired, in sentences.
        notices: Vec<String>,
    }
    /// What the window needs to know first.
    AppStatus {
        /// The open book; null when none is.
        book: Option<BookInfo>,
        /// Books opened before.
        recent: Vec<Recent>,
        /// The program's version.
        version: String,
        /// The owner's calendar day.
        today: String,
    }
    /// A new book.
    NewBookRequest {
        /// Its folder; null to be asked.
        path: Option<String>,
        /// The shop's name.
        name: String,
        /// ISO 4217 code.
        currency: String,
        /// ISO 3166 code.
        country: String,
    }
    /// A demo book.
    DemoRequest {
        /// How many customers.
        customers: u32,
        /// Its folder; null for the usual place.
        path: Option<String>,
        /// How many years of history; null for three.
        years: Option<u32>,
        /// The seed; null for the usual one.
        seed: Option<u64>,
    }
    /// A file or folder, or null to be asked.
    PathRequest {
        /// The path.
        path: Option<String>,
    }
    /// A file or folder.
    PathReply {
        /// The path.
        path: String,
    }
    /// A backup to restore.
    RestoreRequest {
        /// The backup; null to be asked.
        archive: Option<String>,
        /// The new book's folder; null to be asked.
        path: Option<String>,
    }
    /// A job was started.
    JobStarted {
        /// Its number.
        job: String,
    }
    /// One record.
    RecordRequest {
        /// Which kind.
        #[ts(type = "Kind")]
        kind: String,
        /// Which record.
        id: String,
    }
    /// Several records of a kind.
    RecordsRequest {
        /// Which kind.
        #[ts(type = "Kind")]
        kind: String,
        /// Which records.
        ids: Vec<String>,
    }
    /// How many records match.
    CountRequest {
        /// Which kind.
        #[ts(type = "Kind")]
        kind: String,
        /// The filter as text.
        r#where: Option<String>,
        /// The filter as a tree.
        filter: Option<FilterJson>,
    }
    /// How many records match, and the filter in words.
    CountReply {
        /// How many.
        count: usize,
        /// In plain words.
        sentence: String,
    }
    /// A page of a list.
    ListRequest {
        /// Which kind.
        #[ts(type = "Kind")]
        kind: String,
        /// The filter as a tree.
        filter: Option<FilterJson>,
        /// The filter as text.
        r#where: Option<String>,
        /// Words to search for.
        search: Option<String>,
        /// The field to sort by.
        sort: Option<String>,
        /// Downwards.
        descending: bool,
        /// Rows to skip.
        offset: usize,
        /// Rows to return.
        limit: usize,
        /// The archived ones instead.
        archived: bool,
        /// Those in the trash instead.
        trash: bool,
    }
    /// A page of something simple.
    PageRequest {
        /// Rows to skip.
        offset: usize,
        /// Rows to return.
        limit: usize,
    }
    /// A page of something about one record.
    PageOfRequest {
        /// Which record.
        id: String,
        /// Rows to skip.
        offset: usize,
        /// Rows to return.
        limit: usize,
    }
    /// Records that changed.
    Change {
        /// Which kind.
        #[ts(type = "Kind")]
        kind: String,
        /// Which records; empty for many.
        ids: Vec<String>,
    }
    /// What a write without a record of its own answers.
    Written {
        /// What changed.
        changed: Vec<Change>,
        /// What undo would say.
        undo_label: String,
    }
    /// Which operation to undo.
    UndoRequest {
        /// Null for the newest.
        op_id: Option<String>,
    }
    /// What an undo or redo did.
    UndoReply {
        /// What was taken or brought back.
        label: String,
        /// What changed.
        changed: Vec<Change>,
        /// What had to stay, in sentences.
        kept: Vec<String>,
    }
    /// What undo and redo would do.
    UndoState {
        /// The label of what undo would take back.
        undo: Option<String>,
        /// The label of what redo would bring back.
        redo: Option<String>,
    }
    /// One operation.
    Operation {
        /// Its identity.
        op_id: String,
        /// Its number.
        seq: u64,
        /// When.
        at: String,
        /// Who.
        actor: String,
        /// By which way.
        source: String,
        /// What.
        label: String,
        /// How many records.
        records: u64,
        /// Taken back since.
        undone: bool,
        /// Takes another one back.
        is_undo: bool,
    }
    /// One thing on a timeline.
    TimelineItem {
        /// Which kind of record.
        #[ts(type = "Kind")]
        kind: String,
        /// Which record.
        id: String,
        /// When.
        at: String,
        /// In a few words.
        title: String,
        /// More of it.
        detail: String,
        /// Minor units with tax.
        amount: Option<i64>,
        /// Nothing left to do.
        done: bool,
    }
    /// A page of a timeline.
    Timeline {
        /// How many things there are.
        total: usize,
        /// The page.
        items: Vec<TimelineItem>,
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
    }
    /// A follow-up is done.
    CompleteRequest {
        /// Which one.
        id: String,
        /// What came of it.
        outcome: String,
    }
    /// A follow-up waits.
    PostponeRequest {
        /// Which one.
        id: String,
        /// Until which day.
        due_date: String,
    }
    /// One record by its identity.
    IdRequest {
        /// The identity.
        id: String,
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
    /// Look at a file.
    InspectRequest {
        /// The file.
        path: String,
        /// `customers`, `sales`, `products` or `follow_ups`; null to be told.
        r#as: Option<String>,
    }
    /// How to read a file.
    ImportOptions {
        /// `dmy`, `mdy` or `ymd`; null for as detected.
        date_order: Option<String>,
        /// `,` or `.`; null for as detected.
        decimal: Option<String>,
        /// `skip`, `update` or `create`.
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
        /// `customers`, `sales`, `products` or `follow_ups`.
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
        /// What it seems to hold.
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
    /// One row that could not be taken.
    ImportError {
        /// Its line in the file.
        line: u64,
        /// The column.
        column: String,
        /// The value.
        value: String,
        /// What is wrong and what to do.
        message: String,
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
        /// The first of them.
        errors: Vec<ImportError>,
        /// All of them as a file to mend.
        error_file: Option<String>,
        /// The operation, for undo.
        op_id: Option<String>,
        /// Records made, by kind.
        created_by_kind: std::collections::BTreeMap<String, u64>,
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
        /// The file; null to be asked.
        path: Option<String>,
    }
    /// One report that can be made.
    ReportSpec {
        /// Its name.
        name: String,
        /// What can be said: `from`, `to`, `customer`, `where`.
        parameters: Vec<String>,
    }
    /// The reports there are.
    ReportList {
        /// By name.
        reports: Vec<ReportSpec>,
    }
    /// Make a report.
    ReportRequest {
        /// Which.
        name: String,
        /// First day.
        from: Option<String>,
        /// Last day.
        to: Option<String>,
        /// About whom.
        customer_id: Option<String>,
        /// Only records for which this holds.
        r#where: Option<String>,
    }
    /// Write a report to a file.
    ReportSaveRequest {
        /// Which.
        name: String,
        /// First day.
        from: Option<String>,
        /// Last day.
        to: Option<String>,
        /// About whom.
        customer_id: Option<String>,
        /// Only records for which this holds.
        r#where: Option<String>,
        /// `pdf` or `csv`.
        format: String,
        /// The file; null to be asked.
        path: Option<String>,
    }
    /// A figure of a report.
    ReportKpi {
        /// What it is.
        label: String,
        /// The figure.
        value: String,
        /// More about it.
        note: String,
    }
    /// One series of a chart.
    ReportSeries {
        /// What it is.
        label: String,
        /// The heights.
        values: Vec<f64>,
        /// The figures as texts.
        texts: Vec<String>,
    }
    /// A chart of a report.
    ReportChart {
        /// `bar` or `line`.
        kind: String,
        /// What it shows.
        title: String,
        /// What it says, in a sentence.
        sentence: String,
        /// Along the axis.
        labels: Vec<String>,
        /// The series.
        series: Vec<ReportSeries>,
    }
    /// A column of a report's table.
    ReportColumn {
        /// Its head.
        label: String,
        /// `left`, `right` or `center`.
        align: String,
    }
    /// A table of a report.
    ReportTable {
        /// What it shows.
        title: String,
        /// Its columns.
        columns: Vec<ReportColumn>,
        /// Its rows.
        rows: Vec<Vec<String>>,
        /// The sums.
        totals: Option<Vec<String>>,
        /// Rows that only PDF and CSV have.
        truncated: usize,
    }
    /// A report.
    Report {
        /// Its name.
        name: String,
        /// Its title.
        title: String,
        /// Its period.
        period: String,
        /// What it is limited to.
        filters: Vec<String>,
        /// Its figures.
        kpis: Vec<ReportKpi>,
        /// Its charts.
        charts: Vec<ReportChart>,
        /// Its tables.
        tables: Vec<ReportTable>,
        /// What else there is to say.
        notes: Vec<String>,
    }
    /// A file that was written.
    FileWritten {
        /// The file.
        path: String,
        /// What there is to know about it, in sentences.
        notices: Vec<String>,
    }
    /// What a check or backup found.
    CheckReply {
        /// Everything is as it should be.
        ok: bool,
        /// What was found, in sentences.
        sentences: Vec<String>,
    }
}

/// A record as an object; typed per kind in TypeScript.
pub type Row = Map<String, Json>;

/// A page of records.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Page {
    /// The rows.
    pub rows: Vec<Row>,
    /// How many there are in all.
    pub total: usize,
    /// Identity → title of everything the rows refer to.
    pub titles: Row,
    /// The operation up to which this is complete.
    pub seq: u64,
}

/// A record with the titles of what it refers to.
#[derive(Clone, Debug, Serialize)]
pub struct RecordReply {
    /// The record.
    pub record: Row,
    /// Identity → title.
    pub titles: Row,
}

/// What a save answers.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Saved {
    /// The record as it now is.
    pub record: Row,
    /// Identity → title.
    pub titles: Row,
    /// What changed.
    pub changed: Vec<Change>,
    /// What undo would say.
    pub undo_label: String,
    /// The follow-up that comes next, when the finished one recurs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// Values to save.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SaveRequest {
    /// Which kind.
    pub kind: String,
    /// Which record; null for a new one.
    pub id: Option<String>,
    /// Only what changes.
    pub values: Row,
}

/// A field that changed.
#[derive(Clone, Debug, Serialize)]
pub struct FieldDiff {
    /// Its name.
    pub field: String,
    /// Before.
    pub before: Json,
    /// After.
    pub after: Json,
}

/// One change of a record.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HistoryEntry {
    /// The operation's number.
    pub seq: u64,
    /// When.
    pub at: String,
    /// Who.
    pub actor: String,
    /// By which way.
    pub source: String,
    /// What.
    pub label: String,
    /// The operation's identity.
    pub op_id: String,
    /// It came into the book.
    pub created: bool,
    /// It left the book.
    pub removed: bool,
    /// The fields that changed.
    pub fields: Vec<FieldDiff>,
}

/// The history of a record, newest first.
#[derive(Clone, Debug, Serialize)]
pub struct HistoryReply {
    /// Its changes.
    pub entries: Vec<HistoryEntry>,
}

/// A page of operations.
#[derive(Clone, Debug, Serialize)]
pub struct OperationPage {
    /// The rows, newest first.
    pub rows: Vec<Operation>,
    /// How many there are.
    pub total: usize,
}

/// The Today page.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Today {
    /// The day.
    pub date: String,
    /// Follow-ups that are late.
    pub overdue: Vec<Row>,
    /// Those of today.
    pub today: Vec<Row>,
    /// Those of the next seven days.
    pub upcoming: Vec<Row>,
    /// Identity → title.
    pub titles: Row,
    /// This week so far.
    pub this_week: WeekFigures,
    /// Last week.
    pub last_week: WeekFigures,
    /// Regulars who are quiet.
    pub quiet: Vec<QuietCustomer>,
}

/// A job.
#[derive(Clone, Debug, Serialize)]
pub struct JobState {
    /// Its number.
    pub id: String,
    /// What it does.
    pub label: String,
    /// `running`, `done`, `failed` or `cancelled`.
    pub state: &'static str,
    /// How much is done.
    pub done: u64,
    /// Of how much.
    pub total: u64,
    /// What it answers when it is done.
    pub result: Json,
    /// Why it failed.
    pub error: Option<ApiError>,
}

/// A filter as a tree.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(untagged)]
pub enum FilterJson {
    /// Every part holds.
    All {
        /// The parts.
        all: Vec<FilterJson>,
    },
    /// One part holds.
    Any {
        /// The parts.
        any: Vec<FilterJson>,
    },
    /// No part holds.
    None {
        /// The parts.
        none: Vec<FilterJson>,
    },
    /// One condition.
    Condition {
        /// The field.
        field: String,
        /// The operator as written: `=`, `contains`, `is empty` …
        op: String,
        /// With what.
        #[serde(default)]
        #[ts(type = "unknown", optional)]
        value: Json,
    },
}
