//! The read model: everything in memory that lists, searches, reports and rules
//! read. Each transaction updates it; it is never rebuilt for one edit, and it is
//! always equal to one built from scratch.

mod by_title;
mod codes;
mod custom;
pub mod find;
mod list;
mod load;
mod nearest;
mod numbers;
pub mod order;
mod recent;
pub mod search;
mod searched;
mod sidecar;
pub mod table;
pub mod text;
mod ties;
mod words;

pub(crate) use list::sort_field;
pub use list::{ListQuery, Listed};
pub use sidecar::Sections;
pub use table::{State, Table};

use crate::campaigns::facts::CampaignFacts;
use crate::cases::facts::CaseFacts;
use crate::clock::{Tz, day_on};
use crate::custom_fields::CustomFields;
use crate::customers::facts::CustomerFacts;
use crate::entity::{Entity, EntityDef, FieldDef, FieldType, Kind, Value};
use crate::follow_ups::facts::FollowUpFacts;
use crate::interactions::facts::InteractionFacts;
use crate::payments::facts::PaymentFacts;
use crate::sales::facts::SaleFacts;
use crate::settings::words::{OwnWords, Prefixes};
use crate::settings::{COUNTRY, SERIES_LANGUAGE, SETTINGS_ID, Settings, ZONE};
use crate::stock::facts::StockFacts;
use crate::{Error, Id, Result};
use chrono::{DateTime, NaiveDate, Utc};
use order::{Order, sort_key};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A field that is worked out from other records instead of being stored.
pub struct Computed {
    /// Its name, as in filters and files.
    pub name: &'static str,
    /// What it holds.
    pub ty: FieldType,
    /// A column of the standard list.
    pub listed: bool,
    /// Its value for a row of the table.
    pub get: fn(&Facts, u32) -> Value,
}

/// A field to read: stored in the record, or computed.
#[derive(Clone, Copy)]
pub enum Field {
    /// Stored.
    Stored(&'static FieldDef),
    /// Computed.
    Computed(&'static Computed),
}

impl Field {
    /// The field's name.
    pub fn name(self) -> &'static str {
        match self {
            Field::Stored(f) => f.name,
            Field::Computed(f) => f.name,
        }
    }

    /// What it holds.
    pub fn ty(self) -> FieldType {
        match self {
            Field::Stored(f) => f.ty,
            Field::Computed(f) => f.ty,
        }
    }

    /// The words of a choice.
    pub fn choices(self) -> &'static [&'static str] {
        match self {
            Field::Stored(f) => f.choices,
            Field::Computed(_) => &[],
        }
    }

    /// The kind a reference points to.
    pub fn ref_kind(self) -> Option<Kind> {
        match self {
            Field::Stored(f) => f.ref_kind,
            Field::Computed(_) => None,
        }
    }
}

/// The computed fields of a kind.
pub fn computed_fields(kind: Kind) -> &'static [Computed] {
    match kind {
        Kind::Customer => crate::customers::facts::COMPUTED,
        Kind::Campaign => crate::campaigns::facts::COMPUTED,
        Kind::Deal => crate::deals::facts::COMPUTED,
        Kind::Sale => crate::sales::chain::COMPUTED,
        Kind::Case => crate::cases::facts::COMPUTED,
        Kind::FollowUp => crate::follow_ups::facts::COMPUTED,
        _ => &[],
    }
}

/// Any declared field of a kind by name, stored or computed; [`Facts::field`] knows those
/// of the owner's own too.
pub fn field(kind: Kind, name: &str) -> Option<Field> {
    kind.def()
        .field(name)
        .map(Field::Stored)
        .or_else(|| computed_fields(kind).iter().find(|f| f.name == name).map(Field::Computed))
}

/// A record as it now is: its kind, identity, journal position and bytes (`None`
/// when it is gone).
pub type Now<'a> = (Kind, Id, u64, Option<&'a [u8]>);

