//! A field of every type, found everywhere a declared one is.

mod exchanged;
mod files;
mod printed;
mod relations;
mod removed;

use super::*;
use crate::book::tests::{blank, by};
use crate::book::{Book, Unwatched};
use crate::clock::ManualClock;
use crate::customers::Customer;
use crate::customers::merge;
use crate::entity::{AnyRecord, Entity, Kind, Value};
use crate::exchange::export::{self, Profile};
use crate::exchange::{ImportKind, ImportOptions, OnDuplicate, import, inspect};
use crate::facts::{Facts, ListQuery, State};
use crate::filter::parse;
use crate::{Error, Id, Result};
use std::sync::Arc;

fn book(dir: &std::path::Path) -> Book {
    blank(dir).0
}

fn save<E: Entity>(book: &Book, mut record: E) -> Result<Id> {
    book.transact(&by(), "Save", |tx| tx.save(&mut record)).map(|done| done.value)
}

fn field(label: &str, ty: CustomType, options: &[&str]) -> CustomField {
    CustomField {
        label: label.into(),
        record_kind: "customer".into(),
        field_type: ty,
        options: options.iter().map(|o| (*o).to_owned()).collect(),
        shown_in_lists: true,
        ..CustomField::default()
    }
}

/// Label, type, options, what is typed, what is kept, a condition that finds it.
type Case = (&'static str, CustomType, &'static [&'static str], &'static str, &'static str, &'static str);

const CASES: [Case; 15] = [
    ("Favourite wood", CustomType::Text, &[], "Smoked oak", "Smoked oak", "favourite_wood contains smoked"),
    (
        "House",
        CustomType::LongText,
        &[],
        "Two floors\nno lift",
        "Two floors\nno lift",
        "custom.house has lift",
    ),
    ("Shoe size", CustomType::Number, &[], "42.5", "42.5", "custom_shoe_size > 42"),
    ("Budget", CustomType::Money, &[], "125000", "125000", "budget >= 1250.00"),
    ("Moved in", CustomType::Date, &[], "2024-02-29", "2024-02-29", "moved_in < today-90d"),
    (
        "Finish",
        CustomType::Choice,
        &["Hard wax oil", "Soap", "Lacquer"],
        "hard wax OIL",
        "Hard wax oil",
        "finish = 'hard wax oil'",
    ),
    ("Has a van", CustomType::YesNo, &[], "yes", "yes", "has_a_van = yes"),
    ("Door bell", CustomType::Phone, &[], "030 9018-20", "030 9018-20", "door_bell starts 030"),
    (
        "Billing mail",
        CustomType::Email,
        &[],
        "<pay@linden.example>",
        "pay@linden.example",
        "billing_mail is not empty",
    ),
    ("Album", CustomType::Link, &[], "photos.example/anna", "https://photos.example/anna", "album has anna"),
    ("Allergies", CustomType::Tags, &[], "nuts, milk", "nuts, milk", "allergies has milk"),
    ("Opens", CustomType::Time, &[], "9:30", "09:30", "opens = '09:30'"),
    ("Firewood", CustomType::Quantity, &[], "7.25", "7.25", "firewood >= 7"),
    ("Share", CustomType::Percent, &[], "0.5", "0.5", "share < 1"),
    (
        "Second home",
        CustomType::Address,
        &[],
        "Lindenweg 4 \n\n 04109 Leipzig",
        "Lindenweg 4\n04109 Leipzig",
        "second_home contains leipzig",
    ),
];

/// A book with a field of every type and one customer with a value in each.
fn filled(dir: &std::path::Path) -> (Book, Id) {
    let book = book(dir);
    for (label, ty, options, ..) in CASES {
        save(&book, field(label, ty, options)).unwrap();
    }
    let mut anna = Customer { last_name: "Anna".into(), ..Customer::default() };
    for (label, _, _, typed, ..) in CASES {
        set(&book.facts(), &mut anna, label, typed).unwrap();
    }
    let id = save(&book, anna).unwrap();
    save(&book, Customer { last_name: "Bert".into(), ..Customer::default() }).unwrap();
    (book, id)
}

fn def(facts: &Facts, label: &str) -> &'static crate::entity::FieldDef {
    facts.custom.of(Kind::Customer).iter().copied().find(|f| f.label == label).expect("the field is known")
}

