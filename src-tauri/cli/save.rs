//! `save`: a record of any kind is made or changed, field by field.

use super::context::{Context, absolute};
use super::history::find;
use super::{report, sale};
use clap::Args;
use regulars_api::ApiError;
use regulars_api::wire::{camel, snake};
use regulars_core::Sentence;
use regulars_core::entity::said::no_field;
use regulars_core::entity::{FieldDef, FieldType, Kind};
use regulars_core::exchange::csv::number;
use regulars_core::exchange::import::related::Related;
use regulars_core::money::{Currency, digits, round_minor};
use regulars_core::sales::rates::currency_of_amount;
use regulars_core::say;
use serde_json::{Map, Value as Json, json};
use std::path::{Path, PathBuf};
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
    /// A field and what goes there, such as `last_name=Berg` or `phones[1].number=030 901820`; may be given
    /// several times. Amounts are in major units (`credit_limit=250.00`), another record is named by its
    /// number, code, identity or name, and files by their paths with semicolons between them (one that has a semicolon
    /// itself in quotes).
    #[arg(long = "set", value_name = "FIELD=VALUE", required = true)]
    values: Vec<String>,
}

impl Save {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, ApiError> {
        context.open(&self.book)?;
        let values = values(context, &self.kind, &self.values, self.record.as_deref())?;
        let id = self.record.map(|text| find(context, &text)).transpose()?.map(|(_, id)| id);
        let request = json!({ "kind": self.kind.trim(), "id": id, "values": values });
        let reply =
            context.session.call("records.save", request).map_err(|error| as_typed(error, &self.values))?;
        context.answer(&reply, || {
            format!("It is kept as {}.", reply["record"]["id"].as_str().unwrap_or_default())
        });
        Ok(ExitCode::SUCCESS)
    }
}

/// What was typed as `field=value` of a kind of record, as the wire has it. `record` is the one that is changed.
pub(super) fn values(
    context: &Context,
    kind: &str,
    pairs: &[String],
    record: Option<&str>,
) -> Result<Map<String, Json>, ApiError> {
    let mut values: Map<String, Json> = Map::new();
    let typed = Typed::of(context, kind, pairs, record)?;
    for pair in pairs {
        let Some((path, value)) = pair.split_once('=') else {
            let message = Sentence::plain(format!("“{pair}” in --set is not of the form field=value."));
            return Err(ApiError::invalid("set", message));
        };
        let path = path.trim();
        typed.put(&mut values, path, value.trim()).map_err(|error| named(error, path))?;
    }
    no_gaps(&values)?;
    Ok(values)
}

/// A refusal that names its field: a sentence such as “This must not be empty.” says nothing where no form
/// stands beside it.
fn named(error: ApiError, field: &str) -> ApiError {
    // What is wrong with the way it is typed names it already.
    if error.code != "invalid" || error.field.as_deref() == Some("set") {
        return error;
    }
    ApiError { message: say!("{}: {}", field, error.message), ..error }
}

/// Refuses a list in which nothing was said of an element: it would vanish, and with it the number of those after it.
fn no_gaps(values: &Map<String, Json>) -> Result<(), ApiError> {
    for (name, list) in values {
        let said = list.as_array().into_iter().flatten();
        if let Some(at) = said.map(|part| part.as_object().is_some_and(Map::is_empty)).position(|gap| gap) {
            let name = snake(name);
            let next = at + 1;
            let message = format!("{name}: There are only {at}, so the next one is “{name}[{next}]”.");
            return Err(ApiError::invalid("set", Sentence::plain(message)));
        }
    }
    Ok(())
}

/// [`named`] as it was typed, where it was.
fn as_typed(error: ApiError, pairs: &[String]) -> ApiError {
    let Some(field) = error.field.clone() else { return error };
    let typed = pairs.iter().filter_map(|pair| Some(pair.split_once('=')?.0.trim()));
    let meant = |path: &&str| on_the_wire(path).is_some_and(|path| path == field);
    let name = typed.into_iter().find(meant).map_or_else(|| snake(&field), str::to_owned);
    named(error, &name)
}

