mod known;

use super::*;
use crate::book::tests::{blank, by};
use crate::book::{Book, NewBook};
use crate::clock::ManualClock;
use crate::customers::leads::{LeadStatus, convert};
use crate::customers::{Customer, CustomerKind, Role};
use crate::entity::Entity;
use crate::settings::{SETTINGS_ID, Settings};
use crate::{Error, Result};
use chrono::TimeZone;
use std::sync::Arc;

struct Shop {
    book: Book,
    clock: Arc<ManualClock>,
    anna: Id,
    _home: tempfile::TempDir,
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

impl Shop {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let (book, clock) = blank(&home.path().join("shop"));
        let mut anna = Customer { last_name: "Weber".into(), ..Customer::default() };
        let anna = book.transact(&by(), "Anna", |tx| tx.save(&mut anna)).unwrap().value;
        Self { book, clock, anna, _home: home }
    }

    fn save<E: Entity>(&self, record: &mut E) -> Result<Id> {
        self.book.transact(&by(), "Save", |tx| tx.save(record)).map(|done| done.value)
    }

    fn deal(&self, title: &str, amount: i64) -> Deal {
        Deal { title: title.into(), customer_id: self.anna, amount, ..Deal::default() }
    }

    fn get(&self, id: Id) -> Deal {
        self.book.facts().get(id).unwrap()
    }

    fn go(&self, id: Id, stage: &str) -> Result<()> {
        let deal = self.get(id);
        self.book.transact(&by(), "Move", |tx| moves::move_to(tx, deal, stage, None)).map(|_| ())
    }
}

#[test]
fn a_deal_goes_through_its_stages_and_remembers_the_way() {
    let shop = Shop::new();
    let id = shop.save(&mut shop.deal("Kitchen", 0)).unwrap();
    assert_eq!((shop.get(id).stage.as_str(), shop.get(id).status), ("new", Outcome::Open));
    let refused = shop.go(id, "Offer made").unwrap_err();
    assert!(
        matches!(&refused, Error::Invalid { field, .. } if field == "amount"),
        "the window asks for it: {refused}"
    );
    assert!(refused.to_string().contains("Offer made"), "{refused}");
    let mut deal = shop.get(id);
    deal.amount = 500_000;
    shop.save(&mut deal).unwrap();
    shop.clock.set(Utc.with_ymd_and_hms(2026, 3, 9, 9, 0, 0).unwrap());
    shop.go(id, "offer").unwrap();
    shop.go(id, "won").unwrap();
    let deal = shop.get(id);
    assert_eq!((deal.status, deal.closed_on), (Outcome::Won, Some(day("2026-03-09"))));
    let way: Vec<&str> = deal.stage_log.iter().map(|step| step.to.as_str()).collect();
    assert_eq!(way, ["new", "offer", "won"]);
    shop.go(id, "talking").unwrap();
    assert_eq!(
        (shop.get(id).status, shop.get(id).closed_on),
        (Outcome::Open, None),
        "a deal can be taken up again"
    );
    let sentence = shop.go(id, "lost").unwrap_err().to_string();
    assert!(sentence.contains("reason"), "why a deal was lost is asked for: {sentence}");
    assert!(
        shop.go(id, "nowhere").unwrap_err().to_string().contains("Talking"),
        "the stages there are are named"
    );
}

