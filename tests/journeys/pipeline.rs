//! From a lead to a deal that is won, through the calls of the board.

use crate::shop::Shop;
use serde_json::{Value, json};

#[test]
fn a_lead_becomes_a_deal_and_goes_over_the_board_until_it_is_won() {
    let shop = Shop::new();
    let lead = shop.add(
        "customer",
        json!({ "firstName": "Ida", "lastName": "Berg", "companyName": "Hotel Adler", "role": "prospect", "source": "Fair", "leadAmount": 250_000 }),
    );
    assert_eq!(lead["leadStatus"], "new");
    let done = shop.ask("leads.convert", json!({ "id": lead["id"] }));
    assert_eq!(done["contactId"], lead["id"]);
    let deal = shop.get("deal", &json!({ "id": done["dealId"] }));
    assert_eq!(
        (&deal["title"], &deal["amount"], &deal["stageName"]),
        (&json!("Hotel Adler"), &json!(250_000), &json!("New"))
    );

    let refused = shop.refused("deals.move", json!({ "id": deal["id"], "stage": "deciding" }));
    assert_eq!(refused.field.as_deref(), Some("expectedClose"), "the board asks for what is missing");
    shop.ask(
        "deals.move",
        json!({ "id": deal["id"], "stage": "deciding", "values": { "expectedClose": "2026-04-10" } }),
    );
    let board = shop.ask("deals.board", json!({}));
    let deciding = &board["columns"][3];
    assert_eq!((&deciding["count"], &deciding["weighted"]), (&json!(1), &json!(187_500)));
    assert_eq!(
        (&deciding["cards"][0]["customer"], &deciding["cards"][0]["stuck"]),
        (&json!("Hotel Adler"), &json!(true))
    );
    assert_eq!(
        (&board["count"], &board["open"]),
        (&json!(1), &deciding["sum"]),
        "the heading says what is open"
    );
    let forecast = shop.ask("deals.forecast", json!({}));
    assert_eq!(
        (&forecast["months"][0]["month"], &forecast["months"][0]["weighted"]),
        (&json!("2026-04"), &json!(187_500))
    );

    shop.ask("deals.move", json!({ "id": deal["id"], "stage": "won" }));
    for report in ["deals_won_lost", "deals_funnel", "deals_forecast", "lead_sources", "referrals"] {
        let report = shop.ask("reports.get", json!({ "name": report }));
        assert!(!report["tables"].as_array().unwrap().is_empty(), "{report}");
    }
    let sources = shop.ask("reports.get", json!({ "name": "lead_sources" }));
    assert_eq!(sources["tables"][0]["rows"][0][0], "Fair");
    assert_eq!(sources["tables"][0]["rows"][0][2], "1", "converted");
    shop.ask("operations.undo", json!({}));
    assert_eq!(shop.get("deal", &deal)["status"], "open");
}

#[test]
fn a_track_is_started_and_ends_with_an_answer() {
    let shop = Shop::new();
    let anna = shop.add("customer", json!({ "firstName": "Anna", "lastName": "Jensen" }));
    let track = shop.add(
        "track",
        json!({ "name": "After the fair", "stopOnAnswer": true, "steps": [{ "subject": "Write", "afterDays": 1 }, { "subject": "Call", "afterDays": 5 }] }),
    );
    let first = shop.ask("tracks.start", json!({ "trackId": track["id"], "customerId": anna["id"] }));
    assert_eq!(first["record"]["dueDate"], "2026-03-03");
    shop.ask("followUps.complete", json!({ "id": first["record"]["id"], "outcome": "" }));
    assert_eq!(shop.count("follow_up", "done = no"), 1, "the call follows");
    shop.add("interaction", json!({ "customerId": anna["id"], "channel": "email", "direction": "in", "at": "2026-03-03T08:00:00Z", "summary": "Yes please" }));
    assert_eq!(shop.count("follow_up", "done = no"), 0, "who has answered is not called again");
}

