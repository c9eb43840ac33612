//! What was sold in a period, to whom, and how it compares with the one before.

use super::catalog::ReportParams;
use super::frame::{Frame, day_of, filled, period};
use super::steps::{Step, before, first_day, month_index, month_start, within};
use super::value::{Cell, Chart, ChartKind, Column, Kpi, Report, Series, Table};
use crate::Result;
use crate::customers::facts::day_number;
use crate::entity::Kind;
use crate::facts::Facts;
use crate::products::variants;
use crate::sales::facts::SaleRow;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use std::collections::BTreeMap;

const TOP: usize = 10;
const NO_ROW: u32 = u32::MAX;

/// Sums of some documents, in minor units without tax.
#[derive(Clone, Copy, Default)]
struct Sums {
    sales: i64,
    credits: i64,
    invoiced: i64,
    credited: i64,
}

impl Sums {
    fn add(&mut self, sale: &SaleRow) {
        if sale.invoice {
            self.sales += 1;
            self.invoiced += sale.net;
        } else {
            self.credits += 1;
            self.credited += sale.net;
        }
    }

    fn revenue(self) -> i64 {
        self.invoiced + self.credited
    }
}

/// The figures of one period.
#[derive(Default)]
struct Figures {
    sums: Sums,
    buyers: i64,
    new: i64,
}

/// The report for [`ReportParams::from`] to [`ReportParams::to`].
pub(super) fn build(facts: &Facts, frame: &Frame, params: &ReportParams) -> Result<Report> {
    let words = frame.labels;
    let (from, to) = period(params.from, params.to, first_day(facts, frame.today), frame.today)?;
    let now = figures(facts, from, to);
    let (before_from, before_to) = before(from, to);
    let then = figures(facts, before_from, before_to);

    let mut report = frame.report("sales_summary", words.sales_summary);
    report.period = Some((from, to));
    let kpi = |label: &str, value: Cell, then: Cell| Kpi {
        label: label.to_owned(),
        value,
        note: filled(words.before, &[&frame.text(&then)]),
    };
    let average = |f: &Figures| if f.sums.sales == 0 { Cell::Empty } else { frame.money(average(f.sums)) };
    report.kpis = vec![
        kpi(words.revenue_net, frame.money(now.sums.revenue()), frame.money(then.sums.revenue())),
        kpi(words.sales, Cell::Int(now.sums.sales), Cell::Int(then.sums.sales)),
        kpi(words.average_sale, average(&now), average(&then)),
        kpi(words.buyers, Cell::Int(now.buyers), Cell::Int(then.buyers)),
        kpi(words.new_customers, Cell::Int(now.new), Cell::Int(then.new)),
    ];
    if params.from.is_none() || then.sums.sales == 0 {
        // Before the first sale there was nothing to compare with.
        report.kpis.iter_mut().for_each(|kpi| kpi.note.clear());
    }
    report.charts.push(chart(facts, frame, from, to));
    report.tables = vec![
        by_month(facts, frame, from, to),
        top_customers(facts, frame, from, to),
        top_products(facts, frame, from, to),
    ];
    report.notes.push(words.net_note.to_owned());
    Ok(report)
}

/// The average sale, half a cent rounded up.
fn average(sums: Sums) -> i64 {
    (Decimal::from(sums.revenue()) / Decimal::from(sums.sales.max(1))).round().to_i64().unwrap_or_default()
}

fn figures(facts: &Facts, from: NaiveDate, to: NaiveDate) -> Figures {
    let mut figures = Figures::default();
    let mut bought = vec![false; facts.table(Kind::Customer).len() as usize];
    for (_, sale) in within(facts, from, to) {
        figures.sums.add(sale);
        if sale.invoice
            && let Some(bought) = bought.get_mut(sale.customer as usize)
        {
            *bought = true;
        }
    }
    let days = day_number(from)..=day_number(to);
    for (row, _) in bought.iter().enumerate().filter(|(_, yes)| **yes) {
        figures.buyers += 1;
        figures.new += i64::from(days.contains(&facts.customers.totals(row as u32).first));
    }
    figures
}

