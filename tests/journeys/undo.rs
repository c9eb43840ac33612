//! What is done can be taken back: exactly that, and nothing of what came after.

use crate::shop::Shop;
use serde_json::{Value, json};

#[test]
fn many_customers_are_tagged_in_one_step_and_it_is_undone_in_one() {
    let shop = Shop::new();
    let mut ids = Vec::new();
    for name in ["Anna", "Ben", "Cleo"] {
        ids.push(
            shop.add("customer", json!({ "firstName": name, "lastName": "X", "tags": ["old"] }))["id"]
                .clone(),
        );
    }
    shop.heard();
    let tagged =
        shop.ask("records.saveMany", json!({ "kind": "customer", "ids": ids, "addTags": ["spring", "old"] }));
    assert_eq!(shop.count("customer", "tags = spring"), 3);
    assert_eq!(shop.count("customer", "tags = old"), 3, "the tags they had stay");
    let changed = shop.heard().into_iter().filter(|event| event["type"] == "changed").count();
    assert_eq!(changed, 1, "screens refresh once, not once for each");
    shop.ask("operations.undo", json!({ "opId": tagged["opId"] }));
    assert_eq!(shop.count("customer", "tags = spring"), 0, "one undo takes all of it back");
    shop.ask(
        "records.saveMany",
        json!({ "kind": "customer", "ids": ids, "removeTags": ["old"], "values": { "archived": true } }),
    );
    assert_eq!(shop.count("customer", ""), 0, "the archived ones are out of the list");
}

#[test]
fn one_refused_record_leaves_all_of_them_as_they_were() {
    let shop = Shop::new();
    let anna = shop.add("customer", json!({ "firstName": "Anna", "lastName": "X" }));
    let error = shop.refused(
        "records.saveMany",
        json!({ "kind": "customer", "ids": [anna["id"], "0197a2b0-0000-7000-8000-000000000000"], "addTags": ["spring"] }),
    );
    assert_eq!(error.code, "not_found");
    assert_eq!(shop.count("customer", "tags = spring"), 0);
    let error = shop.refused(
        "records.saveMany",
        json!({ "kind": "customer", "ids": [anna["id"]], "values": { "birthday": "32.13." } }),
    );
    assert_eq!(error.field.as_deref(), Some("birthday"), "a refusal names the field: {}", error.message);
}

#[test]
fn a_tour_is_planned_in_one_step_and_taken_back_in_one() {
    let shop = Shop::new();
    let anna = shop.add("customer", json!({ "firstName": "Anna", "lastName": "X" }));
    let ben = shop.add("customer", json!({ "firstName": "Ben", "forbiddenChannels": ["visit"] }));
    let visit = |who: &Value, channel: &str| json!({ "subject": "Visit", "customerId": who["id"], "dueDate": "2026-03-09", "channel": channel });
    let refused = shop.refused(
        "records.createMany",
        json!({ "kind": "follow_up", "records": [visit(&anna, "visit"), visit(&ben, "visit")] }),
    );
    assert_eq!(refused.field.as_deref(), Some("channel"), "nobody is visited who does not wish it");
    assert_eq!(shop.count("follow_up", ""), 0, "all of them or none");
    let made = shop.ask(
        "records.createMany",
        json!({ "kind": "follow_up", "records": [visit(&anna, "visit"), visit(&ben, "letter")] }),
    );
    assert_eq!(made["undoLabel"], "New: 2 follow-ups");
    assert_eq!(shop.count("follow_up", "due_date = 2026-03-09"), 2);
    shop.ask("operations.undo", json!({}));
    assert_eq!(shop.count("follow_up", ""), 0, "one undo takes the whole tour back");
}

#[test]
fn the_undo_of_a_toast_takes_back_what_the_toast_speaks_of() {
    let shop = Shop::new();
    let anna = shop.add("customer", json!({ "firstName": "Anna", "lastName": "Jensen" }));
    let here = shop.change("customer", &anna, json!({ "firstName": "Anne" }));
    // Another window changes something else in the meantime.
    shop.change("customer", &anna, json!({ "lastName": "Holm" }));
    shop.ask("operations.undo", json!({ "opId": here["opId"] }));
    let now = shop.get("customer", &anna);
    assert_eq!((&now["firstName"], &now["lastName"]), (&json!("Anna"), &json!("Holm")));
}

#[test]
fn redo_says_what_comes_again() {
    let shop = Shop::new();
    let anna = shop.add("customer", json!({ "firstName": "Anna", "lastName": "Jensen" }));
    shop.ask("records.trash", json!({ "kind": "customer", "ids": [anna["id"]] }));
    shop.ask("operations.undo", json!({}));
    assert_eq!(shop.ask("operations.state", json!({}))["redo"], "Deleted Anna Jensen");
    assert_eq!(shop.ask("operations.redo", json!({}))["label"], "Deleted Anna Jensen");
    assert_eq!(shop.count("customer", ""), 0);
    assert_eq!(shop.column(json!({ "kind": "customer", "trash": true }), "lastName"), ["Jensen"]);
}

