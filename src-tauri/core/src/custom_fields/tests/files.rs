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
fn a_list_for_people_has_the_names_of_files_and_brings_no_content() {
    let home = tempfile::tempdir().unwrap();
    let (book, anna, _, files) = photos(&home.path().join("shop"));
    let path = home.path().join("customers.csv");
    let report =
        export::export(&book, Kind::Customer, Profile::Spreadsheet, None, &path, &Unwatched).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("\"\"\"Kitchen, before.jpg\"\", Hall.jpg\""), "{text}");
    assert!(report.notices.is_empty() && !home.path().join("customers files").exists());
    let plan = inspect(&path, None, &book).unwrap();
    let goes_to = plan.columns.iter().find(|c| c.header == "Photos").unwrap().field.clone();
    assert_eq!(goes_to, None, "names bring no content");
    bring(&book, &path);
    assert_eq!(kept(&book, anna), value_of(&files), "so what is in the book stays");
}

/// Brings a table in, and gives back what is said of it.
fn bring(book: &Book, path: &std::path::Path) -> Vec<String> {
    let plan = inspect(path, None, book).unwrap();
    let options = ImportOptions {
        on_duplicate: OnDuplicate::Update,
        date_order: plan.date_order,
        ..ImportOptions::default()
    };
    let result =
        import::run(book, &by(), path, plan.kind, &plan.mapping(), &options, false, &Unwatched).unwrap();
    assert_eq!(result.errors, []);
    result.notices.iter().map(ToString::to_string).collect()
}

#[test]
fn the_files_of_an_exact_list_lie_beside_it_and_come_in_with_it() {
    let home = tempfile::tempdir().unwrap();
    let (book, anna, bert, files) = photos(&home.path().join("shop"));
    let order = book.keep_bytes("=Order: 17, \"new\".pdf", b"order").unwrap();
    let mut customer: Customer = book.facts().get(bert).unwrap();
    customer.meta.attachments = vec![order.clone(), files[1].clone()];
    save(&book, customer).unwrap();
    let out = home.path().join("out");
    std::fs::create_dir(&out).unwrap();
    let (fields, table) = (out.join("fields.csv"), out.join("customers.csv"));
    export::export(&book, Kind::CustomField, Profile::Exact, None, &fields, &Unwatched).unwrap();
    let report = export::export(&book, Kind::Customer, Profile::Exact, None, &table, &Unwatched).unwrap();
    assert_eq!(
        report.notices.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["3 files lie in the folder “customers files” beside it. Keep both together."]
    );
    // Both were moved together, and the table was given another name.
    let moved = home.path().join("moved");
    std::fs::rename(&out, &moved).unwrap();
    let [fields, table, renamed] = ["fields.csv", "customers.csv", "a.csv"].map(|name| moved.join(name));
    std::fs::rename(table, &renamed).unwrap();
    let other = super::book(&home.path().join("other"));
    bring(&other, &fields);
    let plan = inspect(&renamed, None, &other).unwrap();
    let options = ImportOptions { date_order: plan.date_order, ..ImportOptions::default() };
    let tried =
        import::run(&other, &by(), &renamed, plan.kind, &plan.mapping(), &options, true, &Unwatched).unwrap();
    assert_eq!((tried.errors, tried.notices), (vec![], vec![]), "a trial finds them too");
    assert!(other.file(&order).is_err(), "and takes nothing in");
    assert_eq!(bring(&other, &renamed), [""; 0]);
    assert_eq!(kept(&other, anna), value_of(&files));
    assert_eq!(
        other.facts().get::<Customer>(bert).unwrap().meta.attachments,
        [order.clone(), files[1].clone()]
    );
    assert_eq!(other.read_file(&order).unwrap(), b"order", "the content came along");

    std::fs::remove_dir_all(moved.join("customers files")).unwrap();
    assert_eq!(bring(&other, &renamed), [""; 0], "what the book has already needs no folder");
    assert_eq!(kept(&other, anna), value_of(&files));
    let third = super::book(&home.path().join("third"));
    bring(&third, &fields);
    let said = bring(&third, &renamed);
    assert!(said.len() == 1 && said[0].starts_with("3 files are not beside this table"), "{said:?}");
    assert_eq!(kept(&third, anna), value_of(&[]), "the customers themselves came in");
}

#[test]
fn a_path_in_a_table_leads_nowhere_but_below_it() {
    let home = tempfile::tempdir().unwrap();
    let (book, anna, _, files) = photos(&home.path().join("shop"));
    std::fs::write(home.path().join("secret.txt"), "secret").unwrap();
    let folder = home.path().join("out");
    std::fs::create_dir(&folder).unwrap();
    let table = folder.join("customers.csv");
    export::export(&book, Kind::Customer, Profile::Exact, None, &table, &Unwatched).unwrap();
    let text = std::fs::read_to_string(&table).unwrap();
    let hall = format!("customers files/{}/Hall.jpg", files[1].hash);
    for path in ["../secret.txt".to_owned(), home.path().join("secret.txt").display().to_string()] {
        std::fs::write(&table, text.replace(&hall, &path)).unwrap();
        let said = bring(&book, &table);
        assert!(said[0].contains("secret.txt"), "{path} is said not to be there: {said:?}");
        assert_eq!(kept(&book, anna), value_of(&files[..1]), "{path} would take in what nobody chose");
    }
}
