//! A month on the four things the book is for.

use crate::shop::Shop;
use serde_json::json;

#[test]
fn a_customer_buys_pays_and_comes_back_on_the_timeline() {
    let shop = Shop::new();
    let anna = shop.add(
        "customer",
        json!({ "firstName": "Anna", "lastName": "Jensen", "phones": [{ "number": "030 901820" }, { "number": "+45 33 12 34 56", "label": "shop" }] }),
    );
    assert_eq!(anna["number"], "C-00001", "people get the first number of the series");
    assert_eq!(
        anna["phones"][0]["e164"], "+4930901820",
        "a phone without a country is one of the shop's country"
    );
    assert_eq!(anna["phones"][1]["e164"], "+4533123456");
    let shelf =
        shop.add("product", json!({ "name": "Shelf", "sku": "S-1", "price": "119.00", "taxRate": "19" }));
    let sale = shop.add(
        "sale",
        json!({ "customerId": anna["id"], "date": "2026-03-02", "pricesIncludeTax": true,
            "lines": [{ "productId": shelf["id"], "description": "Shelf", "quantity": "2", "unitPrice": "119.00", "taxRate": "19" }] }),
    );
    assert_eq!((&sale["total"], &sale["tax"], &sale["due"]), (&json!(23_800), &json!(3_800), &json!(23_800)));
    let preview = shop
        .ask("sales.preview", json!({ "kind": "sale", "id": sale["id"], "values": { "discount": "10" } }));
    assert_eq!(
        preview["record"]["total"], 21_420,
        "the screen shows the core's totals before anything is saved"
    );
    assert_eq!(shop.get("sale", &sale)["total"], 23_800, "and a preview changes nothing");

    shop.ask(
        "sales.pay",
        json!({ "id": sale["id"], "date": "2026-03-03", "method": "cash", "amount": 20_000 }),
    );
    assert_eq!(shop.get("sale", &sale)["due"], 3_800);
    shop.ask(
        "sales.pay",
        json!({ "id": sale["id"], "date": "2026-03-04", "method": "card", "amount": 3_800 }),
    );
    assert_eq!(shop.get("sale", &sale)["due"], 0, "two part payments settle it to the cent");
    shop.add("interaction", json!({ "customerId": anna["id"], "channel": "call", "at": "2026-03-03T08:00:00Z", "summary": "Likes it" }));
    let timeline = shop.ask("customers.timeline", json!({ "id": anna["id"], "offset": 0, "limit": 10 }));
    let kinds: Vec<_> =
        timeline["items"].as_array().unwrap().iter().map(|item| item["kind"].clone()).collect();
    assert!(
        kinds.contains(&json!("sale")) && kinds.contains(&json!("interaction")),
        "one timeline of everything: {kinds:?}"
    );
    let items = timeline["items"].as_array().unwrap();
    let ways: Vec<_> = items.iter().map(|item| (&item["kind"], &item["channel"])).collect();
    assert!(ways.contains(&(&json!("interaction"), &json!("call"))), "a talk says how it was had: {ways:?}");
    assert!(ways.contains(&(&json!("sale"), &json!(null))), "a sale was no talk: {ways:?}");
}

#[test]
fn a_follow_up_that_repeats_comes_back_when_it_is_done_and_today_says_so() {
    let shop = Shop::new();
    let anna = shop.add("customer", json!({ "firstName": "Anna", "lastName": "Jensen" }));
    let call = shop.add(
        "follow_up",
        json!({ "subject": "Ask about the shelf", "customerId": anna["id"], "dueDate": "2026-03-02", "recurrence": "FREQ=WEEKLY;INTERVAL=2" }),
    );
    let today = shop.ask("today.get", json!({}));
    assert_eq!(today["today"][0]["id"], call["id"]);
    let done = shop.ask("followUps.complete", json!({ "id": call["id"], "outcome": "She is happy" }));
    let next = shop.ask("records.get", json!({ "kind": "follow_up", "id": done["next"] }));
    assert_eq!(next["record"]["dueDate"], "2026-03-16", "two weeks later on the same weekday");
    shop.ask("followUps.postpone", json!({ "id": done["next"], "dueDate": "2026-03-18" }));
    shop.go_to((2026, 3, 20));
    let today = shop.ask("today.get", json!({}));
    assert_eq!(today["overdue"][0]["dueDate"], "2026-03-18", "what was not done is overdue, not forgotten");
    assert_eq!(shop.count("follow_up", "done = false"), 1);
}

