//! A view must be one that can be shown.

use super::View;
use crate::book::Tx;
use crate::entity::Kind;
use crate::filter::parse;
use crate::{Error, Result, say};

/// Refuses a view of a kind that does not exist, with a condition that cannot be
/// understood there, or sorted by a field it does not have. What was kept before stays, also when a field
/// that it names is gone: a view can be given another name until the field is back.
pub fn check(view: &View, tx: &Tx<'_>) -> Result<()> {
    let Some(kind) = Kind::from_name(&view.record_kind) else {
        return Err(Error::invalid(
            "view",
            "record_kind",
            say!("There are no lists of “{}”.", view.record_kind),
        ));
    };
    let before: Option<View> = tx.get(view.meta.id).ok().filter(|b: &View| b.record_kind == view.record_kind);
    if before.as_ref().is_none_or(|before| before.condition != view.condition) {
        parse(&view.condition)
            .and_then(|filter| filter.compile(tx.facts(), kind, tx.today()))
            .map_err(|error| Error::invalid("view", "condition", error.sentence()))?;
    }
    let sorted = |field: &&String| before.as_ref().is_none_or(|before| !before.sort.contains(*field));
    for field in view.sort.iter().filter(sorted) {
        crate::facts::sort_field(tx.facts(), kind, field.trim_start_matches('-'))
            .map_err(|error| Error::invalid("view", "sort", error.sentence()))?;
    }
    Ok(())
}
