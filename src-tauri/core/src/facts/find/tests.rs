//! One search over all kinds: who is meant.

use super::*;
use crate::book::tests::{by, shop};
use crate::customers::{Address, Customer, Email, Phone};
use crate::deals::Deal;
use crate::interactions::Interaction;
use crate::products::Product;
use crate::sales::{Line, Sale};

#[test]
fn whatever_somebody_remembers_leads_to_whom_they_mean() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home.path().join("shop"));
    let anna = book
        .transact(&by(), "Anna", |tx| {
            tx.save(&mut Customer {
                first_name: "Anna".into(),
                last_name: "Østergård".into(),
                phones: vec![Phone { number: "+45 20 12 34-56".into(), ..Phone::default() }],
                emails: vec![Email { address: "a.oester@havn.example".into(), ..Email::default() }],
                addresses: vec![Address {
                    street: "Kirkegade 7".into(),
                    city: "Ærøskøbing".into(),
                    ..Address::default()
                }],
                ..Customer::default()
            })
        })
        .unwrap()
        .value;
    let made = book
        .transact(&by(), "More", |tx| {
            let at = tx.now();
            tx.save(&mut Interaction {
                customer_id: anna,
                summary: "prefers bog oak for the staircase".into(),
                at,
                ..Interaction::default()
            })?;
            let deal =
                tx.save(&mut Deal { title: "Library ladder".into(), customer_id: anna, ..Deal::default() })?;
            let sale = tx.save(&mut Sale {
                customer_id: Some(anna),
                date: tx.today(),
                lines: vec![Line {
                    description: "Ladder hook".into(),
                    quantity: 1.into(),
                    ..Line::default()
                }],
                ..Sale::default()
            })?;
            Ok((deal, sale))
        })
        .unwrap()
        .value;
    let facts = book.facts();
    let found = |words: &str| -> Vec<Id> { find(&facts, words, 5).into_iter().map(|h| h.id).collect() };
    for words in [
        "ostergard",
        "gård",
        "2012",
        "1234",
        "3456",
        "20123456",
        "havn",
        "kirkegade",
        "aeroskobing",
        "anna kirk",
    ] {
        assert_eq!(found(words).first(), Some(&anna), "{words} is part of what is known of her");
    }
    assert_eq!(found("bog oak"), [anna], "what was said leads to the one it was said to");
    assert_eq!(found("library ladder").first(), Some(&made.0), "a deal by its title");
    let number = facts.title_of(Kind::Sale, made.1).unwrap();
    assert_eq!(found(&number).first(), Some(&made.1), "a document by its number");
    assert!(found("ladder hook").contains(&made.1), "a document by what was bought");
    assert_eq!(found("libary ladder").first(), Some(&made.0), "with a slip too");
}

#[test]
fn a_country_before_a_postal_code_is_no_prefix_of_a_number() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home.path().join("shop"));
    let (anna, _) = book
        .transact(&by(), "Two", |tx| {
            let anna = tx.save(&mut Customer {
                number: "K-00990".into(),
                last_name: "Linden".into(),
                addresses: vec![Address {
                    postal_code: "90402".into(),
                    city: "Nürnberg".into(),
                    ..Address::default()
                }],
                ..Customer::default()
            })?;
            let karl = tx.save(&mut Customer {
                number: "K-00991".into(),
                last_name: "Karl".into(),
                phones: vec![Phone { number: "040 7000055".into(), ..Phone::default() }],
                ..Customer::default()
            })?;
            Ok((anna, karl))
        })
        .unwrap()
        .value;
    // A code of the shop's own may begin as a postal code does.
    book.transact(&by(), "Door", |tx| {
        tx.save(&mut Product { sku: "D-100".into(), name: "Door".into(), ..Product::default() })
    })
    .unwrap();
    let facts = book.facts();
    let found = |words: &str| -> Vec<Id> { find(&facts, words, 5).into_iter().map(|h| h.id).collect() };
    assert_eq!(found("D-100").len(), 1);
    let row = facts.table(Kind::Customer).row(anna).unwrap();
    for words in ["D-90402", "d-90402"] {
        assert_eq!(found(words), [anna], "{words} is a place");
        assert_eq!(similar(&facts, Kind::Customer, &fold(words)), [row], "{words} is a place in a list too");
    }
    assert_eq!(found("K-990"), [anna], "a number is found as before");
    assert!(found("D-70000").is_empty(), "nor has anybody that postal code");
    assert!(found("K-70000").is_empty(), "a number that nobody has is in no telephone number");
}
