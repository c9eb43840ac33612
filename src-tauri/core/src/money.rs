//! Money: integer minor units of an ISO 4217 currency, never a float.
//! Prices, quantities and rates are [`Decimal`]; they become money in one place,
//! [`round_minor`], so that the rounding rule is written once.

pub use iso_currency::Currency;
pub use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy;
use rust_decimal::prelude::ToPrimitive;

/// The rounding rule in words, for the documents that print it.
pub const ROUNDING_RULE: &str =
    "Amounts are rounded per line to the smallest unit of the currency, halves away from zero.";

/// The largest amount in minor units that crosses the boundary to the window
/// exactly (2^53 − 1, JavaScript's largest safe integer).
pub const MAX_MINOR: i64 = (1 << 53) - 1;

/// An amount of a currency. `minor` counts its smallest units (cents, yen, fils).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    /// The amount in minor units; negative for credits and refunds.
    pub minor: i64,
    /// The currency the minor units belong to.
    pub currency: Currency,
}

impl Money {
    /// An amount from minor units.
    pub fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// The amount in major units with exactly the currency's decimals.
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.minor, digits(self.currency))
    }
}

/// Decimal places of a currency (2 for EUR, 0 for JPY, 3 for KWD).
pub fn digits(currency: Currency) -> u32 {
    currency.exponent().unwrap_or(2).into()
}

/// So many percent of an amount, rounded by the house rule; the bound where it would leave
/// the range of [`MAX_MINOR`].
pub fn share(minor: i64, percent: Decimal) -> i64 {
    let part = Decimal::from(minor).checked_mul(percent).map(|n| n / Decimal::ONE_HUNDRED);
    part.map(|n| n.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero))
        .and_then(|n| n.to_i64())
        .unwrap_or(MAX_MINOR)
        .clamp(-MAX_MINOR, MAX_MINOR)
}

/// Major units to minor units by the house rule: half away from zero.
/// `None` when the amount leaves the range of [`MAX_MINOR`].
pub fn round_minor(major: Decimal, currency: Currency) -> Option<i64> {
    let places = digits(currency);
    let scaled = major
        .round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
        .checked_mul(Decimal::from(10_i64.pow(places)))?;
    scaled.to_i64().filter(|minor| minor.abs() <= MAX_MINOR)
}

/// A number of minor units to whole ones by the house rule. `None` beyond [`MAX_MINOR`].
pub fn round_half_away(minor: Decimal) -> Option<i64> {
    let whole = minor.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero).to_i64()?;
    (whole.abs() <= MAX_MINOR).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_round_away_from_zero_in_every_currency() {
        let cases = [
            ("0.335", Currency::EUR, 34),
            ("-0.335", Currency::EUR, -34),
            ("0.334999", Currency::EUR, 33),
            ("12.5", Currency::JPY, 13),
            ("1.0005", Currency::KWD, 1001),
        ];
        for (text, currency, expected) in cases {
            let major: Decimal = text.parse().expect("a decimal");
            assert_eq!(round_minor(major, currency), Some(expected), "{text} {currency:?}");
        }
    }

    #[test]
    fn an_amount_the_window_could_not_show_exactly_is_refused() {
        assert_eq!(round_minor(Decimal::from(MAX_MINOR), Currency::EUR), None);
        assert_eq!(round_minor(Decimal::MAX, Currency::EUR), None);
    }
}
