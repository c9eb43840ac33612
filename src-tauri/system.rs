//! This computer: its clock, its randomness, its folders.

use chrono::{DateTime, Local, Offset, Utc};
use regulars_core::clock::{Clock, Tz};
use std::path::PathBuf;

/// The computer's own clock and zone.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    fn zone(&self) -> Tz {
        let known = iana_time_zone::get_timezone().ok().and_then(|name| name.parse().ok());
        known.unwrap_or_else(by_the_hour)
    }

    fn entropy(&self) -> [u8; 10] {
        rand::random()
    }
}

/// The zone of a computer that has no name for it: as many whole hours from UTC as its clock is now.
fn by_the_hour() -> Tz {
    let hours = Local::now().offset().fix().local_minus_utc() / 3_600;
    // In these names the signs are those of the hours that UTC is away, not of the zone.
    format!("Etc/GMT{:+}", -hours).parse().unwrap_or(Tz::UTC)
}

/// Where new books go: the documents folder, or the home folder; `REGULARS_BOOKS`
/// overrules it.
pub fn books_folder() -> PathBuf {
    match std::env::var_os("REGULARS_BOOKS") {
        Some(folder) => PathBuf::from(folder),
        None => dirs::document_dir()
            .or_else(dirs::home_dir)
            .unwrap_or_else(|| PathBuf::from("."))
            .join("Regulars"),
    }
}

/// Where the program keeps its own few settings; `REGULARS_CONFIG` overrules it,
/// so that tests do not touch those of a person.
pub fn config_folder() -> PathBuf {
    match std::env::var_os("REGULARS_CONFIG") {
        Some(folder) => PathBuf::from(folder),
        None => dirs::config_dir().unwrap_or_else(|| PathBuf::from(".")).join("regulars"),
    }
}

/// Where copies of attached files lie that were opened with another program.
pub fn passing_folder() -> PathBuf {
    dirs::cache_dir().unwrap_or_else(std::env::temp_dir).join("regulars").join("opened")
}

/// Who works here, as the computer knows them.
pub fn user_name() -> String {
    let known = whoami::realname().unwrap_or_default();
    if known.trim().is_empty() || known == "Unknown" { "Owner".into() } else { known }
}

/// Why no window can be opened here, as a sentence; `None` when one can. On Linux a
/// window needs a display, and the toolkit ends the program where there is none.
pub fn no_window() -> Option<&'static str> {
    without_display(cfg!(target_os = "linux"), |name| std::env::var_os(name).is_some_and(|v| !v.is_empty()))
}

fn without_display(linux: bool, given: impl Fn(&str) -> bool) -> Option<&'static str> {
    (linux && !given("DISPLAY") && !given("WAYLAND_DISPLAY")).then_some(
        "There is no display here to open a window on. Start Regulars on a desktop, or use a command: see `regulars --help`.",
    )
}

#[cfg(test)]
mod tests {
    use super::without_display;

    #[test]
    fn a_computer_without_a_display_is_told_so_instead_of_shown_a_crash() {
        assert!(without_display(true, |_| false).is_some_and(|sentence| sentence.contains("display")));
        assert_eq!(without_display(true, |name| name == "DISPLAY"), None);
        assert_eq!(without_display(true, |name| name == "WAYLAND_DISPLAY"), None);
        assert_eq!(without_display(false, |_| false), None, "other systems know no such variable");
    }
}
