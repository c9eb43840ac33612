//! `sale`: a document from the command line, from writing it to its paper.

use crate::Shop;
use std::fs;

#[test]
fn a_sale_is_written_invoiced_paid_and_printed() {
    let shop = Shop::new();
    let book = shop.book();
    let products = shop.write("products.csv", "SKU,Name,Price,Tax rate\nCHR,Chair,80.00,19\n");
    shop.done(&["import", &book, &products, "--as", "products"]);
    let customers = shop.write("customers.csv", "Name\nAnna Jensen\n");
    shop.done(&["import", &book, &customers, "--as", "customers"]);
    let quote = shop.done(&[
        "sale",
        "create",
        &book,
        "--kind",
        "quote",
        "--customer",
        "Anna Jensen",
        "--date",
        "2026-03-02",
        "--line",
        "3 x CHR",
        "--line",
        "Repair @ 45.50",
    ]);
    // 3 × 80.00 at 19 % = 285.60, and 45.50 at the usual rate of a new book, which is 0.
    assert_eq!(quote.trim(), "QUO-2026-0001: 331.10 EUR.");
    shop.done(&["sale", "make", &book, "QUO-2026-0001", "order"]);
    let orders = shop.done(&["list", &book, "sales", "--where", "document_kind = order", "--json"]);
    let orders: serde_json::Value = serde_json::from_str(&orders).unwrap();
    let order = orders["rows"][0]["number"].as_str().unwrap();
    let part = shop.done(&["sale", "make", &book, order, "invoice", "--pick", "1=2"]);
    assert!(part.contains(": 190.40 EUR"), "two chairs of three: {part}");
    let rest = shop.done(&["sale", "invoice", &book, order]);
    assert!(rest.contains(": 140.70 EUR"), "the third chair and the repair: {rest}");
    let nothing = shop.refused(&["sale", "invoice", &book, order]);
    assert!(nothing.contains("is left to take over"), "{nothing}");
    let invoice = part.split(':').next().unwrap();
    assert!(shop.done(&["sale", "pay", &book, invoice, "--amount", "100"]).contains("90.40 due"));
    assert!(shop.done(&["sale", "pay", &book, invoice, "--method", "cash"]).contains(" 0.00 due"));
    shop.refused(&["sale", "pay", &book, invoice, "--amount", "1"]);
    let paper = shop.path("invoice.pdf");
    shop.done(&["sale", "print", &book, invoice, &paper.display().to_string()]);
    assert!(std::fs::read(&paper).unwrap().starts_with(b"%PDF"));
    let file = shop.path("buchungen.csv").display().to_string();
    shop.done(&["report", &book, "journal", &file, "--datev"]);
    assert!(std::fs::read(&file).unwrap().starts_with(b"\"EXTF\""));
    let unknown = shop.refused(&["sale", "create", &book, "--line", "2 x Nothing"]);
    assert!(unknown.contains("Give its code, or a price with @"), "{unknown}");
}

#[test]
fn an_order_is_accepted_paid_in_advance_sent_and_repeated() {
    let shop = Shop::new();
    let book = shop.book();
    let quote = shop.done(&["sale", "create", &book, "--kind", "quote", "--line", "Boiler @ 100"]);
    let quote = quote.split(':').next().unwrap();
    shop.done(&["sale", "accept", &book, quote]);
    let order = shop.done(&["sale", "make", &book, quote, "order"]);
    let order = order.split(':').next().unwrap();
    assert!(shop.done(&["sale", "deposit", &book, order, "25"]).contains("25.00 EUR"));
    let day = |name: &str, of: &str| [format!("--{name}"), of.to_owned()];
    let mut ship = vec!["sale".to_owned(), "ship".into(), book.clone(), order.to_owned()];
    ship.extend(
        [day("promised", "2026-03-20"), day("shipped", "2026-03-18"), day("delivered", "2026-03-19")]
            .concat(),
    );
    ship.extend(["--carrier", "DHL", "--tracking", "JJD 7"].map(str::to_owned));
    shop.done(&ship.iter().map(String::as_str).collect::<Vec<_>>());
    let timeline = shop.done(&["sale", "timeline", &book, order]);
    for event in
        ["accepted  QUO", "2026-03-20  promised", "2026-03-18  shipped", "2026-03-19  delivered", "DHL"]
    {
        assert!(timeline.contains(event), "{event} is missing in:\n{timeline}");
    }
    let wrong = shop.refused(&["sale", "repeat", &book, order, "FREQ=SOMETIMES"]);
    assert!(!wrong.is_empty(), "a rule that is none is said");
    shop.done(&["sale", "repeat", &book, order, "FREQ=WEEKLY", "--next", "2026-04-06"]);
    assert_eq!(
        shop.done(&["sale", "recurring", &book, "--until", "2026-04-20"]).trim(),
        "3 invoices were made."
    );
}

