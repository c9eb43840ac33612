//! What is particular to follow-ups.

use super::{day, id, saved};
use crate::error::ApiError;
use crate::session::Session;
use crate::types::*;
use regulars_core::entity::Kind;
use regulars_core::follow_ups::complete as finish;
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
    let label = say!("Postpone {}", book.facts().title_of(Kind::FollowUp, follow_up).unwrap_or_default());
    let outcome = book.transact(&session.by(&book), &label, |tx| finish::postpone(tx, follow_up, due))?;
    saved(&book, &outcome, Kind::FollowUp, follow_up, &label)
}
