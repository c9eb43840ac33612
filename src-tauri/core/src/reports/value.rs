//! What a report says, before anybody decides how it looks. The screen, the PDF
//! and the CSV are made from this one value, so the three cannot differ.

use crate::Sentence;
use crate::money::Money;
use chrono::NaiveDate;
use iso_currency::Currency;
use rust_decimal::Decimal;

/// A finished report: figures, charts, tables and the words around them.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The report's name in commands and file names, e.g. `sales-by-customer`.
    pub name: String,
    /// The heading, in the reader's language.
    pub title: String,
    /// First and last day the figures cover, both included.
    pub period: Option<(NaiveDate, NaiveDate)>,
    /// Who issues the report.
    pub letterhead: Letterhead,
    /// Address lines of the person it is sent to, e.g. on a statement.
    pub recipient: Option<Vec<String>>,
    /// The conditions the figures were chosen by, one sentence each.
    pub filters: Vec<Sentence>,
    /// The few figures that matter most.
    pub kpis: Vec<Kpi>,
    /// Pictures of the figures.
    pub charts: Vec<Chart>,
    /// The figures themselves.
    pub tables: Vec<Table>,
    /// Remarks under the tables, e.g. the rounding rule.
    pub notes: Vec<String>,
    /// The day the report was made.
    pub created: NaiveDate,
    /// What it has more when it goes to somebody; `None` for a report of the business to itself.
    pub letter: Option<Letter>,
}

/// What a paper has that goes to somebody: a quote, an invoice, a statement, a reminder.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Letter {
    /// The paper it is for.
    pub form: Form,
    /// Language tag of its words.
    pub language: String,
    /// Who sends it, in one line above the recipient.
    pub sender: String,
    /// Number, day and the like, beside the recipient.
    pub particulars: Vec<(String, Cell)>,
    /// Sentences before the tables.
    pub opening: Vec<String>,
    /// Sentences after the tables.
    pub closing: Vec<String>,
    /// The column of amounts of the first table whose sum so far stands where a page ends
    /// and the next begins.
    pub carried: Option<usize>,
    /// How to pay.
    pub payment: Option<PaymentSlip>,
    /// Where somebody signs: what stands under each line.
    pub signatures: Vec<String>,
    /// What stands at the foot of every page, in columns.
    pub foot: Vec<Vec<String>>,
    /// Data for programs that goes with it.
    pub data: Option<Data>,
    /// What whoever sends it should know.
    pub notices: Vec<Sentence>,
}

/// The paper of a letter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// A sheet with the recipient where the window of an envelope is (DIN 5008, form B).
    #[default]
    Sheet,
    /// The roll of a till, 80 mm wide and as long as it takes.
    Roll,
}

/// How to pay what a letter asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaymentSlip {
    /// The heading.
    pub title: String,
    /// Recipient, account, amount and reference: what each is, and it.
    pub lines: Vec<(String, String)>,
    /// What the code says that a banking app reads; empty for no code.
    pub code: String,
    /// What is written beside the code.
    pub caption: String,
}

/// A file inside the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Data {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub description: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Who issues the report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letterhead {
    /// Name of the business.
    pub business: String,
    /// Address, phone, tax number and so on, one line each.
    pub lines: Vec<String>,
    /// The picture at the head, as PNG or JPEG; empty for none.
    pub logo: Vec<u8>,
}

/// One figure that matters.
#[derive(Clone, Debug, PartialEq)]
pub struct Kpi {
    /// What the figure is.
    pub label: String,
    /// The figure.
    pub value: Cell,
    /// A remark, e.g. how it compares with the period before; may be empty.
    pub note: String,
}

/// How a chart draws its series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartKind {
    /// Amounts side by side.
    Bar,
    /// A course over time.
    Line,
    /// Steps that fewer and fewer reach, in the order of the labels.
    Funnel,
}

/// A picture of figures, with a sentence that says what it shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// How it is drawn.
    pub kind: ChartKind,
    /// The heading.
    pub title: String,
    /// What a reader should see in it, as one sentence; may be empty.
    pub sentence: String,
    /// The label of each position, in order.
    pub labels: Vec<String>,
    /// The series; each has one value per label.
    pub series: Vec<Series>,
}

/// One series of a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// What the series is.
    pub label: String,
    /// One value per label, in major units; a value that is not finite is a gap.
    pub values: Vec<f64>,
    /// The same values as exact cells, for the labels in the chart and for the CSV.
    pub cells: Vec<Cell>,
}

/// Where a column's cells stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Words.
    #[default]
    Left,
    /// Figures.
    Right,
    /// Short marks.
    Center,
}

/// One column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The heading.
    pub label: String,
    /// Where the cells stand.
    pub align: Align,
    /// Its share of the width relative to the other columns; a figure is never cut to keep to it.
    pub weight: f32,
    /// Its words belong on one line: a telephone number, a document's number.
    pub together: bool,
    /// On paper somebody writes into it by hand.
    pub by_hand: bool,
}

impl Column {
    /// A column of words.
    pub fn text(label: impl Into<String>, weight: f32) -> Self {
        Self { label: label.into(), align: Align::Left, weight, together: false, by_hand: false }
    }

    /// A column of figures.
    pub fn figure(label: impl Into<String>, weight: f32) -> Self {
        Self { label: label.into(), align: Align::Right, weight, together: false, by_hand: false }
    }

    /// The column with its words kept on one line as far as they fit.
    pub fn together(self) -> Self {
        Self { together: true, ..self }
    }

    /// The column as one that is filled in by hand: on paper it is wide, and its rows have room for two lines.
    pub fn by_hand(self) -> Self {
        Self { by_hand: true, ..self }
    }
}

/// Rows of cells under headings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The heading; may be empty.
    pub title: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, one cell per column; missing cells are empty.
    pub rows: Vec<Vec<Cell>>,
    /// The row of sums, one cell per column.
    pub totals: Option<Vec<Cell>>,
}

/// One value of a table, a figure or a chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Words.
    Text(String),
    /// A count.
    Int(i64),
    /// A quantity, shown with the decimals it carries.
    Decimal(Decimal),
    /// A share in percent: `12.5` means 12.5 %.
    Percent(Decimal),
    /// An amount of a currency.
    Money(Money),
    /// What one of something costs: major units, which may have more places than the currency.
    Price(Decimal, Currency),
    /// A day.
    Date(NaiveDate),
}

impl Cell {
    /// A cell of words.
    pub fn words(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// True for counts, quantities, shares, amounts and days: cells that must not be cut or wrapped.
    pub fn is_figure(&self) -> bool {
        !matches!(self, Self::Empty | Self::Text(_))
    }
}
