//! What the sales of a file ask for later. Whose till writes a file every evening wants to forget nobody; of a
//! history of ten years only what comes again and again still matters, once for each customer and product.

use super::came_back::came_back;
use super::kept::Kept;
use super::wishes::{self, Lasting};
use super::{FollowUp, latest, service};
use crate::book::Tx;
use crate::entity::Kind;
use crate::facts::text::fold;
use crate::products::Product;
use crate::sales::{DocumentKind, Sale};
use crate::{Id, Result};
use ahash::{AHashMap, AHashSet};
use chrono::NaiveDate;

/// Plans for all sales that came in together what is due today or later; how many that are. Service whose first day
/// is over comes on its next day, for the last purchase alone. A later purchase of a product ends the reminder of the
/// one before, and what came back asks for nothing, in whatever order they came.
pub(crate) fn plan(tx: &mut Tx<'_>, sales: &[Id]) -> Result<u64> {
    let today = tx.today();
    let there = there(tx);
    // Most sales of a history ask for nothing that is still to come; that is told by their products alone.
    let mut lasting: AHashMap<Id, Lasting> = AHashMap::new();
    let mut seen: AHashSet<Id> = AHashSet::new();
    let (mut asking, mut notes): (Vec<Id>, Vec<Id>) = (Vec::new(), Vec::new());
    for id in sales.iter().filter(|id| seen.insert(**id)) {
        let sale: Sale = tx.get(*id)?;
        if sale.document_kind == DocumentKind::CreditNote {
            notes.push(*id);
            continue;
        }
        let mut last = Lasting::default();
        for product in sale.lines.iter().filter_map(|line| line.product_id) {
            let own = match lasting.get(&product) {
                Some(own) => *own,
                None => *lasting.entry(product).or_insert(wishes::lasting(tx, product)?),
            };
            last = last.or(own);
        }
        if last.asks_on(sale.date, today) && service::whose(tx, &sale).is_some() {
            asking.push(*id);
        }
    }
    let language = tx.facts().settings().language;
    let mut goods = Kept::now(tx);
    let (mut planned, mut bought): (Vec<Id>, Vec<(Id, Product)>) = (Vec::new(), Vec::new());
    for id in &asking {
        let (id, sale): (Id, Sale) = (*id, tx.get(*id)?);
        let Some(customer) = sale.customer_id else { continue };
        let left = goods.left(tx, &sale)?;
        let mut products = service::sold(tx, &sale)?;
        products.retain(|product| left.contains(&product.meta.id));
        for product in products {
            let is_last = || Ok(goods.account(tx, customer)?.latest(product.meta.id) == Some(id));
            let mut asked = wishes::coming(&language, &sale, &product, today, is_last)?;
            asked.retain(|one| !there.contains(&(customer, one.due, fold(&one.subject))));
            if !asked.is_empty() {
                planned.extend(wishes::ask(tx, &sale, (customer, &product), asked)?);
                bought.push((customer, product));
            }
        }
    }
    latest::settle(tx, &bought)?;
    came_back(tx, &[notes, asking].concat())?;
    service::returned(tx)?;
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
