//! Templates for forms: values with which a form begins, under a name, for everybody who uses
//! the book. A value is kept as an exact file has it, by the same names: `due_time`,
//! `lines[1].description`; so fields of the owner's own can stand in a template too.

use crate::custom_fields::CustomFields;
use crate::entity::{AnyRecord, FieldDef, FieldType, Kind, Value};
use crate::exchange::exact::{self, Cell, carried, carried_part};
use crate::facts::Facts;
use crate::money::digits;
use crate::{Error, Result, entity, part, say};
use std::collections::BTreeMap;

pub(crate) mod check;

part! {
    /// One value of a form.
    pub struct Preset {
        /// Where it goes: `priority`, `lines[1].description`.
        1 field: String {},
        /// What goes there, written as in an exact file.
        2 value: String {},
    }
}

entity! {
    /// Values with which a form begins.
    pub struct FormTemplate : FormTemplate = "form_template" {
        /// What it is called.
        1 name: String { required: true, searched: true, listed: true, section: "template" },
        /// The kind of record whose form it is for, e.g. `follow_up`.
        2 record_kind: String { required: true, listed: true, section: "template" },
        /// Its values.
        3 values: Vec<Preset> { section: "template" },
    }
}

/// Whether a template can say something for a field; what only one record may have is left out.
pub fn can_preset(field: &FieldDef) -> bool {
    carried(field) && !field.read_only && !field.unique
}

/// What a record says in fields that a form can begin with, as a template keeps it.
pub fn presets(facts: &Facts, record: &dyn AnyRecord) -> Vec<Preset> {
    let decimals = digits(facts.settings().currency());
    let mut found = Vec::new();
    for field in facts.fields(record.def().kind).filter(|field| can_preset(field)) {
        let value = record.value(field);
        if value == (field.blank)() || value.is_empty() {
            continue;
        }
        if field.ty != FieldType::Parts {
            let value = exact::text(field, &value, decimals);
            found.push(Preset { field: field.name.to_owned(), value });
            continue;
        }
        let Value::List(items) = value else { continue };
        for (index, item) in items.iter().enumerate() {
            let Value::Part(parts) = item else { continue };
            let kept = parts.iter().filter(|(_, value)| !value.is_empty());
            found.extend(kept.filter_map(|(name, value)| {
                let sub = field.part.iter().find(|sub| sub.name == *name && carried_part(sub))?;
                Some(Preset {
                    field: format!("{}[{}].{}", field.name, index + 1, sub.name),
                    value: exact::text(sub, value, decimals),
                })
            }));
        }
    }
    found
}

impl FormTemplate {
    /// The fields for which it says something.
    pub fn fields(&self, custom: &CustomFields, kind: Kind) -> Vec<&'static FieldDef> {
        let mut found: Vec<&'static FieldDef> = Vec::new();
        for preset in &self.values {
            let field = match Cell::parse(custom, kind, &preset.field) {
                Some(Cell::Field(field) | Cell::Part(field, ..) | Cell::Line(field, _)) => field,
                None => continue,
            };
            if found.iter().all(|known| known.tag != field.tag) {
                found.push(field);
            }
        }
        found
    }

    /// Puts its values into a record of its kind. Values of fields that the book no longer has
    /// are passed over.
    pub fn fill(&self, facts: &Facts, record: &mut dyn AnyRecord) -> Result<()> {
        let kind = record.def().kind;
        let decimals = digits(facts.settings().currency());
        let wrong = |field: &str, why| Error::invalid("form_template", format!("values.{field}"), why);
        let mut lists: BTreeMap<u16, (&'static FieldDef, BTreeMap<usize, Vec<_>>)> = BTreeMap::new();
        for preset in &self.values {
            let Some(cell) = Cell::parse(&facts.custom, kind, &preset.field) else { continue };
            let value = exact::value(cell.field(), &preset.value, decimals)
                .map_err(|why| wrong(&preset.field, why))?;
            match cell {
                Cell::Field(field) => record
                    .set_value(field, value)
                    .map_err(|why| wrong(&preset.field, say!("“{}” {}.", preset.value, why)))?,
                Cell::Part(list, index, sub) => {
                    let (_, elements) = lists.entry(list.tag).or_insert((list, BTreeMap::new()));
                    elements.entry(index).or_default().push((sub.name, value));
                }
                Cell::Line(..) => {}
            }
        }
        for (list, elements) in lists.into_values() {
            let parts = Value::List(elements.into_values().map(Value::Part).collect());
            record.set_value(list, parts).map_err(|why| wrong(list.name, say!("This {}.", why)))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
