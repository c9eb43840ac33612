//! A quote that becomes an order, a delivery, an invoice and a credit note.

use crate::shop::Shop;
use serde_json::{Value, json};

fn quote(shop: &Shop) -> Value {
    shop.add(
        "sale",
        json!({ "documentKind": "quote", "date": "2026-03-02", "validUntil": "2026-03-31",
            "lines": [{ "description": "Chair", "quantity": "4", "unitPrice": "80.00", "taxRate": "19" }] }),
    )
}

#[test]
fn each_document_is_made_from_the_one_before_in_one_step() {
    let shop = Shop::new();
    let quote = quote(&shop);
    shop.ask("sales.accept", json!({ "id": quote["id"], "on": "2026-03-03" }));
    let order = shop.ask("sales.make", json!({ "id": quote["id"], "to": "order" }))["record"].clone();
    shop.change("sale", &order, json!({ "promisedDate": "2026-03-20" }));
    let picks = json!([{ "key": 1, "quantity": "3" }]);
    let sent = shop.ask("sales.make", json!({ "id": order["id"], "to": "delivery", "picks": picks }));
    shop.change(
        "sale",
        &sent["record"],
        json!({ "shippedDate": "2026-03-18", "carrier": "DHL", "tracking": "JJD 7" }),
    );
    let chain = shop.ask("sales.chain", json!({ "id": order["id"] }));
    assert_eq!(
        (&chain["lines"][0]["delivered"], &chain["next"][0]),
        (&json!("3"), &json!({ "to": "invoice", "left": [{ "key": 1, "quantity": "4" }] })),
        "the window shows what is left without reckoning itself"
    );
    assert_eq!(chain["next"][1]["left"], json!([{ "key": 1, "quantity": "1" }]), "one chair is still here");
    let what: Vec<_> =
        chain["events"].as_array().unwrap().iter().map(|event| event["what"].clone()).collect();
    assert_eq!(what, ["issued", "issued", "issued", "accepted", "shipped", "promised"], "a timeline by day");
    let invoice = shop.ask("sales.make", json!({ "id": order["id"], "to": "invoice" }))["record"].clone();
    assert_eq!(invoice["total"], 38_080);
    let refusal = shop.refused("sales.make", json!({ "id": order["id"], "to": "invoice" }));
    assert!(refusal.message.to_string().contains("Nothing of ORD-2026-0001 is left"), "{}", refusal.message);
    let note = shop.ask("sales.make", json!({ "id": invoice["id"], "to": "credit_note", "picks": picks }));
    assert_eq!(note["record"]["total"], -28_560);
    let other = shop.refused("sales.make", json!({ "id": invoice["id"], "to": "quote" }));
    assert_eq!(other.code, "conflict", "{}", other.message);
}

#[test]
fn a_deposit_and_an_order_that_comes_again() {
    let shop = Shop::new();
    let quote = quote(&shop);
    let order = shop.ask("sales.make", json!({ "id": quote["id"], "to": "order" }))["record"].clone();
    let deposit = shop.ask("sales.deposit", json!({ "id": order["id"], "percent": "25", "label": "" }));
    assert_eq!(deposit["record"]["total"], 9_520);
    let rest = shop.ask("sales.make", json!({ "id": order["id"], "to": "invoice" }));
    assert_eq!(rest["record"]["total"], 38_080 - 9_520, "the customer pays the whole once");
    shop.change("sale", &order, json!({ "recurrence": "FREQ=WEEKLY", "nextOn": "2026-03-09" }));
    let made = shop.ask("sales.recurring", json!({ "until": "2026-03-23" }));
    assert_eq!(made["ids"].as_array().unwrap().len(), 3, "one for each Monday");
    assert_eq!(shop.ask("sales.recurring", json!({ "until": "2026-03-23" }))["ids"], json!([]));
}
