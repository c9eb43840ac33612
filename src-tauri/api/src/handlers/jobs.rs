//! Jobs: a look, and a stop.

use crate::error::ApiError;
use crate::session::Session;
use crate::types::*;

pub fn get(session: &Session, request: IdRequest) -> Result<JobState, ApiError> {
    session.job(&request.id)
}

pub fn cancel(session: &Session, request: IdRequest) -> Result<Empty, ApiError> {
    session.cancel(&request.id);
    Ok(Empty {})
}
