//! What is particular to sales.

use super::{day, id, saved};
use crate::error::ApiError;
use crate::session::Session;
use crate::types::*;
use crate::wire;
use regulars_core::Id;
use regulars_core::entity::{AnyRecord, Entity, FieldValue, Kind, Value};
use regulars_core::sales::{Payment, PaymentMethod, Sale, pay as record_payment, totals};
use regulars_core::say;

/// The totals of a sale that is still being typed. Nothing is written.
pub fn preview(session: &Session, request: SaveRequest) -> Result<RecordReply, ApiError> {
    let book = session.book()?;
    let facts = book.facts();
    let mut sale = match &request.id {
        Some(text) => facts.get(id(text, Kind::Sale)?)?,
        None => Sale::blank(Id::default()),
    };
    wire::apply(&mut sale, &request.values)?;
    let currency = facts.settings().currency();
    totals::compute(&mut sale, currency)?;
    if totals::turn_credit_note(&mut sale) {
        totals::compute(&mut sale, currency)?;
    }
    Ok(RecordReply {
        record: wire::record(&sale, &facts),
        titles: wire::titles(&facts, std::iter::once::<&dyn AnyRecord>(&sale)),
    })
}

pub fn pay(session: &Session, request: PayRequest) -> Result<Saved, ApiError> {
    let book = session.book()?;
    let sale = id(&request.id, Kind::Sale)?;
    let method = PaymentMethod::from_value(Value::Text(request.method.clone())).map_err(|why| ApiError {
        code: "invalid",
        message: say!("The method {}.", why),
        field: Some("method".into()),
    })?;
    let payment = Payment {
        date: day(&request.date, "date")?,
        method,
        amount: request.amount,
        reference: request.reference,
    };
    let label = say!("Payment for {}", book.facts().title_of(Kind::Sale, sale).unwrap_or_default());
    let outcome = book.transact(&session.by(&book), &label, |tx| record_payment::pay(tx, sale, payment))?;
    saved(&book, &outcome, Kind::Sale, sale, &label)
}
