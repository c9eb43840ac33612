//! A time zone as a calendar file describes it: every change of the clocks in some years, as
//! the time zone database has them, so that no rule has to be guessed.

use crate::exchange::lines::Lines;
use chrono::{DateTime, Datelike, Duration, NaiveDate, Offset, TimeZone, Utc};
use chrono_tz::{OffsetName, Tz};

/// Years that are described after the last one that is asked for, for what comes again.
const YEARS_AHEAD: i32 = 12;

/// Writes the zone for events from one year on.
pub(super) fn write(lines: &mut Lines, zone: Tz, from: i32, to: i32) {
    lines.put("BEGIN:VTIMEZONE");
    lines.put(&format!("TZID:{}", zone.name()));
    let start = midnight(from - 1);
    let mut before = seconds(zone, start);
    observance(lines, zone, start, before);
    for change in changes(zone, start, midnight(to + YEARS_AHEAD)) {
        observance(lines, zone, change, before);
        before = seconds(zone, change);
    }
    lines.put("END:VTIMEZONE");
}

fn midnight(year: i32) -> DateTime<Utc> {
    let day = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
    day.and_time(chrono::NaiveTime::MIN).and_utc()
}

/// One time from which on the clocks show something else. Its beginning is told by the
/// clocks before it.
fn observance(lines: &mut Lines, zone: Tz, at: DateTime<Utc>, before: i32) {
    let after = seconds(zone, at);
    let local = at.naive_utc() + Duration::seconds(before.into());
    let offset = zone.offset_from_utc_datetime(&at.naive_utc());
    let name =
        if after > before || (after == before && is_summer(zone, at)) { "DAYLIGHT" } else { "STANDARD" };
    lines.put(&format!("BEGIN:{name}"));
    lines.put(&format!("DTSTART:{}", local.format("%Y%m%dT%H%M%S")));
    lines.put(&format!("TZOFFSETFROM:{}", written(before)));
    lines.put(&format!("TZOFFSETTO:{}", written(after)));
    if let Some(short) = offset.abbreviation() {
        lines.put(&format!("TZNAME:{short}"));
    }
    lines.put(&format!("END:{name}"));
}

/// Whether the clocks are ahead of where they are half a year later.
fn is_summer(zone: Tz, at: DateTime<Utc>) -> bool {
    seconds(zone, at) > seconds(zone, at + Duration::days(182))
}

fn seconds(zone: Tz, at: DateTime<Utc>) -> i32 {
    zone.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc()
}

fn written(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}

/// The moments at which the clocks change, found to the second by halving the week in
/// which they do.
fn changes(zone: Tz, from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<DateTime<Utc>> {
    let mut found = Vec::new();
    let mut at = from;
    while at < to && at.year() < 9_000 {
        let next = at + Duration::days(7);
        if seconds(zone, at) != seconds(zone, next) {
            let (mut low, mut high) = (at, next);
            while high - low > Duration::seconds(1) {
                let middle = low + (high - low) / 2;
                let middle = DateTime::from_timestamp(middle.timestamp(), 0).unwrap_or(middle);
                if seconds(zone, middle) == seconds(zone, low) { low = middle } else { high = middle }
            }
            found.push(high);
        }
        at = next;
    }
    found
}
