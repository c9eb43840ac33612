//! When to remind of follow-ups and of the dated next steps of deals: moments on the wall clock of the owner's zone.

use super::FollowUp;
use crate::deals::next::{self, NextStep};
use crate::entity::{Kind, codec};
use crate::facts::Facts;
use crate::{Id, Result};
use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet};

/// What is due at any time of a day is due at nine.
const MORNING: NaiveTime = match NaiveTime::from_hms_opt(9, 0, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// Reminders that were missed for longer than this are no news any more; the lists show
/// what is overdue.
const MISSED_DAYS: i64 = 60;

/// The next steps of deals are told for so long after their morning: long enough for a weekend. Nobody asked for each of
/// these reminders, so whoever opens a book of many years is not told of everything that was ever left undone.
const MISSED_STEP_DAYS: i64 = 3;

/// One reminder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Due {
    /// The moment.
    pub at: DateTime<Utc>,
    /// Of which follow-up, or of which deal whose next step it is.
    pub id: Id,
}

/// Which of a follow-up's reminders one is, as it is written: it stays the same one wherever its owner
/// travels, and only a change of the follow-up makes it another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Which {
    /// So long before it is due.
    Before {
        /// The day and time that it is due, on the wall.
        due: NaiveDateTime,
        /// The zone it names; empty for that of the owner's wall.
        zone: String,
        /// How long before.
        minutes: i64,
    },
    /// At the end of the time it was put off for.
    PutOff(DateTime<Utc>),
}

/// The reminders of open follow-ups, and of the next steps of deals on the morning of their day, after `from` and up to
/// `to`, in order. `zone` is that of the owner's wall, for those that name no other.
pub fn between(facts: &Facts, zone: Tz, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<Vec<Due>> {
    Ok(named_between(facts, zone, from, to)?.into_iter().map(|(due, _)| due).collect())
}

/// The same, each with which one it is.
fn named_between(
    facts: &Facts,
    zone: Tz,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<Vec<(Due, Which)>> {
    let table = facts.table(Kind::FollowUp);
    let mut found = Vec::new();
    for row in (0..table.len()).filter(|row| facts.follow_ups.open_due(*row).is_some()) {
        let bytes = table.bytes(row);
        if codec::raw_field(bytes, 24).is_none() && codec::raw_field(bytes, 25).is_none() {
            continue;
        }
        let task: FollowUp = facts.get(table.id(row))?;
        let moments = moments(&task, zone).into_iter().filter(|(at, _)| *at > from && *at <= to);
        found.extend(moments.map(|(at, which)| (Due { at, id: task.meta.id }, which)));
    }
    for step in next::until(facts, to.with_timezone(&zone).date_naive()) {
        let (at, which) = morning(&step, zone);
        if at > from && at <= to {
            found.push((Due { at, id: facts.table(Kind::Deal).id(step.row) }, which));
        }
    }
    found.sort_unstable();
    Ok(found)
}

/// When a deal's next step is told: at the hour at which any day begins.
fn morning(step: &NextStep, zone: Tz) -> (DateTime<Utc>, Which) {
    let due = step.day.and_time(MORNING);
    (on_the_wall(step.day, MORNING, zone), Which::Before { due, zone: String::new(), minutes: 0 })
}

/// Whether what was told is still to be done: the follow-up is open, or the deal has a next step that no follow-up
/// tells and that was not moved to a later day than `today`.
pub fn stands(facts: &Facts, id: Id, today: NaiveDate) -> bool {
    if let Some(row) = facts.table(Kind::FollowUp).present(id) {
        return facts.follow_ups.open_due(row).is_some();
    }
    let row = facts.table(Kind::Deal).present(id);
    row.is_some_and(|row| next::until(facts, today).iter().any(|step| step.row == row))
}

/// Every moment at which a follow-up asks to be remembered. Snoozing puts those before
/// its end off to that end.
fn moments(task: &FollowUp, zone: Tz) -> BTreeMap<DateTime<Utc>, Which> {
    let time = NaiveTime::parse_from_str(&task.due_time, "%H:%M").unwrap_or(MORNING);
    let due = on_the_wall(task.due_date, time, task.zone(zone));
    let before =
        |minutes| Which::Before { due: task.due_date.and_time(time), zone: task.due_zone.clone(), minutes };
    // What lies before the calendar begins, by a slip in a file, never comes, and stops no other one.
    let wanted = task.reminders.iter().map(|reminder| reminder.minutes_before).filter_map(|minutes| {
        Some((due.checked_sub_signed(Duration::try_minutes(minutes)?)?, before(minutes)))
    });
    match task.snoozed_until {
        Some(until) => wanted.filter(|(at, _)| *at > until).chain([(until, Which::PutOff(until))]).collect(),
        None => wanted.collect(),
    }
}

/// A time of the wall clock as a moment: of a time that comes twice the first, and for one
/// that is left out when the clocks go forward, the moment they do.
pub fn on_the_wall(day: NaiveDate, time: NaiveTime, zone: Tz) -> DateTime<Utc> {
    let wall = day.and_time(time);
    let mut later = wall;
    for _ in 0..8 {
        if let Some(at) = zone.from_local_datetime(&later).earliest() {
            return at.to_utc();
        }
        later += Duration::minutes(30);
    }
    wall.and_utc()
}

/// What has been told, so that nothing is told twice or forgotten: not when the clock is
/// set back, not when it goes by another zone, and not when the program was closed for a while.
#[derive(Clone, Debug, Default)]
pub struct Told {
    seen: BTreeSet<(Id, Which)>,
    moments: BTreeSet<Due>,
}

impl Told {
    /// What was told before; `moments` is what was kept by its moment alone, as earlier versions did.
    pub fn of(seen: impl Iterator<Item = (Id, Which)>, moments: impl Iterator<Item = Due>) -> Self {
        Self { seen: seen.collect(), moments: moments.collect() }
    }

    /// Everything that was told and may come again.
    pub fn all(&self) -> impl Iterator<Item = &(Id, Which)> {
        self.seen.iter()
    }

    /// What is still known by its moment alone.
    pub fn moments(&self) -> impl Iterator<Item = &Due> {
        self.moments.iter()
    }

    /// The reminders that are to be told now and were not yet; they count as told.
    pub fn news(&mut self, facts: &Facts, zone: Tz, now: DateTime<Utc>) -> Result<Vec<Due>> {
        let due = named_between(facts, zone, now - Duration::days(MISSED_DAYS), now)?;
        let mut news = Vec::new();
        let deals = facts.table(Kind::Deal);
        let weekend = now - Duration::days(MISSED_STEP_DAYS);
        for (due, which) in due {
            if due.at <= weekend && deals.present(due.id).is_some() {
                continue;
            }
            let known = self.moments.remove(&due);
            if self.seen.insert((due.id, which)) && !known {
                news.push(due);
            }
        }
        // What is done or gone will not come again; everything else is remembered, so that a
        // clock that was set back tells nothing twice.
        let table = facts.table(Kind::FollowUp);
        let open = |id: Id| match table.present(id) {
            Some(row) => facts.follow_ups.open_due(row).is_some(),
            None => next::of(facts, id).is_some(),
        };
        self.seen.retain(|(id, _)| open(*id));
        self.moments.retain(|due| open(due.id));
        Ok(news)
    }
}

#[cfg(test)]
mod tests;
