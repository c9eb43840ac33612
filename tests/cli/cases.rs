//! `regulars case`: what customers bring up, written down and settled without a window.

use super::Shop;

#[test]
fn a_case_is_written_down_listed_shown_resolved_closed_and_reopened() {
    let shop = Shop::new();
    let book = shop.book();
    shop.done(&["save", &book, "customers", "--set", "last_name=Berg"]);
    let added = shop.done(&[
        "case",
        "add",
        &book,
        "Berg",
        "Table wobbles",
        "--kind",
        "complaint",
        "--serial",
        "TB-4471",
        "--resolve-by",
        "2099-03-31T15:00:00Z",
    ]);
    let number = added.trim().trim_start_matches("It is kept as ").trim_end_matches('.').to_owned();
    assert!(number.starts_with("CASE-") && number.ends_with("-0001"), "{added}");
    let listed = shop.done(&["case", "list", &book]);
    assert!(listed.contains(&number) && listed.contains("2099-03-31") && listed.contains("Berg"), "{listed}");
    shop.done(&["call", &book, "Berg", "reached", "--note", "We come by", "--case", &number]);
    let shown = shop.done(&["case", "show", &book, &number]);
    assert!(shown.contains("open") && shown.contains("We come by"), "the call is an answer: {shown}");

    let silent = shop.refused(&["case", "close", &book, &number]);
    assert!(silent.contains("how it was settled"), "{silent}");
    let resolved = shop.done(&[
        "case",
        "resolve",
        &book,
        &number,
        "Felt under a leg",
        "--cause",
        "Floor",
        "--refunded",
        "15",
    ]);
    assert_eq!(resolved.trim(), format!("{number} is resolved."));
    assert_eq!(shop.done(&["case", "close", &book, &number]).trim(), format!("{number} is closed."));
    assert!(shop.done(&["case", "list", &book]).starts_with("0 cases"), "what is settled waits for nobody");
    assert!(shop.done(&["case", "list", &book, "--all"]).contains("closed"));
    assert_eq!(shop.done(&["case", "reopen", &book, &number]).trim(), format!("{number} is open."));
    let none = shop.refused(&["case", "show", &book, "CASE-1999-0001"]);
    assert!(none.contains("CASE-1999-0001"), "{none}");
}
