//! What is particular to campaigns.

use super::{day, id, ids, saved};
use crate::error::ApiError;
use crate::session::Session;
use crate::types::*;
use regulars_core::campaigns::{mark as marks, targets as lists};
use regulars_core::entity::{FieldValue, Kind, Value};
use regulars_core::late::Present;
use regulars_core::say;
use regulars_core::{Error, Id};

fn title(session: &Session, id: Id) -> Result<String, ApiError> {
    Ok(session.book()?.facts().title_of(Kind::Campaign, id).unwrap_or_default())
}

pub fn freeze(session: &Session, request: IdRequest) -> Result<Saved, ApiError> {
    let book = session.book()?;
    let campaign = id(&request.id, Kind::Campaign)?;
    let label = say!("Target list of {}", title(session, campaign)?);
    let outcome = book.transact(&session.by(&book), &label, |tx| lists::freeze(tx, campaign))?;
    let (_, left) = outcome.value;
    let left = LeftOut { refused: left.refused, without: left.without };
    Ok(Saved { left_out: Some(left), ..saved(&book, &outcome, Kind::Campaign, campaign, &label)? })
}

pub fn targets(session: &Session, request: PageOfRequest) -> Result<Page, ApiError> {
    let book = session.book()?;
    let facts = book.facts();
    let campaign = id(&request.id, Kind::Campaign)?;
    let row = facts
        .table(Kind::Campaign)
        .present(campaign)
        .ok_or(ApiError::from(Error::NotFound { kind: "campaign", id: campaign }))?;
    let rows = facts.campaigns.targets(row);
    let page: Vec<u32> = rows.iter().copied().skip(request.offset).take(request.limit.min(1_000)).collect();
    super::records::page(&facts, Kind::Target, &page, rows.len(), Present::of(&book))
}

pub fn mark(session: &Session, request: MarkRequest) -> Result<Saved, ApiError> {
    let book = session.book()?;
    let campaign = id(&request.id, Kind::Campaign)?;
    let customers = ids(&request.customer_ids, Kind::Customer)?;
    let on = day(&request.on, "on")?;
    let event = marks::TargetEvent::from_value(Value::Text(request.event.clone()))
        .map_err(|why| ApiError::invalid("event", say!("What happened {}.", why)))?;
    let label = say!("{}: {}", title(session, campaign)?, marks::said(event));
    let outcome = book.transact(&session.by(&book), &label, |tx| {
        marks::mark(tx, campaign, &customers, event, on, &request.response)
    })?;
    saved(&book, &outcome, Kind::Campaign, campaign, &label)
}
