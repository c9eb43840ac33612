//! What products ask for after they were sold, and when: service at their interval, and a look before their warranty
//! ends.

use super::FollowUp;
use super::kept::made_of;
use crate::book::Tx;
use crate::products::Product;
use crate::reports::format::{Locale, day};
use crate::sales::Sale;
use crate::settings::words::OwnWords;
use crate::{Id, Result};
use chrono::{Datelike, Days, Months, NaiveDate};

/// So long before the warranty ends somebody should look whether all is well.
const BEFORE_WARRANTY_ENDS: Days = Days::new(30);

/// Something that a product asks for after it was sold.
pub(super) struct Wish {
    /// On which day.
    pub due: NaiveDate,
    /// What is to be done.
    pub subject: String,
    /// After how many months it comes again and again.
    pub every: Option<i64>,
}

/// What a product asks for after a sale; `language` is that of its words.
pub(super) fn wishes(language: &str, sale: &Sale, product: &Product) -> Vec<Wish> {
    let OwnWords { service, warranty_ends_on: warranty, .. } = OwnWords::of(language);
    let mut wishes = Vec::new();
    if let Some(months) = service_months(product) {
        let due = later(sale.date, months);
        wishes.push(Wish { due, subject: named(service, product), every: Some(months) });
    }
    if let Some(months) = warranty_months(product) {
        let ends = later(sale.date, months);
        let due = ends.checked_sub_days(BEFORE_WARRANTY_ENDS).unwrap_or(sale.date);
        let word = warranty.replace("{}", &day(ends, &Locale::for_language(language)));
        wishes.push(Wish { due, subject: named(&word, product), every: None });
    }
    wishes
}

/// What a product asks for after a sale of long ago that is due today or later. Service whose first day is over comes
/// on its next day where `is_last` says that nothing of the product was bought since.
pub(super) fn coming(
    language: &str,
    sale: &Sale,
    product: &Product,
    today: NaiveDate,
    mut is_last: impl FnMut() -> Result<bool>,
) -> Result<Vec<Wish>> {
    let mut asked = wishes(language, sale, product);
    for wish in asked.iter_mut().filter(|wish| wish.due < today) {
        if let Some(months) = wish.every
            && is_last()?
        {
            wish.due = next(sale.date, months, today);
        }
    }
    asked.retain(|wish| wish.due >= today);
    Ok(asked)
}

/// Plans what a product asks for; returns what that is.
pub(super) fn ask(
    tx: &mut Tx<'_>,
    sale: &Sale,
    (customer, product): (Id, &Product),
    wishes: Vec<Wish>,
) -> Result<Vec<Id>> {
    let mut planned = Vec::new();
    for Wish { due, subject, every } in wishes {
        let mut task = FollowUp {
            subject,
            customer_id: Some(customer),
            sale_id: Some(sale.meta.id),
            product_id: Some(product.meta.id),
            due_date: due,
            recurrence: every.map(|months| format!("FREQ=MONTHLY;INTERVAL={months}")).unwrap_or_default(),
            ..FollowUp::default()
        };
        planned.push(tx.save(&mut task)?);
    }
    Ok(planned)
}

fn service_months(product: &Product) -> Option<i64> {
    product.service_interval_months.filter(|months| (1..=600).contains(months))
}

fn warranty_months(product: &Product) -> Option<i64> {
    product.warranty_months.filter(|months| (2..=600).contains(months))
}

/// Whether a product asks for anything.
pub(super) fn asks(product: &Product) -> bool {
    service_months(product).is_some() || warranty_months(product).is_some()
}

/// How long a product asks for something.
#[derive(Clone, Copy, Default)]
pub(super) struct Lasting {
    /// Service, which comes again and again.
    service: bool,
    /// For so many months it is under warranty.
    warranty: Option<i64>,
}

impl Lasting {
    /// The longer of two.
    pub fn or(self, other: Self) -> Self {
        Self { service: self.service || other.service, warranty: self.warranty.max(other.warranty) }
    }

    /// Whether what was sold on a day still asks for something today.
    pub fn asks_on(self, sold: NaiveDate, today: NaiveDate) -> bool {
        self.service || self.warranty.is_some_and(|months| later(sold, months) >= today)
    }
}

/// How long a product, or one of its parts, asks for something.
pub(super) fn lasting(tx: &Tx<'_>, product: Id) -> Result<Lasting> {
    let mut longest = Lasting::default();
    for (id, _) in made_of(tx, Some(product))? {
        let product: Product = tx.get(id)?;
        let service = service_months(&product).is_some();
        longest = longest.or(Lasting { service, warranty: warranty_months(&product) });
    }
    Ok(longest)
}

pub(super) fn named(word: &str, product: &Product) -> String {
    format!("{word}: {}", product.name)
}

fn later(day: NaiveDate, months: i64) -> NaiveDate {
    day.checked_add_months(Months::new(u32::try_from(months).unwrap_or(0))).unwrap_or(day)
}

/// The first day from today on that is so many months after a day, once or several times.
pub(super) fn next(sold: NaiveDate, months: i64, today: NaiveDate) -> NaiveDate {
    let passed =
        i64::from(today.year() - sold.year()) * 12 + i64::from(today.month()) - i64::from(sold.month());
    let times = (passed / months).max(1);
    let first = later(sold, times * months);
    if first < today { later(sold, (times + 1) * months) } else { first }
}
