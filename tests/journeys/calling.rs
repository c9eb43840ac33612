//! Reminders, and a session of calls.

use crate::shop::Shop;
use serde_json::json;

#[test]
fn a_reminder_is_told_once_and_comes_again_when_it_was_snoozed() {
    let shop = Shop::new();
    let task = shop.add(
        "follow_up",
        json!({ "subject": "Call", "dueDate": "2026-03-02", "dueTime": "09:30", "reminders": [{ "minutesBefore": 60 }] }),
    );
    let news = shop.ask("reminders.news", json!({}));
    assert_eq!(news["reminders"][0]["id"], task["id"], "half past eight is over at nine");
    assert_eq!(shop.ask("reminders.news", json!({}))["reminders"], json!([]), "and is told once");
    shop.ask("followUps.snooze", json!({ "id": task["id"], "until": "2026-03-03T08:00:00Z" }));
    shop.go_to((2026, 3, 3));
    assert_eq!(shop.ask("reminders.news", json!({}))["reminders"][0]["at"], "2026-03-03T08:00:00Z");
}

#[test]
fn what_came_due_while_the_program_was_off_is_told_once() {
    let shop = Shop::new();
    let reminders = json!([{ "minutesBefore": 1440 }, { "minutesBefore": 60 }, { "minutesBefore": 0 }]);
    let task =
        json!({ "subject": "Call", "dueDate": "2026-03-04", "dueTime": "10:00", "reminders": reminders });
    shop.add("follow_up", task);
    assert_eq!(shop.ask("reminders.news", json!({}))["reminders"], json!([]));
    shop.go_to((2026, 3, 9));
    let told = shop.ask("reminders.news", json!({}))["reminders"].clone();
    assert_eq!(told.as_array().unwrap().len(), 1, "three reminders of one thing are one: {told}");
    assert_eq!(told[0]["at"], "2026-03-04T10:00:00Z", "with the latest of them");
    assert_eq!(shop.ask("reminders.standing", json!({}))["reminders"].as_array().unwrap().len(), 1);
    assert_eq!(shop.ask("reminders.news", json!({}))["reminders"], json!([]), "and not again");
}

#[test]
fn what_is_done_is_followed_by_what_comes_next_in_one_step() {
    let shop = Shop::new();
    let anna = shop.add("customer", json!({ "lastName": "Anna", "forbiddenChannels": [] }));
    let task = json!({ "subject": "Ring about the quote", "customerId": anna["id"], "dueDate": "2026-03-02",
                       "channel": "call", "assignee": "Mia", "priority": "high" });
    let task = shop.add("follow_up", task);
    shop.change("customer", &anna, json!({ "forbiddenChannels": ["call"] }));
    let done = shop.ask(
        "followUps.complete",
        json!({ "id": task["id"], "outcome": "Wants to think", "nextOn": "2026-03-09", "nextSubject": "Ask again" }),
    );
    let next = shop.get("follow_up", &json!({ "id": done["next"] }));
    assert_eq!(
        (&next["subject"], &next["customerId"], &next["assignee"], &next["dueDate"]),
        (&json!("Ask again"), &anna["id"], &json!("Mia"), &json!("2026-03-09"))
    );
    assert_eq!(
        (&next["channel"], &next["priority"]),
        (&json!(null), &json!("normal")),
        "they want no calls now"
    );
    shop.ask("operations.undo", json!({}));
    assert_eq!(shop.count("follow_up", "done = no"), 1, "one undo takes both back");
    assert_eq!(shop.get("follow_up", &task)["outcome"], "");
}

