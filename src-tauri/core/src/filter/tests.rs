use super::*;
use crate::entity::Kind;
use proptest::prelude::*;

fn condition(field: &str, op: Op, values: &[&str]) -> Filter {
    Filter::Condition(Condition {
        field: field.into(),
        op,
        values: values.iter().map(|v| (*v).to_owned()).collect(),
    })
}

#[test]
fn the_written_form_is_understood_as_people_write_it() {
    let cases = [
        ("city = Berlin", condition("city", Op::Eq, &["Berlin"])),
        ("city is \"New York\"", condition("city", Op::Eq, &["New York"])),
        ("last_sale < today-90d", condition("last_sale", Op::Lt, &["today-90d"])),
        ("tags has vip", condition("tags", Op::Contains, &["vip"])),
        ("email is empty", condition("email", Op::Empty, &[])),
        ("budget >= 1234,56", condition("budget", Op::Ge, &["1234,56"])),
        ("(rate < 12,5%)", condition("rate", Op::Lt, &["12,5%"])),
        ("budget = -1.234,50", condition("budget", Op::Eq, &["-1.234,50"])),
        ("budget in (1,5)", condition("budget", Op::In, &["1", "5"])),
        ("tier in (gold, 'silver plus')", condition("tier", Op::In, &["gold", "silver plus"])),
        (
            "(a = 1 or b >= 2) and not c = 3",
            Filter::All(vec![
                Filter::Any(vec![condition("a", Op::Eq, &["1"]), condition("b", Op::Ge, &["2"])]),
                Filter::None(vec![condition("c", Op::Eq, &["3"])]),
            ]),
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(parse(text).unwrap(), expected, "{text}");
    }
}

#[test]
fn a_condition_that_cannot_be_read_says_where() {
    for text in [
        "city =",
        "city Berlin",
        "= Berlin",
        "(city = Berlin",
        "city = Berlin and",
        "city = Berlin oder x = 1",
        "size = 12,5cm",
    ] {
        let sentence = parse(text).unwrap_err().to_string();
        assert!(sentence.contains("cannot be understood"), "{text}: {sentence}");
    }
}

#[test]
fn numbers_and_yes_are_understood_as_the_language_of_the_book_writes_them() {
    use crate::book::tests::{blank, by};
    let home = tempfile::tempdir().unwrap();
    let (book, _) = blank(&home.path().join("shop"));
    let today = "2026-03-02".parse().unwrap();
    let mut gold = crate::customers::Customer {
        last_name: "Gold".into(),
        credit_limit: Some(123_456),
        discount: Some("12.5".parse().unwrap()),
        ..Default::default()
    };
    book.transact(&by(), "Gold", |tx| tx.save(&mut gold)).unwrap();
    let finds = |text: &str| -> crate::Result<usize> {
        let filter = parse(text)?.compile(&book.facts(), Kind::Customer, today)?;
        Ok(book.facts().select(Kind::Customer, Some(&filter)).len())
    };
    let both = [("credit_limit >= 1234.56", 1), ("discount = 12.5%", 1), ("credit_limit > 1234.56", 0)];
    for (text, many) in both.into_iter().chain([("credit_limit = \"1,234.56\"", 1)]) {
        assert_eq!(finds(text).unwrap(), many, "{text}");
    }
    assert!(finds("credit_limit = 1234,56").is_err(), "in English the comma parts thousands");
    let mut settings = book.facts().settings();
    settings.language = "de".into();
    book.transact(&by(), "German", |tx| tx.save(&mut settings)).unwrap();
    let thousands = [
        ("credit_limit > 1.000", 1),
        ("credit_limit < 1.500", 1),
        ("sales_count < 1.000", 1),
        ("discount < 1.000", 1),
        ("discount < 1.0000", 0),
        ("Credit_Limit > 1.000", 1),
    ];
    for (text, many) in thousands {
        assert_eq!(finds(text).unwrap(), many, "{text}, where a point parts thousands");
    }
    let german = [("credit_limit >= 1234,56", 1), ("credit_limit = 1.234,56", 1), ("discount < 12,5", 0)];
    for (text, many) in both.into_iter().chain(german) {
        assert_eq!(finds(text).unwrap(), many, "{text}, as lists keep it and as Germans write it");
    }
    for (text, many) in
        [("archived = ja", 0), ("archived = Nein", 1), ("archived = true", 0), ("archived = no", 1)]
    {
        assert_eq!(finds(text).unwrap(), many, "{text}");
    }
    assert!(finds("archived = vielleicht").is_err());
    let refused = finds("credit_limit >= \"1,234.56\"").unwrap_err().to_string();
    assert!(refused.contains("250,00"), "the example is one of the book's own language: {refused}");
}

#[test]
fn a_filter_is_said_back_in_words() {
    let said = |text: &str| parse(text).unwrap().sentence().to_string();
    assert_eq!(
        said("(city = Berlin or campaign_id.name contains \"Winter\") and last_sale < today-90d"),
        "(city is Berlin or campaign name contains Winter) and last sale below today-90d"
    );
    assert_eq!(
        said("not (tags in (vip, new)) and email is empty"),
        "(not (tags is one of vip, new)) and email is empty"
    );
}

#[test]
fn brackets_within_brackets_end_in_a_sentence_and_not_in_a_crash() {
    let nested = |open: &str, close: &str, times: usize| {
        parse(&format!("{}city = Berlin{}", open.repeat(times), close.repeat(times)))
    };
    assert_eq!(nested("(", ")", 60).unwrap(), condition("city", Op::Eq, &["Berlin"]));
    for (open, close) in [("(", ")"), ("not ", ""), ("not (", ")")] {
        let sentence = nested(open, close, 10_000).unwrap_err().to_string();
        assert!(sentence.contains("64"), "{open}: {sentence}");
        assert!(sentence.len() < 300, "ten thousand brackets are not read out: {sentence}");
    }
}

#[test]
fn a_tree_of_conditions_has_the_same_limit_as_the_text() {
    let compiled = |levels: usize| {
        let tree = (0..levels).fold(condition("city", Op::Eq, &["Berlin"]), |f, _| Filter::Any(vec![f]));
        let today = "2026-03-02".parse().unwrap();
        tree.compile(&crate::facts::Facts::default(), crate::entity::Kind::Customer, today).map(|_| ())
    };
    compiled(60).unwrap();
    let sentence = compiled(100).unwrap_err().to_string();
    assert!(sentence.contains("64"), "{sentence}");
}

fn any_filter() -> impl Strategy<Value = Filter> {
    let leaf = (
        // A field is never called like a word of the language itself.
        "[a-z][a-z_]{0,6}".prop_filter("a word of the language", |name| {
            !matches!(name.as_str(), "and" | "or" | "not" | "in")
        }),
        prop::sample::select(vec![Op::Eq, Op::Ne, Op::Le, Op::Contains, Op::In, Op::Empty]),
        ".{0,8}",
    )
        .prop_map(|(field, op, value)| {
            let values = if op == Op::Empty { vec![] } else { vec![value] };
            Filter::Condition(Condition { field, op, values })
        });
    leaf.prop_recursive(3, 16, 3, |inner| {
        let two = prop::collection::vec(inner, 2..4);
        prop_oneof![
            two.clone().prop_map(Filter::All),
            two.clone().prop_map(Filter::Any),
            two.prop_map(|parts| Filter::None(vec![Filter::Any(parts)])),
        ]
    })
}

#[test]
fn the_words_between_conditions_may_be_typed_in_capitals() {
    let small = parse("city = Berlin and not (tags = vip or last_sale < today)").unwrap();
    assert_eq!(parse("city = Berlin AND NOT (tags = vip OR last_sale < today)").unwrap(), small);
}

proptest! {
    #[test]
    fn what_is_written_down_is_read_back(filter in any_filter()) {
        // A saved segment must mean the same when it is read again.
        let text = filter.written();
        prop_assert_eq!(parse(&text).unwrap(), filter, "{}", text);
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in ".{0,60}") {
        let _ = parse(&text);
    }
}
