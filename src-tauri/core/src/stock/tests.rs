use super::levels::{levels, shortages};
use super::sheet::{Count, correct, read, rows, write};
use super::*;
use crate::book::{Book, Unwatched};
use crate::customers::Customer;
use crate::products::pricing::{Question, price_for};
use crate::products::{Component, ListPrice, Product, ProductKind};
use crate::sales::make::make;
use crate::sales::tests::{by, kept, line, sale, shop};
use crate::sales::{DocumentKind, Sale, SaleStatus};
use crate::settings::{SETTINGS_ID, Settings};
use crate::{Error, Result};

fn saved<E: crate::entity::Entity>(book: &Book, mut record: E) -> Result<E> {
    book.transact(&by(), "Save", |tx| tx.save(&mut record))?;
    Ok(record)
}

fn chair(book: &Book) -> Product {
    let chair = Product { name: "Chair".into(), track_stock: true, price: 80.into(), ..Product::default() };
    saved(book, chair).unwrap()
}

fn bought(book: &Book, product: &Product, quantity: i64, cost: i64, day: &str) {
    let movement = StockMovement {
        product_id: product.meta.id,
        date: day.parse().unwrap(),
        quantity: quantity.into(),
        unit_cost: Some(cost.into()),
        ..StockMovement::default()
    };
    saved(book, movement).unwrap();
}

fn document(kind: DocumentKind, product: &Product, quantity: i64) -> Sale {
    let mut one = line(quantity, 80);
    one.product_id = Some(product.meta.id);
    sale(kind, vec![one])
}

fn there(book: &Book, product: &Product) -> (i64, i64, i64) {
    let levels = levels(&book.facts(), product.meta.id).unwrap();
    let whole = |d: Decimal| i64::try_from(d.normalize().mantissa()).unwrap() * 10_i64.pow(0);
    let of = |d: Decimal| whole(d.trunc());
    (of(levels.on_hand), of(levels.reserved), of(levels.available()))
}

#[test]
fn what_is_delivered_leaves_once_whichever_document_it_leaves_with() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let chair = chair(&book);
    bought(&book, &chair, 10, 30, "2026-01-02");
    let mut order = document(DocumentKind::Order, &chair, 6);
    kept(&book, &mut order).unwrap();
    assert_eq!(there(&book, &chair), (10, 6, 4), "an open order reserves what it waits for");
    let made = |id, to| book.transact(&by(), "Make", |tx| make(tx, id, to, &[], None)).unwrap().value;
    let delivery = made(order.meta.id, DocumentKind::Delivery);
    assert_eq!(there(&book, &chair), (4, 0, 4), "what is delivered is reserved no more");
    made(delivery.meta.id, DocumentKind::Invoice);
    assert_eq!(there(&book, &chair).0, 4, "the invoice for a delivery takes nothing a second time");
    let mut counter = document(DocumentKind::Invoice, &chair, 1);
    kept(&book, &mut counter).unwrap();
    assert_eq!(there(&book, &chair).0, 3, "over the counter goods leave with the invoice");
    let mut back = document(DocumentKind::CreditNote, &chair, -1);
    back.returns_goods = true;
    kept(&book, &mut back).unwrap();
    assert_eq!(there(&book, &chair).0, 4, "and come back with the credit note");
    counter.status = SaleStatus::Cancelled;
    kept(&book, &mut counter).unwrap();
    assert_eq!(there(&book, &chair).0, 5, "a cancelled invoice took nothing");
    book.undo(&by(), None, &Unwatched).unwrap();
    assert_eq!(there(&book, &chair).0, 4, "and undone it took it again: one operation");
}

#[test]
fn the_average_cost_is_weighted_by_what_came_in() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let chair = chair(&book);
    // 10 at 30 and, after 4 went, 6 at 45: (6 × 30 + 6 × 45) / 12 = 37.5, typed in any order.
    bought(&book, &chair, 6, 45, "2026-01-20");
    let mut sold = document(DocumentKind::Invoice, &chair, 4);
    kept(&book, &mut sold).unwrap();
    bought(&book, &chair, 10, 30, "2026-01-02");
    assert_eq!(levels(&book.facts(), chair.meta.id).unwrap().average_cost, Decimal::new(375, 1));
    let mut next = document(DocumentKind::Quote, &chair, 1);
    next.lines[0].description.clear();
    kept(&book, &mut next).unwrap();
    assert_eq!(next.lines[0].cost, Some(Decimal::new(375, 1)), "margins are worked out with it");
}

