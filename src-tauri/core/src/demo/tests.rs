use super::*;
use crate::book::{NewBook, Source};
use crate::clock::ManualClock;
use crate::customers::Customer;
use crate::entity::Kind;
use crate::facts::State;
use crate::sales::{DocumentKind, Sale};
use crate::settings::is_internal;
use std::sync::Arc;

fn by() -> By {
    By { actor: "Mara".into(), source: Source::Program }
}

fn empty(dir: &std::path::Path) -> Book {
    empty_in(dir, "")
}

fn empty_in(dir: &std::path::Path, language: &str) -> Book {
    let now = "2026-11-20T10:00:00Z".parse().unwrap();
    let new = NewBook {
        name: "Linden Workshop".into(),
        currency: "EUR".into(),
        country: "DE".into(),
        user_name: "Mara".into(),
    };
    Book::create_in(dir, &new, language, Arc::new(ManualClock::new(now, 7))).unwrap()
}

/// A book with a shop in it.
pub(crate) fn shop(dir: &std::path::Path, options: &DemoOptions) -> Book {
    let book = empty(dir);
    fill(&book, &by(), options, &Unwatched).unwrap();
    book
}

fn contents(book: &Book) -> Vec<(Kind, Id, Vec<u8>)> {
    let facts = book.facts();
    let mut all: Vec<_> = Kind::ALL
        .into_iter()
        .flat_map(|kind| {
            let table = facts.table(kind);
            table
                .present_rows()
                .map(|row| (kind, table.id(row), table.bytes(row).to_vec()))
                .collect::<Vec<_>>()
        })
        .collect();
    all.sort();
    all
}

#[test]
fn two_runs_with_one_seed_are_identical_so_that_figures_can_be_quoted() {
    let options = DemoOptions { customers: 60, ..DemoOptions::default() };
    let (a, b) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (one, two) = (shop(a.path(), &options), shop(b.path(), &options));
    assert_eq!(contents(&one), contents(&two), "the same seed and clock must give the same records");
}

/// Every free text of a record, with those of its parts.
fn texts(value: &crate::entity::Value, out: &mut Vec<String>) {
    use crate::entity::Value;
    match value {
        Value::Text(text) => out.push(text.clone()),
        Value::List(items) => items.iter().for_each(|item| texts(item, out)),
        Value::Part(values) => values.iter().for_each(|(_, value)| texts(value, out)),
        _ => {}
    }
}

#[test]
fn a_german_book_gets_a_german_shop_so_that_its_first_minute_is_not_in_a_foreign_language() {
    let options = DemoOptions { customers: 120, ..DemoOptions::default() };
    let said = |language: &str| -> ahash::AHashSet<String> {
        let dir = tempfile::tempdir().unwrap();
        let book = empty_in(dir.path(), language);
        fill(&book, &by(), &options, &Unwatched).unwrap();
        let mut found = Vec::new();
        for (kind, id, _) in contents(&book).into_iter().filter(|(kind, ..)| !is_internal(*kind)) {
            let record = book.facts().get_any(kind, id).unwrap();
            for field in kind.def().fields.iter().filter(|field| field.name != "addresses") {
                texts(&record.value(field), &mut found);
            }
            found.extend(record.meta().tags.iter().cloned().chain([record.meta().notes.clone()]));
        }
        found.into_iter().collect()
    };
    let (english, german) = (said("en"), said("de-AT"));
    // What may be the same are names, numbers, addresses and choices; sentences of several small words are not.
    let left: Vec<&String> = german
        .iter()
        .filter(|text| english.contains(*text))
        .filter(|text| {
            text.split(' ').filter(|w| w.len() > 1 && w.chars().all(|c| c.is_ascii_lowercase())).count() > 1
        })
        .filter(|text| !text.contains(" = ") && !text.contains(" < ") && !text.contains(" >= "))
        .collect();
    assert_eq!(left, Vec::<&String>::new(), "these have no German words in demo/german.rs");
    for (english, words) in german::WORDS.iter().chain(cases::GERMAN) {
        assert!(!words.is_empty() && english.starts_with(' ') == words.starts_with(' '), "{english}");
    }
    let begins = |start: &str| german.iter().any(|text| text.starts_with(start));
    assert!(
        begins("RE-2026-") && begins("FALL-2026-") && begins("K-00"),
        "whoever reads German writes Rechnungen"
    );
    assert!(begins("TIS-EIC-180") && !begins("TAB-OAK"), "the codes of its goods are of its words");
    for foreign in ["INV-", "CN-", "DN-", "CASE-", "PAY-", "C-00", "Mr ", "Ms ", "Wrong"] {
        assert!(!begins(foreign), "{foreign} in a German shop");
    }
    assert!(german.contains("Esstisch Eiche 180 cm") && !german.contains("Oak dining table 180 cm"));
}

