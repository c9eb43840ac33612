//! The order book: invoices with their payments, credit notes for returns, and
//! the quotes and orders still open.

use super::dice::Dice;
use super::goods::{Goods, Item};
use super::habits::Plan;
use super::mail::Campaigns;
use super::people::Person;
use super::{Maker, days_after, days_between, id_at};
use crate::sales::rates::Rules;
use crate::sales::{DocumentKind, Line, Payment, PaymentMethod, Sale, SaleStatus, totals};
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

/// The documents of some plans, in the order of their days.
pub(super) fn documents(
    dice: &mut Dice,
    plans: &[Plan],
    people: &[Person],
    goods: &Goods,
    campaigns: &Campaigns,
    maker: &Maker<'_>,
) -> Vec<Sale> {
    let mut documents = Vec::with_capacity(plans.len() + plans.len() / 20);
    for plan in plans {
        let person = plan.person.and_then(|index| people.get(index as usize));
        let mut sale = document(dice, plan.day, person, goods, maker);
        sale.campaign_id = plan.person.and_then(|index| campaigns.behind(index, plan.day, dice));
        let age = days_between(plan.day, maker.today);
        if person.is_some() && age < 60 && dice.chance(0.10) {
            sale.document_kind = match (dice.chance(0.6), age % 2) {
                (true, _) => DocumentKind::Quote,
                (false, 0) => DocumentKind::Delivery,
                (false, _) => DocumentKind::Order,
            };
            if sale.document_kind == DocumentKind::Delivery {
                sale.shipped_date = Some(sale.date);
            }
            documents.push(sale);
            continue;
        }
        if dice.chance(0.006) {
            sale.status = SaleStatus::Cancelled;
        } else if age < 4 && dice.chance(0.1) {
            sale.status = SaleStatus::Draft;
        } else {
            pay(&mut sale, dice, person, maker);
        }
        let credit = (sale.status == SaleStatus::Paid && dice.chance(0.03))
            .then(|| credit_note(&sale, dice, maker))
            .flatten();
        documents.push(sale);
        documents.extend(credit);
    }
    // A credit note comes days after its invoice and takes its number then.
    documents.sort_by_key(|sale| (sale.date, sale.meta.created_at, sale.meta.id));
    documents
}

fn document(
    dice: &mut Dice,
    day: NaiveDate,
    person: Option<&Person>,
    goods: &Goods,
    maker: &Maker<'_>,
) -> Sale {
    let mut sale = Sale {
        customer_id: person.map(|p| p.id),
        date: day,
        channel: dice.pick(&["shop", "shop", "shop", "phone", "web"]).into(),
        prices_include_tax: maker.settings.prices_include_tax,
        ..Sale::default()
    };
    sale.meta.created_at = maker.at(day, dice);
    sale.meta.id = id_at(sale.meta.created_at, dice);
    sale.meta.created_by = dice.pick(&["Mara", "Mara", "Jonas"]).into();
    let company = person.is_some_and(|p| p.company);
    if company && dice.chance(0.4) {
        sale.po_number = dice.digits("PO-#####");
    }
    let first = dice.weighted(goods.items.iter().map(|i| i.demand_in(day.month())));
    let mut chosen = vec![first];
    while chosen.len() < 7 && dice.chance(0.58) {
        // What goes with the first thing: its own kind, or something to care for it.
        let kind = goods.items[first].category;
        let next = dice.weighted(goods.items.iter().map(|item| {
            let near = if item.category == kind { 2.5 } else { 1.0 };
            let care = if item.category == "Care" && kind != "Gifts" { 2.0 } else { 1.0 };
            item.demand_in(day.month()) * near * care
        }));
        if !chosen.contains(&next) {
            chosen.push(next);
        }
    }
    sale.lines = chosen.iter().map(|index| line(dice, &goods.items[*index], day, company, maker)).collect();
    if sale.channel == "web" {
        sale.shipping = 590;
    }
    sale
}