/// Above this many changed rows it is quicker to sort a list anew when it is next
/// looked at than to move every row.
const RESORT_ABOVE: usize = 2_000;

/// The read model of one book.
pub struct Facts {
    tables: Vec<Table>,
    /// Per customer: totals and related rows.
    pub customers: CustomerFacts,
    /// Per sale and per line: columns.
    pub sales: SaleFacts,
    /// Per follow-up: columns.
    pub follow_ups: FollowUpFacts,
    /// Per interaction: its customer.
    pub interactions: InteractionFacts,
    /// Per campaign: its target list.
    pub campaigns: CampaignFacts,
    /// Per product: what is in stock.
    pub stock: StockFacts,
    /// Per customer: what they paid beyond their documents.
    pub payments: PaymentFacts,
    /// Per case: its customer and what was promised.
    pub cases: CaseFacts,
    /// The fields of the owner's own.
    pub custom: CustomFields,
    /// The operation up to which this model is complete.
    pub seq: u64,
    zone: Tz,
}

impl Default for Facts {
    fn default() -> Self {
        Self {
            tables: Kind::ALL.into_iter().map(Table::new).collect(),
            customers: CustomerFacts::default(),
            sales: SaleFacts::default(),
            follow_ups: FollowUpFacts::default(),
            interactions: InteractionFacts::default(),
            campaigns: CampaignFacts::default(),
            stock: StockFacts::default(),
            payments: PaymentFacts::default(),
            cases: CaseFacts::default(),
            custom: CustomFields::default(),
            seq: 0,
            zone: Tz::UTC,
        }
    }
}

impl Facts {
    /// The table of a kind.
    pub fn table(&self, kind: Kind) -> &Table {
        &self.tables[kind.place()]
    }

    pub(crate) fn table_mut(&mut self, kind: Kind) -> &mut Table {
        &mut self.tables[kind.place()]
    }

