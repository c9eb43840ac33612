//! `sale`: write a document, make the next one of it, take its money, print it.

use super::chain;
use super::context::{Context, absolute};
use super::report::customer;
use clap::{Args, Subcommand};
use regulars_api::ApiError;
use regulars_core::Sentence;
use regulars_core::entity::Kind;
use regulars_core::money::{Decimal, Money, round_minor};
use serde_json::{Value as Json, json};
use std::path::PathBuf;
use std::process::ExitCode;

/// Write documents, make the next ones of them, take their money, print them.
#[derive(Args)]
pub struct Sale {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write a quote, an order, an invoice or a credit note.
    Create(Create),
    /// Make the next document of one: of all that is left of it, or of what is picked.
    Make(Make),
    /// Make an invoice of a quote, an order or a delivery note.
    Invoice(Invoice),
    /// Take money for an invoice, or give it back for a credit note.
    Pay(Pay),
    /// Write a document as PDF, or an invoice as XML alone.
    Print(Print),
    #[command(flatten)]
    Between(chain::Verb),
}

/// Write a document.
#[derive(Args)]
struct Create {
    /// The book's folder.
    book: PathBuf,
    /// quote, order, delivery, invoice or credit_note.
    #[arg(long, default_value = "invoice")]
    kind: String,
    /// Who buys: number, identity or name; nobody over the counter.
    #[arg(long)]
    customer: Option<String>,
    /// `[QUANTITY x] CODE-OR-TEXT [@ PRICE]`, e.g. `2 x CHR-WIN`, `Repair @ 45.50`, or a price alone: `@ 12.50`.
    #[arg(long = "line", required = true, value_name = "LINE")]
    lines: Vec<String>,
    /// Of which day, e.g. 2026-03-31; today unless you say otherwise.
    #[arg(long)]
    date: Option<String>,
    /// A discount on the whole document, in percent.
    #[arg(long)]
    discount: Option<String>,
    /// The campaign's word that the customer gave.
    #[arg(long)]
    code: Option<String>,
    /// The document's currency, if not the book's, e.g. USD; with --rate.
    #[arg(long, requires = "rate")]
    currency: Option<String>,
    /// How much one unit of it is in the book's currency.
    #[arg(long, requires = "currency")]
    rate: Option<String>,
}

/// Make the next document of one.
#[derive(Args)]
struct Make {
    /// The book's folder.
    book: PathBuf,
    /// The number of the document.
    number: String,
    /// order, delivery, invoice or credit_note.
    to: String,
    /// `LINE=QUANTITY`, with the line's place from 1; may be given several times.
    #[arg(long = "pick", value_name = "LINE=QUANTITY")]
    picks: Vec<String>,
    /// The goods of a credit note come back into stock.
    #[arg(long)]
    goods_back: bool,
}

/// Make an invoice.
#[derive(Args)]
struct Invoice {
    /// The book's folder.
    book: PathBuf,
    /// The number of the document.
    number: String,
}

/// Take money.
#[derive(Args)]
struct Pay {
    /// The book's folder.
    book: PathBuf,
    /// The number of the invoice or credit note.
    number: String,
    /// How much, e.g. 119.00; all that is due unless you say otherwise.
    #[arg(long, allow_hyphen_values = true)]
    amount: Option<String>,
    /// cash, card, transfer, cheque, other or write_off.
    #[arg(long, default_value = "transfer")]
    method: String,
    /// On which day; today unless you say otherwise.
    #[arg(long)]
    date: Option<String>,
    /// Slip or transfer reference.
    #[arg(long, default_value = "")]
    reference: String,
    /// How much one unit of the document's currency was in the book's on that day; that of the
    /// document unless you say otherwise.
    #[arg(long)]
    rate: Option<String>,
}

/// Write a document as PDF, or an invoice as XML alone.
#[derive(Args)]
struct Print {
    /// The book's folder.
    book: PathBuf,
    /// The number of the document.
    number: String,
    /// The file to write; its ending, .pdf or .xml, says which.
    file: PathBuf,
    /// document, receipt (for a roll of 80 mm) or reminder (about everything that is late).
    #[arg(long = "as", default_value = "document", value_name = "FORM")]
    form: String,
}

fn refuse(code: &'static str, message: String) -> ApiError {
    ApiError { code, message: Sentence::plain(message), field: None }
}

impl Sale {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, ApiError> {
        match self.command {
            Command::Create(create) => create.run(context),
            Command::Make(make) => {
                context.open(&make.book)?;
                made(context, &make.number, &make.to, &make.picks, make.goods_back)
            }
            Command::Invoice(invoice) => {
                context.open(&invoice.book)?;
                made(context, &invoice.number, "invoice", &[], false)
            }
            Command::Pay(pay) => pay.run(context),
            Command::Print(print) => print.run(context),
            Command::Between(verb) => verb.run(context),
        }?;
        Ok(ExitCode::SUCCESS)
    }
}

