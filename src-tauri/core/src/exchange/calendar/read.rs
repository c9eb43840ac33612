//! Events and tasks of a calendar file in, as follow-ups.

use super::wall::{self, Wall};
use super::{OWN, STEP, alarms, beside, write};
use crate::book::{Book, By, Tx};
use crate::customers::Customer;
use crate::customers::facts::day_number;
use crate::entity::Kind;
use crate::follow_ups::{FollowUp, Priority, recurrence};
use crate::{Error, Id, Result, Sentence, say};
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType as Part, ICalendarEntry, ICalendarProperty,
    ICalendarStatus, ICalendarValue,
};
use calcard::{Entry, Parser};
use chrono::{DateTime, Duration, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use std::collections::HashMap;
use std::path::Path;

/// The largest file that is read, in bytes.
const LARGEST: u64 = 64 << 20;

/// What came of a calendar file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Brought {
    /// Events and tasks in it.
    pub entries: usize,
    /// New follow-ups.
    pub created: usize,
    /// Follow-ups that were changed.
    pub updated: usize,
    /// Those that were as the file says.
    pub same: usize,
    /// Tasks among the new ones that were completed there already.
    pub done: usize,
    /// What is over, and single dates of a series.
    pub left_out: usize,
    /// What could not be read, in sentences.
    pub problems: Vec<Sentence>,
    /// The operation, for undo; `None` when nothing changed.
    pub op: Option<Id>,
}

/// Brings the events and tasks of a file in as follow-ups. What is in the book already, by
/// its UID, is changed to what the file says; what is over and not in the book is left out.
/// `try_only` writes nothing.
pub fn bring(book: &Book, by: &By, path: &Path, try_only: bool) -> Result<Brought> {
    let size = std::fs::metadata(path).map_err(|e| Error::io(path, &e))?.len();
    if size > LARGEST {
        return Err(refused(path, say!("The file is too large for a calendar.")));
    }
    let bytes = std::fs::read(path).map_err(|e| Error::io(path, &e))?;
    let text = String::from_utf8_lossy(&bytes);
    let calendars = calendars(&wall::quoted(&text));
    if calendars.is_empty() {
        return Err(refused(path, say!("This is no calendar file.")));
    }
    let mut brought = Brought::default();
    let outcome = book.transact(by, say!("Brought in a calendar"), |tx| {
        let known = known(tx);
        for calendar in &calendars {
            for component in &calendar.components {
                if matches!(component.component_type, Part::VEvent | Part::VTodo) {
                    brought.entries += 1;
                    take(tx, calendar, component, &known, &mut brought)?;
                }
            }
        }
        if try_only { Err(Error::Cancelled) } else { Ok(()) }
    });
    match outcome {
        Ok(done) => brought.op = done.op,
        Err(Error::Cancelled) if try_only => {}
        Err(error) => return Err(error),
    }
    Ok(brought)
}

fn refused(path: &Path, message: Sentence) -> Error {
    Error::File { path: path.to_owned(), message }
}

fn calendars(text: &str) -> Vec<ICalendar> {
    let mut parser = Parser::new(text);
    let mut found = Vec::new();
    loop {
        match parser.entry() {
            Entry::ICalendar(calendar) => found.push(calendar),
            Entry::Eof | Entry::TooManyComponents => return found,
            _ => {}
        }
    }
}

/// The follow-ups of the book by their UID.
fn known(tx: &Tx<'_>) -> HashMap<String, Id> {
    let table = tx.facts().table(Kind::FollowUp);
    let with_uid = table.present_rows().filter_map(|row| {
        let uid = table.text(row, FollowUp::CALENDAR_UID);
        (!uid.is_empty()).then(|| (uid.to_owned(), table.id(row)))
    });
    with_uid.collect()
}

