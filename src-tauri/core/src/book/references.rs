//! What refers to a record: nobody may be left with a reference to nothing, because
//! such a record could not be saved any more.

use super::Tx;
use crate::Id;
use crate::entity::{FieldType, Kind, Value, codec};
use crate::settings::is_internal;
use ahash::AHashSet;

/// Those of the records that a record outside of them refers to, be it in the trash.
/// Each table whose records can refer to one of them is read once.
pub(super) fn referred_to(tx: &Tx<'_>, records: &AHashSet<(Kind, Id)>) -> AHashSet<(Kind, Id)> {
    let mut found = AHashSet::new();
    let kinds: AHashSet<Kind> = records.iter().map(|(kind, _)| *kind).collect();
    // That two customers were told apart keeps neither of them.
    for kind in Kind::ALL.into_iter().filter(|kind| !is_internal(*kind) && *kind != Kind::Distinct) {
        let fields: Vec<_> = (tx.facts().custom.every(kind))
            .filter(|field| field.ref_kind.is_some_and(|to| kinds.contains(&to)))
            .collect();
        let lists: Vec<_> = (kind.def().fields.iter())
            .filter(|field| field.ty == FieldType::Parts)
            .filter(|list| list.part.iter().any(|sub| sub.ref_kind.is_some_and(|to| kinds.contains(&to))))
            .collect();
        if fields.is_empty() && lists.is_empty() {
            continue;
        }
        let table = tx.facts().table(kind);
        for row in table.present_rows() {
            let id = table.id(row);
            if records.contains(&(kind, id)) {
                continue;
            }
            let bytes = match tx.staged(kind, id) {
                Some(None) => continue,
                Some(Some(bytes)) => bytes,
                None => table.bytes(row),
            };
            let mut note = |to: Option<Kind>, value: &Value| {
                if let (Some(to), Value::Id(id)) = (to, value)
                    && records.contains(&(to, *id))
                {
                    found.insert((to, *id));
                }
            };
            for field in &fields {
                note(field.ref_kind, &codec::field_value(bytes, field));
            }
            if kind == Kind::Sale && tx.staged(kind, id).is_none() {
                // The read model has the lines of all sales; decoding a million of them would take seconds.
                let products = tx.facts().table(Kind::Product);
                for line in tx.facts().sales.lines(row).iter().filter(|line| line.product < products.len()) {
                    note(Some(Kind::Product), &Value::Id(products.id(line.product)));
                }
                continue;
            }
            for list in &lists {
                let Value::List(items) = codec::field_value(bytes, list) else { continue };
                for item in &items {
                    let Value::Part(parts) = item else { continue };
                    for (name, value) in parts {
                        let sub = list.part.iter().find(|sub| sub.name == *name);
                        note(sub.and_then(|sub| sub.ref_kind), value);
                    }
                }
            }
        }
    }
    found
}
