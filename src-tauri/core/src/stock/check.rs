//! The rules of a stock movement.

use super::{MovementReason, NegativeStock, StockMovement};
use crate::book::Tx;
use crate::entity::{Entity, Kind, codec};
use crate::{Error, Id, Result, say};
use rust_decimal::Decimal;

/// The tag of [`StockMovement::product_id`].
const PRODUCT: u16 = 1;

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
    refuse_shortage(movement, tx, is_new)
}

/// What a movement adds to a place.
fn share(movement: &StockMovement, location: &str) -> Decimal {
    let from = if movement.location == location { movement.quantity } else { Decimal::ZERO };
    match movement.reason {
        MovementReason::Transfer if movement.to_location == location => movement.quantity - from,
        MovementReason::Transfer => -from,
        _ => from,
    }
}

/// How many of a product are at a place, with what this transaction has moved so far.
pub(super) fn at(tx: &Tx<'_>, product: Id, location: &str) -> Decimal {
    let facts = tx.facts();
    let products = facts.table(Kind::Product);
    let kept = products.row(product).map_or(Decimal::ZERO, |row| facts.stock.product(row).at(location));
    let of = |id: Id, bytes: &[u8]| {
        // Reading the product alone is a fraction of reading the whole movement.
        let same = codec::typed_field::<Id>(bytes, PRODUCT) == product;
        let movement = if same { StockMovement::decode(id, bytes).ok() } else { None };
        movement
            .filter(|one| one.meta.trashed_at.is_none())
            .map_or(Decimal::ZERO, |one| share(&one, location))
    };
    let table = facts.table(Kind::StockMovement);
    let moved = tx.written(Kind::StockMovement).map(|(id, after)| {
        let before = table.present(id).map_or(Decimal::ZERO, |row| of(id, table.bytes(row)));
        after.map_or(Decimal::ZERO, |bytes| of(id, bytes)) - before
    });
    kept + moved.sum::<Decimal>()
}

/// Refuses to let go of more than there is, when the settings want it so.
fn refuse_shortage(movement: &StockMovement, tx: &Tx<'_>, is_new: bool) -> Result<()> {
    let facts = tx.facts();
    if facts.settings().negative_stock != NegativeStock::Refuse {
        return Ok(());
    }
    let place = movement.location.as_str();
    let before: Option<StockMovement> = if is_new { None } else { tx.get(movement.meta.id).ok() };
    let before = before.filter(|one| one.product_id == movement.product_id);
    let before = before.map_or(Decimal::ZERO, |one| share(&one, place));
    let there = at(tx, movement.product_id, place) - before;
    let change = share(movement, place);
    // What was too little before may be put right step by step.
    if change < before && there + change < Decimal::ZERO {
        return Err(Error::invalid(
            "stock_movement",
            "quantity",
            say!(
                "Only {} of “{}” are in stock. Enter what came in, or allow negative stock in the settings.",
                there.normalize(),
                facts.title_of(Kind::Product, movement.product_id).unwrap_or_default()
            ),
        ));
    }
    Ok(())
}
