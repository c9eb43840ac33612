//! What happens between a merge and taking apart: series that go on, other merges, relations.

use super::*;
use crate::customers::duplicates::distinct::not_the_same;
use crate::customers::{CustomerKind, Relation};
use crate::deals::{Deal, DealContact};
use crate::follow_ups::complete::complete;
use crate::interactions::InteractionChannel;

fn relation(customer_id: Id, role: &str) -> Relation {
    Relation { customer_id, role: role.into(), member: false }
}

fn person(name: &str) -> Customer {
    Customer { last_name: name.into(), ..Customer::default() }
}

/// Two that will be one, and a third.
fn three() -> (Book, [Id; 3], tempfile::TempDir) {
    let home = tempfile::tempdir().unwrap();
    let (book, _) = book(&home);
    let ids = ["Anna", "Annie", "Third"].map(|name| save(&book, person(name)));
    (book, ids, home)
}

fn of(book: &Book, id: Id) -> Customer {
    book.facts().get(id).unwrap()
}

#[test]
fn a_series_that_went_on_meanwhile_goes_back_to_whose_it_is() {
    let (book, [stays, goes, _], _home) = three();
    let weekly =
        |customer| FollowUp { recurrence: "FREQ=WEEKLY".into(), ..call_on(customer, "Water the plants") };
    let (own, other) = (save(&book, weekly(stays)), save(&book, weekly(goes)));
    joined(&book, stays, goes);
    let next = |id| {
        let done = book.transact(&by(), "Done", |tx| complete(tx, id, "watered")).unwrap();
        done.value.1.unwrap()
    };
    let (own_next, other_next) = (next(own), next(other));
    let other_last = next(other_next);
    let done = book.unmerge(&by(), goes).unwrap();
    let whose = |id| book.facts().get::<FollowUp>(id).unwrap().customer_id;
    assert_eq!(whose(own_next), Some(stays), "and not that of the other");
    for id in [other, other_next, other_last] {
        assert_eq!(whose(id), Some(goes), "or the plants of one would be watered at the other\u{2019}s");
    }
    assert_eq!(done.kept.len(), 2, "both are told: {:?}", done.kept);
    let open = |id| {
        let tasks = book.facts();
        let table = tasks.table(Kind::FollowUp);
        let all = table.present_rows().map(|row| tasks.get::<FollowUp>(table.id(row)).unwrap());
        all.filter(|task| !task.done && task.customer_id == Some(id)).count()
    };
    assert_eq!((open(stays), open(goes)), (1, 1), "none lost, none doubled");
}

#[test]
fn what_was_said_later_about_something_of_the_other_goes_along_and_the_rest_stays() {
    let (book, [stays, goes, _], _home) = three();
    let deal = |customer| Deal { title: "Kitchen".into(), customer_id: customer, ..Deal::default() };
    let (own, other) = (save(&book, deal(stays)), save(&book, deal(goes)));
    joined(&book, stays, goes);
    let talk = |deal: Option<Id>| {
        let at = book.clock().now();
        let channel = InteractionChannel::Call;
        let talk = Interaction { customer_id: stays, at, channel, deal_id: deal, ..Interaction::default() };
        save(&book, Interaction { summary: "Asked".into(), ..talk })
    };
    let talks = [talk(Some(own)), talk(Some(other)), talk(None)];
    book.unmerge(&by(), goes).unwrap();
    let whose = talks.map(|id| book.facts().get::<Interaction>(id).unwrap().customer_id);
    assert_eq!(whose, [stays, goes, stays]);
}

#[test]
fn links_of_a_chain_come_apart_in_either_order() {
    for first in [0, 1] {
        let (book, [a, b, c], _home) = three();
        let task = save(&book, call_on(a, "Call"));
        joined(&book, b, a);
        joined(&book, c, b);
        let order = if first == 0 { [a, b] } else { [b, a] };
        for id in order {
            book.unmerge(&by(), id).unwrap();
        }
        assert_eq!(book.facts().get::<FollowUp>(task).unwrap().customer_id, Some(a), "from {first}");
        for (id, name) in [(a, "Anna"), (b, "Annie"), (c, "Third")] {
            let one = of(&book, id);
            assert_eq!((one.last_name.as_str(), one.merged_into, one.meta.trashed_at), (name, None, None));
            assert!(
                one.former_numbers.is_empty(),
                "{name} has the number of another: {:?}",
                one.former_numbers
            );
        }
    }
}

