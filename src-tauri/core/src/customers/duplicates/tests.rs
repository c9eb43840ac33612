use super::*;
use crate::book::tests::{blank, by};
use crate::book::{Book, Unwatched};
use crate::customers::{Address, Customer, CustomerKind, Email, Phone};
use crate::entity::Kind;
use chrono::{TimeZone, Utc};

fn book(home: &tempfile::TempDir) -> Book {
    blank(&home.path().join("shop")).0
}

fn person(first: &str, last: &str) -> Customer {
    Customer { first_name: first.into(), last_name: last.into(), ..Customer::default() }
}

fn at(mut c: Customer, street: &str, code: &str, city: &str) -> Customer {
    c.addresses = vec![Address {
        street: street.into(),
        postal_code: code.into(),
        city: city.into(),
        ..Address::default()
    }];
    c
}

fn called(mut c: Customer, number: &str) -> Customer {
    c.phones = vec![Phone { number: number.into(), ..Phone::default() }];
    c
}

fn mail(mut c: Customer, address: &str) -> Customer {
    c.emails = vec![Email { address: address.into(), ..Email::default() }];
    c
}

fn born(mut c: Customer, day: &str) -> Customer {
    c.birthday = day.into();
    c
}

fn firm(name: &str) -> Customer {
    Customer { kind: CustomerKind::Company, company_name: name.into(), ..Customer::default() }
}

/// The score of two customers in a book of nobody else.
fn score(a: &Customer, b: &Customer) -> u8 {
    let home = tempfile::tempdir().unwrap();
    let book = book(&home);
    let (mut a, mut b) = (a.clone(), b.clone());
    book.transact(&by(), "Two", |tx| tx.save(&mut a).and_then(|_| tx.save(&mut b))).unwrap();
    let found = scan(&book.facts(), 0, &Unwatched).unwrap();
    found.pairs.first().map_or(0, |pair| pair.score)
}

fn whole(first: &str, middle: &str, last: &str) -> Customer {
    Customer { middle_name: middle.into(), ..person(first, last) }
}

#[test]
fn a_name_in_another_order_or_shorter_is_the_same_customer_when_anything_else_agrees() {
    let neha = || whole("Neha", "Singh", "Mehta");
    let anna = || person("Anna", "Müller-Schmidt");
    for (a, b) in [
        (neha(), whole("Neha", "Mehta", "Singh")),
        (neha(), person("Neha", "Mehta Singh")),
        (neha(), person("Neha Mehta", "Singh")),
        (neha(), person("Neha", "Singh")),
        (neha(), whole("Neha", "S.", "Mehta")),
        (neha(), person("Neha", "Mehta")),
        (anna(), person("Anna", "Müller")),
        (anna(), person("Anna", "Schmidt")),
        (anna(), person("Anna", "Schmidt-Müller")),
    ] {
        let names = format!("{} {} and {} {}", a.first_name, a.last_name, b.first_name, b.last_name);
        let phone = |c: &Customer| called(c.clone(), "030 1234567");
        assert!(score(&phone(&a), &phone(&b)) >= LIKELY, "{names} with one telephone");
        let mailed = |c: &Customer| mail(c.clone(), "neha@example.org");
        assert!(score(&mailed(&a), &mailed(&b)) >= LIKELY, "{names} with one e-mail address");
        let home = |c: &Customer| at(c.clone(), "Lindenstraße 12", "10115", "Berlin");
        assert!(score(&home(&a), &home(&b)) >= LIKELY, "{names} in one house");
    }
    assert!(score(&neha(), &person("Neha", "Singh")) < LIKELY, "two of three do not");
    let brother = called(whole("Arun", "Singh", "Mehta"), "030 1234567");
    assert!(score(&called(neha(), "030 1234567"), &brother) < LIKELY, "another of the family");
}

