//! Days and moments in the cells of a row.

use super::reading::Reading;
use crate::clock::day_on;
use crate::entity::FieldDef;
use crate::exchange::csv::date::{self, DateOrder, Moment};
use crate::follow_ups::reminders::on_the_wall;
use crate::{Sentence, say};
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Utc};

impl Reading {
    /// The day in a cell of birthdays: two digits of a year never mean one to come.
    pub(super) fn birthday(&self, cell: &str) -> Result<NaiveDate, Sentence> {
        let day = self.day(cell)?;
        let is_short = !cell.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() >= 4);
        Ok(if is_short && day.year() > self.this_year {
            day.with_year(day.year() - 100).unwrap_or(day)
        } else {
            day
        })
    }

    /// A moment; without a zone it is one of the owner's wall. Without a time too, something promised
    /// for a day may come until it is over, and everything else was there when it began.
    pub(super) fn moment(&self, field: &FieldDef, cell: &str) -> Result<DateTime<Utc>, Sentence> {
        if let Some(at) = date::instant(cell) {
            return Ok(at);
        }
        if let Some(Moment { day, time: Some(time) }) = date::parse(cell, self.order, self.this_year) {
            return Ok(on_the_wall(day, time, self.zone));
        }
        let last = NaiveTime::from_hms_opt(23, 59, 0).unwrap_or(NaiveTime::MIN);
        let promised = matches!(field.name, "respond_by" | "resolve_by");
        Ok(on_the_wall(self.day(cell)?, if promised { last } else { NaiveTime::MIN }, self.zone))
    }

    /// The day in a cell on the owner's wall. Midnight is what programs write that have a day and no
    /// time, so there the day counts as it is written.
    pub(super) fn day_here(&self, cell: &str) -> Result<NaiveDate, Sentence> {
        let written = date::parse(cell, self.order, self.this_year);
        let timed = written.is_some_and(|moment| moment.time.is_some_and(|time| time != NaiveTime::MIN));
        match date::instant(cell).filter(|_| timed) {
            Some(at) => Ok(day_on(at, self.zone)),
            None => self.day(cell),
        }
    }

    pub(super) fn day(&self, cell: &str) -> Result<NaiveDate, Sentence> {
        let cell = cell.trim_end_matches([',', ';', ' ']);
        let one = if self.lenient.is_some() { date::only_order(cell) } else { None };
        date::parse(cell, self.order, self.this_year)
            .or_else(|| date::parse(cell, one?, self.this_year))
            .map(|moment| moment.day)
            .or_else(|| date::from_serial(cell))
            .ok_or_else(|| {
                let example = match self.order {
                    DateOrder::Dmy => "31.12.2026",
                    DateOrder::Mdy => "12/31/2026",
                    DateOrder::Ymd => "2026-12-31",
                };
                say!("“{}” is not a date. It should look like {}.", cell, example)
            })
    }
}
