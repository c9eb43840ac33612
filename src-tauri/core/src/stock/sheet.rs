//! The stocktaking sheet: what should be there, written to be counted, and read back.

use super::check::at;
use super::{MovementReason, StockMovement};
use crate::book::Tx;
use crate::entity::{Entity, Kind};
use crate::exchange::export::Profile;
use crate::exchange::export::write::guard;
use crate::facts::text::natural;
use crate::facts::{Facts, State};
use crate::products::Product;
use crate::{Error, Id, Result, say};
use rust_decimal::Decimal;

/// One product at one place, as the book has it.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetRow {
    /// The product.
    pub product: Id,
    /// Its code.
    pub sku: String,
    /// The code on the package.
    pub barcode: String,
    /// What it is called.
    pub name: String,
    /// Piece, hour, kg …
    pub unit: String,
    /// Where.
    pub location: String,
    /// How many should be there.
    pub expected: Decimal,
    /// What one cost on average.
    pub average_cost: Decimal,
}

/// The products whose stock is kept, at each place that has any (one row without a place
/// for what is nowhere), by name. `location` keeps to one place.
pub fn rows(facts: &Facts, location: Option<&str>) -> Vec<SheetRow> {
    let table = facts.table(Kind::Product);
    let mut rows = Vec::new();
    for row in table.present_rows().filter(|row| table.state(*row) == State::Live) {
        if !facts.stock.is_tracked(row) {
            continue;
        }
        let Ok(product) = Product::decode(table.id(row), table.bytes(row)) else { continue };
        let stock = facts.stock.product(row);
        let mut places = stock.places.clone();
        match location {
            Some(place) => {
                places.retain(|(name, _)| name == place);
                if places.is_empty() {
                    places.push((place.to_owned(), Decimal::ZERO));
                }
            }
            None if places.is_empty() => places.push((String::new(), Decimal::ZERO)),
            None => {}
        }
        rows.extend(places.into_iter().map(|(location, expected)| SheetRow {
            product: product.meta.id,
            sku: product.sku.clone(),
            barcode: product.barcode.clone(),
            name: product.name.clone(),
            unit: product.unit.clone(),
            location,
            expected,
            average_cost: stock.average_cost,
        }));
    }
    rows.sort_by_cached_key(|row| (natural(&row.name), natural(&row.location)));
    rows
}

/// The columns of the sheet as a file.
pub const COLUMNS: [&str; 8] =
    ["sku", "barcode", "name", "unit", "location", "expected", "counted", "product_id"];

/// The sheet as the bytes of a CSV file, with an empty column for what is counted.
pub fn write(rows: &[SheetRow]) -> Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    let failed =
        |error: csv::Error| Error::Conflict(say!("The sheet could not be written: {}.", error.to_string()));
    writer.write_record(COLUMNS).map_err(failed)?;
    for row in rows {
        let expected = row.expected.normalize().to_string();
        let product = row.product.to_string();
        let cells = [&row.sku, &row.barcode, &row.name, &row.unit, &row.location, &expected, "", &product];
        let cells = cells.map(|cell| guard(cell, Profile::Spreadsheet, '.').into_owned());
        writer.write_record(&cells).map_err(failed)?;
    }
    writer
        .into_inner()
        .map_err(|error| Error::Conflict(say!("The sheet could not be written: {}.", error.to_string())))
}

/// One count that was read from a sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    /// Which product.
    pub product: Id,
    /// Where.
    pub location: String,
    /// How many are there.
    pub counted: Decimal,
}

/// Reads a filled sheet. Rows without a count are passed over; one that cannot be read is
/// refused with its line.
pub fn read(bytes: &[u8]) -> Result<Vec<Count>> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}');
    let delimiter = if text.lines().next().is_some_and(|line| line.contains(';')) { b';' } else { b',' };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let broken =
        |error: csv::Error| Error::Conflict(say!("The sheet cannot be read: {}.", error.to_string()));
    let header = reader.headers().map_err(broken)?.clone();
    let column = |name: &str| {
        header.iter().position(|column| column.trim().eq_ignore_ascii_case(name)).ok_or_else(|| {
            Error::Conflict(say!("The sheet has no column “{}”. Use the sheet as it was written.", name))
        })
    };
    let (product, location, counted) = (column("product_id")?, column("location")?, column("counted")?);
    let mut counts = Vec::new();
    for (index, record) in reader.records().enumerate() {
        let record = record.map_err(broken)?;
        let cell = |at: usize| record.get(at).unwrap_or_default().trim().trim_start_matches('\'');
        if cell(counted).is_empty() {
            continue;
        }
        let wrong = || {
            Error::Conflict(say!(
                "Line {} of the sheet cannot be read. A count is a number such as 12 or 2.5.",
                index + 2
            ))
        };
        counts.push(Count {
            product: cell(product).parse().map_err(|_| wrong())?,
            location: cell(location).to_owned(),
            counted: cell(counted).replace(',', ".").parse().map_err(|_| wrong())?,
        });
    }
    Ok(counts)
}

/// Corrects the stock of one product to what is there: at a place, or at the only one it lies at.
/// Refused when its stock is not kept, or when it lies at several places and none is named.
pub fn set(
    tx: &mut Tx<'_>,
    product: Id,
    location: Option<&str>,
    counted: Decimal,
    why: &str,
) -> Result<usize> {
    let facts = tx.facts();
    let name = || facts.title_of(Kind::Product, product).unwrap_or_default();
    let Some(row) = facts.table(Kind::Product).present(product) else {
        return Err(Error::NotFound { kind: "product", id: product });
    };
    if !facts.stock.is_tracked(row) {
        return Err(Error::Conflict(say!(
            "The stock of “{}” is not kept. Choose “Keep its stock” on its page first.",
            name()
        )));
    }
    let location = match (location, facts.stock.product(row).places.as_slice()) {
        (Some(place), _) => place.to_owned(),
        (None, []) => String::new(),
        (None, [(place, _)]) => place.clone(),
        (None, _) => {
            return Err(Error::Conflict(say!(
                "“{}” lies at several places. Correct it at one of them, on its own page.",
                name()
            )));
        }
    };
    correct(tx, &[Count { product, location, counted }], why)
}

/// Corrects the stock to what was counted, worded `why`. Returns how many corrections it took.
pub fn correct(tx: &mut Tx<'_>, counts: &[Count], why: &str) -> Result<usize> {
    let mut corrections = 0;
    for count in counts {
        let facts = tx.facts();
        if facts.table(Kind::Product).present(count.product).is_none() {
            return Err(Error::NotFound { kind: "product", id: count.product });
        }
        // A product may be counted twice on one sheet; the last count is what is there.
        let expected = at(tx, count.product, &count.location);
        let difference = count.counted - expected;
        if difference.is_zero() {
            continue;
        }
        corrections += 1;
        let mut movement = StockMovement {
            product_id: count.product,
            date: tx.today(),
            reason: MovementReason::Correction,
            quantity: difference,
            location: count.location.clone(),
            why: why.to_owned(),
            ..StockMovement::default()
        };
        tx.save(&mut movement)?;
    }
    Ok(corrections)
}
