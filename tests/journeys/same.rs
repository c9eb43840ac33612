//! The same figures in the window, on paper and in files, for random documents: what the
//! window shows of a document, its sheet as text, its PDF as another program reads it, the
//! exported CSV, and the journal in its three forms. `REGULARS_DOCUMENTS` makes it longer.

use crate::shop::Shop;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use regulars_core::money::{Currency, Money};
use regulars_core::reports::format::{Locale, text};
use regulars_core::reports::value::Cell;
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

/// A document of everything that can differ: rates, classes, discounts, returns, shipping,
/// coins, other currencies, prices with more places than their currency.
fn document() -> impl Strategy<Value = Value> {
    let line = (-30_i64..200, 1_i64..300_000, 1_u32..5, 0_i64..30, 0_usize..4);
    let head = (0_i64..200, 0_i64..900, any::<bool>(), any::<bool>(), 0_usize..6, 0_i64..2, 0_usize..5);
    (prop::collection::vec(line, 1..7), head).prop_map(|(lines, head)| {
        let (discount, shipping, inclusive, per_document, currency, coins, kind) = head;
        let decimal = |value: i64, places: u32| {
            regulars_core::money::Decimal::new(value, places).normalize().to_string()
        };
        let lines: Vec<Value> = lines
            .into_iter()
            .enumerate()
            .map(|(at, (quantity, price, places, off, tax))| {
                let (class, rate) = [("", "19"), ("", "7"), ("Québec", "0"), ("Books", "0")][tax];
                json!({
                    "description": format!("Article {at}"), "quantity": decimal(quantity.max(-3), 1),
                    "unitPrice": decimal(price, places), "discount": decimal(off, 0),
                    "taxRate": rate, "taxClass": class,
                })
            })
            .collect();
        let (code, rate) =
            [("", "0"), ("", "0"), ("", "0"), ("USD", "0.9235"), ("JPY", "0.0061"), ("KWD", "3")][currency];
        let kind = ["invoice", "invoice", "quote", "order", "credit_note"][kind];
        json!({
            "documentKind": kind,
            "date": "2026-02-03", "lines": lines, "discount": decimal(discount, 1),
            "shipping": shipping, "shippingTaxRate": "19", "pricesIncludeTax": inclusive,
            "taxRounding": if per_document { "document" } else { "line" },
            "cashRounding": if coins == 1 { "0.05" } else { "0" }, "currency": code, "exchangeRate": rate,
        })
    })
}

fn currency(record: &Value) -> Currency {
    Currency::from_code(record["currency"].as_str().unwrap_or_default()).unwrap_or(Currency::EUR)
}

/// An amount of a document as people read it.
fn said(minor: i64, currency: Currency) -> String {
    text(&Cell::Money(Money::new(minor, currency)), &Locale::for_language("en"))
}

