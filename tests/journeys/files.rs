//! Files in, files out, backups: as jobs, in one step each.

use crate::shop::Shop;
use serde_json::json;

const CUSTOMERS: &str = "Name,E-Mail,Phone,City\nAnna Jensen,anna@example.org,030 901820,Berlin\n=cmd(),ben@example.org,,Bonn\n,not-an-address,,Köln\n";

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

#[test]
fn cards_come_in_and_go_out_and_mail_is_filed_with_whom_it_is_from() {
    let shop = Shop::new();
    let cards = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Berg;Ida;;;\r\nEMAIL;TYPE=WORK:ida@berg.example\r\nADR:;;Am Markt 1;Potsdam;;14467;\r\nEND:VCARD\r\n";
    let path = shop.write("contacts.vcf", cards);
    let plan = shop.ask("import.inspect", json!({ "path": path }));
    assert_eq!((&plan["as"], &plan["rows"]), (&json!("customer"), &json!(1)));
    let map: serde_json::Map<String, serde_json::Value> = plan["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|column| (column["header"].as_str().unwrap().to_owned(), column["field"].clone()))
        .collect();
    let request = json!({ "path": path, "as": "customer", "map": map, "options": { "onDuplicate": "skip" }, "dryRun": false });
    assert_eq!(shop.job("import.run", request)["created"], 1);
    let ida = shop.ask("records.list", json!({ "kind": "customer", "limit": 1 }))["rows"][0].clone();
    assert_eq!((&ida["lastName"], &ida["emails"][0]["label"]), (&json!("Berg"), &json!("work")));

    let mail = "From: Ida Berg <IDA@berg.example>\r\nTo: hello@linden.example\r\nSubject: Table\r\nDate: Thu, 2 Jan 2025 08:00:00 +0100\r\nMessage-ID: <1@berg>\r\n\r\nYes please\r\n";
    let message = shop.write("message.eml", mail);
    let filed = shop.ask("interactions.fileMail", json!({ "path": message }));
    assert_eq!((&filed["customerIds"], &filed["direction"]), (&json!([ida["id"]]), &json!("in")));
    assert_eq!(filed["sentence"], "“Table” is filed with Ida Berg.");
    let again = shop.ask("interactions.fileMail", json!({ "path": message }));
    assert_eq!((&again["already"], &again["opId"]), (&json!(true), &json!(null)));
    let strange =
        shop.write("strange.eml", &mail.replace("berg.example", "else.example").replace("1@berg", "2@berg"));
    let unknown = shop.ask("interactions.fileMail", json!({ "path": strange }));
    assert_eq!(unknown["unknown"][0], json!({ "name": "Ida Berg", "address": "ida@else.example" }));
    assert!(
        unknown["sentence"].as_str().unwrap().starts_with("No customer has the address ida@else.example,")
    );
    shop.ask("operations.undo", json!({ "opId": filed["opId"] }));
    assert_eq!(shop.count("interaction", ""), 0);

    let out = shop.path("out.vcf");
    shop.job(
        "export.run",
        json!({ "kind": "customer", "profile": "spreadsheet", "path": out, "ids": [ida["id"]] }),
    );
    let text = std::fs::read_to_string(&out).unwrap();
    assert!(text.contains("FN:Ida Berg") && text.contains("EMAIL;TYPE=WORK,PREF:ida@berg.example"), "{text}");
    let wrong = json!({ "kind": "product", "profile": "spreadsheet", "path": out });
    assert_eq!(shop.refused("export.run", wrong).field.as_deref(), Some("path"));

    let map = shop.ask("nearby.map", json!({ "place": "Berlin", "limit": 0 }));
    assert_eq!(map["near"][0]["name"], "Ida Berg");
    assert!(map["towns"].as_array().unwrap().iter().any(|town| town["name"] == "Berlin"));
    let named = |language: &str, place: &str, name: &str| {
        shop.ask("app.speak", json!({ "language": language }));
        let map = shop.ask("nearby.map", json!({ "place": place, "limit": 0 }));
        assert!(
            map["towns"].as_array().unwrap().iter().any(|town| town["name"] == name),
            "{language}: {map}"
        );
    };
    for (german, english) in [("München", "Munich"), ("Wien", "Vienna"), ("Genf", "Geneva")] {
        named("de", english, german);
        named("de", german, german);
    }
    named("en", "München", "Munich");
    let visits = shop.ask("reports.get", json!({ "name": "visit_list", "place": "Berlin" }));
    assert_eq!(visits["tables"][0]["rows"][0][1], "Ida Berg");
}

#[test]
fn a_list_of_those_who_were_chosen_has_nobody_else_in_it() {
    let shop = Shop::new();
    let person = |name: &str| shop.add("customer", json!({ "lastName": name }));
    let (anna, _bert, carla) = (person("Jensen"), person("Weber"), person("Sommer"));
    let out = shop.path("chosen.csv");
    shop.job(
        "export.run",
        json!({ "kind": "customer", "profile": "spreadsheet", "path": out, "ids": [anna["id"], carla["id"]] }),
    );
    let text = std::fs::read_to_string(&out).unwrap();
    assert!(text.contains("Jensen") && text.contains("Sommer"), "{text}");
    assert!(!text.contains("Weber"), "whoever opted out of a campaign would get its letter: {text}");
}

#[test]
fn letters_that_cannot_be_read_are_told_before_anything_comes_in() {
    let shop = Shop::new();
    let file = shop.path("people.csv");
    std::fs::write(&file, b"Name;Ort\nJ\xfcrgen Gro\xdf;K\xf6ln\n").unwrap();
    let told = |encoding: serde_json::Value| {
        let plan = shop.ask("import.inspect", json!({ "path": file, "encoding": encoding }));
        plan["notices"].to_string()
    };
    assert!(!told(json!(null)).contains("cannot be read"), "what the program finds out itself it reads");
    let wrong = told(json!("utf-8"));
    assert!(
        wrong.contains("1 row has letters that cannot be read as UTF-8 (the first in line 2)"),
        "{wrong}"
    );
}
