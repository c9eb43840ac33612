//! Putting the lists of two records of one customer together.

use super::{Address, Customer};
use crate::facts::text::fold;
use crate::normalise::{email, phone};

/// Adds the telephones, e-mail and postal addresses that `old` does not have yet; one
/// telephone stays one however it is typed, and a place gets what it lacks.
pub fn contact(old: &mut Customer, new: &Customer) {
    for p in &new.phones {
        let key = phone::key(&p.number, &p.e164);
        if !old.phones.iter().any(|o| phone::key(&o.number, &o.e164) == key) {
            old.phones.push(p.clone());
        }
    }
    for e in &new.emails {
        if !old.emails.iter().any(|o| email::key(&o.address) == email::key(&e.address)) {
            old.emails.push(e.clone());
        }
    }
    for a in &new.addresses {
        match old.addresses.iter_mut().find(|o| same_place(o, a)) {
            Some(there) => fill(there, a, true),
            None => old.addresses.push(a.clone()),
        }
    }
}

/// Gives `old` the telephones, e-mail and postal addresses of `new` where it has none, and the address of a place
/// what it lacks. Nothing that is there changes.
pub fn complete(old: &mut Customer, new: &Customer) {
    if old.phones.is_empty() {
        old.phones.clone_from(&new.phones);
    }
    if old.emails.is_empty() {
        old.emails.clone_from(&new.emails);
    }
    if old.addresses.is_empty() {
        old.addresses.clone_from(&new.addresses);
    }
    for a in &new.addresses {
        if let Some(there) = old.addresses.iter_mut().find(|o| same_place(o, a) && tells_more(o, a)) {
            fill(there, a, false);
        }
    }
}

/// Whether nothing that both addresses say differs.
pub(crate) fn same_place(a: &Address, b: &Address) -> bool {
    let fits = |x: &str, y: &str| x.is_empty() || y.is_empty() || fold(x) == fold(y);
    fits(&a.street, &b.street) && fits(&a.city, &b.city) && fits(&a.postal_code, &b.postal_code)
}

/// Whether the lines of `new` that `there` lacks are of the same address for certain: both name the street, or all
/// that is there is said once more. The postal code of a town is of some street in it, and may be of another.
fn tells_more(there: &Address, new: &Address) -> bool {
    let same = |x: &str, y: &str| fold(x) == fold(y);
    let again = |x: &str, y: &str| x.is_empty() || same(x, y);
    let land = there.country.is_empty() || new.country.is_empty() || same(&there.country, &new.country);
    let certain = match there.street.is_empty() {
        true => again(&there.city, &new.city) && again(&there.postal_code, &new.postal_code),
        false => same(&there.street, &new.street),
    };
    land && certain
}

/// Writes the lines of `new` into an address; over what stands there only where that is wanted.
fn fill(there: &mut Address, new: &Address, over: bool) {
    let Address { label, street, city, state, postal_code, country } = new;
    for (old, new) in [
        (&mut there.label, label),
        (&mut there.street, street),
        (&mut there.city, city),
        (&mut there.state, state),
        (&mut there.postal_code, postal_code),
        (&mut there.country, country),
    ] {
        if !new.is_empty() && (over || old.is_empty()) {
            old.clone_from(new);
        }
    }
}