#[test]
fn the_same_two_are_merged_and_taken_apart_again_and_again() {
    let (book, [stays, goes, _], _home) = three();
    let task = save(&book, call_on(goes, "Call"));
    for round in 0..3 {
        joined(&book, stays, goes);
        book.transact(&by(), "Edit", |tx| {
            let mut one: Customer = tx.get(stays)?;
            one.phones.push(phone(&format!("040 77000{round}")));
            tx.save(&mut one)
        })
        .unwrap();
        book.unmerge(&by(), goes).unwrap();
        assert_eq!(of(&book, stays).phones.len(), round + 1, "what came after each merge stays");
        assert_eq!(of(&book, goes).phones.len(), 0);
        assert_eq!(book.facts().get::<FollowUp>(task).unwrap().customer_id, Some(goes));
    }
}

#[test]
fn relations_keep_their_roles_and_nobody_is_named_twice() {
    let (book, [stays, goes, third], _home) = three();
    let fourth = save(&book, person("Fourth"));
    let relate = |id: Id, relations: Vec<Relation>| {
        book.transact(&by(), "Relate", |tx| {
            let mut one: Customer = tx.get(id)?;
            one.relations.clone_from(&relations);
            tx.save(&mut one)
        })
        .unwrap();
    };
    relate(stays, vec![relation(third, "sister"), relation(goes, "same?")]);
    relate(goes, vec![relation(third, "tax adviser"), relation(third, "Sister")]);
    relate(fourth, vec![relation(stays, "landlord"), relation(goes, "landlord")]);
    let before = everything(&book);
    joined(&book, stays, goes);
    assert_eq!(
        of(&book, stays).relations,
        [relation(third, "sister"), relation(third, "tax adviser")],
        "somebody may be two things, and nobody is related to themselves"
    );
    assert_eq!(of(&book, fourth).relations, [relation(stays, "landlord")], "said once");
    relate(fourth, vec![relation(stays, "landlord"), relation(third, "friend")]);
    book.unmerge(&by(), goes).unwrap();
    let now = of(&book, fourth).relations;
    assert_eq!(now.len(), 3, "both landlords and the friend: {now:?}");
    for wanted in [relation(stays, "landlord"), relation(goes, "landlord"), relation(third, "friend")] {
        assert!(now.contains(&wanted), "{now:?}");
    }
    relate(fourth, vec![relation(stays, "landlord"), relation(goes, "landlord")]);
    let after = everything(&book);
    for id in [stays, goes] {
        let key = (Kind::Customer as u8, id);
        let (then, now) = (Customer::decode(id, &before[&key]), Customer::decode(id, &after[&key]));
        assert_eq!(then.unwrap().relations, now.unwrap().relations);
    }
}

#[test]
fn companies_take_their_people_along_and_give_them_back() {
    let (book, [_, _, third], _home) = three();
    let company = |name: &str| Customer {
        kind: CustomerKind::Company,
        company_name: name.into(),
        ..Customer::default()
    };
    let (stays, goes) = (save(&book, company("Linde AG")), save(&book, company("Linde")));
    let member = |name: &str, at: Id| save(&book, Customer { company_id: Some(at), ..person(name) });
    let (one, other) = (member("One", stays), member("Other", goes));
    joined(&book, stays, goes);
    assert_eq!(of(&book, other).company_id, Some(stays));
    let later = member("Later", stays);
    book.transact(&by(), "Leaves", |tx| {
        let mut left: Customer = tx.get(other)?;
        left.company_id = Some(third);
        tx.save(&mut left)
    })
    .unwrap_or_else(|error| panic!("{error}"));
    let done = book.unmerge(&by(), goes).unwrap();
    assert_eq!(of(&book, other).company_id, Some(third), "who has left since is not called back");
    assert!(!done.kept.is_empty(), "and that is told");
    assert_eq!((of(&book, one).company_id, of(&book, later).company_id), (Some(stays), Some(stays)));
}

