//! Making one of two customers, and taking them apart again.

use super::{id, saved};
use crate::error::ApiError;
use crate::session::{Session, changes};
use crate::types::*;
use crate::wire;
use regulars_core::customers::Customer;
use regulars_core::customers::merge::{self, Take};
use regulars_core::entity::Kind;
use regulars_core::{Id, say};

fn pair(request: &MergeRequest) -> Result<(Id, Id), ApiError> {
    Ok((id(&request.staying, Kind::Customer)?, id(&request.going, Kind::Customer)?))
}

pub fn preview(session: &Session, request: MergeRequest) -> Result<MergePreview, ApiError> {
    let book = session.book()?;
    let (staying, going) = pair(&request)?;
    let facts = book.facts();
    let (a, b): (Customer, Customer) = (facts.get(staying)?, facts.get(going)?);
    let fields = merge::beside(&facts.custom, &a, &b).into_iter().map(|beside| MergeField {
        field: wire::camel(beside.field.name),
        staying: wire::to_json(&beside.staying),
        going: wire::to_json(&beside.going),
        take: beside.take.word().into(),
        both: beside.both,
    });
    let fields = fields.collect();
    drop(facts);
    let moves = book.rehearse(&session.by(&book), |tx| tx.repoint(Kind::Customer, going, staying))?;
    Ok(MergePreview { fields, moves })
}

pub fn merge(session: &Session, request: MergeRequest) -> Result<Saved, ApiError> {
    let book = session.book()?;
    let (staying, going) = pair(&request)?;
    let mut takes = Vec::new();
    for (field, word) in &request.take {
        let take = Take::from_word(word)
            .ok_or_else(|| ApiError::invalid(field, say!("“{}” is none of: staying, going, both.", word)))?;
        takes.push((wire::snake(field), take));
    }
    let takes: Vec<(&str, Take)> = takes.iter().map(|(field, take)| (field.as_str(), *take)).collect();
    let title = |id| book.facts().title_of(Kind::Customer, id).unwrap_or_default();
    let label = say!("Merged {} into {}", title(going), title(staying));
    let outcome = book.transact(&session.by(&book), &label, |tx| merge::merge(tx, staying, going, &takes))?;
    saved(&book, &outcome, Kind::Customer, staying, &label)
}

pub fn unmerge(session: &Session, request: IdRequest) -> Result<UndoReply, ApiError> {
    let book = session.book()?;
    let done = book.unmerge(&session.by(&book), id(&request.id, Kind::Customer)?)?;
    Ok(UndoReply {
        label: done.label.written(),
        changed: changes(&done.changed),
        kept: done.kept.iter().map(|sentence| sentence.written()).collect(),
    })
}
