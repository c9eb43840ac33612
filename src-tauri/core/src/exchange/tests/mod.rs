//! Files brought into a book: what comes in, what is refused, what is left alone.

mod cases;
mod every_kind;
mod fill;
mod messy;
mod place;
mod reminders;
mod returns;
mod round_trip;
mod sales;
mod taxes;

use super::*;
use crate::Error;
use crate::book::{Book, By, NewBook, Source, Unwatched};
use crate::clock::ManualClock;
use crate::customers::{Customer, CustomerKind};
use crate::entity::Entity;
use crate::products::Product;
use crate::sales::{DocumentKind, Sale, SaleStatus};
use crate::store::Watch;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

pub(super) fn new_book(dir: &Path, country: &str) -> Book {
    let clock = ManualClock::new("2026-11-22T09:00:00Z".parse().unwrap(), 7);
    let new = NewBook {
        name: "Linden".into(),
        currency: "EUR".into(),
        country: country.into(),
        user_name: "Ada".into(),
    };
    Book::create(dir, &new, Arc::new(clock)).unwrap()
}

pub(super) fn by() -> By {
    By { actor: "Ada".into(), source: Source::Window }
}

pub(super) fn all<E: Entity>(book: &Book) -> Vec<E> {
    let facts = book.facts();
    let table = facts.table(E::KIND);
    table.present_rows().map(|row| E::decode(table.id(row), table.bytes(row)).unwrap()).collect()
}

struct Desk {
    dir: TempDir,
    book: Book,
}

impl Desk {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let book = new_book(&dir.path().join("book"), "DE");
        Self { dir, book }
    }

    fn file(&self, name: &str, text: &str) -> std::path::PathBuf {
        let path = self.dir.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn bring(&self, name: &str, text: &str, on_duplicate: OnDuplicate, dry_run: bool) -> ImportResult {
        let path = self.file(name, text);
        let plan = inspect(&path, None, &self.book).unwrap();
        let options = ImportOptions { on_duplicate, date_order: plan.date_order, ..ImportOptions::default() };
        import::run(&self.book, &by(), &path, plan.kind, &plan.mapping(), &options, dry_run, &Unwatched)
            .unwrap()
    }
}

const PEOPLE: &str = "Kundennummer;Vorname;Nachname;Firma;E-Mail;Telefon;Mobil;Straße;PLZ;Ort;Land;Geburtstag;Schlagworte\n\
    007;Anna;Berg;;anna@berg.example;030 1234567;'+49 170 1234567;Hügel 1;01067;Dresden;Deutschland;31.12.1980;vip, garten\n\
    008;;;Blumen & Mehr GmbH;info@blumen.example;;;;;;;;\n\
    009;;;;not an address;;;;;;;;\n";

#[test]
fn customers_come_in_with_everything_the_file_says() {
    let desk = Desk::new();
    let result = desk.bring("kunden.csv", PEOPLE, OnDuplicate::Skip, false);
    assert_eq!((result.rows, result.created, result.failed), (3, 2, 1), "{:?}", result.errors);
    let people: Vec<Customer> = all(&desk.book);
    let anna = people.iter().find(|c| c.first_name == "Anna").unwrap();
    assert_eq!(
        (anna.number.as_str(), anna.birthday.as_str()),
        ("007", "1980-12-31"),
        "zeros in front are kept"
    );
    assert_eq!(
        anna.phones[1].e164, "+491701234567",
        "the apostrophe of the spreadsheet is no part of the number"
    );
    assert_eq!(
        (anna.phones[1].label.as_str(), anna.phones.len()),
        ("mobile", 2),
        "the column says which telephone it is"
    );
    assert_eq!(
        (anna.addresses[0].postal_code.as_str(), anna.addresses[0].city.as_str()),
        ("01067", "Dresden")
    );
    assert_eq!(anna.meta.tags, ["vip", "garten"]);
    let shop = people.iter().find(|c| c.number == "008").unwrap();
    assert_eq!(shop.kind, CustomerKind::Company, "a row with a company and no person is a company");
}

