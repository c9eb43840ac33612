//! Who bought for the first time and who came again, step by step.

use super::catalog::ReportParams;
use super::frame::{Frame, filled, period};
use super::insight_words::InsightWords;
use super::steps::{Step, before, first_day, within};
use super::value::{Cell, Chart, ChartKind, Column, Kpi, Report, Series, Table};
use crate::Result;
use crate::customers::facts::day_number;
use crate::entity::Kind;
use crate::facts::Facts;
use ahash::AHashSet;
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// What the new and the returning did in some days; money in minor units without tax.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Side {
    people: i64,
    revenue: i64,
}

/// Both kinds of buyers.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Both {
    new: Side,
    returning: Side,
}

impl Both {
    fn side(&mut self, new: bool) -> &mut Side {
        if new { &mut self.new } else { &mut self.returning }
    }

    fn buyers(self) -> i64 {
        self.new.people + self.returning.people
    }

    /// The part of the revenue that the returning brought.
    fn share(self) -> Cell {
        let all = self.new.revenue + self.returning.revenue;
        if all <= 0 {
            return Cell::Empty;
        }
        let part = Decimal::from(self.returning.revenue.max(0)) * Decimal::ONE_HUNDRED / Decimal::from(all);
        Cell::Percent(part.round_dp(1))
    }
}

/// A whole period: everybody once. Who came for the first time and then again is both.
struct Whole {
    buyers: i64,
    /// Revenue is split by the day: what was bought on the first day ever is that of the new.
    both: Both,
}

fn whole(facts: &Facts, from: NaiveDate, to: NaiveDate) -> Whole {
    let people = facts.table(Kind::Customer).len();
    let (mut new, mut again) = (AHashSet::new(), AHashSet::new());
    let mut both = Both::default();
    for (_, sale) in within(facts, from, to).filter(|(_, sale)| sale.customer < people) {
        let first = facts.customers.totals(sale.customer).first;
        let is_new = sale.day <= first;
        both.side(is_new).revenue += sale.net;
        if sale.invoice {
            if is_new { &mut new } else { &mut again }.insert(sale.customer);
        }
    }
    (both.new.people, both.returning.people) = (new.len() as i64, again.len() as i64);
    Whole { buyers: new.union(&again).count() as i64, both }
}

/// The sums of steps `0..count`, and what was sold to nobody by name. Somebody is new in the step of
/// their first invoice ever, and returning in every later one.
fn sums(
    facts: &Facts,
    (from, to): (NaiveDate, NaiveDate),
    count: usize,
    step_of: impl Fn(i32) -> usize,
) -> (Vec<Both>, i64) {
    let people = facts.table(Kind::Customer).len() as usize;
    let mut seen = AHashSet::new();
    let mut all = vec![Both::default(); count];
    let mut counter = 0;
    let first_step = |customer: u32| {
        let first = facts.customers.totals(customer).first;
        (day_number(from)..=day_number(to)).contains(&first).then(|| step_of(first))
    };
    for (_, sale) in within(facts, from, to) {
        if sale.customer as usize >= people {
            counter += sale.net;
            continue;
        }
        let step = step_of(sale.day);
        let side = all[step].side(first_step(sale.customer) == Some(step));
        side.revenue += sale.net;
        if sale.invoice && seen.insert((sale.customer, step)) {
            side.people += 1;
        }
    }
    (all, counter)
}

/// The report for [`ReportParams::from`] to [`ReportParams::to`].
pub(super) fn build(facts: &Facts, frame: &Frame, params: &ReportParams) -> Result<Report> {
    let words = InsightWords::of(&frame.settings.language);
    let (from, to) = period(params.from, params.to, first_day(facts, frame.today), frame.today)?;
    let step = Step::of(from, to);
    let start = step.index(from);
    let count = (step.index(to) - start + 1).max(1) as usize;
    let index = |day: i32| (step.index(super::frame::day_of(day)) - start) as usize;
    let (steps, counter) = sums(facts, (from, to), count, index);
    let labels: Vec<String> = (0..count).map(|at| step.label(start + at as i32, frame)).collect();
    let (before_from, before_to) = before(from, to);
    let (now, then) = (whole(facts, from, to), whole(facts, before_from, before_to));

    let mut report = frame.report("new_and_returning", words.new_and_returning);
    report.period = Some((from, to));
    let compared = params.from.is_some() && then.buyers > 0;
    let kpi = |label: &str, value: Cell, then: Cell| Kpi {
        label: label.to_owned(),
        note: if compared && then != Cell::Empty {
            filled(frame.labels.before, &[&frame.text(&then)])
        } else {
            String::new()
        },
        value,
    };
    report.kpis = vec![
        kpi(words.buyers, Cell::Int(now.buyers), Cell::Int(then.buyers)),
        kpi(words.new, Cell::Int(now.both.new.people), Cell::Int(then.both.new.people)),
        kpi(words.came_again, Cell::Int(now.both.returning.people), Cell::Int(then.both.returning.people)),
        kpi(words.share, now.both.share(), then.both.share()),
    ];
    report.charts.push(chart(words, &steps, &labels));
    report.tables.push(table(words, frame, &steps, &labels));
    report.notes.push(words.distinct_note.to_owned());
    if counter != 0 {
        report.notes.push(filled(words.counter_note, &[&frame.text(&frame.money(counter))]));
    }
    report.notes.push(frame.labels.net_note.to_owned());
    Ok(report)
}

