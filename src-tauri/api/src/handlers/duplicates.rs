//! Customers that are in the book twice: looking for them, telling them apart.

use super::id;
use crate::error::ApiError;
use crate::session::{Session, changes};
use crate::types::*;
use crate::wire;
use chrono::{DateTime, Utc};
use regulars_core::Id;
use regulars_core::customers::Customer;
use regulars_core::customers::duplicates::{self as twice, LIKELY, Pair, Prepared, distinct};
use regulars_core::entity::{Entity, Kind};
use regulars_core::facts::Facts;
use regulars_core::facts::find::detail;
use regulars_core::say;
use serde_json::json;

/// Pairs that go over at once.
const PAIRS_SHOWN: usize = 1_000;

pub fn scan(session: &Session, request: ScanRequest) -> Result<JobStarted, ApiError> {
    let book = session.book()?;
    let min_score = request.min_score.unwrap_or(LIKELY).min(100);
    let since: Option<DateTime<Utc>> = match request.since.as_deref().filter(|t| !t.trim().is_empty()) {
        None => None,
        Some(text) => Some(text.trim().parse().map_err(|_| {
            let message = say!("“{}” is not a day and a time.", text);
            ApiError::invalid("since", message)
        })?),
    };
    Ok(session.start(say!("Looking for duplicates"), move |watch| {
        let prepared = Prepared::of(&book.facts())?;
        let prepared = match since {
            Some(moment) => prepared.since(moment),
            None => prepared,
        };
        let found = prepared.scan(min_score, watch)?;
        let facts = book.facts();
        Ok(json!(DuplicateScan {
            customers: found.customers,
            compared: found.compared,
            total: found.pairs.len(),
            pairs: found.pairs.iter().take(PAIRS_SHOWN).map(|pair| shown(&facts, pair)).collect(),
        }))
    }))
}

fn side(facts: &Facts, id: Id) -> DuplicateSide {
    let row = facts.table(Kind::Customer).present(id);
    DuplicateSide {
        id: if id.is_nil() { String::new() } else { id.to_string() },
        title: row.map(|row| facts.title(Kind::Customer, row)).unwrap_or_default(),
        detail: row.map(|row| detail(facts, Kind::Customer, row)).unwrap_or_default(),
    }
}

fn shown(facts: &Facts, pair: &Pair) -> DuplicatePair {
    let reason = |r: &twice::Reason| DuplicateReason {
        code: r.code.into(),
        text: r.sentence().written(),
        points: r.points,
    };
    DuplicatePair {
        a: side(facts, pair.a),
        b: side(facts, pair.b),
        score: pair.score,
        reasons: pair.reasons.iter().map(reason).collect(),
    }
}

pub fn not_the_same(session: &Session, request: PairRequest) -> Result<Written, ApiError> {
    let book = session.book()?;
    let (a, b) = (id(&request.a, Kind::Customer)?, id(&request.b, Kind::Customer)?);
    let title = |id| book.facts().title_of(Kind::Customer, id).unwrap_or_default();
    let label = say!("Not the same: {} and {}", title(a), title(b));
    let outcome = book.transact(&session.by(&book), &label, |tx| distinct::not_the_same(tx, a, b))?;
    Ok(Written {
        changed: changes(&outcome.changed),
        undo_label: label.written(),
        op_id: outcome.op.map(|op| op.to_string()),
    })
}

pub fn similar(session: &Session, request: SimilarRequest) -> Result<SimilarReply, ApiError> {
    let book = session.book()?;
    let facts = book.facts();
    let mut customer = match &request.id {
        Some(text) => facts.get(id(text, Kind::Customer)?)?,
        None => Customer::blank(Id::default()),
    };
    wire::apply(&mut customer, &request.values, &facts)?;
    let limit = if request.limit == 0 { 5 } else { request.limit.min(50) };
    let pairs = twice::similar(&facts, &customer, limit);
    Ok(SimilarReply { pairs: pairs.iter().map(|pair| shown(&facts, pair)).collect() })
}
