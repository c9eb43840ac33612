//! The paper beside the form.

use crate::shop::Shop;
use serde_json::json;

#[test]
fn the_paper_of_a_sale_is_shown_while_it_is_typed_and_nothing_is_kept() {
    let shop = Shop::new();
    let line = json!({ "description": "Chair", "quantity": "4", "unitPrice": "80.00", "taxRate": "19" });
    let values = json!({ "documentKind": "invoice", "date": "2026-03-02", "lines": [line] });
    let shown = shop.ask("sales.paper", json!({ "values": values }));
    assert_eq!(shown["words"]["title"], "Invoice – Draft", "no number is given away for a look");
    assert_eq!(shown["pages"].as_array().unwrap().len(), 1);
    assert!(shown["pages"][0].as_str().unwrap().starts_with("<svg"), "a picture the window can show");
    assert_eq!(shop.count("sale", "total > 0"), 0, "looking keeps nothing");
    let kept = shop.add("sale", values);
    let stands = shop.ask("sales.paper", json!({ "id": kept["id"] }));
    assert_eq!(stands["words"]["title"], "Invoice INV-2026-0001");
    assert_eq!(stands["words"]["tables"], shown["words"]["tables"], "what was seen is what was kept");
    let slip = shop.ask("sales.paper", json!({ "id": kept["id"], "form": "receipt" }));
    assert!(slip["width"].as_f64().unwrap() < 230.0, "a receipt is as wide as its roll");
    let wrong = json!({ "lines": [{ "description": "Chair", "quantity": "1", "discount": "200" }] });
    let error = shop.refused("sales.paper", json!({ "values": wrong }));
    assert_eq!(error.field.as_deref(), Some("lines.0.discount"), "{}", error.message);
}

#[test]
fn reminders_of_many_customers_are_one_file_and_each_is_filed_with_its_customer() {
    let shop = Shop::new();
    let people: Vec<_> = ["Jensen", "Berg"]
        .map(|name| shop.add("customer", json!({ "lastName": name })))
        .into_iter()
        .collect();
    for (customer, date) in [(0, "2026-01-02"), (0, "2026-01-20"), (1, "2026-01-05")] {
        let line = json!({ "description": "Chair", "quantity": "1", "unitPrice": "100.00", "taxRate": "0" });
        shop.add("sale", json!({ "customerId": people[customer]["id"], "date": date, "lines": [line] }));
    }
    let file = shop.path("reminders.pdf");
    let look = shop.job("payments.letters", json!({ "path": file, "preview": true }));
    assert_eq!((look["letters"].clone(), shop.count("interaction", "channel = letter")), (json!(2), 0));
    assert_eq!(shop.count("sale", "dunning_level > 0"), 0, "a look notes nothing");
    let written = shop.job("payments.letters", json!({ "path": file }));
    assert_eq!(written["letters"], 2, "one letter for each customer, however many invoices are late");
    assert_eq!(shop.count("sale", "dunning_level = 1"), 3);
    let sent = shop.ask("records.list", json!({ "kind": "interaction", "limit": 10 }));
    assert_eq!(sent["rows"][0]["attachments"].as_array().unwrap().len(), 1, "the letter itself is kept");
    let statements = shop.job("reports.statements", json!({ "path": shop.path("statements.pdf") }));
    assert_eq!(statements["letters"], 2);
}
