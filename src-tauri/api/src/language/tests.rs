//! The catalogues say everything that core and api say.

use super::{Language, de};
use regulars_core::entity::Kind;
use regulars_core::{Sentence, say};
use serde_json::json;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Every source file of core and api that is not a test.
fn sources() -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            let name = entry.file_name();
            if path.is_dir() && name != "tests" {
                walk(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs")
                && name != "tests.rs"
                && name != "sentence.rs"
            {
                found.push(path);
            }
        }
    }
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    walk(&here.join("src"), &mut found);
    walk(&here.join("../core/src"), &mut found);
    found
}

/// The patterns that a source file says, as the compiler reads its literals.
fn patterns(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in source.match_indices("say!(") {
        let rest = source[at + "say!(".len()..].trim_start();
        let Some(rest) = rest.strip_prefix('"') else { continue };
        let (mut pattern, mut chars) = (String::new(), rest.chars().peekable());
        while let Some(c) = chars.next().filter(|c| *c != '"') {
            match c {
                '\\' => match chars.next() {
                    Some('\n') => while chars.next_if(|c| c.is_whitespace()).is_some() {},
                    Some(escaped) => pattern.push(escaped),
                    None => {}
                },
                c => pattern.push(c),
            }
        }
        found.push(pattern);
    }
    found
}

/// The gaps of a translation: `{0}`, `{1}` …
fn gaps(words: &str) -> BTreeSet<usize> {
    (0..10).filter(|index| words.contains(&format!("{{{index}}}"))).collect()
}

#[test]
fn everything_that_is_said_is_said_in_german_too() {
    let said: BTreeSet<String> =
        sources().iter().flat_map(|path| patterns(&std::fs::read_to_string(path).unwrap())).collect();
    assert!(said.len() > 200, "the sources were found: {}", said.len());
    let missing: Vec<_> = said.iter().filter(|pattern| !de::WORDS.contains_key(pattern.as_str())).collect();
    assert!(missing.is_empty(), "put these into language/de/: {missing:#?}");
    for pattern in &said {
        let expected: BTreeSet<usize> = (0..pattern.matches("{}").count()).collect();
        assert_eq!(gaps(de::WORDS[pattern.as_str()]), expected, "no value may get lost in: {pattern}");
        assert!(
            !pattern.contains("{:") && !pattern.contains("{0"),
            "a gap is written {{}} and nothing else: {pattern}"
        );
    }
    let fields: BTreeSet<String> = Kind::ALL
        .iter()
        .flat_map(|kind| kind.def().all_fields())
        .flat_map(|field| std::iter::once(field).chain(field.part))
        .map(|field| regulars_core::entity::said::field(field).to_string())
        .collect();
    let (choices, computed) = (choices(), computed());
    let known = |word: &str| {
        said.contains(word) || [&fields, &choices, &computed].iter().any(|words| words.contains(word))
    };
    let surplus: Vec<_> = de::WORDS.keys().filter(|word| !known(word)).collect();
    assert!(surplus.is_empty(), "nobody says these any more: {surplus:#?}");
}

#[test]
fn every_field_that_a_person_can_change_has_a_german_name() {
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Series) {
        let changed = kind.def().all_fields().filter(|field| !field.read_only);
        for field in changed.flat_map(|field| std::iter::once(field).chain(field.part)) {
            let name = regulars_core::entity::said::field(field).to_string();
            assert!(
                de::WORDS.contains_key(name.as_str()),
                "{}.{name} needs a name in language/de/fields.rs",
                kind.name()
            );
        }
    }
}

/// The words of every choice that is declared, of records and of their parts.
fn choices() -> BTreeSet<String> {
    let fields = Kind::ALL.iter().flat_map(|kind| kind.def().all_fields());
    fields
        .flat_map(|field| std::iter::once(field).chain(field.part))
        .flat_map(|field| field.choices)
        .map(|word| regulars_core::entity::said::choice(word).to_string())
        .collect()
}

