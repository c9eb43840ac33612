//! `merge` and `unmerge`.

use super::context::Context;
use super::report::customer;
use clap::Args;
use regulars_api::ApiError;
use regulars_api::types::{MergeField, MergePreview, UndoReply};
use regulars_api::wire::{camel, snake};
use regulars_core::Sentence;
use regulars_core::entity::{FieldDef, FieldType, Kind};
use regulars_core::facts::Facts;
use regulars_core::money::Money;
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
            let book = context.session.book()?;
            let facts = book.facts();
            let line = |f: &MergeField| {
                // By the name that --take knows it by.
                let name = snake(&f.field);
                let field = facts.custom.field(Kind::Customer, &name);
                let shown = |value: &Json| short(&said(&facts, field, value));
                format!("{name}: {} | {} → {}", shown(&f.staying), shown(&f.going), f.take)
            };
            context.answer(&reply, || {
                let mut lines: Vec<String> = preview.fields.iter().map(line).collect();
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

/// A value as people read it: money in major units, records by their names, lists with their items side by
/// side.
fn said(facts: &Facts, field: Option<&FieldDef>, value: &Json) -> String {
    let list = |items: Vec<String>, between: &str| {
        items.into_iter().filter(|item| !item.is_empty()).collect::<Vec<_>>().join(between)
    };
    match value {
        Json::Null => String::new(),
        Json::Bool(yes) => (if *yes { "yes" } else { "no" }).to_owned(),
        Json::Array(items) => list(items.iter().map(|item| said(facts, field, item)).collect(), ", "),
        // A file is known by its name; nobody reads its hash.
        Json::Object(file) if field.is_some_and(|f| f.ty == FieldType::Files) => {
            file.get("name").and_then(Json::as_str).unwrap_or_default().to_owned()
        }
        Json::Object(parts) => {
            let sub = |name: &str| field.and_then(|f| f.part.iter().find(|sub| camel(sub.name) == name));
            // What is empty, no or unset of a part says nothing beside the rest of it.
            let shown = parts.iter().filter(|(_, value)| value != &&Json::Bool(false));
            list(shown.map(|(name, value)| said(facts, sub(name), value)).collect(), " ")
        }
        Json::Number(number) => match (field.map(|f| f.ty), number.as_i64()) {
            (Some(FieldType::Money), Some(minor)) => {
                Money::new(minor, facts.settings().currency()).to_decimal().to_string()
            }
            _ => number.to_string(),
        },
        Json::String(text) => {
            let record = field.and_then(|f| Some((f.ref_kind?, text.parse().ok()?)));
            let named = record.map(|(kind, id)| facts.title_of(kind, id).unwrap_or_default());
            named.unwrap_or_else(|| text.replace(['\n', '\r'], " "))
        }
    }
}

fn short(text: &str) -> String {
    if text.chars().count() <= 40 { text.to_owned() } else { text.chars().take(39).chain(['…']).collect() }
}
