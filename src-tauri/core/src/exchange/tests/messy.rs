//! Lists as shops keep them: titles above, sums below, two things in one cell, names in capitals.

use super::*;

/// A list as it is saved by a spreadsheet in Germany.
const LIST: &str = "Kundenliste Blumen Linden;;;;;;;;\n\
    Stand: 01.11.2026;;;;;;;;\n\
    ;;;;;;;;\n\
    Kd.-Nr.;Anrede;Name, Vorname;Str. + Nr.;PLZ Ort;Tel. privat;Mobil / Tel;E-Mail(s);Geb.-Datum\n\
    1;Frau;Müller, Anna;Hügelweg 1;90402 Nürnberg;0911 12345 / 0171 2345678;;anna@mueller.example, a.mueller@work.example;31.12.80\n\
    2;Herr;GROSS, PETER;Am Bach 12 a;D-90403 Nürnberg;0911/445566;0171/1234567;peter@gross.example;05.03.1975,\n\
    ;;;;;;;;\n\
    3;Familie;Schmidt,;Ring 3;91052 Erlangen;;0172 999888 0173 1112223;;unbekannt\n\
    10;Firma;Blumen123, Erste;;Fürth;;;;\n\
    11;;Name123, First;Weg 4;90762 Fürth;0911-778899;;x@y.example;29380\n\
    ;;;;;;;;\n\
    Summe;;5 Kunden;;;;;;\n";

fn latin(text: &str) -> Vec<u8> {
    encoding_rs::WINDOWS_1252.encode(text).0.into_owned()
}

fn by_number(book: &Book, number: &str) -> Customer {
    all::<Customer>(book)
        .into_iter()
        .find(|c| c.number == number)
        .unwrap_or_else(|| panic!("{number} came in"))
}

fn phones(c: &Customer) -> Vec<(&str, &str)> {
    c.phones.iter().map(|p| (p.label.as_str(), p.number.as_str())).collect()
}

fn mails(c: &Customer) -> Vec<&str> {
    c.emails.iter().map(|e| e.address.as_str()).collect()
}

#[test]
fn the_list_of_a_shop_comes_in_as_a_person_would_read_it() {
    let desk = Desk::new();
    let path = desk.dir.path().join("Kundenliste.csv");
    std::fs::write(&path, latin(LIST)).unwrap();
    let plan = inspect(&path, None, &desk.book).unwrap();
    assert_eq!(plan.kind, ImportKind::Customers);
    let left: Vec<_> = plan.columns.iter().filter(|c| c.field.is_none()).map(|c| &c.header).collect();
    assert!(left.is_empty(), "every heading is one that shops use: {left:?}");
    let options = ImportOptions::default();
    let (map, watch) = (plan.mapping(), &Unwatched);
    let result = import::run(&desk.book, &by(), &path, plan.kind, &map, &options, false, watch).unwrap();
    assert_eq!((result.rows, result.created, result.failed), (5, 5, 0), "{:?}", result.errors);
    let told = plan.notices.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert!(told.contains("line 12") && told.contains("Summe"), "the row of sums is told: {told}");

    let anna = by_number(&desk.book, "1");
    assert_eq!((anna.first_name.as_str(), anna.last_name.as_str()), ("Anna", "Müller"));
    assert_eq!(phones(&anna), [("home", "0911 12345"), ("mobile", "0171 2345678")]);
    assert_eq!(mails(&anna), ["anna@mueller.example", "a.mueller@work.example"]);
    let at = &anna.addresses[0];
    assert_eq!([&at.street, &at.postal_code, &at.city], ["Hügelweg 1", "90402", "Nürnberg"]);
    assert_eq!(anna.birthday, "1980-12-31");

    let peter = by_number(&desk.book, "2");
    assert_eq!((peter.first_name.as_str(), peter.last_name.as_str()), ("PETER", "GROSS"), "as it was typed");
    assert_eq!(
        phones(&peter),
        [("home", "0911/445566"), ("mobile", "0171/1234567")],
        "a slash within is none between"
    );
    let at = &peter.addresses[0];
    assert_eq!([&at.postal_code, &at.city, &at.country], ["90403", "Nürnberg", "DE"]);
    assert_eq!(peter.birthday, "1975-03-05", "a comma that was left behind is no part of a date");

    let family = by_number(&desk.book, "3");
    assert_eq!((family.salutation.as_str(), family.last_name.as_str()), ("Familie", "Schmidt"));
    assert_eq!(phones(&family), [("mobile", "0172 999888"), ("mobile", "0173 1112223")]);
    assert_eq!(family.meta.notes, "Geb.-Datum: unbekannt");
    let told: Vec<_> = result.errors.iter().map(|e| (e.line, e.column.as_str(), e.value.as_str())).collect();
    assert_eq!(told, [(8, "Geb.-Datum", "unbekannt")], "what is not taken is told with line and column");

    let firm = by_number(&desk.book, "10");
    assert_eq!(
        (firm.kind, firm.company_name.as_str()),
        (CustomerKind::Company, "Blumen123, Erste"),
        "the salutation says Firma"
    );
    assert_eq!((firm.salutation.as_str(), firm.addresses[0].city.as_str()), ("", "Fürth"));
    let numbered = by_number(&desk.book, "11");
    assert_eq!(
        (numbered.kind, numbered.first_name.as_str(), numbered.last_name.as_str()),
        (CustomerKind::Person, "First", "Name123"),
        "a digit alone makes no company"
    );
    assert_eq!(numbered.birthday, "1980-06-08", "the number of a day in a spreadsheet");
}