#[test]
fn too_little_is_said_or_refused_as_the_settings_want() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let chair = chair(&book);
    bought(&book, &chair, 2, 30, "2026-01-02");
    let mut order = document(DocumentKind::Order, &chair, 1);
    kept(&book, &mut order).unwrap();
    let mut invoice = document(DocumentKind::Invoice, &chair, 2);
    let short = shortages(&book.facts(), &invoice);
    assert_eq!((short[0].wanted, short[0].available), (2.into(), 1.into()), "one is promised to the order");
    let refuse = |way: NegativeStock| {
        let mut settings: Settings = book.facts().get(SETTINGS_ID).unwrap();
        settings.negative_stock = way;
        saved(&book, settings).unwrap();
    };
    refuse(NegativeStock::Refuse);
    kept(&book, &mut invoice).unwrap();
    let error = kept(&book, &mut document(DocumentKind::Invoice, &chair, 1)).unwrap_err();
    assert!(error.to_string().starts_with("Only 0 of “Chair” are in stock."), "{error}");
    assert_eq!(there(&book, &chair).0, 0, "a refusal leaves nothing behind");
    refuse(NegativeStock::Warn);
    kept(&book, &mut document(DocumentKind::Invoice, &chair, 1)).unwrap();
    assert_eq!(there(&book, &chair).0, -1, "a warning leaves the choice to the seller");
}

#[test]
fn a_bundle_is_as_many_as_its_scarcest_part_makes() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let (chair, table) = (
        chair(&book),
        saved(&book, Product { name: "Table".into(), track_stock: true, ..Product::default() }).unwrap(),
    );
    bought(&book, &chair, 9, 30, "2026-01-02");
    bought(&book, &table, 5, 100, "2026-01-02");
    let part = |product: &Product, quantity: i64| Component {
        product_id: product.meta.id,
        quantity: quantity.into(),
    };
    let set = Product {
        name: "Dining set".into(),
        product_kind: ProductKind::Bundle,
        components: vec![part(&table, 1), part(&chair, 4)],
        ..Product::default()
    };
    let set = saved(&book, set).unwrap();
    assert_eq!(there(&book, &set).2, 2, "nine chairs are enough for two sets");
    kept(&book, &mut document(DocumentKind::Invoice, &set, 2)).unwrap();
    assert_eq!((there(&book, &chair).0, there(&book, &table).0), (1, 3));
}

#[test]
fn goods_move_between_places_and_the_sheet_puts_right_what_was_counted() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let chair = chair(&book);
    bought(&book, &chair, 10, 30, "2026-01-02");
    let moved = StockMovement {
        product_id: chair.meta.id,
        date: "2026-01-03".parse().unwrap(),
        reason: MovementReason::Transfer,
        quantity: 3.into(),
        to_location: "Cellar".into(),
        ..StockMovement::default()
    };
    saved(&book, moved.clone()).unwrap();
    let nowhere = StockMovement { to_location: String::new(), ..moved };
    assert!(matches!(saved(&book, nowhere), Err(Error::Invalid { .. })));
    let sheet = rows(&book.facts(), None);
    let places: Vec<_> = sheet.iter().map(|row| (row.location.as_str(), row.expected)).collect();
    assert_eq!(places, [("", 7.into()), ("Cellar", 3.into())]);
    let text = String::from_utf8(write(&sheet).unwrap()).unwrap();
    let filled = text.replace(",Cellar,3,,", ",Cellar,3,2.5,").replace(",,7,,", ",,7,7,");
    let counts = read(filled.as_bytes()).unwrap();
    assert_eq!(
        counts[1],
        Count { product: chair.meta.id, location: "Cellar".into(), counted: Decimal::new(25, 1) }
    );
    let corrections =
        book.transact(&by(), "Stocktaking", |tx| correct(tx, &counts, "Stocktaking")).unwrap().value;
    assert_eq!(corrections, 1, "what was counted as expected is left alone");
    assert_eq!(book.facts().stock.product(0).at("Cellar"), Decimal::new(25, 1));
    let error = read(filled.replace("2.5", "two").as_bytes()).unwrap_err().to_string();
    assert!(error.contains("Line 3"), "a mistake is told with its line: {error}");
}

