mod later;
mod own;
mod service;

use super::*;
use crate::book::tests::{blank, by};
use crate::book::{Book, Unwatched};
use crate::campaigns::{Campaign, Target};
use crate::cases::Case;
use crate::clock::ManualClock;
use crate::customers::{Address, Channel, Consent, Email, Phone, Role};
use crate::entity::{Entity, Value};
use crate::facts::State;
use crate::follow_ups::FollowUp;
use crate::interactions::Interaction;
use crate::sales::{Line, Sale};
use crate::settings::is_internal;
use chrono::{NaiveDate, TimeZone, Utc};
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;

fn book(home: &tempfile::TempDir) -> (Book, Arc<ManualClock>) {
    blank(&home.path().join("shop"))
}

fn save<E: Entity>(book: &Book, mut record: E) -> Id {
    book.transact(&by(), "Save", |tx| tx.save(&mut record)).unwrap().value
}

fn joined(book: &Book, stays: Id, goes: Id) {
    book.transact(&by(), "Merge", |tx| merge(tx, stays, goes, &[])).unwrap();
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn phone(number: &str) -> Phone {
    Phone { number: number.into(), ..Phone::default() }
}

fn call_on(customer: Id, subject: &str) -> FollowUp {
    FollowUp {
        subject: subject.into(),
        customer_id: Some(customer),
        due_date: day("2026-04-01"),
        ..FollowUp::default()
    }
}

fn case_of(customer: Id, subject: &str) -> Case {
    Case { subject: subject.into(), customer_id: customer, ..Case::default() }
}

/// Everything in the book but the series of numbers, by kind and identity.
fn everything(book: &Book) -> BTreeMap<(u8, Id), Vec<u8>> {
    let facts = book.facts();
    let kinds = Kind::ALL.into_iter().filter(|kind| !is_internal(*kind));
    kinds
        .flat_map(|kind| {
            let table = facts.table(kind);
            table
                .present_rows()
                .map(move |row| ((kind as u8, table.id(row)), table.bytes(row).to_vec()))
                .collect::<Vec<_>>()
        })
        .collect()
}

struct Twice {
    book: Book,
    clock: Arc<ManualClock>,
    stays: Id,
    goes: Id,
    sale: Id,
    task: Id,
    _home: tempfile::TempDir,
}

fn twice() -> Twice {
    let home = tempfile::tempdir().unwrap();
    let (book, clock) = book(&home);
    let stays = save(
        &book,
        Customer {
            first_name: "Anna".into(),
            last_name: "Weber".into(),
            phones: vec![phone("030 1234567")],
            birthday: "--03-07".into(),
            role: Role::Prospect,
            ..Customer::default()
        },
    );
    let mut other = Customer {
        first_name: "Annie".into(),
        last_name: "Weber".into(),
        phones: vec![phone("+49 30 1234567"), phone("0171 5550123")],
        emails: vec![Email { address: "anna@weber.example".into(), ..Email::default() }],
        birthday: "1980-03-07".into(),
        consents: vec![Consent {
            channel: Channel::Email,
            withdrawn_at: Some(day("2025-01-01")),
            ..Consent::default()
        }],
        ..Customer::default()
    };
    other.meta.notes = "Likes oak.".into();
    let goes = save(&book, other);
    let line = Line {
        description: "Chair".into(),
        quantity: Decimal::ONE,
        unit_price: Decimal::from(50),
        ..Line::default()
    };
    let sale = save(
        &book,
        Sale { customer_id: Some(goes), date: day("2026-02-01"), lines: vec![line], ..Sale::default() },
    );
    let task = save(&book, call_on(goes, "Call"));
    save(
        &book,
        Interaction {
            customer_id: goes,
            at: book.clock().now(),
            summary: "Asked for oak".into(),
            ..Interaction::default()
        },
    );
    save(&book, Customer { last_name: "Friend".into(), referred_by: Some(goes), ..Customer::default() });
    Twice { book, clock, stays, goes, sale, task, _home: home }
}

#[test]
fn one_customer_has_what_both_had_and_every_number_is_still_found() {
    let Twice { book, stays, goes, _home, .. } = twice();
    let number = book.facts().get::<Customer>(goes).unwrap().number;
    joined(&book, stays, goes);
    let facts = book.facts();
    let one: Customer = facts.get(stays).unwrap();
    assert_eq!(one.first_name, "Anna", "the one who stays is believed");
    assert_eq!(one.phones.len(), 2, "one telephone stays one however it was typed: {:?}", one.phones);
    assert_eq!(one.emails.len(), 1, "what was missing is filled");
    assert_eq!(one.birthday, "1980-03-07", "a whole birthday says more than half of it");
    assert_eq!(one.role, Role::Customer, "whoever has bought is a customer");
    assert_eq!(one.meta.notes, "Likes oak.");
    assert!(one.consents[0].withdrawn_at.is_some(), "a withdrawal counts whichever card it is on");
    let row = facts.table(Kind::Customer).present(stays).unwrap();
    assert_eq!(facts.customers.sales(row).len(), 1);
    assert_eq!(facts.customers.follow_ups(row).len(), 1);
    assert_eq!(facts.customers.interactions(row).len(), 1);
    assert_eq!(facts.customers.totals(row).revenue, 5_000, "and what was bought counts for the one");
    let found = crate::facts::find::find(&facts, &number, 5);
    assert_eq!(
        found.iter().map(|hit| hit.id).collect::<Vec<_>>(),
        [stays],
        "the old number leads to the one"
    );
    assert_eq!(current(&facts, goes), stays);
    let gone = facts.table(Kind::Customer).present(goes).unwrap();
    assert_eq!(facts.table(Kind::Customer).state(gone), State::Trashed);
}

#[test]
fn the_caller_says_for_each_field_whose_value_stays() {
    let Twice { book, stays, goes, _home, .. } = twice();
    let takes = [("first_name", Take::Going), ("phones", Take::Staying), ("birthday", Take::Staying)];
    book.transact(&by(), "Merge", |tx| merge(tx, stays, goes, &takes)).unwrap();
    let one: Customer = book.facts().get(stays).unwrap();
    assert_eq!((one.first_name.as_str(), one.phones.len(), one.birthday.as_str()), ("Annie", 1, "--03-07"));
    let refused = |book: &Book, takes: &[(&str, Take)], a, b| {
        book.transact(&by(), "Merge", |tx| merge(tx, a, b, takes)).unwrap_err().to_string()
    };
    let third = save(&book, Customer { first_name: "Ann".into(), ..Customer::default() });
    assert!(refused(&book, &[("colour", Take::Both)], stays, third).contains("colour"));
    assert!(refused(&book, &[("first_name", Take::Both)], stays, third).contains("one value"));
    assert!(refused(&book, &[], stays, stays).contains("not two"));
    assert!(
        refused(&book, &[], stays, goes).contains("Take the two apart"),
        "what is merged cannot be merged again, nor brought back first"
    );
    let restored =
        book.transact(&by(), "Restore", |tx| tx.restore(Kind::Customer, goes)).unwrap_err().to_string();
    assert!(
        restored.contains("Take the two apart"),
        "one of two would come back without its sales: {restored}"
    );
}

#[test]
fn months_later_the_two_are_taken_apart_and_nothing_that_came_after_is_lost() {
    let Twice { book, clock, stays, goes, sale, task, _home } = twice();
    let before: Customer = book.facts().get(goes).unwrap();
    joined(&book, stays, goes);
    clock.set(Utc.with_ymd_and_hms(2026, 11, 2, 9, 0, 0).unwrap());
    let later = save(&book, call_on(stays, "Later"));
    book.transact(&by(), "Later", |tx| {
        let mut one: Customer = tx.get(stays)?;
        one.phones.push(phone("040 998877"));
        one.meta.notes.push_str(" And beech.");
        one.tier = "gold".into();
        tx.save(&mut one)?;
        let mut moved: FollowUp = tx.get(task)?;
        moved.subject = "Call again".into();
        tx.save(&mut moved)
    })
    .unwrap();
    let done = book.unmerge(&by(), goes).unwrap();
    let facts = book.facts();
    assert_eq!(done.kept.iter().map(ToString::to_string).collect::<Vec<_>>(), [""; 0]);
    let other: Customer = facts.get(goes).unwrap();
    assert_eq!(
        (&other.phones, &other.emails, &other.number),
        (&before.phones, &before.emails, &before.number)
    );
    assert_eq!((other.merged_into, other.meta.trashed_at), (None, None));
    let one: Customer = facts.get(stays).unwrap();
    let numbers: Vec<&str> = one.phones.iter().map(|p| p.number.as_str()).collect();
    assert_eq!(
        numbers,
        ["030 1234567", "040 998877"],
        "what was added later stays, what came along goes back"
    );
    assert_eq!((one.tier.as_str(), one.meta.notes.trim()), ("gold", "And beech."));
    assert!(one.emails.is_empty() && one.former_numbers.is_empty());
    assert_eq!(facts.get::<Sale>(sale).unwrap().customer_id, Some(goes));
    let moved: FollowUp = facts.get(task).unwrap();
    assert_eq!(
        (moved.customer_id, moved.subject.as_str()),
        (Some(goes), "Call again"),
        "moved back with its later change"
    );
    assert_eq!(
        facts.get::<FollowUp>(later).unwrap().customer_id,
        Some(stays),
        "what came after stays where it came"
    );
    drop(facts);
    assert!(book.unmerge(&by(), goes).unwrap_err().to_string().contains("not merged"));
    book.undo(&by(), None, &Unwatched).unwrap();
    assert_eq!(
        book.facts().get::<Customer>(goes).unwrap().merged_into,
        Some(stays),
        "and this can be taken back too"
    );
}

#[test]
fn a_chain_of_merges_is_taken_apart_link_by_link() {
    let Twice { book, stays, goes, sale, _home, .. } = twice();
    let third = save(&book, Customer { last_name: "Weber".into(), ..Customer::default() });
    joined(&book, stays, goes);
    joined(&book, third, stays);
    assert_eq!(current(&book.facts(), goes), third);
    book.unmerge(&by(), goes).unwrap();
    assert_eq!(
        book.facts().get::<Sale>(sale).unwrap().customer_id,
        Some(goes),
        "its sale comes back through both"
    );
    book.unmerge(&by(), stays).unwrap();
    let one: Customer = book.facts().get(stays).unwrap();
    assert_eq!((one.merged_into, one.meta.trashed_at), (None, None));
}

#[test]
fn a_customer_is_on_a_mailing_list_once_after_a_merge() {
    let Twice { book, stays, goes, _home, .. } = twice();
    let campaign = save(&book, Campaign { name: "Spring".into(), ..Campaign::default() });
    for (customer_id, sent) in [(stays, None), (goes, Some(day("2026-01-05")))] {
        save(&book, Target { campaign_id: campaign, customer_id, sent_at: sent, ..Target::default() });
    }
    let before = everything(&book);
    joined(&book, stays, goes);
    {
        let facts = book.facts();
        let row = facts.table(Kind::Campaign).present(campaign).unwrap();
        let result = crate::campaigns::facts::result(&facts, row);
        assert_eq!((result.targets, result.sent), (1, 1));
    }
    book.unmerge(&by(), goes).unwrap();
    assert_eq!(everything(&book), before, "both entries are there again");
}

fn any_customer() -> impl Strategy<Value = Customer> {
    let word = prop::sample::select(vec!["", "Anna", "Weber", "Linden"]);
    let phones = prop::collection::vec(
        prop::sample::select(vec!["030 1234567", "+49 30 1234567", "0171 5550123"]),
        0..3,
    );
    let tags = prop::collection::vec(prop::sample::select(vec!["vip", "oak", "late"]), 0..3);
    (word.clone(), word.clone(), word, phones, tags, ".{0,8}", any::<bool>()).prop_map(
        |(first, last, tier, phones, tags, notes, archived)| {
            let mut c = Customer {
                first_name: first.into(),
                last_name: format!("{last}x"),
                tier: tier.into(),
                phones: phones.into_iter().map(phone).collect(),
                ..Customer::default()
            };
            let record: &mut dyn AnyRecord = &mut c;
            let field = Customer::DEF.field("tags").unwrap();
            record
                .set_value(field, Value::List(tags.into_iter().map(|t| Value::Text(t.into())).collect()))
                .unwrap();
            c.meta.notes = notes.trim().to_owned();
            c.meta.archived = archived;
            c
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn taking_apart_what_was_merged_is_as_if_it_never_was(
        a in any_customer(),
        b in any_customer(),
        owners in prop::collection::vec(0_usize..3, 0..6),
        edits in prop::collection::vec(0_usize..6, 0..4),
        links in prop::collection::vec(0_usize..4, 4),
        photos in prop::collection::vec(any::<bool>(), 2),
    ) {
        let home = tempfile::tempdir().unwrap();
        let (book, _) = book(&home);
        let stays = save(&book, a);
        let goes = save(&book, b);
        let third = save(&book, Customer { last_name: "Third".into(), company_id: Some(goes), ..Customer::default() });
        let tasks: Vec<Id> =
            owners.iter().map(|owner| save(&book, call_on([stays, goes, third][*owner], "Task"))).collect();
        let cases: Vec<Id> =
            owners.iter().map(|owner| save(&book, case_of([stays, goes, third][*owner], "Case"))).collect();
        for (case, owner) in cases.iter().zip(&owners) {
            let customer_id = Some([stays, goes, third][*owner]);
            save(&book, FollowUp { customer_id, case_id: Some(*case), ..call_on(stays, "About the case") });
        }
        let all = [stays, goes, third];
        let (friend, shop) = (own::relation(&book, "customer"), own::relation(&book, "follow_up"));
        for (id, to) in all.iter().zip(&links) {
            own::lead(&book, (Kind::Customer, *id), friend, all.get(*to).copied().filter(|to| to != id));
        }
        tasks.iter().for_each(|task| own::lead(&book, (Kind::FollowUp, *task), shop, all.get(links[3]).copied()));
        let kept = own::files(&book);
        for ((id, has), name) in all.iter().zip(&photos).zip(["a.jpg", "b.jpg"]) {
            let names: &[&str] = if *has { &[name, "both.jpg"] } else { &[] };
            own::keep(&book, *id, kept, names);
        }
        let before = everything(&book);
        joined(&book, stays, goes);
        for (holder, link) in [(third, friend)].into_iter().chain(tasks.iter().map(|task| (*task, shop))) {
            prop_assert!(own::leads_to(&book, holder, link) != Some(goes), "nothing leads to whom was merged");
        }
        prop_assert!(own::leads_to(&book, stays, friend) != Some(stays), "nobody leads to themselves");
        for (case, owner) in cases.iter().zip(&owners) {
            let now: Case = book.facts().get(*case).unwrap();
            prop_assert_eq!(now.customer_id, [stays, stays, third][*owner], "cases go with their customer");
        }
        book.unmerge(&by(), goes).unwrap();
        prop_assert_eq!(&everything(&book), &before);

        // Once more, with changes in between: they stay, and the rest is as it was.
        joined(&book, stays, goes);
        for (n, edit) in edits.iter().enumerate() {
            if let Some(task) = tasks.get(*edit) {
                book.transact(&by(), "Edit", |tx| {
                    let mut record: FollowUp = tx.get(*task)?;
                    record.subject = format!("Edited {n}");
                    tx.save(&mut record)
                }).unwrap();
            } else {
                book.transact(&by(), "Edit", |tx| {
                    let mut one: Customer = tx.get(stays)?;
                    one.phones.push(phone(&format!("040 77000{n}")));
                    tx.save(&mut one)
                }).unwrap();
            }
        }
        let edited = everything(&book);
        book.unmerge(&by(), goes).unwrap();
        let facts = book.facts();
        for (index, task) in tasks.iter().enumerate() {
            let now: FollowUp = facts.get(*task).unwrap();
            let then = FollowUp::decode(*task, &edited[&(Kind::FollowUp as u8, *task)]).unwrap();
            prop_assert_eq!(now.customer_id, Some([stays, goes, third][owners[index]]));
            prop_assert_eq!(now.subject, then.subject, "a later change is never lost");
        }
        for (case, owner) in cases.iter().zip(&owners) {
            prop_assert_eq!(facts.get::<Case>(*case).unwrap().customer_id, [stays, goes, third][*owner]);
        }
        let (now, then) = (facts.get::<Customer>(stays).unwrap(), Customer::decode(stays, &before[&(Kind::Customer as u8, stays)]).unwrap());
        let added = edits.iter().filter(|edit| tasks.get(**edit).is_none()).count();
        prop_assert_eq!(now.phones.len(), then.phones.len() + added);
        prop_assert_eq!(now.meta.tags, then.meta.tags);
        let other = (Kind::Customer as u8, goes);
        prop_assert_eq!(&facts.table(Kind::Customer).bytes(facts.table(Kind::Customer).present(goes).unwrap()), &before[&other].as_slice());
    }
}

#[test]
fn one_address_in_two_spellings_is_not_proposed_twice() {
    let home = tempfile::tempdir().unwrap();
    let (book, _) = book(&home);
    let at = |street: &str, postal_code: &str, label: &str| Customer {
        addresses: vec![Address {
            street: street.into(),
            city: "Berlin".into(),
            postal_code: postal_code.into(),
            label: label.into(),
            ..Address::default()
        }],
        ..Customer::default()
    };
    let proposed = |staying: Customer, going: Customer| {
        let custom = &book.facts().custom;
        let fields = beside(custom, &staying, &going);
        fields.iter().find(|one| one.field.name == "addresses").map(|one| one.take)
    };
    let long = || at("Hauptstraße 5", "10115", "");
    assert_eq!(
        proposed(long(), at("Hauptstr. 5", "10115", "")),
        Some(Take::Staying),
        "letters would go there twice"
    );
    assert_eq!(
        proposed(at("Hauptstr. 5", "", ""), long()),
        Some(Take::Going),
        "the fuller one is worth more"
    );
    assert_eq!(
        proposed(at("Hauptstr.", "10115", ""), long()),
        Some(Take::Going),
        "the number of the house is not lost"
    );
    assert_eq!(
        proposed(long(), at("Hauptstr. 7", "10115", "")),
        Some(Take::Both),
        "another house is another address"
    );
    assert_eq!(
        proposed(long(), at("Hauptstr. 5", "10115", "delivery")),
        Some(Take::Going),
        "nor what it is for"
    );
}
