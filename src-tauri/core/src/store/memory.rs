//! Looking at a book without touching it: nothing is locked, written or repaired,
//! and the current records are gathered in memory from archive and journal.

use super::archive::{self, Item};
use super::engine::Record;
use super::manifest::Manifest;
use super::material::Material;
use super::notes::Notes;
use super::scan::{Damage, Frame, View, complete_frames};
use super::sums::Sums;
use super::survey;
use super::types::{KindCode, NoWatch, OpenOptions};
use super::worker::Shared;
use super::{FORMAT, Store};
use crate::error::{Error, Result};
use crate::ids::Id;
use crate::say;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// Opens a book for reading only.
pub(super) fn open(dir: &Path, manifest: Manifest, options: &OpenOptions, notes: Notes) -> Result<Store> {
    if manifest.format < FORMAT {
        return Err(Error::File {
            path: dir.into(),
            message: say!(
                "This book has an older format. Open it normally once, so that it can be converted."
            ),
        });
    }
    let (mut view, found) = survey::survey(dir)?;
    (view.end, view.seq) = (found.closed_end, found.closed_seq);
    if !found.is_clean() {
        notes.add(say!("The end of the journal cannot be read. Open the book normally to have it repaired."));
        view.gaps.extend(&found.gaps);
    }
    let material = Material::new(dir.into(), manifest.book_id, options.watchdog, notes.clone());
    let shared = Arc::new(Shared::new(dir.into(), view, material, notes, false));
    Ok(Store { manifest, shared, journal: None, worker: None, _lock: None })
}

type Records = BTreeMap<(KindCode, Id), (u64, Vec<u8>)>;

/// The current records as one page.
pub(super) fn pages(view: &View, book: Id, each: &mut dyn FnMut(&[Record]) -> Result<()>) -> Result<Sums> {
    let mut records = Records::new();
    let mut seq = 0;
    for (path, head) in archive::candidates(&view.dir, view.seq) {
        let mut held = Records::new();
        let read = archive::read(&path, &NoWatch, &mut |item| {
            if let Item::Records(puts) = item {
                let puts = puts.into_iter();
                held.extend(puts.filter_map(|put| Some(((put.kind, put.id), (put.pos, put.bytes?.into())))));
            }
            Ok(())
        });
        if head.manifest.book_id == book && read.is_ok() {
            (records, seq) = (held, head.seq);
            break;
        }
    }
    complete_frames::<Error>(view, Damage::StepOver, seq, &mut |frame: Frame| {
        for change in frame.changes {
            match change.after {
                Some(bytes) => records.insert((change.kind, change.id), (frame.pos, bytes.into())),
                None => records.remove(&(change.kind, change.id)),
            };
        }
        Ok(())
    })?;
    let mut sums = Sums::default();
    let page: Vec<Record> = records
        .into_iter()
        .map(|((kind, id), (pos, bytes))| {
            sums.add(kind, id, &bytes);
            Record { kind, id, pos, bytes }
        })
        .collect();
    each(&page)?;
    Ok(sums)
}
