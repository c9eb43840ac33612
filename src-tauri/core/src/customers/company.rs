//! Who belongs together: a company and the people who work there.

use crate::entity::Kind;
use crate::facts::{Facts, State};

/// The rows of a customer and, for a company, of the people who belong to it.
pub fn with_members(facts: &Facts, row: u32) -> Vec<u32> {
    let here = |row: &u32| matches!(facts.table(Kind::Customer).state(*row), State::Live | State::Archived);
    let members =
        facts.customers.members(row).iter().copied().filter(|member| *member != row && here(member));
    std::iter::once(row).chain(members).collect()
}

/// The rows of everybody of the same companies, households and associations, the customer first: for a
/// person, the company and the colleagues too.
pub fn everybody(facts: &Facts, row: u32) -> Vec<u32> {
    let mut all = with_members(facts, row);
    for company in facts.customers.groups(row) {
        for other in with_members(facts, *company) {
            if !all.contains(&other) {
                all.push(other);
            }
        }
    }
    all
}