#[test]
fn a_name_that_two_pipelines_have_is_that_of_the_deals_own() {
    let shop = Shop::new();
    let mut settings = shop.book.facts().settings();
    settings.stages = stages::of(&settings);
    let repair = |name: &str, outcome| Stage {
        pipeline: "Repair".into(),
        name: name.into(),
        outcome,
        ..Stage::default()
    };
    settings.stages.extend([repair("In", Outcome::Open), repair("Won", Outcome::Won)]);
    shop.save(&mut settings).unwrap();
    let all = shop.book.facts().settings().stages;
    let of_repair = |name: &str| {
        all.iter().find(|stage| stage.pipeline == "Repair" && stage.name == name).unwrap().key.clone()
    };
    let mut chair = shop.deal("Chair", 100);
    chair.stage = of_repair("In");
    let chair = shop.save(&mut chair).unwrap();
    let go = |id, stage: &str, pipeline| {
        let deal = shop.get(id);
        shop.book.transact(&by(), "Move", |tx| moves::move_to(tx, deal, stage, pipeline)).map(|_| ())
    };
    for typed in ["Won", "won"] {
        go(chair, "in", Some("")).unwrap();
        go(chair, typed, Some("")).unwrap();
        assert_eq!(shop.get(chair).stage, of_repair("Won"), "a repair is not won as a sale");
    }
    go(chair, "Won", Some("sales")).unwrap();
    assert_eq!(shop.get(chair).stage, "won", "another pipeline is meant when it is named");
    let other = go(chair, "In", Some("")).unwrap_err().to_string();
    assert!(
        !other.contains("In,") && other.contains("Won"),
        "a pipeline is not left by a word alone: {other}"
    );
    go(chair, "In", Some("repair")).unwrap();
    assert_eq!(shop.get(chair).stage, of_repair("In"));
    go(chair, "won", None).unwrap();
    assert_eq!(shop.get(chair).stage, "won", "the window gives the key");
    let nowhere = go(chair, "Won", Some("Rental")).unwrap_err().to_string();
    assert!(nowhere.contains("Sales, Repair"), "{nowhere}");
    let mut lead = Customer { last_name: "Roth".into(), role: Role::Prospect, ..Customer::default() };
    let lead = shop.save(&mut lead).unwrap();
    let convert_into =
        |pipeline: &str| shop.book.transact(&by(), "Convert", |tx| convert(tx, lead, "", pipeline, None));
    assert!(convert_into("Rental").unwrap_err().to_string().contains("Sales, Repair"));
    let deal = convert_into("repair").unwrap().value.deal;
    assert_eq!(shop.get(deal).stage, of_repair("In"), "a repair begins among the repairs, in one step");
    let mut new = shop.deal("Bench", 100);
    new.stage = "Won ".into();
    shop.save(&mut new).unwrap();
    assert_eq!(new.stage, "won", "a new deal belongs to the first pipeline unless another one is said");
    let set_out = |stage: &str, pipeline: &str| {
        let mut deal = Deal { stage: stage.into(), ..shop.deal("Stool", 100) };
        stages::set_out(&shop.book.facts(), &mut deal, pipeline).map(|()| deal.stage)
    };
    assert_eq!(set_out("Won", "repair").unwrap(), of_repair("Won"));
    assert_eq!(set_out("", "Repair").unwrap(), of_repair("In"));
    assert_eq!(set_out("won", "Repair").unwrap(), "won", "a key is in one pipeline anyway");
    assert_eq!(set_out("Won", "").unwrap(), "Won", "what is not said stays open to the rules");
    assert!(set_out("Won", "Rental").unwrap_err().to_string().contains("Sales, Repair"));
    assert!(set_out("Offer", "Repair").is_err(), "the stage of another pipeline is not meant");
}

#[test]
fn a_stage_stops_asking_for_a_field_that_is_removed() {
    let shop = Shop::new();
    let mut wall = crate::custom_fields::CustomField {
        label: "Wall".into(),
        record_kind: "deal".into(),
        ..Default::default()
    };
    let wall = shop.save(&mut wall).unwrap();
    let mut settings = shop.book.facts().settings();
    settings.stages = stages::of(&settings);
    settings.stages[1].required = vec!["amount".into(), "custom_wall".into()];
    shop.save(&mut settings).unwrap();
    let kitchen = shop.save(&mut shop.deal("Kitchen", 100)).unwrap();
    assert!(shop.go(kitchen, "talking").is_err());
    shop.book.transact(&by(), "Remove", |tx| tx.trash(Kind::CustomField, wall)).unwrap();
    let asked = || shop.book.facts().settings().stages[1].required.clone();
    assert_eq!(asked(), ["amount"]);
    shop.go(kitchen, "talking").unwrap();
    let mut settings = shop.book.facts().settings();
    settings.business_name = "New name".into();
    shop.save(&mut settings).unwrap();
    shop.book.undo(&by(), None, &crate::book::Unwatched).unwrap();
    shop.book.undo(&by(), None, &crate::book::Unwatched).unwrap();
    shop.book.undo(&by(), None, &crate::book::Unwatched).unwrap();
    assert_eq!(asked(), ["amount", "custom_wall"], "one Undo brings both back");

    // Books of before may have a stage that asks for what is gone.
    settings.stages[1].required = vec!["custom_gone".into()];
    shop.book
        .transact(&by(), "Old", |tx| {
            tx.stage_record(&mut settings);
            Ok(())
        })
        .unwrap();
    settings.business_name = "Another".into();
    shop.save(&mut settings).unwrap();
    assert_eq!(asked(), Vec::<String>::new(), "what is gone holds up no other setting");
    settings.stages[1].required = vec!["never_was".into()];
    assert!(shop.save(&mut settings).is_err());
}