#[test]
fn undoing_a_step_of_a_series_leaves_one_series() {
    let shop = Shop::new();
    let task = shop
        .add("follow_up", json!({ "subject": "Oil", "dueDate": "2026-01-31", "recurrence": "FREQ=MONTHLY" }));
    let first = shop.ask("followUps.complete", json!({ "id": task["id"], "outcome": "" }));
    let second = shop.get("follow_up", &json!({ "id": first["next"] }));
    assert_eq!(
        (&second["dueDate"], &second["recurrence"]),
        (&json!("2026-03-31"), &json!("FREQ=MONTHLY")),
        "the rule stays one that the window knows"
    );
    shop.ask("followUps.complete", json!({ "id": second["id"], "outcome": "" }));
    let undone = shop.ask("operations.undo", json!({ "opId": first["opId"] }));
    assert!(!undone["kept"].as_array().unwrap().is_empty());
    assert_eq!(
        shop.count("follow_up", "done = no and recurrence is not empty"),
        1,
        "not two that both go on"
    );
}

#[test]
fn a_series_stays_one_when_a_step_between_was_thrown_away() {
    let shop = Shop::new();
    let task = shop
        .add("follow_up", json!({ "subject": "Oil", "dueDate": "2026-03-02", "recurrence": "FREQ=DAILY" }));
    let first = shop.ask("followUps.complete", json!({ "id": task["id"], "outcome": "" }));
    shop.ask("followUps.complete", json!({ "id": first["next"], "outcome": "" }));
    shop.ask("records.trash", json!({ "kind": "follow_up", "ids": [first["next"]] }));
    shop.ask("operations.undo", json!({ "opId": first["opId"] }));
    assert_eq!(shop.count("follow_up", "done = no"), 2);
    assert_eq!(
        shop.count("follow_up", "done = no and recurrence is not empty"),
        1,
        "the third one goes on already; the first is to be done once"
    );
}

#[test]
fn a_session_of_calls_obeys_who_does_not_want_to_be_called() {
    let shop = Shop::new();
    let anna = shop.add("customer", json!({ "lastName": "Jensen", "phones": [{ "number": "030 901820" }] }));
    shop.add(
        "customer",
        json!({ "lastName": "Quiet", "phones": [{ "number": "030 901821" }], "forbiddenChannels": ["call"] }),
    );
    assert_eq!(shop.ask("calls.list", json!({}))["customerIds"], json!([anna["id"]]));
    let call = json!({ "customerId": anna["id"], "outcome": "do_not_call", "session": "Spring" });
    shop.ask("calls.log", call.clone());
    assert_eq!(shop.refused("calls.log", call).code, "conflict");
    let summary = shop.ask("calls.summary", json!({ "session": "Spring" }));
    assert_eq!((&summary["calls"], &summary["doNotCall"]), (&json!(1), &json!(1)));
}

#[test]
fn an_invoice_plans_the_service_that_its_products_want() {
    let shop = Shop::new();
    let anna = shop.add("customer", json!({ "firstName": "Anna", "lastName": "Jensen" }));
    let boiler = shop.add(
        "product",
        json!({ "name": "Boiler", "sku": "B-1", "price": "900.00", "serviceIntervalMonths": 12, "warrantyMonths": 24 }),
    );
    let line = json!({ "productId": boiler["id"], "quantity": "1", "unitPrice": "900.00" });
    let quote = json!({ "customerId": anna["id"], "date": "2026-03-02", "documentKind": "quote", "lines": [line.clone()] });
    shop.add("sale", quote);
    assert_eq!(shop.count("follow_up", "done = no"), 0, "an offer promises nothing yet");
    let sale = shop.add("sale", json!({ "customerId": anna["id"], "date": "2026-03-02", "lines": [line] }));
    let due = shop.column(json!({ "kind": "follow_up", "sort": "dueDate" }), "dueDate");
    assert_eq!(due, ["2027-03-02", "2028-02-01"], "service after a year, a look before the warranty ends");
    let subjects = shop.column(json!({ "kind": "follow_up", "sort": "dueDate" }), "subject");
    assert_eq!(
        subjects,
        ["Service: Boiler", "Warranty ends on 2 Mar 2028: Boiler"],
        "and when it ends is said"
    );
    assert_eq!(shop.count("follow_up", "recurrence is not empty"), 1, "service comes again and again");
    shop.change("sale", &sale, json!({ "notes": "Delivered" }));
    assert_eq!(shop.count("follow_up", "done = no"), 2, "and saving the invoice again plans nothing twice");
    let parts = json!([{ "productId": boiler["id"], "quantity": "1" }]);
    let heating =
        shop.add("product", json!({ "name": "Heating", "productKind": "bundle", "components": parts }));
    let line = json!({ "productId": heating["id"], "quantity": "1", "unitPrice": "1500.00" });
    shop.add("sale", json!({ "customerId": anna["id"], "date": "2026-03-02", "lines": [line] }));
    assert_eq!(shop.count("follow_up", "done = no"), 4, "the boiler in a bundle wants service as well");
}

