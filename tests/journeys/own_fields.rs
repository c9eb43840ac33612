//! Fields of the owner's own, made and used as the window does it.

use super::shop::Shop;
use serde_json::{Value, json};

fn make(shop: &Shop, values: Value) -> String {
    let saved = shop.ask("records.save", json!({ "kind": "custom_field", "values": values }));
    saved["record"]["id"].as_str().unwrap().to_owned()
}

fn spec(shop: &Shop, kind: &str, name: &str) -> Option<Value> {
    let schema = shop.ask("schema.get", json!({}));
    let kinds = schema["kinds"].as_array().unwrap();
    let of_kind = kinds.iter().find(|k| k["kind"] == kind).unwrap();
    of_kind["fields"].as_array().unwrap().iter().find(|f| f["name"] == name).cloned()
}

#[test]
fn a_field_of_ones_own_is_one_like_the_others() {
    let shop = Shop::new();
    let wood = make(
        &shop,
        json!({ "label": "Favourite wood", "recordKind": "customer", "fieldType": "choice",
                "options": ["Oak", "Smoked oak"], "required": true, "heading": "Taste", "shownInLists": true }),
    );
    make(&shop, json!({ "label": "Size 2", "recordKind": "deal", "fieldType": "number" }));
    let told =
        spec(&shop, "customer", "customFavouriteWood").expect("forms, lists and filters read the schema");
    assert_eq!(told["label"], "Favourite wood");
    assert_eq!((&told["type"], &told["section"]), (&json!("choice"), &json!("Taste")));
    assert_eq!(told["choices"], json!(["Oak", "Smoked oak"]));
    assert!(spec(&shop, "deal", "customSize2").is_some() && spec(&shop, "product", "customSize2").is_none());

    let anna = json!({ "kind": "customer", "values": { "lastName": "Anna" } });
    let refused = shop.refused("records.save", anna);
    assert_eq!((refused.code, refused.field.as_deref()), ("invalid", Some("customFavouriteWood")));
    let wrong =
        json!({ "kind": "customer", "values": { "lastName": "Anna", "customFavouriteWood": "Pine" } });
    let refused = shop.refused("records.save", wrong);
    assert_eq!(refused.field.as_deref(), Some("customFavouriteWood"));
    let right =
        json!({ "kind": "customer", "values": { "lastName": "Anna", "customFavouriteWood": "smoked oak" } });
    let saved = shop.ask("records.save", right);
    assert_eq!(saved["record"]["customFavouriteWood"], "Smoked oak");

    let list = |condition: &str| {
        let page = shop.ask(
            "records.list",
            json!({ "kind": "customer", "where": condition, "sort": "customFavouriteWood", "limit": 10 }),
        );
        page["total"].as_u64().unwrap()
    };
    for condition in [
        "favourite_wood = 'smoked oak'",
        "custom.favourite_wood is not empty",
        "custom_favourite_wood != Oak",
    ] {
        assert_eq!(list(condition), 1, "{condition}");
    }
    let view = json!({ "name": "Oak lovers", "recordKind": "customer",
                       "condition": "favourite_wood = oak", "sort": ["custom_favourite_wood"] });
    shop.ask("records.save", json!({ "kind": "view", "values": view }));

    let removed = shop.ask("fields.remove", json!({ "id": wood }));
    assert_eq!(removed["used"], 1);
    assert!(removed["sentence"].as_str().unwrap().contains("records with one: 1"), "{removed}");
    assert!(spec(&shop, "customer", "customFavouriteWood").is_none());
    let fields = shop.ask("fields.list", json!({ "kind": "customer" }));
    assert_eq!(fields["fields"][0]["removed"], true);
    assert_eq!(fields["fields"][0]["used"], 1);
    shop.ask("records.restore", json!({ "kind": "custom_field", "ids": [wood] }));
    assert_eq!(list("favourite_wood = 'smoked oak'"), 1, "the values were only hidden");
    let said = shop.ask("app.speak", json!({ "language": "de" }));
    assert_eq!(said, json!({}));
    let refused = shop.refused("records.save", json!({ "kind": "customer", "values": { "lastName": "Bo" } }));
    assert_eq!(refused.message.to_string(), "„Favourite wood“ muss ausgefüllt sein.");
}

