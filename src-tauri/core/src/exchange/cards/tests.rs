use super::card::Card;
use super::table::Table;
use crate::book::{Book, Unwatched};
use crate::customers::{Address, Customer, CustomerKind, Email, Phone};
use crate::entity::Kind;
use crate::exchange::tests::{by, new_book};
use crate::exchange::{ImportKind, ImportOptions, ImportResult, OnDuplicate, import, inspect};
use crate::facts::State;
use calcard::vcard::VCard;
use proptest::prelude::*;
use std::path::Path;

fn card(lines: &str) -> Card {
    Card::of(
        &VCard::parse(format!("BEGIN:VCARD\r\n{}\r\nEND:VCARD\r\n", lines.replace('\n', "\r\n"))).unwrap(),
    )
}

fn bring(book: &Book, path: &Path, on_duplicate: OnDuplicate, dry_run: bool) -> ImportResult {
    let plan = inspect(path, None, book).unwrap();
    assert_eq!(plan.kind, ImportKind::Customers);
    let options = ImportOptions { on_duplicate, ..ImportOptions::default() };
    import::run(book, &by(), path, plan.kind, &plan.mapping(), &options, dry_run, &Unwatched).unwrap()
}

fn customers(book: &Book) -> Vec<Customer> {
    let facts = book.facts();
    let table = facts.table(Kind::Customer);
    let live = (0..table.len()).filter(|row| table.state(*row) == State::Live);
    live.map(|row| facts.get(table.id(row)).unwrap()).collect()
}

#[test]
fn a_card_is_read_whatever_program_wrote_it() {
    let old = card(
        "VERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg;;Dr.;\nTEL;WORK;FAX:030 1\nTEL;CELL;PREF:0171 2\nBDAY:19800322\nADR;HOME;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:;;Hauptstra=DFe 1;Berlin;;10115;",
    );
    assert_eq!(
        (old.first_name.as_str(), old.last_name.as_str(), old.salutation.as_str()),
        ("Jörg", "Müller", "Dr.")
    );
    let phones: Vec<_> = old.phones.iter().map(|p| (p.label.as_str(), p.value.as_str())).collect();
    assert_eq!(phones, [("mobile", "0171 2"), ("work fax", "030 1")], "the preferred one first");
    assert_eq!(
        (old.birthday.as_str(), old.addresses[0].value.street.as_str()),
        ("1980-03-22", "Hauptstraße 1")
    );

    let new = card(
        "VERSION:4.0\nFN:Simon Perreault\nN:Perreault;Simon;;;ing. jr,M.Sc.\nBDAY:--0203\nTEL;VALUE=uri;TYPE=\"work,voice\";PREF=1:tel:+1-418-656-9254;ext=102\nADR;TYPE=work:;Suite D2-630;2875 Laurier;Québec;QC;G1V 2M2;Canada\nCATEGORIES:VIP,\"a,b\"\nIMPP:xmpp:simon@example.com",
    );
    assert_eq!(new.last_name, "Perreault ing. jr M.Sc.", "what stands behind a name tells people apart");
    assert_eq!(
        (new.birthday.as_str(), new.phones[0].value.as_str()),
        ("--02-03", "+1-418-656-9254 ext. 102")
    );
    assert_eq!(new.phones[0].label, "work");
    assert_eq!(new.addresses[0].value.street, "2875 Laurier\nSuite D2-630");
    assert_eq!(new.left_out, ["IMPP"], "what is not taken is told");

    let apple = card(
        "VERSION:3.0\nN:Doe;John;;;\nORG:Example;Sales\nitem1.TEL:905 1\nitem1.X-ABLabel:_$!<Assistant>!$_\nitem2.EMAIL;type=INTERNET:j@example.org\nitem2.X-ABLabel:Ferienhaus\nBDAY;X-APPLE-OMIT-YEAR=1604:1604-03-02\nNOTE:One\\nTwo\\, three\\; four",
    );
    assert_eq!((apple.phones[0].label.as_str(), apple.emails[0].label.as_str()), ("assistant", "Ferienhaus"));
    assert_eq!((apple.birthday.as_str(), apple.notes.as_str()), ("--03-02", "One\nTwo, three; four"));
    assert_eq!(
        (apple.company, apple.company_name.as_str(), apple.department.as_str()),
        (false, "Example", "Sales")
    );

    let odd = card("VERSION:3.0\nFN:Ida Berg\nEMAIL:none yet\nEMAIL:mailto:ida@berg.example\nNOTE:Nice");
    assert_eq!(
        (odd.emails.len(), odd.notes.as_str()),
        (1, "Nice\nnone yet"),
        "what is no address is not lost"
    );
    assert!(card("VERSION:3.0\nN:;;;;\nFN:Hotel Adler\nORG:Hotel Adler").company);
    assert!(card("VERSION:4.0\nKIND:org\nFN:Hotel Adler").company);
    assert_eq!(card("VERSION:4.0\nFN:Ida Berg").name, "Ida Berg", "a name in one piece is taken apart later");
}

