//! How a customer may be reached: the links that ring or write, and the channels they refuse.

use super::{Channel, Customer};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What must not stand as it is in the address of a `mailto:` link (RFC 6068, section 2).
const UNSAFE: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'&').add(b'<').add(b'>').add(b'?').add(b'`');

/// A `tel:` link (RFC 3966) to their first number; `None` when there is none or they do not wish to be called.
pub fn call_link(customer: &Customer) -> Option<String> {
    if customer.forbidden_channels.contains(&Channel::Call) {
        return None;
    }
    let phone = customer.phones.first()?;
    let digits = |text: &str| text.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect::<String>();
    let number = if phone.e164.is_empty() { digits(&phone.number) } else { phone.e164.clone() };
    (!number.is_empty()).then(|| format!("tel:{number}"))
}

/// A `mailto:` link to their first address; `None` when there is none or they do not wish to be written to.
pub fn write_link(customer: &Customer) -> Option<String> {
    if customer.forbidden_channels.contains(&Channel::Email) {
        return None;
    }
    let address = &customer.emails.first()?.address;
    (!address.is_empty()).then(|| format!("mailto:{}", utf8_percent_encode(address, UNSAFE)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customers::{Email, Phone};

    fn both() -> Customer {
        Customer {
            phones: vec![Phone { number: "030 / 1234".into(), ..Phone::default() }],
            emails: vec![Email { address: "o'neil+shop@bücher.example".into(), ..Email::default() }],
            ..Customer::default()
        }
    }

    #[test]
    fn links_reach_the_first_way_there_is() {
        assert_eq!(
            call_link(&both()).as_deref(),
            Some("tel:0301234"),
            "a number that could not be read is dialled as typed"
        );
        assert_eq!(write_link(&both()).as_deref(), Some("mailto:o'neil+shop@b%C3%BCcher.example"));
    }

    #[test]
    fn a_refused_way_has_no_link() {
        let quiet = Customer { forbidden_channels: vec![Channel::Call, Channel::Email], ..both() };
        assert_eq!((call_link(&quiet), write_link(&quiet)), (None, None));
    }
}
