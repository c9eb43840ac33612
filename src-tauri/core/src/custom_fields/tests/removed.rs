//! Fields of the owner's own, and words of choices, that are removed or renamed while records use them.

use super::*;
use crate::tracks::{Track, TrackStep};
use crate::views::View;

#[test]
fn a_word_that_records_use_is_renamed_with_them_and_not_taken_away() {
    let dir = tempfile::tempdir().unwrap();
    let book = book(&dir.path().join("shop"));
    let id = save(&book, field("Colour", CustomType::Choice, &["Red", "Green"])).unwrap();
    let mut anna = Customer { last_name: "Anna".into(), ..Customer::default() };
    set(&book.facts(), &mut anna, "Colour", "Green").unwrap();
    let anna = save(&book, anna).unwrap();
    let view = View {
        name: "Green ones".into(),
        record_kind: "customer".into(),
        condition: "colour = green or colour = Red".into(),
        ..View::default()
    };
    let view = save(&book, view).unwrap();
    let words = |options: &[&str]| {
        let mut colour: CustomField = book.facts().get(id).unwrap();
        colour.options = options.iter().map(|o| (*o).to_owned()).collect();
        save(&book, colour)
    };
    let refused = words(&["Red"]).unwrap_err().to_string();
    assert!(refused.contains("“Green”") && refused.contains("(1)"), "{refused}");
    words(&["Red", "Verdigris"]).unwrap();
    assert_eq!(value(&book, anna, "Colour"), "Verdigris");
    assert_eq!(found(&book, "colour = verdigris"), [anna]);
    let condition = book.facts().get::<View>(view).unwrap().condition;
    assert_eq!(found(&book, &condition), [anna], "the view goes on showing them: {condition}");
    book.undo(&by(), None, &Unwatched).unwrap();
    assert_eq!(value(&book, anna, "Colour"), "Green", "one Undo takes back all of it");
    words(&["Green"]).unwrap();
    assert_eq!(value(&book, anna, "Colour"), "Green", "a word that nobody uses may go");
}

#[test]
fn a_field_comes_back_only_where_no_other_has_its_name() {
    let dir = tempfile::tempdir().unwrap();
    let book = book(&dir.path().join("shop"));
    let first = save(&book, field("Van", CustomType::Text, &[])).unwrap();
    remove(&book, first);
    let second = save(&book, field("van", CustomType::Text, &[])).unwrap();
    let back = book.transact(&by(), "Back", |tx| tx.restore(Kind::CustomField, first));
    assert!(back.unwrap_err().to_string().contains("“Van”"), "nobody could tell the two apart");
    let mut other: CustomField = book.facts().get(second).unwrap();
    other.label = "Lorry".into();
    save(&book, other).unwrap();
    book.transact(&by(), "Back", |tx| tx.restore(Kind::CustomField, first)).unwrap();
}

#[test]
fn what_names_a_field_is_told_and_its_conditions_say_that_it_is_gone() {
    let dir = tempfile::tempdir().unwrap();
    let book = book(&dir.path().join("shop"));
    let id = save(&book, field("Wood", CustomType::Text, &[])).unwrap();
    let view = |name: &str, condition: &str, sort: &str| View {
        name: name.into(),
        record_kind: "customer".into(),
        condition: condition.into(),
        sort: if sort.is_empty() { Vec::new() } else { vec![sort.into()] },
        ..View::default()
    };
    save(&book, view("Oak", "wood = oak and city = Berlin", "")).unwrap();
    save(&book, view("By wood", "", "-custom_wood")).unwrap();
    save(&book, view("Berlin", "city = Berlin", "")).unwrap();
    let step =
        TrackStep { subject: "Send oil".into(), only_if: "custom.wood = oak".into(), ..Default::default() };
    save(&book, Track { name: "Oil".into(), steps: vec![step], ..Track::default() }).unwrap();
    let uses = Uses::of(&book.facts(), &book.facts().get(id).unwrap());
    assert_eq!(uses.views, ["Oak", "By wood"]);
    assert_eq!(uses.tracks, ["Oil"]);
    assert!(uses.sentence().unwrap().to_string().contains("“Oak”, “By wood”"));
    remove(&book, id);
    let facts = book.facts();
    for asked in ["wood = oak", "WOOD = oak", "Custom.Wood = oak"] {
        let gone = parse(asked).unwrap().compile(&facts, Kind::Customer, book.today()).err().unwrap();
        assert!(gone.to_string().contains("“Wood” was removed"), "one sentence, no list of fields: {gone}");
    }
    drop(facts);
    let mut kept = book.transact(&by(), "Look", |tx| Ok(tx.all::<View>())).unwrap().value;
    for view in &mut kept {
        view.name.push('2');
        save(&book, view.clone()).expect("a view can be renamed until the field is back");
    }
    let new = view("Ash", "wood = ash", "");
    assert!(save(&book, new).is_err(), "and no new one is made of what is not there");
}