#[test]
fn cards_are_a_table_with_the_lines_they_began_in() {
    let text = "\u{feff}BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ida Berg\r\nN:Berg;Ida;;;\r\nEND:VCARD\r\n\r\nBEGIN:VCARD\nVERSION:3.0\nREV:1\nEND:VCARD\nBEGIN:VCARD\nVERSION:2.1\nN:Roth;Max\nAGENT:\nBEGIN:VCARD\nN:Other;One\nEND:VCARD\nTEL:1\nBEGIN:VCARD\nVERSION:3.0\nFN:Open End";
    let table = Table::of(text);
    assert_eq!(table.lines, [1, 11, 19], "an agent's card is part of another one");
    assert_eq!(table.notices.len(), 1, "a card about nobody is told: {:?}", table.notices);
    assert_eq!(table.names, ["Kind", "Name", "First Name", "Last Name", "Phone 1 - Value"]);
    assert_eq!(table.paths[4], "phones.number");
}

#[test]
fn a_file_of_cards_comes_in_once_and_can_be_tried_and_undone() {
    let home = tempfile::tempdir().unwrap();
    let book = new_book(&home.path().join("shop"), "DE");
    let path = home.path().join("contacts.vcf");
    // One transparent point.
    let png =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
    let text = format!(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Berg;Ida;;;\r\nEMAIL:ida@berg.example\r\nPHOTO;ENCODING=b;TYPE=PNG:{png}\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nFN:Max Roth\r\nBDAY:2026-13-45\r\nTEL:030 901820\r\nEND:VCARD\r\n"
    );
    std::fs::write(&path, text).unwrap();
    let tried = bring(&book, &path, OnDuplicate::Skip, true);
    assert_eq!((tried.created, customers(&book).len()), (tried.rows - tried.failed, 0));
    let done = bring(&book, &path, OnDuplicate::Skip, false);
    assert_eq!(done.rows, 2);
    let people = customers(&book);
    let ida = people.iter().find(|c| c.first_name == "Ida").unwrap();
    assert_eq!(ida.meta.attachments[0].name, "Ida Berg.png");
    assert_eq!(book.read_file(&ida.meta.attachments[0]).unwrap()[..4], *b"\x89PNG");
    if let Some(error) = done.errors.first() {
        assert_eq!(error.line, 7, "a mistake names the line in which its card begins");
    }
    let again = bring(&book, &path, OnDuplicate::Update, false);
    assert_eq!((again.created, again.op), (0, None), "nothing comes in twice, no picture either");
    book.undo(&by(), done.op, &Unwatched).unwrap();
    assert!(customers(&book).is_empty());
    let nobody = home.path().join("nobody.vcf");
    std::fs::write(&nobody, "BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n").unwrap();
    assert!(inspect(&nobody, None, &book).unwrap_err().to_string().contains("names anybody"));
    let wrong = inspect(&path, Some(ImportKind::Products), &book).unwrap_err().to_string();
    assert!(wrong.contains("vCard"), "{wrong}");
}

fn word() -> impl Strategy<Value = String> {
    "[A-Za-zäöüßé,;:\\\\\"' .-]{0,12}".prop_map(|text| format!("x{}y", text))
}

fn maybe() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), word()]
}