#[test]
fn what_failed_is_told_and_can_be_corrected() {
    let desk = Desk::new();
    let result = desk.bring("kunden.csv", PEOPLE, OnDuplicate::Skip, false);
    let error = &result.errors[0];
    assert_eq!((error.line, error.column.as_str()), (4, "E-Mail"), "{error:?}");
    let file = result.error_file.unwrap();
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("Error") && text.contains("not an address"), "{text}");
    let corrected = text.replace("not an address;", "carl@dorn.example;");
    let again = desk.bring("corrected.csv", &corrected, OnDuplicate::Skip, false);
    assert_eq!(
        (again.created, again.failed),
        (1, 0),
        "the corrected file goes in as it is: {:?}",
        again.errors
    );
}

#[test]
fn one_bad_cell_does_not_keep_a_customer_out() {
    let desk = Desk::new();
    let text = "Vorname;Nachname;E-Mail;Geburtstag;Rabatt;Notiz\n\
        Carl;Dorn;carl(at)dorn;05.03.;10;Mag Tee\n\
        Dora;Eck;dora@eck.example;im Mai;250;\n\
        ;;nobody;;;\n";
    let result = desk.bring("leute.csv", text, OnDuplicate::Skip, false);
    assert_eq!((result.created, result.failed), (2, 1), "{:?}", result.errors);
    let again = desk.bring("leute.csv", text, OnDuplicate::Skip, false);
    assert_eq!((again.created, again.skipped), (0, 2), "who came in without a cell is known again");
    let people: Vec<Customer> = all(&desk.book);
    let named = |name: &str| people.iter().find(|c| c.first_name == name).unwrap();
    assert_eq!(named("Carl").birthday, "--03-05", "a birthday may lack its year");
    assert_eq!(named("Carl").meta.notes, "Mag Tee\nE-Mail: carl(at)dorn", "what stood there is not lost");
    assert!(named("Carl").emails.is_empty());
    let dora = named("Dora");
    assert_eq!((dora.emails.len(), dora.birthday.as_str(), dora.discount), (1, "", None));
    assert_eq!(dora.meta.notes, "Geburtstag: im Mai\nRabatt: 250");
    let told: Vec<_> =
        result.errors.iter().map(|e| (e.line, e.column.as_str(), e.value.as_str(), e.kept)).collect();
    assert_eq!(
        told[..3],
        [(2, "E-Mail", "carl(at)dorn", true), (3, "Geburtstag", "im Mai", true), (3, "Rabatt", "250", true)],
        "each is told with line, column and what stood there"
    );
    let failed: Vec<_> = told.iter().filter(|one| !one.3).collect();
    assert!(failed.iter().all(|one| one.0 == 4), "{told:?}");
    assert!(failed.iter().any(|one| one.2 == "nobody"), "the refused value is shown, not blank: {failed:?}");
    desk.book.undo(&by(), None, &Unwatched).unwrap();
    assert_eq!(all::<Customer>(&desk.book).len(), 0, "still one step");
}

#[test]
fn who_may_not_be_called_is_never_left_out_in_silence() {
    let desk = Desk::new();
    let text = "Vorname;Nachname;Forbidden channels\nCarl;Dorn;gar nicht anrufen\n";
    let path = desk.file("leute.csv", text);
    let map =
        [("Vorname", "first_name"), ("Nachname", "last_name"), ("Forbidden channels", "forbidden_channels")];
    let map: Vec<_> = map.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    let options = ImportOptions::default();
    let result =
        import::run(&desk.book, &by(), &path, ImportKind::Customers, &map, &options, false, &Unwatched);
    let result = result.unwrap();
    assert_eq!(
        (result.created, result.failed),
        (0, 1),
        "a wish not to be called must not be lost: {result:?}"
    );
}

