//! The rules of a stock movement.

use super::{MovementReason, NegativeStock, StockMovement};
use crate::book::Tx;
use crate::entity::Kind;
use crate::{Error, Id, Result, say};
use rust_decimal::Decimal;

/// Refuses a movement of nothing, a transfer to nowhere, and, when the settings want it so,
/// one that leaves less than nothing.
pub fn check(movement: &mut StockMovement, tx: &Tx<'_>, is_new: bool) -> Result<()> {
    let refuse = |field: &str, message| Err(Error::invalid("stock_movement", field, message));
    movement.location = movement.location.trim().to_owned();
    movement.to_location = movement.to_location.trim().to_owned();
    if movement.quantity.is_zero() {
        return refuse("quantity", say!("Say how many came, or with a minus how many went."));
    }
    let transfer = movement.reason == MovementReason::Transfer;
    if transfer && (movement.quantity.is_sign_negative() || movement.to_location == movement.location) {
        return refuse(
            "to_location",
            say!("A transfer takes a number of things to another place. Say which."),
        );
    }
    if movement.unit_cost.is_some_and(|cost| cost.is_sign_negative() && !cost.is_zero()) {
        return refuse("unit_cost", say!("A cost cannot be below zero."));
    }
    let leaving = if transfer { movement.quantity } else { -movement.quantity };
    if is_new && leaving > Decimal::ZERO {
        refuse_shortage(tx, movement.product_id, &movement.location, leaving)?;
    }
    Ok(())
}

/// Refuses to let go of more than there is, when the settings want it so.
pub(super) fn refuse_shortage(tx: &Tx<'_>, product: Id, location: &str, leaving: Decimal) -> Result<()> {
    let facts = tx.facts();
    if facts.settings().negative_stock != NegativeStock::Refuse {
        return Ok(());
    }
    let there = facts
        .table(Kind::Product)
        .row(product)
        .map_or(Decimal::ZERO, |row| facts.stock.product(row).at(location));
    if there < leaving {
        return Err(Error::invalid(
            "stock_movement",
            "quantity",
            say!(
                "Only {} of “{}” are in stock. Enter what came in, or allow negative stock in the settings.",
                there.normalize(),
                facts.title_of(Kind::Product, product).unwrap_or_default()
            ),
        ));
    }
    Ok(())
}
