//! Every kind of record there is goes out exactly and comes back as it was. The kinds come from
//! the registry, so that a new one cannot be forgotten here.

use super::{by, new_book};
use crate::Id;
use crate::book::{Book, Unwatched};
use crate::custom_fields::{CustomField, CustomType};
use crate::customers::{Customer, Distinct};
use crate::demo::DemoOptions;
use crate::entity::{AnyRecord, FieldDef, FieldType, Kind, Value};
use crate::exchange::*;
use crate::facts::State;
use crate::form_templates::{FormTemplate, Preset};
use crate::interactions::CallScript;
use crate::payments::{CashEntry, Receipt};
use crate::views::View;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// The kinds in an order in which each comes after those it refers to, as far as that goes.
fn in_order() -> Vec<Kind> {
    fn refers(fields: &'static [FieldDef], found: &mut BTreeSet<Kind>) {
        for field in fields {
            found.extend(field.ref_kind);
            refers(field.part, found);
        }
    }
    let mut left: Vec<Kind> = ImportKind::all().map(ImportKind::kind).collect();
    // What records look like hangs on these two.
    left.sort_by_key(|kind| (!matches!(kind, Kind::Settings | Kind::CustomField), *kind));
    let mut order: Vec<Kind> = Vec::new();
    while !left.is_empty() {
        let ready = left.iter().position(|kind| {
            let mut needed = BTreeSet::new();
            refers(kind.def().fields, &mut needed);
            needed.iter().all(|other| other == kind || order.contains(other))
        });
        order.push(left.remove(ready.unwrap_or(0)));
    }
    order
}

/// A record of a kind that the demo shop has none of.
fn sample(book: &Book, kind: Kind) -> Box<dyn AnyRecord> {
    let first = |kind: Kind, nth: usize| {
        let facts = book.facts();
        let row = facts.table(kind).present_rows().nth(nth);
        row.map_or_else(Id::default, |row| facts.table(kind).id(row))
    };
    let mut record: Box<dyn AnyRecord> = match kind {
        Kind::Distinct => Box::new(Distinct {
            first_id: first(Kind::Customer, 0),
            second_id: first(Kind::Customer, 1),
            ..Distinct::default()
        }),
        Kind::View => Box::new(View {
            record_kind: "customer".into(),
            condition: "tier = \"A, B\"".into(),
            sort: vec!["-lifetime_value".into(), "name".into()],
            ..View::default()
        }),
        Kind::CustomField => {
            Box::new(crate::custom_fields::CustomField { record_kind: "deal".into(), ..Default::default() })
        }
        Kind::CallScript => Box::new(CallScript { text: "Hello,\n\"you\"".into(), ..CallScript::default() }),
        Kind::FormTemplate => Box::new(FormTemplate {
            record_kind: "deal".into(),
            values: vec![Preset { field: "title".into(), value: "'=Kitchen".into() }],
            ..FormTemplate::default()
        }),
        Kind::Receipt => Box::new(Receipt {
            customer_id: Some(first(Kind::Customer, 0)),
            amount: 1_250,
            date: "2026-03-01".parse().unwrap(),
            ..Receipt::default()
        }),
        Kind::CashEntry => {
            Box::new(CashEntry { amount: 1_250, date: "2026-03-01".parse().unwrap(), ..CashEntry::default() })
        }
        kind => (kind.def().blank)(Id::default()),
    };
    for field in kind.def().fields.iter().filter(|field| field.required) {
        if !record.value(field).is_empty() && record.value(field) != (field.blank)() {
            continue;
        }
        let value = match (field.ty, field.ref_kind) {
            (_, Some(of)) => Value::Id(first(of, 0)),
            (FieldType::Date, _) => Value::Date("2026-03-01".parse().unwrap()),
            (FieldType::Instant, _) => Value::Instant("2026-03-01T09:30:00Z".parse().unwrap()),
            (FieldType::Text | FieldType::LongText, _) => Value::Text(format!("A {}", kind.name())),
            _ => continue,
        };
        record.set_value(field, value).unwrap();
    }
    record
}

fn rows(book: &Book, kind: Kind) -> Vec<u32> {
    let facts = book.facts();
    let table = facts.table(kind);
    table.present_rows().filter(|row| table.state(*row) != State::Trashed).collect()
}

/// Every field of every record, but for when it was last saved and for attached files.
fn wholes(book: &Book, kind: Kind) -> BTreeSet<String> {
    let kept = |field: &FieldDef| field.name != "updated_at" && field.ty != FieldType::Files;
    let ids: Vec<Id> = rows(book, kind).into_iter().map(|row| book.facts().table(kind).id(row)).collect();
    let facts = book.facts();
    ids.into_iter()
        .map(|id| {
            let record = facts.get_any(kind, id).unwrap();
            let fields = facts.fields(kind).filter(|field| kept(field));
            let told: Vec<String> =
                fields.map(|field| format!("{}: {:?}", field.name, record.value(field))).collect();
            format!("{id} {}", told.join(", "))
        })
        .collect()
}

