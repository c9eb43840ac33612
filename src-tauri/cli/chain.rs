//! `sale` between quote and invoice: accepted, paid in advance, sent, repeated, and what
//! happened when.

use super::context::Context;
use super::sale::{document, said};
use clap::Subcommand;
use regulars_api::ApiError;
use regulars_core::say;
use regulars_core::sentence::by_count;
use serde_json::{Map, Value as Json, json};
use std::path::PathBuf;

#[derive(Subcommand)]
pub(super) enum Verb {
    /// Note that a quote was accepted, while it is valid.
    Accept {
        /// The book's folder.
        book: PathBuf,
        /// The number of the quote.
        number: String,
        /// On which day; today unless you say otherwise.
        #[arg(long)]
        date: Option<String>,
    },
    /// Ask for a part of an order before the goods; later invoices take it off.
    Deposit {
        /// The book's folder.
        book: PathBuf,
        /// The number of the order.
        number: String,
        /// How many percent of it.
        percent: String,
    },
    /// Note when the goods are promised, left and arrived, and who carries them.
    Ship {
        /// The book's folder.
        book: PathBuf,
        /// The number of the order or delivery note.
        number: String,
        /// The day that was promised.
        #[arg(long)]
        promised: Option<String>,
        /// The day on which the goods left.
        #[arg(long)]
        shipped: Option<String>,
        /// The day on which they arrived.
        #[arg(long)]
        delivered: Option<String>,
        /// Who carries them.
        #[arg(long)]
        carrier: Option<String>,
        /// The carrier's number.
        #[arg(long)]
        tracking: Option<String>,
    },
    /// Invoice an order again and again.
    Repeat {
        /// The book's folder.
        book: PathBuf,
        /// The number of the order.
        number: String,
        /// How often, as in calendars: FREQ=MONTHLY; nothing to end it.
        rule: String,
        /// The day of the next invoice.
        #[arg(long)]
        next: Option<String>,
    },
    /// Make the invoices of orders that repeat.
    Recurring {
        /// The book's folder.
        book: PathBuf,
        /// Up to which day; today unless you say otherwise.
        #[arg(long)]
        until: Option<String>,
    },
    /// Show what happened to a document and those it belongs to, by day.
    Timeline {
        /// The book's folder.
        book: PathBuf,
        /// The number of any of them.
        number: String,
    },
}

impl Verb {
    pub(super) fn run(self, context: &Context) -> Result<(), ApiError> {
        match self {
            Self::Accept { book, number, date } => {
                context.open(&book)?;
                let asked =
                    json!({ "id": document(context, &number)?, "on": context.maybe_day(date.as_deref())? });
                said(context, &context.session.call("sales.accept", asked)?)
            }
            Self::Deposit { book, number, percent } => {
                context.open(&book)?;
                let asked = json!({ "id": document(context, &number)?, "percent": percent, "label": "" });
                said(context, &context.session.call("sales.deposit", asked)?)
            }
            Self::Ship { book, number, promised, shipped, delivered, carrier, tracking } => {
                context.open(&book)?;
                let day = |text: Option<String>| context.maybe_day(text.as_deref());
                let given = [
                    ("promisedDate", day(promised)?),
                    ("shippedDate", day(shipped)?),
                    ("deliveredDate", day(delivered)?),
                    ("carrier", carrier),
                    ("tracking", tracking),
                ];
                save(context, &number, given)
            }
            Self::Repeat { book, number, rule, next } => {
                context.open(&book)?;
                let next = context.maybe_day(next.as_deref())?;
                save(context, &number, [("recurrence", Some(rule)), ("nextOn", next)])
            }
            Self::Recurring { book, until } => {
                context.open(&book)?;
                let until = context.maybe_day(until.as_deref())?;
                let reply = context.session.call("sales.recurring", json!({ "until": until }))?;
                let made = reply["ids"].as_array().map_or(0, Vec::len);
                let told =
                    by_count(made as u64, say!("1 invoice was made."), say!("{} invoices were made.", made));
                context.answer(&reply, || told.to_string());
                Ok(())
            }
            Self::Timeline { book, number } => {
                context.open(&book)?;
                let asked = json!({ "id": document(context, &number)? });
                let reply = context.session.call("sales.chain", asked)?;
                context.answer(&reply, || {
                    let events = reply["events"].as_array().map(Vec::as_slice).unwrap_or_default();
                    let line = |event: &Json| {
                        let text = |name: &str| event[name].as_str().unwrap_or_default().to_owned();
                        let words = [text("on"), text("what"), text("number"), text("detail")];
                        words.iter().filter(|word| !word.is_empty()).cloned().collect::<Vec<_>>().join("  ")
                    };
                    events.iter().map(line).collect::<Vec<_>>().join("\n")
                });
                Ok(())
            }
        }
    }
}

/// Saves what was given of a document.
fn save<const N: usize>(
    context: &Context,
    number: &str,
    given: [(&str, Option<String>); N],
) -> Result<(), ApiError> {
    let values: Map<String, Json> = given
        .into_iter()
        .filter_map(|(name, value)| value.map(|value| (name.to_owned(), json!(value))))
        .collect();
    let id = document(context, number)?;
    said(
        context,
        &context.session.call("records.save", json!({ "kind": "sale", "id": id, "values": values }))?,
    )
}
