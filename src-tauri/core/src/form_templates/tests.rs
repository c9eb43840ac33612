use super::*;
use crate::book::tests::{by, shop};
use crate::entity::Entity;
use crate::follow_ups::{FollowUp, Priority, Reminder};
use crate::sales::{Line, Sale};

#[test]
fn a_form_begins_with_what_its_template_says() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home.path().join("shop"));
    let model = FollowUp {
        subject: "Yearly check, \"boiler\"".into(),
        priority: Priority::High,
        due_time: "14:30".into(),
        reminders: vec![Reminder { minutes_before: 60 }, Reminder { minutes_before: 1_440 }],
        ..FollowUp::default()
    };
    let values = presets(&book.facts(), &model);
    let mut template = FormTemplate {
        name: "Boiler".into(),
        record_kind: "follow-ups".into(),
        values,
        ..Default::default()
    };
    let id = book.transact(&by(), "Template", |tx| tx.save(&mut template)).unwrap().value;
    let facts = book.facts();
    let kept: FormTemplate = facts.get(id).unwrap();
    assert_eq!(kept.record_kind, "follow_up");
    let mut form = FollowUp::default();
    kept.fill(&facts, &mut form).unwrap();
    assert_eq!(form, model, "the form begins as the template was drawn up");
    let names: Vec<&str> = kept.fields(&facts.custom, Kind::FollowUp).iter().map(|f| f.name).collect();
    assert_eq!(names, ["subject", "due_time", "priority", "reminders"]);
    drop(facts);

    let line = |text: &str, price: i64| Line {
        description: text.into(),
        quantity: 2.into(),
        unit_price: price.into(),
        ..Line::default()
    };
    let sale = Sale { lines: vec![line("Oil", 40), line("Way, 20 km", 15)], ..Sale::default() };
    let mut form = Sale::default();
    FormTemplate { values: presets(&book.facts(), &sale), ..Default::default() }
        .fill(&book.facts(), &mut form)
        .unwrap();
    assert_eq!(form.lines, sale.lines, "the lines of a document too");
}

#[test]
fn a_template_that_no_form_could_begin_with_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home.path().join("shop"));
    let save = |kind: &str, field: &str, value: &str| {
        let preset = Preset { field: field.into(), value: value.into() };
        let mut template = FormTemplate {
            name: "Boiler".into(),
            record_kind: kind.into(),
            values: vec![preset],
            ..Default::default()
        };
        book.transact(&by(), "Template", |tx| tx.save(&mut template)).map_err(|e| e.to_string())
    };
    assert!(save("follow_up", "priority", "high").is_ok());
    for (kind, field, value, said) in [
        ("nonsense", "subject", "x", "nonsense"),
        ("follow_up", "colour", "red", "colour"),
        ("follow_up", "priority", "urgent", "urgent"),
        ("follow_up", "subject", "", "at least one"),
        ("customer", "number", "C-1", "number"),
        ("follow_up", "subject", "Again", "already"),
    ] {
        let refused = save(kind, field, value).unwrap_err();
        assert!(refused.contains(said), "{field} = {value}: {refused}");
    }
    assert!(FormTemplate::DEF.field("values").is_some());
}
