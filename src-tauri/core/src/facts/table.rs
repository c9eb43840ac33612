//! One kind of record in memory: the encoded records in one arena, found by row.

use super::order::Order;
use super::search::SearchText;
use crate::Id;
use crate::entity::{EntityDef, FieldDef, FieldValue, Kind, Value, codec, meta};
use ahash::AHashMap;
use rayon::prelude::*;
use std::collections::HashMap;
use std::hash::Hasher;
use std::sync::{Arc, Mutex};

/// Where a record stands in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum State {
    /// In the lists.
    Live = 0,
    /// Kept out of the way.
    Archived = 1,
    /// In the trash.
    Trashed = 2,
    /// Not in the book; the row waits in case it comes back.
    Gone = 3,
}

/// The records of one kind. A row number stays with its record for as long as the
/// book is open; other tables refer to it.
pub struct Table {
    /// The declaration of the kind.
    pub def: &'static EntityDef,
    ids: Vec<Id>,
    rows: AHashMap<Id, u32>,
    spans: Vec<(u64, u32)>,
    positions: Vec<u64>,
    states: Vec<State>,
    /// Records as the sidecar held them; `spans` count through it into `arena`.
    base: Vec<u8>,
    arena: Vec<u8>,
    waste: usize,
    counts: [u32; 4],
    /// Hash of tag and value of unique fields, to the row that has it.
    unique: AHashMap<u64, u32>,
    /// The folded text of the searched fields.
    pub search: SearchText,
    /// Sort orders by field name.
    pub(super) orders: Mutex<HashMap<&'static str, Arc<Order>>>,
}

impl Table {
    /// An empty table.
    pub fn new(kind: Kind) -> Self {
        Self {
            def: kind.def(),
            ids: Vec::new(),
            rows: AHashMap::new(),
            spans: Vec::new(),
            positions: Vec::new(),
            states: Vec::new(),
            base: Vec::new(),
            arena: Vec::new(),
            waste: 0,
            counts: [0; 4],
            unique: AHashMap::new(),
            search: SearchText::default(),
            orders: Mutex::default(),
        }
    }

    /// Rows, including those of records that are gone.
    pub fn len(&self) -> u32 {
        self.ids.len() as u32
    }

    /// Whether the table never held a record.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// How many records stand where.
    pub fn count(&self, state: State) -> u32 {
        self.counts[state as usize]
    }

    /// The row of a record, also of one that is gone.
    pub fn row(&self, id: Id) -> Option<u32> {
        self.rows.get(&id).copied()
    }

    /// The row of a record that is in the book.
    pub fn present(&self, id: Id) -> Option<u32> {
        self.row(id).filter(|row| self.state(*row) != State::Gone)
    }

    /// The row of a record; one is kept free for it when it is not there yet, so
    /// that references to it stay right when it comes (back).
    pub fn reserve(&mut self, id: Id) -> u32 {
        *self.rows.entry(id).or_insert_with(|| {
            self.ids.push(id);
            self.spans.push((0, 0));
            self.positions.push(0);
            self.states.push(State::Gone);
            self.counts[State::Gone as usize] += 1;
            self.ids.len() as u32 - 1
        })
    }

    /// The record's identity.
    pub fn id(&self, row: u32) -> Id {
        self.ids[row as usize]
    }

    /// Where the record stands.
    pub fn state(&self, row: u32) -> State {
        self.states[row as usize]
    }

    /// The journal position that last wrote the record.
    pub fn position(&self, row: u32) -> u64 {
        self.positions[row as usize]
    }

    /// The encoded record; empty when it is gone.
    pub fn bytes(&self, row: u32) -> &[u8] {
        let (start, len) = self.spans[row as usize];
        let (start, len) = (start as usize, len as usize);
        match start.checked_sub(self.base.len()) {
            Some(start) => &self.arena[start..start + len],
            None => &self.base[start..start + len],
        }
    }

    /// A field's generic value.
    pub fn value(&self, row: u32, field: &FieldDef) -> Value {
        codec::field_value(self.bytes(row), field)
    }

