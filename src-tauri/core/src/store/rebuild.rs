//! Building the materialised store anew, and saying what could not be saved.

use super::archive::{self, Item};
use super::check;
use super::engine::{self, State};
use super::fsx::{self, at};
use super::guard::Handle;
use super::material::{Material, Trouble};
use super::scan::View;
use super::segment::SegmentFile;
use super::types::NoWatch;
use crate::error::Result;
use crate::say;

impl Material {
    /// Builds a new store from the newest sound archive and the journal. What was
    /// there is put aside, never deleted, unless it was itself half built, or a full
    /// disk broke it: then the journal holds all of it, and a copy would fill the disk
    /// once more.
    pub(super) fn rebuild(&mut self, view: &View, mut tell: bool, why: Option<String>) -> Result<()> {
        let folder = engine::folder(&self.dir);
        let unfinished = fsx::beside(&folder, "unfinished");
        if unfinished.exists() {
            if folder.exists() {
                at(&folder, std::fs::remove_dir_all(&folder))?;
            }
        } else if self.filled
            && view.gaps.is_empty()
            && !self.lost
            && std::fs::remove_dir_all(&folder).is_ok()
        {
            tell = false;
        } else if folder.exists() {
            let aside = fsx::free_name(&self.dir, "store-damaged");
            at(&folder, std::fs::rename(&folder, aside))?;
        }
        fsx::write_whole(&unfinished, &[])?;
        self.state = State::default();
        self.engine = Some(Handle::open(&self.dir, self.watchdog).map_err(|broken| self.error(broken))?);
        self.fill_from_archive(view)?;
        let base = self.state.seq;
        self.catch_up(view).map_err(|trouble| match trouble {
            Trouble::Other(error) => error,
            Trouble::Broken(broken) => self.error(broken),
        })?;
        self.write_state().map_err(|broken| self.error(broken))?;
        self.call(|engine| engine.flush()).map_err(|broken| self.error(broken))?;
        fsx::sync_dir(&folder)?;
        at(&unfinished, std::fs::remove_file(&unfinished))?;
        fsx::sync_dir(&self.dir)?;
        self.filled = false;
        if let Some(why) = why {
            tracing::warn!("the materialised store was broken: {why}");
        }
        if tell {
            let source =
                if base > 0 { say!("its latest archive and the journal") } else { say!("the journal") };
            let records = self.state.sums.total();
            let there = if self.lost {
                say!("{} records are there.", records)
            } else {
                say!("Nothing is lost: {} records are there.", records)
            };
            self.notes.add(say!(
                "The store of this book was damaged, perhaps by a power cut, and was rebuilt from {}. {} \
                 The damaged one was put aside in the book's folder.",
                source,
                there
            ));
        }
        Ok(())
    }

    /// Fills the empty store from the newest archive in the book that proves sound.
    fn fill_from_archive(&mut self, view: &View) -> Result<()> {
        for (path, head) in archive::candidates(&self.dir, view.seq) {
            // The whole archive is read once to prove it and once to use it.
            if head.manifest.book_id != self.book || archive::read(&path, &NoWatch, &mut |_| Ok(())).is_err()
            {
                continue;
            }
            let (_, found) = archive::read(&path, &NoWatch, &mut |item| match item {
                Item::Records(puts) => self
                    .call(move |engine| engine.apply(&puts, None, false))
                    .map_err(|broken| self.error(broken)),
                Item::Journal(..) | Item::File(..) => Ok(()),
            })?;
            self.state = State { seq: head.seq, place: 0, sums: found.sums };
            self.write_state().map_err(|broken| self.error(broken))?;
            return Ok(());
        }
        Ok(())
    }

    pub(super) fn tell_lost(&mut self, steps: u64) {
        self.lost = true;
        self.notes.add(say!(
            "Part of the journal is damaged: {} could not be read back, and the customers, sales and \
             other records changed in them may show an older state. Compare with your latest backup.",
            check::steps(steps.max(1))
        ));
    }
}

/// How many frames after `seq` lie in remembered gaps or before the journal's beginning.
pub(super) fn missing_frames(view: &View, seq: u64) -> u64 {
    let in_gaps: u64 = view
        .gaps
        .iter()
        .filter(|gap| gap.frames() > 0 && gap.last_seq > seq)
        .map(|gap| gap.last_seq - seq.max(gap.first_seq - 1))
        .sum();
    let first = view.segments.first().and_then(|segment| {
        let mut file = SegmentFile::open(&view.dir, *segment).ok()?;
        file.header().ok()?.map(|header| header.first_seq)
    });
    // A journal that begins later stands on an archive; without it its past is missing.
    in_gaps + first.map_or(0, |first| (first - 1).saturating_sub(seq))
}
