//! The code that banking apps read from an invoice: "Quick Response Code: Guidelines to
//! Enable Data Capture for the Initiation of a SEPA Credit Transfer" (EPC069-12, version 2.1).

use crate::money::{Currency, Money};

/// A transfer that a code asks for.
pub struct Transfer<'a> {
    /// Who gets the money; at most 70 characters are kept.
    pub name: &'a str,
    /// The account, in any spelling.
    pub iban: &'a str,
    /// The bank's code; may be empty.
    pub bic: &'a str,
    /// How much.
    pub amount: Money,
    /// What for; at most 140 characters are kept.
    pub reference: &'a str,
}

/// An account number without blanks when it is one (ISO 13616): its country, two check
/// digits and up to 30 characters that leave 1 when divided by 97.
pub fn iban(text: &str) -> Option<String> {
    let iban: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
    let plain = iban.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let country = iban.get(..2)?.bytes().all(|b| b.is_ascii_uppercase());
    if !plain || !country || !(15..=34).contains(&iban.len()) {
        return None;
    }
    let turned = iban.bytes().skip(4).chain(iban.bytes().take(4));
    let rest = turned.fold(0_u32, |rest, byte| match byte {
        b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
        letter => (rest * 100 + u32::from(letter - b'A') + 10) % 97,
    });
    (rest == 1).then_some(iban)
}

/// An account number in groups of four, as people read it.
pub fn grouped(iban: &str) -> String {
    let plain: Vec<char> = iban.chars().filter(|c| !c.is_whitespace()).collect();
    plain.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// What the code says. `None` unless it is a payment in euro to a valid account.
pub fn code(transfer: &Transfer<'_>) -> Option<String> {
    let iban = iban(transfer.iban)?;
    let Money { minor, currency } = transfer.amount;
    // From 0.01 to 999,999,999.99.
    if currency != Currency::EUR || !(1..=99_999_999_999).contains(&minor) {
        return None;
    }
    let line = |text: &str, most: usize| -> String {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        words.chars().filter(|c| !c.is_control()).take(most).collect()
    };
    let name = line(transfer.name, 70);
    let amount = format!("EUR{}", transfer.amount.to_decimal());
    let bic = line(transfer.bic, 11).replace(' ', "");
    let reference = line(transfer.reference, 140);
    let lines = ["BCD", "002", "1", "SCT", &bic, &name, &iban, &amount, "", "", &reference];
    (!name.is_empty()).then(|| lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_that_of_the_guidelines() {
        let transfer = Transfer {
            name: "Linden\nWorkshop",
            iban: "DE89 3704 0044 0532 0130 00",
            bic: "",
            amount: Money::new(20_210, Currency::EUR),
            reference: "INV-2026-0001",
        };
        assert_eq!(
            code(&transfer).unwrap(),
            "BCD\n002\n1\nSCT\n\nLinden Workshop\nDE89370400440532013000\nEUR202.10\n\n\nINV-2026-0001",
            "a name must not break the lines that the fields are told by"
        );
        assert_eq!(code(&Transfer { amount: Money::new(0, Currency::EUR), ..transfer }), None);
    }

    #[test]
    fn a_mistyped_account_is_noticed() {
        assert_eq!(iban("gb82 west 1234 5698 7654 32").as_deref(), Some("GB82WEST12345698765432"));
        assert_eq!(grouped("DE89370400440532013000"), "DE89 3704 0044 0532 0130 00");
        for wrong in
            ["DE89 3704 0044 0532 0130 01", "DE98 3704 0044 0532 0130 00", "89", "", "DÉ89370400440532013000"]
        {
            assert_eq!(iban(wrong), None, "{wrong}");
        }
    }
}
