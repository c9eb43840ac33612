//! Files that belong to records: taken in, shown, saved again, undone with the record.

use crate::shop::Shop;
use serde_json::{Value, json};

/// A picture of one pixel.
const PIXEL: &str =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

#[test]
fn a_signed_order_is_attached_looked_at_and_taken_off_again() {
    let shop = Shop::new();
    let path = shop.write("Order 17.txt", "three chairs");
    let file = shop.job("files.keep", json!({ "path": path }));
    assert_eq!((&file["name"], &file["size"]), (&json!("Order 17.txt"), &json!(12)));
    let customer = shop.add("customer", json!({ "lastName": "Weber" }));
    shop.change("customer", &customer, json!({ "attachments": [file] }));
    assert_eq!(shop.get("customer", &customer)["attachments"], json!([file]));
    shop.answer(&shop.path("out.txt"));
    shop.ask("files.save", file.clone());
    assert_eq!(std::fs::read_to_string(shop.path("out.txt")).unwrap(), "three chairs");
    shop.ask("operations.undo", json!({}));
    assert_eq!(
        shop.get("customer", &customer)["attachments"],
        json!([]),
        "undo takes it off like any change"
    );
    shop.ask("operations.redo", json!({}));
    assert_eq!(
        shop.get("customer", &customer)["attachments"],
        json!([file]),
        "and its content is still there"
    );
}

#[test]
fn a_logo_is_a_picture_and_nothing_else() {
    let shop = Shop::new();
    let picture = shop.ask("files.put", json!({ "name": "Logo.png", "content": PIXEL }));
    let text = shop.ask("files.put", json!({ "name": "Logo.txt", "content": "aGVsbG8=" }));
    let settings = shop.ask("settings.get", json!({}))["record"].clone();
    let save = |logo: Value| json!({ "kind": "settings", "id": settings["id"], "values": { "logo": logo } });
    let refused = shop.refused("records.save", save(json!([text])));
    assert_eq!(refused.field.as_deref(), Some("logo"), "{}", refused.message);
    shop.ask("records.save", save(json!([picture])));
    let address = shop.ask("files.picture", picture.clone())["address"].clone();
    assert!(address.as_str().unwrap().starts_with("data:image/png;base64,iVBOR"), "{address}");
    assert_eq!(shop.ask("files.picture", text)["address"], Value::Null);
    let broken = json!({ "name": "Logo.png", "size": 70, "hash": "0".repeat(64) });
    let sentence = shop.refused("records.save", save(json!([broken]))).message.to_string();
    assert!(sentence.contains("not in the book"), "{sentence}");
}

#[test]
fn a_program_is_not_started_and_an_empty_paste_is_refused() {
    let shop = Shop::new();
    let file = shop.ask("files.put", json!({ "name": "offer.exe", "content": "aGVsbG8=" }));
    let sentence = shop.refused("files.open", file).message.to_string();
    assert!(sentence.contains("is a program"), "{sentence}");
    assert!(
        shop.refused("files.put", json!({ "name": "x", "content": "" }))
            .message
            .to_string()
            .contains("empty")
    );
    let started = shop.ask("files.keep", json!({ "path": shop.path("none.pdf") }));
    shop.wait();
    let state = shop.ask("jobs.get", json!({ "id": started["job"] }));
    assert_eq!(state["state"], "failed", "{state}");
}