    /// Takes in the records of one operation.
    pub fn apply(&mut self, changes: &[Now<'_>]) {
        // Referenced kinds come first so that a sale finds the customer made in the same operation.
        let mut sorted: Vec<&Now<'_>> = changes.iter().collect();
        sorted.sort_by_key(|(kind, ..)| *kind);
        let mut touched = Touched::default();
        for (kind, id, position, bytes) in sorted {
            let row = self.table_mut(*kind).put(*id, *position, *bytes);
            self.refresh_search(*kind, row);
            touched.rows.push((*kind, row));
            self.derive(*kind, row, &mut touched);
        }
        if changes.iter().any(|(kind, ..)| *kind == Kind::CustomField) {
            self.refresh_custom();
        }
        self.finish(&touched);
    }

    /// Works out everything that depends on a row's record.
    fn derive(&mut self, kind: Kind, row: u32, touched: &mut Touched) {
        match kind {
            Kind::Customer => crate::customers::facts::derive(self, row),
            Kind::Sale => crate::sales::facts::derive(self, row, touched),
            Kind::FollowUp => crate::follow_ups::facts::derive(self, row, touched),
            Kind::Interaction => crate::interactions::facts::derive(self, row, touched),
            Kind::Case => crate::cases::facts::derive(self, row, touched),
            Kind::Target => crate::campaigns::facts::derive(self, row),
            Kind::Product => crate::stock::facts::derive_product(self, row),
            Kind::StockMovement => crate::stock::facts::derive(self, row, touched),
            Kind::Receipt => crate::payments::facts::derive(self, row, touched),
            Kind::Campaign | Kind::Settings | Kind::Series | Kind::View | Kind::Staff | Kind::CashEntry => {}
            Kind::Distinct | Kind::Deal | Kind::Track | Kind::CustomField => {}
            Kind::CallScript | Kind::FormTemplate => {}
        }
    }

    /// Totals and sort orders, once per operation however many rows it changed.
    fn finish(&mut self, touched: &Touched) {
        self.forget_orders_by(touched);
        for product in &touched.products {
            crate::stock::facts::recompute(self, *product);
        }
        for customer in &touched.customers {
            crate::customers::facts::recompute(self, *customer);
        }
        for kind in Kind::ALL {
            let mut rows: BTreeSet<u32> =
                touched.rows.iter().filter(|(k, _)| *k == kind).map(|(_, row)| *row).collect();
            if kind == Kind::Customer {
                rows.extend(&touched.customers);
            }
            if kind == Kind::Campaign
                && touched.rows.iter().any(|(k, _)| matches!(k, Kind::Target | Kind::Sale))
            {
                // A campaign's result hangs on many records; there are few campaigns.
                rows.extend(0..self.table(Kind::Campaign).len());
            }
            if !rows.is_empty() {
                self.refresh_orders(kind, &rows);
            }
        }
    }

    fn refresh_orders(&mut self, kind: Kind, rows: &BTreeSet<u32>) {
        let mut orders =
            std::mem::take(self.table_mut(kind).orders.get_mut().unwrap_or_else(|e| e.into_inner()));
        if rows.len() > RESORT_ABOVE {
            return;
        }
        let count = self.table(kind).len();
        for (name, order) in &mut orders {
            let Some(field) = self.field(kind, name) else { continue };
            Arc::make_mut(order).update(rows, count, |row| sort_key(&self.sorted_by(kind, row, field)));
        }
        *self.table_mut(kind).orders.get_mut().unwrap_or_else(|e| e.into_inner()) = orders;
    }

    fn refresh_search(&mut self, kind: Kind, row: u32) {
        let text = searched::text(&self.custom, kind, self.table(kind).bytes(row));
        self.table_mut(kind).search.set(row, &text);
    }

    /// The rows of a kind in ascending order of a field.
    pub fn order(&self, kind: Kind, field: Field) -> Arc<Order> {
        let table = self.table(kind);
        let lock = || table.orders.lock().unwrap_or_else(|e| e.into_inner());
        if let Some(order) = lock().get(field.name()) {
            return order.clone();
        }
        let order = Arc::new(Order::build(table.len(), |row| sort_key(&self.sorted_by(kind, row, field))));
        lock().insert(field.name(), order.clone());
        order
    }

    /// Gathers the words that a mistyped search needs, so that the first one is as quick as
    /// the others.
    pub fn warm_search(&self) {
        for table in &self.tables {
            table.search.gather_words();
        }
    }

    /// A field's value, stored or computed.
    pub fn value(&self, kind: Kind, row: u32, field: Field) -> Value {
        match field {
            Field::Stored(def) => self.table(kind).value(row, def),
            Field::Computed(def) => (def.get)(self, row),
        }
    }

    /// A field's value as lists and conditions compare it: what documents come to is compared
    /// in the book's currency, for 31,214 yen are less than 300 euro, and when something is due by the owner's
    /// wall, for what is agreed upon in another zone may be due on another day here.
    pub fn comparable(&self, kind: Kind, row: u32, field: Field) -> Value {
        match (kind, field) {
            (Kind::Sale, Field::Stored(def)) if def.name == "total" => Value::Int(self.sales.get(row).total),
            (Kind::Sale, Field::Stored(def)) if def.name == "net" => Value::Int(self.sales.get(row).net),
            (Kind::FollowUp, Field::Stored(def)) if matches!(def.name, "due_date" | "due_time") => {
                crate::follow_ups::facts::due_here(self, row, def)
            }
            _ => self.value(kind, row, field),
        }
    }

    /// A record by its identity; [`Error::NotFound`] when it is not in the book.
    pub fn get<E: Entity>(&self, id: Id) -> Result<E> {
        let table = self.table(E::KIND);
        let row = table.present(id).ok_or(Error::NotFound { kind: E::DEF.name, id })?;
        E::decode(id, table.bytes(row))
    }

    /// A record whose kind is known only at run time.
    pub fn get_any(&self, kind: Kind, id: Id) -> Result<Box<dyn crate::entity::AnyRecord>> {
        let table = self.table(kind);
        let def: &EntityDef = kind.def();
        let row = table.present(id).ok_or(Error::NotFound { kind: def.name, id })?;
        (def.decode)(id, table.bytes(row))
    }

    /// The business's settings.
    pub fn settings(&self) -> Settings {
        self.get(SETTINGS_ID).unwrap_or_else(|_| Settings::blank(SETTINGS_ID))
    }

    /// The business's country, without reading the rest of its settings.
    pub fn home_country(&self) -> &str {
        let table = self.table(Kind::Settings);
        table.present(SETTINGS_ID).map_or("", |row| table.text(row, COUNTRY))
    }

    /// What numbers of this book begin with, without reading the rest of its settings.
    pub(crate) fn prefixes(&self) -> &'static Prefixes {
        let table = self.table(Kind::Settings);
        let language = table.present(SETTINGS_ID).map_or("", |row| table.text(row, SERIES_LANGUAGE));
        &OwnWords::of(language).prefixes
    }

