//! The list of operations, undo and redo.

use super::moment;
use super::written;
use crate::error::ApiError;
use crate::session::{Session, changes};
use crate::types::*;
use regulars_core::book::{Undone, Unwatched};

pub fn list(session: &Session, request: PageRequest) -> Result<OperationPage, ApiError> {
    let (rows, total) = session.book()?.operations(request.offset, request.limit.min(1_000))?;
    let rows = rows
        .into_iter()
        .map(|op| Operation {
            op_id: op.op.to_string(),
            seq: op.seq,
            at: moment(op.at_millis),
            actor: op.actor,
            source: op.source.into(),
            label: op.label.written(),
            records: op.records,
            undone: op.undone,
            is_undo: op.is_undo,
            can_undo: op.can_undo,
        })
        .collect();
    Ok(OperationPage { rows, total })
}

pub fn state(session: &Session, _: Empty) -> Result<UndoState, ApiError> {
    let (undo, redo) = session.book()?.undo_state()?;
    Ok(UndoState { undo: undo.map(|op| op.label.written()), redo: redo.map(|op| op.label.written()) })
}

fn reply(undone: Undone) -> UndoReply {
    UndoReply {
        label: undone.label.written(),
        changed: changes(&undone.changed),
        kept: written(&undone.kept),
    }
}

pub fn undo(session: &Session, request: UndoRequest) -> Result<UndoReply, ApiError> {
    let book = session.book()?;
    let op = request
        .op_id
        .map(|text| text.parse().map_err(|_| ApiError::malformed("This is not an operation.")))
        .transpose()?;
    Ok(reply(book.undo(&session.by(&book), op, &Unwatched)?))
}

pub fn redo(session: &Session, _: Empty) -> Result<UndoReply, ApiError> {
    let book = session.book()?;
    Ok(reply(book.redo(&session.by(&book), &Unwatched)?))
}