#[test]
fn a_price_says_why_it_is_what_it_is() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let anna = Customer {
        last_name: "Jensen".into(),
        tier: "Gold".into(),
        discount: Some(5.into()),
        ..Customer::default()
    };
    let anna = saved(&book, anna).unwrap();
    let price = |list: &str, customer, from: i64, price: i64, until: Option<&str>| ListPrice {
        price_list: list.into(),
        customer_id: customer,
        min_quantity: from.into(),
        price: price.into(),
        valid_until: until.map(|day| day.parse().unwrap()),
        ..ListPrice::default()
    };
    let chair = Product {
        prices: vec![
            price("gold", None, 0, 75, None),
            price("", None, 10, 70, None),
            price("", None, 0, 60, Some("2026-01-31")),
        ],
        ..chair(&book)
    };
    let chair = saved(&book, chair).unwrap();
    let ask = |customer, quantity: i64, day: &str, code: &str| {
        let question = Question {
            product: chair.meta.id,
            customer,
            date: day.parse().unwrap(),
            quantity: quantity.into(),
            code: code.into(),
            ..Question::default()
        };
        let price = price_for(&book.facts(), &question).unwrap();
        (price.unit_price.to_string(), price.discount.to_string(), price.reason.to_string())
    };
    let said = |unit: &str, off: &str, why: &str| (unit.to_owned(), off.to_owned(), why.to_owned());
    assert_eq!(ask(None, 1, "2026-03-02", ""), said("80", "0", "The usual price."));
    assert_eq!(ask(None, 1, "2026-01-31", ""), said("60", "0", "The price at this time."));
    assert_eq!(ask(None, 10, "2026-03-02", ""), said("70", "0", "The price at this time. From 10 on."));
    let gold = "The price of “gold”. 5 % off as agreed with this customer.";
    assert_eq!(ask(Some(anna.meta.id), 10, "2026-03-02", ""), said("75", "5", gold));
    let spring = crate::campaigns::Campaign {
        name: "Spring".into(),
        offer_code: "TULIP".into(),
        offer_discount: 8.into(),
        end_date: Some("2026-03-31".parse().unwrap()),
        ..Default::default()
    };
    saved(&book, spring).unwrap();
    let offer = "The price of “gold”. 8 % off by the campaign “Spring”.";
    assert_eq!(ask(Some(anna.meta.id), 1, "2026-03-02", "tulip"), said("75", "8", offer));
    assert_eq!(ask(Some(anna.meta.id), 1, "2026-04-01", "tulip").1, "5", "the offer is over");
    let day = |code: &str| ask(None, 1, "2026-03-02", code);
    let cheap = crate::campaigns::Campaign {
        name: "Clearance".into(),
        offer_code: "OUT".into(),
        offer_product_id: Some(chair.meta.id),
        offer_price: Some(55.into()),
        offer_terms_days: Some(60),
        ..Default::default()
    };
    let nothing = crate::campaigns::Campaign { offer_product_id: None, ..cheap.clone() };
    assert!(saved(&book, nothing).is_err(), "a price without a product is the price of what?");
    saved(&book, cheap).unwrap();
    let why = "The price of the campaign “Clearance”. 60 days to pay by the campaign “Clearance”.";
    assert_eq!(day("out"), said("55", "0", why));
    assert_eq!(
        ask(None, 1, "2026-01-31", "out").0,
        "55",
        "the price at that time was 60, and the offer is better"
    );
    let late = |code: &str| {
        let mut invoice = document(DocumentKind::Invoice, &chair, 1);
        (invoice.date, invoice.offer_code) = ("2026-03-02".parse().unwrap(), code.into());
        kept(&book, &mut invoice).unwrap();
        invoice.due_date.unwrap().to_string()
    };
    assert_eq!(late("out"), "2026-05-01", "60 days after 2 March");
    assert_eq!(late(""), "2026-03-16", "the usual 14 days");
    let own = Product { prices: vec![price("", Some(anna.meta.id), 0, 50, None)], ..chair.clone() };
    saved(&book, own).unwrap();
    assert_eq!(ask(Some(anna.meta.id), 1, "2026-03-02", ""), said("50", "0", "The price of this customer."));
}

#[test]
fn what_one_transaction_takes_is_counted_within_it() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let chair = chair(&book);
    bought(&book, &chair, 3, 30, "2026-01-02");
    let mut settings: Settings = book.facts().get(SETTINGS_ID).unwrap();
    settings.negative_stock = NegativeStock::Refuse;
    saved(&book, settings).unwrap();
    let two = || document(DocumentKind::Invoice, &chair, 2);
    let both = book.transact(&by(), "Two at once", |tx| {
        tx.save(&mut two())?;
        tx.save(&mut two())
    });
    assert!(
        both.unwrap_err().to_string().starts_with("Only 1 of “Chair”"),
        "each alone would fit, both do not"
    );
    assert_eq!(there(&book, &chair).0, 3, "and neither of them happened");
    let mut delivery = document(DocumentKind::Delivery, &chair, 2);
    kept(&book, &mut delivery).unwrap();
    delivery.lines[0].quantity = 4.into();
    assert!(kept(&book, &mut delivery).is_err(), "a change cannot take more than there is either");
    delivery.lines[0].quantity = 3.into();
    kept(&book, &mut delivery).unwrap();
    assert_eq!(there(&book, &chair).0, 0, "what it took before counts as being there");
}

#[test]
fn a_product_on_two_lines_of_a_sheet_ends_with_its_last_count() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let chair = chair(&book);
    bought(&book, &chair, 3, 30, "2026-01-02");
    let count =
        |counted: i64| Count { product: chair.meta.id, location: String::new(), counted: counted.into() };
    book.transact(&by(), "Stocktaking", |tx| correct(tx, &[count(5), count(4)], "Counted twice")).unwrap();
    assert_eq!(there(&book, &chair).0, 4, "not 3 + 2 + 1, as if the first count had not been");
}
