//! The materialised store: the current bytes of every record in sled, one tree
//! per kind. This is the only file that names sled. Everything here may panic or
//! hang inside sled and is therefore only called through [`super::guard`].
//!
//! Key: the record's id. Value: `pos u64 | further pieces u16 | bytes | crc32c`.
//! sled keeps large values in files of their own that it does not sync, so longer
//! records continue under the keys `id | 1`, `id | 2`, … (number big-endian).

use super::codec::{Reader, Writer};
use super::guard::{Beat, Broken, transactions_work};
use super::sums::Sums;
use super::types::KindCode;
use crate::ids::Id;
use crc32c::{crc32c, crc32c_append};
use sled::transaction::{ConflictableTransactionError, TransactionError, Transactional};
use sled::{IVec, Tree};
use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// No value in sled is longer than this plus a few bytes.
const PIECE: usize = 60 << 10;
/// A page of a scan holds about this many bytes.
const PAGE: usize = 1 << 20;
const STATE: &[u8] = b"state";

type Outcome<T> = Result<T, Broken>;

/// Which part of the journal the store contains.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct State {
    pub seq: u64,
    /// The journal position where the next frame is; 0 = unknown.
    pub place: u64,
    pub sums: Sums,
}

/// One record as it is to be written; no bytes = remove it.
pub(super) struct Put {
    pub kind: KindCode,
    pub id: Id,
    pub pos: u64,
    pub bytes: Option<Box<[u8]>>,
}

/// One record as read.
pub(super) struct Record {
    pub kind: KindCode,
    pub id: Id,
    pub pos: u64,
    pub bytes: Vec<u8>,
}

/// An open sled.
pub(super) struct Engine {
    db: sled::Db,
    meta: Tree,
    trees: BTreeMap<KindCode, Tree>,
    /// sled's own flush does not reach the disk on Linux; syncing this does.
    file: File,
    beat: Beat,
}

fn broken(error: sled::Error) -> Broken {
    match error {
        sled::Error::Io(error) => Broken::from(error),
        other => Broken::Failed(other.to_string()),
    }
}

fn tree_name(kind: KindCode) -> String {
    format!("kind-{kind:03}")
}

fn kind_of(name: &[u8]) -> Option<KindCode> {
    std::str::from_utf8(name).ok()?.strip_prefix("kind-")?.parse().ok()
}

/// The folder of the materialised store.
pub(super) fn folder(dir: &Path) -> PathBuf {
    dir.join("store")
}

