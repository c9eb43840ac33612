//! One kind of record in memory: the encoded records in one arena, found by row.

use super::order::Order;
use super::search::SearchText;
use crate::Id;
use crate::entity::{EntityDef, FieldDef, FieldValue, Kind, Value, codec, meta};
use ahash::AHashMap;
use std::collections::HashMap;
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
        &self.arena[start as usize..start as usize + len as usize]
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
                if self.waste > (4 << 20) && self.waste > self.arena.len() / 2 {
                    self.spans[index] = (0, 0);
                    self.compact();
                }
                self.spans[index] = (self.arena.len() as u64, bytes.len() as u32);
                self.arena.extend_from_slice(bytes);
                self.states[index] = if codec::raw_field(bytes, meta::TRASHED_AT).is_some() {
                    State::Trashed
                } else if codec::raw_field(bytes, meta::ARCHIVED).is_some() {
                    State::Archived
                } else {
                    State::Live
                };
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
        self.arena.capacity()
            + self.ids.capacity() * 16
            + self.rows.capacity() * 24
            + self.spans.capacity() * 24
            + self.search.bytes()
    }

    fn index_unique(&mut self, row: u32, insert: bool) {
        if self.spans[row as usize].1 == 0 {
            return;
        }
        for field in self.def.fields.iter().filter(|f| f.unique) {
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

    fn compact(&mut self) {
        let mut fresh = Vec::with_capacity(self.arena.len() - self.waste);
        for span in &mut self.spans {
            let start = fresh.len() as u64;
            fresh.extend_from_slice(&self.arena[span.0 as usize..span.0 as usize + span.1 as usize]);
            span.0 = start;
        }
        self.arena = fresh;
        self.waste = 0;
    }
}

fn unique_key(tag: u16, text: &str) -> u64 {
    let mut folded = super::text::fold(text);
    folded.push('\u{0}');
    folded.push_str(&tag.to_string());
    codec::stable_hash(folded.as_bytes())
}
