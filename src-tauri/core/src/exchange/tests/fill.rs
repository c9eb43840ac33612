//! What is in the book already gets what it lacks, and nothing that stands there is overwritten.

use super::*;
use crate::custom_fields::CustomField;
use crate::exchange::import::MET_SHOWN;

const SALES: &str = "Rechnungsnummer;Datum;Kunde;Artikel;Menge;Preis\n\
    R-1;03.03.2026;Anna Berg;Vase;1;20,00\n\
    R-2;04.03.2026;Blumen & Mehr GmbH;Vase;2;20,00\n";

const LIST: &str = "Kundennummer;Name;E-Mail;Telefon;Straße;PLZ;Ort;Schlagworte\n\
    4711;Anna Berg;anna@berg.example;030 1234567;Hügel 1;01067;Dresden;vip\n\
    4712;Blumen & Mehr GmbH;info@blumen.example;;;;;\n";

fn customer(desk: &Desk, name: &str) -> Customer {
    let mut of_name = all::<Customer>(&desk.book);
    of_name.retain(|c| c.last_name == name || c.company_name == name);
    assert_eq!(of_name.len(), 1, "{name} is one customer");
    of_name.remove(0)
}

#[test]
fn customers_whose_sales_came_first_get_the_rest_from_their_list() {
    let desk = Desk::new();
    desk.bring("sales.csv", SALES, OnDuplicate::default(), false);
    let before = customer(&desk, "Berg");
    assert!(before.phones.is_empty() && before.emails.is_empty(), "a sale tells the name only");
    let tried = desk.bring("list.csv", LIST, OnDuplicate::default(), true);
    assert_eq!((tried.created, tried.updated), (0, 2), "it is told before it happens: {:?}", tried.errors);
    let result = desk.bring("list.csv", LIST, OnDuplicate::default(), false);
    assert_eq!((result.created, result.updated, result.skipped), (0, 2, 0), "{:?}", result.errors);
    assert!(result.notices[0].to_string().starts_with("2 records"), "{:?}", result.notices);
    let anna = customer(&desk, "Berg");
    assert_eq!(anna.meta.id, before.meta.id, "her sales stay hers");
    assert_eq!((anna.emails.len(), anna.phones.len(), anna.addresses.len()), (1, 1, 1));
    assert_eq!(
        (anna.number, anna.former_numbers),
        (before.number, vec!["4711".to_owned()]),
        "found by either"
    );
    assert_eq!(anna.meta.tags, ["vip"]);
    assert_eq!(customer(&desk, "Blumen & Mehr GmbH").emails.len(), 1);
    let again = desk.bring("list.csv", LIST, OnDuplicate::default(), false);
    assert_eq!((again.skipped, again.op), (2, None), "there is nothing left to fill in");
    desk.book.undo(&by(), None, &Unwatched).unwrap();
    assert!(customer(&desk, "Berg").emails.is_empty(), "one undo takes all of it back");
}

