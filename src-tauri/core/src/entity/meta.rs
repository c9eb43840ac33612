//! What every record has, whatever its kind.

use super::value::{FieldType, Value};
use super::values::{FieldValue, blank_value, decode_value};
use super::{FieldDef, codec};
use crate::Id;
use crate::attachments::Attachment;
use chrono::{DateTime, Utc};

/// Tags from here on belong to [`Meta`].
pub const FIRST_META_TAG: u16 = 120;

/// Tag of [`Meta::trashed_at`].
pub const TRASHED_AT: u16 = 124;
/// Tag of [`Meta::archived`].
pub const ARCHIVED: u16 = 123;
/// Tag of [`Meta::created_at`].
pub const CREATED_AT: u16 = 120;
/// Tag of [`Meta::attachments`].
pub const ATTACHMENTS: u16 = 127;
/// Tag of [`Meta::tags`].
pub const TAGS: u16 = 125;

/// What every record has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meta {
    /// The record's identity; not part of the encoded fields, it is the key.
    pub id: Id,
    /// When it was first saved.
    pub created_at: DateTime<Utc>,
    /// When it was last saved.
    pub updated_at: DateTime<Utc>,
    /// Who first saved it.
    pub created_by: String,
    /// Out of the way but kept.
    pub archived: bool,
    /// In the trash since then.
    pub trashed_at: Option<DateTime<Utc>>,
    /// Free words.
    pub tags: Vec<String>,
    /// Free text.
    pub notes: String,
    /// Files that belong to it.
    pub attachments: Vec<Attachment>,
    /// The fields that the owner added: their tags, upwards, and their encoded values.
    pub custom: Vec<(u16, Box<[u8]>)>,
}

macro_rules! meta_field {
    ($tag:expr, $name:literal, $ty:ty, { $($opt:ident : $val:expr),* }) => {
        FieldDef {
            $($opt: $val,)*
            ..FieldDef::base($name, $tag, <$ty as FieldValue>::TYPE, &[], <$ty as FieldValue>::PART, <$ty as FieldValue>::OPTIONAL, blank_value::<$ty>, decode_value::<$ty>)
        }
    };
}

/// The declared fields of [`Meta`].
pub static META_FIELDS: &[FieldDef] = &[
    meta_field!(TAGS, "tags", Vec<String>, { searched: true, listed: true }),
    meta_field!(126, "notes", String, { ty: FieldType::LongText, searched: true, personal: true }),
    meta_field!(ATTACHMENTS, "attachments", Vec<Attachment>, { ty: FieldType::Files, importable: false, personal: true }),
    meta_field!(ARCHIVED, "archived", bool, {}),
    meta_field!(TRASHED_AT, "trashed_at", Option<DateTime<Utc>>, { read_only: true, importable: false }),
    meta_field!(CREATED_AT, "created_at", DateTime<Utc>, { read_only: true, importable: false }),
    meta_field!(121, "updated_at", DateTime<Utc>, { read_only: true, importable: false }),
    meta_field!(122, "created_by", String, { read_only: true, importable: false }),
];

impl Meta {
    /// The generic value of a field.
    pub fn get(&self, tag: u16) -> Value {
        match tag {
            CREATED_AT => self.created_at.to_value(),
            121 => self.updated_at.to_value(),
            122 => self.created_by.to_value(),
            ARCHIVED => self.archived.to_value(),
            TRASHED_AT => self.trashed_at.to_value(),
            TAGS => self.tags.to_value(),
            126 => self.notes.to_value(),
            ATTACHMENTS => self.attachments.to_value(),
            _ => Value::Null,
        }
    }

    /// Sets a field; the error completes "*field* …".
    pub fn set(&mut self, tag: u16, value: Value) -> Result<(), crate::Sentence> {
        match tag {
            CREATED_AT => self.created_at = FieldValue::from_value(value)?,
            121 => self.updated_at = FieldValue::from_value(value)?,
            122 => self.created_by = FieldValue::from_value(value)?,
            ARCHIVED => self.archived = FieldValue::from_value(value)?,
            TRASHED_AT => self.trashed_at = FieldValue::from_value(value)?,
            TAGS => {
                self.tags = FieldValue::from_value(value)?;
                let mut seen = Vec::new();
                self.tags.retain(|tag| {
                    let new = !seen.contains(&tag.to_lowercase());
                    seen.push(tag.to_lowercase());
                    new
                });
            }
            126 => self.notes = FieldValue::from_value(value)?,
            ATTACHMENTS => self.attachments = FieldValue::from_value(value)?,
            _ => {}
        }
        Ok(())
    }

    /// Reads one encoded field; tags it does not know are skipped.
    pub fn decode_field(&mut self, tag: u16, bytes: &[u8]) -> Option<()> {
        match tag {
            CREATED_AT => self.created_at = FieldValue::decode(bytes)?,
            121 => self.updated_at = FieldValue::decode(bytes)?,
            122 => self.created_by = FieldValue::decode(bytes)?,
            ARCHIVED => self.archived = FieldValue::decode(bytes)?,
            TRASHED_AT => self.trashed_at = FieldValue::decode(bytes)?,
            TAGS => self.tags = FieldValue::decode(bytes)?,
            126 => self.notes = FieldValue::decode(bytes)?,
            ATTACHMENTS => self.attachments = FieldValue::decode(bytes)?,
            super::FIRST_CUSTOM_TAG.. => self.keep_custom(tag, bytes),
            _ => {}
        }
        Some(())
    }

    /// Appends the encoded fields.
    pub fn encode(&self, scratch: &mut Vec<u8>, out: &mut Vec<u8>) {
        codec::encode_field(CREATED_AT, &self.created_at, scratch, out);
        codec::encode_field(121, &self.updated_at, scratch, out);
        codec::encode_field(122, &self.created_by, scratch, out);
        codec::encode_field(ARCHIVED, &self.archived, scratch, out);
        codec::encode_field(TRASHED_AT, &self.trashed_at, scratch, out);
        codec::encode_field(TAGS, &self.tags, scratch, out);
        codec::encode_field(126, &self.notes, scratch, out);
        codec::encode_field(ATTACHMENTS, &self.attachments, scratch, out);
        self.encode_custom(out);
    }
}