#[test]
fn the_board_sums_by_stage_and_shows_what_waits_too_long() {
    let shop = Shop::new();
    shop.save(&mut shop.deal("Kitchen", 100_001)).unwrap();
    let id =
        shop.save(&mut Deal { next_step_on: Some(day("2026-03-04")), ..shop.deal("Bench", 20_000) }).unwrap();
    shop.save(&mut Deal {
        stage: "Talking".into(),
        probability: Some(Decimal::from(40)),
        ..shop.deal("Desk", 50_000)
    })
    .unwrap();
    shop.clock.set(Utc.with_ymd_and_hms(2026, 3, 20, 9, 0, 0).unwrap());
    let facts = shop.book.facts();
    let columns = board::board(&facts, "", None, shop.book.today(), 10);
    let first = &columns[0];
    assert_eq!(
        (first.count, first.sum, first.weighted, first.late),
        (2, 120_001, 12_000, 2),
        "10 % of each, rounded"
    );
    assert_eq!(facts.table(Kind::Deal).id(first.cards[0].row), id, "the one with the next step comes first");
    assert!(first.cards[1].stuck && !first.cards[0].stuck, "every deal needs a dated next step");
    assert_eq!(
        (columns[1].weighted, columns[1].cards[0].age),
        (20_000, 1),
        "its own chance counts; half the time is over"
    );
    assert_eq!(columns.len(), 6);
}

#[test]
fn the_forecast_counts_open_deals_by_month_and_what_was_won() {
    let shop = Shop::new();
    shop.save(&mut Deal { expected_close: Some(day("2026-04-15")), ..shop.deal("A", 100_000) }).unwrap();
    shop.save(&mut Deal { expected_close: Some(day("2026-01-15")), ..shop.deal("Late", 40_000) }).unwrap();
    shop.save(&mut shop.deal("Some day", 10_000)).unwrap();
    shop.save(&mut Deal { stage: "won".into(), ..shop.deal("Won", 70_000) }).unwrap();
    shop.save(&mut Deal { stage: "lost".into(), reason: "Price".into(), ..shop.deal("Lost", 99_000) })
        .unwrap();
    let months = forecast::forecast(&shop.book.facts(), shop.book.today());
    let figures: Vec<_> = months.iter().map(|m| (m.month, m.open, m.amount, m.weighted, m.won)).collect();
    assert_eq!(
        figures,
        [
            (Some(day("2026-03-01")), 1, 40_000, 4_000, 70_000),
            (Some(day("2026-04-01")), 1, 100_000, 10_000, 0),
            (None, 1, 10_000, 1_000, 0),
        ],
        "what should be decided by now may be decided this month"
    );
}

#[test]
fn a_stage_can_be_renamed_but_not_taken_away_under_a_deal() {
    let shop = Shop::new();
    let id = shop.save(&mut shop.deal("Kitchen", 0)).unwrap();
    let mut settings: Settings = shop.book.facts().get(SETTINGS_ID).unwrap();
    settings.stages = stages::of(&settings);
    settings.stages[0].name = "Erstkontakt".into();
    settings.stages.push(Stage {
        name: "Erstkontakt".into(),
        pipeline: "Repairs".into(),
        ..Stage::default()
    });
    shop.save(&mut settings).unwrap();
    let facts = shop.book.facts();
    let row = facts.table(Kind::Deal).present(id).unwrap();
    let name = crate::facts::field(Kind::Deal, "stage_name").unwrap();
    assert_eq!(facts.value(Kind::Deal, row, name).to_plain(), "Erstkontakt");
    assert_eq!(board::pipelines(&facts), ["Sales", "Repairs"]);
    let kept: Settings = facts.get(SETTINGS_ID).unwrap();
    drop(facts);
    assert_eq!(kept.stages[6].key, "erstkontakt");
    let mut without = kept.clone();
    without.stages.remove(0);
    assert!(shop.save(&mut without).unwrap_err().to_string().contains("Kitchen"));
}

