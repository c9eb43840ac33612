//! The board: the stages of a pipeline with their deals.

use super::{Outcome, Stage, facts as worth, stages};
use crate::entity::{Kind, codec};
use crate::facts::Facts;
use crate::filter::Compiled;
use chrono::{DateTime, NaiveDate, Utc};

/// One stage of the board.
pub struct Column {
    /// The stage.
    pub stage: Stage,
    /// How many deals are in it.
    pub count: usize,
    /// What they are worth, in minor units.
    pub sum: i64,
    /// The same by their chances.
    pub weighted: i64,
    /// Deals that are in it for too long.
    pub late: usize,
    /// The first of them, those that wait longest for their next step first.
    pub cards: Vec<Card>,
}

/// One deal of the board.
pub struct Card {
    /// Its row.
    pub row: u32,
    /// Days in its stage.
    pub days: i64,
    /// 0 in time, 1 from half of the stage's days on, 2 for too long.
    pub age: u8,
    /// Whether it has no next step with a day.
    pub stuck: bool,
}

/// The names of the pipelines, in their order.
pub fn pipelines(facts: &Facts) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for stage in stages::of(&facts.settings()) {
        if !names.contains(&stage.pipeline) {
            names.push(stage.pipeline);
        }
    }
    names
}

/// The stages of a pipeline (the first when `pipeline` is empty) with at most `cards`
/// deals each. Won and lost ones are those of the last `CLOSED_DAYS` days.
pub fn board(
    facts: &Facts,
    pipeline: &str,
    filter: Option<&Compiled>,
    today: NaiveDate,
    cards: usize,
) -> Vec<Column> {
    let first = pipelines(facts).into_iter().next().unwrap_or_default();
    let wanted = if pipeline.is_empty() { first.as_str() } else { pipeline };
    let mut columns: Vec<Column> = stages::of(&facts.settings())
        .into_iter()
        .filter(|stage| stage.pipeline == wanted)
        .map(|stage| Column { stage, count: 0, sum: 0, weighted: 0, late: 0, cards: Vec::new() })
        .collect();
    let table = facts.table(Kind::Deal);
    for row in stages::live(facts) {
        let key = stages::key_of(facts, row);
        let Some(column) = columns.iter_mut().find(|column| column.stage.key == key) else { continue };
        if filter.is_some_and(|filter| !filter.matches(facts, row)) || long_closed(facts, row, today) {
            continue;
        }
        let since: DateTime<Utc> = table.typed(row, 18);
        let days = (today - facts.day_of(since)).num_days().max(0);
        let age = match (column.stage.outcome, column.stage.days) {
            (Outcome::Open, Some(most)) if days > most => 2,
            (Outcome::Open, Some(most)) if days * 2 > most => 1,
            _ => 0,
        };
        let next: Option<NaiveDate> = table.typed(row, 9);
        let stuck = column.stage.outcome == Outcome::Open && next.is_none();
        column.count += 1;
        column.sum += worth::amount(facts, row);
        column.weighted += worth::weighted(facts, row, Some(&column.stage));
        column.late += usize::from(age == 2);
        column.cards.push(Card { row, days, age, stuck });
    }
    for column in &mut columns {
        column.cards.sort_by_key(|card| {
            let next: Option<NaiveDate> = table.typed(card.row, 9);
            (next.is_none(), next, std::cmp::Reverse(card.days), card.row)
        });
        column.cards.truncate(cards);
    }
    columns
}

/// Days for which a deal that is decided stays on the board.
const CLOSED_DAYS: i64 = 30;

fn long_closed(facts: &Facts, row: u32, today: NaiveDate) -> bool {
    let closed: Option<NaiveDate> = codec::typed_field(facts.table(Kind::Deal).bytes(row), 17);
    closed.is_some_and(|day| (today - day).num_days() > CLOSED_DAYS)
}
