//! The hours in which somebody is in the demo shop, on its wall: nobody answers at night or on a Sunday.

use crate::follow_ups::reminders::on_the_wall;
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Timelike, Utc, Weekday};
use chrono_tz::Tz;

/// It opens at nine.
const OPENS: u32 = 9;

/// It closes at six.
const CLOSES: u32 = 18;

/// So many minutes it is open.
pub(super) const MINUTES: u32 = (CLOSES - OPENS) * 60;

/// So many minutes after it has opened on a day.
pub(super) fn open(day: NaiveDate, minutes: u32, zone: Tz) -> DateTime<Utc> {
    let time = NaiveTime::from_num_seconds_from_midnight_opt((OPENS * 60 + minutes) * 60, 0);
    on_the_wall(day, time.unwrap_or(NaiveTime::MIN), zone)
}

/// The same moment when the shop is open then, else one soon after it opens the next time.
pub(super) fn within(moment: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
    let wall = moment.with_timezone(&zone);
    let next = |day: NaiveDate| day.checked_add_days(Days::new(1)).unwrap_or(day);
    let day = match wall.hour() {
        hour if hour >= CLOSES => next(wall.date_naive()),
        _ => wall.date_naive(),
    };
    let (day, shut) = match day.weekday() {
        Weekday::Sun => (next(day), true),
        _ => (day, day != wall.date_naive() || wall.hour() < OPENS),
    };
    if !shut {
        return moment;
    }
    on_the_wall(day, NaiveTime::from_hms_opt(OPENS, wall.minute(), 0).unwrap_or(NaiveTime::MIN), zone)
}
