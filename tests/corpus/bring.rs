//! Real tables of customers and sales, brought in and counted again by hand.

use super::{book, bring_in, corpus};
use regulars_core::book::Book;
use regulars_core::customers::Customer;
use regulars_core::entity::Kind;
use regulars_core::exchange::{ImportKind, inspect};
use regulars_core::facts::Facts;
use regulars_core::sales::{DocumentKind, Sale};
use std::collections::{BTreeMap, BTreeSet};

fn all<E: regulars_core::entity::Entity>(facts: &Facts) -> Vec<E> {
    let table = facts.table(E::KIND);
    table.present_rows().map(|row| E::decode(table.id(row), table.bytes(row)).expect("a record")).collect()
}

fn sums(book: &Book) -> (usize, usize, i64, i64) {
    let sales: Vec<Sale> = all(&book.facts());
    let lines = sales.iter().map(|s| s.lines.len()).sum();
    (sales.len(), lines, sales.iter().map(|s| s.total).sum(), sales.iter().map(|s| s.due).sum())
}

#[test]
fn four_shapes_of_one_list_give_the_same_customers() {
    let Some(corpus) = corpus() else { return };
    let mut shapes: Vec<(String, BTreeSet<String>)> = Vec::new();
    for name in [
        "crlf_in_quotes_sep.csv",
        "excel_cp1252_semicolon.csv",
        "excel_unicode_text.txt",
        "excel_utf8bom.csv",
    ] {
        let dir = tempfile::tempdir().expect("a folder");
        let book = book(dir.path(), "EUR", "DE");
        let path = corpus.join("derived").join(format!("northwind_customers_{name}"));
        let dry = bring_in(&book, &path, None, true);
        assert_eq!(
            (dry.created, book.facts().table(Kind::Customer).len()),
            (93, 0),
            "a trial writes nothing ({name})"
        );
        let real = bring_in(&book, &path, None, false);
        assert_eq!((real.created, real.failed), (93, 0), "{name}: {:?}", real.errors);
        assert_eq!(
            bring_in(&book, &path, None, false).created,
            0,
            "the second time there is nothing new ({name})"
        );
        let people = all::<Customer>(&book.facts());
        let lines = people.iter().map(|c| {
            let phones: Vec<&str> = c.phones.iter().map(|p| p.number.as_str()).collect();
            let city =
                c.addresses.first().map(|a| (a.city.clone(), a.postal_code.clone(), a.country.clone()));
            format!("{} {} {} {} {city:?} {phones:?}", c.number, c.company_name, c.first_name, c.last_name)
        });
        shapes.push((name.to_owned(), lines.collect()));
    }
    for pair in shapes.windows(2) {
        assert_eq!(pair[0].1, pair[1].1, "{} and {} are the same list", pair[0].0, pair[1].0);
    }
    println!("{:?}", shapes[0].1.iter().take(3).collect::<Vec<_>>());
}

#[test]
fn a_german_list_of_orders_comes_to_the_cent() {
    let Some(corpus) = corpus() else { return };
    let dir = tempfile::tempdir().expect("a folder");
    let book = book(dir.path(), "EUR", "DE");
    let path = corpus.join("derived/northwind_orders_german_excel.csv");
    let result = bring_in(&book, &path, None, false);
    assert_eq!((result.created, result.failed), (830, 0), "{:?}", result.errors.first());
    let (documents, _, total, due) = sums(&book);
    assert_eq!((documents, total), (830, 126_579_322), "the sum of the amounts as the file shows them");
    assert_eq!(due, 0, "sales of the past owe nothing");
    let first =
        all::<Sale>(&book.facts()).into_iter().find(|s| s.external_number == "10248").expect("the first");
    assert_eq!((first.date.to_string().as_str(), first.total), ("1996-07-04", 44_000));
    assert_eq!(bring_in(&book, &path, None, false).skipped, 830, "the second time there is nothing new");
}

#[test]
fn order_lines_of_a_wholesaler_are_all_there() {
    let Some(corpus) = corpus() else { return };
    for day in ["2010-12-01", "2010-12-02", "2011-11-14"] {
        let dir = tempfile::tempdir().expect("a folder");
        let book = book(dir.path(), "GBP", "GB");
        let path = corpus.join(format!("purchases/online-retail-days/{day}.csv"));
        let started = std::time::Instant::now();
        let result = bring_in(&book, &path, None, false);
        println!("{day}: {} rows in {:?}, {:?}", result.rows, started.elapsed(), result.created_by_kind);
        assert_eq!(result.failed, 0, "{day}: {:?}", &result.errors.iter().take(5).collect::<Vec<_>>());
        // Straight from the file: pence per line, halves away from zero, per document.
        let mut reader = csv::Reader::from_path(&path).expect("the file");
        let (mut lines, mut quantity, mut pence) = (0, 0_i64, 0_i64);
        let mut documents: BTreeMap<String, (i64, bool)> = BTreeMap::new();
        let mut customers = BTreeSet::new();
        for record in reader.records() {
            let record = record.expect("a row");
            let n: i64 = record[3].parse().expect("a quantity");
            let price: f64 = record[5].parse().expect("a price");
            let mils = (price * 1000.0).round() as i64 * n;
            let cents = (mils.abs() + 5) / 10 * mils.signum();
            lines += 1;
            quantity += n;
            pence += cents;
            let entry = documents.entry(record[0].to_owned()).or_insert((0, true));
            entry.0 += cents;
            entry.1 &= n < 0;
            if !record[6].is_empty() {
                customers.insert(record[6].to_owned());
            }
        }
        let sales: Vec<Sale> = all(&book.facts());
        let found: i64 = sales.iter().map(|s| s.total).sum();
        assert_eq!(sales.len(), documents.len(), "{day}: one document for each number");
        assert_eq!(sales.iter().map(|s| s.lines.len()).sum::<usize>(), lines, "{day}: no line is dropped");
        let pieces: rust_decimal::Decimal = sales.iter().flat_map(|s| &s.lines).map(|l| l.quantity).sum();
        assert_eq!(pieces, rust_decimal::Decimal::from(quantity), "{day}: every piece is there");
        assert_eq!(found, pence, "{day}: the sum is that of the file");
        assert_eq!(book.facts().table(Kind::Customer).len() as usize, customers.len(), "{day}: customers");
        for sale in &sales {
            let (cents, returned) = documents[&sale.external_number];
            assert_eq!(sale.total, cents, "{day}: {}", sale.external_number);
            if sale.external_number.starts_with('C') {
                assert!(
                    returned && sale.document_kind == DocumentKind::CreditNote,
                    "{}",
                    sale.external_number
                );
            }
        }
    }
}

