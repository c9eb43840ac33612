//! A transaction under way: what it reads, what it stages, and what every record must pass.

use super::{By, Source};
use crate::clock::Clock;
use crate::entity::{AnyRecord, Entity, FieldDef, Kind, Value};
use crate::facts::Facts;
use crate::facts::text::fold;
use crate::settings::{Series, is_internal, series_id};
use crate::store::{Change, Store};
use crate::{Error, Id, Result, say};
use ahash::AHashMap;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

/// A transaction under way. Nothing of it is visible to others until it is
/// committed as a whole.
pub struct Tx<'a> {
    facts: &'a Facts,
    pub(super) store: &'a Store,
    clock: &'a dyn Clock,
    now: DateTime<Utc>,
    actor: String,
    source: Source,
    staged: AHashMap<(Kind, Id), usize>,
    records: Vec<Staged>,
    unique: AHashMap<UniqueKey, Id>,
    /// What the attempt under way has changed, latest last; `None` outside of one.
    attempt: Option<Vec<Before>>,
}

type UniqueKey = (Kind, u16, String);

/// How something was before an attempt changed it.
enum Before {
    /// A record; `None` when nothing was staged for it.
    Record((Kind, Id), Option<Option<Box<[u8]>>>),
    /// Who had a value that only one may have.
    Unique(UniqueKey, Option<Id>),
}

struct Staged {
    kind: Kind,
    id: Id,
    after: Option<Box<[u8]>>,
}

impl<'a> Tx<'a> {
    pub(super) fn new(
        facts: &'a Facts,
        store: &'a Store,
        clock: &'a dyn Clock,
        now: DateTime<Utc>,
        by: &By,
    ) -> Self {
        Self {
            facts,
            store,
            clock,
            now,
            actor: by.actor.clone(),
            source: by.source,
            staged: AHashMap::new(),
            records: Vec::new(),
            unique: AHashMap::new(),
            attempt: None,
        }
    }

