//! `related` and `relate`: who has to do with whom.

use super::context::Context;
use super::report::customer;
use clap::{Args, ValueEnum};
use regulars_api::ApiError;
use serde_json::{Value as Json, json};
use std::path::PathBuf;
use std::process::ExitCode;

/// Show who has to do with a customer: company, people, household, partners.
#[derive(Args)]
pub struct Related {
    /// The book's folder.
    book: PathBuf,
    /// The customer: number, identity or name.
    customer: String,
}

/// How a customer has to do with another one.
#[derive(Clone, Copy, ValueEnum)]
enum How {
    /// Belongs to the other one, a company, household or association.
    Company,
    /// Names the other one as related.
    Related,
    /// Was sent by the other one.
    ReferredBy,
}

/// Say how a customer has to do with another one.
#[derive(Args)]
pub struct Relate {
    /// The book's folder.
    book: PathBuf,
    /// The customer: number, identity or name.
    customer: String,
    /// How they have to do with the other one.
    how: How,
    /// The other one: number, identity or name.
    other: String,
    /// The position in the company, or what the other one is: spouse, treasurer, supplier.
    #[arg(long, default_value = "")]
    role: String,
    /// It is over.
    #[arg(long)]
    over: bool,
}

fn text<'a>(value: &'a Json, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

impl Related {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, ApiError> {
        context.open(&self.book)?;
        let who = customer(context, &self.customer)?;
        let reply = context.session.call("customers.relations", json!({ "id": who }))?;
        context.answer(&reply, || {
            let rows = reply["relations"].as_array().map(Vec::as_slice).unwrap_or_default();
            let line = |one: &Json| {
                let cells = [text(one, "how"), text(one, "name"), text(one, "role")];
                cells.into_iter().filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join("  ")
            };
            rows.iter().map(line).collect::<Vec<_>>().join("\n")
        });
        Ok(ExitCode::SUCCESS)
    }
}

impl Relate {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, ApiError> {
        context.open(&self.book)?;
        let how = match self.how {
            How::Company => "company",
            How::Related => "related",
            How::ReferredBy => "referred_by",
        };
        let request = json!({
            "id": customer(context, &self.customer)?, "otherId": customer(context, &self.other)?, "how": how,
            "role": self.role, "over": self.over,
        });
        let reply = context.session.call("customers.relate", request)?;
        context.answer(&reply, || "It is kept.".to_owned());
        Ok(ExitCode::SUCCESS)
    }
}
