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

#[test]
fn days_and_times_are_read_as_somebody_types_them() {
    let shop = Shop::new();
    let book = shop.book();
    let settings = regulars_core::settings::SETTINGS_ID.to_string();
    shop.done(&["save", &book, "settings", "--record", &settings, "--set", "zone=America/New_York"]);
    shop.done(&["save", &book, "customers", "--set", "last_name=Berg"]);
    let settle = |by: &str| {
        let added = shop.done(&["case", "add", &book, "Berg", "Table wobbles", "--resolve-by", by]);
        let number = added.trim().trim_start_matches("It is kept as ").trim_end_matches('.').to_owned();
        shop.done(&["--json", "case", "show", &book, &number])
    };
    for (typed, moment) in [
        ("2099-10-01 10:00", "2099-10-01T14:00:00"),
        ("24.12.2099", "2099-12-25T04:59:00"),
        ("2099-03-31T15:00:00Z", "2099-03-31T15:00:00"),
    ] {
        let shown = settle(typed);
        assert!(shown.contains(moment), "“{typed}” on the wall of New York is {moment}: {shown}");
    }
    for day in ["24.12.35", "tomorrow", "2035-12-24"] {
        let task = shop.done(&[
            "save",
            &book,
            "follow-ups",
            "--set",
            "subject=Call",
            "--set",
            "customer_id=Berg",
            "--set",
            &format!("due_date={day}"),
        ]);
        assert!(task.starts_with("It is kept"), "“{day}” is a day: {task}");
    }
    let listed = shop.done(&["list", &book, "follow-ups", "--where", "due_date = 24.12.35"]);
    assert_eq!(listed.matches("Call").count(), 2, "{listed}");
    let odd =
        shop.refused(&["save", &book, "follow-ups", "--set", "subject=Call", "--set", "due_date=03/04/35"]);
    assert!(odd.contains("date"), "a day that could be two is refused: {odd}");
}
