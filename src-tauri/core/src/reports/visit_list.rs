//! Whom to visit around a place, in the order in which it is worth most: with where, whom to
//! ring, why, and room for what came of it.

use super::catalog::ReportParams;
use super::frame::{Frame, filled, phone};
use super::value::{Cell, Column, Report, Table};
use crate::customers::Customer;
use crate::entity::Kind;
use crate::facts::Facts;
use crate::filter::parse;
use crate::nearby::{self, Near, Search};
use crate::{Result, Sentence};
use rust_decimal::Decimal;

/// So far around, in kilometres, unless somebody says otherwise.
pub(super) const USUAL_KM: f64 = 50.0;

/// Visits on the list at the most.
const MOST: usize = 100;

/// What only this report says.
struct Words {
    title: &'static str,
    around: &'static str,
    within: &'static str,
    address: &'static str,
    why: &'static str,
    notes: &'static str,
    overdue: &'static str,
    bought: &'static str,
    unknown_one: &'static str,
    unknown: &'static str,
    about: &'static str,
}

const ENGLISH: Words = Words {
    title: "Visits nearby",
    around: "Around {}",
    within: "Within {} km",
    address: "Where",
    why: "Why",
    notes: "Notes",
    overdue: "due for {} days",
    bought: "bought for {}",
    unknown_one: "One customer lives in a town that is not known.",
    unknown: "{} customers live in towns that are not known.",
    about: "The postal code of the place is in no table. Where it lies, and with it every distance, is a guess by codes that begin alike.",
};

const GERMAN: Words = Words {
    title: "Besuche in der Nähe",
    around: "Um {}",
    within: "Im Umkreis von {} km",
    address: "Wo",
    why: "Warum",
    notes: "Notizen",
    overdue: "seit {} Tagen fällig",
    bought: "für {} gekauft",
    unknown_one: "Ein Kunde wohnt in einem Ort, der nicht bekannt ist.",
    unknown: "{} Kunden wohnen in Orten, die nicht bekannt sind.",
    about: "Die Postleitzahl des Orts steht in keiner Tabelle. Wo er liegt, und damit jede Entfernung, ist nach ähnlichen Postleitzahlen geschätzt.",
};

fn words(language: &str) -> &'static Words {
    if language.starts_with("de") { &GERMAN } else { &ENGLISH }
}

/// The heading in a language.
pub(super) fn title(language: &str) -> &'static str {
    words(language).title
}

/// The report around [`ReportParams::place`], or around [`ReportParams::customer`], or around the shop,
/// of the customers that [`ReportParams::filter`] chooses or [`ReportParams::only`] names.
pub(super) fn build(facts: &Facts, frame: &Frame, params: &ReportParams) -> Result<Report> {
    let (labels, own) = (frame.labels, words(&frame.settings.language));
    let mut report = frame.report("visit_list", own.title);
    let filter = match params.filter.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) => {
            let filter = parse(text)?;
            report.filters.push(filter.sentence_in(facts, Kind::Customer));
            Some(filter.compile(facts, Kind::Customer, frame.today)?)
        }
        None => None,
    };
    let place = params.place.as_deref().unwrap_or_default();
    let km = params.km.unwrap_or(USUAL_KM);
    let search = Search {
        place,
        customer: params.customer,
        km,
        filter: filter.as_ref(),
        only: params.only.as_deref(),
        limit: MOST,
    };
    let found = nearby::list(facts, &search, frame.today)?;
    let named = match params.customer {
        Some(id) if place.is_empty() => facts.title_of(Kind::Customer, id).unwrap_or_default(),
        _ => place.to_owned(),
    };
    if !named.is_empty() {
        report.filters.push(Sentence::Plain(filled(own.around, &[&named])));
    }
    if params.only.is_none() {
        let km = Decimal::from_f64_retain(km).unwrap_or_default().normalize().to_string();
        report.filters.push(Sentence::Plain(filled(own.within, &[&km])));
    }
    if found.about {
        report.notes.push(own.about.to_owned());
    }
    match found.unknown {
        0 => {}
        1 => report.notes.push(own.unknown_one.to_owned()),
        many => report.notes.push(filled(own.unknown, &[&many.to_string()])),
    }
    let rows: Result<Vec<Vec<Cell>>> =
        found.near.iter().enumerate().map(|(index, near)| cells(facts, frame, own, index, near)).collect();
    report.tables.push(Table {
        title: String::new(),
        columns: vec![
            Column::text("#", 0.4).together(),
            Column::text(labels.customer, 2.0),
            Column::text(own.address, 2.6),
            Column::text(labels.phone, 1.6).together(),
            Column::text("km", 0.6).together(),
            Column::text(own.why, 2.2),
            Column::text(own.notes, 2.4).by_hand(),
        ],
        rows: rows?,
        totals: None,
    });
    Ok(report)
}

