//! Reports: data first, then screen, PDF and CSV from the same value.

mod cash_book;
pub mod catalog;
pub mod csv;
mod customer_list;
pub mod datev;
mod deal_words;
mod deals_forecast;
mod deals_funnel;
mod deals_won_lost;
pub mod document;
pub mod einvoice;
mod follow_ups_due;
pub mod format;
mod frame;
mod journal;
mod labels;
mod lead_sources;
mod ledger;
mod ledger_labels;
mod margin_by_customer;
mod margin_by_product;
mod margins;
mod open_items;
mod payments_journal;
pub mod pdf;
mod receivables_ageing;
mod referrals;
mod reorder_list;
mod sales_journal;
mod sales_summary;
mod statement;
mod stock_list;
mod tax_report;
#[cfg(test)]
mod tests;
pub mod value;
mod words;