/// A document by its number or identity.
pub(super) fn document(context: &Context, number: &str) -> Result<String, ApiError> {
    let book = context.session.book()?;
    let facts = book.facts();
    let table = facts.table(Kind::Sale);
    let by_id = number.parse().ok().and_then(|id| table.present(id));
    let by_number = || table.def.field("number").and_then(|field| table.find_unique(field, number));
    by_id
        .or_else(by_number)
        .map(|row| table.id(row).to_string())
        .ok_or_else(|| refuse("not_found", format!("There is no document with the number “{number}”.")))
}

/// What was written, with its sum and what is due, in one line.
pub(super) fn said(context: &Context, reply: &Json) -> Result<(), ApiError> {
    let record = &reply["record"];
    let book = context.session.book()?;
    let settings = book.facts().settings();
    let code = record["currency"].as_str().filter(|code| !code.is_empty()).unwrap_or(&settings.currency);
    let currency = regulars_core::money::Currency::from_code(code).unwrap_or(settings.currency());
    let money =
        |minor: &Json| Money::new(minor.as_i64().unwrap_or_default(), currency).to_decimal().to_string();
    context.answer(reply, || {
        let number = record["number"].as_str().filter(|n| !n.is_empty()).unwrap_or("Draft");
        let total = money(&record["total"]);
        // Nothing is due on an offer, a promise or a delivery, so nothing is said of it there.
        match record["documentKind"].as_str() {
            Some("invoice" | "credit_note") => {
                format!("{number}: {total} {code}, {} due.", money(&record["due"]))
            }
            _ => format!("{number}: {total} {code}."),
        }
    });
    Ok(())
}

fn made(
    context: &Context,
    number: &str,
    to: &str,
    picks: &[String],
    goods_back: bool,
) -> Result<(), ApiError> {
    let id = document(context, number)?;
    let chain = context.session.call("sales.chain", json!({ "id": id }))?;
    let lines = chain["lines"].as_array().cloned().unwrap_or_default();
    let picks = picks
        .iter()
        .map(|pick| {
            let wrong = || refuse("invalid", format!("“{pick}” is not LINE=QUANTITY, such as 1=2.5."));
            let (place, quantity) = pick.split_once('=').ok_or_else(wrong)?;
            let place: usize = place.trim().parse().map_err(|_| wrong())?;
            let line = place.checked_sub(1).and_then(|at| lines.get(at)).ok_or_else(wrong)?;
            Ok(json!({ "key": line["key"], "quantity": context.number(quantity.trim()) }))
        })
        .collect::<Result<Vec<_>, ApiError>>()?;
    let reply = context
        .session
        .call("sales.make", json!({ "id": id, "to": to, "picks": picks, "goodsBack": goods_back }))?;
    said(context, &reply)
}

/// A line as it is typed: how many, of what, at which price.
struct Typed<'a> {
    quantity: Decimal,
    what: &'a str,
    price: Option<Decimal>,
}

fn typed<'a>(context: &Context, text: &'a str) -> Result<Typed<'a>, ApiError> {
    let wrong =
        || refuse("invalid", format!("“{text}” is no line. Write it as 2 x CODE, or as Repair @ 45.50."));
    let (rest, price) = match text.rsplit_once('@') {
        Some((rest, price)) => (rest, Some(context.decimal(price).ok_or_else(wrong)?)),
        None => (text, None),
    };
    let counted = rest.split_once(" x ").and_then(|(n, what)| Some((context.decimal(n)?, what)));
    let (quantity, what) = counted.unwrap_or((Decimal::ONE, rest));
    match what.trim() {
        // A price alone is a sale too, as at a till.
        "" if price.is_none() => Err(wrong()),
        what => Ok(Typed { quantity, what, price }),
    }
}

impl Create {
    fn run(self, context: &Context) -> Result<(), ApiError> {
        context.open(&self.book)?;
        let customer = self.customer.as_deref().map(|text| customer(context, text)).transpose()?;
        let lines = self
            .lines
            .iter()
            .map(|text| self.line(context, &typed(context, text)?, customer.as_deref()))
            .collect::<Result<Vec<_>, ApiError>>()?;
        let mut values = json!({ "documentKind": self.kind, "customerId": customer, "lines": lines });
        let date = context.maybe_day(self.date.as_deref())?;
        for (name, value) in [
            ("date", &date),
            ("discount", &self.discount.as_deref().map(|text| context.number(text))),
            ("offerCode", &self.code),
            ("currency", &self.currency),
            ("exchangeRate", &self.rate.as_deref().map(|text| context.number(text))),
        ] {
            if let Some(value) = value {
                values[name] = json!(value);
            }
        }
        let preview =
            context.session.call("sales.preview", json!({ "kind": "sale", "values": values.clone() }))?;
        for warning in preview["warnings"].as_array().map(Vec::as_slice).unwrap_or_default() {
            super::context::complain(warning.as_str().unwrap_or_default());
        }
        let reply = context.session.call("records.save", json!({ "kind": "sale", "values": values }))?;
        said(context, &reply)
    }

