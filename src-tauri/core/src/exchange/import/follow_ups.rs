//! Rows that are follow-ups.

use super::customers::Referred;
use super::draft::Draft;
use super::known::Known;
use super::record::{apply, apply_fields};
use super::{Done, Job, OnDuplicate};
use crate::book::Tx;
use crate::entity::{Entity, Kind};
use crate::facts::text::fold;
use crate::facts::{Facts, State};
use crate::follow_ups::FollowUp;
use crate::say;
use crate::{Error, Id, Result};
use ahash::AHashMap;

pub(super) fn run(job: &mut Job<'_>, tx: &mut Tx<'_>) -> Result<()> {
    let mut known = Known::of(tx.facts());
    let mut seen = present(tx.facts());
    job.each_row(|job, line, draft| {
        let outcome = save(job, tx, &mut known, &mut seen, &draft);
        job.note(&[line], outcome)
    })
}

fn save(
    job: &mut Job<'_>,
    tx: &mut Tx<'_>,
    known: &mut Known,
    seen: &mut AHashMap<String, Id>,
    draft: &Draft,
) -> Result<Done> {
    let mut follow_up = FollowUp::default();
    apply(&mut follow_up, draft)?;
    if draft.get("due_date").is_none() {
        return Err(Error::invalid("follow_up", "due_date", say!("Give the day on which it is due.")));
    }
    if follow_up.subject.is_empty() {
        return Err(Error::invalid("follow_up", "subject", say!("Say what is to be done.")));
    }
    let mut customer = Referred::find(known, draft.customer.as_deref())?;
    follow_up.customer_id = customer.known();
    // A customer who is not in the book has no follow-up there either.
    let twin = match customer {
        Referred::New(_) => None,
        Referred::Nobody | Referred::Known(_) => seen.get(&key(&follow_up)).copied(),
    };
    match (twin, job.on_duplicate) {
        (Some(_), OnDuplicate::Skip | OnDuplicate::Fill) => Ok(Done::Skipped),
        (Some(id), OnDuplicate::Update) => {
            let mut old: FollowUp = tx.get(id)?;
            let before = old.clone();
            apply_fields(&mut old, draft)?;
            if old == before {
                return Ok(Done::Skipped);
            }
            tx.save(&mut old)?;
            Ok(Done::Updated)
        }
        _ => {
            tx.attempt(|tx| {
                follow_up.customer_id = customer.stage(tx)?;
                tx.save(&mut follow_up).map(Some)
            })?;
            customer.taken(job, known);
            seen.insert(key(&follow_up), follow_up.meta.id);
            Ok(Done::Created)
        }
    }
}

/// Two follow-ups are one when the same is to be done for the same customer on the
/// same day at the same time.
fn key(f: &FollowUp) -> String {
    let customer = f.customer_id.unwrap_or_default();
    format!("{} {} {customer} {}", f.due_date, f.due_time, fold(&f.subject))
}

fn present(facts: &Facts) -> AHashMap<String, Id> {
    let table = facts.table(Kind::FollowUp);
    table
        .present_rows()
        .filter(|row| table.state(*row) != State::Trashed)
        .filter_map(|row| FollowUp::decode(table.id(row), table.bytes(row)).ok())
        .map(|f| (key(&f), f.meta.id))
        .collect()
}
