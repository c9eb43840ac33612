//! `sale`: a document from the command line, from writing it to its paper.

use crate::Shop;

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
