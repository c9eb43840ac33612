//! Which reminders have been told at this seat and which of them still stand, kept in the
//! program's own folder so that a restart neither repeats nor forgets any, and no window tells
//! what another one has told.

use crate::host::Host;
use chrono::{DateTime, Utc};
use regulars_core::Id;
use regulars_core::book::Book;
use regulars_core::entity::Kind;
use regulars_core::follow_ups::FollowUp;
use regulars_core::follow_ups::reminders::{Due, Told};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// What the file holds: identities of follow-ups with milliseconds since 1970.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    told: Vec<(String, i64)>,
    standing: Vec<(String, i64)>,
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
        Self {
            file,
            told: Told::of(kept.told.into_iter().filter_map(due)),
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
        let table = facts.table(Kind::FollowUp);
        let waits = |id: Id| {
            facts.get::<FollowUp>(id).is_ok_and(|task| task.snoozed_until.is_some_and(|until| until > now))
        };
        let open = |id: Id| table.present(id).is_some_and(|row| facts.follow_ups.open_due(row).is_some());
        self.standing.iter().rev().filter(|due| open(due.id) && !waits(due.id)).copied().collect()
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
        let kept = Kept { told: list(&mut self.told.all()), standing: list(&mut self.standing.iter()) };
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
