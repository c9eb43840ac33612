//! Records as JSON objects and back, driven by their declarations. Names are
//! camelCase on the wire; decimals are texts, money is whole minor units.

use crate::error::ApiError;
use regulars_core::Id;
use regulars_core::entity::{AnyRecord, FieldDef, FieldType, Kind, Value};
use regulars_core::facts::{Facts, computed_fields};
use regulars_core::follow_ups::FollowUp;
use regulars_core::late::{Present, late_field};
use regulars_core::{Sentence, say};
use serde_json::{Map, Value as Json, json};

/// A record (or part) as a JSON object.
pub type Row = Map<String, Json>;

/// `first_name` → `firstName`.
pub fn camel(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut upper = false;
    for c in name.chars() {
        if c == '_' {
            upper = true;
        } else if upper {
            out.extend(c.to_uppercase());
            upper = false;
        } else {
            out.push(c);
        }
    }
    out
}

/// [`camel`] for each step of a path such as `lines.0.unit_price`.
pub fn camel_path(path: &str) -> String {
    path.split('.').map(camel).collect::<Vec<_>>().join(".")
}

/// `firstName` → `first_name`.
pub fn snake(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    for c in name.chars() {
        if c.is_ascii_uppercase() {
            out.push('_');
            out.push(c.to_ascii_lowercase());
        } else {
            out.push(c);
        }
    }
    out
}

/// A value as JSON.
pub fn to_json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(yes) => json!(yes),
        Value::Int(n) => json!(n),
        Value::List(items) => Json::Array(items.iter().map(to_json).collect()),
        Value::Part(fields) => {
            Json::Object(fields.iter().map(|(name, v)| (camel(name), to_json(v))).collect())
        }
        other => Json::String(other.to_plain()),
    }
}

/// JSON as a value of this field; the sentence in the error completes "*field* …".
pub fn from_json(json: &Json, field: &FieldDef) -> Result<Value, Sentence> {
    Ok(match json {
        Json::Null => Value::Null,
        Json::Bool(yes) => Value::Bool(*yes),
        Json::Number(n) => match n.as_i64() {
            Some(n) => Value::Int(n),
            // A fraction is taken as it was written, not as the nearest binary number.
            None => Value::Decimal(n.to_string().parse().map_err(|_| say!("must be a smaller number"))?),
        },
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(items) => {
            Value::List(items.iter().map(|item| from_json(item, field)).collect::<Result<_, _>>()?)
        }
        Json::Object(map) => {
            let mut parts = Vec::new();
            for (name, value) in map {
                if let Some(sub) = field.part.iter().find(|f| camel(f.name) == *name).filter(|f| !f.read_only)
                {
                    parts.push((sub.name, from_json(value, sub)?));
                }
            }
            Value::Part(parts)
        }
    })
}

/// A record as an object: its identity, its fields, those of every record, the
/// computed ones when `facts` holds it, and which of its days is late.
pub fn record(record: &dyn AnyRecord, facts: &Facts, present: Present) -> Row {
    let def = record.def();
    let mut row = Row::new();
    row.insert("id".into(), json!(record.meta().id.to_string()));
    for field in facts.fields(def.kind) {
        row.insert(camel(field.name), to_json(&record.value(field)));
    }
    if let Some(number) = facts.table(def.kind).present(record.meta().id) {
        for field in computed_fields(def.kind) {
            row.insert(camel(field.name), to_json(&(field.get)(facts, number)));
        }
    }
    row.insert(LATE.into(), late(record, facts, present));
    row.insert(HERE.into(), here(record, facts));
    row
}

/// Under which name it is said what of a record reads otherwise on the owner's wall.
pub(crate) const HERE: &str = "here";

/// The day and the time of what is agreed upon in another zone, as the owner's wall has them.
pub(crate) fn here(record: &dyn AnyRecord, facts: &Facts) -> Json {
    let due = record.as_any().downcast_ref::<FollowUp>().and_then(|task| task.due_elsewhere(facts.zone()));
    due.map_or(Json::Null, |(day, time)| json!({ "dueDate": day.to_string(), "dueTime": time }))
}

/// Under which name it is said which field of a record is late.
pub(crate) const LATE: &str = "late";

/// The name of the field that says by when something should have happened that has not.
pub(crate) fn late(record: &dyn AnyRecord, facts: &Facts, present: Present) -> Json {
    late_field(record, facts, present).map_or(Json::Null, |name| Json::String(camel(name)))
}

/// Puts the given values into a record of a book. Fields that only rules may set are
/// skipped; unknown names are refused.
pub fn apply(record: &mut dyn AnyRecord, values: &Row, facts: &Facts) -> Result<(), ApiError> {
    let def = record.def();
    for (name, json) in values {
        let wanted = snake(name);
        if wanted == "id"
            || wanted == LATE
            || wanted == HERE
            || computed_fields(def.kind).iter().any(|f| f.name == wanted)
        {
            continue;
        }
        let field = facts.custom.field(def.kind, &wanted).ok_or_else(|| {
            ApiError::malformed(format!("There is no field {name} of the kind {}.", def.name))
        })?;
        if field.read_only {
            continue;
        }
        let invalid = |why: Sentence| ApiError {
            code: "invalid",
            message: say!("This {}.", why),
            field: Some(camel(field.name)),
        };
        let value = from_json(json, field).map_err(&invalid)?;
        record.set_value(field, value).map_err(&invalid)?;
    }
    Ok(())
}

/// The titles of everything the rows refer to.
pub fn titles<'a>(facts: &Facts, records: impl Iterator<Item = &'a dyn AnyRecord>) -> Map<String, Json> {
    let mut titles = Map::new();
    for record in records {
        for field in facts.fields(record.def().kind) {
            let value = record.value(field);
            match (&value, field.ref_kind) {
                (Value::Id(id), Some(kind)) => add_title(facts, kind, *id, &mut titles),
                (Value::List(items), _) if field.ty == FieldType::Parts => {
                    for item in items {
                        let Value::Part(parts) = item else { continue };
                        for sub in field.part {
                            if let (Some(kind), Some((_, Value::Id(id)))) =
                                (sub.ref_kind, parts.iter().find(|(name, _)| *name == sub.name))
                            {
                                add_title(facts, kind, *id, &mut titles);
                            }
                        }
                    }
                }
                _ => {}
            }
        }
    }
    titles
}

fn add_title(facts: &Facts, kind: Kind, id: Id, titles: &mut Map<String, Json>) {
    if let Some(title) = facts.title_of(kind, id) {
        titles.insert(id.to_string(), json!(title));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_over_and_come_back() {
        for kind in Kind::ALL {
            for field in kind.def().all_fields() {
                assert_eq!(
                    snake(&camel(field.name)),
                    field.name,
                    "the window must be able to save what it was shown"
                );
            }
        }
        assert_eq!(camel_path("lines.0.unit_price"), "lines.0.unitPrice");
    }
}
