//! `merge` and `unmerge`.

use super::context::Context;
use super::report::customer;
use clap::Args;
use regulars_api::ApiError;
use regulars_api::types::{MergePreview, UndoReply};
use regulars_api::wire::camel;
use regulars_core::Sentence;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

/// Make one of two customers.
#[derive(Args)]
pub struct Merge {
    /// The book's folder.
    book: PathBuf,
    /// The customer that stays: number, identity or name.
    staying: String,
    /// The customer that goes into it.
    going: String,
    /// Whose values stay, e.g. `first_name=going,notes=both`; the rest as proposed.
    #[arg(long, value_name = "FIELD=WHOSE,…")]
    take: Option<String>,
    /// Show what differs and what is proposed, and change nothing.
    #[arg(long)]
    dry_run: bool,
}

/// Take two merged customers apart again.
#[derive(Args)]
pub struct Unmerge {
    /// The book's folder.
    book: PathBuf,
    /// The customer that was merged into another: its own old number or identity.
    customer: String,
}

impl Merge {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, ApiError> {
        context.open(&self.book)?;
        let staying = customer(context, &self.staying)?;
        let going = customer(context, &self.going)?;
        let mut take = BTreeMap::new();
        for pair in self.take.iter().flat_map(|t| t.split(',')).filter(|p| !p.trim().is_empty()) {
            let Some((field, whose)) = pair.split_once('=') else {
                return Err(ApiError::invalid(
                    "take",
                    Sentence::plain(format!("“{pair}” in --take is not of the form field=whose.")),
                ));
            };
            take.insert(camel(field.trim()), whose.trim().to_owned());
        }
        let request = json!({ "staying": staying, "going": going, "take": take });
        if self.dry_run {
            let reply = context.session.call("customers.mergePreview", request)?;
            let preview: MergePreview = serde_json::from_value(reply.clone()).unwrap_or_default();
            context.answer(&reply, || {
                let mut lines: Vec<String> = preview
                    .fields
                    .iter()
                    .map(|f| format!("{}: {} | {} → {}", f.field, short(&f.staying), short(&f.going), f.take))
                    .collect();
                lines.push(format!("Records that would move: {}.", preview.moves));
                lines.join("\n")
            });
            return Ok(ExitCode::SUCCESS);
        }
        let reply = context.session.call("customers.merge", request)?;
        context.answer(&reply, || reply["undoLabel"].as_str().unwrap_or_default().to_owned());
        Ok(ExitCode::SUCCESS)
    }
}

impl Unmerge {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, ApiError> {
        context.open(&self.book)?;
        let (_, id) = super::history::find(context, &self.customer)?;
        let reply = context.session.call("customers.unmerge", json!({ "id": id }))?;
        let done: UndoReply = serde_json::from_value(reply.clone()).unwrap_or_default();
        context
            .answer(&reply, || std::iter::once(done.label).chain(done.kept).collect::<Vec<_>>().join("\n"));
        Ok(ExitCode::SUCCESS)
    }
}

fn short(value: &Json) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let text = if value.is_null() { String::new() } else { text };
    if text.chars().count() <= 40 { text } else { text.chars().take(39).chain(['…']).collect() }
}
