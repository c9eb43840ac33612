//! The rules of a case.

use super::{Case, CaseStatus};
use crate::book::Tx;
use crate::entity::Kind;
use crate::{Error, Result, say};
use chrono::{DateTime, Datelike, Utc};

/// Gives a new case its number, keeps the times of its end with its status, and refuses
/// an end without a word on how it was settled.
pub fn check(case: &mut Case, tx: &mut Tx<'_>) -> Result<()> {
    let wrong = |field: &str, message| Err(Error::invalid("case", field, message));
    if case.received == DateTime::<Utc>::default() {
        case.received = now(tx);
    }
    if case.respond_by.is_some_and(|by| by < case.received) {
        return wrong("respond_by", say!("An answer cannot be promised for before it came in."));
    }
    if case.resolve_by.is_some_and(|by| by < case.received) {
        return wrong("resolve_by", say!("It cannot be promised to be settled before it came in."));
    }
    if case.refunded < 0 {
        return wrong("refunded", say!("Nobody gets back less than nothing."));
    }
    if case.satisfaction.is_some_and(|points| !(1..=5).contains(&points)) {
        return wrong("satisfaction", say!("Satisfaction is a number from 1 (not at all) to 5 (entirely)."));
    }
    if case.status.is_done() && case.resolution.trim().is_empty() {
        return wrong("resolution", say!("Say in a sentence how it was settled."));
    }
    let at = now(tx);
    match case.status {
        CaseStatus::New | CaseStatus::Open | CaseStatus::Waiting => {
            (case.resolved_at, case.closed_at) = (None, None);
        }
        CaseStatus::Resolved => {
            case.resolved_at.get_or_insert(at);
            case.closed_at = None;
        }
        CaseStatus::Closed => {
            case.resolved_at.get_or_insert(at);
            case.closed_at.get_or_insert(at);
        }
    }
    if case.number.is_empty() {
        let year = case.received.with_timezone(&tx.zone()).year();
        let prefix = tx.facts().prefixes().case;
        case.number = tx.next_number(Kind::Case, &format!("{prefix}-{year}"), 4)?;
    }
    Ok(())
}

/// The present moment as records keep it.
fn now(tx: &Tx<'_>) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(tx.now().timestamp_millis()).unwrap_or_else(|| tx.now())
}
