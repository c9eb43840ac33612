//! A customer who is in the book twice: noticed, merged, taken apart.

use crate::shop::Shop;
use serde_json::json;

#[test]
fn a_double_is_noticed_while_typing_merged_and_taken_apart_again() {
    let shop = Shop::new();
    let anna = shop.add(
        "customer",
        json!({ "firstName": "Anna", "lastName": "Weber", "phones": [{ "number": "030 1234567" }] }),
    );
    let typed = json!({ "values": { "firstName": "Ana", "lastName": "Weber", "phones": [{ "number": "+49 30 123 45 67" }] } });
    let similar = shop.ask("customers.similar", typed.clone());
    assert_eq!(similar["pairs"][0]["a"]["id"], anna["id"], "before the second one is saved: {similar}");
    let double = shop.add("customer", typed["values"].clone());
    let task = shop
        .add("follow_up", json!({ "subject": "Call", "customerId": double["id"], "dueDate": "2026-03-09" }));

    let found = shop.job("duplicates.scan", json!({}));
    assert_eq!(
        (&found["total"], &found["pairs"][0]["reasons"][0]["code"]),
        (&json!(1), &json!("similar_name"))
    );
    let pair = json!({ "staying": anna["id"], "going": double["id"], "take": { "firstName": "going" } });
    let beside = shop.ask("customers.mergePreview", pair.clone());
    assert_eq!(beside["moves"], 1);
    assert!(
        beside["fields"]
            .as_array()
            .unwrap()
            .iter()
            .any(|f| f["field"] == "firstName" && f["take"] == "staying")
    );

    let merged = shop.ask("customers.merge", pair);
    assert_eq!(
        (&merged["record"]["firstName"], &merged["record"]["formerNumbers"][0]),
        (&json!("Ana"), &double["number"])
    );
    assert_eq!(shop.get("follow_up", &task)["customerId"], anna["id"]);
    assert_eq!(shop.job("duplicates.scan", json!({}))["total"], 0);
    let refused = shop.refused("records.restore", json!({ "kind": "customer", "ids": [double["id"]] }));
    assert_eq!(refused.code, "conflict");

    shop.go_to((2026, 9, 1));
    shop.ask("customers.unmerge", json!({ "id": double["id"] }));
    assert_eq!(shop.get("follow_up", &task)["customerId"], double["id"]);
    assert_eq!(shop.get("customer", &anna)["firstName"], "Anna");
    shop.ask("duplicates.notTheSame", json!({ "a": anna["id"], "b": double["id"] }));
    assert_eq!(
        shop.job("duplicates.scan", json!({}))["total"],
        0,
        "what was told apart is not proposed again"
    );
}