/// A field of the owner's own that leads from one kind of record to another.
fn own(book: &Book, of: &str, to: &str) -> &'static FieldDef {
    let mut field = CustomField {
        label: format!("Own {to}"),
        record_kind: of.into(),
        field_type: CustomType::Relation,
        refers_to: to.into(),
        ..CustomField::default()
    };
    book.transact(&by(), "Field", |tx| tx.save(&mut field)).unwrap();
    book.facts().custom.of(Kind::from_name(of).unwrap())[0]
}

/// The first records of a kind lead to the first of another.
fn lead(book: &Book, kind: Kind, field: &'static FieldDef, to: Kind) {
    let target = book.facts().table(to).id(rows(book, to)[0]);
    let ids: Vec<Id> = rows(book, kind).iter().take(3).map(|row| book.facts().table(kind).id(*row)).collect();
    book.transact(&by(), "Lead", |tx| {
        for id in ids {
            let mut record = tx.get_any(kind, id)?;
            record.set_value(field, Value::Id(target)).unwrap();
            tx.save_any(&mut *record)?;
        }
        Ok(())
    })
    .unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn every_kind_of_record_comes_back_as_it_was(seed in 1_u64..1_000, notes in "[a-z\"',;=\n🌳é ]{1,12}[a-z]") {
        let dir = tempfile::tempdir().unwrap();
        let (from, to) = (new_book(&dir.path().join("a"), "DE"), new_book(&dir.path().join("b"), "DE"));
        let options = DemoOptions { customers: 25, years: 1, seed, lines_per_customer: 4 };
        crate::demo::fill(&from, &by(), &options, &Unwatched).unwrap();
        let [favourite, brought_by] = [("customer", "product"), ("product", "customer")].map(|(of, to)| own(&from, of, to));
        lead(&from, Kind::Customer, favourite, Kind::Product);
        lead(&from, Kind::Product, brought_by, Kind::Customer);
        for kind in in_order() {
            if rows(&from, kind).is_empty() {
                let mut record = sample(&from, kind);
                let made = from.transact(&by(), "Sample", |tx| tx.save_any(&mut *record));
                prop_assert!(made.is_ok(), "give a {} that can be saved in `sample`: {:?}", kind.name(), made.err());
            }
            let id = from.facts().table(kind).id(rows(&from, kind)[0]);
            from.transact(&by(), "Notes", |tx| {
                let mut record = tx.get_any(kind, id)?;
                record.meta_mut().notes = format!("x{notes}");
                record.meta_mut().tags = vec![notes.trim().to_owned(), "second".into()];
                tx.stage_record(&mut *record);
                Ok(())
            }).unwrap();
        }
        for kind in in_order() {
            let path = dir.path().join(format!("{}.csv", kind.name()));
            export::export(&from, kind, Profile::Exact, None, &path, &Unwatched).unwrap();
            let plan = inspect(&path, None, &to).unwrap();
            prop_assert_eq!(plan.kind.kind(), kind);
            let on_duplicate = if kind == Kind::Settings { OnDuplicate::Update } else { OnDuplicate::Skip };
            let options = ImportOptions { on_duplicate, ..ImportOptions::default() };
            let done = import::run(&to, &by(), &path, plan.kind, &plan.mapping(), &options, false, &Unwatched).unwrap();
            prop_assert_eq!(done.errors, vec![]);
            // Customers lead to products and products to customers: whichever comes first says so.
            let ahead = done.notices.iter().any(|notice| notice.to_string().contains("lead to products"));
            prop_assert_eq!(ahead, kind == Kind::Customer, "{}: {:?}", kind.name(), done.notices);
        }
        for kind in in_order() {
            let (old, new) = (wholes(&from, kind), wholes(&to, kind));
            prop_assert_eq!(old, new, "{} come back as they were", kind.name());
        }
    }
}

#[test]
fn a_file_that_is_brought_in_over_a_record_leaves_its_attached_files() {
    let dir = tempfile::tempdir().unwrap();
    let book = new_book(&dir.path().join("a"), "DE");
    let file = book.keep_bytes("Plan.pdf", b"content").unwrap();
    let mut anna = Customer { last_name: "Berg".into(), ..Customer::default() };
    anna.meta.attachments = vec![file.clone()];
    book.transact(&by(), "Anna", |tx| tx.save(&mut anna)).unwrap();
    let path = dir.path().join("customers.csv");
    export::export(&book, Kind::Customer, Profile::Exact, None, &path, &Unwatched).unwrap();
    let options = ImportOptions { on_duplicate: OnDuplicate::Update, ..ImportOptions::default() };
    import::run(&book, &by(), &path, ImportKind::Customers, &[], &options, false, &Unwatched).unwrap();
    let kept: Customer = book.facts().get(anna.meta.id).unwrap();
    assert_eq!(kept.meta.attachments, [file], "the file says nothing of them, so they stay");
}
