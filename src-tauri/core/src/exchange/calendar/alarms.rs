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

#[cfg(test)]
mod tests {
    use super::super::tests::Desk;

    #[test]
    fn an_alarm_rings_when_it_rang_there_however_it_is_told() {
        let desk = Desk::new();
        desk.bring(
            "BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:a@elsewhere
DTSTART;TZID=Europe/Berlin:20260710T100000
DTEND;TZID=Europe/Berlin:20260710T113000
SUMMARY:Moment
BEGIN:VALARM
TRIGGER;VALUE=DATE-TIME:20260710T070000Z
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:b@elsewhere
DTSTART;TZID=Europe/Berlin:20260711T100000
DURATION:PT90M
SUMMARY:From the end
BEGIN:VALARM
TRIGGER;RELATED=END:-PT2H
END:VALARM
END:VEVENT
BEGIN:VTODO
UID:c@elsewhere
DTSTART:20260712T080000
DUE:20260712T120000
SUMMARY:From the beginning of a task
BEGIN:VALARM
TRIGGER:-PT15M
END:VALARM
END:VTODO
BEGIN:VEVENT
UID:d@elsewhere
DTSTART;VALUE=DATE:20260713
SUMMARY:Whole day
BEGIN:VALARM
TRIGGER;VALUE=DATE-TIME:20260712T160000Z
END:VALARM
END:VEVENT
END:VCALENDAR
",
        );
        let told: Vec<(String, Vec<i64>)> = desk
            .tasks()
            .into_iter()
            .map(|task| (task.subject, task.reminders.iter().map(|one| one.minutes_before).collect()))
            .collect();
        let expected = [
            ("Moment", 60),
            ("From the end", 30),
            ("From the beginning of a task", 4 * 60 + 15),
            // Six in the evening before, fifteen hours before nine.
            ("Whole day", 15 * 60),
        ];
        for (subject, minutes) in expected {
            let found = told.iter().find(|(name, _)| name == subject).map(|(_, minutes)| minutes.clone());
            assert_eq!(found, Some(vec![minutes]), "{subject}");
        }
    }
}
