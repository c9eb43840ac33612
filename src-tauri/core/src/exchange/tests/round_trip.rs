//! What is exported exactly comes back exactly, whatever the texts look like.

use super::{all, by, new_book};
use crate::book::{Book, Unwatched};
use crate::customers::{Address, Channel, Consent, Customer, CustomerKind, Email, Phone, Role};
use crate::entity::{AnyRecord, Entity, Meta};
use crate::exchange::*;
use crate::follow_ups::FollowUp;
use crate::products::Product;
use crate::sales::{Line, Payment, PaymentMethod, Sale};
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
    let path = dir.join(format!("{}.csv", kind.name()));
    export::export(from, kind.kind(), Profile::Exact, None, &path, &Unwatched).unwrap();
    let plan = inspect(&path, Some(kind), to).unwrap();
    let options = ImportOptions { on_duplicate: OnDuplicate::Create, ..ImportOptions::default() };
    let result = import::run(to, &by(), &path, kind, &plan.mapping(), &options, false, &Unwatched).unwrap();
    assert_eq!(result.errors, [], "{}", std::fs::read_to_string(&path).unwrap());
    result
}

/// What two records have in common when only identity and bookkeeping differ.
fn bare<E: Entity>(record: &E) -> Vec<String> {
    let record: &dyn AnyRecord = record;
    let text = |f: &'static crate::entity::FieldDef| format!("{}: {:?}", f.name, record.value(f));
    E::DEF
        .all_fields()
        .filter(|f| f.importable && f.ref_kind.is_none() && f.ty != crate::entity::FieldType::Parts)
        .map(text)
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn customers_come_back_as_they_were(mut people in prop::collection::vec(customer(), 1..6)) {
        let dir = tempfile::tempdir().unwrap();
        let (from, to) = (new_book(&dir.path().join("a"), "DE"), new_book(&dir.path().join("b"), "DE"));
        save(&from, &mut people);
        carry(&from, &to, ImportKind::Customers, dir.path());
        let (old, new): (Vec<Customer>, Vec<Customer>) = (all(&from), all(&to));
        prop_assert_eq!(old.len(), new.len());
        for (old, new) in old.iter().zip(&new) {
            prop_assert_eq!(bare(old), bare(new));
            prop_assert_eq!((&old.phones, &old.emails, &old.addresses), (&new.phones, &new.emails, &new.addresses));
            prop_assert_eq!(&old.consents, &new.consents);
        }
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
            payments: if paid { vec![Payment { date: "2026-02-04".parse().unwrap(), method: PaymentMethod::Card, amount: 100, reference: "=x".into() }] } else { Vec::new() },
            ..Sale::default()
        }).collect();
        save(&from, &mut sales);
        carry(&from, &to, ImportKind::Customers, dir.path());
        carry(&from, &to, ImportKind::Sales, dir.path());
        let (old, new): (Vec<Sale>, Vec<Sale>) = (all(&from), all(&to));
        prop_assert_eq!(old.len(), new.len());
        let who = all::<Customer>(&to)[0].meta.id;
        for (old, new) in old.iter().zip(&new) {
            prop_assert_eq!(bare(old), bare(new));
            prop_assert_eq!(&old.payments, &new.payments);
            prop_assert_eq!((old.net, old.tax, old.total, old.due), (new.net, new.tax, new.total, new.due));
            prop_assert_eq!(new.customer_id, Some(who));
            for (a, b) in old.lines.iter().zip(&new.lines) {
                prop_assert_eq!(Line { product_id: None, ..a.clone() }, Line { product_id: None, ..b.clone() });
            }
        }
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
        prop_assert_eq!(bare(&all::<Product>(&from)[0]), bare(&all::<Product>(&to)[0]));
        prop_assert_eq!(bare(&all::<FollowUp>(&from)[0]), bare(&all::<FollowUp>(&to)[0]));
    }
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
    assert!(export::export(&book, Kind::Settings, Profile::Exact, None, &path, &Unwatched).is_err());
}
