//! The order pipeline: deals in every stage of two pipelines, a track that runs for a few
//! customers, and reminders. It throws dice of its own, as [`super::leads`] does.

use super::dice::Dice;
use super::goods::{Goods, Item};
use super::habits::Habit;
use super::language::Language;
use super::people::{Person, weekday};
use super::{Maker, days_after, days_before, id_at};
use crate::customers::Channel;
use crate::deals::{Deal, DealContact, DealItem, Outcome, Stage, StageMove, stages};
use crate::follow_ups::{FollowUp, Reminder};
use crate::tracks::{Track, TrackStep};
use crate::{Id, settings::Settings};
use rust_decimal::Decimal;

/// Deals of a shop of usual size; a small one has fewer.
const DEALS: usize = 26;

const TITLES: [&str; 12] = [
    "Dining table with bench",
    "Built-in bookcase",
    "Six Windsor chairs",
    "Counter and shelves",
    "Restoring the heirloom chest",
    "Table tops for the terrace",
    "Fitted wardrobe",
    "Reception desk",
    "Kitchen island",
    "Window seat with drawers",
    "Stair rail in ash",
    "Panelling of the study",
];

const STEPS: [(&str, Channel); 5] = [
    ("Call about the offer", Channel::Call),
    ("Send the drawing", Channel::Email),
    ("Take measurements", Channel::Visit),
    ("Show samples of wood", Channel::Visit),
    ("Ask who decides", Channel::Call),
];

/// Reason, competitor.
const LOST: [(&str, &str); 4] = [
    ("Price", "Nordic Interiors"),
    ("Delivery time", "Möbelhaus Krüger"),
    ("Project cancelled", ""),
    ("Price", "an online shop"),
];

const WON: [&str; 3] = ["Quality of the work", "Recommendation", "Delivery in time"];

/// A second pipeline for the fitting-out of shops and practices, beside the usual one.
pub(super) fn stages(settings: &mut Settings, language: Language) {
    if settings.stages.windows(2).any(|pair| pair[0].pipeline != pair[1].pipeline) {
        return;
    }
    settings.stages = stages::of(settings);
    let stage =
        |key: &str, name: &str, probability: i64, required: &[&str], days: Option<i64>, outcome| Stage {
            key: key.into(),
            pipeline: language.say("Shop fitting").into(),
            name: language.say(name).into(),
            probability: Decimal::from(probability),
            required: required.iter().map(|field| (*field).to_owned()).collect(),
            days,
            outcome,
        };
    settings.stages.extend([
        stage("enquiry", "Enquiry", 10, &[], Some(10), Outcome::Open),
        stage("measured", "Measured", 30, &[], Some(21), Outcome::Open),
        stage("drawing", "Drawing approved", 60, &["amount"], Some(30), Outcome::Open),
        stage("contract", "Contract signed", 100, &["amount"], None, Outcome::Won),
        stage("declined", "Declined", 0, &["reason"], None, Outcome::Lost),
    ]);
}

/// The deals: several in every stage, some late, some without a next step.
pub(super) fn deals(people: &[Person], goods: &Goods, maker: &Maker<'_>) -> Vec<Deal> {
    let mut dice = Dice::new(maker.options.seed ^ 0xdea1);
    let all = &maker.settings.stages;
    // The newest come first to mind; a fitting-out is for a company.
    let mut persons = people.iter().rev().filter(|p| p.habit != Habit::Lapsed && !p.quiet && !p.company);
    let mut companies = people.iter().rev().filter(|p| p.company && !p.quiet);
    let count = DEALS.min(people.len() / 4);
    (0..count)
        .filter_map(|turn| {
            let stage = &all[turn % all.len()];
            let business = stage.pipeline != all[0].pipeline;
            let person = if business { companies.next() } else { persons.next() }?;
            Some(deal(&mut dice, stage, turn, person, people, goods, maker))
        })
        .collect()
}

