//! Rows that are cases, as the programs of help desks and workshops write them.
//!
//! A case is known again by the number it had there, which is kept. Its customer must be in the book
//! already: what somebody complained of is never put on a customer who was made up for it.

use super::draft::Draft;
use super::known::Known;
use super::record::{apply, apply_fields};
use super::{Done, ImportError, Job, OnDuplicate, lenient, whose};
use crate::book::Tx;
use crate::cases::{Case, CaseStatus};
use crate::entity::{Entity, Kind};
use crate::facts::text::fold;
use crate::facts::{Facts, State};
use crate::settings::words::OwnWords;
use crate::{Error, Id, Result, say};
use ahash::AHashMap;
use chrono::{DateTime, Utc};
use std::hash::{DefaultHasher, Hash, Hasher};

pub(super) fn run(job: &mut Job<'_>, tx: &mut Tx<'_>) -> Result<()> {
    let mut shelf = Shelf {
        customers: Known::of(tx.facts()),
        seen: Seen::of(tx.facts()),
        settled: OwnWords::of(&tx.facts().settings().language).settled_elsewhere,
        lines: Lines::default(),
    };
    job.each_row(|job, line, mut draft| {
        let mut told = lenient::refused(job, &draft, line);
        let outcome = save(job, tx, &mut shelf, &mut draft, &told, line);
        if !matches!(outcome, Ok(Done::Skipped)) {
            let kept = outcome.is_ok();
            told.iter_mut().for_each(|error| error.kept = kept);
            job.result.errors.append(&mut told);
        }
        job.note(&[line], outcome)
    })
}

/// What rows are compared with.
struct Shelf {
    customers: Known,
    seen: Seen,
    settled: &'static str,
    lines: Lines,
}

fn save(
    job: &Job<'_>,
    tx: &mut Tx<'_>,
    shelf: &mut Shelf,
    draft: &mut Draft,
    told: &[ImportError],
    line: u64,
) -> Result<Done> {
    let mut case = Case::default();
    apply(&mut case, draft)?;
    if case.external_number.is_empty() && !shelf.seen.numbers.contains_key(&fold(&case.number)) {
        // Numbers are given by this book; the one from elsewhere is kept beside ours.
        case.external_number = std::mem::take(&mut case.number);
    }
    let number = if case.external_number.is_empty() { &case.number } else { &case.external_number }.clone();
    let words = words(draft);
    if matches!(job.on_duplicate, OnDuplicate::Skip | OnDuplicate::Fill) {
        shelf.lines.is_free(&number, words)?;
    }
    let done = put(job, tx, shelf, case, draft, told)?;
    shelf.lines.add(&number, line, words);
    Ok(done)
}

fn put(
    job: &Job<'_>,
    tx: &mut Tx<'_>,
    shelf: &mut Shelf,
    mut case: Case,
    draft: &mut Draft,
    told: &[ImportError],
) -> Result<Done> {
    let mut twin = shelf.seen.numbered(&case);
    if twin.is_none() || draft.customer.is_some() && job.on_duplicate == OnDuplicate::Update {
        case.customer_id = whose::one(&shelf.customers, draft.customer.as_deref())?;
    }
    if twin.is_none() && case.external_number.is_empty() {
        twin = shelf.seen.alike(&case, draft.get("received").is_some());
    }
    match (twin, job.on_duplicate) {
        (Some(_), OnDuplicate::Skip | OnDuplicate::Fill) => Ok(Done::Skipped),
        (Some(id), OnDuplicate::Update) => {
            let mut old: Case = tx.get(id)?;
            let before = old.clone();
            draft.fields.retain(|(field, _)| field.name != "number");
            apply_fields(&mut old, draft)?;
            if draft.customer.is_some() {
                old.customer_id = case.customer_id;
            }
            settle(&mut old, draft, shelf.settled)?;
            told.iter().for_each(|cell| lenient::keep(&mut old.meta.notes, &cell.column, &cell.value));
            if old == before {
                return Ok(Done::Skipped);
            }
            tx.save(&mut old)?;
            shelf.seen.add(&old);
            Ok(Done::Updated)
        }
        _ => {
            case.number.clear();
            begin(&mut case, draft, tx.now());
            settle(&mut case, draft, shelf.settled)?;
            told.iter().for_each(|cell| lenient::keep(&mut case.meta.notes, &cell.column, &cell.value));
            tx.attempt(|tx| tx.save(&mut case).map(Some))?;
            shelf.seen.add(&case);
            Ok(Done::Created)
        }
    }
}

/// A file that does not say when a case came in says at least that it was there before it was
/// promised, answered or settled.
fn begin(case: &mut Case, draft: &Draft, now: DateTime<Utc>) {
    if draft.get("received").is_none() {
        let known = [case.respond_by, case.resolve_by, case.first_response, case.resolved_at, case.closed_at];
        case.received = known.into_iter().flatten().fold(now, DateTime::min);
    }
}

