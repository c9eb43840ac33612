//! The rules of a product.

use super::Product;
use crate::say;
use crate::{Error, Result};
use rust_decimal::Decimal;

/// Refuses a price below zero, an impossible tax rate, and a picture that is none. The name
/// of the category is tidied, and a product that is sold as its variants has no stock itself.
pub fn check(product: &mut Product) -> Result<()> {
    product.category = super::categories::tidy(&product.category);
    product.track_stock &= product.options.is_empty();
    if product.price.is_sign_negative() && !product.price.is_zero() {
        return Err(Error::invalid("product", "price", say!("A price cannot be below zero.")));
    }
    if product.image.len() > 1 || product.image.iter().any(|file| !file.is_printable_picture()) {
        return Err(Error::invalid(
            "product",
            "image",
            say!("The picture of a product must be one picture, as a PNG or JPEG file."),
        ));
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