#[test]
fn columns_that_share_a_heading_or_have_none_are_kept_apart() {
    let desk = Desk::new();
    let text = "Firma,Ansprechpartner,Telefon,Telefon,E-Mail,,Bemerkung,z.Hd.,Geb.\n\
        BÄCKEREI HUBER,Herr Huber,\"0911 12345, 0171 2345678\",0911 998877,huber@b.example;info@b.example,Stammkunde,zahlt bar,Frau Meier,\n\
        ,Max Mustermann,+49 911 55 55 55,,max@m.example,,,,04/05/1970\n\
        Hotel Post,,0911/5555-0 (Zentrale),,,VIP,,,13/05/1970\n\
        Total,,,,,,,,\n";
    let result = desk.bring("liste.csv", text, OnDuplicate::Skip, false);
    assert_eq!((result.rows, result.created, result.failed), (3, 3, 0), "{:?}", result.errors);
    let people: Vec<Customer> = all(&desk.book);
    let huber = people.iter().find(|c| c.company_name == "BÄCKEREI HUBER").unwrap();
    assert_eq!(phones(huber), [("", "0911 12345"), ("", "0911 998877"), ("mobile", "0171 2345678")]);
    assert_eq!(mails(huber), ["huber@b.example", "info@b.example"]);
    assert_eq!(huber.meta.notes, "zahlt bar\nz.Hd.: Frau Meier", "a second contact is kept in the note");
    let max = people.iter().find(|c| c.last_name == "Mustermann").unwrap();
    assert_eq!(max.birthday, "1970-05-04", "13/05 in the same column says that the day comes first");
}

#[test]
fn a_german_list_with_name_and_vorname_loses_no_name() {
    let desk = Desk::new();
    let text = "\u{feff}Vorname;Name;Tel. geschäftl.;E-Mail geschäftl.;Straße;Hausnummer;PLZ;Ort\n\
        Anna;Müller;0911 12345;a@x.example;Hügelweg;1a;1067;Dresden\n\
        Bert;Schulz;;;Ring;5;1010;Wien\n";
    let result = desk.bring("liste.csv", text, OnDuplicate::Skip, false);
    assert_eq!((result.created, result.failed), (2, 0), "{:?}", result.errors);
    let people: Vec<Customer> = all(&desk.book);
    let anna = people.iter().find(|c| c.first_name == "Anna").unwrap();
    assert_eq!(anna.last_name, "Müller", "beside a first name, Name is the family's");
    assert_eq!((phones(anna), anna.emails[0].label.as_str()), (vec![("work", "0911 12345")], "work"));
    assert_eq!(anna.addresses[0].street, "Hügelweg 1a", "the number of the house belongs to the street");
    assert_eq!(anna.addresses[0].postal_code, "01067", "Excel took the zero in front of Dresden's code");
    let bert = people.iter().find(|c| c.first_name == "Bert").unwrap();
    assert_eq!(bert.addresses[0].postal_code, "1010", "Vienna's code never had one");
}