fn take(
    tx: &mut Tx<'_>,
    calendar: &ICalendar,
    component: &ICalendarComponent,
    known: &HashMap<String, Id>,
    brought: &mut Brought,
) -> Result<()> {
    let uid = component.uid().unwrap_or_default().to_owned();
    // A deal of this book has its next step itself; a follow-up beside it would tell the same twice.
    let deal = uid.strip_suffix(STEP).and_then(|id| id.parse::<Id>().ok());
    if deal.is_some_and(|id| tx.exists(Kind::Deal, id)) {
        brought.same += 1;
        return Ok(());
    }
    let own = uid.strip_suffix(OWN).and_then(|id| id.parse::<Id>().ok());
    let there = known.get(&uid).copied().or(own.filter(|id| tx.exists(Kind::FollowUp, *id)));
    let before: Option<FollowUp> = there.map(|id| tx.get(id)).transpose()?;
    let summary = text(component, &ICalendarProperty::Summary);
    let home = tx.zone();
    let meant = due(component).and_then(|entry| Wall::of(calendar, entry, home));
    let wall = match (&before, &meant) {
        (Some(before), _) => before.zone(home),
        // The days and the hour of a series are meant where it is at home: Tuesday evening in New York is
        // Wednesday in Berlin, and not at the same hour all year.
        (None, Some(Wall::Zone(zone))) if component.property(&ICalendarProperty::Rrule).is_some() => *zone,
        (None, _) => home,
    };
    let completed = component.component_type == Part::VTodo
        && matches!(component.status(), Some(ICalendarStatus::Completed));
    let moment = due(component).and_then(|entry| moment(entry, meant.as_ref(), wall));
    // What is done needs no day on which it was due; that on which it was done says enough.
    let finished = completed.then(|| finished(component)).flatten();
    let on_that_day = |at: DateTime<Utc>| (at.with_timezone(&wall).date_naive(), None);
    let Some(moment) = moment.or(finished.map(on_that_day)) else {
        brought.problems.push(say!("“{}” has no date and is left out.", summary));
        return Ok(());
    };
    // One date of a series that differs from the others; the series itself comes in.
    if component.is_recurrence_override() {
        brought.left_out += 1;
        let there = |entry| Wall::of(calendar, entry, home);
        let planned = component
            .property(&ICalendarProperty::RecurrenceId)
            .and_then(|entry| self::moment(entry, there(entry).as_ref(), wall))
            .map(|(day, _)| day)
            .filter(|day| *day != moment.0);
        let day = moment.0.to_string();
        brought.problems.push(match planned {
            Some(planned) => say!(
                "“{}” was moved from {} to {} there: here its series goes on as planned.",
                summary,
                planned.to_string(),
                day
            ),
            None => say!(
                "“{}” was moved or changed for {} there: here its series goes on as planned.",
                summary,
                day
            ),
        });
        return Ok(());
    }
    let mut task = before.clone().unwrap_or_default();
    if before.is_none() && wall != home && moment.1.is_some() {
        task.due_zone = wall.name().to_owned();
    }
    (task.due_date, task.due_time) =
        (moment.0, moment.1.map(|t| t.format("%H:%M").to_string()).unwrap_or_default());
    let due_here = before.as_ref().map(|before| before.due_date);
    recur(&mut task, due_here, component, brought, tx.today())?;
    task.subject = subject(tx, &task, &summary);
    // What has no time any more has no minutes either, which a form would show again with the next time.
    if moment.1.is_none() && before.as_ref().is_some_and(|before| before.time().is_some()) {
        task.duration_minutes = None;
    }
    if let Some(length) = beside::length(calendar, component, wall) {
        task.set_length(length);
    }
    if own.is_none_or(|id| there != Some(id)) {
        let said = text(component, &ICalendarProperty::Description);
        let ours = before.as_ref().map(|before| is_ours(tx, calendar, before, &said)).transpose()?;
        if !ours.unwrap_or(false) {
            let coming = beside::coming(tx, component, &task)?;
            task.customer_id = task.customer_id.or(coming.customer);
            say_anew(&mut task, [coming.others, said]);
        }
        task.calendar_uid = uid;
    }
    let customer = task.customer_id.map(|id| tx.get::<Customer>(id)).transpose()?;
    let place = text(component, &ICalendarProperty::Location).replace('\n', ", ");
    // The address of a visit, which we wrote, is no place of its own.
    if place != write::location(&task, customer.as_ref()) {
        task.place = place;
    }
    task.reminders = alarms::reminders(calendar, component, moment, wall);
    let done = matches!(component.status(), Some(ICalendarStatus::Completed | ICalendarStatus::Cancelled));
    task.priority = match component.property(&ICalendarProperty::Priority).and_then(|p| p.values.first()) {
        Some(ICalendarValue::Integer(1..=4)) => Priority::High,
        Some(ICalendarValue::Integer(6..=9)) => Priority::Low,
        _ => Priority::Normal,
    };
    for entry in component.properties(&ICalendarProperty::Categories) {
        for tag in entry.values.iter().filter_map(ICalendarValue::as_text) {
            if !task.meta.tags.iter().any(|known| known == tag) {
                task.meta.tags.push(tag.to_owned());
            }
        }
    }
    match &before {
        None if completed => {
            (task.done, task.done_at) = (true, finished);
            task.recurrence.clear();
            tx.save(&mut task)?;
            brought.created += 1;
            brought.done += 1;
        }
        None if done || task.last_day(home) < day_number(tx.today()) => brought.left_out += 1,
        Some(before) if before.done && completed => brought.same += 1,
        Some(before) if *before == task && !done => brought.same += 1,
        // A task that was ticked off elsewhere is done here too.
        Some(before) if done && !before.done => {
            crate::follow_ups::complete::complete(tx, before.meta.id, "")?;
            brought.updated += 1;
        }
        Some(before) if before.done => brought.left_out += 1,
        before => {
            tx.save(&mut task)?;
            if component.property(&ICalendarProperty::Exdate).is_some() {
                let told = say!(
                    "Some days of “{}” were taken out there: here its series is due on them, too.",
                    summary
                );
                brought.problems.push(told);
            }
            if moment.1.is_some() {
                tell_of_zone(meant.as_ref(), &task, brought);
            }
            *(if before.is_some() { &mut brought.updated } else { &mut brought.created }) += 1;
        }
    }
    Ok(())
}