#[test]
fn a_number_with_an_extension_and_without_is_one_line_but_colleagues_are_two() {
    let weber = |number: &str| called(person("Anna", "Weber"), number);
    assert!(score(&weber("030 90182012 ext. 12"), &weber("030 90182012")) >= LIKELY, "one person, one line");
    assert!(
        score(&weber("030 90182012 ext. 12"), &weber("030 90182012"))
            < score(&weber("030 90182012"), &weber("030 90182012")),
        "others may sit behind a switchboard"
    );
    let colleague = called(person("Bernd", "Kraft"), "030 90182012 ext. 13");
    assert!(score(&weber("030 90182012 ext. 12"), &colleague) < LIKELY, "two people of one office");
}

#[test]
fn a_short_form_of_a_name_with_the_same_line_is_one_customer_however_both_are_written() {
    let kaethe = called(person("Käthe", "Mueller"), "+49 30 90 18 20");
    let katharina = called(person("Katharina", "Müller"), "030 901820");
    assert!(score(&kaethe, &katharina) >= LIKELY, "{}", score(&kaethe, &katharina));
}

#[test]
fn three_names_in_another_order_say_enough_alone_only_where_they_are_rare() {
    let neha = |middle: &str, last: &str| whole("Neha", middle, last);
    assert!(score(&neha("Singh", "Mehta"), &neha("Mehta", "Singh")) < LIKELY, "a small book knows no rarity");
    let pairs = |others: &dyn Fn(usize) -> Customer| {
        let home = tempfile::tempdir().unwrap();
        let book = book(&home);
        let done = book.transact(&by(), "Many", |tx| {
            (0..3_000).try_for_each(|n| tx.save(&mut others(n)).map(|_| ()))?;
            tx.save(&mut neha("Singh", "Mehta"))?;
            tx.save(&mut neha("Mehta", "Singh"))
        });
        done.unwrap();
        scan(&book.facts(), LIKELY, &Unwatched).unwrap().pairs.len()
    };
    let letters =
        |n: usize| format!("{}{}", (b'a' + (n % 26) as u8) as char, (b'a' + (n / 26 % 26) as u8) as char);
    let strange = |n: usize| person(&format!("Q{n}x"), &format!("Z{}{n}", letters(n)));
    assert_eq!(pairs(&strange), 1, "nobody else is called so");
    let common = |n: usize| match n % 2 {
        0 => person("Neha", &format!("Z{}{n}", letters(n))),
        _ => person(&format!("Q{n}x"), "Mehta"),
    };
    assert_eq!(pairs(&common), 0, "where every second one is called so, it says little");
}

#[test]
fn one_customer_is_recognised_however_it_was_typed() {
    let anna = || at(person("Anna", "Müller"), "Lindenstraße 12", "10115", "Berlin");
    let cases = [
        (anna(), at(person("Anna", "Mueller"), "Linden Str. 12", "10115", "Berlin"), "umlaut and street"),
        (anna(), at(person("Müller", "Anna"), "Lindenstr. 12", "10115", "Berlin"), "names exchanged"),
        (anna(), at(person("Anan", "Müller"), "Lindenstraße 12", "10151", "Berlin"), "letters exchanged"),
        (
            called(person("Robert", "Weber"), "030 1234567"),
            called(person("Bob", "Weber"), "+49 30 123 45 67"),
            "short form, same telephone",
        ),
        (
            mail(person("Katharina", "Voss"), "k.voss@web.example"),
            mail(person("", "Voss"), "K.Voss@web.example"),
            "same address, first name missing",
        ),
        (
            born(at(person("Maria", "Keller"), "Am Markt 3", "04109", "Leipzig"), "1980-03-07"),
            born(at(person("Maria", "Schulz"), "Am Markt 3", "04109", "Leipzig"), "1980-07-03"),
            "married, day and month exchanged",
        ),
        (
            at(firm("Linden Werkstatt GmbH"), "Hafenweg 1", "20457", "Hamburg"),
            at(firm("Lindenwerkstatt"), "Hafenweg 1", "20457", "Hamburg"),
            "legal form left out",
        ),
        (
            called(firm("Meier & Co. KG"), "030 1234567"),
            called(firm("Meier und Co"), "+49 30 123 45 67"),
            "the sign for and, and the word",
        ),
        (
            called(firm("Vogt + Söhne OG"), "030 1234567"),
            called(firm("Vogt u. Söhne"), "030 1234567"),
            "a plus, and the word cut short",
        ),
        (
            called(firm("Pérez y Cía. S.L."), "+34 91 123 45 67"),
            called(firm("Perez & Co"), "+34 91 123 45 67"),
            "and company in another language",
        ),
    ];
    for (a, b, why) in cases {
        assert!(score(&a, &b) >= LIKELY, "{why}: {}", score(&a, &b));
    }
}

