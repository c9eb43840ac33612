//! Which reminders have been told at this seat and which of them still stand, kept in the
//! program's own folder so that a restart neither repeats nor forgets any, and no window tells
//! what another one has told.

use crate::host::Host;
use chrono::{DateTime, NaiveDateTime, Utc};
use regulars_core::Id;
use regulars_core::book::Book;
use regulars_core::follow_ups::FollowUp;
use regulars_core::follow_ups::reminders::{Due, Told, Which, stands};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// What the file holds: identities of follow-ups with which reminder it was; those told by versions that
/// knew only its moment, and those that stand, with milliseconds since 1970.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    reminders: Vec<(String, Written)>,
    told: Vec<(String, i64)>,
    standing: Vec<(String, i64)>,
}

/// [`Which`] reminder it was, as the file says it.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Written {
    /// Day and time on the wall, the zone that it names, and how many minutes before.
    Before(String, String, i64),
    /// Milliseconds since 1970.
    PutOff(i64),
}

/// How [`Written::Before`] writes day and time.
const WALL: &str = "%Y-%m-%dT%H:%M";

impl Written {
    fn of(which: &Which) -> Self {
        match which {
            Which::Before { due, zone, minutes } => {
                Self::Before(due.format(WALL).to_string(), zone.clone(), *minutes)
            }
            Which::PutOff(until) => Self::PutOff(until.timestamp_millis()),
        }
    }

    fn read(self) -> Option<Which> {
        Some(match self {
            Self::Before(due, zone, minutes) => {
                Which::Before { due: NaiveDateTime::parse_from_str(&due, WALL).ok()?, zone, minutes }
            }
            Self::PutOff(until) => Which::PutOff(DateTime::from_timestamp_millis(until)?),
        })
    }
}

/// The reminders of one book at this seat.
pub struct Reminded {
    file: PathBuf,
    told: Told,
    standing: BTreeSet<Due>,
}

impl Reminded {
    /// Those of a book.
    pub fn of(host: &dyn Host, book: &Book) -> Self {
        let folder = host.config_folder();
        let file = folder.join("reminders").join(format!("{}.json", book.manifest().book_id));
        let kept: Kept = match std::fs::read(&file) {
            Ok(bytes) => serde_json::from_slice(&bytes).unwrap_or_default(),
            // Where earlier versions kept those of all books.
            Err(_) => Kept {
                told: std::fs::read(folder.join("reminders.json"))
                    .ok()
                    .and_then(|bytes| serde_json::from_slice(&bytes).ok())
                    .unwrap_or_default(),
                ..Kept::default()
            },
        };
        let which = |(id, which): (String, Written)| Some((id.parse().ok()?, which.read()?));
        Self {
            file,
            told: Told::of(
                kept.reminders.into_iter().filter_map(which),
                kept.told.into_iter().filter_map(due),
            ),
            standing: kept.standing.into_iter().filter_map(due).collect(),
        }
    }

    /// What is to be told now and was not yet; it counts as told, and stands until somebody has
    /// seen to it.
    pub fn news(&mut self, book: &Book) -> regulars_core::Result<Vec<Due>> {
        let news = self.told.news(&book.facts(), book.zone(), book.clock().now())?;
        if news.is_empty() {
            return Ok(news);
        }
        // A follow-up is told and stands once, with its latest reminder, also when the program was
        // off while several of them came.
        let latest: BTreeMap<Id, Due> = news.iter().map(|due| (due.id, *due)).collect();
        let news: Vec<Due> = news.into_iter().filter(|due| latest.get(&due.id) == Some(due)).collect();
        self.standing.retain(|due| !latest.contains_key(&due.id));
        self.standing.extend(&news);
        self.write();
        Ok(news)
    }

    /// What was told and still asks to be seen to, the latest first: not what is done, in the
    /// trash, or put off.
    pub fn standing(&self, book: &Book) -> Vec<Due> {
        let (facts, now) = (book.facts(), book.clock().now());
        let today = book.today();
        let waits = |id: Id| {
            facts.get::<FollowUp>(id).is_ok_and(|task| task.snoozed_until.is_some_and(|until| until > now))
        };
        self.standing
            .iter()
            .rev()
            .filter(|due| stands(&facts, due.id, today) && !waits(due.id))
            .copied()
            .collect()
    }

    /// Somebody has seen to these; whether they stood.
    pub fn dismiss(&mut self, ids: &[Id]) -> bool {
        let before = self.standing.len();
        self.standing.retain(|due| !ids.contains(&due.id));
        let changed = self.standing.len() != before;
        if changed {
            self.write();
        }
        changed
    }

    /// A list that cannot be written may tell something again after a restart; that is no error.
    fn write(&self) {
        let list = |dues: &mut dyn Iterator<Item = &Due>| {
            dues.map(|due| (due.id.to_string(), due.at.timestamp_millis())).collect::<Vec<_>>()
        };
        let kept = Kept {
            reminders: self.told.all().map(|(id, which)| (id.to_string(), Written::of(which))).collect(),
            told: list(&mut self.told.moments()),
            standing: list(&mut self.standing.iter()),
        };
        let folder = self.file.parent().map(std::path::Path::to_path_buf).unwrap_or_default();
        let written = std::fs::create_dir_all(folder)
            .and_then(|()| std::fs::write(&self.file, serde_json::to_vec(&kept).unwrap_or_default()));
        if let Err(error) = written {
            tracing::warn!("the list of told reminders: {error}");
        }
    }
}

fn due((id, millis): (String, i64)) -> Option<Due> {
    let at: DateTime<Utc> = DateTime::from_timestamp_millis(millis)?;
    Some(Due { at, id: id.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_told_is_the_same_after_a_restart() {
        let at = |text: &str| NaiveDateTime::parse_from_str(text, WALL).unwrap();
        for which in [
            Which::Before { due: at("2026-03-02T09:00"), zone: String::new(), minutes: 15 },
            Which::Before { due: at("2026-10-25T02:30"), zone: "America/New_York".into(), minutes: -60 },
            Which::PutOff(DateTime::from_timestamp_millis(1_772_441_999_123).unwrap()),
        ] {
            let file = serde_json::to_string(&Written::of(&which)).unwrap();
            let read: Written = serde_json::from_str(&file).unwrap();
            assert_eq!(read.read(), Some(which), "or it would be told again: {file}");
        }
    }
}
