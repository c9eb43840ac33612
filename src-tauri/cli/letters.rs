//! `letters`: reminders and statements of many customers in one file for the printer.

use super::context::{Context, absolute, complain};
use super::report::customer;
use clap::{Args, Subcommand};
use regulars_api::ApiError;
use regulars_core::say;
use regulars_core::sentence::by_count;
use serde_json::json;
use std::path::PathBuf;
use std::process::ExitCode;

/// Write letters to many customers into one file.
#[derive(Args)]
pub struct Letters {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Reminders of everything that is late, one letter for each customer.
    Reminders {
        /// The book's folder.
        book: PathBuf,
        /// The file to write: .pdf.
        file: PathBuf,
        /// Only write the letters: no level is noted, and nothing is filed.
        #[arg(long)]
        preview: bool,
    },
    /// Statements of account.
    Statements {
        /// The book's folder.
        book: PathBuf,
        /// The file to write: .pdf.
        file: PathBuf,
        /// First day.
        #[arg(long)]
        from: Option<String>,
        /// Last day.
        #[arg(long)]
        to: Option<String>,
        /// Whose: number, identity or name; may be given several times. All who owe something
        /// or have credit unless you say otherwise.
        #[arg(long = "customer")]
        customers: Vec<String>,
    },
}

impl Letters {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, ApiError> {
        let (file, reply) = match self.verb {
            Verb::Reminders { book, file, preview } => {
                context.open(&book)?;
                let asked = json!({ "path": absolute(&file), "preview": preview });
                (file, context.job("payments.letters", asked)?)
            }
            Verb::Statements { book, file, from, to, customers } => {
                context.open(&book)?;
                let ids = customers
                    .iter()
                    .map(|text| customer(context, text))
                    .collect::<Result<Vec<_>, ApiError>>()?;
                let day = |text: &Option<String>| context.maybe_day(text.as_deref());
                let (from, to) = (day(&from)?, day(&to)?);
                let asked = json!({ "path": absolute(&file), "from": from, "to": to, "customerIds": ids });
                (file, context.job("reports.statements", asked)?)
            }
        };
        for notice in reply["notices"].as_array().map(Vec::as_slice).unwrap_or_default() {
            complain(notice.as_str().unwrap_or_default());
        }
        let count = reply["letters"].as_u64().unwrap_or_default();
        let path = file.display().to_string();
        let told = by_count(
            count,
            say!("1 letter is at {}.", path.clone()),
            say!("{} letters are at {}.", count, path),
        );
        context.answer(&reply, || told.to_string());
        Ok(ExitCode::SUCCESS)
    }
}
