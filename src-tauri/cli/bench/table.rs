//! The figures side by side.

use super::BenchOptions;
use super::phase::{Answer, Phase};
use regulars_core::Sentence;
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
    pub name: &'static str,
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
    /// What we aim at, in words; none where the figure is only told.
    pub goal: Option<String>,
    /// Whether it was reached.
    pub met: Option<bool>,
}

/// What we aim at.
#[derive(Clone, Copy)]
enum Goal {
    /// SQLite's figure is at least so many times ours.
    Ratio(f64),
    /// Ours is at most this, in the row's unit.
    AtMost(f64),
    /// Nothing of its own: the figure is part of another row, or the price of one.
    Told,
}

/// What a row says and where its figures come from.
struct Spec {
    name: &'static str,
    /// The figure's name, the same on both sides.
    figure: &'static str,
    ours: Phase,
    full: Phase,
    normal: Option<Phase>,
    unit: &'static str,
    goal: Goal,
}

use Goal::{AtMost, Ratio, Told};
use Phase::{
    FullEdit, FullImport, NormalEdit, NormalImport, OursBare, OursEdit, OursImport, OursRead, SqliteRead,
};

/// The rows, for a book of so many customers.
fn rows(customers: u32) -> Vec<Spec> {
    let import = |name, figure, goal| Spec {
        name,
        figure,
        ours: OursImport,
        full: FullImport,
        normal: Some(NormalImport),
        unit: "s",
        goal,
    };
    let edit = |name, figure| Spec {
        name,
        figure,
        ours: OursEdit,
        full: FullEdit,
        normal: Some(NormalEdit),
        unit: "s",
        goal: Ratio(1.0),
    };
    let read = |name, figure, goal| Spec {
        name,
        figure,
        ours: OursRead,
        full: SqliteRead,
        normal: None,
        unit: "s",
        goal,
    };
    let bytes = |name, figure, goal| Spec { unit: "bytes", ..read(name, figure, goal) };
    let open = if customers <= 5_000 { 0.15 } else { 0.6 };
    vec![
        import("import of customers", "import customers", Ratio(1.0)),
        import("import of sales with lines", "import sales", Ratio(1.0)),
        import("settle and close after it", "close", Told),
        import("import until all is closed", "import whole", Ratio(1.0)),
        edit("one durable edit, median", "edit p50"),
        edit("one durable edit, 99 %", "edit p99"),
        read("open, from the sidecar", "open", AtMost(open)),
        Spec { ours: OursBare, ..read("open, without the sidecar", "open", AtMost(2.5)) },
        read("get one customer", "get", Ratio(1.0)),
        read("one customer's sales", "history", Ratio(1.0)),
        read("first page by name, first time", "first page", Ratio(1.0)),
        read("page of 50 half way down by name", "page", Ratio(1.0)),
        read("search as you type, median", "search p50", Ratio(1.0)),
        read("search as you type, 99 %", "search p99", Ratio(1.0)),
        read("revenue by month", "months", Ratio(50.0)),
        read("top 100 customers", "top", Ratio(50.0)),
        bytes("on disk", "disk bytes", Ratio(0.5)),
        Spec {
            ours: OursImport,
            full: FullImport,
            ..bytes("memory, peak of the import", "peak bytes", AtMost(600e6))
        },
        bytes("memory after opening", "open bytes", Told),
        bytes("memory, peak of opening and reading", "peak bytes", Told),
    ]
}

/// Puts the figures side by side. [`Error::Conflict`] when the answers differ.
pub fn report(options: &BenchOptions, answers: &[(Phase, Answer)]) -> Result<BenchReport> {
    let of = |phase: Phase| answers.iter().find(|(other, _)| *other == phase).map(|(_, answer)| answer);
    if let (Some(ours), Some(theirs)) = (of(OursRead), of(SqliteRead)) {
        for (name, found) in &ours.found {
            let other = theirs.found.get(name).map(String::as_str).unwrap_or_default();
            if found != other {
                return Err(Error::Conflict(Sentence::plain(format!(
                    "The two sides answer “{name}” differently, so their times cannot be compared: {} and {}.",
                    found.chars().take(900).collect::<String>(),
                    other.chars().take(900).collect::<String>()
                ))));
            }
        }
    }
    let figure = |phase, name: &str| of(phase).and_then(|answer| answer.figures.get(name)).copied();
    let rows = rows(options.customers)
        .into_iter()
        .map(|spec| {
            let ours = figure(spec.ours, spec.figure).unwrap_or(f64::NAN);
            let full = figure(spec.full, spec.figure);
            let ratio = full.map(|theirs| theirs / ours);
            let (goal, met) = match spec.goal {
                Ratio(least) => {
                    (Some(format!("≥ {least} ×")), Some(ratio.is_some_and(|ratio| ratio >= least)))
                }
                AtMost(most) => (Some(format!("≤ {}", amount(most, spec.unit))), Some(ours <= most)),
                Told => (None, None),
            };
            BenchRow {
                name: spec.name,
                unit: spec.unit,
                ours,
                sqlite_full: full,
                sqlite_normal: spec.normal.and_then(|phase| figure(phase, spec.figure)),
                ratio,
                goal,
                met,
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
        "{:<36}{:>12}{:>14}{:>16}{:>11}{:>12}",
        "", "Regulars", "SQLite FULL", "SQLite NORMAL", "ahead", "goal"
    );
    for row in &report.rows {
        let _ = writeln!(
            out,
            "{:<36}{:>12}{:>14}{:>16}{:>11}{:>12}{}",
            row.name,
            amount(row.ours, row.unit),
            cell(row.sqlite_full, row.unit),
            cell(row.sqlite_normal, row.unit),
            row.ratio.map_or("–".into(), |ratio| format!("{ratio:.2} ×")),
            row.goal.as_deref().unwrap_or("–"),
            row.met.map_or("", |met| if met { "  met" } else { "  NOT met" }),
        );
    }
    out
}
