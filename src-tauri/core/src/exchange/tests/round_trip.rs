//! What is exported exactly comes back exactly, whatever the texts look like.

use super::{all, by, new_book};
use crate::book::{Book, Tx, Unwatched};
use crate::campaigns::{Campaign, Target};
use crate::customers::{Address, Channel, Consent, Customer, CustomerKind, Email, Phone, Role};
use crate::deals::Deal;
use crate::demo::DemoOptions;
use crate::entity::{AnyRecord, Entity, Meta};
use crate::exchange::*;
use crate::follow_ups::FollowUp;
use crate::interactions::Interaction;
use crate::payments::{Allocation, CashEntry, CashEntryKind, Receipt};
use crate::products::Product;
use crate::sales::{DocumentKind, Line, Payment, PaymentMethod, Sale};
use crate::stock::StockMovement;
use crate::tracks::Track;
use proptest::prelude::*;
use rust_decimal::Decimal;

/// Texts that break naive files: quotes, separators, line ends, formulas,
/// apostrophes, right-to-left, numbers, dates.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\"".to_owned()),
        Just(",".into()),
        Just(";".into()),
        Just("\r\n".into()),
        Just("\n".into()),
        Just("=1+1".into()),
        Just("@x".into()),
        Just("'".into()),
        Just("'5".into()),
        Just("-".into()),
        Just("שלום".into()),
        Just("\u{202e}abc".into()),
        Just("17850.0".into()),
        Just("007".into()),
        Just("01/02/03".into()),
        Just(" ::: ".into()),
        Just("Zoë".into()),
        "[a-zA-Z ]{1,8}",
    ];
    prop::collection::vec(piece, 0..5).prop_map(|p| p.concat().trim().to_owned())
}

fn word() -> impl Strategy<Value = String> {
    hostile().prop_map(|t| if t.is_empty() { "x".into() } else { t })
}

prop_compose! {
    fn customer()(
        names in prop::array::uniform4(hostile()), company in hostile(), notes in hostile(),
        tags in prop::collection::vec(word(), 0..3), phone in word(), label in hostile(),
        street in word(), zip in hostile(), birthday in prop_oneof!["", "1980-02-29", "--02-29"],
        role in 0..Role::ALL.len(), firm: bool, limit in prop::option::of(-5_000_i64..5_000_000),
        discount in prop::option::of((0_i64..10_000).prop_map(|n| Decimal::new(n, 2))),
        mail in "[a-z]{1,8}@[a-z]{1,8}\\.example", archived: bool, withdrawn: bool,
    ) -> Customer {
        let [salutation, first_name, middle_name, last_name] = names;
        let mut record = Customer {
            salutation, first_name, middle_name, last_name, company_name: company,
            kind: if firm { CustomerKind::Company } else { CustomerKind::Person },
            role: Role::ALL[role], birthday, credit_limit: limit, discount,
            phones: vec![Phone { label: label.clone(), number: phone, ..Phone::default() }],
            emails: vec![Email { label, address: mail }],
            addresses: vec![Address { street, postal_code: zip, ..Address::default() }],
            forbidden_channels: vec![Channel::Email, Channel::Visit],
            consents: vec![Consent {
                channel: Channel::Email,
                basis: "asked".into(),
                given_at: "2025-03-04".parse().ok(),
                withdrawn_at: withdrawn.then(|| "2026-01-02".parse().unwrap()),
                ..Consent::default()
            }],
            meta: Meta { notes, archived, ..Meta::default() },
            ..Customer::default()
        };
        let field = Customer::DEF.field("tags").unwrap();
        let tags = crate::entity::Value::List(tags.into_iter().map(crate::entity::Value::Text).collect());
        (&mut record as &mut dyn AnyRecord).set_value(field, tags).unwrap();
        record
    }
}

prop_compose! {
    fn line()(description in word(), sku in hostile(), quantity in -999_i64..1_000, price in 0_i64..1_000_000, scale in 0_u32..5,
              discount in 0_i64..100, tax in 0_i64..30, unit in hostile()) -> Line {
        Line {
            description, sku, unit, quantity: Decimal::new(quantity, 1), unit_price: Decimal::new(price, scale),
            discount: discount.into(), tax_rate: tax.into(), ..Line::default()
        }
    }
}

