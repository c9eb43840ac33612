//! Follow-ups, and with them the dated next steps of deals, as calendar files (iCalendar, RFC 5545): out as one file for any calendar, and
//! in from one. What goes out keeps an identity that comes back with it, so that a file that
//! is brought in again changes the same follow-ups and makes none twice.

mod alarms;
mod beside;
mod folder;
mod read;
mod wall;
mod write;
mod zone;

pub use folder::{check as check_folder, keep};
pub use read::{Brought, bring};
pub use write::{save, text};

/// What stands after the record's identity in the UID of our own events.
const OWN: &str = "@regulars";

/// What stands after a deal's identity in the UID of its next step.
const STEP: &str = "-step@regulars";

/// Whole-day follow-ups remind as if they were due at nine, as
/// [`reminders`](crate::follow_ups::reminders) do.
const MORNING_MINUTES: i64 = 9 * 60;

#[cfg(test)]
mod tests;
