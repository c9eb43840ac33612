//! What the sales of a file ask for later. Whose till writes a file every evening wants to forget nobody; what a
//! history of ten years had asked for long ago would only bury what is due now.

use super::{FollowUp, latest, service};
use crate::book::Tx;
use crate::entity::Kind;
use crate::facts::text::fold;
use crate::products::Product;
use crate::sales::Sale;
use crate::{Id, Result};
use ahash::{AHashMap, AHashSet};
use chrono::NaiveDate;

/// Plans for all sales that came in together what is due today or later; how many that are. A
/// later purchase of a product ends the reminder of the one before, in whatever order they came.
pub(crate) fn plan(tx: &mut Tx<'_>, sales: &[Id]) -> Result<u64> {
    let today = tx.today();
    let there = there(tx);
    // Most sales of a history ask for nothing that is still to come; that is told by their products alone.
    let mut longest: AHashMap<Id, Option<i64>> = AHashMap::new();
    let mut seen: AHashSet<Id> = AHashSet::new();
    let (mut planned, mut bought): (Vec<Id>, Vec<(Id, Product)>) = (Vec::new(), Vec::new());
    for id in sales.iter().filter(|id| seen.insert(**id)) {
        let sale: Sale = tx.get(*id)?;
        let mut months = None;
        for product in sale.lines.iter().filter_map(|line| line.product_id) {
            let own = match longest.get(&product) {
                Some(own) => *own,
                None => *longest.entry(product).or_insert(service::longest(tx, product)?),
            };
            months = months.max(own);
        }
        if months.is_none_or(|months| service::later(sale.date, months) < today) {
            continue;
        }
        let Some(customer) = service::whose(tx, &sale) else { continue };
        let products = service::sold(tx, &sale)?;
        let new = service::ask(tx, &sale, (customer, &products), |due, subject| {
            due >= today && !there.contains(&(customer, due, fold(subject)))
        })?;
        if !new.is_empty() {
            planned.extend(new);
            bought.extend(service::of(customer, products));
        }
    }
    latest::settle(tx, &bought)?;
    let open = |id: &&Id| tx.get::<FollowUp>(**id).is_ok_and(|task| task.meta.trashed_at.is_none());
    Ok(planned.iter().filter(open).count() as u64)
}

/// What a list of follow-ups has brought before its sales came, in the trash too: for whom, when and what.
fn there(tx: &Tx<'_>) -> AHashSet<(Id, NaiveDate, String)> {
    let facts = tx.facts();
    let table = facts.table(Kind::FollowUp);
    let of_no_sale =
        table.present_rows().filter(|row| table.typed::<Option<Id>>(*row, FollowUp::SALE).is_none());
    let tasks = of_no_sale.filter_map(|row| facts.get::<FollowUp>(table.id(row)).ok());
    tasks.filter_map(|task| Some((task.customer_id?, task.due_date, fold(&task.subject)))).collect()
}