fn deal(
    dice: &mut Dice,
    stage: &Stage,
    turn: usize,
    person: &Person,
    people: &[Person],
    goods: &Goods,
    maker: &Maker<'_>,
) -> Deal {
    // Every third is in its stage for too long; what is decided was so within four months.
    let since = match (stage.outcome, stage.days) {
        (Outcome::Open, Some(most)) if turn.is_multiple_of(3) => most as u32 + dice.between(2, 20),
        (Outcome::Open, Some(most)) => dice.below(most.max(1) as u32),
        _ => dice.between(1, if turn.is_multiple_of(2) { 25 } else { 120 }),
    };
    let entered = weekday(days_before(maker.today, since));
    let item: &Item = &goods.items[dice.weighted(goods.items.iter().map(|i| i.demand))];
    let quantity = dice.between(1, 6);
    let amount = i64::from(dice.between(6, if person.company { 160 } else { 70 })) * 10_000;
    let mut deal = Deal {
        title: TITLES[turn % TITLES.len()].into(),
        customer_id: person.id,
        stage: stage.key.clone(),
        status: stage.outcome,
        amount,
        source: dice.pick(&["Recommendation", "Website", "Craft market", "Walk-in", "Newspaper"]).into(),
        owner: dice.pick(&["Mara", "Mara", "Jonas"]).into(),
        items: vec![DealItem {
            product_id: Some(item.id),
            description: item.name.into(),
            quantity: Decimal::from(quantity),
            unit_price: Decimal::new(item.price, 2),
        }],
        contacts: people
            .iter()
            .find(|p| p.works_at == Some(person.id))
            .map(|p| DealContact { customer_id: p.id, role: "Decides".into() })
            .into_iter()
            .collect(),
        ..Deal::default()
    };
    match stage.outcome {
        Outcome::Open => {
            deal.expected_close = Some(weekday(days_after(maker.today, dice.between(5, 90))));
            // One in five has nobody thought about further, one in four is waited for already.
            if turn % 5 != 4 {
                deal.next_step = STEPS[turn % STEPS.len()].0.into();
                let day = if turn % 4 == 1 {
                    days_before(maker.today, dice.between(1, 9))
                } else {
                    days_after(maker.today, dice.between(1, 21))
                };
                deal.next_step_on = Some(weekday(day));
            }
        }
        Outcome::Won => deal.reason = dice.pick(&WON).into(),
        Outcome::Lost => {
            let (reason, competitor) = LOST[dice.below(LOST.len() as u32) as usize];
            deal.reason = reason.into();
            deal.competitor = competitor.into();
        }
    }
    if stage.outcome != Outcome::Open {
        deal.closed_on = Some(entered);
    }
    walk(&mut deal, stage, entered, dice, maker);
    deal
}

/// The way through the stages before the one it is in, backwards from the day it came there.
fn walk(deal: &mut Deal, stage: &Stage, entered: chrono::NaiveDate, dice: &mut Dice, maker: &Maker<'_>) {
    let now = maker.book.clock().now();
    deal.stage_since = maker.at(entered, dice).min(now);
    let mut earlier: Vec<&Stage> = maker
        .settings
        .stages
        .iter()
        .filter(|s| s.pipeline == stage.pipeline && s.outcome == Outcome::Open)
        .take_while(|s| s.key != stage.key)
        .collect();
    if stage.outcome == Outcome::Lost {
        earlier.truncate(1 + dice.below(earlier.len().max(1) as u32) as usize);
    }
    let mut day = entered;
    let mut log = Vec::new();
    let mut to = (stage.key.clone(), deal.stage_since);
    for before in earlier.into_iter().rev() {
        log.push(StageMove { from: before.key.clone(), to: to.0, at: to.1 });
        day = weekday(days_before(day, dice.between(2, 18)));
        to = (before.key.clone(), maker.at(day, dice));
    }
    log.push(StageMove { from: String::new(), to: to.0, at: to.1 });
    log.reverse();
    deal.stage_log = log;
    deal.meta.created_at = to.1;
    deal.meta.id = id_at(to.1, dice);
    deal.meta.created_by = deal.owner.clone();
}

