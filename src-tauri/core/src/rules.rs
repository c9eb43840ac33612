//! Which rules of the business a record must pass before it is staged. Each
//! concept keeps its own beside its declaration; this is the table of them.

use crate::Result;
use crate::book::Tx;
use crate::campaigns::Campaign;
use crate::customers::Customer;
use crate::deals::Deal;
use crate::entity::{AnyRecord, Entity};
use crate::follow_ups::FollowUp;
use crate::interactions::Interaction;
use crate::products::Product;
use crate::sales::Sale;
use crate::settings::Settings;
use crate::tracks::Track;
use crate::views::View;

/// Fills in what follows from other fields (numbers, totals, international phone
/// numbers) and refuses what cannot be.
pub(crate) fn check(record: &mut dyn AnyRecord, tx: &mut Tx<'_>, is_new: bool) -> Result<()> {
    if let Some(customer) = typed::<Customer>(record) {
        return crate::customers::check::check(customer, tx, is_new);
    }
    if let Some(sale) = typed::<Sale>(record) {
        return crate::sales::check::check(sale, tx, is_new);
    }
    if let Some(product) = typed::<Product>(record) {
        return crate::products::check::check(product);
    }
    if let Some(follow_up) = typed::<FollowUp>(record) {
        return crate::follow_ups::check::check(follow_up, tx);
    }
    if let Some(interaction) = typed::<Interaction>(record) {
        return crate::tracks::hear(interaction, tx, is_new);
    }
    if let Some(campaign) = typed::<Campaign>(record) {
        return crate::campaigns::check::check(campaign, tx);
    }
    if let Some(view) = typed::<View>(record) {
        return crate::views::check::check(view, tx);
    }
    if let Some(deal) = typed::<Deal>(record) {
        return crate::deals::check::check(deal, tx);
    }
    if let Some(track) = typed::<Track>(record) {
        return crate::tracks::check(track);
    }
    if let Some(settings) = typed::<Settings>(record) {
        return crate::settings::check::check(settings, tx);
    }
    Ok(())
}

/// Refuses what nobody may type although a file may bring it in, after the record
/// was saved in this transaction: so its totals are known, and nothing is kept.
pub fn check_typed(record: &mut dyn AnyRecord, tx: &Tx<'_>) -> Result<()> {
    if let Some(sale) = typed::<Sale>(record) {
        let before: Option<Sale> = tx.facts().get(sale.meta.id).ok();
        return crate::sales::pay::check_typed(sale, before.as_ref());
    }
    Ok(())
}

fn typed<E: Entity>(record: &mut dyn AnyRecord) -> Option<&mut E> {
    record.as_any_mut().downcast_mut()
}
