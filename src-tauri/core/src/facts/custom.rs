//! The fields of the owner's own in the read model.

use super::load::Done;
use super::{Facts, Field, field};
use crate::custom_fields::CustomFields;
use crate::entity::{FieldDef, Kind};

impl Facts {
    /// Any field of a kind by name: stored, computed or the owner's own.
    pub fn field(&self, kind: Kind, name: &str) -> Option<Field> {
        field(kind, name).or_else(|| self.custom.find(kind, name).map(Field::Stored))
    }

    /// Every stored field of a kind: the declared ones, then the owner's own.
    pub fn fields(&self, kind: Kind) -> impl Iterator<Item = &'static FieldDef> + '_ {
        self.custom.all(kind)
    }

    /// Reads which fields there are.
    pub(super) fn read_custom(&mut self) {
        self.custom = CustomFields::of_table(self.table(Kind::CustomField));
    }

    /// After definitions have changed: texts and orders that are made of the fields of a
    /// kind are made anew.
    pub(super) fn refresh_custom(&mut self) {
        let before = self.custom.clone();
        self.read_custom();
        for kind in Kind::ALL {
            if before.same(&self.custom, kind) {
                continue;
            }
            self.search_all(kind, &mut Done::untold());
            let orders = self.table_mut(kind).orders.get_mut().unwrap_or_else(|e| e.into_inner());
            orders.retain(|name, _| field(kind, name).is_some());
        }
    }
}