fn chart(words: &InsightWords, steps: &[Both], labels: &[String]) -> Chart {
    let most = (0..steps.len()).max_by_key(|at| (steps[*at].new.people, std::cmp::Reverse(*at)));
    let series = |label: &str, of: fn(&Both) -> i64| Series {
        label: label.to_owned(),
        values: steps.iter().map(|both| of(both) as f64).collect(),
        cells: steps.iter().map(|both| Cell::Int(of(both))).collect(),
    };
    Chart {
        kind: ChartKind::Bar,
        title: words.new_and_returning.to_owned(),
        sentence: match most.filter(|at| steps[*at].new.people > 0) {
            Some(at) => filled(words.most_new, &[&labels[at], &steps[at].new.people.to_string()]),
            None if steps.iter().all(|both| both.buyers() == 0) => words.nobody.to_owned(),
            None => String::new(),
        },
        labels: labels.to_vec(),
        series: vec![
            series(words.new, |both| both.new.people),
            series(words.returning, |both| both.returning.people),
        ],
    }
}

fn table(words: &InsightWords, frame: &Frame, steps: &[Both], labels: &[String]) -> Table {
    let row = |(both, label): (&Both, &String)| {
        vec![
            Cell::words(label),
            Cell::Int(both.new.people),
            Cell::Int(both.returning.people),
            frame.money(both.new.revenue),
            frame.money(both.returning.revenue),
            both.share(),
        ]
    };
    let mut sum = Both::default();
    for both in steps {
        sum.new.revenue += both.new.revenue;
        sum.returning.revenue += both.returning.revenue;
        sum.new.people += both.new.people;
    }
    Table {
        title: words.by_period.to_owned(),
        columns: vec![
            Column::text(words.period, 1.2),
            Column::figure(words.new, 1.0),
            Column::figure(words.returning, 1.0),
            Column::figure(words.revenue_new, 1.3),
            Column::figure(words.revenue_returning, 1.3),
            Column::figure(words.share, 1.0),
        ],
        rows: steps.iter().zip(labels).map(row).collect(),
        // Nobody can add up people who come in several months, so that sum stays empty.
        totals: Some(vec![
            Cell::words(frame.labels.total),
            Cell::Int(sum.new.people),
            Cell::Empty,
            frame.money(sum.new.revenue),
            frame.money(sum.returning.revenue),
            sum.share(),
        ]),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{day, figure, made};
    use super::*;
    use crate::book::Book;
    use crate::book::tests::{blank, by};
    use crate::customers::Customer;
    use crate::sales::Sale;
    use crate::sales::tests::line;

    fn sell(book: &Book, who: Option<crate::Id>, on: &str, price: i64) {
        let mut sale = Sale {
            customer_id: who,
            date: on.parse().unwrap(),
            lines: vec![line(1, price)],
            ..Sale::default()
        };
        book.transact(&by(), "Sale", |tx| tx.save(&mut sale)).unwrap();
    }

    #[test]
    fn somebody_is_new_once_and_returns_in_every_later_month() {
        let home = tempfile::tempdir().unwrap();
        let (book, _) = blank(&home.path().join("shop"));
        let make = |name: &str| {
            let mut customer = Customer { last_name: name.into(), ..Customer::default() };
            book.transact(&by(), "Customer", |tx| tx.save(&mut customer)).unwrap().value
        };
        let (old, new) = (make("Old"), make("New"));
        for (who, on, price) in [
            (Some(old), "2025-03-01", 10),
            (Some(old), "2026-01-05", 20),
            (Some(old), "2026-02-05", 40),
            (Some(new), "2026-02-01", 100),
            (Some(new), "2026-02-28", 200),
            (Some(new), "2026-05-03", 400),
            (None, "2026-02-03", 7),
        ] {
            sell(&book, who, on, price);
        }
        let params =
            ReportParams { from: day("2026-01-01"), to: day("2026-06-30"), ..ReportParams::default() };
        let report = made(&book, "new_and_returning", &params);
        let people: Vec<(i64, i64)> =
            report.tables[0].rows.iter().map(|row| (figure(&row[1]), figure(&row[2]))).collect();
        assert_eq!(people, [(0, 1), (1, 1), (0, 0), (0, 0), (0, 1), (0, 0)]);
        let kpis: Vec<i64> = report.kpis.iter().take(3).map(|kpi| figure(&kpi.value)).collect();
        assert_eq!(
            kpis,
            [2, 1, 2],
            "over the whole time everybody counts once, and who came again came again"
        );
        let february = &report.tables[0].rows[1];
        assert_eq!(
            (figure(&february[3]), figure(&february[4])),
            (30_000, 4_000),
            "what somebody buys in the month of their first purchase is the revenue of the new"
        );
        assert_eq!(report.notes.len(), 3, "sales to nobody are told of rather than lost in a sum");
        let values: Vec<f64> = report.charts[0].series[1].values.clone();
        assert_eq!(values, [1.0, 1.0, 0.0, 0.0, 1.0, 0.0], "the drawing says what the table says");
    }

    #[test]
    fn a_book_without_sales_says_that_nobody_bought() {
        let home = tempfile::tempdir().unwrap();
        let (book, _) = blank(&home.path().join("shop"));
        let report = made(&book, "new_and_returning", &ReportParams::default());
        assert_eq!(figure(&report.kpis[0].value), 0);
        assert_eq!(report.charts[0].sentence, "Nobody bought in this period.");
    }
}
