//! Whose a row is, where nobody may be made up for it and a wrong customer would be worse than none.

use super::customers::build;
use super::draft::Draft;
use super::known::{Known, full_name};
use crate::exchange::target::Special;
use crate::facts::text::fold;
use crate::normalise::{email, phone};
use crate::{Error, Id, Result, say};

/// The one customer of the book that a row names: by number, else e-mail address, else telephone, else
/// name. [`Error::Invalid`] with the reason when there is none or more than one.
pub(super) fn one(known: &Known, draft: Option<&Draft>) -> Result<Id> {
    let refuse = |message| Err(Error::invalid("case", "customer_id", message));
    let Some(draft) = draft else {
        return refuse(say!(
            "The row does not say whose it is. Name the customer by number, e-mail address or name."
        ));
    };
    let built = build(draft, &known.country)?;
    let whole = draft.special(Special::Name).or(draft.special(Special::ContactName)).unwrap_or_default();
    for number in [&built.number, whole].map(fold).iter().filter(|number| !number.is_empty()) {
        if let Some(index) = known.numbers.get(number) {
            return Ok(known.entries[*index as usize].id);
        }
    }
    let names = [fold(whole), full_name(&built), fold(&built.company_name)];
    let mut found: Vec<u32> = Vec::new();
    let mails = built.emails.iter().map(|mail| known.emails.get(&email::key(&mail.address)));
    let phones = built.phones.iter().map(|one| known.phones.get(&phone::key(&one.number, &one.e164)));
    let named = names.iter().map(|name| known.names.get(name).filter(|_| !name.is_empty()));
    for list in mails.chain(phones).chain(named).flatten() {
        if found.is_empty() {
            found.clone_from(list);
        } else if found.len() > 1 {
            // Of those who share an address, the one who has the name too.
            let both: Vec<u32> = found.iter().copied().filter(|one| list.contains(one)).collect();
            found = if both.is_empty() { found } else { both };
        }
    }
    if found.len() > 1 {
        // Whoever works for a company is found by its name too, and is not the company.
        let own: Vec<u32> =
            found.iter().copied().filter(|one| names.contains(&known.entries[*one as usize].name)).collect();
        found = if own.is_empty() { found } else { own };
    }
    let given = [whole.to_owned(), built.number.clone(), built.company_name.clone()];
    let mails = built.emails.iter().map(|mail| mail.address.clone());
    let phones = built.phones.iter().map(|one| one.number.clone());
    let shown = given.into_iter().chain(mails).chain(phones).find(|text| !text.is_empty());
    let shown = shown.unwrap_or_else(|| full_name(&built));
    match found.as_slice() {
        [index] => Ok(known.entries[*index as usize].id),
        [] => refuse(say!(
            "There is no customer “{}” in the book. Bring in the customers first, or mend the name.",
            shown
        )),
        several => refuse(say!(
            "“{}” could be any of {} customers. Write the number or the e-mail address of the one that is meant.",
            shown,
            several.len()
        )),
    }
}