/// Blanks of every kind as one, and the dash for a minus as the hyphen it stands for.
fn plain(text: &str) -> String {
    text.replace('–', "-").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a PDF as another program reads them; `None` where it is not installed.
fn read(pdf: &Path) -> Option<String> {
    let output = Command::new("pdftotext").arg("-layout").arg(pdf).arg("-").output().ok()?;
    assert!(output.status.success(), "pdftotext reads {}", pdf.display());
    Some(plain(&String::from_utf8_lossy(&output.stdout)))
}

/// What a document shows, in the order of reading: its lines, and below them what they come to.
fn amounts(record: &Value) -> (Vec<i64>, Vec<i64>) {
    let minor = |name: &str| record[name].as_i64().unwrap();
    let lines: Vec<i64> =
        record["lines"].as_array().unwrap().iter().map(|line| line["amount"].as_i64().unwrap()).collect();
    let (off, shipping, rounding) = (minor("discountTotal"), minor("shipping"), minor("rounding"));
    let taxes: Vec<i64> = record["taxes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|tax| tax["tax"].as_i64().unwrap())
        .filter(|tax| *tax != 0)
        .collect();
    let mut sums = Vec::new();
    if off != 0 || shipping != 0 {
        sums.push(lines.iter().sum());
    }
    sums.extend(Some(-off).filter(|off| *off != 0));
    sums.extend(Some(shipping).filter(|shipping| *shipping != 0));
    if !taxes.is_empty() || rounding != 0 {
        sums.push(minor("net"));
    }
    sums.extend(&taxes);
    sums.extend(Some(rounding).filter(|rounding| *rounding != 0));
    sums.push(minor("total"));
    (lines, sums)
}

/// The window's figures against its sheet and the PDF.
fn on_paper(shop: &Shop, record: &Value) {
    let number = record["number"].as_str().unwrap();
    let (lines, sums) = amounts(record);
    let own = currency(record);
    let words = |minors: &[i64]| minors.iter().map(|minor| plain(&said(*minor, own))).collect::<Vec<_>>();
    let shown = shop.ask("sales.document", json!({ "id": record["id"] }));
    let last = |row: &Value| plain(row.as_array().unwrap().last().unwrap().as_str().unwrap());
    let tables = shown["tables"].as_array().unwrap();
    let column: Vec<String> = tables[0]["rows"].as_array().unwrap().iter().map(last).collect();
    assert_eq!(column, words(&lines), "{number}: the lines of the sheet are those of the form");
    let mut below: Vec<String> = tables[1]["rows"].as_array().unwrap().iter().map(last).collect();
    below.push(last(&tables[1]["totals"]));
    assert_eq!(below, words(&sums), "{number}: what they come to is the same on both");
    let file = shop.path("one.pdf");
    shop.ask("sales.print", json!({ "id": record["id"], "path": file }));
    let Some(pdf) = read(&file) else { return };
    let mut rest = pdf.as_str();
    for amount in words(&lines).iter().chain(&words(&sums)) {
        let at = rest.find(amount.as_str());
        let at = at.unwrap_or_else(|| panic!("{number}: {amount} must follow in the PDF in:\n{pdf}"));
        rest = &rest[at + amount.len()..];
    }
}

/// The exported table against the window's figures, by the number of the document.
fn in_the_table(shop: &Shop, records: &[Value]) {
    let file = shop.path("sales.csv");
    shop.job("export.run", json!({ "kind": "sale", "profile": "spreadsheet", "path": file }));
    let mut reader = csv::Reader::from_path(&file).unwrap();
    let heads = reader.headers().unwrap().clone();
    let at = |name: &str| heads.iter().position(|head| head.trim_start_matches('\u{feff}') == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    for record in records {
        let number = record["number"].as_str().unwrap();
        let own: Vec<_> = rows.iter().filter(|row| &row[at("number")] == number).collect();
        let exact =
            |minor: &Value| Money::new(minor.as_i64().unwrap(), currency(record)).to_decimal().to_string();
        for (column, field) in [
            ("total", "total"),
            ("net", "net"),
            ("tax", "tax"),
            ("due", "due"),
            ("discount_total", "discountTotal"),
        ] {
            assert_eq!(&own[0][at(column)], exact(&record[field]), "{number}: {column}");
        }
        for (row, line) in own.iter().zip(record["lines"].as_array().unwrap()) {
            assert_eq!(&row[at("lines.amount")], exact(&line["amount"]), "{number}: its lines");
        }
    }
}

/// The journal on the screen, as CSV and as PDF, and against the documents.
fn in_the_journal(shop: &Shop, records: &[Value]) {
    let asked = json!({ "name": "sales_journal", "from": "2026-02-01", "to": "2026-02-28" });
    let shown = shop.ask("reports.get", asked.clone());
    let table = &shown["tables"][0];
    let cells = |row: &Value| -> Vec<String> {
        row.as_array().unwrap().iter().map(|cell| plain(cell.as_str().unwrap())).collect()
    };
    let rows: Vec<Vec<String>> = table["rows"].as_array().unwrap().iter().map(cells).collect();
    let totals = cells(&table["totals"]);
    let counted: Vec<&Value> = records
        .iter()
        .filter(|one| matches!(one["documentKind"].as_str(), Some("invoice" | "credit_note")))
        .collect();
    assert_eq!(rows.len(), counted.len(), "every claim is in the journal, and nothing else");
    let book = |record: &Value, own: &str, book: &str| {
        let field = if record["currency"] == "" { own } else { book };
        record[field].as_i64().unwrap()
    };
    for record in &counted {
        let row = rows.iter().find(|row| row[1] == record["number"].as_str().unwrap()).expect("its row");
        assert_eq!(row[7], plain(&said(book(record, "total", "bookTotal"), Currency::EUR)), "{row:?}");
        assert_eq!(row[4], plain(&said(book(record, "net", "bookNet"), Currency::EUR)), "{row:?}");
    }
    let sum: i64 = counted.iter().map(|record| book(record, "total", "bookTotal")).sum();
    assert_eq!(totals[7], plain(&said(sum, Currency::EUR)), "the sum is the sum of the documents");
    let save = |format: &str| {
        let file = shop.path(&format!("journal.{format}"));
        let mut request = asked.clone();
        (request["format"], request["path"]) = (json!(format), json!(file));
        shop.job("reports.save", request);
        file
    };
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).has_headers(false).from_path(save("csv")).unwrap();
    let file: Vec<Vec<String>> =
        reader.records().map(|row| row.unwrap().iter().map(plain).collect()).collect();
    for row in rows.iter().chain([&totals]) {
        assert!(file.contains(row), "the CSV has the row of the screen: {row:?}");
    }
    let Some(pdf) = read(&save("pdf")) else { return };
    for row in rows.iter().chain([&totals]) {
        let figures: Vec<&str> =
            row[4..].iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
        assert!(pdf.contains(&figures.join(" ")), "the PDF has the row of the screen: {row:?}\n{pdf}");
    }
}

#[test]
fn a_document_says_the_same_in_the_window_on_paper_and_in_files() {
    let cases = std::env::var("REGULARS_DOCUMENTS").ok().and_then(|n| n.parse().ok()).unwrap_or(24_usize);
    let shop = Shop::new();
    let class = |class: &str, name: &str, rate: &str, treatment: &str| json!({ "taxClass": class, "taxName": name, "rate": rate, "treatment": treatment });
    let settings = shop.ask("settings.get", json!({}))["record"].clone();
    let taxes = [
        class("Québec", "GST", "5", "standard"),
        class("Québec", "QST", "9.975", "standard"),
        class("Books", "", "0", "exempt"),
    ];
    shop.change("settings", &settings, json!({ "taxRates": taxes }));
    let mut runner =
        TestRunner::new_with_rng(Config::default(), TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let mut records = Vec::new();
    while records.len() < cases {
        let values = document().new_tree(&mut runner).unwrap().current();
        // What cannot be (a discount beyond the lines) is refused, and is tested elsewhere.
        let Ok(saved) = shop.try_to("records.save", json!({ "kind": "sale", "values": values })) else {
            continue;
        };
        on_paper(&shop, &saved["record"]);
        records.push(saved["record"].clone());
    }
    in_the_table(&shop, &records);
    in_the_journal(&shop, &records);
}
