//! Whom a row means that says a name and a town: the customer who is there under them, or nobody where it could be two.

use super::*;

const HEAD: &str = "Vorname;Nachname;Straße;PLZ;Ort;Telefon;Geburtstag\n";

fn brought(book: &[&str], row: &str, way: OnDuplicate) -> (u64, Vec<Customer>) {
    let desk = Desk::new();
    for known in book {
        desk.bring("book.csv", &format!("{HEAD}{known}\n"), OnDuplicate::Create, false);
    }
    let result = desk.bring("row.csv", &format!("{HEAD}{row}\n"), way, false);
    assert_eq!(result.failed, 0, "{:?}", result.errors);
    let before = desk.book.seq();
    let again = desk.bring("row.csv", &format!("{HEAD}{row}\n"), way, false);
    assert_eq!((again.created, desk.book.seq()), (0, before), "the same file again changes nothing");
    (result.created, all(&desk.book))
}

#[test]
fn a_name_in_its_town_is_the_customer_who_is_there_also_without_the_street() {
    let whole = "Max;Berg;Hügel 1;53111;Bonn;030 1234567;";
    for (known, row) in [
        (whole, "Max;Berg;;;Bonn;;"),
        (whole, "Max;Berg;;53111;;;"),
        (whole, "MAX;Berg;;53111;bonn;;"),
        (whole, "Max;Berg;Hügel 1;;Bonn;;"),
        ("Max;Berg;;;Bonn;;", "Max;Berg;Hügel 1;53111;Bonn;;"),
    ] {
        for way in [OnDuplicate::Skip, OnDuplicate::Fill, OnDuplicate::Update] {
            let (created, people) = brought(&[known], row, way);
            assert_eq!((created, people.len()), (0, 1), "{way:?}: {row} is {known}");
            assert_eq!(people[0].addresses.len(), 1, "{way:?}: and has no second address of one town");
        }
    }
}

#[test]
fn a_name_in_its_town_is_somebody_else_where_anything_differs_or_two_could_be_meant() {
    let father = "Max;Berg;Hügel 1;53111;Bonn;030 1234567;01.02.1950";
    let son = "Max;Berg;Tal 2;53111;Bonn;030 7654321;";
    for (book, row, why) in [
        (&[father, son][..], "Max;Berg;;;Bonn;;", "father or son"),
        (&[father], son, "he has a telephone of his own"),
        (&[father], "Max;Berg;;;Bonn;030 7654321;", "he has a telephone of his own, in the same house maybe"),
        (&[father], "Max;Berg;Tal 2;53111;Bonn;;", "another street"),
        (&[father], "Max;Berg;;53113;Bonn;;", "another part of the town"),
        (&[father], "Max;Berg;;;Ulm;;", "another town"),
        (&[father], "Max;Berg;;;Bonn;;03.04.1980", "born on another day"),
        (&["Max;Berg;;;;030 1234567;"], "Max;Berg;;;Bonn;;", "nobody knows where he lives"),
        (&[";Berg;Hügel 1;53111;Bonn;030 1234567;"], ";Berg;;;Bonn;;", "a whole family is called so"),
    ] {
        for way in [OnDuplicate::Skip, OnDuplicate::Fill, OnDuplicate::Update] {
            let desk = Desk::new();
            for known in book {
                desk.bring("book.csv", &format!("{HEAD}{known}\n"), OnDuplicate::Create, false);
            }
            let result = desk.bring("row.csv", &format!("{HEAD}{row}\n"), way, false);
            assert_eq!((result.created, result.failed), (1, 0), "{way:?}: {why}: {row}");
        }
    }
}

#[test]
fn two_rows_of_one_name_in_a_file_stay_two_where_each_may_mean_another_one() {
    let desk = Desk::new();
    desk.bring("book.csv", &format!("{HEAD}Max;Berg;Hügel 1;53111;Bonn;;\n"), OnDuplicate::Skip, false);
    let file = format!("{HEAD}Max;Berg;;;Bonn;;\nMax;Berg;Tal 2;53111;Bonn;;\n");
    let result = desk.bring("two.csv", &file, OnDuplicate::Fill, false);
    assert_eq!(
        result.created, 2,
        "whether the first is he of the hill or the one of the valley, nobody can say"
    );
}
