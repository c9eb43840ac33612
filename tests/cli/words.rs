//! What the command line says: in the book's own words, with the right number, and with numbers as the book writes
//! them.

use super::Shop;

#[test]
fn a_club_hears_of_members_wherever_the_command_line_speaks() {
    let shop = Shop::new();
    let book = shop.book();
    let settings: serde_json::Value =
        serde_json::from_str(&shop.done(&["--json", "list", &book, "settings"])).unwrap();
    let settings = settings["rows"][0]["id"].as_str().unwrap().to_owned();
    let rename = ["--set", "customer_noun=Member", "--set", "customer_nouns=Members"];
    shop.done(&[&["save", &book, "settings", "--record", &settings][..], &rename].concat());
    shop.done(&["save", &book, "customers", "--set", "last_name=Berg", "--set", "role=prospect"]);
    assert!(shop.done(&["list", &book, "customers"]).ends_with("1 of 1 member\n"));
    assert!(shop.done(&["leads", &book]).ends_with("1 lead\n"), "one is not several");
    assert!(shop.done(&["duplicates", &book]).ends_with("0 pairs among 1 member.\n"));
    shop.done(&["save", &book, "customers", "--set", "last_name=Bergmann"]);
    assert!(shop.done(&["list", &book, "customers"]).ends_with("2 of 2 members\n"));
    let said = shop.refused(&["related", &book, "Nobody"]);
    assert_eq!(said, "No member is called “Nobody”.\n");
    let said = shop.refused(&["save", &book, "customers", "--set", "colour=red"]);
    assert!(said.contains("A member has no field “colour”"), "{said}");
    let said = shop.refused(&["save", &book, "customers", "--set", "last_name="]);
    assert!(!said.contains("customer"), "{said}");
}

#[test]
fn a_german_book_is_given_numbers_as_germans_write_them() {
    let shop = Shop::new();
    let book = shop.book();
    let settings: serde_json::Value =
        serde_json::from_str(&shop.done(&["--json", "list", &book, "settings"])).unwrap();
    let settings = settings["rows"][0]["id"].as_str().unwrap().to_owned();
    let refused = |amount: &str| {
        shop.refused(&["save", &book, "customers", "--set", "last_name=Berg", "--set", amount])
    };
    assert!(refused("credit_limit=12,50").contains("is no amount"), "an English book has no decimal comma");
    shop.done(&["save", &book, "settings", "--record", &settings, "--set", "language=de"]);
    for (typed, minor) in [("1.250,50", 125_050), ("12,5", 1250), ("250.00", 25_000), ("1.234", 123_400)] {
        let (limit, discount) = (format!("credit_limit={typed}"), "discount=2,5");
        shop.done(&[
            "save",
            &book,
            "customers",
            "--set",
            "last_name=Berg",
            "--set",
            &limit,
            "--set",
            discount,
        ]);
        let all: serde_json::Value =
            serde_json::from_str(&shop.done(&["--json", "list", &book, "customers", "--sort", "-number"]))
                .unwrap();
        assert_eq!(all["rows"][0]["creditLimit"], minor, "{typed}");
        assert_eq!(all["rows"][0]["discount"], "2.5");
    }
    assert!(
        refused("credit_limit=1.2345").contains("is no amount"),
        "three digits behind a point are thousands as in the window, four are nothing"
    );
    assert!(
        refused("created_at=2020-01-01").contains("created_at"),
        "what is left out without a word would be taken for kept"
    );
    let till = shop.done(&["sale", "create", &book, "--line", "@ 12,50"]);
    assert!(till.contains("12.50"), "{till}");
    let said = shop.done(&["sale", "create", &book, "--line", "2,5 x Oak @ 4,20"]);
    assert!(said.contains("10.50"), "{said}");
}
