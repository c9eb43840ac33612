//! `import` and `export`.

use super::context::{Context, absolute};
use clap::{Args, ValueEnum};
use regulars_api::ApiError;
use regulars_api::types::{ImportError, ImportMet, ImportPlan, ImportResult};
use regulars_core::Sentence;
use serde_json::json;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

/// The order of day, month and year in a file.
#[derive(Clone, Copy, ValueEnum)]
enum DateOrder {
    Dmy,
    Mdy,
    Ymd,
}

/// What to do with a row that is already in the book.
#[derive(Clone, Copy, ValueEnum)]
enum OnDuplicate {
    /// Fill in what a customer or product lacks; nothing that is there is overwritten.
    Fill,
    /// Leave the book as it is.
    Skip,
    /// Write the filled cells over what is there.
    Update,
    /// Make another record.
    Create,
}

/// How to write cells.
#[derive(Clone, Copy, ValueEnum)]
enum Profile {
    /// For a spreadsheet: formulas are made harmless.
    Spreadsheet,
    /// To be read back without a difference.
    Exact,
}

fn word(value: &impl ValueEnum) -> Option<String> {
    value.to_possible_value().map(|v| v.get_name().to_owned())
}

/// Bring in a file.
#[derive(Args)]
pub struct Import {
    /// The book's folder.
    book: PathBuf,
    /// The CSV file, a file of cards (.vcf), or a calendar (.ics) of follow-ups.
    file: PathBuf,
    /// What it holds: customers, sales, products, follow_ups or cases; detected unless given.
    #[arg(long = "as", value_name = "KIND")]
    kind: Option<String>,
    /// Which column is which field, e.g. `Mail=emails.address,Ort=addresses.city`.
    #[arg(long)]
    map: Option<String>,
    /// The order of dates in the file.
    #[arg(long)]
    date_order: Option<DateOrder>,
    /// The decimal sign in the file: `,` or `.`.
    #[arg(long, value_parser = [",", "."])]
    decimal: Option<String>,
    /// What to do with rows that are already in the book.
    #[arg(long, default_value = "fill")]
    on_duplicate: OnDuplicate,
    /// Do everything but keep it.
    #[arg(long)]
    dry_run: bool,
}

impl Import {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, ApiError> {
        context.open(&self.book)?;
        let file = absolute(&self.file);
        if ending(&self.file) == "ics" {
            return self.calendar(context);
        }
        let plan: ImportPlan = context.call("import.inspect", json!({ "path": file, "as": self.kind }))?;
        let mut map: BTreeMap<String, String> = plan
            .columns
            .iter()
            .filter_map(|column| Some((column.header.clone(), column.field.clone()?)))
            .collect();
        for pair in self.map.iter().flat_map(|m| m.split(',')).filter(|p| !p.trim().is_empty()) {
            let Some((column, field)) = pair.split_once('=') else {
                return Err(wrong(format!("“{pair}” in --map is not of the form column=field.")));
            };
            let (column, field) = (column.trim(), field.trim());
            if !plan.columns.iter().any(|c| c.header == column) {
                let known: Vec<&str> = plan.columns.iter().map(|c| c.header.as_str()).collect();
                return Err(wrong(format!(
                    "The file has no column “{column}”. Its columns are: {}.",
                    known.join(", ")
                )));
            }
            if field.is_empty() {
                map.remove(column);
            } else {
                map.insert(column.to_owned(), field.to_owned());
            }
        }
        let reply = context.job(
            "import.run",
            json!({
                "path": file, "as": plan.r#as, "map": map, "dryRun": self.dry_run,
                "options": {
                    "dateOrder": self.date_order.as_ref().and_then(word), "decimal": self.decimal,
                    "onDuplicate": word(&self.on_duplicate),
                },
            }),
        )?;
        let result: ImportResult = serde_json::from_value(reply.clone()).unwrap_or_default();
        context.answer(&reply, || {
            let mut lines = plan.notices.clone();
            let trial = if result.dry_run { "This was a trial; nothing is kept. " } else { "" };
            lines.push(format!(
                "{trial}Rows: {}. Records made: {}, changed: {}. Rows skipped: {}, failed: {}.",
                result.rows, result.created, result.updated, result.skipped, result.failed
            ));
            lines.extend(result.notices.clone());
            lines.extend(left_out(&plan, &map));
            lines.extend(result.errors.iter().map(told));
            lines.extend(result.met.iter().map(there));
            let more = result.met_rows - result.met.len() as u64;
            lines.extend((more > 0).then(|| format!("In the book already as well: {more}.")));
            lines.extend(result.met_file.iter().map(|f| {
                format!(
                    "The rows that changed something in the book, or were not taken as a whole, are in {f}."
                )
            }));
            lines.extend(result.error_file.iter().map(|f| format!("The rows to mend are in {f}.")));
            lines.join("\n")
        });
        Ok(if result.failed > 0 && result.created + result.updated + result.skipped == 0 {
            ExitCode::from(1)
        } else {
            ExitCode::SUCCESS
        })
    }
}

