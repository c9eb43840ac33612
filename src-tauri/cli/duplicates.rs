//! `duplicates`.

use super::context::Context;
use clap::Args;
use regulars_api::ApiError;
use regulars_api::types::DuplicateScan;
use regulars_core::say;
use serde_json::json;
use std::path::PathBuf;
use std::process::ExitCode;

/// Look for customers that are in the book twice.
#[derive(Args)]
pub struct Duplicates {
    /// The book's folder.
    book: PathBuf,
    /// The lowest score to show, 0 to 100; from 90 on hardly anybody would doubt it.
    #[arg(long, value_parser = clap::value_parser!(u8).range(0..=100))]
    min_score: Option<u8>,
}

impl Duplicates {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, ApiError> {
        context.open(&self.book)?;
        let reply = context.job("duplicates.scan", json!({ "minScore": self.min_score }))?;
        let found: DuplicateScan = serde_json::from_value(reply.clone()).unwrap_or_default();
        context.answer(&reply, || {
            let mut lines: Vec<String> = Vec::new();
            for pair in &found.pairs {
                let why: Vec<&str> =
                    pair.reasons.iter().filter(|r| r.points > 0).map(|r| r.text.as_str()).collect();
                lines.push(format!(
                    "{:>3}  {} ({})  =  {} ({}): {}",
                    pair.score,
                    pair.a.title,
                    pair.a.detail,
                    pair.b.title,
                    pair.b.detail,
                    why.join(", ")
                ));
            }
            lines.push(format!(
                "{} among {}.",
                context.count(found.total, say!("pair"), say!("pairs")),
                context.count(found.customers, say!("customer"), say!("customers"))
            ));
            lines.join("\n")
        });
        Ok(ExitCode::SUCCESS)
    }
}
