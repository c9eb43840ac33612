//! Follow-ups in other calendars, what customers are called, and good reasons to say hello.

use super::shop::Shop;
use serde_json::json;
use std::time::{Duration, Instant};

#[test]
fn follow_ups_go_into_a_calendar_and_what_was_moved_there_comes_back() {
    let shop = Shop::new();
    let anna = shop.add("customer", json!({ "lastName": "Anna" }));
    let id = anna["id"].clone();
    shop.add(
        "follow_up",
        json!({ "subject": "Call", "customerId": id, "dueDate": "2026-03-09", "dueTime": "10:00" }),
    );
    let file = shop.path("tasks.ics");
    shop.job("export.run", json!({ "kind": "follow_up", "profile": "spreadsheet", "path": file }));
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("SUMMARY:Call – Anna"), "{text}");
    std::fs::write(&file, text.replace("T100000Z", "T153000Z")).unwrap();
    let result = shop.job("calendar.import", json!({ "path": file, "dryRun": false }));
    assert_eq!((&result["updated"], &result["created"]), (&json!(1), &json!(0)), "{result}");
    let times = shop.column(json!({ "kind": "follow_up", "limit": 5 }), "dueTime");
    assert_eq!(times, ["15:30"]);
    let customers = shop.path("customers.ics");
    let refused =
        shop.refused("export.run", json!({ "kind": "customer", "profile": "exact", "path": customers }));
    assert_eq!(refused.code, "invalid");
}

#[test]
fn the_calendar_in_the_chosen_folder_follows_the_book() {
    let shop = Shop::new();
    let folder = shop.path("shared");
    std::fs::create_dir(&folder).unwrap();
    let settings = shop.ask("settings.get", json!({}))["record"].clone();
    shop.change(
        "settings",
        &settings,
        json!({ "calendarFolder": folder, "businessName": "Linden / Workshop" }),
    );
    for (nowhere, why) in [(json!("relative"), "whole path"), (json!(folder.join("gone")), "no folder")] {
        let values = json!({ "calendarFolder": nowhere });
        let refused = shop
            .refused("records.save", json!({ "kind": "settings", "id": settings["id"], "values": values }));
        assert_eq!(
            refused.field.as_deref(),
            Some("calendarFolder"),
            "nobody waits for a file that never comes"
        );
        assert!(refused.message.to_string().contains(why), "{}", refused.message);
    }
    let wanted = |text: &str| {
        let file = folder.join("Linden _ Workshop.ics");
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(20) {
            if std::fs::read_to_string(&file).is_ok_and(|now| now.contains(text)) {
                return true;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        false
    };
    shop.add("follow_up", json!({ "subject": "Measure the hall", "dueDate": "2026-03-09" }));
    assert!(wanted("Measure the hall"), "other programs look into that folder");
    std::fs::remove_dir_all(&folder).unwrap();
    shop.heard();
    let told = |subject: &str| {
        shop.add("follow_up", json!({ "subject": subject, "dueDate": "2026-03-10" }));
        let started = Instant::now();
        let mut notices = Vec::new();
        while started.elapsed() < Duration::from_secs(3) && notices.is_empty() {
            std::thread::sleep(Duration::from_millis(50));
            notices.extend(shop.heard().into_iter().filter(|event| event["type"] == "notice"));
        }
        notices
    };
    let first = told("Call back");
    assert!(
        first[0]["message"].as_str().unwrap().contains("not there"),
        "others read that calendar: {first:?}"
    );
    assert!(told("Call again").is_empty(), "and it is said once, not at every change");
}

#[test]
fn whoever_calls_customers_members_reads_of_members() {
    let shop = Shop::new();
    let settings = shop.ask("settings.get", json!({}))["record"].clone();
    shop.change("settings", &settings, json!({ "customerNoun": "member", "customerNouns": "members" }));
    assert_eq!(shop.ask("schema.get", json!({}))["nouns"], json!({ "one": "member", "many": "members" }));
    shop.add("customer", json!({ "lastName": "Anna" }));
    let undo = shop.ask("operations.state", json!({}))["undo"].clone();
    assert_eq!(undo, "New member", "core's own sentences say it too");
    let path =
        shop.write("tickets.csv", "Ticket,Subject,Status,Priority,Customer\n1,Squeak,New,Low,Nobody\n");
    let map = json!({ "Subject": "subject", "Customer": "customer.name" });
    shop.heard();
    shop.job("import.run", json!({ "path": path, "as": "case", "map": map, "options": {}, "dryRun": true }));
    let told = json!(shop.heard()).to_string();
    assert!(told.contains("There is no member “Nobody”"), "and so does what is told of a job: {told}");
    let refused = shop.refused("records.list", json!({ "kind": "customer", "where": "nonsense = 1" }));
    assert!(refused.message.to_string().starts_with("A member has no field"), "{}", refused.message);
}

#[test]
fn today_knows_whose_day_it_is() {
    let shop = Shop::new();
    shop.add("customer", json!({ "lastName": "Anna", "birthday": "1976-03-04" }));
    shop.add("customer", json!({ "lastName": "Bert", "birthday": "1976-05-04" }));
    let today = shop.ask("today.get", json!({}));
    let told = &today["occasions"];
    assert_eq!(told.as_array().unwrap().len(), 1, "{told}");
    assert_eq!(
        (&told[0]["name"], &told[0]["on"], &told[0]["years"]),
        (&json!("Anna"), &json!("2026-03-04"), &json!(50))
    );
}

#[test]
fn the_calendar_knows_whose_day_it_is_in_any_month() {
    let shop = Shop::new();
    let anna = shop.add("customer", json!({ "lastName": "Anna", "birthday": "1980-02-29" }));
    let line = json!({ "description": "Chair", "quantity": "1", "unitPrice": "9.00" });
    shop.add("sale", json!({ "customerId": anna["id"], "date": "2022-06-10", "lines": [line] }));
    let told = shop.ask("occasions.list", json!({ "from": "2027-02-01", "to": "2027-06-30" }));
    let told = told["occasions"].as_array().unwrap();
    let days: Vec<_> = told.iter().map(|one| (&one["what"], &one["on"], &one["years"])).collect();
    assert_eq!(
        days,
        [
            (&json!("birthday"), &json!("2027-02-28"), &json!(47)),
            (&json!("anniversary"), &json!("2027-06-10"), &json!(5)),
        ],
        "months ahead, and 29 February in a year without one"
    );
    let seen = shop.ask("customers.overview", json!({ "id": anna["id"] }));
    assert_eq!(seen["birthday"], json!({ "on": "2027-02-28", "years": 47 }), "the card says it too");
    let refused = shop.refused("occasions.list", json!({ "from": "soon", "to": "2027-06-30" }));
    assert_eq!(refused.field.as_deref(), Some("from"));
}

#[test]
fn nothing_is_planned_that_a_customer_does_not_wish() {
    let shop = Shop::new();
    let anna = shop.add("customer", json!({ "lastName": "Anna", "forbiddenChannels": ["call"] }));
    let values =
        json!({ "subject": "Ring", "customerId": anna["id"], "dueDate": "2026-03-09", "channel": "call" });
    let refused = shop.refused("records.save", json!({ "kind": "follow_up", "values": values }));
    assert_eq!(refused.field.as_deref(), Some("channel"), "{refused:?}");
    let by_letter =
        json!({ "subject": "Write", "customerId": anna["id"], "dueDate": "2026-03-09", "channel": "letter" });
    shop.add("follow_up", by_letter);
}
