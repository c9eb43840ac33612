//! The alarms of an entry, as reminders so many minutes before it is due.

use super::MORNING_MINUTES;
use super::read::moment;
use super::wall::Wall;
use crate::follow_ups::Reminder;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType as Part, ICalendarEntry, ICalendarParameterName,
    ICalendarParameterValue, ICalendarProperty, ICalendarRelated, ICalendarValue,
};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;

/// The reminders of an entry that is due at `due` on the wall of the zone `home`; without a time it reminds as
/// if it were due at nine. An alarm may count from the beginning or from the end, or name a moment of its own.
pub(super) fn reminders(
    calendar: &ICalendar,
    component: &ICalendarComponent,
    due: (NaiveDate, Option<NaiveTime>),
    home: Tz,
) -> Vec<Reminder> {
    let midnight = due.0.and_time(NaiveTime::MIN);
    let due_at = due.0.and_time(due.1.unwrap_or(NaiveTime::MIN));
    let morning = if due.1.is_some() { 0 } else { MORNING_MINUTES };
    let at = |entry: &ICalendarEntry| -> Option<NaiveDateTime> {
        let (day, time) = moment(entry, Wall::of(calendar, entry, home).as_ref(), home)?;
        Some(day.and_time(time.unwrap_or(NaiveTime::MIN)))
    };
    let named = |name: ICalendarProperty| component.property(&name).and_then(at);
    let start =
        named(ICalendarProperty::Dtstart).or_else(|| named(ICalendarProperty::Due)).unwrap_or(midnight);
    let length = component.property(&ICalendarProperty::Duration).and_then(|entry| entry.values.first());
    let lasts = match length {
        Some(ICalendarValue::Duration(length)) => length.to_time_delta(),
        _ => None,
    };
    let end = named(ICalendarProperty::Due)
        .or_else(|| named(ICalendarProperty::Dtend))
        .or_else(|| start.checked_add_signed(lasts?))
        .unwrap_or(start);
    let alarms = component.component_ids.iter().filter_map(|id| calendar.component_by_id(*id));
    let triggers = alarms
        .filter(|alarm| alarm.component_type == Part::VAlarm)
        .filter_map(|alarm| alarm.property(&ICalendarProperty::Trigger));
    let mut minutes: Vec<i64> = triggers
        .filter_map(|trigger| {
            let rings = match trigger.values.first()? {
                ICalendarValue::Duration(after) => {
                    let from_end = matches!(
                        trigger.parameter(&ICalendarParameterName::Related),
                        Some(ICalendarParameterValue::Related(ICalendarRelated::End))
                    );
                    let from = if from_end { end } else { start };
                    from.checked_add_signed(after.to_time_delta()?)?
                }
                _ => at(trigger)?,
            };
            Some((due_at - rings).num_minutes() + morning)
        })
        .collect();
    minutes.dedup();
    minutes.into_iter().map(|minutes_before| Reminder { minutes_before }).collect()
}