#[test]
fn a_lead_becomes_customer_contact_and_deal_with_nothing_typed_twice() {
    let shop = Shop::new();
    let mut lead = Customer {
        first_name: "Ida".into(),
        last_name: "Berg".into(),
        company_name: "Hotel Adler".into(),
        job_title: "Manager".into(),
        role: Role::Prospect,
        source: "Fair".into(),
        lead_amount: Some(250_000),
        lead_next_step: "Send samples".into(),
        ..Customer::default()
    };
    let id = shop.save(&mut lead).unwrap();
    assert_eq!(shop.book.facts().get::<Customer>(id).unwrap().lead_status, Some(LeadStatus::New));
    let done = shop.book.transact(&by(), "Convert", |tx| convert(tx, id, "", "", None)).unwrap().value;
    let facts = shop.book.facts();
    let company: Customer = facts.get(done.customer).unwrap();
    assert_eq!(
        (company.kind, company.company_name.as_str(), company.source.as_str()),
        (CustomerKind::Company, "Hotel Adler", "Fair")
    );
    let ida: Customer = facts.get(id).unwrap();
    assert_eq!(
        (ida.company_id, ida.role, ida.lead_status),
        (Some(done.customer), Role::Customer, Some(LeadStatus::Converted))
    );
    let deal: Deal = facts.get(done.deal).unwrap();
    assert_eq!(
        (deal.title.as_str(), deal.amount, deal.next_step.as_str()),
        ("Hotel Adler", 250_000, "Send samples")
    );
    assert_eq!(deal.contacts[0].customer_id, id);
    drop(facts);
    let twice = shop.book.transact(&by(), "Convert", |tx| convert(tx, id, "", "", None));
    let refused = twice.unwrap_err().to_string();
    assert!(refused.contains("(C-00002) is a customer already and no lead"), "{refused}");
    let mut other = Customer {
        first_name: "Max".into(),
        last_name: "Roth".into(),
        company_name: "hotel adler".into(),
        role: Role::Prospect,
        ..Customer::default()
    };
    let other = shop.save(&mut other).unwrap();
    let done_too =
        shop.book.transact(&by(), "Convert", |tx| convert(tx, other, "Lobby", "", None)).unwrap().value;
    assert_eq!(done_too.customer, done.customer, "a company of the same name is that company");
}

#[test]
fn a_deal_that_goes_on_forgets_why_it_was_lost_and_its_next_end_has_its_own_reason() {
    let shop = Shop::new();
    let id = shop.save(&mut shop.deal("Kitchen", 500)).unwrap();
    let end = |stage: &str, reason: &str, competitor: &str| {
        let mut deal = shop.get(id);
        (deal.stage, deal.reason, deal.competitor) = (stage.into(), reason.into(), competitor.into());
        shop.save(&mut deal).unwrap();
    };
    let said = || {
        let deal = shop.get(id);
        (deal.status, deal.reason, deal.competitor)
    };
    end("lost", "Too dear", "Roth");
    assert_eq!(said(), (Outcome::Lost, "Too dear".into(), "Roth".into()));
    shop.go(id, "offer").unwrap();
    assert_eq!(
        said(),
        (Outcome::Open, String::new(), String::new()),
        "a report of reasons would count what did not happen"
    );
    end("won", "Oak", "Roth");
    assert_eq!(said(), (Outcome::Won, "Oak".into(), "Roth".into()), "what is said with the end is its own");
    shop.go(id, "offer").unwrap();
    assert_eq!(said(), (Outcome::Open, String::new(), "Roth".into()), "they may still want to sell it too");
    let history = shop.book.history(Kind::Deal, id).unwrap();
    let dropped = history.iter().any(|entry| {
        entry.fields.iter().any(|f| f.field.name == "reason" && f.before.to_plain() == "Too dear")
    });
    assert!(dropped, "the history keeps what was said");
}

