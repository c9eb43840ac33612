//! On whose wall a time of a calendar file stands: a zone by one of the many names that programs have for it,
//! or by the changes of the clocks that the file itself describes.

use crate::follow_ups::recurrence;
use calcard::common::{PartialDateTime, timezone};
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType as Part, ICalendarEntry, ICalendarProperty,
    ICalendarValue,
};
use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, Offset, TimeZone};
use chrono_tz::Tz;
use std::borrow::Cow;

/// So many years before a day the last change of the clocks must lie, where they change by a rule.
const YEARS_BACK: i32 = 2;

/// Clocks go forward by no more than this at once, days that islands have skipped aside.
const LONGEST_GAP: Duration = Duration::hours(3);

/// What Exchange calls Greenwich.
const MICROSOFT_UTC: &str = "tzone://Microsoft/Utc";

/// The text of a calendar with quotes around the zones in which Exchange forgets them: what stands behind the
/// colon in their names would be read as the time.
pub(super) fn quoted(text: &str) -> Cow<'_, str> {
    const BARE: &str = "TZID=tzone://";
    if !text.contains(BARE) {
        return Cow::Borrowed(text);
    }
    let mut parts = text.split(BARE);
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_at(part.find([':', ';', '\n']).unwrap_or(part.len()));
        whole.push_str(&format!("TZID=\"tzone://{name}\"{rest}"));
    }
    Cow::Owned(whole)
}

/// Where a time is meant.
pub(super) enum Wall {
    /// In a zone of the time zone database.
    Zone(Tz),
    /// In a zone that only the file describes, of this name.
    Described(String, Vec<Observance>),
    /// In a zone of this name that nobody knows.
    Unknown(String),
}

/// A time from which on clocks show something else, once or by a rule.
pub(super) struct Observance {
    first: NaiveDateTime,
    rule: String,
    /// Seconds before the change and after it.
    before: i64,
    after: i64,
}

impl Wall {
    /// The wall that a date names; `None` when it names none. `home` is believed to be meant by a description
    /// of clocks that go like those at home.
    pub(super) fn of(calendar: &ICalendar, entry: &ICalendarEntry, home: Tz) -> Option<Self> {
        let name = entry.tz_id()?.trim();
        let described = calendar.timezones().find(|zone| text(zone, &ICalendarProperty::Tzid) == Some(name));
        let place = ICalendarProperty::Other("X-LIC-LOCATION".to_owned());
        let placed = || known(text(described?, &place)?);
        if let Some(zone) = known(name).or_else(placed) {
            return Some(Self::Zone(zone));
        }
        let observances = described.map(|zone| observances(calendar, zone)).unwrap_or_default();
        if observances.is_empty() {
            return Some(Self::Unknown(name.to_owned()));
        }
        let wall = Self::Described(name.to_owned(), observances);
        let year = entry.values.first().and_then(ICalendarValue::as_partial_date_time)?.year?;
        Some(if wall.goes_like(home, year.into()) { Self::Zone(home) } else { wall })
    }

    /// What the wall of `home` shows at a time on this one; the same where nobody knows better.
    pub(super) fn seen_from(&self, home: Tz, local: NaiveDateTime) -> NaiveDateTime {
        let utc = match self {
            Self::Zone(zone) => Some(moment(*zone, local)),
            Self::Described(_, observances) => {
                ahead(observances, local).map(|seconds| local - Duration::seconds(seconds))
            }
            Self::Unknown(_) => None,
        };
        utc.map_or(local, |utc| home.from_utc_datetime(&utc).naive_local())
    }

    /// Whether its clocks go like those of a zone, for a year and the next.
    fn goes_like(&self, zone: Tz, year: i32) -> bool {
        let noons = (year..year + 2).flat_map(|year| {
            let days = (1..=12).flat_map(move |month| [(month, 1), (month, 15)]);
            days.filter_map(move |(month, day)| {
                NaiveDate::from_ymd_opt(year, month, day)?.and_hms_opt(12, 0, 0)
            })
        });
        let Self::Described(_, observances) = self else { return false };
        let mut noons = noons;
        noons.all(|noon| {
            let there = zone.offset_from_local_datetime(&noon).earliest();
            there.map(|offset| i64::from(offset.fix().local_minus_utc())) == ahead(observances, noon)
        })
    }
}

