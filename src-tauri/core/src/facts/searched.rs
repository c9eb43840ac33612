//! The search text of a record, read straight from its bytes.

use super::text::{digits, fold_into};
use crate::custom_fields::CustomFields;
use crate::entity::{FieldDef, FieldType, Format, Kind, codec};

/// The folded texts of the searched fields, separated by spaces; numbers with
/// more than four digits also without what stands between the digits.
pub fn text(custom: &CustomFields, kind: Kind, record: &[u8]) -> String {
    let mut out = String::new();
    if record.is_empty() {
        return out;
    }
    for field in custom.all(kind).filter(|f| f.searched) {
        let Some(raw) = codec::raw_field(record, field.tag) else { continue };
        match field.ty {
            FieldType::Parts => {
                for item in codec::list_items(raw) {
                    for sub in field.part.iter().filter(|f| f.searched) {
                        if let Some(raw) = codec::raw_part_field(item, sub.tag) {
                            push(&mut out, sub, raw);
                        }
                    }
                }
            }
            FieldType::Tags => codec::list_items(raw).for_each(|item| push(&mut out, field, item)),
            _ => push(&mut out, field, raw),
        }
    }
    out
}

fn push(out: &mut String, field: &FieldDef, raw: &[u8]) {
    let Ok(text) = std::str::from_utf8(raw) else { return };
    if !out.is_empty() {
        out.push(' ');
    }
    fold_into(text, out);
    if matches!(field.name, "number" | "e164") || field.format == Format::Phone {
        let bare = digits(text);
        if bare.len() > 4 && bare.len() < text.len() {
            out.push(' ');
            out.push_str(&bare);
        }
    }
}
