//! What was said to customers and what is to be done for them.

use super::dice::Dice;
use super::habits::Habit;
use super::people::{Person, weekday};
use super::{Maker, days_after, days_before, days_between, id_at};
use crate::customers::Channel;
use crate::follow_ups::{FollowUp, Priority};
use crate::interactions::{Direction, Interaction, InteractionChannel};
use chrono::NaiveDate;

/// Subject, how to reach them.
const TASKS: [(&str, Channel); 14] = [
    ("Ask how the dining table has settled in", Channel::Call),
    ("Send the drawing of the bookcase", Channel::Email),
    ("Offer for six Windsor chairs", Channel::Email),
    ("Arrange the delivery day", Channel::Call),
    ("Call back about the re-caned seats", Channel::Call),
    ("Show samples of walnut", Channel::Visit),
    ("Remind of the open invoice", Channel::Email),
    ("Measure the niche for the shelf", Channel::Visit),
    ("Tell them the oil is in stock again", Channel::Message),
    ("Thank them for recommending us", Channel::Letter),
    ("Check the wobbling leg of the desk", Channel::Visit),
    ("Invite to the evening class", Channel::Email),
    ("Ask for a photograph for the website", Channel::Email),
    ("Birthday card", Channel::Letter),
];

/// Subject and rule of what comes again.
const RECURRING: [(&str, &str); 4] = [
    ("Yearly oiling of the table", "FREQ=YEARLY"),
    ("Ask what the hotel needs this quarter", "FREQ=MONTHLY;INTERVAL=3"),
    ("Check the hinges of the shop fittings", "FREQ=MONTHLY;INTERVAL=6"),
    ("Restock of gifts on the counter", "FREQ=MONTHLY"),
];

const OUTCOMES: [&str; 8] = [
    "All well, wants a bench next spring.",
    "Left a message.",
    "Ordered.",
    "Not now, ask again after the summer.",
    "Came by to look at samples.",
    "Delivery agreed for Friday.",
    "Paid the same day.",
    "No interest.",
];

/// At most this many are overdue, and due today: a day's worth, however large the shop.
const OVERDUE: u32 = 18;
const TODAY: u32 = 7;

/// The follow-ups: overdue, today's, coming, done and recurring ones.
pub(super) fn follow_ups(dice: &mut Dice, people: &[Person], maker: &Maker<'_>) -> Vec<FollowUp> {
    let mut tasks = Vec::new();
    let (mut overdue, mut today) = (0, 0);
    // From the newest customer backwards, so that the open ones belong to people one remembers.
    for person in people.iter().rev() {
        let known = days_between(person.since, maker.today);
        if dice.chance(0.10) {
            tasks.push(task(person, weekday(days_after(maker.today, dice.between(1, 60))), maker, dice));
        }
        if overdue < OVERDUE && dice.chance(0.12) {
            overdue += 1;
            tasks.push(task(person, weekday(days_before(maker.today, dice.between(1, 21))), maker, dice));
        }
        if today < TODAY && dice.chance(0.06) {
            today += 1;
            tasks.push(task(person, maker.today, maker, dice));
        }
        if known > 30 && dice.chance(0.28) {
            let due = weekday(days_before(maker.today, dice.between(5, known)));
            let mut done = task(person, due, maker, dice);
            done.done = true;
            done.done_at = Some(maker.at(days_after(due, dice.below(4)).min(maker.today), dice));
            done.outcome = dice.pick(&OUTCOMES).into();
            tasks.push(done);
        }
        if person.habit == Habit::Regular && dice.chance(0.05) {
            let (subject, rule) = RECURRING[dice.below(4) as usize];
            let mut again = task(person, weekday(days_after(maker.today, dice.between(2, 120))), maker, dice);
            again.subject = subject.into();
            again.recurrence = rule.into();
            tasks.push(again);
        }
    }
    tasks
}

fn task(person: &Person, due: NaiveDate, maker: &Maker<'_>, dice: &mut Dice) -> FollowUp {
    let (subject, channel) = TASKS[dice.below(TASKS.len() as u32) as usize];
    let made = days_before(due, dice.between(2, 30)).clamp(person.since.min(maker.today), maker.today);
    let mut task = FollowUp {
        subject: subject.into(),
        customer_id: Some(person.id),
        due_date: due,
        due_time: if dice.chance(0.2) {
            format!("{:02}:{}0", dice.between(9, 17), dice.pick(&["0", "3"]))
        } else {
            String::new()
        },
        priority: match dice.below(8) {
            0 => Priority::High,
            1 => Priority::Low,
            _ => Priority::Normal,
        },
        channel: Some(channel),
        assignee: dice.pick(&["Mara", "Mara", "Jonas"]).into(),
        ..FollowUp::default()
    };
    task.meta.created_at = maker.at(made, dice);
    task.meta.id = id_at(task.meta.created_at, dice);
    task.meta.created_by = "Mara".into();
    task
}

/// Calls, e-mails, visits and notes.
pub(super) fn interactions(dice: &mut Dice, people: &[Person], maker: &Maker<'_>) -> Vec<Interaction> {
    let mut talks = Vec::new();
    for person in people {
        let known = days_between(person.since, maker.today);
        let count = match person.habit {
            Habit::Regular => dice.below(5),
            Habit::Once | Habit::None => dice.below(2),
            _ => dice.below(3),
        };
        for _ in 0..count {
            let day = weekday(days_before(maker.today, dice.below(known + 1)));
            talks.push(talk(dice, person, day.max(person.since), maker));
        }
    }
    talks
}

fn talk(dice: &mut Dice, person: &Person, day: NaiveDate, maker: &Maker<'_>) -> Interaction {
    let channel = match dice.below(10) {
        0..=3 => InteractionChannel::Call,
        4..=6 => InteractionChannel::Email,
        7 => InteractionChannel::Visit,
        8 => InteractionChannel::Shop,
        _ => InteractionChannel::Note,
    };
    let summary = match channel {
        InteractionChannel::Call => dice.pick(&[
            "asked for the opening hours and about oak boards",
            "wanted to know when the table will be ready",
            "happy with the repair, sends greetings",
            "asked for an offer for a bench",
        ]),
        InteractionChannel::Email => dice.pick(&[
            "sent measurements of the hall",
            "sent photographs of the broken chair",
            "confirmed the appointment",
        ]),
        InteractionChannel::Visit => {
            dice.pick(&["measured the kitchen together", "delivered and levelled the table"])
        }
        InteractionChannel::Shop => {
            dice.pick(&["looked at the walnut samples", "brought back a borrowed sample"])
        }
        _ => dice.pick(&["renovating the flat until autumn", "prefers visible joints and no varnish"]),
    };
    let mut talk = Interaction {
        customer_id: person.id,
        channel,
        direction: if dice.chance(0.6) { Direction::In } else { Direction::Out },
        at: maker.at(day, dice),
        duration_minutes: matches!(channel, InteractionChannel::Call | InteractionChannel::Visit)
            .then(|| i64::from(dice.between(2, 45))),
        summary: format!("{} {}.", person.called, maker.language.say(summary)),
        outcome: if dice.chance(0.3) { dice.pick(&OUTCOMES).into() } else { String::new() },
        ..Interaction::default()
    };
    talk.meta.created_at = talk.at;
    talk.meta.id = id_at(talk.at, dice);
    talk.meta.created_by = "Mara".into();
    talk
}