/// The track for new customers.
pub(super) fn track(maker: &Maker<'_>) -> Track {
    let mut dice = Dice::new(maker.options.seed ^ 0x7ac);
    // Each waits for the one before it: about three days, two weeks and two months after the start.
    let step = |subject: &str, after_days, channel, only_if: &str| TrackStep {
        subject: subject.into(),
        after_days,
        channel: Some(channel),
        only_if: only_if.into(),
        ..TrackStep::default()
    };
    let mut track = Track {
        name: "After the first order".into(),
        stop_on_answer: true,
        steps: vec![
            step("Ask whether everything arrived in one piece", 3, Channel::Call, ""),
            step("Send how to care for oiled wood", 14, Channel::Email, ""),
            step("Invite to the open day of the workshop", 45, Channel::Letter, "sales_count < 3"),
        ],
        ..Track::default()
    };
    track.meta.created_at = maker.at(days_before(maker.today, 90), &mut dice);
    track.meta.id = id_at(track.meta.created_at, &mut dice);
    track.meta.created_by = "Mara".into();
    track
}

/// The steps of the track that are done and open, and what is next for the open deals
/// that somebody has thought about.
pub(super) fn tasks(track: &Track, deals: &[Deal], people: &[Person], maker: &Maker<'_>) -> Vec<FollowUp> {
    let mut dice = Dice::new(maker.options.seed ^ 0x57e9);
    let mut tasks = Vec::new();
    let fresh = people.iter().rev().filter(|p| p.habit == Habit::New && !p.quiet && !p.company);
    for (turn, person) in fresh.take(4).enumerate() {
        let start = days_before(maker.today, dice.between(2, 6));
        let first = step_of(track, 0, start, person.id, None, &mut dice, maker);
        if turn % 2 == 0 {
            tasks.push(first);
            continue;
        }
        let done_on = first.due_date.min(maker.today);
        let mut done = first;
        done.done = true;
        done.done_at = Some(maker.at(done_on, &mut dice).min(maker.book.clock().now()));
        done.outcome = "All in one piece, very happy.".into();
        let next = step_of(track, 1, done_on, person.id, Some(done.meta.id), &mut dice, maker);
        tasks.extend([done, next]);
    }
    for (turn, deal) in deals.iter().enumerate() {
        let Some(due) = deal.next_step_on.filter(|_| turn % 2 == 0) else { continue };
        let channel = STEPS.iter().find(|(text, _)| *text == deal.next_step).map(|(_, channel)| *channel);
        let mut task = FollowUp {
            subject: deal.next_step.clone(),
            customer_id: Some(deal.customer_id),
            deal_id: Some(deal.meta.id),
            due_date: due,
            channel,
            assignee: deal.owner.clone(),
            ..FollowUp::default()
        };
        task.meta.created_at = deal.stage_since;
        task.meta.id = id_at(task.meta.created_at, &mut dice);
        task.meta.created_by = deal.owner.clone();
        tasks.push(task);
    }
    tasks
}

fn step_of(
    track: &Track,
    index: usize,
    from: chrono::NaiveDate,
    customer: Id,
    after: Option<Id>,
    dice: &mut Dice,
    maker: &Maker<'_>,
) -> FollowUp {
    let step = &track.steps[index];
    let mut task = FollowUp {
        subject: step.subject.clone(),
        customer_id: Some(customer),
        due_date: days_after(from, step.after_days.max(0) as u32),
        channel: step.channel,
        assignee: "Jonas".into(),
        track_id: Some(track.meta.id),
        track_step: index as i64 + 1,
        step_key: track.key_at(index),
        after_id: after,
        ..FollowUp::default()
    };
    task.meta.created_at = maker.at(from, dice);
    task.meta.id = id_at(task.meta.created_at, dice);
    task.meta.created_by = "Mara".into();
    task
}

/// Some of what is due reminds of itself: an hour before a time, a day before a day.
pub(super) fn remind(tasks: &mut [FollowUp], maker: &Maker<'_>) {
    let mut dice = Dice::new(maker.options.seed ^ 0xbe11);
    for task in tasks.iter_mut().filter(|t| !t.done && t.due_date >= maker.today) {
        let minutes: &[i64] = match (task.due_time.is_empty(), dice.below(3)) {
            (false, _) => &[60],
            (true, 0) => &[1_440, 0],
            (true, 1) => &[0],
            _ => &[],
        };
        task.reminders = minutes.iter().map(|m| Reminder { minutes_before: *m }).collect();
    }
}
