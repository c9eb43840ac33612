//! A customer at a glance: how to reach them, what they bought in the last year, what is open.

use super::Customer;
use super::company::with_members;
use super::facts::day_number;
use super::occasions::{Occasion, next_birthday};
use super::reach::{Way, ways};
use crate::deals::{Deal, next};
use crate::entity::Kind;
use crate::facts::{Facts, State};
use crate::follow_ups::facts::NO_TIME;
use crate::sales::{STATUS, Sale, SaleStatus};
use crate::{Error, Id, Result};
use chrono::{Datelike, Months, NaiveDate};

/// Months of the small drawing, the current one included.
const MONTHS: u32 = 12;
/// Different things that are named.
const THINGS: usize = 8;
/// Invoices looked through for them; what was bought longer ago is not "lately".
const INVOICES: usize = 60;

/// One month of revenue.
#[derive(Clone, Debug, PartialEq)]
pub struct Month {
    /// Its first day.
    pub month: NaiveDate,
    /// Invoices less credit notes without tax, in minor units.
    pub revenue: i64,
}

/// Something the customer bought.
#[derive(Clone, Debug, PartialEq)]
pub struct Thing {
    /// As the newest invoice calls it.
    pub name: String,
    /// The product, where the line names one.
    pub product: Option<Id>,
    /// When it was bought last.
    pub day: NaiveDate,
}

/// What the page of a customer says above the timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Overview {
    /// Every way to reach them, the best first.
    pub ways: Vec<Way>,
    /// The last twelve months, the oldest first.
    pub months: Vec<Month>,
    /// Invoices in these months.
    pub invoices: usize,
    /// What they bought, the newest first.
    pub things: Vec<Thing>,
    /// Rows of the follow-ups to do, the earliest first.
    pub follow_ups: Vec<u32>,
    /// What is to be done next, with them or with the people of a company.
    pub next: Option<NextStep>,
    /// Rows of the cases to settle, those with the next promise first.
    pub cases: Vec<u32>,
    /// Rows of the documents that are not settled, the newest first.
    pub sales: Vec<u32>,
    /// Their next birthday.
    pub birthday: Option<Occasion>,
}

/// The earliest thing to do with a customer or their people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextStep {
    /// [`Kind::FollowUp`], or [`Kind::Deal`] for a deal's dated next step.
    pub kind: Kind,
    /// Row of it.
    pub row: u32,
    /// The day of the owner's wall on which it is due.
    pub day: NaiveDate,
    /// Row of the customer whose it is.
    pub whose: u32,
}

/// The earliest open follow-up of a customer and of everybody who belongs to them, or the next step of one of their deals
/// that comes before it; of several on a day the one with the earliest time.
fn next_step(facts: &Facts, row: u32) -> Option<NextStep> {
    let of = |whose: u32| facts.customers.follow_ups(whose).iter().map(move |item| (*item, whose));
    let members = with_members(facts, row);
    let open = members.iter().copied().flat_map(of).filter_map(|(item, whose)| {
        let columns = facts.follow_ups.get(item);
        columns.open.then_some((columns.due, columns.minute, false, item, whose))
    });
    let steps = next::until(facts, NaiveDate::MAX).into_iter().filter_map(|step| {
        let customer: Id = facts.table(Kind::Deal).typed(step.row, Deal::CUSTOMER);
        let whose = facts.table(Kind::Customer).present(customer).filter(|row| members.contains(row))?;
        Some((day_number(step.day), NO_TIME, true, step.row, whose))
    });
    let (day, _, of_deal, row, whose) = open.chain(steps).min()?;
    let kind = if of_deal { Kind::Deal } else { Kind::FollowUp };
    Some(NextStep { kind, row, day: NaiveDate::from_num_days_from_ce_opt(day)?, whose })
}