#[test]
fn the_shop_has_something_for_every_screen() {
    let dir = tempfile::tempdir().unwrap();
    let started = std::time::Instant::now();
    let book = shop(dir.path(), &DemoOptions::default());
    println!("500 customers in {:?}", started.elapsed());
    let facts = book.facts();
    let today = crate::customers::facts::day_number(book.today());
    assert_eq!(facts.table(Kind::Customer).count(State::Live), 500);
    assert_eq!(facts.table(Kind::Customer).count(State::Trashed), 4);
    let sales = facts.sales.all();
    let lines: usize = (0..sales.len() as u32).map(|row| facts.sales.lines(row).len()).sum();
    println!("{} documents, {lines} lines", sales.len());
    assert!((3_500..7_500).contains(&lines), "about ten lines a customer, found {lines}");
    let kinds: Vec<DocumentKind> = (0..facts.table(Kind::Sale).len())
        .map(|row| facts.get::<Sale>(facts.table(Kind::Sale).id(row)).unwrap().document_kind)
        .collect();
    for kind in DocumentKind::ALL {
        assert!(kinds.contains(kind), "there must be a {} to look at", kind.word());
    }
    assert!(facts.stock.in_use(), "the shelves have something on them");
    let reminded = crate::payments::dunning::late(&facts, book.today());
    assert!(reminded.iter().any(|late| late.level == 1), "a second reminder is due");
    assert!(sales.iter().all(|s| s.day <= today), "nothing was sold in the future");
    assert!(sales.iter().filter(|s| s.due > 0).count() > 10, "open invoices are what reminders are for");
    let open: Vec<i32> =
        (0..facts.table(Kind::FollowUp).len()).filter_map(|r| facts.follow_ups.open_due(r)).collect();
    assert!(open.iter().any(|d| *d < today) && open.contains(&today) && open.iter().any(|d| *d > today));
    for row in facts.table(Kind::Campaign).present_rows() {
        let result = crate::campaigns::facts::result(&facts, row);
        println!("{} {result:?}", facts.title(Kind::Campaign, row));
    }
    assert_eq!(facts.table(Kind::Campaign).count(State::Live), 4);
    assert!(facts.table(Kind::Product).count(State::Live) >= 40);
    let readable = facts
        .table(Kind::Customer)
        .present_rows()
        .map(|row| facts.get::<Customer>(facts.table(Kind::Customer).id(row)).unwrap())
        .flat_map(|c| c.phones)
        .fold((0, 0), |(ok, all), p| (ok + usize::from(!p.e164.is_empty()), all + 1));
    println!("{readable:?} phone numbers have an international form");
    assert!(readable.0 * 10 > readable.1 * 6, "most numbers must be dialable as written: {readable:?}");
}

#[test]
fn the_shop_has_leads_deals_doubles_and_somebody_to_leave_alone() {
    use crate::customers::{Channel, duplicates, leads::LeadStatus};
    use crate::deals::{Deal, Outcome};
    use crate::follow_ups::FollowUp;
    let dir = tempfile::tempdir().unwrap();
    let book = shop(dir.path(), &DemoOptions::default());
    let facts = book.facts();
    let all = |kind| -> Vec<Id> {
        let table = facts.table(kind);
        table.present_rows().map(|row| table.id(row)).collect()
    };
    let customers: Vec<Customer> = all(Kind::Customer).into_iter().map(|id| facts.get(id).unwrap()).collect();
    for status in LeadStatus::ALL {
        let count = customers.iter().filter(|c| c.lead_status == Some(*status)).count();
        assert!(count > 1, "there must be leads that are {}, found {count}", status.word());
    }
    let pairs = duplicates::scan(&facts, duplicates::LIKELY, &Unwatched).unwrap().pairs;
    assert!((2..12).contains(&pairs.len()), "a handful of doubles to merge, not {}", pairs.len());
    let mut quiet = customers.iter().filter(|c| c.forbidden_channels.len() == Channel::ALL.len());
    let quiet = quiet.next().expect("somebody must want to be left alone");

    let deals: Vec<Deal> = all(Kind::Deal).into_iter().map(|id| facts.get(id).unwrap()).collect();
    assert!(deals.len() > 20, "{} deals", deals.len());
    let stages = crate::deals::stages::of(&facts.settings());
    for stage in &stages {
        assert!(deals.iter().any(|d| d.stage == stage.key), "a board without empty stages: {}", stage.key);
    }
    assert_eq!(crate::deals::board::pipelines(&facts).len(), 2);
    let today = book.today();
    let open = |d: &&Deal| d.status == Outcome::Open;
    assert!(deals.iter().filter(open).any(|d| d.next_step_on.is_none()), "one without a next step");
    assert!(deals.iter().filter(open).any(|d| d.next_step_on.is_some_and(|day| day < today)), "one overdue");
    assert!(deals.iter().any(|d| d.status == Outcome::Lost && !d.competitor.is_empty()));
    assert!(deals.iter().filter(|d| !open(d)).all(|d| !d.reason.is_empty() && d.closed_on.is_some()));
    for deal in &deals {
        assert!(deal.stage_log.windows(2).all(|w| w[0].to == w[1].from && w[0].at <= w[1].at), "{deal:?}");
        assert_eq!(deal.stage_log.last().map(|m| m.to.as_str()), Some(deal.stage.as_str()));
        assert!(deal.closed_on.is_none_or(|day| day <= today) && deal.stage_since <= book.clock().now());
    }
    let tasks: Vec<FollowUp> = all(Kind::FollowUp).into_iter().map(|id| facts.get(id).unwrap()).collect();
    assert!(tasks.iter().any(|t| t.track_id.is_some() && !t.done), "a track must be running");
    assert!(tasks.iter().filter(|t| !t.reminders.is_empty()).count() > 5);
    assert!(tasks.iter().all(|t| t.customer_id != Some(quiet.meta.id)), "nothing is to be done for them");
}