#[test]
fn a_series_goes_on_when_it_is_ticked_off_in_the_form() {
    let shop = Shop::new();
    let water = shop.add(
        "follow_up",
        json!({ "subject": "Water the plants", "dueDate": "2026-03-02", "recurrence": "FREQ=WEEKLY" }),
    );
    shop.change("follow_up", &water, json!({ "done": true }));
    let open = shop.column(json!({ "kind": "follow_up", "where": "done = false" }), "dueDate");
    assert_eq!(open, ["2026-03-09"], "the button and the form do the same");
    shop.change("follow_up", &water, json!({ "outcome": "They look well" }));
    assert_eq!(shop.count("follow_up", ""), 2, "and only once");
}

#[test]
fn a_campaign_keeps_its_list_when_customers_change_and_counts_what_came_of_it() {
    let shop = Shop::new();
    for (name, city) in [("Anna", "Berlin"), ("Ben", "Berlin"), ("Cleo", "Bonn")] {
        shop.add(
            "customer",
            json!({ "firstName": name, "lastName": "X", "addresses": [{ "city": city, "country": "DE" }] }),
        );
    }
    let campaign = shop.add(
        "campaign",
        json!({ "name": "Spring", "channel": "visit", "segment": "addresses.city = Berlin", "cost": 5_000, "startDate": "2026-03-02", "endDate": "2026-03-31" }),
    );
    shop.ask("campaigns.freeze", json!({ "id": campaign["id"] }));
    shop.add(
        "customer",
        json!({ "firstName": "Dora", "lastName": "X", "addresses": [{ "city": "Berlin", "country": "DE" }] }),
    );
    let targets = || shop.ask("campaigns.targets", json!({ "id": campaign["id"], "offset": 0, "limit": 10 }));
    assert_eq!(targets()["total"], 2, "who moves to Berlin later was not written to");
    shop.ask(
        "campaigns.mark",
        json!({ "id": campaign["id"], "customerIds": [], "event": "sent", "on": "2026-03-02" }),
    );
    let first = targets()["rows"][0]["customerId"].clone();
    shop.ask(
        "campaigns.mark",
        json!({ "id": campaign["id"], "customerIds": [first], "event": "responded", "on": "2026-03-05", "response": "Yes" }),
    );
    shop.add(
        "sale",
        json!({ "customerId": first, "campaignId": campaign["id"], "date": "2026-03-06", "lines": [{ "description": "Shelf", "quantity": "1", "unitPrice": "100.00", "taxRate": "0" }] }),
    );
    let result = shop.get("campaign", &campaign);
    assert_eq!(
        (&result["targetCount"], &result["sentCount"], &result["respondedCount"]),
        (&json!(2), &json!(2), &json!(1)),
        "{result}"
    );
    assert_eq!(result["revenue"], 10_000, "what they bought in its time counts for it");
}

#[test]
fn lists_are_searched_sorted_filtered_and_paged() {
    let shop = Shop::new();
    for (first, last) in [("Zoë", "Ångström"), ("Émile", "Zola"), ("anna", "jensen"), ("Bjørn", "Ärlig")]
    {
        shop.add("customer", json!({ "firstName": first, "lastName": last }));
    }
    let names = shop.column(json!({ "kind": "customer", "sort": "lastName" }), "lastName");
    assert_eq!(
        names,
        ["Ångström", "Ärlig", "jensen", "Zola"],
        "letters with marks stand where a reader looks for them"
    );
    let found = shop.column(json!({ "kind": "customer", "search": "emile" }), "lastName");
    assert_eq!(found, ["Zola"], "search does not ask for the accent");
    let page =
        shop.ask("records.list", json!({ "kind": "customer", "sort": "lastName", "offset": 2, "limit": 1 }));
    assert_eq!((&page["total"], &page["rows"][0]["lastName"]), (&json!(4), &json!("jensen")));
    assert_eq!(shop.count("customer", "last_name ~ z"), 1);
}

#[test]
fn only_a_claim_for_money_has_something_due() {
    let shop = Shop::new();
    let lines = json!([{ "description": "Chair", "quantity": "1", "unitPrice": "100.00" }]);
    for kind in ["quote", "order", "invoice"] {
        shop.add("sale", json!({ "documentKind": kind, "date": "2026-03-02", "lines": lines }));
    }
    assert_eq!(
        shop.count("sale", "due > 0"),
        1,
        "whoever looks for open money finds neither quotes nor orders"
    );
    let invoice = shop
        .ask("records.list", json!({ "kind": "sale", "where": "due > 0", "offset": 0, "limit": 1 }))["rows"]
        [0]
    .clone();
    shop.change("sale", &invoice, json!({ "status": "cancelled" }));
    assert_eq!(shop.count("sale", "due > 0"), 0, "a cancelled invoice is owed by nobody");
}
