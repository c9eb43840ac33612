//! `mail`: an e-mail is filed with the customers it is from or for.

use super::cases::case;
use super::context::{Context, absolute};
use super::deals::deal;
use super::report::customer;
use clap::Args;
use regulars_api::ApiError;
use regulars_core::Sentence;
use serde_json::json;
use std::path::PathBuf;
use std::process::ExitCode;

/// File an e-mail with the customers it is from or for.
#[derive(Args)]
pub struct Mail {
    /// The book's folder.
    book: PathBuf,
    /// The message, as a file that ends in .eml.
    file: PathBuf,
    /// The customer whose it is (number, identity or name), whoever wrote it.
    #[arg(long)]
    customer: Option<String>,
    /// The deal it is about: its identity, or a title that only one has.
    #[arg(long)]
    deal: Option<String>,
    /// The case it is about: its number or identity.
    #[arg(long)]
    case: Option<String>,
}

impl Mail {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, ApiError> {
        context.open(&self.book)?;
        let request = json!({
            "path": absolute(&self.file),
            "customerId": self.customer.map(|who| customer(context, &who)).transpose()?,
            "dealId": self.deal.map(|title| deal(context, &title)).transpose()?,
            "caseId": self.case.map(|named| case(context, &named)).transpose()?,
        });
        let reply = context.session.call("interactions.fileMail", request)?;
        let sentence = reply["sentence"].as_str().unwrap_or_default().to_owned();
        if reply["customerIds"].as_array().is_none_or(Vec::is_empty) {
            return Err(ApiError::invalid("customer", Sentence::plain(sentence)));
        }
        context.answer(&reply, || sentence);
        Ok(ExitCode::SUCCESS)
    }
}