    /// The book as it was before this transaction.
    pub fn facts(&self) -> &'a Facts {
        self.facts
    }

    /// The moment of this transaction.
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// By which way it comes.
    pub fn source(&self) -> Source {
        self.source
    }

    /// The day on the owner's wall.
    pub fn today(&self) -> NaiveDate {
        self.facts.day_of(self.now)
    }

    /// The zone of the owner's wall: the one that the settings name, else this computer's.
    pub fn zone(&self) -> Tz {
        self.facts.zone()
    }

    /// A new identity.
    pub fn new_id(&self) -> Id {
        Id::from_parts(self.now.timestamp_millis().max(0) as u64, self.clock.entropy())
    }

    /// A record as this transaction sees it.
    pub fn get<E: Entity>(&self, id: Id) -> Result<E> {
        match self.staged(E::KIND, id) {
            Some(Some(bytes)) => E::decode(id, bytes),
            Some(None) => Err(Error::NotFound { kind: E::DEF.name, id }),
            None => self.facts.get(id),
        }
    }

    /// A record whose kind is known only at run time.
    pub fn get_any(&self, kind: Kind, id: Id) -> Result<Box<dyn AnyRecord>> {
        match self.staged(kind, id) {
            Some(Some(bytes)) => (kind.def().decode)(id, bytes),
            Some(None) => Err(Error::NotFound { kind: kind.name(), id }),
            None => self.facts.get_any(kind, id),
        }
    }

    /// The records of a kind that this transaction has written so far, as they now are;
    /// `None` for one that it removes.
    pub(crate) fn written(&self, kind: Kind) -> impl Iterator<Item = (Id, Option<&[u8]>)> {
        self.records.iter().filter(move |one| one.kind == kind).map(|one| (one.id, one.after.as_deref()))
    }

    /// Whether a record is in the book or staged.
    pub fn exists(&self, kind: Kind, id: Id) -> bool {
        self.staged(kind, id)
            .map_or_else(|| self.facts.table(kind).present(id).is_some(), |bytes| bytes.is_some())
    }

    /// Checks a record against the rules of its kind and stages it. A record
    /// without an identity is a new one and gets one. Returns the identity.
    pub fn save<E: Entity>(&mut self, record: &mut E) -> Result<Id> {
        self.save_any(record)
    }

    /// [`Tx::save`] for a record whose kind is known only at run time.
    pub fn save_any(&mut self, record: &mut dyn AnyRecord) -> Result<Id> {
        let kind = record.def().kind;
        if record.meta().id.is_nil() {
            record.meta_mut().id = self.new_id();
        }
        let id = record.meta().id;
        let is_new = !self.exists(kind, id);
        let now = DateTime::from_timestamp_millis(self.now.timestamp_millis()).unwrap_or(self.now);
        let actor = self.actor.clone();
        let meta = record.meta_mut();
        if is_new && meta.created_at == DateTime::<Utc>::default() {
            meta.created_at = now;
            meta.created_by = actor;
        }
        meta.updated_at = now;
        self.follow_merged(record)?;
        crate::rules::check(record, self, is_new)?;
        self.check_fields(record)?;
        self.stage(kind, id, Some(record.encode().into()));
        crate::rules::follow(&*record, self)?;
        Ok(id)
    }

    /// Does `work` wholly or not at all: when it fails or finds that there is nothing to
    /// keep (`None`), all it has staged is taken back and the transaction goes on.
    pub fn attempt<R>(&mut self, work: impl FnOnce(&mut Self) -> Result<Option<R>>) -> Result<Option<R>> {
        let outer = self.attempt.replace(Vec::new());
        let outcome = work(self);
        let done = std::mem::replace(&mut self.attempt, outer).unwrap_or_default();
        match (&outcome, &mut self.attempt) {
            (Ok(Some(_)), Some(outer)) => outer.extend(done),
            (Ok(Some(_)), None) => {}
            _ => self.put_back(done),
        }
        outcome
    }

    fn put_back(&mut self, done: Vec<Before>) {
        for before in done.into_iter().rev() {
            match before {
                Before::Record(key, Some(after)) => {
                    if let Some(index) = self.staged.get(&key) {
                        self.records[*index].after = after;
                    }
                }
                // Backwards, the last record is always the one that was staged anew.
                Before::Record(key, None) => {
                    self.staged.remove(&key);
                    self.records.pop();
                }
                Before::Unique(key, Some(owner)) => {
                    self.unique.insert(key, owner);
                }
                Before::Unique(key, None) => {
                    self.unique.remove(&key);
                }
            }
        }
    }

    /// Puts a record into the trash.
    pub fn trash(&mut self, kind: Kind, id: Id) -> Result<()> {
        self.set_trashed(kind, id, true)
    }

    /// Takes a record out of the trash.
    pub fn restore(&mut self, kind: Kind, id: Id) -> Result<()> {
        self.set_trashed(kind, id, false)
    }

    fn set_trashed(&mut self, kind: Kind, id: Id, trashed: bool) -> Result<()> {
        if is_internal(kind) {
            return Err(Error::Conflict(say!("The settings of the book cannot be deleted.")));
        }
        let mut record = self.get_any(kind, id)?;
        if record.meta().trashed_at.is_some() == trashed {
            return Ok(());
        }
        if trashed {
            crate::rules::check_trash(&*record)?;
        } else {
            crate::customers::merge::check_restore(self, &*record)?;
            crate::custom_fields::check::check_restore(self, &*record)?;
        }
        let meta = record.meta_mut();
        meta.trashed_at = trashed.then_some(self.now);
        self.stage(kind, id, Some(record.encode().into()));
        crate::rules::follow(&*record, self)
    }

    /// Removes a record for good; only its history still knows it.
    pub fn remove(&mut self, kind: Kind, id: Id) {
        self.stage(kind, id, None);
    }

    /// Stages bytes as they are: for undo, which restores what once passed the rules.
    pub(super) fn stage(&mut self, kind: Kind, id: Id, after: Option<Box<[u8]>>) {
        let before = match self.staged.get(&(kind, id)) {
            Some(index) => Some(std::mem::replace(&mut self.records[*index].after, after)),
            None => {
                self.staged.insert((kind, id), self.records.len());
                self.records.push(Staged { kind, id, after });
                None
            }
        };
        if let Some(attempt) = &mut self.attempt {
            attempt.push(Before::Record((kind, id), before));
        }
    }

    /// Takes a record back out of the staging area.
    pub(super) fn unstage(&mut self, kind: Kind, id: Id) {
        let before = self.current(kind, id);
        self.stage(kind, id, before);
    }

    /// The bytes a record had before this transaction.
    pub(super) fn current(&self, kind: Kind, id: Id) -> Option<Box<[u8]>> {
        let table = self.facts.table(kind);
        table.present(id).map(|row| table.bytes(row).into())
    }

    /// The records of a kind that are staged.
    pub(super) fn staged_ids(&self, kind: Kind) -> impl Iterator<Item = Id> + '_ {
        self.records.iter().filter(move |staged| staged.kind == kind).map(|staged| staged.id)
    }

    /// The records that this transaction removes for good.
    pub(super) fn removed(&self) -> impl Iterator<Item = (Kind, Id)> + '_ {
        self.records.iter().filter(|staged| staged.after.is_none()).map(|staged| (staged.kind, staged.id))
    }

    /// What is staged for a record: `None` nothing, `Some(None)` its removal.
    pub(super) fn staged(&self, kind: Kind, id: Id) -> Option<Option<&[u8]>> {
        self.staged.get(&(kind, id)).map(|index| self.records[*index].after.as_deref())
    }

    /// Gives the next number of a series for the unique field `number` of a kind:
    /// `INV-2026` gives `INV-2026-0001` and so on. A number is given once, whatever is
    /// undone later; those that were brought in from elsewhere are stepped over.
    pub fn next_number(&mut self, kind: Kind, series: &str, width: usize) -> Result<String> {
        let id = series_id(series);
        let mut record: Series = self.get(id).unwrap_or_else(|_| Series::blank(id));
        record.name = series.to_owned();
        let mut number = record.next.max(1);
        let mut text = format!("{series}-{number:0width$}");
        while self.number_is_taken(kind, &text) {
            number += 1;
            text = format!("{series}-{number:0width$}");
        }
        record.next = number + 1;
        self.save(&mut record)?;
        Ok(text)
    }

    fn number_is_taken(&self, kind: Kind, number: &str) -> bool {
        let Some(field) = kind.def().field("number").filter(|field| field.unique) else {
            return false;
        };
        self.facts.table(kind).find_unique(field, number).is_some()
            || self.unique.contains_key(&(kind, field.tag, fold(number)))
    }

    fn check_fields(&mut self, record: &mut dyn AnyRecord) -> Result<()> {
        let def = record.def();
        // Only these say something about the value; making one of every field costs an import half its time.
        let ruled = |field: &&FieldDef| field.required || field.unique || field.ref_kind.is_some();
        self.check_attached(record)?;
        for field in def.fields.iter().filter(ruled) {
            let value = record.value(field);
            if field.required && value.is_empty() {
                return Err(Error::invalid(def.name, field.name, say!("This must not be empty.")));
            }
            if field.unique {
                self.check_unique(def.kind, field, record.id(), &value.to_plain())?;
            }
            if let (Some(kind), Value::Id(target)) = (field.ref_kind, &value)
                && !self.exists(kind, *target)
            {
                return Err(refers_to_nothing(def.name, field, kind));
            }
        }
        self.check_own_references(record)
    }

    /// What is in a record already is not refused, as in every field of the owner's own: a record that is gone
    /// must not keep anybody from changing the rest.
    fn check_own_references(&self, record: &dyn AnyRecord) -> Result<()> {
        let def = record.def();
        for field in self.facts.custom.of(def.kind) {
            let (Some(kind), value @ Value::Id(target)) = (field.ref_kind, record.value(field)) else {
                continue;
            };
            if target == record.id() {
                let why = say!("A record cannot lead to itself. Choose another one.");
                return Err(Error::invalid(def.name, field.name, why));
            }
            let there = self.exists(kind, target)
                || self.get_any(def.kind, record.id()).is_ok_and(|before| before.value(field) == value);
            if !there {
                return Err(refers_to_nothing(def.name, field, kind));
            }
        }
        Ok(())
    }

    pub(super) fn check_unique(
        &mut self,
        kind: Kind,
        field: &'static FieldDef,
        id: Id,
        value: &str,
    ) -> Result<()> {
        if value.is_empty() {
            return Ok(());
        }
        let taken = || {
            Error::invalid(kind.name(), field.name, say!("“{}” is already taken. Choose another one.", value))
        };
        let table = self.facts.table(kind);
        if let Some(row) = table.find_unique(field, value) {
            let other = table.id(row);
            // The record in the book may have been given another value in this very transaction.
            let still = match self.staged(kind, other) {
                Some(Some(bytes)) => crate::entity::codec::field_value(bytes, field).to_plain() == value,
                Some(None) => false,
                None => true,
            };
            if other != id && still {
                return Err(taken());
            }
        }
        let key = (kind, field.tag, fold(value));
        match self.unique.get(&key) {
            Some(other) if *other != id => {
                let other = *other;
                let still = self
                    .staged(kind, other)
                    .flatten()
                    .is_some_and(|b| fold(&crate::entity::codec::field_value(b, field).to_plain()) == key.2);
                if still {
                    return Err(taken());
                }
            }
            _ => {}
        }
        if let Some(attempt) = &mut self.attempt {
            attempt.push(Before::Unique(key.clone(), self.unique.get(&key).copied()));
        }
        self.unique.insert(key, id);
        Ok(())
    }

    pub(super) fn into_changes(self) -> Vec<Change> {
        let facts = self.facts;
        self.records
            .into_iter()
            .filter_map(|staged| {
                let table = facts.table(staged.kind);
                let row = table.row(staged.id);
                let before = row.map(|row| table.bytes(row)).filter(|bytes| !bytes.is_empty());
                if before == staged.after.as_deref() {
                    return None;
                }
                Some(Change {
                    kind: staged.kind as u8,
                    id: staged.id,
                    prev: row.map_or(0, |row| table.position(row)),
                    before: before.map(Into::into),
                    after: staged.after,
                })
            })
            .collect()
    }
}

fn refers_to_nothing(record: &'static str, field: &FieldDef, kind: Kind) -> Error {
    let one = crate::entity::said::one(kind.name());
    Error::invalid(record, field.name, say!("The {} it refers to is not in the book.", one))
}
