//! The rules of the settings.

use super::Settings;
use crate::book::Tx;
use crate::entity::Kind;
use crate::{Error, Result};
use iso_currency::Currency;

/// The currency must exist, and stays once there are sales: their amounts are in it.
pub fn check(settings: &mut Settings, tx: &Tx<'_>) -> Result<()> {
    settings.currency = settings.currency.to_uppercase();
    settings.country = settings.country.to_uppercase();
    let Some(currency) = Currency::from_code(&settings.currency) else {
        return Err(Error::invalid(
            "settings",
            "currency",
            "Use the three letters of a currency, such as EUR, USD or CHF.",
        ));
    };
    let facts = tx.facts();
    if facts.table(Kind::Sale).present_rows().next().is_some() && facts.settings().currency() != currency {
        return Err(Error::invalid(
            "settings",
            "currency",
            format!(
                "The book already has sales in {}, so its currency can no longer change.",
                facts.settings().currency
            ),
        ));
    }
    crate::products::check::tax_rate("settings", "default_tax_rate", settings.default_tax_rate)
}
