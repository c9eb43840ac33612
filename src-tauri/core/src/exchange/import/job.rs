//! An import under way: its rows one by one, and what became of each.

use super::draft::{CellError, Draft};
use super::later::Later;
use super::reading::Reading;
use super::{
    ImportError, ImportKind, ImportMet, ImportResult, MET_SHOWN, cases, customers, follow_ups, products,
    sales,
};
use crate::attachments::Attachment;
use crate::book::Tx;
use crate::entity::Kind;
use crate::exchange::OnDuplicate;
use crate::exchange::beside::Beside;
use crate::exchange::exact as own_files;
use crate::exchange::plan::{self, Analysis};
use crate::exchange::target::Place;
use crate::store::Watch;
use crate::{Error, Result};
use csv::StringRecord;
use std::collections::{BTreeMap, BTreeSet};

/// An import under way.
pub(super) struct Job<'a> {
    pub(super) kind: ImportKind,
    pub(super) analysis: &'a Analysis,
    pub(super) reading: Reading,
    pub(super) on_duplicate: OnDuplicate,
    pub(super) watch: &'a dyn Watch,
    pub(super) result: ImportResult,
    /// The lines of the rows that could not be taken.
    pub(super) failed: BTreeSet<u64>,
    /// What rows lead to further down in the file.
    pub(super) later: Vec<Later>,
    /// The pictures of cards, by the line in which the card begins.
    pub(super) pictures: BTreeMap<u64, Attachment>,
    /// The files that a table of our own names.
    pub(super) beside: Beside,
    /// So many of the rows that are told changed nothing and lost nothing.
    pub(super) same: usize,
}

/// What became of one record.
pub(super) enum Done {
    Created,
    Updated,
    Skipped,
}

