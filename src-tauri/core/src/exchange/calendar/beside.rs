//! What an entry says that a follow-up has no field for: how long it lasts, where it is, who comes. One
//! customer among those who come is whose it is; the rest stands in the note.

use super::read::{moment, text};
use super::wall::Wall;
use super::write::MINUTES;
use crate::book::Tx;
use crate::follow_ups::FollowUp;
use crate::interactions::mail::{Mailbox, Whose};
use crate::normalise::email;
use crate::reports::format::{self, Locale};
use crate::settings::words::OwnWords;
use crate::{Id, Result};
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarEntry, ICalendarParameterName, ICalendarProperty, ICalendarValue,
};
use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;

/// What was found beside the fields.
#[derive(Debug, Default)]
pub(super) struct Beside {
    /// The one customer who comes.
    pub customer: Option<Id>,
    /// What the note begins with, one line each.
    pub lines: Vec<String>,
    /// The last day of what lasts longer than its first.
    pub last_day: Option<NaiveDate>,
}

/// Reads it. `task` has its day and time already, on the wall of `home`.
pub(super) fn read(
    tx: &Tx<'_>,
    calendar: &ICalendar,
    component: &ICalendarComponent,
    task: &FollowUp,
    home: Tz,
) -> Result<Beside> {
    let settings = tx.facts().settings();
    let words = OwnWords::of(&settings.language);
    let mut beside = Beside::default();
    if let Some(end) = until(calendar, component, task, home) {
        beside.last_day = Some(end.date());
        let day = || format::day(end.date(), &Locale::for_language(&settings.language));
        let time = || end.format("%H:%M").to_string();
        let said = match (task.due_time.is_empty(), end.date() == task.due_date) {
            (true, _) => day(),
            (false, true) => time(),
            (false, false) => format!("{}, {}", day(), time()),
        };
        beside.lines.push(format!("{} {said}", words.until));
    }
    let place = text(component, &ICalendarProperty::Location);
    if !place.is_empty() {
        beside.lines.push(format!("{}: {}", words.place, place.replace('\n', ", ")));
    }
    let whose = Whose::of(tx.facts())?;
    let mut customers: Vec<Id> = Vec::new();
    let mut coming: Vec<(Mailbox, Option<Id>)> = Vec::new();
    for mailbox in people(component).into_iter().filter(|mailbox| !whose.is_own(mailbox)) {
        let owner = whose.customer(&mailbox)?;
        customers.extend(owner.filter(|id| !customers.contains(id)));
        coming.push((mailbox, owner));
    }
    if let [only] = customers[..] {
        beside.customer = Some(only);
    }
    let whom = task.customer_id.or(beside.customer);
    let others: Vec<String> = coming
        .iter()
        .filter(|(_, owner)| owner.is_none() || *owner != whom)
        .map(|(one, _)| named(one))
        .collect();
    if !others.is_empty() {
        beside.lines.push(format!("{}: {}", words.with, others.join(", ")));
    }
    Ok(beside)
}

/// The end of what lasts longer than a day, or than what goes out without an end of its own.
fn until(
    calendar: &ICalendar,
    component: &ICalendarComponent,
    task: &FollowUp,
    home: Tz,
) -> Option<NaiveDateTime> {
    let whole_day = task.due_time.is_empty();
    let time = NaiveTime::parse_from_str(&task.due_time, "%H:%M").unwrap_or(NaiveTime::MIN);
    let at = |entry: &ICalendarEntry| {
        let (day, time) = moment(entry, Wall::of(calendar, entry, home).as_ref(), home)?;
        Some(day.and_time(time.unwrap_or(NaiveTime::MIN)))
    };
    // A series goes on from today: what counts is how long each of its dates lasts.
    let start = component.property(&ICalendarProperty::Dtstart).and_then(at)?;
    let length = component.property(&ICalendarProperty::Duration).and_then(|entry| entry.values.first());
    let lasts = match length {
        Some(ICalendarValue::Duration(length)) => length.to_time_delta(),
        _ => component.property(&ICalendarProperty::Dtend).and_then(at).map(|end| end - start),
    }?;
    let usual = if whole_day { Duration::days(1) } else { Duration::minutes(MINUTES) };
    if lasts <= usual {
        return None;
    }
    // The end of whole days is the beginning of the day after them.
    let lasts = if whole_day { lasts - Duration::days(1) } else { lasts };
    task.due_date.and_time(time).checked_add_signed(lasts)
}

/// Who comes and who has asked them, each once.
fn people(component: &ICalendarComponent) -> Vec<Mailbox> {
    let mut found: Vec<Mailbox> = Vec::new();
    for property in [ICalendarProperty::Organizer, ICalendarProperty::Attendee] {
        for entry in component.properties(&property) {
            let written = entry.values.first().and_then(ICalendarValue::as_text).unwrap_or_default().trim();
            let bare = match written.get(..7).filter(|scheme| scheme.eq_ignore_ascii_case("mailto:")) {
                Some(_) => &written[7..],
                None => written,
            };
            let address = email::key(bare);
            let name = entry.parameter(&ICalendarParameterName::Cn).and_then(|name| name.as_text());
            let name = name.unwrap_or_default().trim().to_owned();
            let known =
                found.iter().any(|one| one.address == address && (!address.is_empty() || one.name == name));
            let nobody = address.is_empty() && name.is_empty();
            if !known && !nobody {
                found.push(Mailbox { name, address });
            }
        }
    }
    found
}

fn named(one: &Mailbox) -> String {
    match (one.name.as_str(), one.address.as_str()) {
        ("", address) => address.to_owned(),
        (name, address) if address.is_empty() || email::key(name) == address => name.to_owned(),
        (name, address) => format!("{name} ({address})"),
    }
}
