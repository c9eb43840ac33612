//! Leads that are somebody of the book already, and what is said of their files.

use super::Shop;
use regulars_core::Id;
use regulars_core::book::{Book, By, Source};
use regulars_core::clock::ManualClock;
use regulars_core::entity::Kind;
use std::path::Path;
use std::sync::Arc;

#[test]
fn a_lead_in_the_trash_is_called_by_nobody() {
    let shop = Shop::new();
    let book = shop.book();
    for name in ["last_name=Berg", "last_name=Weber"] {
        shop.done(&["save", &book, "customers", "--set", name, "--set", "role=prospect"]);
    }
    let leads: serde_json::Value = serde_json::from_str(&shop.done(&["leads", &book, "--json"])).unwrap();
    let weber = leads["rows"].as_array().unwrap().iter().find(|row| row["lastName"] == "Weber").unwrap();
    let weber: Id = weber["id"].as_str().unwrap().parse().unwrap();
    let later = Arc::new(ManualClock::new("2100-01-01T09:00:00Z".parse().unwrap(), 7));
    let by = By { actor: "Ada".into(), source: Source::Window };
    let opened = Book::open(Path::new(&book), later).unwrap();
    opened.transact(&by, "Away", |tx| tx.trash(Kind::Customer, weber)).unwrap();
    drop(opened);
    for asked in [&["leads", &book][..], &["leads", &book, "--status", "new"]] {
        let said = shop.done(asked);
        assert!(said.contains("Berg") && said.ends_with("1 lead\n") && !said.contains("Weber"), "{said}");
    }
    let said = shop.done(&["list", &book, "customers", "--where", "role = prospect"]);
    assert!(!said.contains("Weber"), "nor is she in a list of prospects: {said}");
    shop.done(&["undo", &book]);
    assert!(shop.done(&["leads", &book]).contains("Weber"), "whoever comes back is called again");
}

#[test]
fn a_lead_who_may_be_a_customer_of_the_book_is_not_converted_by_guessing() {
    let shop = Shop::new();
    let book = shop.book();
    let person =
        ["--set", "first_name=Anna", "--set", "last_name=Weber", "--set", "phones[1].number=030 1234567"];
    shop.done(&[&["save", &book, "customers"][..], &person].concat());
    shop.done(&[&["save", &book, "customers", "--set", "role=prospect"][..], &person].concat());
    let convert = ["convert", &book, "C-00002"];
    let said = shop.refused(&convert);
    assert!(said.contains("“Anna Weber” is in the book already"), "{said}");
    assert!(
        said.contains("--into C-00001 ") && said.contains("--new"),
        "both ways are named, as people know them: {said}"
    );
    let no_lead = shop.refused(&["convert", &book, "C-00001"]);
    assert!(
        no_lead.contains("(C-00001) is a customer already and no lead"),
        "and not whom they are like: {no_lead}"
    );
    assert_eq!(shop.total("deals"), 0, "nothing is made of a guess");
    let both = shop.run(&[&convert[..], &["--into", "C-00001", "--new"]].concat());
    assert_eq!(both.status.code(), Some(2), "they cannot be the same and another one");
    assert!(shop.done(&[&convert[..], &["--new"]].concat()).starts_with("The deal has the identity"));
    shop.done(&["undo", &book]);
    shop.done(&[&convert[..], &["--into", "C-00001"]].concat());
    assert_eq!((shop.total("deals"), shop.total("customers")), (1, 1), "the two are one");
}

#[test]
fn files_are_told_by_their_names() {
    let shop = Shop::new();
    let book = shop.book();
    shop.done(&["field", "add", &book, "customer", "Photos", "--type", "file"]);
    let files = [shop.write("Hall.jpg", "hall"), shop.write("Attic.jpg", "attic")].join("; ");
    let photos = format!("custom_photos={files}");
    shop.done(&["save", &book, "customers", "--set", "last_name=Berg", "--set", &photos]);
    shop.done(&["save", &book, "customers", "--set", "last_name=Bergmann"]);
    let listed = shop.done(&["list", &book, "customers"]);
    assert!(listed.contains("Hall.jpg, Attic.jpg"), "all of them: {listed}");
    let odd = format!("Custom_Photos=\"{}\"", shop.write("Hall; upstairs.jpg", "upstairs"));
    shop.done(&["save", &book, "customers", "--record", "C-00002", "--set", &odd]);
    let listed = shop.done(&["list", &book, "customers", "--where", "PHOTOS contains upstairs"]);
    assert!(listed.contains("Hall; upstairs.jpg"), "a name may have what parts the others: {listed}");
    shop.done(&["undo", &book]);
    let differing = shop.done(&["merge", &book, "C-00002", "C-00001", "--dry-run"]);
    assert!(
        differing.contains("custom_photos:  | Hall.jpg, Attic.jpg"),
        "no hash says anything: {differing}"
    );
    let out = shop.path("customers.csv").display().to_string();
    let said = shop.done(&["export", &book, "customers", &out, "--profile", "exact"]);
    assert!(said.contains("2 files lie in the folder “customers files”"), "{said}");
}