fn set(facts: &Facts, customer: &mut Customer, label: &str, text: &str) -> std::result::Result<(), String> {
    let record: &mut dyn AnyRecord = customer;
    record.set_value(def(facts, label), Value::Text(text.into())).map_err(|why| format!("{why}"))
}

fn value(book: &Book, id: Id, label: &str) -> String {
    let facts = book.facts();
    let customer: Customer = facts.get(id).unwrap();
    (&customer as &dyn AnyRecord).value(def(&facts, label)).to_plain()
}

fn remove(book: &Book, id: Id) {
    book.transact(&by(), "Remove", |tx| tx.trash(Kind::CustomField, id)).unwrap();
}

fn found(book: &Book, condition: &str) -> Vec<Id> {
    let facts = book.facts();
    let filter = parse(condition).unwrap().compile(&facts, Kind::Customer, book.today()).unwrap();
    let rows = facts.select(Kind::Customer, Some(&filter));
    rows.into_iter().map(|row| facts.table(Kind::Customer).id(row)).collect()
}

#[test]
fn no_field_of_ones_own_is_called_like_one_of_the_program() {
    let home = tempfile::tempdir().unwrap();
    let book = book(home.path());
    for label in ["Last name", "last_name", "BIRTHDAY", "Referred by", "Company", "Balance", "Tags"] {
        let refused = save(&book, field(label, CustomType::Text, &[])).unwrap_err().to_string();
        assert!(refused.contains("already"), "a file with a column “{label}” would mean either: {refused}");
    }
    let id = save(&book, field("Maiden name", CustomType::Text, &[])).unwrap();
    let of_products =
        CustomField { record_kind: "product".into(), ..field("Birthday", CustomType::Date, &[]) };
    save(&book, of_products).expect("what another kind of record has is free");
    // A book from before this rule may have one; it can still be changed.
    let mut old: CustomField = book.facts().get(id).unwrap();
    old.label = "Balance".into();
    book.transact(&by(), "Old", |tx| {
        tx.stage_record(&mut old);
        Ok(())
    })
    .unwrap();
    old.required = true;
    save(&book, old).unwrap();
}

#[test]
fn a_field_of_every_type_is_found_everywhere() {
    let dir = tempfile::tempdir().unwrap();
    let (book, anna) = filled(&dir.path().join("shop"));
    for (label, .., kept, condition) in CASES {
        assert_eq!(value(&book, anna, label), kept, "what was typed into {label} is kept");
        assert_eq!(found(&book, condition), [anna], "a list can be filtered: {condition}");
    }
    {
        let facts = book.facts();
        for field in facts.custom.of(Kind::Customer) {
            for descending in [false, true] {
                let query = ListQuery {
                    kind: Kind::Customer,
                    filter: None,
                    search: "",
                    sort: Some(field.name),
                    descending,
                    then: &[],
                    nearest: false,
                    state: State::Live,
                    offset: 0,
                    limit: 10,
                };
                let rows = facts.list(&query).unwrap().rows;
                let first = facts.table(Kind::Customer).id(rows[usize::from(descending)]);
                let usual = field.ty != crate::entity::FieldType::Bool;
                assert_eq!(first == anna, usual, "sorted by {}, what is empty comes last", field.name);
            }
        }
        for words in ["smoked", "no lift", "wax", "0309018", "pay@linden", "photos.example", "lindenweg 4"] {
            let hits = crate::facts::find::find(&facts, words, 5);
            assert!(hits.iter().any(|hit| hit.id == anna), "the search finds what is in them: {words}");
        }
    }
    let history = book.history(Kind::Customer, anna).unwrap();
    let named: Vec<&str> = history[0].fields.iter().map(|change| change.field.label).collect();
    assert!(CASES.iter().all(|case| named.contains(&case.0)), "history names them: {named:?}");
}

#[test]
fn what_does_not_fit_a_field_is_refused_with_what_would() {
    let dir = tempfile::tempdir().unwrap();
    let (book, anna) = filled(&dir.path().join("shop"));
    let facts = book.facts();
    let mut customer: Customer = facts.get(anna).unwrap();
    for (label, wrong, says) in [
        ("Shoe size", "large", "12.50"),
        ("Budget", "much", "whole number"),
        ("Moved in", "yesterday", "31 March 2026"),
        ("Finish", "Paint", "Hard wax oil, Soap, Lacquer"),
        ("Has a van", "perhaps", "yes or no"),
        ("Door bell", "ring twice", "telephone"),
        ("Billing mail", "linden", "name@example.com"),
        ("Opens", "in the morning", "14:30"),
        ("Firewood", "a heap", "12.50"),
        ("Share", "half", "12.50"),
        ("Album", "on my phone", "https://"),
        ("Album", "ftp://photos.example", "https://"),
    ] {
        let sentence = set(&facts, &mut customer, label, wrong).unwrap_err();
        assert!(sentence.contains(says), "{label}: {sentence}");
    }
}