/// The names of the fields that are worked out, in words.
fn computed() -> BTreeSet<String> {
    let fields = Kind::ALL.into_iter().flat_map(regulars_core::facts::computed_fields);
    fields.map(|field| field.name.replace('_', " ")).collect()
}

#[test]
fn every_computed_field_has_a_german_name_because_conditions_ask_for_it() {
    let missing: Vec<_> =
        computed().into_iter().filter(|name| !de::WORDS.contains_key(name.as_str())).collect();
    assert!(missing.is_empty(), "put these into language/de/computed.rs: {missing:#?}");
}

#[test]
fn every_choice_has_a_german_word_so_that_a_condition_reads_as_one_sentence() {
    let missing: Vec<_> =
        choices().into_iter().filter(|word| !de::WORDS.contains_key(word.as_str())).collect();
    assert!(missing.is_empty(), "put these into language/de/choices.rs: {missing:#?}");
}

#[test]
fn a_condition_is_one_sentence_in_one_language() {
    let said = |text: &str| Language::German.say(&regulars_core::filter::parse(text).unwrap().sentence());
    assert_eq!(said("role in (prospect, supplier)"), "Rolle ist eines von Interessent, Lieferant");
    assert_eq!(said("not (lifetime_value > 1500)"), "nicht (Gesamtumsatz über 1500)");
    assert_eq!(said("last_name = open"), "Nachname ist open", "what is no choice was typed by somebody");
}

#[test]
fn a_reply_is_said_in_the_language_of_the_window() {
    let label = say!("Changed {}", say!("{} {}", 3_u32, say!("customers")));
    let mut reply = json!({ "undoLabel": label.written(), "rows": [{ "name": "New customer" }] });
    Language::of("de-AT").say_all(&mut reply);
    assert_eq!(reply["undoLabel"], "3 Kunden geändert");
    assert_eq!(reply["rows"][0]["name"], "New customer", "what somebody typed is never translated");
    assert_eq!(
        Language::of("fr").say(&label),
        "Changed 3 customers",
        "a language that is not spoken gets English"
    );
}

#[test]
fn a_name_of_the_other_script_is_set_apart_in_what_the_window_shows() {
    let mut reply = json!({ "undoLabel": say!("New {}", "דנה 2").written() });
    Language::German.say_all(&mut reply);
    assert_eq!(reply["undoLabel"], "Neu: \u{2068}דנה 2\u{2069}");
}

#[test]
fn a_name_that_looks_like_words_of_the_program_stays_a_name() {
    let label = say!("New {}", Sentence::plain("customer"));
    assert_eq!(Language::German.say(&label), "Neu: customer");
}

#[test]
fn every_word_for_customers_replaces_one_that_is_said_so_that_a_practice_has_patients_only() {
    for (written, neutral) in super::de::nouns::NEUTRAL {
        assert!(super::de::WORDS.contains_key(written), "“{written}” is said nowhere");
        assert!(!neutral.contains("Kunde"), "{neutral}");
    }
}

#[test]
fn what_can_be_chosen_is_named_in_words_and_not_in_those_of_the_wire() {
    let kinds = regulars_core::entity::said::choices(&["invoice", "credit_note"]);
    assert_eq!(kinds.to_string(), "invoice, credit note");
    assert_eq!(Language::German.say(&kinds), "Rechnung, Gutschrift");
}

#[test]
fn a_refusal_names_a_part_in_the_language_of_the_window() {
    let field = Kind::Sale.def().field("lines").unwrap();
    let part = field.part.iter().find(|part| part.name == "unit_price").unwrap();
    let why =
        say!("({}) {}", regulars_core::entity::said::field(part), say!("must be a number such as 12.50"));
    assert_eq!(
        Language::German.say(&say!("This {}.", why)),
        "Der Wert (Preis) muss eine Zahl sein, etwa 12,50."
    );
    assert_eq!(Language::German.say(&say!("New book")), "Neues Buch", "the history of a book begins with it");
}
