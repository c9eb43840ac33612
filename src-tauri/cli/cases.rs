//! `case`: what customers bring up, until it is settled.

use super::context::Context;
use super::history::find;
use super::report::customer;
use super::sale::product;
use clap::{Args, Subcommand};
use regulars_api::ApiError;
use regulars_core::Sentence;
use regulars_core::money::round_minor;
use regulars_core::say;
use serde_json::{Value as Json, json};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Show, write down, resolve, close or reopen cases.
#[derive(Args)]
pub struct Case {
    #[command(subcommand)]
    verb: Verb,
}

/// How a case was settled.
#[derive(Args)]
struct How {
    /// Where it came from.
    #[arg(long)]
    cause: Option<String>,
    /// What they got back, in major units.
    #[arg(long, value_name = "AMOUNT")]
    refunded: Option<String>,
}

#[derive(Subcommand)]
enum Verb {
    /// Show those that are not settled, what was promised next first.
    List {
        /// The book's folder.
        book: PathBuf,
        /// Settled ones too.
        #[arg(long)]
        all: bool,
        /// Only cases for which this holds.
        #[arg(long = "where", value_name = "EXPR")]
        condition: Option<String>,
    },
    /// Show one with everything said about it.
    Show {
        /// The book's folder.
        book: PathBuf,
        /// The case: its number or identity.
        case: String,
    },
    /// Write one down.
    Add {
        /// The book's folder.
        book: PathBuf,
        /// The customer: number, identity or name.
        customer: String,
        /// What it is about, in a few words.
        subject: String,
        /// question, complaint, incident, repair, return or idea.
        #[arg(long, default_value = "question")]
        kind: String,
        /// What they say.
        #[arg(long, default_value = "")]
        description: String,
        /// low, normal, high or urgent.
        #[arg(long, default_value = "normal")]
        priority: String,
        /// The product: code or name.
        #[arg(long)]
        product: Option<String>,
        /// What is stamped or printed on it.
        #[arg(long, default_value = "")]
        serial: String,
        /// Who looks after it.
        #[arg(long, default_value = "")]
        assignee: String,
        /// By when an answer was promised, such as `31.03.2026 15:00` or `tomorrow`.
        #[arg(long, value_name = "MOMENT")]
        respond_by: Option<String>,
        /// By when it was promised to be settled.
        #[arg(long, value_name = "MOMENT")]
        resolve_by: Option<String>,
    },
    /// Say how one was settled.
    Resolve {
        /// The book's folder.
        book: PathBuf,
        /// The case: its number or identity.
        case: String,
        /// How it was settled, in a sentence.
        resolution: String,
        #[command(flatten)]
        how: How,
    },
    /// Close one, resolved or not.
    Close {
        /// The book's folder.
        book: PathBuf,
        /// The case: its number or identity.
        case: String,
        /// How it was settled, where nobody has said it yet.
        #[arg(long, default_value = "")]
        resolution: String,
        #[command(flatten)]
        how: How,
    },
    /// Take one up again.
    Reopen {
        /// The book's folder.
        book: PathBuf,
        /// The case: its number or identity.
        case: String,
    },
}

fn text<'a>(value: &'a Json, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

/// A case by its number or identity.
pub(super) fn case(context: &Context, named: &str) -> Result<String, ApiError> {
    match find(context, named)? {
        ("case", id) => Ok(id),
        _ => Err(ApiError::invalid("case", Sentence::plain(format!("“{named}” is no case.")))),
    }
}