#[test]
fn each_row_that_was_there_is_told_with_its_reason_and_what_was_not_taken() {
    let desk = Desk::new();
    let file = "Name;Ort;Geburtstag;Notiz\nEva Maier;Bonn;01.02.1980;die Mutter\n";
    desk.bring("list.csv", file, OnDuplicate::default(), false);
    let again = "Name;Ort;Geburtstag;Notiz;E-Mail\nEva Maier;Bonn;01.02.1980;die Mutter;\nEva Maier;Bonn;;die Tochter;\n\
        Ina Kern;Ulm;;;\n";
    for dry_run in [true, false] {
        let result = desk.bring("list.csv", again, OnDuplicate::default(), dry_run);
        let told: Vec<(u64, &str, &str, bool)> = result
            .met
            .iter()
            .map(|met| (met.line, met.number.as_str(), met.name.as_str(), met.changed))
            .collect();
        assert_eq!(
            told,
            [(3, "C-00001", "Eva Maier", false), (2, "C-00001", "Eva Maier", false)],
            "the row that lost something comes first"
        );
        let reasons: Vec<String> = result.met.iter().map(|met| met.reason.to_string()).collect();
        assert_eq!(
            reasons,
            [
                "The same name and place. What the row says otherwise was not taken: notes.",
                "The same name and place. All that the row says is there."
            ]
        );
        assert!(result.met.iter().all(|met| met.id.is_some()), "each leads to its record");
    }
    let sales = "Rechnungsnummer;Datum;Kunde;Artikel;Menge;Preis\nR-1;03.03.2026;Eva Maier;Vase;1;20,00\n";
    desk.bring("sales.csv", sales, OnDuplicate::default(), false);
    let result = desk.bring("sales.csv", sales, OnDuplicate::default(), false);
    assert_eq!(result.met.len(), 1, "a sale that is there is told too");
    assert_eq!(result.met[0].reason.to_string(), "The same document.");
    let result = desk.bring("sales.csv", &sales.replace("20,00", "25,00"), OnDuplicate::Update, false);
    assert_eq!((result.updated, result.met.len()), (1, 1), "one that is changed is told as well");
    assert!(result.met[0].changed);
}

#[test]
fn more_rows_that_lost_something_than_can_be_shown_are_kept_in_a_file() {
    let desk = Desk::new();
    let many = MET_SHOWN + 1;
    let list = |note: &str| {
        let rows: String = (0..many).map(|n| format!("Berg{n};b{n}@berg.example;Ort{n}{note}\n")).collect();
        format!("Name;E-Mail;Ort\n{rows}")
    };
    let first = desk.bring("list.csv", &list(""), OnDuplicate::default(), false);
    assert!(first.met.is_empty() && first.met_file.is_none(), "nobody was there");
    let same = desk.bring("list.csv", &list(""), OnDuplicate::Skip, false);
    assert_eq!(
        (same.met.len(), same.met_rows, same.met_file),
        (MET_SHOWN, many as u64, None),
        "what is there as it stands is counted and fills no folder"
    );
    let tried = desk.bring("list.csv", &list(" Nord"), OnDuplicate::Skip, true);
    assert_eq!((tried.met.len(), tried.met_file), (many, None), "a trial writes nothing");
    let known = "Berg0;b0@berg.example;Ort0\n";
    let result = desk.bring("list.csv", &(list(" Nord") + known), OnDuplicate::Skip, false);
    assert_eq!(result.met_rows, many as u64 + 1);
    let written = std::fs::read_to_string(result.met_file.unwrap()).unwrap();
    assert_eq!(written.lines().count(), many + 1, "below the heading only those that lost something");
    let last = written.lines().last().unwrap();
    assert!(last.contains("b100@berg.example") && last.contains("The same e-mail address"), "{last}");
}

#[test]
fn who_is_recognised_by_turned_words_at_the_same_place_is_told_so() {
    let desk = Desk::new();
    let list = |name: &str| format!("Name;Ort\n{name};Köln\nEva Maier;Bonn\n");
    desk.bring("list.csv", &list("Jürgen Müller"), OnDuplicate::default(), false);
    let result = desk.bring("list.csv", &list("Müller Jürgen"), OnDuplicate::default(), false);
    let turned = result.met.iter().find(|met| met.line == 2).map(|met| met.reason.to_string());
    assert!(
        turned.as_deref().is_some_and(|why| why.starts_with("The same name with its words in another order")),
        "that the words were turned is what to look at: {turned:?}"
    );
}

