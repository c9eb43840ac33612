//! What is particular to sales.

use super::{day, decimal, id, saved};
use crate::error::ApiError;
use crate::session::Session;
use crate::types::*;
use crate::wire;
use regulars_core::Id;
use regulars_core::book::Book;
use regulars_core::entity::{AnyRecord, Entity, FieldValue, Kind, Value};
use regulars_core::facts::Facts;
use regulars_core::late::Present;
use regulars_core::money::{Decimal, Money};
use regulars_core::payments::receive::beyond_limit;
use regulars_core::sales::rates::Rules;
use regulars_core::sales::{Payment, PaymentMethod, Sale, pay as record_payment, totals};
use regulars_core::stock::NegativeStock;
use regulars_core::stock::levels::{Shortage, shortages};
use regulars_core::{Sentence, say};

/// The totals of a sale that is still being typed. Nothing is written.
pub fn preview(session: &Session, request: SaveRequest) -> Result<RecordReply, ApiError> {
    let book = session.book()?;
    let mut sale = typed(&book, &request.id, &request.values)?;
    let facts = book.facts();
    let rules = Rules::of(&facts.settings());
    let stands: Option<Sale> = facts.get(sale.meta.id).ok();
    let before = stands.filter(Sale::counts).map_or(0, |stands| stands.in_book().due);
    totals::compute(&mut sale, &rules)?;
    if totals::turn_credit_note(&mut sale) {
        totals::compute(&mut sale, &rules)?;
    }
    let short = match facts.settings().negative_stock {
        NegativeStock::Allow => Vec::new(),
        NegativeStock::Warn | NegativeStock::Refuse => shortages(&facts, &sale),
    };
    let warnings = warnings(&facts, &sale, before, &short);
    Ok(RecordReply {
        record: wire::record(&sale, &facts, Present::of(&book)),
        titles: wire::titles(&facts, std::iter::once::<&dyn AnyRecord>(&sale)),
        warnings: super::written(&warnings),
        shortages: short.iter().map(shortage).collect(),
    })
}

/// A sale with what was typed, on top of the one in the book or of what a new one starts with.
pub(super) fn typed(book: &Book, stands: &Option<String>, values: &Row) -> Result<Sale, ApiError> {
    let facts = book.facts();
    let mut sale = match stands {
        Some(text) => facts.get(id(text, Kind::Sale)?)?,
        None => {
            let mut sale = Sale::blank(Id::default());
            Rules::of(&facts.settings()).begin(&mut sale);
            sale
        }
    };
    wire::apply(&mut sale, values, &facts)?;
    Ok(sale)
}

fn shortage(short: &Shortage) -> ShortageJson {
    let text = |quantity: Decimal| quantity.normalize().to_string();
    let (wanted, available, takes) = (text(short.wanted), text(short.available), text(short.takes));
    ShortageJson { line: short.line, wanted, available, takes }
}

/// What a document asks for beyond what is there, and beyond what its customer may owe;
/// `before` is what it was due as it stands in the book.
fn warnings(facts: &Facts, sale: &Sale, before: i64, short: &[Shortage]) -> Vec<Sentence> {
    let settings = facts.settings();
    let said = |short: &Shortage| {
        say!(
            "Line {}: of “{}” {} are wanted and {} can be promised.",
            short.line + 1,
            short.name,
            short.wanted.normalize(),
            short.available.normalize()
        )
    };
    let mut warnings: Vec<Sentence> = short.iter().map(said).collect();
    let more = if sale.counts() { sale.in_book().due - before } else { 0 };
    if let Some((limit, over)) =
        sale.customer_id.filter(|_| more > 0).and_then(|id| beyond_limit(facts, id, more))
    {
        let money = |minor| Money::new(minor, settings.currency()).to_decimal();
        let words = say!(
            "With this the customer owes {} more than the credit limit of {}.",
            money(over),
            money(limit)
        );
        warnings.push(words);
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
        exchange_rate: match request.exchange_rate.as_deref() {
            Some(text) => decimal(text, "exchangeRate")?,
            None => Decimal::ZERO,
        },
        receipt_id: None,
    };
    let label = say!("Payment for {}", book.facts().title_of(Kind::Sale, sale).unwrap_or_default());
    let outcome = book.transact(&session.by(&book), &label, |tx| record_payment::pay(tx, sale, payment))?;
    saved(&book, &outcome, Kind::Sale, sale, &label)
}