    /// The zone of the owner's wall: the one that the settings name, else this computer's.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// The day of a moment on the owner's wall.
    pub fn day_of(&self, moment: DateTime<Utc>) -> NaiveDate {
        day_on(moment, self.zone)
    }

    /// Takes the zone from the settings, or `here` where they name none. Returns the one they name.
    pub(crate) fn keep_zone(&mut self, here: Tz) -> Option<Tz> {
        let table = self.table(Kind::Settings);
        let named = table.present(SETTINGS_ID).and_then(|row| table.text(row, ZONE).parse().ok());
        let zone = named.unwrap_or(here);
        if zone != self.zone {
            self.zone = zone;
            let mut touched = Touched::default();
            crate::follow_ups::facts::move_home(self, &mut touched);
            self.finish(&touched);
        }
        named
    }

    /// What a record is called wherever another one refers to it.
    pub fn title(&self, kind: Kind, row: u32) -> String {
        let table = self.table(kind);
        match kind {
            Kind::Customer => crate::customers::name::display(table, row),
            Kind::Product | Kind::Case => table.text(row, 3).to_owned(),
            Kind::Sale => table.text(row, 1).to_owned(),
            Kind::FollowUp | Kind::Campaign | Kind::Series | Kind::Settings | Kind::View | Kind::Staff => {
                table.text(row, 1).to_owned()
            }
            Kind::Interaction => table.text(row, 6).lines().next().unwrap_or_default().to_owned(),
            Kind::StockMovement => {
                let product: Id = table.typed(row, 1);
                self.title_of(Kind::Product, product).unwrap_or_default()
            }
            Kind::Receipt => table.text(row, 1).to_owned(),
            Kind::CashEntry => table.text(row, 4).to_owned(),
            Kind::Target => {
                let customer: Id = table.typed(row, 2);
                self.title_of(Kind::Customer, customer).unwrap_or_default()
            }
            Kind::Distinct => crate::customers::duplicates::distinct::title(self, row),
            Kind::Deal | Kind::Track | Kind::CustomField | Kind::CallScript | Kind::FormTemplate => {
                table.text(row, 1).to_owned()
            }
        }
    }

    /// [`Facts::title`] by identity; `None` when the record is not in the book.
    pub fn title_of(&self, kind: Kind, id: Id) -> Option<String> {
        self.table(kind).present(id).map(|row| self.title(kind, row))
    }
}

/// The rows that an operation changed, and the customers whose totals it may change.
#[derive(Default)]
pub struct Touched {
    /// Rows of any kind whose place in the lists may be another one.
    pub rows: Vec<(Kind, u32)>,
    /// Rows of customers.
    pub customers: BTreeSet<u32>,
    /// Rows of products.
    pub products: BTreeSet<u32>,
}

#[cfg(test)]
mod tests;
