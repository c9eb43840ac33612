//! What each product, variant or category earned in a period.

use super::catalog::ReportParams;
use super::frame::Frame;
use super::ledger::words;
use super::value::Report;
use crate::Result;
use crate::entity::Kind;
use crate::facts::Facts;
use crate::products::{CATEGORY, variants};

/// By product, for [`ReportParams::from`] to [`ReportParams::to`]; variants count with the
/// product they belong to.
pub(super) fn build(facts: &Facts, frame: &Frame, params: &ReportParams) -> Result<Report> {
    let words = words(frame);
    let head = ("margin_by_product", words.margin_by_product, words.product);
    by(facts, frame, params, head, |row| facts.title(Kind::Product, variants::head(facts, row)))
}

/// By what was sold exactly: each variant on its own.
pub(super) fn by_variant(facts: &Facts, frame: &Frame, params: &ReportParams) -> Result<Report> {
    let words = words(frame);
    let head = ("margin_by_variant", words.margin_by_variant, words.product);
    by(facts, frame, params, head, |row| facts.title(Kind::Product, row))
}

/// By the category the product is in now.
pub(super) fn by_category(facts: &Facts, frame: &Frame, params: &ReportParams) -> Result<Report> {
    let words = words(frame);
    let head = ("margin_by_category", words.margin_by_category, words.category);
    by(facts, frame, params, head, |row| match facts.table(Kind::Product).text(row, CATEGORY) {
        "" => words.without_category.to_owned(),
        category => category.to_owned(),
    })
}

fn by(
    facts: &Facts,
    frame: &Frame,
    params: &ReportParams,
    head: (&str, &str, &str),
    name_of: impl Fn(u32) -> String,
) -> Result<Report> {
    let words = words(frame);
    let table = facts.table(Kind::Product);
    super::margins::build(facts, frame, params, head, true, |_, line| match line {
        Some(line) => (line.product_id.and_then(|id| table.present(id)))
            .map_or_else(|| words.without_product.to_owned(), &name_of),
        None => words.shipping.to_owned(),
    })
}
