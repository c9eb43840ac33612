//! Variants and categories.

use super::pricing::{Question, price_for};
use super::{Component, OptionValue, Product, ProductKind, ProductOption, categories, variants};
use crate::book::Book;
use crate::error::Error;
use crate::reports::catalog::{self, ReportParams};
use crate::reports::value::Cell;
use crate::sales::tests::{by, kept, line, sale, shop};
use crate::sales::{DocumentKind, Line};
use crate::stock::levels::{levels, shortages};
use crate::stock::{MovementReason, StockMovement};
use crate::{Id, Result};
use rust_decimal::Decimal;

fn product(book: &Book, product: Product) -> Product {
    let mut product = product;
    book.transact(&by(), "Product", |tx| tx.save(&mut product)).unwrap();
    product
}

fn shirt(book: &Book) -> Product {
    product(
        book,
        Product {
            name: "Shirt".into(),
            sku: "SH".into(),
            price: 20.into(),
            category: "Clothes / Tops".into(),
            ..Product::default()
        },
    )
}

fn option(name: &str, values: &str) -> ProductOption {
    ProductOption { name: name.into(), values: values.into() }
}

fn make(book: &Book, of: &Product, options: &[ProductOption]) -> Result<Vec<Product>> {
    let made = book.transact(&by(), "Variants", |tx| variants::make(tx, of.meta.id, options))?.value;
    made.into_iter().map(|id| book.facts().get(id)).collect()
}

fn of_product(id: Id) -> Line {
    Line { product_id: Some(id), description: String::new(), ..line(1, 20) }
}

#[test]
fn every_combination_of_the_options_is_a_product_of_its_own() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let shirt = shirt(&book);
    let made = make(&book, &shirt, &[option("Size", "S; M"), option("Colour", "red; blue; Red")]).unwrap();
    let names: Vec<_> = made.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(
        names,
        ["Shirt, S, red", "Shirt, S, blue", "Shirt, M, red", "Shirt, M, blue"],
        "a value counts once"
    );
    assert_eq!((made[0].sku.as_str(), made[0].price, made[0].track_stock), ("SH-S-RED", 20.into(), true));
    assert_eq!(made[0].option_values[1], OptionValue { name: "Colour".into(), value: "red".into() });
    // A price of its own stays when the product's changes; a common one follows.
    let mut dear = made[3].clone();
    dear.price = 25.into();
    product(&book, dear);
    let mut changed: Product = book.facts().get(shirt.meta.id).unwrap();
    (changed.name, changed.price) = ("T-shirt".into(), 22.into());
    product(&book, changed);
    let now = variants::of(&book.facts(), shirt.meta.id);
    let price = |name: &str| now.iter().find(|one| one.name == name).map(|one| one.price);
    assert_eq!((price("T-shirt, S, red"), price("T-shirt, M, blue")), (Some(22.into()), Some(25.into())));
    // A value that goes takes its variants out of the way; one that comes back brings them back.
    let fewer = make(&book, &shirt, &[option("Size", "S"), option("Colour", "red; blue")]).unwrap();
    assert_eq!(fewer.len(), 2);
    let archived = |book: &Book| {
        variants::of(&book.facts(), shirt.meta.id).iter().filter(|one| one.meta.archived).count()
    };
    assert_eq!(archived(&book), 2, "what was sold once is not lost");
    let again = make(&book, &shirt, &[option("Size", "S; M"), option("Colour", "red; blue")]).unwrap();
    assert_eq!((again[3].meta.id, archived(&book)), (made[3].meta.id, 0));
    assert!(make(&book, &again[0], &[option("Size", "S")]).is_err(), "a variant has no variants");
    let too_many = (0..300).map(|n| n.to_string()).collect::<Vec<_>>().join(";");
    assert!(matches!(make(&book, &shirt, &[option("Size", &too_many)]), Err(Error::Invalid { .. })));
}

#[test]
fn a_variant_is_sold_and_counted_and_reported_with_its_product() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let shirt = shirt(&book);
    let made = make(&book, &shirt, &[option("Size", "S; M")]).unwrap();
    let error = kept(&book, &mut sale(DocumentKind::Order, vec![of_product(shirt.meta.id)])).unwrap_err();
    assert!(
        error.to_string().contains("sold in variants"),
        "nobody can pick “a shirt” from the shelf: {error}"
    );
    kept(&book, &mut sale(DocumentKind::Quote, vec![of_product(shirt.meta.id)]))
        .expect("an offer may leave it open");
    for (variant, quantity) in [(&made[0], 5), (&made[1], 2)] {
        let mut came = StockMovement {
            product_id: variant.meta.id,
            date: "2026-01-01".parse().unwrap(),
            reason: MovementReason::Purchase,
            quantity: quantity.into(),
            unit_cost: Some(8.into()),
            ..StockMovement::default()
        };
        book.transact(&by(), "In", |tx| tx.save(&mut came)).unwrap();
    }
    let mut sold =
        sale(DocumentKind::Invoice, vec![of_product(made[0].meta.id), of_product(made[1].meta.id)]);
    kept(&book, &mut sold).unwrap();
    assert_eq!(sold.lines[0].description, "Shirt, S");
    assert_eq!(sold.lines[0].cost, Some(8.into()), "what it cost on average goes into the margin");
    assert_eq!(levels(&book.facts(), shirt.meta.id).unwrap().on_hand, 5.into(), "4 of S and 1 of M");
    let rows = |name: &str| {
        let day = "2026-03-02".parse().unwrap();
        let report = catalog::build(&book.facts(), day, name, &ReportParams::default()).unwrap();
        report.tables[0].rows.iter().map(|row| row[0].clone()).collect::<Vec<_>>()
    };
    assert_eq!(rows("margin_by_product"), [Cell::words("Shirt")], "the owner thinks of shirts");
    assert_eq!(rows("margin_by_variant").len(), 2);
    assert_eq!(rows("margin_by_category"), [Cell::words("Clothes / Tops")]);
}

