//! Reports: data first, then screen, PDF and CSV from the same value.

pub mod catalog;
pub mod csv;
mod customer_list;
mod deal_words;
mod deals_forecast;
mod deals_funnel;
mod deals_won_lost;
mod follow_ups_due;
pub mod format;
mod frame;
mod labels;
mod lead_sources;
pub mod pdf;
mod referrals;
mod sales_summary;
mod statement;
#[cfg(test)]
mod tests;
pub mod value;
mod words;