/// Puts what the calendar says now in the place of what it said before; what was written here beside it, or
/// instead of it, stays.
fn say_anew(task: &mut FollowUp, parts: [String; 2]) {
    let joined = |parts: [String; 2]| {
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
    };
    let said = joined(parts);
    let before = std::mem::replace(&mut task.calendar_note, said.clone());
    let note = &task.meta.notes;
    task.meta.notes = match () {
        () if said == before || !said.is_empty() && note.contains(&said) => return,
        () if !before.is_empty() && note.contains(&before) => {
            note.replacen(&before, &said, 1).trim().to_owned()
        }
        () => joined([said, note.clone()]),
    };
}

/// Whether a description is the one that we wrote, which tells how to reach the customer: that is no note. In a file
/// that somebody else wrote, one that is the note and nothing else may stand beside what is new.
fn is_ours(tx: &Tx<'_>, calendar: &ICalendar, task: &FollowUp, said: &str) -> Result<bool> {
    let customer = task.customer_id.map(|id| tx.get::<Customer>(id)).transpose()?;
    let written = write::description(task, customer.as_ref());
    let by = calendar.components.first().map(|whole| text(whole, &ICalendarProperty::Prodid));
    let by_us = by.is_some_and(|by| write::PRODID.ends_with(&by) && !by.is_empty());
    Ok(written.trim() == said && (by_us || written != task.meta.notes))
}

pub(super) fn text(component: &ICalendarComponent, name: &ICalendarProperty) -> String {
    let value = component.property(name).and_then(|entry| entry.values.first());
    value.and_then(ICalendarValue::as_text).map(str::trim).unwrap_or_default().to_owned()
}

/// The subject without the customer's name that we wrote behind it.
fn subject(tx: &Tx<'_>, task: &FollowUp, summary: &str) -> String {
    let name = task.customer_id.and_then(|id| tx.facts().title_of(Kind::Customer, id)).unwrap_or_default();
    let bare =
        summary.strip_suffix(&name).and_then(|rest| rest.strip_suffix(" – ")).filter(|_| !name.is_empty());
    match bare.unwrap_or(summary) {
        "" => "?".to_owned(),
        subject => subject.to_owned(),
    }
}

