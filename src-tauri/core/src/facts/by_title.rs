//! Sorting by what records refer to: by what that is called, which may change while the record that refers to it
//! stays as it is.

use super::{Facts, Field, Touched};
use crate::entity::{Kind, Value};

impl Facts {
    /// [`Facts::comparable`] as lists are sorted by it: a reference by the title of what it leads to.
    pub(super) fn sorted_by(&self, kind: Kind, row: u32, field: Field) -> Value {
        match (self.comparable(kind, row, field), field.ref_kind()) {
            (Value::Id(id), Some(to)) => Value::Text(self.title_of(to, id).unwrap_or_default()),
            (value, _) => value,
        }
    }

    /// Orders by references to kinds of which a record changed are made anew when somebody looks at them.
    pub(super) fn forget_orders_by(&mut self, touched: &Touched) {
        for kind in Kind::ALL {
            let leads = |name: &str| {
                let to = self.field(kind, name).and_then(Field::ref_kind);
                to.is_some_and(|to| touched.rows.iter().any(|(changed, _)| *changed == to))
            };
            let orders = self.table(kind).orders.lock().unwrap_or_else(|e| e.into_inner());
            let stale: Vec<&'static str> = orders.keys().copied().filter(|name| leads(name)).collect();
            drop(orders);
            let orders = self.table_mut(kind).orders.get_mut().unwrap_or_else(|e| e.into_inner());
            stale.into_iter().for_each(|name| drop(orders.remove(name)));
        }
    }
}