fn cells(facts: &Facts, frame: &Frame, own: &Words, index: usize, near: &Near) -> Result<Vec<Cell>> {
    let customer: Customer = facts.get(facts.table(Kind::Customer).id(near.row))?;
    let address = customer.addresses.get(near.address).map(|a| {
        let street: Vec<&str> = a.street.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let town = format!("{} {}", a.postal_code, a.city);
        let parts = [street.join(", "), town.trim().to_owned()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    });
    let mut why = Vec::new();
    if near.overdue > 0 {
        why.push(filled(own.overdue, &[&near.overdue.to_string()]));
    }
    if near.revenue > 0 {
        why.push(filled(own.bought, &[&frame.text(&frame.money(near.revenue))]));
    }
    let km = Cell::Decimal(Decimal::from_f64_retain(near.km).unwrap_or_default().round_dp(1));
    let km = if near.about { Cell::words(format!("≈ {}", frame.text(&km))) } else { km };
    Ok(vec![
        Cell::Int(index as i64 + 1),
        Cell::words(facts.title(Kind::Customer, near.row)),
        Cell::words(address.unwrap_or_default()),
        Cell::words(phone(facts, frame.labels, near.row)),
        km,
        Cell::words(why.join(", ")),
        Cell::Empty,
    ])
}

#[cfg(test)]
mod tests {
    use super::super::catalog;
    use super::*;
    use crate::book::tests::{by, shop};
    use crate::customers::{Address, Phone};

    #[test]
    fn a_tour_says_where_whom_to_ring_and_leaves_room() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home.path().join("shop"));
        let add = |name: &str, city: &str| {
            let address = Address { street: "Am Markt 1".into(), city: city.into(), ..Address::default() };
            let phone = Phone { number: "0331 123456".into(), ..Phone::default() };
            let mut customer = Customer {
                last_name: name.into(),
                addresses: vec![address],
                phones: vec![phone],
                ..Customer::default()
            };
            book.transact(&by(), "Customer", |tx| tx.save(&mut customer)).unwrap().value
        };
        let (near, far) = (add("Near", "Potsdam"), add("Far", "München"));
        add("Nowhere", "Kleinkleckersdorf");
        let today = "2026-03-02".parse().unwrap();
        let made =
            |params: ReportParams| catalog::build(&book.facts(), today, "visit_list", &params).unwrap();
        let report = made(ReportParams { place: Some("Berlin".into()), ..ReportParams::default() });
        let row = &report.tables[0].rows[0];
        assert_eq!(row[1..4], ["Near", "Am Markt 1, Potsdam", "0331 123456"].map(Cell::words));
        assert_eq!(report.tables[0].rows.len(), 1);
        assert_eq!(
            report.notes,
            ["One customer lives in a town that is not known."],
            "and who it cannot place"
        );
        assert!(report.tables[0].columns[6].by_hand, "on the road one writes down what came of it");
        let chosen = made(ReportParams {
            place: Some("Berlin".into()),
            only: Some(vec![far, near]),
            ..ReportParams::default()
        });
        let names: Vec<&Cell> = chosen.tables[0].rows.iter().map(|row| &row[1]).collect();
        assert_eq!(names, [&Cell::words("Far"), &Cell::words("Near")], "a choice stays in its order");
        let around = made(ReportParams { customer: Some(near), km: Some(10.0), ..ReportParams::default() });
        assert!(
            around.tables[0].rows.is_empty() && around.filters[0].to_string().contains("Near"),
            "{:?}",
            around.filters
        );
    }
}
