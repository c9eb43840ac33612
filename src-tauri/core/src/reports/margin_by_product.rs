//! What each product earned in a period.

use super::catalog::ReportParams;
use super::frame::Frame;
use super::ledger::words;
use super::value::Report;
use crate::Result;
use crate::entity::Kind;
use crate::facts::Facts;

/// The report for [`ReportParams::from`] to [`ReportParams::to`].
pub(super) fn build(facts: &Facts, frame: &Frame, params: &ReportParams) -> Result<Report> {
    let words = words(frame);
    let head = ("margin_by_product", words.margin_by_product, words.product);
    super::margins::build(facts, frame, params, head, true, |_, line| match line {
        Some(line) => line
            .product_id
            .and_then(|id| facts.title_of(Kind::Product, id))
            .unwrap_or_else(|| words.without_product.to_owned()),
        None => words.shipping.to_owned(),
    })
}