#[test]
fn people_of_one_house_or_office_are_not_taken_for_one() {
    let home = |c: Customer| called(at(c, "Lindenstraße 12", "10115", "Berlin"), "030 1234567");
    let cases = [
        (home(person("Anna", "Müller")), home(person("Peter", "Müller")), "a couple"),
        (home(person("Paul", "Müller")), home(person("Paula", "Müller")), "Paul and Paula"),
        (home(person("Anna", "Müller")), home(person("Jens", "Krause")), "neighbours"),
        (
            mail(person("Anna", "Müller"), "info@linden.example"),
            mail(person("Jens", "Krause"), "info@linden.example"),
            "one mailbox for an office",
        ),
        (
            at(person("Anna", "Müller"), "Lindenstraße 12", "10115", "Berlin"),
            at(person("Anna", "Müller"), "Hafenweg 1", "20457", "Hamburg"),
            "one name in two towns",
        ),
        (
            at(firm("Hotel Adler"), "Am Markt 1", "04109", "Leipzig"),
            at(firm("Bäckerei Sommer"), "Am Markt 1", "04109", "Leipzig"),
            "two shops of one house",
        ),
    ];
    for (a, b, why) in cases {
        assert!(score(&a, &b) < LIKELY, "{why}: {}", score(&a, &b));
    }
    let namesakes = |street: &str, code: &str, city: &str, number: &str, address: &str| {
        mail(called(at(person("Thomas", "Müller"), street, code, city), number), address)
    };
    let here = namesakes("Bahnhofstraße 12", "10115", "Berlin", "030 1234567", "t.mueller@web.example");
    let there = namesakes("Bahnhofstr. 12", "20457", "Hamburg", "040 7654321", "thomas@mueller.example");
    assert!(
        score(&here, &there) < LIKELY,
        "a namesake elsewhere who is reached elsewhere: {}",
        score(&here, &there)
    );
    let moved = namesakes("Hafenweg 1", "20457", "Hamburg", "030 1234567", "thomas@mueller.example");
    assert!(score(&here, &moved) >= LIKELY, "who moved and kept the telephone: {}", score(&here, &moved));
    let again = namesakes("Bahnhofstraße 12", "10115", "Berlin", "040 7654321", "thomas@mueller.example");
    assert!(
        score(&here, &again) >= LIKELY,
        "with a new telephone at the same door: {}",
        score(&here, &again)
    );
    let father = born(home(person("Hans", "Müller")), "1950-02-01");
    let son = born(home(person("Hans", "Müller")), "1979-10-24");
    assert!(score(&father, &son) < CERTAIN, "father and son may share name and house");
}

#[test]
fn what_was_told_apart_is_not_proposed_again() {
    let home = tempfile::tempdir().unwrap();
    let book = book(&home);
    let mut a = called(person("Anna", "Weber"), "030 1234567");
    let mut b = a.clone();
    book.transact(&by(), "Two", |tx| tx.save(&mut a).and_then(|_| tx.save(&mut b))).unwrap();
    let pairs = || scan(&book.facts(), LIKELY, &Unwatched).unwrap().pairs;
    assert_eq!(pairs().len(), 1);
    let said =
        book.transact(&by(), "Not the same", |tx| distinct::not_the_same(tx, b.meta.id, a.meta.id)).unwrap();
    assert!(pairs().is_empty(), "somebody who knows them has said so");
    let again =
        book.transact(&by(), "Not the same", |tx| distinct::not_the_same(tx, a.meta.id, b.meta.id)).unwrap();
    assert_eq!(again.op, None, "saying it twice is saying it once");
    book.undo(&by(), said.op, &Unwatched).unwrap();
    assert_eq!(pairs().len(), 1, "and it can be taken back");
    // Being told apart keeps nobody in the book.
    book.transact(&by(), "Not the same", |tx| distinct::not_the_same(tx, a.meta.id, b.meta.id)).unwrap();
    book.transact(&by(), "Delete", |tx| tx.trash(Kind::Customer, b.meta.id)).unwrap();
    book.transact(&by(), "Remove", |tx| tx.purge(Kind::Customer, b.meta.id)).unwrap();
    assert_eq!(book.facts().table(Kind::Distinct).count(crate::facts::State::Live), 0);
}