/// `phones[2].number` as the wire has it: `phones.1.number`.
fn on_the_wire(path: &str) -> Option<String> {
    let Some((list, field)) = path.split_once('.') else { return Some(camel(path)) };
    let (name, number) = list.split_once('[').unwrap_or((list, "1]"));
    let index = number.strip_suffix(']')?.parse::<usize>().ok()?.checked_sub(1)?;
    Some(format!("{}.{index}.{}", camel(name), camel(field)))
}

/// Paths with semicolons between them. One that has a semicolon stands in quotes, as in a table, and a quote within
/// it twice.
fn paths(text: &str) -> Vec<String> {
    let mut paths = vec![String::new()];
    let mut quoted = false;
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let Some(path) = paths.last_mut() else { break };
        match sign {
            '"' if quoted && signs.next_if_eq(&'"').is_some() => path.push('"'),
            '"' if quoted => quoted = false,
            '"' if path.trim().is_empty() => quoted = true,
            ';' if !quoted => paths.push(String::new()),
            sign => path.push(sign),
        }
    }
    paths.into_iter().map(|path| path.trim().to_owned()).filter(|path| !path.is_empty()).collect()
}

/// What is typed, and what it is typed for.
struct Typed<'a> {
    context: &'a Context,
    kind: Option<Kind>,
    /// The record as it is, if one is changed: what is not typed of a list stays.
    there: Json,
    /// The currency of a document that is not in the book's.
    code: String,
    book: Currency,
}

impl<'a> Typed<'a> {
    fn of(
        context: &'a Context,
        kind: &str,
        pairs: &[String],
        record: Option<&str>,
    ) -> Result<Self, ApiError> {
        let said = pairs.iter().find_map(|pair| pair.trim().strip_prefix("currency="));
        let there = match record {
            Some(record) => {
                let (kind, id) = find(context, record)?;
                let mut reply = context.session.call("records.get", json!({ "kind": kind, "id": id }))?;
                reply["record"].take()
            }
            None => Json::Null,
        };
        let code = said.or_else(|| there["currency"].as_str()).unwrap_or_default().to_owned();
        let book = context.session.book()?.facts().settings().currency();
        Ok(Self { context, kind: Kind::from_name(kind.trim()), there, code, book })
    }

