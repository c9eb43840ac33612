//! A view must be one that can be shown.

use super::View;
use crate::book::Tx;
use crate::entity::Kind;
use crate::filter::parse;
use crate::{Error, Result, say};

/// Refuses a view of a kind that does not exist, with a condition that cannot be
/// understood there, or sorted by a field it does not have.
pub fn check(view: &View, tx: &Tx<'_>) -> Result<()> {
    let Some(kind) = Kind::from_name(&view.record_kind) else {
        return Err(Error::invalid(
            "view",
            "record_kind",
            say!("There are no lists of “{}”.", view.record_kind),
        ));
    };
    parse(&view.condition)
        .and_then(|filter| filter.compile(tx.facts(), kind, tx.today()))
        .map_err(|error| Error::invalid("view", "condition", error.sentence()))?;
    for field in &view.sort {
        crate::facts::sort_field(tx.facts(), kind, field.trim_start_matches('-'))
            .map_err(|error| Error::invalid("view", "sort", error.sentence()))?;
    }
    Ok(())
}