fn save<E: Entity>(book: &Book, records: &mut [E]) {
    book.transact(&by(), "Made", |tx| {
        for record in records.iter_mut() {
            tx.save(record)?;
        }
        Ok(())
    })
    .unwrap();
}

/// Writes the records of one book and reads them into another.
fn carry(from: &Book, to: &Book, kind: ImportKind, dir: &std::path::Path) -> ImportResult {
    carry_as(from, to, kind, dir, OnDuplicate::Create)
}

fn carry_as(
    from: &Book,
    to: &Book,
    kind: ImportKind,
    dir: &std::path::Path,
    on_duplicate: OnDuplicate,
) -> ImportResult {
    let path = dir.join(format!("{}.csv", kind.name()));
    export::export(from, kind.kind(), Profile::Exact, None, &path, &Unwatched).unwrap();
    let plan = inspect(&path, Some(kind), to).unwrap();
    let options = ImportOptions { on_duplicate, ..ImportOptions::default() };
    let result = import::run(to, &by(), &path, kind, &plan.mapping(), &options, false, &Unwatched).unwrap();
    assert_eq!(result.errors, [], "{}", std::fs::read_to_string(&path).unwrap());
    result
}

/// A record as it is, but for the moment it was last saved at.
fn whole<E: Entity>(record: &E) -> Vec<String> {
    let record: &dyn AnyRecord = record;
    let text = |f: &'static crate::entity::FieldDef| format!("{}: {:?}", f.name, record.value(f));
    std::iter::once(record.id().to_string())
        .chain(E::DEF.all_fields().filter(|f| f.name != "updated_at").map(text))
        .collect()
}

