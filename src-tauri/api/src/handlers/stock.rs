//! Prices, stock and stocktaking.

use super::{day, decimal, id, ids};
use crate::error::ApiError;
use crate::host::Ask;
use crate::session::{Session, changes};
use crate::types::*;
use regulars_core::entity::Kind;
use regulars_core::files::write_whole;
use regulars_core::money::Decimal;
use regulars_core::products::Product;
use regulars_core::products::pricing::{Question, price_for};
use regulars_core::stock::{levels, sheet};
use regulars_core::{Error, Id, say};
use std::path::PathBuf;

fn level(product: Id, levels: &levels::Levels) -> StockLevel {
    let text = |quantity: Decimal| quantity.normalize().to_string();
    StockLevel {
        product_id: product.to_string(),
        tracked: levels.tracked,
        on_hand: text(levels.on_hand),
        reserved: text(levels.reserved),
        available: text(levels.available()),
        average_cost: text(levels.average_cost),
        places: levels
            .places
            .iter()
            .map(|(location, quantity)| StockPlace { location: location.clone(), quantity: text(*quantity) })
            .collect(),
    }
}

pub fn price(session: &Session, request: PriceRequest) -> Result<PriceReply, ApiError> {
    let book = session.book()?;
    let facts = book.facts();
    let product = id(&request.product_id, Kind::Product)?;
    let date = request.date.as_deref().map(|text| day(text, "date")).transpose()?;
    let quantity = request.quantity.as_deref().map(|text| decimal(text, "quantity")).transpose()?;
    let question = Question {
        product,
        customer: request.customer_id.as_deref().map(|text| id(text, Kind::Customer)).transpose()?,
        date: date.unwrap_or(book.today()),
        quantity: quantity.unwrap_or(Decimal::ONE),
        code: request.offer_code.unwrap_or_default(),
        currency: request.currency.unwrap_or_default(),
        exchange_rate: match request.exchange_rate.as_deref() {
            Some(text) => decimal(text, "exchangeRate")?,
            None => Decimal::ZERO,
        },
    };
    let price = price_for(&facts, &question)?;
    let of: Product = facts.get(product)?;
    Ok(PriceReply {
        unit_price: price.unit_price.normalize().to_string(),
        discount: price.discount.normalize().to_string(),
        reason: price.reason.written(),
        campaign_id: price.campaign.map(|id| id.to_string()),
        tax_rate: of.tax_rate.normalize().to_string(),
        tax_class: of.tax_class,
        stock: level(product, &levels::levels(&facts, product)?),
    })
}

pub fn get(session: &Session, request: StockRequest) -> Result<StockReply, ApiError> {
    let book = session.book()?;
    let facts = book.facts();
    let products = ids(&request.ids, Kind::Product)?;
    let levels = products
        .into_iter()
        .map(|product| Ok(level(product, &levels::levels(&facts, product)?)))
        .collect::<Result<_, ApiError>>()?;
    Ok(StockReply { levels })
}

pub fn write(session: &Session, request: SheetRequest) -> Result<Option<PathReply>, ApiError> {
    let book = session.book()?;
    let bytes = sheet::write(&sheet::rows(&book.facts(), request.location.as_deref()))?;
    let name = format!("{}.csv", book.today());
    let ask = Ask {
        title: &session.words(&say!("Save the sheet for stocktaking")),
        name: &name,
        endings: &["csv"],
    };
    let Some(file) = request.path.map(PathBuf::from).or_else(|| session.host().save_file(&ask)) else {
        return Ok(None);
    };
    write_whole(&file, &bytes)?;
    Ok(Some(PathReply { path: file.display().to_string() }))
}

pub fn count(session: &Session, request: CountSheetRequest) -> Result<Option<Written>, ApiError> {
    let book = session.book()?;
    let ask = Ask { title: &session.words(&say!("Choose the filled sheet")), name: "", endings: &["csv"] };
    let Some(file) = request.path.map(PathBuf::from).or_else(|| session.host().pick_file(&ask)) else {
        return Ok(None);
    };
    let bytes = std::fs::read(&file).map_err(|error| Error::io(&file, &error))?;
    let counts = sheet::read(&bytes)?;
    let label = say!("Stocktaking");
    let why = if request.why.trim().is_empty() { "Stocktaking".to_owned() } else { request.why };
    let outcome = book.transact(&session.by(&book), &label, |tx| sheet::correct(tx, &counts, why.trim()))?;
    let op_id = outcome.op.map(|op| op.to_string());
    Ok(Some(Written { changed: changes(&outcome.changed), undo_label: label.written(), op_id }))
}

pub fn set(session: &Session, request: SetStockRequest) -> Result<Written, ApiError> {
    let book = session.book()?;
    let product = id(&request.product_id, Kind::Product)?;
    let counted = decimal(&request.counted, "counted")?;
    let label = say!("Stock of {}", book.facts().title_of(Kind::Product, product).unwrap_or_default());
    let why = session.words(&say!("Corrected"));
    let outcome = book.transact(&session.by(&book), &label, |tx| {
        sheet::set(tx, product, request.location.as_deref(), counted, &why)
    })?;
    let op_id = outcome.op.map(|op| op.to_string());
    Ok(Written { changed: changes(&outcome.changed), undo_label: label.written(), op_id })
}