#[test]
fn a_choice_keeps_what_was_chosen_before_its_words_changed() {
    let dir = tempfile::tempdir().unwrap();
    let (book, anna) = filled(&dir.path().join("shop"));
    let id = definition(&book, "Finish").meta.id;
    let mut changed: CustomField = book.facts().get(id).unwrap();
    changed.options = vec!["Soap".into(), "Lacquer".into()];
    // Books of before, and files, may have records with words that are gone.
    book.transact(&by(), "Old", |tx| {
        tx.stage_record(&mut changed);
        Ok(())
    })
    .unwrap();
    assert_eq!(value(&book, anna, "Finish"), "Hard wax oil");
    let facts = book.facts();
    let mut customer: Customer = facts.get(anna).unwrap();
    set(&facts, &mut customer, "Finish", "Hard wax oil").expect("a form sends it back as it was");
    assert!(set(&facts, &mut customer, "Finish", "hard wax").is_err());
}

fn definition(book: &Book, label: &str) -> CustomField {
    let facts = book.facts();
    let table = facts.table(Kind::CustomField);
    let all: Vec<CustomField> = table.present_rows().map(|row| facts.get(table.id(row)).unwrap()).collect();
    all.into_iter().find(|field| field.label == label).unwrap()
}

#[test]
fn values_outlive_renaming_removing_and_bringing_back_a_field() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("shop");
    let (mut book, anna) = filled(&path);
    let mut size = definition(&book, "Shoe size");
    let (slug, tag) = (size.slug.clone(), size.tag);
    size.label = "Size of shoe".into();
    size.slug = "else".into();
    let id = save(&book, size).unwrap();
    assert_eq!(value(&book, anna, "Size of shoe"), "42.5");
    assert_eq!(found(&book, "custom_shoe_size > 42"), [anna], "views and files still know it by its slug");
    let renamed: CustomField = book.facts().get(id).unwrap();
    assert_eq!((renamed.slug, renamed.tag), (slug, tag), "neither is ever changed");

    book.transact(&by(), "Remove", |tx| tx.trash(Kind::CustomField, id)).unwrap();
    let mut hidden: Customer = book.facts().get(anna).unwrap();
    hidden.first_name = "A.".into();
    save(&book, hidden).unwrap();
    let clock = Arc::new(ManualClock::new("2026-03-03T09:00:00Z".parse().unwrap(), 4));
    drop(book);
    book = Book::open(&path, clock).unwrap();
    assert_eq!(book.facts().custom.of(Kind::Customer).len(), CASES.len() - 1);
    let today = book.today();
    let refused = parse("shoe_size > 1").unwrap().compile(&book.facts(), Kind::Customer, today);
    assert!(matches!(refused, Err(Error::Filter(_))), "a removed field is no field");
    book.transact(&by(), "Back", |tx| tx.restore(Kind::CustomField, id)).unwrap();
    assert_eq!(value(&book, anna, "Size of shoe"), "42.5", "its values were only hidden");
}

