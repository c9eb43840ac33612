//! What each customer's purchases earned in a period.

use super::catalog::ReportParams;
use super::frame::Frame;
use super::ledger::{customer, words};
use super::value::Report;
use crate::Result;
use crate::facts::Facts;

/// The report for [`ReportParams::from`] to [`ReportParams::to`].
pub(super) fn build(facts: &Facts, frame: &Frame, params: &ReportParams) -> Result<Report> {
    let words = words(frame);
    let head = ("margin_by_customer", words.margin_by_customer, words.customer);
    super::margins::build(facts, frame, params, head, false, |sale, _| customer(facts, frame, sale))
}