#[test]
fn a_second_import_changes_only_what_it_should() {
    let desk = Desk::new();
    desk.bring("a.csv", PEOPLE, OnDuplicate::Skip, false);
    let before = desk.book.seq();
    let again = desk.bring("a.csv", PEOPLE, OnDuplicate::Skip, false);
    assert_eq!((again.created, again.skipped, again.op), (0, 2, None), "there is nothing new");
    assert_eq!(desk.book.seq(), before, "nothing was written");
    let update = "Email;Telefon;Vorname;Ort\nANNA@berg.example;0351 7654321;;\n";
    let result = desk.bring("b.csv", update, OnDuplicate::Update, false);
    assert_eq!((result.updated, result.created), (1, 0), "{:?}", result.errors);
    let anna = all::<Customer>(&desk.book).into_iter().find(|c| c.number == "007").unwrap();
    assert_eq!(anna.first_name, "Anna", "an empty cell takes nothing away");
    assert_eq!(anna.phones.len(), 3, "telephones are added, not replaced");
    desk.book.undo(&by(), None, &Unwatched).unwrap();
    let anna = all::<Customer>(&desk.book).into_iter().find(|c| c.number == "007").unwrap();
    assert_eq!(anna.phones.len(), 2, "an import is one step of undo");
}

#[test]
fn a_trial_and_a_cancelled_import_leave_nothing() {
    let desk = Desk::new();
    let trial = desk.bring("kunden.csv", PEOPLE, OnDuplicate::Skip, true);
    assert_eq!(
        (trial.created, trial.failed, trial.error_file),
        (2, 1, None),
        "a trial tells what would happen"
    );
    assert!(all::<Customer>(&desk.book).is_empty(), "a trial writes nothing");
    struct Stop;
    impl Watch for Stop {
        fn step(&self, done: u64, total: u64) -> bool {
            done * 3 <= total
        }
    }
    let many: String = (0..500).map(|n| format!("Anna {n};Berg;a{n}@b.example\n")).collect();
    let path = desk.file("many.csv", &format!("Vorname;Nachname;E-Mail\n{many}"));
    let plan = inspect(&path, None, &desk.book).unwrap();
    let stopped = import::run(
        &desk.book,
        &by(),
        &path,
        plan.kind,
        &plan.mapping(),
        &ImportOptions::default(),
        false,
        &Stop,
    );
    assert!(matches!(stopped, Err(Error::Cancelled)), "{stopped:?}");
    assert!(all::<Customer>(&desk.book).is_empty(), "nothing of a cancelled import stays");
}

#[test]
fn an_ambiguous_date_is_asked_and_never_guessed() {
    let desk = Desk::new();
    let text = "Order,Customer,Date,Amount\nA1,Anna Berg,01/02/2026,10.00\nA2,Anna Berg,03/04/2026,20.00\n";
    let path = desk.file("orders.csv", text);
    let plan = inspect(&path, None, &desk.book).unwrap();
    assert!(plan.date_ambiguous, "both day and month could come first");
    assert_eq!((plan.kind, plan.date_order), (ImportKind::Sales, Some(DateOrder::Dmy)), "a book in Germany");
    let run = |options: &ImportOptions| {
        import::run(&desk.book, &by(), &path, plan.kind, &plan.mapping(), options, true, &Unwatched)
    };
    assert!(run(&ImportOptions::default()).is_err(), "without an answer nothing is brought in");
    assert!(run(&ImportOptions { date_order: Some(DateOrder::Mdy), ..ImportOptions::default() }).is_ok());
    let clear = desk.file("clear.csv", &text.replace("03/04", "31/04").replace("31/04", "31/03"));
    assert!(!inspect(&clear, None, &desk.book).unwrap().date_ambiguous, "a day above 12 settles it");
}

