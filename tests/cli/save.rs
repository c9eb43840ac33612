//! `regulars save`: a record is changed field by field, and what is not typed stays.

use super::Shop;

fn typed<'a>(book: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["save", book, "customers"], more].concat()
}

#[test]
fn a_field_of_one_element_of_a_list_leaves_all_others_alone() {
    let shop = Shop::new();
    let book = shop.book();
    let save = |more| typed(&book, more);
    shop.done(&save(&[
        "--set",
        "last_name=Mohr",
        "--set",
        "emails[1].address=k@a.de",
        "--set",
        "emails[2].address=c@a.de",
        "--set",
        "addresses[1].street=A 1",
        "--set",
        "addresses[1].city=Berlin",
    ]));
    let shown = || shop.done(&["--json", "list", &book, "customers"]);
    shop.done(&save(&["--record", "C-00001", "--set", "emails[3].address=new@a.de"]));
    shop.done(&save(&["--record", "C-00001", "--set", "addresses[1].city=Bonn"]));
    shop.done(&save(&["--record", "C-00001", "--set", "emails[2].label=Work"]));
    let all = shown();
    for kept in ["k@a.de", "c@a.de", "new@a.de", "A 1", "Bonn", "Work"] {
        assert!(all.contains(kept), "“{kept}” was typed and never taken away: {all}");
    }
    let refused = shop.refused(&save(&["--record", "C-00001", "--set", "emails[9].address=far@a.de"]));
    assert!(refused.contains("only 3") && refused.contains("emails[4]"), "{refused}");
    assert!(!shown().contains("far@a.de"), "what is refused is not half kept");
}

#[test]
fn a_quantity_a_share_and_an_address_of_ones_own_go_from_book_to_book() {
    let shop = Shop::new();
    let book = shop.book();
    let add = |kind: &str, label: &str, more: &[&str]| {
        shop.done(&[&["field", "add", &book, kind, label, "--type"], more].concat())
    };
    add("customer", "Firewood", &["quantity", "--unit", "kg"]);
    add("customer", "Share", &["percent"]);
    add("customer", "Second home", &["address"]);
    assert!(shop.done(&["field", "list", &book]).contains("quantity  kg"), "what it is counted in");
    let set = [
        "last_name=Berg",
        "custom_firewood=7.5 kg",
        "custom_share=0.5",
        "second_home=Lindenweg 4\n\n04109 Leipzig",
    ];
    let set: Vec<&str> = set.iter().flat_map(|one| ["--set", one]).collect();
    shop.done(&[&["save", &book, "customers"], &set[..]].concat());
    let other = shop.path("Other.regulars");
    let other = other.to_str().unwrap();
    shop.done(&["new", other]);
    let found = |book: &str| {
        for condition in ["firewood > 7", "share < 1", "second_home contains leipzig"] {
            let listed = shop.done(&["list", book, "customers", "--where", condition]);
            assert!(listed.contains("7.5") && listed.contains("Lindenweg 4"), "{condition}: {listed}");
        }
    };
    found(&book);
    for kind in ["custom_field", "customers"] {
        let file = shop.path(&format!("{kind}.csv"));
        let file = file.to_str().unwrap();
        shop.done(&["export", &book, kind, file, "--profile", "exact"]);
        shop.done(&["import", other, file]);
    }
    found(other);
}

#[test]
fn a_follow_up_is_remembered_later_and_what_cannot_be_set_says_how() {
    let shop = Shop::new();
    let book = shop.book();
    let set = ["--set", "subject=Ring", "--set", "due_date=2030-03-05"];
    shop.done(&[&["save", &book, "follow-ups"], &set[..]].concat());
    let said = shop.done(&["snooze", &book, "ring", "2030-03-04 17:30"]);
    assert!(said.contains("Ring") && said.contains("17:30"), "when it comes is told: {said}");
    let due = shop.done(&["reminders", &book, "--from", "2030-03-04", "--to", "2030-03-04"]);
    assert!(due.contains("17:30") && due.contains("Ring"), "it has no other reminder: {due}");
    assert!(shop.refused(&["snooze", &book, "Nobody", "tomorrow"]).contains("No open follow-up"));
    assert!(shop.refused(&["snooze", &book, "ring", "someday"]).contains("someday"));
    let listed = ["save", &book, "follow-ups", "--set", "subject=A", "--set", "reminders=10"];
    let refused = shop.refused(&listed);
    assert!(refused.contains("reminders[1].minutes_before=10"), "the refusal says how: {refused}");
    let unknown = shop.refused(&["save", &book, "interactions", "--set", "colour=red"]);
    assert!(unknown.contains("An interaction has no field"), "{unknown}");
    let calendar = shop.path("one.ics");
    let calendar = calendar.to_str().unwrap();
    assert!(shop.done(&["export", &book, "follow-ups", calendar]).contains("One entry is in the calendar"));
}

#[test]
fn a_record_is_named_and_a_file_is_taken_along() {
    let shop = Shop::new();
    let book = shop.book();
    let add = |kind: &str, label: &str, more: &[&str]| {
        shop.done(&[&["field", "add", &book, kind, label, "--type"], more].concat())
    };
    add("customer", "Favourite", &["relation", "--refers-to", "product"]);
    add("customer", "Adviser", &["relation", "--refers-to", "staff"]);
    add("customer", "Photos", &["file"]);
    assert!(shop.done(&["field", "list", &book]).contains("relation  product"), "where it leads");
    assert!(shop.refused(&["field", "add", &book, "customer", "X", "--type", "relation"]).contains("staff"));
    shop.done(&["save", &book, "products", "--set", "name=Oak table", "--set", "sku=T-1"]);
    shop.done(&["save", &book, "staff", "--set", "name=Mara"]);
    let photo = shop.path("Hall.txt");
    std::fs::write(&photo, "hall").unwrap();
    let photos = format!("custom_photos={}", photo.display());
    let set = ["--set", "last_name=Berg", "--set", "custom_favourite=T-1", "--set", "custom_adviser=mara"];
    shop.done(&[&["save", &book, "customers"], &set[..], &["--set", &photos]].concat());
    for condition in ["favourite = 'Oak table'", "adviser = Mara", "photos contains hall"] {
        let listed = shop.done(&["list", &book, "customers", "--where", condition]);
        assert!(listed.contains("Oak table") && listed.contains("Hall.txt"), "{condition}: {listed}");
    }
    let nobody = typed(&book, &["--record", "C-00001", "--set", "custom_adviser=Nobody"]);
    assert!(shop.refused(&nobody).contains("“Nobody” is not in the book"));
}
