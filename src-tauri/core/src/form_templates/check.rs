//! A template must be one that a form can begin with.

use super::{FormTemplate, can_preset};
use crate::book::Tx;
use crate::entity::Kind;
use crate::exchange::exact::Cell;
use crate::facts::text::fold;
use crate::settings::is_internal;
use crate::{Error, Result, say};

/// Refuses a template of a kind that has no form, without values, with a field that the kind does
/// not have or a value that the field cannot take, and two of one name for one form.
pub fn check(template: &mut FormTemplate, tx: &Tx<'_>) -> Result<()> {
    let wrong = |field: &str, message| Err(Error::invalid("form_template", field, message));
    let Some(kind) = Kind::from_name(&template.record_kind).filter(|kind| !is_internal(*kind)) else {
        return wrong("record_kind", say!("There are no lists of “{}”.", template.record_kind));
    };
    kind.name().clone_into(&mut template.record_kind);
    template.values.retain(|preset| !preset.field.is_empty() && !preset.value.is_empty());
    if template.values.is_empty() {
        return wrong("values", say!("A template needs at least one value with which the form begins."));
    }
    let custom = &tx.facts().custom;
    for preset in &template.values {
        let field = match Cell::parse(custom, kind, &preset.field) {
            Some(Cell::Field(field) | Cell::Part(field, ..)) => Some(field),
            Some(Cell::Line(..)) | None => None,
        };
        // A field that was removed may come back; only what never was one is refused.
        let known =
            tx.get::<FormTemplate>(template.meta.id).is_ok_and(|before| before.values.contains(preset));
        if !known && field.is_none_or(|field| !can_preset(field)) {
            return wrong("values", say!("“{}” is no field with which a form can begin.", preset.field));
        }
    }
    let mut blank = (kind.def().blank)(crate::Id::default());
    template.fill(tx.facts(), &mut *blank)?;
    let same = |other: &FormTemplate| {
        other.meta.id != template.meta.id
            && other.meta.trashed_at.is_none()
            && other.record_kind == template.record_kind
            && fold(&other.name) == fold(&template.name)
    };
    if tx.all::<FormTemplate>().iter().any(same) {
        return wrong("name", say!("There is a template “{}” for this form already.", template.name));
    }
    Ok(())
}
