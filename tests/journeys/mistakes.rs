//! What is wrong is refused in a sentence that names the field, and nothing is half done.

use crate::shop::Shop;
use serde_json::json;

#[test]
fn a_german_window_is_refused_in_german_and_its_history_reads_german() {
    let shop = Shop::new();
    shop.ask("app.speak", json!({ "language": "de-CH" }));
    let error = shop.refused("records.save", json!({ "kind": "customer", "values": {} }));
    assert_eq!(
        error.message.to_string(),
        "Geben Sie einen Namen, eine Firma, eine Telefonnummer oder eine E-Mail-Adresse an."
    );
    let saved = shop.ask(
        "records.save",
        json!({ "kind": "customer", "values": { "firstName": "Ada", "lastName": "Weber" } }),
    );
    assert_eq!(saved["undoLabel"], "Neu: Kunde");
    let operations = shop.ask("operations.list", json!({ "offset": 0, "limit": 1 }));
    assert_eq!(operations["rows"][0]["label"], "Neu: Kunde", "what the journal kept is said in any language");
    shop.ask("app.speak", json!({ "language": "en" }));
    let operations = shop.ask("operations.list", json!({ "offset": 0, "limit": 1 }));
    assert_eq!(operations["rows"][0]["label"], "New customer");
}

#[test]
fn a_form_with_mistakes_names_the_field() {
    let shop = Shop::new();
    for (kind, values, field) in [
        ("customer", json!({}), None),
        (
            "customer",
            json!({ "firstName": "A", "emails": [{ "address": "not an address" }] }),
            Some("emails"),
        ),
        ("follow_up", json!({ "subject": "", "dueDate": "2026-03-02" }), Some("subject")),
        (
            "follow_up",
            json!({ "subject": "Call", "dueDate": "2026-03-02", "recurrence": "FREQ=SOMETIMES" }),
            Some("recurrence"),
        ),
        (
            "sale",
            json!({ "date": "2026-03-02", "lines": [{ "description": "A", "quantity": "many" }] }),
            Some("lines"),
        ),
    ] {
        let error = shop.refused("records.save", json!({ "kind": kind, "values": values }));
        assert_eq!(error.code, "invalid", "{kind} {values}: {}", error.message);
        if let Some(field) = field {
            let named = error.field.clone().unwrap_or_default();
            assert!(
                named.starts_with(field),
                "{kind} {values}: {named} is named, not {field}: {}",
                error.message
            );
        }
        assert_eq!(shop.count(kind, ""), 0, "nothing of it is in the book");
    }
}

#[test]
fn numbers_and_names_that_must_be_unique_are() {
    let shop = Shop::new();
    shop.add("customer", json!({ "firstName": "Anna", "number": "C-7" }));
    let error = shop.refused(
        "records.save",
        json!({ "kind": "customer", "values": { "firstName": "Ben", "number": "C-7" } }),
    );
    assert_eq!(error.field.as_deref(), Some("number"), "{}", error.message);
}

#[test]
fn calls_that_make_no_sense_are_refused_in_words() {
    let shop = Shop::new();
    assert_eq!(shop.refused("records.list", json!({ "kind": "dragon" })).field.as_deref(), Some("kind"));
    let error = shop.refused("records.list", json!({ "kind": "customer", "where": "lastNme = x" }));
    assert_eq!(error.code, "filter", "{}", error.message);
    assert!(
        error.message.to_string().contains("last_name"),
        "a misspelt field is answered with the one it was meant to be: {}",
        error.message
    );
    assert_eq!(shop.refused("no.such", json!({})).code, "internal");
    shop.ask("book.close", json!({}));
    assert_eq!(shop.refused("today.get", json!({})).code, "no_book");
}

#[test]
fn a_book_is_open_in_one_place_only() {
    let shop = Shop::new();
    let other = Shop::closed();
    let path = shop.ask("app.status", json!({}))["book"]["path"].clone();
    let error = other.refused("book.open", json!({ "path": path }));
    assert_eq!(error.code, "locked", "{}", error.message);
    shop.ask("book.close", json!({}));
    other.ask("book.open", json!({ "path": path }));
}

#[test]
fn a_book_that_cannot_be_opened_at_the_start_says_why() {
    let (shop, other) = (Shop::new(), Shop::closed());
    let book = shop.ask("app.status", json!({}))["book"]["path"].as_str().unwrap().to_owned();
    other.session.open_first(&book);
    let status = other.ask("app.status", json!({}));
    assert!(status["book"].is_null());
    let why = status["notOpened"].as_str().unwrap();
    assert!(
        why.contains("is open in another window"),
        "a bare welcome page would look like a lost book: {why}"
    );
    other.ask("app.speak", json!({ "language": "de" }));
    let status = other.ask("app.status", json!({}));
    assert!(
        status["notOpened"].as_str().unwrap().contains("Fenster"),
        "said in the window's language: {status}"
    );
    other.ask("book.create", json!({ "name": "Elm", "currency": "EUR", "country": "DE" }));
    assert!(other.ask("app.status", json!({}))["notOpened"].is_null(), "it is over once a book is open");
}