#[test]
fn the_shop_has_cases_of_every_kind_and_in_every_state_with_what_was_said_about_them() {
    use crate::cases::{Case, CaseKind, CaseStatus};
    use crate::interactions::Interaction;
    let dir = tempfile::tempdir().unwrap();
    let book = shop(dir.path(), &DemoOptions::default());
    let facts = book.facts();
    let ids =
        |kind| facts.table(kind).present_rows().map(|row| facts.table(kind).id(row)).collect::<Vec<Id>>();
    let cases: Vec<Case> = ids(Kind::Case).into_iter().map(|id| facts.get(id).unwrap()).collect();
    assert_eq!(cases.len(), 40);
    for kind in CaseKind::ALL {
        assert!(cases.iter().any(|case| case.case_kind == *kind), "{}", kind.word());
    }
    for status in CaseStatus::ALL {
        assert!(cases.iter().any(|case| case.status == *status), "{}", status.word());
    }
    let talks: Vec<Interaction> =
        ids(Kind::Interaction).into_iter().map(|id| facts.get(id).unwrap()).collect();
    for case in &cases {
        let about: Vec<&Interaction> =
            talks.iter().filter(|talk| talk.case_id == Some(case.meta.id)).collect();
        assert!(!about.is_empty() && about.iter().all(|talk| talk.customer_id == case.customer_id));
        assert!(case.first_response.is_none_or(|first| first >= case.received), "{case:?}");
        assert_eq!(case.first_response.is_none(), case.status == CaseStatus::New, "{case:?}");
    }
    let due = crate::today::cases(&facts, book.today(), chrono_tz::Tz::UTC);
    assert!((3..8).contains(&due.len()), "Today has some of them: {}", due.len());
}

#[test]
fn a_cancelled_demo_leaves_the_book_without_records() {
    struct StopLate;
    impl Watch for StopLate {
        fn step(&self, done: u64, _total: u64) -> bool {
            done < 150
        }
    }
    let dir = tempfile::tempdir().unwrap();
    let book = empty(dir.path());
    let options = DemoOptions { customers: 100, ..DemoOptions::default() };
    let stopped = fill(&book, &by(), &options, &StopLate);
    assert!(matches!(stopped, Err(Error::Cancelled)), "the watch said stop: {stopped:?}");
    for kind in Kind::ALL.into_iter().filter(|kind| !is_internal(*kind)) {
        let left = book.facts().table(kind).present_rows().count();
        assert_eq!(left, 0, "“nothing was changed” must be true of every {}", kind.name());
    }
}

#[test]
fn nobody_in_the_shop_is_there_at_night_wherever_it_is_and_whenever_it_was_made() {
    use crate::cases::Case;
    use crate::interactions::Interaction;
    use chrono::Timelike;
    for (now, zone) in [
        ("2026-11-20T10:00:00Z", "UTC"),
        ("2026-11-22T14:39:00Z", "Pacific/Auckland"),
        ("2026-11-23T02:39:00Z", "Europe/Berlin"),
        ("2026-07-04T03:00:00Z", "America/Los_Angeles"),
    ] {
        let dir = tempfile::tempdir().unwrap();
        let zone: chrono_tz::Tz = zone.parse().unwrap();
        let new = NewBook {
            name: "Linden".into(),
            currency: "EUR".into(),
            country: "DE".into(),
            user_name: "Mara".into(),
        };
        let clock = ManualClock::new(now.parse().unwrap(), 7).in_zone(zone);
        let book = Book::create(dir.path(), &new, Arc::new(clock)).unwrap();
        let zone = book.zone();
        fill(&book, &by(), &DemoOptions { customers: 400, ..DemoOptions::default() }, &Unwatched).unwrap();
        let facts = book.facts();
        let table = facts.table(Kind::Case);
        assert!(table.len() > 20);
        for row in 0..table.len() {
            let case: Case = facts.get(table.id(row)).unwrap();
            for at in [Some(case.received), case.first_response, case.resolved_at].into_iter().flatten() {
                let wall = at.with_timezone(&zone);
                assert!(
                    (9..18).contains(&wall.hour()),
                    "{} at {wall} in {zone} of a shop made at {now}",
                    case.subject
                );
            }
            assert!(case.first_response.is_none_or(|at| at >= case.received && at <= book.clock().now()));
        }
        let talks = facts.table(Kind::Interaction);
        assert!(talks.len() > 100);
        for row in 0..talks.len() {
            let talk: Interaction = facts.get(talks.id(row)).unwrap();
            let wall = talk.at.with_timezone(&zone);
            assert!((9..18).contains(&wall.hour()), "“{}” was said at {wall} in {zone}", talk.summary);
        }
    }
}
