//! Lists as people keep them: sorted by several columns, and saved under a name.

use crate::shop::Shop;
use serde_json::json;

#[test]
fn a_list_is_sorted_by_several_columns_whatever_page_is_looked_at() {
    let shop = Shop::new();
    for (name, category, price) in [
        ("A", "tools", "3"),
        ("B", "paint", "2"),
        ("C", "tools", "1"),
        ("D", "paint", "5"),
        ("E", "tools", "2"),
    ] {
        shop.add("product", json!({ "name": name, "category": category, "price": price }));
    }
    let by = |descending: bool| json!([{ "field": "price", "descending": descending }]);
    let names = |request| shop.column(request, "name");
    assert_eq!(
        names(json!({ "kind": "product", "sort": "category", "then": by(true) })),
        ["D", "B", "A", "E", "C"],
        "within a category the dearest comes first"
    );
    assert_eq!(
        names(json!({ "kind": "product", "sort": "category", "descending": true, "then": by(false) })),
        ["C", "E", "A", "B", "D"],
        "each column has its own direction"
    );
    for offset in 0..5 {
        let page = shop.ask(
            "records.list",
            json!({ "kind": "product", "sort": "category", "then": by(true), "offset": offset, "limit": 1 }),
        );
        assert_eq!(
            page["rows"][0]["name"],
            ["D", "B", "A", "E", "C"][offset],
            "a page begins where the one before ended"
        );
    }
    let error = shop.refused(
        "records.list",
        json!({ "kind": "product", "sort": "category", "then": [{ "field": "colour", "descending": false }] }),
    );
    assert!(error.message.to_string().contains("colour"), "{}", error.message);
}

#[test]
fn rows_in_brief_say_the_same_as_whole_ones() {
    let shop = Shop::new();
    shop.add(
        "customer",
        json!({ "lastName": "Kern", "emails": [{ "address": "k@kern.example" }], "discount": "5" }),
    );
    shop.add("customer", json!({ "kind": "company", "companyName": "Kern & Co", "tags": ["trade"] }));
    shop.add("product", json!({ "name": "Lamp", "price": "3" }));
    for kind in ["customer", "product", "settings", "follow_up"] {
        let asked =
            |brief: bool| shop.ask("records.list", json!({ "kind": kind, "limit": 10, "brief": brief }));
        let (whole, brief) = (asked(false), asked(true));
        let filled: Vec<_> = brief["rows"]
            .as_array()
            .expect("rows")
            .iter()
            .map(|row| {
                let mut all = brief["blank"].as_object().expect("a blank").clone();
                all.extend(row.as_object().expect("a row").clone());
                all.into()
            })
            .collect();
        assert_eq!(
            whole["rows"],
            serde_json::Value::Array(filled),
            "nothing of a {kind} may be lost on the way"
        );
        assert!(whole.get("blank").is_none(), "who asks for whole rows gets nothing besides");
    }
}

#[test]
fn a_view_is_kept_in_the_book_and_one_that_cannot_be_shown_is_refused() {
    let shop = Shop::new();
    let view = shop.add(
        "view",
        json!({
            "name": "Berlin, lately", "recordKind": "customer", "condition": "city = Berlin and last_sale > today-90d",
            "sort": ["last_name", "-last_sale"], "columns": ["city", "lastSale"],
        }),
    );
    assert_eq!(shop.get("view", &view)["sort"], json!(["last_name", "-last_sale"]));
    let views = shop.column(json!({ "kind": "view", "where": "record_kind = customer" }), "name");
    assert_eq!(views, ["Berlin, lately"]);
    for (field, values) in [
        ("recordKind", json!({ "name": "X", "recordKind": "spaceship" })),
        ("condition", json!({ "name": "X", "recordKind": "customer", "condition": "citty = Berlin" })),
        ("sort", json!({ "name": "X", "recordKind": "customer", "sort": ["-colour"] })),
        ("name", json!({ "name": "", "recordKind": "customer" })),
    ] {
        let error = shop.refused("records.save", json!({ "kind": "view", "values": values }));
        assert_eq!(error.field.as_deref(), Some(field), "{}", error.message);
    }
}

#[test]
fn a_form_begins_with_a_template_that_everybody_shares() {
    let shop = Shop::new();
    let anna = shop.add("customer", json!({ "lastName": "Jensen" }));
    shop.add("custom_field", json!({ "label": "Boiler", "recordKind": "follow_up", "fieldType": "text" }));
    let values = json!({ "subject": "Yearly check", "dueTime": "14:30", "customerId": anna["id"], "customBoiler": "B 200" });
    let made = shop.ask("templates.save", json!({ "name": "Check", "kind": "follow_up", "values": values }));
    let list = shop.ask("templates.list", json!({ "kind": "follow_up" }));
    assert_eq!(list["templates"][0]["name"], "Check");
    assert_eq!(list["templates"][0]["fields"], json!(["subject", "customerId", "dueTime", "customBoiler"]));
    assert_eq!(shop.ask("templates.list", json!({ "kind": "sale" }))["templates"], json!([]));
    let begun = shop.ask("templates.apply", json!({ "id": made["record"]["id"] }));
    assert_eq!(begun["values"], values);
    assert_eq!(begun["titles"][anna["id"].as_str().unwrap()], "Jensen");
    let saved = shop.add("follow_up", begun["values"].clone());
    assert_eq!((&saved["subject"], &saved["customBoiler"]), (&json!("Yearly check"), &json!("B 200")));
    let again = json!({ "name": "check", "kind": "follow_up", "values": { "subject": "x" } });
    assert_eq!(shop.refused("templates.save", again).field.as_deref(), Some("name"));
    let change = json!({ "id": made["record"]["id"], "name": "Check", "kind": "follow_up", "values": { "priority": "high" } });
    shop.ask("templates.save", change);
    let begun = shop.ask("templates.apply", json!({ "id": made["record"]["id"] }));
    assert_eq!(begun["values"], json!({ "priority": "high" }));
}
