//! A few things in the trash, so that it can be tried to bring them back.

use super::dice::Dice;
use super::{Maker, days_before, id_at};
use crate::customers::{Customer, Email};

/// Customers that were entered twice or by mistake and thrown away since.
pub(super) fn old_things(dice: &mut Dice, maker: &Maker<'_>) -> Vec<Customer> {
    let cards =
        [("Test", "Customer", 45), ("Anna", "Bergmann", 12), ("Anna", "Bergman", 12), ("Wrong", "Number", 3)];
    cards
        .into_iter()
        .map(|(first, last, days)| {
            let (first, last) = (maker.language.say(first), maker.language.say(last));
            let mut customer = Customer {
                first_name: first.into(),
                last_name: last.into(),
                emails: vec![Email {
                    label: "Private".into(),
                    address: format!("{}@example.com", last.to_lowercase()),
                }],
                ..Customer::default()
            };
            customer.meta.created_at = maker.at(days_before(maker.today, days + 30), dice);
            customer.meta.id = id_at(customer.meta.created_at, dice);
            customer.meta.created_by = "Jonas".into();
            customer.meta.trashed_at = Some(maker.at(days_before(maker.today, days), dice));
            customer
        })
        .collect()
}
