//! One normaliser for phones, e-mails and partial dates, used by rules, search,
//! duplicates and import alike.

pub mod day;
pub mod email;
pub mod partial_date;
pub mod phone;