/// The overview of a customer on a day.
pub fn overview(facts: &Facts, id: Id, today: NaiveDate) -> Result<Overview> {
    let row = facts.table(Kind::Customer).present(id).ok_or(Error::NotFound { kind: "customer", id })?;
    let customer: Customer = facts.get(id)?;
    let live = |kind: Kind, row: &u32| matches!(facts.table(kind).state(*row), State::Live | State::Archived);
    let mut sales: Vec<u32> = facts.customers.sales(row).to_vec();
    sales.retain(|sale| live(Kind::Sale, sale));
    sales.sort_by_key(|sale| (std::cmp::Reverse(facts.sales.get(*sale).day), *sale));
    let (months, invoices) = last_year(facts, &sales, today);
    let mut follow_ups: Vec<(i32, u32)> = facts
        .customers
        .follow_ups(row)
        .iter()
        .filter(|item| live(Kind::FollowUp, item))
        .filter_map(|item| Some((facts.follow_ups.open_due(*item)?, *item)))
        .collect();
    follow_ups.sort_unstable();
    let mut cases: Vec<u32> = facts.customers.cases(row).to_vec();
    cases.retain(|case| facts.cases.get(*case).open);
    cases.sort_by_key(|case| {
        let promise = facts.cases.get(*case).promise;
        (promise.is_none(), promise.map(|promise| promise.by), *case)
    });
    let things = things(facts, &sales)?;
    let mut open = Vec::new();
    for sale in sales {
        let status: SaleStatus = facts.table(Kind::Sale).typed(sale, STATUS);
        if matches!(status, SaleStatus::Open | SaleStatus::Draft) {
            open.push(sale);
        }
    }
    Ok(Overview {
        ways: ways(&customer),
        months,
        invoices,
        things,
        follow_ups: follow_ups.into_iter().map(|(_, item)| item).collect(),
        next: next_step(facts, row),
        cases,
        sales: open,
        birthday: next_birthday(facts, row, today),
    })
}

fn last_year(facts: &Facts, sales: &[u32], today: NaiveDate) -> (Vec<Month>, usize) {
    let this = today.with_day(1).unwrap_or(today);
    let mut months: Vec<Month> = (0..MONTHS)
        .rev()
        .filter_map(|back| this.checked_sub_months(Months::new(back)))
        .map(|month| Month { month, revenue: 0 })
        .collect();
    let mut invoices = 0;
    let first = months.first().map_or(0, |month| day_number(month.month));
    for sale in sales.iter().map(|row| facts.sales.get(*row)).filter(|sale| sale.counts) {
        if sale.day < first || sale.day > day_number(today) {
            continue;
        }
        let at = months.partition_point(|month| day_number(month.month) <= sale.day);
        if let Some(month) = at.checked_sub(1).and_then(|at| months.get_mut(at)) {
            month.revenue += sale.net;
            invoices += usize::from(sale.invoice);
        }
    }
    (months, invoices)
}