#[test]
fn a_german_label_of_the_program_is_no_name_for_a_field_of_ones_own() {
    let shop = Shop::new();
    for label in ["Nachname", "geburtstag", "Last name"] {
        let values = json!({ "label": label, "recordKind": "customer", "fieldType": "text" });
        let refused = shop.refused("records.save", json!({ "kind": "custom_field", "values": values }));
        assert_eq!(refused.field.as_deref(), Some("label"), "{label}");
        assert!(refused.message.to_string().contains("already"), "{}", refused.message);
    }
    let values = json!({ "label": "letzter Kauf", "recordKind": "customer", "fieldType": "date" });
    let refused = shop.refused("records.save", json!({ "kind": "custom_field", "values": values }));
    let other = "such as “letzter Kauf 2”";
    assert!(
        refused.message.to_string().contains(other),
        "a window in English shows no such field: {}",
        refused.message
    );
}

#[test]
fn a_report_says_its_condition_in_the_language_of_the_book_and_by_the_owners_names() {
    let shop = Shop::new();
    make(&shop, json!({ "label": "Lieblingsholz", "recordKind": "customer", "fieldType": "text" }));
    let condition = "role = prospect and custom_lieblingsholz = Eiche";
    let said = |report: &str| {
        let report =
            shop.ask("reports.get", json!({ "name": report, "where": condition, "place": "Berlin" }));
        report["filters"][0].as_str().unwrap().to_owned()
    };
    assert_eq!(said("customer_list"), "role is prospect and Lieblingsholz is Eiche");
    let settings = shop.ask("settings.get", json!({}))["record"]["id"].clone();
    shop.ask("records.save", json!({ "kind": "settings", "id": settings, "values": { "language": "de" } }));
    for report in ["customer_list", "visit_list", "day_list"] {
        assert_eq!(said(report), "Rolle ist Interessent und Lieblingsholz ist Eiche", "{report}");
    }
}

#[test]
fn a_stage_can_ask_for_a_field_of_ones_own() {
    let shop = Shop::new();
    make(&shop, json!({ "label": "Room", "recordKind": "deal", "fieldType": "text" }));
    let stage = |key: &str, required: Value| json!({ "key": key, "name": key, "required": required, "probability": "10" });
    let settings = shop.ask("settings.get", json!({}))["record"]["id"].clone();
    let stages = json!([stage("first", json!([])), stage("measured", json!(["custom_room"]))]);
    shop.ask("records.save", json!({ "kind": "settings", "id": settings, "values": { "stages": stages } }));
    let customer = shop.ask("records.save", json!({ "kind": "customer", "values": { "lastName": "Anna" } }));
    let deal = shop.ask(
        "records.save",
        json!({ "kind": "deal", "values": { "title": "Shelf", "customerId": customer["record"]["id"] } }),
    );
    let id = deal["record"]["id"].clone();
    let refused = shop.refused("deals.move", json!({ "id": id, "stage": "measured", "values": {} }));
    assert_eq!(refused.field.as_deref(), Some("customRoom"), "{refused:?}");
    shop.ask("deals.move", json!({ "id": id, "stage": "measured", "values": { "customRoom": "Hall" } }));
}

#[test]
fn fields_are_put_in_another_order_in_one_step() {
    let shop = Shop::new();
    let field =
        |label: &str| make(&shop, json!({ "label": label, "recordKind": "customer", "fieldType": "text" }));
    let (first, second, third) = (field("One"), field("Two"), field("Three"));
    let order = || {
        let fields = shop.ask("fields.list", json!({ "kind": "customer" }))["fields"].clone();
        fields.as_array().unwrap().iter().map(|field| field["label"].clone()).collect::<Vec<_>>()
    };
    shop.ask("fields.order", json!({ "ids": [third, first, second] }));
    assert_eq!(order(), ["Three", "One", "Two"]);
    shop.ask("operations.undo", json!({}));
    assert_eq!(order(), ["One", "Two", "Three"], "one undo puts all of them back");
}