#[test]
fn a_campaign_is_called_with_its_script_until_everybody_has_answered() {
    let shop = Shop::new();
    let person = |name: &str, number: &str| {
        shop.add("customer", json!({ "lastName": name, "phones": [{ "number": number }] }))
    };
    let (anna, bert) = (person("Jensen", "030 901820"), person("Weber", "030 901821"));
    let spring = shop.add("campaign", json!({ "name": "Spring", "segment": "", "channel": "call" }));
    shop.ask("campaigns.freeze", json!({ "id": spring["id"] }));
    person("Later", "030 901822");
    let script = |name: &str, campaign: serde_json::Value| {
        shop.add(
            "call_script",
            json!({ "name": name, "text": "Good morning!", "campaignId": campaign,
                    "objections": [{ "objection": "Too dear", "answer": "It lasts." }, { "objection": "", "answer": "" }] }),
        )
    };
    let (own, usual) = (script("Spring", spring["id"].clone()), script("Usual", json!(null)));
    let list = shop.ask("calls.list", json!({ "campaignId": spring["id"] }));
    assert_eq!(list["customerIds"].as_array().unwrap().len(), 2, "whoever came later is not on the list");
    assert_eq!(list["scriptId"], own["id"], "the campaign has words of its own");
    assert_eq!(list["scripts"][0]["objections"], json!([{ "objection": "Too dear", "answer": "It lasts." }]));
    let any = shop.ask("calls.list", json!({}));
    assert_eq!((&any["scriptId"], any["customerIds"].as_array().unwrap().len()), (&usual["id"], 3));
    let call =
        json!({ "customerId": anna["id"], "outcome": "reached", "session": "", "campaignId": spring["id"] });
    shop.ask("calls.log", call);
    assert_eq!(shop.count("interaction", "campaign = Spring"), 1, "the call is one of the campaign");
    shop.ask(
        "campaigns.mark",
        json!({ "id": spring["id"], "customerIds": [anna["id"]], "event": "responded", "on": "2026-03-02", "response": "yes" }),
    );
    let rest = shop.ask("calls.list", json!({ "campaignId": spring["id"] }));
    assert_eq!(rest["customerIds"], json!([bert["id"]]), "who has answered is not asked again");
    let empty = json!({ "kind": "call_script", "values": { "name": "Empty" } });
    assert_eq!(shop.refused("records.save", empty).field.as_deref(), Some("text"));
}

#[test]
fn an_audience_that_may_not_be_reached_is_not_said_to_be_empty() {
    let shop = Shop::new();
    shop.add(
        "customer",
        json!({ "lastName": "Jensen", "forbiddenChannels": ["email"], "emails": [{ "address": "j@example.org" }] }),
    );
    let spring = shop.add("campaign", json!({ "name": "Spring", "segment": "", "channel": "email" }));
    let refused = shop.refused("campaigns.freeze", json!({ "id": spring["id"] }));
    let told = refused.message.to_string();
    assert!(
        told.contains("(1)") && told.contains("e-mail"),
        "who is there and why nobody is left is said: {told}"
    );
}

