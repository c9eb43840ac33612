//! What an entry says beside its day: how long it lasts and who comes. One customer among those who come is
//! whose it is; the others stand in the note.

use super::read::moment;
use super::wall::Wall;
use crate::book::Tx;
use crate::follow_ups::FollowUp;
use crate::interactions::mail::{Mailbox, Whose};
use crate::normalise::email;
use crate::settings::words::OwnWords;
use crate::{Id, Result};
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType as Part, ICalendarEntry, ICalendarParameterName,
    ICalendarProperty, ICalendarValue,
};
use chrono::{Duration, NaiveTime};
use chrono_tz::Tz;

/// Who comes.
#[derive(Debug, Default)]
pub(super) struct Coming {
    /// The one customer among them.
    pub customer: Option<Id>,
    /// The others, as a line of the note.
    pub others: String,
}

/// Reads who comes, for the customer of `task` or for the one among them.
pub(super) fn coming(tx: &Tx<'_>, component: &ICalendarComponent, task: &FollowUp) -> Result<Coming> {
    let mut found = Coming::default();
    let whose = Whose::of(tx.facts())?;
    let mut customers: Vec<Id> = Vec::new();
    let mut coming: Vec<(Mailbox, Option<Id>)> = Vec::new();
    for mailbox in people(component).into_iter().filter(|mailbox| !whose.is_own(mailbox)) {
        let owner = whose.customer(&mailbox)?;
        customers.extend(owner.filter(|id| !customers.contains(id)));
        coming.push((mailbox, owner));
    }
    if let [only] = customers[..] {
        found.customer = Some(only);
    }
    let whom = task.customer_id.or(found.customer);
    let others: Vec<String> = coming
        .iter()
        .filter(|(_, owner)| owner.is_none() || *owner != whom)
        .map(|(one, _)| named(one))
        .collect();
    if !others.is_empty() {
        let words = OwnWords::of(&tx.facts().settings().language);
        found.others = format!("{}: {}", words.with, others.join(", "));
    }
    Ok(found)
}

/// How long an entry lasts. An event without an end is no longer than any; a task may say nothing of it.
pub(super) fn length(calendar: &ICalendar, component: &ICalendarComponent, home: Tz) -> Option<Duration> {
    let at = |entry: &ICalendarEntry| {
        let (day, time) = moment(entry, Wall::of(calendar, entry, home).as_ref(), home)?;
        Some(day.and_time(time.unwrap_or(NaiveTime::MIN)))
    };
    // A series goes on from today: what counts is how long each of its dates lasts.
    let start = component.property(&ICalendarProperty::Dtstart).and_then(at);
    let length = component.property(&ICalendarProperty::Duration).and_then(|entry| entry.values.first());
    match length {
        Some(ICalendarValue::Duration(length)) => length.to_time_delta(),
        _ => match component.property(&ICalendarProperty::Dtend).and_then(at) {
            Some(end) => start.map(|start| end - start),
            None => Some(Duration::zero()).filter(|_| component.component_type == Part::VEvent),
        },
    }
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
