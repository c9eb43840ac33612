//! A believable shop to try the program with: Linden Workshop builds, restores and
//! repairs furniture. Everything follows from the seed, the book's clock and its language,
//! so two runs give the same records.

mod care;
mod cases;
mod dice;
mod german;
mod goods;
mod habits;
mod hours;
mod language;
mod leads;
mod mail;
mod names;
mod people;
mod pipeline;
mod places;
mod stock;
mod trade;
mod trash;

use crate::book::{Book, By, Tx, Unwatched};
use crate::entity::AnyRecord;
use crate::say;
use crate::settings::Settings;
use crate::store::Watch;
use crate::{Error, Id, Result, Sentence};
use chrono::{DateTime, Days, NaiveDate, Utc};
use chrono_tz::Tz;
use dice::Dice;
use language::Language;
use rust_decimal::Decimal;

/// How large the shop is.
#[derive(Clone, Debug)]
pub struct DemoOptions {
    /// Customers, 1 to 200,000, contact persons of companies among them.
    pub customers: u32,
    /// Years the shop has been in business, 1 to 30.
    pub years: u32,
    /// The seed; another one gives another shop.
    pub seed: u64,
    /// Lines on all documents per customer, about.
    pub lines_per_customer: u32,
}

impl Default for DemoOptions {
    fn default() -> Self {
        Self { customers: 500, years: 3, seed: 1, lines_per_customer: 10 }
    }
}

/// Records per operation; a large shop is filled by several so that none of them
/// has to be held in memory whole.
const BATCH: usize = 20_000;

/// What every part of the shop is made with.
struct Maker<'a> {
    book: &'a Book,
    by: &'a By,
    watch: &'a dyn Watch,
    settings: Settings,
    language: Language,
    options: DemoOptions,
    today: NaiveDate,
    zone: Tz,
    opened: NaiveDate,
    done: u64,
    total: u64,
    operations: Vec<Id>,
}

/// What a book with the shop is called in a language.
pub fn name(language: &str) -> &'static str {
    Language::of(language).say("Linden Workshop (demo)")
}

/// Fills a book with a shop. `watch` sees the records done and may cancel, which
/// takes back what was filled in so far.
pub fn fill(book: &Book, by: &By, options: &DemoOptions, watch: &dyn Watch) -> Result<()> {
    if !(1..=200_000).contains(&options.customers) || !(1..=30).contains(&options.years) {
        return Err(Error::Conflict(say!(
            "A demo shop has between 1 and 200,000 customers and between 1 and 30 years. Choose numbers in that range."
        )));
    }
    let today = book.today();
    let settings = book.facts().settings();
    let mut maker = Maker {
        book,
        by,
        watch,
        language: Language::of(&settings.language),
        settings,
        options: options.clone(),
        today,
        zone: book.zone(),
        opened: today.checked_sub_days(Days::new(u64::from(options.years) * 365)).unwrap_or(today),
        done: 0,
        total: u64::from(options.customers) * (u64::from(options.lines_per_customer) / 2 + 3),
        operations: Vec::new(),
    };
    let result = maker.fill();
    if result.is_err() {
        for op in maker.operations.iter().rev() {
            book.undo(by, Some(*op), &Unwatched)?;
        }
    }
    result
}

