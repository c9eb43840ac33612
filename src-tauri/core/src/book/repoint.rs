//! Letting everything that refers to one record refer to another.

use super::Tx;
use crate::custom_fields::CustomFields;
use crate::customers::merge::{current_in, refer_to_others};
use crate::entity::{AnyRecord, FieldDef, FieldType, FieldValue, Kind, Value, codec};
use crate::settings::is_internal;
use crate::{Error, Id, Result, say};
use memchr::memmem;

impl Tx<'_> {
    /// Changes every reference to the record `from` of a kind into one to `to`, also in
    /// what is archived or in the trash; the two records themselves are left alone.
    /// Rules do not run again: an issued invoice is still the same one. Returns how many
    /// records were changed.
    pub fn repoint(&mut self, kind: Kind, from: Id, to: Id) -> Result<usize> {
        // An identity stands in the encoding as it is, so its bytes tell which records name it.
        let finder = memmem::Finder::new(&from.0);
        let mut changed = 0;
        for holder in Kind::ALL.into_iter().filter(|holder| !is_internal(*holder)) {
            let refers = |field: &FieldDef| {
                field.ref_kind == Some(kind) || field.part.iter().any(|sub| sub.ref_kind == Some(kind))
            };
            if !self.facts().custom.every(holder).any(refers) {
                continue;
            }
            let table = self.facts().table(holder);
            for row in table.present_rows() {
                let id = table.id(row);
                if holder == kind && (id == from || id == to) {
                    continue;
                }
                let bytes = match self.staged(holder, id) {
                    Some(None) => continue,
                    Some(Some(bytes)) => bytes,
                    None => table.bytes(row),
                };
                if finder.find(bytes).is_none() {
                    continue;
                }
                let mut record = (holder.def().decode)(id, bytes)?;
                if turn(&mut *record, &self.facts().custom, kind, (from, to))? {
                    self.stage_record(&mut *record);
                    changed += 1;
                }
            }
        }
        Ok(changed)
    }

    /// Lets a record name customers by whom they are now: a form that was open, an old file or an undo may still
    /// name one that was merged since. Says whether it did.
    pub(crate) fn follow_merged(&self, record: &mut dyn AnyRecord) -> Result<bool> {
        let mut named: Vec<Id> = Vec::new();
        let custom = &self.facts().custom;
        for field in custom.every(record.def().kind).filter(|field| field.name != "merged_into") {
            let customers = |sub: &&FieldDef| sub.ref_kind == Some(Kind::Customer);
            let subs: Vec<&str> = field.part.iter().filter(customers).map(|sub| sub.name).collect();
            if field.ref_kind != Some(Kind::Customer) && subs.is_empty() {
                continue;
            }
            match record.value(field) {
                Value::Id(id) => named.push(id),
                Value::List(items) => named.extend(items.iter().flat_map(|item| {
                    match item {
                        Value::Part(parts) => parts
                            .iter()
                            .filter_map(|(name, value)| match value {
                                Value::Id(id) if subs.contains(name) => Some(*id),
                                _ => None,
                            })
                            .collect(),
                        _ => Vec::new(),
                    }
                })),
                _ => {}
            }
        }
        let mut turned = false;
        for id in named {
            let now = current_in(self, id);
            if now != id {
                turned |= turn(record, custom, Kind::Customer, (id, now))?;
            }
        }
        if turned && let Some(customer) = record.as_any_mut().downcast_mut() {
            refer_to_others(custom, customer)?;
        }
        Ok(turned)
    }

    /// One field of a customer as this transaction sees it, without reading the rest.
    pub(crate) fn of_customer<T: FieldValue>(&self, id: Id, tag: u16) -> Option<T> {
        let table = self.facts().table(Kind::Customer);
        match self.staged(Kind::Customer, id) {
            Some(bytes) => bytes.map(|bytes| codec::typed_field(bytes, tag)),
            None => table.present(id).map(|row| table.typed(row, tag)),
        }
    }

    /// Stages a record as it is, without its rules: for what rules have passed before.
    pub(crate) fn stage_record(&mut self, record: &mut dyn AnyRecord) {
        let now = self.now();
        record.meta_mut().updated_at =
            chrono::DateTime::from_timestamp_millis(now.timestamp_millis()).unwrap_or(now);
        self.stage(record.def().kind, record.meta().id, Some(record.encode().into()));
    }
}

/// Turns the references of one record; says whether there were any.
fn turn(record: &mut dyn AnyRecord, custom: &CustomFields, kind: Kind, (from, to): (Id, Id)) -> Result<bool> {
    let mut changed = false;
    for field in custom.every(record.def().kind) {
        let value = record.value(field);
        let turned = match value {
            Value::Id(id) if field.ref_kind == Some(kind) && id == from => Value::Id(to),
            Value::List(items) if field.ty == FieldType::Parts => {
                let mut found = false;
                let mut one = |item: Value| match item {
                    Value::Part(parts) => Value::Part(
                        parts
                            .into_iter()
                            .map(|(name, value)| {
                                (name, turned_part(field, kind, (from, to), name, value, &mut found))
                            })
                            .collect(),
                    ),
                    other => other,
                };
                let there = items.clone();
                let items: Vec<Value> = items.into_iter().map(&mut one).collect();
                if !found {
                    continue;
                }
                Value::List(once(items, &there))
            }
            _ => continue,
        };
        let name = record.def().name;
        record
            .set_value(field, turned)
            .map_err(|why| Error::invalid(name, field.name, say!("This {}.", why)))?;
        changed = true;
    }
    Ok(changed)
}

/// A list of parts without those that only became the same as another one by being turned.
fn once(items: Vec<Value>, there: &[Value]) -> Vec<Value> {
    let mut kept: Vec<Value> = Vec::new();
    for (index, item) in items.into_iter().enumerate() {
        let turned = there.get(index) != Some(&item);
        if !turned || !(kept.contains(&item) || there.contains(&item)) {
            kept.push(item);
        }
    }
    kept
}

fn turned_part(
    list: &FieldDef,
    kind: Kind,
    (from, to): (Id, Id),
    name: &str,
    value: Value,
    found: &mut bool,
) -> Value {
    let refers = list.part.iter().any(|sub| sub.name == name && sub.ref_kind == Some(kind));
    if refers && value == Value::Id(from) {
        *found = true;
        return Value::Id(to);
    }
    value
}
