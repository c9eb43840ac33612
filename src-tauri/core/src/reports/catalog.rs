//! Which reports there are, and making one by its name.

use super::deal_words::DealWords;
use super::frame::Frame;
use super::insight_words::InsightWords;
use super::nouns;
use super::value::Report;
use super::{
    cash_book, customer_list, day_list, follow_ups_due, journal, margin_by_customer, margin_by_product,
    open_items, payments_journal, receivables_ageing, reorder_list, sales_journal, sales_summary, statement,
    stock_list, tax_report, vendor_prices, visit_list,
};
use super::{
    deals_forecast, deals_funnel, deals_won_lost, lead_sources, new_and_returning, quiet_customers, referrals,
};
use crate::facts::Facts;
use crate::say;
use crate::{Error, Id, Result};
use chrono::NaiveDate;

/// One report of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportSpec {
    /// Its name in commands, files and on the wire.
    pub name: &'static str,
    /// What can be said about it: `from`, `to`, `customer`, `filter`, `place`.
    pub parameters: &'static [&'static str],
    /// So many days after today it goes at first, where only a last day is asked for: a list of what is
    /// to be done looks ahead, what is owed is told as of today.
    pub ahead: u32,
}

impl ReportSpec {
    const fn new(name: &'static str, parameters: &'static [&'static str]) -> Self {
        Self { name, parameters, ahead: 0 }
    }
}

/// What somebody asks of a report. What a report does not take is ignored.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReportParams {
    /// First day; without it, from the first record on.
    pub from: Option<NaiveDate>,
    /// Last day; without it, today.
    pub to: Option<NaiveDate>,
    /// The customer of a statement.
    pub customer: Option<Id>,
    /// A condition over customers, in the filter's written form.
    pub filter: Option<String>,
    /// A town, a postal code or a point to look around.
    pub place: Option<String>,
    /// So many kilometres around it.
    pub km: Option<f64>,
    /// Only these customers, in this order.
    pub only: Option<Vec<Id>>,
}

static ALL: [ReportSpec; 27] = [
    ReportSpec::new("sales_summary", &["from", "to"]),
    ReportSpec::new("new_and_returning", &["from", "to"]),
    ReportSpec::new("quiet_customers", &[]),
    ReportSpec::new("customer_list", &["filter"]),
    ReportSpec::new("customer_statement", &["customer", "from", "to"]),
    ReportSpec { ahead: 14, ..ReportSpec::new("follow_ups_due", &["to"]) },
    ReportSpec::new("day_list", &["to", "filter"]),
    ReportSpec::new("visit_list", &["place", "filter"]),
    ReportSpec::new("deals_won_lost", &["from", "to"]),
    ReportSpec::new("deals_funnel", &["from", "to"]),
    ReportSpec::new("deals_forecast", &[]),
    ReportSpec::new("lead_sources", &[]),
    ReportSpec::new("referrals", &[]),
    ReportSpec::new("sales_journal", &["from", "to"]),
    ReportSpec::new("tax_report", &["from", "to"]),
    ReportSpec::new("open_items", &["to"]),
    ReportSpec::new("receivables_ageing", &["to"]),
    ReportSpec::new("payments_journal", &["from", "to"]),
    ReportSpec::new("cash_book", &["from", "to"]),
    ReportSpec::new("margin_by_product", &["from", "to"]),
    ReportSpec::new("margin_by_variant", &["from", "to"]),
    ReportSpec::new("margin_by_category", &["from", "to"]),
    ReportSpec::new("margin_by_customer", &["from", "to"]),
    ReportSpec::new("journal", &["from", "to"]),
    ReportSpec::new("stock_list", &[]),
    ReportSpec::new("reorder_list", &[]),
    ReportSpec::new("vendor_prices", &[]),
];

/// Every report, in the order of the gallery.
pub fn all() -> &'static [ReportSpec] {
    &ALL
}