#[test]
fn whom_not_to_call_stays_uncalled_whatever_is_merged() {
    let (book, [stays, goes, third], _home) = three();
    let forbid = |id: Id, channels: &[Channel]| {
        book.transact(&by(), "Forbid", |tx| {
            let mut one: Customer = tx.get(id)?;
            one.forbidden_channels = channels.to_vec();
            tx.save(&mut one)
        })
        .unwrap();
    };
    forbid(stays, &[Channel::Letter]);
    forbid(goes, &[Channel::Call]);
    joined(&book, stays, goes);
    joined(&book, third, stays);
    let now = of(&book, third).forbidden_channels;
    assert!(now.contains(&Channel::Call) && now.contains(&Channel::Letter), "{now:?}");
    forbid(third, &[Channel::Letter, Channel::Call, Channel::Email]);
    book.unmerge(&by(), goes).unwrap();
    assert_eq!(of(&book, goes).forbidden_channels, [Channel::Call]);
    book.unmerge(&by(), stays).unwrap();
    assert_eq!(of(&book, stays).forbidden_channels, [Channel::Letter]);
    assert!(of(&book, third).forbidden_channels.contains(&Channel::Email), "what was said since stays said");
}

#[test]
fn what_is_saved_under_the_old_name_belongs_to_the_one_that_stays() {
    let (book, [stays, goes, third], _home) = three();
    let mut open = call_on(goes, "Call");
    save(&book, open.clone());
    let moved = save(&book, call_on(goes, "Moved"));
    let deal = save(&book, Deal { title: "Kitchen".into(), customer_id: goes, ..Deal::default() });
    joined(&book, stays, goes);
    joined(&book, third, stays);
    let whose = |id| book.facts().get::<FollowUp>(id).unwrap().customer_id;

    // A form that was open all the while, and one that was opened for the old name.
    let mut form: FollowUp = book.facts().get(moved).unwrap();
    form.customer_id = Some(goes);
    form.subject = "Moved on".into();
    assert_eq!(save(&book, form), moved);
    let new = save(&book, open.clone());
    open.deal_id = Some(deal);
    let about = save(&book, open);
    assert_eq!([moved, new, about].map(whose), [Some(third); 3], "nobody looks at a customer in the trash");
    let contacts = vec![DealContact { customer_id: goes, role: "pays".into() }];
    let other = Deal { title: "Hall".into(), customer_id: stays, contacts, ..Deal::default() };
    let other: Deal = {
        let id = save(&book, other);
        book.facts().get(id).unwrap()
    };
    assert_eq!((other.customer_id, other.contacts[0].customer_id), (third, third), "in lists too");
    let mut own = of(&book, third);
    own.referred_by = Some(goes);
    own.relations.push(relation(stays, "sister"));
    save(&book, own);
    assert_eq!(
        (of(&book, third).referred_by, of(&book, third).relations.len()),
        (None, 0),
        "and none is their own"
    );
    let told = book.transact(&by(), "Not one", |tx| not_the_same(tx, goes, third));
    assert!(told.is_err(), "they are one by now");

    let mut lost = of(&book, goes);
    lost.phones.push(phone("040 770001"));
    let Err(Error::Invalid { message, .. }) = book.transact(&by(), "Save", |tx| tx.save(&mut lost)) else {
        panic!("what is typed into the old form would never be seen again")
    };
    assert!(message.to_string().contains("merged into “Third”"), "{message}");

    book.unmerge(&by(), stays).unwrap();
    book.unmerge(&by(), goes).unwrap();
    assert_eq!(
        [moved, about, new].map(whose),
        [Some(goes), Some(goes), Some(third)],
        "what it belongs to decides, and the rest stays where it came"
    );
}

#[test]
fn an_undo_gives_nothing_back_to_a_customer_that_is_no_more() {
    let (book, [stays, goes, third], _home) = three();
    let task = save(&book, call_on(goes, "Call"));
    let given = book.transact(&by(), "Give", |tx| {
        let mut record: FollowUp = tx.get(task)?;
        record.customer_id = Some(third);
        tx.save(&mut record)
    });
    joined(&book, stays, goes);
    book.undo(&by(), given.unwrap().op, &Unwatched).unwrap();
    assert_eq!(book.facts().get::<FollowUp>(task).unwrap().customer_id, Some(stays));
}