#[test]
fn an_american_list_comes_in_too() {
    let desk = Desk::new();
    let text = "First Name,Last Name,Company,Phone(s),Mobile/Phone,Email Addresses,Street Address,\"City, State ZIP\",DOB\n\
        JOHN,SMITH,,555-123-4567 or 555-987-6543,,john@x.example; js@y.example,1 Main St,\"Springfield, IL 62701\",12/31/1980\n\
        mary,o'neil,,\"(555) 222-3333, (555) 444-5555\",5551112222,mary@x.example,22 Elm Ave Apt 3,\"Portland, OR 97201\",1/2/1975\n\
        ,,ACME 24/7 Corp,555.777.8888 x12,,,,,\n";
    let result = desk.bring("list.csv", text, OnDuplicate::Skip, false);
    assert_eq!((result.created, result.failed), (3, 0), "{:?}", result.errors);
    let people: Vec<Customer> = all(&desk.book);
    let john = people.iter().find(|c| c.first_name == "JOHN").unwrap();
    assert_eq!(phones(john), [("", "555-123-4567"), ("", "555-987-6543")]);
    assert_eq!(mails(john), ["john@x.example", "js@y.example"]);
    let at = &john.addresses[0];
    assert_eq!([&at.city, &at.state, &at.postal_code], ["Springfield", "IL", "62701"]);
    let mary = people.iter().find(|c| c.first_name == "mary").unwrap();
    assert_eq!(mary.phones.len(), 3, "{:?}", mary.phones);
    assert_eq!(mary.birthday, "1975-01-02", "12/31 in the same column says that the month comes first");
}

#[test]
fn mixed_orders_of_dates_are_asked_and_a_day_that_can_be_but_one_is_taken() {
    let desk = Desk::new();
    let text = "Name;Geb.\nAnna Berg;31/12/1980\nCarl Dorn;12/31/1981\nDora Eck;02/03/1982\n";
    let path = desk.file("liste.csv", text);
    let plan = inspect(&path, None, &desk.book).unwrap();
    assert!(plan.date_ambiguous, "the file has both orders, so a person has to say");
    let options = ImportOptions { date_order: Some(DateOrder::Dmy), ..ImportOptions::default() };
    let map = plan.mapping();
    let result = import::run(&desk.book, &by(), &path, plan.kind, &map, &options, false, &Unwatched).unwrap();
    assert_eq!(result.errors, [], "12/31 has one meaning only");
    let born =
        |name: &str| all::<Customer>(&desk.book).into_iter().find(|c| c.last_name == name).unwrap().birthday;
    assert_eq!([born("Berg"), born("Dorn"), born("Eck")], ["1980-12-31", "1981-12-31", "1982-03-02"]);
}

#[test]
fn a_cell_that_is_no_telephone_is_told_and_kept() {
    let desk = Desk::new();
    let text = "Name;Telefon;E-Mail\nAnna Berg;nur abends;anna@berg.example\nBert;0911 12345 abends;\n";
    let result = desk.bring("liste.csv", text, OnDuplicate::Skip, false);
    assert_eq!((result.created, result.failed), (2, 0), "{:?}", result.errors);
    let told: Vec<_> = result.errors.iter().map(|e| (e.line, e.column.as_str(), e.value.as_str())).collect();
    assert_eq!(told, [(2, "Telefon", "nur abends")]);
    let people: Vec<Customer> = all(&desk.book);
    let anna = people.iter().find(|c| c.first_name == "Anna").unwrap();
    assert_eq!((anna.phones.len(), anna.meta.notes.as_str()), (0, "Telefon: nur abends"));
}

