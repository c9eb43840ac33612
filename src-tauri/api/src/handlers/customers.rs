//! What is particular to customers.

use super::id;
use crate::error::ApiError;
use crate::session::Session;
use crate::types::*;
use regulars_core::customers::timeline::timeline as read;
use regulars_core::entity::Kind;

pub fn timeline(session: &Session, request: PageOfRequest) -> Result<Timeline, ApiError> {
    let book = session.book()?;
    let (items, total) =
        read(&book.facts(), id(&request.id, Kind::Customer)?, request.offset, request.limit.min(1_000))?;
    let items = items
        .into_iter()
        .map(|item| TimelineItem {
            kind: item.kind.name().into(),
            id: item.id.to_string(),
            at: item.at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            title: item.title,
            detail: item.detail,
            amount: item.amount,
            done: item.done,
        })
        .collect();
    Ok(Timeline { total, items })
}
