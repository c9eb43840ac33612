//! The customer book of a small business: records, journal, store, read model,
//! filters, exchange and reports. No window, no wire format, no system clock.

pub mod attachments;
pub mod book;
pub mod campaigns;
pub mod cases;
pub mod clock;
pub mod custom_fields;
pub mod customers;
pub mod deals;
pub mod defaults;
pub mod demo;
pub mod entity;
pub mod error;
pub mod exchange;
pub mod facts;
pub mod files;
pub mod filter;
pub mod follow_ups;
pub mod form_templates;
pub mod ids;
pub mod interactions;
pub mod jobs;
pub mod late;
pub mod money;
pub mod nearby;
pub mod normalise;
pub mod payments;
pub mod products;
pub mod reports;
pub mod rules;
pub mod sales;
pub mod sentence;
pub mod settings;
pub mod staff;
pub mod stock;
pub mod store;
pub mod today;
pub mod tracks;
pub mod views;

pub use error::{Error, Result};
pub use ids::Id;
pub use sentence::Sentence;
