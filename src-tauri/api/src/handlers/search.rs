//! One search over everything.

use crate::error::ApiError;
use crate::session::Session;
use crate::types::*;
use regulars_core::facts::find::find;

pub fn all(session: &Session, request: SearchRequest) -> Result<SearchReply, ApiError> {
    let book = session.book()?;
    let facts = book.facts();
    let hits = find(&facts, &request.text, request.limit.min(200))
        .into_iter()
        .map(|hit| SearchHit {
            kind: hit.kind.name().into(),
            id: hit.id.to_string(),
            title: hit.title,
            detail: hit.detail,
        })
        .collect();
    Ok(SearchReply { hits })
}