impl Job<'_> {
    pub(super) fn work(&mut self, tx: &mut Tx<'_>) -> Result<()> {
        match self.kind {
            ImportKind::Customers => customers::run(self, tx),
            ImportKind::Sales => sales::run(self, tx),
            ImportKind::Products => products::run(self, tx),
            ImportKind::FollowUps => follow_ups::run(self, tx),
            ImportKind::Cases => cases::run(self, tx),
            ImportKind::Own(_) => Err(plan::only_our_own(self.kind)),
        }
    }

    /// The rows that can be read, before any of them is taken.
    pub(super) fn drafts(&self) -> Result<Vec<Draft>> {
        let mut rows = self.analysis.source.rows()?;
        let mut record = StringRecord::new();
        let mut drafts = Vec::new();
        while let Some(line) = rows.next(&mut record)? {
            if !plan::is_blank(&record) && !self.analysis.below.contains(&line) {
                drafts.extend(self.reading.row(&record));
            }
        }
        Ok(drafts)
    }

    /// Reads every row that has something in it and can be read, and hands it to `each`.
    pub(super) fn each_row(
        &mut self,
        mut each: impl FnMut(&mut Self, u64, Draft) -> Result<()>,
    ) -> Result<()> {
        let mut rows = self.analysis.source.rows()?;
        let mut record = StringRecord::new();
        let mut done = 0;
        while let Some(line) = rows.next(&mut record)? {
            if plan::is_blank(&record) || self.analysis.below.contains(&line) {
                continue;
            }
            done += 1;
            if done % 64 == 0 && !self.watch.step(done, self.result.rows) {
                return Err(Error::Cancelled);
            }
            match self.reading.row(&record) {
                Ok(draft) => each(self, line, draft)?,
                Err(errors) => self.cells_failed(line, errors),
            }
        }
        Ok(())
    }

    pub(super) fn cells_failed(&mut self, line: u64, errors: Vec<CellError>) {
        self.failed.insert(line);
        for error in errors {
            let column = self.header(error.column);
            let CellError { value, message, .. } = error;
            self.result.errors.push(ImportError { line, column, value, message, kept: false });
        }
    }

    pub(super) fn header(&self, column: usize) -> String {
        self.analysis.source.heading.names.get(column).cloned().unwrap_or_default()
    }

    /// Notes what became of a record that stands in `lines`. A rule that was broken
    /// is told and the work goes on; anything else ends it.
    pub(super) fn note(&mut self, lines: &[u64], outcome: Result<Done>) -> Result<()> {
        match outcome {
            Ok(Done::Created) => {
                self.result.created += 1;
                self.made(self.kind.kind(), 1);
            }
            Ok(Done::Updated) => self.result.updated += 1,
            Ok(Done::Skipped) => self.result.skipped += 1,
            Err(Error::Invalid { kind, field, message }) => {
                let line = lines.first().copied().unwrap_or(0);
                let column = self.column_of(kind, &field);
                self.failed.extend(lines);
                let value = String::new();
                self.result.errors.push(ImportError { line, column, value, message, kept: false });
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Takes up a row whose record was in the book already. Of those that changed nothing and lost nothing there may
    /// be as many as the file has rows, so only what can be shown of them is kept.
    pub(super) fn meet(&mut self, met: ImportMet) {
        self.result.met_rows += 1;
        if !met.matters() {
            if self.same == MET_SHOWN {
                return;
            }
            self.same += 1;
        }
        self.result.met.push(met);
    }

    /// Counts records that were made.
    pub(super) fn made(&mut self, kind: Kind, n: u64) {
        if n > 0 {
            *self.result.created_by_kind.entry(kind.name()).or_default() += n;
        }
    }

    /// The column that a field of a rule came from; empty when that cannot be told,
    /// because a wrong column sends people looking in the wrong place. `kind` is the
    /// record's: a row of a sale also makes a customer.
    pub(super) fn column_of(&self, kind: &str, field: &str) -> String {
        let names = &self.analysis.source.heading.names;
        if own_files::kind_of(names).is_some() {
            return only(names.iter().filter(|name| is_own(name, field)));
        }
        let goes_there = |place: &Place| match place {
            Place::Customer(_) if field == "customer_id" => kind == self.kind.name(),
            Place::Customer(inner) if self.kind != ImportKind::Customers => {
                kind == Kind::Customer.name() && is_of(inner, field)
            }
            place => kind == self.kind.name() && is_of(place, field),
        };
        only(self.reading.columns.iter().flatten().filter(|c| goes_there(&c.place)).map(|c| &c.header))
    }
}

/// The one column there is; none when there are several.
fn only<'a>(mut columns: impl Iterator<Item = &'a String>) -> String {
    match (columns.next(), columns.next()) {
        (Some(column), None) => column.clone(),
        _ => String::new(),
    }
}

/// Whether a column of a file of our own (`lines.quantity`, `phones[2].number`) is the
/// field of a rule.
fn is_own(column: &str, field: &str) -> bool {
    let (list, rest) = field.split_once('.').unwrap_or((field, ""));
    let sub = rest.rsplit('.').next().unwrap_or(rest);
    let (place, own) = column.split_once('.').unwrap_or((column, ""));
    let bare = place.split('[').next().unwrap_or(place);
    column == field || bare == list && if sub.is_empty() { own != "label" } else { own == sub }
}

/// Whether a place is the field of a rule: `date`, `lines.0.tax_rate`, or a list as a whole.
fn is_of(place: &Place, field: &str) -> bool {
    let (list, rest) = field.split_once('.').unwrap_or((field, ""));
    let sub = rest.rsplit('.').next().unwrap_or(rest);
    match place {
        Place::Field(f) => f.name == field,
        // What a rule has against a list is never against the names of its elements.
        Place::Part { list: l, sub: s, .. } if sub.is_empty() => l.name == list && s.name != "label",
        Place::Part { list: l, sub: s, .. } => l.name == list && s.name == sub,
        Place::Customer(_) | Place::Special(_) => false,
    }
}
