//! Rows of a list in brief: what a blank record of the kind has is left out of each
//! row and said once, because lists answer while somebody types.

use crate::wire::{HERE, LATE, Row, camel, here, late, to_json};
use regulars_core::Id;
use regulars_core::entity::{AnyRecord, FieldDef, Kind};
use regulars_core::facts::{Computed, Facts, computed_fields};
use regulars_core::late::Present;
use serde_json::{Value as Json, json};

/// How the records of one kind are written in brief. Together with [`Brief::blank`]
/// a row says exactly what [`crate::wire::record`] would.
pub(crate) struct Brief<'a> {
    facts: &'a Facts,
    present: Present,
    stored: Vec<(&'static FieldDef, String, Json)>,
    computed: Vec<(&'static Computed, String)>,
}

impl<'a> Brief<'a> {
    pub fn of(facts: &'a Facts, kind: Kind, present: Present) -> Self {
        let blank = (kind.def().blank)(Id::default());
        Self {
            facts,
            present,
            stored: facts
                .fields(kind)
                .map(|field| (field, camel(field.name), to_json(&blank.value(field))))
                .collect(),
            computed: computed_fields(kind).iter().map(|field| (field, camel(field.name))).collect(),
        }
    }

    /// What a row has where it is silent; a computed value is then not there.
    pub fn blank(self) -> Row {
        let computed = self
            .computed
            .into_iter()
            .map(|(_, name)| (name, Json::Null))
            .chain([LATE, HERE].map(|name| (name.into(), Json::Null)));
        self.stored.into_iter().map(|(_, name, value)| (name, value)).chain(computed).collect()
    }

    /// A record with what differs from a blank one.
    pub fn row(&self, record: &dyn AnyRecord) -> Row {
        let mut row = Row::new();
        let id = record.meta().id;
        row.insert("id".into(), json!(id.to_string()));
        for (field, name, blank) in &self.stored {
            let value = to_json(&record.value(field));
            if value != *blank {
                row.insert(name.clone(), value);
            }
        }
        if let Some(number) = self.facts.table(record.def().kind).present(id) {
            for (field, name) in &self.computed {
                let value = to_json(&(field.get)(self.facts, number));
                if !value.is_null() {
                    row.insert(name.clone(), value);
                }
            }
        }
        let late = late(record, self.facts, self.present);
        if !late.is_null() {
            row.insert(LATE.into(), late);
        }
        let here = here(record, self.facts);
        if !here.is_null() {
            row.insert(HERE.into(), here);
        }
        row
    }
}
