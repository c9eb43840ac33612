//! Real cards of telephones, address books and mail programs (ez-vcard's samples).

use super::{bring_in, corpus};
use regulars_core::book::Book;
use regulars_core::customers::Customer;
use regulars_core::entity::{Entity, Kind};
use regulars_core::exchange::ImportKind;
use std::path::Path;

fn people(book: &Book) -> Vec<Customer> {
    let facts = book.facts();
    let table = facts.table(Kind::Customer);
    table
        .present_rows()
        .map(|row| Customer::decode(table.id(row), table.bytes(row)).expect("a record"))
        .collect()
}

fn brought(path: &Path) -> Vec<Customer> {
    let dir = tempfile::tempdir().expect("a folder");
    let book = super::book(dir.path(), "USD", "US");
    let done = bring_in(&book, path, Some(ImportKind::Customers), false);
    // A sample of Outlook has words where telephones stand; they are told and kept in the note.
    let is_word = |value: &str| !value.bytes().any(|b| b.is_ascii_digit());
    let lost = done.errors.iter().filter(|e| !(e.kept && e.column.starts_with("Phone") && is_word(&e.value)));
    assert_eq!(lost.count(), 0, "{}: {:?}", path.display(), done.errors);
    assert_eq!(done.failed, 0);
    people(&book)
}

#[test]
fn the_same_person_is_read_from_every_program() {
    let Some(corpus) = corpus() else { return };
    let folder = corpus.join("vcard/ez-vcard");
    for name in [
        "ANDROID",
        "BLACK_BERRY",
        "EVOLUTION",
        "GMAIL",
        "IPHONE",
        "LOTUS_NOTES",
        "MAC_ADDRESS_BOOK",
        "MS_OUTLOOK",
    ] {
        let cards = brought(&folder.join(format!("John_Doe_{name}.vcf")));
        let is_john = |c: &&Customer| {
            c.first_name.eq_ignore_ascii_case("john")
                || c.emails.iter().any(|e| e.address.to_lowercase().starts_with("john.doe@"))
        };
        let john = cards.iter().find(is_john).unwrap_or_else(|| panic!("{name}: {cards:?}"));
        assert!(
            john.first_name.is_empty() || john.last_name.starts_with("Doe"),
            "{name}: {}",
            john.last_name
        );
        assert!(!john.emails.is_empty() || !john.phones.is_empty(), "{name}");
        println!(
            "{name}: {} {:?} {:?} {} {:?} {:?}",
            john.company_name,
            john.phones,
            john.addresses,
            john.birthday,
            john.meta.tags,
            john.meta.attachments
        );
    }
}

#[test]
fn every_real_file_of_cards_comes_in() {
    let Some(corpus) = corpus() else { return };
    let mut files = 0;
    let folder = corpus.join("vcard/ez-vcard");
    for entry in std::fs::read_dir(&folder).expect("the folder").flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|ending| ending != "vcf") {
            continue;
        }
        files += 1;
        let text = std::fs::read(&path).expect("the file");
        let text = String::from_utf8_lossy(&text).to_uppercase();
        let cards = text.lines().filter(|line| line.trim() == "BEGIN:VCARD").count();
        let found = brought(&path);
        println!("{}: {} cards, {} customers", path.display(), cards, found.len());
        assert!(!found.is_empty() && found.len() <= cards, "{}", path.display());
    }
    assert!(files > 15);
}
