//! `list`.

use super::context::Context;
use clap::Args;
use regulars_api::ApiError;
use regulars_core::custom_fields::CustomFields;
use regulars_core::entity::{FieldType, Kind, said};
use regulars_core::facts::{Field, computed_fields, field};
use regulars_core::money::{Currency, Money};
use regulars_core::sales::rates::currency_of_amount;
use serde_json::{Value as Json, json};
use std::path::PathBuf;
use std::process::ExitCode;

/// List the records of a kind.
#[derive(Args)]
pub struct List {
    /// The book's folder.
    book: PathBuf,
    /// customers, products, sales, follow-ups, campaigns or interactions.
    kind: String,
    /// Only those for which this holds, e.g. `city = Berlin and last_sale < today-90d`.
    #[arg(long = "where", value_name = "EXPR")]
    condition: Option<String>,
    /// The fields to sort by, separated by commas; with a minus before it downwards.
    #[arg(long, allow_hyphen_values = true)]
    sort: Option<String>,
    /// Rows at the most.
    #[arg(long, default_value_t = 50)]
    limit: usize,
    /// Rows to skip.
    #[arg(long, default_value_t = 0)]
    offset: usize,
    /// Words to search for.
    #[arg(long)]
    search: Option<String>,
}

impl List {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, ApiError> {
        context.open(&self.book)?;
        let fields: Vec<(&str, bool)> = self.sort.as_deref().map_or_else(Vec::new, |sort| {
            sort.split(',')
                .map(|field| (field.trim().trim_start_matches('-'), field.trim().starts_with('-')))
                .collect()
        });
        let (sort, descending) = fields.first().map_or((None, false), |(field, down)| (Some(*field), *down));
        let then: Vec<Json> = fields
            .iter()
            .skip(1)
            .map(|(field, descending)| json!({ "field": field, "descending": descending }))
            .collect();
        let mut rows: Vec<Json> = Vec::new();
        let mut titles = serde_json::Map::new();
        let mut reply;
        loop {
            // The api hands out pages; a longer list is put together from them.
            reply = context.session.call(
                "records.list",
                json!({
                    "kind": self.kind, "where": self.condition, "search": self.search, "sort": sort,
                    "descending": descending, "then": then, "offset": self.offset + rows.len(), "limit": self.limit - rows.len(),
                }),
            )?;
            let page = reply["rows"].as_array().cloned().unwrap_or_default();
            let ended = page.is_empty();
            rows.extend(page);
            // Each page names only what its own rows refer to.
            titles.extend(reply["titles"].as_object().cloned().unwrap_or_default());
            let total = reply["total"].as_u64().unwrap_or_default();
            if ended || rows.len() >= self.limit || (self.offset + rows.len()) as u64 >= total {
                break;
            }
        }
        reply["rows"] = Json::Array(rows);
        reply["titles"] = Json::Object(titles);
        let book = context.session.book()?;
        let (currency, custom) = (book.facts().settings().currency(), book.facts().custom.clone());
        let wall = |text: &str| context.wall(text);
        context.answer(&reply, || {
            let Some(kind) = Kind::from_name(&self.kind) else { return String::new() };
            let total = reply["total"].as_u64().unwrap_or_default();
            let all = context.count(total, said::one(kind.name()), said::many(kind));
            format!("{}\n{} of {all}", table(kind, &reply, (currency, &custom), &wall), count(&reply))
        });
        Ok(ExitCode::SUCCESS)
    }
}

/// Columns wider than this end in an ellipsis.
const WIDEST: usize = 32;

fn count(reply: &Json) -> usize {
    reply["rows"].as_array().map_or(0, Vec::len)
}

fn table(
    kind: Kind,
    reply: &Json,
    (currency, custom): (Currency, &CustomFields),
    wall: &dyn Fn(&str) -> String,
) -> String {
    let rows = reply["rows"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut columns = vec!["number".to_owned()];
    columns.extend(computed_fields(kind).iter().filter(|f| f.listed).map(|f| f.name.to_owned()));
    columns.extend(kind.def().fields.iter().filter(|f| f.listed).map(|f| f.name.to_owned()));
    columns.extend(custom.of(kind).iter().filter(|f| f.listed).map(|f| f.name.to_owned()));
    columns.dedup();
    let mut lines: Vec<Vec<String>> = vec![columns.clone()];
    for row in rows {
        let shown = |name: &String| {
            let name_there = regulars_api::wire::camel(name);
            // What is agreed upon in another zone stands on its day here, as in the window.
            let value = row["here"].get(&name_there).unwrap_or(&row[&name_there]);
            let own = || custom.find(kind, name).map(Field::Stored);
            match (field(kind, name).or_else(own).map(Field::ty), value.as_i64()) {
                // People read major units; `--json` has the minor ones.
                (Some(FieldType::Money), Some(minor)) => {
                    let code = row["currency"].as_str().unwrap_or_default();
                    let own = currency_of_amount(kind, name, code, currency);
                    let amount = Money::new(minor, own).to_decimal().to_string();
                    if own == currency { amount } else { format!("{amount} {}", own.code()) }
                }
                (Some(FieldType::Files), _) => {
                    let names =
                        value.as_array().into_iter().flatten().map(|file| cell(file, &reply["titles"]));
                    names.collect::<Vec<_>>().join(", ")
                }
                (Some(FieldType::Instant), _) => wall(value.as_str().unwrap_or_default()),
                _ => cell(value, &reply["titles"]),
            }
        };
        lines.push(columns.iter().map(shown).collect());
    }
    let empty = |index: usize| lines[1..].iter().all(|line| line[index].is_empty());
    let kept: Vec<usize> = (0..columns.len()).filter(|i| !empty(*i)).collect();
    let width = |index: usize| lines.iter().map(|l| l[index].chars().count()).max().unwrap_or(0).min(WIDEST);
    let out: Vec<String> = lines
        .iter()
        .map(|line| {
            let cells: Vec<String> =
                kept.iter().map(|i| format!("{:<w$}", shorten(&line[*i]), w = width(*i))).collect();
            cells.join("  ").trim_end().to_owned()
        })
        .collect();
    out.join("\n")
}

fn shorten(text: &str) -> String {
    if text.chars().count() <= WIDEST {
        return text.to_owned();
    }
    text.chars().take(WIDEST - 1).chain(['…']).collect()
}

fn cell(value: &Json, titles: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::String(text) => titles[text].as_str().unwrap_or(text).replace(['\n', '\r'], " "),
        Json::Array(items) => items.iter().take(1).map(|v| cell(v, titles)).collect(),
        Json::Object(map) => {
            let wanted = ["number", "address", "street", "city", "description", "name"];
            wanted
                .iter()
                .filter_map(|k| map.get(*k))
                .map(|v| cell(v, titles))
                .filter(|t| !t.is_empty())
                .take(2)
                .collect::<Vec<_>>()
                .join(" ")
        }
        other => other.to_string(),
    }
}
