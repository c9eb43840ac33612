//! The phases, each in a child process of its own.

use super::questions::percentiles;
use super::{BenchOptions, ours, sqlite};
use regulars_core::Sentence;
use regulars_core::{Error, Result};
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::process::Command;

/// One phase of the measurement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Bring in everything.
    OursImport,
    /// The same with `synchronous=FULL`.
    FullImport,
    /// The same with `synchronous=NORMAL`.
    NormalImport,
    /// Single durable edits.
    OursEdit,
    /// The same with `synchronous=FULL`.
    FullEdit,
    /// The same with `synchronous=NORMAL`, which may lose the last edits in a power cut.
    NormalEdit,
    /// Open from the sidecar, then every read.
    OursRead,
    /// Open, then every read.
    SqliteRead,
    /// Open without the sidecar.
    OursBare,
}

impl Phase {
    /// The order in which they run: each group several times over, ours and
    /// SQLite's in turn. The last takes away what the others open from.
    pub const GROUPS: [&[Phase]; 4] = [
        &[Phase::OursImport, Phase::FullImport, Phase::NormalImport],
        &[Phase::OursEdit, Phase::FullEdit, Phase::NormalEdit],
        &[Phase::OursRead, Phase::SqliteRead],
        &[Phase::OursBare],
    ];

    /// How often it is measured; an import of a large book is long enough to be
    /// measured once.
    pub fn rounds(self, lines: u32) -> u32 {
        let import = matches!(self, Phase::OursImport | Phase::FullImport | Phase::NormalImport);
        if import && lines > 200_000 { 1 } else { 3 }
    }

    /// Its name as an argument.
    pub fn name(self) -> &'static str {
        match self {
            Phase::OursImport => "ours-import",
            Phase::FullImport => "sqlite-full-import",
            Phase::NormalImport => "sqlite-normal-import",
            Phase::OursEdit => "ours-edit",
            Phase::FullEdit => "sqlite-full-edit",
            Phase::NormalEdit => "sqlite-normal-edit",
            Phase::OursRead => "ours-read",
            Phase::SqliteRead => "sqlite-read",
            Phase::OursBare => "ours-bare",
        }
    }
}

/// What a phase found: seconds, bytes and checked answers by name.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// Figures: seconds, or bytes where the name says so.
    pub figures: BTreeMap<String, f64>,
    /// What was read, to be the same on both sides.
    pub found: BTreeMap<String, String>,
}

impl Answer {
    /// Notes a figure.
    pub fn figure(&mut self, name: &str, value: f64) {
        self.figures.insert(name.to_owned(), value);
    }

    /// Notes what a question was answered with.
    pub fn found(&mut self, name: &str, value: impl fmt::Display) {
        self.found.insert(name.to_owned(), value.to_string());
    }

    /// One answer from several runs: the median of each figure.
    pub fn median(runs: &[Self]) -> Self {
        let mut answer = runs.last().cloned().unwrap_or_default();
        for (name, value) in &mut answer.figures {
            let times = runs.iter().filter_map(|run| run.figures.get(name)).copied().collect();
            *value = percentiles(times).0;
        }
        answer
    }

    fn parse(text: &str) -> Self {
        let mut answer = Self::default();
        for line in text.lines() {
            match line.split_once('\t') {
                Some((name, value)) if name.starts_with('=') => answer.found(&name[1..], value),
                Some((name, value)) => answer.figure(name, value.parse().unwrap_or(f64::NAN)),
                None => {}
            }
        }
        answer
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, value) in &self.figures {
            writeln!(f, "{name}\t{value}")?;
        }
        for (name, value) in &self.found {
            writeln!(f, "={name}\t{value}")?;
        }
        Ok(())
    }
}

/// Runs a phase in a child process and reads what it found.
pub fn in_child(phase: Phase, options: &BenchOptions) -> Result<Answer> {
    let program = std::env::current_exe().map_err(|error| Error::io("regulars", &error))?;
    let output = Command::new(&program)
        .args(["bench", "--phase", phase.name()])
        .args(["--customers", &options.customers.to_string(), "--lines", &options.lines.to_string()])
        .arg("--dir")
        .arg(&options.dir)
        .output()
        .map_err(|error| Error::io(&program, &error))?;
    if !output.status.success() {
        return Err(Error::Conflict(Sentence::plain(format!(
            "The measurement stopped at {}: {}",
            phase.name(),
            String::from_utf8_lossy(&output.stderr).trim()
        ))));
    }
    Ok(Answer::parse(&String::from_utf8_lossy(&output.stdout)))
}

/// Runs a phase in this process.
pub fn run(name: &str, dir: &Path, customers: u32, lines: u32) -> Result<Answer> {
    let Some(phase) = Phase::GROUPS.into_iter().flatten().copied().find(|phase| phase.name() == name) else {
        return Err(Error::Conflict(Sentence::plain(format!(
            "There is no phase “{name}” in the measurement."
        ))));
    };
    let data = super::data::Data::new(customers, lines);
    let mut answer = match phase {
        Phase::OursImport => ours::import(dir, &data),
        Phase::OursEdit => ours::edit(dir, &data),
        Phase::OursRead => ours::read(dir, &data),
        Phase::OursBare => ours::bare(dir),
        Phase::FullImport => sqlite::import(dir, &data, "FULL"),
        Phase::NormalImport => sqlite::import(dir, &data, "NORMAL"),
        Phase::FullEdit => sqlite::edit(dir, &data, "FULL"),
        Phase::NormalEdit => sqlite::edit(dir, &data, "NORMAL"),
        Phase::SqliteRead => sqlite::read(dir, &data),
    }?;
    answer.figure("peak bytes", super::memory::peak());
    Ok(answer)
}
