//! What is particular to follow-ups.

use super::{compile, day, id, ids, saved};
use crate::error::ApiError;
use crate::session::{Session, changes};
use crate::types::*;
use chrono::NaiveDate;
use regulars_core::customers::Channel;
use regulars_core::entity::{FieldValue, Kind, Value};
use regulars_core::follow_ups::coming::coming;
use regulars_core::follow_ups::complete as finish;
use regulars_core::follow_ups::each;
use regulars_core::follow_ups::facts::clock_of;
use regulars_core::say;

pub fn complete(session: &Session, request: CompleteRequest) -> Result<Saved, ApiError> {
    let book = session.book()?;
    let follow_up = id(&request.id, Kind::FollowUp)?;
    let label = say!("Done: {}", book.facts().title_of(Kind::FollowUp, follow_up).unwrap_or_default());
    let next_on = request.next_on.as_deref().filter(|text| !text.is_empty());
    let next_on = next_on.map(|text| day(text, "next_on")).transpose()?;
    let subject = request.next_subject.unwrap_or_default();
    let outcome = book.transact(&session.by(&book), &label, |tx| {
        let (done, next) = finish::complete(tx, follow_up, &request.outcome)?;
        match next_on {
            Some(due) => finish::plan_after(tx, &done, &subject, due).map(Some),
            None => Ok(next),
        }
    })?;
    let next = outcome.value.map(|id| id.to_string());
    Ok(Saved { next, ..saved(&book, &outcome, Kind::FollowUp, follow_up, &label)? })
}

pub fn postpone(session: &Session, request: PostponeRequest) -> Result<Saved, ApiError> {
    let book = session.book()?;
    let follow_up = id(&request.id, Kind::FollowUp)?;
    let due = day(&request.due_date, "due_date")?;
    let label = say!("Postponed {}", book.facts().title_of(Kind::FollowUp, follow_up).unwrap_or_default());
    let outcome = book.transact(&session.by(&book), &label, |tx| finish::postpone(tx, follow_up, due))?;
    saved(&book, &outcome, Kind::FollowUp, follow_up, &label)
}

/// Where series go on, for the calendar.
pub fn occurrences(session: &Session, request: OccurrencesRequest) -> Result<OccurrenceList, ApiError> {
    let book = session.book()?;
    let (from, to) = super::span(&request.from, &request.to)?;
    let found = coming(&book, from, to);
    let facts = book.facts();
    let table = facts.table(Kind::FollowUp);
    let told = found.into_iter().map(|one| {
        let customer = facts.follow_ups.get(one.row).customer;
        let named = customer != u32::MAX;
        Occurrence {
            follow_up_id: table.id(one.row).to_string(),
            subject: facts.title(Kind::FollowUp, one.row),
            customer: if named { facts.title(Kind::Customer, customer) } else { String::new() },
            day: NaiveDate::from_num_days_from_ce_opt(one.day).unwrap_or(from).to_string(),
            time: clock_of(one.minute),
        }
    });
    Ok(OccurrenceList { occurrences: told.collect() })
}

pub fn plan_each(session: &Session, request: PlanEachRequest) -> Result<PlannedEach, ApiError> {
    let book = session.book()?;
    let customers = match &request.customer_ids {
        Some(texts) => ids(texts, Kind::Customer)?,
        None => {
            let filter = super::records::filter(request.r#where.as_deref(), None)?;
            let filter = filter.map(|f| compile(&book, Kind::Customer, &f)).transpose()?;
            let facts = book.facts();
            let rows = facts.select(Kind::Customer, filter.as_ref());
            rows.into_iter().map(|row| facts.table(Kind::Customer).id(row)).collect()
        }
    };
    let channel = match request.channel.as_str() {
        "" => None,
        word => Some(
            Channel::from_value(Value::Text(word.to_owned()))
                .map_err(|why| ApiError::invalid("channel", say!("“{}” {}.", word, why)))?,
        ),
    };
    let plan = each::Plan {
        subject: request.subject,
        due: day(&request.due_date, "due_date")?,
        assignee: request.assignee,
        channel,
        per_day: request.per_day,
    };
    let label = say!("Planned for {} customers: {}", customers.len(), plan.subject.trim());
    let outcome = book.transact(&session.by(&book), &label, |tx| each::plan(tx, &customers, &plan))?;
    Ok(PlannedEach {
        changed: changes(&outcome.changed),
        op_id: outcome.op.map(|op| op.to_string()),
        made: outcome.value.made,
        left_out: outcome.value.left_out,
        last: outcome.value.last.map(|day| day.to_string()),
    })
}