#[test]
fn order_lines_become_documents_that_owe_nothing() {
    let desk = Desk::new();
    let text = "Rechnungsnr;Kundennr;Datum;Artikelnr;Bezeichnung;Menge;Einzelpreis;Rabatt;MwSt\n\
        R1;K1;05.01.2026;T1;Tee;2;1.250,00;0,05;19 %\n\
        R2;K2;06.01.2026;T2;Tasse;1;9,99;;19 %\n\
        R1;K1;05.01.2026;T2;Tasse;-1;8,00;;19 %\n\
        C3;K1;07.01.2026;T1;Tee;-1;1.250,00;;19 %\n";
    let result = desk.bring("lines.csv", text, OnDuplicate::Skip, false);
    assert_eq!((result.created, result.failed), (3, 0), "{:?}", result.errors);
    assert_eq!(result.created_by_kind["customer"], 2);
    assert_eq!(result.created_by_kind["product"], 2);
    let sales: Vec<Sale> = all(&desk.book);
    let of = |n: &str| sales.iter().find(|s| s.external_number == n).unwrap();
    // 2 × 1,250.00 less 5 % = 2,375.00 + 451.25; −8.00 − 1.52.
    assert_eq!(
        (of("R1").total, of("R1").lines.len()),
        (281_673, 2),
        "a return in an invoice stays a negative line"
    );
    assert_eq!(of("C3").document_kind, DocumentKind::CreditNote, "a document of returns is a credit note");
    assert!(sales.iter().all(|s| s.due == 0 && s.status == SaleStatus::Paid), "the past owes nothing");
    let again = desk.bring("lines.csv", text, OnDuplicate::Skip, false);
    assert_eq!(
        (again.created, again.skipped, again.op),
        (0, 3, None),
        "the second time there is nothing new"
    );
    let update = desk.bring("lines.csv", &text.replace("9,99", "12,99"), OnDuplicate::Update, false);
    assert_eq!((update.updated, update.skipped), (1, 2), "only the document that differs is changed");
}

#[test]
fn rows_without_a_number_continue_the_order_above() {
    let desk = Desk::new();
    let text = "Name,Email,Financial Status,Total,Shipping,Created at,Lineitem quantity,Lineitem name,Lineitem price,Cancelled at\n\
        #1,a@b.example,paid,26.00,5.00,2026-05-01 10:00:00 +0200,2,Mug,8.00,\n\
        ,,,,,,1,Tea,5.00,\n\
        #2,c@d.example,pending,7.00,,2026-05-02 10:00:00 +0200,1,Tea,7.00,\n\
        #3,c@d.example,voided,7.00,,2026-05-03 10:00:00 +0200,1,Tea,7.00,2026-05-04 10:00:00 +0200\n";
    let result = desk.bring("orders.csv", text, OnDuplicate::Skip, false);
    assert_eq!((result.created, result.failed), (3, 0), "{:?}", result.errors);
    let sales: Vec<Sale> = all(&desk.book);
    assert_eq!((sales[0].lines.len(), sales[0].total, sales[0].due), (2, 2_600, 0), "{:?}", sales[0].lines);
    assert_eq!((sales[1].due, sales[1].status), (700, SaleStatus::Open), "the file says this is not paid");
    assert_eq!(sales[2].status, SaleStatus::Cancelled, "a cancelled order is kept and does not count");
}

#[test]
fn one_bad_row_keeps_its_whole_document_out() {
    let desk = Desk::new();
    let text = "Invoice No,Customer,Date,Product,Quantity,Unit Price\n\
        1,Anna Berg,2026-01-05,Tea,2,5.00\n\
        1,Anna Berg,2026-01-05,Mug,many,5.00\n\
        2,Anna Berg,2026-01-06,Tea,1,5.00\n\
        3,Bea Carl,2026-01-06,Tea,1,5.00\n\
        4,Bea Carl,2026-01-06,Tea,1,5.00\n";
    let path = desk.file("x.csv", text);
    let map = [
        ("Invoice No", "external_number"),
        ("Customer", "customer.name"),
        ("Date", "date"),
        ("Product", "lines.description"),
        ("Quantity", "lines.quantity"),
        ("Unit Price", "lines.unit_price"),
    ];
    let map: Vec<(String, String)> = map.iter().map(|(a, b)| ((*a).into(), (*b).into())).collect();
    let result = import::run(
        &desk.book,
        &by(),
        &path,
        ImportKind::Sales,
        &map,
        &ImportOptions::default(),
        false,
        &Unwatched,
    )
    .unwrap();
    assert_eq!((result.created, result.failed, result.errors.len()), (3, 2, 1), "{:?}", result.errors);
    assert_eq!((result.errors[0].line, result.errors[0].column.as_str()), (3, "Quantity"));
    let text = std::fs::read_to_string(result.error_file.unwrap()).unwrap();
    assert_eq!(text.lines().count(), 3, "both rows of the document are there to be corrected: {text}");
}

