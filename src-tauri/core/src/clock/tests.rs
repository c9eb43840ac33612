//! The day on the owner's wall, wherever moments become days.

use super::*;
use crate::Id;
use crate::book::Book;
use crate::book::tests::{blank, by};
use crate::customers::Customer;
use crate::customers::contacted::contacted;
use crate::customers::timeline::timeline;
use crate::deals::{Deal, board};
use crate::entity::{Entity, Kind};
use crate::facts::find::find;
use crate::filter::parse;
use crate::interactions::{Interaction, InteractionChannel};
use crate::reports::catalog::{ReportParams, build};
use crate::reports::value::Cell;
use crate::sales::{Line, Sale};
use crate::settings::{SETTINGS_ID, Settings};
use crate::today::week;

/// Moments at which it is another day on the wall than in UTC: half past midnight of the 3rd in Berlin,
/// eight in the evening of the 2nd in New York.
const WALLS: [(&str, &str, &str); 2] = [
    ("Europe/Berlin", "2026-03-02T23:30:00Z", "2026-03-03"),
    ("America/New_York", "2026-03-03T01:00:00Z", "2026-03-02"),
];

struct Shop {
    book: Book,
    clock: std::sync::Arc<ManualClock>,
    anna: Id,
    _home: tempfile::TempDir,
}

impl Shop {
    /// A shop whose settings name the zone, while the computer's own clock goes by another.
    fn at(zone: &str, now: &str) -> Self {
        let home = tempfile::tempdir().unwrap();
        let (book, clock) = blank(&home.path().join("shop"));
        let mut settings: Settings = book.facts().get(SETTINGS_ID).unwrap();
        settings.zone = zone.into();
        let mut anna = Customer { last_name: "Weber".into(), ..Customer::default() };
        book.transact(&by(), "Zone", |tx| tx.save(&mut settings)).unwrap();
        clock.set(now.parse().unwrap());
        let anna = book.transact(&by(), "Anna", |tx| tx.save(&mut anna)).unwrap().value;
        Self { book, clock, anna, _home: home }
    }

    fn save<E: Entity>(&self, mut record: E) -> Id {
        self.book.transact(&by(), "Save", |tx| tx.save(&mut record)).unwrap().value
    }

    fn call(&self, summary: &str) -> Id {
        let at = self.clock.now();
        let channel = InteractionChannel::Call;
        let (customer_id, summary) = (self.anna, summary.into());
        self.save(Interaction { customer_id, channel, at, summary, ..Interaction::default() })
    }

    fn count(&self, kind: Kind, condition: &str) -> usize {
        let facts = self.book.facts();
        let filter = parse(condition).unwrap().compile(&facts, kind, self.book.today()).unwrap();
        facts.table(kind).present_rows().filter(|row| filter.matches(&facts, *row)).count()
    }
}

#[test]
fn a_call_of_today_is_found_under_today_on_either_side_of_utc() {
    for (zone, now, today) in WALLS {
        let shop = Shop::at(zone, now);
        assert_eq!(shop.book.today().to_string(), today, "{zone}");
        shop.call("asked for the oak table");
        for (condition, wanted) in
            [("at = today", 1), ("at < today", 0), ("at > today", 0), (&*format!("at = {today}"), 1)]
        {
            assert_eq!(shop.count(Kind::Interaction, condition), wanted, "{condition} in {zone}");
        }
        assert_eq!(shop.count(Kind::Customer, "created_at = today"), 1, "who came in today, in {zone}");
        let facts = shop.book.facts();
        let seen = contacted(&facts, shop.anna, shop.clock.now(), shop.book.today(), false).unwrap().unwrap();
        assert_eq!(seen.sentence.to_string(), "Already contacted by Ana today.", "in {zone}");
        let hit = find(&facts, "oak table", 5).into_iter().next().unwrap();
        assert!(hit.detail.starts_with(today), "the day of what was said, in {zone}: {}", hit.detail);
    }
}

