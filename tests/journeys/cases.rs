//! From a complaint that comes in to a case that is closed, and through the merge of its customer.

use crate::shop::Shop;
use serde_json::{Value, json};

#[test]
fn a_complaint_is_answered_resolved_and_closed_and_goes_with_its_customer() {
    let shop = Shop::new();
    let ida = shop.add("customer", json!({ "lastName": "Berg", "phones": [{ "number": "030 901820" }] }));
    let case = shop.add(
        "case",
        json!({
            "caseKind": "complaint", "subject": "Table wobbles", "customerId": ida["id"], "serial": "TB-4471",
            "respondBy": "2026-03-02T15:00:00Z", "resolveBy": "2026-03-09T15:00:00Z",
            "received": "2026-03-01T08:00:00Z",
        }),
    );
    assert_eq!(case["number"], "CASE-2026-0001");
    let hits = shop.ask("search.all", json!({ "text": "tb-4471", "limit": 5 }));
    assert_eq!(hits["hits"][0]["id"], case["id"], "what is stamped on the thing leads to it");
    let today =
        |shop: &Shop| -> Vec<Value> { shop.ask("today.get", json!({}))["cases"].as_array().unwrap().clone() };
    assert_eq!(today(&shop).len(), 1, "an answer was promised for today");
    assert_eq!(today(&shop)[0]["matter"]["action"], "call");

    let plan = json!({ "subject": "Look at it", "caseId": case["id"], "dueDate": "2026-03-04" });
    let task = shop.add("follow_up", plan);
    assert_eq!(task["customerId"], ida["id"], "the case says for whom");
    let other = shop.add("customer", json!({ "lastName": "Moser" }));
    let wrong = json!({ "kind": "follow_up", "values": { "subject": "Wrong", "caseId": case["id"], "customerId": other["id"], "dueDate": "2026-03-04" } });
    assert_eq!(shop.refused("records.save", wrong).field.as_deref(), Some("caseId"));
    let wrong = json!({ "customerId": other["id"], "outcome": "reached", "note": "", "againOn": null, "session": "", "caseId": case["id"] });
    assert_eq!(shop.refused("calls.log", wrong).field.as_deref(), Some("caseId"));

    shop.ask(
        "calls.log",
        json!({ "customerId": ida["id"], "outcome": "reached", "note": "We come by", "againOn": null, "session": "", "caseId": case["id"] }),
    );
    let answered = shop.get("case", &case);
    assert!(answered["firstResponse"].is_string(), "the first word to the customer is the answer");
    assert_eq!(
        (&answered["status"], &answered["promised"]),
        (&json!("open"), &json!("2026-03-09T15:00:00Z"))
    );
    assert_eq!(today(&shop).len(), 0, "what is left is promised for later");
    let log = shop.ask(
        "customers.timeline",
        json!({ "id": "", "caseId": case["id"], "only": null, "offset": 0, "limit": 10 }),
    );
    assert_eq!(log["total"], 2, "the follow-up and the call");
    assert_eq!(shop.ask("customers.overview", json!({ "id": ida["id"] }))["cases"][0]["id"], case["id"]);

    let silent = json!({ "id": case["id"], "resolution": "" });
    assert_eq!(shop.refused("cases.resolve", silent.clone()).field.as_deref(), Some("resolution"));
    let how =
        json!({ "id": case["id"], "resolution": "Felt under a leg", "cause": "Floor", "refunded": 1_500 });
    shop.ask("cases.resolve", how.clone());
    assert_eq!(shop.get("case", &case)["status"], "resolved");
    shop.ask("operations.undo", json!({}));
    let undone = shop.get("case", &case);
    assert_eq!(
        (&undone["status"], &undone["resolution"], &undone["resolvedAt"]),
        (&json!("open"), &json!(""), &json!(null))
    );
    shop.ask("cases.resolve", how);
    let closed = shop.ask("cases.close", silent)["record"].clone();
    assert_eq!((&closed["status"], &closed["refunded"]), (&json!("closed"), &json!(1_500)));
    assert!(closed["resolvedAt"].is_string() && closed["closedAt"].is_string());
    assert_eq!(shop.count("case", "cause = Floor and closed_at is not empty"), 1);

    shop.ask("customers.merge", json!({ "staying": other["id"], "going": ida["id"], "take": {} }));
    assert_eq!(shop.get("case", &case)["customerId"], other["id"], "the case goes with its customer");
    shop.ask("customers.unmerge", json!({ "id": ida["id"] }));
    assert_eq!(shop.get("case", &case)["customerId"], ida["id"], "and comes back");
}

#[test]
fn a_track_on_a_case_carries_it_from_step_to_step_and_ends_with_an_answer() {
    let shop = Shop::new();
    let ida = shop.add("customer", json!({ "lastName": "Berg" }));
    let case = shop.add("case", json!({ "subject": "Which oil?", "customerId": ida["id"] }));
    let steps = json!([
        { "subject": "Send the leaflet", "afterDays": 0, "channel": null, "onlyIf": "" },
        { "subject": "Ask whether it helped", "afterDays": 7, "channel": null, "onlyIf": "" },
    ]);
    let track = shop.add("track", json!({ "name": "Advice", "stopOnAnswer": true, "steps": steps }));
    let about = json!({ "trackId": track["id"], "customerId": ida["id"], "caseId": case["id"] });
    let first = shop.ask("tracks.start", about)["record"].clone();
    assert_eq!(first["caseId"], case["id"]);
    shop.ask("followUps.complete", json!({ "id": first["id"], "outcome": "" }));
    assert_eq!(
        shop.count("follow_up", "case = \"Which oil?\" and done = no"),
        1,
        "the next step is about it too"
    );
    shop.add(
        "interaction",
        json!({ "caseId": case["id"], "channel": "email", "direction": "in", "at": "2026-03-02T12:00:00Z", "summary": "It did" }),
    );
    assert_eq!(shop.count("follow_up", "done = no"), 0, "whoever answered is not asked again");
}
