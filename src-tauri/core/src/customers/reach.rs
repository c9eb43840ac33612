//! How a customer may be reached: the links that ring or write, and the channels they refuse.

use super::{Address, Channel, Customer, Phone};
use crate::entity::{Kind, codec};
use crate::facts::Facts;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What must not stand as it is in the address of a `mailto:` link (RFC 6068, section 2).
const UNSAFE: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'&').add(b'<').add(b'>').add(b'?').add(b'`');

/// The tags of what customers wish: [`Customer::forbidden_channels`] and [`Customer::consents`].
const FORBIDDEN_CHANNELS: u16 = 21;
const CONSENTS: u16 = 31;

/// Whether a customer may be approached by a channel: neither forbidden nor withdrawn. The
/// one answer for call lists, campaigns, tracks, reminders and Today.
pub fn may_reach(customer: &Customer, channel: Channel) -> bool {
    !customer.forbidden_channels.contains(&channel)
        && !customer.consents.iter().any(|c| c.channel == channel && c.withdrawn_at.is_some())
}

/// Whether the book knows what a channel needs: a number, an address for e-mail, a street or a town.
pub fn has_way(customer: &Customer, channel: Channel) -> bool {
    match channel {
        Channel::Call | Channel::Message => customer.phones.iter().any(|phone| !phone.number.is_empty()),
        Channel::Email => customer.emails.iter().any(|email| !email.address.is_empty()),
        Channel::Letter => customer.addresses.iter().any(|address| !address.street.is_empty()),
        Channel::Visit => {
            customer.addresses.iter().any(|address| !address.street.is_empty() || !address.city.is_empty())
        }
    }
}

/// Whether a customer has said anything about how to be approached, read without decoding the record;
/// most have not, and may be reached in every way.
pub fn has_wishes(facts: &Facts, row: u32) -> bool {
    let bytes = facts.table(Kind::Customer).bytes(row);
    [FORBIDDEN_CHANNELS, CONSENTS].iter().any(|tag| codec::raw_field(bytes, *tag).is_some())
}

/// Whether there is any channel by which a customer may be approached.
pub fn may_be_reached(customer: &Customer) -> bool {
    Channel::ALL.iter().any(|channel| may_reach(customer, *channel))
}

/// What a way leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    /// A telephone.
    Phone,
    /// A mailbox.
    Email,
    /// A door.
    Address,
}

impl To {
    /// The channels such a way serves.
    fn channels(self) -> &'static [Channel] {
        match self {
            To::Phone => &[Channel::Call, Channel::Message],
            To::Email => &[Channel::Email],
            To::Address => &[Channel::Letter, Channel::Visit],
        }
    }
}

/// One way to reach a customer.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// What it leads to.
    pub to: To,
    /// Mobile, home, work …
    pub label: String,
    /// The number or address as typed, on one line.
    pub text: String,
    /// What a click opens outside the program; none for an address, and for a way they refuse.
    pub link: Option<String>,
    /// They like to be reached this way.
    pub preferred: bool,
    /// They have asked that this way is not used at all.
    pub forbidden: bool,
    /// A telephone they do not wish to be called on, though a message may be sent.
    pub no_calls: bool,
}

/// Every way there is: those they prefer first, those they refuse last.
pub fn ways(customer: &Customer) -> Vec<Way> {
    let way = |to: To, label: &str, text: String, link: Option<String>| {
        let refuses = |channel: &Channel| !may_reach(customer, *channel);
        let no_calls = to == To::Phone && refuses(&Channel::Call);
        let forbidden = to.channels().iter().all(refuses);
        Way {
            to,
            label: label.into(),
            text,
            link: link.filter(|_| !forbidden && !no_calls),
            preferred: customer.preferred_channel.is_some_and(|wish| to.channels().contains(&wish)),
            forbidden,
            no_calls,
        }
    };
    let phones = customer.phones.iter().map(|p| way(To::Phone, &p.label, p.number.clone(), dial(p)));
    let emails =
        customer.emails.iter().map(|e| way(To::Email, &e.label, e.address.clone(), write_to(&e.address)));
    let addresses = customer.addresses.iter().map(|a| way(To::Address, &a.label, on_one_line(a), None));
    let mut ways: Vec<Way> = phones.chain(emails).chain(addresses).collect();
    ways.sort_by_key(|way| if way.forbidden { 2 } else { u8::from(!way.preferred) });
    ways
}

fn on_one_line(address: &Address) -> String {
    let street: Vec<&str> = address.street.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let town = format!("{} {}", address.postal_code, address.city);
    let parts = [&street.join(", "), town.trim(), &address.state, &address.country];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// A `tel:` link (RFC 3966); a number that could not be read is dialled as typed.
fn dial(phone: &Phone) -> Option<String> {
    let digits = |text: &str| text.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect::<String>();
    let number = if phone.e164.is_empty() { digits(&phone.number) } else { phone.e164.clone() };
    (!number.is_empty()).then(|| format!("tel:{number}"))
}

fn write_to(address: &str) -> Option<String> {
    (!address.is_empty()).then(|| format!("mailto:{}", utf8_percent_encode(address, UNSAFE)))
}

/// A `tel:` link to their first number; `None` when there is none or they do not wish to be called.
pub fn call_link(customer: &Customer) -> Option<String> {
    ways(customer).into_iter().find(|way| way.to == To::Phone)?.link
}

/// A `mailto:` link to their first address; `None` when there is none or they do not wish to be written to.
pub fn write_link(customer: &Customer) -> Option<String> {
    ways(customer).into_iter().find(|way| way.to == To::Email)?.link
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customers::{Consent, Email};

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

    #[test]
    fn who_took_their_consent_back_is_not_reached_that_way_either() {
        let withdrawn =
            Consent { channel: Channel::Call, withdrawn_at: "2026-03-01".parse().ok(), ..Consent::default() };
        let customer = Customer { consents: vec![withdrawn], ..both() };
        assert_eq!(call_link(&customer), None, "Today and the card offer no call");
        assert!(write_link(&customer).is_some());
    }

    #[test]
    fn the_way_they_prefer_comes_first_and_a_refused_one_last() {
        let both = both();
        let texts = |customer: &Customer| ways(customer).into_iter().map(|way| way.to).collect::<Vec<_>>();
        let writes = Customer { preferred_channel: Some(Channel::Email), ..both.clone() };
        assert_eq!(texts(&writes), [To::Email, To::Phone]);
        let quiet = Customer { forbidden_channels: vec![Channel::Call], ..both.clone() };
        let phone = ways(&quiet).remove(0);
        assert!(
            phone.no_calls && !phone.forbidden && phone.link.is_none(),
            "a message may still be sent: {phone:?}"
        );
        let refused = Customer { forbidden_channels: vec![Channel::Call, Channel::Message], ..both };
        assert_eq!(texts(&refused), [To::Email, To::Phone]);
        let home = Address {
            street: "Hof 3\nHinterhaus".into(),
            postal_code: "4059".into(),
            city: "Basel".into(),
            ..Address::default()
        };
        assert_eq!(on_one_line(&home), "Hof 3, Hinterhaus, 4059 Basel");
        assert_eq!(ways(&Customer::default()), []);
    }
}
