//! Variants of products, and categories.

use super::id;
use crate::error::ApiError;
use crate::session::{Session, changes};
use crate::types::*;
use regulars_core::book::{Outcome, Tx};
use regulars_core::entity::Kind;
use regulars_core::products::{ProductOption, categories, variants};
use regulars_core::{Error, Sentence, say};

pub fn make_variants(session: &Session, request: VariantsRequest) -> Result<VariantsReply, ApiError> {
    let book = session.book()?;
    let product = id(&request.id, Kind::Product)?;
    let options: Vec<ProductOption> = request
        .options
        .into_iter()
        .map(|option| ProductOption { name: option.name, values: option.values.join("; ") })
        .collect();
    let label = say!("Variants of {}", book.facts().title_of(Kind::Product, product).unwrap_or_default());
    let outcome = book.transact(&session.by(&book), &label, |tx| variants::make(tx, product, &options))?;
    Ok(VariantsReply {
        ids: outcome.value.iter().map(ToString::to_string).collect(),
        changed: changes(&outcome.changed),
        undo_label: label.written(),
        op_id: outcome.op.map(|op| op.to_string()),
    })
}

pub fn list(session: &Session, _: Empty) -> Result<CategoryList, ApiError> {
    let book = session.book()?;
    let found = categories::list(&book.facts());
    let categories = found
        .into_iter()
        .map(|one| Category { name: one.name, products: one.products, all: one.all })
        .collect();
    Ok(CategoryList { categories })
}

fn write<R>(
    session: &Session,
    label: Sentence,
    work: impl FnOnce(&mut Tx<'_>) -> Result<R, Error>,
) -> Result<Written, ApiError> {
    let book = session.book()?;
    let outcome: Outcome<R> = book.transact(&session.by(&book), &label, work)?;
    let op_id = outcome.op.map(|op| op.to_string());
    Ok(Written { changed: changes(&outcome.changed), undo_label: label.written(), op_id })
}

pub fn create(session: &Session, request: CategoryRequest) -> Result<Written, ApiError> {
    write(session, say!("Category “{}”", request.name), |tx| categories::create(tx, &request.name))
}

pub fn rename(session: &Session, request: CategoryMoveRequest) -> Result<Written, ApiError> {
    let label = say!("Category “{}” is now “{}”", request.from, request.to);
    write(session, label, |tx| categories::rename(tx, &request.from, &request.to))
}

pub fn merge(session: &Session, request: CategoryMoveRequest) -> Result<Written, ApiError> {
    let label = say!("Category “{}” put into “{}”", request.from, request.to);
    write(session, label, |tx| categories::merge(tx, &request.from, &request.to))
}

pub fn delete(session: &Session, request: CategoryRequest) -> Result<Written, ApiError> {
    write(session, say!("Category “{}” removed", request.name), |tx| {
        categories::delete(tx, &request.name)
    })
}