#[test]
fn people_are_not_taken_for_companies() {
    let desk = Desk::new();
    let text = "Name;Ort\nEheleute Karl und Maria Braun;Fürth\nHerr und Frau Kurz;Fürth\nFa. Huber;Fürth\nDr. Hans von Berg;Fürth\nStudio 54;Fürth\n";
    let result = desk.bring("liste.csv", text, OnDuplicate::Skip, false);
    assert_eq!((result.created, result.failed), (5, 0), "{:?}", result.errors);
    let people: Vec<Customer> = all(&desk.book);
    let shown = |c: &Customer| {
        format!("{}|{}|{}|{}|{}", c.salutation, c.first_name, c.middle_name, c.last_name, c.company_name)
    };
    let mut shown: Vec<String> = people.iter().map(shown).collect();
    shown.sort();
    assert_eq!(
        shown,
        [
            "Dr.|Hans||von Berg|",
            "Eheleute|Karl und Maria||Braun|",
            "Herr und Frau|||Kurz|",
            "||||Fa. Huber",
            "||||Studio 54",
        ]
    );
}

#[test]
fn two_digits_of_a_birthday_never_mean_one_to_come() {
    let desk = Desk::new();
    let text = "Name;Geb.\nAnna Berg;01.05.31\nCarl Dorn;01.05.80\nDora Eck;01.05.1831\n";
    let result = desk.bring("liste.csv", text, OnDuplicate::Skip, false);
    let people: Vec<Customer> = all(&desk.book);
    let born = |name: &str| people.iter().find(|c| c.last_name == name).unwrap().birthday.as_str();
    assert_eq!([born("Berg"), born("Dorn"), born("Eck")], ["1931-05-01", "1980-05-01", ""]);
    let told: Vec<_> = result.errors.iter().map(|e| (e.line, e.column.as_str(), e.kept)).collect();
    assert_eq!(told, [(4, "Geb.", true)], "a year that cannot be meant is told and kept in the note");
}

#[test]
fn nobody_comes_in_without_a_name_that_stands_in_the_file() {
    let file = |heading: &str, other: &str| {
        format!(
            "{heading};eMail-Adr.;{other}\nAnna Müller;anna@linden.example;Rita Vogt\nJean-Luc de Vries;jl@linden.example;Rita Vogt\n"
        )
    };
    let desk = Desk::new();
    for (heading, other) in [("Who", "Betreut durch"), ("Xyz", "Betreut durch"), ("Wer", "Abc")] {
        let path = desk.file("people.csv", &file(heading, other));
        let plan = inspect(&path, None, &desk.book).unwrap();
        let to: Vec<_> = plan.columns.iter().map(|column| column.field.as_deref()).collect();
        assert_eq!(to[0], Some("name"), "{heading}: its cells are names");
        assert_ne!(to[2], Some("name"), "whoever looks after several customers is none of them");
    }
    let path = desk.file("mails.csv", "eMail-Adr.;Xyz\na@linden.example;oak\nb@linden.example;ash\n");
    let plan = inspect(&path, None, &desk.book).unwrap();
    let options = ImportOptions::default();
    let run = |trial: bool| {
        import::run(&desk.book, &by(), &path, plan.kind, &plan.mapping(), &options, trial, &Unwatched)
            .unwrap()
    };
    let told = |result: &ImportResult| result.notices.iter().map(ToString::to_string).collect::<Vec<_>>();
    for trial in [true, false] {
        let notices = told(&run(trial));
        assert!(notices.iter().any(|said| said.starts_with("2 customers have no name")), "{notices:?}");
    }
    assert!(
        told(&run(false)).iter().all(|said| !said.contains("no name")),
        "those of the book are told no more"
    );
}
