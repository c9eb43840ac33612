//! The search text of one table.

use super::*;

fn hits(search: &SearchText, query: &str) -> Vec<u32> {
    let mut rows = Vec::new();
    search.find(query, |row| {
        rows.push(row);
        true
    });
    rows
}

#[test]
fn every_word_must_be_in_the_same_row() {
    let mut search = SearchText::default();
    search.set(0, "anna jensen berlin");
    search.set(1, "anna moreau paris");
    search.set(2, "jens annaberg");
    assert_eq!(hits(&search, "anna"), [0, 1, 2]);
    assert_eq!(hits(&search, "anna jensen"), [0]);
    assert_eq!(hits(&search, "a"), [0, 1, 2], "one letter is enough");
    assert_eq!(hits(&search, "berlinanna"), [0; 0], "a hit never spans two rows");
    assert_eq!(hits(&search, ""), [0; 0]);
}

#[test]
fn what_the_words_say_that_nobody_has_is_what_no_text_has() {
    let mut search = SearchText::default();
    let texts = ["anna-marie o'brien re-2026/0761", "bert äöü1 0911/4711 k-00550", "пётр 12a 7", "x-1 ab"];
    (0..).zip(texts).for_each(|(row, text)| search.set(row, text));
    let asked = [
        "anna-marie",
        "a-mar",
        "o'bri",
        "brien re-20",
        "6/07",
        "0761",
        "20260761",
        "äöü1",
        "öü",
        "1 09",
        "911/47",
        "k-005",
        "00550",
        "пётр",
        "ёт",
        "12a",
        "2a",
        "x-1",
        "ab",
        "b",
        "annn",
        "anna zzz",
        "re-2027",
        "bertr",
        "aöü",
        "k-00551",
        "12b",
    ];
    let before = asked.map(|query| hits(&search, query));
    search.gather_words();
    assert!(asked.iter().zip(&before).any(|(_, rows)| rows.is_empty()), "some of them nobody has");
    for (query, rows) in asked.iter().zip(&before) {
        assert_eq!(
            &hits(&search, query),
            rows,
            "“{query}” finds what it found before the words were gathered"
        );
        assert_eq!(*search.find_all(query), **rows, "“{query}”, in a list");
    }
    search.set(4, "annn zzz");
    assert_eq!(hits(&search, "annn"), [4], "what is written afterwards is known too");
}

#[test]
fn several_threads_find_what_one_does_in_the_same_order() {
    let mut search = SearchText::default();
    let texts = TEXTS_AT_ONCE as u32 * 3 + 5;
    (0..texts).for_each(|row| search.set(row, &format!("customer {row} {}", row % 7)));
    // Rows that were changed stand behind all others, and some have no text any more.
    (0..texts).step_by(1000).for_each(|row| search.set(row, &format!("changed {row}")));
    (0..texts).step_by(777).for_each(|row| search.set(row, ""));
    for query in ["c", "7", "999", "customer 12", "changed", "nobody", "", "8191", "8192"] {
        assert_eq!(*search.find_all(query), hits(&search, query), "“{query}” finds the same rows");
    }
}

#[test]
fn what_was_found_a_key_ago_changes_no_answer() {
    let mut search = SearchText::default();
    (0..20_000).for_each(|row| {
        search.set(row, &format!("anna {row} in {}", ["berlin", "bern", "paris"][row as usize % 3]))
    });
    let typed = [
        "b",
        "be",
        "ber",
        "berl",
        "berl 1",
        "berl 19",
        "19 berl",
        "berl 1",
        "ber",
        "ber 7 anna",
        "x",
        "xy",
        "1",
        "11",
        "111",
    ];
    for round in 0..2 {
        for query in typed {
            assert_eq!(
                *search.find_all(query),
                hits(&search, query),
                "“{query}” finds the same rows, time {round}"
            );
        }
    }
    search.set(7, "nobody from berlin");
    search.set(10, "");
    for query in typed {
        assert_eq!(
            *search.find_all(query),
            hits(&search, query),
            "“{query}” finds what there is after a change"
        );
    }
}

#[test]
fn a_changed_row_is_found_by_its_new_text_only() {
    let mut search = SearchText::default();
    search.set(0, "anna");
    search.set(1, "bert");
    search.set(0, "clara");
    assert_eq!(hits(&search, "anna"), [0; 0]);
    assert_eq!(hits(&search, "clara"), [0]);
    search.set(1, "");
    assert_eq!(hits(&search, "bert"), [0; 0]);
}