    /// A field's typed value; the tag must be one of that type.
    pub fn typed<T: FieldValue>(&self, row: u32, tag: u16) -> T {
        codec::typed_field(self.bytes(row), tag)
    }

    /// A field's text without copying it.
    pub fn text(&self, row: u32, tag: u16) -> &str {
        codec::raw_field(self.bytes(row), tag).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default()
    }

    /// Puts a record, or (with `None`) takes it out. The search text and orders
    /// are the caller's to refresh.
    pub fn put(&mut self, id: Id, position: u64, bytes: Option<&[u8]>) -> u32 {
        let row = self.reserve(id);
        let index = row as usize;
        self.index_unique(row, false);
        self.waste += self.spans[index].1 as usize;
        self.counts[self.states[index] as usize] -= 1;
        match bytes {
            Some(bytes) => {
                if self.waste > (4 << 20) && self.waste > (self.base.len() + self.arena.len()) / 2 {
                    self.spans[index] = (0, 0);
                    self.compact();
                }
                self.spans[index] = ((self.base.len() + self.arena.len()) as u64, bytes.len() as u32);
                self.arena.extend_from_slice(bytes);
                self.states[index] = state_of(bytes);
            }
            None => {
                self.spans[index] = (0, 0);
                self.states[index] = State::Gone;
            }
        }
        self.counts[self.states[index] as usize] += 1;
        self.positions[index] = position;
        self.index_unique(row, true);
        row
    }

    /// Fills an empty table with rows whose records follow each other in one piece,
    /// as the sidecar holds them. Every list has one entry per row.
    pub(super) fn fill(&mut self, filling: Filling) {
        let mut start = 0_u64;
        let place = |len: &u32| {
            let span = (start, *len);
            start += u64::from(*len);
            span
        };
        self.spans = filling.lens.iter().map(place).collect();
        (self.ids, self.positions, self.states) = (filling.ids, filling.positions, filling.states);
        (self.base, self.search) = (filling.records, filling.search);
        self.states.iter().for_each(|state| self.counts[*state as usize] += 1);
        let (unique, rows) = rayon::join(
            || self.unique_rows(),
            || {
                let mut rows = AHashMap::with_capacity(self.ids.len());
                rows.extend(self.ids.iter().copied().zip(0..));
                rows
            },
        );
        (self.unique, self.rows) = (unique, rows);
    }

    /// [`Table::put`] for a book that is being loaded: what depends on the record's
    /// bytes is left to [`Table::finish_loading`].
    pub(super) fn load(&mut self, id: Id, position: u64, bytes: Option<&[u8]>) {
        let row = self.reserve(id) as usize;
        self.waste += self.spans[row].1 as usize;
        self.spans[row] = match bytes {
            Some(bytes) => ((self.base.len() + self.arena.len()) as u64, bytes.len() as u32),
            None => (0, 0),
        };
        self.arena.extend_from_slice(bytes.unwrap_or_default());
        self.positions[row] = position;
        if self.waste > (64 << 20) && self.waste > (self.base.len() + self.arena.len()) / 2 {
            self.compact();
        }
    }

    /// Works out states and unique fields of records that were [loaded](Table::load).
    pub(super) fn finish_loading(&mut self) {
        let (unique, states) = rayon::join(
            || self.unique_rows(),
            || {
                let state = |row| match self.bytes(row) {
                    [] => State::Gone,
                    bytes => state_of(bytes),
                };
                (0..self.len()).into_par_iter().map(state).collect::<Vec<_>>()
            },
        );
        (self.unique, self.states, self.counts) = (unique, states, [0; 4]);
        self.states.iter().for_each(|state| self.counts[*state as usize] += 1);
    }

    fn unique_rows(&self) -> AHashMap<u64, u32> {
        let mut unique = AHashMap::with_capacity(if self.has_unique() { self.ids.len() } else { 0 });
        for row in 0..self.len() {
            self.unique_keys(row, |key| {
                unique.entry(key).or_insert(row);
            });
        }
        unique
    }

