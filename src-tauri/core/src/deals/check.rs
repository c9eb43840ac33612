//! The rules of a deal.

use super::{Deal, Outcome, Stage, StageMove, stages};
use crate::book::Tx;
use crate::custom_fields::CustomFields;
use crate::entity::{AnyRecord, FieldDef, Kind, Value, said};
use crate::{Error, Result, Sentence, say};
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

/// Puts a new deal into the first stage, keeps the log of its way, works out what
/// follows from its stage, and asks for what the stage needs.
pub fn check(deal: &mut Deal, tx: &Tx<'_>) -> Result<()> {
    let all = stages::of(&tx.facts().settings());
    if deal.stage.is_empty() {
        deal.stage = all.first().map(|stage| stage.key.clone()).unwrap_or_default();
    }
    let before = tx.get::<Deal>(deal.meta.id).ok();
    let stage = stages::meant(&all, &deal.stage, before.as_ref().map(|before| before.stage.as_str()))?;
    deal.stage.clone_from(&stage.key);
    if deal.amount < 0 {
        return Err(Error::invalid("deal", "amount", say!("A deal cannot be worth less than nothing.")));
    }
    if deal.probability.is_some_and(|p| p < Decimal::ZERO || p > Decimal::ONE_HUNDRED) {
        return Err(Error::invalid(
            "deal",
            "probability",
            say!("A probability is a percentage between 0 and 100."),
        ));
    }
    if let Some(before) = &before {
        forget(deal, before, stage.outcome);
    }
    if before.as_ref().is_none_or(|before| before.stage != deal.stage) {
        ask_for(&tx.facts().custom, deal, stage)?;
        enter(deal, before.map(|before| before.stage).unwrap_or_default(), tx);
    }
    if deal.status != stage.outcome {
        deal.status = stage.outcome;
        deal.closed_on = (stage.outcome != Outcome::Open).then(|| tx.today());
    }
    Ok(())
}

/// Takes out of a deal that goes on why it was won or lost, and to whom, unless that is said anew: what comes
/// of it now has a reason of its own. Its history keeps the old one.
fn forget(deal: &mut Deal, before: &Deal, now: Outcome) {
    if before.status == now || before.status == Outcome::Open {
        return;
    }
    if deal.reason == before.reason {
        deal.reason.clear();
    }
    // Somebody else who wants to sell it to them may still want to when it was ours already.
    if before.status == Outcome::Lost && deal.competitor == before.competitor {
        deal.competitor.clear();
    }
}

/// What a stage needs must be there when a deal enters it.
fn ask_for(custom: &CustomFields, deal: &Deal, stage: &Stage) -> Result<()> {
    let record: &dyn AnyRecord = deal;
    let missing = |field: &&'static FieldDef| {
        let value = record.value(field);
        value.is_empty() || value == Value::Int(0)
    };
    let fields: Vec<&'static FieldDef> =
        (stage.required.iter()).filter_map(|name| custom.field(Kind::Deal, name)).filter(missing).collect();
    let Some(first) = fields.first() else { return Ok(()) };
    let names = fields.iter().map(|field| said::field(field));
    let list = names.reduce(|list, name| say!("{}, {}", list, name)).unwrap_or_else(|| Sentence::plain(""));
    Err(Error::invalid("deal", first.name, say!("To enter “{}”, a deal needs: {}.", stage.name, list)))
}

fn enter(deal: &mut Deal, from: String, tx: &Tx<'_>) {
    // A deal of a file or the demo shop brings its own history.
    if from.is_empty() && !deal.stage_log.is_empty() && deal.stage_since != DateTime::<Utc>::default() {
        return;
    }
    let at = DateTime::from_timestamp_millis(tx.now().timestamp_millis()).unwrap_or_else(|| tx.now());
    deal.stage_since = at;
    deal.stage_log.push(StageMove { from, to: deal.stage.clone(), at });
}
