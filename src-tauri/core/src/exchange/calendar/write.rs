//! Follow-ups out, as events.

use super::{MORNING_MINUTES, OWN, STEP, zone};
use crate::customers::{Channel, Customer};
use crate::deals::{Deal, next};
use crate::entity::Kind;
use crate::exchange::lines::{Lines, escaped};
use crate::facts::{Facts, State};
use crate::files::write_whole;
use crate::filter::Compiled;
use crate::follow_ups::{FollowUp, Priority, Reminder, recurrence};
use crate::{Id, Result};
use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;
use std::collections::BTreeMap;
use std::path::Path;

/// Which program wrote a calendar.
pub(super) const PRODID: &str = "PRODID:-//Regulars//Regulars//EN";

/// The open follow-ups that `filter` chooses as the text of a calendar file, and how many; where it chooses nothing, the
/// next steps of deals with them.
/// Times of day are those on the wall of `zone`, or of the zone that a follow-up names itself.
pub fn text(facts: &Facts, zone: Tz, filter: Option<&Compiled>) -> Result<(String, usize)> {
    text_of(facts, zone, filter, None, None)
}

/// [`text`] of a file that is kept up to date, with the line that says which book keeps it.
pub(super) fn text_of(
    facts: &Facts,
    zone: Tz,
    filter: Option<&Compiled>,
    only: Option<&[Id]>,
    keeper: Option<&str>,
) -> Result<(String, usize)> {
    let table = facts.table(Kind::FollowUp);
    let mut tasks: Vec<FollowUp> = Vec::new();
    let wanted = |row: u32| only.is_none_or(|ids| ids.contains(&table.id(row)));
    for row in (0..table.len()).filter(|row| table.state(*row) == State::Live && wanted(*row)) {
        if facts.follow_ups.open_due(row).is_some() && filter.is_none_or(|f| f.matches(facts, row)) {
            tasks.push(facts.get(table.id(row))?);
        }
    }
    // A choice among follow-ups is about nothing else.
    if filter.is_none() && only.is_none() {
        tasks.extend(steps(facts)?);
    }
    tasks.sort_by_key(|task| (task.due_date, task.meta.id));
    let settings = facts.settings();
    let mut lines = Lines::default();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", PRODID, "METHOD:PUBLISH"] {
        lines.put(line);
    }
    keeper.into_iter().for_each(|line| lines.put(line));
    lines.text("X-WR-CALNAME", &settings.business_name);
    let mut spans: BTreeMap<&str, (Tz, i32, i32)> = BTreeMap::new();
    for task in tasks.iter().filter(|task| task.time().is_some()) {
        let (there, year) = (task.zone(zone), task.due_date.year());
        let span = spans.entry(there.name()).or_insert((there, year, year));
        *span = (there, span.1.min(year), span.2.max(year));
    }
    for (zone, first, last) in spans.into_values().filter(|(zone, ..)| *zone != Tz::UTC) {
        zone::write(&mut lines, zone, first, last);
    }
    for task in &tasks {
        event(&mut lines, facts, task, task.zone(zone))?;
    }
    lines.put("END:VCALENDAR");
    Ok((lines.finish(), tasks.len()))
}

/// The dated next steps of open deals, as the follow-ups that they amount to, each under a UID that tells it from one.
fn steps(facts: &Facts) -> Result<Vec<FollowUp>> {
    let steps = next::until(facts, NaiveDate::MAX).into_iter().map(|step| {
        let deal: Deal = facts.get(facts.table(Kind::Deal).id(step.row))?;
        let mut task = step.as_follow_up(facts)?.0;
        task.meta.updated_at = deal.meta.updated_at;
        task.calendar_uid = format!("{}{STEP}", deal.meta.id);
        task.reminders = vec![Reminder { minutes_before: 0 }];
        Ok(task)
    });
    steps.collect()
}

/// Writes [`text`] into a file, whole or not at all; how many there were.
pub fn save(
    facts: &Facts,
    zone: Tz,
    filter: Option<&Compiled>,
    only: Option<&[Id]>,
    path: &Path,
) -> Result<usize> {
    let (text, count) = text_of(facts, zone, filter, only, None)?;
    write_whole(path, text.as_bytes())?;
    Ok(count)
}