/// Removes sled's snapshots, or only the half-written ones. It can do without them.
pub(super) fn remove_snapshots(dir: &Path, all: bool) {
    let Ok(entries) = std::fs::read_dir(folder(dir)) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.ends_with(".generating") || (all && name.starts_with("snap.")) {
            // If this fails, opening sled will say so.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

impl Engine {
    /// Opens or creates the store in the book's folder.
    pub fn open(dir: &Path, beat: Beat) -> Outcome<Self> {
        let path = folder(dir);
        let config = sled::Config::new().path(&path).cache_capacity(16 << 20).use_compression(false);
        let mut tries = 0;
        let db = loop {
            match config.open() {
                // A handle closed a moment ago may still hold sled's own lock.
                Err(sled::Error::Io(error))
                    if error.kind() == std::io::ErrorKind::WouldBlock && tries < 40 =>
                {
                    tries += 1;
                    beat.tick();
                    std::thread::sleep(Duration::from_millis(50));
                }
                other => break other.map_err(broken)?,
            }
        };
        let meta = db.open_tree("meta").map_err(broken)?;
        let file = File::open(path.join("db")).map_err(Broken::from)?;
        let mut trees = BTreeMap::new();
        for name in db.tree_names() {
            if let Some(kind) = kind_of(&name) {
                trees.insert(kind, db.open_tree(&name).map_err(broken)?);
            }
        }
        Ok(Self { db, meta, trees, file, beat })
    }

    /// Where the store stands; `None` if it was never filled.
    pub fn state(&self) -> Outcome<Option<State>> {
        let Some(bytes) = self.meta.get(STATE).map_err(broken)? else { return Ok(None) };
        let damaged = || Broken::Failed("its state record is damaged".into());
        let (body, crc) = bytes.split_last_chunk::<4>().ok_or_else(damaged)?;
        if crc32c(body).to_le_bytes() != *crc {
            return Err(damaged());
        }
        let mut input = Reader::new(body);
        let read =
            (|| Some(State { seq: input.u64()?, place: input.u64()?, sums: Sums::get(&mut input)? }))();
        read.map(Some).ok_or_else(damaged)
    }

    /// Writes records and, if given, the state that holds with them. `atomic` makes it
    /// one transaction where those can be used; otherwise the state is written last,
    /// and a crash before it only means that the journal is replayed once more.
    pub fn apply(&mut self, puts: &[Put], state: Option<&State>, atomic: bool) -> Outcome<()> {
        for put in puts {
            if !self.trees.contains_key(&put.kind) {
                let tree = self.db.open_tree(tree_name(put.kind)).map_err(broken)?;
                self.trees.insert(put.kind, tree);
            }
        }
        let state = state.map(encode_state);
        let atomic = atomic && transactions_work();
        if atomic { self.apply_atomically(puts, state.as_deref()) } else { self.apply_plainly(puts, state) }
    }

    fn apply_plainly(&self, puts: &[Put], state: Option<Vec<u8>>) -> Outcome<()> {
        for put in puts {
            let tree = self.tree(put.kind)?;
            write_record(put, &mut |key, value| match value {
                Some(value) => tree.insert(key, value),
                None => tree.remove(key),
            })
            .map_err(broken)?;
            self.beat.tick();
        }
        if let Some(state) = state {
            self.meta.insert(STATE, state).map_err(broken)?;
        }
        Ok(())
    }

    fn apply_atomically(&self, puts: &[Put], state: Option<&[u8]>) -> Outcome<()> {
        let mut kinds: Vec<KindCode> = puts.iter().map(|put| put.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let mut trees = vec![self.meta.clone()];
        for kind in &kinds {
            trees.push(self.tree(*kind)?.clone());
        }
        let done = trees.as_slice().transaction(|trees| {
            for put in puts {
                let tree = kinds.binary_search(&put.kind).ok().and_then(|index| trees.get(index + 1));
                let Some(tree) = tree else { return Err(ConflictableTransactionError::Abort(())) };
                write_record(put, &mut |key, value| match value {
                    Some(value) => tree.insert(key, value),
                    None => tree.remove(key),
                })?;
            }
            if let (Some(meta), Some(state)) = (trees.first(), state) {
                meta.insert(STATE, state)?;
            }
            Ok(())
        });
        self.beat.tick();
        done.map_err(|error| match error {
            TransactionError::Storage(error) => broken(error),
            TransactionError::Abort(()) => Broken::Failed("a tree was not open".into()),
        })
    }

    fn tree(&self, kind: KindCode) -> Outcome<&Tree> {
        self.trees.get(&kind).ok_or_else(|| Broken::Failed("a tree was not open".into()))
    }

    /// Brings everything to the disk, surely.
    pub fn flush(&self) -> Outcome<()> {
        self.db.flush().map_err(broken)?;
        self.beat.tick();
        self.file.sync_data().map_err(Broken::from)
    }

    /// The records after a cursor (kind, id), about a megabyte of them. An empty
    /// page is the end.
    pub fn page(&self, after: Option<(KindCode, Id)>) -> Outcome<Vec<Record>> {
        let mut page = Vec::new();
        let mut size = 0;
        for (kind, tree) in &self.trees {
            let start = match after {
                Some((after_kind, _)) if *kind < after_kind => continue,
                // Behind the id and all its pieces.
                Some((after_kind, id)) if *kind == after_kind => [&id.0[..], &[0xff; 3]].concat(),
                _ => Vec::new(),
            };
            for entry in tree.range(start..) {
                let (key, value) = entry.map_err(broken)?;
                self.beat.tick();
                let Ok(id) = <[u8; 16]>::try_from(&key[..]) else { continue };
                let record = read_record(tree, *kind, Id(id), &value)?;
                size += record.bytes.len() + 64;
                page.push(record);
                if size >= PAGE {
                    return Ok(page);
                }
            }
        }
        Ok(page)
    }
}

fn encode_state(state: &State) -> Vec<u8> {
    let mut out = Writer::default();
    out.u64(state.seq);
    out.u64(state.place);
    state.sums.put(&mut out);
    let crc = crc32c(&out.bytes);
    out.u32(crc);
    out.bytes
}

fn piece_key(id: Id, number: u16) -> Vec<u8> {
    [&id.0[..], &number.to_be_bytes()].concat()
}

fn record_crc(kind: KindCode, id: Id, pos: u64, bytes: &[u8]) -> u32 {
    let crc = crc32c_append(crc32c(&[kind]), &id.0);
    crc32c_append(crc32c_append(crc, &pos.to_le_bytes()), bytes)
}

/// How many further pieces a stored value announces.
fn pieces_of(value: &[u8]) -> u16 {
    value.get(8..10).and_then(|bytes| bytes.try_into().ok()).map_or(0, u16::from_le_bytes)
}

/// Writes (or, without a value, removes) one key and answers its old value.
type Write<'a, E> = dyn FnMut(Vec<u8>, Option<Vec<u8>>) -> Result<Option<IVec>, E> + 'a;

/// Writes or removes one record with all its pieces, in a transaction or outside.
fn write_record<E>(put: &Put, write: &mut Write<'_, E>) -> Result<(), E> {
    let mut pieces = 0;
    let mut head = None;
    if let Some(bytes) = &put.bytes {
        let mut parts = bytes.chunks(PIECE);
        let first = parts.next().unwrap_or_default();
        for part in parts {
            pieces += 1;
            write(piece_key(put.id, pieces), Some(part.to_vec()))?;
        }
        let mut value = Vec::with_capacity(first.len() + 14);
        value.extend_from_slice(&put.pos.to_le_bytes());
        value.extend_from_slice(&pieces.to_le_bytes());
        value.extend_from_slice(first);
        value.extend_from_slice(&record_crc(put.kind, put.id, put.pos, bytes).to_le_bytes());
        head = Some(value);
    }
    let old = write(put.id.0.to_vec(), head)?;
    let old_pieces = old.map_or(0, |value| pieces_of(&value));
    for number in pieces + 1..=old_pieces {
        write(piece_key(put.id, number), None)?;
    }
    Ok(())
}

fn read_record(tree: &Tree, kind: KindCode, id: Id, value: &[u8]) -> Outcome<Record> {
    let damaged = || Broken::Failed(format!("record {id} of kind {kind} is damaged"));
    let (pos, rest) = value.split_first_chunk::<8>().ok_or_else(damaged)?;
    let (body, crc) = rest.split_last_chunk::<4>().ok_or_else(damaged)?;
    let pos = u64::from_le_bytes(*pos);
    let mut bytes = body.get(2..).ok_or_else(damaged)?.to_vec();
    for number in 1..=pieces_of(value) {
        let piece = tree.get(piece_key(id, number)).map_err(broken)?.ok_or_else(damaged)?;
        bytes.extend_from_slice(&piece);
    }
    if record_crc(kind, id, pos, &bytes).to_le_bytes() != *crc {
        return Err(damaged());
    }
    Ok(Record { kind, id, pos, bytes })
}
