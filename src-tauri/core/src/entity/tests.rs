//! The proof that one line in a declaration is enough.

use super::*;
use crate::{entity, part};
use proptest::prelude::*;
use rust_decimal::Decimal;

part! {
    /// A part of the test entity.
    pub struct Leg {
        /// How long.
        1 length: Decimal {},
        /// Called what.
        2 name: String { searched: true },
    }
}

entity! {
    /// A record as an older program knew it.
    pub struct OldChair : Product = "chair" {
        /// Called what.
        1 name: String { searched: true },
        /// Its legs.
        2 legs: Vec<Leg> {},
    }
}

entity! {
    /// The same record with fields added.
    pub struct Chair : Product = "chair" {
        /// Called what.
        1 name: String { searched: true },
        /// Its legs.
        2 legs: Vec<Leg> {},
        /// The added field.
        3 colour: Option<String> { searched: true, section: "looks" },
        /// Another one.
        4 weight: i64 {},
    }
}

#[test]
fn an_added_field_shows_up_everywhere_by_itself() {
    let names: Vec<_> = Chair::DEF.all_fields().map(|f| f.name).collect();
    assert!(names.contains(&"colour"), "forms, lists, import and export walk this table");
    let mut chair = Chair::blank(Id([1; 16]));
    let field = Chair::DEF.field("colour").unwrap();
    let record: &mut dyn AnyRecord = &mut chair;
    record.set_value(field, Value::Text("green".into())).unwrap();
    let changes = diff::diff(&crate::custom_fields::CustomFields::default(), None, Some(record));
    assert!(changes.iter().any(|c| c.field.name == "colour"), "history tells of it");
    let bytes = record.encode();
    assert_eq!(codec::field_value(&bytes, field), Value::Text("green".into()), "filters and sorts read it");
}

#[test]
fn what_is_said_of_some_records_only_names_a_choice_that_there_is() {
    for kind in Kind::ALL {
        for field in kind.def().all_fields() {
            let Some((with, choice)) = field.only_with else { continue };
            let with = kind.def().field(with).unwrap_or_else(|| panic!("{}: no field {with}", field.name));
            assert!(with.choices.contains(&choice), "{} would never be asked for: {choice}", field.name);
        }
    }
    let company_form = Kind::Customer.def().field("company_form").unwrap();
    assert_eq!(company_form.only_with, Some(("kind", "company")), "a person is no kind of company");
}

#[test]
fn a_form_asks_a_new_customer_for_the_name_and_how_to_reach_them_before_all_else() {
    let mut asked: Vec<_> = Kind::Customer.def().all_fields().filter(|field| field.ask > 0).collect();
    asked.sort_by_key(|field| field.ask);
    let names: Vec<_> = asked.iter().map(|field| field.name).collect();
    let wanted = ["first_name", "last_name", "company_name", "kind", "company_form", "emails", "phones"];
    assert_eq!(names, wanted, "whoever stands at the counter says the name first; the number gives itself");
    let written: Vec<_> = Kind::Customer.def().fields.iter().map(|field| field.name).take(3).collect();
    assert_eq!(
        written,
        ["number", "kind", "role"],
        "the order of columns and of files that were written before stays"
    );
}

#[test]
fn a_field_without_bytes_still_has_its_value_for_filters() {
    let bytes = (&Chair::blank(Id([1; 16])) as &dyn AnyRecord).encode();
    let value = |name| codec::field_value(&bytes, Chair::DEF.field(name).unwrap());
    assert_eq!(value("weight"), Value::Int(0), "`weight = 0` must find it");
    assert_eq!(value("archived"), Value::Bool(false));
    assert_eq!(value("colour"), Value::Null, "what may be missing is missing");
    assert_eq!(
        codec::field_value(&[], Chair::DEF.field("weight").unwrap()),
        Value::Null,
        "a record that is gone has nothing"
    );
}

proptest! {
    #[test]
    fn a_record_survives_added_and_removed_fields(name in ".{0,20}", lengths in prop::collection::vec((-1_000_000_i64..1_000_000, 0_u32..9), 0..5), weight: i64, tags in prop::collection::vec("[a-z]{1,5}", 0..3)) {
        let mut new = Chair::blank(Id([7; 16]));
        new.name = name;
        new.legs = lengths.iter().map(|(n, scale)| Leg { length: Decimal::new(*n, *scale), name: "leg".into() }).collect();
        new.weight = weight;
        new.meta.tags = tags;
        let bytes = new.encode();
        prop_assert_eq!(&Chair::decode(Id([7; 16]), &bytes).unwrap(), &new);
        let old = OldChair::decode(Id([7; 16]), &bytes).unwrap();
        prop_assert_eq!((&old.name, &old.legs, &old.meta), (&new.name, &new.legs, &new.meta), "an older program skips what it does not know");
        let back = Chair::decode(Id([7; 16]), &old.encode()).unwrap();
        prop_assert_eq!((back.colour, back.weight), (None, 0), "and a newer one leaves it empty");
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        let _ = Chair::decode(Id([1; 16]), &bytes);
        for field in Chair::DEF.all_fields() {
            let _ = codec::field_value(&bytes, field);
        }
    }
}

#[test]
fn a_refusal_names_a_part_in_words_since_nobody_knows_the_names_of_the_program() {
    let field = Kind::Sale.def().field("lines").unwrap();
    let line = Value::Part(vec![("unit_price", Value::Text("abc".into()))]);
    let refused =
        (Kind::Sale.def().blank)(Id::default()).set_value(field, Value::List(vec![line])).unwrap_err();
    assert_eq!(refused.to_string(), "(unit price) must be a number such as 12.50");
}