#[test]
fn a_step_that_is_for_nobody_any_more_is_in_no_list_and_asking_writes_nothing() {
    let shop = Shop::new();
    let steps = json!([
        { "subject": "Ask", "afterDays": 0 },
        { "subject": "Send a voucher", "afterDays": 2, "onlyIf": "tier = silver" },
        { "subject": "Call", "afterDays": 4 },
    ]);
    let track = shop.add("track", json!({ "name": "Welcome", "steps": steps }));
    let begin = |name: &str, tier: &str| {
        let customer = shop.add("customer", json!({ "lastName": name, "tier": tier }));
        let request = json!({ "trackId": track["id"], "customerId": customer["id"] });
        let first = shop.ask("tracks.start", request);
        shop.ask("followUps.complete", json!({ "id": first["record"]["id"], "outcome": "" }));
        customer
    };
    let open = |subject: &str| shop.count("follow_up", &format!("done = no and subject = \"{subject}\""));
    begin("Weber", "gold");
    let silver = begin("Jensen", "silver");
    assert_eq!(open("Send a voucher"), 2, "until its day comes, either may still be silver");
    shop.go_to((2026, 3, 4));
    assert_eq!(
        (open("Send a voucher"), open("Call")),
        (1, 1),
        "the first look of a day sees what is for whom"
    );
    let operations = || shop.ask("operations.list", json!({ "offset": 0, "limit": 1 }))["total"].clone();
    let before = operations();
    for name in ["today.get", "today.count", "reminders.news", "reminders.standing"] {
        shop.ask(name, json!({}));
    }
    assert_eq!(operations(), before, "looking writes nothing");
    shop.ask("records.save", json!({ "kind": "customer", "id": silver["id"], "values": { "tier": "gold" } }));
    assert_eq!(
        (open("Send a voucher"), open("Call")),
        (0, 2),
        "and neither stays who changes on the day itself"
    );
    let undone = shop.ask("operations.undo", json!({ "opId": null }));
    assert_eq!(shop.get("customer", &silver)["tier"], "silver", "Undo is about what somebody did: {undone}");
}

#[test]
fn a_talk_with_several_is_on_the_timeline_of_each_and_once_on_that_of_their_company() {
    let shop = Shop::new();
    let firm = shop.add("customer", json!({ "kind": "company", "companyName": "Hotel Adler" }));
    let person = |name: &str| shop.add("customer", json!({ "lastName": name, "companyId": firm["id"] }));
    let (ida, ben, cleo) = (person("Ida"), person("Ben"), person("Cleo"));
    let track = shop.add(
        "track",
        json!({ "name": "After the fair", "stopOnAnswer": true, "steps": [{ "subject": "Call", "afterDays": 5 }] }),
    );
    shop.ask("tracks.start", json!({ "trackId": track["id"], "customerId": ben["id"] }));
    let there = |who: &[&Value]| who.iter().map(|one| json!({ "customerId": one["id"] })).collect::<Vec<_>>();
    let talk = shop.add(
        "interaction",
        json!({ "customerId": ida["id"], "people": there(&[&ben, &ida, &ben]), "channel": "meeting",
                "direction": "in", "at": "2026-03-02T09:00:00Z", "summary": "Chose the wood" }),
    );
    assert_eq!(talk["people"].as_array().unwrap().len(), 1, "each stands in it once");
    let said = |who: &Value| {
        let request = json!({ "id": who["id"], "only": "interaction", "offset": 0, "limit": 10 });
        shop.ask("customers.timeline", request)["total"].as_u64().unwrap()
    };
    assert_eq!([&ida, &ben, &cleo, &firm].map(said), [1, 1, 0, 1]);
    assert_eq!(shop.count("follow_up", "done = no"), 0, "whoever came in person has answered");
    shop.change("interaction", &talk, json!({ "people": there(&[&cleo]) }));
    assert_eq!([&ida, &ben, &cleo, &firm].map(said), [1, 0, 1, 1], "and it moves with them");
    shop.ask("customers.merge", json!({ "staying": ida["id"], "going": cleo["id"], "take": {} }));
    assert_eq!([&ida, &firm].map(said), [1, 1], "merging makes no second one of it");
    shop.ask("records.trash", json!({ "kind": "interaction", "ids": [talk["id"]] }));
    assert_eq!([&ida, &firm].map(said), [0, 0]);
}