#[test]
fn more_money_than_a_document_comes_to_is_refused_where_it_was_typed() {
    let shop = Shop::new();
    let lines = json!([{ "description": "Shelf", "quantity": "1", "unitPrice": "100" }]);
    let paid = |amount: i64| json!([{ "date": "2026-03-02", "method": "cash", "amount": amount }]);
    let error = shop.refused(
        "records.save",
        json!({ "kind": "sale", "values": { "date": "2026-03-02", "lines": lines, "payments": paid(10_001) } }),
    );
    assert_eq!(error.field.as_deref(), Some("payments"), "{}", error.message);
    let sale = shop.add("sale", json!({ "date": "2026-03-02", "lines": lines, "payments": paid(10_000) }));
    let save = |values: serde_json::Value| json!({ "kind": "sale", "id": sale["id"], "values": values });
    let error = shop.refused("records.save", save(json!({ "payments": paid(20_000) })));
    assert_eq!(error.field.as_deref(), Some("payments"), "{}", error.message);
    let smaller = json!([{ "description": "Shelf", "quantity": "1", "unitPrice": "60" }]);
    let error = shop.refused("records.save", save(json!({ "lines": smaller })));
    assert_eq!(error.field.as_deref(), Some("lines"), "what is issued stays: {}", error.message);
    shop.ask("records.save", save(json!({ "channel": "shop" })));
    assert_eq!(shop.get("sale", &sale)["due"], 0, "and what is not printed on it can still be told");
}

#[test]
fn a_credit_note_is_previewed_as_it_will_be_saved() {
    let shop = Shop::new();
    let values = json!({ "documentKind": "credit_note", "date": "2026-03-02",
        "lines": [{ "description": "Shelf", "quantity": "1", "unitPrice": "100" }] });
    let preview = shop.ask("sales.preview", json!({ "kind": "sale", "id": null, "values": values.clone() }));
    assert_eq!(preview["record"]["total"], -10_000);
    assert_eq!(shop.add("sale", values)["total"], -10_000);
}

#[test]
fn conditions_within_conditions_end_in_a_sentence_however_they_are_given() {
    let shop = Shop::new();
    let leaf = json!({ "field": "city", "op": "=", "value": "Berlin" });
    let tree = |levels: usize| (0..levels).fold(leaf.clone(), |inner, _| json!({ "all": [inner] }));
    let asked =
        |filter: serde_json::Value| json!({ "kind": "customer", "filter": filter, "offset": 0, "limit": 1 });
    shop.ask("records.list", asked(tree(30)));
    let error = shop.refused("records.list", asked(tree(100)));
    assert_eq!(error.code, "filter", "{}", error.message);
    let text = format!("{}city = Berlin{}", "(".repeat(5_000), ")".repeat(5_000));
    let error = shop.refused("records.list", json!({ "kind": "customer", "where": text }));
    assert_eq!(error.code, "filter", "{}", error.message);
    let sent = format!("{}{leaf}{}", "{\"all\":[".repeat(5_000), "]}".repeat(5_000));
    assert!(serde_json::from_str::<serde_json::Value>(&sent).is_err(), "the wire itself stops deeper ones");
}

#[test]
fn a_book_whose_disk_is_not_plugged_in_stays_the_one_of_last_time() {
    let shop = Shop::new();
    let corner = json!({ "name": "Corner Shop", "currency": "EUR", "country": "DE" });
    let path = shop.ask("book.create", corner)["path"].as_str().unwrap().to_owned();
    shop.ask("book.close", json!({}));
    let elsewhere = shop.path("unplugged");
    std::fs::rename(&path, &elsewhere).unwrap();
    let recent = || shop.ask("app.status", json!({}))["recent"].clone();
    let first = &recent()[0];
    assert_eq!(
        (&first["name"], &first["missing"]),
        (&json!("Corner Shop"), &json!(true)),
        "another one in its place would be written into unawares"
    );
    let other = recent()[1]["path"].clone();
    shop.ask("book.open", json!({ "path": other }));
    shop.ask("book.close", json!({}));
    std::fs::rename(&elsewhere, &path).unwrap();
    let again = &recent()[1];
    assert_eq!((&again["path"], &again["missing"]), (&json!(path), &json!(false)), "it is not forgotten");
}
