//! `save`: a record of any kind is made or changed, field by field.

use super::context::Context;
use super::deals::deal;
use super::history::find;
use super::report::customer;
use clap::Args;
use regulars_api::ApiError;
use regulars_api::wire::camel;
use regulars_core::entity::{FieldDef, Kind};
use regulars_core::{Id, Sentence};
use serde_json::{Map, Value as Json, json};
use std::path::PathBuf;
use std::process::ExitCode;

/// Make a record, or change one.
#[derive(Args)]
pub struct Save {
    /// The book's folder.
    book: PathBuf,
    /// Its kind: customers, deals, follow-ups, staff …
    kind: String,
    /// The record to change: its identity or number; a new one unless given.
    #[arg(long)]
    record: Option<String>,
    /// A field and what goes there, such as `last_name=Berg`, `phones[1].number=030 901820` or
    /// `customer_id=C-00042`; may be given several times.
    #[arg(long = "set", value_name = "FIELD=VALUE", required = true)]
    values: Vec<String>,
}

impl Save {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, ApiError> {
        context.open(&self.book)?;
        let mut values: Map<String, Json> = Map::new();
        for pair in &self.values {
            let Some((path, value)) = pair.split_once('=') else {
                let message = Sentence::plain(format!("“{pair}” in --set is not of the form field=value."));
                return Err(ApiError::invalid("set", message));
            };
            let value = self.named(context, path.trim(), value.trim())?;
            put(&mut values, path.trim(), &value)?;
        }
        let id = self.record.map(|text| find(context, &text)).transpose()?.map(|(_, id)| id);
        let request = json!({ "kind": self.kind.trim(), "id": id, "values": values });
        let reply = context.session.call("records.save", request)?;
        context.answer(&reply, || {
            format!("It is kept as {}.", reply["record"]["id"].as_str().unwrap_or_default())
        });
        Ok(ExitCode::SUCCESS)
    }
}

impl Save {
    /// The identity where a field refers to another record and its number or name is given; other
    /// values as they are.
    fn named(&self, context: &Context, path: &str, value: &str) -> Result<String, ApiError> {
        let Some(kind) = Kind::from_name(self.kind.trim()) else { return Ok(value.to_owned()) };
        let (list, part) = path.split_once('.').map_or((path, None), |(list, part)| (list, Some(part)));
        let name = list.split_once('[').map_or(list, |(name, _)| name);
        let same = |field: &&FieldDef, name: &str| field.name == name || camel(field.name) == name;
        let field = kind.def().fields.iter().find(|field| same(field, name));
        let of = match (field, part) {
            (Some(field), Some(part)) => field.part.iter().find(|sub| same(sub, part)),
            (field, None) => field,
            (None, Some(_)) => None,
        };
        match of.and_then(|field| field.ref_kind) {
            Some(_) if value.is_empty() || value.parse::<Id>().is_ok() => Ok(value.to_owned()),
            Some(Kind::Customer) => customer(context, value),
            Some(Kind::Deal) => deal(context, value),
            Some(_) => Ok(find(context, value)?.1),
            None => Ok(value.to_owned()),
        }
    }
}

/// `phones[2].number` is a field of the second element of a list; so is `phones.number` of the first.
fn put(values: &mut Map<String, Json>, path: &str, value: &str) -> Result<(), ApiError> {
    let text = Json::String(value.to_owned());
    let Some((list, field)) = path.split_once('.') else {
        values.insert(camel(path), text);
        return Ok(());
    };
    let wrong = || {
        let message = Sentence::plain(format!("“{path}” in --set is not of the form list[2].field."));
        ApiError::invalid("set", message)
    };
    let (name, number) = match list.split_once('[') {
        Some((name, number)) => {
            (name, number.strip_suffix(']').and_then(|n| n.parse().ok()).ok_or_else(wrong)?)
        }
        None => (list, 1_usize),
    };
    let index = number.checked_sub(1).filter(|index| *index < 100).ok_or_else(wrong)?;
    let items = values.entry(camel(name)).or_insert_with(|| json!([])).as_array_mut().ok_or_else(wrong)?;
    while items.len() <= index {
        items.push(json!({}));
    }
    items[index][camel(field)] = text;
    Ok(())
}