fn event(lines: &mut Lines, facts: &Facts, task: &FollowUp, zone: Tz) -> Result<()> {
    let customer = task.customer_id.map(|id| facts.get::<Customer>(id)).transpose()?;
    let name = task.customer_id.and_then(|id| facts.title_of(Kind::Customer, id)).unwrap_or_default();
    lines.put("BEGIN:VEVENT");
    lines.text("UID", &uid(task.meta.id, &task.calendar_uid));
    lines.put(&format!("DTSTAMP:{}", task.meta.updated_at.format("%Y%m%dT%H%M%SZ")));
    let day = task.due_date;
    match task.time() {
        Some(time) => {
            let start = day.and_time(time);
            // What takes no time has no end of its own: the standard wants it behind the beginning.
            let end = Some(("DTEND", task.ends())).filter(|(_, end)| *end > start);
            for (property, at) in [Some(("DTSTART", start)), end].into_iter().flatten() {
                let at = at.format("%Y%m%dT%H%M%S");
                lines.put(&match zone {
                    Tz::UTC => format!("{property}:{at}Z"),
                    zone => format!("{property};TZID={}:{at}", zone.name()),
                });
            }
        }
        None => {
            lines.put(&format!("DTSTART;VALUE=DATE:{}", day.format("%Y%m%d")));
            lines.put(&format!("DTEND;VALUE=DATE:{}", task.ends().format("%Y%m%d")));
            // What is due at any time of a day does not make the day busy.
            lines.put("TRANSP:TRANSPARENT");
        }
    }
    let place = recurrence::Place { due: day, series_day: task.series_day };
    if let Some(rule) = recurrence::for_calendars(&task.recurrence, place) {
        lines.put(&format!("RRULE:{rule}"));
    }
    let summary = if name.is_empty() { task.subject.clone() } else { format!("{} – {name}", task.subject) };
    lines.text("SUMMARY", &summary);
    lines.text("DESCRIPTION", &description(task, customer.as_ref()));
    lines.text("LOCATION", &location(task, customer.as_ref()));
    match task.priority {
        Priority::High => lines.put("PRIORITY:1"),
        Priority::Low => lines.put("PRIORITY:9"),
        Priority::Normal => {}
    }
    if !task.meta.tags.is_empty() {
        let tags: Vec<String> = task.meta.tags.iter().map(|tag| escaped(tag)).collect();
        lines.put(&format!("CATEGORIES:{}", tags.join(",")));
    }
    for reminder in &task.reminders {
        // A whole day begins at midnight; what is due on it is remembered as if due at nine.
        let minutes = reminder.minutes_before - if task.time().is_some() { 0 } else { MORNING_MINUTES };
        let sign = if minutes > 0 { "-" } else { "" };
        lines.put("BEGIN:VALARM");
        lines.put("ACTION:DISPLAY");
        lines.text("DESCRIPTION", &task.subject);
        lines.put(&format!("TRIGGER:{sign}PT{}M", minutes.abs()));
        lines.put("END:VALARM");
    }
    lines.put("END:VEVENT");
    Ok(())
}

/// The identity that came with it, or one made of the record's.
fn uid(id: Id, known: &str) -> String {
    if known.is_empty() { format!("{id}{OWN}") } else { known.to_owned() }
}

/// Where it is: the place it says, or that of the customer who is visited.
pub(super) fn location(task: &FollowUp, customer: Option<&Customer>) -> String {
    if !task.place.is_empty() || task.channel != Some(Channel::Visit) {
        return task.place.clone();
    }
    let address = customer.and_then(|customer| customer.addresses.first());
    let parts = address.map(|a| [a.street.replace('\n', ", "), format!("{} {}", a.postal_code, a.city)]);
    parts.map(|parts| parts.join(", ")).unwrap_or_default()
}

/// The text of an event: how to reach the customer, and the note.
pub(super) fn description(task: &FollowUp, customer: Option<&Customer>) -> String {
    let mut parts: Vec<String> = Vec::new();
    if let Some(customer) = customer {
        parts.extend(customer.phones.iter().map(|phone| phone.number.clone()));
        parts.extend(customer.emails.iter().map(|email| email.address.clone()));
    }
    if !task.meta.notes.is_empty() {
        parts.push(task.meta.notes.clone());
    }
    parts.join("\n")
}