/// The end of a case as far as the file tells it: a time of its end is an end, and one time stands for
/// the other, so that a case of last year is not one that was settled today.
fn settle(case: &mut Case, draft: &Draft, settled: &str) -> Result<()> {
    if draft.get("status").is_none() {
        match (draft.get("resolved_at").is_some(), draft.get("closed_at").is_some()) {
            (_, true) => case.status = CaseStatus::Closed,
            (true, false) if case.status != CaseStatus::Closed => case.status = CaseStatus::Resolved,
            _ => {}
        }
    }
    if !case.status.is_done() {
        return Ok(());
    }
    case.resolved_at = case.resolved_at.or(case.closed_at);
    if case.status == CaseStatus::Closed {
        case.closed_at = case.closed_at.or(case.resolved_at);
    }
    if case.resolution.trim().is_empty() {
        settled.clone_into(&mut case.resolution);
    }
    if case.resolved_at.is_some_and(|at| at < case.received) {
        let why = say!("It cannot have been settled before it came in. Correct one of the two times.");
        return Err(Error::invalid("case", "resolved_at", why));
    }
    Ok(())
}

/// The rows that came in so far by the number of their case, each with its line and what it says.
#[derive(Default)]
struct Lines(AHashMap<String, (u64, u64)>);

impl Lines {
    /// Refuses a row whose number an earlier one has with other words: where rows that are there already are
    /// skipped, what it says would be lost and nobody would know. The same row twice is one case.
    fn is_free(&self, number: &str, words: u64) -> Result<()> {
        match self.0.get(&fold(number)) {
            Some((first, there)) if *there != words => {
                let why = say!(
                    "Line {} of the file has the number {} already, so this row was left out. Give it a number of its own, or have what is there already changed by it.",
                    first.to_string(),
                    number
                );
                Err(Error::invalid("case", "external_number", why))
            }
            _ => Ok(()),
        }
    }

    fn add(&mut self, number: &str, line: u64, words: u64) {
        if !number.is_empty() {
            self.0.entry(fold(number)).or_insert((line, words));
        }
    }
}

/// A number for all that a row says, the same for the same.
fn words(draft: &Draft) -> u64 {
    let mut hasher = DefaultHasher::new();
    let mut next = Some(draft);
    while let Some(draft) = next {
        for (field, value) in &draft.fields {
            (field.tag, value.to_plain()).hash(&mut hasher);
        }
        for (list, elements) in &draft.parts {
            let cells = elements.values().flatten().map(|(field, value)| (field.tag, value.to_plain()));
            (list.tag, cells.collect::<Vec<_>>()).hash(&mut hasher);
        }
        for (special, text, _) in &draft.special {
            (special, text).hash(&mut hasher);
        }
        next = draft.customer.as_deref();
    }
    hasher.finish()
}

/// When a case came in, and which it is.
type Alike = (DateTime<Utc>, Id);

/// The cases of the book and those brought in so far, by what they are known again.
#[derive(Default)]
struct Seen {
    /// Their numbers in this book.
    numbers: AHashMap<String, Id>,
    /// Their numbers elsewhere.
    external: AHashMap<String, Id>,
    /// By customer and subject.
    subjects: AHashMap<(Id, String), Vec<Alike>>,
}

impl Seen {
    fn of(facts: &Facts) -> Self {
        let mut seen = Self::default();
        let table = facts.table(Kind::Case);
        for row in table.present_rows().filter(|row| table.state(*row) != State::Trashed) {
            if let Ok(case) = Case::decode(table.id(row), table.bytes(row)) {
                seen.add(&case);
            }
        }
        seen
    }

    fn add(&mut self, case: &Case) {
        let id = case.meta.id;
        self.numbers.insert(fold(&case.number), id);
        if !case.external_number.is_empty() {
            self.external.insert(fold(&case.external_number), id);
        }
        let alike = self.subjects.entry((case.customer_id, fold(&case.subject))).or_default();
        if alike.iter().all(|(_, there)| *there != id) {
            alike.push((case.received, id));
        }
    }

    /// The case with the same number, there or here.
    fn numbered(&self, case: &Case) -> Option<Id> {
        let by = |map: &AHashMap<String, Id>, number: &str| {
            if number.is_empty() { None } else { map.get(&fold(number)).copied() }
        };
        by(&self.external, &case.external_number)
            .or_else(|| by(&self.numbers, &case.external_number))
            .or_else(|| by(&self.numbers, &case.number))
    }

    /// The case of a row without a number: of the same customer, in the same words, and from the same
    /// moment where the row tells it.
    fn alike(&self, case: &Case, dated: bool) -> Option<Id> {
        let alike = self.subjects.get(&(case.customer_id, fold(&case.subject)))?;
        alike.iter().find(|(received, _)| !dated || *received == case.received).map(|(_, id)| *id)
    }
}