/// Tells where a time could not be kept as it was meant: once of each zone that nobody knows, and of a series in
/// a zone that only the file describes.
fn tell_of_zone(there: Option<&Wall>, task: &FollowUp, brought: &mut Brought) {
    let told = match there {
        Some(Wall::Unknown(name)) => say!(
            "The time zone “{}” is not known and the file does not describe it, so its times are taken as times here.",
            name
        ),
        Some(Wall::Described(name, _)) if !task.recurrence.is_empty() => say!(
            "“{}” comes by the clocks of “{}”, which only the file describes; from now on it comes by the clocks here.",
            task.subject,
            name
        ),
        _ => return,
    };
    if !brought.problems.contains(&told) {
        brought.problems.push(told);
    }
}

/// A task is due when it is due, not when it may begin.
fn due(component: &ICalendarComponent) -> Option<&ICalendarEntry> {
    component.property(&ICalendarProperty::Due).or_else(|| component.property(&ICalendarProperty::Dtstart))
}

/// When a task was completed, which is always said by the clocks of Greenwich.
fn finished(component: &ICalendarComponent) -> Option<DateTime<Utc>> {
    let value = component.property(&ICalendarProperty::Completed)?.values.first()?.as_partial_date_time()?;
    Some(wall::local(value)?.and_utc())
}

/// What a date says, on the wall of the zone `home`; no time for a whole day.
pub(super) fn moment(
    entry: &ICalendarEntry,
    there: Option<&Wall>,
    home: Tz,
) -> Option<(NaiveDate, Option<NaiveTime>)> {
    let value = entry.values.first()?.as_partial_date_time()?;
    if value.hour.is_none() {
        return Some((
            NaiveDate::from_ymd_opt(value.year?.into(), value.month?.into(), value.day?.into())?,
            None,
        ));
    }
    let local = wall::local(value)?;
    // A time without a zone is meant where one is; one of a zone nobody knows is taken so too.
    let here = match (wall::offset(value), there) {
        (Some(seconds), _) => home.from_utc_datetime(&(local - Duration::seconds(seconds))).naive_local(),
        (None, Some(there)) => there.seen_from(home, local),
        (None, None) => local,
    };
    Some((here.date(), Some(here.time())))
}

/// The rule of what comes again; what began before today goes on with its next date.
fn recur(
    task: &mut FollowUp,
    due_here: Option<NaiveDate>,
    component: &ICalendarComponent,
    brought: &mut Brought,
    today: NaiveDate,
) -> Result<()> {
    let entry = component.property(&ICalendarProperty::Rrule).and_then(|entry| entry.values.first());
    let rule = match entry {
        Some(ICalendarValue::RecurrenceRule(rule)) => rule.to_string(),
        _ => String::new(),
    };
    if rule.is_empty() {
        // Ours may count from the day it was done, which no calendar can say.
        if !recurrence::counts_from_done(&task.recurrence) {
            task.recurrence.clear();
        }
        return Ok(());
    }
    let known = due_here.map(|due| recurrence::Place { due, series_day: task.series_day });
    let same = |known: recurrence::Place| {
        let ours = recurrence::for_calendars(&task.recurrence, known);
        recurrence::same(&task.recurrence, &rule) || ours.is_some_and(|ours| recurrence::same(&ours, &rule))
    };
    // A series has gone on here since it began there.
    if let Some(known) = known.filter(|known| same(*known) && task.due_date <= known.due) {
        task.due_date = known.due;
        return Ok(());
    }
    if recurrence::check(&rule, task.due_date).is_err() {
        brought.problems.push(say!(
            "The rule “{}” is not understood or never comes; only its first date comes in.",
            rule
        ));
        return Ok(());
    }
    task.recurrence = rule;
    if task.due_date < today
        && let Some(before) = today.pred_opt()
        && let Some((day, rest)) = recurrence::next_day(&task.recurrence, task.due_date, before)?
    {
        (task.due_date, task.recurrence) = (day, rest);
    }
    Ok(())
}