/// The heading of a report in a language.
pub fn title(name: &str, language: &str) -> Option<&'static str> {
    let labels = super::labels::Labels::of(language);
    let ledger = super::ledger_labels::LedgerLabels::of(language);
    Some(match find(name)?.name {
        "sales_summary" => labels.sales_summary,
        "new_and_returning" => InsightWords::of(language).new_and_returning,
        "quiet_customers" => InsightWords::of(language).quiet,
        "customer_list" => labels.customer_list,
        "customer_statement" => labels.statement,
        "deals_won_lost" => DealWords::of(language).won_lost,
        "deals_funnel" => DealWords::of(language).funnel,
        "deals_forecast" => DealWords::of(language).forecast,
        "lead_sources" => DealWords::of(language).lead_sources,
        "referrals" => DealWords::of(language).referrals,
        "follow_ups_due" => labels.follow_ups_due,
        "day_list" => super::day_list::title(language),
        "visit_list" => visit_list::title(language),
        "sales_journal" => ledger.sales_journal,
        "tax_report" => ledger.tax_report,
        "open_items" => ledger.open_items,
        "receivables_ageing" => ledger.receivables_ageing,
        "payments_journal" => ledger.payments_journal,
        "cash_book" => ledger.cash_book,
        "margin_by_product" => ledger.margin_by_product,
        "margin_by_variant" => ledger.margin_by_variant,
        "margin_by_category" => ledger.margin_by_category,
        "margin_by_customer" => ledger.margin_by_customer,
        "journal" => ledger.journal,
        "stock_list" => ledger.stock_list,
        "vendor_prices" => ledger.vendor_prices,
        _ => ledger.reorder_list,
    })
}

fn find(name: &str) -> Option<&'static ReportSpec> {
    let name = name.trim().to_lowercase().replace(['-', ' '], "_");
    ALL.iter().find(|spec| spec.name == name)
}

/// Makes a report by its name (`-` and `_` are the same). The language is the one
/// in the settings. [`Error::Conflict`] names the reports there are when this is
/// none of them, or says what is missing; [`Error::Filter`] and
/// [`Error::NotFound`] come from what was asked for.
pub fn build(facts: &Facts, today: NaiveDate, name: &str, params: &ReportParams) -> Result<Report> {
    let Some(spec) = find(name) else {
        let names: Vec<&str> = ALL.iter().map(|spec| spec.name).collect();
        return Err(Error::Conflict(say!(
            "There is no report “{}”. The reports are: {}.",
            name,
            names.join(", ")
        )));
    };
    // A statement goes to a customer; every other report stays in the house.
    let reader = params.customer.filter(|_| spec.name == "customer_statement");
    let frame = Frame::for_customer(facts, today, reader);
    let mut report = match spec.name {
        "sales_summary" => sales_summary::build(facts, &frame, params),
        "new_and_returning" => new_and_returning::build(facts, &frame, params),
        "quiet_customers" => Ok(quiet_customers::build(facts, &frame)),
        "customer_list" => customer_list::build(facts, &frame, params),
        "customer_statement" => statement::build(facts, &frame, params),
        "deals_won_lost" => deals_won_lost::build(facts, &frame, params),
        "deals_funnel" => deals_funnel::build(facts, &frame, params),
        "deals_forecast" => Ok(deals_forecast::build(facts, &frame)),
        "lead_sources" => lead_sources::build(facts, &frame),
        "referrals" => Ok(referrals::build(facts, &frame)),
        "follow_ups_due" => follow_ups_due::build(facts, &frame, params),
        "day_list" => day_list::build(facts, &frame, params),
        "visit_list" => visit_list::build(facts, &frame, params),
        "sales_journal" => sales_journal::build(facts, &frame, params),
        "tax_report" => tax_report::build(facts, &frame, params),
        "open_items" => open_items::build(facts, &frame, params),
        "receivables_ageing" => receivables_ageing::build(facts, &frame, params),
        "payments_journal" => payments_journal::build(facts, &frame, params),
        "cash_book" => cash_book::build(facts, &frame, params),
        "margin_by_product" => margin_by_product::build(facts, &frame, params),
        "margin_by_variant" => margin_by_product::by_variant(facts, &frame, params),
        "margin_by_category" => margin_by_product::by_category(facts, &frame, params),
        "margin_by_customer" => margin_by_customer::build(facts, &frame, params),
        "journal" => journal::build(facts, &frame, params),
        "stock_list" => stock_list::build(facts, &frame),
        "vendor_prices" => vendor_prices::build(facts, &frame),
        _ => reorder_list::build(facts, &frame),
    }?;
    nouns::in_own_words(&mut report, &facts.settings());
    Ok(report)
}
