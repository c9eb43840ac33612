//! `product` and `category`: variants of products, and the tree of categories.

use super::context::Context;
use super::sale;
use clap::{Args, Subcommand};
use regulars_api::ApiError;
use regulars_core::Sentence;
use serde_json::{Value as Json, json};
use std::path::PathBuf;
use std::process::ExitCode;

/// Make the variants of a product.
#[derive(Args)]
pub struct Product {
    #[command(subcommand)]
    verb: ProductVerb,
}

#[derive(Subcommand)]
enum ProductVerb {
    /// Give a product its options, and make the variants that are missing.
    Variants {
        /// The book's folder.
        book: PathBuf,
        /// The product: code, barcode, identity or name.
        product: String,
        /// `NAME=VALUE;VALUE`, e.g. `Size=S;M;L`; may be given several times. Without one the
        /// product is sold as itself again.
        #[arg(long = "option", value_name = "NAME=VALUES")]
        options: Vec<String>,
    },
}

/// Show, make, rename, merge or remove categories of products.
#[derive(Args)]
pub struct Category {
    #[command(subcommand)]
    verb: CategoryVerb,
}

#[derive(Subcommand)]
enum CategoryVerb {
    /// Show them with how many products are in each.
    List {
        /// The book's folder.
        book: PathBuf,
    },
    /// Make one before a product is in it.
    Add {
        /// The book's folder.
        book: PathBuf,
        /// Its whole name, e.g. `Furniture / Chairs`.
        name: String,
    },
    /// Give one another name or place; its products go with it.
    Rename {
        /// The book's folder.
        book: PathBuf,
        /// Its name.
        from: String,
        /// The other name.
        to: String,
    },
    /// Put one into another that is there.
    Merge {
        /// The book's folder.
        book: PathBuf,
        /// The one that goes.
        from: String,
        /// The one that stays.
        into: String,
    },
    /// Remove one that no product is in.
    Remove {
        /// The book's folder.
        book: PathBuf,
        /// Its name.
        name: String,
    },
}

fn refuse(code: &'static str, message: String) -> ApiError {
    ApiError { code, message: Sentence::plain(message), field: None }
}

impl Product {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, ApiError> {
        let ProductVerb::Variants { book, product, options } = self.verb;
        context.open(&book)?;
        let (id, _) = sale::product(context, &product)?
            .ok_or_else(|| refuse("not_found", format!("There is no product “{product}”.")))?;
        let options = options
            .iter()
            .map(|text| {
                let (name, values) = text.split_once('=').ok_or_else(|| {
                    refuse("invalid", format!("“{text}” is not NAME=VALUES, such as Size=S;M;L."))
                })?;
                Ok(json!({ "name": name, "values": values.split(';').collect::<Vec<_>>() }))
            })
            .collect::<Result<Vec<_>, ApiError>>()?;
        let reply = context.session.call("products.variants", json!({ "id": id, "options": options }))?;
        let book = context.session.book()?;
        let facts = book.facts();
        let names = |ids: &Json| -> Vec<String> {
            let ids = ids.as_array().map(Vec::as_slice).unwrap_or_default();
            let titles = ids.iter().filter_map(|id| id.as_str()?.parse().ok());
            titles.filter_map(|id| facts.title_of(regulars_core::entity::Kind::Product, id)).collect()
        };
        context.answer(&reply, || match names(&reply["ids"]) {
            names if names.is_empty() => "The product is sold as itself.".to_owned(),
            names => names.join("\n"),
        });
        Ok(ExitCode::SUCCESS)
    }
}

impl Category {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, ApiError> {
        let (name, payload) = match &self.verb {
            CategoryVerb::List { .. } => ("categories.list", json!({})),
            CategoryVerb::Add { name, .. } => ("categories.create", json!({ "name": name })),
            CategoryVerb::Rename { from, to, .. } => ("categories.rename", json!({ "from": from, "to": to })),
            CategoryVerb::Merge { from, into, .. } => {
                ("categories.merge", json!({ "from": from, "to": into }))
            }
            CategoryVerb::Remove { name, .. } => ("categories.delete", json!({ "name": name })),
        };
        let (CategoryVerb::List { book }
        | CategoryVerb::Add { book, .. }
        | CategoryVerb::Rename { book, .. }
        | CategoryVerb::Merge { book, .. }
        | CategoryVerb::Remove { book, .. }) = &self.verb;
        context.open(book)?;
        let reply = context.session.call(name, payload)?;
        let line = |one: &Json| format!("{}  {}", one["name"].as_str().unwrap_or_default(), one["products"]);
        context.answer(&reply, || match &self.verb {
            CategoryVerb::List { .. } => {
                let all = reply["categories"].as_array().map(Vec::as_slice).unwrap_or_default();
                all.iter().map(line).collect::<Vec<_>>().join("\n")
            }
            _ => format!("{}.", reply["undoLabel"].as_str().unwrap_or_default()),
        });
        Ok(ExitCode::SUCCESS)
    }
}
