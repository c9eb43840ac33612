//! `board`, `move` and `convert`: deals and leads.

use super::context::Context;
use super::history::find;
use super::report::customer;
use super::save;
use clap::Args;
use regulars_api::ApiError;
use regulars_api::types::Board as BoardReply;
use regulars_core::customers::{Customer, leads};
use regulars_core::deals::stages;
use regulars_core::entity::Kind;
use regulars_core::facts::text::fold;
use regulars_core::money::Money;
use regulars_core::{Sentence, say};
use serde_json::{Value as Json, json};
use std::path::PathBuf;
use std::process::ExitCode;

/// Show the stages of a pipeline with their deals.
#[derive(Args)]
pub struct Board {
    /// The book's folder.
    book: PathBuf,
    /// Which pipeline; the first unless given.
    #[arg(long)]
    pipeline: Option<String>,
    /// Only deals for which this holds.
    #[arg(long = "where", value_name = "EXPR")]
    condition: Option<String>,
}

/// Move a deal to another stage.
#[derive(Args)]
pub struct Move {
    /// The book's folder.
    book: PathBuf,
    /// The deal: its identity, or a title that only one has.
    deal: String,
    /// The stage, by its name: that of the deal's own pipeline.
    stage: String,
    /// In which pipeline the stage is, where it is another one than the deal's.
    #[arg(long)]
    pipeline: Option<String>,
    /// What the stage asks for, e.g. `reason=Price`; may be given several times.
    #[arg(long = "set", value_name = "FIELD=VALUE")]
    values: Vec<String>,
}

/// Make a customer and a deal of a lead.
#[derive(Args)]
pub struct Convert {
    /// The book's folder.
    book: PathBuf,
    /// The lead: number, identity or name.
    lead: String,
    /// What the deal is called; the customer's name unless given.
    #[arg(long, default_value = "")]
    title: String,
    /// In which pipeline the deal sets out; the first unless given.
    #[arg(long)]
    pipeline: Option<String>,
    /// The customer of the book that the lead is: number, identity or name.
    #[arg(long, value_name = "CUSTOMER")]
    into: Option<String>,
    /// Make a new customer although somebody like that is in the book.
    #[arg(long, conflicts_with = "into")]
    new: bool,
}

impl Board {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, ApiError> {
        context.open(&self.book)?;
        let request = |name: &str| json!({ "pipeline": name, "where": self.condition, "cards": 200 });
        let pipeline = match &self.pipeline {
            Some(typed) => pipeline(context, typed)?,
            None => String::new(),
        };
        let reply = context.session.call("deals.board", request(&pipeline))?;
        let board: BoardReply = serde_json::from_value(reply.clone()).unwrap_or_default();
        let currency = context.session.book()?.facts().settings().currency();
        let money = |minor: i64| Money::new(minor, currency).to_decimal().to_string();
        context.answer(&reply, || {
            let mut lines = Vec::new();
            for column in &board.columns {
                lines.push(format!(
                    "{} ({} %): {}, {}, by chance {}",
                    column.name,
                    column.probability,
                    context.count(column.count, say!("deal"), say!("deals")),
                    money(column.sum),
                    money(column.weighted)
                ));
                for card in &column.cards {
                    let next = card.next_step_on.as_deref().unwrap_or("no next step");
                    lines.push(format!(
                        "    {}  {}  {}  {}  {next}",
                        card.title,
                        card.customer,
                        money(card.amount),
                        context.count(card.days, say!("day"), say!("days"))
                    ));
                }
            }
            lines.join("\n")
        });
        Ok(ExitCode::SUCCESS)
    }
}

impl Move {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, ApiError> {
        context.open(&self.book)?;
        let deal = deal(context, &self.deal)?;
        let values = save::values(context, "deal", &self.values, Some(&deal))?;
        let request = json!({ "id": deal, "stage": self.stage, "values": values, "pipeline": self.pipeline.unwrap_or_default() });
        let reply = context.session.call("deals.move", request)?;
        context.answer(&reply, || {
            let record = &reply["record"];
            let text = |name: &str| record[name].as_str().unwrap_or_default().to_owned();
            format!("“{}” is now in “{}”.", text("title"), text("stageName"))
        });
        Ok(ExitCode::SUCCESS)
    }
}

impl Convert {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, ApiError> {
        context.open(&self.book)?;
        let lead = customer(context, &self.lead)?;
        let into = self.into.as_deref().map(|text| customer(context, text)).transpose()?;
        // Whoever is no lead is told so, and not whom they are like.
        if into.is_none() && !self.new && is_open_lead(context, &lead)? {
            let asked = json!({ "id": lead, "values": {}, "limit": 1 });
            let found = context.session.call("customers.similar", asked)?;
            if let Some(pair) = found["pairs"].get(0) {
                return Err(ApiError::invalid("into", Sentence::plain(is_there(context, pair)?)));
            }
        }
        let request = json!({ "id": lead, "title": self.title, "pipeline": self.pipeline, "into": into });
        let reply = context.session.call("leads.convert", request)?;
        context.answer(&reply, || {
            format!("The deal has the identity {}.", reply["dealId"].as_str().unwrap_or_default())
        });
        Ok(ExitCode::SUCCESS)
    }
}

/// That a lead may be somebody of the book, and both ways to go on.
fn is_there(context: &Context, pair: &Json) -> Result<String, ApiError> {
    let text = |name: &str| pair["a"][name].as_str().unwrap_or_default();
    let record = context.session.call("records.get", json!({ "kind": "customer", "id": text("id") }))?;
    let number = record["record"]["number"].as_str().filter(|number| !number.is_empty());
    Ok(format!(
        "“{}” is in the book already and is probably the same, {} %. Convert with --into {} to make the deal theirs, or with --new to make a new customer all the same.",
        text("title"),
        pair["score"],
        number.unwrap_or_else(|| text("id")),
    ))
}

/// Whether a customer, by identity, is a lead that can be converted.
fn is_open_lead(context: &Context, id: &str) -> Result<bool, ApiError> {
    let book = context.session.book()?;
    let found = id.parse().ok().and_then(|id| book.facts().get::<Customer>(id).ok());
    Ok(found.is_some_and(|customer| leads::is_open(&customer)))
}

/// A pipeline by its name as people type it.
fn pipeline(context: &Context, typed: &str) -> Result<String, ApiError> {
    let all = stages::of(&context.session.book()?.facts().settings());
    Ok(stages::pipeline(&all, typed)?.pipeline.clone())
}

/// A deal by its identity, or by a title that only one has.
pub(super) fn deal(context: &Context, text: &str) -> Result<String, ApiError> {
    if text.parse::<regulars_core::Id>().is_ok() {
        return Ok(find(context, text)?.1);
    }
    let book = context.session.book()?;
    let facts = book.facts();
    let table = facts.table(Kind::Deal);
    let wanted = fold(text.trim());
    let named: Vec<u32> =
        table.present_rows().filter(|row| fold(&facts.title(Kind::Deal, *row)) == wanted).collect();
    match named[..] {
        [one] => Ok(table.id(one).to_string()),
        [] => Err(ApiError::invalid("deal", Sentence::plain(format!("No deal is called “{text}”.")))),
        _ => Err(ApiError::invalid(
            "deal",
            Sentence::plain(format!("Several deals are called “{text}”. Give the identity.")),
        )),
    }
}
