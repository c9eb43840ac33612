//! What a new record starts with before anything is typed.

use crate::book::Tx;
use crate::cases::Case;
use crate::entity::AnyRecord;
use crate::follow_ups::FollowUp;
use crate::interactions::Interaction;
use crate::payments::{CashEntry, Receipt};
use crate::products::Product;
use crate::sales::Sale;
use crate::sales::rates::Rules;
use crate::stock::StockMovement;

/// Fills a blank record with what the settings and the day suggest. The window and
/// the command line both start from here.
pub fn fill(record: &mut dyn AnyRecord, tx: &Tx<'_>) {
    let settings = tx.facts().settings();
    let today = tx.today();
    let now = tx.now();
    let any = record.as_any_mut();
    if let Some(sale) = any.downcast_mut::<Sale>() {
        sale.date = today;
        sale.prices_include_tax = settings.prices_include_tax;
        Rules::of(&settings).begin(sale);
    } else if let Some(product) = any.downcast_mut::<Product>() {
        product.tax_rate = settings.default_tax_rate;
    } else if let Some(movement) = any.downcast_mut::<StockMovement>() {
        movement.date = today;
    } else if let Some(receipt) = any.downcast_mut::<Receipt>() {
        receipt.date = today;
    } else if let Some(entry) = any.downcast_mut::<CashEntry>() {
        entry.date = today;
    } else if let Some(follow_up) = any.downcast_mut::<FollowUp>() {
        follow_up.due_date = today;
    } else if let Some(interaction) = any.downcast_mut::<Interaction>() {
        interaction.at = now;
    } else if let Some(case) = any.downcast_mut::<Case>() {
        case.received = now;
    }
}