#[test]
fn whoever_is_listed_as_a_lead_can_be_converted_and_nobody_else() {
    let shop = Shop::new();
    let named = |name: &str, role: Role, lead_status: Option<LeadStatus>| Customer {
        last_name: name.into(),
        role,
        lead_status,
        ..Customer::default()
    };
    let said = |id: Id| {
        let customer: Customer = shop.book.facts().get(id).unwrap();
        (customer.role, customer.lead_status)
    };
    let convert = |id: Id| shop.book.transact(&by(), "Convert", |tx| convert(tx, id, "", "", None));

    let listed = shop.save(&mut named("Of a list", Role::Customer, Some(LeadStatus::Contacted))).unwrap();
    assert_eq!(
        said(listed),
        (Role::Prospect, Some(LeadStatus::Contacted)),
        "a list of leads is one of prospects"
    );
    convert(listed).unwrap();
    let won = shop.save(&mut named("Elsewhere", Role::Prospect, Some(LeadStatus::Converted))).unwrap();
    assert_eq!(said(won), (Role::Customer, Some(LeadStatus::Converted)), "what is converted is a customer");
    assert!(convert(won).is_err());

    let mut buyer = named("Buyer", Role::Customer, None);
    let id = shop.save(&mut buyer).unwrap();
    buyer.lead_status = Some(LeadStatus::New);
    let Err(Error::Invalid { field, .. }) = shop.save(&mut buyer) else {
        panic!("a customer would be in a list of leads that nothing can come of")
    };
    assert_eq!(field, "lead_status");
    assert!(convert(id).is_err());
    buyer.role = Role::Prospect;
    shop.save(&mut buyer).unwrap();
    buyer.role = Role::Customer;
    shop.save(&mut buyer).unwrap();
    assert_eq!(said(id), (Role::Customer, Some(LeadStatus::Converted)), "they have come to be a customer");
    buyer = shop.book.facts().get(id).unwrap();
    assert!(buyer.lead_converted_at.is_some());
    buyer.role = Role::Prospect;
    shop.save(&mut buyer).unwrap();
    assert_eq!(said(id), (Role::Prospect, Some(LeadStatus::New)), "and a lead once more");
    convert(id).unwrap();
    let mut maker = named("Maker", Role::Prospect, None);
    let id = shop.save(&mut maker).unwrap();
    maker.role = Role::Supplier;
    shop.save(&mut maker).unwrap();
    assert_eq!(said(id), (Role::Supplier, None), "who sells to us did not become a customer");

    let gone = shop.save(&mut named("Gone", Role::Prospect, None)).unwrap();
    shop.book.transact(&by(), "Trash", |tx| tx.trash(Kind::Customer, gone)).unwrap();
    assert!(convert(gone).is_err(), "what is in the trash is in no list");
}

#[test]
fn the_deal_of_a_company_is_its_own_although_it_belongs_to_another() {
    let shop = Shop::new();
    let company = |name: &str, role: Role, company_id: Option<Id>| Customer {
        kind: CustomerKind::Company,
        company_name: name.into(),
        role,
        company_id,
        ..Customer::default()
    };
    let parent = shop.save(&mut company("Adler Holding", Role::Customer, None)).unwrap();
    let lead = shop.save(&mut company("Adler Hotels", Role::Prospect, Some(parent))).unwrap();
    let done = shop.book.transact(&by(), "Convert", |tx| convert(tx, lead, "", "", None)).unwrap().value;
    assert_eq!((done.customer, done.contact), (lead, None), "the parent asked for nothing");
    let deal: Deal = shop.book.facts().get(done.deal).unwrap();
    assert_eq!((deal.customer_id, deal.title.as_str()), (lead, "Adler Hotels"));
}

#[test]
fn a_book_made_in_german_speaks_german_and_others_stay_as_they_were() {
    let home = tempfile::tempdir().unwrap();
    let clock = Arc::new(ManualClock::new(Utc.with_ymd_and_hms(2026, 3, 2, 9, 0, 0).unwrap(), 3));
    let new = NewBook {
        name: "Linden".into(),
        currency: "EUR".into(),
        country: "DE".into(),
        user_name: "Ana".into(),
    };
    let book = Book::create_in(&home.path().join("shop"), &new, "de", clock).unwrap();
    let names: Vec<String> = stages::of(&book.facts().settings()).into_iter().map(|s| s.name).collect();
    assert_eq!(names[..3], ["Neu", "Im Gespräch", "Angebot gemacht"]);
    assert_eq!(board::pipelines(&book.facts()), ["Verkauf"]);
    let mut anna = Customer { last_name: "Weber".into(), ..Customer::default() };
    let anna = book.transact(&by(), "Anna", |tx| tx.save(&mut anna)).unwrap().value;
    let mut deal = Deal {
        title: "Küche".into(),
        customer_id: anna,
        stage: "angebot gemacht".into(),
        amount: 5,
        ..Deal::default()
    };
    let id = book.transact(&by(), "Deal", |tx| tx.save(&mut deal)).unwrap().value;
    assert_eq!(
        book.facts().get::<Deal>(id).unwrap().stage,
        "offer",
        "the keys are the same in every language"
    );
    let shop = Shop::new();
    assert!(
        shop.book.facts().settings().stages.is_empty(),
        "a book that has said nothing keeps the usual names"
    );
    assert_eq!(board::pipelines(&shop.book.facts()), ["Sales"]);
}
