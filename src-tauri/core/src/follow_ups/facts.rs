//! Columns over follow-ups.

use super::FollowUp;
use super::length::last_day_here;
use super::reminders::on_the_wall;
use crate::Id;
use crate::customers::facts::{Related, day_number};
use crate::entity::{FieldDef, FieldType, Kind, Value, codec};
use crate::facts::{Computed, Facts, State, Touched};
use chrono::{NaiveDate, NaiveTime, Timelike};
use chrono_tz::Tz;

/// What the columns say of one follow-up.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct FollowUpRow {
    /// Due on this day of the owner's wall, counted from the common era.
    pub due: i32,
    /// At this minute of that day, counted from midnight; `NO_TIME` for any.
    pub minute: u16,
    /// Row of the customer; `u32::MAX` for none.
    pub customer: u32,
    /// Still to be done.
    pub open: bool,
}

/// What is due on a day and at no time of it comes after what has one.
pub const NO_TIME: u16 = u16::MAX;

/// A minute of a day as `HH:MM`; nothing for [`NO_TIME`].
pub fn clock_of(minute: u16) -> String {
    if minute == NO_TIME { String::new() } else { format!("{:02}:{:02}", minute / 60, minute % 60) }
}

const EMPTY: FollowUpRow = FollowUpRow { due: 0, minute: NO_TIME, customer: u32::MAX, open: false };

/// The computed fields of a follow-up.
pub static COMPUTED: &[Computed] = &[
    // What is asked for by this day is late as everywhere else, also where it takes several.
    Computed {
        name: "last_day",
        ty: FieldType::Date,
        listed: false,
        get: |f, row| {
            NaiveDate::from_num_days_from_ce_opt(last_day_here(f, row)).map_or(Value::Null, Value::Date)
        },
    },
];

/// Columns over follow-ups, by row.
#[derive(Default)]
pub struct FollowUpFacts {
    rows: Vec<FollowUpRow>,
}

impl FollowUpFacts {
    /// The columns of one follow-up.
    pub fn get(&self, row: u32) -> FollowUpRow {
        self.rows.get(row as usize).copied().unwrap_or(EMPTY)
    }

    /// The day on which it is due, if it is still to be done.
    pub fn open_due(&self, row: u32) -> Option<i32> {
        let row = self.get(row);
        row.open.then_some(row.due)
    }

    /// Every follow-up, in the order of the rows.
    pub fn all(&self) -> &[FollowUpRow] {
        &self.rows
    }
}

/// The day and the minute of the owner's wall, `home`, at which something is due on a day, at a
/// time (`HH:MM`, or nothing) and in a zone (by its name; nothing for here).
pub fn on_home_wall(day: NaiveDate, time: &str, zone: &str, home: Tz) -> (i32, u16) {
    let Ok(time) = NaiveTime::parse_from_str(time, "%H:%M") else {
        return (day_number(day), NO_TIME);
    };
    let there: Option<Tz> = zone.parse().ok();
    let wall = match there.filter(|there| *there != home) {
        Some(there) => on_the_wall(day, time, there).with_timezone(&home).naive_local(),
        None => day.and_time(time),
    };
    (day_number(wall.date()), (wall.hour() * 60 + wall.minute()) as u16)
}

/// Reads anew what names a zone of its own, after the owner's wall has got another one.
pub fn move_home(facts: &mut Facts, touched: &mut Touched) {
    let table = facts.table(Kind::FollowUp);
    let zoned: Vec<u32> =
        (0..table.len()).filter(|row| !table.text(*row, FollowUp::ZONE).is_empty()).collect();
    for row in zoned {
        derive(facts, row, touched);
        touched.rows.push((Kind::FollowUp, row));
    }
}

/// The day or the time of a follow-up, as its field says, on the owner's wall.
pub(crate) fn due_here(facts: &Facts, row: u32, field: &'static FieldDef) -> Value {
    let table = facts.table(Kind::FollowUp);
    if table.text(row, FollowUp::ZONE).is_empty() {
        return table.value(row, field);
    }
    let FollowUpRow { due, minute, .. } = facts.follow_ups.get(row);
    match field.ty {
        FieldType::Date => NaiveDate::from_num_days_from_ce_opt(due).map_or(Value::Null, Value::Date),
        _ => Value::Text(clock_of(minute)),
    }
}

impl FollowUp {
    /// The time on the owner's wall as it is printed, and behind it the one that was agreed upon with somebody in
    /// another zone; `minute` is that of its columns.
    pub(crate) fn time_said_here(&self, minute: u16) -> String {
        if minute == NO_TIME || self.due_zone.is_empty() {
            return self.time_said();
        }
        format!("{} ({})", clock_of(minute), self.time_said())
    }

    /// The day and the time (`HH:MM`, or nothing) at which it is due on the wall of `home`, where that is not what is
    /// written.
    pub fn due_elsewhere(&self, home: Tz) -> Option<(NaiveDate, String)> {
        let (day, minute) = on_home_wall(self.due_date, &self.due_time, &self.due_zone, home);
        let here = (NaiveDate::from_num_days_from_ce_opt(day)?, clock_of(minute));
        (here.0 != self.due_date || here.1 != self.due_time).then_some(here)
    }
}

/// Reads the columns of a follow-up and moves it to its customer.
pub fn derive(facts: &mut Facts, row: u32, touched: &mut Touched) {
    let before = facts.follow_ups.get(row);
    let table = facts.table(Kind::FollowUp);
    let bytes = table.bytes(row);
    let live = table.state(row) == State::Live;
    let (day, time, zone) =
        (codec::typed_field(bytes, 5), table.text(row, 6), table.text(row, FollowUp::ZONE));
    let (due, minute) = on_home_wall(day, time, zone, facts.zone());
    let done: bool = codec::typed_field(bytes, 11);
    let customer: Option<Id> = codec::typed_field(bytes, 2);
    let present = matches!(table.state(row), State::Live | State::Archived);
    let customer =
        customer.filter(|_| present).map_or(u32::MAX, |id| facts.table_mut(Kind::Customer).reserve(id));
    if facts.follow_ups.rows.len() <= row as usize {
        facts.follow_ups.rows.resize(row as usize + 1, EMPTY);
    }
    facts.follow_ups.rows[row as usize] = FollowUpRow { due, minute, customer, open: live && !done };
    facts.customers.relate(Related::FollowUps, row, before.customer, customer);
    touched.customers.extend([before.customer, customer].into_iter().filter(|c| *c != u32::MAX));
}
