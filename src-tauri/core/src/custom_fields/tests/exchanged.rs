//! Fields of the owner's own in the files that leave a book and come into it.

use super::*;

#[test]
fn they_leave_and_enter_the_book_by_both_kinds_of_file() {
    let dir = tempfile::tempdir().unwrap();
    let (book, anna) = filled(&dir.path().join("shop"));
    for profile in [Profile::Exact, Profile::Spreadsheet] {
        let path = dir.path().join(format!("{profile:?}.csv"));
        export::export(&book, Kind::Customer, profile, None, &path, &Unwatched).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        let heading = if profile == Profile::Exact { "\"custom_shoe_size\"" } else { "\"Shoe size\"" };
        assert!(text.contains(heading), "{text}");
        // Everything is emptied, then the file is brought in again.
        let mut bare: Customer = book.facts().get(anna).unwrap();
        bare.meta.custom.clear();
        save(&book, bare).unwrap();
        let plan = inspect(&path, None, &book).unwrap();
        assert_eq!(plan.kind, ImportKind::Customers);
        let options = ImportOptions {
            on_duplicate: OnDuplicate::Update,
            date_order: plan.date_order,
            ..ImportOptions::default()
        };
        let result =
            import::run(&book, &by(), &path, plan.kind, &plan.mapping(), &options, false, &Unwatched)
                .unwrap();
        assert_eq!(result.failed, 0, "{:?}", result.errors);
        for (label, .., kept, _) in CASES {
            assert_eq!(value(&book, anna, label), kept, "{label} comes back from the {profile:?} file");
        }
    }
}

#[test]
fn a_quantity_says_what_it_is_counted_in_and_is_read_with_it() {
    let dir = tempfile::tempdir().unwrap();
    let book = book(&dir.path().join("shop"));
    let wood = CustomField { unit: " m³ ".into(), ..field("Firewood", CustomType::Quantity, &[]) };
    save(&book, wood).unwrap();
    save(&book, CustomField { unit: "kg".into(), ..field("Size", CustomType::Number, &[]) }).unwrap();
    assert_eq!(def(&book.facts(), "Firewood").unit, "m³", "forms and lists say it behind the figure");
    assert_eq!(def(&book.facts(), "Size").unit, "", "a bare number is counted in nothing");
    let long = CustomField { unit: "running metres of logs".into(), ..definition(&book, "Firewood") };
    assert!(save(&book, long).unwrap_err().to_string().contains("kg"), "there is no room for a sentence");
    let path = dir.path().join("wood.csv");
    std::fs::write(&path, "Last name,Firewood\nBerg,7.5 M³\nTal,3\n").unwrap();
    let plan = inspect(&path, None, &book).unwrap();
    let options = ImportOptions::default();
    let done = import::run(&book, &by(), &path, plan.kind, &plan.mapping(), &options, false, &Unwatched);
    assert_eq!(done.unwrap().failed, 0, "people write the unit behind the figure");
    assert_eq!(found(&book, "firewood = 7.5").len(), 1);
}

#[test]
fn a_removed_field_keeps_its_values_when_a_file_of_ours_is_brought_in() {
    let dir = tempfile::tempdir().unwrap();
    let (book, anna) = filled(&dir.path().join("shop"));
    let size = definition(&book, "Shoe size").meta.id;
    book.transact(&by(), "Remove", |tx| tx.trash(Kind::CustomField, size)).unwrap();
    let path = dir.path().join("exact.csv");
    export::export(&book, Kind::Customer, Profile::Exact, None, &path, &Unwatched).unwrap();
    let plan = inspect(&path, None, &book).unwrap();
    let options = ImportOptions { on_duplicate: OnDuplicate::Update, ..ImportOptions::default() };
    import::run(&book, &by(), &path, plan.kind, &plan.mapping(), &options, false, &Unwatched).unwrap();
    book.transact(&by(), "Back", |tx| tx.restore(Kind::CustomField, size)).unwrap();
    assert_eq!(value(&book, anna, "Shoe size"), "42.5");
}
