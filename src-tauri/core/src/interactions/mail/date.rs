//! When a message says that it was written, also where a program wrote the date in a way of its own.

use chrono::{DateTime, NaiveDateTime, Utc};

/// Zones by their words, with what stands for them in a date. Programs of Central Europe write
/// them in spite of the standard, which knows those of North America only.
const ZONES: &[(&str, &str)] = &[
    ("UT", "+0000"),
    ("UTC", "+0000"),
    ("GMT", "+0000"),
    ("Z", "+0000"),
    ("WET", "+0000"),
    ("WEST", "+0100"),
    ("BST", "+0100"),
    ("CET", "+0100"),
    ("MET", "+0100"),
    ("MEZ", "+0100"),
    ("CEST", "+0200"),
    ("MEST", "+0200"),
    ("MESZ", "+0200"),
    ("EET", "+0200"),
    ("OEZ", "+0200"),
    ("EEST", "+0300"),
    ("OESZ", "+0300"),
    ("MSK", "+0300"),
    ("JST", "+0900"),
    ("EST", "-0500"),
    ("EDT", "-0400"),
    ("CST", "-0600"),
    ("CDT", "-0500"),
    ("MST", "-0700"),
    ("MDT", "-0600"),
    ("PST", "-0800"),
    ("PDT", "-0700"),
];

/// Moments as ISO 8601 and its relatives write them, with their distance from Greenwich.
const MOMENTS: [&str; 4] =
    ["%Y-%m-%dT%H:%M:%S%.f%z", "%Y-%m-%d %H:%M:%S%.f %z", "%Y-%m-%dT%H:%M%z", "%Y-%m-%d %H:%M %z"];

/// The same without it: what a clock on some wall showed.
const WALLS: [&str; 4] = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"];

/// What a date says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Written {
    /// A moment.
    Moment(DateTime<Utc>),
    /// A time without a zone, which is meant where whoever reads it is.
    Wall(NaiveDateTime),
}

/// Reads the text of a date; `None` when it is none of the usual ones.
pub(super) fn read(text: &str) -> Option<Written> {
    // The name of the zone may stand behind its number once more, as a remark.
    let bare = text.split('(').next().unwrap_or_default().trim();
    let (before, last) = bare.rsplit_once(' ').unwrap_or(("", bare));
    let zone = ZONES.iter().find(|(word, _)| word.eq_ignore_ascii_case(last));
    let plain = match zone {
        Some((_, offset)) => format!("{} {offset}", before.trim()),
        None => bare.to_owned(),
    };
    // The day of the week may be wrong or in any language, and says nothing that the date does not.
    let dated = plain.split_once(',').map_or(plain.as_str(), |(_, rest)| rest.trim());
    let standard = || DateTime::parse_from_rfc2822(dated).or_else(|_| DateTime::parse_from_rfc3339(dated));
    let moment = standard().ok().or_else(|| {
        let close = dated.strip_suffix('Z').map_or(dated.to_owned(), |rest| format!("{rest}+0000"));
        let forms = [dated, &close];
        MOMENTS
            .iter()
            .find_map(|form| forms.iter().find_map(|text| DateTime::parse_from_str(text, form).ok()))
    });
    match moment {
        Some(at) => Some(Written::Moment(at.to_utc())),
        None => {
            let wall = WALLS.iter().find_map(|form| NaiveDateTime::parse_from_str(dated, form).ok());
            wall.map(Written::Wall)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_however_a_program_writes_it() {
        let at = "2026-03-01T09:00:00Z".parse::<DateTime<Utc>>().unwrap();
        for text in [
            "Sun, 1 Mar 2026 10:00:00 +0100",
            "Sun, 1 Mar 2026 10:00:00 +0100 (CET)",
            "Sun, 1 Mar 2026 10:00 CET",
            "So, 1 Mar 2026 10:00:00 MEZ",
            "Mon, 1 Mar 2026 11:00:00 CEST",
            "1 Mar 2026 11:00:00 MESZ",
            "Sun, 01 Mar 2026 04:00:00 EST",
            "Sun, 01 Mar 2026 02:00:00 PDT",
            "2026-03-01T09:00:00Z",
            "2026-03-01T10:00:00.250+01:00",
            "2026-03-01 10:00:00 +0100",
            "2026-03-01T09:00Z",
            "2026-03-01 10:00 CET",
        ] {
            let read = read(text).map(|written| match written {
                Written::Moment(at) => at.timestamp(),
                Written::Wall(_) => 0,
            });
            assert_eq!(read, Some(at.timestamp()), "{text} is nine o'clock in Greenwich");
        }
        let wall = |text| read(text) == Some(Written::Wall("2026-03-01T10:00:00".parse().unwrap()));
        assert!(
            wall("2026-03-01 10:00") && wall("2026-03-01T10:00:00"),
            "without a zone it is that of the reader"
        );
        assert_eq!(read("yesterday"), None);
        assert_eq!(read(""), None);
    }
}