    /// `phones[2].number` is a field of the second element of a list; so is `phones.number` of the first.
    fn put(&self, values: &mut Map<String, Json>, path: &str, value: &str) -> Result<(), ApiError> {
        let declared = |name: &str| {
            let book = self.context.session.book().ok()?;
            book.facts().custom.field(self.kind?, &snake(&camel(name)))
        };
        // No field has a capital in its name but those that the wire spells `lastName`.
        let small = path.to_lowercase();
        let stem = |path: &str| path.split(['.', '[']).next().unwrap_or_default().to_owned();
        let path = match declared(&stem(path)) {
            None if declared(&stem(&small)).is_some() => small.as_str(),
            _ => path,
        };
        let Some((list, field)) = path.split_once('.') else {
            self.known(path, declared(path))?;
            values.insert(camel(path), self.value(declared(path), value)?);
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
        self.known(name, declared(name))?;
        let part = declared(name).and_then(|list| {
            let wanted = snake(&camel(field));
            list.part.iter().find(|part| part.name == wanted)
        });
        let value = self.value(part, value)?;
        let before = || self.there[camel(name)].as_array().cloned().unwrap_or_default().into();
        let items = values.entry(camel(name)).or_insert_with(before).as_array_mut().ok_or_else(wrong)?;
        while items.len() <= index {
            items.push(json!({}));
        }
        items[index][camel(field)] = value;
        Ok(())
    }

    /// Refuses a field that the kind does not have, by the name that was typed, and says which it has; and one that
    /// the program keeps itself, for what is typed there would be left out without a word.
    fn known(&self, name: &str, field: Option<&FieldDef>) -> Result<(), ApiError> {
        if field.is_some_and(|field| field.read_only) {
            let message = Sentence::plain(format!("“{name}” is kept by the program and cannot be set."));
            return Err(ApiError::invalid("set", message));
        }
        let Some(kind) = self.kind.filter(|_| field.is_none()) else { return Ok(()) };
        // Of a new deal it says in which pipeline its stage is; later that follows from the stage.
        if kind == Kind::Deal && name == "pipeline" && self.there.is_null() {
            return Ok(());
        }
        let book = self.context.session.book()?;
        let facts = book.facts();
        let mut names: Vec<&str> = facts.fields(kind).filter(|f| !f.read_only).map(|f| f.name).collect();
        names.sort_unstable();
        let message = no_field(kind.name(), name, &names.join(", "));
        Err(ApiError::invalid("set", message))
    }

    /// What is typed as the wire has it: amounts in minor units, records by their identity. What
    /// cannot be read goes on as it is, for the rules of the field to refuse it.
    fn value(&self, field: Option<&FieldDef>, text: &str) -> Result<Json, ApiError> {
        let plain = || Ok(json!(text));
        let (Some(kind), Some(field)) = (self.kind, field.filter(|_| !text.is_empty())) else {
            return plain();
        };
        match (field.ty, field.ref_kind) {
            (FieldType::Money, _) => {
                let currency = currency_of_amount(kind, field.name, &self.code, self.book);
                let major = self.context.decimal(text);
                let such = number::example(self.context.decimal_sign());
                let minor = major.filter(|major| major.normalize().scale() <= digits(currency));
                match minor.and_then(|major| round_minor(major, currency)) {
                    Some(minor) => Ok(json!(minor)),
                    None => Err(ApiError::invalid(
                        camel(field.name),
                        Sentence::plain(format!("“{text}” is no amount. Write it like {such}.")),
                    )),
                }
            }
            (FieldType::Decimal | FieldType::Price | FieldType::Percent, _) => {
                Ok(json!(self.context.number(field.bare(text))))
            }
            (FieldType::Ref, Some(Kind::Customer)) => Ok(json!(report::customer(self.context, text)?)),
            (FieldType::Ref, Some(Kind::Product)) => match sale::product(self.context, text)? {
                Some((id, _)) => Ok(json!(id)),
                None => plain(),
            },
            (FieldType::Ref, Some(to)) => {
                if let Ok((kind, id)) = find(self.context, text)
                    && kind == to.name()
                {
                    return Ok(json!(id));
                }
                let book = self.context.session.book()?;
                let named = Related::of(&book.facts(), [to]).one(to, text);
                let id = named.map_err(|why| ApiError::invalid(camel(field.name), why))?;
                Ok(json!(id.to_string()))
            }
            (FieldType::Parts, _) => {
                let part = field.part.iter().find(|part| !part.read_only).map_or("", |part| part.name);
                let such = format!("{}[1].{part}={text}", field.name);
                Err(ApiError::invalid(
                    camel(field.name),
                    Sentence::plain(format!("This has entries of its own. Write the first one like {such}.")),
                ))
            }
            (FieldType::Files, _) => paths(text)
                .iter()
                .map(|path| {
                    let path = absolute(Path::new(path)).display().to_string();
                    self.context.job("files.keep", json!({ "path": path }))
                })
                .collect::<Result<Vec<_>, _>>()
                .map(Json::from),
            (FieldType::Date, _) => Ok(json!(self.context.day(text)?)),
            (FieldType::Instant, _) => {
                let promised = matches!(field.name, "respond_by" | "resolve_by");
                Ok(json!(self.context.moment(text, promised)?))
            }
            _ => plain(),
        }
    }
}