fn chart(facts: &Facts, frame: &Frame, from: NaiveDate, to: NaiveDate) -> Chart {
    let words = frame.labels;
    let step = Step::of(from, to);
    let (start, end) = (step.index(from), step.index(to));
    let mut amounts = vec![0_i64; (end - start + 1).max(0) as usize];
    for (_, sale) in within(facts, from, to) {
        if let Some(amount) = amounts.get_mut((step.index(day_of(sale.day)) - start) as usize) {
            *amount += sale.net;
        }
    }
    let labels: Vec<String> = (start..=end).map(|index| step.label(index, frame)).collect();
    let cells: Vec<Cell> = amounts.iter().map(|minor| frame.money(*minor)).collect();
    let strongest = (0..amounts.len()).max_by_key(|index| (amounts[*index], std::cmp::Reverse(*index)));
    let sentence = match strongest.filter(|index| amounts[*index] > 0) {
        Some(index) => filled(words.strongest, &[&labels[index], &frame.text(&cells[index])]),
        None => words.no_sales.to_owned(),
    };
    Chart {
        kind: ChartKind::Bar,
        title: match step {
            Step::Day => words.revenue_per_day,
            Step::Week => words.revenue_per_week,
            Step::Month => words.revenue_per_month,
            Step::Year => words.revenue_per_year,
        }
        .to_owned(),
        sentence,
        labels,
        series: vec![Series {
            label: words.revenue_net.to_owned(),
            values: amounts.iter().map(|minor| frame.major(*minor)).collect(),
            cells,
        }],
    }
}

fn by_month(facts: &Facts, frame: &Frame, from: NaiveDate, to: NaiveDate) -> Table {
    let words = frame.labels;
    let mut months: BTreeMap<i32, Sums> =
        (month_index(from)..=month_index(to)).map(|month| (month, Sums::default())).collect();
    let mut all = Sums::default();
    for (_, sale) in within(facts, from, to) {
        months.entry(month_index(day_of(sale.day))).or_default().add(sale);
        all.add(sale);
    }
    let row = |label: Cell, sums: &Sums| {
        vec![
            label,
            Cell::Int(sums.sales),
            Cell::Int(sums.credits),
            frame.money(sums.invoiced),
            frame.money(sums.credited),
            frame.money(sums.revenue()),
        ]
    };
    Table {
        title: words.by_month.to_owned(),
        columns: vec![
            Column::text(words.month, 1.4),
            Column::figure(words.sales, 1.0),
            Column::figure(words.credit_notes, 1.0),
            Column::figure(words.invoiced, 1.4),
            Column::figure(words.credited, 1.4),
            Column::figure(words.revenue_net, 1.5),
        ],
        rows: months
            .iter()
            .map(|(m, sums)| row(Cell::words(words.month_of(month_start(*m))), sums))
            .collect(),
        totals: Some(row(Cell::words(words.total), &all)),
    }
}

fn share(part: i64, all: i64) -> Cell {
    if all == 0 {
        return Cell::Empty;
    }
    Cell::Percent((Decimal::from(part) * Decimal::ONE_HUNDRED / Decimal::from(all)).round_dp(1))
}