impl Case {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, ApiError> {
        match self.verb {
            Verb::List { book, all, condition } => list(context, &book, all, condition)?,
            Verb::Show { book, case: named } => show(context, &book, &named)?,
            Verb::Add {
                book,
                customer: who,
                subject,
                kind,
                description,
                priority,
                product: thing,
                serial,
                assignee,
                respond_by,
                resolve_by,
            } => {
                context.open(&book)?;
                let thing = thing.map(|named| product(context, &named)).transpose()?.flatten();
                let promised =
                    |text: Option<String>| text.map(|text| context.moment(&text, true)).transpose();
                let (respond_by, resolve_by) = (promised(respond_by)?, promised(resolve_by)?);
                let values = json!({
                    "customerId": customer(context, &who)?, "subject": subject, "caseKind": kind,
                    "description": description, "priority": priority, "productId": thing.map(|(id, _)| id),
                    "serial": serial, "assignee": assignee, "respondBy": respond_by, "resolveBy": resolve_by,
                });
                let request = json!({ "kind": "case", "id": null, "values": values });
                let reply = context.session.call("records.save", request)?;
                context.answer(&reply, || format!("It is kept as {}.", text(&reply["record"], "number")));
            }
            Verb::Resolve { book, case, resolution, how } => {
                settle(context, &book, "cases.resolve", (&case, &resolution), how)?;
            }
            Verb::Close { book, case, resolution, how } => {
                settle(context, &book, "cases.close", (&case, &resolution), how)?;
            }
            Verb::Reopen { book, case: named } => {
                context.open(&book)?;
                let reply = context.session.call("cases.reopen", json!({ "id": case(context, &named)? }))?;
                told(context, &reply);
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn list(context: &Context, book: &Path, all: bool, condition: Option<String>) -> Result<(), ApiError> {
    context.open(book)?;
    let open = (!all).then(|| "status != resolved and status != closed".to_owned());
    let both: Vec<String> = open.into_iter().chain(condition).map(|one| format!("({one})")).collect();
    let request = json!({
        "kind": "case", "where": both.join(" and "), "sort": "promised", "offset": 0, "limit": 1_000,
    });
    let reply = context.session.call("records.list", request)?;
    context.answer(&reply, || {
        let line = |row: &Json| {
            let by = row["promised"].as_str().map_or_else(|| "no promise".to_owned(), |by| context.wall(by));
            let whose = text(&reply["titles"], text(row, "customerId"));
            format!(
                "{}  {by}  {}  {}  {}  {whose}",
                text(row, "number"),
                text(row, "status"),
                text(row, "caseKind"),
                text(row, "subject")
            )
        };
        let rows = reply["rows"].as_array().map(Vec::as_slice).unwrap_or_default();
        let mut lines: Vec<String> = rows.iter().map(line).collect();
        lines.push(context.count(reply["total"].as_u64().unwrap_or_default(), say!("case"), say!("cases")));
        lines.join("\n")
    });
    Ok(())
}

fn show(context: &Context, book: &Path, named: &str) -> Result<(), ApiError> {
    context.open(book)?;
    let id = case(context, named)?;
    let mut reply = context.session.call("records.get", json!({ "kind": "case", "id": id }))?;
    let request = json!({ "id": "", "caseId": id, "only": null, "offset": 0, "limit": 1_000 });
    let said = context.session.call("customers.timeline", request)?;
    reply["said"] = said["items"].clone();
    context.answer(&reply, || {
        let one = &reply["record"];
        let whose = text(&reply["titles"], text(one, "customerId"));
        let mut lines = vec![format!(
            "{}  {}  {}  {whose}",
            text(one, "number"),
            text(one, "status"),
            text(one, "subject")
        )];
        for name in ["description", "serial", "assignee", "promised", "firstResponse", "resolution", "cause"]
        {
            if !text(one, name).is_empty() {
                lines.push(format!("  {name}: {}", context.wall(text(one, name))));
            }
        }
        let items = reply["said"].as_array().map(Vec::as_slice).unwrap_or_default();
        let said = |item: &Json| format!("  {}  {}", context.wall(text(item, "at")), text(item, "title"));
        lines.extend(items.iter().map(said));
        lines.join("\n")
    });
    Ok(())
}

fn settle(
    context: &Context,
    book: &Path,
    command: &str,
    (named, resolution): (&str, &str),
    how: How,
) -> Result<(), ApiError> {
    context.open(book)?;
    let currency = context.session.book()?.facts().settings().currency();
    let refunded = how.refunded.map(|typed| {
        let major = context.decimal(&typed);
        major.and_then(|major| round_minor(major, currency)).ok_or_else(|| {
            let message = Sentence::plain(format!("“{typed}” is no amount. Write it like 25.00."));
            ApiError::invalid("refunded", message)
        })
    });
    let request = json!({
        "id": case(context, named)?, "resolution": resolution, "cause": how.cause,
        "refunded": refunded.transpose()?,
    });
    let reply = context.session.call(command, request)?;
    told(context, &reply);
    Ok(())
}

fn told(context: &Context, reply: &Json) {
    context.answer(reply, || {
        let one = &reply["record"];
        format!("{} is {}.", text(one, "number"), text(one, "status"))
    });
}