#[test]
fn nothing_is_sent_to_whom_it_cannot_be_sent() {
    let shop = Shop::new();
    let person = |name: &str, address: &str| {
        let emails = if address.is_empty() { json!([]) } else { json!([{ "address": address }]) };
        shop.add("customer", json!({ "lastName": name, "emails": emails }))
    };
    person("Jensen", "jensen@example.org");
    let bert = person("Weber", "weber@example.org");
    person("Nowhere", "");
    let spring = shop.add("campaign", json!({ "name": "Spring", "segment": "", "channel": "email" }));
    let made = shop.ask("campaigns.freeze", json!({ "id": spring["id"] }));
    assert_eq!(made["leftOut"], json!({ "refused": 0, "without": 1 }), "who is left out is told");
    assert_eq!(made["record"]["targetCount"], 2);
    // An address that is gone by the time the letters go out.
    shop.ask("records.save", json!({ "kind": "customer", "id": bert["id"], "values": { "emails": [] } }));
    let all = json!({ "id": spring["id"], "customerIds": [], "event": "sent", "on": "2026-03-02" });
    let marked = shop.ask("campaigns.mark", all.clone());
    assert_eq!(marked["record"]["sentCount"], 1, "to whom nothing can go nothing was sent");
    assert!(
        shop.refused(
            "campaigns.mark",
            json!({ "id": spring["id"], "customerIds": [], "event": "sent", "on": "" })
        )
        .field
        .is_some()
    );
    let just_him =
        json!({ "id": spring["id"], "customerIds": [bert["id"]], "event": "sent", "on": "2026-03-02" });
    let marked = shop.ask("campaigns.mark", just_him);
    assert_eq!(marked["record"]["sentCount"], 2, "whoever handed it over knows better");
}

#[test]
fn what_was_said_took_no_time_below_zero_and_is_of_no_day_to_come() {
    let shop = Shop::new();
    let anna = shop.add("customer", json!({ "lastName": "Jensen" }));
    let note = |more: serde_json::Value| {
        let mut values = json!({ "customerId": anna["id"], "channel": "call", "summary": "Rang" });
        values.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({ "kind": "interaction", "values": values })
    };
    let refused = shop.refused("records.save", note(json!({ "durationMinutes": -5 })));
    assert_eq!(refused.field.as_deref(), Some("durationMinutes"));
    let refused = shop.refused("records.save", note(json!({ "at": "2030-01-01T10:00:00Z" })));
    assert_eq!(refused.field.as_deref(), Some("at"), "the timeline would begin in the future");
}

#[test]
fn a_reminder_is_told_by_one_window_and_seen_to_in_all() {
    let shop = Shop::new();
    let plan = |subject: &str| {
        shop.add(
            "follow_up",
            json!({ "subject": subject, "dueDate": "2026-03-02", "dueTime": "09:30", "reminders": [{ "minutesBefore": 60 }] }),
        )
    };
    let (call, write) = (plan("Call"), plan("Write"));
    let subjects = |reply: serde_json::Value| {
        let mut all: Vec<String> = reply["reminders"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["subject"].as_str().unwrap().to_owned())
            .collect();
        all.sort();
        all
    };
    let news = || subjects(shop.ask("reminders.news", json!({})));
    let standing = || subjects(shop.ask("reminders.standing", json!({})));
    assert_eq!(news(), ["Call", "Write"], "the window that asks first tells them");
    assert!(news().is_empty(), "another window tells nothing again");
    assert_eq!(standing(), ["Call", "Write"], "but shows what stands");
    shop.ask("reminders.dismiss", json!({ "ids": [call["id"]] }));
    assert_eq!(standing(), ["Write"], "what is seen to in one window is so in all");
    let heard = shop.heard().iter().filter(|event| event["type"] == "reminders").count();
    assert_eq!(heard, 2, "and they hear of it");
    shop.ask("followUps.snooze", json!({ "id": write["id"], "until": "2026-03-03T08:00:00Z" }));
    assert!(standing().is_empty());
    shop.go_to((2026, 3, 3));
    assert_eq!(news(), ["Write"], "what was put off comes again, once");
    assert_eq!(standing(), ["Write"]);
    shop.ask("followUps.complete", json!({ "id": write["id"], "outcome": "" }));
    assert!(standing().is_empty() && news().is_empty());
}