/// Every record of one book is in the other; those that had to wait for another may stand further down.
fn same<E: Entity>(from: &Book, to: &Book) {
    let kept = |record: &&E| record.meta().trashed_at.is_none();
    let wholes =
        |book| all::<E>(book).iter().filter(kept).map(whole).collect::<std::collections::BTreeSet<_>>();
    let (old, new) = (wholes(from), wholes(to));
    assert_eq!(old.len(), new.len(), "all {}s come back", E::DEF.name);
    for (old, new) in old.iter().zip(&new) {
        assert_eq!(old, new, "a {} comes back as it was", E::DEF.name);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn customers_come_back_as_they_were(mut people in prop::collection::vec(customer(), 1..6)) {
        let dir = tempfile::tempdir().unwrap();
        let (from, to) = (new_book(&dir.path().join("a"), "DE"), new_book(&dir.path().join("b"), "DE"));
        save(&from, &mut people);
        carry(&from, &to, ImportKind::Customers, dir.path());
        same::<Customer>(&from, &to);
    }

    #[test]
    fn documents_come_back_with_their_lines_and_payments(
        documents in prop::collection::vec((prop::collection::vec(line(), 1..4), word(), 0_i64..20, any::<bool>(), any::<bool>()), 1..5),
    ) {
        let dir = tempfile::tempdir().unwrap();
        let (from, to) = (new_book(&dir.path().join("a"), "DE"), new_book(&dir.path().join("b"), "DE"));
        let mut buyer = [Customer { last_name: "Berg".into(), ..Customer::default() }];
        save(&from, &mut buyer);
        let mut sales: Vec<Sale> = documents.into_iter().map(|(lines, po_number, discount, gross, paid)| Sale {
            lines, po_number, discount: discount.into(), prices_include_tax: gross, shipping: 495,
            customer_id: Some(buyer[0].meta.id), date: "2026-02-03".parse().unwrap(),
            payments: if paid { vec![Payment { date: "2026-02-04".parse().unwrap(), method: PaymentMethod::Card, amount: 100, reference: "=x".into(), ..Payment::default() }] } else { Vec::new() },
            ..Sale::default()
        }).collect();
        save(&from, &mut sales);
        carry(&from, &to, ImportKind::Customers, dir.path());
        carry(&from, &to, ImportKind::Sales, dir.path());
        same::<Sale>(&from, &to);
    }

    #[test]
    fn products_and_follow_ups_come_back(name in word(), text in hostile(), price in 0_i64..1_000_000, done: bool) {
        let dir = tempfile::tempdir().unwrap();
        let (from, to) = (new_book(&dir.path().join("a"), "US"), new_book(&dir.path().join("b"), "US"));
        save(&from, &mut [Product {
            name: name.clone(), description: text.clone(), price: Decimal::new(price, 3), sku: "01.0".into(), ..Product::default()
        }]);
        save(&from, &mut [FollowUp {
            subject: name, outcome: text, due_date: "2026-05-06".parse().unwrap(), due_time: "09:30".into(), done, ..FollowUp::default()
        }]);
        carry(&from, &to, ImportKind::Products, dir.path());
        carry(&from, &to, ImportKind::FollowUps, dir.path());
        same::<Product>(&from, &to);
        same::<FollowUp>(&from, &to);
    }
}

#[test]
fn a_whole_book_goes_from_one_to_another_with_all_that_refers_to_each_other() {
    let dir = tempfile::tempdir().unwrap();
    let (from, to) = (new_book(&dir.path().join("a"), "DE"), new_book(&dir.path().join("b"), "DE"));
    let options = DemoOptions { customers: 60, years: 2, ..DemoOptions::default() };
    crate::demo::fill(&from, &by(), &options, &Unwatched).unwrap();
    let mut people: Vec<Customer> = all(&from);
    let (company, friend) = (people[9].meta.id, people[8].meta.id);
    people[0].company_id = Some(company);
    people[0].referred_by = Some(friend);
    save(&from, &mut people[..1]);
    let mut own = [crate::custom_fields::CustomField {
        label: "Favourite wood".into(),
        record_kind: "deal".into(),
        ..Default::default()
    }];
    save(&from, &mut own);
    let mut deals: Vec<Deal> = all(&from);
    let wood = from.facts().custom.of(crate::entity::Kind::Deal)[0];
    let value = crate::entity::Value::Text("Smoked oak".into());
    (&mut deals[0] as &mut dyn AnyRecord).set_value(wood, value).unwrap();
    save(&from, &mut deals[..1]);
    carry_as(&from, &to, ImportKind::Own(Kind::Settings), dir.path(), OnDuplicate::Update);
    same::<crate::settings::Settings>(&from, &to);
    for kind in [ImportKind::Customers, ImportKind::Products, ImportKind::Own(Kind::Campaign)] {
        carry(&from, &to, kind, dir.path());
    }
    for kind in [Kind::CustomField, Kind::Track] {
        carry(&from, &to, ImportKind::Own(kind), dir.path());
    }
    for kind in LATER {
        carry(&from, &to, kind, dir.path());
    }
    same::<Customer>(&from, &to);
    same::<Product>(&from, &to);
    same::<Sale>(&from, &to);
    same::<FollowUp>(&from, &to);
    same::<Deal>(&from, &to);
    same::<crate::cases::Case>(&from, &to);
    same::<Track>(&from, &to);
    same::<crate::custom_fields::CustomField>(&from, &to);
    same::<Campaign>(&from, &to);
    same::<Target>(&from, &to);
    same::<Interaction>(&from, &to);
    assert!(all::<Target>(&to).len() > 1 && all::<Interaction>(&to).len() > 1, "the demo shop has them");
    let again = carry_as(&from, &to, ImportKind::Sales, dir.path(), OnDuplicate::Skip);
    assert_eq!((again.created, again.updated), (0, 0), "bringing the same file in twice makes nothing twice");
    let mut next = Customer { last_name: "New".into(), ..Customer::default() };
    save(&to, std::slice::from_mut(&mut next));
    let mut numbers: Vec<String> = all::<Customer>(&to).into_iter().map(|c| c.number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), all::<Customer>(&to).len(), "new numbers step over those that were brought in");
}

/// The kinds that refer to others, in the order in which they can come in.
const LATER: [ImportKind; 9] = [
    ImportKind::Sales,
    ImportKind::Own(Kind::Deal),
    ImportKind::Cases,
    ImportKind::FollowUps,
    ImportKind::Own(Kind::Target),
    ImportKind::Own(Kind::Interaction),
    ImportKind::Own(Kind::StockMovement),
    ImportKind::Own(Kind::Receipt),
    ImportKind::Own(Kind::CashEntry),
];