#[test]
fn two_columns_never_share_a_field() {
    let desk = Desk::new();
    let path = desk.file(
        "x.csv",
        "Vorname,First Name,E-Mail,Email\nAnna,Ann,a@b.example,c@d.example\nBea,B,e@f.example,\n",
    );
    let plan = inspect(&path, None, &desk.book).unwrap();
    let mut paths: Vec<String> = plan.mapping().into_iter().map(|(_, path)| path).collect();
    paths.sort();
    assert_eq!(
        paths,
        ["emails.address", "emails[2].address", "first_name"],
        "one of the two first names is left out"
    );
    let twice = [("Vorname".to_owned(), "first_name".to_owned()), ("First Name".into(), "first_name".into())];
    let options = ImportOptions::default();
    let refused = import::run(&desk.book, &by(), &path, plan.kind, &twice, &options, true, &Unwatched);
    assert!(refused.unwrap_err().to_string().contains("both go to"), "the person is told which two");
}

/// As a shop exports its products: what all variants have stands in their first row only.
const SHOP: &str = "Handle,Title,Vendor,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Price,Variant Barcode,Image Src\n\
    linen-shirt,Linen shirt,Linden,Size,S,Colour,white,LS-S-W,49.00,4006381333931,https://shop.example/1.jpg\n\
    linen-shirt,,,,M,,white,LS-M-W,49.00,,\n\
    linen-shirt,,,,M,,blue,LS-M-B,52.00,,\n\
    linen-shirt,,,,,,,,,,https://shop.example/2.jpg\n\
    soap,Soap,Linden,Title,Default Title,,,SO,4.50,,\n";

#[test]
fn variants_of_a_shop_come_in_under_their_product() {
    let desk = Desk::new();
    let result = desk.bring("products_export.csv", SHOP, OnDuplicate::Skip, false);
    assert_eq!(
        (result.rows, result.created, result.skipped, result.failed),
        (5, 4, 1, 0),
        "{:?}",
        result.errors
    );
    let products: Vec<Product> = all(&desk.book);
    let named = |name: &str| products.iter().find(|one| one.name == name).unwrap();
    let shirt = named("Linen shirt");
    let options: Vec<_> = shirt.options.iter().map(|one| (one.name.as_str(), one.values.as_str())).collect();
    assert_eq!((options, shirt.sku.as_str()), (vec![("Size", "S; M"), ("Colour", "white; blue")], ""));
    let blue = named("Linen shirt, M, blue");
    assert_eq!((blue.sku.as_str(), blue.price, blue.parent_id), ("LS-M-B", 52.into(), Some(shirt.meta.id)));
    assert_eq!(named("Linen shirt, S, white").barcode, "4006381333931", "each has a barcode of its own");
    assert_eq!((named("Soap").parent_id, named("Soap").options.len()), (None, 0), "soap comes in one kind");
    let again = desk.bring("again.csv", SHOP, OnDuplicate::Skip, false);
    assert_eq!((again.created, again.skipped), (0, 5), "and a second time nothing is made twice");
    let dearer = SHOP.replace("52.00", "55.00");
    let changed = desk.bring("dearer.csv", &dearer, OnDuplicate::Update, false);
    assert_eq!((changed.created, changed.updated), (0, 1), "{:?}", changed.errors);
}

#[test]
fn products_with_variants_go_from_one_book_to_another() {
    let desk = Desk::new();
    desk.bring("products_export.csv", SHOP, OnDuplicate::Skip, false);
    let file = desk.dir.path().join("exact.csv");
    export::export(&desk.book, crate::entity::Kind::Product, Profile::Exact, None, &file, &Unwatched)
        .unwrap();
    let other = Desk::new();
    let result = other.bring("exact.csv", &std::fs::read_to_string(&file).unwrap(), OnDuplicate::Skip, false);
    assert_eq!(
        (result.created, result.failed),
        (5, 0),
        "a variant may stand before its product: {:?}",
        result.errors
    );
    let key = |book: &Book| {
        let mut all: Vec<_> = all::<Product>(book)
            .into_iter()
            .map(|one| (one.meta.id, one.name, one.parent_id, one.options, one.option_values))
            .collect();
        all.sort_by_key(|one| one.0);
        all
    };
    assert_eq!(key(&desk.book), key(&other.book));
}