#[test]
fn a_bundle_with_options_takes_the_fitting_variant_of_each_part() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let shirt = shirt(&book);
    let sizes = make(&book, &shirt, &[option("Size", "S; M")]).unwrap();
    let cap = product(&book, Product { name: "Cap".into(), track_stock: true, ..Product::default() });
    let set = product(
        &book,
        Product {
            name: "Set".into(),
            product_kind: ProductKind::Bundle,
            price: 30.into(),
            components: vec![
                Component { product_id: shirt.meta.id, quantity: 1.into() },
                Component { product_id: cap.meta.id, quantity: 2.into() },
            ],
            ..Product::default()
        },
    );
    assert!(make(&book, &set, &[option("Size", "XL")]).is_err(), "there is no shirt in XL");
    let sets = make(&book, &set, &[option("Size", "S; M")]).unwrap();
    assert_eq!(sets[1].components[0].product_id, sizes[1].meta.id, "the set in M has the shirt in M");
    let mut order = sale(DocumentKind::Order, vec![of_product(sets[1].meta.id)]);
    kept(&book, &mut order).unwrap();
    let short: Vec<_> =
        shortages(&book.facts(), &order).into_iter().map(|one| (one.line, one.name)).collect();
    assert_eq!(short, [(0, "Shirt, M".to_owned()), (0, "Cap".to_owned())], "each part is asked of the stock");
}

#[test]
fn categories_are_renamed_merged_and_removed_with_their_products() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let shirt = shirt(&book);
    let act =
        |work: &dyn Fn(&mut crate::book::Tx<'_>) -> Result<usize>| book.transact(&by(), "Categories", work);
    let names =
        || -> Vec<_> { categories::list(&book.facts()).into_iter().map(|one| (one.name, one.all)).collect() };
    act(&|tx| categories::create(tx, " Garden ").map(|()| 0)).unwrap();
    assert_eq!(names(), [("Clothes".into(), 1), ("Clothes / Tops".into(), 1), ("Garden".into(), 0)]);
    assert!(act(&|tx| categories::create(tx, "garden").map(|()| 0)).is_err(), "it is there already");
    assert_eq!(act(&|tx| categories::rename(tx, "clothes", "Fashion")).unwrap().value, 1);
    let moved: Product = book.facts().get(shirt.meta.id).unwrap();
    assert_eq!(moved.category, "Fashion / Tops", "what is within it goes with it");
    assert!(act(&|tx| categories::rename(tx, "Fashion", "Garden")).is_err(), "two are not made one unseen");
    assert!(
        act(&|tx| categories::rename(tx, "Fashion", "Fashion / Tops / Old")).is_err(),
        "nor one put into itself"
    );
    let error = act(&|tx| categories::delete(tx, "Fashion").map(|()| 0)).unwrap_err();
    assert!(error.to_string().starts_with("1 products are in “Fashion”"), "{error}");
    act(&|tx| categories::merge(tx, "Fashion", "Garden")).unwrap();
    assert_eq!(names(), [("Garden".into(), 1), ("Garden / Tops".into(), 1)]);
    act(&|tx| categories::merge(tx, "Garden / Tops", "Garden")).unwrap();
    assert_eq!(names(), [("Garden".into(), 1)]);
    act(&|tx| categories::create(tx, "Empty").map(|()| 0)).unwrap();
    act(&|tx| categories::delete(tx, "Empty").map(|()| 0)).unwrap();
    assert_eq!(names(), [("Garden".into(), 1)], "nothing used it");
}

#[test]
fn a_price_is_said_in_the_currency_of_the_document() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let shirt = shirt(&book);
    let mut asked = Question {
        product: shirt.meta.id,
        date: "2026-03-02".parse().unwrap(),
        quantity: 1.into(),
        currency: "USD".into(),
        exchange_rate: "0.93".parse().unwrap(),
        ..Question::default()
    };
    // 20 EUR ÷ 0.93 EUR for one USD = 21.505… USD
    let price = price_for(&book.facts(), &asked).unwrap();
    assert_eq!(price.unit_price, "21.51".parse::<Decimal>().unwrap());
    asked.currency = "JPY".into();
    asked.exchange_rate = "0.0062".parse().unwrap();
    // 20 ÷ 0.0062 = 3225.8… JPY, which has no smaller unit
    assert_eq!(price_for(&book.facts(), &asked).unwrap().unit_price, "3226".parse::<Decimal>().unwrap());
    asked.exchange_rate = Decimal::ZERO;
    assert!(price_for(&book.facts(), &asked).is_err(), "without a rate there is no price");
}
