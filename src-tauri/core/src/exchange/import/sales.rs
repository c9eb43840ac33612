//! Rows that are sales: gathered into documents by their number, then built.
//!
//! The rows of one document need not stand together. A row without a number that
//! says neither date nor customer continues the document above it, as shops write
//! further lines. Without any number a row is a document of its own.

use super::ImportMet;
use super::customers::{Referred, text_of};
use super::draft::Draft;
use super::known::Known;
use super::met::{By, recognised};
use super::returns::{self, Returned, Told};
use super::sales_build::{self, Maker};
use super::sales_lines::{self, Goods, RowLine};
use super::{Done, Job, OnDuplicate};
use crate::Result;
use crate::book::Tx;
use crate::entity::{Kind, Value};
use crate::exchange::target::Special;
use crate::facts::text::fold;
use crate::facts::{Facts, State};
use crate::follow_ups::brought;
use crate::sales::rates::Rules;
use crate::sales::{DocumentKind, Sale};
use crate::say;
use crate::sentence::by_count;
use crate::{Error, Id};
use ahash::{AHashMap, AHashSet};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// A document as its rows tell it.
pub(super) struct Doc {
    /// The lines of the file it stands in.
    pub rows: Vec<u64>,
    /// Whether its rows say that it is a credit note, or what was given back without a word of the goods.
    pub credit: bool,
    /// What is said about the whole document, first come first taken.
    pub head: Draft,
    /// What each row says about one line.
    pub lines: Vec<RowLine>,
    /// What rows say the document, or their line, comes to.
    pub amounts: Vec<Decimal>,
}

impl Doc {
    /// The day of the document.
    pub fn day(&self) -> Option<NaiveDate> {
        self.head.day()
    }
}

pub(super) fn run(job: &mut Job<'_>, tx: &mut Tx<'_>) -> Result<()> {
    let mut docs = gather(job)?;
    drop_failed(job, &mut docs);
    let mut shelf = Shelf {
        customers: Known::of(tx.facts()),
        goods: Goods::of(tx.facts()),
        present: Present::of(tx.facts()),
        rules: Rules::of(&tx.facts().settings()),
        saved: Vec::new(),
        notes: AHashMap::new(),
    };
    let total = docs.len();
    for (index, doc) in docs.iter().enumerate() {
        if index % 64 == 0 {
            let rows = job.result.rows;
            let done = rows / 2 + rows * index as u64 / total.max(1) as u64 / 2;
            if !job.watch.step(done, rows) {
                return Err(Error::Cancelled);
            }
        }
        let outcome = save(job, tx, &mut shelf, doc);
        job.note(&doc.rows, outcome)?;
    }
    let planned = brought::plan(tx, &shelf.saved)?;
    job.made(Kind::FollowUp, planned);
    job.result.notices.extend(shelf.goods.finish(tx)?);
    if planned > 0 {
        job.result.notices.push(by_count(
            planned,
            say!("1 reminder of a service or the end of a warranty was planned."),
            say!("{} reminders of a service or the end of a warranty were planned.", planned),
        ));
    }
    Ok(())
}

/// What documents are compared with while they are built.
struct Shelf {
    customers: Known,
    goods: Goods,
    present: Present,
    rules: Rules,
    /// What was made or changed.
    saved: Vec<Id>,
    /// The credit notes that this import made from each invoice.
    notes: AHashMap<Id, Vec<Id>>,
}

impl Shelf {
    /// The credit notes made from an invoice, those of this import too.
    fn notes_of(&self, tx: &Tx<'_>, invoice: Id) -> Vec<Sale> {
        let facts = tx.facts();
        let table = facts.table(Kind::Sale);
        let there = facts.sales.made_from(invoice).iter().map(|row| table.id(*row));
        let ids = there.chain(self.notes.get(&invoice).into_iter().flatten().copied());
        let notes = ids.filter_map(|id| tx.get::<Sale>(id).ok());
        let kept =
            |note: &Sale| note.document_kind == DocumentKind::CreditNote && note.meta.trashed_at.is_none();
        notes.filter(kept).collect()
    }
}

