//! What is particular to sales.

use super::{day, id, saved};
use crate::error::ApiError;
use crate::session::Session;
use crate::types::*;
use crate::wire;
use regulars_core::Id;
use regulars_core::entity::{AnyRecord, Entity, FieldValue, Kind, Value};
use regulars_core::facts::Facts;
use regulars_core::money::Money;
use regulars_core::payments::receive::beyond_limit;
use regulars_core::sales::rates::Rules;
use regulars_core::sales::{Payment, PaymentMethod, Sale, pay as record_payment, totals};
use regulars_core::stock::NegativeStock;
use regulars_core::stock::levels::shortages;
use regulars_core::{Sentence, say};

/// The totals of a sale that is still being typed. Nothing is written.
pub fn preview(session: &Session, request: SaveRequest) -> Result<RecordReply, ApiError> {
    let book = session.book()?;
    let facts = book.facts();
    let rules = Rules::of(&facts.settings());
    let mut sale = match &request.id {
        Some(text) => facts.get(id(text, Kind::Sale)?)?,
        None => Sale::blank(Id::default()),
    };
    if request.id.is_none() {
        rules.begin(&mut sale);
    }
    let before = if sale.counts() { sale.in_book().due } else { 0 };
    wire::apply(&mut sale, &request.values, &facts)?;
    totals::compute(&mut sale, &rules)?;
    if totals::turn_credit_note(&mut sale) {
        totals::compute(&mut sale, &rules)?;
    }
    Ok(RecordReply {
        record: wire::record(&sale, &facts),
        titles: wire::titles(&facts, std::iter::once::<&dyn AnyRecord>(&sale)),
        warnings: super::written(&warnings(&facts, &sale, before)),
    })
}

/// What a document asks for beyond what is there, and beyond what its customer may owe;
/// `before` is what it was due as it stands in the book.
fn warnings(facts: &Facts, sale: &Sale, before: i64) -> Vec<Sentence> {
    let settings = facts.settings();
    let mut warnings = Vec::new();
    if settings.negative_stock != NegativeStock::Allow {
        warnings.extend(shortages(facts, sale).into_iter().map(|short| {
            say!(
                "Of “{}” {} are wanted and {} can be promised.",
                short.name,
                short.wanted.normalize(),
                short.available.normalize()
            )
        }));
    }
    let more = if sale.counts() { sale.in_book().due - before } else { 0 };
    if let Some((limit, over)) =
        sale.customer_id.filter(|_| more > 0).and_then(|id| beyond_limit(facts, id, more))
    {
        let money = |minor| Money::new(minor, settings.currency()).to_decimal();
        warnings.push(say!(
            "With this the customer owes {} more than the credit limit of {}.",
            money(over),
            money(limit)
        ));
    }
    warnings
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
        receipt_id: None,
    };
    let label = say!("Payment for {}", book.facts().title_of(Kind::Sale, sale).unwrap_or_default());
    let outcome = book.transact(&session.by(&book), &label, |tx| record_payment::pay(tx, sale, payment))?;
    saved(&book, &outcome, Kind::Sale, sale, &label)
}
