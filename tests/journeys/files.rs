//! Files in, files out, backups: as jobs, in one step each.

use crate::shop::Shop;
use serde_json::json;

const CUSTOMERS: &str = "Name,E-Mail,Phone,City\nAnna Jensen,anna@example.org,030 901820,Berlin\n=cmd(),ben@example.org,,Bonn\nBroken,not-an-address,,Köln\n";

#[test]
fn a_file_is_tried_brought_in_and_taken_back_in_one_step() {
    let shop = Shop::new();
    let path = shop.write("customers.csv", CUSTOMERS);
    let plan = shop.ask("import.inspect", json!({ "path": path }));
    assert_eq!((&plan["as"], &plan["rows"]), (&json!("customer"), &json!(3)), "{plan}");
    let map: serde_json::Map<_, _> = plan["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|column| (column["header"].as_str().unwrap().to_owned(), column["field"].clone()))
        .collect();
    let request = |dry: bool| json!({ "path": path, "as": plan["as"], "map": map, "options": { "onDuplicate": "skip" }, "dryRun": dry });
    let tried = shop.job("import.run", request(true));
    assert_eq!((&tried["created"], shop.count("customer", "")), (&json!(2), 0), "a trial keeps nothing");
    let done = shop.job("import.run", request(false));
    assert_eq!((&done["created"], &done["failed"]), (&json!(2), &json!(1)));
    assert_eq!((&done["errors"][0]["line"], &done["errors"][0]["column"]), (&json!(4), &json!("E-Mail")));
    let again = shop.job("import.run", request(false));
    assert_eq!(
        (&again["created"], &again["skipped"]),
        (&json!(0), &json!(2)),
        "who is there already is not made twice"
    );
    shop.ask("operations.undo", json!({ "opId": done["opId"] }));
    assert_eq!(shop.count("customer", ""), 0, "one undo takes the whole file back");
}

#[test]
fn a_list_goes_out_harmless_for_spreadsheets_and_exact_for_us() {
    let shop = Shop::new();
    shop.add("customer", json!({ "firstName": "=HYPERLINK()", "lastName": "Evil" }));
    let out = shop.path("list.csv");
    shop.answer(&out);
    shop.job("export.run", json!({ "kind": "customer", "profile": "spreadsheet" }));
    let text = std::fs::read_to_string(&out).unwrap();
    assert!(
        !text.lines().any(|line| line.split(',').any(|cell| cell.trim_matches('"').starts_with('='))),
        "{text}"
    );
    let exact = shop.path("exact.csv");
    shop.job("export.run", json!({ "kind": "customer", "profile": "exact", "path": exact }));
    let other = Shop::new();
    let plan = other.ask("import.inspect", json!({ "path": exact }));
    let map: serde_json::Map<_, _> = plan["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| (c["header"].as_str().unwrap().to_owned(), c["field"].clone()))
        .collect();
    other.job(
        "import.run",
        json!({ "path": exact, "as": "customer", "map": map, "options": { "onDuplicate": "skip" } }),
    );
    assert_eq!(other.column(json!({ "kind": "customer" }), "firstName"), ["=HYPERLINK()"]);
}

#[test]
fn a_backup_is_restored_beside_the_book_it_came_from() {
    let shop = Shop::new();
    shop.add("customer", json!({ "firstName": "Anna", "lastName": "Jensen" }));
    let file = shop.path("backup.regulars");
    shop.job("backup.run", json!({ "path": file }));
    shop.add("customer", json!({ "firstName": "Ben", "lastName": "Later" }));
    shop.job("book.restore", json!({ "archive": file, "path": shop.path("restored.regulars") }));
    assert_eq!(
        shop.column(json!({ "kind": "customer" }), "lastName"),
        ["Jensen"],
        "as it was when the backup was made"
    );
}

#[test]
fn a_report_is_the_same_on_screen_and_on_paper() {
    let shop = Shop::new();
    shop.add("sale", json!({ "date": "2026-03-02", "lines": [{ "description": "Shelf", "quantity": "1", "unitPrice": "100.00", "taxRate": "19" }] }));
    let request = json!({ "name": "sales_summary", "from": "2026-03-01", "to": "2026-03-31" });
    let report = shop.ask("reports.get", request.clone());
    let out = shop.path("report.csv");
    let mut save = request;
    save["format"] = json!("csv");
    save["path"] = json!(out);
    shop.job("reports.save", save);
    let text = std::fs::read_to_string(&out).unwrap();
    let shown = report["kpis"][0]["value"].as_str().unwrap_or_default().to_owned();
    assert!(!shown.is_empty() && report.to_string().contains("100"), "{report}");
    assert!(text.contains("100"), "the file holds the same figures: {text}");
}