#[test]
fn a_name_with_the_family_first_is_that_of_whose_sales_came_first() {
    let sales = |names: &[&str]| {
        let rows: Vec<String> = names
            .iter()
            .enumerate()
            .map(|(n, name)| format!("R-{n};03.03.2026;{name};Vase;1;20,00"))
            .collect();
        format!("Rechnungsnummer;Datum;Kunde;Artikel;Menge;Preis\n{}\n", rows.join("\n"))
    };
    let desk = Desk::new();
    desk.bring("sales.csv", &sales(&["Jürgen Müller", "Eva Maier"]), OnDuplicate::default(), false);
    let list = "Name;E-Mail;Ort\nMüller Jürgen;j@m.example;Köln\nMAIER EVA;e@m.example;Bonn\n";
    let result = desk.bring("list.csv", list, OnDuplicate::default(), false);
    assert_eq!((result.created, result.updated), (0, 2), "{:?}", result.met);
    let customers = all::<Customer>(&desk.book);
    let mut names: Vec<String> = customers
        .iter()
        .map(|c| format!("{} {}, {}", c.first_name, c.last_name, c.emails[0].address))
        .collect();
    names.sort();
    assert_eq!(
        names,
        ["Eva Maier, e@m.example", "Jürgen Müller, j@m.example"],
        "the names stay as they were"
    );
    let again = desk.bring("list.csv", list, OnDuplicate::default(), false);
    assert_eq!(again.skipped, 2, "they are known by their addresses now");

    for (book, list, why) in [
        (&["Jürgen Müller"][..], "Name;Ort\nMüller Jürgen;Köln\nMüller Jürgen;Bonn\n", "the file has two"),
        (&["Jürgen Müller"], "Name;Ort\nMüller Jürgen;Köln\nJürgen Müller;Bonn\n", "in either order"),
        (
            &["Jürgen Müller"],
            "Vorname;Nachname;Ort\nMüller;Jürgen;Köln\nEva;Maier;Bonn\n",
            "it says which is which",
        ),
        (&["Jürgen Karl Müller"], "Name;Ort\nMüller Jürgen;Köln\nEva Maier;Bonn\n", "another name"),
    ] {
        let desk = Desk::new();
        desk.bring("sales.csv", &sales(book), OnDuplicate::default(), false);
        let result = desk.bring("list.csv", list, OnDuplicate::default(), false);
        assert_eq!((result.created, result.updated), (2, 0), "nobody is mixed where {why}: {:?}", result.met);
    }
    let desk = Desk::new();
    let two = "Name;Ort\nThomas Walter;Köln\n";
    desk.bring("list.csv", two, OnDuplicate::default(), false);
    let result = desk.bring("list.csv", "Name;Ort\nWalter Thomas;Bonn\n", OnDuplicate::default(), false);
    assert_eq!(result.created, 1, "somebody of whom more is known is another one");
    assert!(
        all::<Customer>(&desk.book).iter().any(|c| c.first_name == "Walter"),
        "and is called as the row says"
    );
}

#[test]
fn an_address_gets_nothing_of_another_street() {
    let after = |there: &str, row: &str| {
        let desk = Desk::new();
        let head = "Name;E-Mail;Straße;PLZ;Ort\n";
        desk.bring(
            "list.csv",
            &format!("{head}Anna Berg;a@b.example;{there}\n"),
            OnDuplicate::default(),
            false,
        );
        desk.bring(
            "list.csv",
            &format!("{head}Anna Berg;a@b.example;{row}\n"),
            OnDuplicate::default(),
            false,
        );
        let anna = customer(&desk, "Berg");
        assert_eq!(anna.addresses.len(), 1, "{there} and {row}");
        let a = &anna.addresses[0];
        format!("{};{};{}", a.street, a.postal_code, a.city)
    };
    for (there, row, expected) in [
        ("Alt 1;;Berlin", ";10999;Berlin", "Alt 1;;Berlin"),
        (";10999;Berlin", "Alt 1;;Berlin", ";10999;Berlin"),
        (";10999;", ";;Berlin", ";10999;"),
        ("Alt 1;;Berlin", "Alt 1;10115;Berlin", "Alt 1;10115;Berlin"),
        (";;Berlin", "Alt 1;10115;Berlin", "Alt 1;10115;Berlin"),
        (";10115;Berlin", "Alt 1;10115;Berlin", "Alt 1;10115;Berlin"),
        ("Alt 1;;", "Alt 1;10115;Berlin", "Alt 1;10115;Berlin"),
    ] {
        assert_eq!(after(there, row), expected, "the book has {there}, the row {row}");
    }
}