#[test]
fn an_hour_is_counted_in_the_week_of_the_wall() {
    // Half past midnight of a Monday in Berlin and eight on a Sunday evening in New York.
    for (zone, now, monday) in [
        ("Europe/Berlin", "2026-03-01T23:30:00Z", "2026-03-02"),
        ("America/New_York", "2026-03-02T01:00:00Z", "2026-02-23"),
    ] {
        let shop = Shop::at(zone, now);
        let week = week(&shop.book.facts(), shop.book.today());
        assert_eq!((week.from.to_string().as_str(), week.new_customers), (monday, 1), "{zone}");
    }
}

#[test]
fn days_in_a_stage_are_those_of_the_wall() {
    for (zone, now, today) in WALLS {
        let shop = Shop::at(zone, now);
        shop.save(Deal { title: "Kitchen".into(), customer_id: shop.anna, ..Deal::default() });
        let days = |today| {
            let columns = board::board(&shop.book.facts(), "", None, today, 10);
            columns.iter().flat_map(|column| &column.cards).map(|card| card.days).collect::<Vec<_>>()
        };
        assert_eq!(days(shop.book.today()), [0], "it came there today, in {zone}");
        assert_eq!(days(shop.book.today().succ_opt().unwrap()), [1], "and tomorrow that is yesterday");
        let day = Some(today.parse().unwrap());
        let params = ReportParams { from: day, to: day, ..ReportParams::default() };
        let report = build(&shop.book.facts(), shop.book.today(), "deals_funnel", &params).unwrap();
        assert_eq!(report.tables[0].rows[0][1], Cell::Int(1), "the deals of {today} in {zone}");
        let steps = &report.charts[0];
        assert_eq!(steps.labels.len(), report.tables[0].rows.len(), "every stage of the table is a step");
        assert_eq!(steps.series[0].values[0], 1.0, "the drawing says what the table says");
        assert!(steps.sentence.starts_with("0 of 1 deals"), "{}", steps.sentence);
    }
}

#[test]
fn what_was_said_in_the_evening_comes_before_what_was_sold_the_next_day() {
    let shop = Shop::at("America/New_York", "2026-03-03T01:00:00Z");
    let call = shop.call("will come tomorrow");
    let line =
        Line { description: "Stool".into(), quantity: 1.into(), unit_price: 90.into(), ..Line::default() };
    let date = "2026-03-03".parse().unwrap();
    let sale = shop.save(Sale { customer_id: Some(shop.anna), date, lines: vec![line], ..Sale::default() });
    let (items, _) = timeline(&shop.book.facts(), shop.anna, None, 0, 10).unwrap();
    let order: Vec<Id> = items.iter().map(|item| item.id).collect();
    assert_eq!(order, [sale, call], "the newest first");
}

#[test]
fn the_zone_is_that_of_the_settings_from_the_moment_it_is_named_until_it_is_not() {
    let home = tempfile::tempdir().unwrap();
    let (book, clock) = blank(&home.path().join("shop"));
    clock.set("2026-03-02T23:30:00Z".parse().unwrap());
    let name = |zone: &str| {
        let mut settings: Settings = book.facts().get(SETTINGS_ID).unwrap();
        settings.zone = zone.into();
        book.transact(&by(), "Zone", |tx| tx.save(&mut settings)).unwrap();
        (book.zone(), book.facts().zone(), book.today().to_string())
    };
    assert_eq!(name("Europe/Berlin"), (Tz::Europe__Berlin, Tz::Europe__Berlin, "2026-03-03".into()));
    assert_eq!(name(""), (Tz::UTC, Tz::UTC, "2026-03-02".into()), "this computer's again");
    name("America/New_York");
    book.close().unwrap();
    let again = Book::open(&home.path().join("shop"), clock).unwrap();
    assert_eq!((again.zone(), again.facts().zone()), (Tz::America__New_York, Tz::America__New_York));
}
