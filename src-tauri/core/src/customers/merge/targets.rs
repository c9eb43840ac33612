//! What stands on lists that name a customer once.

use crate::Id;
use crate::Result;
use crate::book::Tx;
use crate::campaigns::Target;
use crate::customers::Distinct;
use crate::entity::Kind;

/// Where both are on the list of one campaign, one entry stays with what is known of
/// either.
pub(super) fn combine(tx: &mut Tx<'_>, stays: Id, goes: Id) -> Result<()> {
    let facts = tx.facts();
    let table = facts.table(Kind::Target);
    let of = |customer: Id| {
        let rows = table.present_rows().filter(move |row| table.typed::<Id>(*row, 2) == customer);
        rows.map(|row| facts.get::<Target>(table.id(row)))
    };
    let own = of(stays).collect::<Result<Vec<_>>>()?;
    for other in of(goes) {
        let other = other?;
        let Some(target) = own.iter().find(|target| target.campaign_id == other.campaign_id) else {
            continue;
        };
        let mut target: Target = tx.get(target.meta.id)?;
        target.sent_at = earlier(target.sent_at, other.sent_at);
        target.responded_at = earlier(target.responded_at, other.responded_at);
        target.bounced_at = earlier(target.bounced_at, other.bounced_at);
        target.opted_out_at = earlier(target.opted_out_at, other.opted_out_at);
        if target.response.is_empty() {
            target.response.clone_from(&other.response);
        }
        tx.stage_record(&mut target);
        tx.remove(Kind::Target, other.meta.id);
    }
    Ok(())
}

fn earlier<T: Ord>(a: Option<T>, b: Option<T>) -> Option<T> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// What was once told apart and is one now is no pair any more.
pub(super) fn drop_pairs_of_one(tx: &mut Tx<'_>, id: Id) {
    for pair in crate::customers::duplicates::distinct::with(tx.facts(), id) {
        if tx.get::<Distinct>(pair).is_ok_and(|pair| pair.first_id == pair.second_id) {
            tx.remove(Kind::Distinct, pair);
        }
    }
}
