//! The rules of a customer.

use super::Customer;
use crate::book::Tx;
use crate::entity::Kind;
use crate::normalise::{day, email, partial_date, phone};
use crate::say;
use crate::{Error, Result};
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

/// Gives a new customer its number, reads phone numbers, and refuses a customer
/// that nobody could ever find again.
pub fn check(customer: &mut Customer, tx: &mut Tx<'_>, is_new: bool) -> Result<()> {
    super::merge::check_change(tx, customer)?;
    customer.phones.retain(|p| !p.number.is_empty());
    customer.emails.retain(|e| !e.address.is_empty());
    customer.addresses.retain(|a| {
        !(a.street.is_empty()
            && a.city.is_empty()
            && a.postal_code.is_empty()
            && a.state.is_empty()
            && a.country.is_empty())
    });
    let named =
        [&customer.first_name, &customer.last_name, &customer.company_name].iter().any(|t| !t.is_empty());
    if !named && customer.phones.is_empty() && customer.emails.is_empty() {
        return Err(Error::invalid(
            "customer",
            "last_name",
            say!("Give a name, a company, a phone number or an e-mail address."),
        ));
    }
    for (index, address) in customer.emails.iter_mut().enumerate() {
        address.address = email::tidy(&address.address);
        if !email::plausible(&address.address) {
            return Err(Error::invalid(
                "customer",
                format!("emails.{index}.address"),
                say!("“{}” is not an e-mail address. It should look like name@example.com.", address.address),
            ));
        }
    }
    read_phones(customer, tx.facts().home_country());
    birthday(customer, tx.today())?;
    if customer.company_id == Some(customer.meta.id) || customer.referred_by == Some(customer.meta.id) {
        let field = if customer.company_id == Some(customer.meta.id) { "company_id" } else { "referred_by" };
        return Err(Error::invalid("customer", field, say!("A customer cannot refer to itself here.")));
    }
    customer.relations.retain(|relation| !relation.customer_id.is_nil());
    if let Some(index) = customer.relations.iter().position(|one| one.customer_id == customer.meta.id) {
        return Err(Error::invalid(
            "customer",
            format!("relations.{index}.customer_id"),
            say!("A customer cannot refer to itself here."),
        ));
    }
    belongs_once(customer);
    super::circles::check(customer, tx)?;
    terms(customer)?;
    super::debtors::check(customer, &tx.facts().settings())?;
    super::leads::check(customer, tx, is_new)?;
    if is_new && customer.number.is_empty() {
        customer.number = tx.next_number(Kind::Customer, tx.facts().prefixes().customer, 5)?;
    }
    Ok(())
}

/// Who belongs to a company first does not belong to it a second time.
fn belongs_once(customer: &mut Customer) {
    let Some(company) = customer.company_id else { return };
    let again = |one: &mut super::Relation| one.member && one.customer_id == company;
    for one in customer.relations.extract_if(.., again) {
        if customer.job_title.is_empty() {
            customer.job_title = one.role;
        }
    }
}

/// Reads the telephone numbers as somebody in the customer's country would dial them, or in the shop's.
pub(crate) fn read_phones(customer: &mut Customer, home: &str) {
    let region = customer.addresses.iter().find_map(|a| phone::region_of(&a.country));
    let region = region.unwrap_or_else(|| home.to_owned());
    for phone in &mut customer.phones {
        phone.e164 = phone::read(&mut phone.number, &mut phone.label, &region).unwrap_or_default();
    }
}

/// A birthday that somebody now alive can have; one typed as people write it is brought into its form.
fn birthday(customer: &mut Customer, today: NaiveDate) -> Result<()> {
    let refused = |message| Err(Error::invalid("customer", "birthday", message));
    if customer.birthday.is_empty() {
        return Ok(());
    }
    if !partial_date::valid(&customer.birthday) {
        match partial_date::read(&customer.birthday) {
            Some(read) => customer.birthday = read,
            None => {
                return refused(say!(
                    "This must be a day such as 31 March 1980, or 31 March without the year."
                ));
            }
        }
    }
    let Some(born) = partial_date::full(&customer.birthday) else { return Ok(()) };
    if born > today {
        return refused(say!("This birthday is still to come. Give the day on which the customer was born."));
    }
    match day::wrong_year(born, &(day::FIRST_BIRTH..=today.year())) {
        Some(message) => refused(message),
        None => Ok(()),
    }
}

/// A discount and payment terms that every invoice can follow.
fn terms(customer: &Customer) -> Result<()> {
    if customer.discount.is_some_and(|d| d > Decimal::ONE_HUNDRED || d < Decimal::ZERO) {
        return Err(Error::invalid(
            "customer",
            "discount",
            say!("A discount is a percentage between 0 and 100."),
        ));
    }
    if customer.payment_terms_days.is_some_and(|days| days < 0) {
        return Err(Error::invalid(
            "customer",
            "payment_terms_days",
            say!("An invoice cannot be due before its own day. Give 0 or more days."),
        ));
    }
    Ok(())
}
