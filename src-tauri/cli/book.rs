//! `new`, `backup`, `restore`, `check`.

use super::context::{Context, absolute};
use clap::Args;
use regulars_api::ApiError;
use regulars_api::types::CheckReply;
use regulars_core::say;
use regulars_core::sentence::by_count;
use serde_json::json;
use std::path::PathBuf;
use std::process::ExitCode;

/// Make a new book.
#[derive(Args)]
pub struct New {
    /// The folder of the new book, e.g. `My shop.regulars`.
    book: PathBuf,
    /// The shop's name; the folder's name unless given.
    #[arg(long)]
    name: Option<String>,
    /// Currency of the book (ISO 4217).
    #[arg(long, default_value = "EUR")]
    currency: String,
    /// Country of the shop (ISO 3166).
    #[arg(long, default_value = "DE")]
    country: String,
    /// The language of its documents and of what the program writes into it: en or de.
    #[arg(long)]
    language: Option<String>,
    /// Fill it with the demo shop.
    #[arg(long)]
    demo: bool,
    /// Customers of the demo shop.
    #[arg(long, default_value_t = 500, requires = "demo", value_parser = clap::value_parser!(u32).range(50..=100_000))]
    customers: u32,
    /// Years of history of the demo shop.
    #[arg(long, requires = "demo", value_parser = clap::value_parser!(u32).range(1..=20))]
    years: Option<u32>,
    /// Seed of the demo shop: the same seed gives the same shop.
    #[arg(long, requires = "demo")]
    seed: Option<u64>,
}

impl New {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, ApiError> {
        let path = absolute(&self.book);
        let reply = if self.demo {
            context.job(
                "book.demo",
                json!({ "customers": self.customers, "path": path, "years": self.years, "seed": self.seed, "language": self.language }),
            )?
        } else {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let name = self.name.unwrap_or(stem);
            context.session.call(
                "book.create",
                json!({ "path": path, "name": name, "currency": self.currency, "country": self.country, "language": self.language }),
            )?
        };
        context.answer(&reply, || format!("The book is at {}.", path.display()));
        Ok(ExitCode::SUCCESS)
    }
}

/// Write a backup.
#[derive(Args)]
pub struct Backup {
    /// The book's folder.
    book: PathBuf,
    /// The backup to write.
    file: PathBuf,
}

impl Backup {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, ApiError> {
        context.open(&self.book)?;
        let reply = context.job("backup.run", json!({ "path": absolute(&self.file) }))?;
        context.answer(&reply, || {
            let proof = reply["notices"][0].as_str().unwrap_or_default();
            format!("The backup is at {}. {proof}", self.file.display())
        });
        Ok(ExitCode::SUCCESS)
    }
}

/// Make a book from a backup.
#[derive(Args)]
pub struct Restore {
    /// The backup.
    file: PathBuf,
    /// The folder of the new book.
    book: PathBuf,
}

impl Restore {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, ApiError> {
        let reply = context
            .job("book.restore", json!({ "archive": absolute(&self.file), "path": absolute(&self.book) }))?;
        let count = reply["records"].as_u64().unwrap_or_default();
        let path = self.book.display().to_string();
        let told = by_count(
            count,
            say!("1 record is back in {}.", path.clone()),
            say!("{} records are back in {}.", count, path),
        );
        context.answer(&reply, || told.to_string());
        Ok(ExitCode::SUCCESS)
    }
}

/// Read everything in a book.
#[derive(Args)]
pub struct Check {
    /// The book's folder.
    book: PathBuf,
}

impl Check {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, ApiError> {
        context.open(&self.book)?;
        let reply = context.job("book.check", json!({}))?;
        let report: CheckReply = serde_json::from_value(reply.clone()).unwrap_or_default();
        context.answer(&reply, || report.sentences.join("\n"));
        Ok(if report.ok { ExitCode::SUCCESS } else { ExitCode::from(1) })
    }
}