#[test]
fn what_values_depend_on_cannot_be_changed() {
    let dir = tempfile::tempdir().unwrap();
    let (book, _) = filled(&dir.path().join("shop"));
    let with = |change: &dyn Fn(&mut CustomField)| {
        let mut field = definition(&book, "Shoe size");
        change(&mut field);
        save(&book, field).unwrap_err().to_string()
    };
    assert!(with(&|f| f.field_type = CustomType::Date).contains("records with one: 1"));
    assert!(with(&|f| f.record_kind = "deal".into()).contains("new one"));
    assert!(with(&|f| f.label = "album".into()).contains("already"));
    assert!(save(&book, field("Colour", CustomType::Choice, &[" "])).is_err(), "nothing to choose from");
    let of_series = CustomField { record_kind: "series".into(), ..field("X", CustomType::Text, &[]) };
    assert!(save(&book, of_series).is_err(), "not every kind has a form");
    // A second field of the same words gets a slug and a tag of its own.
    let first = definition(&book, "House");
    book.transact(&by(), "Remove", |tx| tx.trash(Kind::CustomField, first.meta.id)).unwrap();
    save(&book, field("House", CustomType::Number, &[])).unwrap();
    let second = book.facts().custom.of(Kind::Customer).iter().copied().find(|f| f.label == "House").unwrap();
    assert!(second.name == "custom_house2" && i64::from(second.tag) != first.tag);
    save(&book, field("Schuhgröße (Füße, ärztlich)", CustomType::Text, &[])).unwrap();
    let shoe = def(&book.facts(), "Schuhgröße (Füße, ärztlich)").name;
    assert_eq!(shoe, "custom_schuhgroesse_fuesse_aerztlich", "a name that Germans read as they write it");
    // A label that is written almost like a declared field does not hide that field.
    save(&book, field("Tier?", CustomType::Text, &[])).unwrap();
    assert_eq!(def(&book.facts(), "Tier?").name, "custom_tier2");
}

#[test]
fn undone_and_made_anew_a_field_does_not_find_the_values_of_the_old_one() {
    let dir = tempfile::tempdir().unwrap();
    let book = book(&dir.path().join("shop"));
    save(&book, field("Old", CustomType::Text, &[])).unwrap();
    let made = book.operations(0, 1).unwrap().0[0].op;
    let mut anna = Customer { last_name: "Anna".into(), ..Customer::default() };
    set(&book.facts(), &mut anna, "Old", "secret").unwrap();
    let anna = save(&book, anna).unwrap();
    book.undo(&by(), Some(made), &Unwatched).unwrap();
    assert!(book.facts().custom.of(Kind::Customer).is_empty());
    save(&book, field("New", CustomType::Text, &[])).unwrap();
    assert_eq!(value(&book, anna, "New"), "");
    assert!(crate::facts::find::find(&book.facts(), "secret", 5).is_empty());
}

#[test]
fn undo_takes_one_value_back_and_leaves_the_others() {
    let dir = tempfile::tempdir().unwrap();
    let (book, anna) = filled(&dir.path().join("shop"));
    let change = |label: &str, text: &str| {
        let mut customer: Customer = book.facts().get(anna).unwrap();
        set(&book.facts(), &mut customer, label, text).unwrap();
        book.transact(&by(), "Change", |tx| tx.save(&mut customer)).unwrap().op
    };
    let first = change("Shoe size", "43");
    change("House", "A flat");
    book.undo(&by(), first, &Unwatched).unwrap();
    assert_eq!(
        (value(&book, anna, "Shoe size").as_str(), value(&book, anna, "House").as_str()),
        ("42.5", "A flat")
    );
}

#[test]
fn merged_customers_keep_what_each_says_and_are_taken_apart_again() {
    let dir = tempfile::tempdir().unwrap();
    let (book, anna) = filled(&dir.path().join("shop"));
    let mut double = Customer { last_name: "Ana".into(), ..Customer::default() };
    set(&book.facts(), &mut double, "Shoe size", "41").unwrap();
    let double = save(&book, double).unwrap();
    let sides = {
        let facts = book.facts();
        let (a, b): (Customer, Customer) = (facts.get(double).unwrap(), facts.get(anna).unwrap());
        merge::beside(&facts.custom, &a, &b).into_iter().filter(|side| !side.field.label.is_empty()).count()
    };
    assert_eq!(sides, CASES.len(), "each of them can be looked at side by side");
    book.transact(&by(), "Merge", |tx| merge::merge(tx, double, anna, &[])).unwrap();
    assert_eq!(value(&book, double, "Shoe size"), "41", "the one who stays is believed");
    assert_eq!(value(&book, double, "Finish"), "Hard wax oil", "what is missing is filled");
    book.unmerge(&by(), anna).unwrap();
    assert_eq!(value(&book, double, "Finish"), "");
    assert_eq!(value(&book, anna, "Shoe size"), "42.5");
}

#[test]
fn a_yes_or_no_cannot_be_asked_for() {
    let dir = tempfile::tempdir().unwrap();
    let book = book(&dir.path().join("shop"));
    let van = CustomField { required: true, ..field("Van", CustomType::YesNo, &[]) };
    assert!(save(&book, van).is_err(), "an answer of no looks like none, so it would never be asked for");
}
