//! `bench`: Regulars measured against bundled SQLite on the same data, in one run.
//! Every phase runs in a child process of its own, ours and SQLite's in turn, so
//! that each peak of memory belongs to one of them; short phases run several times and
//! the median counts; every read is asked of both and must give the same answer.

mod data;
mod memory;
mod ours;
mod phase;
mod questions;
mod sqlite;
mod table;

use super::context::Context;
use clap::Args;
use phase::{Answer, Phase};
use regulars_api::ApiError;
use regulars_core::Sentence;
use regulars_core::{Error, Result};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
pub use table::BenchReport;

/// Measure this program against SQLite on the same data.
#[derive(Args)]
pub struct Bench {
    /// Customers in the book.
    #[arg(long, default_value_t = 100_000, value_parser = clap::value_parser!(u32).range(100..=500_000))]
    customers: u32,
    /// Sale lines in the book.
    #[arg(long, default_value_t = 1_000_000, value_parser = clap::value_parser!(u32).range(1_000..=5_000_000))]
    lines: u32,
    /// The folder to work in; it must be empty and is emptied again.
    #[arg(long)]
    dir: Option<PathBuf>,
    #[arg(long, hide = true)]
    phase: Option<String>,
}

impl Bench {
    /// Runs the measurement, or one phase of it when this is a child.
    pub fn run(self, context: &Context) -> std::result::Result<ExitCode, ApiError> {
        let (customers, lines) = (self.customers, self.lines);
        if let (Some(phase), Some(dir)) = (self.phase, self.dir.clone()) {
            let answer = phase::run(&phase, &dir, customers, lines)?;
            print!("{answer}");
            return Ok(ExitCode::SUCCESS);
        }
        let dir = self
            .dir
            .unwrap_or_else(|| std::env::temp_dir().join(format!("regulars-bench-{}", std::process::id())));
        let report = run(BenchOptions { customers, lines, dir }, &mut std::io::stderr())?;
        let document = serde_json::to_value(&report).map_err(|error| {
            Error::Conflict(Sentence::plain(format!("The figures cannot be written: {error}.")))
        })?;
        context.answer(&document, || table::text(&report));
        Ok(ExitCode::SUCCESS)
    }
}

/// What to measure.
#[derive(Clone, Debug)]
pub struct BenchOptions {
    /// Customers.
    pub customers: u32,
    /// Sale lines.
    pub lines: u32,
    /// The folder to work in; made when missing, and removed at the end.
    pub dir: PathBuf,
}

/// Measures everything once. Progress goes to `out`. [`Error::Conflict`] when the
/// two do not give the same answers.
pub fn run(options: BenchOptions, out: &mut dyn Write) -> Result<BenchReport> {
    let dir = &options.dir;
    let taken = std::fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some());
    if taken {
        return Err(Error::Conflict(Sentence::plain(format!(
            "{} is not empty. Choose an empty folder for the measurement.",
            dir.display()
        ))));
    }
    std::fs::create_dir_all(dir).map_err(|error| Error::io(dir, &error))?;
    let result = measure(&options, out);
    // The figures are worth more than a tidy disk: a folder that stays is no failure.
    let _ = std::fs::remove_dir_all(dir);
    result
}

fn measure(options: &BenchOptions, out: &mut dyn Write) -> Result<BenchReport> {
    let mut answers: Vec<(Phase, Answer)> = Vec::new();
    for group in Phase::GROUPS {
        let mut runs: Vec<Vec<Answer>> = vec![Vec::new(); group.len()];
        let rounds = group.iter().map(|phase| phase.rounds(options.lines)).max().unwrap_or(1);
        for _ in 0..rounds {
            for (phase, runs) in group.iter().zip(&mut runs) {
                // Progress that cannot be written is no reason to stop measuring.
                let _ = writeln!(out, "{} …", phase.name());
                runs.push(phase::in_child(*phase, options)?);
            }
        }
        answers.extend(group.iter().copied().zip(runs.iter().map(|runs| Answer::median(runs))));
    }
    table::report(options, &answers)
}