fn things(facts: &Facts, newest_first: &[u32]) -> Result<Vec<Thing>> {
    let invoices = newest_first.iter().filter(|row| {
        let sale = facts.sales.get(**row);
        sale.counts && sale.invoice
    });
    let mut found: Vec<Thing> = Vec::new();
    for row in invoices.take(INVOICES) {
        let sale: Sale = facts.get(facts.table(Kind::Sale).id(*row))?;
        for line in sale.lines {
            let known = found.iter().any(|thing| match line.product_id {
                Some(_) => thing.product == line.product_id,
                None => thing.name == line.description,
            });
            if !known && !line.description.is_empty() {
                found.push(Thing { name: line.description, product: line.product_id, day: sale.date });
            }
            if found.len() == THINGS {
                return Ok(found);
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::tests::{by, shop};
    use crate::follow_ups::FollowUp;
    use crate::sales::{DocumentKind, Line};

    #[test]
    fn a_customer_at_a_glance_is_what_their_records_say() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home.path().join("shop"));
        let id = book.facts().table(Kind::Customer).id(0);
        let today: NaiveDate = "2026-03-02".parse().unwrap();
        let sell = |date: &str, kind: DocumentKind, status: SaleStatus, name: &str, price: i64| {
            let line = Line {
                description: name.into(),
                quantity: 1.into(),
                unit_price: price.into(),
                ..Line::default()
            };
            let mut sale = Sale {
                customer_id: Some(id),
                date: date.parse().unwrap(),
                document_kind: kind,
                status,
                lines: vec![line],
                ..Sale::default()
            };
            book.transact(&by(), "Sale", |tx| tx.save(&mut sale)).unwrap();
        };
        sell("2025-03-20", DocumentKind::Invoice, SaleStatus::Open, "Old stool", 10);
        sell("2025-04-01", DocumentKind::Invoice, SaleStatus::Open, "Chair", 100);
        sell("2026-03-01", DocumentKind::Invoice, SaleStatus::Open, "Chair", 50);
        sell("2026-03-01", DocumentKind::Quote, SaleStatus::Open, "Cupboard", 900);
        sell("2026-03-02", DocumentKind::Invoice, SaleStatus::Draft, "Draft", 7);
        for (subject, due) in [("later", "2026-04-01"), ("sooner", "2026-03-05")] {
            let mut item = FollowUp {
                subject: subject.into(),
                customer_id: Some(id),
                due_date: due.parse().unwrap(),
                ..FollowUp::default()
            };
            book.transact(&by(), "Plan", |tx| tx.save(&mut item)).unwrap();
        }
        let facts = book.facts();
        let seen = overview(&facts, id, today).unwrap();
        assert_eq!((seen.months.len(), seen.invoices), (12, 2), "the year ends with this month");
        assert_eq!(seen.months[0].month.to_string(), "2025-04-01");
        assert_eq!(
            (seen.months[0].revenue, seen.months[10].revenue, seen.months[11].revenue),
            (10_000, 0, 5_000),
            "quotes and drafts are no revenue"
        );
        let things: Vec<&str> = seen.things.iter().map(|thing| thing.name.as_str()).collect();
        assert_eq!(things, ["Chair", "Old stool"], "each thing once, the newest first");
        assert_eq!(seen.sales.len(), 5, "whatever is not settled is open");
        let table = facts.table(Kind::FollowUp);
        assert_eq!(
            seen.follow_ups.iter().map(|row| table.text(*row, 1)).collect::<Vec<_>>(),
            ["sooner", "later"]
        );
    }

    #[test]
    fn the_next_step_with_a_company_is_that_with_whom_of_its_people_it_comes_first() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home.path().join("shop"));
        let save =
            |mut customer: Customer| book.transact(&by(), "Save", |tx| tx.save(&mut customer)).unwrap().value;
        let acme = save(Customer {
            kind: crate::customers::CustomerKind::Company,
            company_name: "Acme".into(),
            ..Customer::default()
        });
        let anna =
            save(Customer { last_name: "Weber".into(), company_id: Some(acme), ..Customer::default() });
        let plan = |whose, due: &str| {
            let mut item = FollowUp {
                subject: "Call".into(),
                customer_id: Some(whose),
                due_date: due.parse().unwrap(),
                ..FollowUp::default()
            };
            book.transact(&by(), "Plan", |tx| tx.save(&mut item)).unwrap().value
        };
        let next = |whose| {
            let facts = book.facts();
            let next = overview(&facts, whose, book.today()).unwrap().next?;
            Some((facts.title(Kind::Customer, next.whose), next.day.to_string()))
        };
        assert_eq!(next(acme), None);
        plan(acme, "2026-03-09");
        assert_eq!(next(acme), Some(("Acme".into(), "2026-03-09".into())));
        let call = plan(anna, "2026-03-05");
        assert_eq!(
            next(acme),
            Some(("Weber".into(), "2026-03-05".into())),
            "whoever asks Acme asks its people"
        );
        assert_eq!(next(anna), Some(("Weber".into(), "2026-03-05".into())));
        let done = |tx: &mut crate::book::Tx<'_>| crate::follow_ups::complete::complete(tx, call, "");
        book.transact(&by(), "Done", done).unwrap();
        assert_eq!(next(anna), None, "what the company asks for is not asked of each of its people");
        assert_eq!(next(acme), Some(("Acme".into(), "2026-03-09".into())));
        let mut deal = Deal { title: "Desks".into(), customer_id: anna, ..Deal::default() };
        (deal.next_step, deal.next_step_on) = ("Send the plan".into(), "2026-03-04".parse().ok());
        book.transact(&by(), "Deal", |tx| tx.save(&mut deal)).unwrap();
        for whose in [anna, acme] {
            let step = Some(("Weber".into(), "2026-03-04".into()));
            assert_eq!(next(whose), step, "what is next in a deal is next with its customer");
        }
    }
}
