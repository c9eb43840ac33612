//! The rules of a product.

use super::Product;
use crate::say;
use crate::{Error, Result};
use rust_decimal::Decimal;

/// Refuses a price below zero and an impossible tax rate.
pub fn check(product: &Product) -> Result<()> {
    if product.price.is_sign_negative() && !product.price.is_zero() {
        return Err(Error::invalid("product", "price", say!("A price cannot be below zero.")));
    }
    tax_rate("product", "tax_rate", product.tax_rate)
}

/// A tax rate is a percentage between 0 and 100.
pub fn tax_rate(kind: &'static str, field: impl Into<String>, rate: Decimal) -> Result<()> {
    if rate.is_sign_negative() && !rate.is_zero() || rate > Decimal::ONE_HUNDRED {
        return Err(Error::invalid(kind, field, say!("A tax rate is a percentage between 0 and 100.")));
    }
    Ok(())
}