#[test]
fn exports_of_shops_and_accounting_programs_make_sense() {
    let Some(corpus) = corpus() else { return };
    let dir = tempfile::tempdir().expect("a folder");
    let shop = book(dir.path(), "USD", "US");
    let result = bring_in(&shop, &corpus.join("purchases/shopify/shopify_orders.csv"), None, false);
    assert_eq!(result.failed, 0, "{:?}", result.errors);
    let sales: Vec<Sale> = all(&shop.facts());
    let order =
        |n: &str| sales.iter().find(|s| s.external_number == n).unwrap_or_else(|| panic!("{n} is missing"));
    assert_eq!(order("#1001").total, 10_000, "the order comes to what the shop says");
    assert!(order("#1001").lines.len() >= 2, "the row without an order number continues the one above");
    assert_eq!(order("#1003 refund").total, -1_000, "money paid back is a credit note");
    assert_eq!(order("#1001").due, 0, "a paid order owes nothing");

    let dir = tempfile::tempdir().expect("a folder");
    let books = book(dir.path(), "INR", "IN");
    let folder = corpus.join("purchases/frappe-books");
    let parties = bring_in(&books, &folder.join("parties.csv"), None, false);
    assert_eq!((parties.created, parties.failed), (6, 0), "{:?}", parties.errors);
    let items = inspect(&folder.join("items.csv"), None, &books).expect("a plan");
    assert_eq!(items.kind, ImportKind::Products, "{:?}", items.columns);
    let items = bring_in(&books, &folder.join("items.csv"), None, false);
    assert_eq!((items.created, items.failed), (11, 0), "{:?}", items.errors);
    let invoices = bring_in(&books, &folder.join("sales_invoices.csv"), None, false);
    println!("{invoices:?}");
    assert_eq!(invoices.failed, 0, "{:?}", invoices.errors);
    let sales: Vec<Sale> = all(&books.facts());
    for sale in &sales {
        println!("{} {:?} {} {}", sale.external_number, sale.date, sale.total, sale.lines.len());
    }
    let of = |n: &str| sales.iter().find(|s| s.external_number == n).map(|s| s.total);
    assert_eq!((of("1020"), of("1019")), (Some(50_000), Some(25_960)), "invoices come to their grand totals");
}

#[test]
fn address_books_come_in_without_failing_rows() {
    let Some(corpus) = corpus() else { return };
    for name in [
        "roundcube/all.csv",
        "roundcube/gmail.csv",
        "roundcube/outlook.csv",
        "roundcube/email.csv",
        "roundcube/tb_plain.csv",
        "thunderbird/basic_csv_addressbook.csv",
        "thunderbird/csv_semicolon.csv",
        "thunderbird/shiftjis_addressbook.csv",
        "thunderbird/utf16_addressbook.csv",
        "thunderbird/quote.csv",
        "thunderbird/csv_no_header.csv",
        "mautic/fakeleaddata.csv",
        "mautic/10contacts.csv",
        "google-linkedin/Connections.csv",
        "listmonk/subs.csv",
        "ghost/members-formula-like-values.csv",
    ] {
        let dir = tempfile::tempdir().expect("a folder");
        let book = book(dir.path(), "USD", "US");
        let path = corpus.join("contacts").join(name);
        let plan = inspect(&path, Some(ImportKind::Customers), &book).expect("a plan");
        let mapped: Vec<String> = plan
            .columns
            .iter()
            .filter_map(|c| c.field.as_ref().map(|f| format!("{}→{f}", c.header)))
            .collect();
        let result = bring_in(&book, &path, Some(ImportKind::Customers), false);
        println!(
            "{name}: {} rows, {} made, {} skipped, {} failed {:?}\n  {}",
            result.rows,
            result.created,
            result.skipped,
            result.failed,
            result.errors.first().map(|e| &e.message),
            mapped.join(", ")
        );
        assert!(result.created > 0, "{name}: somebody must come in");
        assert!(result.failed * 5 <= result.rows, "{name}: {:?}", result.errors);
    }
}