#[test]
fn variants_categories_and_letters_from_the_command_line() {
    let shop = Shop::new();
    let book = shop.book();
    let products = shop.write("products.csv", "SKU,Name,Price,Category\nSH,Shirt,20.00,Tops\n");
    shop.done(&["import", &book, &products, "--as", "products"]);
    let made = shop.done(&["product", "variants", &book, "SH", "--option", "Size=S;M"]);
    assert_eq!(made.trim(), "Shirt, S\nShirt, M");
    // 20 EUR ÷ 0.80 EUR for one USD = 25 USD.
    let abroad =
        shop.done(&["sale", "create", &book, "--line", "2 x SH-S", "--currency", "USD", "--rate", "0.80"]);
    assert!(abroad.contains(": 50.00 USD"), "{abroad}");
    let refused = shop.refused(&["sale", "create", &book, "--line", "1 x SH"]);
    assert!(refused.contains("sold in variants"), "{refused}");
    let customers = shop.write("customers.csv", "Name\nAnna Jensen\n");
    shop.done(&["import", &book, &customers, "--as", "customers"]);
    shop.done(&[
        "sale",
        "create",
        &book,
        "--customer",
        "Anna Jensen",
        "--line",
        "1 x SH-M",
        "--date",
        "2026-01-02",
    ]);
    assert_eq!(shop.done(&["category", "list", &book]).trim(), "Tops  3");
    shop.done(&["category", "rename", &book, "Tops", "Clothes / Tops"]);
    let refused = shop.refused(&["category", "remove", &book, "Clothes"]);
    assert!(refused.contains("3 products are in"), "{refused}");
    for (what, file) in [("reminders", "reminders.pdf"), ("statements", "statements.pdf")] {
        let file = shop.path(file).display().to_string();
        let said = shop.done(&["letters", what, &book, &file]);
        assert!(said.starts_with("1 letter is at"), "{said}");
        assert!(std::fs::read(&file).unwrap().starts_with(b"%PDF"));
    }
    let file = shop.path("debitoren.csv").display().to_string();
    shop.done(&["report", &book, "debtors", &file, "--datev"]);
    assert!(std::fs::read(&file).unwrap().starts_with(b"\"EXTF\";700;16;"));
}

#[test]
fn amounts_in_another_currency_are_what_the_paper_says_in_lists_and_files() {
    let shop = Shop::new();
    let book = shop.book();
    let made = |currency: &str, rate: &str, price: &str| {
        let line = format!("1 x Chair @ {price}");
        let args = ["sale", "create", &book, "--line", &line, "--currency", currency, "--rate", rate];
        shop.done(&args).split(':').next().unwrap().to_owned()
    };
    // The yen has no smaller unit, the dinar has a thousand fils.
    let yen = made("JPY", "0.0061", "31214");
    let dinar = made("KWD", "3.0", "12.345");
    let list = shop.done(&["list", &book, "sales"]);
    assert!(list.contains("31214 JPY") && list.contains("12.345 KWD"), "no list says 312.14:\n{list}");
    for profile in ["spreadsheet", "exact"] {
        let file = shop.path(&format!("{profile}.csv")).display().to_string();
        shop.done(&["save", &book, "sales", "--record", &yen, "--set", "po_number=A1"]);
        shop.done(&["export", &book, "sales", &file, "--profile", profile]);
        let text = fs::read_to_string(&file).unwrap();
        let rows: Vec<&str> = text.lines().skip(1).collect();
        assert_eq!(rows.len(), 2);
        assert!(!text.contains("312.14"), "{profile}: {text}");
        if profile == "spreadsheet" {
            assert!(rows[0].contains(",31214,") && rows[1].contains(",12.345,"), "{text}");
        }
    }
    shop.done(&["sale", "create", &book, "--line", "1 x Table @ 300"]);
    // 31,214 yen are 190.41 euro, and 12.345 dinars 37.04.
    let order = shop.done(&["list", &book, "sales", "--sort", "total", "--where", "total < 250"]);
    let lines: Vec<&str> = order.lines().skip(1).collect();
    assert!(lines.len() == 3 && lines[0].contains("KWD") && lines[1].contains("JPY"), "by worth:\n{order}");
    let other = shop.path("Other.regulars").display().to_string();
    shop.done(&["new", &other, "--currency", "EUR"]);
    let exact = shop.path("exact.csv").display().to_string();
    shop.done(&["import", &other, &exact]);
    assert!(shop.done(&["list", &other, "sales"]).contains("12.345 KWD"), "{dinar} comes back as it was");
    let foreign = shop.write(
        "foreign.csv",
        "Number,Date,Product,Quantity,Price,Currency,Exchange rate,Shipping\nX1,2026-01-02,Lamp,1,5000,JPY,0.0061,800\n",
    );
    let map = "Currency=currency,Exchange rate=exchange_rate";
    shop.done(&["import", &other, &foreign, "--as", "sales", "--map", map]);
    let list = shop.done(&["list", &other, "sales", "--search", "Lamp"]);
    assert!(list.contains("5800 JPY"), "amounts of a row are in its own currency:\n{list}");
}

#[test]
fn amounts_are_typed_in_major_units_and_records_by_their_codes() {
    let shop = Shop::new();
    let book = shop.book();
    shop.done(&["save", &book, "customers", "--set", "last_name=Jensen", "--set", "credit_limit=250.50"]);
    shop.done(&[
        "save",
        &book,
        "products",
        "--set",
        "sku=CHR",
        "--set",
        "name=Chair",
        "--set",
        "track_stock=yes",
    ]);
    let came = ["save", &book, "stock-movements", "--set", "product_id=CHR", "--set", "quantity=5"];
    shop.done(&came);
    let customers = shop.done(&["list", &book, "customers", "--where", "credit_limit = 250.50"]);
    assert!(customers.contains("1 of 1"), "250.50 is 250 euro and 50 cent, not 2.50:\n{customers}");
    let refused =
        shop.refused(&["save", &book, "customers", "--set", "last_name=B", "--set", "credit_limit=lots"]);
    assert!(refused.contains("is no amount"), "{refused}");
    let sale = shop.done(&["sale", "create", &book, "--line", "6 x CHR @ 10", "--customer", "Jensen"]);
    assert!(sale.contains("60.00 EUR"), "{sale}");
    let sales: serde_json::Value =
        serde_json::from_str(&shop.done(&["list", &book, "sales", "--json"])).unwrap();
    let line = &sales["rows"][0]["lines"][0];
    assert_eq!(
        (&line["description"], &line["sku"]),
        (&"Chair".into(), &"CHR".into()),
        "as the product has it"
    );
}