#[test]
fn an_undo_does_not_take_away_what_something_newer_needs() {
    let shop = Shop::new();
    let made = shop
        .ask("records.save", json!({ "kind": "product", "values": { "name": "Shelf", "price": "10.00" } }));
    shop.add("sale", json!({ "date": "2026-03-02", "lines": [{ "productId": made["record"]["id"], "description": "Shelf", "quantity": "1", "unitPrice": "10.00" }] }));
    let refusal = shop.try_to("operations.undo", json!({ "opId": made["opId"] }));
    assert_eq!(shop.count("product", ""), 1, "a product that was sold stays in the book: {refusal:?}");
}

#[test]
fn the_making_of_the_book_cannot_be_taken_back() {
    let shop = Shop::new();
    let list = shop.ask("operations.list", json!({ "offset": 0, "limit": 10 }));
    let first = list["rows"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(first["canUndo"], false, "the page offers no button for it");
    assert_eq!(shop.refused("operations.undo", json!({ "opId": first["opId"] })).code, "conflict");
    shop.ask("settings.get", json!({}));
}

#[test]
fn the_history_says_that_settings_were_changed_not_the_business() {
    let shop = Shop::new();
    let settings = shop.ask("settings.get", json!({}))["record"]["id"].clone();
    shop.ask(
        "records.save",
        json!({ "kind": "settings", "id": settings, "values": { "businessName": "Linden and Sons" } }),
    );
    let list = shop.ask("operations.list", json!({ "offset": 0, "limit": 1 }));
    assert_eq!(list["rows"][0]["label"], "Changed settings");
}

#[test]
fn a_sum_is_worked_out_anew_when_only_a_part_can_be_taken_back() {
    let shop = Shop::new();
    let line = |price: &str| json!({ "lines": [{ "description": "Shelf", "quantity": "1", "unitPrice": price, "taxRate": "0" }] });
    let mut values = line("100.00");
    values["date"] = json!("2026-03-02");
    values["status"] = json!("draft");
    let sale = shop.add("sale", values);
    let dearer = shop.change("sale", &sale, line("200.00"));
    let paid = json!([{ "date": "2026-03-03", "method": "cash", "amount": 5_000 }]);
    shop.change("sale", &sale, json!({ "payments": paid }));
    shop.ask("operations.undo", json!({ "opId": dearer["opId"] }));
    let now = shop.get("sale", &sale);
    assert_eq!((&now["total"], &now["paid"], &now["due"]), (&json!(10_000), &json!(5_000), &json!(5_000)));
}

#[test]
fn a_code_that_was_given_away_is_not_given_back() {
    let shop = Shop::new();
    let first = shop.add("product", json!({ "name": "Shelf", "sku": "A", "price": "1" }));
    let renamed = shop.change("product", &first, json!({ "sku": "B" }));
    shop.add("product", json!({ "name": "Chair", "sku": "A", "price": "1" }));
    shop.try_to("operations.undo", json!({ "opId": renamed["opId"] }))
        .expect_err("nothing is left to take back");
    assert_eq!(
        shop.get("product", &first)["sku"],
        "B",
        "two products with one code could not be saved any more"
    );
}

#[test]
fn nothing_is_left_with_a_reference_to_nothing() {
    let shop = Shop::new();
    let firm = shop.ask(
        "records.save",
        json!({ "kind": "customer", "values": { "kind": "company", "companyName": "Ltd" } }),
    );
    let person = shop.add("customer", json!({ "firstName": "Anna", "companyId": firm["record"]["id"], "phones": [{ "number": "030 901820" }] }));
    let campaign = shop.ask(
        "records.save",
        json!({ "kind": "campaign", "values": { "name": "Spring", "segment": "first_name = Anna" } }),
    );
    shop.ask("campaigns.freeze", json!({ "id": campaign["record"]["id"] }));
    let sale = shop.add(
        "sale",
        json!({ "date": "2026-03-02", "documentKind": "quote", "customerId": person["id"], "campaignId": campaign["record"]["id"],
        "lines": [{ "description": "Shelf", "quantity": "1", "unitPrice": "1" }] }),
    );
    shop.ask("records.trash", json!({ "kind": "sale", "ids": [sale["id"]] }));
    for (kind, id) in [
        ("customer", &firm["record"]["id"]),
        ("customer", &person["id"]),
        ("campaign", &campaign["record"]["id"]),
    ] {
        shop.ask("records.trash", json!({ "kind": kind, "ids": [id] }));
        assert_eq!(
            shop.refused("records.purge", json!({ "kind": kind, "ids": [id] })).code,
            "conflict",
            "{kind}"
        );
        shop.ask("records.restore", json!({ "kind": kind, "ids": [id] }));
    }
    for made in [&firm, &campaign] {
        let undone = shop.try_to("operations.undo", json!({ "opId": made["opId"] }));
        assert!(undone.is_err() || !undone.unwrap()["kept"].as_array().unwrap().is_empty());
    }
    shop.ask("records.restore", json!({ "kind": "sale", "ids": [sale["id"]] }));
    for (kind, record) in [("customer", &person), ("sale", &sale)] {
        shop.change(kind, record, json!({ "notes": "still here" }));
    }
}