#[test]
fn the_sales_of_a_name_go_to_nobody_where_the_list_has_two_of_it() {
    let desk = Desk::new();
    desk.bring("sales.csv", SALES, OnDuplicate::default(), false);
    for two in [
        "Name;E-Mail\nAnna Berg;a@one.example\nAnna Berg;a@two.example\n",
        "Name;Ort\nAnna Berg;Ulm\nAnna Berg;Bonn\n",
    ] {
        let result = desk.bring("list.csv", two, OnDuplicate::default(), false);
        let made = (result.created, result.updated);
        assert_eq!(made, (2, 0), "whose sales they are is for a person to say: {:?}", result.errors);
    }
    let bare: Vec<Customer> = all::<Customer>(&desk.book)
        .into_iter()
        .filter(|c| c.last_name == "Berg" && c.addresses.is_empty() && c.emails.is_empty())
        .collect();
    assert_eq!(bare.len(), 1, "whoever bought stays, to be merged with the right one");
}

#[test]
fn two_numbers_in_one_file_are_two_customers_whosever_series_they_look_like() {
    for prefix in ["X", "C", "K"] {
        for on_duplicate in [OnDuplicate::Fill, OnDuplicate::Skip, OnDuplicate::Update] {
            let desk = Desk::new();
            let file = format!(
                "Kundennummer;Name;E-Mail\n{prefix}-00006;Anna Berg;a@b.example\n{prefix}-00487;Anna Berg;a@b.example\n"
            );
            let result = desk.bring("list.csv", &file, on_duplicate, false);
            assert_eq!(
                (result.created, result.updated, result.skipped),
                (2, 0, 0),
                "{prefix}: {:?}",
                result.errors
            );
            let mut numbers: Vec<String> =
                all::<Customer>(&desk.book).into_iter().map(|c| c.number).collect();
            numbers.sort();
            assert_eq!(numbers, [format!("{prefix}-00006"), format!("{prefix}-00487")]);
        }
    }
}

#[test]
fn mother_and_daughter_of_one_name_and_place_stay_two() {
    let desk = Desk::new();
    let file = "Vorname;Nachname;Ort;Geburtstag\nEva;Maier;Bonn;01.02.1980\nEva;Maier;Bonn;03.04.2005\n\
        Eva;Maier;Bonn;\n";
    let result = desk.bring("list.csv", file, OnDuplicate::default(), false);
    assert_eq!((result.created, result.skipped), (2, 1), "a row without a birthday adds nobody");
}

#[test]
fn nothing_that_stands_there_is_overwritten() {
    let desk = Desk::new();
    desk.bring("a.csv", PEOPLE, OnDuplicate::default(), false);
    let file = "Kundennummer;Vorname;Nachname;E-Mail;Telefon;Straße;PLZ;Ort;Geburtstag;Schlagworte;Branche\n\
        007;Anne;Bergmann;other@berg.example;0351 99;Tal 9;01067;Dresden;1.1.1990;neu;Gartenbau\n";
    let before = customer(&desk, "Berg");
    let result = desk.bring("b.csv", file, OnDuplicate::default(), false);
    assert_eq!(result.updated, 1, "{:?}", result.errors);
    let mut anna = customer(&desk, "Berg");
    assert_eq!(std::mem::take(&mut anna.industry), "Gartenbau", "this was not known");
    anna.meta.updated_at = before.meta.updated_at;
    assert_eq!(anna, before, "all else is as it was");
}

