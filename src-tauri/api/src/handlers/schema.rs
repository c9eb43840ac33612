//! The declarations, for forms, lists and filters.

use crate::error::ApiError;
use crate::session::Session;
use crate::types::Empty;
use crate::wire::camel;
use regulars_core::custom_fields::CustomFields;
use regulars_core::entity::{FieldDef, FieldType, Kind};
use regulars_core::facts::computed_fields;
use serde_json::{Value as Json, json};

pub fn get(session: &Session, _: Empty) -> Result<Json, ApiError> {
    // Without a book there are no fields but those of the program.
    let custom = session.book().map(|book| book.facts().custom.clone()).unwrap_or_default();
    let kinds: Vec<Json> =
        Kind::ALL.into_iter().filter(|k| *k != Kind::Series).map(|kind| kind_spec(&custom, kind)).collect();
    let settings = session.book().map(|book| book.facts().settings()).unwrap_or_default();
    let nouns = json!({ "one": settings.customer_noun, "many": settings.customer_nouns });
    Ok(json!({ "kinds": kinds, "nouns": nouns }))
}

/// A kind's declaration for the wire.
fn kind_spec(custom: &CustomFields, kind: Kind) -> Json {
    let def = kind.def();
    let mut sections: Vec<&str> = Vec::new();
    for field in custom.all(kind) {
        if !sections.contains(&field.section) {
            sections.push(field.section);
        }
    }
    let computed = computed_fields(kind).iter().map(|f| {
        json!({
            "name": camel(f.name), "type": type_name(f.ty), "section": "", "required": false, "readOnly": true,
            "computed": true, "listed": f.listed, "searched": false, "importable": false, "personal": false,
            "choices": [], "refKind": null, "part": [],
        })
    });
    let fields: Vec<Json> = computed.chain(custom.all(kind).map(field_spec)).collect();
    json!({ "kind": def.name, "fields": fields, "sections": sections })
}

fn field_spec(field: &FieldDef) -> Json {
    let mut spec = json!({
        "name": camel(field.name), "type": type_name(field.ty), "section": field.section,
        "required": field.required, "readOnly": field.read_only, "computed": false, "listed": field.listed,
        "searched": field.searched, "importable": field.importable, "personal": field.personal,
        "choices": field.choices, "refKind": field.ref_kind.map(Kind::name),
        "part": field.part.iter().map(field_spec).collect::<Vec<_>>(),
    });
    if let Some((with, choice)) = field.only_with {
        spec["onlyWith"] = json!({ "field": camel(with), "choice": choice });
    }
    if field.ask > 0 {
        spec["ask"] = json!(field.ask);
    }
    if !field.label.is_empty() {
        spec["label"] = json!(field.label);
        spec["format"] = json!(field.format.word());
    }
    if !field.unit.is_empty() {
        spec["unit"] = json!(field.unit);
    }
    spec
}

/// The wire's name of a field type.
pub fn type_name(ty: FieldType) -> &'static str {
    match ty {
        FieldType::Text => "text",
        FieldType::LongText => "longText",
        FieldType::Int => "int",
        FieldType::Decimal => "decimal",
        FieldType::Price => "price",
        FieldType::Percent => "percent",
        FieldType::Money => "money",
        FieldType::Date => "date",
        FieldType::PartialDate => "partialDate",
        FieldType::Time => "time",
        FieldType::Instant => "instant",
        FieldType::Bool => "bool",
        FieldType::Choice => "choice",
        FieldType::Choices => "choices",
        FieldType::Ref => "ref",
        FieldType::Tags => "tags",
        FieldType::Parts => "parts",
        FieldType::Files => "files",
    }
}