fn top_customers(facts: &Facts, frame: &Frame, from: NaiveDate, to: NaiveDate) -> Table {
    let words = frame.labels;
    let mut sums = vec![Sums::default(); facts.table(Kind::Customer).len() as usize];
    let (mut counter, mut all) = (Sums::default(), Sums::default());
    for (_, sale) in within(facts, from, to) {
        all.add(sale);
        sums.get_mut(sale.customer as usize).unwrap_or(&mut counter).add(sale);
    }
    let mut order: Vec<u32> = (0..sums.len() as u32)
        .filter(|row| sums[*row as usize].sales + sums[*row as usize].credits > 0)
        .collect();
    order.sort_unstable_by_key(|row| (std::cmp::Reverse(sums[*row as usize].revenue()), *row));
    let line = |name: String, of: &Sums| {
        vec![
            Cell::words(name),
            Cell::Int(of.sales),
            frame.money(of.revenue()),
            share(of.revenue(), all.revenue()),
        ]
    };
    let mut rows: Vec<_> = order
        .iter()
        .take(TOP)
        .map(|row| line(facts.title(Kind::Customer, *row), &sums[*row as usize]))
        .collect();
    let mut others = Sums::default();
    for row in order.iter().skip(TOP) {
        let of = sums[*row as usize];
        others.sales += of.sales;
        others.credits += of.credits;
        others.invoiced += of.invoiced;
        others.credited += of.credited;
    }
    for (label, of) in [(words.other_customers, others), (words.counter, counter)] {
        if of.sales + of.credits > 0 {
            rows.push(line(label.to_owned(), &of));
        }
    }
    Table {
        title: words.top_customers.to_owned(),
        columns: vec![
            Column::text(words.customer, 3.0),
            Column::figure(words.sales, 1.0),
            Column::figure(words.revenue_net, 1.5),
            Column::figure(words.share, 1.0),
        ],
        rows,
        totals: Some(line(words.total.to_owned(), &all)),
    }
}

fn top_products(facts: &Facts, frame: &Frame, from: NaiveDate, to: NaiveDate) -> Table {
    let words = frame.labels;
    let products = facts.table(Kind::Product).len();
    let heads: Vec<u32> = (0..products).map(|row| variants::head(facts, row)).collect();
    let mut sums = vec![(0.0_f64, 0_i64); products as usize];
    let (mut nameless, mut shipping, mut all) = (0_i64, 0_i64, 0_i64);
    for (row, sale) in within(facts, from, to) {
        all += sale.net;
        shipping += sale.net;
        for line in facts.sales.lines(row) {
            shipping -= line.net;
            // The owner thinks of shirts; the margin by variant tells them apart.
            let product = if line.product == NO_ROW { NO_ROW } else { heads[line.product as usize] };
            match sums.get_mut(product as usize).filter(|_| product != NO_ROW) {
                Some((quantity, net)) => {
                    *quantity += line.quantity;
                    *net += line.net;
                }
                None => nameless += line.net,
            }
        }
    }
    let mut order: Vec<u32> = (0..sums.len() as u32).filter(|row| sums[*row as usize] != (0.0, 0)).collect();
    order.sort_unstable_by_key(|row| (std::cmp::Reverse(sums[*row as usize].1), *row));
    let line = |name: String, quantity: Cell, net: i64| {
        vec![Cell::words(name), quantity, frame.money(net), share(net, all)]
    };
    let amount = |quantity: f64| {
        Decimal::from_f64(quantity).map_or(Cell::Empty, |q| Cell::Decimal(q.round_dp(2).normalize()))
    };
    let mut rows: Vec<_> = order
        .iter()
        .take(TOP)
        .map(|row| {
            let (quantity, net) = sums[*row as usize];
            line(facts.title(Kind::Product, *row), amount(quantity), net)
        })
        .collect();
    let others: i64 = order.iter().skip(TOP).map(|row| sums[*row as usize].1).sum();
    for (label, net) in
        [(words.other_products, others), (words.no_product, nameless), (words.shipping, shipping)]
    {
        if net != 0 {
            rows.push(line(label.to_owned(), Cell::Empty, net));
        }
    }
    Table {
        title: words.top_products.to_owned(),
        columns: vec![
            Column::text(words.product, 3.0),
            Column::figure(words.quantity, 1.0),
            Column::figure(words.revenue_net, 1.5),
            Column::figure(words.share, 1.0),
        ],
        rows,
        totals: Some(line(words.total.to_owned(), Cell::Empty, all)),
    }
}
