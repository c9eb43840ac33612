//! `report`.

use super::context::{Context, absolute};
use clap::Args;
use regulars_api::ApiError;
use regulars_core::entity::Kind;
use regulars_core::facts::text::fold;
use regulars_core::{Sentence, say};
use serde_json::json;
use std::path::PathBuf;
use std::process::ExitCode;

/// Make a report.
#[derive(Args)]
pub struct Report {
    /// The book's folder.
    #[arg(required_unless_present = "list")]
    book: Option<PathBuf>,
    /// The report's name.
    #[arg(required_unless_present = "list")]
    name: Option<String>,
    /// The file to write: .pdf or .csv.
    #[arg(required_unless_present = "list")]
    file: Option<PathBuf>,
    /// Show which reports there are.
    #[arg(long)]
    list: bool,
    /// First day, e.g. 2026-01-01.
    #[arg(long)]
    from: Option<String>,
    /// Last day.
    #[arg(long)]
    to: Option<String>,
    /// The customer it is about: number, identity or name.
    #[arg(long)]
    customer: Option<String>,
    /// Only records for which this holds.
    #[arg(long = "where", value_name = "EXPR")]
    condition: Option<String>,
    /// A town, a postal code or a point to look around.
    #[arg(long)]
    place: Option<String>,
    /// So many kilometres around it.
    #[arg(long)]
    km: Option<f64>,
    /// Write the journal in the manner of DATEV.
    #[arg(long)]
    datev: bool,
}

impl Report {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, ApiError> {
        let (Some(book), Some(name), Some(file), false) = (&self.book, &self.name, &self.file, self.list)
        else {
            let reply = context.session.call("reports.list", json!({}))?;
            context.answer(&reply, || {
                let lines =
                    reply["reports"].as_array().map(Vec::as_slice).unwrap_or_default().iter().map(|r| {
                        let parameters: Vec<&str> = r["parameters"]
                            .as_array()
                            .map(Vec::as_slice)
                            .unwrap_or_default()
                            .iter()
                            .filter_map(|p| p.as_str())
                            .collect();
                        format!("{}  ({})", r["name"].as_str().unwrap_or_default(), parameters.join(", "))
                    });
                lines.collect::<Vec<_>>().join("\n")
            });
            return Ok(ExitCode::SUCCESS);
        };
        let format = file.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
        if format != "pdf" && format != "csv" {
            return Err(ApiError {
                code: "invalid",
                message: Sentence::plain(format!(
                    "{} should end in .pdf or .csv; the ending is the format.",
                    file.display()
                )),
                field: None,
            });
        }
        context.open(book)?;
        let day = |text: &Option<String>| context.maybe_day(text.as_deref());
        let (from, to) = (day(&self.from)?, day(&self.to)?);
        if self.datev {
            if !matches!(name.as_str(), "journal" | "debtors") || format != "csv" {
                return Err(ApiError {
                    code: "invalid",
                    message: Sentence::plain("The journal or the debtors can be written for DATEV, as .csv."),
                    field: None,
                });
            }
            let asked = json!({ "from": from, "to": to, "path": absolute(file) });
            let verb = if name == "debtors" { "journal.debtors" } else { "journal.datev" };
            let reply = context.session.call(verb, asked)?;
            for notice in reply["notices"].as_array().map(Vec::as_slice).unwrap_or_default() {
                super::context::complain(notice.as_str().unwrap_or_default());
            }
            context.answer(&reply, || format!("The {name} is at {}.", file.display()));
            return Ok(ExitCode::SUCCESS);
        }
        let customer = self.customer.as_deref().map(|text| customer(context, text)).transpose()?;
        let reply = context.job(
            "reports.save",
            json!({
                "name": name, "from": from, "to": to, "customerId": customer, "where": self.condition,
                "place": self.place, "km": self.km, "format": format, "path": absolute(file),
            }),
        )?;
        context.answer(&reply, || {
            let notices = reply["notices"].as_array().map(Vec::as_slice).unwrap_or_default();
            std::iter::once(format!("The report is at {}.", file.display()))
                .chain(notices.iter().filter_map(|n| n.as_str().map(str::to_owned)))
                .collect::<Vec<_>>()
                .join("\n")
        });
        Ok(ExitCode::SUCCESS)
    }
}

/// A customer by identity, number, or a name that only one has. A name that is just
/// the one given goes before those that only have it in them.
pub(super) fn customer(context: &Context, text: &str) -> Result<String, ApiError> {
    let book = context.session.book()?;
    let facts = book.facts();
    let table = facts.table(Kind::Customer);
    let by_id = text.parse().ok().and_then(|id| table.present(id));
    let by_number = table.def.field("number").and_then(|f| table.find_unique(f, text));
    if let Some(row) = by_id.or(by_number) {
        // An old number leads to the customer that its own became.
        return Ok(regulars_core::customers::merge::current(&facts, table.id(row)).to_string());
    }
    let mut hits = regulars_core::facts::find::find(&facts, text, 20);
    hits.retain(|hit| hit.kind == Kind::Customer);
    let exact = |title: &str| fold(title) == fold(text.trim());
    if hits.iter().any(|hit| exact(&hit.title)) {
        hits.retain(|hit| exact(&hit.title));
    }
    match hits.as_slice() {
        [one] => Ok(one.id.to_string()),
        [] => Err(ApiError {
            code: "not_found",
            message: say!("No customer is called “{}”.", text),
            field: None,
        }),
        several => {
            let names: Vec<String> =
                several.iter().take(5).map(|h| format!("{} ({})", h.title, h.detail)).collect();
            Err(ApiError {
                code: "invalid",
                message: say!("Several customers fit “{}”: {}. Give the number.", text, names.join(", ")),
                field: None,
            })
        }
    }
}
