//! What is particular to cases.

use super::{id, saved};
use crate::error::ApiError;
use crate::session::Session;
use crate::types::*;
use regulars_core::book::Tx;
use regulars_core::cases::steps::{self, Resolution};
use regulars_core::entity::Kind;
use regulars_core::{Id, Sentence, say};

pub fn resolve(session: &Session, request: SettleRequest) -> Result<Saved, ApiError> {
    let how = resolution(&request);
    step(session, &request.id, |title| say!("Resolved {}", title), |tx, case| steps::resolve(tx, case, &how))
}

pub fn close(session: &Session, request: SettleRequest) -> Result<Saved, ApiError> {
    let how = resolution(&request);
    step(session, &request.id, |title| say!("Closed {}", title), |tx, case| steps::close(tx, case, &how))
}

pub fn reopen(session: &Session, request: IdRequest) -> Result<Saved, ApiError> {
    step(session, &request.id, |title| say!("Reopened {}", title), steps::reopen)
}

fn resolution(request: &SettleRequest) -> Resolution {
    Resolution {
        text: request.resolution.clone(),
        cause: request.cause.clone().unwrap_or_default(),
        refunded: request.refunded,
    }
}

fn step(
    session: &Session,
    case: &str,
    label: impl Fn(String) -> Sentence,
    work: impl FnOnce(&mut Tx<'_>, Id) -> regulars_core::Result<Id>,
) -> Result<Saved, ApiError> {
    let book = session.book()?;
    let case = id(case, Kind::Case)?;
    let label = label(book.facts().title_of(Kind::Case, case).unwrap_or_default());
    let outcome = book.transact(&session.by(&book), &label, |tx| work(tx, case))?;
    saved(&book, &outcome, Kind::Case, case, &label)
}
