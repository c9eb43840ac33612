//! Fields of the owner's own that keep files.

use super::*;
use crate::attachments::Attachment;
use crate::entity::{FieldType, FieldValue};

fn value_of(files: &[Attachment]) -> Value {
    Value::List(files.iter().map(FieldValue::to_value).collect())
}

fn keep(book: &Book, id: Id, files: &[Attachment]) -> Result<()> {
    let field = def(&book.facts(), "Photos");
    let done = book.transact(&by(), "Keep", |tx| {
        let mut record = tx.get_any(Kind::Customer, id)?;
        record.set_value(field, value_of(files)).unwrap();
        tx.save_any(&mut *record)
    });
    done.map(|_| ())
}

fn kept(book: &Book, id: Id) -> Value {
    let facts = book.facts();
    let customer: Customer = facts.get(id).unwrap();
    (&customer as &dyn AnyRecord).value(def(&facts, "Photos"))
}

/// A book with a field for photographs, Anna who has two and Bert who has none.
fn photos(dir: &std::path::Path) -> (Book, Id, Id, [Attachment; 2]) {
    let book = book(dir);
    save(&book, field("Photos", CustomType::File, &[])).unwrap();
    let anna = save(&book, Customer { last_name: "Anna".into(), ..Customer::default() }).unwrap();
    let bert = save(&book, Customer { last_name: "Bert".into(), ..Customer::default() }).unwrap();
    let files = [
        book.keep_bytes("Kitchen, before.jpg", b"before").unwrap(),
        book.keep_bytes("Hall.jpg", b"hall").unwrap(),
    ];
    keep(&book, anna, &files).unwrap();
    (book, anna, bert, files)
}

#[test]
fn files_of_ones_own_field_are_files_like_the_attached_ones() {
    let home = tempfile::tempdir().unwrap();
    let (book, anna, bert, files) = photos(&home.path().join("shop"));
    assert_eq!(def(&book.facts(), "Photos").ty, FieldType::Files);
    assert_eq!(kept(&book, anna), value_of(&files));
    for (condition, who) in [
        ("photos contains hall", vec![anna]),
        ("photos is empty", vec![bert]),
        ("photos is not empty", vec![anna]),
        // Its size and hash are no name.
        ("photos contains 6", vec![]),
    ] {
        assert_eq!(found(&book, condition), who, "{condition}");
    }
    let made_up = Attachment { name: "x.jpg".into(), size: 1, hash: "../../secret".into() };
    let refused = keep(&book, bert, &[made_up]).unwrap_err().to_string();
    assert!(refused.contains("not in the book"), "a made-up name must not become a path: {refused}");
    let placed = Attachment { name: "../../Hall.jpg".into(), ..files[1].clone() };
    keep(&book, bert, &[placed]).unwrap();
    assert_eq!(kept(&book, bert), value_of(&files[1..]), "nor does one that leads elsewhere");
    let field = def(&book.facts(), "Photos");
    let mut customer: Customer = book.facts().get(anna).unwrap();
    let record: &mut dyn AnyRecord = &mut customer;
    assert!(record.set_value(field, Value::Text("photo".into())).is_err(), "a word is no file");
}

#[test]
fn files_survive_a_backup_and_a_merge() {
    let home = tempfile::tempdir().unwrap();
    let (book, anna, bert, files) = photos(&home.path().join("shop"));
    let door = book.keep_bytes("Door.jpg", b"door").unwrap();
    keep(&book, bert, std::slice::from_ref(&door)).unwrap();
    let backup = home.path().join("shop.backup");
    book.backup(&backup, &Unwatched).unwrap();
    let restored = home.path().join("restored");
    crate::book::restore(&backup, &restored, &Unwatched).unwrap();
    let clock = Arc::new(ManualClock::new("2026-03-03T09:00:00Z".parse().unwrap(), 4));
    let copy = Book::open(&restored, clock).unwrap();
    assert_eq!(kept(&copy, anna), value_of(&files));
    assert_eq!(copy.read_file(&files[1]).unwrap(), b"hall", "the content came along");
    assert!(copy.check(&Unwatched).unwrap().ok);
    let before = book.facts().get::<Customer>(bert).unwrap();
    book.transact(&by(), "Merge", |tx| merge::merge(tx, bert, anna, &[])).unwrap();
    let [kitchen, hall] = files;
    assert_eq!(kept(&book, bert), value_of(&[door.clone(), kitchen.clone(), hall.clone()]), "both have some");
    book.unmerge(&by(), anna).unwrap();
    assert_eq!(kept(&book, anna), value_of(&[kitchen, hall]));
    assert_eq!(kept(&book, bert), value_of(&[door]));
    assert_eq!(book.facts().get::<Customer>(bert).unwrap().meta.custom, before.meta.custom);
}

#[test]
fn lists_that_leave_the_book_have_the_names_and_files_stay_when_one_comes_in() {
    let home = tempfile::tempdir().unwrap();
    let (book, anna, _, files) = photos(&home.path().join("shop"));
    for profile in [Profile::Spreadsheet, Profile::Exact] {
        let path = home.path().join(format!("{profile:?}.csv"));
        export::export(&book, Kind::Customer, profile, None, &path, &Unwatched).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        let named = text.contains("\"\"\"Kitchen, before.jpg\"\", Hall.jpg\"");
        assert_eq!(named, profile == Profile::Spreadsheet, "as attached ones they do not travel: {text}");
        let plan = inspect(&path, None, &book).unwrap();
        let goes_to = |header: &str| plan.columns.iter().find(|c| c.header == header)?.field.clone();
        assert_eq!(goes_to("Photos"), None, "names bring no content");
        let options = ImportOptions {
            on_duplicate: OnDuplicate::Update,
            date_order: plan.date_order,
            ..ImportOptions::default()
        };
        let result =
            import::run(&book, &by(), &path, plan.kind, &plan.mapping(), &options, false, &Unwatched)
                .unwrap();
        assert_eq!(result.errors, []);
        assert_eq!(
            kept(&book, anna),
            value_of(&files),
            "the file says nothing of their content, so they stay"
        );
    }
}
