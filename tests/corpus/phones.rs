//! Telephone numbers of every region, read as libphonenumber reads them, and found again
//! by any four digits.

use super::{book, corpus};
use regulars_core::book::{By, Source};
use regulars_core::customers::{Customer, Phone};
use regulars_core::facts::find::find;
use regulars_core::facts::text::digits;
use regulars_core::normalise::phone::e164;
use serde_json::Value;

#[test]
fn numbers_of_every_region_are_read_as_listed() {
    let Some(corpus) = corpus() else { return };
    let text = std::fs::read_to_string(corpus.join("../reference/phone_by_region.json")).expect("the list");
    let list: Value = serde_json::from_str(&text).expect("JSON");
    let rows = list["by_region"].as_array().expect("a list");
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|row| {
            let (input, region) = (row["input"].as_str()?, row["region"].as_str()?);
            let expected = row["e164"].as_str().filter(|_| row["valid"] == true);
            let found = e164(input, region);
            (found.as_deref() != expected)
                .then(|| format!("{input} in {region}: {found:?}, not {expected:?}"))
        })
        .collect();
    println!("{} numbers read", rows.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn any_four_digits_find_the_number() {
    let Some(corpus) = corpus() else { return };
    let text = std::fs::read_to_string(corpus.join("../reference/phone_by_region.json")).expect("the list");
    let list: Value = serde_json::from_str(&text).expect("JSON");
    let numbers: Vec<&str> = list["by_region"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|row| row["international"].as_str())
        .collect();
    let dir = tempfile::tempdir().expect("a folder");
    let book = book(dir.path(), "EUR", "DE");
    let by = By { actor: "Test".into(), source: Source::Import };
    let saved = book.transact(&by, "Numbers", |tx| {
        numbers
            .iter()
            .map(|number| {
                let phones = vec![Phone { number: (*number).to_owned(), ..Phone::default() }];
                tx.save(&mut Customer { phones, ..Customer::default() })
            })
            .collect::<Result<Vec<_>, _>>()
    });
    let ids = saved.expect("customers").value;
    let facts = book.facts();
    let mut asked = 0;
    for (number, id) in numbers.iter().zip(ids).step_by(7) {
        let digits = digits(number);
        for start in 0..digits.len().saturating_sub(3) {
            let four = &digits[start..start + 4];
            asked += 1;
            let hits = find(&facts, four, numbers.len());
            assert!(hits.iter().any(|hit| hit.id == id), "{four} must find {number}");
        }
    }
    println!("{asked} searches");
}
