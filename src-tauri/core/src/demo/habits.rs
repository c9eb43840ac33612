//! When people buy: regulars in their own rhythm, some who stayed away, those who
//! came once, and new ones; more before Christmas, less in summer.

use super::dice::Dice;
use super::people::{Person, weekday};
use super::{Maker, days_after, days_between};
use chrono::{Datelike, NaiveDate};

/// How somebody buys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Habit {
    /// Comes again and again.
    Regular,
    /// Came again and again, then stopped.
    Lapsed,
    /// Comes now and then.
    Occasional,
    /// Came once.
    Once,
    /// Came for the first time a short while ago.
    New,
    /// Has not bought (yet).
    None,
}

/// How often each habit is met, and how many of its sales an average customer's one is worth.
const HABITS: [(Habit, f64, f64); 6] = [
    (Habit::Regular, 0.30, 2.15),
    (Habit::Lapsed, 0.18, 1.10),
    (Habit::Occasional, 0.20, 0.55),
    (Habit::Once, 0.16, 0.0),
    (Habit::New, 0.09, 0.0),
    (Habit::None, 0.07, 0.0),
];

/// Lines on an average document.
const LINES_PER_SALE: f64 = 2.4;

/// Sales per month relative to an average one, January first.
const SEASON: [f64; 12] = [0.80, 0.85, 1.0, 1.05, 1.0, 0.85, 0.65, 0.60, 1.0, 1.10, 1.40, 1.75];

impl Habit {
    /// One of the habits.
    pub fn throw(dice: &mut Dice) -> Self {
        HABITS[dice.weighted(HABITS.iter().map(|(_, share, _)| *share))].0
    }

    /// Days after the opening on which somebody of this habit first came.
    pub fn first_day(self, dice: &mut Dice, span: u32) -> u32 {
        match self {
            Habit::New => span - dice.below(80.min(span)),
            Habit::Regular | Habit::Occasional => {
                // Half of them are there from the first season on.
                if dice.chance(0.5) { dice.below(span / 4 + 1) } else { dice.below(span * 4 / 5 + 1) }
            }
            Habit::Lapsed => dice.below(span / 2 + 1),
            Habit::Once | Habit::None => dice.below(span),
        }
    }
}

/// One document to be written: on which day, for whom (`None` over the counter).
#[derive(Clone, Copy)]
pub(super) struct Plan {
    pub day: NaiveDate,
    pub person: Option<u32>,
}

/// Every sale of the shop in the order of the days.
pub(super) fn plan(dice: &mut Dice, people: &[Person], maker: &Maker<'_>) -> Vec<Plan> {
    let mean = f64::from(maker.options.lines_per_customer) / LINES_PER_SALE;
    let mut plans = Vec::new();
    for (index, person) in people.iter().enumerate() {
        let years = f64::from(maker.options.years);
        let worth = HABITS.iter().find(|(habit, ..)| *habit == person.habit).map_or(0.0, |h| h.2);
        let mut add = |day: NaiveDate| {
            if day <= maker.today {
                plans.push(Plan { day: weekday(day), person: Some(index as u32) });
            }
        };
        let left = days_between(person.since, maker.today);
        match person.habit {
            Habit::None => {}
            Habit::Once => add(person.since),
            Habit::New => {
                add(person.since);
                if dice.chance(0.4) {
                    add(days_after(person.since, dice.between(7, 40)));
                }
            }
            Habit::Regular | Habit::Lapsed | Habit::Occasional => {
                // Their share of all sales, spread over the shop's years, gives the gap between two.
                let gap =
                    (years * 365.0 * 0.62 / (mean * worth).max(0.2)).max(2.0) * (0.6 + 0.8 * dice.share());
                let stays = match person.habit {
                    Habit::Lapsed => dice.between(left / 4, left * 2 / 3),
                    _ => left,
                };
                let mut after = 0.0;
                while (after as u32) < stays {
                    let day = days_after(person.since, after as u32);
                    add(day);
                    let season = SEASON[day.month0() as usize];
                    // A rhythm, not pure chance: two thirds of the gap are steady.
                    after += ((0.66 * gap + dice.wait(0.34 * gap)) / season).max(1.0);
                }
            }
        }
    }
    let counter = plans.len() / 25;
    let span = days_between(maker.opened, maker.today);
    for _ in 0..counter {
        let day = days_after(maker.opened, dice.below(span + 1));
        if dice.share() * 1.75 < SEASON[day.month0() as usize] {
            plans.push(Plan { day: weekday(day), person: None });
        }
    }
    // Sorting must not depend on anything but the plan, so that the numbers are the same every time.
    plans.sort_by_key(|plan| (plan.day, plan.person));
    plans
}