fn gather(job: &mut Job<'_>) -> Result<Vec<Doc>> {
    let mut docs: Vec<Doc> = Vec::new();
    // The document of a number, and the credit note where it has the same number.
    let mut by_key: AHashMap<String, [Option<usize>; 2]> = AHashMap::new();
    job.each_row(|_, line, mut draft| {
        let row_line = sales_lines::take(&mut draft);
        let amount = draft.amount(Special::Amount);
        draft.special.retain(|(s, ..)| *s != Special::Amount);
        let key = number_of(&draft);
        let continues = key.is_empty() && draft.get("date").is_none() && draft.customer.is_none();
        let kind = draft.get("document_kind").map(Value::to_plain);
        let below = row_line.is_none() && amount.is_some_and(|amount| amount.is_sign_negative());
        let credit = kind.as_deref().map_or(below, |kind| kind == DocumentKind::CreditNote.word());
        let place = if key.is_empty() {
            if continues && !docs.is_empty() { Some(docs.len() - 1) } else { None }
        } else {
            let [sale, note] = by_key.get(&key).copied().unwrap_or_default();
            match (credit, kind.is_some()) {
                (true, _) => note,
                (false, true) => sale,
                (false, false) => sale.or(note),
            }
        };
        let index = place.unwrap_or_else(|| {
            docs.push(Doc {
                rows: Vec::new(),
                credit,
                head: Draft::default(),
                lines: Vec::new(),
                amounts: Vec::new(),
            });
            docs.len() - 1
        });
        if !key.is_empty() {
            by_key.entry(key).or_default()[usize::from(docs[index].credit)] = Some(index);
        }
        let doc = &mut docs[index];
        doc.rows.push(line);
        doc.amounts.extend(amount);
        doc.lines.extend(row_line);
        complete(&mut doc.head, draft);
        Ok(())
    })?;
    // What takes something back comes after what it takes it from, in whatever order they stand.
    let twice: AHashSet<usize> = by_key.into_values().filter_map(|[sale, note]| sale.and(note)).collect();
    let (mut first, mut then) = (Vec::new(), Vec::new());
    for (index, doc) in docs.into_iter().enumerate() {
        if twice.contains(&index) { then.push(doc) } else { first.push(doc) }
    }
    first.append(&mut then);
    Ok(first)
}

/// The number a document is known by.
fn number_of(draft: &Draft) -> String {
    let number = draft.text("number");
    fold(if number.is_empty() { draft.text("external_number") } else { number }.as_str())
}

/// Adds to the head what it does not say yet.
fn complete(head: &mut Draft, row: Draft) {
    for (field, value) in row.fields {
        if !head.fields.iter().any(|(f, _)| f.tag == field.tag) {
            head.fields.push((field, value));
        }
    }
    for (list, elements) in row.parts {
        if !head.parts.iter().any(|(l, _)| l.tag == list.tag) {
            head.parts.push((list, elements));
        }
    }
    for special in row.special {
        if !head.special.iter().any(|(s, ..)| *s == special.0) {
            head.special.push(special);
        }
    }
    if head.customer.is_none() {
        head.customer = row.customer;
    }
}

/// A document with a row that cannot be read is not brought in without that row.
fn drop_failed(job: &mut Job<'_>, docs: &mut Vec<Doc>) {
    if job.failed.is_empty() {
        return;
    }
    // The rows that failed are not in any document; the number they carry tells which they belong to.
    let Ok(mut rows) = job.analysis.source.rows() else { return };
    let mut broken: AHashSet<String> = AHashSet::new();
    let columns: Vec<usize> = (0..job.reading.columns.len())
        .filter(|i| {
            job.reading.columns[*i].as_ref().is_some_and(|c| {
                matches!(&c.place, crate::exchange::target::Place::Field(f) if matches!(f.name, "number" | "external_number"))
            })
        })
        .collect();
    let mut record = csv::StringRecord::new();
    while let Ok(Some(line)) = rows.next(&mut record) {
        if job.failed.contains(&line) {
            let cells = columns.iter().filter_map(|i| record.get(*i));
            broken.extend(
                cells.map(|c| fold(&crate::exchange::csv::source::clean(c))).filter(|c| !c.is_empty()),
            );
        }
    }
    let failed = &mut job.failed;
    docs.retain(|doc| {
        let whole = !broken.contains(&number_of(&doc.head))
            && !broken.contains(&fold(&doc.head.text("external_number")));
        if !whole {
            failed.extend(&doc.rows);
        }
        whole
    });
}