impl Maker<'_> {
    fn fill(&mut self) -> Result<()> {
        let mut dice = Dice::new(self.options.seed);
        self.shop()?;
        let mut goods = goods::catalogue(&mut dice, self.tax_rate());
        self.save(&say!("Price list"), &mut goods.records)?;
        let mut crowd = people::crowd(&mut dice, self);
        leads::spread(&mut crowd, self);
        self.save(&say!("Customers from the card index"), &mut crowd.records)?;
        crowd.records = Vec::new();
        let plans = habits::plan(&mut dice, &crowd.people, self);
        let mut campaigns = mail::campaigns(&mut dice, &crowd.people, &plans, self);
        self.save(&say!("Mailings"), &mut campaigns.records)?;
        self.save(&say!("Mailing lists"), &mut campaigns.targets)?;
        for part in plans.chunks(BATCH) {
            let mut sales = trade::documents(&mut dice, part, &crowd.people, &goods, &campaigns, self);
            self.save(&say!("Sales from the order book"), &mut sales)?;
        }
        let people = &crowd.people;
        let shelves = self
            .book
            .transact(self.by, say!("Goods from the workshop"), |tx| stock::fill(tx, &goods, people, self))?;
        self.operations.extend(shelves.op);
        let mut deals = pipeline::deals(&crowd.people, &goods, self);
        self.save(&say!("Deals"), &mut deals)?;
        let mut track = [pipeline::track(self)];
        self.save(&say!("Track for new customers"), &mut track)?;
        let mut desk = cases::desk(&crowd.people, &goods, self);
        self.save(&say!("Cases"), &mut desk.cases)?;
        let tasks = care::follow_ups(&mut dice, &crowd.people, self);
        let mut tasks = leads::without_quiet(tasks, &crowd.people, |task| task.customer_id);
        tasks.extend(pipeline::tasks(&track[0], &deals, &crowd.people, self));
        tasks.append(&mut desk.tasks);
        pipeline::remind(&mut tasks, self);
        self.save(&say!("Follow-ups"), &mut tasks)?;
        let mut talks = care::interactions(&mut dice, &crowd.people, self);
        talks.append(&mut desk.talks);
        self.save(&say!("Notes of calls and visits"), &mut talks)?;
        let mut old = trash::old_things(&mut dice, self);
        self.save(&say!("Tidying up"), &mut old)
    }

    /// Gives the shop what its letterhead needs, where the owner has said nothing yet.
    fn shop(&mut self) -> Result<()> {
        let mut settings = self.settings.clone();
        let fill = |field: &mut String, text: &str| {
            if field.is_empty() {
                *field = text.to_owned();
            }
        };
        fill(&mut settings.address, "Lindenallee 12\n10115 Berlin");
        fill(&mut settings.email, self.language.say("hello@linden-workshop.example"));
        fill(&mut settings.phone, "+49 30 23125 010");
        fill(&mut settings.tax_number, "DE000000000");
        if settings.default_tax_rate.is_zero() {
            settings.default_tax_rate = usual_tax(&settings.country);
        }
        stock::letterhead(&mut settings, self.language);
        pipeline::stages(&mut settings, self.language);
        if settings == self.settings {
            return Ok(());
        }
        self.settings = settings.clone();
        self.operation(&say!("Letterhead"), |tx| tx.save(&mut settings).map(|_| ()))
    }

    /// A moment of a day during opening hours.
    fn at(&self, day: NaiveDate, dice: &mut Dice) -> DateTime<Utc> {
        hours::open(day, dice.below(hours::MINUTES), self.zone)
    }

    fn tax_rate(&self) -> Decimal {
        self.settings.default_tax_rate
    }

    /// Saves records in operations of [`BATCH`].
    fn save<R: AnyRecord>(&mut self, label: &Sentence, records: &mut [R]) -> Result<()> {
        for part in records.chunks_mut(BATCH) {
            let (watch, language, done, total) = (self.watch, self.language, self.done, self.total);
            let count = part.len() as u64;
            self.operation(label, |tx| {
                for (index, record) in part.iter_mut().enumerate() {
                    if index % 500 == 0 && !watch.step((done + index as u64).min(total), total) {
                        return Err(Error::Cancelled);
                    }
                    language.translate(record)?;
                    tx.save_any(record)?;
                }
                Ok(())
            })?;
            self.done += count;
        }
        Ok(())
    }

    fn operation(&mut self, label: &Sentence, work: impl FnOnce(&mut Tx<'_>) -> Result<()>) -> Result<()> {
        let done = self.book.transact(self.by, label, work)?;
        self.operations.extend(done.op);
        Ok(())
    }
}

/// The usual rate of value added tax in percent.
fn usual_tax(country: &str) -> Decimal {
    match country {
        "DE" => Decimal::from(19),
        "CH" => Decimal::new(81, 1),
        "US" | "" => Decimal::ZERO,
        "ES" => Decimal::from(21),
        "IT" => Decimal::from(22),
        "PL" | "IE" => Decimal::from(23),
        "IN" => Decimal::from(18),
        _ => Decimal::from(20),
    }
}

/// The identity of a record that came into being at that moment.
fn id_at(at: DateTime<Utc>, dice: &mut Dice) -> Id {
    Id::from_parts(at.timestamp_millis().max(0) as u64, dice.bytes())
}

/// A day so many days before another.
fn days_before(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_sub_days(Days::new(days.into())).unwrap_or(day)
}

/// A day so many days after another.
fn days_after(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_add_days(Days::new(days.into())).unwrap_or(day)
}

/// Whole days from one day to a later one; 0 when it is earlier.
fn days_between(from: NaiveDate, to: NaiveDate) -> u32 {
    (to - from).num_days().clamp(0, i64::from(u32::MAX)) as u32
}

#[cfg(test)]
pub(crate) mod tests;