/// When clocks show a time. One that they leave out when they go forward is meant by those of before
/// (RFC 5545, 3.3.5): half past two is half past three then.
fn moment(zone: Tz, local: NaiveDateTime) -> NaiveDateTime {
    let at = |local: NaiveDateTime| zone.from_local_datetime(&local).earliest().map(|at| at.naive_utc());
    let through_the_gap = || {
        let before = local - LONGEST_GAP;
        Some(at(before)? + LONGEST_GAP)
    };
    at(local).or_else(through_the_gap).unwrap_or(local)
}

/// The zone by its name in the time zone database, in Windows or in Outlook.
fn known(name: &str) -> Option<Tz> {
    if name.eq_ignore_ascii_case(MICROSOFT_UTC) {
        return Some(Tz::UTC);
    }
    if let Some(registered) = name.strip_prefix('/') {
        // Behind the name of a registry and its edition stands that of the zone.
        let mut ends = registered.match_indices('/').map(|(at, _)| registered.get(at + 1..)?.parse().ok());
        return registered.parse().ok().or_else(|| ends.find_map(|zone| zone));
    }
    match name.parse() {
        // A name that says how far it is from Greenwich, but not when its clocks change, says too little.
        Ok(timezone::Tz::Tz(zone)) if !(name.starts_with('(') && zone.name().starts_with("Etc/")) => {
            Some(zone)
        }
        _ => None,
    }
}

fn text<'a>(component: &'a ICalendarComponent, name: &ICalendarProperty) -> Option<&'a str> {
    Some(component.property(name)?.values.first()?.as_text()?.trim())
}

fn observances(calendar: &ICalendar, zone: &ICalendarComponent) -> Vec<Observance> {
    let parts = zone.component_ids.iter().filter_map(|id| calendar.component_by_id(*id));
    parts
        .filter(|part| matches!(part.component_type, Part::Standard | Part::Daylight))
        .filter_map(|part| {
            let value = |name: &ICalendarProperty| part.property(name)?.values.first();
            let seconds = |name: &ICalendarProperty| offset(value(name)?.as_partial_date_time()?);
            let rule = match value(&ICalendarProperty::Rrule) {
                Some(ICalendarValue::RecurrenceRule(rule)) => rule.to_string(),
                _ => String::new(),
            };
            Some(Observance {
                first: local(value(&ICalendarProperty::Dtstart)?.as_partial_date_time()?)?,
                rule,
                before: seconds(&ICalendarProperty::Tzoffsetfrom)?,
                after: seconds(&ICalendarProperty::Tzoffsetto)?,
            })
        })
        .collect()
}

/// The day and time that a value says, whatever the zone.
pub(super) fn local(value: &PartialDateTime) -> Option<NaiveDateTime> {
    let day = NaiveDate::from_ymd_opt(value.year?.into(), value.month?.into(), value.day?.into())?;
    day.and_hms_opt(value.hour?.into(), value.minute.unwrap_or(0).into(), 0)
}

/// How far a value says that it is ahead of Greenwich, in seconds.
pub(super) fn offset(value: &PartialDateTime) -> Option<i64> {
    let minutes = i64::from(value.tz_hour?) * 60 + i64::from(value.tz_minute.unwrap_or(0));
    Some(if value.tz_minus { -minutes } else { minutes } * 60)
}

/// How far the clocks are ahead of Greenwich at a time they show: since the last change before it.
fn ahead(observances: &[Observance], at: NaiveDateTime) -> Option<i64> {
    let last = observances.iter().filter_map(|one| Some((one.last_change(at)?, one.after))).max();
    last.map(|(_, after)| after)
        .or_else(|| observances.iter().min_by_key(|one| one.first).map(|one| one.before))
}

impl Observance {
    /// When this change came for the last time until a moment.
    fn last_change(&self, at: NaiveDateTime) -> Option<NaiveDateTime> {
        let time = self.first.time();
        // Outlook's rules begin in 1601; those of a year say the same of every year.
        let near = NaiveDate::from_ymd_opt(at.year() - YEARS_BACK, self.first.month(), 1)?;
        let yearly = self.rule.starts_with("FREQ=YEARLY") && !self.rule.contains("UNTIL");
        let start = if yearly { self.first.date().max(near) } else { self.first.date() };
        let by_rule = || {
            let days = recurrence::days_until(&self.rule, start, at.date());
            days.ok()?.into_iter().map(|day| day.and_time(time)).rfind(|change| *change <= at)
        };
        let ruled = if self.rule.is_empty() { None } else { by_rule() };
        ruled.or_else(|| (self.first <= at).then_some(self.first))
    }
}
