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
    assert_eq!(shop.get("sale", &order)["stage"], "part_delivered", "a board sorts the orders by this");
    assert_eq!(shop.count("sale", "document_kind = order and stage = part_delivered"), 1);
    let invoice = shop.ask("sales.make", json!({ "id": order["id"], "to": "invoice" }))["record"].clone();
    assert_eq!((&invoice["total"], &shop.get("sale", &order)["stage"]), (&json!(38_080), &json!("invoiced")));
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
    assert_eq!(
        deposit["record"]["lines"][0]["description"],
        format!("Deposit on {}", order["number"].as_str().unwrap())
    );
    let anna = shop.add("customer", json!({ "lastName": "Jensen", "language": "de" }));
    let line = json!({ "description": "Stuhl", "quantity": "1", "unitPrice": "80.00", "taxRate": "19" });
    let other = shop.add(
        "sale",
        json!({ "documentKind": "order", "customerId": anna["id"], "date": "2026-03-02", "lines": [line] }),
    );
    let german = shop.ask("sales.deposit", json!({ "id": other["id"], "percent": "25", "label": "" }));
    let words = german["record"]["lines"][0]["description"].as_str().unwrap();
    assert!(words.starts_with("Anzahlung auf ORD-"), "a German customer reads German: {words}");
    let rest = shop.ask("sales.make", json!({ "id": order["id"], "to": "invoice" }));
    assert_eq!(rest["record"]["total"], 38_080 - 9_520, "the customer pays the whole once");
    shop.change("sale", &order, json!({ "recurrence": "FREQ=WEEKLY", "nextOn": "2026-03-09" }));
    let made = shop.ask("sales.recurring", json!({ "until": "2026-03-23" }));
    assert_eq!(made["ids"].as_array().unwrap().len(), 3, "one for each Monday");
    assert_eq!(shop.ask("sales.recurring", json!({ "until": "2026-03-23" }))["ids"], json!([]));
}

#[test]
fn what_is_short_is_said_before_it_is_sold_and_counted_after() {
    let shop = Shop::new();
    let chair = shop
        .add("product", json!({ "name": "Chair", "price": "80.00", "trackStock": true, "taxRate": "19" }));
    shop.add("stock_movement", json!({ "productId": chair["id"], "quantity": "5", "unitCost": "31.50" }));
    let line = json!({ "productId": chair["id"], "description": "Chair", "quantity": "4", "unitPrice": "80.00", "taxRate": "19" });
    shop.add("sale", json!({ "documentKind": "order", "date": "2026-03-02", "lines": [line] }));
    let level = shop.ask("stock.levels", json!({ "ids": [chair["id"]] }))["levels"][0].clone();
    let figures = [&level["onHand"], &level["reserved"], &level["available"], &level["averageCost"]];
    assert_eq!(figures, [&json!("5"), &json!("4"), &json!("1"), &json!("31.5")]);
    let values = json!({ "date": "2026-03-02", "lines": [line] });
    let preview = shop.ask("sales.preview", json!({ "kind": "sale", "values": values }));
    assert_eq!(preview["warnings"], json!(["Line 1: of “Chair” 4 are wanted and 1 can be promised."]));
    let short = json!([{ "line": 0, "wanted": "4", "available": "1", "takes": "1" }]);
    assert_eq!(preview["shortages"], short, "the editor marks the line and offers what there is");
    let twice =
        json!({ "date": "2026-03-02", "lines": [{ "productId": chair["id"], "quantity": "1" }, line] });
    let preview = shop.ask("sales.preview", json!({ "kind": "sale", "values": twice }));
    let short = json!([{ "line": 0, "wanted": "5", "available": "1", "takes": "0" }]);
    assert_eq!(preview["shortages"], short, "two lines of one product share what there is");
    let price = shop.ask("products.price", json!({ "productId": chair["id"], "quantity": "2" }));
    assert_eq!((&price["unitPrice"], &price["reason"]), (&json!("80"), &json!("The usual price.")));
    let sheet = shop.path("sheet.csv");
    shop.ask("stock.sheet", json!({ "path": sheet }));
    let filled = std::fs::read_to_string(&sheet).unwrap().replace(",5,,", ",5,4,");
    std::fs::write(&sheet, filled).unwrap();
    let counted = shop.ask("stock.count", json!({ "path": sheet, "why": "" }));
    assert_eq!(shop.ask("stock.levels", json!({ "ids": [chair["id"]] }))["levels"][0]["onHand"], "4");
    shop.ask("operations.undo", json!({ "opId": counted["opId"] }));
    assert_eq!(shop.ask("stock.levels", json!({ "ids": [chair["id"]] }))["levels"][0]["onHand"], "5");
}

#[test]
fn money_from_a_customer_pays_the_oldest_first() {
    let shop = Shop::new();
    let anna = shop.add("customer", json!({ "lastName": "Jensen", "creditLimit": 20_000 }));
    let bill = |date: &str| {
        let line = json!({ "description": "Chair", "quantity": "1", "unitPrice": "100.00", "taxRate": "0" });
        shop.add("sale", json!({ "customerId": anna["id"], "date": date, "lines": [line] }))
    };
    let (late, later) = (bill("2026-01-02"), bill("2026-02-02"));
    let late_ones = shop.ask("payments.late", json!({}));
    assert_eq!(
        (&late_ones["invoices"][0]["id"], &late_ones["invoices"][0]["next"]),
        (&late["id"], &json!(3))
    );
    assert_eq!(late_ones["owed"], 20_000, "the heading says what all of them owe");
    shop.ask("payments.remind", json!({ "ids": [late["id"]] }));
    let money =
        json!({ "customerId": anna["id"], "method": "transfer", "amount": 15_000, "oldestFirst": true });
    let receipt = shop.ask("payments.receive", money);
    assert_eq!(receipt["record"]["allocations"][1]["amount"], 5_000);
    let open = shop.ask("payments.open", json!({ "id": anna["id"] }));
    assert_eq!((&open["documents"][0]["id"], &open["balance"]), (&later["id"], &json!(5_000)));
    let own = shop.get("sale", &later);
    let error = shop
        .refused("records.save", json!({ "kind": "sale", "id": own["id"], "values": { "payments": [] } }));
    assert_eq!(error.field.as_deref(), Some("payments"), "{}", error.message);
    shop.ask("payments.writeOff", json!({ "id": later["id"], "why": "Goodwill" }));
    assert_eq!(shop.get("sale", &later)["status"], "paid");
    shop.ask("payments.receive", json!({ "customerId": anna["id"], "method": "cash", "amount": 2_000 }));
    let open = shop.ask("payments.open", json!({ "id": anna["id"] }));
    assert_eq!((&open["credit"], &open["balance"]), (&json!(2_000), &json!(-2_000)));
}