#[test]
fn a_chain_with_its_stock_and_its_money_survives_the_way_out_and_in() {
    let dir = tempfile::tempdir().unwrap();
    let (from, to) = (new_book(&dir.path().join("a"), "DE"), new_book(&dir.path().join("b"), "DE"));
    let mut buyer = [Customer { last_name: "Berg".into(), ..Customer::default() }];
    save(&from, &mut buyer);
    let mut chair =
        [Product { name: "Chair".into(), track_stock: true, price: 80.into(), ..Product::default() }];
    save(&from, &mut chair);
    let line = Line {
        product_id: Some(chair[0].meta.id),
        description: "Chair".into(),
        quantity: 3.into(),
        unit_price: 80.into(),
        ..Line::default()
    };
    let date: chrono::NaiveDate = "2026-02-03".parse().unwrap();
    let mut order = [Sale {
        document_kind: DocumentKind::Order,
        customer_id: Some(buyer[0].meta.id),
        date,
        lines: vec![line],
        ..Sale::default()
    }];
    save(&from, &mut order);
    let made = |id, to| {
        let make = |tx: &mut Tx<'_>| crate::sales::make::make(tx, id, to, &[], None);
        from.transact(&by(), "Make", make).unwrap().value
    };
    let invoice = made(made(order[0].meta.id, DocumentKind::Delivery).meta.id, DocumentKind::Invoice);
    let paid = Allocation { sale_id: invoice.meta.id, amount: 10_000 };
    let customer_id = Some(buyer[0].meta.id);
    save(
        &from,
        &mut [Receipt { customer_id, date, amount: 12_000, allocations: vec![paid], ..Receipt::default() }],
    );
    let counted =
        CashEntry { date, entry_kind: CashEntryKind::Count, amount: 12_000, ..CashEntry::default() };
    save(&from, &mut [counted]);
    for kind in [ImportKind::Customers, ImportKind::Products].into_iter().chain(LATER) {
        carry(&from, &to, kind, dir.path());
    }
    same::<Sale>(&from, &to);
    same::<Product>(&from, &to);
    same::<StockMovement>(&from, &to);
    same::<Receipt>(&from, &to);
    same::<CashEntry>(&from, &to);
    let facts = to.facts();
    assert_eq!(facts.stock.product(0).on_hand(), (-3).into(), "the goods left once");
    assert_eq!(facts.payments.credit(0), 2_000, "and what was paid too much is still credit");
}

#[test]
fn what_refers_to_nothing_is_told_and_left_out() {
    let dir = tempfile::tempdir().unwrap();
    let (from, to) = (new_book(&dir.path().join("a"), "DE"), new_book(&dir.path().join("b"), "DE"));
    let mut buyer = [Customer { last_name: "Berg".into(), ..Customer::default() }];
    save(&from, &mut buyer);
    let customer_id = Some(buyer[0].meta.id);
    let due_date = "2026-02-03".parse().unwrap();
    save(&from, &mut [FollowUp { subject: "Call".into(), customer_id, due_date, ..FollowUp::default() }]);
    let path = dir.path().join("follow_ups.csv");
    export::export(&from, Kind::FollowUp, Profile::Exact, None, &path, &Unwatched).unwrap();
    let options = ImportOptions::default();
    let result =
        import::run(&to, &by(), &path, ImportKind::FollowUps, &[], &options, false, &Unwatched).unwrap();
    assert_eq!((result.created, result.failed), (0, 1));
    assert_eq!((result.errors[0].line, result.errors[0].column.as_str()), (2, "customer_id"));
    assert!(result.errors[0].message.to_string().contains("customers first"), "{}", result.errors[0].message);
    let wrong =
        import::run(&to, &by(), &path, ImportKind::Sales, &[], &options, false, &Unwatched).unwrap_err();
    assert!(wrong.to_string().contains("follow-ups"), "a file says what it holds: {wrong}");
}

#[test]
fn a_spreadsheet_has_totals_and_no_formulas() {
    let dir = tempfile::tempdir().unwrap();
    let book = new_book(&dir.path().join("a"), "DE");
    save(&book, &mut [Customer { last_name: "=cmd|' /C calc'!A0".into(), ..Customer::default() }]);
    let path = dir.path().join("customers.csv");
    let report =
        export::export(&book, Kind::Customer, Profile::Spreadsheet, None, &path, &Unwatched).unwrap();
    assert_eq!((report.records, report.rows), (1, 1));
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.starts_with('\u{feff}'), "spreadsheets know UTF-8 by its mark");
    assert!(text.contains(",'=cmd") && !text.contains(",=cmd"), "a name must not become a command: {text}");
    assert!(!dir.path().join("customers.csv.part").exists(), "only the finished file is left");
    assert!(export::export(&book, Kind::Settings, Profile::Spreadsheet, None, &path, &Unwatched).is_err());
}