#[test]
fn who_is_being_typed_a_second_time_is_found_before_it_is_saved() {
    let home = tempfile::tempdir().unwrap();
    let book = book(&home);
    let mut known = mail(
        called(at(person("Katharina", "Schneider"), "Hafenweg 1", "20457", "Hamburg"), "040 998877"),
        "katharina@schneider.example",
    );
    let mut other = at(person("Jens", "Schneider"), "Am Markt 3", "04109", "Leipzig");
    book.transact(&by(), "Two", |tx| tx.save(&mut known).and_then(|_| tx.save(&mut other))).unwrap();
    let facts = book.facts();
    for (typed, why) in [
        (called(person("", ""), "040/99 88 77"), ""),
        (called(person("Kathrin", "Schneider"), "040/99 88 77"), "telephone"),
        (called(person("Kathrin", "Schneider"), "040/99 88 77 ext. 12"), "telephone with an extension"),
        (mail(person("Katharina", ""), "Katharina@Schneider.example"), "e-mail"),
        (at(person("Katharina", "Schnieder"), "", "", "Hamburg"), "mistyped name in the same town"),
    ] {
        let found = similar(&facts, &typed, 5);
        let ids: Vec<_> = found.iter().map(|pair| pair.a).collect();
        let expected = if why.is_empty() { vec![] } else { vec![known.meta.id] };
        assert_eq!(ids, expected, "{why}");
    }
    assert!(similar(&facts, &known, 5).is_empty(), "nobody is their own double");
}

#[test]
fn a_name_alone_shows_who_may_be_meant_while_it_is_typed() {
    let home = tempfile::tempdir().unwrap();
    let book = book(&home);
    let mut known = [("Emil", "Fuchs"), ("Emil", "Krüger"), ("Tim", "Reimann"), ("Thomas", "Albrecht")]
        .map(|(first, last)| at(person(first, last), "Am Markt 3", "04109", "Leipzig"));
    book.transact(&by(), "Four", |tx| known.iter_mut().try_for_each(|c| tx.save(c).map(|_| ()))).unwrap();
    let facts = book.facts();
    for (first, last, expected, why) in [
        ("Emil", "Fuchs", Some(0), "the same name"),
        ("Fuchs", "Emil", Some(0), "exchanged"),
        ("Emil", "Krügre", Some(1), "mistyped"),
        ("Tom", "Reimann", None, "short names that differ are two people"),
        ("Tom", "Albrecht", Some(3), "a short form"),
        ("Karl", "Krüger", None, "somebody else of that name"),
    ] {
        let found = similar(&facts, &person(first, last), 5);
        let ids: Vec<_> = found.iter().map(|pair| pair.a).collect();
        let wanted: Vec<_> = expected.map(|index: usize| known[index].meta.id).into_iter().collect();
        assert_eq!(ids, wanted, "{first} {last}: {why}");
    }
    let elsewhere = at(person("Tom", "Albrecht"), "Hafenweg 1", "20457", "Hamburg");
    assert!(similar(&facts, &elsewhere, 5).is_empty(), "once an address is known, it decides with the name");
}