impl Import {
    fn calendar(self, context: &Context) -> Result<ExitCode, ApiError> {
        let request = json!({ "path": absolute(&self.file), "dryRun": self.dry_run });
        let reply = context.job("calendar.import", request)?;
        context.answer(&reply, || {
            let trial = if self.dry_run { "This was a trial; nothing is kept. " } else { "" };
            let mut lines = vec![format!(
                "{trial}Entries: {}. Follow-ups made: {}, changed: {}, as they were: {}. Left out: {}.",
                reply["entries"], reply["created"], reply["updated"], reply["same"], reply["leftOut"]
            )];
            let told =
                ["notices", "problems"].into_iter().filter_map(|list| reply[list].as_array()).flatten();
            lines.extend(told.filter_map(|problem| problem.as_str().map(str::to_owned)));
            lines.join("\n")
        });
        Ok(ExitCode::SUCCESS)
    }
}

fn ending(file: &std::path::Path) -> String {
    file.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// Write the records of a kind.
#[derive(Args)]
pub struct Export {
    /// The book's folder.
    book: PathBuf,
    /// customers, products, sales, follow-ups, campaigns or interactions.
    kind: String,
    /// The file to write; its ending is the format: .csv, .vcf (cards) for customers, .ics for follow-ups.
    file: PathBuf,
    /// How to write cells.
    #[arg(long, default_value = "spreadsheet")]
    profile: Profile,
    /// Only records for which this holds.
    #[arg(long = "where", value_name = "EXPR")]
    condition: Option<String>,
}

impl Export {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, ApiError> {
        if !matches!(ending(&self.file).as_str(), "csv" | "ics" | "vcf") {
            return Err(wrong(format!(
                "{} should end in .csv, the format Regulars writes lists in; for follow-ups in .ics, for customers in .vcf.",
                self.file.display()
            )));
        }
        context.open(&self.book)?;
        let reply = context.job(
            "export.run",
            json!({
                "kind": self.kind, "profile": word(&self.profile), "where": self.condition, "path": absolute(&self.file),
            }),
        )?;
        context.answer(&reply, || {
            let told = reply["notices"].as_array().into_iter().flatten().filter_map(|notice| notice.as_str());
            let mut lines = vec![format!("The file is at {}.", self.file.display())];
            lines.extend(told.map(str::to_owned));
            lines.join("\n")
        });
        Ok(ExitCode::SUCCESS)
    }
}

/// The columns with something in them that went nowhere: what is not taken is said.
fn left_out(plan: &ImportPlan, map: &BTreeMap<String, String>) -> Option<String> {
    let columns: Vec<&str> = plan
        .columns
        .iter()
        .filter(|column| !column.samples.is_empty() && !map.contains_key(&column.header))
        .map(|column| column.header.as_str())
        .collect();
    (!columns.is_empty()).then(|| format!("Left out: {}.", columns.join(", ")))
}

/// `Line 4, E-Mail: …`, with as much of the place as is known.
fn told(error: &ImportError) -> String {
    let ImportError { line, column, value, message, kept } = error;
    let message = match kept {
        true => format!("{message} The row came in; “{value}” is kept in its note."),
        false => message.clone(),
    };
    match (line, column.as_str()) {
        (0, _) => message,
        (line, "") => format!("Line {line}: {message}"),
        (line, column) => format!("Line {line}, {column}: {message}"),
    }
}

/// `Line 3: C-00001 Eva Maier was left as it was. …`
fn there(met: &ImportMet) -> String {
    let done = if met.changed { "changed" } else { "left as it was" };
    // A document is called by its number.
    let name = if met.name == met.number { met.name.clone() } else { [&*met.number, &*met.name].join(" ") };
    format!("Line {}: {} was {done}. {}", met.line, name.trim(), met.reason)
}

fn wrong(message: String) -> ApiError {
    ApiError { code: "invalid", message: Sentence::plain(message), field: None }
}
