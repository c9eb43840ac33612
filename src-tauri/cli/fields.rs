//! `field`: fields of the owner's own.

use super::context::Context;
use clap::{Args, Subcommand};
use regulars_api::ApiError;
use regulars_core::{Sentence, say};
use serde_json::{Value as Json, json};
use std::path::PathBuf;
use std::process::ExitCode;

/// Show, add or remove fields of your own.
#[derive(Args)]
pub struct Field {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Show them with how many records have a value in each.
    List {
        /// The book's folder.
        book: PathBuf,
    },
    /// Add one.
    Add {
        /// The book's folder.
        book: PathBuf,
        /// Of which records: customer, product, sale, follow_up, interaction, deal, case, campaign or staff.
        kind: String,
        /// What it is called.
        label: String,
        /// text, long_text, number, money, date, choice, yes_no, phone, email, link, tags, time, file, relation, quantity, percent or address.
        #[arg(long = "type", default_value = "text")]
        field_type: String,
        /// The words of a choice, separated by commas or semicolons.
        #[arg(long)]
        options: Option<String>,
        /// The kind of record that a relation leads to: customer, product, deal, case, sale, campaign or staff.
        #[arg(long, value_name = "KIND")]
        refers_to: Option<String>,
        /// What a quantity is counted in, such as kg.
        #[arg(long)]
        unit: Option<String>,
        /// It must be filled in when a record is typed.
        #[arg(long)]
        required: bool,
    },
    /// Hide one; its values stay and come back with it.
    Remove {
        /// The book's folder.
        book: PathBuf,
        /// Its name, as `list` shows it.
        name: String,
    },
}

fn text(value: &Json, name: &str) -> String {
    value[name].as_str().unwrap_or_default().to_owned()
}

impl Field {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, ApiError> {
        match self.verb {
            Verb::List { book } => {
                context.open(&book)?;
                let reply = context.session.call("fields.list", json!({}))?;
                context.answer(&reply, || {
                    let fields = reply["fields"].as_array().map(Vec::as_slice).unwrap_or_default();
                    let line = |field: &Json| {
                        let hidden = if field["removed"] == true { "  (removed)" } else { "" };
                        let cells = ["kind", "name", "label", "fieldType", "refersTo", "unit"]
                            .map(|name| text(field, name));
                        let cells: Vec<String> = cells.into_iter().filter(|cell| !cell.is_empty()).collect();
                        let used = field["used"].as_u64().unwrap_or_default();
                        let used = context.count(used, say!("value"), say!("values"));
                        format!("{}  {used}{hidden}", cells.join("  "))
                    };
                    fields.iter().map(line).collect::<Vec<_>>().join("\n")
                });
            }
            Verb::Add { book, kind, label, field_type, options, refers_to, unit, required } => {
                context.open(&book)?;
                let words = options.as_deref().unwrap_or_default().split([',', ';']).map(str::trim);
                let options: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
                let values = json!({
                    "recordKind": kind, "label": label, "fieldType": field_type, "options": options,
                    "refersTo": refers_to.unwrap_or_default(), "unit": unit.unwrap_or_default(), "required": required, "shownInLists": true,
                });
                let reply = context
                    .session
                    .call("records.save", json!({ "kind": "custom_field", "values": values }))?;
                context.answer(&reply, || {
                    let slug = text(&reply["record"], "slug");
                    let made = reply["record"]["options"].as_array().map(Vec::as_slice).unwrap_or_default();
                    let made: Vec<&str> = made.iter().filter_map(Json::as_str).collect();
                    let made = if made.is_empty() {
                        String::new()
                    } else {
                        format!(" It can be: {}.", made.join(", "))
                    };
                    format!("“{label}” is custom_{slug} in files and conditions.{made}")
                });
            }
            Verb::Remove { book, name } => {
                context.open(&book)?;
                let known = context.session.call("fields.list", json!({}))?;
                let fields = known["fields"].as_array().map(Vec::as_slice).unwrap_or_default();
                let named = |field: &&Json| {
                    let slug = regulars_api::wire::snake(&text(field, "name"));
                    // `list` says the name as windows and files of other programs have it.
                    let typed = regulars_api::wire::snake(&name);
                    field["removed"] == false && (slug == typed || text(field, "label") == name)
                };
                let found: Vec<&Json> = fields.iter().filter(named).collect();
                let [field] = found[..] else {
                    let message = format!("There is not one field “{name}”. `field list` shows them.");
                    return Err(ApiError { code: "invalid", message: Sentence::plain(message), field: None });
                };
                let reply = context.session.call("fields.remove", json!({ "id": field["id"] }))?;
                context.answer(&reply, || text(&reply, "sentence"));
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