    /// A line of a product at its price for this customer, or of free words.
    fn line(&self, context: &Context, typed: &Typed<'_>, customer: Option<&str>) -> Result<Json, ApiError> {
        let known = if typed.what.is_empty() { None } else { product(context, typed.what)? };
        let Some((id, _)) = known else {
            let Some(price) = typed.price else {
                let why = format!("No product is called “{}”. Give its code, or a price with @.", typed.what);
                return Err(refuse("not_found", why));
            };
            let rate = context.session.book()?.facts().settings().default_tax_rate;
            return Ok(json!({
                "description": typed.what, "quantity": typed.quantity.to_string(),
                "unitPrice": price.to_string(), "taxRate": rate.to_string(),
            }));
        };
        let asked = json!({
            "productId": id, "customerId": customer, "date": context.maybe_day(self.date.as_deref())?,
            "quantity": typed.quantity.to_string(), "offerCode": self.code,
            "currency": self.currency, "exchangeRate": self.rate,
        });
        let price = context.session.call("products.price", asked)?;
        let own = typed.price.map(|price| json!(price.to_string()));
        let discount = if own.is_some() { json!("0") } else { price["discount"].clone() };
        // Words, code, unit and cost are the product's own.
        Ok(json!({
            "productId": id, "quantity": typed.quantity.to_string(),
            "unitPrice": own.unwrap_or_else(|| price["unitPrice"].clone()), "discount": discount,
            "taxRate": price["taxRate"], "taxClass": price["taxClass"], "priceReason": price["reason"],
        }))
    }
}

/// A product by code, barcode, identity or its whole name.
pub(super) fn product(context: &Context, text: &str) -> Result<Option<(String, String)>, ApiError> {
    let book = context.session.book()?;
    let facts = book.facts();
    let table = facts.table(Kind::Product);
    let by_id = text.parse().ok().and_then(|id| table.present(id));
    let by_code = || table.def.field("sku").and_then(|field| table.find_unique(field, text));
    let by_words = || {
        table.present_rows().find(|row| {
            let barcode = table.text(*row, 2);
            table.text(*row, 3).eq_ignore_ascii_case(text) || (!barcode.is_empty() && barcode == text)
        })
    };
    let row = by_id.or_else(by_code).or_else(by_words);
    Ok(row.map(|row| (table.id(row).to_string(), facts.title(Kind::Product, row))))
}

impl Pay {
    fn run(self, context: &Context) -> Result<(), ApiError> {
        context.open(&self.book)?;
        let id = document(context, &self.number)?;
        let sale =
            context.session.call("records.get", json!({ "kind": "sale", "id": id }))?["record"].clone();
        let amount = match &self.amount {
            None => sale["due"].as_i64().unwrap_or_default(),
            Some(text) => {
                let book = context.session.book()?;
                let settings = book.facts().settings();
                let code = sale["currency"].as_str().unwrap_or_default();
                let currency = regulars_core::money::Currency::from_code(code).unwrap_or(settings.currency());
                context
                    .decimal(text)
                    .and_then(|major| round_minor(major, currency))
                    .ok_or_else(|| refuse("invalid", format!("“{text}” is not an amount such as 119.00.")))?
            }
        };
        let date = context.day(self.date.as_deref().unwrap_or("today"))?;
        let reply = context.session.call(
            "sales.pay",
            json!({
                "id": id, "date": date, "method": self.method, "amount": amount,
                "reference": self.reference, "exchangeRate": self.rate,
            }),
        )?;
        said(context, &reply)
    }
}

impl Print {
    fn run(self, context: &Context) -> Result<(), ApiError> {
        context.open(&self.book)?;
        let id = document(context, &self.number)?;
        let reply = context
            .session
            .call("sales.print", json!({ "id": id, "path": absolute(&self.file), "form": self.form }))?;
        for notice in reply["notices"].as_array().map(Vec::as_slice).unwrap_or_default() {
            super::context::complain(notice.as_str().unwrap_or_default());
        }
        context.answer(&reply, || format!("The document is at {}.", self.file.display()));
        Ok(())
    }
}