#[test]
fn a_field_that_is_required_later_holds_up_no_change_of_something_else() {
    let shop = Shop::new();
    let anna = shop.ask("records.save", json!({ "kind": "customer", "values": { "lastName": "Anna" } }));
    let id = anna["record"]["id"].clone();
    make(&shop, json!({ "label": "Wood", "recordKind": "customer", "fieldType": "text", "required": true }));
    shop.ask("records.saveMany", json!({ "kind": "customer", "ids": [id], "addTags": ["oak"] }));
    shop.ask("records.saveMany", json!({ "kind": "customer", "ids": [id], "values": { "archived": true } }));
    let empty = json!({ "kind": "customer", "ids": [id], "values": { "customWood": "" } });
    let refused = shop.refused("records.saveMany", empty);
    assert_eq!(refused.field.as_deref(), Some("customWood"), "nobody empties it for many at once");
}

#[test]
fn a_field_leads_to_a_record_and_another_keeps_files() {
    let shop = Shop::new();
    let wrong = json!({ "label": "Favourite", "recordKind": "customer", "fieldType": "relation", "refersTo": "view" });
    let refused = shop.refused("records.save", json!({ "kind": "custom_field", "values": wrong }));
    assert_eq!(refused.field.as_deref(), Some("refersTo"));
    make(
        &shop,
        json!({ "label": "Favourite", "recordKind": "customer", "fieldType": "relation", "refersTo": "product",
                "shownInLists": true }),
    );
    make(&shop, json!({ "label": "Photos", "recordKind": "customer", "fieldType": "file" }));
    let told = spec(&shop, "customer", "customFavourite").unwrap();
    assert_eq!(
        (&told["type"], &told["refKind"]),
        (&json!("ref"), &json!("product")),
        "a form offers products"
    );
    assert_eq!(spec(&shop, "customer", "customPhotos").unwrap()["type"], "files");
    let choices = spec(&shop, "custom_field", "refersTo").unwrap()["choices"].clone();
    assert!(choices.as_array().unwrap().contains(&json!("product")), "where one can lead: {choices}");

    let table = shop.ask("records.save", json!({ "kind": "product", "values": { "name": "Oak table" } }));
    let table = table["record"]["id"].clone();
    let photo = shop.ask("files.put", json!({ "name": "Hall.jpg", "content": "aGFsbA==" }));
    let values = json!({ "lastName": "Anna", "customFavourite": table, "customPhotos": [photo] });
    let anna = shop.ask("records.save", json!({ "kind": "customer", "values": values }))["record"].clone();
    assert_eq!(anna["customPhotos"], json!([photo]), "the file as it was put");
    let page = shop.ask(
        "records.list",
        json!({ "kind": "customer", "where": "favourite contains oak and photos contains hall", "limit": 10 }),
    );
    assert_eq!(page["total"], 1);
    assert_eq!(page["titles"][table.as_str().unwrap()], "Oak table", "a list says its name");
    let history = shop.ask("records.history", json!({ "kind": "customer", "id": anna["id"] }));
    let fields = history["entries"][0]["fields"].as_array().unwrap();
    let favourite = fields.iter().find(|field| field["field"] == "customFavourite").unwrap();
    assert_eq!(favourite["after"], "Oak table", "and so does the history");
    let fields = shop.ask("fields.list", json!({ "kind": "customer" }))["fields"].clone();
    assert_eq!((&fields[0]["refersTo"], &fields[1]["refersTo"]), (&json!("product"), &json!("")));
    shop.ask("records.trash", json!({ "kind": "product", "ids": [table] }));
    shop.refused("records.purge", json!({ "kind": "product", "ids": [table] }));
}