#[test]
fn what_was_said_about_a_deal_is_found_at_the_deal_with_whomever_it_was() {
    let shop = Shop::new();
    let hotel = shop.add("customer", json!({ "kind": "company", "companyName": "Hotel Adler" }));
    let ida = shop.add(
        "customer",
        json!({ "lastName": "Berg", "companyId": hotel["id"], "phones": [{ "number": "030 901820" }] }),
    );
    let deal = shop.add("deal", json!({ "title": "Lobby", "customerId": hotel["id"] }));
    let other = shop.add("deal", json!({ "title": "Bar", "customerId": hotel["id"] }));
    let noted = shop.add(
        "interaction",
        json!({ "dealId": deal["id"], "channel": "visit", "at": "2026-03-01T10:00:00Z", "summary": "Measured" }),
    );
    assert_eq!(noted["customerId"], hotel["id"], "the deal says with whom");
    shop.ask(
        "calls.log",
        json!({ "customerId": ida["id"], "outcome": "reached", "note": "Likes oak", "againOn": "2026-03-09",
                "session": "", "dealId": deal["id"] }),
    );
    shop.add(
        "interaction",
        json!({ "dealId": other["id"], "at": "2026-03-01T11:00:00Z", "summary": "Beer" }),
    );
    let log = |only: serde_json::Value| {
        let request = json!({ "id": "", "dealId": deal["id"], "only": only, "offset": 0, "limit": 10 });
        let page = shop.ask("customers.timeline", request);
        let titles = page["items"].as_array().unwrap().iter().map(|item| item["title"].clone());
        titles.collect::<Vec<_>>()
    };
    assert_eq!(log(json!(null)), ["Call again", "Likes oak", "Measured"], "and nothing of the other deal");
    assert_eq!(log(json!("interaction")), ["Likes oak", "Measured"]);
    assert_eq!(shop.count("interaction", "deal = Lobby"), 2, "a list can be filtered by it");
    let whole = json!({ "id": hotel["id"], "only": "interaction", "offset": 0, "limit": 10 });
    assert_eq!(shop.ask("customers.timeline", whole)["total"], 3, "the customer's has all of them");
}

#[test]
fn whoever_waits_for_the_next_step_of_a_deal_is_on_every_list_of_the_day() {
    let shop = Shop::new();
    let anna = shop.add("customer", json!({ "firstName": "Anna", "lastName": "Koch" }));
    let deal = shop.add(
        "deal",
        json!({ "title": "Conservatory", "customerId": anna["id"], "amount": 900_000, "nextStep": "Call about the offer", "nextStepOn": "2026-02-21" }),
    );
    let steps = || shop.ask("today.get", json!({}))["deals"].as_array().unwrap().clone();
    let told = steps();
    assert_eq!(
        (&told[0]["name"], &told[0]["reason"], &told[0]["overdue"]),
        (
            &json!("Anna Koch"),
            &json!("Next step of “Conservatory”: Call about the offer, 9 days late."),
            &json!(true)
        )
    );
    assert_eq!(told[0]["matter"]["stake"], json!({ "about": "deal", "amount": 900_000, "number": "" }));
    assert_eq!(shop.ask("today.count", json!({}))["count"], 1);
    let in_report = |name: &str| {
        shop.ask("reports.get", json!({ "name": name })).to_string().contains("Call about the offer")
    };
    assert!(in_report("follow_ups_due") && in_report("day_list"), "paper forgets nobody either");
    let calendar = |from: &str, to: &str| {
        let found = shop.ask("deals.nextSteps", json!({ "from": from, "to": to }));
        found["steps"].as_array().unwrap().iter().map(|step| step["on"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(calendar("2026-03-02", "2026-03-08"), ["2026-02-21"], "what is late stays in sight");

    shop.ask(
        "records.save",
        json!({ "kind": "deal", "id": deal["id"], "values": { "nextStepOn": "2026-03-05" } }),
    );
    assert_eq!(
        (steps().len(), shop.ask("today.count", json!({}))["count"].clone()),
        (0, json!(0)),
        "put off"
    );
    assert_eq!(calendar("2026-03-02", "2026-03-08"), ["2026-03-05"]);
    assert!(calendar("2026-03-09", "2026-03-15").is_empty(), "only what is late stands beside another week");
    assert!(!in_report("follow_ups_due") && !in_report("day_list"));
    shop.ask("operations.undo", json!({}));
    assert_eq!(steps().len(), 1, "putting it off was taken back");

    let mary = shop.add("customer", json!({ "firstName": "Anne", "lastName": "Koch" }));
    let merged = json!({ "staying": mary["id"], "going": anna["id"], "take": {} });
    shop.ask("customers.merge", merged);
    assert_eq!(steps()[0]["customerId"], mary["id"], "it goes with the customer");
    shop.ask("deals.move", json!({ "id": deal["id"], "stage": "won", "values": {} }));
    assert!(steps().is_empty(), "what is won waits for nobody");
}