fn line(dice: &mut Dice, item: &Item, day: NaiveDate, company: bool, maker: &Maker<'_>) -> Line {
    let quantity = match (item.category, item.unit) {
        ("Services", "km") => Decimal::from(dice.between(12, 90)),
        (_, "hour") => Decimal::new(i64::from(dice.between(2, 14)) * 5, 1),
        (_, "m²") => Decimal::new(i64::from(dice.between(6, 40)), 1),
        ("Chairs", _) => Decimal::from(if company { dice.between(2, 8) } else { dice.between(1, 4) }),
        ("Gifts" | "Care", _) => {
            Decimal::from(if company { dice.between(1, 10) } else { dice.between(1, 3) })
        }
        _ => Decimal::ONE,
    };
    Line {
        product_id: Some(item.id),
        sku: item.sku.clone(),
        description: item.name.into(),
        quantity,
        unit: item.unit.into(),
        unit_price: item.price_on(day, maker.today),
        discount: if dice.chance(0.05) { Decimal::from(dice.between(1, 2) * 5) } else { Decimal::ZERO },
        tax_rate: maker.tax_rate(),
        cost: Some(item.cost),
        ..Line::default()
    }
}

/// Over the counter it is paid at once; invoices within their term, a little
/// late, or not yet.
fn pay(sale: &mut Sale, dice: &mut Dice, person: Option<&Person>, maker: &Maker<'_>) {
    if totals::compute(sale, &Rules::of(&maker.settings)).is_err() {
        return;
    }
    let counter = person.is_none() || (sale.channel == "shop" && dice.chance(0.65));
    let (method, after) = if counter {
        (if dice.chance(0.4) { PaymentMethod::Cash } else { PaymentMethod::Card }, 0)
    } else if sale.channel == "web" {
        (PaymentMethod::Card, 0)
    } else {
        let term = person.and_then(|p| p.terms).unwrap_or(14);
        sale.due_date = Some(days_after(sale.date, term));
        let late = if dice.chance(0.18) { dice.between(1, 35) } else { 0 };
        (PaymentMethod::Transfer, dice.between(2, term.max(3)) + late)
    };
    if after == 0 {
        sale.due_date = Some(sale.date);
    }
    let paid_on = days_after(sale.date, after);
    // One invoice in twelve of the last half year is simply forgotten.
    let age = days_between(sale.date, maker.today);
    if paid_on > maker.today || (after > 0 && age < 180 && dice.chance(0.08)) {
        if age > 20 && dice.chance(0.2) {
            add_payment(sale, paid_on.min(maker.today), method, sale.total / 2, dice);
        }
        return;
    }
    let total = sale.total;
    add_payment(sale, paid_on, method, total, dice);
    sale.status = SaleStatus::Paid;
}

fn add_payment(sale: &mut Sale, date: NaiveDate, method: PaymentMethod, amount: i64, dice: &mut Dice) {
    let reference =
        if method == PaymentMethod::Transfer { dice.digits("SEPA ########") } else { String::new() };
    sale.payments.push(Payment { date, method, amount, reference, ..Payment::default() });
}

/// Takes one thing back; the money goes back the way it came.
fn credit_note(sale: &Sale, dice: &mut Dice, maker: &Maker<'_>) -> Option<Sale> {
    let date = super::people::weekday(days_after(sale.date, dice.between(3, 20)));
    let returned = sale.lines.iter().find(|line| line.unit == "piece")?;
    if date > maker.today {
        return None;
    }
    let mut credit = Sale {
        document_kind: DocumentKind::CreditNote,
        customer_id: sale.customer_id,
        date,
        due_date: Some(date),
        channel: sale.channel.clone(),
        prices_include_tax: sale.prices_include_tax,
        lines: vec![Line { quantity: -Decimal::ONE, ..returned.clone() }],
        ..Sale::default()
    };
    credit.meta.created_at = maker.at(date, dice);
    credit.meta.id = id_at(credit.meta.created_at, dice);
    credit.meta.created_by = sale.meta.created_by.clone();
    credit.meta.notes = dice
        .pick(&["Did not fit through the door.", "Colour darker than expected.", "Damaged on the way."])
        .into();
    totals::compute(&mut credit, &Rules::of(&maker.settings)).ok()?;
    let method = sale.payments.first().map_or(PaymentMethod::Transfer, |p| p.method);
    let total = credit.total;
    add_payment(&mut credit, date, method, total, dice);
    Some(credit)
}
