//! The files of records, beside a file of our own: those of `customers.csv` lie in the folder `customers files`,
//! each under its own name in a folder called by its hash. The cell says where (`customers files/6b86…/Order
//! 17.pdf`), so that both can be moved together and brought in again.

use super::csv::source::guarded;
use super::exact::{self, Cell, list_item};
use super::import::reading::split_list;
use super::plan::{Analysis, is_blank};
use crate::attachments::{Attachment, bare_name};
use crate::book::Book;
use crate::entity::{AnyRecord, FieldValue, Kind, Value};
use crate::sentence::by_count;
use crate::store::Watch;
use crate::{Error, Result, Sentence, say};
use csv::StringRecord;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

/// So many names of missing files are told.
const TOLD: usize = 3;

/// What the folder with the files of a table is called.
pub fn folder_of(table: &Path) -> String {
    format!("{} files", table.file_stem().unwrap_or_default().to_string_lossy())
}

/// The files of a field, as a cell of a table with that folder names them.
pub fn cell(folder: &str, value: &Value) -> String {
    let path = |file: &Attachment| list_item(&format!("{folder}/{}/{}", file.hash, file.name));
    files(value).iter().map(path).collect::<Vec<_>>().join(", ")
}

/// All files of a record.
pub fn files_of(record: &dyn AnyRecord, fields: &[&'static crate::entity::FieldDef]) -> Vec<Attachment> {
    fields.iter().flat_map(|field| files(&record.value(field))).collect()
}

fn files(value: &Value) -> Vec<Attachment> {
    let Value::List(items) = value else { return Vec::new() };
    items.iter().filter_map(|file| Attachment::from_value(file.clone()).ok()).collect()
}

/// Copies files out of the book into the folder beside a table. What is told of them says where they are, and
/// which of them the book has lost.
pub fn write(book: &Book, table: &Path, files: &[Attachment], watch: &dyn Watch) -> Result<Vec<Sentence>> {
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let name = folder_of(table);
    let folder = table.with_file_name(&name);
    let is_new = !folder.exists();
    let copied = copy(book, &folder, files, watch);
    if copied.is_err() && is_new {
        // A list that does not come to be leaves nothing behind.
        let _ = std::fs::remove_dir_all(&folder);
    }
    let (copied, lost) = copied?;
    let mut notices = vec![by_count(
        copied,
        say!("1 file lies in the folder “{}” beside it. Keep both together.", name),
        say!("{} files lie in the folder “{}” beside it. Keep both together.", copied, name),
    )];
    if !lost.is_empty() {
        notices.push(say!(
            "These files are missing from the folder of the book and could not be copied: {}.",
            lost.join(", ")
        ));
    }
    Ok(notices)
}

fn copy(book: &Book, folder: &Path, files: &[Attachment], watch: &dyn Watch) -> Result<(u64, Vec<String>)> {
    let (mut seen, mut lost) = (BTreeSet::new(), Vec::new());
    for (done, file) in files.iter().enumerate() {
        if !watch.step(done as u64, files.len() as u64) {
            return Err(Error::Cancelled);
        }
        let Ok(content) = book.file(file) else {
            lost.push(file.name.clone());
            continue;
        };
        let place = folder.join(&file.hash).join(file.harmless_name());
        if !seen.insert(place.clone()) {
            continue;
        }
        let made = std::fs::create_dir_all(folder.join(&file.hash));
        made.and_then(|()| std::fs::copy(&content, &place)).map_err(|error| Error::io(&place, &error))?;
    }
    Ok((seen.len() as u64, lost))
}

/// The files that a table names, by what its cells call them.
#[derive(Default)]
pub struct Beside {
    /// `None` for one that is there and was not taken in, because the import is only tried.
    files: BTreeMap<String, Option<Attachment>>,
    /// What is nowhere to be found.
    missing: BTreeSet<String>,
}

impl Beside {
    /// Looks for all files that a table of ours names, and takes them into the book unless it is only `tried`; a
    /// file belongs to nothing until a record names it.
    pub fn take_in(
        book: &Book,
        kind: Kind,
        analysis: &Analysis,
        tried: bool,
        watch: &dyn Watch,
    ) -> Result<Self> {
        let custom = &book.facts().custom;
        let holds_files = |header: &String| {
            Cell::parse(custom, kind, header).is_some_and(|cell| exact::holds_files(cell.field()))
        };
        let names = analysis.source.heading.names.iter();
        let columns: Vec<usize> =
            names.enumerate().filter(|(_, header)| holds_files(header)).map(|(column, _)| column).collect();
        let mut found = Self::default();
        if columns.is_empty() {
            return Ok(found);
        }
        let base = analysis.source.path.parent().unwrap_or(Path::new(""));
        let (mut rows, mut row) = (analysis.source.rows()?, StringRecord::new());
        while rows.next(&mut row)?.is_some() {
            if is_blank(&row) {
                continue;
            }
            for path in columns.iter().filter_map(|column| row.get(*column)).flat_map(paths) {
                if found.files.contains_key(&path) || found.missing.contains(&path) {
                    continue;
                }
                match look(book, base, &path, tried, watch)? {
                    Some(file) => drop(found.files.insert(path, file)),
                    None => drop(found.missing.insert(path)),
                }
            }
        }
        Ok(found)
    }

    /// The files that a cell names, as far as they are there.
    pub fn value(&self, cell: &str) -> Value {
        let known = paths(cell).into_iter().filter_map(|path| self.files.get(&path)?.clone());
        Value::List(known.map(|file| file.to_value()).collect())
    }

    /// What is to be said of those that are not there.
    pub fn notice(&self) -> Option<Sentence> {
        let named: Vec<&str> = self.missing.iter().map(|path| bare_name(path)).take(TOLD).collect();
        let more = if self.missing.len() > TOLD { ", …" } else { "" };
        let named = format!("{}{more}", named.join(", "));
        (!self.missing.is_empty()).then(|| {
            by_count(
                self.missing.len() as u64,
                say!(
                    "1 file is not beside this table and did not come in: {}. Put its folder there and bring the table in again.",
                    named
                ),
                say!(
                    "{} files are not beside this table and did not come in: {}. Put their folder there and bring the table in again.",
                    self.missing.len(),
                    named
                ),
            )
        })
    }
}

/// The paths in a cell.
fn paths(cell: &str) -> Vec<String> {
    split_list(cell.strip_prefix('\'').filter(|rest| guarded(rest)).unwrap_or(cell))
}

/// The file of a path: beside the table, or in the book already. Nothing outside the folder of the table is
/// looked at, whatever the path says.
fn look(
    book: &Book,
    base: &Path,
    path: &str,
    tried: bool,
    watch: &dyn Watch,
) -> Result<Option<Option<Attachment>>> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let mut file = Attachment { name: bare_name(name).to_owned(), ..Attachment::default() };
    let place: PathBuf = Path::new(folder).join(file.harmless_name());
    let below = place.components().all(|part| matches!(part, Component::Normal(_)));
    let place = base.join(place);
    if below && place.is_file() {
        if tried {
            return Ok(Some(None));
        }
        file = Attachment { name: file.name, ..book.keep_file(&place, watch)? };
        return Ok(Some(Some(file)));
    }
    folder.rsplit('/').next().unwrap_or_default().clone_into(&mut file.hash);
    let known = book.file(&file).ok().and_then(|content| content.metadata().ok());
    Ok(known.map(|about| Some(Attachment { size: i64::try_from(about.len()).unwrap_or(i64::MAX), ..file })))
}