prop_compose! {
    fn customer()(
        first in word(), last in word(), middle in maybe(), salutation in maybe(), company in maybe(),
        department in maybe(), title in maybe(), firm: bool, notes in prop::collection::vec(word(), 0..3),
        tags in prop::collection::btree_set("[a-zé,;]{0,4} ?[a-zé]{1,4}", 0..3),
        labels in prop::array::uniform3(prop_oneof![Just("home"), Just("work"), Just("mobile"), Just("work fax"), Just(""), Just("Ferienhaus, oben")]),
        numbers in prop::collection::vec(10_000_000_u64..99_999_999, 0..3),
        mails in prop::collection::btree_set("[a-z]{1,8}@[a-z]{1,8}\\.example", 0..3),
        streets in prop::collection::vec((word(), maybe(), maybe(), "[0-9]{5}"), 0..2),
        birthday in prop_oneof!["", "1980-02-29", "--02-29"], language in prop_oneof!["", "de"],
    ) -> Customer {
        let mut c = Customer {
            first_name: first, last_name: last, middle_name: middle, salutation, company_name: company,
            department, job_title: title, birthday, language,
            phones: numbers.iter().zip(labels).map(|(n, label)| Phone { label: label.into(), number: format!("030 {n}"), ..Phone::default() }).collect(),
            emails: mails.into_iter().zip(labels).filter(|(_, label)| *label != "mobile" && *label != "work fax").map(|(address, label)| Email { label: label.into(), address }).collect(),
            addresses: streets.into_iter().map(|(street, city, country, postal_code)| Address { street, city, country, postal_code, ..Address::default() }).collect(),
            ..Customer::default()
        };
        if firm {
            c.kind = CustomerKind::Company;
            if c.company_name.is_empty() {
                c.company_name = "Hotel".into();
            }
        } else if c.company_name.is_empty() {
            c.department.clear();
        }
        c.meta.notes = notes.join("\n");
        c.meta.tags = tags.into_iter().map(|tag| tag.trim().to_owned()).collect();
        c.meta.tags.dedup();
        c
    }
}

/// What a card can say of a customer.
fn said(c: &Customer) -> String {
    let phones: Vec<_> = c.phones.iter().map(|p| (&p.label, &p.number)).collect();
    format!(
        "{:?}",
        (
            (
                &c.kind,
                &c.salutation,
                &c.first_name,
                &c.middle_name,
                &c.last_name,
                &c.company_name,
                &c.department
            ),
            (
                &c.job_title,
                phones,
                &c.emails,
                &c.addresses,
                &c.birthday,
                &c.language,
                &c.meta.notes,
                &c.meta.tags
            )
        )
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn customers_come_back_from_their_cards_as_they_were(mut people in prop::collection::vec(customer(), 1..4)) {
        let home = tempfile::tempdir().unwrap();
        let (from, to) = (new_book(&home.path().join("a"), "DE"), new_book(&home.path().join("b"), "DE"));
        from.transact(&by(), "People", |tx| people.iter_mut().try_for_each(|c| tx.save(c).map(|_| ()))).unwrap();
        let path = home.path().join("people.vcf");
        let count = super::save(&from.facts(), None, None, &path).unwrap();
        prop_assert_eq!(count, people.len());
        let done = bring(&to, &path, OnDuplicate::Create, false);
        prop_assert_eq!(&done.errors, &vec![]);
        let sorted = |book: &Book| {
            let mut all: Vec<String> = customers(book).iter().map(said).collect();
            all.sort_unstable();
            all
        };
        prop_assert_eq!(sorted(&from), sorted(&to), "{}", std::fs::read_to_string(&path).unwrap());
    }
}

#[test]
fn one_customer_or_some_go_out() {
    let home = tempfile::tempdir().unwrap();
    let book = new_book(&home.path().join("shop"), "DE");
    let add = |name: &str| {
        let mut c = Customer { last_name: name.into(), ..Customer::default() };
        book.transact(&by(), "Customer", |tx| tx.save(&mut c)).unwrap().value
    };
    let (_, roth) = (add("Berg"), add("Roth"));
    let (text, count) = super::text(&book.facts(), None, Some(&[roth])).unwrap();
    assert_eq!(count, 1);
    assert!(text.contains("FN:Roth\r\n") && !text.contains("Berg"), "{text}");
    assert_eq!(super::text(&book.facts(), None, None).unwrap().1, 2);
    assert!(text.lines().all(|line| line.len() <= 76), "long lines are folded");
}
