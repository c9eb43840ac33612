//! Taking an archive of an open book.

use super::Store;
use super::archive::{ArchiveWriter, Head};
use super::attached::whole_files;
use super::engine::Record;
use super::fsx::{at, beside};
use super::manifest::Manifest;
use super::scan::View;
use super::segment::SegmentFile;
use super::sums::Sums;
use super::types::{ArchiveReport, NoWatch, Watch};
use super::worker::Shared;
use crate::error::{Error, Result};
use std::path::Path;

impl Shared {
    /// All current records page by page, with the view they belong to and their
    /// sums. Writing goes on meanwhile; the store follows afterwards.
    pub(super) fn pages(&self, each: &mut dyn FnMut(&[Record]) -> Result<()>) -> Result<(View, Sums)> {
        let mut material = self.material();
        let view = self.view();
        material.ready(&view)?;
        material.pages(each)?;
        Ok((view, material.sums().clone()))
    }

    /// [`Shared::pages`] without reading everything twice: what is handed out counts
    /// only when the whole has proven sound in the end.
    pub(super) fn pages_at_once(&self, each: &mut dyn FnMut(&[Record]) -> Result<()>) -> Result<View> {
        let mut material = self.material();
        let view = self.view();
        material.ready_to_read(&view)?;
        material.pages(each)?;
        Ok(view)
    }
}

impl Store {
    /// Writes the whole book into one file: records, history and attachments (in
    /// the book's own `archive/` folder: the records only). The file is read back
    /// completely and compared before it gets its name. Changes made meanwhile are
    /// not contained.
    pub fn archive(&self, path: &Path, watch: &dyn Watch) -> Result<ArchiveReport> {
        let own = is_own_folder(self.dir(), path);
        let done = self.write_archive(path, own, watch);
        if done.is_err() {
            let _ = std::fs::remove_file(beside(path, "new"));
        }
        done.map_err(|error| at_target(error, path))
    }

    fn write_archive(&self, path: &Path, own: bool, watch: &dyn Watch) -> Result<ArchiveReport> {
        let mut writer = None;
        let mut done = 0;
        let view = self.shared.view();
        let head = |view: &View, history| head(&self.manifest, view, history);
        let begin = |view: &View| ArchiveWriter::create(path, head(view, !own && reaches_back(view)));
        // The records are taken first and the journal up to the same moment after.
        let (view, sums) = match self.journal {
            Some(_) => {
                let mut material = self.shared.material();
                let view = self.shared.view();
                material.ready(&view)?;
                let archive = writer.insert(begin(&view)?);
                let total = material.sums().total();
                material.pages(&mut |page| step(archive, page, &mut done, total, watch))?;
                (view, material.sums().clone())
            }
            None => {
                let archive = writer.insert(begin(&view)?);
                let (_, sums) = self.pages(&mut |page| step(archive, page, &mut done, 0, watch))?;
                (view, sums)
            }
        };
        let Some(mut writer) = writer else { return Err(Error::Cancelled) };
        if !own {
            writer.journal(&view, watch)?;
            for file in whole_files(self.dir())? {
                writer.file(self.dir(), &file, watch)?;
            }
        }
        writer.finish(&sums, watch)
    }
}

fn step(
    archive: &mut ArchiveWriter,
    page: &[Record],
    done: &mut u64,
    total: u64,
    watch: &dyn Watch,
) -> Result<()> {
    archive.records(page)?;
    *done += page.len() as u64;
    if watch.step(*done, total.max(*done)) { Ok(()) } else { Err(Error::Cancelled) }
}

fn head(manifest: &Manifest, view: &View, history: bool) -> Head {
    Head { manifest: manifest.clone(), seq: view.seq, end: view.end, history }
}

/// A full disk is the target's, not the book's.
fn at_target(error: Error, path: &Path) -> Error {
    match error {
        Error::DiskFull { .. } => Error::DiskFull { path: path.into() },
        other => other,
    }
}

fn is_own_folder(dir: &Path, path: &Path) -> bool {
    let own = dir.join("archive").canonicalize();
    let parent = path.parent().map(Path::canonicalize);
    matches!((own, parent), (Ok(own), Some(Ok(parent))) if parent.starts_with(&own))
}

/// Whether the journal goes back to the first operation without a gap.
pub(super) fn reaches_back(view: &View) -> bool {
    let first = view.segments.first().and_then(|segment| {
        let mut file = SegmentFile::open(&view.dir, *segment).ok()?;
        file.header().ok()?.map(|header| header.first_seq)
    });
    first == Some(1) && view.gaps.is_empty()
}

/// Takes an archive into the book's own folder after a repair, so that the next
/// rebuild does not need the damaged part again.
pub(super) fn after_repair(shared: &Shared) -> Result<()> {
    let folder = shared.dir.join("archive");
    at(&folder, std::fs::create_dir_all(&folder))?;
    let (manifest, _) = Manifest::read(&shared.dir)?;
    let mut material = shared.material();
    let view = shared.view();
    material.ready(&view)?;
    let path = folder.join(format!("after-repair-{}.regulars", view.seq));
    let mut writer = ArchiveWriter::create(&path, head(&manifest, &view, false))?;
    material.pages(&mut |page| writer.records(page))?;
    let sums = material.sums().clone();
    drop(material);
    writer.finish(&sums, &NoWatch).map(|_| ())
}