/// Saves a document with the customer and the products that it needs, wholly or not at all.
fn save(job: &mut Job<'_>, tx: &mut Tx<'_>, shelf: &mut Shelf, doc: &Doc) -> Result<Done> {
    let mut customer = Referred::find(&shelf.customers, doc.head.customer.as_deref())?;
    let mut missing = shelf.goods.missing(tx, doc);
    let maker = Maker {
        goods: &shelf.goods,
        missing: &missing,
        customer: customer.known(),
        rules: &shelf.rules,
        tells_paid: job.reading.has(Special::PaidOn),
    };
    let mut sale = sales_build::build(doc, None, &maker)?;
    let stranger = matches!(customer, Referred::New(_));
    let line = doc.rows.first().copied().unwrap_or_default();
    let mut back = Returned::default();
    let mut there: Option<Sale> = None;
    // Whether the document itself is written, or only what came back of the one that is there.
    let mut writes = true;
    let mut known = Vec::new();
    match (shelf.present.twin(&sale, stranger), job.on_duplicate) {
        (Some(id), way @ (OnDuplicate::Skip | OnDuplicate::Fill | OnDuplicate::Update)) => {
            let old: Sale = tx.get(id)?;
            known = shelf.notes_of(tx, id);
            let theirs = match &customer {
                Referred::Nobody => true,
                Referred::Known(id) => old.customer_id == Some(*id),
                Referred::New(_) => false,
            };
            let told = Told { theirs, update: way == OnDuplicate::Update };
            back = returns::look(&old, &known, doc, &sale, &maker, told)?;
            writes = way == OnDuplicate::Update && !back.only;
            if !writes && back.notes.is_empty() && back.refund.is_none() {
                job.meet(recognised(line, Kind::Sale, id, By::Document));
                return Ok(Done::Skipped);
            }
            sale = match writes {
                true => sales_build::build(back.rest.as_ref().unwrap_or(doc), Some(&old), &maker)?,
                false => old.clone(),
            };
            there = Some(old);
        }
        (twin, _) => {
            if twin.is_some() {
                sale.number.clear();
            }
            back.refund = sales_build::refund(&sale, doc, &shelf.rules)?;
        }
    }
    let mut notes: Vec<Id> = Vec::new();
    let taken = tx.attempt(|tx| {
        if writes {
            sale.customer_id = customer.stage(tx)?.or(sale.customer_id);
        }
        missing.stage(tx, std::iter::once(&mut sale).chain(&mut back.notes))?;
        if writes {
            sale.returns_goods |= there.is_none() && sales_build::brings_goods(&sale, doc);
            tx.save(&mut sale)?;
        }
        let invoice = sale.document_kind == DocumentKind::Invoice;
        for note in &mut back.notes {
            returns::settle(note, &sale, &known, doc, &shelf.rules)?;
            known.push(note.clone());
        }
        for note in back.notes.iter_mut().chain(&mut back.refund) {
            note.customer_id = sale.customer_id;
            note.from_id = invoice.then_some(sale.meta.id);
            tx.save(note)?;
            notes.push(note.meta.id);
        }
        let Some(old) = &there else { return Ok(Some(Done::Created)) };
        let mut unsaved = sale.clone();
        unsaved.meta.updated_at = old.meta.updated_at;
        let made = (!notes.is_empty()).then_some(Done::Created);
        Ok(if unsaved != *old { Some(Done::Updated) } else { made })
    })?;
    if let Some(old) = &there {
        let met = recognised(line, Kind::Sale, old.meta.id, By::Document);
        job.meet(ImportMet { changed: taken.is_some(), ..met });
    }
    let Some(done) = taken else { return Ok(Done::Skipped) };
    if writes {
        customer.taken(job, &mut shelf.customers);
    }
    let made = shelf.goods.taken(doc, missing);
    job.made(Kind::Product, made);
    let itself = there.is_some() && matches!(done, Done::Created);
    job.made(Kind::Sale, (notes.len() - usize::from(itself)) as u64);
    if writes {
        shelf.present.note_new(&sale);
        shelf.saved.push(sale.meta.id);
    }
    if !notes.is_empty() {
        shelf.saved.extend(&notes);
        shelf.notes.entry(sale.meta.id).or_default().append(&mut notes);
    }
    Ok(done)
}

/// The sales of the book, by what they are recognised by.
#[derive(Default)]
pub(super) struct Present {
    by_external: AHashMap<String, Id>,
    by_number: AHashMap<String, Id>,
    /// Sales without a number of another program: how many there are of each day,
    /// customer and total, so that two equal purchases in one file stay two.
    plain: AHashMap<(NaiveDate, Id, i64), Vec<Id>>,
}

impl Present {
    fn of(facts: &Facts) -> Self {
        let mut present = Self::default();
        let table = facts.table(Kind::Sale);
        for row in table.present_rows().filter(|row| table.state(*row) != State::Trashed) {
            let id = table.id(row);
            let external = text_of(table, row, "external_number");
            if !external.is_empty() {
                present.by_external.insert(fold(external), id);
            } else if let Ok(sale) = facts.get::<Sale>(id) {
                let key = (sale.date, sale.customer_id.unwrap_or_default(), sale.total);
                present.plain.entry(key).or_default().push(id);
            }
            present.by_number.insert(fold(text_of(table, row, "number")), id);
        }
        present
    }

    /// The document that `sale` is already. `stranger`: its customer is not in the book.
    fn twin(&mut self, sale: &Sale, stranger: bool) -> Option<Id> {
        if !sale.external_number.is_empty() {
            return self.by_external.get(&fold(&sale.external_number)).copied();
        }
        if !sale.number.is_empty() {
            return self.by_number.get(&fold(&sale.number)).copied();
        }
        if stranger {
            return None;
        }
        let key = (sale.date, sale.customer_id.unwrap_or_default(), sale.total);
        self.plain.get_mut(&key).and_then(Vec::pop)
    }

    fn note_new(&mut self, sale: &Sale) {
        self.by_number.insert(fold(&sale.number), sale.meta.id);
        if !sale.external_number.is_empty() {
            self.by_external.insert(fold(&sale.external_number), sale.meta.id);
        }
    }
}