    fn has_unique(&self) -> bool {
        self.def.fields.iter().any(|field| field.unique)
    }

    /// The row that holds `value` in a unique field, compared without case and accents.
    pub fn find_unique(&self, field: &FieldDef, value: &str) -> Option<u32> {
        let row = *self.unique.get(&unique_key(field.tag, value))?;
        // Two texts may share a hash; only the text itself decides.
        let same = super::text::fold(self.text(row, field.tag)) == super::text::fold(value);
        (same && self.state(row) != State::Gone).then_some(row)
    }

    /// Every row that is not gone.
    pub fn present_rows(&self) -> impl Iterator<Item = u32> + '_ {
        (0..self.len()).filter(|row| self.state(*row) != State::Gone)
    }

    /// Bytes held, for memory figures.
    pub fn bytes_held(&self) -> usize {
        self.base.len()
            + self.arena.capacity()
            + self.ids.capacity() * 16
            + self.rows.capacity() * 24
            + self.spans.capacity() * 24
            + self.search.bytes()
    }

    fn index_unique(&mut self, row: u32, insert: bool) {
        for field in self.def.fields.iter().filter(|field| field.unique) {
            let text = self.text(row, field.tag);
            if text.is_empty() {
                continue;
            }
            let key = unique_key(field.tag, text);
            if insert {
                self.unique.entry(key).or_insert(row);
            } else if self.unique.get(&key) == Some(&row) {
                self.unique.remove(&key);
            }
        }
    }

    /// The key of every unique field of a record that has a value.
    fn unique_keys(&self, row: u32, mut each: impl FnMut(u64)) {
        for field in self.def.fields.iter().filter(|field| field.unique) {
            let text = self.text(row, field.tag);
            if !text.is_empty() {
                each(unique_key(field.tag, text));
            }
        }
    }

    fn compact(&mut self) {
        let mut fresh = Vec::with_capacity(self.base.len() + self.arena.len() - self.waste);
        let mut starts = Vec::with_capacity(self.spans.len());
        for row in 0..self.len() {
            starts.push(fresh.len() as u64);
            fresh.extend_from_slice(self.bytes(row));
        }
        for (span, start) in self.spans.iter_mut().zip(starts) {
            span.0 = start;
        }
        self.base = Vec::new();
        self.arena = fresh;
        self.waste = 0;
    }
}

/// What a table is filled with at once; one entry per row in every list.
pub(super) struct Filling {
    pub ids: Vec<Id>,
    pub positions: Vec<u64>,
    pub lens: Vec<u32>,
    pub states: Vec<State>,
    pub records: Vec<u8>,
    pub search: SearchText,
}

impl State {
    /// The state with this number.
    pub(super) fn from_code(code: u8) -> Option<Self> {
        [Self::Live, Self::Archived, Self::Trashed, Self::Gone].get(usize::from(code)).copied()
    }
}

/// Where a record stands, from the two fields that say so.
fn state_of(record: &[u8]) -> State {
    let (mut trashed, mut archived) = (false, false);
    // What cannot be read is shown rather than hidden.
    let _ = codec::body(record).and_then(|fields| {
        codec::decode_parts(fields, |tag, _| {
            trashed |= tag == meta::TRASHED_AT;
            archived |= tag == meta::ARCHIVED;
            Some(())
        })
    });
    match (trashed, archived) {
        (true, _) => State::Trashed,
        (false, true) => State::Archived,
        (false, false) => State::Live,
    }
}

/// A number that is the same for texts that differ only by case and accents.
fn unique_key(tag: u16, text: &str) -> u64 {
    let mut hasher = ahash::AHasher::default();
    hasher.write_u16(tag);
    let mut short = [0; 64];
    match short.get_mut(..text.len()).filter(|_| text.is_ascii()) {
        Some(folded) => {
            folded.copy_from_slice(text.as_bytes());
            folded.make_ascii_lowercase();
            hasher.write(folded);
        }
        None => hasher.write(super::text::fold(text).as_bytes()),
    }
    hasher.finish()
}
