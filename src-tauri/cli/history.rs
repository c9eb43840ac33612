//! `undo`, `redo`, `history`.

use super::context::Context;
use clap::Args;
use regulars_api::ApiError;
use regulars_api::types::UndoReply;
use regulars_core::Sentence;
use regulars_core::entity::Kind;
use serde_json::{Value as Json, json};
use std::path::PathBuf;
use std::process::ExitCode;

/// Take back an operation.
#[derive(Args)]
pub struct Undo {
    /// The book's folder.
    book: PathBuf,
    /// The operation, as `history` shows it; the newest unless given.
    #[arg(long)]
    operation: Option<String>,
}

/// Bring back what undo took away.
#[derive(Args)]
pub struct Redo {
    /// The book's folder.
    book: PathBuf,
}

/// Show the operations or one record's history.
#[derive(Args)]
pub struct History {
    /// The book's folder.
    book: PathBuf,
    /// A record's identity or number (`C-00042`); all operations unless given.
    record: Option<String>,
    /// Rows at the most.
    #[arg(long, default_value_t = 30)]
    limit: usize,
}

fn told(context: &Context, reply: Json, verb: &str) -> Result<ExitCode, ApiError> {
    let undone: UndoReply = serde_json::from_value(reply.clone()).unwrap_or_default();
    context.answer(&reply, || {
        std::iter::once(format!("{verb}: {}", undone.label)).chain(undone.kept).collect::<Vec<_>>().join("\n")
    });
    Ok(ExitCode::SUCCESS)
}

impl Undo {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, ApiError> {
        context.open(&self.book)?;
        told(
            context,
            context.session.call("operations.undo", json!({ "opId": self.operation }))?,
            "Taken back",
        )
    }
}

impl Redo {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, ApiError> {
        context.open(&self.book)?;
        told(context, context.session.call("operations.redo", json!({}))?, "Brought back")
    }
}

impl History {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, ApiError> {
        context.open(&self.book)?;
        let Some(record) = &self.record else {
            let reply =
                context.session.call("operations.list", json!({ "offset": 0, "limit": self.limit }))?;
            context.answer(&reply, || {
                let line = |op: &Json| {
                    let undone = if op["undone"] == json!(true) { "  (taken back)" } else { "" };
                    let at = context.wall(&text(&op["at"]));
                    format!("{}  {at}  {}{undone}", text(&op["opId"]), text(&op["label"]))
                };
                reply["rows"]
                    .as_array()
                    .map(|rows| rows.iter().map(line).collect::<Vec<_>>().join("\n"))
                    .unwrap_or_default()
            });
            return Ok(ExitCode::SUCCESS);
        };
        let (kind, id) = find(context, record)?;
        let reply = context.session.call("records.history", json!({ "kind": kind, "id": id }))?;
        context.answer(&reply, || {
            let mut lines = Vec::new();
            for entry in reply["entries"].as_array().map(Vec::as_slice).unwrap_or_default() {
                lines.push(format!(
                    "{}  {}  {}",
                    context.wall(&text(&entry["at"])),
                    text(&entry["actor"]),
                    text(&entry["label"])
                ));
                for field in entry["fields"].as_array().map(Vec::as_slice).unwrap_or_default() {
                    lines.push(format!(
                        "    {}: {} → {}",
                        text(&field["field"]),
                        text(&field["before"]),
                        text(&field["after"])
                    ));
                }
            }
            lines.join("\n")
        });
        Ok(ExitCode::SUCCESS)
    }
}

fn text(value: &Json) -> String {
    value
        .as_str()
        .map_or_else(|| if value.is_null() { String::new() } else { value.to_string() }, str::to_owned)
}

/// Finds a record by its identity, or by a number that people see.
pub(super) fn find(context: &Context, record: &str) -> Result<(&'static str, String), ApiError> {
    let book = context.session.book()?;
    let facts = book.facts();
    for kind in Kind::ALL {
        let table = facts.table(kind);
        let by_id = record.parse().ok().and_then(|id| table.row(id));
        let by_number =
            || kind.def().fields.iter().filter(|f| f.unique).find_map(|f| table.find_unique(f, record));
        if let Some(row) = by_id.or_else(by_number) {
            return Ok((kind.name(), table.id(row).to_string()));
        }
    }
    Err(ApiError {
        code: "not_found",
        message: Sentence::plain(format!("Nothing in the book has the number or identity “{record}”.")),
        field: None,
    })
}