#[test]
fn a_scan_pairs_a_company_whose_and_is_written_another_way() {
    let home = tempfile::tempdir().unwrap();
    let book = book(&home);
    let firms = [("Meier & Co. KG", "030 1234567"), ("Meier und Co", "+49 30 123 45 67")];
    book.transact(&by(), "Two", |tx| {
        firms.iter().try_for_each(|(name, number)| tx.save(&mut called(firm(name), number)).map(|_| ()))
    })
    .unwrap();
    let facts = book.facts();
    assert_eq!(scan(&facts, LIKELY, &Unwatched).unwrap().pairs.len(), 1, "on demand");
    let typed = called(firm("Meier u. Co."), "030 1234567");
    assert_eq!(similar(&facts, &typed, 5).len(), 2, "while a third is being typed");
}

#[test]
fn a_scan_of_what_came_in_last_looks_at_the_new_ones_only() {
    let home = tempfile::tempdir().unwrap();
    let book = book(&home);
    let weber = || called(person("Anna", "Weber"), "030 1234567");
    let (mut a, mut b, mut c) = (weber(), weber(), weber());
    a.meta.created_at = Utc.with_ymd_and_hms(2020, 1, 1, 0, 0, 0).unwrap();
    b.meta.created_at = a.meta.created_at;
    book.transact(&by(), "Three", |tx| {
        tx.save(&mut a).and_then(|_| tx.save(&mut b)).and_then(|_| tx.save(&mut c))
    })
    .unwrap();
    let new = Prepared::of(&book.facts()).unwrap().since(book.clock().now());
    let found = new.scan(LIKELY, &Unwatched).unwrap();
    assert_eq!(found.pairs.len(), 2, "the pair of old ones was there before");
}

#[test]
fn couples_and_father_and_son_of_one_house_are_never_certain() {
    let live = |c: Customer| at(c, "Hauptstraße 5", "50667", "Köln");
    for (he, she) in [
        ("Mario", "Maria"),
        ("Christian", "Christina"),
        ("Andreas", "Andrea"),
        ("Simon", "Simone"),
        ("Tim", "Tom"),
    ] {
        let score = score(&live(person(he, "Fink")), &live(person(she, "Fink")));
        assert!(score < 60, "{he} and {she} Fink are two people of one house, not one: {score}");
    }
    let father = live(person("Peter", "Lang"));
    let son = live(person("Peter", "Lang jun."));
    let score = score(&father, &son);
    assert!((50..=75).contains(&score), "who says that he is the younger one is not the older: {score}");
}

#[test]
fn birthdays_that_no_slip_of_a_finger_explains_tell_a_family_apart() {
    let one = |day: &str| born(called(person("Eva", "Maier"), "0911 4711223"), day);
    let reasons = |a: &str, b: &str| {
        let home = tempfile::tempdir().unwrap();
        let book = book(&home);
        let (mut a, mut b) = (one(a), one(b));
        book.transact(&by(), "Two", |tx| tx.save(&mut a).and_then(|_| tx.save(&mut b))).unwrap();
        let found = scan(&book.facts(), 0, &Unwatched).unwrap();
        found.pairs[0].reasons.iter().map(|reason| reason.code).collect::<Vec<_>>()
    };
    for (a, b) in [
        ("1950-01-01", "1980-01-01"),
        ("1950-03-12", "1980-03-12"),
        ("1958-03-12", "1985-03-12"),
        ("1950-03-12", "1980-07-25"),
        ("1950-03-12", "1950-06-17"),
    ] {
        let score = score(&one(a), &one(b));
        assert!((LIKELY..=75).contains(&score), "{a} and {b}: proposed, and never without a doubt: {score}");
        assert!(reasons(a, b).contains(&"other_birthday"), "{a} and {b}: {:?}", reasons(a, b));
    }
    for b in ["1950-03-13", "1951-03-12", "1950-03-21", "1950-12-03"] {
        let score = score(&one("1950-03-12"), &one(b));
        assert!(score >= CERTAIN, "{b} is one slip away: {score}");
        assert!(reasons("1950-03-12", b).contains(&"similar_birthday"), "{b}");
    }
}
