//! The figures side by side.

use super::BenchOptions;
use super::phase::{Answer, Phase};
use regulars_core::{Error, Result};
use serde::Serialize;
use std::fmt::Write;

/// What the measurement found.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BenchReport {
    /// Customers.
    pub customers: u32,
    /// Sale lines.
    pub lines: u32,
    /// The figures.
    pub rows: Vec<BenchRow>,
}

/// One figure on both sides.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BenchRow {
    /// What was measured.
    pub name: String,
    /// `s` for seconds, `bytes` for bytes.
    pub unit: &'static str,
    /// Ours.
    pub ours: f64,
    /// SQLite's with `synchronous=FULL`; none where there is no such thing.
    pub sqlite_full: Option<f64>,
    /// SQLite's with `synchronous=NORMAL`, where it makes a difference.
    pub sqlite_normal: Option<f64>,
    /// How many times ours SQLite's (FULL) is: above 1, we are ahead.
    pub ratio: Option<f64>,
}

/// Label; phase and figure of ours, of SQLite FULL, of SQLite NORMAL; unit.
type Spec = (
    &'static str,
    (Phase, &'static str),
    Option<(Phase, &'static str)>,
    Option<(Phase, &'static str)>,
    &'static str,
);

use Phase::{
    FullEdit, FullImport, NormalEdit, NormalImport, OursBare, OursEdit, OursImport, OursRead, SqliteRead,
};

const ROWS: [Spec; 19] = [
    (
        "import of customers",
        (OursImport, "import customers"),
        Some((FullImport, "import customers")),
        Some((NormalImport, "import customers")),
        "s",
    ),
    (
        "import of sales with lines",
        (OursImport, "import sales"),
        Some((FullImport, "import sales")),
        Some((NormalImport, "import sales")),
        "s",
    ),
    (
        "settle and close after it",
        (OursImport, "close"),
        Some((FullImport, "close")),
        Some((NormalImport, "close")),
        "s",
    ),
    (
        "one durable edit, median",
        (OursEdit, "edit p50"),
        Some((FullEdit, "edit p50")),
        Some((NormalEdit, "edit p50")),
        "s",
    ),
    (
        "one durable edit, 99 %",
        (OursEdit, "edit p99"),
        Some((FullEdit, "edit p99")),
        Some((NormalEdit, "edit p99")),
        "s",
    ),
    ("open, from the sidecar", (OursRead, "open"), Some((SqliteRead, "open")), None, "s"),
    ("open, without the sidecar", (OursBare, "open bare"), Some((SqliteRead, "open")), None, "s"),
    ("get one customer", (OursRead, "get"), Some((SqliteRead, "get")), None, "s"),
    ("one customer's sales", (OursRead, "history"), Some((SqliteRead, "history")), None, "s"),
    ("first page by name, first time", (OursRead, "first page"), Some((SqliteRead, "first page")), None, "s"),
    ("page of 50 half way down by name", (OursRead, "page"), Some((SqliteRead, "page")), None, "s"),
    ("search as you type, median", (OursRead, "search p50"), Some((SqliteRead, "search p50")), None, "s"),
    ("search as you type, 99 %", (OursRead, "search p99"), Some((SqliteRead, "search p99")), None, "s"),
    ("revenue by month", (OursRead, "months"), Some((SqliteRead, "months")), None, "s"),
    ("top 100 customers", (OursRead, "top"), Some((SqliteRead, "top")), None, "s"),
    ("on disk", (OursRead, "disk bytes"), Some((SqliteRead, "disk bytes")), None, "bytes"),
    (
        "memory, peak of the import",
        (OursImport, "peak bytes"),
        Some((FullImport, "peak bytes")),
        None,
        "bytes",
    ),
    ("memory after opening", (OursRead, "open bytes"), Some((SqliteRead, "open bytes")), None, "bytes"),
    (
        "memory, peak of opening and reading",
        (OursRead, "peak bytes"),
        Some((SqliteRead, "peak bytes")),
        None,
        "bytes",
    ),
];

/// Puts the figures side by side. [`Error::Conflict`] when the answers differ.
pub fn report(options: &BenchOptions, answers: &[(Phase, Answer)]) -> Result<BenchReport> {
    let of = |phase: Phase| answers.iter().find(|(other, _)| *other == phase).map(|(_, answer)| answer);
    if let (Some(ours), Some(theirs)) = (of(OursRead), of(SqliteRead)) {
        for (name, found) in &ours.found {
            let other = theirs.found.get(name).map(String::as_str).unwrap_or_default();
            if found != other {
                return Err(Error::Conflict(format!(
                    "The two sides answer “{name}” differently, so their times cannot be compared: {} and {}.",
                    found.chars().take(900).collect::<String>(),
                    other.chars().take(900).collect::<String>()
                )));
            }
        }
    }
    let figure =
        |(phase, name): (Phase, &str)| of(phase).and_then(|answer| answer.figures.get(name)).copied();
    let rows = ROWS
        .iter()
        .map(|(name, ours, full, normal, unit)| {
            let mine = figure(*ours).unwrap_or(f64::NAN);
            let full = full.and_then(figure);
            BenchRow {
                name: (*name).to_owned(),
                unit,
                ours: mine,
                sqlite_full: full,
                sqlite_normal: normal.and_then(figure),
                ratio: full.map(|theirs| theirs / mine),
            }
        })
        .collect();
    Ok(BenchReport { customers: options.customers, lines: options.lines, rows })
}

fn amount(value: f64, unit: &str) -> String {
    match (unit, value) {
        (_, value) if value.is_nan() => "–".into(),
        ("bytes", value) => format!("{:.0} MB", value / 1e6),
        (_, value) if value >= 1.0 => format!("{value:.2} s"),
        (_, value) if value >= 1e-3 => format!("{:.2} ms", value * 1e3),
        (_, value) => format!("{:.1} µs", value * 1e6),
    }
}

/// The table as people read it.
pub fn text(report: &BenchReport) -> String {
    let mut out = String::new();
    let cell = |value: Option<f64>, unit: &str| value.map_or("–".into(), |v| amount(v, unit));
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{} customers, {} sale lines", report.customers, report.lines);
    let _ = writeln!(
        out,
        "{:<36}{:>12}{:>14}{:>16}{:>10}",
        "", "Regulars", "SQLite FULL", "SQLite NORMAL", "ahead"
    );
    for row in &report.rows {
        let _ = writeln!(
            out,
            "{:<36}{:>12}{:>14}{:>16}{:>10}",
            row.name,
            amount(row.ours, row.unit),
            cell(row.sqlite_full, row.unit),
            cell(row.sqlite_normal, row.unit),
            row.ratio.map_or("–".into(), |ratio| format!("{ratio:.2} ×")),
        );
    }
    out
}
