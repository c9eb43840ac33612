//! The thorough check: every byte of the journal, the whole store, every archive.

use super::Store;
use super::archive;
use super::fsx::files_under;
use super::memory;
use super::scan::{Damage, Depth, Scan, Step};
use super::segment::{SegmentFile, pos};
use super::sums::Sums;
use super::types::{CheckReport, Watch};
use crate::Sentence;
use crate::error::{Error, Result};
use crate::say;
use crate::sentence::by_count;

impl Store {
    /// Reads back the whole book and says in sentences what was found. Damage is a
    /// finding, not an error; an error means that the check could not be done.
    pub fn check(&self, watch: &dyn Watch) -> Result<CheckReport> {
        let mut report = CheckReport { ok: true, sentences: Vec::new(), operations: 0, records: 0 };
        let from_journal = self.check_journal(&mut report, watch)?;
        self.check_records(&mut report, from_journal)?;
        self.check_archives(&mut report, watch)?;
        self.check_files(&mut report, watch)?;
        Ok(report)
    }

    /// Reads every frame. Answers the sums of the records by the journal alone, if
    /// it reaches back to the beginning without a gap, and where it stands.
    fn check_journal(&self, report: &mut CheckReport, watch: &dyn Watch) -> Result<Option<(u64, Sums)>> {
        let view = self.shared.view();
        let mut scan = Scan::from_start(&view, Damage::StepOver);
        let mut sums = Sums::default();
        let (mut gaps, mut missing, mut frames) = (0u64, 0u64, 0u64);
        let mut first = None;
        loop {
            match scan.next(Depth::Changes)? {
                Step::End => break,
                Step::Gap(gap) => {
                    gaps += 1;
                    missing += gap.frames();
                }
                Step::Frame(frame) => {
                    first.get_or_insert(frame.seq);
                    frames += 1;
                    frame.changes.iter().for_each(|change| sums.apply(change));
                    report.operations += u64::from(frame.head.closing);
                    if !watch.step(frame.seq, view.seq) {
                        return Err(Error::Cancelled);
                    }
                }
            }
        }
        if gaps > 0 {
            report.ok = false;
            report.sentences.push(say!(
                "The journal is damaged in {}; the history of {} cannot be read back.",
                by_count(gaps, say!("one place"), say!("{} places", gaps)),
                steps(missing)
            ));
        } else {
            let (ops, files) = (report.operations, view.segments.len() as u64);
            report.sentences.push(say!(
                "The journal is sound: {} in {} and {}.",
                by_count(ops, say!("one operation"), say!("{} operations", ops)),
                by_count(frames, say!("one entry"), say!("{} entries", frames)),
                by_count(files, say!("one file"), say!("{} files", files))
            ));
        }
        let header = match view.segments.first() {
            Some(segment) => SegmentFile::open(&view.dir, *segment)?.header()?,
            None => None,
        };
        if view.segments.iter().any(|segment| pos(*segment, 0) > view.end) {
            report.ok = false;
        }
        let complete =
            gaps == 0 && header.is_some_and(|header| header.first_seq == 1) && first.unwrap_or(1) == 1;
        Ok(complete.then_some((view.seq, sums)))
    }

    fn check_records(&self, report: &mut CheckReport, from_journal: Option<(u64, Sums)>) -> Result<()> {
        let (sums, seq, sound) = if self.journal.is_none() {
            let view = self.shared.view();
            (memory::pages(&view, self.manifest.book_id, &mut |_| Ok(()))?, view.seq, true)
        } else {
            let mut material = self.shared.material();
            let view = self.shared.view();
            material.settle(&view)?;
            let sound = material.prove(&view)?;
            (material.sums().clone(), view.seq, sound)
        };
        report.records = sums.total();
        let count = report.records;
        if !sound {
            report.ok = false;
            report
                .sentences
                .push(say!("The store was damaged and has been rebuilt; {} records are there.", count));
        } else {
            report.sentences.push(by_count(
                count,
                say!("The store is sound: one record read back."),
                say!("The store is sound: {} records read back.", count),
            ));
        }
        match from_journal {
            // Something was written between the two readings, so they may differ.
            Some((at, _)) if at != seq => {}
            Some((_, expected)) if expected == sums => {
                report.sentences.push(say!("Journal and store agree on every record."));
            }
            Some(_) => {
                report.ok = false;
                report.sentences.push(
                    say!("Journal and store do not agree on every record. Make a backup and restore it into a new book."),
                );
            }
            None => {}
        }
        Ok(())
    }

    fn check_archives(&self, report: &mut CheckReport, watch: &dyn Watch) -> Result<()> {
        let folder = self.dir().join("archive");
        let mut sound = 0;
        for name in files_under(&folder)? {
            match archive::read(&folder.join(&name), watch, &mut |_| Ok(())) {
                Ok(_) => sound += 1,
                Err(Error::Cancelled) => return Err(Error::Cancelled),
                Err(error) => {
                    report.ok = false;
                    report.sentences.push(error.sentence());
                }
            }
        }
        if sound > 0 {
            report.sentences.push(by_count(
                sound,
                say!("One archive in the book read back completely."),
                say!("{} archives in the book read back completely.", sound),
            ));
        }
        Ok(())
    }
}

/// So many steps of history.
pub(super) fn steps(count: u64) -> Sentence {
    by_count(count, say!("one saved step"), say!("{} saved steps", count))
}