#[test]
fn an_address_gets_the_lines_that_it_lacks() {
    let desk = Desk::new();
    desk.bring("a.csv", "Nr;Name;E-Mail;Ort\n1;Anna Berg;a@b.example;Bonn\n", OnDuplicate::default(), false);
    let file = "Nr;Name;E-Mail;Straße;PLZ;Ort\n1;Anna Berg;a@b.example;Hügel 1;53111;Bonn\n";
    desk.bring("b.csv", file, OnDuplicate::default(), false);
    let anna = customer(&desk, "Berg");
    assert_eq!(anna.addresses.len(), 1, "one place stays one");
    assert_eq!(
        (anna.addresses[0].street.as_str(), anna.addresses[0].postal_code.as_str()),
        ("Hügel 1", "53111")
    );
}

#[test]
fn the_name_of_another_who_shares_an_address_is_not_mixed_in() {
    let desk = Desk::new();
    desk.bring("a.csv", "Nachname;E-Mail\nBerg;haus@berg.example\n", OnDuplicate::default(), false);
    let file = "Vorname;Nachname;E-Mail;Telefon\nIda;Sommer;haus@berg.example;030 1234567\n";
    desk.bring("b.csv", file, OnDuplicate::default(), false);
    assert_eq!(customer(&desk, "Berg").first_name, "", "an Ida Berg is nobody");
}

#[test]
fn the_address_of_a_company_is_not_that_of_somebody_who_works_there() {
    let desk = Desk::new();
    desk.bring("a.csv", "Vorname;Nachname;Firma\nIda;Berg;Linde GmbH\n", OnDuplicate::default(), false);
    let result =
        desk.bring("b.csv", "Firma;E-Mail\nLinde GmbH;info@linde.example\n", OnDuplicate::default(), false);
    assert_eq!((result.updated, result.created), (0, 1), "{:?}", result.errors);
}

#[test]
fn a_product_that_a_sale_made_gets_what_the_list_knows_and_keeps_its_price() {
    let desk = Desk::new();
    desk.bring("sales.csv", SALES, OnDuplicate::default(), false);
    let file = "Artikelnummer;Bezeichnung;Preis;Beschreibung\nV-1;Vase;25,00;Steingut\n";
    let result = desk.bring("goods.csv", file, OnDuplicate::default(), false);
    assert_eq!((result.updated, result.created), (1, 0), "{:?}", result.errors);
    let vase = all::<Product>(&desk.book).into_iter().find(|p| p.name == "Vase").unwrap();
    let price = vase.price.normalize().to_string();
    assert_eq!((vase.sku.as_str(), vase.description.as_str(), price.as_str()), ("V-1", "Steingut", "20"));
}

#[test]
fn documents_stay_as_they_are() {
    let desk = Desk::new();
    desk.bring("sales.csv", SALES, OnDuplicate::default(), false);
    let before = all::<Sale>(&desk.book);
    let result = desk.bring("again.csv", &SALES.replace("20,00", "30,00"), OnDuplicate::default(), false);
    assert_eq!((result.skipped, result.op), (2, None), "paper that was written is not filled in later");
    assert_eq!(all::<Sale>(&desk.book), before);
}

#[test]
fn a_field_of_ones_own_is_filled_in_too() {
    let desk = Desk::new();
    let mut field = CustomField {
        label: "Lieblingsblume".into(),
        record_kind: Kind::Customer.name().into(),
        ..CustomField::default()
    };
    desk.book.transact(&by(), "field", |tx| tx.save(&mut field)).unwrap();
    desk.bring("a.csv", "Nr;Nachname;Lieblingsblume\n1;Berg;\n2;Roth;Tulpe\n", OnDuplicate::default(), false);
    let file = "Nr;Nachname;Lieblingsblume\n1;Berg;Rose\n2;Roth;Nelke\n";
    let result = desk.bring("b.csv", file, OnDuplicate::default(), false);
    assert_eq!((result.updated, result.skipped), (1, 1), "what is chosen already stays: {:?}", result.errors);
}
